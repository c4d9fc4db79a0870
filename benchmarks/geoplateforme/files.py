"""Checks of POST /search/csv and /reverse/csv."""

import csv, io

ADDRESS = ["label", "type", "id", "housenumber", "name", "street", "postcode", "city", "context", "citycode", "oldcitycode", "oldcity", "district", "importance", "x", "y"]
ALONE = [each for each in ADDRESS if each not in ("importance", "x", "y")]
SEARCH = ["longitude", "latitude", "result_score", "result_score_next", *("result_" + each for each in ALONE), "result_status"]
REVERSE = ["result_longitude", "result_latitude", "result_distance", *("result_" + each for each in ALONE), "result_status"]
FILE = "nom;adresse;cp\nA;10 rue de la paix;75002\nB;boulevard voltaire;75011\nC;zzxqwv kjhgfd;\nD;ru;\nE;-rue de la paix;75002\n"
POINTS = "nom,lon,lat\nA,2.3316,48.869\nB,-6,46\nC,,\nD,0,48\n"


def read(answer):
    """The rows of a CSV answer as lists, its header first."""
    text = answer.text
    head = text.split("\n", 1)[0]
    delimiter = max(";,\t|", key=head.count)
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]


def column(answer, name):
    rows = read(answer)
    at = rows[0].index(name)
    return [row[at] for row in rows[1:]]


def post(contract, name, path, data, fields, expected, judge, status=200, filename="adresses.csv"):
    answer = contract.service.post_file(path, data.encode() if isinstance(data, str) else data, fields, filename)
    contract.examine(name, answer, f"{status}, {expected}", lambda answer: judge(answer) if answer.status == status else f"status {answer.status}")


def check_files(contract):
    contract.begin("csv")
    check_search(contract)
    check_reverse(contract)
    check_formats(contract)
    check_refusals(contract)


def check_search(contract):
    columns = [("columns", "adresse"), ("columns", "cp")]
    post(contract, "result columns of search", "/search/csv", FILE, columns, f"{SEARCH}", lambda answer: read(answer)[0] != ["nom", "adresse", "cp", *SEARCH] and read(answer)[0])
    post(
        contract,
        "the file's own columns stay first",
        "/search/csv",
        FILE,
        columns,
        "nom, adresse, cp",
        lambda answer: [row[:3] for row in read(answer)] != [line.split(";") for line in FILE.strip().split("\n")],
    )
    post(
        contract,
        "result_status",
        "/search/csv",
        FILE,
        columns,
        "ok, ok, not-found, skipped or not, skipped",
        lambda answer: (given := column(answer, "result_status"))[:3] != ["ok", "ok", "not-found"] and given,
    )
    post(contract, "a row with a sign first is skipped", "/search/csv", FILE, columns, "skipped", lambda answer: column(answer, "result_status")[4] != "skipped")
    post(contract, "a row of 2 characters is skipped", "/search/csv", FILE, [("columns", "adresse")], "skipped", lambda answer: column(answer, "result_status")[3] != "skipped")
    post(
        contract,
        "a row of 201 characters is skipped",
        "/search/csv",
        "adresse\n" + "rue " + "a" * 197 + "\n",
        (),
        "skipped",
        lambda answer: column(answer, "result_status") != ["skipped"],
    )
    post(
        contract,
        "a blank row text is skipped",
        "/search/csv",
        "nom,adresse\nA,\nB,10 rue de la paix paris\n",
        [("columns", "adresse")],
        "skipped, ok",
        lambda answer: column(answer, "result_status") != ["skipped", "ok"],
    )
    post(
        contract,
        "columns are joined with blanks",
        "/search/csv",
        FILE,
        columns,
        "10 Rue de la Paix in 75002",
        lambda answer: (column(answer, "result_name")[0], column(answer, "result_postcode")[0]) != ("10 Rue de la Paix", "75002"),
    )
    post(
        contract,
        "the default is all columns",
        "/search/csv",
        "a,b\n10 rue de la paix,75002 paris\n",
        (),
        "10 Rue de la Paix",
        lambda answer: column(answer, "result_name") != ["10 Rue de la Paix"],
    )
    post(contract, "label", "/search/csv", FILE, columns, "10 Rue de la Paix 75002 Paris", lambda answer: column(answer, "result_label")[0] != "10 Rue de la Paix 75002 Paris")
    post(contract, "trailing slash", "/search/csv/", FILE, columns, f"{SEARCH}", lambda answer: read(answer)[0][3:] != SEARCH)

    def as_search(answer):
        best = contract.service.get("/search", [("q", "10 rue de la paix 75002"), ("autocomplete", "0"), ("limit", "2")]).json["features"]
        lon, lat = best[0]["geometry"]["coordinates"]
        given = [float(column(answer, name)[0]) for name in ("longitude", "latitude", "result_score")]
        return given != [lon, lat, best[0]["properties"]["score"]] and f"search answers {best[0]}"

    post(contract, "a row finds what search finds", "/search/csv", FILE, columns, "the point and score of search", as_search)
    for name, value in (("cp", "75013"), ("insee", "75113")):
        parameter = {"cp": "postcode", "insee": "citycode"}[name]
        post(
            contract,
            f"filter {parameter} by a column",
            "/search/csv",
            f"adresse,{name}\nrue de paris,{value}\nrue de la paix paris,\n",
            [("columns", "adresse"), (parameter, name)],
            f"{value} in the first row, no filter in the second",
            lambda answer, parameter=parameter, value=value: column(answer, f"result_{parameter}")[0] != value or column(answer, "result_status") != ["ok", "ok"],
        )
    post(
        contract,
        "filter type by a column",
        "/search/csv",
        "adresse,t\n10 rue de la paix paris,street\n",
        [("columns", "adresse"), ("type", "t")],
        "street",
        lambda answer: column(answer, "result_type") != ["street"],
    )
    for lon, lat, fields in (("x", "y", [("lon", "x"), ("lat", "y")]), ("longitude", "latitude", []), ("lng", "lat", [])):
        post(
            contract,
            f"bias by the columns {lon}, {lat}",
            "/search/csv",
            f"adresse,{lon},{lat}\nsaint denis,55.45,-20.88\n",
            [("columns", "adresse"), *fields],
            "Réunion",
            lambda answer: not column(answer, "result_citycode")[0].startswith("974") and column(answer, "result_label"),
        )
    post(
        contract,
        "result_columns",
        "/search/csv",
        FILE,
        [*columns, ("result_columns", "result_label"), ("result_columns", "latitude"), ("result_columns", "result_x")],
        "only these columns",
        lambda answer: sorted(read(answer)[0][3:]) != ["latitude", "result_label", "result_x"] and read(answer)[0],
    )
    post(
        contract,
        "values of result_columns",
        "/search/csv",
        FILE,
        [*columns, ("result_columns", "result_x")],
        "a number",
        lambda answer: not float(column(answer, "result_x")[0]) > 600_000,
    )
    post(contract, "indexes=address", "/search/csv", FILE, [*columns, ("indexes", "address")], f"{SEARCH}", lambda answer: read(answer)[0][3:] != SEARCH)
    post(
        contract,
        "fields of addok-csv are ignored",
        "/search/csv",
        FILE,
        [*columns, ("encoding", "utf-8"), ("delimiter", ";"), ("with_bom", "true")],
        "no byte order mark, the same columns",
        lambda answer: read(answer)[0] != ["nom", "adresse", "cp", *SEARCH],
    )


