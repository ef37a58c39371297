"""deploy/compose: both files say the same, what they mount is there, Prometheus reads its configuration, and the certificates
for a trial are sound."""

import glob
import json
import os
import shutil
import subprocess
import tempfile
import unittest

import tools

COMPOSE = os.path.join(tools.ROOT, "deploy/compose")
CHECKOUT = "/srv/isnad/"  # what stands in pod.yaml for the project's folder
MADE = "certificates/server"  # by make_certificates


def load(path):
    with open(os.path.join(COMPOSE, path), encoding="utf-8") as file:
        return tools.yaml().safe_load(file)


def defaults():
    with open(os.path.join(tools.ROOT, "deploy/config/config.example.json"), encoding="utf-8") as file:
        return json.load(file)


class FilesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            cls.compose, cls.pod = load("compose.yaml"), load("pod.yaml")
            cls.prometheus = load("prometheus/prometheus.yml")
        except tools.Unavailable as reason:
            tools.skip("files of deploy/compose", reason)
        cls.containers = {one["name"]: one for one in cls.pod["spec"]["containers"]}

    def pod_mounts(self, name):
        """Path in the container: path in the project."""
        paths = {v["name"]: v["hostPath"]["path"] for v in self.pod["spec"]["volumes"] if "hostPath" in v}
        mounts = self.containers[name]["volumeMounts"]
        return {m["mountPath"]: paths[m["name"]].removeprefix(CHECKOUT) for m in mounts if m["name"] in paths}

    def compose_mounts(self, name):
        mounts = {}
        for volume in self.compose["services"][name]["volumes"]:
            source, target, *mode = volume.split(":")
            if source.startswith("."):
                self.assertEqual(mode, ["ro"], volume)
                mounts[target] = os.path.normpath(os.path.join("deploy/compose", source))
        return mounts

    def test_both_say_the_same_of_the_server(self):
        one, other = self.compose["services"]["isnad"], self.containers["server"]
        self.assertEqual(one["environment"], {variable["name"]: variable["value"] for variable in other["env"]})
        self.assertEqual(self.compose_mounts("isnad"), self.pod_mounts("server"))
        self.assertEqual(self.compose_mounts("prometheus"), self.pod_mounts("prometheus"))
        self.assertEqual(one["stop_grace_period"], f"{self.pod['spec']['terminationGracePeriodSeconds']}s")

    def test_grace_period_is_longer_than_the_drain(self):
        options = defaults()
        drain_s = (options["drain_delay_ms"] + options["drain_ms"]) / 1000
        self.assertGreaterEqual(self.pod["spec"]["terminationGracePeriodSeconds"], drain_s + 5)

    def test_variables_are_options(self):
        for variable in self.compose["services"]["isnad"]["environment"]:
            self.assertIn(variable.removeprefix("ISNAD_").lower(), defaults())

    def test_what_is_mounted_is_there(self):
        for name in ("isnad", "prometheus"):
            for path in self.compose_mounts(name).values():
                if not path.endswith(MADE):
                    self.assertTrue(os.path.exists(os.path.join(tools.ROOT, path)), path)

    def test_services_may_do_nothing_more_than_they_must(self):
        for service in self.compose["services"].values():
            self.assertEqual((service["cap_drop"], service["read_only"]), (["ALL"], True))
            self.assertEqual(service["security_opt"], ["no-new-privileges:true"])
        for container in self.containers.values():
            context = container["securityContext"]
            self.assertEqual((context["capabilities"], context["readOnlyRootFilesystem"]), ({"drop": ["ALL"]}, True))
            self.assertIs(context["allowPrivilegeEscalation"], False)

    def test_nobody_outside_reaches_metrics(self):
        self.assertEqual(self.compose["services"]["isnad"]["ports"], ["${ISNAD_PUBLISH:-50051}:50051"])
        self.assertEqual(self.compose["services"]["prometheus"]["ports"], ["127.0.0.1:${PROMETHEUS_PORT:-9090}:9090"])

    def test_prometheus_scrapes_the_server_under_the_name_that_rules_expect(self):
        (job,) = self.prometheus["scrape_configs"]
        self.assertEqual(job["job_name"], "isnad")
        self.assertEqual(job["static_configs"], [{"targets": ["isnad:9464"]}])
        (rules,) = self.prometheus["rule_files"]
        folder, pattern = os.path.split(rules)
        source = self.compose_mounts("prometheus")[folder]
        files = {os.path.basename(path) for path in glob.glob(os.path.join(tools.ROOT, source, pattern))}
        self.assertEqual(files, {"alerts.yml", "recording_rules.yml"})

    def test_promtool_reads_the_configuration(self):
        if not shutil.which("promtool"):
            tools.skip("configuration of Prometheus", "promtool is not installed (Debian package prometheus)")
        path = os.path.join(COMPOSE, "prometheus/prometheus.yml")
        done = subprocess.run(["promtool", "check", "config", "--syntax-only", path], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_docker_compose_reads_its_file(self):
        for command in (["docker", "compose"], ["docker-compose"]):
            if shutil.which(command[0]) and subprocess.run([*command, "version"], capture_output=True).returncode == 0:
                done = subprocess.run([*command, "-f", f"{COMPOSE}/compose.yaml", "config"], capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stderr)
                return
        tools.skip("compose.yaml by a compose program", "none is installed (Debian package docker-compose)")


class CertificatesTest(unittest.TestCase):
    def setUp(self):
        if not shutil.which("openssl"):
            tools.skip("certificates for a trial", "openssl is not installed")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = os.path.join(folder.name, "certificates")
        self.make("news.example", "10.1.2.3")

    def make(self, *names):
        program = os.path.join(COMPOSE, "make_certificates")
        subprocess.run([program, self.folder, *names], check=True, capture_output=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def verifies(self, certificate, *checks):
        command = ["openssl", "verify", "-x509_strict", "-CAfile", self.path("ca/ca.crt"), *checks, self.path(certificate)]
        return subprocess.run(command, capture_output=True).returncode == 0

    def test_names_and_uses(self):
        for name in ("localhost", "isnad", "news.example"):
            self.assertTrue(self.verifies("server/tls.crt", "-purpose", "sslserver", "-verify_hostname", name), name)
        self.assertTrue(self.verifies("server/tls.crt", "-verify_ip", "10.1.2.3"))
        self.assertFalse(self.verifies("server/tls.crt", "-verify_hostname", "other.example"))
        self.assertTrue(self.verifies("client/client.crt", "-purpose", "sslclient"))
        self.assertFalse(self.verifies("client/client.crt", "-purpose", "sslserver"))

    def test_another_run_rotates_and_keeps_the_authority(self):
        authority, certificate = self.read("ca/ca.crt"), self.read("server/tls.crt")
        self.make()
        self.assertEqual(self.read("ca/ca.crt"), authority)
        self.assertNotEqual(self.read("server/tls.crt"), certificate)
        self.assertTrue(self.verifies("server/tls.crt", "-verify_hostname", "isnad"))

    def test_what_the_server_mounts_holds_its_own_files_alone(self):
        self.assertEqual(sorted(os.listdir(self.path("server"))), ["tls.crt", "tls.key"])
        for name, secret in (("ca/ca.key", True), ("client/client.key", True), ("server/tls.key", os.getuid() == 0)):
            self.assertEqual(os.stat(self.path(name)).st_mode & 0o007 == 0, secret, name)


if __name__ == "__main__":
    unittest.main()
