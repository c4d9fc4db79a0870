#!/usr/bin/env python3
"""Measures the effect of index swaps and of overload on response times, in an open loop with requests due at fixed times.

swaps:    runs a load of half the server's capacity, first without swaps and then with a hundred swaps between two copies of the index. Every
          response must be 2xx. The p99 must be at most three times the p99 without swaps. Only one index may be mapped after each swap.
overload: runs a load of ten times the server's capacity for a minute. The p99 of admitted requests may be at most four times the p99 at a tenth
          of the capacity. Rejected requests must get a 503 within 50 ms. Five seconds later, the server must respond normally again.

usage: resilience.py swaps|overload INDEX DATA.ndjson.gz [--swaps 100] [--seconds 60]
needs: benchmarks/target/benchmarks.jar (mvn -f benchmarks/pom.xml package) and Java 25
"""
import argparse, os, re, shutil, subprocess, sys, tempfile, time, typing

from checks import Checks
from server_process import ROOT, ServerProcess, java
from soak import turn
from workload import Workload, kept

JAR = os.path.join(ROOT, "benchmarks", "target", "benchmarks.jar")


class Answers(typing.NamedTuple):
    count: int
    rate: float  # a second
    p50: float  # milliseconds
    p99: float
    most: float


class Load:
    """Runs benchmarks.LoadRunner in a separate process. Disables the optimizing compiler, which would compete with the server for processors."""

    def __init__(self, paths, server):
        self.file = kept("\n".join(paths) + "\n")
        self.server = server

    def begin(self, connections, seconds, rate=0, *mode):
        return subprocess.Popen(
            [java(), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", JAR, "io.odonym.benchmarks.LoadRunner", str(self.server.port), self.file,
             str(connections), str(seconds), *([str(rate)] if rate else []), *mode], stdout=subprocess.PIPE, text=True)

    @staticmethod
    def end(process):
        """Waits for the process. Returns the responses by status and the number of requests that were sent late."""
        out, _ = process.communicate()
        if process.returncode:
            sys.exit("the load runner failed")
        number = lambda text: float(text.replace(",", ""))
        found = {m[0]: Answers(int(number(m[1])), *(number(x) for x in m[2:]))
                 for m in re.findall(r"^(\d+|broken)\s+([\d,]+)\s+([\d,]+)/s\s+p50\s+([\d.]+)\s+p99\s+([\d.]+)\s+max\s+([\d.]+)", out, re.M)}
        late = re.search(r"([\d,]+) were sent late", out)
        return found, int(number(late[1])) if late else 0

    def run(self, connections, seconds, rate=0, *mode):
        return self.end(self.begin(connections, seconds, rate, *mode))


check = Checks()


def others(found, *statuses):
    return {status: answers.count for status, answers in found.items() if status not in statuses}


