"""Sorts annotated attributions into groups. All from the annotation alone, so that a group holds the same attributions
whatever the engine does. The shapes of cues are rules of thumb over folded letters, not a morphology."""
import re

DIACRITICS = re.compile("[\u064b-\u0652\u0670\u0640]")
FOLD = str.maketrans("أإآى", "اااي")
# A participle of form II and up opens with meem, one of form I has alef second; in the accusative, feminine or plural.
PARTICIPLE = re.compile("(?:م[^ا].{1,4}|.ا.{1,2})(?:ا|ة|ين|ات)")
NOT_PARTICIPLE = re.compile(".*وا|قالا")  # a verb's plural and dual
# Masdars of forms II, IV, VII, VIII and X and of some verbs of form I, plurals, and what has the article.
MASDAR = re.compile("(?:ت..ي.|ا.{2,4}ا.|قول|بيان|شهاد|دعو)(?:ات|ة|ه|ها|هم|هما|هن|ي|ا)?|.{3,}ات(?:ه|ها|هم)?|ال.*")
PRONOUN = re.compile(".{2,}(?:ه|ها|هم|هما|هن)")

CUE_KINDS = ("finite verb", "participle", "according-to", "nominal", "belief", "directive", "evaluation", "evidence",
             "colon", "impersonal")
ORDERS = ("source after cue", "source before cue", "no source")
SOURCE_KINDS = ("named", "short", "generic", "pronominal", "dropped", "nobody")


def outlet(name):
    """aawsat-01 and tr-aawsat-03 are of aawsat."""
    return re.sub(r"^tr-|-\d+$", "", name)


def cue_words(result, outcome):
    begin, end = outcome.gold["cue"]
    return [word.translate(FOLD) for word in re.findall(r"\w+", DIACRITICS.sub("", result.text[begin:end]))]


def cue_shape(words):
    """'participle', 'nominal' or 'finite verb', by the first word without a conjunction or preposition."""
    word = words[0]
    forms = [word] + ([word[1:]] if word[0] in "وف" and len(word) > 3 else [])
    for form in forms:
        if PARTICIPLE.fullmatch(form) and not NOT_PARTICIPLE.fullmatch(form):
            return "participle"
    forms += [word[1:], word[2:]] if word[0] in "بل" else []
    return "nominal" if any(MASDAR.fullmatch(form) for form in forms) else "finite verb"


def cue_kind(result, outcome):
    """The first that applies: colon, impersonal, according-to, participle, nominal; else the verb's class."""
    gold, words = outcome.gold, cue_words(result, outcome)
    if not words:
        return "colon"
    if gold["source_type"] == "unspecified" and not gold["source"] and not gold["antecedent"]:
        return "impersonal"
    if gold["cue_class"] == "according_to":
        return "according-to"
    shape = cue_shape(words)
    if shape != "finite verb":
        return shape
    return {"statement": "finite verb", "commissive": "directive"}.get(gold["cue_class"], gold["cue_class"])


def word_order(result, outcome):
    del result
    gold = outcome.gold
    if not gold["source"]:
        return "no source"
    return "source after cue" if gold["source"][0] > gold["cue"][0] else "source before cue"


def source_kind(result, outcome):
    """named: a source that is its own fullest mention; short and generic (with the article): fuller elsewhere; pronominal:
    none but a pronoun at a nominal or according-to cue; dropped: none at all; nobody: impersonal."""
    gold = outcome.gold
    if gold["source"]:
        if not gold["antecedent"]:
            return "named"
        mention = DIACRITICS.sub("", result.text[gold["source"][0]:gold["source"][1]])
        return "generic" if re.match("(?:[وف]?ال|لل)", mention) else "short"
    if not gold["antecedent"]:
        return "nobody"
    words = cue_words(result, outcome)
    nominal = words and (gold["cue_class"] == "according_to" or cue_shape(words) == "nominal")
    return "pronominal" if nominal and PRONOUN.fullmatch(words[-1]) else "dropped"


def grouped(results, key, names):
    """{group: its outcomes}; groups in the order of `names`, empty ones left out."""
    groups = {name: [] for name in names}
    for result in results:
        for outcome in result.outcomes:
            groups.setdefault(key(result, outcome), []).append(outcome)
    return {name: outcomes for name, outcomes in groups.items() if outcomes}
