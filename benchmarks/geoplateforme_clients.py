#!/usr/bin/env python3
"""Runs clients of the Géoplateforme's geocoding API against a server, and compares what each returns with the answer to the same request that is sent directly.

Clients: geoportal-access-lib, leaflet-geosearch (GeoApiFrProvider) and addok-geocode-stream from npm, geopy (BANFrance) and addressesfrpy from PyPI, and the requests of the QGIS
plugin French Locator Filter (geoplateforme/clients/french_locator_filter.json). They are installed into a temporary folder. Clients whose installation fails are skipped.
Exits with code 1 if a result differs.

usage: geoplateforme_clients.py [INDEX] [--url http://127.0.0.1:7878/geocodage]
"""

import glob, json, os, shutil, subprocess, sys, tempfile

from checks import Checks
from geoplateforme import node_clients
from geoplateforme.service import Service, arguments, service

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "geoplateforme", "clients")
NODE_PACKAGES = ["geoportal-access-lib@3.4.6", "leaflet-geosearch@4.4.0", "addok-geocode-stream@0.25.0", "jsdom@26.1.0"]
PYTHON_PACKAGES = ["geopy==2.5.0", "addressesfrpy==1.2.0"]
PARIS = (48.869, 2.3316)
check = Checks()


def install(command, packages):
    """Runs an installation and tells whether it worked. Prints the first line of its error output otherwise."""
    if not shutil.which(command[0]):
        print(f"skipped: {command[0]} is not installed ({', '.join(packages)})")
        return False
    try:
        done = subprocess.run([*command, *packages], capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        print(f"skipped: registry not reachable ({', '.join(packages)}): no answer within 300 s")
        return False
    if done.returncode:
        print(f"skipped: registry not reachable ({', '.join(packages)}): {(done.stderr or done.stdout).strip().partition(chr(10))[0]}")
    return done.returncode == 0


def run(command, calls, environment=None):
    """Runs a client's script with the calls on its standard input and returns its results."""
    done = subprocess.run(command, input=json.dumps(calls), capture_output=True, text=True, timeout=300, env={**os.environ, **(environment or {})})
    if done.returncode:
        check(os.path.basename(command[1]), False, done.stderr[-2000:])
        return [{"error": {"message": "the script failed"}}] * len(calls)
    return json.loads(done.stdout)


def check_node(tested, folder):
    os.mkdir(folder)
    if not install(["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--ignore-scripts"], NODE_PACKAGES):
        return
    for script in glob.glob(os.path.join(HERE, "*js")):
        shutil.copy(script, folder)
    node = lambda script, calls: run(["node", os.path.join(folder, script), tested.url], calls)
    node_clients.check_geoportal(check, tested, node)
    node_clients.check_leaflet(check, tested, node)
    for url in (tested.url, tested.root):
        node_clients.check_stream(check, Service(url), node)


def python_calls():
    """Calls of the Python clients, each with the direct request."""
    for query in ("10 rue de la paix paris", "place de l'opéra & co", "Saint-Mandé", "zzxqwv kjhgfd", "x"):
        yield {"client": "geopy", "call": "geocode", "arguments": [query], "options": {}}, "/search", {"q": query}
        yield {"client": "geopy", "call": "geocode", "arguments": [query], "options": {"exactly_one": False, "limit": 5}}, "/search", {"q": query, "limit": "5"}
        yield {"client": "addressesfrpy", "call": "async_search", "arguments": [query], "options": {}}, "/search", {"q": query}
    for point in (PARIS, (46, -6)):
        for one in (True, False):
            yield {"client": "geopy", "call": "reverse", "arguments": [point], "options": {"exactly_one": one}}, "/reverse", {"lat": str(point[0]), "lon": str(point[1])}
        yield {"client": "addressesfrpy", "call": "async_reverse", "arguments": [], "options": {"lon": point[1], "lat": point[0]}}, "/reverse", {
            "lon": str(point[1]),
            "lat": str(point[0]),
        }
    circle = '{"type": "Circle", "coordinates": [2.3316, 48.869], "radius": 100}'
    for options in (
        {"limit": 3, "autocomplete": "false"},
        {"type": "street", "postcode": "75002"},
        {"citycode": "75102"},
        {"city": "Paris"},
        {"lon": 2.3316, "lat": 48.869},
        {"index": "address", "returntruegeometry": "true"},
        {"limit": 51, "type": "road"},
    ):
        yield {"client": "addressesfrpy", "call": "async_search", "arguments": ["rue de la paix"], "options": options}, "/search", {
            "q": "rue de la paix",
            **{name: str(value) for name, value in options.items()},
        }
    yield {"client": "addressesfrpy", "call": "async_reverse", "arguments": [], "options": {"searchgeom": circle, "limit": 3}}, "/reverse", {"searchgeom": circle, "limit": "3"}
    yield {"client": "addressesfrpy", "call": "async_reverse", "arguments": [], "options": {"lon": 2.3316}}, "/reverse", {"lon": "2.3316"}


def expected_of(call, direct):
    """What a Python client returns for a direct answer: its result and None, or None and the type of its error."""
    found = direct.json.get("features") if direct.status == 200 else None
    if call["client"] == "addressesfrpy":
        if found:
            return found, None
        # The client fails while it reads the body of a refusal a second time; which error it raises depends on the version of aiohttp.
        return None, "any" if direct.status == 400 else "AddressNotFound"
    if found is None:
        return None, "GeocoderQueryError"
    places = [
        {"address": each["properties"]["label"], "latitude": each["geometry"]["coordinates"][1], "longitude": each["geometry"]["coordinates"][0], "raw": each} for each in found
    ]
    if not places:
        return "nothing", None
    return (places[0] if call["options"].get("exactly_one", True) else places), None


def check_python(tested, folder):
    if not install([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder], PYTHON_PACKAGES):
        return
    table = list(python_calls())
    results = run([sys.executable, os.path.join(HERE, "python_clients.py"), tested.url], [call for call, _, _ in table], {"PYTHONPATH": folder})
    for (call, path, params), given in zip(table, results):
        direct = tested.get(path, params)
        result, error = expected_of(call, direct)
        if error is None:
            holds = "result" in given and given["result"] == (None if result == "nothing" else result)
        else:
            holds = "error" in given and error in ("any", given["error"]["type"])
        check(
            f"{call['client']} {call['call']} {call['arguments']} {call['options']}",
            holds,
            ("the same" if error is None else f"{direct.status}, {given['error']['type']}") if holds else f"direct {direct}, client {given}",
        )


def check_qgis(tested):
    """Replays the plugin's requests. The plugin needs the media type application/json, the geometry and a label; for a municipality, its citycode too."""
    with open(os.path.join(HERE, "french_locator_filter.json")) as file:
        replay = json.load(file)
    for each in replay["requests"]:
        given, direct = tested.send("GET", each["sent"], headers=replay["headers"]), tested.get(each["path"], each["params"])
        found = (given.json or {}).get("features", [])
        usable = "application/json" in given.header("content-type") and all(
            len(feature["geometry"]["coordinates"]) == 2
            and feature["properties"].get("label")
            and (feature["properties"]["type"] != "municipality" or feature["properties"].get("citycode"))
            for feature in found
        )
        holds = given.status == direct.status == 200 and given.body == direct.body and usable and (found or "features" not in given.json)
        check(f"French Locator Filter: {each['name']}", holds, f"{len(found)} results" if holds else f"direct {direct}, replay {given}")


if __name__ == "__main__":
    with service(arguments(__doc__.splitlines()[0]).parse_args()) as service_under_test, tempfile.TemporaryDirectory(prefix="clients-") as packages:
        check_qgis(service_under_test)
        check_node(service_under_test, os.path.join(packages, "node"))
        check_python(service_under_test, os.path.join(packages, "python"))
    check.end()
