#!/usr/bin/env python3
"""Sends a million random requests and ten thousand random files to a server that the script starts, with HTTP/2 enabled.

The requests include paths with unusual spellings, chunked bodies, `Expect: 100-continue`, batches of arbitrary JSON, and HTTP/2 frames. Most of them are pipelined.
Counts status codes, saves requests that cause a 5xx status other than 501, 503 and 505, compares the row count of every accepted file
with that of Python's csv module, and compares what the server holds after a tenth of the run and at its end, each time once it is idle.
Exits with code 1 if a check fails, if the server logs anything during the run, or if it does not become idle within a minute after the last request.
The server runs without its warm-up, which would use the processor during the checks.

usage: fuzz.py --index DIR [--requests 1000000] [--files 10000] [--workers 2] [--seed 1] [--keep FOLDER]
"""
import argparse, collections, csv, io, multiprocessing, os, random, re, socket, sys, time

import frames
from http_connection import Connection
from random_requests import MARKER, http2_frames, request, text
from server_process import ServerProcess

LIFECYCLE = re.compile(r"odonym: ")  # lines that the server writes on its own
BUSY = 0.5  # processors in use that a background task of the JVM does not explain


class Worker:
    """Sends a share of the requests and files. Requests that may break a connection are sent on connections of their own."""

    def __init__(self, port, seed):
        self.port, self.chance = port, random.Random(seed)
        self.connection, self.counts, self.faults = Connection(port), collections.Counter(), []

    def count(self, what, kind, sent):
        self.counts[(kind, str(what))] += 1
        if isinstance(what, int) and what >= 500 and what not in (501, 503, 505) or what in ("silent", "rows"):
            self.faults.append((kind, str(what), sent))

    def requests(self, number):
        while number > 0:
            if self.chance.random() < 0.04:
                number -= self.http2(min(16, number))
                continue
            together = []
            while len(together) < min(16, number):
                sent, clean = request(self.chance)
                if clean:
                    together.append(sent)
                else:
                    number -= 1
                    self.alone(sent)
            number -= len(together)
            self.pipeline(together)

    def http2(self, number):
        """Sends requests and invalid frames on one HTTP/2 connection. Reads frames until the final PING is answered or the server closes the connection."""
        sent = b"".join(http2_frames(self.chance, 2 * each + 1) for each in range(number)) + frames.frame(frames.PING, payload=MARKER.encode()[:8])
        ended = "closed"
        try:
            connection = frames.Http2Connection(self.port, frames.setting(4, 1 << 20))
            try:
                connection.send(sent)
                while ended == "closed":
                    kind, _, _, payload = connection.read()
                    if kind == frames.HEADERS:
                        self.count(500 if payload[:1] == bytes([frames.STATUS_500]) else "answer", "HTTP/2", sent)
                    elif kind in (frames.PING, frames.GO_AWAY):
                        ended = "all read" if kind == frames.PING else "GOAWAY"
            finally:
                connection.close()
        except TimeoutError:
            ended = "silent"
        except OSError:
            pass
        self.count(ended, "HTTP/2 connection", sent)
        return number

    def pipeline(self, sent):
        done = 0
        try:
            self.connection.open().sendall(b"".join(sent))
            for done, each in enumerate(sent):
                self.count(self.connection.answer()[0], "request", each)
                if self.connection.socket is None and done + 1 < len(sent):  # the server closed the connection early
                    return self.pipeline(sent[done + 1:])
        except TimeoutError:
            self.count("silent", "request", sent[done])
            self.connection.close()
        except (ConnectionError, OSError):
            self.connection.close()
            for each in sent[done:]:
                self.alone(each)

    def alone(self, sent):
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=60) as single:
                try:
                    single.sendall(sent)
                    single.shutdown(socket.SHUT_WR)
                except OSError:
                    pass
                # Reads the first final response. A further response belongs to the body of a request that was taken for a request.
                data = b"HTTP/1.1 100"
                while re.match(rb"HTTP/1\.1 100", data):
                    more = single.recv(4096)
                    data = data.partition(b"\r\n\r\n")[2] + more if data != b"HTTP/1.1 100" else more
                    if not more:
                        break
                status = re.match(rb"HTTP/1\.[01] (\d{3})", data)
                self.count(int(status.group(1)) if status else "closed" if not data else "other", "odd request", sent)
        except TimeoutError:
            self.count("silent", "odd request", sent)
        except OSError:
            self.count("reset", "odd request", sent)

    def file(self):
        chance = self.chance
        delimiter, quote = chance.choice(",;\t|"), chance.choice(('"', '"', '"', "'"))
        columns = chance.randint(1, 5)
        rows = [[f"c{i}" for i in range(columns)]]
        for _ in range(chance.choice((0, 1, 3, 20, 150))):
            rows.append([text(chance).decode("utf-8", "replace").replace("\0", "")[: chance.choice((3, 30, 300))] for _ in range(columns)])
        written = io.StringIO()
        csv.writer(written, delimiter=delimiter, quotechar=quote, lineterminator=chance.choice(("\n", "\r\n"))).writerows(rows)
        data = bytearray(written.getvalue().encode("utf-8", "replace"))
        for _ in range(chance.choice((0, 0, 0, 1, 5))):  # substitutions, deletions, insertions
            at = chance.randint(0, len(data))
            data[at:at + chance.randint(0, 2)] = bytes(chance.choice(b"\"',;\n\r\t a\xc3\xa9") for _ in range(chance.randint(0, 2)))
        return bytes(data), delimiter, quote

    def files(self, number):
        for _ in range(number):
            data, delimiter, quote = self.file()
            fields = {"delimiter": "\\t" if delimiter == "\t" else delimiter, "quote": quote}
            fields.update({key: chance_value for key, chance_value in (("min_score", "0"), ("with_bom", "1"), ("escape_formulas", "1"),
                                                                      ("improve", "1"), ("result_columns", "result_label,result_status"))
                           if self.chance.random() < 0.2})
            kind = self.chance.choice(("search", "search", "reverse"))
            body = b"".join(b'--x-x\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (k.encode(), v.encode()) for k, v in fields.items())
            body += b'--x-x\r\nContent-Disposition: form-data; name="data"; filename="a.csv"\r\n\r\n' + data + b"\r\n--x-x--\r\n"
            sent = (b"POST /%s/csv HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x-x\r\nContent-Length: %d\r\n\r\n" % (kind.encode(), len(body))) + body
            try:
                self.connection.open().sendall(sent)
                status, _, answer = self.connection.answer()
            except TimeoutError:
                self.count("silent", "file", sent)
                self.connection.close()
                continue
            except OSError:
                self.count("reset", "file", sent)
                self.connection.close()
                continue
            self.count(status, "file", sent)
            if status == 200:
                try:
                    expected = rows_of(data, delimiter, quote)
                    self.counts[("rows in", "")] += expected
                    got = rows_of(answer, delimiter, quote)
                    self.counts[("rows out", "")] += got
                    if got != expected:
                        self.count("rows", f"file of {expected} rows came back with {got}", sent)
                except (csv.Error, UnicodeDecodeError) as unreadable:
                    self.count("not compared", f"file: Python: {unreadable}", sent)


def rows_of(data, delimiter, quote):
    """Returns the number of rows that Python's csv module reads after the header. Empty lines are not counted, as in addok-csv."""
    csv.field_size_limit(1 << 30)
    text = data.decode("utf-8-sig").replace("\r", "")
    return sum(1 for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote) if row) - 1


