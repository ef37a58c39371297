"""What the service costs beside a bare gRPC server of the same messages: processor time of the server for one article.

A fixed number of calls to each server in turn, several rounds; a ratio is of two neighbours in one round, because what
else runs on a machine moves times by tens of percents from minute to minute."""

import os
import re
import subprocess

from figures import at_most, exactly, info, median
from load_client import run_load
from process_figures import cpu_seconds

ARTICLE_BYTES = 11 << 10
BATCH = 64
ECHO_RATIO_MAX = 1.2
BATCH_RATIO_MAX = 0.65


class CostServer:
    """isnad-transport-cost-server in one of its modes; ends when its input does."""

    def __init__(self, setup, mode):
        self.process = subprocess.Popen(
            [setup.program("isnad-transport-cost-server"), mode, str(ARTICLE_BYTES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            preexec_fn=lambda: os.sched_setaffinity(0, setup.processors.server),
        )
        line = self.process.stdout.readline().decode()
        serving = re.search(r"serving on (\S+), engine (\S+) us", line)
        if not serving:
            self.process.kill()
            raise RuntimeError(f"isnad-transport-cost-server does not serve: {line}")
        self.target = serving.group(1)
        self.engine_us = float(serving.group(2))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def microseconds_of_article(setup, server, articles, method):
    """Processor time of the server for one article without its engine's; and how many calls failed."""
    each = BATCH if method == "batch" else 1
    before = cpu_seconds(server.process.pid)
    report = run_load(
        setup,
        server.target,
        method=method,
        closed=1 if method == "batch" else 4,
        seconds=600,
        calls_max=articles // each,
        batch_articles=BATCH,
        article_bytes=ARTICLE_BYTES,
        articles_max=1,
        deadline_ms=60000,
    )
    took = cpu_seconds(server.process.pid) - before
    failed = report["sent"] - report["results"].get("OK", 0) + sum(report["articles"]["failed"].values())
    return took / articles * 1e6 - server.engine_us, failed


def measure(setup, rounds, articles):
    """Lists of microseconds by name, one for each round; what the engine's stand-in takes; the sum of failures."""
    times = {"echo": [], "unary": [], "batch": [], "stream": []}
    failures = 0
    with CostServer(setup, "echo") as echo, CostServer(setup, "service") as service:
        kinds = [("echo", echo, "unary"), ("unary", service, "unary"), ("batch", service, "batch"), ("stream", service, "stream")]
        for number in range(rounds + 1):  # the first warms up
            for name, server, method in kinds if number % 2 else reversed(kinds):
                took, failed = microseconds_of_article(setup, server, articles, method)
                failures += failed
                if number > 0:
                    times[name].append(took)
    return times, service.engine_us, failures


def spread_of(values):
    return f"{min(values):.3g} / {median(values):.3g} / {max(values):.3g}"


def run(setup):
    times, engine_us, failures = measure(setup, rounds=9 if setup.long else 5, articles=12800 if setup.long else 6400)
    to_echo = [ours / bare for ours, bare in zip(times["unary"], times["echo"])]
    to_unary = [batch / unary for batch, unary in zip(times["batch"], times["unary"])]
    streamed = [stream / unary for stream, unary in zip(times["stream"], times["unary"])]
    return [
        info("stand-in for the engine, left out", engine_us, "us an article"),
        info("bare echo, least / median / most", spread_of(times["echo"]), "us"),
        info("unary", spread_of(times["unary"]), "us"),
        info("batch of 64", spread_of(times["batch"]), "us"),
        info("stream", spread_of(times["stream"]), "us"),
        at_most("unary, of the echo: median", median(to_echo), ECHO_RATIO_MAX),
        info("least and most", f"{min(to_echo):.3g} to {max(to_echo):.3g}"),
        at_most("batch of 64, of unary: median", median(to_unary), BATCH_RATIO_MAX),
        info("least and most ", f"{min(to_unary):.3g} to {max(to_unary):.3g}"),
        info("stream, of unary: median", median(streamed)),
        exactly("calls failed", failures, 0),
    ]
