#!/usr/bin/env python3
"""Checks the results of the Spark job on a real cluster against those of the server, and measures the job's throughput per core.

same:  geocodes rows of mixed requests with /search/csv, `odonym geocode`, the job on two executors, and SQL from PySpark. The rows repeat recorded requests.
       Some queries are too long and some cells have two lines. All four results must be equal, row by row.
speed: geocodes such rows, or messy addresses drawn from an export (capitals, no accents, abbreviations, some typos), with `odonym geocode` on two threads,
       then with the job on two executors and on one. Each worker is pinned to one processor, so that an executor cannot use the processor of another.
       The job must reach 75 % of the throughput per core of `odonym geocode`, and two executors must reach 1.8 times the throughput of one.
       Each executor has 600 MB of heap, and the index must be copied only once.

usage: scale_out.py same  INDEX GOLDEN.ndjson.gz --spark SPARK.SH [--rows 100000]
       scale_out.py speed INDEX GOLDEN.ndjson.gz|DATA.ndjson.gz|FOLDER --spark SPARK.SH [--rows 1000000] [--rounds 1]
needs: taskset, two processors, a script SPARK.SH that runs a cluster of two workers with one core each (start DIR, submit DIR ARGUMENTS..., stop DIR; ../shared/tools/spark.sh is one),
       target/odonym-spark.jar (mvn package)
"""
import argparse, contextlib, csv, glob, io, json, os, random, re, shutil, subprocess, sys, tempfile, time, urllib.parse, urllib.request

from checks import Checks
from server_process import ROOT, ServerProcess
from workload import Workload, lines_of

JAR = os.path.join(ROOT, "target", "odonym-spark.jar")
JOB = "io.odonym.spark.GeocodeJob"
COLUMNS = ["n", "adresse", "cp", "commune", "latitude_connue", "longitude_connue", "note"]
RESULTS = ("longitude latitude result_score result_score_next result_label result_type result_id result_housenumber result_name result_street result_postcode"
           " result_city result_context result_citycode result_oldcitycode result_oldcity result_district result_status").split()
OF_MIXED = ["--columns", "adresse", "--filter", "postcode=cp", "--filter", "citycode=commune", "--lat", "latitude_connue", "--lon", "longitude_connue"]
OF_MESSY = ["--columns", "address,city", "--filter", "postcode=postcode"]
NUMBERS = {"longitude", "latitude", "result_score", "result_score_next"}
HEAP = "600m"
LEAST_OF_A_CORE, LEAST_OF_TWO = 0.75, 1.8
SQL = """
import sys
from pyspark.sql import SparkSession
index, cache, rows, results = sys.argv[1:]
session = (SparkSession.builder.config("spark.sql.extensions", "io.odonym.spark.OdonymExtensions").config("spark.odonym.index", index)
    .config("spark.odonym.cache", cache).getOrCreate())
session.read.option("header", True).option("sep", ";").option("multiLine", True).option("escape", '"').csv(rows).repartition(8).createOrReplaceTempView("rows")
session.sql('''SELECT CAST(n AS INT) n, r.* FROM (SELECT n, odonym_search(coalesce(adresse, ''),
    map('postcode', cp, 'citycode', commune, 'lat', latitude_connue, 'lon', longitude_connue)) r FROM rows)''').write.json(results)
"""
check = Checks()


class Cluster:
    """A cluster of a master and two workers with one core each."""

    def __init__(self, tool, folder):
        self.tool, self.folder = os.path.abspath(tool), folder
        subprocess.run([self.tool, "start", folder], check=True, stdout=subprocess.DEVNULL)
        with open(os.path.join(folder, "env")) as file:
            for processor, worker in enumerate(re.findall(r"WORKER\d_PID=(\d+)", file.read())):
                subprocess.run(["taskset", "-a", "-p", "-c", str(processor), worker], check=True, stdout=subprocess.DEVNULL)

    def submit(self, *arguments):
        """Runs spark-submit on the cluster and returns its output."""
        log = os.path.join(self.folder, "submit.log")
        with open(log, "wb") as out:
            code = subprocess.run([self.tool, "submit", self.folder, *arguments], stdout=out, stderr=subprocess.STDOUT).returncode
        with open(log, encoding="utf-8", errors="replace") as said:
            text = said.read()
        if code:
            sys.exit(f"the job failed:\n{text[-3000:]}")
        return text

    def job(self, index, cache, rows, output, options, cores=2):
        shutil.rmtree(output, ignore_errors=True)
        # Waits for all executors before the measurement starts.
        return self.submit("--conf", "spark.scheduler.minRegisteredResourcesRatio=1", "--class", JOB, "--executor-memory", HEAP, "--total-executor-cores", str(cores), JAR, "--index", index,
                           "--index-cache", cache, "--input", rows, "--output", output, *options)

    def stop(self):
        subprocess.run([self.tool, "stop", self.folder], check=False)


