"""Alerts lead to their sections, and the dashboard asks for series that there are."""

import json
import os
import re
import shutil
import subprocess
import unittest

import tools

FOLDER = os.path.join(tools.ROOT, "deploy/observability")


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def expressions(dashboard):
    for panel in dashboard["panels"]:
        for target in panel.get("targets", []):
            yield panel["title"], target["expr"]
    for annotation in dashboard["annotations"]["list"]:
        yield annotation["name"], annotation["expr"]


class AlertsTest(unittest.TestCase):
    def test_each_alert_leads_to_its_section(self):
        readme = read(os.path.join(FOLDER, "README.md"))
        sections = {heading.lower() for heading in re.findall(r"^### (\w+)$", readme, re.M)}
        alerts = re.findall(r"- alert: (\w+)\n(.*?)(?=\n\n|\Z)", read(os.path.join(FOLDER, "alerts.yml")), re.S)
        self.assertGreater(len(alerts), 10)
        for name, rule in alerts:
            self.assertIn(f'runbook_url: "deploy/observability/README.md#{name.lower()}"', rule)
            self.assertIn(name.lower(), sections)
            self.assertRegex(rule, "severity: (page|ticket)")
        for anchor in re.findall(r"\(#(\w+)\)", readme):
            self.assertIn(anchor, sections)


class DashboardTest(unittest.TestCase):
    def setUp(self):
        self.dashboard = json.loads(read(os.path.join(FOLDER, "dashboard.json")))

    def test_every_series_is_told_or_recorded(self):
        told = set(re.findall(r"^\w+", read(os.path.join(tools.ROOT, "tests/telemetry/series.txt")), re.M)) | {"up"}
        recorded = set(re.findall(r"record: (\S+)", read(os.path.join(FOLDER, "recording_rules.yml"))))
        count = 0
        for title, expression in expressions(self.dashboard):
            names = re.findall(r"([a-z_:0-9]+)\{", expression)
            self.assertTrue(names, title)
            count += len(names)
            self.assertLessEqual(set(names), told | recorded, title)
        self.assertGreater(count, 15)

    def test_promtool_reads_every_expression(self):
        if not shutil.which("promtool"):
            tools.skip("expressions of the dashboard", "promtool is not installed (Debian package prometheus)")
        rules = [
            {"record": f"expression_{number}", "expr": expression.replace("$instance", ".*")}
            for number, (_, expression) in enumerate(expressions(self.dashboard))
        ]
        text = json.dumps({"groups": [{"name": "dashboard", "rules": rules}]})  # JSON is YAML as well
        done = subprocess.run(
            ["promtool", "check", "rules", "/dev/stdin"], input=text, capture_output=True, text=True
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_panels_do_not_cover_one_another(self):
        cells = set()
        for panel in self.dashboard["panels"]:
            place = panel["gridPos"]
            self.assertLessEqual(place["x"] + place["w"], 24)
            own = {(place["x"] + x, place["y"] + y) for x in range(place["w"]) for y in range(place["h"])}
            self.assertFalse(own & cells, panel["title"])
            cells |= own


if __name__ == "__main__":
    unittest.main()
