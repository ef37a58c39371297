"""The shipped image, run and attacked. `./dev image-test` builds it first. Exit status: 0 all floors kept, 1 some missed."""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from types import SimpleNamespace

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../load"))

from figures import at_most, exactly, info, median  # noqa: E402

import scenario_run  # noqa: E402

import attacks  # noqa: E402
import known_vulnerabilities  # noqa: E402
from container import Container, podman, unpack  # noqa: E402

MB = 1_000_000
STARTS = 50


def inside(setup, container):
    """What the image is made of."""
    config = lambda form: podman("image", "inspect", "--format", form, setup.image)  # noqa: E731
    size = int(config("{{.Size}}"))
    shell = container.exec("/bin/sh", "-c", "true")
    written = container.exec("/usr/bin/isnad-server", "--print-config").returncode
    with open(f"/proc/{container.pid}/status", encoding="utf-8") as status:
        fields = dict(line.split(":\t", 1) for line in status.read().splitlines() if ":\t" in line)
    return [
        at_most("size of the image", size / MB, 40, "MB"),
        exactly("user", int(fields["Uid"].split()[0]), 65532),
        exactly("capabilities", int(fields["CapEff"], 16), 0),
        exactly("no new privileges", int(fields["NoNewPrivs"]), 1),
        exactly("a shell is found", int(shell.returncode == 0), 0),
        exactly("exit status of --print-config inside", written, 0),
        exactly("exit status of --health inside", container.exec("/usr/bin/isnad-server", "--health").returncode, 0),
        at_most("memory when idle", container.memory() * 2**20 / MB, 40, "MB"),
    ]


def vulnerabilities(setup, container):
    """The bill of materials inside, against what is known of its parts."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "sbom.spdx.json")
        container.copy_out("/usr/share/isnad/sbom.spdx.json", path)
        problems, remarks = known_vulnerabilities.check(known_vulnerabilities.TABLE, path)
    for line in problems + remarks:
        print(f"  {line}", flush=True)
    return [info("known ones that cannot be reached, or are bounded", len(remarks)), exactly("problems", len(problems), 0)]


def ready_ms(root):
    """From just before exec to the line that it serves; the root file system is the image's, the user its own."""
    command = ["/usr/bin/isnad-server", "--listen=127.0.0.1:0", "--admin-address=127.0.0.1:0"]
    begin = time.monotonic()
    server = subprocess.Popen(
        ["/usr/sbin/chroot", "--userspec=65532:65532", root, *command],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, text=True,
    )  # fmt: skip
    try:
        line = server.stdout.readline()
        took = (time.monotonic() - begin) * 1000
    finally:
        server.kill()
        server.wait()
        server.stdout.close()
    if "serving on" not in line:
        raise RuntimeError(f"it does not serve: {line!r}")
    return took


def starts(setup):
    """Outside a container, whose making is the runtime's time and not the server's."""
    with tempfile.TemporaryDirectory() as root:
        unpack(setup.image, root)
        times = sorted(ready_ms(root) for _ in range(STARTS))
    return [
        info("least", times[0], "ms"),
        info("median", median(times), "ms"),
        at_most(f"the slowest of {STARTS}", times[-1], 100, "ms"),
    ]


def run(setup, name):
    if name == "starts":
        return starts(setup)
    if name == "descriptors":
        with Container(setup.image, files=256) as container:
            return attacks.exhausted_descriptors(setup, container)
    with Container(setup.image) as container:
        return SCENARIOS[name](setup, container)


SCENARIOS = {
    "inside": inside,
    "vulnerabilities": vulnerabilities,
    "starts": starts,
    "bombs": attacks.decompression_bombs,
    "headers": attacks.huge_headers,
    "odd-headers": attacks.odd_headers,
    "tables": attacks.poisoned_tables,
    "fragments": attacks.fragmented_messages,
    "resets-1": lambda setup, container: attacks.rapid_resets(setup, container, 1),
    "resets-16": lambda setup, container: attacks.rapid_resets(setup, container, 16),
    "binary-metadata": attacks.bad_binary_metadata,
    "descriptors": attacks.exhausted_descriptors,
    "stalled": attacks.stalled_callers,
}


def main():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser = argparse.ArgumentParser(prog="./dev image-test", description="The shipped image, run and attacked.")
    scenario_run.add_names(parser, SCENARIOS)
    parser.add_argument("--image", default="localhost/isnad")
    parser.add_argument("--programs", default=os.path.join(root, "build/release/bin"), metavar="FOLDER")
    arguments = parser.parse_args()
    scenarios = scenario_run.chosen(parser, arguments.scenario, SCENARIOS)
    # A thousand connections of stalled callers need descriptors here, too.
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    setup = SimpleNamespace(
        image=arguments.image, program=lambda name: os.path.join(arguments.programs, name)
    )
    missed = sum(scenario_run.missed_floors(name, lambda: run(setup, name)) for name in scenarios)
    print(f"\nimage-test: {'passed' if missed == 0 else f'{missed} floors MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
