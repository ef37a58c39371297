"""What the scenarios compute with: floors, percentiles, slopes, command lines."""

import os
import time
import types
import unittest
import unittest.mock

import cancelled_calls
import figures
import load_client
import log_lines
import overload
import process_figures
import restarts
import scenarios
import soak


class FiguresTest(unittest.TestCase):
    def test_floors_hold_at_their_border_and_not_beyond(self):
        self.assertTrue(figures.at_most("", 2, 2).kept)
        self.assertFalse(figures.at_most("", 2.001, 2).kept)
        self.assertTrue(figures.at_least("", 0.9, 0.9).kept)
        self.assertFalse(figures.at_least("", 0.899, 0.9).kept)
        self.assertTrue(figures.exactly("", 0, 0).kept)
        self.assertFalse(figures.exactly("", 1, 0).kept)
        self.assertTrue(figures.info("", 1e9).kept)

    def test_rows_say_what_was_missed(self):
        self.assertEqual(figures.at_most("p99", 12.34, 5, "ms").row(), ["p99", "12.3 ms", "<= 5", "MISSED"])
        self.assertEqual(figures.exactly("lost", 0, 0).row(), ["lost", "0", "= 0", "ok"])
        self.assertEqual(figures.info("rate", 1234.5, "/s").row(), ["rate", "1234 /s", "", ""])

    def test_median(self):
        self.assertEqual(figures.median([3, 1, 2]), 2)
        self.assertEqual(figures.median([4, 1, 3, 2]), 2.5)

    def test_percentile(self):
        values = list(range(1, 101))
        self.assertEqual(overload.percentile(values, 50), 51)
        self.assertEqual(overload.percentile(values, 99.9), 100)
        self.assertEqual(overload.percentile([7], 99.9), 7)


class ProcessFiguresTest(unittest.TestCase):
    def test_slope_and_spread(self):
        self.assertAlmostEqual(process_figures.slope([(0, 5), (1, 7), (2, 9)]), 2)
        self.assertEqual(process_figures.slope([(1, 5), (1, 7)]), 0)
        self.assertAlmostEqual(process_figures.spread([100, 110, 105]), 0.1)

    def test_reads_a_process(self):
        before = process_figures.cpu_seconds(os.getpid())
        until = time.process_time() + 0.05
        while time.process_time() < until:
            pass
        self.assertGreater(process_figures.cpu_seconds(os.getpid()), before)
        one = process_figures.sample(os.getpid(), time.monotonic())
        self.assertGreater(one.rss_bytes, 1 << 20)
        self.assertGreaterEqual(one.threads, 1)
        self.assertGreaterEqual(one.descriptors, 1)


class LoadClientTest(unittest.TestCase):
    def test_names_options_as_the_generator_does(self):
        options = {"rate": 2.5, "spans_only": True, "poisson": False, "articles": None, "deadline_ms": 5}
        self.assertEqual(load_client.arguments_of(options), ["--rate=2.5", "--spans-only", "--deadline-ms=5"])


def report_of(method, sent, results, latency=2.0, failed_articles=0):
    """What the generator says of a run, as far as the scenarios read it."""
    ok, refused = results.get("OK", 0), results.get("RESOURCE_EXHAUSTED", 0)
    return {
        "options": {"method": method},
        "sent": sent,
        "not_sent": 0,
        "results": results,
        "reasons": {},
        "refusals": {"with_retry_info": refused, "with_pushback": refused},
        "goodput_per_s": float(ok),
        "articles": {"ok": 0 if failed_articles else ok, "failed": {"INTERNAL": failed_articles} if failed_articles else {}},
        "latency_ms": {"ok": {name: latency if ok else 0 for name in ("p50", "p99", "p99.9", "max")}},
        "send_lag_ms": {"p99": 0.1},
    }


def missed(measured):
    return {figure.name for figure in measured if not figure.kept}


