"""./dev accuracy: the error table by which every change to the engine is judged. README.md beside this file says how to
read it.

Trains by folds over the annotated articles, so that each is predicted by a model that has not seen it, scores the
predictions, and prints Markdown. The articles of service/training/data/annotations.tsv are trained on in every fold and
never scored. The articles and the scorer are not part of the repository (shared_folder.py); without
them there is nothing to measure, and the command says SKIPPED.
"""
import argparse
import sys
import tempfile
from pathlib import Path

import bootstrap
import confidence
import cross_validation
import figures
import matching
import record
import report
import shared_folder

OK, FAILED, USAGE = 0, 1, 2


def parse(argv):
    parser = argparse.ArgumentParser(prog="./dev accuracy", description=__doc__.split("\n\n")[1],
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", metavar="GOLD_DIR",
                        help="folders of annotated articles [gold/dev and gold/train of the shared folder]")
    parser.add_argument("--quick", "--no-networks", action="store_true",
                        help="linear weights alone: for a first look at features, in minutes")
    parser.add_argument("--jobs", type=int, metavar="N", help="folds at a time [hardware threads]")
    parser.add_argument("--predictions", metavar="FILE", help="score this file; train nothing")
    parser.add_argument("--trainer", metavar="PROGRAM", help="an isnad-train that is already built; build nothing")
    parser.add_argument("--compare", metavar="OLD.jsonl", help="only the difference from these predictions")
    parser.add_argument("--curve", action="store_true", help="also train on 25, 50 and 75 %% of the articles")
    parser.add_argument("--classes", type=int, default=20, metavar="N", help="so many error classes [20]")
    parser.add_argument("--examples", type=int, default=3, metavar="N", help="so many examples of each [3]")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true",
                      help=f"fail where a head figure is worse than recorded by more than {record.FALL_MAX}")
    mode.add_argument("--record", metavar="STEP", help="write the figures into tests/accuracy as those of this step")
    parser.add_argument("--commit", default="HEAD", metavar="REVISION", help="the commit that --record names [HEAD]")
    options = parser.parse_args(argv)
    if (options.check or options.record) and (options.quick or options.gold or options.compare):
        parser.error("--check and --record are about the whole engine and all articles: without --quick, GOLD_DIR, --compare")
    if options.curve and (options.predictions or options.check):
        parser.error("--curve trains, and belongs to the whole report: without --predictions, --check")
    return options


class Measurement:
    """The articles and the scorer, and the results of prediction files over them."""

    def __init__(self, folders, shared):
        self.folders, self.shared = folders, shared
        self.scorer = shared_folder.load_scorer(shared)
        self.articles = shared_folder.load_articles(folders)

    def train(self, trainer, options, percent=100):
        """The predictions of models that were trained on so many percent of the articles."""
        corpus = shared_folder.corpus_file(self.shared)
        return cross_validation.run(trainer, self.folders, corpus, options.quick, options.jobs, percent)

    def results(self, predictions):
        read = shared_folder.load_predictions(predictions, self.scorer)
        results = matching.match_all(self.articles, read, self.scorer)
        without = [name for name in self.articles if name not in read]
        if without:
            print(f"no prediction for {len(without)} articles: {' '.join(sorted(without)[:5])} …", file=sys.stderr)
        with tempfile.TemporaryDirectory() as folder, open(predictions, encoding="utf-8") as lines:
            for path in (path for each in self.folders for path in Path(each).iterdir()):
                (Path(folder) / path.name).symlink_to(path.resolve())
            figures.check_totals(head(results), self.scorer.score(folder, lines)[0])
        return results


def head(results):
    return figures.score(results, confidence.calibration_error(confidence.judged(results)))


def dev_alone(results):
    """The figures of the folder `dev`, where there are others too."""
    dev = [result for result in results if result.folder == "dev"]
    return head(dev) if 0 < len(dev) < len(results) else None


