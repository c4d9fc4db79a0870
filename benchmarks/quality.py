#!/usr/bin/env python3
"""Measures the quality of results: sends the same cases to several servers, prints the share of correct results, and draws reliability curves.

usage: quality.py CASES.jsonl[.gz] NAME=URL [NAME=URL ...] [--plot OUT.png] [--threshold 0.6] [--threads 2] [--failures DIR]

CASES contains addresses with their expected results, one JSON object per line, in one of two formats:
  {"kind", "query", "expected": {"id", "name", "postcode", "city", "housenumber"}}          the expected place
  {"file", "query", "limit", "lat", "lon", "expected": {any properties, "coordinate": "lat,lon,metres"}}   the format of geocoder-tester
A URL may contain parameters for every request: improved=http://127.0.0.1:7878/?improve=true. A server that does not respond is skipped with a message.

For each kind, prints the share of correct results, of results with the correct street but a different house number, and of wrong results with a score at or
above the threshold, and harm: the share of cases that the first server answers correctly and this one does not. A reliability curve shows, for every threshold, the share of cases with a result at or above the threshold, and the share of correct
results among them. Only --plot needs matplotlib.
"""
import argparse
import collections
import concurrent.futures
import http.client
import json
import math
import os
import re
import sys
import threading
import unicodedata
import urllib.parse

from workload import lines_of


def fold(text):
    text = unicodedata.normalize("NFKD", str(text).replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in text if not unicodedata.combining(c)).lower()).strip()


def tight(text):
    return fold(text).replace(" ", "")


def metres(lat1, lon1, lat2, lon2):
    p1, p2 = math.radians(lat1), math.radians(lat2)
    a = math.sin((p2 - p1) / 2) ** 2 + math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742000 * math.asin(math.sqrt(a))


def judge_place(features, expected):
    """Classifies the first result as 'right', 'street' (correct street, wrong house number) or 'wrong'."""
    got = features[0]["properties"]
    known = got.get("id") or ""
    if "elsewhere" in expected:  # the street is not in the city of the query
        return "right" if got["score"] < 0.6 or fold(got.get("city", "")) == expected["elsewhere"] else "wrong"
    if "citycode" in expected:
        return "right" if got["type"] == "municipality" and expected["citycode"] in (got.get("citycode"), known) else "wrong"
    street = known == expected["id"] or known.startswith(expected["id"] + "_") or (
        fold(got.get("street") or got.get("name", "")) == fold(expected["name"])
        and got.get("postcode") == expected["postcode"] and fold(got.get("city", "")) == fold(expected["city"]))
    wanted = expected["housenumber"] if isinstance(expected["housenumber"], list) else [expected["housenumber"]]
    number = not got.get("housenumber") if expected.get("no_number") else wanted == [None] or tight(got.get("housenumber", "")) in map(tight, wanted)
    if any(judge_place(features, other) == "right" for other in expected.get("or", ())):
        return "right"
    return "right" if street and number else "street" if street else "wrong"


def holds(feature, expected):
    got = feature["properties"]
    lon, lat = feature["geometry"]["coordinates"][:2]
    for key, value in expected.items():
        if key == "coordinate":
            parts = [float(x) for x in value.split(",")]
            if metres(lat, lon, parts[0], parts[1]) > (parts[2] if len(parts) > 2 else 500):
                return False
        elif key in ("country", "osm_id", "osm_key", "osm_value", "citycode"):
            continue
        elif key == "street":
            street = got.get("street") or (re.sub(r"^\S+ ", "", got.get("name", "")) if got.get("housenumber") else got.get("name", ""))
            if fold(value) != fold(street):
                return False
        elif key == "housenumber":
            if tight(value) != tight(got.get("housenumber", "")):
                return False
        elif fold(value) != fold(got.get(key, "")):
            return False
    return True


class Server:
    """A server: its name, its address, and the parameters that are added to every request."""

    def __init__(self, named):
        name, _, url = named.partition("=")
        if not url:
            sys.exit(f"quality.py: {named} is not NAME=URL")
        parts = urllib.parse.urlsplit(url)
        self.name, self.host, self.parameters = name, parts.netloc, urllib.parse.parse_qsl(parts.query)
        self.local = threading.local()

    def search(self, parameters):
        path = "/search/?" + urllib.parse.urlencode(list(parameters.items()) + self.parameters)
        for attempt in (0, 1):
            connection = getattr(self.local, "connection", None) or http.client.HTTPConnection(self.host, timeout=60)
            self.local.connection = connection
            try:
                connection.request("GET", path)
                response = connection.getresponse()
                body = response.read()
                return json.loads(body)["features"] if response.status == 200 else []
            except (http.client.HTTPException, OSError):
                self.local.connection = None
                if attempt:
                    raise

    def answers(self):
        try:
            self.search({"q": "rue"})
            return True
        except OSError:
            return False

    def ask(self, case):
        """Runs the search of a test case. Returns the classification and the score of the first result, and that result."""
        limit = max(case.get("limit", 1), 1)
        parameters = {"q": case["query"], "limit": limit, "autocomplete": 0}
        if case.get("file") and case.get("lat") is not None and case.get("lon") is not None:
            parameters.update(lat=case["lat"], lon=case["lon"])
        features = self.search(parameters)
        if not features:
            return "none", 0.0, None
        first = features[0]["properties"]
        if "kind" in case:
            verdict = judge_place(features, case["expected"])
        else:
            verdict = "right" if any(holds(f, case["expected"]) for f in features[:limit]) else "wrong"
        return verdict, first["score"], {key: first.get(key) for key in ("label", "score", "id", "improved")}


