"""Generates the requests of the benchmark scripts and runs wrk. The same data always gives the same requests."""
import glob, gzip, json, os, random, re, subprocess, tempfile, typing, unicodedata, urllib.parse

LONGEST_PREFIX_START = 4
MULTIPART = "odonym-benchmark"
# Abbreviations that are common in spreadsheets.
ABBREVIATIONS = {"AVENUE": "AV", "BOULEVARD": "BD", "CHEMIN": "CHE", "IMPASSE": "IMP", "PLACE": "PL", "ROUTE": "RTE", "RUE": "R", "SAINT": "ST",
                 "SQUARE": "SQ", "ALLEE": "ALL", "LOTISSEMENT": "LOT", "GENERAL": "GAL", "DOCTEUR": "DR"}


def lines_of(path):
    """Yields the lines of a text file, plain or gzipped, or of all files in a folder."""
    for each in sorted(glob.glob(os.path.join(path, "*"))) if os.path.isdir(path) else [path]:
        opener = gzip.open if str(each).endswith(".gz") else open
        with opener(each, "rt", encoding="utf-8") as lines:
            yield from lines


def streets(data, share=0.3):
    """Yields (house number, street, postcode, city, latitude, longitude) for a random share of the streets of an addok export."""
    chance = random.Random(7)
    for line in lines_of(data):
        if '"housenumbers"' in line and chance.random() < share:
            place = json.loads(line)
            first = lambda key: place[key][0] if isinstance(place[key], list) else place[key]
            numbers = list(place["housenumbers"])
            if numbers:
                number = chance.choice(numbers)
                point = place["housenumbers"][number]
                yield number, first("name"), first("postcode"), first("city"), point["lat"], point["lon"]
COMMON_NAMES = ["rue de la paix", "place de l'église", "rue de l'église", "rue du moulin", "place de la mairie", "grande rue", "rue du château", "rue des écoles",
                "rue de la gare", "route de paris", "rue victor hugo", "rue pasteur", "rue jean jaurès", "avenue du général de gaulle", "chemin des vignes", "rue principale"]


