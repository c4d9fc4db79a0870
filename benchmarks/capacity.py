#!/usr/bin/env python3
"""Measures the capacity of one server: start-up time, throughput for each kind of request, latency at several rates, and memory.

Start-up time is measured from the command to the first response, in three starts with the index in the page cache. Throughput is measured with wrk for each
kind of request, alternating with a handler of the same server that does no work (/health/live). Latency is measured in an open loop at fractions of the
maximum rate, and counted from the time when a request was due. The script also measures queries for names that most municipalities share, on one connection,
and the speed-up from one processor to two inside one JVM.

wrk runs first as a batch process (chrt --batch 0) and then as an ordinary process. On shared processors, an ordinary wrk process preempts the server at each
response. A client on another machine cannot do this.

usage: capacity.py INDEX DATA.ndjson.gz|FOLDER [--targets] [--quick] [--connections 64] [--rounds 3] [--seconds 8] [--warm 90] [--report FOLDER]
       --targets checks the results against the targets for all of France on two processors
       --quick takes about two minutes and checks only ratios within the run, for machines of unknown speed
needs: wrk, chrt, taskset, benchmarks/target/benchmarks.jar (mvn -f benchmarks/pom.xml package) and Java 25; matplotlib for --report
"""
import argparse, os, re, statistics, subprocess, sys, time

from checks import Checks
from resilience import JAR, Load
from server_process import ServerProcess, java
from workload import Workload, Wrk

SHARES = (0.1, 0.25, 0.5, 0.75, 0.9)
KINDS = ("mix", "full", "typed", "reverse", "empty")
MIB = 1 << 20
# The targets that --targets checks, in requests per second.
LEAST = {"mix": 10_000, "typed": 10_000, "reverse": 20_000}
# Minimums of --quick, as shares of the empty handler's rate: a third of the measured values (france-real, two processors).
LEAST_SHARE = {"mix": 0.12, "full": 0.15, "typed": 0.09, "reverse": 0.17}
check = Checks()


def first_answer(index, path):
    """Returns the seconds from the start of the command to the first successful search."""
    start = time.time()
    server = ServerProcess(index, "/tmp/capacity-start.log", pause=0.01)
    server.get(path)
    seconds = time.time() - start
    server.stop()
    return seconds


def scaling(index, data, seconds):
    """Returns the searches per second of one JVM on one processor and on two processors."""
    found = []
    for threads in (1, 2):
        out = subprocess.run(
            ["taskset", "-c", ",".join(str(each) for each in range(threads)), java(), "--enable-native-access=ALL-UNNAMED", "-jar", JAR,
             "SearchBenchmark", "-p", f"index={index}", "-p", f"data={data}", "-t", str(threads), "-wi", "4", "-w", f"{seconds}s", "-i", "4", "-r", f"{seconds}s"],
            capture_output=True, text=True, check=True).stdout
        rate = re.search(r"^SearchBenchmark\.search .* thrpt\s+\d+\s+([\d.]+)", out, re.M)
        if not rate:
            sys.exit(f"SearchBenchmark says no rate; is {JAR} of this version?\n{out}")
        found.append(float(rate[1]))
    return found


def sample(data):
    """Returns the first data file, for tools that read only one file."""
    return os.path.join(data, sorted(os.listdir(data))[0]) if os.path.isdir(data) else data


