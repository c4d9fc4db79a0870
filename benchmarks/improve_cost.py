#!/usr/bin/env python3
"""Measures the cost of improve=true: sends the same queries with and without it, in turn, to one server.

usage: improve_cost.py INDEX CASES.jsonl[.gz] [--rounds 8] [--seconds 3] [--warm 30]

CASES is a file in the format of quality.py, with "kind" and "query". Cases of the kind "control" are clean addresses. wrk uses one connection, so
response times are the inverse of the rates. Prints the median ratio of response times and the median p99 over all rounds.
"""
import argparse, json, os, statistics, tempfile, urllib.parse

from server_process import ServerProcess
from workload import Wrk, lines_of


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("index")
    arguments.add_argument("cases")
    for name, default in (("rounds", 8), ("seconds", 3), ("warm", 30)):
        arguments.add_argument(f"--{name}", type=int, default=default)
    arguments = arguments.parse_args()
    cases = [json.loads(line) for line in lines_of(arguments.cases)]
    server = ServerProcess(arguments.index, os.path.join(tempfile.gettempdir(), "odonym-improve-cost.log"))
    print("| | requests a second, plain | improved | time, improved to plain | p99 plain | p99 improved |\n|---|---|---|---|---|---|")
    try:
        for name, chosen in (("all cases", cases), ("the clean ones", [case for case in cases if case["kind"] == "control"])):
            paths = ["/search/?q=" + urllib.parse.quote(case["query"]) for case in chosen]
            ways = [Wrk.paths(paths), Wrk.paths([path + "&improve=true" for path in paths])]
            seen = ([], [])
            for way in ways:
                way.drive(server.port, arguments.warm, 2)
            for at in range(arguments.rounds):
                for which in (0, 1) if at % 2 else (1, 0):
                    seen[which].append(ways[which].drive(server.port, arguments.seconds, 1))
            if any(load.errors for way in seen for load in way):
                raise SystemExit("errors in the answers")
            ratio = statistics.median(plain.rate / improved.rate for plain, improved in zip(*seen))
            rate, p99 = ([statistics.median(getattr(load, what) for load in way) for way in seen] for what in ("rate", "p99"))
            print(f"| {name} ({len(chosen)}) | {rate[0]:,.0f} | {rate[1]:,.0f} | {ratio:.2f} | {p99[0]:.2f} ms | {p99[1]:.2f} ms |", flush=True)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
