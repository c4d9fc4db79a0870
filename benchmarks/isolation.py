#!/usr/bin/env python3
"""Checks that no client gets the response to another client's request if nginx or HAProxy shares connections to the server between clients.

For each proxy, honest clients send searches with unique queries, and check that each response
contains the query that they sent. Meanwhile, hostile clients send requests whose body the proxy
or the server could mistake for another request: `Expect: 100-continue`, bodies for routes that read none, Content-Length with
Transfer-Encoding, malformed chunks, repeated and folded headers. Exits with code 1 if an honest client gets a wrong response, or a status other than 200 or 503.

usage: isolation.py INDEX [--requests 100000] [--proxies nginx,haproxy] [--clients 4] [--keep FOLDER]
needs: the Debian packages nginx and haproxy
"""
import argparse, collections, json, multiprocessing, os, random, re, shutil, socket, subprocess, sys, time

from checks import Checks
from http_connection import Connection
from server_process import ServerProcess, free_port

NGINX = """
daemon off; master_process off; pid {keep}/nginx.pid; error_log {keep}/nginx-error.log; worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
  access_log off; client_body_temp_path {keep}/body; proxy_temp_path {keep}/proxy; fastcgi_temp_path {keep}/f; uwsgi_temp_path {keep}/u; scgi_temp_path {keep}/s;
  upstream odonym {{ server 127.0.0.1:{server}; keepalive 4; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://odonym; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_request_buffering {buffering}; }}
  }}
}}
"""
HAPROXY = """
global
  maxconn 4096
defaults
  mode http
  timeout connect 5s
  timeout client 30s
  timeout server 30s
  http-reuse always
frontend front
  bind 127.0.0.1:{port}
  default_backend back
backend back
  server odonym 127.0.0.1:{server} maxconn 8
"""
SMUGGLED = b"GET /search/?q=smuggled&limit=1 HTTP/1.1\r\nHost: a\r\n\r\n"
check = Checks()


