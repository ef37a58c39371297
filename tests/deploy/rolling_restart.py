"""Three servers under load, restarted and killed in turn: what callers notice. `./dev restart-test` builds all it needs.

  rolling  each in turn gets SIGTERM, drains and is started again, as in a rollout (--upgrade IMAGE: to that one and back):
           no call fails
  kills    one is killed every five seconds and comes back: no call fails with a code that the service config repeats

Exit status: 0 all floors kept, 1 some missed or a scenario could not run, 2 wrong usage. What cannot run here is a line that
begins with SKIPPED."""

import argparse
import contextlib
import json
import os
import signal
import sys
import time
from types import SimpleNamespace

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../load"))

from figures import at_least, exactly, info  # noqa: E402
from load_client import LoadClient, answered, ok_latency  # noqa: E402
import scenario_run  # noqa: E402
from server_process import free_port  # noqa: E402

import balancers  # noqa: E402
import replicas  # noqa: E402

REPLICAS = 3
KILL_EVERY_S = 5
LONGEST_S = 3600
SINGLE = {"closed": 4, "article_bytes": 2048}
BATCH = {"closed": 1, "method": "batch", "batch_articles": 32, "article_bytes": 4096}  # long enough to be met in the middle


def running(client):
    return client.process.poll() is None


def restart_in_turn(servers, client, balancer):
    """The exit status of each stopped server. The next one is stopped when all have calls again."""
    statuses = []
    while running(client):
        for server in servers:
            if running(client):
                server.wait_for_calls()
        if not running(client):
            break
        server = servers[len(statuses) % len(servers)]
        balancer.take_out(server)
        statuses.append(server.stop())
        server.start()
        server.wait_until_ready()
        balancer.put_back(server)
    return statuses


def kill_in_turn(servers, client, _balancer):
    """How long each killed server took to serve again, in s."""
    times = []
    while running(client):
        begin = time.monotonic()
        server = servers[len(times) % len(servers)]
        server.kill()
        server.wait_until_ready()
        times.append(time.monotonic() - begin)
        while running(client) and time.monotonic() - begin < KILL_EVERY_S:
            time.sleep(0.1)
    return times


def failures(reports):
    """Calls by status, those that were answered left out."""
    counts = {}
    for report in reports:
        for status, count in report["results"].items():
            if status != "OK":
                counts[status] = counts.get(status, 0) + count
    return counts


def common_figures(setup, reports):
    single, batch = reports
    failed_articles = sum(sum(report["articles"]["failed"].values()) for report in reports)
    return [
        at_least("single calls made", single["sent"], setup.calls),
        at_least("batches answered", answered(batch), 20),
        exactly("articles of answered batches that failed", failed_articles, 0),
        info("longest call", max(ok_latency(report, "max") for report in reports), "ms"),
        info("p99 of single calls", ok_latency(single, "p99"), "ms"),
    ]


def rolling_figures(setup, statuses, reports):
    lost = sum(report["sent"] - answered(report) for report in reports)
    return [
        at_least("restarts", len(statuses), REPLICAS),
        exactly("servers that ended in order", sum(status == 0 for status in statuses), len(statuses)),
        exactly("calls that failed", lost, 0),
        *[info(f"  with {status}", count) for status, count in failures(reports).items()],
        *common_figures(setup, reports),
    ]


def retryable(setup):
    """The codes that the shipped service config repeats."""
    with open(os.path.join(setup.root, "client/service_config.json"), encoding="utf-8") as file:
        methods = json.load(file)["methodConfig"]
    return {code for method in methods for code in method["retryPolicy"]["retryableStatusCodes"]}


def kill_figures(setup, times, reports):
    failed = failures(reports)
    codes = retryable(setup)
    return [
        at_least("kills", len(times), REPLICAS),
        info("longest time until a killed server served again", max(times, default=0), "s"),
        exactly(f"calls that failed with {', '.join(sorted(codes))}", sum(failed.get(code, 0) for code in codes), 0),
        *[info(f"calls that failed with {status}", count) for status, count in failed.items() if status not in codes],
        *common_figures(setup, reports),
    ]


