"""A running Prometheus, asked over its API: is the server scraped, are rules and alerts of deploy/observability in force."""

import json
import os
import re
import urllib.parse
import urllib.request

from podman_host import ROOT, wait_for

SCRAPE_S = 45  # three times scrape_interval: two scrapes at least
RULES_S = 150  # rates want two scrapes and an evaluation, every 30 s


class Prometheus:
    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"

    def get(self, path, **query):
        with urllib.request.urlopen(f"{self.address}/api/v1/{path}?{urllib.parse.urlencode(query)}", timeout=5) as answer:
            return json.load(answer)["data"]

    def targets(self):
        """The health of each target, by instance."""
        return {one["labels"]["instance"]: one["health"] for one in self.get("targets", state="active")["activeTargets"]}

    def wait_until_scraped(self):
        wait_for(lambda: self.targets() == {"isnad:9464": "up"}, SCRAPE_S, "Prometheus does not scrape isnad:9464")

    def rules(self):
        return [rule for group in self.get("rules")["groups"] for rule in group["rules"]]

    def value_count(self, series):
        return len(self.get("query", query=series)["result"])

    def alert_states(self):
        return {alert["labels"]["alertname"]: alert["state"] for alert in self.get("alerts")["alerts"]}


def shipped(file, pattern):
    with open(os.path.join(ROOT, "deploy/observability", file), encoding="utf-8") as opened:
        return set(re.findall(pattern, opened.read(), re.M))


def shipped_alerts():
    return shipped("alerts.yml", r"^ +- alert: (\w+)$")


def shipped_records():
    return shipped("recording_rules.yml", r"^ +- record: (\S+)$")
