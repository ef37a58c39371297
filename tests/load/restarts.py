"""Two servers, restarted in turn under callers in a loop that use the shipped service config: no call is lost.

One caller sends single articles, one sends batches, so that calls of a tenth of a second are under way when the stop
signal comes. A server is stopped only when the other one has calls again."""

import contextlib
import os

from figures import at_least, exactly, info
from load_client import LoadClient, answered, ok_latency
from server_process import ServerProcess, free_port

SERVICE_CONFIG = "client/service_config.json"
DRAIN_DELAY_MS = 1000


def start(setup, port, name):
    return ServerProcess(setup, f"--drain-delay-ms={DRAIN_DELAY_MS}", port=port, name=name)


def wait_for_calls(server):
    reached, _ = server.wait_for_metric("isnad_articles_total", lambda articles: articles > 10, within_s=60)
    if not reached:
        raise RuntimeError("a restarted server got no calls within a minute")


def restart_in_turn(setup, servers, restarts):
    """The exit status of each stopped server."""
    statuses = []
    for number in range(restarts):
        index = number % len(servers)
        for server in servers:
            wait_for_calls(server)
        port = servers[index].port
        statuses.append(servers[index].stop())
        servers[index] = start(setup, port, f"restart-{number}")
    return statuses


def end_all(servers):
    for server in servers:
        server.__exit__()


def run(setup):
    servers = []
    with contextlib.ExitStack() as running:
        # Added first, ended last: whatever goes wrong, the callers are gone before the servers.
        running.callback(end_all, servers)
        for name in "ab":
            servers.append(start(setup, free_port(), f"restart-{name}"))
        target = "ipv4:" + ",".join(server.target for server in servers)
        config = os.path.join(setup.root, SERVICE_CONFIG)
        common = {"seconds": 3600, "retry_service_config": config, "deadline_ms": 30000}
        callers = [
            running.enter_context(LoadClient(setup, target, article_bytes=4096, **options, **common))
            for options in ({"closed": 2}, {"closed": 1, "method": "batch", "batch_articles": 32})
        ]
        statuses = restart_in_turn(setup, servers, restarts=20 if setup.long else 4)
        reports = [caller.stop_calling() for caller in callers]
    return figures_of(statuses, reports)


def figures_of(statuses, reports):
    lost = sum(report["sent"] - report["results"].get("OK", 0) for report in reports)
    articles_failed = sum(sum(report["articles"]["failed"].values()) for report in reports)
    return [
        info("restarts", len(statuses)),
        exactly("servers that ended in order", sum(status == 0 for status in statuses), len(statuses)),
        at_least("calls answered, of one kind", min(answered(report) for report in reports), 20),
        exactly("calls lost", lost, 0),
        exactly("articles of batches lost", articles_failed, 0),
        info("longest call", max(ok_latency(report, "max") for report in reports), "ms"),
    ]
