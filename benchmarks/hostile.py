#!/usr/bin/env python3
"""Runs hostile and honest clients together against a server whose memory is limited, with /tmp in memory, as in the container image.

Measures the latency of the honest clients at a constant rate, from the time when each request was due, first alone and then under attack. Every client has its
own connections. The hostile clients run at the lowest priority, because a client on another machine would not use the processors of the server. A supervisor
restarts the server if it ends. Checks that the p99 of the honest clients under attack is at most
four times their p99 without attacks, that all responses to them are correct, and that the server
never ended.

usage: hostile.py INDEX DATA.ndjson.gz [--seconds 1800] [--memory 768] [--rate 100] [--clients 4] [--attacks NAME,NAME] [--report FOLDER]
needs: root and Linux, for a memory cgroup and a mount; matplotlib for --report
"""
import argparse, collections, json, multiprocessing, os, queue, random, sys, threading, time, urllib.parse

import attacks
from checks import Checks
from http_connection import Connection
from server_process import ServerProcess
from workload import Workload

MIB = 1 << 20
PATIENCE = 10  # seconds that an honest client waits for an answer
check = Checks()


class MemoryGroup:
    """A memory cgroup, version 1 or 2."""

    def __init__(self, megabytes):
        first = os.path.isdir("/sys/fs/cgroup/memory")
        self.path = os.path.join("/sys/fs/cgroup/memory" if first else "/sys/fs/cgroup", f"odonym-{os.getpid()}")
        self.limit, self.used = ("memory.limit_in_bytes", "memory.usage_in_bytes") if first else ("memory.max", "memory.current")
        self.kills = "memory.oom_control" if first else "memory.events"
        try:
            os.mkdir(self.path)
            self.write(self.limit, megabytes * MIB)
            if not first and os.path.exists(os.path.join(self.path, "memory.swap.max")):
                self.write("memory.swap.max", 0)
        except OSError as refused:
            sys.exit(f"cannot create a memory cgroup: {refused}")

    def write(self, name, value):
        with open(os.path.join(self.path, name), "w") as file:
            file.write(str(value))

    def read(self, name):
        with open(os.path.join(self.path, name)) as file:
            return file.read()

    def bytes_used(self):
        return int(self.read(self.used))

    def processes_killed(self):
        return sum(int(line.split()[1]) for line in self.read(self.kills).splitlines() if line.startswith("oom_kill "))

    def command(self):
        """Returns the command prefix that runs a command inside the group, with /tmp in memory."""
        return ["unshare", "--mount", "sh", "-c", f'echo $$ > {self.path}/cgroup.procs && mount -t tmpfs -o size=1g tmpfs /tmp && exec "$@"', "sh"]

    def remove(self):
        for _ in range(50):
            try:
                return os.rmdir(self.path)
            except OSError:
                time.sleep(0.1)


class Supervisor:
    """Restarts the server on the same port whenever it ends, as a container engine does."""

    def __init__(self, index, group, keep):
        self.index, self.group, self.keep, self.restarts, self.samples, self.ending = index, group, keep, 0, [], False
        self.server = self.launch()
        self.port = self.server.port
        self.begin = time.time()
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()

    def launch(self, **options):
        return ServerProcess(self.index, os.path.join(self.keep, f"server-{self.restarts}.log"), prefix=self.group.command(), **options)

    def watch(self):
        while not self.ending:
            try:
                self.samples.append((time.time() - self.begin, self.server.memory()[0], self.group.bytes_used()))
            except (OSError, KeyError):
                pass
            if not self.server.alive():
                self.restarts += 1
                print(f"the server ended after {time.time() - self.begin:.0f} s with code {self.server.process.returncode}; restart {self.restarts}", flush=True)
                self.server = self.launch(port=self.port)
            time.sleep(1)

    def stop(self):
        self.ending = True
        self.thread.join()
        return self.server.stop()


