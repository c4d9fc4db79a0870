#!/usr/bin/env python3
"""Smoke test of a running server and of its shutdown, the last step before a release.

usage: container/smoke.py --port N [--collector PORT] -- COMMAND...     COMMAND starts the server and stays in the foreground

Starts COMMAND, waits for the first response, requests health, searches, reverse searches, a file and metrics, checks the trace at a
built-in collector (OTLP over HTTP on the given port), sends SIGTERM during in-flight requests, and counts lost requests.
"""
import argparse
import gzip
import http.client
import http.server
import json
import signal
import socket
import subprocess
import sys
import threading
import time

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--collector", type=int, default=0)
parser.add_argument("--within", type=float, default=2.0, help="seconds from the start to the first answer")
parser.add_argument("--stop", default="", help="a command that sends SIGTERM to the server (default: to COMMAND)")
parser.add_argument("command", nargs="+")
options = parser.parse_args()

failures = []


def check(name, right, said=""):
    print(f"  {'ok  ' if right else 'FAIL'}  {name}{'  ' + str(said) if said != '' else ''}", flush=True)
    if not right:
        failures.append(name)


traces = []


class Collector(http.server.BaseHTTPRequestHandler):
    """Stores requests to /v1/traces; span names are plain text in protobuf."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        if self.path == "/v1/traces":
            traces.append(body)
        self.send_response(200)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def ask(path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=30)
    try:
        connection.request("POST" if body else "GET", path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def form(rows):
    head = b'--limit\r\nContent-Disposition: form-data; name="data"; filename="a.csv"\r\n\r\n'
    return head + b"adresse\n" + b"34 avenue de l opera paris\n" * rows + b"\r\n--limit--\r\n"


FORM = {"Content-Type": "multipart/form-data; boundary=limit"}

if options.collector:
    collector = http.server.ThreadingHTTPServer(("127.0.0.1", options.collector), Collector)
    threading.Thread(target=collector.serve_forever, daemon=True).start()

start = time.monotonic()
server = subprocess.Popen(options.command)
answer = None
while answer is None and time.monotonic() - start < 60 and server.poll() is None:
    try:
        answer = ask("/search?q=34+avenue+de+l%27opera+paris&limit=1")
    except OSError:
        time.sleep(0.01)
took = time.monotonic() - start
check("first answer", answer is not None and took <= options.within, f"{took:.2f} s")
if answer is None:
    server.kill()
    sys.exit(f"smoke: no answer on port {options.port}")

feature = json.loads(answer[1])["features"]
check("search", answer[0] == 200 and len(feature) == 1, feature and feature[0]["properties"]["label"])
trace_id = answer[2].get("X-Trace-Id", "")
for path in ("/health", "/health/live", "/health/ready"):
    check(path, ask(path)[0] == 200)
lon, lat = feature[0]["geometry"]["coordinates"]
check("reverse", json.loads(ask(f"/reverse?lat={lat}&lon={lon}")[1])["features"] != [])
status, body, _ = ask("/search/csv", form(20), FORM)
check("csv", status == 200 and len(body.splitlines()) == 21, f"{len(body.splitlines())} lines")
metrics = ask("/metrics")[1].decode()
check("metrics", "addok_geocoding_requests_total{" in metrics and "odonym_index_documents" in metrics)
check("error", ask("/search")[0] == 400)
if options.collector:
    end = time.monotonic() + 20
    names = (b"GET /search", b"geocode.parse", b"geocode.collect", b"geocode.rank", b"geocode.format")
    while time.monotonic() < end and not all(name in b"".join(traces) for name in names):
        time.sleep(0.1)
    whole = b"".join(traces)
    check("trace", all(name in whole for name in names), [name.decode() for name in names if name not in whole] or "")
    check("trace id of the answer", len(trace_id) == 32 and bytes.fromhex(trace_id) in whole, trace_id)

# Shutdown: clients reuse connections and open new ones as long as the server is ready, as behind a load balancer, and one
# upload is half sent.
counts = {"answered": 0, "lost": 0}
lock = threading.Lock()
ready = True


def client():
    connection = None
    while True:
        if connection is None:
            if not ready:
                return
            connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=30)
            try:
                connection.connect()
            except OSError:
                return
            connection.auto_open = 0
        try:
            connection.request("GET", "/search?q=rue+de+rivoli")
            got = connection.getresponse()
            right = got.status == 200 and got.read().endswith(b"}")
            closing = (got.getheader("Connection") or "").lower() == "close"
        except (OSError, http.client.HTTPException):
            right, closing = False, True
        with lock:
            counts["answered" if right else "lost"] += 1
        if closing:
            connection.close()
            connection = None


clients = [threading.Thread(target=client) for _ in range(8)]
for each in clients:
    each.start()
file = form(5000)
slow = socket.create_connection(("127.0.0.1", options.port))
slow.settimeout(60)
slow.sendall(
    b"POST /search/csv HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: "
    + FORM["Content-Type"].encode() + b"\r\nContent-Length: %d\r\n\r\n" % len(file) + file[:60000])
time.sleep(1)
stopped = time.monotonic()
if options.stop:
    subprocess.run(options.stop, shell=True, check=True)
else:
    server.send_signal(signal.SIGTERM)
status = 200
while status == 200 and time.monotonic() - stopped < 5:
    try:
        status = ask("/health/ready")[0]
    except OSError as gone:
        status = str(gone)
ready = False
check("readiness answers 503 first", status == 503, status)
for each in clients:
    each.join()
slow.sendall(file[60000:])
got = b""
while True:
    piece = slow.recv(65536)
    if not piece:
        break
    got += piece
check("a file under way is answered whole", got.startswith(b"HTTP/1.1 200") and got.count(b"75002 Paris") >= 5000)
check("requests under way are not lost", counts["lost"] == 0 and counts["answered"] > 0, counts)
try:
    code = server.wait(60)
except subprocess.TimeoutExpired:
    server.kill()
    code = "none within a minute"
check("exit code", code == 0, f"{code}, {time.monotonic() - stopped:.1f} s after SIGTERM")
sys.exit(f"smoke: {', '.join(failures)}" if failures else 0)
