"""What the programs that run scenarios have in common: names on the command line, and a scenario that fails misses a floor."""

import subprocess
import time

from figures import print_table

# A scenario that meets one of these cannot go on: something did not start, ended early, or gave nothing to count.
FAILURES = (RuntimeError, OSError, ArithmeticError, LookupError, ValueError, subprocess.SubprocessError)


def add_names(parser, known):
    parser.add_argument("scenario", nargs="*", metavar="SCENARIO", help=f"of {', '.join(known)}; none: all")


def chosen(parser, names, known):
    """Those that were named; all where none was."""
    for name in names:
        if name not in known:
            parser.error(f"no scenario {name}; there are {', '.join(known)}")
    return names or list(known)


def missed_floors(name, measure, title=None):
    """Runs it and prints its table. How many floors it missed; one where it failed."""
    begin = time.monotonic()
    try:
        measured = measure()
    except FAILURES as problem:
        print(f"\n{name}: FAILED: {problem}", flush=True)
        return 1
    print_table(f"{title or name} ({time.monotonic() - begin:.0f} s)", measured)
    return sum(not figure.kept for figure in measured)