SCENARIOS = {"rolling": (restart_in_turn, rolling_figures), "kills": (kill_in_turn, kill_figures)}


def run(setup, scenario, balancer):
    disturb, figures_of = SCENARIOS[scenario]
    servers = []
    with contextlib.ExitStack() as ends:
        ends.callback(lambda: [server.end() for server in servers])
        for number in range(1, REPLICAS + 1):
            server = replicas.KINDS[setup.replicas](setup, number, free_port(), free_port())
            servers.append(server)  # before it starts, so that it is ended whatever happens
            server.start()
            server.wait_until_ready()
        way = ends.enter_context(balancers.running(balancer, free_port(), servers, setup.output))
        common = {
            "retry_service_config": balancers.service_config(balancer, setup.root, setup.output),
            "deadline_ms": 30000,
            "seconds": LONGEST_S,
        }
        batch = ends.enter_context(LoadClient(setup, way.target, **BATCH, **common))
        single = ends.enter_context(LoadClient(setup, way.target, calls_max=setup.calls, **SINGLE, **common))
        noted = disturb(servers, single, way)
        reports = [single.report(), batch.stop_calling()]
    return figures_of(setup, noted, reports)


def why_not(setup, balancer):
    """Why a way cannot be tried here; None where it can."""
    if balancer != "client" and balancers.program(balancer) is None:
        return f"{balancer} is not installed (Debian package {balancer})"
    if setup.replicas == "containers" and balancers.program("podman") is None:
        return "podman is not installed (Debian package podman)"
    return None


def run_all(setup, scenarios, ways):
    """How many floors were missed, and how often nothing was run."""
    missed = skipped = 0
    for balancer in ways:
        reason = why_not(setup, balancer)
        if reason:
            print(f"SKIPPED: restarts behind {balancer}: {reason}", flush=True)
            skipped += 1
            continue
        for scenario in scenarios:
            name = f"{scenario} by {balancer}"
            measure = lambda: run(setup, scenario, balancer)  # noqa: E731
            missed += scenario_run.missed_floors(name, measure, title=f"{name}, {setup.replicas}")
    return missed, skipped


def parse_arguments():
    root = os.path.dirname(os.path.dirname(HERE))
    ways = [*balancers.CONFIGS, "client"]
    parser = argparse.ArgumentParser(prog="./dev restart-test", description="Three servers, restarted and killed under load.")
    scenario_run.add_names(parser, SCENARIOS)
    parser.add_argument("--balancer", action="append", choices=ways, help="client: none, it knows all servers; default: all")
    parser.add_argument("--calls", type=int, default=100_000, help="single calls of each scenario (100000)")
    parser.add_argument("--replicas", choices=replicas.KINDS, default="containers")
    parser.add_argument("--image", default="localhost/isnad")
    parser.add_argument("--upgrade", metavar="IMAGE", help="rolling: to this image and back, instead of starting the same again")
    parser.add_argument("--programs", default=os.path.join(root, "build/release/bin"), metavar="FOLDER")
    arguments = parser.parse_args()
    scenarios = scenario_run.chosen(parser, arguments.scenario, SCENARIOS)
    output = os.path.join(root, "build/restart")
    os.makedirs(output, exist_ok=True)
    setup = SimpleNamespace(
        root=root, output=output, calls=arguments.calls, replicas=arguments.replicas, image=arguments.image,
        upgrade=arguments.upgrade,
        program=lambda name: os.path.join(arguments.programs, name),
    )  # fmt: skip
    return setup, scenarios, arguments.balancer or ways


def main():
    setup, scenarios, ways = parse_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # as an exception does, so that nothing is left behind
    missed, skipped = run_all(setup, scenarios, ways)
    ending = "passed" if missed == 0 else f"{missed} floors MISSED"
    print(f"\nrestart-test: {ending}" + (f" (SKIPPED {skipped} of {len(ways)} ways)" if skipped else ""))
    return 1 if missed or skipped == len(ways) else 0


if __name__ == "__main__":
    sys.exit(main())
