"""What deploy/ installs, really run, on this machine by podman. `./dev install-test` makes the images that it needs.

  deployment  the Deployment of overlays/production: hardening, TLS, secrets exchanged while it runs, drain
  pod         deploy/compose/pod.yaml: the server, and a Prometheus that scrapes it and knows rules and alerts
  compose     the same by deploy/compose/compose.yaml

Exit status: 0 all floors kept, 1 some missed or a scenario failed, 2 wrong usage. What cannot run here is a line that begins
with SKIPPED."""

import argparse
import os
import sys
from types import SimpleNamespace

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "../load"), os.path.join(HERE, "../image")]

import scenario_run  # noqa: E402

import deployment_run  # noqa: E402
import machine_run  # noqa: E402

import podman_host  # noqa: E402
import tools  # noqa: E402

SCENARIOS = {"deployment": deployment_run.run, "pod": machine_run.run_pod, "compose": machine_run.run_compose}


def run_all(setup, scenarios):
    """How many floors were missed, and how often nothing was run."""
    missed = skipped = 0
    for scenario in scenarios:
        try:
            podman_host.need("podman")
            podman_host.need_image(setup.image, "./dev image makes it")
            missed += scenario_run.missed_floors(scenario, lambda: SCENARIOS[scenario](setup))
        except (podman_host.Missing, tools.Unavailable) as reason:
            print(f"SKIPPED: {scenario}: {reason}", flush=True)
            skipped += 1
    return missed, skipped


def parse_arguments():
    parser = argparse.ArgumentParser(prog="./dev install-test", description="What deploy/ installs, run by podman.")
    scenario_run.add_names(parser, SCENARIOS)
    parser.add_argument("--image", default="localhost/isnad")
    parser.add_argument("--programs", default=os.path.join(tools.ROOT, "build/release/bin"), metavar="FOLDER")
    arguments = parser.parse_args()
    scenarios = scenario_run.chosen(parser, arguments.scenario, SCENARIOS)
    output = os.path.join(tools.ROOT, "build/installations")
    os.makedirs(output, exist_ok=True)
    setup = SimpleNamespace(
        output=output, image=arguments.image, program=lambda name: os.path.join(arguments.programs, name)
    )  # fmt: skip
    return setup, scenarios


def main():
    setup, scenarios = parse_arguments()
    podman_host.end_in_order()
    podman_host.use_settings(setup.output)
    missed, skipped = run_all(setup, scenarios)
    ending = "passed" if missed == 0 else f"{missed} floors MISSED"
    print(f"\ninstall-test: {ending}" + (f" (SKIPPED {skipped} of {len(scenarios)} scenarios)" if skipped else ""))
    return 1 if missed or skipped == len(scenarios) else 0


if __name__ == "__main__":
    sys.exit(main())