def geocode(index, rows, output, options):
    """Runs `odonym geocode`. Returns the elapsed time and the processor time, in seconds."""
    before, start = os.times(), time.time()
    subprocess.run([os.path.join(ROOT, "odonym"), "geocode", "--quiet", "--index", index, *options, rows, output], check=True)
    after = os.times()
    return time.time() - start, after.children_user + after.children_system - before.children_user - before.children_system


def mixed(golden, count, path):
    """Writes a CSV file of mixed requests, taken from recorded requests."""
    chance, asked = random.Random(7), []
    for line in lines_of(golden):
        url = urllib.parse.urlsplit(json.loads(line)["path"])
        if url.path.strip("/") == "search":
            given = urllib.parse.parse_qs(url.query, keep_blank_values=True)
            first = lambda key: given.get(key, [""])[0]
            single = lambda key: "" if " " in first(key) else first(key)
            asked.append([first("q"), single("postcode"), single("citycode"), first("lat"), first("lon")])
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(COLUMNS)
        for at in range(count):
            if at % len(asked) == 0:
                chance.shuffle(asked)
            text, *rest = asked[at % len(asked)]
            writer.writerow([at, text + " x" * 150 if at % 997 == 0 else text, *rest, "" if at % 50 else 'a "quoted" cell;\nof two lines'])


def uploaded(port, rows):
    """Uploads a CSV file to /search/csv and returns the response."""
    fields = [("columns", "adresse"), ("postcode", "cp"), ("citycode", "commune"), ("lat", "latitude_connue"), ("lon", "longitude_connue"),
              ("result_columns", ",".join(RESULTS))]
    edge = "scale-out-benchmark"
    with open(rows, "rb") as file:
        body = ("".join(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields)
                + f'--{edge}\r\nContent-Disposition: form-data; name="data"; filename="rows.csv"\r\n\r\n').encode() + file.read() + f"\r\n--{edge}--\r\n".encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/search/csv/", body, {"Content-Type": f"multipart/form-data; boundary={edge}"})
    with urllib.request.urlopen(request, timeout=3600) as answer:
        return answer.read()


def parts(output):
    """Returns the output parts of a job as one file with a single header."""
    whole = b""
    for path in sorted(glob.glob(os.path.join(output, "part-*"))):
        with open(path, "rb") as file:
            part = file.read()
        whole += part if not whole else part[part.index(b"\r\n") + 2:]
    return whole


def of_sql(results):
    """Returns the result rows of the SQL functions, keyed by input row number."""
    found = {}
    for path in glob.glob(os.path.join(results, "part-*.json")):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found[row.pop("n")] = row
    return found


def same_row(cells, row):
    """Returns whether an SQL result row has the same values as the result cells of a CSV row."""
    for name in RESULTS:
        cell, value = cells[name], row.get(name)
        if not (value is None and cell == "" or value is not None and cell != "" and (float(cell) == value if name in NUMBERS else cell == value)):
            return False
    return True


def recorded(path):
    """Returns whether the file contains recorded requests instead of addresses."""
    return '"path"' in next(lines_of(path))


def same(given, cluster, folder):
    rows, archive, cache = (os.path.join(folder, name) for name in ("mixed.csv", "index.tar.zst", "cache"))
    mixed(given.data, given.rows, rows)
    subprocess.run([os.path.join(ROOT, "odonym"), "package", given.index, archive], check=True, stdout=subprocess.DEVNULL)
    named = OF_MIXED + ["--result-columns", ",".join(RESULTS)]
    whole = os.path.join(folder, "geocode.csv")
    geocode(given.index, rows, whole, named)
    with open(whole, "rb") as file:
        expected = file.read()
    text = list(csv.DictReader(io.StringIO(expected.decode("utf-8-sig"), newline=""), delimiter=";"))
    statuses = sorted({row["result_status"] for row in text})
    check("rows in, rows out of `odonym geocode`", len(text) == given.rows, f"{given.rows:,} and {len(text):,}; {', '.join(statuses)}")
    server = ServerProcess(given.index, os.path.join(folder, "server.log"))
    try:
        answer = uploaded(server.port, rows)
    finally:
        server.stop()
    check("/search/csv answers as `odonym geocode`, byte for byte", answer == expected, f"{len(answer):,} and {len(expected):,} bytes")
    output = os.path.join(folder, "job")
    said = cluster.job(archive, cache, rows, output, named)
    copies = re.search(r"copied to (\d+) node", said)
    check("the index is copied once to the node of both executors", copies and copies[1] == "1" and len(os.listdir(cache)) >= 1, copies and copies[0])
    answer = parts(output)
    check("the job answers as `odonym geocode`, byte for byte", answer == expected, f"{len(answer):,} and {len(expected):,} bytes, {len(os.listdir(output))} files")
    script, results = os.path.join(folder, "rows.py"), os.path.join(folder, "sql")
    with open(script, "w") as file:
        file.write(SQL)
    cluster.submit("--executor-memory", HEAP, "--jars", JAR, script, archive, cache, rows, results)
    found = of_sql(results)
    different = sum(not same_row(row, found.get(int(row["n"]), {})) for row in text)
    check("SQL from PySpark answers as `odonym geocode`, value for value", different == 0 and len(found) == given.rows,
          f"{different} of {len(found):,} rows differ")


