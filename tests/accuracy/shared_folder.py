"""Finds what the measurement needs and the repository does not hold: the annotated articles and the scorer.

All is in one folder: the one that the variable ISNAD_SHARED names, or else a folder `shared` beside the checkout.
    gold/dev, gold/train   NAME.txt with NAME.gold.json beside it, offsets in code points
    eval/score.py          the scorer, imported as it is and never copied
    corpus/news.jsonl      the texts of the articles that service/training/data/annotations.tsv annotates
"""
import importlib.util
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Missing(Exception):
    """Something is not there; the text says what and where it was looked for."""


@dataclass
class Article:
    name: str
    folder: str  # the last name of the folder that it stands in: dev, train
    text: str
    gold: list = field(repr=False)  # the attributions of NAME.gold.json


def shared_folder():
    named = os.environ.get("ISNAD_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    if not folder.is_dir():
        where = f"ISNAD_SHARED names {named}, which is no folder" if named else \
            "there is no folder `shared` beside the checkout, and ISNAD_SHARED is not set"
        raise Missing(f"the annotated articles are not here ({where})")
    return folder


def load_scorer(folder):
    path = folder / "eval" / "score.py"
    if not path.is_file():
        raise Missing(f"the scorer is not here ({path.relative_to(folder.parent)})")
    sys.dont_write_bytecode = True  # leaves nothing behind in a folder that is not ours
    spec = importlib.util.spec_from_file_location("scorer", path)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def gold_folders(folder):
    folders = [folder / "gold" / "dev", folder / "gold" / "train"]
    for each in folders:
        if not any(each.glob("*.gold.json")):
            raise Missing(f"no annotated articles in {each.relative_to(folder.parent)}")
    return folders


def corpus_file(folder):
    path = folder / "corpus" / "news.jsonl"
    if not path.is_file():
        raise Missing(f"the corpus is not here ({path.relative_to(folder.parent)})")
    return path


def load_articles(folders):
    """The articles of these folders by name; a name may stand in one of them only."""
    articles = {}
    for folder in map(Path, folders):
        paths = sorted(folder.glob("*.gold.json"))
        if not paths:
            raise Missing(f"{folder}: no NAME.gold.json here")
        for path in paths:
            name = path.name[:-len(".gold.json")]
            if name in articles:
                raise Missing(f"{name} stands in two folders")
            gold = json.loads(path.read_text(encoding="utf-8"))["attributions"]
            if any(not isinstance(end, int) for each in gold for end in each["cue"]):
                raise Missing(f"{path.name}: spans are strings; the scorer reads offsets in code points")
            text = path.with_name(name + ".txt").read_text(encoding="utf-8")  # line ends as the scorer reads them
            articles[name] = Article(name, folder.resolve().name, text, gold)
    return articles


def load_predictions(path, scorer):
    """The predicted attributions of each article, as the scorer reads them."""
    with open(path, encoding="utf-8") as lines:
        return dict(scorer.load_pred(line) for line in lines if line.strip())
