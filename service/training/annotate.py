"""Annotates articles of a corpus by the numbers of their words: prints an article with its words numbered, and turns an
annotator's lines into rows of data/annotations.tsv. Only offsets and values leave the corpus, no text.

  annotate.py words --corpus NEWS.jsonl ID          12·word 13·word ...
  annotate.py rows  --corpus NEWS.jsonl ID <LINES   rows to append to the table; problems, with their line, on stderr
  annotate.py show  --corpus NEWS.jsonl ID <LINES   the lines in words, to read them through once more

A line is an attribution, lines stand in text order of the cue, ten fields between |:
  cue|source|antecedent|content|quote kind|source type|cue class|polarity|parent|status
A span is a word's number or FIRST-LAST, - for none; the content's pieces stand between commas; c12 as a cue is the colon
or dash behind word 12. The values are those of the table's head; parent counts the lines from 1, 0 for none.
"""
import argparse
import json
import re
import sys

WORD = re.compile(r"[\w\u0610-\u061A\u0640\u064B-\u065F\u0670]+")
VALUES = {
    "quote kind": ("direct", "indirect", "mixed"),
    "source type": ("agency", "outlet", "person", "organization", "government", "group", "document", "anonymous",
                    "unspecified"),
    "cue class": ("statement", "according_to", "belief", "directive", "commissive", "evaluation", "evidence"),
    "polarity": ("positive", "negative"),
    "status": ("settled", "borderline"),
}
FIELDS = ("cue", "source", "antecedent", "content", "quote kind", "source type", "cue class", "polarity", "parent", "status")
COLONS = ":-\u2013\u2014\uFE55\uFF1A"


class Problem(Exception):
    """A line cannot be read; the text says why."""


def fingerprint(text):
    """FNV-1a of the text in UTF-8, 32 bits."""
    value = 2166136261
    for byte in text.encode("utf-8"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return f"{value:08x}"


class Article:
    def __init__(self, text):
        self.text = text
        self.words = [match.span() for match in WORD.finditer(text)]

    def numbered(self):
        parts, end = [], 0
        for number, (begin, word_end) in enumerate(self.words):
            parts += [self.text[end:begin], f"{number}\u00B7", self.text[begin:word_end]]
            end = word_end
        return "".join(parts) + self.text[end:]

    def span(self, value):
        """(begin, end) in code points of FIRST or FIRST-LAST."""
        match = re.fullmatch(r"(\d+)(?:-(\d+))?", value)
        if not match:
            raise Problem(f"expected a word's number or FIRST-LAST, not {value}")
        first, last = int(match[1]), int(match[2] or match[1])
        if not first <= last < len(self.words):
            raise Problem(f"{value} is no range of the {len(self.words)} words")
        return self.words[first][0], self.words[last][1]

    def cue(self, value):
        if not value.startswith("c"):
            return self.span(value)
        end = self.span(value[1:])[1]
        gap = WORD.search(self.text, end)
        for at in range(end, gap.start() if gap else len(self.text)):
            if self.text[at] in COLONS:
                return at, at + 1
        raise Problem(f"there is no colon or dash behind word {value[1:]}")

    def attribution(self, line):
        """The ten fields, spans as (begin, end), the content as a list of them."""
        fields = dict(zip(FIELDS, (field.strip() for field in line.split("|"))))
        if len(line.split("|")) != len(FIELDS):
            raise Problem(f"{len(line.split('|'))} fields, expected {len(FIELDS)}")
        for name, allowed in VALUES.items():
            if fields[name] not in allowed:
                raise Problem(f"unknown {name} {fields[name]}")
        if not fields["parent"].isdigit():
            raise Problem(f"parent {fields['parent']} is no number")
        fields["cue"] = self.cue(fields["cue"])
        for name in ("source", "antecedent"):
            fields[name] = None if fields[name] == "-" else self.span(fields[name])
        fields["content"] = [self.span(piece.strip()) for piece in fields["content"].split(",")]
        self.check(fields)
        return fields

    def check(self, fields):
        spans = {"cue": fields["cue"], "source": fields["source"]}
        for name, span in spans.items():
            if span and any(overlap(span, piece) for piece in fields["content"]):
                raise Problem(f"the content overlaps its {name}")
        if fields["source"] and overlap(fields["source"], fields["cue"]):
            raise Problem("the source overlaps the cue")
        if not fields["source"] and not fields["antecedent"] and fields["source type"] != "unspecified":
            raise Problem("neither source nor antecedent: its type is unspecified")


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def shown(span):
    return f"{span[0]}-{span[1]}" if span else "-"


def read_lines(article, lines):
    """The attributions and the problems, as line: problem."""
    attributions, problems = [], []
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    for number, line in enumerate(rows, 1):
        try:
            fields = article.attribution(line)
            if int(fields["parent"]) > len(rows) or int(fields["parent"]) == number:
                raise Problem(f"parent {fields['parent']} is none of the other lines")
            if attributions and fields["cue"] < attributions[-1]["cue"]:
                raise Problem("the cue stands before that of the line above")
            attributions.append(fields)
        except Problem as problem:
            problems.append(f"{number}: {problem}")
    return attributions, problems


def table_rows(name, article, attributions):
    begin = [name, fingerprint(article.text)]
    rows = []
    for fields in attributions:
        spans = [shown(fields["cue"]), shown(fields["source"]), shown(fields["antecedent"]),
                 ",".join(map(shown, fields["content"]))]
        rows.append("\t".join(begin + spans + [fields[field] for field in FIELDS[4:]]))
    return rows or ["\t".join(begin + ["-"] * len(FIELDS))]


def in_words(article, fields):
    def text(span):
        return article.text[span[0]:span[1]].replace("\n", " ") if span else "-"
    pieces = " / ".join(f"[{text(piece)}]" for piece in fields["content"])
    return " | ".join([text(fields["cue"]), text(fields["source"]), text(fields["antecedent"]), pieces] +
                      [fields[field] for field in FIELDS[4:]])


def find(corpus, name):
    with open(corpus, encoding="utf-8", newline="\n") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] == name:
                return Article(article["text"])
    return None


def main(argv, lines, out, error):
    parser = argparse.ArgumentParser(prog="annotate.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("words", "rows", "show"))
    parser.add_argument("--corpus", required=True, metavar="NEWS.jsonl")
    parser.add_argument("id")
    options = parser.parse_args(argv)
    article = find(options.corpus, options.id)
    if article is None:
        print(f"annotate.py: {options.id} is not in {options.corpus}", file=error)
        return 1
    if options.what == "words":
        print(article.numbered(), file=out)
        return 0
    attributions, problems = read_lines(article, lines)
    for problem in problems:
        print(f"annotate.py: line {problem}", file=error)
    if problems:
        return 1
    rows = table_rows(options.id, article, attributions) if options.what == "rows" else [
        in_words(article, fields) for fields in attributions]
    print("\n".join(rows), file=out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin, sys.stdout, sys.stderr))
