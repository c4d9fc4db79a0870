"""Checks of reverse geocoding of a point, a circle and a polygon."""

import json, math

from geoplateforme.contract import every, features, first, properties

POINT = (("lon", "2.3316"), ("lat", "48.8690"))
RIVER = (("lon", "2.35"), ("lat", "50.6"))  # no address within 200 m in the data of Paris
SEA = (("lon", "-6"), ("lat", "46"))
ORDER = (
    "type",
    "name",
    "label",
    "street",
    "postcode",
    "citycode",
    "city",
    "oldcitycode",
    "oldcity",
    "district",
    "context",
    "importance",
    "population",
    "housenumber",
    "id",
    "banId",
    "x",
    "y",
    "distance",
    "score",
    "truegeometry",
    "_type",
)


def shape(kind, coordinates, **more):
    return ("searchgeom", json.dumps({"type": kind, "coordinates": coordinates, **more}))


def square(lon, lat, metres):
    """A closed square around a point, with sides of this length."""
    high = metres / 2 / 111_320
    wide = high / math.cos(math.radians(lat))
    return [[[lon - wide, lat - high], [lon + wide, lat - high], [lon + wide, lat + high], [lon - wide, lat + high], [lon - wide, lat - high]]]


def metres(one, other):
    """The distance of two points [lon, lat] on a sphere with the mean radius of the earth."""
    (a, b), (c, d) = ([math.radians(each) for each in point] for point in (one, other))
    return 2 * 6_371_008.8 * math.asin(math.sqrt(math.sin((d - b) / 2) ** 2 + math.cos(b) * math.cos(d) * math.sin((c - a) / 2) ** 2))


def coordinates(body):
    return [each["geometry"]["coordinates"] for each in features(body)]


def check_reverse(contract):
    contract.begin("reverse: point")
    check_point(contract)
    check_properties(contract)
    contract.begin("reverse: searchgeom")
    check_circle(contract)
    check_polygon(contract)
    check_faults(contract)


def check_point(contract):
    answer = contract.service.get("/reverse", POINT)
    contract.examine("members of the answer", answer, "type, features", lambda answer: list(answer.json)[:2] != ["type", "features"] or len(answer.json) > 3)
    contract.examine("order", answer, "distances ascend", lambda answer: (found := [each["distance"] for each in properties(answer.json)]) != sorted(found) and found)
    contract.examine("distance is whole metres", answer, "integers", lambda answer: every(answer.json, "distance", lambda value: isinstance(value, int)))
    contract.examine(
        "distance is that to the feature's point",
        answer,
        "within 1 m of the distance on a sphere",
        lambda answer: [
            (each["properties"]["distance"], real)
            for each in features(answer.json)
            if abs(each["properties"]["distance"] - (real := metres([2.3316, 48.869], each["geometry"]["coordinates"]))) > 1
        ],
    )
    contract.examine(
        "score",
        answer,
        "1 - min(1, distance / 10000)",
        lambda answer: [(each["distance"], each["score"]) for each in properties(answer.json) if abs(each["score"] - (1 - min(1, each["distance"] / 10_000))) > 1e-9],
    )
    contract.examine("radius of 100 m", answer, "no distance over 100 m", lambda answer: every(answer.json, "distance", lambda value: value <= 100))
    contract.examine(
        "_type", answer, "address, last", lambda answer: [list(each)[-1] for each in properties(answer.json) if each["_type"] != "address" or list(each)[-1] != "_type"]
    )
    contract.answers("no feature far from any address", "/reverse", SEA, "no features", lambda body: features(body))
    contract.answers("no feature beyond 200 m", "/reverse", RIVER, "no features", lambda body: features(body))
    check_second_radius(contract)
    exact = features(contract.service.get("/search", [("q", "10 rue de la paix 75002 paris"), ("limit", "1")]).json)[0]
    lon, lat = exact["geometry"]["coordinates"]
    own = contract.service.get("/reverse", [("lon", lon), ("lat", lat), ("type", "housenumber")])
    contract.examine(
        "the point of a house number",
        own,
        f"{exact['properties']['id']} at 0 m with score 1",
        lambda answer: (found := properties(answer.json)[0])["distance"] != 0
        or found["score"] != 1
        or exact["properties"]["id"] not in [each["id"] for each in properties(answer.json) if each["distance"] == 0],
    )
    contract.equal("q is unknown on reverse", "/reverse", [*POINT, ("q", "rue"), ("autocomplete", "0")], "/reverse", POINT)


