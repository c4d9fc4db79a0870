#!/usr/bin/env python3
"""Soak test: runs mixed load with index swaps, faulty clients and scrapes, and samples memory, file descriptors, threads and latency.

Starts a server whose index folder is a symbolic link. The link alternates between two copies of an index. Searches, reverse searches, batches and files are sent at a
constant rate, independent of response times. Meanwhile, the script swaps the index, offers damaged indexes and scrapes /metrics, and
clients disconnect during a response, stall during a request, or do not read the response. Writes a page with plots (needs matplotlib).
Exits with code 1 if a request fails, a file loses a row, or the use of a resource grows.

usage: soak.py --index DIR --report FOLDER [--minutes 30] [--rate 100] [--swap 30] [--low]
"""
import argparse, asyncio, collections, json, os, random, shutil, sys, time, urllib.parse

from server_process import ServerProcess
from soak_report import write_report

STREETS = ("rue de rivoli|avenue de l'opera|bd saint germain|place de la nation|rue du bac|quai de la tournelle|rue lecourbe|av emile zola|"
           "rue charbonnel|boulevard voltaire|rue de la paix|rue mouffetard|bvd haussmann|r st honore|passage des panoramas|rue vivienn").split("|")
TOWNS = "paris|75001|75011 paris|lyon|bordeaux|saint denis||amiens|quimper|paris 13e".split("|")
SAMPLE_SECONDS = 5
MAX_IN_FLIGHT = 32  # maximum number of searches and reverse searches in flight
MAX_POOLED = 16  # maximum number of idle connections