def start(name, server, keep):
    """Starts a proxy and returns its process and port."""
    port = free_port()
    path = os.path.join(keep, name + ".conf")
    template = HAPROXY if name == "haproxy" else NGINX
    with open(path, "w") as file:
        file.write(template.format(keep=keep, server=server, port=port, buffering="off" if name == "nginx" else "on"))
    program = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin") or sys.exit(f"{name} is not installed")
    command = [program, "-f", path, "-db"] if name == "haproxy" else [program, "-c", path]
    with open(os.path.join(keep, name + ".log"), "wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return process, port
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    sys.exit(f"{name} does not start, see {keep}/{name}.log")


def ask(connection, path):
    """Sends a request and returns the status and body of the response."""
    connection.open().sendall(b"GET %s HTTP/1.1\r\nHost: a\r\n\r\n" % path)
    status, _, body = connection.answer()
    return status, body


def honest(port, first, count, results, done):
    client, counts, wrong = Connection(port, timeout=30), collections.Counter(), []
    for number in range(first, first + count):
        query = f"{number} rue de rivoli paris"
        try:
            status, body = ask(client, f"/search/?q={number}+rue+de+rivoli+paris&limit=1".encode())
            if status == 200:
                status = "right" if json.loads(body)["query"] == query else "wrong"
            if status not in ("right", 503):
                wrong.append((query, str(status), body[:300].decode("utf-8", "replace")))
            counts[status] += 1
        except (OSError, ValueError, KeyError) as failure:
            client.close()
            counts[type(failure).__name__] += 1
            wrong.append((query, type(failure).__name__, str(failure)))
    done.value += 1
    results.put((counts, wrong[:20]))


def attempts(chance):
    """Returns the parts of one attempt at request smuggling. After each part, the client waits for a response or a time-out."""
    length = b"Content-Length: %d\r\n" % len(SMUGGLED)
    route = chance.choice((b"GET /nowhere", b"GET /search/?q=attack&limit=1", b"POST /search/", b"POST /nowhere", b"PUT /batch", b"DELETE /health", b"GET /",
                           b"POST /batch", b"OPTIONS /batch", b"HEAD /search/?q=attack", b"POST /search/csv", b"GET /health/live", b"POST /admin/reload"))
    begin = route + b" HTTP/1.1\r\nHost: a\r\n"
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(SMUGGLED), SMUGGLED)
    te = b"Transfer-Encoding: chunked\r\n"
    if chance.random() < 0.3:
        return begin + b"Expect: 100-continue\r\n" + length + b"\r\n", SMUGGLED
    return chance.choice((
        (begin + b"Expect: 100-continue\r\n" + length + b"\r\n" + SMUGGLED,),
        (begin + b"Expect: 100-continue\r\n" + te + b"\r\n", chunks),
        (begin + b"Expect: 100-Continue, x\r\n" + length + b"\r\n", SMUGGLED),
        (begin + length + b"\r\n" + SMUGGLED,),
        (begin + length + b"\r\n", SMUGGLED),
        (begin + te + b"\r\n" + chunks,),
        (begin + te + b"\r\n", chunks[:10], chunks[10:]),
        (begin + te + b"Content-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED,),
        (begin + b"Content-Length: 5\r\n" + te + b"\r\n" + chunks,),
        (begin + b"Transfer-Encoding: " + chance.choice((b"xchunked", b"chunked, identity", b"identity, chunked", b"\x0bchunked", b"chunked\t", b"gzip, chunked", b"CHUNKED"))
         + b"\r\n" + length + b"\r\n" + chunks,),
        (begin + te + b"\r\n" + chance.choice((b"0;a=b", b"0 ", b"00", b"+0", b"0x0", b"-0", b"0\n", b"0;" + b"a" * 9000, b"g", b"ffffffffffffffff1")) + b"\r\n\r\n" + SMUGGLED,),
        (begin + te + b"\r\n5\r\nabcdeXX0\r\n\r\n" + SMUGGLED,),
        (begin + te + b"\r\n5\nabcde\n0\n\n" + SMUGGLED,),
        (begin + te + b"\r\n0\r\nContent-Length: 50\r\nX: y\r\n\r\n" + SMUGGLED,),
        (begin + b"Content-Length: 0\r\n" + length + b"\r\n" + SMUGGLED,),
        (begin + b"Content-Length: %s\r\n\r\n" % chance.choice((b"+5", b"5, 5", b"0x5", b"5 ", b"-1", b"99999999999999999999", b"5,0")) + SMUGGLED,),
        (begin + b"X: a\r\n " + length + b"\r\n" + SMUGGLED,),
        (begin + b"X: a\nContent-Length: 0\r\n\r\n" + SMUGGLED,),
        (begin + b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nConnection: Upgrade, HTTP2-Settings\r\n\r\n", SMUGGLED),
        (begin + b"Connection: Content-Length\r\n" + length + b"\r\n" + SMUGGLED,),
        (route + b" HTTP/1.0\r\nConnection: keep-alive\r\n" + length + b"\r\n" + SMUGGLED,),
        (begin + length + b"\r\n" + SMUGGLED[:20],),
        (SMUGGLED * 5 + begin + length + b"\r\n", SMUGGLED),
    ))


def hostile(port, seed, running, results):
    chance, counts = random.Random(seed), collections.Counter()
    while running.value:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=chance.choice((0.02, 0.02, 0.02, 0.1, 0.5))) as opened:
                seen = b""
                for part in attempts(chance):
                    opened.sendall(part)
                    try:
                        seen += opened.recv(1 << 16)
                    except TimeoutError:
                        pass
                if chance.random() < 0.5:
                    try:
                        seen += opened.recv(1 << 16)
                    except TimeoutError:
                        pass
            for status in re.findall(rb"HTTP/1\.[01] (\d{3})", seen) or [b"nothing"]:
                counts[status.decode()] += 1
            counts["smuggled request was answered"] += b'"smuggled"' in seen
        except OSError as refused:
            counts[type(refused).__name__] += 1
    results.put(counts)


def run(name, port, given):
    results, attacks, running, done = multiprocessing.Queue(), multiprocessing.Queue(), multiprocessing.Value("b", 1), multiprocessing.Value("i", 0)
    attackers = [multiprocessing.Process(target=hostile, args=(port, f"{given.seed}-{name}-{each}", running, attacks)) for each in range(given.clients)]
    share = given.requests // given.clients
    clients = [multiprocessing.Process(target=honest, args=(port, 1 + each * share, share, results, done)) for each in range(given.clients)]
    begin = time.time()
    for process in attackers + clients:
        process.start()
    answers, wrong = collections.Counter(), []
    for _ in clients:
        counted, failed = results.get()
        answers.update(counted)
        wrong += failed
    running.value = 0
    attacked = sum((attacks.get() for _ in attackers), collections.Counter())
    for process in attackers + clients:
        process.join()
    print(f"{name}: {time.time() - begin:.0f} s; honest {dict(answers)}; hostile {dict(sorted(attacked.items()))}", flush=True)
    for query, what, body in wrong[:5]:
        print(f"  {what}: {query!r} got {body!r}")
    check(f"{name}: no answer to another request", answers["wrong"] == 0, f"{answers['wrong']:,} of {sum(answers.values()):,}")
    check(f"{name}: honest clients get 200 or 503", set(answers) <= {"right", 503}, {k: v for k, v in answers.items() if k not in ("right", 503)} or "nothing else")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("index")
    options.add_argument("--requests", type=int, default=100_000, help="of the honest clients, for each proxy")
    options.add_argument("--proxies", default="nginx,haproxy", help="nginx, haproxy, or none for a direct connection")
    options.add_argument("--clients", type=int, default=4, help="number of honest and of hostile clients")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", default="/tmp/odonym-isolation", help="folder for configurations and logs")
    given = options.parse_args()
    os.makedirs(given.keep, exist_ok=True)
    server = ServerProcess(given.index, os.path.join(given.keep, "server.log"))
    try:
        for name in given.proxies.split(","):
            process, port = start(name, server.port, given.keep) if name != "none" else (None, server.port)
            try:
                run(name, port, given)
            finally:
                if process:
                    process.terminate()
                    process.wait(10)
        check("the server is alive", server.alive(), server.alive())
    finally:
        server.stop()
    check.end()


if __name__ == "__main__":
    main()
