#!/usr/bin/env python3
"""Tests that uploads cannot exhaust the memory of a container whose /tmp is a tmpfs.

usage: container/uploads.py --port N -- COMMAND...     COMMAND runs the server in the foreground

The script starts COMMAND and sends uploads that are larger than the memory, several at once, with a false length, without a length,
and from clients that stop in the middle. Each must be answered with 413 or 503 and the name of the limit, or end with its connection.
Afterwards the server must answer, its memory must be free again, and the kernel must not have killed a process of its memory cgroup.
"""
import argparse
import collections
import glob
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time

MIB = 1 << 20
BOUNDARY = b"limit"
HEAD = b"--limit\r\nContent-Disposition: form-data; name=\"data\"; filename=\"a.csv\"\r\n%s\r\nadresse,x\n"
TAIL = b"\r\n--limit\r\nContent-Disposition: form-data; name=\"columns\"\r\n\r\nadresse\r\n--limit--\r\n"
ROW = b"34 avenue de l'opera paris," + b"x" * 999_973 + b"\n"  # 1,000,001 bytes

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--stop", default="", help="a command that sends SIGTERM to the server (default: send it to COMMAND)")
parser.add_argument("command", nargs="+")
options = parser.parse_args()
failures = []


def check(name, passed, detail=""):
    print(f"  {'ok  ' if passed else 'FAIL'}  {name}{'  ' + str(detail) if detail != '' else ''}", flush=True)
    if not passed:
        failures.append(name)


def listener():
    """Returns the identifier of the process that listens on the port."""
    sockets = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in open(table):
            fields = line.split()
            if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == options.port:
                sockets.add(f"socket:[{fields[9]}]")
    for link in glob.glob("/proc/[0-9]*/fd/*"):
        try:
            if os.readlink(link) in sockets:
                return int(link.split("/")[2])
        except OSError:
            pass
    return None


def cgroup(process):
    """Returns the folder of the memory cgroup of a process."""
    for line in open(f"/proc/{process}/cgroup"):
        _, controllers, path = line.strip().split(":", 2)
        if "memory" in controllers.split(","):
            return "/sys/fs/cgroup/memory" + path
        unified = "/sys/fs/cgroup" + path
    return unified


def counters(folder):
    found = {}
    for name in ("memory.stat", "memory.oom_control", "memory.events"):
        path = os.path.join(folder, name)
        if os.path.exists(path):
            for line in open(path):
                key, value = line.split()
                found[key] = int(value)
    # Memory that the kernel cannot take back, unlike the page cache of files: the heap and /tmp.
    held = found["rss"] + found["shmem"] if "rss" in found else found["anon"] + found["shmem"]
    return held, found.get("oom_kill", 0)


def send(rows, length=None, part_header=b"", chunked=False, stop_after=None):
    """Uploads a file and returns the HTTP status (or the error) and the title of the response."""
    size = len(HEAD % part_header) + rows * len(ROW) + len(TAIL)
    pieces = [HEAD % part_header] + [ROW] * rows + [TAIL]
    head = b"POST /search/csv HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY + b"\r\n"
    head += b"Transfer-Encoding: chunked\r\n\r\n" if chunked else b"Content-Length: %d\r\n\r\n" % (length or size)
    received = b""
    try:
        client = socket.create_connection(("127.0.0.1", options.port), timeout=120)
    except OSError as error:
        return str(error), ""
    with client:
        try:
            client.sendall(head)
            for number, piece in enumerate(pieces):
                if stop_after is not None and number >= stop_after:
                    return "stopped", ""
                client.sendall(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
            if chunked:
                client.sendall(b"0\r\n\r\n")
        except OSError:
            pass  # The server responds and closes the connection before it has read everything.
        try:
            while True:
                piece = client.recv(1 << 20)
                if not piece:
                    break
                received = (received + piece)[:4096]
        except OSError as error:
            received = received or str(error).encode()
    if not received.startswith(b"HTTP/1.1 "):
        return type(received).__name__ if not received else received.decode()[:60], ""
    body = received.partition(b"\r\n\r\n")[2]
    title = ""
    if b"application/json" in received:
        fields = json.loads(body[body.index(b"{"):body.rindex(b"}") + 1])
        title = fields["title"] + (": " + fields["description"] if fields.get("description") else "")
    return int(received[9:12]), title


def together(count, *arguments, **keywords):
    answers, most = collections.Counter(), 0
    threads = [threading.Thread(target=lambda: answers.update([send(*arguments, **keywords)]), daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        if not alive():
            fail()
        most = max(most, counters(group)[0])
        time.sleep(0.05)
    return answers, most


def alive():
    return os.path.exists(f"/proc/{process}")


def fail():
    sys.exit(f"uploads: the server ended with code {server.wait(10)} (137: killed, for example for its memory)")


server = subprocess.Popen(options.command)
process = None
end = time.monotonic() + 60
while time.monotonic() < end and server.poll() is None and process is None:
    process = listener()
    time.sleep(0.1)
if process is None:
    server.kill()
    sys.exit("uploads: the server does not listen")
group = cgroup(process)
before, _ = counters(group)
SMALL, ROWS = {200}, 580
LIMITED = {413, 503}
cases = [
    ("580 MB", LIMITED, 1, (ROWS,), {}),
    ("four times 580 MB at once", LIMITED, 4, (ROWS,), {}),
    ("580 MB without a length", LIMITED, 1, (ROWS,), {"chunked": True}),
    ("580 MB in a part that announces 10 bytes", LIMITED, 1, (ROWS,), {"part_header": b"Content-Length: 10\r\n"}),
    ("eight times 100 MB at once", LIMITED | SMALL, 8, (100,), {}),
    ("100 MB of which 1,000 bytes are announced", {400, 413, 503, "bytes"}, 1, (100,), {"length": 1000}),
    ("32 clients that stop after 5 MB", {"stopped"}, 32, (100,), {"stop_after": 5}),
    ("20 MB", SMALL, 1, (20,), {}),
]
for name, expected, count, arguments, keywords in cases:
    answers, most = together(count, *arguments, **keywords)
    if not alive():
        fail()
    right = all(status in expected and (status not in LIMITED or "upload-space" in title) for status, title in answers)
    check(name, right, f"{dict(answers)}, at most {most / MIB:.0f} MiB held")
time.sleep(2)
held, killed = counters(group)
check("the process is the same", listener() == process)
check("no process was killed for memory", killed == 0, killed)
check("the memory of the uploads is free", held < before + 300 * MIB, f"{before / MIB:.0f} MiB held before, {held / MIB:.0f} MiB after")
if options.stop:
    subprocess.run(options.stop, shell=True, check=True)
else:
    server.send_signal(signal.SIGTERM)
try:
    code = server.wait(60)
except subprocess.TimeoutExpired:
    server.kill()
    code = "no exit within a minute"
check("exit code", code == 0, code)
sys.exit(f"uploads: {', '.join(failures)}" if failures else 0)