def work(port, seed, requests, files, results):
    worker = Worker(port, seed)
    step = max(1, requests // 50)
    left = files
    for at in range(0, requests, step):
        worker.requests(min(step, requests - at))
        share = min(left, files // 50 + 1)
        worker.files(share)
        left -= share
    worker.files(left)
    results.put((worker.counts, worker.faults[:50]))


def settled(server):
    """Waits until the server is idle, for at most a minute, and returns the memory, threads and files that it holds then."""
    deadline = time.time() + 60
    while True:
        before = server.processor_seconds()
        time.sleep(2)
        used = (server.processor_seconds() - before) / 2
        under_way = server.metric("addok_active_requests") - 1
        if used <= BUSY and under_way == 0 or time.time() > deadline:
            return {"heap MB": server.heap_bytes() / 1e6, "descriptors": server.descriptors(), "threads": server.threads(),
                    "requests under way": under_way, "processors in use": round(used, 2)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--index", required=True)
    parser.add_argument("--requests", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default="/tmp/odonym-fuzz", help="where the log and what went wrong are put")
    options = parser.parse_args()
    os.makedirs(options.keep, exist_ok=True)
    log = os.path.join(options.keep, "server.log")
    server = ServerProcess(options.index, log, {"ODONYM_HTTP2": "true", "ODONYM_WARM_UP": "0"})
    logged_before = os.path.getsize(log)
    results = multiprocessing.Queue()
    print(f"warming up with {options.requests // 10:,} requests and {options.files // 10:,} files", flush=True)
    rounds = [(options.requests // 10, options.files // 10), (options.requests, options.files)]
    holds, counts, faults = [], collections.Counter(), []
    start = time.time()
    for number, (requests, files) in enumerate(rounds):
        workers = [multiprocessing.Process(target=work, args=(server.port, f"{options.seed}-{number}-{i}", requests // options.workers, files // options.workers, results))
                   for i in range(options.workers)]
        for worker in workers:
            worker.start()
        for _ in workers:
            counted, failed = results.get()
            counts.update(counted)
            faults += failed
        for worker in workers:
            worker.join()
        holds.append(settled(server))
        if holds[-1]["requests under way"]:
            server.dump_threads(os.path.join(options.keep, f"threads-{number}.json"))
        print(f"after {number + 1} of 2 rounds, {time.time() - start:.0f} s: {holds[-1]}", flush=True)
    for (kind, what), number in sorted(counts.items()):
        print(f"{kind:40} {what:8} {number:>10,}")
    for i, (kind, what, sent) in enumerate(faults[:50]):
        with open(os.path.join(options.keep, f"fault-{i}"), "wb") as file:
            file.write(sent)
        print(f"FAULT {what}: {kind}: {options.keep}/fault-{i}")
    wrong = []
    with open(log, errors="replace") as file:
        file.seek(logged_before)
        made = [line for line in file if MARKER in line or not LIFECYCLE.match(line)]
    if made:
        wrong.append(f"{len(made)} lines in the log, the first: {made[0].strip()[:200]!r}")
    if holds[-1]["processors in use"] > BUSY:
        wrong.append("the server uses the processor although no client sends requests")
    if faults:
        wrong.append(f"{len(faults)} faults")
    if not server.alive():
        wrong.append("the server has ended")
    if counts[("rows in", "")] != counts[("rows out", "")]:
        wrong.append("rows in and rows out differ")
    if holds[1]["requests under way"]:
        wrong.append(f"requests are under way that no client waits for, see {options.keep}/threads-1.json")
    if holds[1]["descriptors"] > holds[0]["descriptors"] + 10 or holds[1]["heap MB"] > holds[0]["heap MB"] * 1.25 + 20:
        wrong.append("the server holds more than before")
    code = server.stop()
    if code:
        wrong.append(f"the server ended with code {code}")
    print("WRONG: " + ", ".join(wrong) if wrong else "nothing wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
