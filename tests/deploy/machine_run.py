"""deploy/compose as it is shipped, by podman alone (pod.yaml) and by docker-compose (compose.yaml, over the API that podman
offers): calls by TLS, a certificate exchanged, a Prometheus that scrapes, records and notices when the server is gone."""

import contextlib
import os
import shutil
import subprocess
import time

import podman_host
from container import podman, run_podman
from figures import at_least, at_most, exactly, info
from podman_host import ROOT, inspect, logs, status_field, wait_for
from prometheus_api import RULES_S, SCRAPE_S, Prometheus, shipped_alerts, shipped_records
from server_process import free_port

PROJECT = "isnad-deploy"
GRACE_S = 40
# Not of the files, but of a machine on which limits may not be raised.
OVERRIDE = "services: {isnad: {ulimits: {nproc: 4096}}}\n"


class Machine:
    """A copy of the shipped files, with certificates. `container` is the server's, once it has started."""

    def __init__(self, setup, name):
        self.setup = setup
        self.top = os.path.join(setup.output, name)
        self.folder = os.path.join(self.top, "deploy/compose")
        self.port, self.prometheus_port = free_port(), free_port()
        self.container = None
        shutil.rmtree(self.top, ignore_errors=True)
        for part in ("compose", "observability"):
            ignore = shutil.ignore_patterns("certificates")
            shutil.copytree(os.path.join(ROOT, "deploy", part), os.path.join(self.top, "deploy", part), ignore=ignore)
        self.make_certificates()

    def make_certificates(self):
        subprocess.run(["./make_certificates", "certificates"], cwd=self.folder, check=True, capture_output=True)

    def wait_until_serving(self):
        wait_for(lambda: '"serving"' in logs(self.container), 30, "the server does not serve")

    def call(self, command, *arguments):
        ca = os.path.join(self.folder, "certificates/ca/ca.crt")
        tls = [f"--server=localhost:{self.port}", f"--tls-ca={ca}"]
        return subprocess.run([self.setup.program("isnad"), command, *tls, *arguments], capture_output=True, text=True)

    def extract(self):
        return self.call("extract", os.path.join(ROOT, "client/sample/article.txt"))


class PodMachine(Machine):
    """By podman play kube, as deploy/compose/README.md has it, but published on loopback and under ports that are free."""

    def __init__(self, setup):
        super().__init__(setup, "pod")
        self.file = os.path.join(self.folder, "played.yaml")
        with open(os.path.join(self.folder, "pod.yaml"), encoding="utf-8") as file:
            text = file.read().replace("/srv/isnad", self.top)
        text = text.replace("hostPort: 50051", f"hostPort: {self.port}, hostIP: 127.0.0.1")
        text = text.replace("hostPort: 9090", f"hostPort: {self.prometheus_port}")
        with open(self.file, "w", encoding="utf-8") as file:
            file.write(text)

    def start(self):
        podman("play", "kube", self.file)
        self.container = "isnad-server"

    def stop_server(self):
        podman("stop", "-t", str(GRACE_S), self.container)

    def end(self):
        run_podman("play", "kube", "--down", self.file, check=False)
        run_podman("pod", "rm", "-f", "-i", "-t", "0", "isnad", check=False)
        run_podman("volume", "rm", "isnad-prometheus", check=False)