def table(cases, outcomes, threshold):
    counts = collections.defaultdict(collections.Counter)
    for case, (verdict, score, _) in zip(cases, outcomes):
        kind = case.get("kind") or case["file"].split("/")[0]
        for group in ("all", kind):
            counts[group]["n"] += 1
            counts[group][verdict] += 1
            counts[group]["confident"] += verdict == "wrong" and score >= threshold
    return counts


def harm(cases, first, other):
    """Returns, for each kind, the number of cases for which the first server finds the correct result and the other server does not."""
    counts = collections.Counter()
    for case, (one, _, _), (two, _, _) in zip(cases, first, other):
        for group in ("all", case.get("kind") or case["file"].split("/")[0]):
            counts[group] += one == "right" and two != "right"
    return counts


def show(servers, cases, results, threshold):
    harms = {server.name: harm(cases, results[servers[0].name], results[server.name]) for server in servers}
    tables = {server.name: table(cases, results[server.name], threshold) for server in servers}
    groups = sorted(tables[servers[0].name], key=lambda group: (group != "all", group))
    print("| kind | n | " + " | ".join(f"{s.name}: right | street only | wrong at or above {threshold} | harm" for s in servers) + " |")
    print("|---|---|" + "---|---|---|---|" * len(servers))
    for group in groups:
        cells = []
        for server in servers:
            c = tables[server.name][group]
            cells += [f"{c[key] / c['n']:.2%}" for key in ("right", "street", "confident")] + [f"{harms[server.name][group] / c['n']:.2%}"]
        print(f"| {group} | {tables[servers[0].name][group]['n']} | " + " | ".join(cells) + " |")


def curve(outcomes):
    """Returns, for each threshold in descending order, the share of cases with a result at or above it and the share of correct results among them."""
    ranked = sorted(((score, verdict == "right") for verdict, score, _ in outcomes if verdict != "none"), reverse=True)
    answered, right, points = 0, 0, []
    for i, (score, is_right) in enumerate(ranked):
        answered += 1
        right += is_right
        if i + 1 == len(ranked) or ranked[i + 1][0] != score:
            points.append((score, answered / len(outcomes), right / answered))
    return points


def plot(servers, results, threshold, path):
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    from matplotlib.ticker import PercentFormatter
    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    for server in servers:
        points = curve(results[server.name])
        axes.plot([p[1] for p in points], [p[2] for p in points], label=server.name)
        above = [p for p in points if p[0] >= threshold]
        if above:
            axes.plot(above[-1][1], above[-1][2], "o", color=axes.lines[-1].get_color())
    axes.set_xlabel("share of the queries answered at or above a score")
    axes.set_ylabel("share of these answers that is right")
    axes.xaxis.set_major_formatter(PercentFormatter(1))
    axes.yaxis.set_major_formatter(PercentFormatter(1))
    axes.set_title(f"Reliability; the dot is a score of {threshold}")
    axes.grid(alpha=0.3)
    axes.legend(loc="lower left")
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases")
    parser.add_argument("servers", nargs="+", metavar="NAME=URL")
    parser.add_argument("--plot", metavar="OUT.png")
    parser.add_argument("--threshold", type=float, default=0.6)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--failures", metavar="DIR", help="writes what was not right, a file a server")
    arguments = parser.parse_args()
    cases = [json.loads(line) for line in lines_of(arguments.cases)]
    servers = []
    for server in map(Server, arguments.servers):
        if server.answers():
            servers.append(server)
        else:
            print(f"quality.py: {server.name} does not answer at {server.host}, and is left out", file=sys.stderr)
    if not servers:
        sys.exit("quality.py: no server answers")
    results = {}
    with concurrent.futures.ThreadPoolExecutor(arguments.threads) as pool:
        for server in servers:
            results[server.name] = list(pool.map(server.ask, cases))
    show(servers, cases, results, arguments.threshold)
    if arguments.failures:
        os.makedirs(arguments.failures, exist_ok=True)
        for server in servers:
            with open(os.path.join(arguments.failures, server.name + ".jsonl"), "w", encoding="utf-8") as out:
                for case, (verdict, _, got) in zip(cases, results[server.name]):
                    if verdict != "right":
                        out.write(json.dumps({**case, "verdict": verdict, "got": got}, ensure_ascii=False) + "\n")
    if arguments.plot:
        plot(servers, results, arguments.threshold, arguments.plot)


if __name__ == "__main__":
    main()
