"""Every object of deploy/kubernetes and deploy/compose is one that the Kubernetes API takes: its types, what must be there, and
no unknown field."""

import copy
import json
import os
import shutil
import subprocess
import unittest

import tools

KUSTOMIZATIONS = ("overlays/development", "overlays/production", "job")
HERE = os.path.dirname(os.path.abspath(__file__))


def problems_of(objects):
    models = tools.npm_package(tools.MODELS_PACKAGE)
    done = subprocess.run(
        ["node", os.path.join(HERE, "schema_check.js"), models], input=json.dumps(objects), capture_output=True, text=True
    )
    if done.returncode not in (0, 1) or done.stderr:
        raise RuntimeError(done.stderr)
    return done.stdout.splitlines()


class SchemaTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            if not shutil.which("node"):
                raise tools.Unavailable("Node.js is not installed")
            tools.npm_package(tools.MODELS_PACKAGE)
            cls.objects = {name: tools.rendered(name) for name in KUSTOMIZATIONS}
        except tools.Unavailable as reason:
            tools.skip("manifests against the Kubernetes API's schemas", reason)

    def test_manifests_fit_the_schemas(self):
        for name, objects in self.objects.items():
            with self.subTest(name):
                self.assertEqual(problems_of(objects), [])

    def test_the_pod_for_podman_fits_the_schemas(self):
        with open(os.path.join(tools.ROOT, "deploy/compose/pod.yaml"), encoding="utf-8") as file:
            self.assertEqual(problems_of(list(tools.yaml().safe_load_all(file))), [])

    def test_mistakes_are_found(self):
        deployment = next(o for o in self.objects["overlays/production"] if o["kind"] == "Deployment")
        pod = ("spec", "template", "spec")
        mistakes = (
            (pod, "terminationGraceSeconds", 40, "no such field"),
            (pod, "terminationGracePeriodSeconds", "40", "integer"),
            (pod, "containers", [{"image": "isnad"}], "name"),
            (("spec",), "strategy", {"rollingUpdate": {"maxSurges": 1}}, "no such field"),
            ((), "apiVersion", "apps/v2", "API version"),
            ((), "kind", "Deploy", "no such kind"),
        )
        for place, key, value, problem in mistakes:
            with self.subTest(key):
                wrong = copy.deepcopy(deployment)
                inner = wrong
                for step in place:
                    inner = inner[step]
                inner[key] = value
                self.assertIn(problem, "\n".join(problems_of([wrong])))


if __name__ == "__main__":
    unittest.main()