def honest(port, paths, first, rate, begin, seconds, results):
    """Sends requests at a constant rate from several threads, and checks that each response contains the query of its request."""
    due, found, lock = queue.SimpleQueue(), [], threading.Lock()

    def client():
        connection = Connection(port, timeout=PATIENCE)
        while True:
            at, path = due.get()
            if path is None:
                return
            what = "200"
            try:
                if time.time() > begin + seconds + PATIENCE:
                    raise TimeoutError
                connection.open().sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
                status, _, body = connection.answer()
                what = str(status)
                if status == 200 and json.loads(body)["query"] != urllib.parse.parse_qs(path.partition("?")[2])["q"][0]:
                    what = "answer to another request"
            except (OSError, ValueError, KeyError) as failure:
                what = type(failure).__name__
                connection.close()
            with lock:
                found.append((at - begin, (time.time() - at) * 1000, what))

    threads = [threading.Thread(target=client) for _ in range(16)]
    for thread in threads:
        thread.start()
    for number in range(int(rate * seconds)):
        at = begin + number / rate
        time.sleep(max(0, at - time.time()))
        due.put((at, paths[(first + number) % len(paths)]))
    for _ in threads:
        due.put((0, None))
    for thread in threads:
        thread.join()
    results.put(found)


def hostile(port, names, seed, end, results):
    os.nice(19)
    chance, counts = random.Random(seed), collections.Counter()
    while time.time() < end:
        attack = getattr(attacks, chance.choice(names))
        try:
            attack(port, chance)
            counts[attack.__name__, "done"] += 1
        except OSError as refused:
            counts[attack.__name__, type(refused).__name__] += 1
    results.put(counts)


