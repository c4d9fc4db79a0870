"""Calls of the clients from npm, and what each must return for the answer to the same request that is sent directly."""

import csv, io

PARIS = {"lon": 2.3316, "lat": 48.869}
RING = [[2.33, 48.868], [2.333, 48.868], [2.333, 48.87], [2.33, 48.87], [2.33, 48.868]]
GEOCODE = [
    ({"query": "10 rue de la paix paris"}, {"q": "10 rue de la paix paris", "index": "address"}),
    ({"query": "place de l'opéra paris", "index": "StreetAddress", "maximumResponses": 5}, {"q": "place de l'opéra paris", "limit": "5"}),
    ({"query": "Saint-Mandé", "filters": {"type": "municipality"}}, {"q": "Saint-Mandé", "type": "municipality"}),
    ({"query": "rue de paris", "filters": {"postcode": "75013", "citycode": "75113"}}, {"q": "rue de paris", "postcode": "75013", "citycode": "75113"}),
    ({"query": "10 rue de la paix", "filters": {"city": "Paris"}}, {"q": "10 rue de la paix", "city": "Paris"}),
    ({"query": "rue de la mairie", "position": PARIS}, {"q": "rue de la mairie", "lon": "2.3316", "lat": "48.869"}),
    ({"query": "rue de la mairie", "position": {"x": 2.3316, "y": 48.869}}, {"q": "rue de la mairie", "lon": "2.3316", "lat": "48.869"}),
    ({"query": "boulevard voltaire", "returnTrueGeometry": True, "maximumResponses": 3}, {"q": "boulevard voltaire", "limit": "3", "returntruegeometry": "true"}),
    ({"location": "boulevard voltaire", "filterOptions": {"type": ["StreetAddress"]}}, {"q": "boulevard voltaire"}),
    ({"query": "zzxqwv kjhgfd"}, {"q": "zzxqwv kjhgfd"}),
    ({"query": "x"}, {"q": "x"}),
    ({"query": "rue de la paix", "maximumResponses": 51}, {"q": "rue de la paix", "limit": "51"}),
]
CIRCLE = '{"type":"Circle","coordinates":[2.3316,48.869],"radius":100}'
POLYGON = '{"type":"Polygon","coordinates":[%s]}' % str(RING)
REVERSE = [
    ({"position": PARIS}, {"lon": "2.3316", "lat": "48.869"}),
    ({"position": PARIS, "index": "StreetAddress", "maximumResponses": 3}, {"lon": "2.3316", "lat": "48.869", "limit": "3"}),
    ({"position": {"x": 2.3316, "y": 48.869}, "filters": {"type": "street"}}, {"lon": "2.3316", "lat": "48.869", "type": "street"}),
    ({"position": PARIS, "searchGeometry": {"type": "Circle", "coordinates": [2.3316, 48.869], "radius": 100}}, {"searchgeom": CIRCLE, "lon": "2.3316", "lat": "48.869"}),
    ({"searchGeometry": {"type": "Polygon", "coordinates": [RING]}, "index": "StreetAddress"}, {"searchgeom": POLYGON}),
    ({"position": PARIS, "filterOptions": {"circle": {"x": 2.3316, "y": 48.869, "radius": 100}}}, {"searchgeom": CIRCLE, "lon": "2.3316", "lat": "48.869"}),
    ({"position": PARIS, "filterOptions": {"polygon": [{"x": lon, "y": lat} for lon, lat in RING]}}, {"searchgeom": POLYGON, "lon": "2.3316", "lat": "48.869"}),
    ({"position": PARIS, "filterOptions": {"bbox": {"left": 2.33, "right": 2.333, "top": 48.87, "bottom": 48.868}}}, {"searchgeom": POLYGON, "lon": "2.3316", "lat": "48.869"}),
    ({"position": PARIS, "returnTrueGeometry": True}, {"lon": "2.3316", "lat": "48.869", "returntruegeometry": "true"}),
    ({"position": {"lon": -6, "lat": 46}}, {"lon": "-6", "lat": "46"}),
    ({"position": PARIS, "searchGeometry": {"type": "Circle", "coordinates": [2.3316, 48.869], "radius": 900}}, {"searchgeom": CIRCLE.replace("100", "900")}),
]
COMPLETION = [
    ({"text": "10 rue de la pai"}, {"text": "10 rue de la pai"}),
    ({"text": "place de l'opé", "type": ["StreetAddress"]}, {"text": "place de l'opé", "type": "StreetAddress"}),
    (
        {"text": "saint denis", "type": ["StreetAddress"], "terr": "METROPOLE", "maximumResponses": 5},
        {"text": "saint denis", "type": "StreetAddress", "terr": "METROPOLE", "maximumResponses": "5"},
    ),
    ({"text": "rue de par", "filterOptions": {"type": ["StreetAddress"], "territory": ["75013", "75002"]}}, {"text": "rue de par", "type": "StreetAddress", "terr": "75013,75002"}),
    ({"text": "ru", "type": ["StreetAddress"]}, {"text": "ru"}),
    ({"text": "rue de la paix", "maximumResponses": 21}, {"text": "rue de la paix", "maximumResponses": "21"}),
]
SEARCHES = [
    ({}, "10 rue de la paix paris", {}),
    ({}, "place de l'opéra & co", {}),
    ({}, "Saint-Mandé", {}),
    ({"limit": 3, "autocomplete": 0}, "boulevard voltaire", {"limit": "3", "autocomplete": "0"}),
    ({"postcode": "75013", "type": "street"}, "rue de paris", {"postcode": "75013", "type": "street"}),
    ({}, "zzxqwv kjhgfd", {}),
]
ROWS = [
    {"nom": "A", "adresse": "10 rue de la paix", "ville": "75002 paris", "cp": "75002", "insee": "75102", "x": "2.3316", "y": "48.869"},
    {"nom": "B", "adresse": 'place de l\'opéra, "le" coin', "ville": "paris", "cp": "", "insee": "", "x": "", "y": ""},
    {"nom": "C", "adresse": "zzxqwv kjhgfd", "ville": "", "cp": "", "insee": "", "x": "0", "y": "48"},
    {"nom": "D", "adresse": "a", "ville": "", "cp": "", "insee": "", "x": "2.35", "y": "48.85"},
    {"nom": "E", "adresse": "-rue", "ville": "", "cp": "", "insee": "", "x": "-6", "y": "46"},
    {"nom": "F", "adresse": "rue de paris", "ville": "", "cp": "75013", "insee": "75113", "x": "2.34", "y": "48.86"},
]
SKIPPED, EMPTY = "skipped", ""


