"""A working day in small: seven tenths of what the server can do, all methods at once; memory, descriptors and threads
stay where they are."""

from figures import at_most, exactly, info
from load_client import LoadClient, run_load
from process_figures import Sampler, slope, spread
from server_process import ServerProcess

MIB = 1 << 20


def run_mix(setup, server, peak, seconds):
    """The reports of callers that together take seven tenths of the server."""
    rate = 0.7 * peak / 3
    common = {"seconds": seconds, "poisson": True, "in_flight_max": 2000}
    callers = [
        LoadClient(setup, server.target, rate=rate, connections=4, **common),
        LoadClient(setup, server.target, method="batch", batch_articles=8, rate=rate / 8, deadline_ms=30000, **common),
        LoadClient(setup, server.target, method="stream", rate=rate, **common),
        LoadClient(setup, server.target, method="health", rate=5, **common),
        LoadClient(setup, server.target, method="info", rate=5, **common),
    ]
    return [caller.report() for caller in callers]


def run(setup):
    seconds = 7200 if setup.long else 30
    with ServerProcess(setup, name="soak") as server:
        peak = run_load(setup, server.target, closed=4, seconds=3, warmup_seconds=0.5)["goodput_per_s"]
        with Sampler(server.pid, interval_s=0.5) as sampler:
            reports = run_mix(setup, server, peak, seconds)
    samples = sampler.after(0.3)
    half = len(samples) // 2
    rss = [sample.rss_bytes / MIB for sample in samples]
    growth = slope([(sample.seconds / 3600, sample.rss_bytes / MIB) for sample in samples])
    broken = sum(
        count
        for report in reports
        for result, count in report["results"].items()
        if result not in ("OK", "RESOURCE_EXHAUSTED")
    )
    figures = [
        info("calls and articles of streams", sum(report["sent"] for report in reports)),
        info("refused", sum(report["results"].get("RESOURCE_EXHAUSTED", 0) for report in reports)),
        exactly("ended otherwise than OK or refused", broken, 0),
        info("memory", rss[-1], "MiB"),
        at_most("memory of the second half, of the first", sum(rss[half:]) / len(rss[half:]) / (sum(rss[:half]) / half), 1.05),
        at_most("descriptors, most over least", max(s.descriptors for s in samples) - min(s.descriptors for s in samples), 8),
        at_most("threads, most over least", max(s.threads for s in samples) - min(s.threads for s in samples), 4),
        info("memory, spread", 100 * spread(rss), "%"),
    ]
    # Over minutes a slope says nothing: one buffer more is megabytes an hour.
    figures.append(at_most("memory grows", growth, 1, "MiB/h") if setup.long else info("memory grows", growth, "MiB/h"))
    return figures