class ComposeMachine(Machine):
    def __init__(self, setup, program, environment):
        super().__init__(setup, "compose")
        with open(os.path.join(self.folder, "limits.yaml"), "w", encoding="utf-8") as file:
            file.write(OVERRIDE)
        self.command = [*program, "--project-name", PROJECT, "-f", "compose.yaml", "-f", "limits.yaml"]
        self.environment = environment | {
            "ISNAD_PUBLISH": f"127.0.0.1:{self.port}", "PROMETHEUS_PORT": str(self.prometheus_port),
            "ISNAD_IMAGE": setup.image,
        }  # fmt: skip

    def compose(self, *arguments, check=True):
        done = subprocess.run(
            [*self.command, *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True
        )
        if check and done.returncode != 0:
            raise RuntimeError(f"compose {' '.join(arguments)}: {done.stderr.strip()[-500:]}")
        return done.stdout.strip()

    def start(self):
        self.compose("up", "-d", "--no-build")  # built already, without a registry
        self.container = self.compose("ps", "-q", "isnad")

    def stop_server(self):
        self.compose("stop", "isnad")

    def end(self):
        self.compose("down", "--volumes", check=False)


def calls(machine):
    pid = int(inspect(machine.container, "{{.State.Pid}}"))
    inside = run_podman("exec", machine.container, "/usr/bin/isnad-server", "--health", check=False).returncode
    answer = machine.extract()
    return [
        exactly("user of the process", int(status_field(pid, "Uid").split()[0]), 65532),
        exactly("capabilities", int(status_field(pid, "CapEff"), 16), 0),
        exactly("isnad-server --health inside: exit status", inside, 0),
        exactly("isnad health by TLS: exit status", machine.call("health").returncode, 0),
        exactly("isnad extract by TLS: exit status", answer.returncode, 0),
        at_least("lines of its answer", len(answer.stdout.splitlines()), 20),
    ]


def rotation(machine):
    begin = time.monotonic()
    machine.make_certificates()
    wait_for(lambda: '"event":"reloaded","file":"tls"' in logs(machine.container), 20, "the new certificate is not taken")
    return [
        at_most("until the log tells of a new certificate", time.monotonic() - begin, 5, "s"),
        exactly("isnad health with it: exit status", machine.call("health").returncode, 0),
    ]


def watched(machine, prometheus):
    """Rules and alerts, while calls go on."""
    prometheus.wait_until_scraped()

    def without_value():
        machine.extract()
        return [name for name in records if not prometheus.value_count(name)]

    records = shipped_records()
    wait_for(lambda: not without_value(), RULES_S, f"recording rules without a value: {without_value()}")
    rules = prometheus.rules()
    alerts = {rule["name"] for rule in rules if rule["type"] == "alerting"}
    return [
        exactly("recording rules with a value", len(records), len(records)),
        exactly("alerts loaded", len(alerts & shipped_alerts()), len(shipped_alerts())),
        exactly("rules that fail", sum(rule["health"] != "ok" for rule in rules), 0),
        exactly("alerts while all is well", len(prometheus.alert_states()), 0),
    ]


def gone(machine, prometheus):
    """A stop is a drain, and Prometheus notices."""
    begin = time.monotonic()
    machine.stop_server()
    seconds = time.monotonic() - begin
    status = int(inspect(machine.container, "{{.State.ExitCode}}"))
    wait_for(lambda: "IsnadDown" in prometheus.alert_states(), SCRAPE_S, "no alert IsnadDown")
    return [
        exactly("exit status after SIGTERM", status, 0),
        at_least("drained for", seconds, 5, "s"),
        at_most("  which the grace period covers", seconds, GRACE_S, "s"),
        info("alert when it is gone", ", ".join(f"{n} {s}" for n, s in sorted(prometheus.alert_states().items()))),
    ]


def run(machine):
    prometheus = Prometheus(machine.prometheus_port)
    with contextlib.ExitStack() as ends:
        ends.callback(machine.end)
        machine.end()
        machine.start()
        machine.wait_until_serving()
        return [*calls(machine), *rotation(machine), *watched(machine, prometheus), *gone(machine, prometheus)]


def run_pod(setup):
    podman_host.need("openssl", "catatonit")
    podman_host.build_prometheus()
    return run(PodMachine(setup))


def compose_program():
    for command in (["docker", "compose"], ["docker-compose"]):
        if shutil.which(command[0]) and subprocess.run([*command, "version"], capture_output=True).returncode == 0:
            return command
    raise podman_host.Missing("no compose program is installed (Debian package docker-compose)")


def run_compose(setup):
    podman_host.need("openssl")
    program = compose_program()
    podman_host.need_names()
    podman_host.build_prometheus()
    with podman_host.docker_api(setup.output) as environment:
        return run(ComposeMachine(setup, program, environment))
