#!/usr/bin/env python3
"""Kills `./odonym update` with SIGKILL at moments spread over its whole duration, and finishes it with the same command.

A server of this script serves an addok export on the loopback interface, with ETag and Range, at a limited speed. Each round publishes a new version of the
export (the last line is repeated with another identifier). After each kill, the current index must be complete; the second run must finish, and the running
`./odonym serve` must answer every request and load the new index.

usage: python3 benchmarks/update_kills.py DATA.ndjson.gz [--moments 20] [--download-seconds 3]
"""
import argparse, gzip, http.server, json, os, pathlib, shutil, subprocess, sys, tempfile, threading, time, urllib.parse, urllib.request
import server_process
from server_process import ROOT, free_port

PATH = "/addok/adresses-addok-france.ndjson.gz"


class Export:
    """The served file. Each version has one more place than the one before, in a gzip member of its own."""

    def __init__(self, path, seconds):
        self.base = pathlib.Path(path).read_bytes()
        self.seconds = seconds
        self.sent = 0
        self.version = 0
        self.next_version()

    def next_version(self):
        place = {"id": f"99999_{self.version}", "type": "street", "name": f"Rue de la Version {self.version}", "postcode": "80000", "citycode": "80021",
                 "city": "Amiens", "lat": 49.9, "lon": 2.3, "importance": 0.1}
        self.version += 1
        self.body = self.base + gzip.compress((json.dumps(place) + "\n").encode(), mtime=0)
        self.etag = f'"v{self.version}"'
        return place["name"]


def handler_of(export):
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body, etag, start = export.body, export.etag, 0
            if self.path != PATH:
                return self.send_error(404)
            if self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.send_header("ETag", etag)
                return self.end_headers()
            wanted = self.headers.get("Range")
            if wanted and self.headers.get("If-Range") == etag:
                start = int(wanted.split("=")[1].rstrip("-"))
            status = 416 if start >= len(body) else 206 if start else 200
            self.send_response(status)
            self.send_header("ETag", etag)
            if status == 416:
                self.send_header("Content-Range", f"bytes */{len(body)}")
                self.send_header("Content-Length", "0")
                return self.end_headers()
            if status == 206:
                self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            step = max(1, len(body) // 100)
            try:
                for offset in range(start, len(body), step):
                    self.wfile.write(body[offset:offset + step])
                    export.sent += len(body[offset:offset + step])
                    time.sleep(export.seconds / 100)
            except OSError:
                pass  # the client was killed

        def log_message(self, *_):
            pass

    return Handler


class Client(threading.Thread):
    """Sends a request every 20 ms and counts the answers."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.answered, self.failed = server, 0, []

    def run(self):
        while True:
            try:
                self.server.get("/search?q=rue+de+la+version+0")
                self.answered += 1
            except OSError as failure:
                self.failed.append(failure)
            time.sleep(0.02)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--download-seconds", type=float, default=3)
    parser.add_argument("--ban-port", type=int, default=0)
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()

    export = Export(options.data, options.download_seconds)
    ban = http.server.ThreadingHTTPServer(("127.0.0.1", options.ban_port), handler_of(export))
    threading.Thread(target=ban.serve_forever, daemon=True).start()
    work = tempfile.mkdtemp(prefix="odonym-update-")
    environment = {"ODONYM_DATA": work, "ODONYM_BAN_URL": f"http://127.0.0.1:{ban.server_port}", "ODONYM_INDEX_WATCH": "1", "ODONYM_WARM_UP": "0"}
    command = [os.path.join(ROOT, "odonym"), "update"]

    def start():
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, **environment})

    def finish():
        process = start()
        output, _ = process.communicate()
        if process.returncode:
            sys.exit(f"update failed with exit code {process.returncode}: {output}")

    server = None
    try:
        finish()
        name = export.next_version()
        begin = time.time()
        finish()
        duration = time.time() - begin
        print(f"an update without a kill takes {duration:.1f} s; {len(export.body) / 1e6:.1f} MB are sent in {options.download_seconds} s")
        server = server_process.ServerProcess(os.path.join(work, "indexes", "current"), os.path.join(work, "log"), environment, port=options.port or free_port())
        client = Client(server)
        client.start()
        worst = 0
        for moment in range(options.moments):
            name = export.next_version()
            sent = export.sent
            process = start()
            time.sleep(duration * (moment + 0.5) / options.moments)
            process.kill()
            process.wait()
            subprocess.run([os.path.join(ROOT, "odonym"), "info", "--index", os.path.join(work, "indexes", "current")], check=True, stdout=subprocess.DEVNULL)
            left = sorted(os.listdir(os.path.join(work, "indexes")))
            begin = time.time()
            finish()
            took = time.time() - begin
            query = urllib.parse.urlencode({"q": f"{name} Amiens", "limit": 1})
            deadline = time.time() + 10
            while name not in server.get(f"/search?{query}"):
                if time.time() > deadline:
                    sys.exit(f"the server does not know {name}")
                time.sleep(0.1)
            folders = [each for each in os.listdir(os.path.join(work, "indexes")) if os.path.isdir(os.path.join(work, "indexes", each))]
            again = (export.sent - sent) / len(export.body)
            worst = max(worst, again)
            print(f"kill after {duration * (moment + 0.5) / options.moments:5.1f} s: finished in {took:5.1f} s, {again:.2f} of the file sent in both runs,"
                  f" {len(folders) - 1} indexes; {client.answered} answers, {len(client.failed)} failures", flush=True)
            if client.failed or len(folders) > 3:
                sys.exit(f"failures {client.failed[:3]}, indexes {left}")
        print(f"{options.moments} kills: every update was finished by the same command; at most {worst:.2f} of the file was sent;"
              f" {client.answered} answers, {len(client.failed)} failures")
    finally:
        if server:
            server.stop()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
