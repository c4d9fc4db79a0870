#!/usr/bin/env python3
"""Runs the queries of all dashboard panels in Prometheus and lists panels without data.

usage: check-dashboards.py http://127.0.0.1:9090
"""
import json
import pathlib
import sys
import urllib.parse
import urllib.request

empty = asked = 0
for file in sorted((pathlib.Path(__file__).parent / "monitoring/dashboards").glob("*.json")):
    for panel in json.loads(file.read_text())["panels"]:
        for target in panel["targets"]:
            query = target["expr"].replace("$__rate_interval", "1m").replace("$job", ".*")
            with urllib.request.urlopen(f"{sys.argv[1]}/api/v1/query?query={urllib.parse.quote(query)}") as answer:
                result = json.load(answer)["data"]["result"]
            asked += 1
            values = [each["value"][1] for each in result]
            if not any(value != "NaN" for value in values):
                empty += 1
                print(f"{file.name}: {panel['title']}: nothing for {query}")
print(f"{asked} queries, {empty} of them empty")
sys.exit(1 if empty else 0)