def swaps(given):
    work = tempfile.mkdtemp(prefix="odonym-swaps-", dir=given.work or None)
    try:
        copies = [os.path.join(work, name) for name in ("one", "two")]
        for copy in copies:
            shutil.copytree(os.path.realpath(given.index), copy)
        link = os.path.join(work, "current")
        turn(link, copies[0])
        server = ServerProcess(link, "/tmp/resilience.log")
        try:
            load = Load(Workload(given.data).mix(), server)
            load.run(16, given.warm)
            most = load.run(16, 10)[0]["200"].rate
            half = int(most / 2)
            print(f"at most {most:,.0f}/s; from here on {half:,}/s", flush=True)
            alone, late = load.run(16, given.seconds, half)
            print(f"alone: p99 {alone['200'].p99:.2f} ms, max {alone['200'].most:.0f} ms, {late:,} of {alone['200'].count:,} sent late", flush=True)
            under_way = load.begin(16, given.seconds * 3, half)
            maps, opened, resident = [], [], []
            done, begun = 0, time.time()
            before = server.metric("odonym_index_swaps_total")
            while done < given.swaps and under_way.poll() is None:
                copies.reverse()
                turn(link, copies[0])
                server.hang_up()
                while server.metric("odonym_index_swaps_total") < before + done + 1:
                    time.sleep(0.05)
                done += 1
                # The retired index is closed after its last in-flight search.
                for _ in range(100):
                    if server.metric("odonym_indexes_open") == 1 and server.maps() == 1:
                        break
                    time.sleep(0.05)
                maps.append(server.maps())
                opened.append(server.metric("odonym_indexes_open"))
                resident.append(server.memory()[0] / 1e6)
            took = time.time() - begun
            during, late = load.end(under_way)
            print(f"{done} swaps in {took:.0f} s of {given.seconds * 3} s: p99 {during['200'].p99:.2f} ms, max {during['200'].most:.0f} ms, {late:,} of"
                  f" {during['200'].count:,} sent late")
            check("swaps under load", done == given.swaps, done)
            check("answers other than 200", not others(during, "200"), others(during, "200") or "none")
            check("p99 during swaps at most three times that without", during["200"].p99 <= 3 * alone["200"].p99,
                  f"{during['200'].p99 / alone['200'].p99:.2f} times")
            check("after each swap one index is open and mapped", set(maps) == {1} and set(opened) == {1.0}, f"mapped {set(maps)}, open {set(opened)}")
            tenth = max(1, done // 10)
            check("memory after the last swaps as after the first", sum(resident[-tenth:]) <= 1.1 * sum(resident[tenth:2 * tenth]),
                  f"{resident[0]:.0f} MB after the first, {resident[-1]:.0f} after the last, at most {max(resident):.0f}")
        finally:
            server.stop()
    finally:
        shutil.rmtree(work)


def overload(given):
    server = ServerProcess(given.index, "/tmp/resilience.log")
    try:
        # With --heavy, the requests are expensive for the server and cheap for the client, so that one machine can send ten times the capacity.
        paths = list(Workload(given.data).garbled() if given.heavy else Workload(given.data).mix())
        load = Load(paths, server)
        load.run(16, given.warm)
        most = load.run(16, 10)[0]["200"].rate
        light, _ = load.run(16, 20, max(1, int(most / 10)))
        memory = server.memory()[0] / 1e6
        print(f"at most {most:,.0f}/s; at a tenth of that p99 {light['200'].p99:.2f} ms; {memory:.0f} MB", flush=True)
        found, late = load.run(given.connections, given.seconds, int(most * 10))
        for status, answers in sorted(found.items()):
            print(f"       {status}: {answers.count:,}, {answers.rate:,.0f}/s, p50 {answers.p50:.2f}, p99 {answers.p99:.2f}, max {answers.most:.0f} ms")
        offered = sum(answers.count for answers in found.values()) / given.seconds
        check("ten times what it can do was offered", offered >= 9.5 * most, f"{offered:,.0f}/s are {offered / most:.1f} times; {late:,} sent late")
        check("p99 of those let in at most four times that without load", found["200"].p99 <= 4 * light["200"].p99,
              f"{found['200'].p99:.2f} ms, {found['200'].p99 / light['200'].p99:.1f} times")
        check("the others get 503", not others(found, "200", "503"), others(found, "200", "503") or "nothing else")
        if "503" in found:
            check("a 503 within 50 ms (p99)", found["503"].p99 <= 50, f"p99 {found['503'].p99:.2f} ms, max {found['503'].most:.0f} ms")
        time.sleep(5)
        again, _ = load.run(16, 20, max(1, int(most / 10)))
        check("five seconds later nothing is refused", not others(again, "200"), others(again, "200") or "nothing")
        check("and p99 is as before", again["200"].p99 <= 1.5 * light["200"].p99, f"{again['200'].p99:.2f} ms")
        after = server.memory()[0] / 1e6
        check("memory is bounded", after <= memory * 1.25 + 64, f"{memory:.0f} MB before, {after:.0f} MB after")
    finally:
        server.stop()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=("swaps", "overload"))
    options.add_argument("index")
    options.add_argument("data")
    options.add_argument("--swaps", type=int, default=100)
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--warm", type=int, default=30, help="seconds of load before anything is measured")
    options.add_argument("--connections", type=int, default=256, help="of the overload")
    options.add_argument("--heavy", action="store_true", help="overload with garbled addresses and improved searches")
    options.add_argument("--work", default="", help="folder for the two copies of the index")
    given = options.parse_args()
    {"swaps": swaps, "overload": overload}[given.what](given)
    check.end()


if __name__ == "__main__":
    main()
