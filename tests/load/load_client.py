"""Runs isnad-load and reads its report."""

import json
import signal
import subprocess


def arguments_of(options):
    """rate=5 as --rate=5, spans_only=True as --spans-only."""
    arguments = []
    for name, value in options.items():
        flag = "--" + name.replace("_", "-")
        if value is True:
            arguments.append(flag)
        elif value is not None and value is not False:
            arguments.append(f"{flag}={value}")
    return arguments


class LoadClient:
    """One run of the generator, begun at once; report() waits for it. As a context: killed at the end where it still runs,
    so that none is left behind by a scenario that fails."""

    def __init__(self, setup, target, **options):
        command = [setup.program("isnad-load"), target, *arguments_of(options)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def report(self):
        out, error = self.process.communicate()
        if self.process.returncode != 0:
            raise RuntimeError(f"isnad-load failed: {error.decode()}")
        return json.loads(out)

    def stop_calling(self):
        """The report of a run that is ended before its time."""
        self.process.send_signal(signal.SIGTERM)
        return self.report()


def run_load(setup, target, **options):
    with LoadClient(setup, target, **options) as client:
        return client.report()


def answered(report):
    """Calls that ended with OK; articles, on streams."""
    return report["results"].get("OK", 0)


def share_answered(report):
    """Of the calls that were made; 0 where none was."""
    return answered(report) / report["sent"] if report["sent"] else 0.0


def ok_latency(report, name):
    """A percentile of the calls that were answered, in ms."""
    return report["latency_ms"]["ok"][name]