def measure(port, paths, rate, seconds):
    """Starts the honest clients in two processes. Returns a function that waits for their results."""
    results, begin = multiprocessing.Queue(), time.time() + 0.5
    processes = [multiprocessing.Process(target=honest, args=(port, paths, part * len(paths) // 2, rate / 2, begin, seconds, results)) for part in range(2)]
    for process in processes:
        process.start()

    def wait():
        found = sum((results.get() for _ in processes), [])
        for process in processes:
            process.join()
        return found
    return wait


def percentile(found, share):
    times = sorted(milliseconds for _, milliseconds, _ in found)
    return times[min(len(times) - 1, int(len(times) * share))]


def plot(alone, attacked, samples, limit, path):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as pyplot
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(13, 4))
    width = max(1, attacked[-1][0] / 60)
    slots = collections.defaultdict(list)
    for at, milliseconds, what in attacked:
        slots[int(at / width)].append((at, milliseconds, what))
    for name, share, colour in (("p50", 0.5, "#1f6f8b"), ("p99", 0.99, "#c06c4c")):
        left.plot([slot * width / 60 for slot in sorted(slots)], [percentile(slots[slot], share) for slot in sorted(slots)], color=colour, label=f"{name} under attack")
        left.axhline(percentile(alone, share), color=colour, linestyle=":", label=f"{name} alone")
    left.set_yscale("log")
    left.set_ylabel("milliseconds")
    left.set_title("latency of honest clients")
    left.legend()
    for name, at, colour in (("resident", 1, "#1f6f8b"), ("cgroup with /tmp and page cache", 2, "#c06c4c")):
        right.plot([sample[0] / 60 for sample in samples], [sample[at] / MIB for sample in samples], color=colour, label=name)
    right.axhline(limit, color="black", linestyle=":", label="limit")
    right.set_ylim(bottom=0)
    right.set_title("memory, MiB")
    right.legend()
    for axes in (left, right):
        axes.set_xlabel("minutes")
        axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("index")
    options.add_argument("data")
    options.add_argument("--seconds", type=int, default=1800, help="duration of the attack")
    options.add_argument("--alone", type=int, default=0, help="duration without attack; default: a tenth of --seconds, at least 20")
    options.add_argument("--memory", type=int, default=768, help="limit in MiB")
    options.add_argument("--rate", type=int, default=100, help="requests a second of the honest clients")
    options.add_argument("--clients", type=int, default=4, help="hostile clients at the same time")
    options.add_argument("--attacks", default=",".join(attack.__name__ for attack in attacks.ALL))
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", default="/var/tmp/odonym-hostile", help="folder for the logs of the server")
    options.add_argument("--report", default="", help="folder for hostile.md and hostile.png")
    given = options.parse_args()
    if os.path.realpath(given.index).startswith("/tmp/"):
        sys.exit("the server cannot see an index in /tmp, because its /tmp is in memory")
    os.makedirs(given.keep, exist_ok=True)
    paths = list(Workload(given.data).mix())
    group = MemoryGroup(given.memory)
    try:
        supervisor = Supervisor(os.path.realpath(given.index), group, given.keep)
        try:
            measure(supervisor.port, paths, given.rate * 2, max(10, given.seconds // 30))()  # warm-up
            alone = measure(supervisor.port, paths, given.rate, given.alone or max(20, given.seconds // 10))()
            print(f"alone: p50 {percentile(alone, 0.5):.1f} ms, p99 {percentile(alone, 0.99):.1f} ms", flush=True)
            waiting, results, end = measure(supervisor.port, paths, given.rate, given.seconds), multiprocessing.Queue(), time.time() + given.seconds
            attackers = [multiprocessing.Process(target=hostile, args=(supervisor.port, given.attacks.split(","), f"{given.seed}-{each}", end, results))
                         for each in range(given.clients)]
            for attacker in attackers:
                attacker.start()
            attacked = sorted(waiting())
            counts = sum((results.get() for _ in attackers), collections.Counter())
            for attacker in attackers:
                attacker.join()
            time.sleep(5)
            after = measure(supervisor.port, paths, given.rate, 10)()
        finally:
            code = supervisor.stop()
        killed = group.processes_killed()
    finally:
        group.remove()
    for (name, how), number in sorted(counts.items()):
        print(f"{name:28} {how:24} {number:>7,}")
    answers = collections.Counter(what for _, _, what in attacked)
    least, most = min(s[1] for s in supervisor.samples) / MIB, max(s[1] for s in supervisor.samples) / MIB
    rows = [("honest p50 and p99 alone", f"{percentile(alone, 0.5):.1f} and {percentile(alone, 0.99):.1f} ms"),
            ("honest p50 and p99 under attack", f"{percentile(attacked, 0.5):.1f} and {percentile(attacked, 0.99):.1f} ms"),
            ("honest p50 and p99 five seconds later", f"{percentile(after, 0.5):.1f} and {percentile(after, 0.99):.1f} ms"),
            ("answers under attack", ", ".join(f"{what}: {number:,}" for what, number in sorted(answers.items()))),
            ("attacks", f"{sum(counts.values()):,}"), ("restarts", str(supervisor.restarts)), ("resident memory", f"{least:,.0f} to {most:,.0f} MiB")]
    for row in rows:
        print(": ".join(row))
    check("the server never ended", supervisor.restarts == 0 and code == 0, f"{supervisor.restarts} restarts, {killed} killed for memory, exit code {code}")
    check("no answer to another request", answers["answer to another request"] == 0, answers["answer to another request"])
    check("honest clients get 200 or 503", set(answers) <= {"200", "503"}, dict(answers))
    check("99 % of them get 200", answers["200"] >= 0.99 * len(attacked), f"{answers['200'] / len(attacked):.2%}")
    ratio = percentile(attacked, 0.99) / percentile(alone, 0.99)
    check("p99 under attack at most four times that alone", ratio <= 4, f"{ratio:.1f} times")
    if given.report:
        os.makedirs(given.report, exist_ok=True)
        with open(os.path.join(given.report, "hostile.md"), "w") as file:
            file.write(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, clients on the same machine, {given.memory} MiB, {given.seconds} s.\n\n"
                       "| what | figure |\n|---|---|\n" + "".join("| " + " | ".join(row) + " |\n" for row in rows))
        plot(alone, attacked, supervisor.samples, given.memory, os.path.join(given.report, "hostile.png"))
    check.end()


if __name__ == "__main__":
    main()
