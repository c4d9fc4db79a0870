"""Writes the report of soak.py: tables and plots of memory, file descriptors, threads and latency."""
import collections, math, os, platform, time


def slope(points):
    """Returns the slope per hour of a regression line, its standard error, and the mean. Averages the points over each minute to reduce autocorrelation."""
    minutes = collections.defaultdict(list)
    for at, value in points:
        minutes[int(at // 60)].append(value)
    xs, ys = zip(*[(m / 60, sum(v) / len(v)) for m, v in sorted(minutes.items())])
    if len(xs) < 5:
        return 0, float("inf"), sum(ys) / len(ys)  # too few points for a slope
    n, mx, my = len(xs), sum(xs) / len(xs), sum(ys) / len(ys)
    sxx = sum((x - mx) ** 2 for x in xs)
    b = sum((x - mx) * (y - my) for x, y in zip(xs, ys)) / sxx
    error = math.sqrt(sum((y - my - b * (x - mx)) ** 2 for x, y in zip(xs, ys)) / max(1, n - 2) / sxx)
    return b, error, my


def quantile(values, q):
    return sorted(values)[min(len(values) - 1, int(len(values) * q))] if values else float("nan")


def write_report(soak, folder, command):
    """Writes soak.md and its plots. Returns a list of short descriptions of the problems found."""
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    minutes = lambda points: [at / 60 for at, _ in points]
    series = lambda key, scale=1: [(s["at"], s[key] / scale) for s in soak.samples]

    def plot(name, title, lines, log=False):
        figure, axes = plt.subplots(figsize=(9, 3.2), layout="constrained")
        for label, points in lines:
            axes.plot(minutes(points), [value for _, value in points], label=label, linewidth=1)
        for at, what in soak.events:
            if what == "swap":
                axes.axvline(at / 60, color="0.9", linewidth=0.8, zorder=0)
        axes.set(title=title, xlabel="minutes")
        axes.set_yscale("log" if log else "linear")
        if not log:
            axes.set_ylim(bottom=0)
        axes.legend(loc="best", fontsize=8)
        figure.savefig(os.path.join(folder, name), dpi=90)
        plt.close(figure)

    plot("memory.png", "Memory, MB (a line for each swap)", [(k, series(k, 1e6)) for k in ("resident", "anonymous", "files", "heap", "beside the heap")])
    plot("resources.png", "Descriptors, threads, mapped indexes", [(k, series(k)) for k in ("descriptors", "threads", "indexes mapped")])
    by_half_minute = collections.defaultdict(list)
    for at, took in soak.latencies:
        by_half_minute[int(at // 30)].append(took)
    plot("latency.png", "Latency of searches, ms", [(f"p{q}", [(slot * 30 + 15, 1000 * quantile(v, q / 100)) for slot, v in sorted(by_half_minute.items())]) for q in (50, 99)], log=True)

    settled = soak.options.minutes * 60 * soak.options.settle
    rows, wrong = [], []
    for key, scale, unit, tolerance in (("resident", 1e6, "MB", 0.05), ("anonymous", 1e6, "MB", 0.05), ("descriptors", 1, "", 0.05), ("threads", 1, "", 0.05)):
        b, error, mean = slope([p for p in series(key, scale) if p[0] >= settled])
        grows = b - 3 * error > 0 and b > tolerance * mean
        rows.append(f"| {key} | {mean:,.1f} {unit} | {b:+,.1f} ± {error:,.1f} {unit} | {'**grows**' if grows else 'within noise' if abs(b) <= 3 * error else 'falls' if b < 0 else f'under {tolerance:.0%}'} |")
        if grows:
            wrong.append(f"{key} grows by {b:.1f} {unit} an hour")
    rest = [(at, took) for at, took in soak.latencies if at >= settled]
    half = settled + (soak.options.minutes * 60 - settled) / 2
    drift = []
    for q in (50, 99):
        first, last = (1000 * quantile([t for at, t in rest if (at < half) == early], q / 100) for early in (True, False))
        drift.append(f"| p{q} | {first:.1f} ms | {last:.1f} ms | {last / first:.2f} |")
    failed = sum(number for what, number in soak.counts.items() if what.startswith("FAILED"))
    if failed:
        wrong.append(f"{failed} failures")
    if not soak.server.alive():
        wrong.append("the server has ended")
    with open(os.path.join(folder, "soak.md"), "w") as page:
        page.write("# Soak\n\n"
                   f"`{command}`, {time.strftime('%Y-%m-%d %H:%M', time.gmtime(soak.start))} UTC, {os.cpu_count()} processors, {platform.machine()}"
                   f"{', at the lowest priority of the system, beside other work' if soak.options.low else ''}.\n\n"
                   f"{len(soak.latencies):,} searches in {soak.options.minutes:g} minutes, {soak.swaps} swaps: "
                   f"{'**' + '; '.join(wrong) + '**' if wrong else 'nothing failed, nothing grows'}.\n\n"
                   f"Slopes and drift are those after the first {settled / 60:.0f} minutes, in which a JVM compiles and its heap finds its size; noise is three standard errors.\n\n"
                   "| | mean | an hour | |\n|---|---|---|---|\n" + "\n".join(rows) +
                   "\n\n| latency | first half | second half | ratio |\n|---|---|---|---|\n" + "\n".join(drift) +
                   "\n\n![Memory](memory.png)\n\n![Resources](resources.png)\n\n![Latency](latency.png)\n\n"
                   "| what | how often |\n|---|---|\n" + "\n".join(f"| {what} | {number:,} |" for what, number in sorted(soak.counts.items())) + "\n" +
                   "".join(f"\n    {line}" for line in soak.failures) + ("\n" if soak.failures else ""))
    return wrong
