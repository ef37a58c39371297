"""The shipped image as a running container (podman), as hard as a cluster would run it: read-only, no capabilities, a
memory limit. Ended by its name; nothing is left behind."""

import os
import re
import shutil
import subprocess
import time

START_S = 30
HARDENED = ("--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges", "--pids-limit=256")
# crun, podman's own choice, fails where control groups are of both kinds; so does a limit that is not set.
RUNTIME = ("--runtime=runc",) if shutil.which("runc") else ()


def limits(files=20000):
    return (f"--ulimit=nofile={files}:{files}", "--ulimit=nproc=4096:4096")


def podman(*arguments, check=True):
    return run_podman(*arguments, check=check).stdout.strip()


def run_podman(*arguments, check=True):
    done = subprocess.run(["podman", *RUNTIME, *arguments], capture_output=True, text=True)
    if check and done.returncode != 0:
        raise RuntimeError(f"podman {' '.join(arguments)}: {done.stderr.strip()}")
    return done


def unpack(image, folder):
    """The image's root file system."""
    name = "isnad-image-unpack"
    podman("rm", "-f", "-i", name)
    podman("create", f"--name={name}", image)
    try:
        archive = os.path.join(folder, "root.tar")
        podman("export", f"--output={archive}", name)
        subprocess.run(["tar", "-x", "-C", folder, "-f", archive], check=True)
        os.remove(archive)
        os.chmod(folder, 0o755)
    finally:
        podman("rm", "-f", "-i", name)


class Container:
    """A server in a container, its ports published on loopback."""

    def __init__(self, image, *flags, name="isnad-image-test", memory="512m", files=20000):
        self.name = name
        podman("rm", "-f", "-i", name)
        self.started = time.monotonic()
        podman(
            "run", "-d", f"--name={name}", *HARDENED, f"--memory={memory}",
            *limits(files),
            "-p", "127.0.0.1::50051", "-p", "127.0.0.1::9464", image,
            "--insecure-plaintext-on-network", *flags,
        )  # fmt: skip
        try:
            self.port = self._published(50051)
            self.admin_port = self._published(9464)
            self._wait_until_serving()
            self.pid = int(self.inspect("{{.State.Pid}}"))
        except BaseException:
            self.remove()
            raise

    def _published(self, port):
        return int(podman("port", self.name, f"{port}/tcp").rpartition(":")[2])

    def inspect(self, form):
        return podman("inspect", "--format", form, self.name)

    def logs(self):
        """What the server has written: that it serves on standard output, its log on standard error."""
        done = run_podman("logs", self.name)
        return done.stdout + done.stderr

    def _wait_until_serving(self):
        while "serving on" not in self.logs():
            if time.monotonic() - self.started > START_S or not self.running():
                raise RuntimeError(f"the container does not serve: {self.logs()}")
            time.sleep(0.02)

    @property
    def target(self):
        return f"127.0.0.1:{self.port}"

    def memory(self):
        """Resident set of the server, in MiB."""
        with open(f"/proc/{self.pid}/status", encoding="utf-8") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024

    def running(self):
        return self.inspect("{{.State.Running}}") == "true"

    def copy_out(self, path, to):
        """A file of the image, which has no program that could print it."""
        podman("cp", f"{self.name}:{path}", to)

    def exec(self, *command):
        return run_podman("exec", self.name, *command, check=False)

    def remove(self):
        podman("rm", "-f", "-t", "5", "-i", self.name, check=False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()
