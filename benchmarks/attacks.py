"""Short attacks by one client on a server. hostile.py runs them in random order.

An attack connects to 127.0.0.1, ends after at most a few seconds, and ignores the server's responses. It raises OSError if the server closes a connection.
"""
import contextlib, json, socket, time

import frames

SECONDS = 8  # how long an attack holds its connections
HEAD = b"%s %s HTTP/1.1\r\nHost: a\r\n"
FORM = b"--x-x\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n"


@contextlib.contextmanager
def connection(port):
    with socket.create_connection(("127.0.0.1", port), timeout=SECONDS) as opened:
        yield opened


def post(path, body, kind=b"application/json", announced=None):
    return HEAD % (b"POST", path) + b"Content-Type: %s\r\nContent-Length: %d\r\n\r\n" % (kind, announced or len(body)) + body


def answer(opened, most=1 << 22):
    """Reads the beginning of the response. Stops at a size limit or when the connection is closed."""
    read = 0
    while read < most:
        data = opened.recv(1 << 16)
        if not data:
            return
        read += len(data)


def ask(port, request):
    with connection(port) as opened:
        opened.sendall(request)
        answer(opened)


def unread(port, requests):
    """Sends each request on its own connection and does not read the responses."""
    with contextlib.ExitStack() as stack:
        for request in requests:
            stack.enter_context(connection(port)).sendall(request)
        time.sleep(SECONDS)


def batch(questions):
    return post(b"/batch", json.dumps({"requests": questions}).encode())


def form(path, fields, name=b"data"):
    body = b"".join(FORM % (key, b"", value) for key, value in fields[:-1]) + FORM % (fields[-1][0], b"; filename=\"a.csv\"", fields[-1][1]) + b"--x-x--\r\n"
    return post(path, body, b"multipart/form-data; boundary=x-x")


def wide_reverse_batch(port, chance):
    ask(port, batch([{"lat": 48.86, "lon": 2.35, "limit": 1_000_000, "nearest": True, "radius": 10_000}] * 40))


def unread_reverse(port, chance):
    unread(port, [HEAD % (b"GET", b"/reverse?lat=48.86&lon=2.35&limit=1000000&nearest=true&radius=10000") + b"\r\n"] * 50)


def large_batches(port, chance):
    unread(port, [batch([{"q": "rue de la mairie", "limit": 100}] * 1000)] * 4)


def unfinished_bodies(port, chance):
    unread(port, [post(b"/batch", b"[" + b" " * (4 << 20), announced=5 << 20)] * 40)


def http2_without_window(port, chance):
    opened = frames.Http2Connection(port, frames.setting(4, 0), SECONDS)
    try:
        path = b"/reverse?lat=48.86&lon=2.35&limit=1000000&nearest=true&radius=10000"
        opened.send(*(frames.frame(frames.HEADERS, 5, stream, frames.head(path)) for stream in range(1, 241, 2)))
        time.sleep(SECONDS)
    finally:
        opened.close()


def http2_headers(port, chance):
    opened = frames.Http2Connection(port, b"", SECONDS)
    try:
        opened.send(frames.frame(frames.HEADERS, 5, 1, frames.head(b"/") + frames.field(b"a", b"b" * 3900, True)))
        opened.send(*(frames.frame(frames.HEADERS, 5, stream, frames.head(b"/") + b"\xbe" * 15_000) for stream in range(3, 43, 2)))
        opened.send(frames.frame(frames.HEADERS, 5, 43, frames.head(b"/") + frames.field(b"a", b"b" * 5000, True)))
        time.sleep(1)
    finally:
        opened.close()


def many_fields(port, chance):
    ask(port, form(b"/search/csv", [(b"f%d" % each, b"a" * 65_000) for each in range(999)] + [(b"data", b"a\r\nb")]))


def repeated_columns(port, chance):
    ask(port, form(b"/search/csv", [(b"columns", b"a")] * 990 + [(b"data", b"a\r\n" + b"b" * 150_000)]))


def wide_header(port, chance):
    ask(port, form(b"/search/csv", [(b"data", b",".join(b"%d" % each for each in range(1_000_000)) + b"\r\na" * 1000)]))


def many_commas(port, chance):
    ask(port, form(b"/search/csv", [(b"data", b"a,b\r\n" + b"," * (64 << 20))]))


def large_cells(port, chance):
    ask(port, form(b"/search/csv", [(b"data", b"a,b\r\n" + b",".join([b"x" * (1 << 20)] * 100))]))