def speed(given, cluster, folder):
    rows, archive, cache = (os.path.join(folder, name) for name in ("rows.csv", "index.tar.zst", "cache"))
    options = OF_MIXED if recorded(given.data) else OF_MESSY
    if options is OF_MIXED:
        mixed(given.data, given.rows, rows)
    else:
        with open(rows, "w", encoding="utf-8", newline="") as file:
            file.writelines(line + "\r\n" for line in Workload(given.data, given.rows).messy())
    subprocess.run([os.path.join(ROOT, "odonym"), "package", given.index, archive], check=True, stdout=subprocess.DEVNULL)
    # Runs a short job first, which copies the index, so that the measurement does not include the copy.
    few = os.path.join(folder, "few.csv")
    with open(rows, newline="") as file, open(few, "w", newline="") as out:
        delimiter = ";" if options is OF_MIXED else ","
        csv.writer(out, delimiter=delimiter).writerows(row for row, _ in zip(csv.reader(file, delimiter=delimiter), range(1001)))
    copies = re.search(r"copied to (\d+) node", cluster.job(archive, cache, few, os.path.join(folder, "few"), options))
    check("the index is copied once to the node of both executors", copies and copies[1] == "1", copies and copies[0])
    alone, two, one = [], [], []
    for number in range(given.rounds):
        wall, processor = geocode(given.index, rows, os.path.join(folder, "geocode.csv"), options)
        alone.append(given.rows / wall / 2)
        print(f"odonym geocode: {given.rows / wall:,.0f} rows/s on two threads, {processor / given.rows * 1e6:,.0f} us of processor time a row", flush=True)
        for cores, rates in ((2, two), (1, one)):
            said = cluster.job(archive, cache, rows, os.path.join(folder, f"job{cores}"), options, cores)
            total, seconds, rate, of_core = re.search(r"([\d,]+) rows in ([\d.]+) s \(([\d,]+) rows/s, ([\d,]+) rows per core-second", said).groups()
            rates.append(int(total.replace(",", "")) / float(seconds))
            assert "copied to" not in said
            print(f"job on {cores}: {total} rows in {seconds} s, {rate} rows/s, {of_core} rows per core-second", flush=True)
    ratios = lambda a, b, times: sorted(x / y * times for x, y in zip(a, b))
    middle = lambda found: found[len(found) // 2]
    of_a_core, of_two = ratios(two, alone, 0.5), ratios(two, one, 1)
    check(f"a core of the job makes {LEAST_OF_A_CORE:.0%} of one of `odonym geocode`", middle(of_a_core) >= LEAST_OF_A_CORE, " ".join(f"{x:.0%}" for x in of_a_core))
    check(f"two executors of {HEAP} of heap make {LEAST_OF_TWO} times what one does", middle(of_two) >= LEAST_OF_TWO, " ".join(f"{x:.2f}" for x in of_two))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", choices=("same", "speed"))
    arguments.add_argument("index")
    arguments.add_argument("data")
    arguments.add_argument("--spark", required=True, help="the script that starts the cluster")
    arguments.add_argument("--rows", type=int, help="default: 100,000 for same, 1,000,000 for speed")
    arguments.add_argument("--rounds", type=int, default=1)
    given = arguments.parse_args()
    given.index = os.path.abspath(given.index)
    given.rows = given.rows or (100_000 if given.what == "same" else 1_000_000)
    if not os.path.exists(JAR):
        sys.exit(f"{JAR} is not there: mvn package")
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as ends:
        cluster = Cluster(given.spark, os.path.join(folder, "cluster"))
        ends.callback(cluster.stop)
        (same if given.what == "same" else speed)(given, cluster, folder)
    check.end()


if __name__ == "__main__":
    main()
