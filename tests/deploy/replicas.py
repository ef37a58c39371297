"""A server that can be restarted and killed under its address: a container of the shipped image, or a process of the build.
Both keep their ports, so that balancers and callers find them again."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../image"))

from container import HARDENED, podman  # noqa: E402

START_S = 60
STOP_S = 40  # as terminationGracePeriodSeconds: longer than both parts of the drain
# Three servers share this machine with their callers. What is looked at are restarts, and not how overload is refused.
FLAGS = ("--workers=1", "--queue-delay-ms-max=10000")


class Replica:
    def __init__(self, number, port, admin_port):
        self.name = f"isnad-deploy-replica-{number}"
        self.port = port
        self.admin_port = admin_port

    @property
    def target(self):
        return f"127.0.0.1:{self.port}"

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.admin_port}{path}", timeout=2) as answer:
            return answer.read().decode()

    def is_ready(self):
        try:
            self.get("/readyz")
            return True
        except (OSError, urllib.error.HTTPError):
            return False

    def articles(self):
        """Answered since its start."""
        for line in self.get("/metrics").splitlines():
            if line.startswith("isnad_articles_total "):
                return float(line.split()[1])
        raise RuntimeError("/metrics has no isnad_articles_total")

    def wait_until_ready(self):
        self._wait(self.is_ready, "is not ready")

    def wait_for_calls(self, articles=10):
        self._wait(lambda: self.articles() >= articles, f"was not asked for {articles} articles")

    def wait_until_quiet(self):
        self._wait(self._is_quiet, "is still asked")

    def _is_quiet(self):
        before = self.articles()
        time.sleep(1)
        return self.articles() == before

    def _wait(self, is_reached, problem):
        end = time.monotonic() + START_S
        while not is_reached():
            if time.monotonic() > end:
                raise RuntimeError(f"{self.name} {problem} within {START_S} s")
            time.sleep(0.05)


class ProcessReplica(Replica):
    def __init__(self, setup, number, port, admin_port):
        self.command = [
            setup.program("isnad-server"), f"--listen=127.0.0.1:{port}", f"--admin-address=127.0.0.1:{admin_port}", *FLAGS
        ]  # fmt: skip
        self.log_path = os.path.join(setup.output, f"replica-{number}.log")
        self.process = None
        super().__init__(number, port, admin_port)

    def start(self):
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log)

    def stop(self):
        """The exit status after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_S)

    def kill(self):
        """Ends it in the middle of everything; it comes back by itself."""
        self.process.kill()
        self.process.wait()
        self.start()

    def end(self):
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


class ContainerReplica(Replica):
    def __init__(self, setup, number, port, admin_port):
        self.images = [setup.image, *([setup.upgrade] if setup.upgrade else [])]  # taken in turn
        self.starts = 0
        super().__init__(number, port, admin_port)

    def start(self):
        image = self.images[self.starts % len(self.images)]
        self.starts += 1
        if self.starts > 1 and len(self.images) == 1:
            podman("start", self.name)
            return
        podman("rm", "-f", "-i", self.name)
        podman(
            "run", "-d", f"--name={self.name}", "--restart=always", *HARDENED, "--memory=512m",
            "--ulimit=nofile=20000:20000", "--ulimit=nproc=4096:4096",
            "-p", f"127.0.0.1:{self.port}:50051", "-p", f"127.0.0.1:{self.admin_port}:9464", image,
            "--insecure-plaintext-on-network", *FLAGS,
        )  # fmt: skip

    def stop(self):
        podman("stop", "-t", str(STOP_S), self.name)
        return int(podman("inspect", "--format", "{{.State.ExitCode}}", self.name))

    def kill(self):
        # Podman's own kill would be an order, after which --restart does nothing.
        pid = int(podman("inspect", "--format", "{{.State.Pid}}", self.name))
        os.kill(pid, signal.SIGKILL)
        self._wait(lambda: not os.path.exists(f"/proc/{pid}"), "did not end")

    def end(self):
        podman("rm", "-f", "-t", "0", "-i", self.name, check=False)


KINDS = {"containers": ContainerReplica, "processes": ProcessReplica}