def check_second_radius(contract):
    """Walks away from the addresses of Paris, to the first point with none within 100 m but some within 200 m."""
    seen = []
    for step in range(60):
        answer = contract.service.get("/reverse", [("lon", "2.2450"), ("lat", f"{48.8600 + step * 0.0005:.4f}"), ("limit", "50")])
        found = [each["distance"] for each in properties(answer.json or {"features": []})]
        seen += found
        if found and min(found) > 100:
            contract.check("200 m where 100 m holds nothing", answer.request, "distances from 101 to 200 m", max(found) > 200, answer)
            contract.check("100 m where it holds something", answer.request, "no answer before mixes distances below and above 100 m", None, answer)
            return
    contract.check(
        "200 m where 100 m holds nothing", "reverse along longitude 2.245", "a point with distances from 101 to 200 m only", "never seen", f"distances {sorted(set(seen))[-5:]}"
    )


def check_properties(contract):
    answer = contract.service.get("/reverse", [*POINT, ("type", "housenumber"), ("limit", "50")])
    contract.examine(
        "order of the properties of house numbers",
        answer,
        f"the order {', '.join(ORDER)}",
        lambda answer: [list(each) for each in properties(answer.json) if list(each) != [name for name in ORDER if name in each]][:1],
    )
    for member in ("type", "name", "label", "street", "postcode", "citycode", "city", "context", "importance", "housenumber", "id", "distance", "score", "_type"):
        contract.examine(
            f"property {member} of house numbers",
            answer,
            "present, and no list",
            lambda answer, member=member: every(answer.json, member, lambda value: value is not None and not isinstance(value, list)),
        )
    contract.examine(
        "name of house numbers",
        answer,
        "number and street",
        lambda answer: [each["name"] for each in properties(answer.json) if each["name"] != f"{each['housenumber']} {each['street']}"],
    )
    contract.examine(
        "label of house numbers",
        answer,
        "name, postcode and city",
        lambda answer: [each["label"] for each in properties(answer.json) if each["label"] != f"{each['name']} {each['postcode']} {each['city']}"],
    )
    street = contract.service.get("/reverse", [*POINT, ("type", "street")])
    contract.examine(
        "streets have no street and no housenumber",
        street,
        "neither property",
        lambda answer: [each for each in properties(answer.json) if "street" in each or "housenumber" in each] or not properties(answer.json),
    )
    contract.examine(
        "label of streets",
        street,
        "name, postcode and city",
        lambda answer: [each["label"] for each in properties(answer.json) if each["label"] != f"{each['name']} {each['postcode']} {each['city']}"],
    )
    place = features(contract.service.get("/search", [("q", "saint mandé"), ("type", "municipality"), ("limit", "1")]).json)[0]
    lon, lat = place["geometry"]["coordinates"]
    town = contract.service.get("/reverse", [("lon", lon), ("lat", lat), ("type", "municipality")])
    contract.examine("a municipality", town, "94067 first", lambda answer: first(answer.json, "citycode", "94067"))
    contract.examine(
        "label of a municipality",
        town,
        "postcode and name",
        lambda answer: [each["label"] for each in properties(answer.json) if each["label"] != f"{each['postcode']} {each['name']}"],
    )
    contract.examine("population of a municipality", town, "a number", lambda answer: every(answer.json, "population", lambda value: isinstance(value, int)))
    contract.examine("banId", answer, "null or a string where present", lambda answer: every(answer.json, "banId", lambda value: value is None or isinstance(value, str)))


