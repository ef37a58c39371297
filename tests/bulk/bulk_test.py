"""A heap of articles through `isnad extract --input`: killed, rerun, divided, in containers. `./dev bulk-test` builds first.

The heap is made of the project's golden articles, again and again, each time with another number at its end. Exit status: 0
all floors kept, 1 some missed."""

import argparse
import glob
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../load"))

from figures import at_least, exactly, info, print_table  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SHARDS = 4
SEED = 1


def write_heap(path, count):
    """`count` articles; every hundredth is one that is refused, every thousandth line is none at all."""
    texts = []
    for name in sorted(glob.glob(os.path.join(ROOT, "tests/golden/articles/*.txt"))):
        with open(name, encoding="utf-8") as article:
            texts.append(article.read())
    with open(path, "w", encoding="utf-8") as heap:
        for number, text in zip(range(count), itertools.cycle(texts)):
            if number % 1000 == 999:
                heap.write("{no JSON\n")
                continue
            text = "" if number % 100 == 50 else f"{text}\n{number}"
            heap.write(json.dumps({"id": str(number), "text": text, "ignored": True}, ensure_ascii=False) + "\n")


def arguments(heap, output, shard):
    return ["extract", "--input", heap, "--output", output, "--shard", shard, "--resume"]


class Native:
    """The built command as a child process."""

    def __init__(self, program):
        self.program = program

    def start(self, heap, output, shard, processors=None):
        command = [self.program, *arguments(heap, output, shard)]
        if processors:
            command = ["taskset", "-c", processors, *command]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    @staticmethod
    def kill(process):
        process.kill()
        process.wait()

    @staticmethod
    def wait(process):
        _, error = process.communicate()
        return process.returncode, error


class Containers:
    """The image's command, one container a shard, as an Indexed Job would run it."""

    def __init__(self, image):
        self.image = image

    def start(self, heap, output, shard):
        name = "isnad-bulk-" + shard.replace("/", "-of-")
        subprocess.run(["podman", "rm", "-f", "-i", name], capture_output=True, check=False)
        os.chmod(output, 0o777)
        command = ["podman", "run", "--rm", f"--name={name}", "--read-only", "--cap-drop=ALL", "--network=none",
                   "-v", f"{heap}:/in.jsonl:ro", "-v", f"{output}:/out", self.image,
                   *arguments("/in.jsonl", "/out", shard)]  # fmt: skip
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        process.container = name
        return process

    @staticmethod
    def kill(process):
        subprocess.run(["podman", "kill", "--signal", "KILL", process.container], capture_output=True, check=False)
        process.wait()

    @staticmethod
    def wait(process):
        _, error = process.communicate()
        return process.returncode, error


def run_shards(runner, heap, output, kills, longest_s):
    """All shards at once; some are killed at a random time and run again. The exit statuses of the last runs."""
    chance = random.Random(SEED)
    os.makedirs(output, exist_ok=True)
    running = {index: runner.start(heap, output, f"{index}/{SHARDS}") for index in range(SHARDS)}
    killed = 0
    for index in chance.sample(range(SHARDS), kills):
        time.sleep(chance.uniform(0.2, longest_s / kills))
        killed += running[index].poll() is None
        runner.kill(running[index])
        running[index] = runner.start(heap, output, f"{index}/{SHARDS}")
    return [runner.wait(process)[0] for process in running.values()], killed


def lines_of(path):
    with open(path, "rb") as lines:
        return lines.read().splitlines(keepends=True)


def same_as_whole(whole, output, suffix):
    """Whether the shards hold the lines of the whole, each in the whole's order."""
    wanted = lines_of(os.path.join(whole, f"part-0-of-1{suffix}"))
    parts = [lines_of(os.path.join(output, f"part-{index}-of-{SHARDS}{suffix}")) for index in range(SHARDS)]
    if suffix == ".errors":  # names tell the line, whose shard it is
        return sorted(wanted) == sorted(itertools.chain(*parts))
    order = {line: place for place, line in enumerate(wanted)}
    in_order = all([order[line] for line in part] == sorted(order[line] for line in part) for part in parts)
    return in_order and sum(map(len, parts)) == len(wanted)


def compare(runner, scratch, heap, whole, seconds, name):
    output = os.path.join(scratch, name)
    statuses, killed = run_shards(runner, heap, output, kills=2, longest_s=seconds)
    return [
        info(f"{name}: killed in the middle", killed),
        exactly(f"{name}: exit statuses", sum(statuses), 0),
        exactly(f"{name}: answers the same bytes", int(same_as_whole(whole, output, ".jsonl")), 1),
        exactly(f"{name}: refusals", len(lines_of(os.path.join(whole, "part-0-of-1.errors"))) - sum(
            len(lines_of(os.path.join(output, f"part-{index}-of-{SHARDS}.errors"))) for index in range(SHARDS)), 0),
        exactly(f"{name}: files left that are partial", len(glob.glob(os.path.join(output, "*.partial"))), 0),
    ]


def timed(native, heap, output, processors):
    begin = time.monotonic()
    status, error = native.wait(native.start(heap, output, "0/1", processors))
    if status != 0:
        raise RuntimeError(f"isnad extract failed: {error}")
    return time.monotonic() - begin


def main():
    parser = argparse.ArgumentParser(prog="./dev bulk-test", description="A heap of articles into files.")
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--image", default="", help="also in containers of this image")
    arguments_given = parser.parse_args()
    native = Native(os.path.join(ROOT, "build/release/bin/isnad"))
    scratch = tempfile.mkdtemp(prefix="isnad-bulk-")
    try:
        heap = os.path.join(scratch, "heap.jsonl")
        write_heap(heap, arguments_given.articles)
        one = min(timed(native, heap, os.path.join(scratch, f"one{i}"), "0") for i in range(3))
        two = min(timed(native, heap, os.path.join(scratch, f"two{i}"), "0,1") for i in range(3))
        whole = os.path.join(scratch, "two0")
        figures = [
            info("articles a second on one processor", arguments_given.articles / one),
            at_least("two processors, of one", one / two, 1.8),
            *compare(native, scratch, heap, whole, two, "processes"),
        ]
        if arguments_given.image:
            figures += compare(Containers(arguments_given.image), scratch, heap, whole, two, "containers")
        print_table("bulk", figures)
    finally:
        shutil.rmtree(scratch)
    missed = sum(not figure.kept for figure in figures)
    print(f"\nbulk-test: {'passed' if missed == 0 else f'{missed} floors MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
