"""Checks of parsing of a query string, and the list of all faults of single parameters."""

from geoplateforme.contract import features, first, properties

QUERY = ("q", "rue de la paix paris")
BROAD = ("q", "rue de paris")
SHORT = "must contain between 3 and 200 chars and start with a number or a letter"
JSON_FAULT = "unable to parse value as valid JSON or GeoJSON object"


def size(expected):
    return lambda body: None if len(features(body)) == expected else f"{len(features(body))} features"


def check_parsing(contract):
    contract.begin("parsing")
    contract.equal("values are trimmed", "/search", [("q", "  rue de la paix paris  ")], "/search", [QUERY])
    contract.equal("names are trimmed", "/search", [(" q ", "rue de la paix paris")], "/search", [QUERY])
    contract.equal("a + is a space", "/search?q=rue+de+la+paix+paris", (), "/search", [QUERY])
    contract.answers("the last of repeated values counts", "/search", [BROAD, ("limit", "1"), ("limit", "3")], "3 features", size(3))
    contract.equal("the last q counts", "/search", [("q", "boulevard voltaire"), QUERY], "/search", [QUERY])
    for name in ("limit", "lon", "lat", "type", "postcode", "citycode", "depcode", "city", "autocomplete", "returntruegeometry", "index", "category", "departmentcode", "section"):
        contract.equal(f"a blank {name} is absent", "/search", [QUERY, (name, " ")], "/search", [QUERY])
    contract.equal("unknown names are ignored", "/search", [QUERY, ("gp-access-lib", "3.4.6"), ("apiKey", "x")], "/search", [QUERY])
    contract.equal("an empty pair is ignored", "/search?&q=rue%20de%20la%20paix%20paris&&", (), "/search", [QUERY])
    contract.equal("unknown names on reverse are ignored", "/reverse", [("lon", "2.3316"), ("lat", "48.869"), ("foo", "bar")], "/reverse", [("lon", "2.3316"), ("lat", "48.869")])
    check_integers(contract)
    check_floats(contract)
    check_booleans(contract)
    check_lists(contract)
    check_gathering(contract)


def check_integers(contract):
    for value in ("05", "5.0", "abc", "1e1", "0x5", "5 5", "--5", "٣"):
        contract.refused(f"limit={value}", "/search", [QUERY, ("limit", value)], "limit: unable to parse value as integer")
    for value in ("0", "51", "-1", "1000000"):
        contract.refused(f"limit={value}", "/search", [QUERY, ("limit", value)], "limit: must be an integer between 1 and 50")
    contract.refused("limit of 25 digits", "/search", [QUERY, ("limit", "1" * 25)], "limit:")
    contract.answers("limit=+5", "/search", [BROAD, ("limit", "+5")], "5 features", size(5))
    contract.answers("limit=1", "/search", [QUERY, ("limit", "1")], "1 feature", size(1))
    contract.answers(
        "limit=50",
        "/search",
        [BROAD, ("limit", "50")],
        "21 to 50 features",
        lambda body: None if 20 < len(features(body)) <= 50 else f"{len(features(body))} features",
    )


def check_floats(contract):
    for value in (".5", "4e1", "abc", "48,8", "NaN", "Infinity", "48.8.8"):
        contract.refused(f"lat={value}", "/search", [QUERY, ("lon", "2.35"), ("lat", value)], "lat: unable to parse value as float")
    contract.refused("lat=90.1", "/search", [QUERY, ("lon", "2.35"), ("lat", "90.1")], "lat: must be a float between -90 and 90")
    contract.refused("lat=-91", "/search", [QUERY, ("lon", "2.35"), ("lat", "-91")], "lat: must be a float between -90 and 90")
    contract.refused("lon=180.1", "/search", [QUERY, ("lon", "180.1"), ("lat", "48")], "lon: must be a float between -180 and 180")
    contract.refused("lon=-181", "/reverse", [("lon", "-181"), ("lat", "48")], "lon: must be a float between -180 and 180")
    for lon, lat in (("180", "90"), ("-180", "-90"), ("0", "0"), ("+2.35", "+48.85"), ("2", "48")):
        contract.accepted(f"lon={lon} lat={lat}", "/search", [QUERY, ("lon", lon), ("lat", lat)])
    contract.accepted("reverse at longitude 0", "/reverse", [("lon", "0"), ("lat", "48")])
    contract.accepted("reverse at 0,0", "/reverse", [("lon", "0"), ("lat", "0")])


