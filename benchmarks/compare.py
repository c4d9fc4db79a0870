#!/usr/bin/env python3
"""Compares Odonym with addok in one run. Both servers get the same data and the same requests, in alternating order.

Installs addok 1.3.2 with its plugins from PyPI into a folder, uses Debian's Redis, and imports the same data into both servers. Then sends requests with wrk
in rounds of A B, B A, ...: full addresses, full addresses with postcodes and without autocomplete, typed prefixes, reverse searches, CSV files, and a mix.
A handler of Odonym's server that does no work (/health/live) shows the upper bound. No responses are cached, except by addok itself. Prints a Markdown table
of ratios with their spread. With --report, writes the table and plots to a folder.

usage: compare.py INDEX DATA.ndjson.gz --peer FOLDER [--rounds 5] [--seconds 8] [--connections 4] [--paths NAME=FILE ...] [--report FOLDER]
needs: wrk, redis-server, Python with venv; matplotlib for --report
"""
import argparse, os, statistics, sys, time

from addok_peer import AddokPeer
from server_process import ServerProcess
from workload import Workload, Wrk, lines_of

CSV_ROWS = 200
EMPTY = "/health/live"


class Subject:
    def __init__(self, name, port):
        self.name, self.port, self.rounds = name, port, {}


def standard_kinds(work):
    """The default requests."""
    return {"search": Wrk.paths(work.search()), "exact": Wrk.paths(work.exact()), "autocomplete": Wrk.paths(work.autocomplete()), "reverse": Wrk.paths(work.reverse()),
            "csv rows": Wrk.upload(work.csv(CSV_ROWS)), "mix": Wrk.paths(work.mix())}


def read_paths(given):
    """Parses NAME=FILE and reads the request paths in the file."""
    name, equals, path = given.partition("=")
    if not equals:
        sys.exit(f"--paths {given}: is not NAME=FILE")
    paths = []
    for number, line in enumerate(map(str.strip, lines_of(path)), 1):
        if line and not line.startswith("/"):
            sys.exit(f"--paths {path}, line {number}: is no path")
        paths += [line] if line else []
    if not paths:
        sys.exit(f"--paths {path}: is empty")
    return name, paths


def table(kinds, ours, theirs, empty):
    lines = ["| requests | Odonym | addok | times | spread | p50 ms | p99 ms | addok's p99 ms | addok's p99 / Odonym's | an empty handler: times, addok's p99 / its |",
             "|---|---|---|---|---|---|---|---|---|---|"]
    for kind in kinds:
        a, b = ours.rounds[kind], theirs.rounds[kind]
        rates, tails = ratios(a, b)
        scale = scale_of(kind)
        nothing = empty.rounds.get(kind, [])
        of_nothing = ", ".join(f"{statistics.median(each):.0f}" for each in ratios(nothing, b)) if nothing else ""
        lines.append(
            f"| {kind} | {statistics.median([x.rate for x in a]) * scale:,.0f}/s | {statistics.median([y.rate for y in b]) * scale:,.1f}/s | {statistics.median(rates):.0f} |"
            f" {min(rates):.0f}-{max(rates):.0f} | {statistics.median([x.p50 for x in a]):.2f} | {statistics.median([x.p99 for x in a]):.2f} |"
            f" {statistics.median([y.p99 for y in b]):.0f} | {statistics.median(tails):.0f} | {of_nothing} |")
        errors = [sum(x.errors for x in rounds) for rounds in (a, b, nothing)]
        if any(errors):
            lines.append(f"| | {errors[0]} errors | {errors[1]} errors | | | | | | | {errors[2]} errors |")
    return "\n".join(lines)


def ratios(fast, slow):
    """Returns the ratios of throughput and of p99 latency, one of each per round."""
    return [x.rate / y.rate for x, y in zip(fast, slow)], [y.p99 / x.p99 for x, y in zip(fast, slow)]


def scale_of(kind):
    """Returns the number of items in one request: the number of rows for a CSV file, otherwise 1."""
    return CSV_ROWS if kind == "csv rows" else 1