def plot(curve, rates, memory, path):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as pyplot
    figure, (left, middle, right) = pyplot.subplots(1, 3, figsize=(14, 4))
    for name, at, colour in (("p50", 0, "#1f6f8b"), ("p99", 1, "#c06c4c")):
        left.plot([rate for rate, *_ in curve], [times[at] for _, *times in curve], "o-", color=colour, label=name)
    left.set_yscale("log")
    left.set_xlabel("requests a second, open loop")
    left.set_ylabel("milliseconds from when it was due")
    left.set_title("latency against rate (the mix)")
    left.legend()
    for place, (kind, values) in enumerate(rates.items()):
        middle.bar(place, statistics.median(values), color="#1f6f8b")
        middle.plot([place] * len(values), values, ".", color="black", markersize=4)
    middle.set_xticks(range(len(rates)), rates)
    middle.set_title("requests a second")
    right.plot([seconds / 60 for seconds, _ in memory], [size / MIB for _, size in memory], "-", color="#1f6f8b")
    right.set_ylim(bottom=0)
    right.set_xlabel("minutes")
    right.set_title("resident memory, MiB")
    for axes in (left, middle, right):
        axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("index")
    options.add_argument("data")
    options.add_argument("--targets", action="store_true")
    options.add_argument("--quick", action="store_true")
    for name, default in (("connections", 64), ("rounds", 3), ("seconds", 8), ("warm", 90)):
        options.add_argument(f"--{name}", type=int, default=default)
    options.add_argument("--report", default="", help="folder for capacity.md and capacity.png")
    given = options.parse_args()
    if given.quick:
        given.rounds, given.seconds, given.warm = 2, 4, 40
    if given.report:
        import matplotlib  # noqa: F401  fails early if matplotlib is missing

    work = Workload(given.data)
    paths = {"mix": list(work.mix()), "full": list(work.search()), "typed": list(work.autocomplete()), "reverse": list(work.reverse()), "empty": ["/health/live"]}
    scripts = {kind: Wrk.paths(asked) for kind, asked in paths.items()}
    lines = []
    say = lambda *row: (lines.append(row), print("  ".join(row), flush=True))

    starts = sorted(first_answer(given.index, paths["full"][0]) for _ in range(1 if given.quick else 4))
    say("first answer after the command", f"{statistics.median(starts):.2f} s", f"{starts[0]:.2f} to {starts[-1]:.2f}")

    server = ServerProcess(given.index, "/tmp/capacity-server.log")
    begin, memory, rates, ordinary, asked, failed = time.time(), [], {}, {}, 0, 0
    look = lambda: memory.append((time.time() - begin, server.memory()[0]))
    try:
        look()
        for kind in KINDS[:-1]:
            for _ in range(4):
                asked += scripts[kind].drive(server.port, max(1, given.warm // 16), given.connections, batch=True).requests
                look()
        for number in range(given.rounds):
            for kind in KINDS if number % 2 == 0 else KINDS[::-1]:
                for found in (rates,) if given.quick else (rates, ordinary):
                    seen = scripts[kind].drive(server.port, given.seconds, given.connections, batch=found is rates)
                    found.setdefault(kind, []).append(seen.rate)
                    asked += seen.requests
                    failed += seen.errors
                    look()
        check("every request was answered", not failed, f"{failed:,} of {asked:,} were not")
        for found, how in ((rates, f"{given.connections} connections"), (ordinary, "wrk as an ordinary process")):
            for kind, seen in found.items():
                say(f"{kind}, {how}", f"{statistics.median(seen):,.0f}/s", f"{min(seen):,.0f} to {max(seen):,.0f}")
        share = {kind: statistics.median(x / y for x, y in zip(rates[kind], rates["empty"])) for kind in KINDS}
        say("of an empty handler's rate", ", ".join(f"{kind} {share[kind]:.0%}" for kind in KINDS[:-1]), "")
        most = statistics.median((ordinary or rates)["mix"])

        def in_open_loop(load, seconds, rate, what):
            found = load.run(given.connections, seconds, rate, "open")[0]["200"]
            say(f"{what}: {rate:,.0f}/s", f"p50 {found.p50} ms, p99 {found.p99} ms", "")
            look()
            return found

        load, curve = Load(paths["mix"], server), []
        for part in (0.5,) if given.quick else SHARES:
            found = in_open_loop(load, given.seconds if given.quick else 20, most * part, f"the mix in an open loop, {part:.0%} of that")
            curve.append((most * part, found.p50, found.p99))
        nothing = in_open_loop(Load(paths["empty"], server), given.seconds, most * 0.5, "an empty handler in an open loop")
        half = next(p99 for rate, _, p99 in curve if rate == most * 0.5)
        common = Wrk.paths(work.common())
        common.drive(server.port, 3, 1)
        alone = common.drive(server.port, given.seconds, 1)
        say("common names alone, one connection", f"p50 {alone.p50:.2f} ms, p99 {alone.p99:.2f} ms", f"{alone.rate:,.0f}/s")
        look()
        say(f"resident after {asked:,} requests", f"{server.memory()[0] / MIB:,.0f} MiB", f"most {max(size for _, size in memory) / MIB:,.0f}")
    finally:
        server.stop()
    one, two = (0, 0) if given.quick else scaling(given.index, sample(given.data), 6)
    if one:
        say("searches inside one JVM, one processor and two", f"{one:,.0f}/s and {two:,.0f}/s", f"{two / one:.2f} times")

    if given.quick:
        for kind, least in LEAST_SHARE.items():
            check(f"{kind} at least {least:.0%} of an empty handler's rate", share[kind] >= least, f"{share[kind]:.1%}")
    if given.targets:
        check("first answer within 1.5 s", statistics.median(starts) <= 1.5, f"{statistics.median(starts):.2f} s")
        for kind, least in LEAST.items():
            check(f"{kind}: {least:,}/s", statistics.median(rates[kind]) >= least, f"{statistics.median(rates[kind]):,.0f}/s")
        check("p99 within 5 ms at half of the mix's rate, open loop", half <= 5, f"{half} ms (an empty handler {nothing.p99} ms)")
        check("common names alone: p99 within 5 ms", alone.p99 <= 5, f"{alone.p99:.2f} ms")
        check("40 % of an empty handler's rate", share["full"] >= 0.4, f"full {share['full']:.0%}, mix {share['mix']:.0%}")
        check("resident at most 1.2 GiB after 100,000 requests", asked >= 100_000 and memory[-1][1] <= 1.2 * 1024 * MIB, f"{memory[-1][1] / MIB:,.0f} MiB")
        check("two processors 1.85 times one", two >= 1.85 * one, f"{two / max(one, 1):.2f}")
    if given.report:
        os.makedirs(given.report, exist_ok=True)
        with open(os.path.join(given.report, "capacity.md"), "w") as file:
            file.write(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} processors, client on the same machine, {os.path.basename(os.path.abspath(given.data))}.\n\n"
                       "| what | figure | spread |\n|---|---|---|\n" + "".join("| " + " | ".join(row) + " |\n" for row in lines))
        plot(curve, {kind: rates[kind] for kind in KINDS}, memory, os.path.join(given.report, "capacity.png"))
    check.end()


if __name__ == "__main__":
    main()
