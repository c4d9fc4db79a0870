"""Generates random, malformed and unusual requests for fuzz.py."""
import json, re, urllib.parse

import frames

MARKER = "zz-fuzz-client-zz"  # in every request, so that no line of the log can contain a client's text unnoticed

WORDS = ("rue avenue de la du des boulevard place bis ter 12 75004 paris lyon marseille st saint rivoli opera 8 mai 1945 "
         "victor hugo cedex bp 1er 2eme n° l'église château ’ é œ ß İ ﬁ Ⅷ １２ 🙂 \u0000 \u202e \ud7ff \t % + & = # ; , . - _ ' \"").split(" ")
NUMBERS = ["0", "-0", "1", "5", "100", "101", "-1", "1e3", "1e999", "nan", "inf", "-inf", "48.86", "2.34", "0x10", "1_000", "١٢",
           "90", "90.0000001", "-180", "180.1", "9" * 40, "", " ", "1,5", "true", "None"]
NAMES = ("q limit autocomplete lat lon latitude lng long longitude type citycode postcode explain improve nearest radius housenumbers "
         "q[] Q limit[] callback x").split(" ")
PATHS = ["/search", "/search/", "/reverse", "/reverse/", "/get/75101_8635", "/get/", "/health", "/health/ready", "/openapi.json", "/",
         "/batch", "/search/csv", "/..%2f..%2fetc/passwd", "/../etc/passwd", "//search", "/%00", "/metrics", "/admin/reload", "/docs", "/é"]
