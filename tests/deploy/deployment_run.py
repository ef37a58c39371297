"""The Deployment of overlays/production, with client certificates, as podman runs it: what the manifests ask for is what the
process gets, secrets are mounted and exchanged as the kubelet does it, and a stop is a drain."""

import contextlib
import os
import re
import shutil
import subprocess
import time

import podman_host
import tools
from container import podman, run_podman
from figures import at_least, at_most, exactly
from podman_host import ROOT, inspect, logs, status_field, wait_for
from server_process import free_port

POD = "isnad-pod-0"
CONTAINER = f"{POD}-isnad"
NAME = "isnad.isnad"  # of the service, by which callers reach it
SECRETS = ("isnad-tls", "isnad-access", "isnad-client-ca")
GRACE_S = 40  # terminationGracePeriodSeconds
USER = 65532
# The image of this machine, calls from loopback alone, and what podman 4.3 wants to be told though it is what goes without
# saying: that the secrets are not optional.
OVERLAY = """\
namespace: isnad
resources: [{overlay}]
components: [{component}]
images:
  - {{name: registry.example/isnad, newName: {image}, newTag: latest}}
patches:
  - target: {{kind: Deployment, name: isnad}}
    patch: |-
      - op: add
        path: /spec/template/spec/containers/0/ports/0/hostPort
        value: {port}
      - op: add
        path: /spec/template/spec/containers/0/ports/0/hostIP
        value: 127.0.0.1
      - op: add
        path: /spec/template/spec/containers/0/ports/1/hostPort
        value: {admin_port}
      - op: add
        path: /spec/template/spec/containers/0/ports/1/hostIP
        value: 127.0.0.1
{optional}"""
NOT_OPTIONAL = """\
      - op: add
        path: /spec/template/spec/volumes/{number}/secret/optional
        value: false
"""


