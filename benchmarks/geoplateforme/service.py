"""Sends requests to the Géoplateforme's API and starts a server for it."""

import argparse, contextlib, http.client, json, os, subprocess, tempfile, urllib.parse

from server_process import ROOT, ServerProcess

PREFIX = "/geocodage"


class Answer:
    """The response to one request. `request` is the text that a report shows for it."""

    def __init__(self, request, status, headers, body):
        self.request, self.status, self.headers, self.body = request, status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def json(self):
        """The parsed body, or None if the body is not JSON. Objects keep the order of their members."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def header(self, name):
        return self.headers.get(name.lower(), "")

    def __str__(self):
        shown = self.text if len(self.body) <= 600 else self.text[:600] + " …"
        return f"{self.status} {shown}"


def encode(params):
    """Encodes parameters as a query string. params is a mapping or a list of pairs; a list of pairs can repeat a name."""
    return urllib.parse.urlencode(list(params.items() if hasattr(params, "items") else params), quote_via=urllib.parse.quote)


class Service:
    """The API below one URL on this machine, such as http://127.0.0.1:7878/geocodage."""

    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        self.url, self.host, self.path = url.rstrip("/"), parts.netloc, parts.path.rstrip("/")
        self.root = f"{parts.scheme}://{parts.netloc}"

    def send(self, method, path, body=None, headers=None):
        """Sends one request on a connection of its own. path is relative to the API; a query string in it must already be encoded.

        A connection that breaks gives an answer with status 0.
        """
        request = f"{method} {self.path}{path}" + (f" {body[:400]!r}" if body else "")
        connection = http.client.HTTPConnection(self.host, timeout=60)
        try:
            connection.request(method, self.path + path, body, headers or {})
            response = connection.getresponse()
            return Answer(request, response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        except (http.client.HTTPException, OSError) as fault:
            return Answer(request, 0, {}, f"{type(fault).__name__}: {fault}".encode())
        finally:
            connection.close()

    def get(self, path, params=(), headers=None):
        return self.send("GET", path + ("?" + encode(params) if params else ""), headers=headers)

    def post_json(self, path, value):
        return self.send("POST", path, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def post_file(self, path, data, fields=(), filename="adresses.csv"):
        """Posts a file as the part `data` of a form. fields is a list of pairs; filename=None leaves the name out."""
        boundary = "----contract-boundary-7340"
        parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields]
        if data is not None:
            named = f'; filename="{filename}"' if filename else ""
            kind = "Content-Type: text/csv\r\n" if filename else ""
            parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="data"{named}\r\n{kind}\r\n'.encode() + data + b"\r\n")
        body = b"".join(parts) + f"--{boundary}--\r\n".encode()
        return self.send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={boundary}"})


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("index", nargs="?", help="an index folder; without it, the addresses of Paris in index-data are indexed into a temporary folder")
    parser.add_argument("--url", help="the URL of a running API on this machine, instead of a server that the program starts")
    return parser


@contextlib.contextmanager
def service(options):
    """Yields the Service that the command line asks for, and stops the server that it started."""
    if options.url:
        yield Service(options.url)
        return
    with tempfile.TemporaryDirectory(prefix="geoplateforme-") as folder:
        index = options.index
        if not index:
            index = os.path.join(folder, "index")
            subprocess.run([os.path.join(ROOT, "odonym"), "index", "--input", os.path.join(ROOT, "index-data"), "--output", index], check=True, stdout=subprocess.DEVNULL)
        server = ServerProcess(index, os.path.join(folder, "server.log"))
        try:
            yield Service(f"http://127.0.0.1:{server.port}{PREFIX}")
        finally:
            server.stop()
