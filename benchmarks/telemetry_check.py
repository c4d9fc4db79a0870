#!/usr/bin/env python3
"""Checks the exported telemetry in the files of a real OpenTelemetry Collector and in the API of a real Prometheus server.

Traces: runs one search with export over gRPC, one with export over http/protobuf and one with B3 headers. The spans of the phases must nest
without overlap, and their durations must match the histograms.
Metrics: after a minute of load, the counters in Prometheus must match the number of requests sent, and exemplars must exist.

usage: telemetry_check.py INDEX --collector DIR [--seconds 60]
needs: a collector that writes DIR/traces.json and DIR/env (COLLECTOR_GRPC=port COLLECTOR_HTTP=port), prometheus, promtool
"""
import argparse, http.client, json, os, random, re, subprocess, sys, threading, time
import urllib.parse, urllib.request

from checks import Checks
from scraper import Scraper
from server_process import ServerProcess

check = Checks()
QUERIES = ["34 avenue de l'opera paris", "rue de la paix", "12 bis r de rivoli 75004", "marseile", "place de l'eglise",
           "8 bd du prot amiens", "10 rue victor h", "mairie", "zzzzz", "1 rue du general de gaule lyon"]


def spans_of(folder, trace, deadline=15):
    """Waits for the root span of a trace. Returns all spans of the trace and the attributes of their resource."""
    until = time.time() + deadline
    while time.time() < until:
        found, resource = [], {}
        with open(os.path.join(folder, "traces.json")) as lines:
            for line in lines:
                if trace not in line or not line.endswith("\n"):
                    continue
                for part in json.loads(line)["resourceSpans"]:
                    own = [s for scope in part["scopeSpans"] for s in scope["spans"] if s["traceId"] == trace]
                    if own:
                        found += own
                        resource = {a["key"]: next(iter(a["value"].values())) for a in part["resource"]["attributes"]}
        if any(s["kind"] == 2 for s in found):
            return found, resource
        time.sleep(0.3)
    return [], {}


def look(name, spans, resource, histograms):
    """Prints and checks the spans of one request. histograms maps span names to the seconds that the histograms recorded for this request."""
    start = lambda s: int(s["startTimeUnixNano"])
    end = lambda s: int(s["endTimeUnixNano"])
    by_id = {s["spanId"]: s for s in spans}
    root = next(s for s in spans if s["kind"] == 2)
    children = lambda parent: sorted((s for s in spans if s.get("parentSpanId") == parent["spanId"]), key=start)

    def tree(span, depth=0):
        attributes = {a["key"]: next(iter(a["value"].values())) for a in span.get("attributes", [])}
        shown = {k: v for k, v in attributes.items() if k.startswith("geocode.") or k in ("http.route", "http.response.status_code")}
        print(f"       {'  ' * depth}{span['name']}  {(end(span) - start(span)) / 1000:.1f} us  {shown or ''}")
        for child in children(span):
            tree(child, depth + 1)

    tree(root)
    names = [s["name"] for s in children(root)]
    check(f"{name}: the phases of a search, in order", names == ["geocode.parse", "geocode.collect", "geocode.rank", "geocode.fetch", "geocode.format"], names)
    inner = [s["name"] for c in children(root) if c["name"] == "geocode.collect" for s in children(c)]
    check(f"{name}: collectors within geocode.collect", bool(inner), inner)
    orphans = [s["name"] for s in spans if s is not root and s.get("parentSpanId") not in by_id]
    check(f"{name}: every span but the root has its parent in the trace", not orphans, orphans or "none is lost")
    wrong = []
    for parent in spans:
        at = start(parent)
        for child in children(parent):
            if start(child) < at or end(child) > end(parent):
                wrong.append((parent["name"], child["name"]))
            at = end(child)
    check(f"{name}: children lie one after another within their parent", not wrong, wrong or "all of them")
    parts = sum(end(c) - start(c) for c in children(root))
    print(f"       {(end(root) - start(root)) / 1000:.0f} us, {parts / 1000:.0f} of them in its children")
    # The durations differ slightly, because the histogram and the span read the clock at different times.
    for span in (root, *children(root)):
        spent, noted = end(span) - start(span), histograms(span["name"]) * 1e9
        check(f"{name}: {span['name']} took as long as its histogram says, within 5 % and 10 us", abs(spent - noted) <= 0.05 * spent + 10_000,
              f"{spent / 1000:.1f} and {noted / 1000:.1f} us")
    wanted = {"service.name": "check", "service.version": "9.9", "deployment.environment.name": "night", "k8s.namespace.name": "ns",
              "k8s.pod.name": "pod-1", "k8s.node.name": "node-1", "team": "geo"}
    check(f"{name}: the resource as set", wanted.items() <= resource.items(), {k: resource.get(k) for k in wanted})


