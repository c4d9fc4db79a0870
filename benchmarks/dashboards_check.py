#!/usr/bin/env python3
"""Checks that every dashboard panel has data in a real Prometheus server that has scraped Odonym under mixed load.

usage: dashboards_check.py INDEX DATA.ndjson.gz [--seconds 90]

The load consists of searches, typed prefixes, reverse searches, files, invalid requests and one index swap.
needs: prometheus, wrk
"""
import argparse, os, shutil, subprocess, sys, tempfile, threading, time

from scraper import Scraper
from server_process import ROOT, ServerProcess
from workload import Workload, Wrk


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("index")
    options.add_argument("data")
    options.add_argument("--seconds", type=int, default=90)
    given = options.parse_args()
    workload = Workload(given.data, 5000)
    odd = ["/search/", "/search?q=x&limit=many", "/reverse?lat=91&lon=1", "/nothing", "/search?q=" + "a" * 3000]
    with tempfile.TemporaryDirectory() as work:
        index = shutil.copytree(given.index, f"{work}/index")
        server = ServerProcess(index, f"{work}/server.log")
        try:
            with Scraper(server) as prometheus:
                drivers = [Wrk.paths(list(workload.mix())), Wrk.paths(list(workload.reverse())), Wrk.paths(odd), Wrk.upload(workload.csv(200))]
                threads = [threading.Thread(target=wrk.drive, args=(server.port, given.seconds, 2)) for wrk in drivers]
                for thread in threads:
                    thread.start()
                time.sleep(given.seconds / 2)
                server.hang_up()
                time.sleep(given.seconds / 4)
                # Runs the queries during the load, because some panels show only the last minute.
                checked = subprocess.run([sys.executable, os.path.join(ROOT, "k8s/check-dashboards.py"), prometheus.address])
                for thread in threads:
                    thread.join()
        finally:
            server.stop()
    sys.exit(checked.returncode)


if __name__ == "__main__":
    main()
