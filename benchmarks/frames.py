"""Builds and parses HTTP/2 frames (RFC 9113) without validating them, for hostile clients and for clients that send random requests."""
import socket, struct

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GO_AWAY, WINDOW_UPDATE, CONTINUATION = range(10)
END_STREAM, END_HEADERS = 1, 4
STATUS_500 = 0x8E  # the first byte of the headers of a response with status 500 (RFC 7541, appendix A)


def frame(kind, flags=0, stream=0, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def setting(identifier, value):
    return struct.pack(">HI", identifier, value)


def text(value):
    """Encodes a string in the HPACK format, without Huffman coding."""
    length, prefix = len(value), bytes([min(len(value), 127)])
    if length >= 127:
        length -= 127
        while length >= 128:
            prefix, length = prefix + bytes([length & 127 | 128]), length >> 7
        prefix += bytes([length])
    return prefix + value


def field(name, value, indexed=False):
    return (b"\x40" if indexed else b"\x00") + text(name) + text(value)


def head(path, post=False):
    """Returns the pseudo-headers of a request."""
    return (b"\x83" if post else b"\x82") + b"\x86\x04" + text(path) + b"\x01" + text(b"localhost")


class Http2Connection:
    def __init__(self, port, settings=b"", timeout=60):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.buffer = b""
        self.socket.sendall(PREFACE + frame(SETTINGS, payload=settings))

    def send(self, *frames):
        self.socket.sendall(b"".join(frames))

    def take(self, count):
        while len(self.buffer) < count:
            data = self.socket.recv(1 << 16)
            if not data:
                raise ConnectionError("closed")
            self.buffer += data
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def read(self):
        """Reads the next frame. Returns its type, flags, stream identifier and payload."""
        head = self.take(9)
        return head[3], head[4], struct.unpack(">I", head[5:])[0], self.take(int.from_bytes(head[:3], "big"))

    def close(self):
        self.socket.close()
