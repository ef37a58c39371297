"""The verdict of rolling_restart.py over reports as isnad-load writes them: a failed call is never passed over."""

import os
import unittest
from types import SimpleNamespace

import rolling_restart
import tools

SETUP = SimpleNamespace(calls=100, root=tools.ROOT)


def report(results, failed_articles=0):
    failed = {"INTERNAL": failed_articles} if failed_articles else {}
    latency = {"ok": {"max": 9.0, "p99": 3.0}}
    return {"sent": sum(results.values()), "results": results, "articles": {"failed": failed}, "latency_ms": latency}


def all_kept(figures):
    return all(figure.kept for figure in figures)


class RollingTest(unittest.TestCase):
    def verdict(self, statuses=(0, 0, 0), single=None, batch=None):
        reports = [single or report({"OK": 100}), batch or report({"OK": 20})]
        return all_kept(rolling_restart.rolling_figures(SETUP, list(statuses), reports))

    def test_passes_when_all_is_answered(self):
        self.assertTrue(self.verdict())

    def test_any_failed_call_is_one_too_many(self):
        self.assertFalse(self.verdict(single=report({"OK": 100, "CANCELLED": 1})))
        self.assertFalse(self.verdict(batch=report({"OK": 20, "UNAVAILABLE": 1})))
        self.assertFalse(self.verdict(batch=report({"OK": 20}, failed_articles=1)))

    def test_too_little_proves_nothing(self):
        self.assertFalse(self.verdict(statuses=(0, 0)))
        self.assertFalse(self.verdict(single=report({"OK": 99})))
        self.assertFalse(self.verdict(batch=report({"OK": 19})))

    def test_a_server_that_did_not_end_in_order(self):
        self.assertFalse(self.verdict(statuses=(0, 137, 0)))


class KillsTest(unittest.TestCase):
    def verdict(self, results):
        figures = rolling_restart.kill_figures(SETUP, [0.5] * 3, [report(results), report({"OK": 20})])
        return all_kept(figures), "\n".join(figure.name for figure in figures)

    def test_what_the_service_config_repeats_may_not_fail(self):
        self.assertEqual(rolling_restart.retryable(SETUP), {"UNAVAILABLE", "CANCELLED"})
        self.assertTrue(self.verdict({"OK": 100})[0])
        self.assertFalse(self.verdict({"OK": 100, "UNAVAILABLE": 1})[0])

    def test_other_failures_are_told(self):
        kept, names = self.verdict({"OK": 100, "UNKNOWN": 2})
        self.assertTrue(kept)
        self.assertIn("calls that failed with UNKNOWN", names)


class ProgramTest(unittest.TestCase):
    def test_drain_fits_the_time_to_stop(self):
        with open(os.path.join(tools.ROOT, "deploy/kubernetes/server/deployment.yaml"), encoding="utf-8") as file:
            self.assertIn(f"terminationGracePeriodSeconds: {rolling_restart.replicas.STOP_S}", file.read())


if __name__ == "__main__":
    unittest.main()
