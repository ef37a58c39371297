"""The shipped image as a running container (podman), as hard as a cluster would run it: read-only, no capabilities, a
memory limit. Ended by its name; nothing is left behind."""

import json
import re
import subprocess
import time

START_S = 30
HARDENED = ("--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--pids-limit=256")


def podman(*arguments, check=True):
    done = subprocess.run(["podman", *arguments], capture_output=True, text=True)
    if check and done.returncode != 0:
        raise RuntimeError(f"podman {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


class Container:
    """A server in a container, its ports published on loopback."""

    def __init__(self, image, *flags, name="isnad-image-test", memory="512m", files=20000):
        self.name = name
        podman("rm", "-f", "-i", name)
        self.started = time.monotonic()
        podman(
            "run", "-d", f"--name={name}", *HARDENED, f"--memory={memory}", f"--ulimit=nofile={files}:{files}",
            "-p", "127.0.0.1::50051", "-p", "127.0.0.1::9464", image,
            "--insecure-plaintext-on-network", *flags,
        )  # fmt: skip
        self.port = self._published(50051)
        self.admin_port = self._published(9464)
        self._wait_until_serving()
        self.pid = int(self.inspect("{{.State.Pid}}"))

    def _published(self, port):
        return int(podman("port", self.name, f"{port}/tcp").rpartition(":")[2])

    def inspect(self, form):
        return podman("inspect", "--format", form, self.name)

    def logs(self):
        return podman("logs", self.name)

    def _wait_until_serving(self):
        while "serving on" not in self.logs():
            if time.monotonic() - self.started > START_S or self.inspect("{{.State.Running}}") != "true":
                raise RuntimeError(f"the container does not serve: {self.logs()}")
            time.sleep(0.02)

    @property
    def target(self):
        return f"127.0.0.1:{self.port}"

    def memory(self):
        """Resident set of the server, in MiB."""
        with open(f"/proc/{self.pid}/status", encoding="utf-8") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def restarts(self):
        return int(self.inspect("{{.RestartCount}}"))

    def exec(self, *command):
        return subprocess.run(["podman", "exec", self.name, *command], capture_output=True, text=True)

    def state(self):
        return json.loads(podman("inspect", self.name))[0]["State"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        podman("rm", "-f", "-t", "5", "-i", self.name, check=False)
