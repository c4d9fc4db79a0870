#!/usr/bin/env python3
"""Writes all French municipalities in the BAN's addok export format, one per line, compressed with gzip.

usage: make-municipalities.py COMMUNES.ndjson.gz municipalities.ndjson.gz communes.tsv.gz

COMMUNES.ndjson.gz contains one municipality or arrondissement per line: citycode, name, postcodes, population, lat, lon, department,
department_name, region_name, parent, bbox (INSEE and Etalab, Licence Ouverte 2.0). The third file is the table of populations, departments,
regions and areas for the CSV readers (src/main/resources/io/odonym/source). The output is reproducible.
"""
import gzip, json, math, sys

GRS80_E = 0.0818191910428158
UTM_ZONES = {"971": (20, 1), "972": (20, 1), "977": (20, 1), "978": (20, 1), "973": (22, 1), "974": (40, -1), "976": (38, -1)}


def lambert93(lat, lon):
    """Returns the Lambert 93 coordinates of a point in metropolitan France, in metres (IGN, NT/G 71)."""
    n, c, xs, ys = 0.7256077650532670, 11754255.4260960, 700000.0, 12655612.0498760
    phi, lam = math.radians(lat), math.radians(lon)
    latitude = math.log(math.tan(math.pi / 4 + phi / 2) * ((1 - GRS80_E * math.sin(phi)) / (1 + GRS80_E * math.sin(phi))) ** (GRS80_E / 2))
    r, t = c * math.exp(-n * latitude), n * (lam - math.radians(3))
    return xs + r * math.sin(t), ys - r * math.cos(t)


def utm(lat, lon, zone, hemisphere):
    """Returns the UTM coordinates of a point in the overseas departments, in metres (Snyder 1987, Map Projections, formulas 8-9 to 8-15)."""
    a, e2, k0 = 6378137.0, GRS80_E ** 2, 0.9996
    ep2 = e2 / (1 - e2)
    phi, lam = math.radians(lat), math.radians(lon - (zone * 6 - 183))
    n = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    t, c, big_a = math.tan(phi) ** 2, ep2 * math.cos(phi) ** 2, math.cos(phi) * lam
    m = a * ((1 - e2 / 4 - 3 * e2 ** 2 / 64 - 5 * e2 ** 3 / 256) * phi - (3 * e2 / 8 + 3 * e2 ** 2 / 32 + 45 * e2 ** 3 / 1024) * math.sin(2 * phi)
             + (15 * e2 ** 2 / 256 + 45 * e2 ** 3 / 1024) * math.sin(4 * phi) - 35 * e2 ** 3 / 3072 * math.sin(6 * phi))
    x = k0 * n * (big_a + (1 - t + c) * big_a ** 3 / 6 + (5 - 18 * t + t ** 2 + 72 * c - 58 * ep2) * big_a ** 5 / 120) + 500000
    y = k0 * (m + n * math.tan(phi) * (big_a ** 2 / 2 + (5 - t + 9 * c + 4 * c ** 2) * big_a ** 4 / 24
                                       + (61 - 58 * t + t ** 2 + 600 * c - 330 * ep2) * big_a ** 6 / 720))
    return x, y + (0 if hemisphere > 0 else 10_000_000)


def importance(population, numbers):
    """Returns the importance, calculated with the formula of the BAN's export."""
    return round((math.log(1 + population / 3) + math.log(1 + numbers)) / 20, 5)


def municipality(c):
    department = c["department"]
    zone = UTM_ZONES.get(department)
    if department == "984":  # the French Southern and Antarctic Lands, which lie far apart
        zone = (int((c["lon"] + 180) // 6) + 1, -1)
    x, y = utm(c["lat"], c["lon"], *zone) if zone else lambert93(c["lat"], c["lon"])
    context = ", ".join(dict.fromkeys([department, c["department_name"], c["region_name"] or c["department_name"]]))
    return {"id": c["citycode"], "type": "municipality", "name": c["name"], "postcode": c["postcodes"], "citycode": c["citycode"],
            "x": round(x, 2), "y": round(y, 2), "lon": c["lon"], "lat": c["lat"], "population": c["population"], "city": c["name"],
            "context": context, "importance": importance(c["population"], 0)}


def area(sides):
    """Returns west, south, east and north of a municipality, rounded outwards to a tenth of a degree."""
    rounded = [(math.floor, math.ceil)[i // 2](side * 10) / 10 for i, side in enumerate(sides)]
    return ",".join(f"{side:g}" for side in rounded)


def write(path, lines):
    with open(path, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as out:
        for line in lines:
            out.write((line + "\n").encode())


def main():
    source, places, table = sys.argv[1:4]
    with gzip.open(source, "rt", encoding="utf-8") as f:
        communes = [json.loads(line) for line in f]
    whole = [{**c, "population": c["population"] or 0} for c in communes if c["lat"] is not None]
    write(places, (json.dumps(municipality(c), ensure_ascii=False) for c in whole))
    write(table, ("\t".join([c["citycode"], c["name"], ",".join(c["postcodes"]), str(c["population"] or 0), c["department"], c["department_name"],
                             c["region_name"] or c["department_name"], c["parent"] or "", area(c["bbox"] or [])])
                  for c in communes))


if __name__ == "__main__":
    main()
