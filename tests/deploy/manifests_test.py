"""What schemas do not say: that the parts of deploy/kubernetes fit one another, the server and the restricted Pod Security
standard."""

import functools
import json
import os
import re
import subprocess
import tempfile
import unittest

import tools

KUSTOMIZATIONS = ("overlays/development", "overlays/production", "job")
MUTUAL = "production with client certificates"
SERVERS = (*KUSTOMIZATIONS[:2], MUTUAL)
GRPC_PORT, ADMIN_PORT = 50051, 9464
USER = 65532
# Restricted Pod Security: https://kubernetes.io/docs/concepts/security/pod-security-standards
VOLUMES = {"configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret"}
HOST = ("hostNetwork", "hostPID", "hostIPC")


def read(path):
    with open(os.path.join(tools.ROOT, path), encoding="utf-8") as file:
        return file.read()


def with_component(overlay, component):
    """An overlay and a component that it does not have by itself."""
    top = os.path.join(tools.ROOT, "deploy/kubernetes")
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.relpath(os.path.join(top, part), os.path.realpath(folder)) for part in (overlay, component)]
        with open(os.path.join(folder, "kustomization.yaml"), "w", encoding="utf-8") as file:
            file.write(f"namespace: isnad\nresources: [{paths[0]}]\ncomponents: [{paths[1]}]\n")
        return tools.rendered(folder)


def of_kind(objects, kind):
    return [one for one in objects if one["kind"] == kind]


def pod_templates(objects):
    return [one["spec"]["template"] for kind in ("Deployment", "Job") for one in of_kind(objects, kind)]


def selects(selector, labels):
    return all(labels.get(key) == value for key, value in selector.items())


def restricted_problems(pod):
    """What the restricted standard has against a pod."""
    problems = [f"{name} is set" for name in HOST if pod.get(name)]
    common = pod.get("securityContext", {})
    for volume in pod.get("volumes", []):
        problems += [f"volume of type {kind}" for kind in set(volume) - {"name"} - VOLUMES]
    for container in pod["containers"] + pod.get("initContainers", []):
        own = container.get("securityContext", {})
        wanted = {
            "allowPrivilegeEscalation": own.get("allowPrivilegeEscalation") is False,
            "privileged": not own.get("privileged"),
            "capabilities": own.get("capabilities") == {"drop": ["ALL"]},
            "runAsNonRoot": own.get("runAsNonRoot", common.get("runAsNonRoot")) is True,
            "runAsUser": own.get("runAsUser", common.get("runAsUser")) != 0,
            "seccompProfile": own.get("seccompProfile", common.get("seccompProfile")) == {"type": "RuntimeDefault"},
            "hostPort": not any("hostPort" in port for port in container.get("ports", [])),
        }
        problems += [f"{container['name']}: {name}" for name, kept in wanted.items() if not kept]
    return problems


def on(*names):
    """Runs a test for each of these kustomizations, with its objects."""

    def decorate(check):
        @functools.wraps(check)
        def run(self):
            for name in names:
                with self.subTest(name):
                    check(self, self.objects[name])

        return run

    return decorate


class ManifestsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            cls.objects = {name: tools.rendered(name) for name in KUSTOMIZATIONS}
            cls.objects[MUTUAL] = with_component("overlays/production", "components/client-certificates")
        except tools.Unavailable as reason:
            tools.skip("manifests of deploy/kubernetes", reason)
        cls.defaults = json.loads(read("deploy/config/config.example.json"))

    def server(self, objects):
        (template,) = pod_templates(objects)
        (container,) = template["spec"]["containers"]
        return template, container

    def options(self, objects):
        """What the server is told, by variable; values of fields as None."""
        _, container = self.server(objects)
        told = {}
        maps = {one["metadata"]["name"]: one["data"] for one in of_kind(objects, "ConfigMap")}
        for source in container["envFrom"]:
            told.update(maps[source["configMapRef"]["name"]])
        told.update({variable["name"]: variable.get("value") for variable in container["env"]})
        return told

    @on(*KUSTOMIZATIONS)
    def test_pods_keep_the_restricted_standard_and_more(self, objects):
        for template in pod_templates(objects):
            pod = template["spec"]
            self.assertEqual(restricted_problems(pod), [])
            self.assertIs(pod["automountServiceAccountToken"], False)
            self.assertEqual(pod["securityContext"]["runAsUser"], USER)
            for container in pod["containers"]:
                self.assertIs(container["securityContext"]["readOnlyRootFilesystem"], True)
                self.assertIn("memory", container["resources"]["limits"])
                self.assertIn("cpu", container["resources"]["requests"])

    @on(*SERVERS)
    def test_namespace_enforces_the_restricted_standard(self, objects):
        (namespace,) = of_kind(objects, "Namespace")
        self.assertEqual(namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"], "restricted")
        self.assertEqual(namespace["metadata"]["name"], "isnad")

    @on(*KUSTOMIZATIONS)
    def test_everything_is_in_that_namespace(self, objects):
        self.assertEqual({one["metadata"].get("namespace") for one in objects if one["kind"] != "Namespace"}, {"isnad"})

    def test_a_lax_pod_is_found(self):
        lax = {"hostNetwork": True, "volumes": [{"name": "a", "hostPath": {}}], "containers": [{"name": "a"}]}
        self.assertEqual(len(restricted_problems(lax)), 6)

    @on(*KUSTOMIZATIONS)
    def test_selectors_match_the_pods(self, objects):
        labels = pod_templates(objects)[0]["metadata"]["labels"]
        selectors = [one["spec"]["selector"] for one in of_kind(objects, "Service")]
        for kind in ("Deployment", "PodDisruptionBudget"):
            selectors += [one["spec"]["selector"]["matchLabels"] for one in of_kind(objects, kind)]
        selectors += [one["spec"]["podSelector"]["matchLabels"] for one in of_kind(objects, "NetworkPolicy")]
        spreads = pod_templates(objects)[0]["spec"].get("topologySpreadConstraints", [])
        selectors += [spread["labelSelector"]["matchLabels"] for spread in spreads]
        self.assertGreater(len(selectors), 0)
        for selector in selectors:
            self.assertTrue(selector and selects(selector, labels), selector)

    def test_autoscaler_scales_the_deployment(self):
        objects = self.objects["overlays/production"]
        (autoscaler,) = of_kind(objects, "HorizontalPodAutoscaler")
        (deployment,) = of_kind(objects, "Deployment")
        target = autoscaler["spec"]["scaleTargetRef"]
        self.assertEqual(target, {key: deployment[key] for key in ("apiVersion", "kind")} | {"name": "isnad"})
        self.assertEqual(deployment["metadata"]["name"], "isnad")
        self.assertNotIn("replicas", deployment["spec"], "every apply would undo the autoscaler's number")
        self.assertGreaterEqual(autoscaler["spec"]["minReplicas"], 3)

    @on(*SERVERS)
    def test_ports_are_the_image_s(self, objects):
        dockerfile = read("deploy/image/Dockerfile")
        self.assertIn(f"ISNAD_LISTEN=0.0.0.0:{GRPC_PORT} ISNAD_ADMIN_ADDRESS=0.0.0.0:{ADMIN_PORT}", dockerfile)
        self.assertIn(f"USER {USER}:{USER}", dockerfile)
        _, container = self.server(objects)
        ports = {port["name"]: port["containerPort"] for port in container["ports"]}
        self.assertEqual(ports, {"grpc": GRPC_PORT, "admin": ADMIN_PORT})
        services = {one["metadata"]["name"]: one["spec"] for one in of_kind(objects, "Service")}
        self.assertEqual(services["isnad-headless"]["clusterIP"], "None")
        for service in services.values():
            for port in service["ports"]:
                self.assertEqual((port["targetPort"], port["port"]), (port["name"], ports[port["name"]]))
        (policy,) = of_kind(objects, "NetworkPolicy")
        allowed = {port["port"] for rule in policy["spec"]["ingress"] for port in rule["ports"]}
        self.assertEqual(allowed, set(ports.values()))

    @on(*KUSTOMIZATIONS)
    def test_network_policies_say_from_whom(self, objects):
        for policy in of_kind(objects, "NetworkPolicy"):
            self.assertEqual(policy["spec"]["policyTypes"], ["Ingress", "Egress"])
            self.assertEqual(policy["spec"]["egress"], [])
            for rule in policy["spec"]["ingress"]:
                for peer in rule["from"]:
                    labels = [s.get("matchLabels") for s in (peer.get("podSelector"), peer.get("namespaceSelector")) if s]
                    self.assertTrue(any(labels), "anybody could call")

    @on(*SERVERS)
    def test_probes_ask_the_admin_port(self, objects):
        routes = read("service/server/admin_routes.cc")
        _, container = self.server(objects)
        paths = {}
        for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
            get = container[probe]["httpGet"]
            self.assertEqual(get["port"], "admin")
            self.assertIn(f'"{get["path"]}"', routes)
            paths[probe] = get["path"]
        # One that asked for readiness would end a server that drains.
        self.assertEqual(paths["livenessProbe"], "/livez")
        self.assertEqual(paths["readinessProbe"], "/readyz")

    @on(*SERVERS)
    def test_grace_period_is_longer_than_the_drain(self, objects):
        template, _ = self.server(objects)
        options = self.options(objects)
        drain = sum(int(options.get("ISNAD_" + key.upper(), self.defaults[key])) for key in ("drain_delay_ms", "drain_ms"))
        self.assertGreaterEqual(template["spec"]["terminationGracePeriodSeconds"], drain / 1000 + 5)

    @on(*SERVERS)
    def test_variables_are_options_of_the_server(self, objects):
        schema = json.loads(read("deploy/config/config.schema.json"))["properties"]
        for variable, value in self.options(objects).items():
            self.assertTrue(variable.startswith("ISNAD_"), variable)
            option = schema[variable.removeprefix("ISNAD_").lower()]
            if value is None:
                continue  # from a field of the pod
            if "enum" in option:
                self.assertIn(value, option["enum"], variable)
            elif option["type"] == "integer":
                self.assertTrue(option["minimum"] <= int(value) <= option["maximum"], variable)
            elif option["type"] == "boolean":
                self.assertIn(value, ("true", "false"), variable)
            else:
                self.assertNotEqual(value, "", variable)

    @on(*KUSTOMIZATIONS)
    def test_service_links_are_off(self, objects):
        """A service called isnad would set variables ISNAD_... in every pod."""
        for template in pod_templates(objects):
            self.assertIs(template["spec"]["enableServiceLinks"], False)

    @on(*SERVERS)
    def test_memory_covers_what_may_be_in_flight(self, objects):
        """Some ten times in_flight_bytes_max, and the server's own 40 MiB."""
        units = {"Mi": 1 << 20, "Gi": 1 << 30}
        _, container = self.server(objects)
        limit = container["resources"]["limits"]["memory"]
        bytes_max = int(self.options(objects).get("ISNAD_IN_FLIGHT_BYTES_MAX", self.defaults["in_flight_bytes_max"]))
        self.assertGreaterEqual(int(limit[:-2]) * units[limit[-2:]], 10 * bytes_max + (40 << 20))
        self.assertEqual(limit, container["resources"]["requests"]["memory"])

    @on(*SERVERS)
    def test_files_are_mounted_where_options_look(self, objects):
        template, container = self.server(objects)
        volumes = {volume["name"]: volume for volume in template["spec"].get("volumes", [])}
        folders = {}
        for mount in container.get("volumeMounts", []):
            self.assertNotIn("subPath", mount, "such a file is not exchanged when the secret changes")
            self.assertIs(mount["readOnly"], True)
            self.assertEqual(volumes[mount["name"]]["secret"]["defaultMode"], 0o440)
            folders[mount["mountPath"]] = mount["name"]
        files = [value for name, value in self.options(objects).items() if name.endswith("_FILE")]
        self.assertEqual({os.path.dirname(file) for file in files}, set(folders))

    def test_production_serves_tls_and_development_says_that_it_does_not(self):
        production = self.options(self.objects["overlays/production"])
        self.assertNotIn("ISNAD_INSECURE_PLAINTEXT_ON_NETWORK", production)
        self.assertIn("ISNAD_TLS_CERTIFICATE_FILE", production)
        self.assertIn("ISNAD_TLS_PRIVATE_KEY_FILE", production)
        development = self.options(self.objects["overlays/development"])
        self.assertEqual(development["ISNAD_INSECURE_PLAINTEXT_ON_NETWORK"], "true")

    def test_client_certificates_are_asked_for(self):
        options = self.options(self.objects[MUTUAL])
        self.assertEqual(options["ISNAD_TLS_CLIENT_CERTIFICATES"], "required")
        self.assertIn("ISNAD_TLS_CLIENT_CA_FILE", options)
        self.assertIn("ISNAD_TLS_CERTIFICATE_FILE", options)

    @on("overlays/production", "job")
    def test_images_are_of_this_version(self, objects):
        version = re.search(r"project\(isnad VERSION ([\d.]+)", read("CMakeLists.txt")).group(1)
        image = pod_templates(objects)[0]["spec"]["containers"][0]["image"]
        self.assertEqual(image.rpartition(":")[2], version)


class JobTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        try:
            (cls.job,) = of_kind(tools.rendered("job"), "Job")
        except tools.Unavailable as reason:
            tools.skip("the job of deploy/kubernetes", reason)
        (cls.container,) = cls.job["spec"]["template"]["spec"]["containers"]

    def test_shards_are_the_indexes(self):
        spec = self.job["spec"]
        self.assertEqual(spec["completionMode"], "Indexed")
        self.assertIn(f"--shard=$(JOB_COMPLETION_INDEX)/{spec['completions']}", self.container["args"])
        self.assertLessEqual(spec["parallelism"], spec["completions"])
        self.assertGreater(spec["backoffLimitPerIndex"], 0)
        self.assertEqual(spec["template"]["spec"]["restartPolicy"], "Never", "what backoffLimitPerIndex asks for")

    def test_the_output_is_the_volume_that_may_be_written(self):
        (output,) = [argument for argument in self.container["args"] if argument.startswith("--output=")]
        writable = [mount["mountPath"] for mount in self.container["volumeMounts"] if not mount.get("readOnly")]
        self.assertEqual([output.removeprefix("--output=")], writable)

    def test_exit_statuses_are_those_of_the_command(self):
        rules = {value: rule["action"] for rule in self.job["spec"]["podFailurePolicy"]["rules"]
                 for value in rule.get("onExitCodes", {}).get("values", [])}  # fmt: skip
        self.assertEqual(rules, {2: "FailIndex", 143: "Ignore"})
        statuses = read("client/exit_status.h")
        self.assertRegex(statuses, r"kUsage = 2\b")
        self.assertRegex(statuses, r"kTerminated = 143\b")

    def test_the_command_takes_the_arguments(self):
        """The built command with the job's own arguments, as two of its pods have them."""
        program = os.path.join(tools.ROOT, "build/release/bin/isnad")
        if not os.path.exists(program):
            tools.skip("arguments of the job", "build/release/bin/isnad is not built")
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(f"{folder}/articles")
            with open(f"{folder}/articles/articles.jsonl", "w", encoding="utf-8") as articles:
                articles.write('{"id": "1", "text": "text"}\n')
            shards = self.job["spec"]["completions"]
            for index in (0, shards - 1):
                arguments = [
                    argument.replace("$(JOB_COMPLETION_INDEX)", str(index)).replace("=/", f"={folder}/")
                    for argument in self.container["args"]
                ]
                done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertTrue(os.path.exists(f"{folder}/claims/part-{index}-of-{shards}.jsonl"), os.listdir(folder))


if __name__ == "__main__":
    unittest.main()
