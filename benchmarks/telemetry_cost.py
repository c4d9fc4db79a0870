#!/usr/bin/env python3
"""Measures the cost of telemetry with a working collector and with broken collectors in one run.

Starts one server per variant, sends requests to the servers in turn with wrk, and prints throughput and p99 as ratios to the variant "off" in
the same round. The variants are: off; sampling of 0, 1 and 100 % with a real collector; and sampling of 1 % with no collector, a collector that
refuses connections, one that never responds, a slow one, and one that is killed repeatedly. "off again" is a second server without telemetry;
its difference from "off" is noise. CPU is the processor time of the server per request, without the time of wrk and of the collector.

usage: telemetry_cost.py INDEX DATA.ndjson.gz --collector HOST:PORT [--rounds 5] [--seconds 6] [--warm 20]
needs: wrk, and a collector that accepts OTLP over gRPC; builds ./odonym if it is missing or stale
"""
import argparse, os, re, socket, statistics, threading, time

from server_process import ServerProcess, free_port
from workload import Workload, Wrk


class Swallower(threading.Thread):
    """A collector that accepts connections but never responds."""

    def __init__(self, delay=None):
        super().__init__(daemon=True)
        self.server = socket.socket()
        self.server.bind(("127.0.0.1", 0))
        self.server.listen(64)
        self.port = self.server.getsockname()[1]
        self.delay = delay
        self.start()

    def run(self):
        while True:
            connection, _ = self.server.accept()
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection):
        try:
            while True:
                head = b""
                while b"\r\n\r\n" not in head:
                    read = connection.recv(65536)
                    if not read:
                        return
                    head += read
                    if self.delay is None:
                        head = b""
                head, _, body = head.partition(b"\r\n\r\n")
                length = int(re.search(rb"content-length: (\d+)", head.lower()).group(1))
                while len(body) < length:
                    body += connection.recv(65536)
                time.sleep(self.delay)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n")
        except (OSError, AttributeError):
            pass


class Server(ServerProcess):
    def __init__(self, name, index, variables):
        self.name = name
        super().__init__(index, f"/tmp/telemetry-cost-{name.replace(' ', '-')}.log", variables)

    def drive(self, script, seconds, connections):
        before = self.processor_seconds()
        answered = script.drive(self.port, seconds, connections)
        microseconds = (self.processor_seconds() - before) * 1e6 / max(1, answered.requests)
        return answered.rate, answered.p99, answered.errors, microseconds

    def processor_seconds(self):
        fields = open(f"/proc/{self.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def telemetry_lines(self):
        return [line.strip() for line in open(self.log_path) if "io.odonym.telemetry" in line]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("index")
    options.add_argument("data")
    options.add_argument("--collector", required=True, help="host:port of a collector's gRPC")
    options.add_argument("--killed", default="", help="host:port of a collector that something else keeps killing")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=int, default=6)
    options.add_argument("--warm", type=int, default=20, help="seconds of load before anything is measured")
    options.add_argument("--connections", type=int, default=4)
    options.add_argument("--only", default="", help="names of the ways to compare with off, separated by commas")
    given = options.parse_args()
    for name in [name for name in os.environ if name.startswith("OTEL_")]:
        del os.environ[name]
    script = Wrk.paths(Workload(given.data).mix())
    real = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://{given.collector}", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}
    http = lambda port: {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}",
                         "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf"}
    sampled = lambda share: {"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": share}
    ways = {
        "off": {},
        "off again": {},
        "sampled 0 %": {**real, **sampled("0")},
        "sampled 1 %": {**real, **sampled("0.01")},
        "sampled 100 %": {**real, **sampled("1")},
        "refused": {**http(free_port()), **sampled("0.01")},
        "black hole": {**http(Swallower().port), **sampled("0.01")},
        "slow": {**http(Swallower(delay=2).port), **sampled("0.01")},
        "absent": {**http(9), "OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector.invalid:4318", **sampled("0.01")},
    }
    if given.killed:
        ways["killed"] = {**real, **sampled("0.01"), "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://{given.killed}"}
    if given.only:
        wanted = [name.strip() for name in given.only.split(",")]
        ways = {name: variables for name, variables in ways.items() if name.startswith("off") or name in wanted}
    servers = [Server(name, given.index, variables) for name, variables in ways.items()]
    try:
        for server in servers:
            server.drive(script, given.warm, given.connections)
        results = {server.name: [] for server in servers}
        for number in range(given.rounds):
            # Alternates the order, so that a change in the machine's speed affects all variants alike.
            for server in servers if number % 2 == 0 else servers[::-1]:
                results[server.name].append(server.drive(script, given.seconds, given.connections))
        print(f"{'':14s} {'req/s':>8s} {'ratio':>7s} {'spread':>15s} {'p99 ms':>8s} {'ratio':>7s} {'CPU us':>7s} {'ratio':>7s} {'errors':>7s} {'RSS MB':>7s}")
        for server in servers:
            rates = [one[0] / base[0] for one, base in zip(results[server.name], results["off"])]
            tails = [one[1] / base[1] for one, base in zip(results[server.name], results["off"])]
            work = [one[3] / base[3] for one, base in zip(results[server.name], results["off"])]
            print(f"{server.name:14s} {statistics.median(r[0] for r in results[server.name]):8.0f}"
                  f" {statistics.median(rates):7.3f} {min(rates):7.3f}-{max(rates):.3f}"
                  f" {statistics.median(r[1] for r in results[server.name]):8.2f} {statistics.median(tails):7.3f}"
                  f" {statistics.median(r[3] for r in results[server.name]):7.1f} {statistics.median(work):7.3f}"
                  f" {sum(r[2] for r in results[server.name]):7d} {server.memory()[0] / 2**20:7.0f}")
        for server in servers:
            for line in server.telemetry_lines():
                print(f"{server.name}: {line}")
    finally:
        for server in servers:
            server.stop()


if __name__ == "__main__":
    main()