METHODS = ["GET"] * 30 + ["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "get", "SEARCH"]


def text(chance):
    kind = chance.random()
    if kind < 0.6:
        words = [chance.choice(WORDS) for _ in range(chance.randint(0, 9))]
    elif kind < 0.8:
        words = ["".join(chr(chance.choice((chance.randint(1, 0x7F), chance.randint(1, 0x2FFF), chance.randint(0x1F000, 0x1FFFF))))
                         for _ in range(chance.randint(0, 12))) for _ in range(chance.randint(1, 4))]
    else:
        words = [chance.choice(WORDS) * chance.choice((1, 3, 60, 400))]
    return " ".join(words).encode("utf-8", "surrogatepass")


def value(chance):
    kind = chance.random()
    raw = text(chance) if kind < 0.6 else chance.choice(NUMBERS).encode() if kind < 0.9 else chance.randbytes(chance.randint(0, 30))
    if chance.random() < 0.03:
        return raw.decode("latin-1").replace("\r", "").replace("\n", "").replace(" ", "+").encode("latin-1")  # not percent-encoded
    return urllib.parse.quote_from_bytes(raw).encode()


def spelling(path, chance):
    """Returns another spelling of a path. A server may or may not treat it as the same path."""
    kind = chance.randrange(12)
    at = chance.randrange(len(path))
    if kind == 0:
        return path[:at] + "%%%02x" % ord(path[at]) + path[at + 1:]
    if kind == 1:
        return path[:at] + path[at].swapcase() + path[at + 1:]
    if kind == 11:
        return "".join("%%%02X" % ord(letter) for letter in path)
    return (path, path, "/" + path, "/." + path, "/x/.." + path, path + ";a=b", path + "/.", "http://a" + path, path + "//", path.replace("/", "\\"),
            "/%2e%2e" + path)[kind]


def chunked(body, chance):
    """Returns a chunked body, and whether it is well-formed."""
    if chance.random() < 0.2:
        size = chance.choice((b"", b"-1", b"+5", b"0x5", b" 5", b"5 ", b"f" * 9, b"8" * 17, b"g", b"5\n", b"\xff", b"0;" + b"a" * 20_000, b"5\r"))
        return size + b"\r\n" + body[:5] + chance.choice((b"\r\n", b"xx", b"\n", b"")) + b"0\r\n\r\n", False
    parts, at = [], 0
    while at < len(body):
        length = chance.randint(1, 1 + len(body) // 3)
        part = body[at:at + length]
        extension = chance.choice((b"", b"", b"", b";a=b", b";a=\"b;c\"", b";" + MARKER.encode()))
        parts.append(b"%x%s\r\n%s\r\n" % (len(part), extension, part))
        at += length
    return b"".join(parts) + b"0\r\n" + chance.choice((b"", b"", b"X-Trailer: a\r\n")) + b"\r\n", True


def request(chance):
    """Returns a random request as bytes, and whether it may be sent on a persistent connection."""
    if chance.random() < 0.01:
        return MARKER.encode() + chance.randbytes(chance.randint(1, 400)), False
    plain = chance.choice(PATHS[:4] * 6 + PATHS)
    path = spelling(plain, chance) if chance.random() < 0.1 else plain
    path, clean = path.encode(), path == plain
    names = [b"q"] * (b"search" in path) + [b"lat", b"lon"] * (b"reverse" in path)
    names += [chance.choice(NAMES).encode() for _ in range(chance.choice((0, 1, 1, 2, 4)))]
    query = b"&".join([name + b"=" + value(chance) for name in names] + [b"m=" + MARKER.encode()])
    method = chance.choice(METHODS) if plain != "/batch" else "POST"
    headers = b"Host: a\r\n"
    if chance.random() < 0.2:
        headers += chance.choice((b"Accept-Encoding: gzip", b"Accept: */*;q=x", b"Range: bytes=0-1", b"If-None-Match: *", b"X: \xff\xfe",
                                  b"traceparent: 00-" + b"f" * 32 + b"-" + b"0" * 16 + b"-01", b"Cookie: " + b"a" * 3000,
                                  b"Expect: 100-continue", b"Origin: null", b"Forwarded: for=[", b"Content-Type: \x01")) + b"\r\n"
    body = b""
    if method in ("POST", "PUT", "PATCH") or chance.random() < 0.02:
        body = batch(chance) if chance.random() < 0.8 else chance.randbytes(chance.randint(0, 300))
        headers += b"Content-Type: application/json\r\n"
        if chance.random() < 0.2:
            headers += b"Expect: 100-continue\r\n"
        if chance.random() < 0.3:
            body, well_formed = chunked(body, chance)
            clean = clean and well_formed
            headers += b"Transfer-Encoding: chunked\r\n"
        else:
            headers += b"Content-Length: %d\r\n" % len(body)
    line = b"%s %s%s HTTP/1.1\r\n" % (method.encode(), path, b"?" + query)
    clean = clean and re.fullmatch(rb"[A-Z]+ [!-~]+ HTTP/1\.1\r\n", line) and len(line) < 8000 and method not in ("HEAD",) and b"Expect" not in headers
    return line + headers + b"\r\n" + body, bool(clean)


def any_json(chance, depth=0):
    """Returns a random JSON value as text. Some values are invalid or hard to parse."""
    kind = chance.randrange(12 if depth < 4 else 8)
    if kind < 2:
        return json.dumps(text(chance).decode("utf-8", "replace"))
    if kind == 2:
        return chance.choice(("null", "true", "false", "-0", "1e400", "-1E-400", "0.1", "1" * 1200, "1." + "0" * 1200, "9" * 19, "-9223372036854775809"))
    if kind == 3:
        return chance.choice(('"\\ud800"', '"\\u0000"', '"\\u202e\\u001b[2J"', '"' + "a" * 60_000 + '"', '"\\n' + MARKER + '"', '""'))
    if kind == 4:
        return chance.choice(("[" * 2000 + "]" * 2000, '{"a":' * 600 + "1" + "}" * 600, "nul", "+1", "01", "NaN", "'a'", "\ufeff1", "/**/1", "[1,]", "{a:1}"))
    if kind < 8:
        return repr(chance.choice((48.86, 2.35, 5, -1, 1e300, 0.0)))
    if kind < 10:
        return "[" + ",".join(any_json(chance, depth + 1) for _ in range(chance.randint(0, 4))) + "]"
    keys = [chance.choice(NAMES + ["requests", "a" * 60_000, "".join(chance.choice(("Aa", "BB")) for _ in range(10)), MARKER]) for _ in range(chance.randint(0, 5))]
    return "{" + ",".join(json.dumps(key) + ":" + any_json(chance, depth + 1) for key in keys) + "}"


def batch(chance):
    if chance.random() < 0.3:
        body = any_json(chance)
        body = '{"requests":[%s]}' % body if chance.random() < 0.6 else body
        return body.encode("utf-8", "surrogatepass")
    questions = []
    for _ in range(chance.randint(0, 4)):
        question = {chance.choice(NAMES): chance.choice((text(chance).decode("utf-8", "replace"), 1, None, [], {}, -1e300, True, "48.8"))
                    for _ in range(chance.randint(0, 4))}
        questions.append(question if chance.random() < 0.9 else 7)
    body = json.dumps({"requests": questions} if chance.random() < 0.9 else questions).encode()
    return body if chance.random() < 0.8 else body[: chance.randint(0, len(body))]


def http2_frames(chance, stream):
    """Returns the frames of one request, or frames that break a rule of HTTP/2."""
    path = ("/search/?q=" + MARKER + "&limit=1").encode() + b"&x=" + value(chance)[:200].replace(b" ", b"")
    kind = chance.random()
    headers = frames.head(path)
    if kind < 0.9:
        extra = frames.field(b"x-marker", MARKER.encode(), chance.random() < 0.5) if chance.random() < 0.5 else b""
        return frames.frame(frames.HEADERS, frames.END_STREAM | frames.END_HEADERS, stream, headers + extra)
    if kind < 0.92:
        body = batch(chance)[:16_000]
        return (frames.frame(frames.HEADERS, frames.END_HEADERS, stream, frames.head(b"/batch?" + MARKER.encode(), True))
                + frames.frame(frames.DATA, chance.choice((0, frames.END_STREAM)), stream, body))
    odd = chance.choice((
        (frames.HEADERS, frames.END_STREAM | frames.END_HEADERS, stream, headers + frames.field(b"x", b"a" * chance.choice((4000, 5000, 12000)), True)),
        (frames.HEADERS, frames.END_STREAM | frames.END_HEADERS, stream, headers + bytes([chance.choice((0xBE, 0xBF, 0xFF, 0x80))]) * chance.choice((1, 5000))),
        (frames.HEADERS, frames.END_STREAM | frames.END_HEADERS, stream, chance.randbytes(chance.randint(0, 200))),
        (frames.HEADERS, frames.END_STREAM, stream, headers),
        (frames.SETTINGS, 0, 0, frames.setting(chance.randint(0, 9), chance.choice((0, 1, 1 << 31, (1 << 32) - 1)))),
        (frames.WINDOW_UPDATE, 0, chance.choice((0, stream)), (chance.choice((0, 1, (1 << 31) - 1))).to_bytes(4, "big")),
        (frames.RST_STREAM, 0, stream, b"\0\0\0\x08"),
        (chance.randint(0, 255), chance.randint(0, 255), chance.choice((0, 1, stream)), chance.randbytes(chance.choice((0, 1, 4, 8, 100)))),
    ))
    return frames.frame(*odd)