def traces(index, folder, ports):
    variables = {"OTEL_SERVICE_NAME": "check", "OTEL_SERVICE_VERSION": "9.9", "DEPLOYMENT_ENV": "night", "K8S_NAMESPACE": "ns",
                 "K8S_POD_NAME": "pod-1", "K8S_NODE_NAME": "node-1", "OTEL_RESOURCE_ATTRIBUTES": "team=geo",
                 "OTEL_BSP_SCHEDULE_DELAY": "200", "OTEL_PROPAGATORS": "tracecontext,baggage,b3"}
    for protocol, port in (("grpc", ports["COLLECTOR_GRPC"]), ("http/protobuf", ports["COLLECTOR_HTTP"])):
        server = ServerProcess(index, "/tmp/telemetry-check.log", {
            **variables, "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}", "OTEL_EXPORTER_OTLP_PROTOCOL": protocol})
        try:
            for _ in range(300):
                for query in QUERIES:
                    server.get("/search?q=" + urllib.parse.quote(query))
            before = server.get("/metrics")
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/search?q=8+bd+du+prot+amiens") as answer:
                trace = answer.headers["X-Trace-Id"]
            after = server.get("/metrics")

            def histograms(span):
                series = (rf'odonym_phase_duration_seconds_sum\{{phase="{span}"\}}' if span.startswith("geocode.") else
                          r'http_server_request_duration_seconds_sum\{[^}]*http_route="/search"[^}]*\}')
                return server.metric(series, after) - server.metric(series, before)

            look(protocol, *spans_of(folder, trace), histograms)
            given, parent = f"{random.getrandbits(128):032x}", f"{random.getrandbits(64):016x}"
            request = urllib.request.Request(f"http://127.0.0.1:{server.port}/search?q=marseille", headers={"b3": f"{given}-{parent}-1"})
            urllib.request.urlopen(request).read()
            spans, _ = spans_of(folder, given)
            roots = [s["parentSpanId"] for s in spans if s["kind"] == 2]
            check(f"{protocol}: a request with b3 continues its trace", roots == [parent], f"{len(spans)} spans in {given}")
        finally:
            server.stop()


def load(port, seconds, sent):
    """Sends requests from four clients, each on one connection, and counts the requests."""
    until = time.time() + seconds

    def client(number):
        connection, at = http.client.HTTPConnection("127.0.0.1", port), number
        while time.time() < until:
            path = ("/search/?q=" if at % 5 else "/search?q=") + urllib.parse.quote(QUERIES[at % len(QUERIES)])
            if at % 7 == 0:
                path = "/reverse/?lon=2.33&lat=48.87" if at % 2 else "/search/"
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            key = (path.split("?")[0].rstrip("/"), str(answer.status))
            with lock:
                sent[key] = sent.get(key, 0) + 1
            at += 1

    lock = threading.Lock()
    clients = [threading.Thread(target=client, args=(n,)) for n in range(4)]
    for each in clients:
        each.start()
    for each in clients:
        each.join()


def prometheus(index, folder, ports, seconds):
    server = ServerProcess(index, "/tmp/telemetry-check.log", {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{ports['COLLECTOR_GRPC']}"})
    with Scraper(server, "--enable-feature=exemplar-storage") as scraper:

        def api(path, **parameters):
            with urllib.request.urlopen(f"{scraper.address}/api/v1/{path}?{urllib.parse.urlencode(parameters)}") as answer:
                return json.load(answer)["data"]

        def value(query):
            result = api("query", query=query)["result"]
            return float(result[0]["value"][1]) if result else None

        def until(query, wanted, what, limit=60):
            for _ in range(limit * 5):
                try:
                    if value(query) == wanted:
                        return
                except OSError:
                    pass
                time.sleep(0.2)
            sys.exit(f"{what}: {query} is {value(query)}")

        try:
            until("up", 1.0, "Prometheus does not scrape")
            begun = time.time()
            sent = {}
            load(server.port, seconds, sent)
            time.sleep(3)
            until("up", 1.0, "Prometheus does not scrape any more")
            took = int(time.time() - begun) + 1
            scrapes, good = value(f"count_over_time(up[{took}s])"), value(f"sum_over_time(up[{took}s])")
            check("scrapes without an error", scrapes == good and scrapes >= seconds, f"{good:.0f} of {scrapes:.0f} in {took} s under load")
            check("no scrape dropped a sample", not re.search(r"level=(warn|error)", scraper.said()), "nothing in Prometheus's log")
            for (path, status), count in sorted(sent.items()):
                there = value(f'sum(addok_http_requests_total{{endpoint="{path}",status="{status}"}})')
                check(f"{path} {status}: requests sent and counted", there == count, f"{count} and {there:.0f}")
                rate = value(f'sum(increase(http_server_request_duration_seconds_count{{http_route="{path}",http_response_status_code="{status}"}}[{took}s]))')
                print(f"       increase() over {took} s, extrapolated by Prometheus: {rate:.1f}")
            searches = sum(count for (path, status), count in sent.items() if status == "200")
            there = value("sum(addok_geocoding_operations_total)")
            check("searches done and counted", there == searches, f"{searches} and {there:.0f}")
            exemplars = api("query_exemplars", query="http_server_request_duration_seconds_bucket", start=begun, end=time.time())
            ids = {e["labels"].get("trace_id") for series in exemplars for e in series["exemplars"]}
            check("exemplars with trace ids in Prometheus's API", bool(ids) and None not in ids, f"{len(ids)}, one is {next(iter(ids), None)}")
            found = spans_of(folder, next(iter(ids)), 5)[0] if ids else []
            print(f"       its trace at the collector has {len(found)} spans")
            promtool = subprocess.run(["promtool", "check", "metrics"], input=server.get("/metrics"), capture_output=True, text=True)
            check("promtool check metrics", promtool.returncode == 0 and not promtool.stderr, promtool.stderr.strip() or "clean")
        finally:
            server.stop()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("index")
    options.add_argument("--collector", required=True, metavar="DIR")
    options.add_argument("--seconds", type=int, default=60)
    given = options.parse_args()
    with open(os.path.join(given.collector, "env")) as file:
        ports = dict(re.findall(r"(\w+)=(\d+)", file.read()))
    traces(given.index, given.collector, ports)
    prometheus(given.index, given.collector, ports, given.seconds)
    check.end()


if __name__ == "__main__":
    main()
