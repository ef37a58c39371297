"""A working day in small: seven tenths of what the server can do, all methods at once; memory, descriptors and threads
stay where they are."""

import contextlib

from figures import at_least, at_most, exactly, info
from load_client import LoadClient, run_load, share_answered
from process_figures import Sampler, slope, spread
from server_process import ServerProcess

MIB = 1 << 20
# At seven tenths of the peak a server takes nearly all calls; one that fails takes none, and has no memory to grow.
ANSWERED_MIN = 0.8


def run_mix(setup, server, peak, seconds):
    """The reports of callers that together take seven tenths of the server."""
    rate = 0.7 * peak / 3
    common = {"seconds": seconds, "poisson": True, "in_flight_max": 2000}
    kinds = [
        {"rate": rate, "connections": 4},
        {"method": "batch", "batch_articles": 8, "rate": rate / 8, "deadline_ms": 30000},
        {"method": "stream", "rate": rate},
        {"method": "health", "rate": 5},
        {"method": "info", "rate": 5},
    ]
    with contextlib.ExitStack() as running:
        callers = [running.enter_context(LoadClient(setup, server.target, **kind, **common)) for kind in kinds]
        return [caller.report() for caller in callers]


def run(setup):
    seconds = 7200 if setup.long else 30
    with ServerProcess(setup, name="soak") as server:
        peak = run_load(setup, server.target, closed=4, seconds=3, warmup_seconds=0.5)["goodput_per_s"]
        if peak <= 0:
            raise RuntimeError("no call is answered")
        with Sampler(server.pid, interval_s=0.5) as sampler:
            reports = run_mix(setup, server, peak, seconds)
    return answer_figures(reports) + process_figures_of(sampler.after(0.3), setup.long)


def share_of_articles(report):
    """Articles of batches with claims, of all that were answered; 1 for other methods."""
    failed = sum(report["articles"]["failed"].values())
    answers = report["articles"]["ok"] + failed
    return report["articles"]["ok"] / answers if answers else 1.0


def answer_figures(reports):
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
    ]
    figures += [
        at_least(f"{report['options']['method']}: answered, of all", share_answered(report), ANSWERED_MIN)
        for report in reports
    ]
    figures.append(at_least("articles with claims, of those answered", min(map(share_of_articles, reports)), ANSWERED_MIN))
    return figures


def process_figures_of(samples, is_long):
    half = len(samples) // 2
    rss = [sample.rss_bytes / MIB for sample in samples]
    growth = slope([(sample.seconds / 3600, sample.rss_bytes / MIB) for sample in samples])
    figures = [
        info("memory", rss[-1], "MiB"),
        at_most("memory of the second half, of the first", sum(rss[half:]) / len(rss[half:]) / (sum(rss[:half]) / half), 1.05),
        at_most("descriptors, most over least", max(s.descriptors for s in samples) - min(s.descriptors for s in samples), 8),
        at_most("threads, most over least", max(s.threads for s in samples) - min(s.threads for s in samples), 4),
        info("memory, spread", 100 * spread(rss), "%"),
    ]
    # Over minutes a slope says nothing: one buffer more is megabytes an hour.
    figures.append(at_most("memory grows", growth, 1, "MiB/h") if is_long else info("memory grows", growth, "MiB/h"))
    return figures
