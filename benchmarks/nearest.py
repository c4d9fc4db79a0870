#!/usr/bin/env python3
"""Compares /reverse?nearest=true with a full scan of the data and measures its throughput.

usage: nearest.py INDEX DATA.ndjson.gz [--points 2000] [--radius 5000] [--seconds 10] [--warm 30]

DATA must be the file from which INDEX was built. Random points lie on land (up to 6 km from an address), at sea and overseas. The distance of each
result must equal the distance of the nearest point in DATA, to a tenth of a metre. The response must be empty if no point lies within the radius.
The throughput measurement excludes points at sea.

needs: numpy; wrk for the throughput measurement
"""
import argparse, json, os, random, tempfile

import numpy

from checks import Checks
from server_process import ServerProcess
from workload import Wrk, lines_of

# The Earth's radius in addok (1.3.2, helpers.haversine_distance).
EARTH_METRES = 6_367_000
METRES_OF_DEGREE = 111_000
TOLERANCE = 0.1
SEA = [(43.0, 48.5, -5.5, -2.0), (42.3, 43.2, 3.5, 6.0), (49.4, 50.5, -1.5, 1.3), (15.0, 17.0, -62.0, -60.5), (-22.0, -20.5, 55.0, 56.2)]
SHARES = {"land": 0.6, "sea": 0.2, "overseas": 0.2}


def points(data):
    """Returns the latitudes and longitudes of all places and house numbers, in degrees."""
    found = []
    for line in lines_of(data):
        place = json.loads(line)
        found.append((place["lat"], place["lon"]))
        found.extend((number["lat"], number["lon"]) for number in place.get("housenumbers", {}).values())
    return numpy.array(found)


def drawn(all_points, count):
    chance = random.Random(11)
    overseas = all_points[(all_points[:, 0] < 30)]
    for where, share in SHARES.items():
        for _ in range(int(count * share)):
            if where == "sea":
                south, north, west, east = chance.choice(SEA)
                yield where, chance.uniform(south, north), chance.uniform(west, east)
            else:
                latitude, longitude = chance.choice(all_points if where == "land" else overseas)
                yield where, latitude + chance.uniform(-6000, 6000) / METRES_OF_DEGREE, longitude + chance.uniform(-6000, 6000) / METRES_OF_DEGREE


def metres(latitude, longitude, latitudes, longitudes):
    p, q = numpy.radians(latitude), numpy.radians(latitudes)
    a = numpy.sin((q - p) / 2) ** 2 + numpy.cos(p) * numpy.cos(q) * numpy.sin(numpy.radians(longitudes - longitude) / 2) ** 2
    return 2 * EARTH_METRES * numpy.arcsin(numpy.sqrt(a))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("index")
    arguments.add_argument("data")
    for name, default in (("points", 2000), ("radius", 5000), ("seconds", 10), ("warm", 30)):
        arguments.add_argument(f"--{name}", type=int, default=default)
    arguments = arguments.parse_args()
    check = Checks()
    everything = points(arguments.data)
    server = ServerProcess(arguments.index, os.path.join(tempfile.gettempdir(), "odonym-nearest.log"))
    try:
        wrong, with_one, paths = [], 0, []
        asked = list(drawn(everything, arguments.points))
        for where, latitude, longitude in asked:
            latitude, longitude = round(latitude, 6), round(longitude, 6)
            path = f"/reverse?nearest=true&radius={arguments.radius}&lat={latitude}&lon={longitude}"
            if where != "sea":
                paths.append(path)
            features = json.loads(server.get(path))["features"]
            least = metres(latitude, longitude, everything[:, 0], everything[:, 1]).min()
            if features:
                with_one += 1
                east, north = features[0]["geometry"]["coordinates"]
                holds = abs(metres(latitude, longitude, numpy.array([north]), numpy.array([east]))[0] - least) < TOLERANCE
            else:
                holds = least > arguments.radius - TOLERANCE
            if not holds:
                wrong.append((path, least, features))
        for each in wrong[:5]:
            print(each)
        check("as near as a full scan finds", not wrong,
              f"{len(asked) - len(wrong)} of {len(asked)} points, over {len(everything):,} points; {with_one} within {arguments.radius} m")
        wrk = Wrk.paths(paths)
        wrk.drive(server.port, arguments.warm, 4)
        load = wrk.drive(server.port, arguments.seconds, 4)
        check("without an error", load.errors == 0, f"{load.rate:,.0f} a second by 4 connections, p99 {load.p99:.1f} ms")
    finally:
        server.stop()
    check.end()


if __name__ == "__main__":
    main()
