"""Annotating by the numbers of words: what is printed, what becomes a row, and what is refused."""
import io
import json
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "service" / "training"))
import annotate  # noqa: E402  (found by the line above)

TEXT = "قال الوزير: السد آمن،\nوأضاف أن العملَ مستمر."
GOOD = "0|1|-|2-3|direct|person|statement|positive|0|settled"


class AnnotateTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.corpus = Path(folder.name) / "news.jsonl"
        lines = [{"id": "other", "text": "x"}, {"id": "a", "text": TEXT}]
        self.corpus.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    def run_command(self, what, lines="", name="a"):
        out, error = io.StringIO(), io.StringIO()
        status = annotate.main([what, "--corpus", str(self.corpus), name], lines.splitlines(), out, error)
        return status, out.getvalue(), error.getvalue()

    def test_numbers_every_word_and_keeps_the_rest(self):
        status, out, _ = self.run_command("words")
        self.assertEqual(status, 0)
        self.assertEqual(out, "0·قال 1·الوزير: 2·السد 3·آمن،\n4·وأضاف 5·أن 6·العملَ 7·مستمر.\n")

    def test_rows_hold_offsets_in_code_points(self):
        lines = f"# by me\n{GOOD}\n4|-|1|6-7|indirect|person|statement|positive|1|borderline\n"
        status, out, error = self.run_command("rows", lines)
        self.assertEqual((status, error), (0, ""))
        fingerprint = annotate.fingerprint(TEXT)
        self.assertEqual(out.splitlines(), [
            f"a\t{fingerprint}\t0-3\t4-10\t-\t12-20\tdirect\tperson\tstatement\tpositive\t0\tsettled",
            f"a\t{fingerprint}\t22-27\t-\t4-10\t31-43\tindirect\tperson\tstatement\tpositive\t1\tborderline"])

    def test_the_colon_behind_a_word_is_a_cue(self):
        row = self.run_command("rows", GOOD.replace("0|1", "c1|1", 1))[1].split("\t")
        self.assertEqual(row[2], "10-11")

    def test_an_article_without_attributions_is_one_row(self):
        self.assertEqual(self.run_command("rows")[1].split("\t")[2:], ["-"] * 9 + ["-\n"])

    def test_shows_the_words(self):
        self.assertIn("قال | الوزير | - | [السد آمن] | direct", self.run_command("show", GOOD)[1])

    def test_fingerprint_is_fnv(self):
        self.assertEqual(annotate.fingerprint("a"), "e40c292c")

    def test_refuses_what_it_cannot_read(self):
        cases = {
            "9 fields": GOOD.rsplit("|", 1)[0],
            "8 is no range of the 8 words": GOOD.replace("2-3", "2-8"),
            "3-2 is no range": GOOD.replace("2-3", "3-2"),
            "FIRST-LAST, not x": GOOD.replace("2-3", "x"),
            "no colon or dash behind word 2": GOOD.replace("0|1", "c2|1", 1),
            "unknown quote kind": GOOD.replace("direct", "quoted"),
            "unknown source type": GOOD.replace("person", "robot"),
            "unknown cue class": GOOD.replace("statement", "shout"),
            "unknown polarity": GOOD.replace("positive", "neutral"),
            "unknown status": GOOD.replace("settled", "maybe"),
            "parent x": GOOD.replace("|0|settled", "|x|settled"),
            "parent 1 is none": GOOD.replace("|0|settled", "|1|settled"),
            "parent 2 is none": GOOD.replace("|0|settled", "|2|settled"),
            "the content overlaps its cue": GOOD.replace("2-3", "0-3"),
            "the content overlaps its source": GOOD.replace("2-3", "1-3"),
            "the source overlaps the cue": GOOD.replace("0|1", "0|0-1", 1),
            "neither source nor antecedent": GOOD.replace("0|1", "0|-", 1),
            "line 2: the cue stands before": "4|1|-|6-7" + GOOD[GOOD.index("|direct"):] + "\n" + GOOD,
        }
        for problem, lines in cases.items():
            status, out, error = self.run_command("rows", lines)
            self.assertEqual((status, out), (1, ""), problem)
            self.assertIn(problem, error)

    def test_an_article_that_the_corpus_lacks(self):
        self.assertEqual(self.run_command("words", name="b")[0], 1)


if __name__ == "__main__":
    unittest.main()
