"""Commands of the documents of deploy/ that run anywhere, run as they stand there. What needs containers is run by
installations.py and rolling_restart.py."""

import os
import re
import shutil
import subprocess
import tempfile
import unittest

import tools

PROGRAMS = os.path.join(tools.ROOT, "build/release/bin")


def blocks(path):
    """The fenced blocks of a document."""
    with open(os.path.join(tools.ROOT, path), encoding="utf-8") as file:
        return re.findall(r"^```\w*\n(.*?)^```$", file.read(), re.M | re.S)


def block_with(path, words):
    (block,) = [block for block in blocks(path) if words in block]
    return block


def run(script, folder):
    path = f"{PROGRAMS}:{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-euc", script], cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True
    )


class CertificateCommandsTest(unittest.TestCase):
    def setUp(self):
        if not shutil.which("openssl"):
            tools.skip("commands for certificates", "openssl is not installed")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        made = run(block_with("deploy/README.md", "openssl req -x509"), self.folder)
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertIn("certificate.pem: OK", made.stdout)

    def test_the_end_is_told(self):
        with open(os.path.join(tools.ROOT, "deploy/README.md"), encoding="utf-8") as file:
            command = re.search(r"`(openssl x509 -in certificate\.pem [^`]*)`", file.read())[1]
        done = run(command, self.folder)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertNotEqual(run(command.replace("604800", str(91 * 86400)), self.folder).returncode, 0)

    def test_the_server_accepts_them(self):
        if not os.path.exists(os.path.join(PROGRAMS, "isnad-server")):
            tools.skip("isnad-server --check-config with certificates", "isnad-server is not built (./dev build)")
        check = block_with("deploy/README.md", "--check-config --listen").splitlines()[0]
        done = run(check, self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(os.path.join(self.folder, "key.pem"), "w", encoding="utf-8") as key:
            key.write("no key\n")
        self.assertEqual(run(check, self.folder).returncode, 2)


class TokenCommandsTest(unittest.TestCase):
    def test_a_token_is_made(self):
        if not os.path.exists(os.path.join(PROGRAMS, "isnad-server")):
            tools.skip("isnad-server --check-config with tokens", "isnad-server is not built (./dev build)")
        with tempfile.TemporaryDirectory() as folder:
            script = block_with("deploy/access/README.md", "token=$(openssl rand -hex 32)")
            script += "isnad-server --check-config --listen=127.0.0.1:50051 --tokens-file=tokens\n"
            done = run(script, folder)
        self.assertEqual(done.returncode, 0, done.stderr)


class PrometheusTest(unittest.TestCase):
    def test_promtool_reads_the_scrape_configuration_for_kubernetes(self):
        if not shutil.which("promtool"):
            tools.skip("scrape configuration for Kubernetes", "promtool is not installed (Debian package prometheus)")
        # Debian's promtool knows no cluster.
        block = re.sub(r"kubernetes_sd_configs: .*", "static_configs: []", block_with("deploy/kubernetes/README.md", "job_name"))
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "prometheus.yml"), "w", encoding="utf-8") as file:
                file.write("scrape_configs:\n" + block)
            done = run("promtool check config --syntax-only prometheus.yml", folder)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class LinksTest(unittest.TestCase):
    def test_every_file_that_is_linked_is_there(self):
        count = 0
        for folder, _, files in os.walk(os.path.join(tools.ROOT, "deploy")):
            for file in files:
                if file.endswith(".md"):
                    count += self.check(os.path.join(folder, file))
        self.assertGreater(count, 20)

    def check(self, path):
        with open(path, encoding="utf-8") as file:
            links = [link for link in re.findall(r"\]\(([^)]+)\)", file.read()) if "://" not in link]
        for link in links:
            target, _, anchor = link.partition("#")
            target = os.path.normpath(os.path.join(os.path.dirname(path), target)) if target else path
            self.assertTrue(os.path.exists(target), f"{path}: {link}")
            if anchor:
                with open(target, encoding="utf-8") as file:
                    headings = {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in
                                re.findall(r"^#+ (.*)$", file.read(), re.M)}  # fmt: skip
                self.assertIn(anchor, headings, f"{path}: {link}")
        return len(links)


if __name__ == "__main__":
    unittest.main()