class Deployment:
    def __init__(self, setup):
        self.setup = setup
        self.folder = os.path.join(setup.output, "deployment")
        self.port, self.admin_port = free_port(), free_port()
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def make_files(self):
        """What the secrets are made of, as deploy/access and deploy/compose say."""
        self.make_certificates()
        script = r"""
            token=$(openssl rand -hex 32)
            echo "reader $(printf %s "$token" | sha256sum | cut -c1-64)" >tokens
            echo "$token" >token
        """
        subprocess.run(["bash", "-euc", script], cwd=self.folder, check=True)
        shutil.copy(os.path.join(ROOT, "deploy/access/policy.example.json"), self.path("policy.json"))
        shutil.copy(self.path("certificates/ca/ca.crt"), self.path("ca.crt"))

    def make_certificates(self):
        program = os.path.join(ROOT, "deploy/compose/make_certificates")
        subprocess.run([program, self.path("certificates"), NAME], check=True, capture_output=True)
        for name in ("tls.crt", "tls.key"):
            shutil.copy(self.path(f"certificates/server/{name}"), self.path(name))

    def manifests(self):
        """The secrets, by the commands of deploy/kubernetes/README.md, and all objects of the overlay."""
        with open(os.path.join(ROOT, "deploy/kubernetes/README.md"), encoding="utf-8") as file:
            commands = re.findall(r"^ +kubectl (-n isnad create secret [^#\n]*)", file.read(), re.M)
        texts = [self._kubectl(*command.split(), "--dry-run=client", "-o", "yaml") for command in commands]
        folder = os.path.relpath(os.path.join(ROOT, "deploy/kubernetes"), os.path.realpath(self.folder))
        with open(self.path("kustomization.yaml"), "w", encoding="utf-8") as file:
            file.write(OVERLAY.format(
                overlay=f"{folder}/overlays/production", component=f"{folder}/components/client-certificates",
                image=self.setup.image, port=self.port, admin_port=self.admin_port,
                optional="".join(NOT_OPTIONAL.format(number=number) for number in range(len(SECRETS))),
            ))  # fmt: skip
        with open(self.path("all.yaml"), "w", encoding="utf-8") as file:
            file.write("---\n".join([*texts, self._kubectl("kustomize", ".")]))
        return len(commands)

    def _kubectl(self, *arguments):
        done = subprocess.run([tools.kubectl(), *arguments], cwd=self.folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"kubectl {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def start(self):
        podman("play", "kube", "--start=false", self.path("all.yaml"))
        # Podman 4.3 leaves the files of secrets encoded and readable for all. The kubelet's part is played here.
        mount(SECRETS[0], self.path("tls.crt"), self.path("tls.key"))
        mount(SECRETS[1], self.path("tokens"), self.path("policy.json"))
        mount(SECRETS[2], self.path("ca.crt"))
        podman("pod", "start", POD)
        wait_for(lambda: '"serving"' in logs(CONTAINER), 30, "the Deployment's container does not serve")

    def end(self):
        run_podman("play", "kube", "--down", self.path("all.yaml"), check=False)
        run_podman("pod", "rm", "-f", "-i", "-t", "0", POD, check=False)
        for kind in ("secret", "volume"):
            for name in SECRETS:
                run_podman(kind, "rm", name, check=False)

    def call(self, command, *arguments, certificate=True):
        """The command's result by TLS, over the published port and under the service's name."""
        tls = [f"--server=127.0.0.1:{self.port}", f"--tls-name={NAME}", f"--tls-ca={self.path('certificates/ca/ca.crt')}"]
        if certificate:
            client = self.path("certificates/client/client")
            tls += [f"--tls-cert={client}.crt", f"--tls-key={client}.key"]
        return subprocess.run([self.setup.program("isnad"), command, *tls, *arguments], capture_output=True, text=True)

    def served_certificate(self):
        """What the server shows to a new connection."""
        client = self.path("certificates/client/client")
        done = subprocess.run(
            ["openssl", "s_client", "-connect", f"127.0.0.1:{self.port}", "-alpn", "h2", "-cert", f"{client}.crt",
             "-key", f"{client}.key"],
            input="", capture_output=True, text=True, errors="replace",
        )  # fmt: skip
        shown = re.search(r"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----\n", done.stdout, re.S)
        return shown and shown[0]

    def shows_its_file(self):
        with open(self.path("tls.crt"), encoding="utf-8") as file:
            return self.served_certificate() == file.read()


def mount(secret, *files):
    """Puts files into a volume as the kubelet does: a folder of their own, which a link leads to; exchanged in one step."""
    volume = podman("volume", "inspect", "--format", "{{.Mountpoint}}", secret)
    version = f"..{time.monotonic_ns()}"
    os.mkdir(os.path.join(volume, version), 0o755)
    for file in files:
        name = os.path.basename(file)
        target = os.path.join(volume, version, name)
        shutil.copy(file, target)
        os.chown(target, 0, USER)  # fsGroup
        os.chmod(target, 0o440)  # defaultMode
        link(f"..data/{name}", os.path.join(volume, name))
    link(version, os.path.join(volume, "..data"))


def link(to, path):
    os.symlink(to, f"{path}.new")
    os.rename(f"{path}.new", path)


def hardening():
    """What the process has of what securityContext and resources ask for."""
    pid = int(inspect(CONTAINER, "{{.State.Pid}}"))
    user = set((status_field(pid, "Uid") + " " + status_field(pid, "Gid")).split())
    return [
        exactly("user and group of the process", " ".join(user), str(USER)),
        exactly("capabilities", int(status_field(pid, "CapEff"), 16) + int(status_field(pid, "CapBnd"), 16), 0),
        exactly("no new privileges, system calls filtered", status_field(pid, "NoNewPrivs") + status_field(pid, "Seccomp"),
                "12"),
        exactly("root is read-only", inspect(CONTAINER, "{{.HostConfig.ReadonlyRootfs}}"), "true"),
        exactly("memory limit", int(inspect(CONTAINER, "{{.HostConfig.Memory}}")) >> 20, 1024, "MiB"),
    ]  # fmt: skip


def calls(deployment):
    article = os.path.join(ROOT, "client/sample/article.txt")
    answer = deployment.call("extract", article)
    stranger = deployment.call("extract", article, certificate=False)
    exec_status = run_podman("exec", CONTAINER, "/usr/bin/isnad-server", "--health", check=False).returncode
    probes = [podman_host.http_status(f"http://127.0.0.1:{deployment.admin_port}{path}") for path in ("/readyz", "/livez")]
    return [
        exactly("probes /readyz and /livez", str(probes), "[200, 200]"),
        exactly("isnad-server --health inside: exit status", exec_status, 0),
        exactly("isnad health by TLS: exit status", deployment.call("health").returncode, 0),
        exactly("isnad extract by TLS: exit status", answer.returncode, 0),
        at_least("lines of its answer", len(answer.stdout.splitlines()), 20),
        at_least("isnad extract without a client certificate: exit status", stranger.returncode, 1),
    ]


def rotation(deployment):
    """Secrets exchanged under the running container."""
    pid = inspect(CONTAINER, "{{.State.Pid}}")
    deployment.make_certificates()
    begin = time.monotonic()
    mount("isnad-tls", deployment.path("tls.crt"), deployment.path("tls.key"))
    wait_for(deployment.shows_its_file, 20, "the new certificate is not served")
    taken_s = time.monotonic() - begin
    with open(deployment.path("broken.key"), "w", encoding="utf-8") as file:
        file.write("no key\n")
    os.rename(deployment.path("broken.key"), deployment.path("tls.key"))
    mount("isnad-tls", deployment.path("tls.crt"), deployment.path("tls.key"))
    wait_for(lambda: '"reload_failed"' in logs(CONTAINER), 20, "a broken key is not told")
    return [
        at_most("until the new certificate is served", taken_s, 10, "s"),
        exactly("log lines that say so", len(re.findall(r'"event":"reloaded","file":"tls"', logs(CONTAINER))), 1),
        exactly("after a broken key the old pair serves: exit status", deployment.call("health").returncode, 0),
        exactly("restarts", int(inspect(CONTAINER, "{{.State.Pid}}") != pid), 0),
    ]


def drain():
    begin = time.monotonic()
    podman("stop", "-t", str(GRACE_S), CONTAINER)
    seconds = time.monotonic() - begin
    return [
        exactly("exit status after SIGTERM", int(inspect(CONTAINER, "{{.State.ExitCode}}")), 0),
        at_least("drained for", seconds, 5, "s"),
        at_most("  which the grace period covers", seconds, GRACE_S, "s"),
    ]


def run(setup):
    podman_host.need("kubectl=a newer one than Debian's; npm has it", "openssl", "catatonit")
    deployment = Deployment(setup)
    deployment.make_files()
    with contextlib.ExitStack() as ends:
        ends.callback(deployment.end)
        deployment.end()
        secrets = deployment.manifests()
        deployment.start()
        made = exactly("secrets made as the document says", secrets, len(SECRETS))
        return [made, *hardening(), *calls(deployment), *rotation(deployment), *drain()]
