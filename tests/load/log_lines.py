"""A hundred thousand calls at the most talkative log level: every line is one JSON object, none has an article's words."""

import json

from figures import at_least, exactly, info
from load_client import answered, run_load
from server_process import ServerProcess

CALLS = 100_000
ANSWERED_MIN = 90_000
REFUSED = 5
# Of the made-up articles; none of it is ASCII, which is all that a log line of ours has.
MADE_UP_WORD = "\u0648\u0632\u064a\u0631"


def is_object(line):
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def run(setup):
    with ServerProcess(setup, "--log-level=debug", name="parse") as server:
        report = run_load(
            setup, server.target, closed=8, seconds=600, calls_max=CALLS, article_bytes=80, connections=4, spans_only=True
        )
        # A few that are refused, so that their lines are there too.
        refused = run_load(
            setup, server.target, closed=1, seconds=60, calls_max=REFUSED, article_bytes=(1 << 20) + 1, articles_max=1
        )
    return figures_of(report, refused, server.log().splitlines())


def figures_of(report, refused, lines):
    return [
        exactly("calls made", report["sent"], CALLS),
        at_least("answered", answered(report), ANSWERED_MIN),
        exactly("refused as too long", refused["reasons"].get("INVALID_ARGUMENT TEXT_TOO_LONG", 0), REFUSED),
        at_least("lines, one for each call", len(lines), CALLS),
        exactly("lines that are no JSON object", sum(not is_object(line) for line in lines), 0),
        exactly("lines with words of an article", sum(has_words(line) for line in lines), 0),
        info("size of the log", sum(len(line) + 1 for line in lines) / (1 << 20), "MiB"),
    ]


def has_words(line):
    return MADE_UP_WORD in line or json.dumps(MADE_UP_WORD).strip('"') in line
