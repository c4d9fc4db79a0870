"""Checks of completion of typed text."""

from geoplateforme.contract import repeated

TEXT = ("text", "rue de la pai")
STREETS = ("type", "StreetAddress")
ORDER = ("x", "y", "country", "names", "city", "oldcity", "kind", "zipcode", "zipcodes", "street", "metropole", "poiType", "fulltext", "classification")
SHORT = "must contain between 3 and 200 chars and start with a number or a letter"


def numbered(count, pattern="{:05}", start=1000):
    return ",".join(pattern.format(start + each) for each in range(count))


def all_have(member, holds, at_least=1):
    """Judges the results: there are at_least of them, and `holds` is true for the member of each."""

    def judge(body):
        found = body["results"]
        if len(found) < at_least:
            return f"{len(found)} results instead of {at_least} or more"
        return [each.get(member) for each in found if not holds(each.get(member))]

    return judge


def count(expected):
    return lambda body: len(body["results"]) != expected and f"{len(body['results'])} results"


def check_completion(contract):
    contract.begin("completion")
    check_answer(contract)
    check_bounds(contract)
    check_filters(contract)
    check_cases(contract)


def check_answer(contract):
    service = contract.service
    answer = service.get("/completion", [("text", "10 rue de la pai"), STREETS])
    contract.examine("members", answer, 'status "OK", results', lambda answer: list(answer.json) != ["status", "results"] or answer.json["status"] != "OK")
    contract.examine(
        "order of the members of a result",
        answer,
        f"the order {', '.join(ORDER)}",
        lambda answer: [list(each) for each in answer.json["results"] if list(each) != [name for name in ORDER if name in each]] or not answer.json["results"],
    )
    for member, holds, said in (
        ("x", lambda value: isinstance(value, float), "a number"),
        ("y", lambda value: isinstance(value, float), "a number"),
        ("country", lambda value: value == "StreetAddress", "StreetAddress"),
        ("city", lambda value: isinstance(value, str) and value, "a name"),
        ("oldcity", lambda value: value == "" or isinstance(value, str), '"" where there is none'),
        ("kind", lambda value: value in ("housenumber", "street", "locality", "municipality"), "an address type"),
        ("zipcode", lambda value: isinstance(value, str) and len(value) == 5, "5 digits"),
        ("metropole", lambda value: isinstance(value, bool), "a boolean"),
        ("fulltext", lambda value: isinstance(value, str) and value, "a text"),
        ("classification", lambda value: value == 7, "7"),
    ):
        contract.examine(f"member {member}", answer, said, lambda answer, member=member, holds=holds: all_have(member, holds)(answer.json))
    contract.examine(
        "x and y are lon and lat",
        answer,
        "2 < x < 3, 48 < y < 49 in Paris",
        lambda answer: [each for each in answer.json["results"] if each["zipcode"].startswith("75") and not (2 < each["x"] < 3 and 48 < each["y"] < 49)],
    )
    contract.examine(
        "street of a house number", answer, "the street's name", lambda answer: [each for each in answer.json["results"] if each["kind"] == "housenumber" and not each["street"]]
    )
    contract.answers(
        "street of a street",
        "/completion",
        [("text", "boulevard voltaire 75011"), STREETS],
        "its own name, which clients show",
        lambda body: [each for each in body["results"] if each["kind"] == "street" and not each["fulltext"].startswith(each["street"])] or not body["results"],
    )
    contract.examine(
        "an address has no members of a place",
        answer,
        "no names, zipcodes, poiType",
        lambda answer: [list(each) for each in answer.json["results"] if {"names", "zipcodes", "poiType"} & set(each)],
    )
    contract.examine(
        "fulltext of house numbers and streets",
        answer,
        "name, postcode city",
        lambda answer: [
            each["fulltext"]
            for each in answer.json["results"]
            if each["kind"] in ("housenumber", "street") and not each["fulltext"].endswith(f", {each['zipcode']} {each['city']}")
        ],
    )
    contract.answers(
        "metropole is false overseas", "/completion", [("text", "saint denis"), STREETS, ("terr", "974")], "metropole false", all_have("metropole", lambda value: value is False)
    )
    contract.answers(
        "metropole is true in Paris", "/completion", [("text", "boulevard voltaire"), STREETS, ("terr", "75")], "metropole true", all_have("metropole", lambda value: value is True)
    )
    contract.answers(
        "no result for nonsense", "/completion", [("text", "zzxqwv kjhgfd"), STREETS], "status OK and no results", lambda body: body != {"status": "OK", "results": []}
    )
    contract.answers(
        "both types",
        "/completion",
        [TEXT, ("type", "PositionOfInterest,StreetAddress")],
        "addresses are found",
        lambda body: not [each for each in body["results"] if each["country"] == "StreetAddress"],
    )
    contract.answers(
        "the default type has addresses", "/completion", [TEXT], "addresses are found", lambda body: not [each for each in body["results"] if each["country"] == "StreetAddress"]
    )

    def as_search(body):
        found = contract.service.get("/search", [("q", "10 rue de la pai"), ("limit", "10")]).json["features"]
        expected = [(*each["geometry"]["coordinates"], each["properties"]["type"]) for each in found]
        return [(each["x"], each["y"], each["kind"]) for each in body["results"]] != expected and f"search answers {expected}"

    contract.answers("completion finds what search finds", "/completion", [("text", "10 rue de la pai"), STREETS], "the results of search with autocomplete", as_search)


