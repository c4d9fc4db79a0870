"""Checks of getCapabilities."""

SEARCH = {
    "index",
    "q",
    "limit",
    "lon",
    "lat",
    "type",
    "postcode",
    "citycode",
    "depcode",
    "city",
    "category",
    "returntruegeometry",
    "autocomplete",
    "departmentcode",
    "municipalitycode",
    "oldmunicipalitycode",
    "districtcode",
    "section",
    "number",
    "sheet",
}
REVERSE = SEARCH - {"q"} | {"searchgeom"}
COMPLETION = {"text", "terr", "poiType", "lonlat", "type", "maximumResponses", "bbox"}
ADDRESS = {"id", "type", "score", "housenumber", "street", "name", "postcode", "citycode", "city", "context", "label", "x", "y", "importance"}
STREET_ADDRESS = {"country", "city", "oldcity", "zipcode", "street", "classification", "kind", "metropole", "fulltext", "importance"}


def operation(body, name):
    return next(each for each in body["operations"] if each["id"] == name)


def parameters(body, name):
    return {each["name"]: each for each in operation(body, name)["parameters"]}


def fields(body, name):
    return {each["name"]: each for each in next(index for index in body["indexes"] if index["id"] == name)["fields"]}


def check_capabilities(contract):
    contract.begin("getCapabilities")
    for path, operations, index in (("/getCapabilities", ["search", "reverse"], "address"), ("/completion/getCapabilities", ["completion"], "StreetAddress")):
        answer = contract.service.get(path)
        examine = lambda name, expected, judge, answer=answer, path=path: contract.examine(f"{path}: {name}", answer, expected, lambda answer: judge(answer.json))
        examine("members", "info, api, operations, indexes", lambda body: list(body) != ["info", "api", "operations", "indexes"] and list(body))
        examine(
            "info",
            "name, title, description, language, contact",
            lambda body: list(body["info"]) != ["name", "title", "description", "language", "contact"] or not isinstance(body["info"]["contact"]["email"], str),
        )
        examine("api", "rest 1.0.0", lambda body: body["api"] != {"name": "rest", "version": "1.0.0"})
        examine("operations", f"{operations}", lambda body, operations=operations: [each["id"] for each in body["operations"]] != operations)
        for name in operations:
            examine(
                f"members of {name}",
                "id, description, url, methods, parameters",
                lambda body, name=name: list(operation(body, name)) != ["id", "description", "url", "methods", "parameters"] and list(operation(body, name)),
            )
            examine(f"methods of {name}", '["GET"]', lambda body, name=name: operation(body, name)["methods"] != ["GET"])
            examine(f"url of {name}", f"a path that has {name}", lambda body, name=name: f"/{name}" not in operation(body, name)["url"])
            examine(
                f"members of each parameter of {name}",
                "name, in=query, description, required, default?, schema{type, example, enum?}",
                lambda body, name=name: [
                    each
                    for each in operation(body, name)["parameters"]
                    if list(each) not in (["name", "in", "description", "required", "schema"], ["name", "in", "description", "required", "default", "schema"])
                    or each["in"] != "query"
                    or list(each["schema"])[:2] != ["type", "example"]
                    or set(each["schema"]) - {"type", "example", "enum"}
                ],
            )
        examine("index", f"{index} is one of the indexes", lambda body, index=index: index not in [each["id"] for each in body["indexes"]])
        examine("members of each index", "id, description, fields", lambda body: [list(each) for each in body["indexes"] if list(each) != ["id", "description", "fields"]])
        examine(
            "members of each field",
            "name, description, type, queryable, filter, values?",
            lambda body: [
                field
                for each in body["indexes"]
                for field in each["fields"]
                if list(field) not in (["name", "description", "type", "queryable", "filter"], ["name", "description", "type", "queryable", "filter", "values"])
                or not isinstance(field["queryable"], bool)
                or not isinstance(field["filter"], bool)
            ],
        )
    check_geocoding(contract)
    check_completion(contract)


def check_geocoding(contract):
    answer = contract.service.get("/getCapabilities")
    examine = lambda name, expected, judge: contract.examine(f"/getCapabilities: {name}", answer, expected, lambda answer: judge(answer.json))
    examine("parameters of search", "every parameter but searchgeom", lambda body: set(parameters(body, "search")) ^ SEARCH)
    examine("parameters of reverse", "every parameter but q", lambda body: set(parameters(body, "reverse")) ^ REVERSE)
    for name in ("search", "reverse"):
        for parameter, value in (("index", ["address"]), ("limit", 10), ("returntruegeometry", False), ("autocomplete", True)):
            examine(
                f"default of {parameter} of {name}",
                f"{value!r}",
                lambda body, name=name, parameter=parameter, value=value: parameters(body, name)[parameter]["default"] != value
                or type(parameters(body, name)[parameter]["default"]) is not type(value),
            )
        examine(
            f"required of {name}", "false for every parameter", lambda body, name=name: [each for each, told in parameters(body, name).items() if told["required"] is not False]
        )
        examine(
            f"enum of {name}",
            "only index and type",
            lambda body, name=name: {each for each, told in parameters(body, name).items() if "enum" in told["schema"]} ^ {"index", "type"},
        )
        examine(
            f"enum of type of {name}",
            "the four types",
            lambda body, name=name: parameters(body, name)["type"]["schema"]["enum"] != ["housenumber", "street", "locality", "municipality"],
        )
        for parameter, kind in (
            ("index", "string"),
            ("limit", "integer"),
            ("lon", "number"),
            ("lat", "number"),
            ("type", "string"),
            ("postcode", "string"),
            ("returntruegeometry", "boolean"),
        ):
            examine(
                f"type of {parameter} of {name}",
                kind,
                lambda body, name=name, parameter=parameter, kind=kind: parameters(body, name)[parameter]["schema"]["type"] != kind
                and parameters(body, name)[parameter]["schema"]["type"],
            )
    examine("type of searchgeom", "object", lambda body: parameters(body, "reverse")["searchgeom"]["schema"]["type"] != "object")
    examine("fields of address", f"{sorted(ADDRESS)}", lambda body: ADDRESS - set(fields(body, "address")))
    for name in ("type", "postcode", "citycode", "depcode"):
        examine(f"field {name} is a filter", "filter true", lambda body, name=name: fields(body, "address")[name]["filter"] is not True)
    for name in ("id", "score", "label", "x", "y"):
        examine(f"field {name} is no filter", "filter false", lambda body, name=name: fields(body, "address")[name]["filter"] is not False)


def check_completion(contract):
    answer = contract.service.get("/completion/getCapabilities")
    examine = lambda name, expected, judge: contract.examine(f"/completion/getCapabilities: {name}", answer, expected, lambda answer: judge(answer.json))
    examine("parameters", f"{sorted(COMPLETION)}", lambda body: COMPLETION - set(parameters(body, "completion")))
    examine("text is required", "required true", lambda body: parameters(body, "completion")["text"]["required"] is not True)
    examine(
        "only text is required", "required false", lambda body: [name for name, told in parameters(body, "completion").items() if name != "text" and told["required"] is not False]
    )
    examine("default of maximumResponses", "10", lambda body: parameters(body, "completion")["maximumResponses"]["default"] != 10)
    examine("default of type", "a list that has StreetAddress", lambda body: "StreetAddress" not in parameters(body, "completion")["type"]["default"])
    examine("fields of StreetAddress", f"{sorted(STREET_ADDRESS)}", lambda body: STREET_ADDRESS ^ set(fields(body, "StreetAddress")))