def located(body):
    """What geoportal-access-lib makes of a GeoJSON answer."""
    return [
        {
            "position": {"lon": each["geometry"]["coordinates"][0], "lat": each["geometry"]["coordinates"][1]},
            "placeAttributes": {name: value for name, value in each["properties"].items() if name not in ("score", "_type")},
            "type": "StreetAddress",
            "accuracy": each["properties"].get("score"),
        }
        for each in body["features"]
    ]


def suggested(body):
    """What geoportal-access-lib makes of an answer to a completion."""
    return [
        {
            "type": "StreetAddress",
            "position": {"x": each["x"], "y": each["y"]},
            "street": each.get("street"),
            "kind": each["kind"],
            "commune": each["city"],
            "fullText": each["fulltext"],
            "postalCode": each["zipcode"],
            "classification": each["classification"],
        }
        for each in body["results"]
    ]


def picked(found, like):
    return [{name: each.get(name) for name in like} for each in found]


def check_geoportal(check, service, run):
    tables = (
        ("geocode", "/search", GEOCODE, "locations", located),
        ("reverseGeocode", "/reverse", REVERSE, "locations", located),
        ("autoComplete", "/completion", COMPLETION, "suggestedLocations", suggested),
    )
    results = iter(run("geoportal_access_lib.cjs", [{"service": name, "options": dict(options)} for name, _, table, _, _ in tables for options, _ in table]))
    for name, path, table, member, view in tables:
        for options, params in table:
            # Without maximumResponses, the library asks for 20 results.
            direct, given = service.get(path, {"limit": "20", **params} if name != "autoComplete" else params), next(results)
            what = f"geoportal-access-lib {name} {options}"
            if direct.status != 200:
                # The library reports a failed completion as an empty answer with status -1.
                status = given.get("error", {}).get("status")
                check(what, direct.status == 400 and status == (-1 if name == "autoComplete" else 400), f"the service answers {direct.status}, the client reports {status}")
            elif name == "autoComplete" and not direct.json["results"]:
                check(what, "error" in given, "the service finds nothing, the client reports it")
            else:
                expected = view(direct.json)
                found = given.get("result", {}).get(member)
                same = found is not None and picked(found, expected[0] if expected else ()) == expected
                check(what, same, f"{len(expected)} results" if same else f"expected {expected}, client {given}")