def check_circle(contract):
    for radius in (1, 50, 300, 500):
        contract.answers(
            f"circle of {radius} m",
            "/reverse",
            [shape("Circle", [2.3316, 48.869], radius=radius), ("limit", "50")],
            f"only points within {radius} m",
            lambda body, radius=radius: [distance for each in coordinates(body) if (distance := metres([2.3316, 48.869], each)) > radius * 1.01 + 1]
            or radius >= 50
            and not features(body),
        )
    plain = contract.service.get("/reverse", [shape("Circle", [2.3316, 48.869], radius=100), ("limit", "50")])
    contract.examine("distance without lon and lat", plain, "0", lambda answer: every(answer.json, "distance", lambda value: value == 0))
    contract.examine("score without lon and lat", plain, "absent, or 1", lambda answer: [each["score"] for each in properties(answer.json) if each.get("score", 1) != 1])
    beside = [shape("Circle", [2.3316, 48.869], radius=100), ("lon", "2.34"), ("lat", "48.87"), ("limit", "50")]
    scored = contract.service.get("/reverse", beside)
    contract.examine(
        "lon and lat give the distance",
        scored,
        "the distance to 2.34,48.87",
        lambda answer: [
            each["properties"]["distance"] for each in features(answer.json) if abs(each["properties"]["distance"] - metres([2.34, 48.87], each["geometry"]["coordinates"])) > 1
        ]
        or not features(answer.json),
    )
    contract.examine(
        "lon and lat give the order", scored, "distances ascend", lambda answer: (found := [each["distance"] for each in properties(answer.json)]) != sorted(found) and found
    )
    contract.examine("lon and lat do not filter", scored, "distances over 200 m", lambda answer: max(each["distance"] for each in properties(answer.json)) <= 200)
    contract.answers(
        "circle and filter",
        "/reverse",
        [shape("Circle", [2.3316, 48.869], radius=300), ("type", "street"), ("postcode", "75002")],
        "streets of 75002",
        lambda body: every(body, "type", lambda value: value == "street") or every(body, "postcode", lambda value: value == "75002"),
    )
    contract.accepted("radius with decimals", "/reverse", [shape("Circle", [2.3316, 48.869], radius=0.5)])
    contract.answers(
        "default limit in a circle",
        "/reverse",
        [shape("Circle", [2.3316, 48.869], radius=300)],
        "10 features",
        lambda body: len(features(body)) != 10 and f"{len(features(body))} features",
    )


def check_polygon(contract):
    ring = square(2.3316, 48.869, 400)
    inside = lambda body, ring=ring: [
        each for each in coordinates(body) if not ring[0][0][0] - 1e-5 <= each[0] <= ring[0][1][0] + 1e-5 or not ring[0][0][1] - 1e-5 <= each[1] <= ring[0][2][1] + 1e-5
    ] or not features(body)
    contract.answers("polygon", "/reverse", [shape("Polygon", ring), ("limit", "50")], "only points inside", inside)
    contract.answers("polygon with lon and lat", "/reverse", [shape("Polygon", ring), *POINT, ("limit", "50")], "only points inside", inside)
    contract.answers(
        "polygon, nearest first",
        "/reverse",
        [shape("Polygon", ring), *POINT, ("limit", "50")],
        "distances ascend",
        lambda body: (found := [each["distance"] for each in properties(body)]) != sorted(found) and found,
    )
    contract.answers(
        "polygon of 990 m",
        "/reverse",
        [shape("Polygon", square(2.3316, 48.869, 990)), ("limit", "50")],
        "50 features",
        lambda body: len(features(body)) != 50 and f"{len(features(body))} features",
    )
    triangle = [[[2.3300, 48.8680], [2.3340, 48.8680], [2.3300, 48.8710], [2.3300, 48.8680]]]
    contract.answers(
        "triangle",
        "/reverse",
        [shape("Polygon", triangle), ("limit", "50")],
        "only points below the diagonal",
        lambda body: [each for each in coordinates(body) if (each[0] - 2.33) / 0.004 + (each[1] - 48.868) / 0.003 > 1.02 or each[0] < 2.3299 or each[1] < 48.8679]
        or not features(body),
    )
    hole = [ring[0], square(2.3316, 48.869, 200)[0]]
    contract.answers(
        "polygon with a hole",
        "/reverse",
        [shape("Polygon", hole), ("limit", "50")],
        "no point in the hole",
        lambda body: [each for each in coordinates(body) if hole[1][0][0] + 1e-5 < each[0] < hole[1][1][0] - 1e-5 and hole[1][0][1] + 1e-5 < each[1] < hole[1][2][1] - 1e-5]
        or not features(body),
    )
    crossed = [[[2.3300, 48.8680], [2.3330, 48.8680], [2.3300, 48.8700], [2.3330, 48.8700], [2.3300, 48.8680]]]
    contract.answers(
        "hand-drawn polygon that crosses itself",
        "/reverse",
        [shape("Polygon", crossed), ("limit", "50")],
        "only points in its upper and lower half",
        lambda body: [each for each in coordinates(body) if abs(each[0] - 2.3315) / 0.0015 > abs(each[1] - 48.869) / 0.001 + 0.02] or not features(body),
    )
    contract.answers("polygon without addresses", "/reverse", [shape("Polygon", square(-6, 46, 400))], "no features", lambda body: features(body))
    contract.answers(
        "polygon and type",
        "/reverse",
        [shape("Polygon", ring), ("type", "street"), ("limit", "50")],
        "only streets",
        lambda body: every(body, "type", lambda value: value == "street"),
    )
    contract.answers("distance in a polygon without lon and lat", "/reverse", [shape("Polygon", ring)], "0", lambda body: every(body, "distance", lambda value: value == 0))


