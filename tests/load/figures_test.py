"""What the scenarios compute with: floors, percentiles, slopes, command lines."""

import os
import time
import unittest

import figures
import load_client
import overload
import process_figures
import scenarios


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