def check_booleans(contract):
    typed = ("q", "rue de la pai")
    for value in ("1", "true", "yes", "TRUE", "Yes"):
        contract.equal(f"autocomplete={value}", "/search", [typed, ("autocomplete", value)], "/search", [typed])
    for value in ("0", "no", "FALSE", "No"):
        contract.equal(f"autocomplete={value}", "/search", [typed, ("autocomplete", value)], "/search", [typed, ("autocomplete", "false")])
    for value in ("2", "oui", "on", "t"):
        contract.refused(f"autocomplete={value}", "/search", [typed, ("autocomplete", value)], "autocomplete: unable to parse value as boolean")
    contract.refused(
        "returntruegeometry=maybe", "/reverse", [("lon", "2.35"), ("lat", "48.85"), ("returntruegeometry", "maybe")], "returntruegeometry: unable to parse value as boolean"
    )
    for value in ("{", "x", "[1", "'a'"):
        contract.refused(f"searchgeom={value}", "/reverse", [("searchgeom", value)], f"searchgeom: {JSON_FAULT}")


def check_lists(contract):
    contract.equal("doubles of a list are dropped", "/search", [QUERY, ("index", "address,address")], "/search", [QUERY])
    contract.equal("blank members of a list are dropped", "/search", [QUERY, ("index", ",address,,")], "/search", [QUERY])
    contract.refused("enumerations are case-sensitive: index", "/search", [QUERY, ("index", "Address")], "index: unexpected value 'Address'")
    contract.refused("an unknown index", "/search", [QUERY, ("index", "address,location")], "index: unexpected value 'location'")
    contract.refused("enumerations are case-sensitive: type", "/search", [QUERY, ("type", "Street")], "type: unexpected value 'Street'")
    contract.refused("an unknown type on reverse", "/reverse", [("lon", "2.35"), ("lat", "48.85"), ("type", "road")], "type: unexpected value 'road'")


def check_gathering(contract):
    contract.refused(
        "all faults at once on search",
        "/search",
        [("q", "a"), ("limit", "0"), ("lat", "x"), ("type", "road"), ("postcode", "75")],
        f"q: {SHORT}",
        "limit: must be an integer between 1 and 50",
        "lat: unable to parse value as float",
        "type: unexpected value 'road'",
        "postcode: must contain 5 digits",
    )
    contract.refused(
        "all faults at once on reverse",
        "/reverse",
        [("lon", "200"), ("lat", "100"), ("limit", "x")],
        "lon: must be a float between -180 and 180",
        "lat: must be a float between -90 and 90",
        "limit: unable to parse value as integer",
    )
    contract.refused(
        "all faults at once on completion",
        "/completion",
        [("text", "a"), ("maximumResponses", "16"), ("type", "street")],
        f"text: {SHORT}",
        "maximumResponses: must be an integer between 1 and 15",
        "type: unexpected value 'street'",
    )
    contract.refused("q is required", "/search", (), "q: required param")
    contract.refused("a blank q is absent", "/search", [("q", "  ")], "q: required param")
    contract.refused("text is required", "/completion", (), "text: required param")
    for name, value in (
        ("2 characters", "ab"),
        ("2 characters with blanks", "  ab  "),
        ("201 characters", "rue " + "a" * 197),
        ("a sign first", "-rue de la paix"),
        ("a bracket first", "(paris)"),
        ("a quote first", "'rue"),
    ):
        contract.refused(f"q of {name}", "/search", [("q", value)], f"q: {SHORT}")
        contract.refused(f"text of {name}", "/completion", [("text", value)], f"text: {SHORT}")
    for name, value in (
        ("3 characters", "rue"),
        ("200 characters", "rue " + "a" * 196),
        ("an accent first", "école militaire"),
        ("a digit first", "5 rue de la paix"),
        ("a capital first", "Rue de la Paix"),
    ):
        contract.accepted(f"q of {name}", "/search", [("q", value)])
        contract.accepted(f"text of {name}", "/completion", [("text", value)])
    contract.answers(
        "an address in one line", "/search", [("q", "10 rue de la paix 75002 paris")], "10 Rue de la Paix first", lambda body: first(body, "name", "10 Rue de la Paix")
    )
    contract.answers(
        "punctuation inside q",
        "/search",
        [("q", "10, rue de la paix ; 75002 (paris) & co")],
        "10 Rue de la Paix first",
        lambda body: first(body, "name", "10 Rue de la Paix") and f"{properties(body)[:1]}",
    )
