"""The balancers of rolling_restart.py read the configurations that are made for them."""

import os
import subprocess
import tempfile
import unittest
from types import SimpleNamespace

import balancers
import tools

REPLICAS = [
    SimpleNamespace(name=f"replica-{number}", target=f"127.0.0.1:{9000 + number}", admin_port=9100 + number)
    for number in (1, 2, 3)
]


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


if __name__ == "__main__":
    unittest.main()
