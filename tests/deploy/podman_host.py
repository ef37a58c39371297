"""What running the files of deploy/ takes on this machine: podman with settings of its own, the image of Prometheus, and
Docker's API as podman offers it. Why something cannot be had is said, by Missing."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../image"))

from container import podman, run_podman  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(HERE))
PROMETHEUS_IMAGE = "localhost/isnad-prometheus"
BASE = "docker.io/library/debian:sid"  # made by ./dev image
# runc works where control groups are of both kinds, and limits have to be told where they may not be raised.
SETTINGS = """\
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]
[engine]
events_logger = "file"
cgroup_manager = "cgroupfs"
"""


class Missing(Exception):
    """Why something cannot run here."""


def end_in_order():
    """SIGTERM ends this program as an exception does, so that nothing which it started is left behind."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def need(*programs):
    """Each is `program` or `program=Debian package`."""
    for program in programs:
        name, _, package = program.partition("=")
        if not shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/libexec/podman:/usr/lib/cni"):
            raise Missing(f"{name} is not installed (Debian package {package or name})")


def need_image(image, how):
    if run_podman("image", "exists", image, check=False).returncode != 0:
        raise Missing(f"there is no image {image}: {how}")


def need_names():
    """Containers of one network find one another by name."""
    if podman("info", "--format", "{{.Host.NetworkBackend}}") == "cni" and not os.path.exists("/usr/lib/cni/dnsname"):
        raise Missing("CNI has no dnsname (Debian package golang-github-containernetworking-plugin-dnsname)")


def use_settings(folder):
    """For this process and what it starts."""
    path = os.path.join(folder, "containers.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(SETTINGS + ('runtime = "runc"\n' if shutil.which("runc") else ""))
    os.environ["CONTAINERS_CONF"] = path


def build_prometheus():
    """From the shipped Dockerfile, on the base that the server's image has."""
    need("buildah")
    need_image(BASE, "./dev image makes it")
    command = [
        "buildah", "bud", "--pull-never", "--isolation", "chroot", "--build-arg", f"BASE={BASE}", "-t", PROMETHEUS_IMAGE,
        os.path.join(ROOT, "deploy/compose/prometheus"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode == 0:
        return
    if run_podman("image", "exists", PROMETHEUS_IMAGE, check=False).returncode != 0 and "apt-get" in done.stderr:
        raise Missing(f"no image of Prometheus: {done.stderr.strip().splitlines()[-1]}")
    raise RuntimeError(f"the Dockerfile of Prometheus: {done.stderr.strip()[-500:]}")


@contextlib.contextmanager
def docker_api(folder):
    """Podman as what docker-compose talks to. The environment that it is found by."""
    socket = os.path.join(folder, "podman.sock")
    with open(os.path.join(folder, "podman_service.log"), "wb") as log:
        process = subprocess.Popen(["podman", "system", "service", "--time=0", f"unix://{socket}"], stdout=log, stderr=log)
    try:
        wait_for(lambda: os.path.exists(socket), 10, "podman's service does not listen")
        yield os.environ | {"DOCKER_HOST": f"unix://{socket}"}
    finally:
        process.terminate()
        process.wait()


def wait_for(reached, seconds, problem):
    """What `reached` gives as soon as that is true; problems of asking count as no."""
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            answer = reached()
            if answer:
                return answer
        if time.monotonic() > end:
            raise RuntimeError(f"{problem} ({seconds} s)")
        time.sleep(0.2)


def http_status(url):
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def inspect(name, form):
    return podman("inspect", "--format", form, name)


def logs(name):
    done = run_podman("logs", name)
    return done.stdout + done.stderr


def status_field(pid, name):
    """A line of /proc/PID/status: its words after the name."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        for line in status:
            if line.startswith(f"{name}:"):
                return " ".join(line.split()[1:])
    raise RuntimeError(f"/proc/{pid}/status has no {name}")