def capitals(text):
    """Converts a text to capitals without accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()


class Workload:
    """Generates requests of each kind. The mix contains 60 % full addresses, 25 % typed prefixes, 10 % names and 5 % typos. Requests use addok's
    default parameters unless the kind requires others."""

    def __init__(self, data, count=20_000):
        self.streets = list(streets(data, 0.03 if os.path.isdir(data) else 0.3))
        self.count = count

    def _path(self, query, autocomplete):
        return "/search/?q=" + urllib.parse.quote(query) + ("" if autocomplete else "&autocomplete=0")

    def _drawn(self):
        chance = random.Random(7)
        for _ in range(self.count):
            yield chance, chance.choice(self.streets)

    def search(self):
        for _, (number, name, _, city, _, _) in self._drawn():
            yield self._path(f"{number} {name} {city}", True)

    def exact(self):
        """Full addresses with postcodes and without autocomplete, which are the fastest searches in addok."""
        for _, (number, name, postcode, city, _, _) in self._drawn():
            yield self._path(f"{number} {name} {postcode} {city}", False)

    def common(self):
        """Street and place names that exist in most municipalities, with no other words."""
        for _ in range(self.count // len(COMMON_NAMES)):
            yield from (self._path(name, True) for name in COMMON_NAMES)

    def autocomplete(self):
        for chance, (number, name, _, city, _, _) in self._drawn():
            full = f"{number} {name} {city}"
            yield self._path(full[: chance.randint(LONGEST_PREFIX_START, len(full))], True)

    def reverse(self):
        for chance, (*_, latitude, longitude) in self._drawn():
            yield f"/reverse/?lat={latitude + chance.uniform(-1e-3, 1e-3):.6f}&lon={longitude + chance.uniform(-1e-3, 1e-3):.6f}"

    def mix(self):
        for chance, (number, name, _, city, _, _) in self._drawn():
            kind = chance.random()
            full = f"{number} {name} {city}"
            if kind < 0.6:
                yield self._path(full, True)
            elif kind < 0.85:
                yield self._path(full[: chance.randint(LONGEST_PREFIX_START, len(full))], True)
            elif kind < 0.95:
                yield self._path(name, True)
            else:
                at = chance.randrange(len(name))
                yield self._path(f"{number} {name[:at]}{name[at + 1:]} {city}", True)

    def garbled(self):
        """Addresses with reversed word order and a missing letter, searched with improve=true. They take ten times as long as clean addresses."""
        for chance, (number, name, postcode, city, _, _) in self._drawn():
            at = chance.randrange(len(name))
            words = f"{name[:at]}{name[at + 1:]} {city} {number}".split()
            yield self._path(" ".join(reversed(words)), True) + "&improve=true&limit=20"

    def messy(self):
        """Rows of messy addresses: capitals, no accents, half of the abbreviable words abbreviated, and a missing letter in one row out of twenty."""
        yield "id,address,city,postcode"
        for at, (chance, (number, name, postcode, city, _, _)) in enumerate(self._drawn()):
            words = [ABBREVIATIONS.get(word, word) if chance.random() < 0.5 else word for word in capitals(name).split()]
            street = " ".join(words)
            if chance.random() < 0.05:
                missing = chance.randrange(len(street))
                street = street[:missing] + street[missing + 1:]
            yield f'{at},"{number.upper()} {street}","{capitals(city)}",{postcode if chance.random() < 0.9 else ""}'

    def csv(self, rows):
        """Returns a multipart body with a CSV file of addresses."""
        lines = ["id,address,postcode"]
        for at, (_, (number, name, postcode, city, _, _)) in zip(range(rows), self._drawn()):
            lines.append(f'{at},"{number} {name} {city}",{postcode}')
        return (f"--{MULTIPART}\r\nContent-Disposition: form-data; name=\"columns\"\r\n\r\naddress\r\n"
                f"--{MULTIPART}\r\nContent-Disposition: form-data; name=\"data\"; filename=\"rows.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                + "\r\n".join(lines) + f"\r\n--{MULTIPART}--\r\n")


HEAD = """
local function read(name) local file = io.open(name, "rb"); local text = file:read("*a"); file:close(); return text end
local threads = 0
function setup(thread) thread:set("first", threads * 5003); threads = threads + 1 end
function done(summary, latency, requests)
  io.write(string.format("RESULT %d %f %f %f %d\\n", summary.requests, summary.duration / 1e6, latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.errors.status + summary.errors.read + summary.errors.connect + summary.errors.timeout))
end
"""
PATHS = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
local at = 0
function request() at = at + 1; return wrk.format("GET", paths[(first + at) %% #paths + 1]) end
"""
UPLOAD = """
local body = read("%s")
local headers = {["Content-Type"] = "multipart/form-data; boundary=%s"}
function request() return wrk.format("POST", "/search/csv/", headers, body) end
"""


def kept(text):
    """Writes a text to a temporary file and returns the path of the file."""
    handle, name = tempfile.mkstemp()
    with os.fdopen(handle, "w") as file:
        file.write(text)
    return name


class Answered(typing.NamedTuple):
    requests: int
    rate: float  # requests per second
    p50: float  # milliseconds
    p99: float  # milliseconds
    errors: int


class Wrk:
    """Runs wrk with a script for one kind of request."""

    def __init__(self, script):
        self.script = kept(HEAD + script)

    @classmethod
    def paths(cls, paths):
        return cls(PATHS % kept("\n".join(paths) + "\n"))

    @classmethod
    def upload(cls, body):
        return cls(UPLOAD % (kept(body), MULTIPART))

    def drive(self, port, seconds, connections=4, batch=False):
        """Runs wrk for the given number of seconds. If batch is set, wrk runs with the scheduling policy SCHED_BATCH, so that it does not preempt the server at each response."""
        out = subprocess.run(
            [*(["chrt", "--batch", "0"] if batch else []), "wrk", "-t", str(min(2, connections)), "-c", str(connections), "-d", f"{seconds}s", "--timeout", "60s", "-s", self.script,
             f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True).stdout
        requests, duration, p50, p99, errors = re.search(r"RESULT (\S+) (\S+) (\S+) (\S+) (\S+)", out).groups()
        return Answered(int(requests), int(requests) / float(duration), float(p50), float(p99), int(errors))
