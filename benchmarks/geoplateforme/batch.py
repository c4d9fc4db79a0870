"""Checks of POST /batch."""

from geoplateforme.service import Service

ADDRESS = "10 rue de la paix 75002 paris"


def search(text, **params):
    return {"operation": "search", "params": {"q": text, **params}}


def check_batch(contract):
    contract.begin("batch")
    check_results(contract)
    check_elements(contract)
    check_bodies(contract)
    check_stream_client(contract)


def post(contract, name, body, expected, examine, status=200, service=None):
    """Posts a batch and checks its status and, by examine, its parsed answer."""
    answer = (service or contract.service).post_json("/batch", body)
    contract.examine(name, answer, f"{status}, {expected}", lambda answer: examine(answer.json) if answer.status == status else f"status {answer.status}")


def check_results(contract):
    best = contract.service.get("/search", [("q", ADDRESS), ("autocomplete", "false"), ("limit", "2")]).json["features"]
    expected = {**{name: value for name, value in best[0]["properties"].items() if name != "_type"}}
    one = {"requests": [search(ADDRESS)], "indexes": ["address"]}
    post(contract, "members of the answer", one, "results", lambda body: list(body) != ["results"] or len(body["results"]) != 1)
    post(
        contract,
        "members of a result",
        one,
        "status ok, result, index address",
        lambda body: body["results"][0]["status"] != "ok" or body["results"][0]["index"] != "address" or not isinstance(body["results"][0]["result"], dict),
    )
    post(
        contract,
        "lon and lat of a result",
        one,
        f"{best[0]['geometry']['coordinates']}",
        lambda body: [body["results"][0]["result"]["lon"], body["results"][0]["result"]["lat"]] != best[0]["geometry"]["coordinates"],
    )
    post(
        contract,
        "properties of a result",
        one,
        f"{expected}",
        lambda body: {name: (value, body["results"][0]["result"].get(name)) for name, value in expected.items() if body["results"][0]["result"].get(name) != value},
    )
    if len(best) > 1:
        post(contract, "score_next", one, f"{best[1]['properties']['score']}", lambda body: body["results"][0]["result"]["score_next"] != best[1]["properties"]["score"])
    post(contract, "the default index is address", {"requests": [search(ADDRESS)]}, "status ok", lambda body: body["results"][0]["status"] != "ok")
    post(
        contract,
        "not-found",
        {"requests": [search("zzxqwv kjhgfd")]},
        "status not-found, result {}",
        lambda body: body["results"][0]["status"] != "not-found" or body["results"][0]["result"] != {},
    )
    many = {"requests": [search(text) for text in ("boulevard voltaire paris", "zzxqwv kjhgfd", ADDRESS, "marseille")], "indexes": ["address"]}
    post(
        contract,
        "order of the results",
        many,
        "ok, not-found, ok, ok",
        lambda body: [each["status"] for each in body["results"]] != ["ok", "not-found", "ok", "ok"] or body["results"][2]["result"]["name"] != "10 Rue de la Paix",
    )
    filtered = {
        "requests": [
            search("rue de paris", postcode="75013"),
            search("rue de paris", citycode="75102"),
            search(ADDRESS, type="street"),
            search("saint denis", lon=55.45, lat=-20.88, type="municipality"),
        ]
    }
    post(contract, "filter postcode", filtered, "75013", lambda body: body["results"][0]["result"]["postcode"] != "75013")
    post(contract, "filter citycode", filtered, "75102", lambda body: body["results"][1]["result"]["citycode"] != "75102")
    post(contract, "filter type", filtered, "street", lambda body: body["results"][2]["result"]["type"] != "street")
    post(contract, "lon and lat of a search", filtered, "Réunion", lambda body: not body["results"][3]["result"]["citycode"].startswith("974"))
    near = contract.service.get("/reverse", [("lon", "2.3316"), ("lat", "48.869"), ("limit", "1")]).json["features"][0]
    turned = {"requests": [{"operation": "reverse", "params": {"lon": 2.3316, "lat": 48.869}}, {"operation": "reverse", "params": {"lon": -6, "lat": 46}}], "indexes": ["address"]}
    post(
        contract,
        "reverse",
        turned,
        f"{near['properties']['id']}",
        lambda body: body["results"][0]["status"] != "ok" or body["results"][0]["result"]["id"] != near["properties"]["id"],
    )
    post(contract, "distance of reverse", turned, f"{near['properties']['distance']}", lambda body: body["results"][0]["result"]["distance"] != near["properties"]["distance"])
    post(contract, "reverse without a match", turned, "not-found", lambda body: body["results"][1]["status"] != "not-found")
    post(
        contract,
        "reverse at longitude 0",
        {"requests": [{"operation": "reverse", "params": {"lon": 0, "lat": 48}}]},
        "not-found",
        lambda body: body["results"][0]["status"] != "not-found",
    )
    named = {"requests": [{**search(ADDRESS), "id": "a"}, {**search("zzxqwv kjhgfd"), "id": 7}]}
    post(contract, "id", named, "the ids of the requests", lambda body: [each.get("id") for each in body["results"]] != ["a", 7])
    mixed = {"requests": [search(ADDRESS), {"operation": "reverse", "params": {"lon": 2.3316, "lat": 48.869}}]}
    post(contract, "search and reverse in one batch", mixed, "ok, ok", lambda body: [each["status"] for each in body["results"]] != ["ok", "ok"])


