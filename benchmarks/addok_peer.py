"""Installs addok 1.3.2 and its French plugins from PyPI into a folder, and runs addok with a separate Redis server."""
import gzip, os, shutil, subprocess, sys, time, urllib.request

from server_process import free_port

PACKAGES = ["setuptools<81", "addok==1.3.2", "addok-fr==1.1.0", "addok-france==1.2.0", "addok-csv==1.1.0", "hiredis==3.3.0", "gunicorn"]
# The configuration of the French state's service.
SETTINGS = """
FILTERS = ["type", "citycode", "postcode"]
EXTRA_FIELDS = [{"key": key} for key in ("citycode", "oldcitycode", "oldcity", "district")]
text, results, france = "addok.helpers.text.", "addok.helpers.results.", "addok_france."
QUERY_PROCESSORS_PYPATHS = [text + "check_query_length", france + "extract_address", france + "clean_query", france + "remove_leading_zeros"]
PROCESSORS_PYPATHS = [text + "tokenize", text + "normalize", france + "glue_ordinal", france + "fold_ordinal", france + "flag_housenumber",
                      text + "synonymize", "addok_fr.phonemicize"]
SEARCH_RESULT_PROCESSORS_PYPATHS = [results + "match_housenumber", france + "make_labels", results + "score_by_importance",
                                    results + "score_by_autocomplete_distance", results + "score_by_ngram_distance", results + "score_by_geo_distance"]
"""


class AddokPeer:
    """An addok server. It is installed and loaded once per folder and stopped when the script ends."""

    def __init__(self, folder, workers):
        self.folder = os.path.abspath(folder)
        self.workers = workers
        self.port, self.redis_port = free_port(), free_port()
        os.makedirs(os.path.join(self.folder, "log"), exist_ok=True)
        with open(self._in("settings.py"), "w") as file:
            file.write(SETTINGS)
        self.environment = {**os.environ, "REDIS_HOST": "127.0.0.1", "REDIS_PORT": str(self.redis_port), "LC_ALL": "C.UTF-8",
                            "ADDOK_CONFIG_MODULE": self._in("settings.py"), "ADDOK_LOG_DIR": self._in("log"),
                            "PATH": self._in("venv", "bin") + os.pathsep + os.environ["PATH"]}
        self.processes = []

    def _in(self, *names):
        return os.path.join(self.folder, *names)

    def _run(self, *command, log):
        with open(self._in("log", log), "w") as out:
            if subprocess.run(command, env=self.environment, stdout=out, stderr=subprocess.STDOUT).returncode != 0:
                sys.exit(f"{command[0]} failed: see {out.name}")

    def install(self):
        if not shutil.which("redis-server"):
            sys.exit("redis-server is missing: apt-get install redis-server")
        if not os.path.exists(self._in("venv", "bin", "gunicorn")):
            print("installing addok from PyPI ...", file=sys.stderr)
            self._run(sys.executable, "-m", "venv", self._in("venv"), log="venv.log")
            self._run("pip", "install", "-q", *PACKAGES, log="pip.log")

    def start(self, data):
        """Starts Redis and addok. Imports the data first, unless Redis already contains it."""
        self.install()
        self.processes.append(subprocess.Popen(
            ["redis-server", "--bind", "127.0.0.1", "--port", str(self.redis_port), "--dir", self.folder, "--dbfilename", "dump.rdb", "--save", "",
             "--appendonly", "no"], stdout=open(self._in("log", "redis.log"), "w"), stderr=subprocess.STDOUT))
        self._wait(lambda: self._redis("ping") == "PONG", 600)
        if self._redis("get", "odonym-benchmark") != os.path.abspath(data):
            self._load(data)
        self.processes.append(subprocess.Popen(
            ["gunicorn", "-w", str(self.workers), "--timeout", "120", "-b", f"127.0.0.1:{self.port}", "addok.http.wsgi"],
            env=self.environment, stdout=open(self._in("log", "gunicorn.log"), "w"), stderr=subprocess.STDOUT))
        self._wait(lambda: urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health").status == 200, 60)

    def _load(self, data):
        print(f"loading {data} into addok ...", file=sys.stderr)
        plain = data
        if str(data).endswith(".gz"):
            plain = self._in("data.ndjson")
            with gzip.open(data) as source, open(plain, "wb") as target:
                shutil.copyfileobj(source, target)
        begun = time.time()
        self._redis("flushall")
        self._run("addok", "batch", plain, log="batch.log")
        self._run("addok", "ngrams", log="ngrams.log")
        print(f"addok's import took {time.time() - begun:.0f} s", file=sys.stderr)
        self._redis("set", "odonym-benchmark", os.path.abspath(data))
        self._redis("save")

    def _redis(self, *command):
        return subprocess.run(["redis-cli", "-h", "127.0.0.1", "-p", str(self.redis_port), *command], capture_output=True, text=True).stdout.strip()

    @staticmethod
    def _wait(holds, seconds):
        until = time.time() + seconds
        while True:
            try:
                if holds():
                    return
            except OSError:
                pass
            if time.time() > until:
                sys.exit("addok does not start: see its folder's log")
            time.sleep(0.2)

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
