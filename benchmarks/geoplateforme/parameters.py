"""Checks of the parameters of search and reverse, their bounds and defaults, and the rules between parameters."""

import json

from geoplateforme.contract import every, features, first, properties

QUERY = ("q", "rue de la paix paris")
BROAD = ("q", "rue de paris")
POINT = (("lon", "2.3316"), ("lat", "48.8690"))


def numbered(count, pattern="{:05}", start=1000):
    return ",".join(pattern.format(start + each) for each in range(count))


def check_parameters(contract):
    contract.begin("parameters")
    check_limit(contract)
    check_geometry(contract)
    check_type(contract)
    check_codes(contract)
    check_city(contract)
    check_parcel_filters(contract)
    contract.begin("rules")
    check_rules(contract)


def check_limit(contract):
    contract.answers("the default limit of search is 10", "/search", [BROAD], "10 features", lambda body: len(features(body)) != 10 and f"{len(features(body))} features")
    contract.answers("the default limit of reverse is 10", "/reverse", POINT, "10 features", lambda body: len(features(body)) != 10 and f"{len(features(body))} features")
    contract.answers("a limit of reverse", "/reverse", [*POINT, ("limit", "3")], "3 features", lambda body: len(features(body)) != 3 and f"{len(features(body))} features")
    contract.accepted("reverse with limit=50", "/reverse", [*POINT, ("limit", "50")])
    contract.refused("reverse with limit=51", "/reverse", [*POINT, ("limit", "51")], "limit: must be an integer between 1 and 50")
    contract.answers(
        "returntruegeometry caps the limit of search at 20",
        "/search",
        [BROAD, ("limit", "50"), ("returntruegeometry", "true")],
        "20 features",
        lambda body: len(features(body)) != 20 and f"{len(features(body))} features",
    )
    contract.answers(
        "returntruegeometry caps the limit of reverse at 20",
        "/reverse",
        [("searchgeom", '{"type":"Circle","coordinates":[2.3316,48.869],"radius":400}'), *POINT, ("limit", "50"), ("returntruegeometry", "true")],
        "20 features",
        lambda body: len(features(body)) != 20 and f"{len(features(body))} features",
    )

    def same_head(body):
        ten = properties(contract.service.get("/search", [BROAD, ("limit", "10")]).json)
        return properties(body) != ten[:3] and f"the first three of ten are {[each['id'] for each in ten[:3]]}"

    contract.answers("a smaller limit cuts the same list", "/search", [BROAD, ("limit", "3")], "the first three of the ten results", same_head)


def check_geometry(contract):
    contract.answers("no truegeometry by default", "/search", [QUERY], "no member truegeometry", lambda body: any("truegeometry" in each for each in properties(body)))
    contract.answers(
        "no truegeometry with returntruegeometry=false",
        "/search",
        [QUERY, ("returntruegeometry", "false")],
        "no member truegeometry",
        lambda body: any("truegeometry" in each for each in properties(body)),
    )

    def points(body):
        for feature in features(body):
            given = feature["properties"]["truegeometry"]
            if (json.loads(given) if isinstance(given, str) else given) != feature["geometry"]:
                return f"truegeometry {given!r} of {feature['geometry']}"
        return None if features(body) else "no features"

    contract.answers("returntruegeometry on search", "/search", [QUERY, ("returntruegeometry", "true")], "truegeometry is the point", points)
    contract.answers("returntruegeometry on reverse", "/reverse", [*POINT, ("returntruegeometry", "yes")], "truegeometry is the point", points)


def check_type(contract):
    for kind, text in (("housenumber", "10 rue de la paix paris"), ("street", "rue de la paix paris"), ("municipality", "marseille")):
        contract.answers(
            f"type={kind} on search", "/search", [("q", text), ("type", kind)], f"only {kind}", lambda body, kind=kind: every(body, "type", lambda value: value == kind)
        )
    contract.answers("type=locality on search", "/search", [QUERY, ("type", "locality")], "only locality", lambda body: every(body, "type", lambda value: value == "locality", 0))
    for kind in ("housenumber", "street"):
        contract.answers(f"type={kind} on reverse", "/reverse", [*POINT, ("type", kind)], f"only {kind}", lambda body, kind=kind: every(body, "type", lambda value: value == kind))