def check_bounds(contract):
    contract.answers("the default of maximumResponses is 10", "/completion", [("text", "rue"), STREETS], "10 results", count(10))
    for value in (1, 4, 15):
        contract.answers(f"maximumResponses={value}", "/completion", [("text", "rue"), STREETS, ("maximumResponses", str(value))], f"{value} results", count(value))
    for value in ("0", "16", "21", "-1"):
        contract.refused(f"maximumResponses={value}", "/completion", [TEXT, ("maximumResponses", value)], "maximumResponses: must be an integer between 1 and 15")
    contract.refused("maximumResponses=ten", "/completion", [TEXT, ("maximumResponses", "ten")], "maximumResponses: unable to parse value as integer")
    for value in ("streetaddress", "StreetAddress,address", "CadastralParcel"):
        contract.refused(f"type={value}", "/completion", [TEXT, ("type", value)], f"type: unexpected value '{value.rpartition(',')[2]}'")
    for value in ("metropole", "XX", "7500", "750011", "20", "75,XX"):
        contract.refused(f"terr={value}", "/completion", [TEXT, ("terr", value)], "terr:")
    for value in ("2.35", "2.35,48.85,1", "a,b", "181,48", "2,91", "2.35;48.85"):
        contract.refused(f"lonlat={value}", "/completion", [TEXT, ("lonlat", value)], "lonlat:")
    for value in ("2.3,48.8,2.4", "a,48,2,49", "-181,48,2.4,49", "2,48,2.4,91", "1,2,3,4,5"):
        contract.refused(f"bbox={value}", "/completion", [TEXT, ("bbox", value)], "bbox:")
    for name, most, pattern, start in (("depcode", 10, "{:02}", 30), ("zipcode", 50, "{:05}", 1000), ("citycode", 200, "{:05}", 1000)):
        contract.accepted(f"{most} values of {name}", "/completion", [TEXT, STREETS, (name, numbered(most, pattern, start))])
        contract.refused(f"{most + 1} values of {name}", "/completion", [TEXT, STREETS, (name, numbered(most + 1, pattern, start))], f"{name}:")
    contract.refused("zipcode=7500", "/completion", [TEXT, ("zipcode", "7500")], "zipcode:")
    contract.refused("citycode=7510", "/completion", [TEXT, ("citycode", "7510")], "citycode:")
    for name in ("terr", "lonlat", "bbox", "type", "maximumResponses", "poiType", "zipcode", "citycode", "depcode"):
        contract.equal(f"a blank {name} is absent", "/completion", [TEXT, (name, "")], "/completion", [TEXT])
    contract.equal("unknown names are ignored", "/completion", [TEXT, ("gp-access-lib", "3.4.6")], "/completion", [TEXT])
    contract.equal("postcode is an unknown name here", "/completion", [TEXT, STREETS, ("postcode", "99999")], "/completion", [TEXT, STREETS])


