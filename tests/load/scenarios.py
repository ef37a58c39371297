"""Runs isnad-server under load and holds what it does against its floors. See README.md.

Exit status: 0 all floors kept, 1 some missed or a scenario could not run, 2 wrong usage."""

import argparse
import os
import sys
from dataclasses import dataclass

import big_article
import cancelled_calls
import log_lines
import long_stream
import machine
import overload
import restarts
import scenario_run
import soak
import transport_cost

SCENARIOS = {
    "overload": overload.run,
    "big": big_article.run,
    "cancel": cancelled_calls.run,
    "stream": long_stream.run,
    "restart": restarts.run,
    "parse": log_lines.run,
    "soak": soak.run,
    "cost": transport_cost.run,
}


@dataclass
class Setup:
    root: str
    programs: str
    output: str
    long: bool
    processors: machine.Processors

    def program(self, name):
        return os.path.join(self.programs, name)


def parse_arguments():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser = argparse.ArgumentParser(prog="./dev load", description="The server under load, with floors.")
    scenario_run.add_names(parser, SCENARIOS)
    parser.add_argument("--long", action="store_true", help="for as long as the figures want it: hours")
    parser.add_argument("--programs", default=os.path.join(root, "build/release/bin"), metavar="FOLDER")
    arguments = parser.parse_args()
    scenarios = scenario_run.chosen(parser, arguments.scenario, SCENARIOS)
    output = os.path.join(root, "build/load")
    os.makedirs(output, exist_ok=True)
    return scenarios, Setup(root, arguments.programs, output, arguments.long, machine.Processors())


def run_scenario(name, setup):
    """How many floors were missed; a scenario that cannot run misses one."""
    return scenario_run.missed_floors(name, lambda: SCENARIOS[name](setup))


def main():
    names, setup = parse_arguments()
    setup.processors.pin_callers()
    print(f"{machine.describe_machine()}\n{setup.processors.describe()}", flush=True)
    missed = {name: run_scenario(name, setup) for name in names}
    failed = [name for name, count in missed.items() if count]
    print(f"\nload: {'FAILED: ' + ', '.join(failed) if failed else 'all floors kept'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
