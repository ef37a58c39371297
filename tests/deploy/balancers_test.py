"""The balancers of rolling_restart.py read the configurations that are made for them."""

import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
from types import SimpleNamespace

import balancers
import replicas
import tools

sys.path.insert(0, os.path.join(tools.ROOT, "tests/load"))

from server_process import free_port  # noqa: E402

CHECKS_S = 1  # five checks of health, after which a server that fails them gets no call
REPLICAS = [
    SimpleNamespace(name=f"replica-{number}", target=f"127.0.0.1:{9000 + number}", admin_port=9100 + number)
    for number in (1, 2, 3)
]


def program(name):
    return os.path.join(tools.ROOT, "build/release/bin", name)


class BalancersTest(unittest.TestCase):
    def check(self, name):
        if balancers.program(name) is None:
            tools.skip(f"configuration of {name}", f"{name} is not installed (Debian package {name})")
        with tempfile.TemporaryDirectory() as folder:
            path = balancers.write_config(name, 9000, REPLICAS, folder)
            done = subprocess.run(balancers.command(name, path, folder, check=True), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertNotIn("warn", (done.stdout + done.stderr).lower())

    def test_haproxy(self):
        self.check("haproxy")

    def test_nginx(self):
        self.check("nginx")

    def test_service_config_behind_a_balancer_checks_no_health(self):
        with tempfile.TemporaryDirectory() as folder:
            path = balancers.service_config("nginx", tools.ROOT, folder)
            with open(path, encoding="utf-8") as file:
                config = file.read()
        self.assertNotIn("healthCheckConfig", config)
        self.assertIn("retryPolicy", config)
        self.assertTrue(os.path.exists(balancers.service_config("client", tools.ROOT, "")))


class TlsTest(unittest.TestCase):
    """The lines of deploy/balancer/README.md: from the caller to the balancer and from there to the server by TLS."""

    def setUp(self):
        for name in ("isnad-server", "isnad"):
            if not os.path.exists(program(name)):
                tools.skip("balancers with TLS", f"{name} is not built (./dev build)")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        make = os.path.join(tools.ROOT, "deploy/compose/make_certificates")
        subprocess.run([make, self.path("made")], check=True, capture_output=True)
        self.server, self.port = self.start_server(), free_port()

    def path(self, name):
        return os.path.join(self.folder, name)

    def start_server(self):
        server = replicas.Replica(1, free_port(), free_port())
        process = subprocess.Popen(
            [program("isnad-server"), f"--listen={server.target}", f"--admin-address=127.0.0.1:{server.admin_port}",
             f"--tls-certificate-file={self.path('made/server/tls.crt')}", "--drain-delay-ms=0",
             f"--tls-private-key-file={self.path('made/server/tls.key')}"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        server.wait_until_ready()
        return server

    def text(self, file, lines):
        """The shipped file with the document's lines instead of its own, for this server alone."""
        with open(os.path.join(tools.ROOT, "deploy/balancer/README.md"), encoding="utf-8") as opened:
            wanted = re.search(rf"```\n( +{lines}.*?)```", opened.read(), re.S)[1]
        wanted = wanted.replace(" :50051", f" 127.0.0.1:{self.port}").replace("listen 50051", f"listen 127.0.0.1:{self.port}")
        text = balancers.shipped(file, self.port, [self.server] * 3)
        return text, re.sub(r"/etc/(haproxy|nginx)", self.folder, wanted)

    def answers_through(self, name, text):
        path = self.path(f"{name}.conf")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        with open(self.path("log"), "w+", encoding="utf-8") as log:
            process = subprocess.Popen(balancers.command(name, path, self.folder), stdout=log, stderr=log)
            try:
                balancers.wait_until_open(process, self.port)
                call = [program("isnad"), "extract", f"--server=localhost:{self.port}", f"--tls-ca={self.path('made/ca/ca.crt')}",
                        os.path.join(tools.ROOT, "client/sample/article.txt")]  # fmt: skip
                end = time.monotonic() + CHECKS_S
                done = subprocess.run(call, capture_output=True, text=True)
                while done.returncode == 0 and time.monotonic() < end:
                    done = subprocess.run(call, capture_output=True, text=True)
            finally:
                process.terminate()
                process.wait()
            log.seek(0)
            self.assertEqual(done.returncode, 0, done.stderr + log.read())

    def copy(self, name, *parts):
        with open(self.path(name), "w", encoding="utf-8") as file:
            for part in parts:
                with open(self.path(f"made/{part}"), encoding="utf-8") as source:
                    file.write(source.read())

    def test_haproxy(self):
        if balancers.program("haproxy") is None:
            tools.skip("haproxy with TLS", "haproxy is not installed (Debian package haproxy)")
        self.copy("isnad.pem", "server/tls.crt", "server/tls.key")
        self.copy("ca.crt", "ca/ca.crt")
        text, lines = self.text("haproxy.cfg", "bind")
        bind, server = lines.splitlines()
        server = re.sub(r"10\.0\.0\.11:50051(.*)9464", rf"{self.server.target}\g<1>{self.server.admin_port}", server)
        text = re.sub(r"^ +server .*\n", "", re.sub(r"^ +bind .*$", bind, text, flags=re.M), flags=re.M)
        self.answers_through("haproxy", text + server + "\n")

    def test_nginx(self):
        if balancers.program("nginx") is None:
            tools.skip("nginx with TLS", "nginx is not installed (Debian package nginx)")
        self.copy("isnad.crt", "server/tls.crt")
        self.copy("isnad.key", "server/tls.key")
        self.copy("ca.crt", "ca/ca.crt")
        text, lines = self.text("nginx.conf", "listen")
        head, _, place = lines.partition("  location")
        text = re.sub(r"^  listen .*\n", head, text, flags=re.M)
        text = text.replace("  location / {\n    grpc_pass grpc://isnad;\n", "  location" + place)
        self.assertIn("grpcs://", text)
        self.answers_through("nginx", balancers.NGINX.format(folder=self.folder, shipped=text))


if __name__ == "__main__":
    unittest.main()
