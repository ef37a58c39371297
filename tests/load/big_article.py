"""A megabyte of text always in flight: small calls keep their latency. Alternating, in one run."""

from figures import at_most, exactly, info, median
from load_client import LoadClient, ok_latency, run_load
from server_process import ServerProcess

SMALL_BYTES = 4 << 10
BIG_BYTES = 1 << 20
SMALL_RATE = 100
KINDS = ("without", "beside", "big")


def small_calls(setup, server, seconds):
    return run_load(
        setup, server.target, rate=SMALL_RATE, poisson=True, seconds=seconds, warmup_seconds=0.5, article_bytes=SMALL_BYTES
    )


def measure_round(setup, server, seconds):
    without = small_calls(setup, server, seconds)
    # Begins a little earlier and ends a little later than the small calls.
    with LoadClient(
        setup, server.target, closed=1, seconds=seconds + 1, article_bytes=BIG_BYTES, articles_max=2, deadline_ms=60000
    ) as big:
        beside = small_calls(setup, server, seconds)
        return {"without": without, "beside": beside, "big": big.report()}


def run(setup):
    rounds = 10 if setup.long else 4
    with ServerProcess(setup, name="big") as server:
        measured = [measure_round(setup, server, 20 if setup.long else 6) for _ in range(rounds)]
    ratios = [ok_latency(one["beside"], "p99") / ok_latency(one["without"], "p99") for one in measured]
    sent = sum(one["beside"]["sent"] for one in measured)
    refused = {kind: sum(one[kind]["results"].get("RESOURCE_EXHAUSTED", 0) for one in measured) for kind in KINDS}
    answered = sum(one[kind]["results"].get("OK", 0) for one in measured for kind in KINDS)
    failed = sum(one[kind]["sent"] for one in measured for kind in KINDS) - answered - sum(refused.values())
    return [
        info("small calls alone, p50", median([ok_latency(one["without"], "p50") for one in measured]), "ms"),
        info("small calls alone, p99", median([ok_latency(one["without"], "p99") for one in measured]), "ms"),
        info("beside 1 MiB, p50", median([ok_latency(one["beside"], "p50") for one in measured]), "ms"),
        info("beside 1 MiB, p99", median([ok_latency(one["beside"], "p99") for one in measured]), "ms"),
        info("1 MiB articles answered", sum(one["big"]["results"].get("OK", 0) for one in measured)),
        at_most("p99 beside, of p99 alone", median(ratios), 3),
        info("least and most", f"{min(ratios):.2f} to {max(ratios):.2f}"),
        info("small calls refused alone", refused["without"]),
        # A server that refused the slow ones would have a fine p99 of the rest.
        at_most("small calls refused beside, of all", refused["beside"] / sent, 0.01),
        exactly("1 MiB articles refused", refused["big"], 0),
        exactly("calls that end otherwise", failed, 0),
    ]
