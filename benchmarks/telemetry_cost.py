#!/usr/bin/env python3
"""What telemetry costs, and whether a broken collector costs more: paired, in one run.

Starts one server for each way (off; sampling 0, 1 and 100 % to a real collector; and at 1 %: no
collector, one that refuses, one that swallows everything, one that answers slowly, one that is killed
again and again), drives them in turn with wrk, and prints each one's throughput and p99 as ratios to "off" in
the same round.

usage: telemetry_cost.py INDEX DATA.ndjson.gz --collector HOST:PORT [--rounds 5] [--seconds 6] [--warm 20]
needs: wrk, and a collector that takes OTLP by gRPC; ./odonym is built where it has to be.
"""
import argparse, gzip, json, os, random, re, signal, socket, statistics, subprocess, sys, threading, time
import urllib.parse, urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def mix(data, count=20_000):
    """60 % full addresses, 25 % typed prefixes, 10 % names, 5 % typos, always the same ones."""
    chance = random.Random(7)
    streets = []
    with gzip.open(data, "rt") as lines:
        for line in lines:
            if '"housenumbers"' in line and chance.random() < 0.3:
                place = json.loads(line)
                first = lambda key: place[key][0] if isinstance(place[key], list) else place[key]
                numbers = list(place["housenumbers"])
                if numbers:
                    streets.append((chance.choice(numbers), first("name"), first("city")))
    for _ in range(count):
        number, name, city = chance.choice(streets)
        kind = chance.random()
        full = f"{number} {name} {city}"
        if kind < 0.6:
            query = full
        elif kind < 0.85:
            query = full[: chance.randint(4, len(full))]
        elif kind < 0.95:
            query = name
        else:
            at = chance.randrange(len(name))
            query = f"{number} {name[:at]}{name[at + 1:]} {city}"
        yield "/search?q=" + urllib.parse.quote(query)


SCRIPT = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local at = 0
local threads = 0
function setup(thread) thread:set("first", threads * 5003); threads = threads + 1 end
function request()
  at = at + 1
  return wrk.format("GET", paths[(first + at) %% #paths + 1])
end
function done(summary, latency, requests)
  io.write(string.format("RESULT %%d %%f %%f %%d\\n", summary.requests, summary.duration / 1e6,
    latency:percentile(99) / 1000, summary.errors.status + summary.errors.read + summary.errors.connect + summary.errors.timeout))
end
"""


class Swallower(threading.Thread):
    """Takes connections and never answers: a black hole with a handshake."""

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


class Server:
    def __init__(self, name, index, variables):
        self.name, self.port = name, free_port()
        self.log = open(f"/tmp/telemetry-cost-{name.replace(' ', '-')}.log", "w+")
        clean = {k: v for k, v in os.environ.items() if not k.startswith("OTEL_")}
        self.process = subprocess.Popen(
            [os.path.join(ROOT, "odonym"), "serve", "--index", index, "--host", "127.0.0.1", "--port", str(self.port)],
            env={**clean, **variables}, stderr=self.log, stdout=self.log)
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health").read()
                break
            except OSError:
                time.sleep(0.1)
        else:
            sys.exit(f"{name} did not start: see {self.log.name}")

    def drive(self, script, seconds, connections):
        out = subprocess.run(
            ["wrk", "-t", "2", "-c", str(connections), "-d", f"{seconds}s", "--timeout", "10s", "-s", script,
             f"http://127.0.0.1:{self.port}"], capture_output=True, text=True, check=True).stdout
        requests, duration, p99, errors = re.search(r"RESULT (\S+) (\S+) (\S+) (\S+)", out).groups()
        return int(requests) / float(duration), float(p99), int(errors)

    def resident(self):
        status = open(f"/proc/{self.process.pid}/status").read()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def telemetry_lines(self):
        return [line.strip() for line in open(self.log.name) if "io.odonym.telemetry" in line]


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
    paths = "/tmp/telemetry-cost.paths"
    with open(paths, "w") as file:
        file.write("\n".join(mix(given.data)))
    script = "/tmp/telemetry-cost.lua"
    with open(script, "w") as file:
        file.write(SCRIPT % paths)

    real = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://{given.collector}", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}
    http = lambda port: {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}",
                         "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf"}
    sampled = lambda share: {"OTEL_TRACES_SAMPLER": "parentbased_traceidratio", "OTEL_TRACES_SAMPLER_ARG": share}
    ways = {
        "off": {},
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
        ways = {name: variables for name, variables in ways.items() if name == "off" or name in wanted}
    servers = [Server(name, given.index, variables) for name, variables in ways.items()]
    try:
        for server in servers:
            server.drive(script, given.warm, given.connections)
        results = {server.name: [] for server in servers}
        for number in range(given.rounds):
            # Back and forth, so that a machine that grows slower is fair to all.
            for server in servers if number % 2 == 0 else servers[::-1]:
                results[server.name].append(server.drive(script, given.seconds, given.connections))
        print(f"{'':14s} {'req/s':>8s} {'ratio':>7s} {'spread':>15s} {'p99 ms':>8s} {'ratio':>7s} {'errors':>7s} {'RSS MB':>7s}")
        for server in servers:
            rates = [rate / base[0] for (rate, _, _), base in zip(results[server.name], results["off"])]
            tails = [p99 / base[1] for (_, p99, _), base in zip(results[server.name], results["off"])]
            print(f"{server.name:14s} {statistics.median(r[0] for r in results[server.name]):8.0f}"
                  f" {statistics.median(rates):7.3f} {min(rates):7.3f}-{max(rates):.3f}"
                  f" {statistics.median(r[1] for r in results[server.name]):8.2f} {statistics.median(tails):7.3f}"
                  f" {sum(r[2] for r in results[server.name]):7d} {server.resident():7.0f}")
        for server in servers:
            for line in server.telemetry_lines():
                print(f"{server.name}: {line}")
    finally:
        for server in servers:
            server.process.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    main()