def check_codes(contract):
    contract.answers("postcode on search", "/search", [QUERY, ("postcode", "75002")], "only 75002", lambda body: every(body, "postcode", lambda value: value == "75002"))
    contract.answers(
        "postcode list on search",
        "/search",
        [("q", "rue de paris"), ("postcode", "75002,75013")],
        "75002 and 75013",
        lambda body: every(body, "postcode", lambda value: value in ("75002", "75013")),
    )
    contract.answers(
        "a list is a union: both codes occur",
        "/search",
        [("q", "saint denis"), ("type", "municipality"), ("postcode", "93200,97400")],
        "both postcodes",
        lambda body: {each["postcode"] for each in properties(body)} != {"93200", "97400"} and sorted({each["postcode"] for each in properties(body)}),
    )
    contract.answers("postcode on reverse", "/reverse", [*POINT, ("postcode", "75002")], "only 75002", lambda body: every(body, "postcode", lambda value: value == "75002"))
    contract.answers(
        "postcode list on reverse",
        "/reverse",
        [*POINT, ("postcode", "75001,75002")],
        "75001 and 75002",
        lambda body: every(body, "postcode", lambda value: value in ("75001", "75002")),
    )
    for value in ("7500", "750021", "75A02", "75002,7500"):
        contract.refused(f"postcode={value}", "/search", [QUERY, ("postcode", value)], "postcode: must contain 5 digits")
    contract.accepted("50 postcodes", "/search", [QUERY, ("postcode", numbered(50))])
    contract.refused("51 postcodes", "/search", [QUERY, ("postcode", numbered(51))], "postcode:")
    contract.refused("51 postcodes on reverse", "/reverse", [*POINT, ("postcode", numbered(51))], "postcode:")
    contract.answers("citycode on search", "/search", [QUERY, ("citycode", "75102")], "only 75102", lambda body: every(body, "citycode", lambda value: value == "75102"))
    contract.answers(
        "citycode list on search",
        "/search",
        [BROAD, ("citycode", "75102,75113")],
        "75102 and 75113",
        lambda body: every(body, "citycode", lambda value: value in ("75102", "75113")),
    )
    contract.answers("citycode on reverse", "/reverse", [*POINT, ("citycode", "75102")], "only 75102", lambda body: every(body, "citycode", lambda value: value == "75102"))
    contract.answers(
        "a citycode of Corsica", "/search", [("q", "ajaccio"), ("citycode", "2A004")], "only 2A004", lambda body: every(body, "citycode", lambda value: value == "2A004")
    )
    contract.answers(
        "citycode of the whole of Paris",
        "/search",
        [("q", "10 rue de la paix"), ("citycode", "75056")],
        "10 Rue de la Paix first",
        lambda body: first(body, "name", "10 Rue de la Paix"),
    )
    for value in ("7510", "2C004", "751020", "2a004", "75102,x"):
        contract.refused(f"citycode={value}", "/search", [QUERY, ("citycode", value)], "citycode: not valid")
    contract.accepted("200 citycodes", "/search", [QUERY, ("citycode", numbered(200))])
    contract.refused("201 citycodes", "/search", [QUERY, ("citycode", numbered(201))], "citycode:")
    contract.refused("201 citycodes on reverse", "/reverse", [*POINT, ("citycode", numbered(201))], "citycode:")
    contract.answers("depcode on search", "/search", [BROAD, ("depcode", "75")], "only 75…", lambda body: every(body, "citycode", lambda value: value.startswith("75")))
    contract.answers(
        "depcode list on search",
        "/search",
        [("q", "saint denis"), ("type", "municipality"), ("depcode", "93,974")],
        "93 and 974 occur",
        lambda body: {each["citycode"][:2] for each in properties(body)} != {"93", "97"} and [each["citycode"] for each in properties(body)],
    )
    contract.answers("depcode of Corsica", "/search", [("q", "bastia"), ("depcode", "2B")], "only 2B…", lambda body: every(body, "citycode", lambda value: value.startswith("2B")))
    contract.equal("depcode on reverse", "/reverse", [*POINT, ("depcode", "13,75")], "/reverse", POINT)
    contract.answers("another depcode on reverse", "/reverse", [*POINT, ("depcode", "13")], "no features", lambda body: features(body))
    contract.answers(
        "depcode without a match", "/search", [("q", "10 rue de la paix paris"), ("depcode", "13"), ("type", "housenumber")], "no features", lambda body: features(body)
    )
    contract.accepted("10 depcodes", "/search", [QUERY, ("depcode", numbered(10, "{:02}", 10))])
    contract.refused("11 depcodes", "/search", [QUERY, ("depcode", numbered(11, "{:02}", 30))], "depcode:")
    contract.answers(
        "filters are combined",
        "/search",
        [BROAD, ("postcode", "75002,75013"), ("citycode", "75113")],
        "only 75113",
        lambda body: every(body, "citycode", lambda value: value == "75113"),
    )


