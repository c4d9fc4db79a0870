"""An HTTP/1.1 connection whose requests are sent as bytes, so that they may be malformed."""
import socket


class Connection:
    """A connection to a port of this machine. It is opened for the first request, and reopened for the next request after a response that closes it."""

    def __init__(self, port, timeout=60):
        self.port, self.timeout, self.socket, self.buffer = port, timeout, None, b""

    def open(self):
        if self.socket is None:
            self.socket, self.buffer = socket.create_connection(("127.0.0.1", self.port), timeout=self.timeout), b""
        return self.socket

    def close(self):
        if self.socket is not None:
            self.socket.close()
            self.socket = None

    def more(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise ConnectionError("closed")
        self.buffer += data

    def answer(self):
        """Reads the next response and returns its status, headers and body."""
        while b"\r\n\r\n" not in self.buffer:
            self.more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        status = int(head[9:12])
        headers = {k.strip().lower(): v.strip() for k, _, v in (line.partition(b":") for line in head.split(b"\r\n")[1:])}
        if status == 100:
            return self.answer()
        body = b""
        if headers.get(b"transfer-encoding", b"").lower() == b"chunked":
            while True:
                while b"\r\n" not in self.buffer:
                    self.more()
                size, self.buffer = self.buffer.split(b"\r\n", 1)
                size = int(size.split(b";")[0], 16)
                while len(self.buffer) < size + 2:
                    self.more()
                body, self.buffer = body + self.buffer[:size], self.buffer[size + 2:]
                if size == 0:
                    break
        else:
            length = int(headers.get(b"content-length", 0))
            while len(self.buffer) < length:
                self.more()
            body, self.buffer = self.buffer[:length], self.buffer[length:]
        if headers.get(b"connection", b"").lower() == b"close":
            self.close()
        return status, headers, body
