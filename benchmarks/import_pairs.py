"""Runs pairs of simultaneous imports into one folder.

Usage: import_pairs.py JAR EXPORT [--pairs N] [--rows N]

After each pair, the folder must contain one valid index, and exactly one import must exit with 0. An import that starts
late can find that the other one has ended; it then replaces the index, and both exit with 0. The program recognizes this
case by the process identifiers in the lock file, and repeats the pair. EXPORT is a CSV file of the BAN, compressed with
gzip; each import of a pair reads a different part of it.
"""

import argparse
import collections
import gzip
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time


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


class Pair:
    """Two imports into one folder that start at the same time."""

    def __init__(self, jar, inputs, index):
        self.lock = os.path.join(index, ".import.lock")
        self.imports = [
            subprocess.Popen(java(jar, "index", "--input", path, "--output", index), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for path in inputs
        ]
        self.locked, self.released = {}, {}
        self.watch()
        self.messages = [process.stderr.read().decode() for process in self.imports]
        self.codes = tuple(sorted(process.returncode for process in self.imports))

    def watch(self):
        """Notes when each process is first and last seen as the holder of the lock."""
        while any(process.poll() is None for process in self.imports):
            try:
                with open(self.lock, encoding="ascii") as lock:
                    holder = lock.read()
            except OSError:
                holder = ""
            if holder.isdigit():
                self.locked.setdefault(int(holder), time.monotonic())
                self.released[int(holder)] = time.monotonic()
            time.sleep(0.002)

    def sequential(self):
        """Returns whether one import had released the lock before the other one acquired it."""
        one, other = (process.pid for process in self.imports)
        if one not in self.locked or other not in self.locked:
            return False
        return self.released[one] < self.locked[other] or self.released[other] < self.locked[one]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jar")
    parser.add_argument("export")
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--rows", type=int, default=2000)
    options = parser.parse_args()
    outcomes = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        inputs = parts(options.export, options.rows, folder)
        number = 0
        while outcomes.total() < options.pairs:
            index = os.path.join(folder, f"index-{number}")
            pair = Pair(options.jar, inputs, index)
            search = subprocess.run(java(options.jar, "search", "--index", index, "rue"), capture_output=True)
            valid = search.returncode == 0
            if not valid:
                print(f"pair {number}: exits {pair.codes}: {search.stderr.decode().strip()[:300]}", flush=True)
            elif pair.codes.count(0) != 1:
                messages = " | ".join(message.strip()[-200:] for message in pair.messages)
                print(f"pair {number}: exits {pair.codes}: sequential: {pair.sequential()}, locked from {pair.locked} to {pair.released}: {messages}", flush=True)
            number += 1
            if not (valid and pair.codes == (0, 0) and pair.sequential()):
                outcomes[(pair.codes, "valid" if valid else "unusable")] += 1
            shutil.rmtree(index, ignore_errors=True)
    for (codes, state), count in sorted(outcomes.items()):
        print(f"{count} pairs: exits {codes[0]} and {codes[1]}, index {state}")
    print(f"{number - options.pairs} pairs repeated, because one import had ended before the other one started to write")
    wrong = sum(count for (codes, state), count in outcomes.items() if state != "valid" or codes.count(0) != 1)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