def change(old_counts, results, calibrations):
    return report.difference(bootstrap.differences(old_counts, record.counts_of(results)), calibrations)


def print_comparison(measurement, old_predictions, results):
    old = measurement.results(old_predictions)
    print(f"## Against {Path(old_predictions).name}\n")
    print(change(record.counts_of(old), results, (head(old)["calibration_error"], head(results)["calibration_error"])))


def check(results, calibration):
    recorded = record.load()
    if recorded is None:
        return skip("nothing is recorded in tests/accuracy/recorded.json")
    rows, compared = record.against(recorded, results, calibration)
    if not compared:
        return skip("none of these articles is in the record")
    print(report.check(rows))
    worse = sum(fell for *_, fell in rows)
    verdict = f"FAILED: {worse} of {len(rows)} figures" if worse else "passed: no figure"
    print(f"== dev accuracy --check: {verdict} worse than recorded by more than {record.FALL_MAX} "
          f"({compared} articles; recorded: {recorded['step']})")
    return FAILED if worse else OK


def write_record(options, results, overall, dev, command):
    before = record.load()
    now = record.make(options.record, options.commit, results, overall, dev, command)
    difference = before and change(before["articles"], results, (before["figures"]["overall"]["calibration_error"],
                                                                 overall["calibration_error"]))
    record.insert(record.section(now, results, difference))
    record.save(now)
    print("recorded in tests/accuracy/README.md and recorded.json: look at them, then commit both", file=sys.stderr)


def learning_curve(options, measurement, trainer, overall):
    rows = []
    for percent in (25, 50, 75):
        predictions = measurement.train(trainer, options, percent)
        rows.append((percent, head(measurement.results(predictions))))
    return rows + [(100, overall)]


def print_report(options, measurement, results, command, trainer):
    overall, dev = head(results), dev_alone(results)
    text = report.whole(results, overall, dev, command)
    counts, examples = report.errors(results, options.classes, options.examples)
    text += f"\n## Errors\n\n{counts}"
    recorded = record.load()
    if recorded and not options.quick and set(recorded["articles"]) & set(measurement.articles):
        text += f"\n## Against the record ({recorded['step']})\n\n" + change(
            recorded["articles"], results,
            (recorded["figures"]["overall"]["calibration_error"], overall["calibration_error"]))
    if options.curve:
        text += "\n## Learning curve\n\n" + report.curve(learning_curve(options, measurement, trainer, overall))
    text += f"\n## Examples (not for committed files)\n\n{examples}"
    print(text)
    cross_validation.BUILD.mkdir(parents=True, exist_ok=True)
    (cross_validation.BUILD / "report.md").write_text(text, encoding="utf-8")


def skip(reason):
    print(f"SKIPPED: dev accuracy: {reason}")
    return OK


def measure(options):
    shared = shared_folder.shared_folder()
    measurement = Measurement(options.gold or shared_folder.gold_folders(shared), shared)
    trainer, predictions = None, options.predictions
    if not predictions:
        trainer = options.trainer or cross_validation.build_trainer()
        predictions = measurement.train(trainer, options)
    command = cross_validation.command_of(predictions)
    results = measurement.results(predictions)
    if options.check:
        return check(results, head(results)["calibration_error"])
    if options.compare:
        print_comparison(measurement, options.compare, results)
        return OK
    print_report(options, measurement, results, command, trainer)
    if options.record:
        write_record(options, results, head(results), dev_alone(results), command)
    return OK


def main(argv):
    options = parse(argv)
    try:
        return measure(options)
    except shared_folder.Missing as missing:
        if options.gold:
            print(f"dev accuracy: {missing}", file=sys.stderr)
            return FAILED
        return skip(str(missing))
    except (cross_validation.Failed, figures.Disagreement, OSError) as problem:
        print(f"dev accuracy: {problem}", file=sys.stderr)
        return FAILED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