def check_elements(contract):
    """A bad element gets its error in its place, parameters without a result may also be not found. The others are answered."""
    broken = [("null", None), ("a number", 5), ("a text", "rue"), ("a list", []), ("an empty object", {}), ("an unknown operation", {"operation": "find", "params": {"q": "rue"}})]
    broken += [("no params", {"operation": "search"}), ("params null", {"operation": "search", "params": None}), ("params as a list", {"operation": "search", "params": []})]
    useless = [("params without q", search(None)), ("q as a number", search(5)), ("q of 1 character", search("a")), ("q of 201 characters", search("rue " + "a" * 197))]
    useless += [
        (f"reverse with {params}", {"operation": "reverse", "params": params})
        for params in ({}, {"lon": "x", "lat": 48}, {"lon": 2.33}, {"lon": 2.33, "lat": 91}, {"lon": None, "lat": None}, {"lon": [2.33], "lat": {}})
    ]
    useless += [(f"search with {more}", search(ADDRESS, **more)) for more in ({"postcode": "99999"}, {"type": "road"}, {"citycode": {"a": 1}}, {"lon": "x", "lat": 1})]
    for elements, statuses in ((broken, ("error",)), (useless, ("error", "not-found"))):
        for name, element in elements:
            post(
                contract,
                f"element: {name}",
                {"requests": [search(ADDRESS), element, search("marseille")], "indexes": ["address"]},
                f"ok, {' or '.join(statuses)}, ok",
                lambda body, statuses=statuses: (given := [each["status"] for each in body["results"]])[::2] != ["ok", "ok"] or given[1] not in statuses,
            )


def check_bodies(contract):
    for name, body in (
        ("no object", []),
        ("null", None),
        ("no requests", {"indexes": ["address"]}),
        ("requests null", {"requests": None}),
        ("requests as an object", {"requests": {}}),
        ("requests as a text", {"requests": "rue"}),
        ("101 requests", {"requests": [search(ADDRESS)] * 101}),
    ):
        post(contract, f"body: {name}", body, '{"code":400,"message":…}', lambda body: body["code"] != 400 or not isinstance(body["message"], str), status=400)
    post(contract, "100 requests", {"requests": [search(f"{number} rue de la paix paris") for number in range(1, 101)]}, "100 results", lambda body: len(body["results"]) != 100)
    post(contract, "no request", {"requests": []}, "no results", lambda body: body["results"] != [])
    post(contract, "an unknown index", {"requests": [search(ADDRESS)], "indexes": ["road"]}, '{"code":400,"message":…}', lambda body: body["code"] != 400, status=400)


def check_stream_client(contract):
    """The shape of addok-geocode-stream: operation geocode, an id, filters in an object of their own. At the root, too."""
    sent = {
        "requests": [
            {"operation": "geocode", "id": 0, "params": {"q": "rue de paris", "filters": {"postcode": "75013"}}},
            {"operation": "geocode", "id": 2, "params": {"q": ADDRESS, "filters": {}}},
            {"operation": "reverse", "id": 3, "params": {"filters": {}, "lon": 2.3316, "lat": 48.869}},
        ]
    }
    for where, service in (("below the prefix", contract.service), ("at the root", Service(contract.service.root))):
        post(
            contract,
            f"operation geocode {where}",
            sent,
            "ids 0, 2, 3 with status ok",
            lambda body: [(each["id"], each["status"]) for each in body["results"]] != [(0, "ok"), (2, "ok"), (3, "ok")],
            service=service,
        )
        post(contract, f"filters of geocode {where}", sent, "75013", lambda body: body["results"][0]["result"]["postcode"] != "75013", service=service)
        post(
            contract,
            f"flat properties {where}",
            sent,
            "name, lon, lat in result",
            lambda body: body["results"][1]["result"]["name"] != "10 Rue de la Paix"
            or not 2 < body["results"][1]["result"]["lon"] < 3
            or not 48 < body["results"][1]["result"]["lat"] < 49,
            service=service,
        )