def check_reverse(contract):
    post(contract, "result columns of reverse", "/reverse/csv", POINTS, (), f"{REVERSE}", lambda answer: read(answer)[0] != ["nom", "lon", "lat", *REVERSE] and read(answer)[0])
    post(
        contract,
        "result_status of reverse",
        "/reverse/csv",
        POINTS,
        (),
        "ok, not-found, skipped, not-found",
        lambda answer: (given := column(answer, "result_status")) != ["ok", "not-found", "skipped", "not-found"] and given,
    )

    def as_reverse(answer):
        best = contract.service.get("/reverse", [("lon", "2.3316"), ("lat", "48.869"), ("limit", "1")]).json["features"][0]
        given = (
            column(answer, "result_id")[0],
            column(answer, "result_label")[0],
            float(column(answer, "result_distance")[0]),
            float(column(answer, "result_longitude")[0]),
            float(column(answer, "result_latitude")[0]),
        )
        wanted = (best["properties"]["id"], best["properties"]["label"], best["properties"]["distance"], *best["geometry"]["coordinates"])
        return given != wanted and f"reverse answers {wanted}"

    post(contract, "a row finds what reverse finds", "/reverse/csv", POINTS, (), "id, label, distance and point of reverse", as_reverse)
    for lon, lat in (("longitude", "latitude"), ("lng", "lat"), ("long", "lat")):
        post(contract, f"columns {lon}, {lat}", "/reverse/csv", f"{lon},{lat}\n2.3316,48.869\n", (), "ok", lambda answer: column(answer, "result_status") != ["ok"])
    post(contract, "columns named by fields", "/reverse/csv", "x,y\n2.3316,48.869\n", [("lon", "x"), ("lat", "y")], "ok", lambda answer: column(answer, "result_status") != ["ok"])
    post(contract, "filter of reverse", "/reverse/csv", "lon,lat,t\n2.3316,48.869,street\n", [("type", "t")], "street", lambda answer: column(answer, "result_type") != ["street"])
    post(contract, "trailing slash of reverse", "/reverse/csv/", POINTS, (), "ok first", lambda answer: column(answer, "result_status")[0] != "ok")