def check_filters(contract):
    rue = ("text", "rue")
    contract.answers("terr of a postcode", "/completion", [rue, STREETS, ("terr", "75002")], "only 75002", all_have("zipcode", lambda value: value == "75002"))
    contract.answers("terr is a filter of the search itself", "/completion", [rue, STREETS, ("terr", "75002"), ("maximumResponses", "15")], "15 results", count(15))
    contract.answers("terr of a department", "/completion", [rue, STREETS, ("terr", "75")], "only 75…", all_have("zipcode", lambda value: value.startswith("75")))
    contract.answers("terr list", "/completion", [rue, STREETS, ("terr", "75002,75013")], "75002 and 75013", all_have("zipcode", lambda value: value in ("75002", "75013")))
    contract.answers(
        "terr=METROPOLE", "/completion", [("text", "saint denis"), STREETS, ("terr", "METROPOLE")], "metropole true", all_have("metropole", lambda value: value is True)
    )
    contract.answers("terr=DOMTOM", "/completion", [("text", "saint denis"), STREETS, ("terr", "DOMTOM")], "metropole false", all_have("metropole", lambda value: value is False))
    contract.answers(
        "terr=DOMTOM,75",
        "/completion",
        [("text", "saint denis"), STREETS, ("terr", "DOMTOM,75")],
        "overseas or Paris",
        all_have("zipcode", lambda value: value.startswith(("97", "98", "75"))),
    )
    contract.answers("zipcode", "/completion", [rue, STREETS, ("zipcode", "75002")], "only 75002", all_have("zipcode", lambda value: value == "75002"))
    contract.answers(
        "zipcode list",
        "/completion",
        [rue, STREETS, ("zipcode", "75002,75013"), ("maximumResponses", "15")],
        "15 of 75002 and 75013",
        lambda body: all_have("zipcode", lambda value: value in ("75002", "75013"), 15)(body),
    )
    contract.answers("citycode", "/completion", [rue, STREETS, ("citycode", "75113")], "only 75013 or 75013's codes", all_have("zipcode", lambda value: value == "75013"))
    contract.answers("depcode", "/completion", [("text", "saint denis"), STREETS, ("depcode", "974")], "only 974", all_have("zipcode", lambda value: value.startswith("974")))
    inside = lambda body: [each for each in body["results"] if not (2.32 <= each["x"] <= 2.34 and 48.86 <= each["y"] <= 48.88)] or not body["results"]
    contract.answers("bbox", "/completion", [rue, STREETS, ("bbox", "2.32,48.86,2.34,48.88")], "only results inside", inside)
    contract.equal(
        "bbox of any two opposite corners",
        "/completion",
        [rue, STREETS, ("bbox", "2.34,48.88,2.32,48.86")],
        "/completion",
        [rue, STREETS, ("bbox", "2.32,48.86,2.34,48.88")],
    )
    contract.answers("bbox is a filter of the search itself", "/completion", [rue, STREETS, ("bbox", "2.32,48.86,2.34,48.88"), ("maximumResponses", "15")], "15 results", count(15))
    contract.answers(
        "bbox and terr",
        "/completion",
        [rue, STREETS, ("bbox", "2.32,48.86,2.34,48.88"), ("terr", "75002")],
        "75002 inside",
        lambda body: inside(body) or all_have("zipcode", lambda value: value == "75002")(body),
    )
    contract.accepted("lonlat with longitude 0", "/completion", [TEXT, ("lonlat", "0,48")])
    contract.answers(
        "lonlat prefers near results",
        "/completion",
        [("text", "saint denis"), STREETS, ("lonlat", "55.45,-20.88"), ("maximumResponses", "1")],
        "Saint-Denis of Réunion",
        all_have("zipcode", lambda value: value.startswith("974")),
    )


def check_cases(contract):
    for text, fulltext in (
        ("5 rue de la paix, par", "5 Rue de la Paix, 75002 Paris"),
        ("10 rue de la pai", "10 Rue de la Paix, 75002 Paris"),
        ("boulevard volta", "Boulevard Voltaire, 75011 Paris"),
        ("10 RUE DE LA PAIX 75002", "10 Rue de la Paix, 75002 Paris"),
    ):
        contract.answers(
            f"first result of {text!r}",
            "/completion",
            [("text", text), STREETS],
            fulltext,
            lambda body, fulltext=fulltext: body["results"][0]["fulltext"] != fulltext and body["results"][0]["fulltext"],
        )
    contract.answers(
        "a long number of terr", "/completion", [TEXT, STREETS, ("terr", numbered(40))], "status OK", lambda body: body["status"] != "OK" or not isinstance(body["results"], list)
    )
    contract.refused("a fault is 400, not status Error", "/completion", [("text", "ru")], f"text: {SHORT}")
    contract.examine("detail of a fault is a list of texts", contract.service.get("/completion", [("text", "ru")]), "a list", lambda answer: not repeated(answer.json["detail"]))
