"""Runs pairs of simultaneous imports into one folder.

Usage: import_pairs.py JAR EXPORT [--pairs N] [--rows N]

After each pair, the folder must contain one valid index, and at most one import may exit with 0. EXPORT is a CSV
file of the BAN, compressed with gzip; each import of a pair reads a different part of it.
"""

import argparse
import collections
import gzip
import itertools
import os
import subprocess
import sys
import tempfile


def parts(export, rows, folder):
    """Writes two files with different rows of the export and returns their paths."""
    with gzip.open(export, "rt", encoding="utf-8") as lines:
        header = next(lines)
        paths = []
        for name in ("one.csv", "two.csv"):
            path = os.path.join(folder, name)
            with open(path, "w", encoding="utf-8") as out:
                out.write(header)
                out.writelines(itertools.islice(lines, rows))
            paths.append(path)
        return paths


def java(jar, *arguments):
    return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Xmx384m", "-jar", jar, *arguments]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jar")
    parser.add_argument("export")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--rows", type=int, default=500)
    options = parser.parse_args()
    outcomes = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        inputs = parts(options.export, options.rows, folder)
        for pair in range(options.pairs):
            index = os.path.join(folder, f"index-{pair}")
            imports = [
                subprocess.Popen(java(options.jar, "index", "--input", path, "--output", index), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                for path in inputs
            ]
            messages = [process.communicate()[1].decode() for process in imports]
            codes = sorted(process.returncode for process in imports)
            search = subprocess.run(java(options.jar, "search", "--index", index, "rue"), capture_output=True)
            valid = search.returncode == 0
            outcomes[(tuple(codes), "valid" if valid else "unusable")] += 1
            if not valid:
                print(f"pair {pair}: exits {codes}: {search.stderr.decode().strip()[:300]}", flush=True)
            elif codes[0] != 0 or codes[1] == 0:
                print(f"pair {pair}: exits {codes}: {' | '.join(message.strip()[-200:] for message in messages)}", flush=True)
    for (codes, state), count in sorted(outcomes.items()):
        print(f"{count} pairs: exits {codes[0]} and {codes[1]}, index {state}")
    wrong = sum(count for (codes, state), count in outcomes.items() if state != "valid" or codes.count(0) != 1)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