class Soak:
    def __init__(self, options, server, indexes, link):
        self.options, self.server, self.indexes, self.link = options, server, indexes, link
        self.chance = random.Random(options.seed)
        self.start = time.time()
        self.counts = collections.Counter()
        self.failures = []
        self.latencies = []  # (seconds since the start, latency in seconds)
        self.samples = []
        self.events = []  # (seconds since the start, event)
        self.swaps = 0

    def now(self):
        return time.time() - self.start

    def failed(self, what):
        self.counts["FAILED " + what.split(":")[0]] += 1
        if len(self.failures) < 50:
            self.failures.append(f"{self.now():.0f} s: {what}")

    def event(self, what):
        self.events.append((self.now(), what))
        self.counts[what] += 1

    # requests

    async def exchange(self, sent, limit=60):
        """Sends a request on a new connection and returns the status and body of the response."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port, limit=1 << 26)
        try:
            writer.write(sent)
            return await asyncio.wait_for(self.answer(reader), limit)
        finally:
            writer.close()

    @staticmethod
    async def answer(reader):
        head = await reader.readuntil(b"\r\n\r\n")
        status = int(head[9:12])
        headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(b":") for line in head.split(b"\r\n")[1:])}
        body = b""
        if headers.get(b"transfer-encoding") == b"chunked":
            while size := int((await reader.readuntil(b"\r\n")).split(b";")[0], 16):
                body += await reader.readexactly(size)
                await reader.readexactly(2)
            await reader.readexactly(2)
        else:
            body = await reader.readexactly(int(headers.get(b"content-length", 0)))
        return status, body

    def query(self):
        chance = self.chance
        text = f"{chance.choice(STREETS)} {chance.choice(TOWNS)}"
        kind = chance.random()
        if kind < 0.5:
            text = f"{chance.randint(1, 120)} {text}"
        elif kind < 0.75:
            text = text[: chance.randint(3, len(text))]
        return urllib.parse.quote(text)

    def request(self):
        chance = self.chance
        kind = chance.random()
        if kind < 0.75:
            return "search", f"/search?q={self.query()}" + chance.choice(("", "&autocomplete=0", "&limit=20", "&improve=1", "&lat=48.86&lon=2.34", "&explain=1"))
        if kind < 0.9:
            return "reverse", f"/reverse?lat={48.8 + chance.random() / 10:.6f}&lon={2.25 + chance.random() / 7:.6f}" + chance.choice(("", "&limit=5", "&nearest=true"))
        return "other", chance.choice(("/health/ready", "/get/75101_8635", "/openapi.json", "/search/?q=" + self.query()))

    async def one(self, connections):
        kind, path = self.request()
        expected = (200, 404) if path.startswith("/get") else (200,)
        if kind == "search" and self.chance.random() < 0.02:
            path, expected = "/search?q=", (400,)
        begun = time.perf_counter()
        for attempt in (1, 2):
            pooled = bool(connections) and attempt == 1
            reader, writer = connections.pop() if pooled else await asyncio.open_connection("127.0.0.1", self.server.port, limit=1 << 24)
            try:
                writer.write(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
                status, _ = await asyncio.wait_for(self.answer(reader), 30)
                if len(connections) < MAX_POOLED:
                    connections.append((reader, writer))
                else:
                    writer.close()
                break
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as broken:
                writer.close()
                if not pooled:
                    self.failed(f"no answer: {path}: {broken!r}")
                    return
        if kind == "search":
            self.latencies.append((self.now(), time.perf_counter() - begun))
        self.counts[f"{kind} {status}"] += 1
        if status not in (*expected, 503):  # 503 means load shedding, which is counted but is not a failure
            self.failed(f"status {status}: {path}")

    async def load(self):
        connections, under_way = [], set()
        due = time.perf_counter()
        while self.now() < self.options.minutes * 60:
            due += self.chance.expovariate(self.options.rate)
            if (delay := due - time.perf_counter()) > 0:
                await asyncio.sleep(delay)
            if len(under_way) >= MAX_IN_FLIGHT:  # waits instead of overloading a slow machine
                self.counts["delayed arrivals"] += 1
                await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            task = asyncio.create_task(self.one(connections))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)
        for _, writer in connections:
            writer.close()

    async def every(self, seconds, what):
        while self.now() < self.options.minutes * 60:
            await asyncio.sleep(seconds * (0.5 + self.chance.random()))
            try:
                await what()
            except (OSError, asyncio.IncompleteReadError, TimeoutError) as broken:
                self.failed(f"{what.__name__}: {broken!r}")

    async def file(self):
        rows = self.chance.choice((20, 200, 1000))
        text = "adresse\n" + "".join(urllib.parse.unquote(self.query()) + "\n" for _ in range(rows))
        status, body = await self.exchange(upload("search", text), 300)
        self.counts[f"file {status}"] += 1
        lines = body.count(b"\r\n") - 1
        if status != 503 and (status != 200 or lines != rows):
            self.failed(f"file: {rows} rows got {status} and {lines} rows")

    async def batch(self):
        questions = json.dumps({"requests": [{"q": urllib.parse.unquote(self.query())} for _ in range(50)]}).encode()
        status, _ = await self.exchange(b"POST /batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(questions) + questions)
        self.counts[f"batch {status}"] += 1
        if status not in (200, 503):
            self.failed(f"batch: {status}")

    # faults

    async def swap(self):
        before = self.server.metric("odonym_index_swaps_total", self.metrics())
        self.indexes.reverse()
        turn(self.link, self.indexes[0])
        self.server.hang_up()
        await self.swapped(before, "swap")
        self.swaps += 1

    async def bad_index(self):
        damaged = self.indexes[0] + "-damaged"
        shutil.rmtree(damaged, ignore_errors=True)
        shutil.copytree(self.indexes[0], damaged)
        data = next(entry.path for entry in os.scandir(damaged) if entry.is_dir())
        victim = self.chance.choice([entry.path for entry in os.scandir(data) if entry.stat().st_size > 0])
        with open(victim, "r+b") as file:
            at = self.chance.randrange(os.path.getsize(victim))
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 1 << self.chance.randrange(8)]))
        metrics = self.metrics()
        before = self.server.metric("odonym_index_swaps_total", metrics)
        failures = self.server.metric(r"odonym_index_swaps_total\{[^}]*failure[^}]*\}", metrics)
        turn(self.link, damaged)
        self.server.hang_up()
        await self.swapped(before, "damaged index offered")
        if self.server.metric(r"odonym_index_swaps_total\{[^}]*failure[^}]*\}") != failures + 1:
            self.failed(f"a damaged index was not rejected: {victim}")
        turn(self.link, self.indexes[0])
        shutil.rmtree(damaged)

    async def swapped(self, before, what):
        for _ in range(600):
            await asyncio.sleep(0.1)
            if self.server.metric("odonym_index_swaps_total", self.metrics()) > before:
                self.event(what)
                return
        self.failed(f"{what}: no swap within a minute")

    async def leave(self):
        """Uploads a large file and disconnects during the response."""
        text = "adresse\n" + "rue de rivoli paris\n" * 20_000
        reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        writer.write(upload("search", text))
        await asyncio.wait_for(reader.readexactly(1000), 60)
        writer.transport.abort()
        self.event("client left")

    async def slow(self):
        """Opens connections that stall for 20 seconds in the request line, in the headers, in the body, or while the response is sent."""
        held = []
        for sent in (b"", b"GET /sea", b"GET /search?q=rue HTTP/1.1\r\nHost: a\r\nX: ", upload("search", "adresse\nrue")[:-20],
                     upload("search", "adresse\n" + "rue de rivoli\n" * 5000)):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.server.port, limit=1)
            writer.write(sent)
            held.append(writer)
        await asyncio.sleep(20)
        for writer in held:
            writer.transport.abort()
        self.event("slow clients")

    async def nonsense(self):
        _, writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        writer.write(self.chance.randbytes(500) + b"\r\n\r\n")
        await asyncio.sleep(0.2)
        writer.transport.abort()
        self.event("nonsense sent")

    # sampling

    def metrics(self):
        return self.server.get("/metrics")

    async def watch(self):
        while self.now() < self.options.minutes * 60:
            metrics = await asyncio.to_thread(self.metrics)
            every, anonymous, files = self.server.memory()
            self.samples.append({
                "at": self.now(), "resident": every, "anonymous": anonymous, "files": files,
                "descriptors": self.server.descriptors(), "threads": self.server.threads(), "indexes mapped": self.server.maps(),
                "heap": self.server.metric("jvm_memory_used_bytes", "\n".join(l for l in metrics.splitlines() if 'area="heap"' in l)),
                "beside the heap": self.server.metric("jvm_memory_used_bytes", "\n".join(l for l in metrics.splitlines() if 'area="nonheap"' in l)),
                "connections": self.server.metric("addok_active_requests", metrics),
            })
            await asyncio.sleep(SAMPLE_SECONDS)

    async def run(self):
        async def progress():
            while self.now() < self.options.minutes * 60:
                await asyncio.sleep(60)
                last = self.samples[-1]
                print(f"{self.now() / 60:.0f} min: {last['resident'] / 1e6:.0f} MB, {last['descriptors']} descriptors, {last['threads']} threads, "
                      f"{self.swaps} swaps, {len(self.latencies):,} searches, {len(self.failures)} failures", flush=True)

        o = self.options
        await asyncio.gather(self.load(), self.watch(), progress(), self.every(o.swap, self.swap_or_damage), self.every(10, self.file),
                             self.every(5, self.batch), self.every(45, self.leave), self.every(40, self.slow), self.every(15, self.nonsense))

    async def swap_or_damage(self):
        """Swaps the index or offers a damaged index, but never both at once, because both change the link."""
        await (self.bad_index() if self.chance.random() < 0.2 else self.swap())


def upload(kind, text):
    body = b'--x-x\r\nContent-Disposition: form-data; name="data"; filename="a.csv"\r\n\r\n' + text.encode() + b"\r\n--x-x--\r\n"
    return (b"POST /%s/csv HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x-x\r\nContent-Length: %d\r\n\r\n" % (kind.encode(), len(body))) + body


def turn(link, to):
    aside = link + ".new"
    if os.path.lexists(aside):
        os.remove(aside)
    os.symlink(to, aside)
    os.replace(aside, link)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--index", required=True, help="an index; it is copied twice")
    parser.add_argument("--report", required=True, help="folder of the report")
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=100, help="requests a second")
    parser.add_argument("--swap", type=float, default=30, help="seconds between swaps")
    parser.add_argument("--settle", type=float, default=1 / 3, help="share of the duration that is excluded from slopes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--low", action="store_true", help="notes in the report that the test ran at the lowest priority")
    options = parser.parse_args()
    import matplotlib  # noqa: F401  fails early if matplotlib is missing
    os.makedirs(options.report, exist_ok=True)
    work = os.path.abspath(os.path.join(options.report, "indexes"))
    shutil.rmtree(work, ignore_errors=True)
    indexes = [os.path.join(work, name) for name in ("one", "two")]
    for index in indexes:
        shutil.copytree(os.path.realpath(options.index), index)
    link = os.path.join(work, "current")
    turn(link, indexes[0])
    server = ServerProcess(link, os.path.join(options.report, "server.log"))
    soak = Soak(options, server, indexes, link)
    try:
        asyncio.run(soak.run())
    finally:
        wrong = write_report(soak, options.report, "benchmarks/soak.py " + " ".join(sys.argv[1:])) if soak.samples else ["no samples"]
        code = server.stop()
        shutil.rmtree(work, ignore_errors=True)
    print(f"exit code of the server: {code}; " + ("; ".join(wrong) if wrong else "nothing failed, nothing grows"))
    print(os.path.join(options.report, "soak.md"))
    sys.exit(1 if wrong or code else 0)


if __name__ == "__main__":
    main()
