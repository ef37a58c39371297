"""The error table, as Markdown. Nothing here holds an article's words but `examples`."""
import confidence
import error_classes
import groups
from figures import CALIBRATION, HEAD, add, count_article, count_outcomes, ratio, rates

GROUP_HEAD = ("cue R", "source", "resolved", "claim", "claim~", "lenient R", "strict R", "source_type")
OUTLET_ARTICLES_MIN = 3


def number(value):
    return f"{value:.3f}"


def signed(value):
    return f"{value:+.3f}"


def table(head, rows):
    """The first column is text, the others are right-aligned."""
    lines = ["| " + " | ".join(head) + " |", "| --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows]) + "\n"


def heads(columns):
    """Every head figure; `columns` are {title: figures}."""
    return table(["figure", *columns], [[name, *(number(each[name]) for each in columns.values())] for name in HEAD])


def difference(rows, calibration=None):
    """`rows` as bootstrap.differences gives them; `calibration` (old, new) has no interval."""
    lines = [[name, number(old), number(new), signed(new - old), f"{signed(lower)} … {signed(upper)}",
              "*" if lower > 0 or upper < 0 else ""] for name, (old, new, lower, upper) in rows.items()]
    if calibration:
        lines.append([CALIBRATION, *map(number, calibration), signed(calibration[1] - calibration[0]), "", ""])
    return table(["figure", "before", "now", "difference", "95 % interval", "sure"], lines)


def check(rows):
    """`rows` as record.against gives them."""
    return table(["figure", "recorded", "now", "difference", ""],
                 [[name, number(old), number(new), signed(new - old), "FELL" if fell else ""] for name, old, new, fell in rows])


def by_outlet(results):
    outlets = {}
    for result in results:
        outlets.setdefault(groups.outlet(result.name), []).append(count_article(result))
    rows, lenient = [], {}  # lenient F1 of the outlets that have enough articles to be judged by
    for name, counts in sorted(outlets.items()):
        figures = rates(add(counts))
        if len(counts) >= OUTLET_ARTICLES_MIN:
            lenient[name] = figures["lenient F1"]
        rows.append([name, len(counts), add(counts)["gold"]] + [
            number(figures[key]) for key in ("cue F1", "source", "resolved", "claim", "lenient F1", "strict F1")])
    text = table(["outlet", "articles", "attributions", "cue F1", "source", "resolved", "claim", "lenient F1", "strict F1"],
                 rows)
    if lenient:
        mean, worst = sum(lenient.values()) / len(lenient), min(lenient, key=lenient.get)
        text += (f"\nWorst outlet: {worst}; its lenient F1 is {number(ratio(lenient[worst], mean))} of the outlets' mean "
                 f"({number(mean)}), outlets of fewer than {OUTLET_ARTICLES_MIN} articles left out.\n")
    return text


def by_group(results, title, key, names):
    rows = []
    for name, outcomes in groups.grouped(results, key, names).items():
        figures = rates(count_outcomes(outcomes, 0))
        resolvable = any("resolved" in outcome.hits for outcome in outcomes)
        rows.append([name, len(outcomes)] + [number(figures[each]) if each != "resolved" or resolvable else "-"
                                             for each in GROUP_HEAD])
    return table([title, "attributions", *GROUP_HEAD], rows)


def by_cue_kind(results):
    return by_group(results, "cue", groups.cue_kind, groups.CUE_KINDS)


def by_order(results):
    return by_group(results, "word order", groups.word_order, groups.ORDERS)


def by_source_kind(results):
    return by_group(results, "source", groups.source_kind, groups.SOURCE_KINDS)


def reliability(results):
    pairs = confidence.judged(results)
    rows = [[f"{i / 10:.1f}–{(i + 1) / 10:.1f}", count, number(ratio(total, count)), number(ratio(right, count))]
            for i, (count, total, right) in enumerate(confidence.bins(pairs)) if count]
    return table(["confidence", "predictions", "mean confidence", "right (lenient)"], rows) + \
        f"\nExpected calibration error: {number(confidence.calibration_error(pairs))}.\n"


def thresholds(results):
    head = ["min_confidence", "kept", "cue P", "cue R", "lenient P", "lenient R", "lenient F1"]
    return table(head, [[f"{row[0]:.1f}", row[1], *map(number, row[2:])] for row in confidence.thresholds(results)])


def errors(results, classes_max, examples_max):
    """(table of the largest error classes, their examples)."""
    found = list(error_classes.find(results).items())[:classes_max]
    counts = table(["error class", "attributions"], [[name, len(examples)] for name, examples in found])
    lines = []
    for name, examples in found:
        lines += [f"- {name} ({len(examples)})"] + [f"  - {line}" for line in spread(examples, examples_max)]
    return counts, "\n".join(lines) + "\n"


def spread(examples, count):
    """So many of them, evenly over the list and with it over the outlets."""
    return [examples[i * len(examples) // count] for i in range(count)] if len(examples) > count else examples


def curve(rows):
    """`rows` are (percent of the training articles, figures)."""
    keys = ("cue F1", "source", "resolved", "claim", "lenient F1", "strict F1", "source_type", "quote_kind")
    return table(["training articles", *keys], [[f"{percent} %", *(number(figures[key]) for key in keys)]
                                                for percent, figures in rows])


def whole(results, overall, dev, command):
    """All tables but the examples."""
    predicted = sum(result.predicted for result in results)
    gold = sum(len(result.outcomes) for result in results)
    columns = {"overall": overall, **({"dev": dev} if dev else {})}
    sections = [
        ("Figures", f"{len(results)} articles, {gold} attributions; {predicted} predicted. Out-of-fold predictions by\n"
                    f"`{command}`\n\n" + heads(columns)),
        ("By outlet", by_outlet(results)), ("By cue", by_cue_kind(results)), ("By word order", by_order(results)),
        ("By source", by_source_kind(results)), ("Reliability", reliability(results)),
        ("Threshold on the confidence", thresholds(results))]
    return "\n".join(f"## {title}\n\n{body}" for title, body in sections)
