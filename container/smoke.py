#!/usr/bin/env python3
"""Tests a running Odonym server and its shutdown, as the last step before a release.

usage: container/smoke.py --port N [--collector PORT] -- COMMAND...     COMMAND runs the server in the foreground

The script starts COMMAND and waits for the first response. It then checks the health endpoints, a search, a reverse search, a CSV
file, the metrics, and the trace that its own OTLP/HTTP collector receives on the given port. Finally it sends SIGTERM while
requests are in flight, and counts the requests that fail.
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
parser.add_argument("--within", type=float, default=2.0, help="the maximum time from the start to the first response, in seconds")
parser.add_argument("--stop", default="", help="a command that sends SIGTERM to the server (default: send it to COMMAND)")
parser.add_argument("command", nargs="+")
options = parser.parse_args()

failures = []


def check(name, passed, detail=""):
    print(f"  {'ok  ' if passed else 'FAIL'}  {name}{'  ' + str(detail) if detail != '' else ''}", flush=True)
    if not passed:
        failures.append(name)


traces = []


class Collector(http.server.BaseHTTPRequestHandler):
    """Stores the request bodies of /v1/traces. Protobuf encodes span names as plain text, so the test can search for them."""

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


def request(path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", options.port, timeout=30)
    try:
        connection.request("POST" if body else "GET", path, body, headers or {})
        response = connection.getresponse()
        return response.status, response.read(), response.headers
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
response = None
while response is None and time.monotonic() - start < 60 and server.poll() is None:
    try:
        response = request("/search?q=34+avenue+de+l%27opera+paris&limit=1")
    except OSError:
        time.sleep(0.01)
elapsed = time.monotonic() - start
check("first response", response is not None and elapsed <= options.within, f"{elapsed:.2f} s")
if response is None:
    server.kill()
    sys.exit(f"smoke: no response on port {options.port}")

features = json.loads(response[1])["features"]
check("search", response[0] == 200 and len(features) == 1, features and features[0]["properties"]["label"])
trace_id = response[2].get("X-Trace-Id", "")
for path in ("/health", "/health/live", "/health/ready"):
    check(path, request(path)[0] == 200)
lon, lat = features[0]["geometry"]["coordinates"]
check("reverse", json.loads(request(f"/reverse?lat={lat}&lon={lon}")[1])["features"] != [])
status, body, _ = request("/search/csv", form(20), FORM)
check("csv", status == 200 and len(body.splitlines()) == 21, f"{len(body.splitlines())} lines")
metrics = request("/metrics")[1].decode()
check("metrics", "addok_geocoding_requests_total{" in metrics and "odonym_index_documents" in metrics)
check("error", request("/search")[0] == 400)
if options.collector:
    end = time.monotonic() + 20
    names = (b"GET /search", b"geocode.parse", b"geocode.collect", b"geocode.rank", b"geocode.format")
    while time.monotonic() < end and not all(name in b"".join(traces) for name in names):
        time.sleep(0.1)
    whole = b"".join(traces)
    check("trace", all(name in whole for name in names), [name.decode() for name in names if name not in whole] or "")
    check("trace id of the response", len(trace_id) == 32 and bytes.fromhex(trace_id) in whole, trace_id)

# Tests the shutdown. As behind a load balancer, clients keep their connections, and open new connections while the server is ready.
# Another client has sent only part of a CSV file.
counts = {"completed": 0, "failed": 0}
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
            received = connection.getresponse()
            complete = received.status == 200 and received.read().endswith(b"}")
            closing = (received.getheader("Connection") or "").lower() == "close"
        except (OSError, http.client.HTTPException):
            complete, closing = False, True
        with lock:
            counts["completed" if complete else "failed"] += 1
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
        status = request("/health/ready")[0]
    except OSError as error:
        status = str(error)
ready = False
check("readiness changes to 503 first", status == 503, status)
for each in clients:
    each.join()
slow.sendall(file[60000:])
received = b""
while True:
    piece = slow.recv(65536)
    if not piece:
        break
    received += piece
check("an in-flight file is processed completely", received.startswith(b"HTTP/1.1 200") and received.count(b"75002 Paris") >= 5000)
check("no in-flight request fails", counts["failed"] == 0 and counts["completed"] > 0, counts)
try:
    code = server.wait(60)
except subprocess.TimeoutExpired:
    server.kill()
    code = "no exit within a minute"
check("exit code", code == 0, f"{code}, {time.monotonic() - stopped:.1f} s after SIGTERM")
sys.exit(f"smoke: {', '.join(failures)}" if failures else 0)
