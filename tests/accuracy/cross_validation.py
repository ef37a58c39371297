"""Runs the trainer over folds of the annotated articles: each is predicted by a model that has not seen it."""
import subprocess
import sys
from pathlib import Path

from shared_folder import ROOT

BUILD = ROOT / "build" / "accuracy"
FOLDS = 10
SEED = 1
TRAINER = ROOT / "build" / "release" / "bin" / "isnad-train"
ANNOTATIONS = ROOT / "service" / "training" / "data" / "annotations.tsv"


class Failed(Exception):
    """The trainer could not be built or did not end well."""


def arguments(folders, corpus, quick, fraction, predictions):
    parts = ["--annotations", str(ANNOTATIONS), "--corpus", str(corpus)]
    parts += ["--fold-over", *map(str, folders), "--folds", str(FOLDS), "--seed", str(SEED)]
    parts += ["--fraction", str(fraction)] if fraction != 100 else []
    return parts + (["--no-networks"] if quick else []) + ["--predictions", str(predictions)]


def as_recorded(folders, corpus, quick, fraction=100):
    """The command without this machine's paths."""
    names = [Path(each).resolve().name for each in folders]
    parts = arguments(names, Path(corpus).name, quick, fraction, "FILE")
    return " ".join(["isnad-train"] + [str(part).replace(str(ROOT) + "/", "") for part in parts])


def build_trainer():
    if subprocess.run([ROOT / "dev", "build", "isnad-train"], check=False, stdout=sys.stderr).returncode:
        raise Failed("isnad-train does not build")
    return TRAINER


def run(trainer, folders, corpus, quick=False, jobs=None, fraction=100):
    """The file of predictions over `folders`; the annotated articles of `corpus` are trained on in every fold; the command that made it stands beside it."""
    BUILD.mkdir(parents=True, exist_ok=True)
    name = "predictions" + ("-quick" if quick else "") + (f"-{fraction}" if fraction != 100 else "")
    predictions = BUILD / f"{name}.jsonl"
    command = [str(trainer)] + arguments(folders, corpus, quick, fraction, predictions)
    command += ["--jobs", str(jobs)] if jobs else []
    print(f"== {as_recorded(folders, corpus, quick, fraction)}", file=sys.stderr, flush=True)
    if subprocess.run(command, check=False).returncode:
        raise Failed("isnad-train failed")
    command_file(predictions).write_text(as_recorded(folders, corpus, quick, fraction) + "\n", encoding="utf-8")
    return predictions


def command_file(predictions):
    return Path(f"{predictions}.command")


def command_of(predictions):
    path = command_file(predictions)
    return path.read_text(encoding="utf-8").strip() if path.is_file() else f"not known ({Path(predictions).name})"
