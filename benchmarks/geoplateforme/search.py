"""Checks of the answer of search for addresses."""

from geoplateforme.contract import every, features, first, properties
from geoplateforme.service import Service, encode

ADDOK_ONLY = ("version", "attribution", "licence", "limit", "filters", "center")
TEXTS = (
    "10 rue de la paix 75002 paris",
    "rue de la paix paris",
    "boulevard voltaire",
    "place de l'opéra",
    "marseille",
    "12 bis rue de rivoli",
    "av des champs elysees 75008",
    "rue du faubourg saint honore paris",
    "75013",
    "ruee de la paixx paris",
)


def check_search(contract):
    contract.begin("search")
    service = contract.service
    for text in TEXTS:
        answer = service.get("/search", [("q", text)])
        contract.examine(
            f"members of the answer to {text!r}",
            answer,
            "type, features, and at most query",
            lambda answer: list(answer.json)[:2] != ["type", "features"]
            or [each for each in answer.json if each in ADDOK_ONLY]
            or set(answer.json) - {"type", "features", "query"},
        )
        contract.examine(
            f"order of {text!r}",
            answer,
            "scores descend",
            lambda answer: (scores := [each["score"] for each in properties(answer.json)]) != sorted(scores, reverse=True) and scores,
        )
        contract.examine(f"scores of {text!r}", answer, "scores from 0.3 to 1", lambda answer: every(answer.json, "score", lambda value: 0.3 <= value <= 1))
        contract.examine(
            f"_type of {text!r}",
            answer,
            "_type is address and the last property",
            lambda answer: [list(each)[-1] for each in properties(answer.json) if each["_type"] != "address" or list(each)[-1] != "_type"],
        )
    check_features(contract)
    check_as_addok(contract)
    check_cases(contract)


def check_features(contract):
    answer = contract.service.get("/search", [("q", TEXTS[0])])
    contract.examine(
        "members of a feature",
        answer,
        "type, geometry, properties",
        lambda answer: [sorted(each) for each in features(answer.json) if sorted(each) != ["geometry", "properties", "type"] or each["type"] != "Feature"],
    )
    contract.examine(
        "geometry",
        answer,
        "a Point of lon, lat",
        lambda answer: [
            each["geometry"]
            for each in features(answer.json)
            if each["geometry"]["type"] != "Point" or not 2 < each["geometry"]["coordinates"][0] < 3 or not 48 < each["geometry"]["coordinates"][1] < 49
        ],
    )
    for member, kind in (
        ("label", str),
        ("score", float),
        ("housenumber", str),
        ("id", str),
        ("name", str),
        ("postcode", str),
        ("citycode", str),
        ("x", float),
        ("y", float),
        ("city", str),
        ("context", str),
        ("type", str),
        ("importance", float),
        ("street", str),
        ("_type", str),
    ):
        contract.examine(
            f"property {member} of a house number", answer, f"a {kind.__name__}", lambda answer, member=member, kind=kind: not isinstance(properties(answer.json)[0][member], kind)
        )
    town = contract.service.get("/search", [("q", "marseille"), ("type", "municipality")])
    for member, kind in (("population", int), ("city", str), ("citycode", str), ("postcode", str)):
        contract.examine(
            f"property {member} of a municipality", town, f"a {kind.__name__}", lambda answer, member=member, kind=kind: not isinstance(properties(answer.json)[0][member], kind)
        )
    contract.answers("no feature for nonsense", "/search", [("q", "zzxqwv kjhgfd")], "no features", lambda body: features(body))
    biased = [("q", "rue de la mairie"), ("lon", "2.3316"), ("lat", "48.869")]
    contract.answers(
        "lon and lat add a distance", "/search", biased, "every property distance is a number", lambda body: every(body, "distance", lambda value: isinstance(value, (int, float)))
    )
    contract.answers(
        "no distance without lon and lat", "/search", [("q", "rue de paris")], "no property distance", lambda body: [each for each in properties(body) if "distance" in each]
    )

    def nearer(body):
        far = features(contract.service.get("/search", [("q", "saint denis"), ("type", "municipality"), ("limit", "1")]).json)[0]
        found = features(body)[0]
        distance = lambda feature: (feature["geometry"]["coordinates"][0] - 55.5) ** 2 + (feature["geometry"]["coordinates"][1] + 20.9) ** 2
        return distance(found) > min(distance(far), 1) and found["properties"]["label"]

    contract.answers(
        "lon and lat prefer near results",
        "/search",
        [("q", "saint denis"), ("type", "municipality"), ("lon", "55.45"), ("lat", "-20.88"), ("limit", "1")],
        "Saint-Denis of Réunion",
        nearer,
    )


def check_as_addok(contract):
    """Text and properties are addok's. The comparison needs a server that also answers addok's paths."""
    addok = Service(contract.service.root)
    for text in TEXTS:
        for options in ((), (("autocomplete", "0"),), (("lon", "2.3316"), ("lat", "48.869"))):
            answer = contract.service.get("/search", [("q", text), ("limit", "5"), *options])
            peer = addok.get("/search/", [("q", text), ("limit", "5"), *options])
            if peer.status != 200:
                continue

            def same(answer, peer=peer):
                ours = [{name: value for name, value in each.items() if name != "_type"} for each in properties(answer.json)]
                theirs = [each for each in properties(peer.json) if each["score"] >= 0.3]  # the least score of a result here
                for our, their in zip(ours, theirs):
                    if list(our.items()) != list(their.items()):
                        return f"addok answers {their}"
                return len(ours) != len(theirs) and f"{len(ours)} features, addok has {len(theirs)}"

            contract.examine(f"addok's properties for {text!r} {encode(options)}", answer, "addok's properties in their order, then _type", same)


def check_cases(contract):
    for text, member, value in (
        ("5 rue de la paix paris", "name", "5 Rue de la Paix"),
        ("10 RUE DE LA PAIX, 75002 PARIS", "citycode", "75102"),
        ("10 rue de la paix 75002", "type", "housenumber"),
        ("rue de la paix 75002 paris", "type", "street"),
        ("Lyon", "citycode", "69123"),
        ("saint mandé", "citycode", "94067"),
        ("boulevard voltaire 75011", "postcode", "75011"),
    ):
        contract.answers(f"first result of {text!r}", "/search", [("q", text)], f"{member} {value}", lambda body, member=member, value=value: first(body, member, value))
    contract.answers(
        "autocomplete completes the last word", "/search", [("q", "10 rue de la pai")], "10 Rue de la Paix first", lambda body: first(body, "name", "10 Rue de la Paix")
    )
