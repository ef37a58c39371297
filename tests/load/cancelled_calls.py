"""Ten thousand calls cancelled at random points: nothing is left in flight, nothing leaks."""

import time

from figures import at_least, at_most, exactly, info
from load_client import run_load
from process_figures import Sampler
from server_process import ServerProcess

CANCELLED_MIN = 10_000
# For each CANCELLED_MIN. It takes a tenth of that; a server that cancels one call a round would take for ever.
SECONDS_MAX = 600
GAUGES = ("isnad_calls_in_flight", "isnad_in_flight_bytes", "isnad_tasks_waiting")


def cancel_until_enough(setup, server):
    """Rounds of calls until enough were cancelled or time is up; what became of all of them."""
    results = {}
    times = 10 if setup.long else 1
    end = time.monotonic() + SECONDS_MAX * times
    while results.get("CANCELLED", 0) < CANCELLED_MIN * times and time.monotonic() < end:
        report = run_load(
            setup,
            server.target,
            closed=4,
            seconds=60,
            calls_max=2000,
            cancel_within_ms=20,
            connections=4,
            seed=1 + sum(results.values()),
        )
        for result, count in report["results"].items():
            results[result] = results.get(result, 0) + count
        if report["results"].get("CANCELLED", 0) == 0:
            raise RuntimeError(f"no call was cancelled: {report['results']}")
    return results


def run(setup):
    with ServerProcess(setup, name="cancel") as server:
        run_load(setup, server.target, closed=4, seconds=3, connections=4)  # the memory that work needs
        with Sampler(server.pid) as sampler:
            results = cancel_until_enough(setup, server)
        left = [server.wait_for_metric(gauge, lambda value: value == 0, within_s=5)[1] for gauge in GAUGES]
        after = run_load(setup, server.target, closed=1, seconds=10, calls_max=50)
    rss = [sample.rss_bytes / (1 << 20) for sample in sampler.after(0.3)]
    figures = [
        at_least("calls cancelled", results.get("CANCELLED", 0), CANCELLED_MIN),
        info("answered before", results.get("OK", 0)),
        info("refused", results.get("RESOURCE_EXHAUSTED", 0)),
    ]
    figures += [exactly(f"{gauge} after", value, 0) for gauge, value in zip(GAUGES, left)]
    figures += [
        at_most("memory at its end, of its beginning", rss[-1] / rss[0], 1.1),
        info("memory", rss[-1], "MiB"),
        exactly("calls answered afterwards", after["results"].get("OK", 0), 50),
    ]
    return figures
