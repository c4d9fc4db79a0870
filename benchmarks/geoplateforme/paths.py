"""Checks of paths, methods, trailing slashes, CORS. Also the shape of errors that are not faults of parameters."""

from geoplateforme.contract import features

QUERY = {"q": "10 rue de la paix paris"}
POINT = {"lon": "2.3316", "lat": "48.8690"}
ORIGIN = "https://carte.example"


def content_type(*kinds):
    return lambda answer: None if answer.status == 200 and any(kind in answer.header("content-type") for kind in kinds) else f"Content-Type {answer.header('content-type')!r}"


def check_paths(contract):
    contract.begin("paths")
    service = contract.service
    contract.answers("search is a FeatureCollection", "/search", QUERY, "a FeatureCollection", lambda body: body["type"] != "FeatureCollection" or not features(body))
    contract.answers("reverse is a FeatureCollection", "/reverse", POINT, "a FeatureCollection", lambda body: body["type"] != "FeatureCollection" or not features(body))
    contract.answers("completion has status and results", "/completion", {"text": "rue de la pai"}, "members status, results", lambda body: list(body) != ["status", "results"])
    for path, params in (("/search", QUERY), ("/reverse", POINT), ("/completion", {"text": "rue de la pai"}), ("/getCapabilities", ()), ("/completion/getCapabilities", ())):
        # Clients such as QGIS accept only this media type.
        contract.examine(f"{path} is application/json", service.get(path, params), "200 with Content-Type application/json", content_type("application/json"))
    contract.equal("trailing slash of search", "/search/", QUERY, "/search", QUERY)
    contract.equal("trailing slash of reverse", "/reverse/", POINT, "/reverse", POINT)
    contract.equal("trailing slash of completion", "/completion/", {"text": "rue de la pai"}, "/completion", {"text": "rue de la pai"})
    contract.equal("getcapabilities in lower case", "/getcapabilities", (), "/getCapabilities", ())
    contract.equal("GETCAPABILITIES in upper case", "/GETCAPABILITIES", (), "/getCapabilities", ())
    contract.equal("getCapabilities with an empty query string", "/getcapabilities?", (), "/getCapabilities", ())
    contract.equal("completion/getcapabilities in lower case", "/completion/getcapabilities", (), "/completion/getCapabilities", ())
    for path in ("/openapi", "/completion/openapi"):
        contract.examine(f"{path} is a page", service.get(path), "200 with Content-Type text/html", content_type("text/html"))
    for path in ("/openapi.yaml", "/completion/openapi.yaml"):
        answer = service.get(path)
        contract.examine(f"{path} is YAML", answer, "200 with Content-Type text/yaml", content_type("text/yaml"))
        contract.examine(f"{path} is an attachment", answer, "Content-Disposition: attachment", lambda answer: "attachment" not in answer.header("content-disposition"))
        contract.examine(f"{path} is an OpenAPI description", answer, "a line that starts with openapi:", lambda answer: "openapi:" not in answer.text[:400])
    contract.examine(
        "/ping", service.get("/ping"), "200 PONG! as text", lambda answer: answer.status != 200 or answer.text != "PONG!" or "text/" not in answer.header("content-type")
    )
    contract.examine("/", service.get("/"), "a redirect or 404", lambda answer: answer.status not in (301, 302, 303, 307, 308, 404))
    check_errors(contract)
    check_cors(contract)


def plain_error(status):
    """Judges an error that is not a fault of a parameter: {"code", "message"} without detail."""

    def judge(answer):
        body = answer.json
        if answer.status != status:
            return f"status {answer.status}"
        return None if list(body) == ["code", "message"] and body["code"] == status and isinstance(body["message"], str) else f"members {list(body)}"

    return judge


def check_errors(contract):
    service = contract.service
    contract.examine("an unknown path", service.get("/no-such-path"), '404 {"code":404,"message":…}', plain_error(404))
    contract.examine(
        "batch with a body that is no JSON", service.send("POST", "/batch", b"{", {"Content-Type": "application/json"}), '400 {"code":400,"message":…}', plain_error(400)
    )
    contract.examine("batch without requests", service.post_json("/batch", {}), '400 {"code":400,"message":…}', plain_error(400))
    contract.examine("search/csv without a file", service.post_file("/search/csv", None), '400 {"code":400,"message":…}', plain_error(400))
    for path, params in (("/search", QUERY), ("/reverse", POINT), ("/completion", {"text": "rue de la pai"})):
        contract.examine(f"POST {path}", service.send("POST", path, b"", {"Content-Type": "application/json"}), "404 or 405", lambda answer: answer.status not in (404, 405))


def check_cors(contract):
    service = contract.service
    for path, params in (("/search", QUERY), ("/reverse", POINT), ("/completion", {"text": "rue de la pai"}), ("/search", {"q": "x"})):
        contract.examine(
            f"CORS of {path}",
            service.get(path, params, {"Origin": ORIGIN}),
            f"Access-Control-Allow-Origin: {ORIGIN}",
            lambda answer: answer.header("access-control-allow-origin") != ORIGIN,
        )
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type,traceparent,x-requested-with"}
    for path in ("/batch", "/search/csv"):
        answer = service.send("OPTIONS", path, headers=asked)
        contract.examine(f"preflight of {path}: status", answer, "200 or 204", lambda answer: answer.status not in (200, 204))
        contract.examine(f"preflight of {path}: origin", answer, f"Access-Control-Allow-Origin: {ORIGIN}", lambda answer: answer.header("access-control-allow-origin") != ORIGIN)
        contract.examine(
            f"preflight of {path}: method", answer, "Access-Control-Allow-Methods has POST", lambda answer: "POST" not in answer.header("access-control-allow-methods")
        )
        for name in ("content-type", "traceparent", "x-requested-with"):
            contract.examine(
                f"preflight of {path}: header {name}",
                answer,
                f"Access-Control-Allow-Headers has {name}",
                lambda answer, name=name: name not in answer.header("access-control-allow-headers").lower(),
            )
