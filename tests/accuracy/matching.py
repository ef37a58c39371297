"""Pairs annotated with predicted attributions, and says of each pair what agrees.

The rules are the scorer's (its opening text tells them), and so are the tokens, the F1 and the folding of names. This is
the one place that applies them to single attributions, which the scorer only sums up; `figures.check_totals` compares the
sums with the scorer's in every run, so that the two cannot drift apart.
"""
from dataclasses import dataclass, field

OF_THE_MATCHED = ("source", "source~", "claim", "claim~", "quote_kind", "source_type", "cue_class", "polarity", "parent")


@dataclass
class Outcome:
    """One annotated attribution that is not borderline, and what became of it."""
    article: str
    gold: dict
    prediction: dict = None                    # None: missed
    hits: dict = field(default_factory=dict)   # figure: right or not (claim~: F1); without what does not apply
    tokens: dict = field(default_factory=dict)  # token indexes: gold and predicted source, antecedent, claim

    @property
    def lenient(self):
        return bool(self.hits and self.hits["source~"] and self.hits["claim~"] >= 0.8)

    @property
    def strict(self):
        return bool(self.hits and self.hits["source"] and self.hits["claim"])


@dataclass
class ArticleResult:
    name: str
    text: str
    folder: str
    outcomes: list    # in text order
    spurious: list    # predictions that match nothing, not even a borderline annotation
    predicted: int    # predictions without those that match a borderline annotation
    gold_cues: dict   # n: where its cue stands

    def show(self, spans):
        return " … ".join(self.text[begin:end] for begin, end in spans).replace("\n", " ")


def pair_up(doc, gold, predicted, scorer):
    """{index in gold: index in predicted}: cues that touch, greedily by agreement of the claims, then nearness."""
    def touch(a, b):
        return doc.tokens([a]) & doc.tokens([b]) or (a[0] < b[1] and b[0] < a[1])
    gold_claims = [doc.tokens(each["claim"]) for each in gold]
    predicted_claims = [doc.tokens(each["claim"]) for each in predicted]
    candidates = [(scorer.f1(gold_claims[i], predicted_claims[j]), -abs(g["cue"][0] - p["cue"][0]), i, j)
                  for i, g in enumerate(gold) for j, p in enumerate(predicted) if touch(g["cue"], p["cue"])]
    pairs = {}
    for _, _, i, j in sorted(candidates, reverse=True):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def optional(span):
    return [span] if span else []


def judge(result, doc, gold, predicted, parent, scorer):
    """The outcome of a matched attribution; `parent` is the n of the annotation that the predicted parent matches."""
    tokens = dict(gold_source=doc.tokens(optional(gold["source"])), source=doc.tokens(optional(predicted["source"])),
                  antecedent=doc.tokens(optional(gold["antecedent"])), entity=doc.tokens(predicted["mentions"]),
                  gold_claim=doc.tokens(gold["claim"]), claim=doc.tokens(predicted["claim"]))
    expected, found, antecedent = tokens["gold_source"], tokens["source"], tokens["antecedent"]
    name = scorer.words(predicted["name"] or result.show(predicted["mentions"][:1]))
    linked = bool(antecedent & tokens["entity"]) and bool(name & scorer.words(result.show(optional(gold["antecedent"]))))
    hits = {}
    if expected:
        hits["source"], hits["source~"] = found == expected, scorer.f1(found, expected) >= 0.5
    elif antecedent:
        by_mention = bool(found) and found <= antecedent and scorer.f1(found, antecedent) >= 0.5
        hits["source"] = hits["source~"] = linked or by_mention
    else:
        hits["source"] = hits["source~"] = not found and not predicted["mentions"]
    if antecedent:
        hits["resolved"] = linked
    if expected or antecedent:
        fullest = scorer.words(result.show([gold["antecedent"] or gold["source"]]))
        hits["named"] = scorer.f1(name, fullest) >= 0.5
    hits["claim~"] = scorer.f1(tokens["gold_claim"], tokens["claim"])
    hits["claim"] = hits["claim~"] == 1.0
    hits["quote_kind"] = predicted["kind"] == gold["kind"]
    hits["source_type"] = predicted["type"] == gold["source_type"]
    hits["cue_class"] = predicted["cue_class"] == gold["cue_class"]
    hits["polarity"] = predicted["polarity"] == gold["polarity"]
    hits["parent"] = parent == gold["parent"]
    if gold["parent"]:
        hits["nested parent"] = hits["parent"]
    return Outcome(result.name, gold, predicted, hits, tokens)


def match_article(article, predicted, scorer):
    doc = scorer.Doc(article.text)
    pairs = pair_up(doc, article.gold, predicted, scorer)
    n_of = {predicted[j]["id"]: article.gold[i]["n"] for i, j in pairs.items()}
    matched = set(pairs.values())
    borderline = sum(1 for i in pairs if article.gold[i]["borderline"])
    result = ArticleResult(article.name, article.text, article.folder, [],
                           [p for j, p in enumerate(predicted) if j not in matched], len(predicted) - borderline,
                           {gold["n"]: gold["cue"] for gold in article.gold})
    for i, gold in enumerate(article.gold):
        if gold["borderline"]:
            continue
        if i not in pairs:
            result.outcomes.append(Outcome(article.name, gold))
            continue
        prediction = predicted[pairs[i]]
        result.outcomes.append(judge(result, doc, gold, prediction, n_of.get(prediction["parent"], 0), scorer))
    return result


def match_all(articles, predictions, scorer):
    """An ArticleResult for each article, by name. An article without a prediction has none right."""
    return [match_article(articles[name], predictions.get(name, []), scorer) for name in sorted(articles)]