def plot(kinds, subjects, path):
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as pyplot
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4))
    panels = ((left, lambda x, kind: x.rate * scale_of(kind), "requests (csv: rows) a second"), (right, lambda x, kind: x.p99, "p99, milliseconds"))
    for axes, value, title in panels:
        for at, (subject, colour) in enumerate(zip(subjects, ("#1f6f8b", "#c06c4c"))):
            for place, kind in enumerate(kinds):
                values = [value(x, kind) for x in subject.rounds[kind]]
                axes.bar(place + at * 0.4, statistics.median(values), 0.38, color=colour, label=subject.name if place == 0 else None)
                axes.plot([place + at * 0.4] * len(values), values, ".", color="black", markersize=3)
        axes.set_yscale("log")
        axes.set_title(title)
        axes.set_xticks([place + 0.2 for place in range(len(kinds))], [kind.replace("autocomplete", "typed") for kind in kinds])
        axes.grid(axis="y", alpha=0.3)
    right.legend(loc="upper left")
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("index")
    options.add_argument("data")
    options.add_argument("--peer", required=True, help="where addok lives, or is to live")
    options.add_argument("--workers", type=int, default=2, help="addok's processes")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=int, default=8)
    options.add_argument("--connections", type=int, default=4)
    options.add_argument("--warm", type=int, default=40, help="seconds of load before anything is measured")
    options.add_argument("--paths", action="append", default=[], metavar="NAME=FILE",
                         help="one more kind of requests: a file with a path such as /search/?q=... on each line; may be given more than once")
    options.add_argument("--only-paths", action="store_true", help="those alone")
    options.add_argument("--report", default="", help="folder for compare.md and compare.png")
    given = options.parse_args()
    if given.report:
        import matplotlib  # noqa: F401  fails early if matplotlib is missing

    files = dict(read_paths(each) for each in given.paths)
    if given.only_paths and not files:
        sys.exit("--only-paths needs --paths")
    peer = AddokPeer(given.peer, given.workers)
    server = None
    try:
        peer.start(given.data)
        server = ServerProcess(given.index, "/tmp/compare-odonym.log")
        kinds = {} if given.only_paths else standard_kinds(Workload(given.data))
        kinds.update((name, Wrk.paths(paths)) for name, paths in files.items())
        ours, theirs, empty = subjects = [Subject("Odonym", server.port), Subject("addok", peer.port), Subject("an empty handler", server.port)]
        nothing = Wrk.paths([EMPTY])
        for script in kinds.values():
            script.drive(ours.port, max(1, given.warm // len(kinds)), given.connections)
            script.drive(theirs.port, 2, given.connections)
        for kind, script in kinds.items():
            # The empty handler is not a useful baseline for requests with files of many rows.
            in_turn = subjects if scale_of(kind) == 1 else [ours, theirs]
            for number in range(given.rounds):
                for subject in in_turn if number % 2 == 0 else in_turn[::-1]:
                    asked = nothing if subject is empty else script
                    answered = asked.drive(subject.port, given.seconds, given.connections)
                    if not answered.requests:
                        sys.exit(f"{subject.name} answered nothing of {kind} in {given.seconds} s: --seconds must leave it time for one request")
                    subject.rounds.setdefault(kind, []).append(answered)
            print(f"{kind} done", file=sys.stderr)
        text = (f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, client on the same machine, {given.connections} connections, addok with"
                f" {given.workers} processes, {given.rounds} rounds of {given.seconds} s in turn, {os.path.basename(given.data)};"
                f" medians of paired ratios.\n\n{table(kinds, ours, theirs, empty)}\n")
        print(text)
        if given.report:
            os.makedirs(given.report, exist_ok=True)
            with open(os.path.join(given.report, "compare.md"), "w") as file:
                file.write(text)
            plot(list(kinds), [ours, theirs], os.path.join(given.report, "compare.png"))
    finally:
        peer.stop()
        if server:
            server.stop()


if __name__ == "__main__":
    main()
