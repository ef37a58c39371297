"""Matching, figures, groups, error classes, confidences and intervals over the tiny articles."""
import tempfile
import unittest
from pathlib import Path

import bootstrap
import confidence
import error_classes
import figures
import groups
import matching
import record
import shared_folder
import tiny_gold


class FiguresTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as name:
            predictions = tiny_gold.write(name)
            cls.scorer = shared_folder.load_scorer(Path(name))
            cls.articles = shared_folder.load_articles(shared_folder.gold_folders(Path(name)))
            cls.predictions = shared_folder.load_predictions(predictions, cls.scorer)
        cls.results = matching.match_all(cls.articles, cls.predictions, cls.scorer)

    def named(self, key, names):
        return {name: [(each.article, each.gold["n"]) for each in outcomes]
                for name, outcomes in groups.grouped(self.results, key, names).items()}

    def test_figures_are_those_worked_out_by_hand(self):
        found = figures.score(self.results, confidence.calibration_error(confidence.judged(self.results)))
        self.assertEqual(set(found), set(figures.HEAD))
        for name in figures.HEAD:
            self.assertAlmostEqual(found[name], tiny_gold.FIGURES[name], msg=name)

    def test_a_prediction_is_paired_once_with_the_best_claim(self):
        article = self.articles["aawsat-01"]
        first = article.gold[0]
        twin = {**first, "claim": article.gold[1]["claim"], "n": 9}
        pairs = matching.pair_up(self.scorer.Doc(article.text), [twin, first], self.predictions["aawsat-01"][:1], self.scorer)
        self.assertEqual(pairs, {1: 0})

    def test_an_article_without_prediction_has_none_right(self):
        results = matching.match_all(self.articles, {}, self.scorer)
        self.assertEqual(figures.add(map(figures.count_article, results))["gold"], 8)
        self.assertEqual(figures.score(results, 0)["cue F1"], 0)

    def test_outlets(self):
        self.assertEqual([groups.outlet(name) for name in ("aawsat-01", "tr-aawsat-03", "seed", "was-2-10")],
                         ["aawsat", "aawsat", "seed", "was-2"])

    def test_cue_kinds(self):
        self.assertEqual(self.named(groups.cue_kind, groups.CUE_KINDS), {
            "finite verb": [("aawsat-01", 1), ("aawsat-01", 2), ("tr-aawsat-03", 1), ("tr-aawsat-03", 2)],
            "according-to": [("okaz-02", 2)], "nominal": [("tr-aawsat-03", 3)], "colon": [("okaz-02", 1)],
            "impersonal": [("aawsat-01", 3)]})

    def test_cue_shapes(self):
        shapes = {"participle": "مؤكدا مشيرة ولافتا قائلين داعيا مبينا زاعما مطالبين",
                  "nominal": "قوله تأكيده إعلان وتصريحات توقعات بقوله اعتراف دعوة الإعلان للإعلان",
                  "finite verb": "قال وأضاف أشار قالوا أكدت يقول تشير تؤكد أفاد وصفه قالا أشادت"}
        for shape, words in shapes.items():
            for word in words.split():
                self.assertEqual(groups.cue_shape([word.translate(groups.FOLD)]), shape, word)

    def test_word_orders(self):
        self.assertEqual({name: len(found) for name, found in self.named(groups.word_order, groups.ORDERS).items()},
                         {"source after cue": 4, "source before cue": 1, "no source": 3})

    def test_source_kinds(self):
        self.assertEqual(self.named(groups.source_kind, groups.SOURCE_KINDS), {
            "named": [("aawsat-01", 1), ("okaz-02", 1), ("tr-aawsat-03", 1), ("tr-aawsat-03", 3)],
            "generic": [("tr-aawsat-03", 2)], "pronominal": [("okaz-02", 2)], "dropped": [("aawsat-01", 2)],
            "nobody": [("aawsat-01", 3)]})

    def test_error_classes(self):
        found = {name: len(examples) for name, examples in error_classes.find(self.results).items()}
        self.assertEqual(found, {
            "missed: according-to": 1, "spurious: finite": 1, "dropped source: another speaker": 1,
            "source: begins too late": 1, "claim: begins too late": 1, "kind: mixed where it is indirect": 1,
            "type: organization where it is person": 1, "type: none where it is unspecified": 1,
            "class: evidence where it is statement": 1, "nesting: not nested where it is": 1})

    def test_edges(self):
        cases = {"begins too early": {1, 2, 3, 4}, "begins too late and ends too early": {3}, "ends too late": {2, 3, 4, 5},
                 "differs in the middle": {2, 4}}
        for name, found in cases.items():
            self.assertEqual(error_classes.edges({2, 3, 4}, found), name)

    def test_thresholds_keep_what_is_surer(self):
        rows = {row[0]: row[1:] for row in confidence.thresholds(self.results)}
        self.assertEqual(rows[0.0], (8, 7 / 8, 7 / 8, 5 / 8, 5 / 8, 5 / 8))
        self.assertEqual(rows[0.7][:5], (5, 1.0, 5 / 8, 1.0, 5 / 8))
        self.assertEqual(rows[0.9][:5], (2, 1.0, 2 / 8, 1.0, 2 / 8))

    def test_calibration(self):
        self.assertEqual(confidence.calibration_error([(1.0, True), (0.0, False)]), 0)
        self.assertAlmostEqual(confidence.calibration_error([(0.9, True), (0.9, False), (0.3, False)]), (0.8 + 0.3) / 3)

    def test_intervals_hold_the_difference_and_repeat(self):
        old = {f"a{i}": {**dict.fromkeys(figures.COUNTS, 0), "gold": 4, "predicted": 4, "matched": i % 4} for i in range(40)}
        new = {name: {**counts, "matched": counts["matched"] + (i % 3 == 0)} for i, (name, counts) in enumerate(old.items())}
        found = bootstrap.differences(old, {**new, "only here": old["a1"]}, resamples=200)
        before, after, lower, upper = found["cue F1"]
        self.assertAlmostEqual(before, 60 / 160)
        self.assertAlmostEqual(after, 74 / 160)
        self.assertTrue(0 < lower < after - before < upper, found["cue F1"])
        self.assertEqual(found, bootstrap.differences(old, new, resamples=200))
        self.assertNotEqual(found, bootstrap.differences(old, new, resamples=200, seed=2))

    def test_falls_by_more_than_the_allowance_only(self):
        counts = record.counts_of(self.results)
        recorded = {"articles": counts, "figures": {"overall": {"calibration_error": 0.24}}}
        higher = {name: {**each, "claim": each["claim"] + 0.05} for name, each in counts.items()}
        lower = {name: {**each, "polarity": each["polarity"] - 1} for name, each in counts.items()}
        for articles, error, fallen in ((counts, 0.25, []), (counts, 0.2501, ["calibration_error"]), (counts, 0.1, []),
                                        (higher, 0.1, ["claim"]), (lower, 0.1, [])):
            rows, compared = record.against({**recorded, "articles": articles}, self.results, error)
            self.assertEqual([name for name, *_, fell in rows if fell], fallen)
            self.assertEqual((len(rows), compared), (len(record.CHECKED), 3))


if __name__ == "__main__":
    unittest.main()
