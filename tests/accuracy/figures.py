"""Figures from outcomes: counts of one article, which add up, and the rates that follow from a sum of counts."""
from matching import OF_THE_MATCHED

OF_SOME = ("resolved", "named", "nested parent")  # of the matched to which they apply
COUNTS = ("gold", "predicted", "matched", "strict", "lenient") + OF_THE_MATCHED + OF_SOME + tuple(
    f"{name}, of" for name in OF_SOME)

# In the order of the tables. The calibration error is an error: less is better.
HEAD = ("cue P", "cue R", "cue F1", "lenient P", "lenient R", "lenient F1", "strict P", "strict R", "strict F1", "source",
        "source~", "resolved", "named", "claim", "claim~", "quote_kind", "source_type", "cue_class", "polarity", "parent",
        "nested parent", "calibration_error")
CALIBRATION = "calibration_error"


class Disagreement(Exception):
    """The sums over single attributions are not the scorer's."""


def count_outcomes(outcomes, predicted):
    counts = dict.fromkeys(COUNTS, 0)
    counts["gold"], counts["predicted"] = len(outcomes), predicted
    for outcome in outcomes:
        counts["matched"] += outcome.prediction is not None
        counts["strict"] += outcome.strict
        counts["lenient"] += outcome.lenient
        for name, hit in outcome.hits.items():
            counts[name] += hit
            if name in OF_SOME:
                counts[f"{name}, of"] += 1
    return counts


def count_article(result):
    return count_outcomes(result.outcomes, result.predicted)


def add(many):
    """The sum of some counts."""
    total = dict.fromkeys(COUNTS, 0)
    for counts in many:
        for name in COUNTS:
            total[name] += counts[name]
    return total


def ratio(part, whole):
    return part / whole if whole else 0.0


def rates(counts):
    """All figures that follow from counts, that is, all but the calibration error."""
    figures = {}
    for name, hits in (("cue", "matched"), ("lenient", "lenient"), ("strict", "strict")):
        precision, recall = ratio(counts[hits], counts["predicted"]), ratio(counts[hits], counts["gold"])
        figures[f"{name} P"], figures[f"{name} R"] = precision, recall
        figures[f"{name} F1"] = ratio(2 * precision * recall, precision + recall)
    for name in OF_THE_MATCHED:
        figures[name] = ratio(counts[name], counts["matched"])
    for name in OF_SOME:
        figures[name] = ratio(counts[name], counts[f"{name}, of"])
    return figures


def score(results, calibration):
    """The head figures of some articles; `calibration` are their (confidence, right) pairs' error."""
    return {**rates(add(map(count_article, results))), CALIBRATION: calibration}


def of_scorer(scored):
    """The scorer's own figures under the names used here."""
    figures = {name: value for name, value in scored.items() if name in HEAD}
    for name in ("cue", "lenient", "strict"):
        for key, label in (("p", "P"), ("r", "R"), ("f1", "F1")):
            figures[f"{name} {label}"] = scored[name][key]
    return figures


def check_totals(ours, scored):
    theirs = of_scorer(scored)
    apart = [f"{name} {ours[name]:.4f}, the scorer says {theirs[name]:.4f}" for name in HEAD
             if abs(ours[name] - theirs[name]) > 1e-6]
    if apart:
        raise Disagreement("tests/accuracy/matching.py and the scorer disagree: " + "; ".join(apart))