def result_columns(port, chance):
    ask(port, form(b"/search/csv", [(b"result_columns", b"a" * 60_000)] * 900 + [(b"data", b"a\r\nb")]))


def large_upload(port, chance):
    """Uploads a file of up to 580 MB, which the server stores in /tmp."""
    row = b"12 rue de rivoli paris," + b"x" * 1000 + b"\r\n"
    with connection(port) as opened:
        opened.sendall(post(b"/search/csv", FORM % (b"data", b"; filename=\"a.csv\"", b"a,b"), b"multipart/form-data; boundary=x-x", 580_000_000))
        end = time.time() + SECONDS
        while time.time() < end:
            opened.sendall(row * 1000)


def relaxed_batches(port, chance):
    words = "ville rue saint place grande avenue general marechal boulevard chemin route impasse".split()
    questions = [{"q": " ".join(chance.choice(words) for _ in range(30))[:200], "improve": True, "limit": 100} for _ in range(1000)]
    unread(port, [batch(questions)] * 4)


def long_numbers(port, chance):
    digits = chance.choice((b"9" * 7900 + b"e", b"1_" * 3900, b"0" * 7900, b"1e" + b"9" * 7000))
    ask(port, HEAD % (b"GET", b"/reverse?lon=2&lat=" + digits) + b"Connection: close\r\n\r\n")
    ask(port, form(b"/reverse/csv", [(b"data", b"lat,lon\r\n" + b"1" * 100_000 + b"e,2\r\n" * 10)]))
    ask(port, post(b"/batch", b'{"requests":[{"q":"a","limit":' + b"1" * 2_000_000 + b"}]}"))


def relaxed_searches(port, chance):
    ask(port, (HEAD % (b"GET", b"/search/?improve=true&limit=100&q=" + b"+".join([b"ville"] * 33)) + b"\r\n") * 5)


def odd_paths(port, chance):
    paths = (b"/%73earch", b"//search", b"/./search", b"/x/../search", b"/search;a=b", b"/admin;x/reload")
    ask(port, b"".join(HEAD % (b"GET", chance.choice(paths) + b"?q=rue+de+la+mairie&improve=true") + b"\r\n" for _ in range(50)))


def reloads(port, chance):
    unread(port, [post(b"/admin/reload", b" ")] * 10)


def expect(port, chance):
    smuggled = HEAD % (b"GET", b"/search/?q=smuggled") + b"\r\n"
    with connection(port) as opened:
        opened.sendall(HEAD % (b"GET", chance.choice((b"/nowhere", b"/search/?q=a"))) + b"Expect: 100-continue\r\nContent-Length: %d\r\n\r\n" % len(smuggled))
        opened.recv(1000)
        opened.sendall(smuggled)
        opened.recv(1000)


def odd_chunks(port, chance):
    size = chance.choice((b"2c;a=b", b"g", b"-1", b"f" * 20, b"\x1b[2J\n", b"1" * 10_000))
    ask(port, HEAD % (b"POST", b"/batch") + b"Transfer-Encoding: chunked\r\n\r\n" + size + b"\r\n{}xx0\r\n\r\n")


def odd_json(port, chance):
    body = chance.choice((b'{"requests":[{"q":' + b"1" * 1100 + b"}]}", b'{"requests":[{"' + b"k" * 60_000 + b'":1}]}', b"[" * 100_000,
                          b'{"requests":[{' + b",".join(b'"%s":1' % bytes(chance.choice((b"Aa", b"BB"))[0] for _ in range(20)) for _ in range(9000)) + b"}]}"))
    ask(port, post(b"/batch", body))


def slow_clients(port, chance):
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context(connection(port)) for _ in range(200)]
        for _ in range(SECONDS):
            for each in opened:
                each.sendall(b"G")
            time.sleep(1)


def disconnects(port, chance):
    for _ in range(100):
        with connection(port) as opened:
            opened.sendall(HEAD % (b"GET", b"/search/?q=rue+de+la+mairie&improve=true") + b"\r\n")


ALL = (wide_reverse_batch, unread_reverse, large_batches, unfinished_bodies, http2_without_window, http2_headers, many_fields, repeated_columns, wide_header,
       many_commas, large_cells, result_columns, large_upload, relaxed_batches, long_numbers, relaxed_searches, odd_paths, reloads, expect, odd_chunks, odd_json,
       slow_clients, disconnects)
