"""Starts a server in a separate process and reads its memory, threads and metrics."""
import functools, glob, os, re, shutil, signal, socket, subprocess, sys, time, urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LEAST_JAVA = 25


@functools.cache
def java():
    """Returns the path of a java command of version 25 or newer, found in JAVA_HOME, PATH or /usr/lib/jvm."""
    home = os.environ.get("JAVA_HOME")
    for command in [os.path.join(home, "bin", "java") if home else None, shutil.which("java"), *sorted(glob.glob("/usr/lib/jvm/*/bin/java"))]:
        if command and os.path.exists(command):
            version = re.search(r'version "(\d+)', subprocess.run([command, "-version"], capture_output=True, text=True).stderr)
            if version and int(version[1]) >= LEAST_JAVA:
                return command
    sys.exit(f"needs a Java {LEAST_JAVA} or newer")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class ServerProcess:
    """An `./odonym serve` process on a free local port. It is stopped when the script ends."""

    def __init__(self, index, log, environment=None, options=(), pause=0.2, prefix=(), port=0):
        """Starts the server and waits until it is ready. pause is the time between two checks, in seconds. prefix is a wrapper command that is put before the command of the server, such as taskset."""
        self.port = port or free_port()
        self.log_path = log
        self.log = open(log, "wb")
        self.process = subprocess.Popen(
            [*prefix, os.path.join(ROOT, "odonym"), "serve", "--index", index, "--host", "127.0.0.1", "--port", str(self.port), *options],
            stdout=self.log, stderr=subprocess.STDOUT, env={**os.environ, **(environment or {})}, start_new_session=True,
        )
        deadline = time.time() + 300
        while True:
            try:
                self.get("/health/ready")
                break
            except OSError:
                if self.process.poll() is not None or time.time() > deadline:
                    raise SystemExit(f"the server does not start, see {log}")
                time.sleep(pause)

    def get(self, path, timeout=30):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=timeout) as answer:
            return answer.read().decode()

    @property
    def pid(self):
        return self.process.pid  # the script ./odonym replaces itself with the JVM

    def memory(self):
        """Returns the resident memory in bytes, as (total, anonymous, mapped files)."""
        with open(f"/proc/{self.pid}/status") as status:
            found = dict(re.findall(r"(\w+):\s+(\d+) kB", status.read()))
        return tuple(int(found[key]) * 1024 for key in ("VmRSS", "RssAnon", "RssFile"))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def processor_seconds(self):
        """Returns the processor time that the server has used, in seconds."""
        with open(f"/proc/{self.pid}/stat") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def threads(self):
        return len(os.listdir(f"/proc/{self.pid}/task"))

    def maps(self):
        """Returns the number of index data folders that are mapped into memory."""
        with open(f"/proc/{self.pid}/maps") as maps:
            return len({m.group(0) for m in re.finditer(r"\S+/data-[0-9a-f]{8}(?=/)", maps.read())})

    def metric(self, name, metrics=None):
        """Returns the sum of a metric over all label values."""
        text = metrics if metrics is not None else self.get("/metrics")
        return sum(float(v) for v in re.findall(rf"^{name}(?:\{{[^}}]*\}})? ([-\d.eE+]+)$", text, re.M))

    def jcmd(self, *arguments):
        """Runs a diagnostic command in the server and returns its output."""
        return subprocess.run([os.path.join(os.path.dirname(os.path.realpath(java())), "jcmd"), str(self.pid), *arguments], capture_output=True, text=True, check=True).stdout

    def heap_bytes(self):
        """Runs a full garbage collection and returns the size of the reachable objects, in bytes."""
        self.jcmd("GC.run")
        return 1024 * sum(int(used) for used in re.findall(r"(?:PSYoungGen|ParOldGen|garbage-first heap|new generation|tenured generation) .*?used (\d+)K", self.jcmd("GC.heap_info")))

    def dump_threads(self, path):
        """Writes the stack traces of all threads to a file, including those of virtual threads."""
        self.jcmd("Thread.dump_to_file", "-format=json", "-overwrite", path)

    def hang_up(self):
        os.kill(self.pid, signal.SIGHUP)

    def alive(self):
        return self.process.poll() is None

    def stop(self):
        if self.alive():
            self.process.terminate()
        try:
            return self.process.wait(60)
        finally:
            self.log.close()