def check_leaflet(check, service, run):
    for (params, query, more), given in zip(SEARCHES, run("leaflet_geosearch.mjs", [{"params": params, "query": query} for params, query, _ in SEARCHES])):
        body = service.get("/search", {"q": query, **more}).json
        expected = [
            {"x": each["geometry"]["coordinates"][0], "y": each["geometry"]["coordinates"][1], "label": each["properties"]["label"], "bounds": None, "raw": each}
            for each in body["features"]
        ]
        check(
            f"leaflet-geosearch {query!r} {params}",
            given.get("result") == expected,
            f"{len(expected)} results" if given.get("result") == expected else f"expected {expected}, client {given}",
        )


def text(value):
    return "" if value is None else str(value)


def direct_rows(service, strategy, options):
    """The result columns of each row from direct requests: one file for the strategy csv, one batch for the strategy batch."""
    reverse, results = options.get("reverse"), []
    for row in ROWS:
        query = " ".join(row[each].strip() for each in ("adresse", "ville")).strip()
        skip = not float(row["x"] or 0) or not row["y"] if reverse else len(query) < 3 or not query[0].isalnum()
        if skip:
            results.append({"result_status": SKIPPED})
            continue
        if strategy == "csv":
            data = io.StringIO()
            writer = csv.writer(data)
            if reverse:
                writer.writerows([["longitude", "latitude"], [row["x"], row["y"]]])
                fields = []
            else:
                writer.writerows([["q", "cp", "insee", "x", "y"], [query, *(row[each] for each in ("cp", "insee", "x", "y"))]])
                fields = [
                    ("columns", "q"),
                    *((name, {"postcode": "cp", "citycode": "insee", "lon": "x", "lat": "y"}[name]) for name in ("postcode", "citycode", "lon", "lat") if name in options),
                ]
            answer = service.post_file(f"/{'reverse' if reverse else 'search'}/csv", data.getvalue().encode(), fields)
            found = next(csv.DictReader(io.StringIO(answer.text)))
            results.append({**found, "result_status": "ok"})  # the client writes ok for every row that the service answers
        else:
            params = (
                {"lon": float(row["x"]), "lat": float(row["y"])}
                if reverse
                else {"q": query, **{name: row[column] for name, column in (("postcode", "cp"), ("citycode", "insee")) if name in options and row[column]}}
            )
            if not reverse and "lon" in options and row["x"]:
                params |= {"lon": float(row["x"]), "lat": float(row["y"])}
            answer = service.post_json("/batch", {"requests": [{"operation": "reverse" if reverse else "search", "params": params}], "indexes": ["address"]}).json["results"][0]
            renamed = {"lon": "longitude", "lat": "latitude"}
            results.append({"result_status": answer["status"], **{renamed.get(name, f"result_{name}"): value for name, value in answer["result"].items()}})
    return results


def check_stream(check, service, run):
    """Compares files and batches below the prefix, or at the root, where files get addok's columns."""
    options = [
        {"columns": ["adresse", "ville"]},
        {"columns": ["adresse", "ville"], "postcode": "cp", "citycode": "insee"},
        {"columns": ["adresse", "ville"], "lon": "x", "lat": "y"},
        {"reverse": True, "lon": "x", "lat": "y"},
    ]
    calls = [(strategy, each) for strategy in ("csv", "batch") for each in options]
    sent = [{"options": {**each, "strategy": strategy, "serviceUrl": service.url, "bucketSize": 4}, "rows": ROWS} for strategy, each in calls]
    for (strategy, each), given in zip(calls, run("addok_geocode_stream.mjs", sent)):
        what = f"addok-geocode-stream {strategy} of {service.path or '/'} {each}"
        rows = given.get("result")
        if rows is None or len(rows) != len(ROWS):
            check(what, False, f"{given}")
            continue
        different = []
        for row, own, expected in zip(rows, ROWS, direct_rows(service, strategy, each)):
            seen = {name: text(value) for name, value in row.items()}
            wanted = {**own, **{name: text(expected.get(name)) for name in row if name not in own}}
            if seen != wanted:
                different.append({name: (wanted.get(name), seen.get(name)) for name in {**wanted, **seen} if wanted.get(name) != seen.get(name)})
        found = sum(1 for row in rows if row.get("result_label"))
        statuses = [row.get("result_status") for row in rows]
        check(what, not different and found >= 2, f"{statuses}" if not different else f"(direct, client) differ: {different}")