def check_formats(contract):
    rows = [["nom", "adresse"], ["é", "10 rue de la paix paris"], ["b", "place de l'opéra paris"]]
    for name, delimiter in (("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("bar", "|")):
        for ending, end in (("LF", "\n"), ("CRLF", "\r\n")):
            text = "".join(delimiter.join(row) + end for row in rows)
            post(
                contract,
                f"{name} and {ending}",
                "/search/csv",
                text,
                [("columns", "adresse")],
                "the same delimiter and line break, status ok",
                lambda answer, delimiter=delimiter, end=end: (
                    not answer.text.startswith(f"nom{delimiter}adresse{delimiter}")
                    or (answer.text.count("\r\n") != answer.text.count("\n")) == (end == "\r\n")
                    or column(answer, "result_status") != ["ok", "ok"]
                ),
            )
    latin = "".join(";".join(row) + "\n" for row in rows * 20).encode("latin-1")
    post(contract, "ISO-8859-1 in, UTF-8 out", "/search/csv", latin, [("columns", "adresse")], "é in UTF-8", lambda answer: read(answer)[1][0] != "é")
    post(
        contract,
        "UTF-8 with a byte order mark",
        "/search/csv",
        b"\xef\xbb\xbf" + "".join(";".join(row) + "\n" for row in rows).encode(),
        [("columns", "adresse")],
        "the column nom",
        lambda answer: read(answer)[0][0].lstrip("\ufeff") != "nom" or column(answer, "result_status") != ["ok", "ok"],
    )
    post(
        contract,
        "quoted cells",
        "/search/csv",
        'nom,adresse\n"a, b ""c""","10, rue de la paix, paris"\n',
        [("columns", "adresse")],
        'the cell a, b "c"',
        lambda answer: read(answer)[1][0] != 'a, b "c"' or column(answer, "result_name") != ["10 Rue de la Paix"],
    )
    post(
        contract,
        "a file with one column gets commas",
        "/search/csv",
        "adresse\n10 rue de la paix paris\n",
        [("result_columns", "result_id")],
        "adresse,result_id",
        lambda answer: answer.text.split("\n")[0] != "adresse,result_id",
    )
    post(
        contract,
        "commas in a file with one column",
        "/search/csv",
        'adresse\n10, rue de la paix, paris\n"10, rue de la paix, paris"\n',
        [("result_columns", "result_label")],
        "quoted addresses, both found",
        lambda answer: list(csv.reader(io.StringIO(answer.text)))[1:] != [["10, rue de la paix, paris", "10 Rue de la Paix 75002 Paris"]] * 2,
    )
    many = "adresse\n" + "".join(f"{number} rue de la paix paris\n" for number in range(1, 251))
    post(contract, "250 rows", "/search/csv", many, (), "250 rows in order", lambda answer: column(answer, "adresse") != many.split("\n")[1:-1])
    answer = contract.service.post_file("/search/csv", many.encode())
    contract.examine("Content-Type", answer, "text/csv", lambda answer: not answer.header("content-type").startswith("text/csv"))
    contract.examine("x-rows-count", answer, "250", lambda answer: answer.header("x-rows-count") != "250")
    contract.examine("Content-Disposition", answer, "adresses-geocoded.csv", lambda answer: "adresses-geocoded.csv" not in answer.header("content-disposition"))
    unnamed = contract.service.post_file("/search/csv", many.encode(), filename="")
    contract.examine(
        "Content-Disposition without a name",
        unnamed,
        "geocoded.csv, or 400 for a part that is no file",
        lambda answer: answer.status != 400 and "geocoded.csv" not in answer.header("content-disposition"),
    )


def check_refusals(contract):
    error = lambda answer: None if answer.json["code"] == 400 and isinstance(answer.json["message"], str) else "code or message"
    for name, path, data, fields in (
        ("an unknown column", "/search/csv", FILE, [("columns", "rue")]),
        ("an unknown column of a filter", "/search/csv", FILE, [("columns", "adresse"), ("postcode", "code")]),
        ("an unknown column lon", "/reverse/csv", POINTS, [("lon", "x"), ("lat", "y")]),
        ("an unknown index", "/search/csv", FILE, [("columns", "adresse"), ("indexes", "road")]),
    ):
        post(contract, name, path, data, fields, '{"code":400,"message":…}', error, status=400)
    for name, data in (("half a UTF-16 character", b"\xff\xfe\x00"), ("no text", b"\xff\xfe\x00\xd8q\x00\n\x00")):
        post(contract, f"bytes: {name}", "/search/csv", data, (), '{"code":400,"message":…}', error, status=400)
    plain = contract.service.send("POST", "/search/csv", b"adresse\nrue\n", {"Content-Type": "text/csv"})
    contract.examine("a body that is no form", plain, "400", lambda answer: answer.status != 400)
    empty = contract.service.post_file("/search/csv", b"")
    contract.examine("an empty file", empty, "400, or an empty answer", lambda answer: answer.status != 400 and (answer.status != 200 or answer.text.strip()))
    away = contract.service.post_file("/reverse/csv", b"nom\nA\n")
    contract.examine("a file without coordinates", away, "400, or the row is skipped", lambda answer: answer.status != 400 and column(answer, "result_status") != ["skipped"])
