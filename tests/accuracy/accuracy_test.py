"""The command as its users run it, over the tiny articles: reports, comparisons, the record and the check."""
import contextlib
import io
import json
import os
import stat
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import accuracy
import cross_validation
import record
import tiny_gold


class CommandTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.predictions = tiny_gold.write(self.folder)
        readme = self.folder / "README.md"
        readme.write_text("# Accuracy\n\n## Record\n", encoding="utf-8")
        for patch in (mock.patch.dict(os.environ, {"ISNAD_SHARED": str(self.folder)}),
                      mock.patch.object(record, "RECORD", self.folder / "recorded.json"),
                      mock.patch.object(record, "README", readme),
                      mock.patch.object(record, "commit", lambda revision: ("2020-02-02", f"cue: of {revision}")),
                      mock.patch.object(cross_validation, "BUILD", self.folder / "build")):
            patch.start()
            self.addCleanup(patch.stop)

    def run_command(self, *arguments):
        out, error = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(error):
            status = accuracy.main(list(arguments))
        return status, out.getvalue() + error.getvalue()

    def scored(self, *arguments):
        return self.run_command("--predictions", str(self.predictions), *arguments)

    def worse_predictions(self):
        """The same, but one article has none any more."""
        lines = self.predictions.read_text(encoding="utf-8").splitlines(keepends=True)
        path = self.folder / "worse.jsonl"
        path.write_text("".join(lines[:2]), encoding="utf-8")
        return path

    def test_reports_every_table(self):
        status, out = self.scored()
        self.assertEqual(status, 0, out)
        self.assertIn("3 articles, 8 attributions; 8 predicted", out)
        self.assertIn("| cue F1 | 0.875 | 0.800 |", out)
        self.assertIn("| resolved | 0.500 | 0.000 |", out)
        for title in ("By outlet", "By cue", "By word order", "By source", "Reliability", "Threshold", "Errors", "Examples"):
            self.assertIn(f"## {title}", out)
        self.assertIn("| aawsat | 2 | 6 |", out)
        self.assertIn("| missed: according-to | 1 |", out)
        self.assertTrue((self.folder / "build" / "report.md").is_file())

    def test_without_the_folder_says_what_is_missing(self):
        with mock.patch.dict(os.environ, {"ISNAD_SHARED": str(self.folder / "none")}):
            status, out = self.scored()
        self.assertEqual(status, 0)
        self.assertTrue(out.startswith("SKIPPED: dev accuracy: the annotated articles are not here"), out)
        (self.folder / "corpus" / "news.jsonl").unlink()
        self.assertIn("SKIPPED: dev accuracy: the corpus is not here", self.run_command("--trainer", "true")[1])
        (self.folder / "eval" / "score.py").unlink()
        self.assertIn("SKIPPED: dev accuracy: the scorer is not here", self.scored()[1])

    def test_a_folder_that_is_asked_for_must_be_there(self):
        status, out = self.scored(str(self.folder / "build"))
        self.assertEqual(status, 1)
        self.assertIn("no NAME.gold.json here", out)

    def test_refuses_sums_that_are_not_the_scorers(self):
        with mock.patch.dict(tiny_gold.FIGURES, {"claim": 0.5}):
            status, out = self.scored()
        self.assertEqual(status, 1)
        self.assertIn("claim 0.8571, the scorer says 0.5000", out)

    def test_trains_with_what_it_reports(self):
        trainer = self.folder / "trainer"
        trainer.write_text(f"#!/bin/sh\necho \"$@\" >{self.folder}/arguments\n"
                           f"while [ $1 != --predictions ]; do shift; done; cp {self.predictions} $2\n", encoding="utf-8")
        trainer.chmod(trainer.stat().st_mode | stat.S_IEXEC)
        status, out = self.run_command("--trainer", str(trainer), "--quick", "--jobs", "3", "--curve")
        self.assertEqual(status, 0, out)
        self.assertIn("`isnad-train --annotations service/training/data/annotations.tsv --corpus news.jsonl --fold-over dev train "
                      "--folds 10 --seed 1 --no-networks --predictions FILE`", out)
        self.assertIn("| 25 % | 0.875 |", out)
        given = (self.folder / "arguments").read_text(encoding="utf-8")
        self.assertIn("--fraction 75 --no-networks", given)
        self.assertTrue(given.endswith("--jobs 3\n"), given)

    def test_a_trainer_that_fails_fails(self):
        status, out = self.run_command("--trainer", "false")
        self.assertEqual((status, "isnad-train failed" in out), (1, True), out)

    def test_compares_pairs_of_articles(self):
        with mock.patch.object(accuracy.figures, "check_totals"):  # the stand-in knows one set of predictions only
            status, out = self.scored("--compare", str(self.worse_predictions()))
        self.assertEqual(status, 0, out)
        self.assertRegex(out, r"\| lenient F1 \| 0\.462 \| 0\.625 \| \+0\.163 \| \+0\.000 … \+\d")
        self.assertEqual(self.scored("--compare", str(self.predictions))[1].count("| +0.000 | +0.000 … +0.000 |"), 21)

    def test_records_and_then_checks(self):
        self.assertIn("SKIPPED: dev accuracy: nothing is recorded", self.scored("--check")[1])
        status, out = self.scored("--record", "first step", "--commit", "REV")
        self.assertEqual(status, 0, out)
        self.assertEqual(self.scored("--check")[0], 0)
        with mock.patch.object(accuracy.figures, "check_totals"):
            status, out = self.run_command("--predictions", str(self.worse_predictions()), "--check")
        self.assertEqual(status, 1, out)
        self.assertIn("| lenient F1 | 0.625 | 0.462 | -0.163 | FELL |", out)
        self.assertIn("FAILED", out)

    def test_the_record_is_newest_first_and_holds_no_words_of_the_articles(self):
        self.scored("--record", "first step")
        self.scored("--record", "second step")
        readme = record.README.read_text(encoding="utf-8")
        self.assertLess(readme.index("2020-02-02: second step"), readme.index("2020-02-02: first step"))
        self.assertEqual(readme.count("Against the step before"), 1)
        saved = record.RECORD.read_text(encoding="utf-8")
        self.assertEqual(json.loads(saved)["commit"], "cue: of HEAD")
        for text in tiny_gold.TEXTS.values():
            for word in text.split():
                self.assertNotIn(word, readme + saved)

    def test_wrong_usage(self):
        for arguments in (["--check", "--quick"], ["--record", "x", "dev"], ["--check", "--record", "x"],
                          ["--curve", "--predictions", "p"], ["--fast"]):
            with self.assertRaises(SystemExit) as stop, contextlib.redirect_stderr(io.StringIO()):
                accuracy.main(arguments)
            self.assertEqual(stop.exception.code, 2, arguments)


if __name__ == "__main__":
    unittest.main()
