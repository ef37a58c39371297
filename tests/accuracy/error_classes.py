"""Names what is wrong with each attribution, so that equal mistakes can be counted. One attribution may be in several
classes. Examples hold the articles' words: they belong on a terminal and in build/, never in a committed file."""
from collections import defaultdict

from groups import cue_kind

LENGTH = 110  # of each part of an example


def edges(gold, found):
    """Where a token set begins and ends in respect of the right one."""
    names = []
    for word, end in (("begins", min), ("ends", max)):
        if end(found) != end(gold):
            names.append(f"{word} too {'early' if end(found) < end(gold) else 'late'}")
    return " and ".join(names) or "differs in the middle"


def source_class(outcome):
    gold, found = outcome.tokens["gold_source"], outcome.tokens["source"]
    if gold:
        if not found:
            return "source: none found where one stands"
        return f"source: {edges(gold, found)}" if gold & found else "source: stands elsewhere"
    if not outcome.tokens["antecedent"]:
        return "source: somebody where nobody speaks"
    if found:
        return "source: a mention where it is dropped"
    return "dropped source: another speaker" if outcome.prediction["mentions"] else "dropped source: nobody"


def claim_class(outcome):
    gold, found = outcome.tokens["gold_claim"], outcome.tokens["claim"]
    if not gold or not found or not gold & found:
        return "claim: stands elsewhere"
    return f"claim: {edges(gold, found)}"


def classes_of(outcome):
    """(class, what its example shows: the mention, the speaker or the claim)."""
    hits, gold, prediction = outcome.hits, outcome.gold, outcome.prediction
    if not hits["source"]:
        name = source_class(outcome)
        yield name, "mention" if gold["source"] else "speaker"
    elif hits.get("resolved") is False and gold["source"]:
        yield "short mention: joined with another speaker or nobody", "speaker"
    if not hits["claim"]:
        yield claim_class(outcome), "claim"
    if not hits["parent"]:
        found = "another parent" if prediction["parent"] and gold["parent"] else \
            "nested where it is not" if prediction["parent"] else "not nested where it is"
        yield f"nesting: {found}", "claim"
    for name, part, expected, got in (("kind", "claim", gold["kind"], prediction["kind"]),
                                      ("type", "speaker", gold["source_type"], prediction["type"]),
                                      ("class", "claim", gold["cue_class"], prediction["cue_class"]),
                                      ("polarity", "claim", gold["polarity"], prediction["polarity"])):
        if expected != got:
            yield f"{name}: {got or 'none'} where it is {expected}", part


def clip(text):
    return text if len(text) <= LENGTH else text[:LENGTH // 2] + " … " + text[-LENGTH // 2:]


def example(result, cue, *parts):
    return " | ".join([result.name, clip(result.show([cue]))] + [clip(part) for part in parts])


def shown(result, outcome, part):
    gold, prediction = outcome.gold, outcome.prediction
    if part == "claim":
        return f"gold: {result.show(gold['claim'])}", f"got: {result.show(prediction['claim'])}"
    if part == "mention":
        expected, found = gold["source"], prediction["source"]
    else:
        expected, found = gold["antecedent"] or gold["source"], (prediction["mentions"] or [None])[0]
    spans = (("gold", expected), ("got", found))
    return tuple(f"{word}: {(result.show([span]) if span else '') or 'nobody'}" for word, span in spans)


def find(results):
    """{class: its examples}, all of them, largest class first."""
    found = defaultdict(list)
    for result in results:
        for outcome in result.outcomes:
            if outcome.prediction is None:
                found[f"missed: {cue_kind(result, outcome)}"].append(
                    example(result, outcome.gold["cue"], result.show(outcome.gold["claim"])))
                continue
            for name, part in classes_of(outcome):
                found[name].append(example(result, outcome.gold["cue"], *shown(result, outcome, part)))
        for prediction in result.spurious:
            rule = prediction["line"].get("rule", "").split("/")[0] or "no rule"
            found[f"spurious: {rule}"].append(example(result, prediction["cue"], result.show(prediction["claim"])))
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))
