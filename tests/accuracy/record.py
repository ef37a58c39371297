"""What was measured before: recorded.json for programs, the sections of README.md for readers. Numbers alone, no words of
the annotated articles. The counts of each article are kept, so that any later run can be compared with the record in pairs.
"""
import json
import subprocess
from pathlib import Path

import report
from figures import CALIBRATION, COUNTS, HEAD, add, count_article, rates
from shared_folder import ROOT

HERE = Path(__file__).resolve().parent
RECORD, README = HERE / "recorded.json", HERE / "README.md"
OPENING = "## Record\n"
FALL_MAX = 0.01
CHECKED = ("cue F1", "source", "resolved", "named", "claim", "claim~", "lenient F1", "strict F1", "quote_kind",
           "source_type", "cue_class", "polarity", "nested parent", CALIBRATION)


def counts_of(results):
    """{article: its counts}; the one that is no whole number is rounded."""
    return {result.name: {name: round(value, 4) for name, value in count_article(result).items()} for result in results}


def load():
    """The record, with counts by name; None where nothing is recorded yet."""
    if not RECORD.is_file():
        return None
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    record["articles"] = {name: dict(zip(COUNTS, counts)) for name, counts in record["articles"].items()}
    return record


def save(record):
    """One line for each article, so that a change of one shows as one."""
    articles = ",\n".join(f"  {json.dumps(name)}: {json.dumps([counts[column] for column in COUNTS])}"
                          for name, counts in record["articles"].items())
    head = {key: value for key, value in record.items() if key != "articles"}
    head["columns"] = list(COUNTS)
    text = json.dumps(head, indent=1, ensure_ascii=False)
    RECORD.write_text(text[:-2] + ',\n "articles": {\n' + articles + "\n }\n}\n", encoding="utf-8")


def commit(revision):
    """(date, subject) of a commit."""
    shown = subprocess.run(["git", "-C", ROOT, "log", "-1", "--format=%cs%n%s", revision], check=True, capture_output=True,
                           text=True)
    return tuple(shown.stdout.rstrip("\n").split("\n", 1))


def make(step, revision, results, overall, dev, command):
    date, subject = commit(revision)
    rounded = {title: {name: round(value, 6) for name, value in figures.items()}
               for title, figures in (("overall", overall), ("dev", dev)) if figures}
    return {"step": step, "date": date, "commit": subject, "command": command, "figures": rounded,
            "articles": counts_of(results)}


def section(record, results, change):
    """The record's section; `change` is the table of differences from the step before, or empty."""
    parts = [f"### {record['date']}: {record['step']}\n", f"Commit: `{record['commit']}`.\nCommand: `{record['command']}`.\n",
             report.heads(record["figures"]), report.by_outlet(results), report.by_cue_kind(results),
             report.by_source_kind(results)]
    if change:
        parts += ["Against the step before:\n", change]
    return "\n".join(parts)


def insert(new_section):
    """Puts a section before the others."""
    text = README.read_text(encoding="utf-8")
    if text.count(OPENING) != 1:
        raise ValueError(f"{README.name} has no line `{OPENING.strip()}`")
    before, after = text.split(OPENING)
    README.write_text(before + OPENING + "\n" + new_section.rstrip("\n") + "\n" + after, encoding="utf-8")


def against(record, results, calibration):
    """[(figure, recorded, now, whether it is worse by more than FALL_MAX)], over the articles in both; and how many."""
    now = counts_of(results)
    names = sorted(set(now) & set(record["articles"]))
    old, new = (rates(add(side[name] for name in names)) for side in (record["articles"], now))
    old[CALIBRATION], new[CALIBRATION] = record["figures"]["overall"][CALIBRATION], calibration
    rows = []
    for name in CHECKED:
        fall = (old[name] - new[name]) * (-1 if name == CALIBRATION else 1)
        rows.append((name, old[name], new[name], fall > FALL_MAX + 1e-9))
    return rows, len(names)


assert set(CHECKED) <= set(HEAD)