def check_faults(contract):
    good = square(2.3316, 48.869, 400)
    for name, geometry in (
        ("Circle without radius", {"type": "Circle", "coordinates": [2.33, 48.86]}),
        ("Circle with radius 0", {"type": "Circle", "coordinates": [2.33, 48.86], "radius": 0}),
        ("Circle with radius -1", {"type": "Circle", "coordinates": [2.33, 48.86], "radius": -1}),
        ("Circle with radius 501", {"type": "Circle", "coordinates": [2.33, 48.86], "radius": 501}),
        ("Circle with a radius as text", {"type": "Circle", "coordinates": [2.33, 48.86], "radius": "100"}),
        ("Circle above latitude 85", {"type": "Circle", "coordinates": [2.33, 86], "radius": 100}),
        ("Circle below latitude -85", {"type": "Circle", "coordinates": [2.33, -85.5], "radius": 100}),
        ("Circle with one coordinate", {"type": "Circle", "coordinates": [2.33], "radius": 100}),
        ("Circle without coordinates", {"type": "Circle", "radius": 100}),
        ("no type", {"coordinates": good}),
        ("MultiPolygon", {"type": "MultiPolygon", "coordinates": [good]}),
        ("Feature", {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": good}, "properties": {}}),
        ("type in lower case", {"type": "polygon", "coordinates": good}),
        ("Polygon without coordinates", {"type": "Polygon"}),
        ("Polygon that is not closed", {"type": "Polygon", "coordinates": [good[0][:4]]}),
        ("Polygon of two points", {"type": "Polygon", "coordinates": [[[2.33, 48.86], [2.34, 48.86], [2.33, 48.86]]]}),
        ("Polygon with a text as coordinate", {"type": "Polygon", "coordinates": [[["2.33", 48.86], [2.331, 48.86], [2.331, 48.861], ["2.33", 48.86]]]}),
        ("Polygon of 1300 m", {"type": "Polygon", "coordinates": square(2.3316, 48.869, 1300)}),
        ("an array", [2.33, 48.86]),
        ("null", None),
        ("a number", 5),
    ):
        contract.refused(f"searchgeom: {name}", "/reverse", [("searchgeom", json.dumps(geometry)), *POINT], "searchgeom:")
    contract.refused(
        "faults of searchgeom and limit together",
        "/reverse",
        [("searchgeom", '{"type":"Circle","coordinates":[2.33,48.86],"radius":501}'), ("limit", "0")],
        "searchgeom:",
        "limit: must be an integer between 1 and 50",
    )