def check_city(contract):
    contract.answers("city on search", "/search", [("q", "10 rue de la paix"), ("city", "Paris")], "10 Rue de la Paix first", lambda body: first(body, "name", "10 Rue de la Paix"))
    contract.answers(
        "city drops other communes",
        "/search",
        [("q", "rue de la paix"), ("city", "Paris")],
        "only Paris",
        lambda body: every(body, "city", lambda value: value.startswith("Paris")),
    )
    for name in ("Saint-Mandé", "saint mande", "SAINT MANDÉ", "St Mandé", "st-mande"):
        # The name of Saint-Mandé-sur-Brédoire (17358) is similar enough to match, too.
        contract.answers(
            f"city={name}",
            "/search",
            [("q", "saint mandé"), ("city", name)],
            "94067 first, then at most 17358",
            lambda body: first(body, "citycode", "94067") or every(body, "citycode", lambda value: value in ("94067", "17358")),
        )
    contract.answers(
        "city of up to 3 letters is exact", "/search", [("q", "yvetot"), ("city", "Y")], "only 80829", lambda body: every(body, "citycode", lambda value: value == "80829", 0)
    )
    contract.answers(
        "city of a municipal district",
        "/search",
        [("q", "rue de la paix"), ("city", "Paris 2e Arrondissement")],
        "only 75102",
        lambda body: every(body, "citycode", lambda value: value == "75102"),
    )
    contract.answers(
        "city on reverse", "/reverse", [*POINT, ("city", "Paris 2e Arrondissement")], "only 75102", lambda body: every(body, "citycode", lambda value: value == "75102")
    )
    contract.answers("another city on reverse", "/reverse", [*POINT, ("city", "Marseille")], "no features", lambda body: features(body))
    contract.answers(
        "all matches of city on reverse", "/reverse", [*POINT, ("city", "Paris")], "features of Paris", lambda body: every(body, "city", lambda value: value.startswith("Paris"))
    )
    contract.refused("city of 51 characters", "/search", [QUERY, ("city", "a" * 51)], "city:")
    contract.refused("city that no commune matches", "/search", [QUERY, ("city", "Nullepartville")])
    contract.refused("city that no commune matches, on reverse", "/reverse", [*POINT, ("city", "Nullepartville")])


def check_parcel_filters(contract):
    """Formats are checked on every request. Filters that the index address does not know are not applied to it."""
    wrong = {
        "departmentcode": ("20", "96", "7", "755", "2C", "2a", "00"),
        "municipalitycode": ("1", "1234", "ab"),
        "oldmunicipalitycode": ("12", "1234", "00a"),
        "districtcode": ("12", "1020"),
        "section": ("ABC", "a", "123", "1A"),
        "number": ("12345", "a"),
        "sheet": ("123", "a"),
    }
    for name, values in wrong.items():
        for value in values:
            contract.refused(f"{name}={value} on reverse", "/reverse", [*POINT, (name, value)], f"{name}:")
        contract.refused(f"{name}={values[0]} on search", "/search", [QUERY, (name, values[0])], f"{name}:")
    right = {
        "departmentcode": ("01", "95", "97", "2A", "2B"),
        "municipalitycode": ("56", "056"),
        "oldmunicipalitycode": ("000",),
        "districtcode": ("102",),
        "section": ("1", "12", "A", "AB", "0A"),
        "number": ("1", "0002"),
        "sheet": ("1", "01"),
    }
    for name, values in right.items():
        for value in values:
            contract.equal(f"{name}={value} does nothing to addresses", "/reverse", [*POINT, (name, value)], "/reverse", POINT)
    contract.equal("category does nothing to addresses", "/search", [QUERY, ("category", "administratif")], "/search", [QUERY])
    contract.equal("category does nothing to addresses on reverse", "/reverse", [*POINT, ("category", "monument")], "/reverse", POINT)


def check_rules(contract):
    contract.refused("lon without lat on search", "/search", [QUERY, ("lon", "2.35")])
    contract.refused("lat without lon on search", "/search", [QUERY, ("lat", "48.85")])
    contract.refused("lon without lat on reverse", "/reverse", [("lon", "2.35")])
    contract.refused("lat without lon on reverse", "/reverse", [("lat", "48.85")])
    contract.refused("lon of 0 without lat", "/search", [QUERY, ("lon", "0")])
    contract.refused("neither a point nor searchgeom", "/reverse", ())
    contract.refused("only filters on reverse", "/reverse", [("postcode", "75002")])
    for name, value in (
        ("departmentcode", "75"),
        ("municipalitycode", "056"),
        ("oldmunicipalitycode", "000"),
        ("districtcode", "102"),
        ("section", "AB"),
        ("number", "0002"),
        ("sheet", "1"),
    ):
        contract.refused(f"q and {name}", "/search", [QUERY, (name, value)])
    contract.refused("city and citycode on search", "/search", [QUERY, ("city", "Paris"), ("citycode", "75102")])
    contract.refused("city and citycode on reverse", "/reverse", [*POINT, ("city", "Paris"), ("citycode", "75102")])
    contract.refused("no q with index=address", "/search", [("index", "address"), ("postcode", "75002")], "q: required param")
    for kind, shape in (("Point", [2.3316, 48.869]), ("LineString", [[2.3316, 48.869], [2.3318, 48.8692]])):
        contract.refused(f"searchgeom {kind} with index address", "/reverse", [("searchgeom", json.dumps({"type": kind, "coordinates": shape}))])
    for path, params in (("/search", [QUERY]), ("/reverse", POINT)):
        for index in ("poi", "parcel", "address,poi"):
            # An index that a server does not have is refused. It must never be answered with addresses only.
            answer = contract.service.get(path, [*params, ("index", index)])
            contract.examine(
                f"{path} with index={index}",
                answer,
                "400, or features of these indexes",
                lambda answer, index=index: answer.status != 400
                and (
                    answer.status != 200
                    or every(answer.json, "_type", lambda value: value in index.split(","), 0)
                    or index == "address,poi"
                    and every(answer.json, "_type", lambda value: value == "poi", 0) is None
                ),
            )
