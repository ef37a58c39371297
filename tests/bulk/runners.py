"""`isnad extract` over a heap, as a child process or in a container: started, killed, waited for."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../image"))

import container  # noqa: E402

USER = 65532  # the image's
PODMAN_FAILED = 125  # podman run itself, not what it ran
# A small process in between: a child's peak begins with what the process that forked it held.
MEASURE = """import resource, subprocess, sys
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""


def arguments(heap, output, shard):
    return ["extract", "--input", heap, "--output", output, "--shard", shard, "--resume"]


class Native:
    """The built command as a child process."""

    def __init__(self, program):
        self.program = program

    def make_folder(self, path):
        os.makedirs(path)

    def start(self, heap, output, shard="0/1", processors=None):
        command = [self.program, *arguments(heap, output, shard)]
        if processors:
            command = ["taskset", "-c", processors, *command]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def memory_of(self, heap, output):
        """Exit status, and the largest resident set in MiB."""
        command = [sys.executable, "-c", MEASURE, self.program, *arguments(heap, output, "0/1")]
        status, kib = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
        return int(status), int(kib) / 1024

    def kill(self, process):
        process.kill()
        process.communicate()

    def wait(self, process):
        _, error = process.communicate()
        return process.returncode, error


class Containers:
    """The image's command as an Indexed Job runs it: read-only, no capabilities, no network, not root."""

    def __init__(self, image):
        self.image = image
        self.names = {}

    def refusal(self):
        """Why this machine runs no containers; empty where it does."""
        done = container.run_podman("run", "--rm", *container.HARDENED, *container.limits(), "--network=none", self.image,
                                    "--version", check=False)  # fmt: skip
        return (done.stderr.strip() or "podman run failed") if done.returncode == PODMAN_FAILED else ""

    def make_folder(self, path):
        os.makedirs(path)
        os.chown(path, USER, USER)

    def start(self, heap, output, shard="0/1"):
        name = "isnad-bulk-" + shard.replace("/", "-of-")
        container.podman("rm", "-f", "-i", name)
        folder, file = os.path.split(heap)
        command = ["podman", *container.RUNTIME, "run", "--rm", f"--name={name}", *container.HARDENED,
                   *container.limits(), "--memory=512m", "--network=none",
                   "-v", f"{folder}:/articles:ro", "-v", f"{output}:/claims", self.image,
                   *arguments(f"/articles/{file}", "/claims", shard)]  # fmt: skip
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.names[process.pid] = name
        return process

    def kill(self, process):
        container.podman("kill", "--signal=KILL", self.names[process.pid], check=False)
        process.communicate()

    def stop(self, process):
        """As a cluster does: SIGTERM, and after the grace period SIGKILL."""
        container.podman("stop", "-t", "30", self.names[process.pid], check=False)

    def wait(self, process):
        _, error = process.communicate()
        return process.returncode, error

    def remove(self):
        for name in self.names.values():
            container.podman("rm", "-f", "-t", "0", "-i", name, check=False)
