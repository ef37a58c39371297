"""isnad-server as a child process on loopback: started with its ports, ended by its pid, its log kept."""

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.request

START_S = 30
STOP_S = 60


def free_port():
    """A port that the system has just given and taken back."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class ServerProcess:
    """A server from its first line to its exit. As a context: stopped in order at the end."""

    def __init__(self, setup, *flags, port=0, name="server"):
        self.log_path = os.path.join(setup.output, f"{name}.log")
        command = [setup.program("isnad-server"), f"--listen=127.0.0.1:{port}", "--admin-address=127.0.0.1:0"]
        if not any(flag.startswith("--drain-delay-ms") for flag in flags):
            command.append("--drain-delay-ms=0")
        self._start(command + list(flags), setup.processors.server)
        self.target = self._wait_until_serving()
        self.admin = self._read_admin_address()

    def _start(self, command, processors):
        with open(self.log_path, "wb") as log:
            # The child inherits this process' processors unless it is told otherwise before it begins.
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, preexec_fn=lambda: os.sched_setaffinity(0, processors)
            )
        self.pid = self.process.pid

    def _wait_until_serving(self):
        line = self.process.stdout.readline().decode()
        serving = re.search(r"serving on (\S+)", line)
        if not serving:
            self.kill()
            raise RuntimeError(f"isnad-server does not serve: {line}{self.log()}")
        return serving.group(1)

    def _read_admin_address(self):
        """From the log's line that it serves, which may come a moment after standard output's."""
        end = time.monotonic() + START_S
        while time.monotonic() < end:
            for line in self.log().splitlines():
                if '"event":"serving"' in line:
                    return json.loads(line)["admin_address"]
            time.sleep(0.01)
        self.kill()
        raise RuntimeError("isnad-server does not log where its admin listener is")

    @property
    def port(self):
        return int(self.target.rpartition(":")[2])

    def log(self):
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return log.read()

    def get(self, path, timeout_s=10):
        """The answer of the admin listener."""
        with urllib.request.urlopen(f"http://{self.admin}{path}", timeout=timeout_s) as answer:
            return answer.read().decode()

    def metric(self, name):
        """The sum of a metric's series, whatever their labels."""
        total, found = 0.0, False
        for line in self.get("/metrics").splitlines():
            if line.startswith((name + " ", name + "{")):
                total, found = total + float(line.rpartition(" ")[2]), True
        if not found:
            raise RuntimeError(f"/metrics has no {name}")
        return total

    def wait_for_metric(self, name, is_reached, within_s):
        """Whether the metric gets there in time, and its last value."""
        end = time.monotonic() + within_s
        while True:
            value = self.metric(name)
            if is_reached(value):
                return True, value
            if time.monotonic() > end:
                return False, value
            time.sleep(0.05)

    def stop(self):
        """The exit status after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def kill(self):
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()