class BrokenServerTest(unittest.TestCase):
    """A server that answers nothing has nothing to be slow, late or large with; it must not pass for that."""

    METHODS = ("unary", "batch", "stream", "health", "info")

    def soak(self, **of_batches):
        reports = [report_of(method, 100, {"OK": 100}) for method in self.METHODS]
        reports[1] = report_of("batch", 100, **of_batches)
        return missed(soak.answer_figures(reports))

    def test_soak(self):
        self.assertEqual(self.soak(results={"OK": 100}), set())
        self.assertEqual(self.soak(results={"RESOURCE_EXHAUSTED": 100}), {"batch: answered, of all"})
        self.assertEqual(
            self.soak(results={"OK": 100}, failed_articles=800), {"articles with claims, of those answered"}
        )
        self.assertIn("stream: answered, of all", missed(soak.answer_figures([report_of("stream", 0, {})])))

    def test_parse(self):
        too_long = report_of("unary", 5, {"INVALID_ARGUMENT": 5})
        too_long["reasons"] = {"INVALID_ARGUMENT TEXT_TOO_LONG": 5}
        lines = ["{}"] * log_lines.CALLS
        fine = report_of("unary", log_lines.CALLS, {"OK": log_lines.CALLS})
        self.assertEqual(missed(log_lines.figures_of(fine, too_long, lines)), set())
        broken = report_of("unary", log_lines.CALLS, {"UNAVAILABLE": log_lines.CALLS})
        self.assertEqual(missed(log_lines.figures_of(broken, broken, lines)), {"answered", "refused as too long"})

    def test_overload(self):
        def one_round(**kinds):
            probe = types.SimpleNamespace(latencies_ms=[1.0], failed=0)
            fine = {kind: report_of("unary", 100, {"OK": 100}) for kind in ("closed", "normal", "over", "health")}
            return {"peak": 100.0, "probe": probe} | fine | kinds

        few = report_of("unary", 100, {"OK": 1, "RESOURCE_EXHAUSTED": 99})
        nothing = report_of("unary", 100, {"RESOURCE_EXHAUSTED": 100})
        self.assertEqual(missed(overload.figures_of([one_round()])), set())
        self.assertEqual(
            missed(overload.figures_of([one_round(peak=1.0, closed=few, normal=few, over=few)])),
            {"answered in a closed loop, of all", "answered at 0.7 x peak, of all"},
        )
        self.assertIn("p99 of accepted, of normal", missed(overload.figures_of([one_round(over=nothing)])))
        self.assertIn("p99 of accepted, of normal", missed(overload.figures_of([one_round(normal=nothing)])))
        self.assertEqual(
            missed(overload.figures_of([one_round(health=report_of("health", 0, {}))])), {"health, answered"}
        )

    def test_restarts(self):
        fine = [report_of(method, 100, {"OK": 100}) for method in ("unary", "batch")]
        self.assertEqual(missed(restarts.figures_of([0, 0], fine)), set())
        fine[1] = report_of("batch", 0, {})
        self.assertEqual(missed(restarts.figures_of([0, 0], fine)), {"calls answered, of one kind"})


class BoundsTest(unittest.TestCase):
    def test_generators_end_with_their_context(self):
        setup = types.SimpleNamespace(program=lambda _: "/bin/sleep")
        with self.assertRaises(ZeroDivisionError):
            with load_client.LoadClient(setup, "1000") as client:
                raise ZeroDivisionError
        self.assertIsNotNone(client.process.poll())

    def test_cancelling_ends_in_time(self):
        def slow_round(*_, **__):
            time.sleep(0.01)
            return report_of("unary", 2000, {"CANCELLED": 1})

        setup, server = types.SimpleNamespace(long=False), types.SimpleNamespace(target="")
        with unittest.mock.patch.multiple(cancelled_calls, SECONDS_MAX=0.05, run_load=slow_round):
            self.assertLess(cancelled_calls.cancel_until_enough(setup, server)["CANCELLED"], 10)


class ScenariosTest(unittest.TestCase):
    def test_a_scenario_that_cannot_run_is_no_success(self):
        def broken(_):
            raise RuntimeError("no server")

        def missed(_):
            return [figures.at_most("p99", 3, 2), figures.info("rate", 1)]

        scenarios.SCENARIOS.update({"broken": broken, "missed": missed})
        self.assertEqual(scenarios.run_scenario("broken", None), 1)
        self.assertEqual(scenarios.run_scenario("missed", None), 1)


if __name__ == "__main__":
    unittest.main()
