"""Five times more than the server can do: it keeps its pace, answers those it takes as fast as ever, and stays watched.

Rounds of three phases, so that a machine that its neighbours slow down slows all three: the most that a closed loop
gets through; seven tenths of that as an open loop, the normal day; five times that."""

import http.client
import threading
import time

from figures import at_least, at_most, exactly, info, median
from load_client import LoadClient, ok_latency, run_load, share_answered
from server_process import ServerProcess

ARTICLE_BYTES = 11 << 10
CONNECTIONS = 8
ANSWER_MS_MAX = 50
# Of calls that a server is able to take. Ratios alone would be fine where it answers one in a hundred throughout.
ANSWERED_MIN = 0.8


class MetricsProbe:
    """GET /metrics ten times a second, timed from when it was due."""

    def __init__(self, admin):
        self.host, _, port = admin.partition(":")
        self.port = int(port)
        self.latencies_ms = []
        self.failed = 0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()

    def _run(self):
        due = time.monotonic()
        while not self._end.is_set():
            try:
                connection = http.client.HTTPConnection(self.host, self.port, timeout=10)
                connection.request("GET", "/metrics")
                answer = connection.getresponse()
                answer.read()
                connection.close()
                self.failed += answer.status != 200
            except OSError:
                self.failed += 1
            self.latencies_ms.append((time.monotonic() - due) * 1000)
            due += 0.1
            self._end.wait(max(0.0, due - time.monotonic()))


def percentile(values, percent):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def measure_round(setup, server, seconds):
    common = {"article_bytes": ARTICLE_BYTES, "connections": CONNECTIONS, "deadline_ms": 5000}
    closed = run_load(setup, server.target, closed=4, seconds=seconds, warmup_seconds=0.5, **common)
    peak = closed["goodput_per_s"]
    if peak <= 0:
        raise RuntimeError(f"no call is answered: {closed['results']}")
    normal = run_load(
        setup, server.target, rate=0.7 * peak, poisson=True, seconds=2 * seconds, warmup_seconds=0.5, **common
    )
    with MetricsProbe(server.admin) as probe:
        with LoadClient(setup, server.target, method="health", rate=50, seconds=3 * seconds) as health:
            over = run_load(
                setup, server.target, rate=5 * peak, poisson=True, seconds=3 * seconds, warmup_seconds=0.5, **common
            )
            return {
                "peak": peak, "closed": closed, "normal": normal, "over": over, "health": health.report(), "probe": probe
            }


def slowdown(one):
    """p99 of the calls that are taken, of normal; without any there is none to be proud of."""
    normal, over = (ok_latency(one[kind], "p99") for kind in ("normal", "over"))
    return over / normal if normal and over else float("inf")


def figures_of(rounds):
    goodput = [one["over"]["goodput_per_s"] / one["peak"] for one in rounds]
    slower = [slowdown(one) for one in rounds]
    refused = sum(one["over"]["results"].get("RESOURCE_EXHAUSTED", 0) for one in rounds)
    other = sum(
        count
        for one in rounds
        for result, count in one["over"]["results"].items()
        if result not in ("OK", "RESOURCE_EXHAUSTED")
    )
    metrics_ms = [latency for one in rounds for latency in one["probe"].latencies_ms]
    unanswered = sum(one["health"]["sent"] - one["health"]["results"].get("OK", 0) + one["probe"].failed for one in rounds)
    refusals = {key: sum(one["over"]["refusals"][key] for one in rounds) for key in ("with_retry_info", "with_pushback")}
    return [
        info("peak, 11 KB articles", median([one["peak"] for one in rounds]), "/s"),
        info("p99 at 0.7 x peak", median([ok_latency(one["normal"], "p99") for one in rounds]), "ms"),
        info("p99 of accepted at 5 x peak", median([ok_latency(one["over"], "p99") for one in rounds]), "ms"),
        info("refused", refused),
        at_least("answered in a closed loop, of all", min(share_answered(one["closed"]) for one in rounds), ANSWERED_MIN),
        at_least("answered at 0.7 x peak, of all", min(share_answered(one["normal"]) for one in rounds), ANSWERED_MIN),
        at_least("goodput at 5 x, of peak", median(goodput), 0.9),
        at_most("p99 of accepted, of normal", median(slower), 2),
        at_most("health, p99.9", max(ok_latency(one["health"], "p99.9") for one in rounds), ANSWER_MS_MAX, "ms"),
        info("health, max", max(ok_latency(one["health"], "max") for one in rounds), "ms"),
        at_most("GET /metrics, p99.9", percentile(metrics_ms, 99.9), ANSWER_MS_MAX, "ms"),
        at_least("health, answered", min(one["health"]["results"].get("OK", 0) for one in rounds), 1),
        exactly("health and metrics unanswered", unanswered, 0),
        exactly("refused without RetryInfo", refused - refusals["with_retry_info"], 0),
        exactly("refused without pushback", refused - refusals["with_pushback"], 0),
        exactly("calls that end otherwise", other, 0),
        exactly("not sent by the generator", sum(one["over"]["not_sent"] for one in rounds), 0),
        info("generator late, p99", max(one["over"]["send_lag_ms"]["p99"] for one in rounds), "ms"),
    ]


def run(setup):
    rounds = 5 if setup.long else 3
    seconds = 40 if setup.long else 3
    with ServerProcess(setup, name="overload") as server:
        return figures_of([measure_round(setup, server, seconds) for _ in range(rounds)])
