"""Sends each request in addok.tsv to a running addok, and updates the recorded responses in the file.

    python3 record.py http://127.0.0.1:7880 addok.tsv

Each line contains a method, a target, a status and a body, separated by tabs. The script removes places from the bodies, because the
file tests the handling of parameters. If the status of a line starts with "!", Odonym intentionally differs from addok, and the script
does not change the line.
"""
import http.client
import json
import sys
from urllib.parse import urlsplit


def ask(address, method, target):
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
    connection.putrequest(method, target, skip_accept_encoding=True)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read().decode()
    connection.close()
    if body.startswith('{"type"'):
        body = json.dumps(json.loads(body) | {"features": []})
    return str(response.status), body


def main(url, path):
    address = urlsplit(url)
    lines = []
    for line in open(path, encoding="utf-8").read().splitlines():
        if line and not line.startswith("#"):
            method, target, *recorded = line.split("\t")
            if not (recorded and recorded[0].startswith("!")):
                recorded = ask(address, method, target)
            line = "\t".join([method, target, *recorded])
        lines.append(line)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


main(*sys.argv[1:])
