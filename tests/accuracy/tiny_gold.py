"""A tiny shared folder for the tests: three articles of our own, their annotations, a stand-in for the scorer, and
predictions with one mistake of each sort. What the figures must be is worked out by hand in FIGURES."""
import json
import shutil
from pathlib import Path

TEXTS = {
    "dev/aawsat-01": "قال وزير الزراعة سامر حداد إن محصول الزيتون تضاعف. وأضاف أن المعاصر تعمل ليلا. "
                     "من المتوقع أن تهطل الأمطار غدا.",
    "dev/okaz-02": "مدير المتحف: القاعة مفتوحة للزوار. بحسب تعبيره فإن الإقبال كبير، مؤكدا أن «الدخول مجاني».",
    "train/tr-aawsat-03": "أفادت صحيفة البلد بأن الجسر أغلق. وقالت الصحيفة إن السبب هو قول المهندس إن الأعمدة تصدعت.",
}
MINISTER = "وزير الزراعة سامر حداد"
# Article, cue, source, antecedent, claim, then what is not the default.
GOLD = [
    ("dev/aawsat-01", "قال", MINISTER, "", "محصول الزيتون تضاعف", {}),
    ("dev/aawsat-01", "وأضاف", "", MINISTER, "المعاصر تعمل ليلا", {}),
    ("dev/aawsat-01", "من المتوقع", "", "", "تهطل الأمطار غدا", {"source_type": "unspecified", "cue_class": "belief"}),
    ("dev/okaz-02", ":", "مدير المتحف", "", "القاعة مفتوحة للزوار", {"kind": "direct"}),
    ("dev/okaz-02", "بحسب تعبيره", "", "مدير المتحف", "الإقبال كبير", {"cue_class": "according_to"}),
    ("dev/okaz-02", "مؤكدا", "", "مدير المتحف", "الدخول مجاني", {"kind": "direct", "borderline": True}),
    ("train/tr-aawsat-03", "أفادت", "صحيفة البلد", "", "الجسر أغلق", {"source_type": "outlet"}),
    ("train/tr-aawsat-03", "وقالت", "الصحيفة", "صحيفة البلد", "السبب هو قول المهندس إن الأعمدة تصدعت", {"source_type": "outlet"}),
    ("train/tr-aawsat-03", "قول", "المهندس", "", "الأعمدة تصدعت", {"parent": 2}),
]
# Article, cue, source, mentions of its entity, claim, confidence, then what is not the default.
PREDICTED = [
    ("dev/aawsat-01", "قال", MINISTER, [MINISTER], "محصول الزيتون تضاعف", 0.95, {"quoteKind": "MIXED"}),
    ("dev/aawsat-01", "وأضاف", "", ["الزيتون"], "المعاصر تعمل ليلا", 0.65, {"type": "ORGANIZATION"}),
    ("dev/aawsat-01", "تعمل", "المعاصر", ["المعاصر"], "ليلا", 0.15, {"rule": "finite/behind"}),
    ("dev/aawsat-01", "من المتوقع", "", [], "تهطل الأمطار غدا", 0.85, {"cueClass": "BELIEF"}),
    ("dev/okaz-02", ":", "المتحف", ["المتحف"], "القاعة مفتوحة للزوار", 0.75, {"quoteKind": "DIRECT"}),
    ("dev/okaz-02", "مؤكدا", "", ["المتحف"], "الدخول مجاني", 0.45, {"quoteKind": "DIRECT"}),
    ("train/tr-aawsat-03", "أفادت", "صحيفة البلد", ["صحيفة البلد"], "أغلق", 0.55, {"cueClass": "EVIDENCE", "type": "OUTLET"}),
    ("train/tr-aawsat-03", "وقالت", "الصحيفة", ["صحيفة البلد", "الصحيفة"], "السبب هو قول المهندس إن الأعمدة تصدعت", 0.95,
     {"type": "OUTLET"}),
    ("train/tr-aawsat-03", "قول", "المهندس", ["المهندس"], "الأعمدة تصدعت", 0.85, {}),
]
# By hand: 8 annotations that count, 8 predictions that count, 7 matched; 5 of them leniently and 4 strictly right.
FIGURES = {
    "cue P": 7 / 8, "cue R": 7 / 8, "cue F1": 7 / 8, "lenient P": 5 / 8, "lenient R": 5 / 8, "lenient F1": 5 / 8,
    "strict P": 4 / 8, "strict R": 4 / 8, "strict F1": 4 / 8, "source": 5 / 7, "source~": 6 / 7, "resolved": 1 / 2,
    "named": 5 / 6, "claim": 6 / 7, "claim~": (6 + 2 / 3) / 7, "quote_kind": 6 / 7, "source_type": 5 / 7,
    "cue_class": 6 / 7, "polarity": 1.0, "parent": 6 / 7, "nested parent": 0.0, "calibration_error": 0.25,
}


def span(article, words, after=0):
    begin = TEXTS[article].index(words, after)
    return [begin, begin + len(words)]


def attributions(article):
    after, rows = 0, []
    for n, (_, cue, source, antecedent, claim, more) in enumerate([row for row in GOLD if row[0] == article], 1):
        at = span(article, cue, after)
        after = at[1]
        row = {"n": n, "cue": at, "source": span(article, source) if source else None,
               "antecedent": span(article, antecedent) if antecedent else None, "claim": [span(article, claim)],
               "kind": "indirect", "source_type": "person", "cue_class": "statement", "polarity": "positive", "parent": 0,
               "borderline": False}
        rows.append({**row, **more})
    return rows


def as_json(begin_end):
    return {"begin": begin_end[0], "end": begin_end[1]}


def prediction_line(article):
    claims, sources, after = [], [], 0
    for _, cue, source, mentions, content, confidence, more in [row for row in PREDICTED if row[0] == article]:
        at, number = span(article, cue, 0 if cue == "تعمل" else after), len(claims) + 1
        after = at[1]
        cue_value = {"span": as_json(at), "cueClass": more.get("cueClass", "STATEMENT"), "polarity": "POSITIVE"}
        claim = {"id": number, "cue": cue_value,
                 "quoteKind": more.get("quoteKind", "INDIRECT"), "content": [as_json(span(article, content))],
                 "confidence": confidence, "rule": more.get("rule", "")}
        if mentions:
            claim["source"] = {"sourceId": number}
            sources.append({"id": number, "name": mentions[0], "type": more.get("type", "PERSON"),
                            "mentions": [as_json(span(article, mention)) for mention in mentions]})
        if source:
            claim["source"]["span"] = as_json(span(article, source))
        claims.append(claim)
    return json.dumps({"articleId": article.split("/")[1], "claims": claims, "sources": sources})


def write(folder):
    """The shared folder's files, and predictions.jsonl beside them."""
    folder = Path(folder)
    for article, text in TEXTS.items():
        path = folder / "gold" / f"{article}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".gold.json").write_text(json.dumps({"attributions": attributions(article)}), encoding="utf-8")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "news.jsonl").write_text('{"id": "other", "text": "x"}\n', encoding="utf-8")
    (folder / "eval").mkdir()
    shutil.copy(Path(__file__).with_name("stand_in_scorer.py"), folder / "eval" / "score.py")
    predictions = folder / "predictions.jsonl"
    predictions.write_text("\n".join(map(prediction_line, TEXTS)) + "\n", encoding="utf-8")
    return predictions
