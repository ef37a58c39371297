"""A heap of articles through `isnad extract --input`: divided, killed, rerun, stopped, without room, in containers.

`./dev bulk-test` builds first. Exit status: 0 all floors kept, 1 some missed. What cannot run here is said in a line that
begins with SKIPPED."""

import argparse
import glob
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../load"))

from figures import at_least, at_most, exactly, info, median, print_table  # noqa: E402
from heap import ROOT, lines_of, parts_wanted, write_heap, write_hostile_heap  # noqa: E402
from runners import USER, Containers, Native  # noqa: E402

SHARDS = 4
KILLED_SHARDS = 2
EARLY_KILLS = 5
LATE_KILLS = 3
KILLED = (-9, 137)  # of a process, of a container
PROCESSORS = sorted(os.sched_getaffinity(0))[:2]
ONE, TWO = str(PROCESSORS[0]), ",".join(map(str, PROCESSORS))
PAIRS = 7
PAIRS_LEAST = 5
TRIES_OF_A_PAIR = 4
OTHERS_MOST = 0.1
RATIO_LEAST = 1.8
MEMORY_MIB_MOST = 512  # what the job's pods may have
GRACE_S_MOST = 5


def read(path):
    with open(path, "rb") as file:
        return file.read()


def length(path):
    return len(lines_of(path)) if os.path.exists(path) else 0


def machine_seconds():
    """Processor time that was used on the two, by whomever, also by other machines on the same processors."""
    ticks = 0
    with open("/proc/stat", encoding="utf-8") as stat:
        for _, user, nice, system, _, _, irq, softirq, steal, *_ in map(str.split, filter(is_of_two, stat)):
            ticks += sum(map(int, (user, nice, system, irq, softirq, steal)))
    return ticks / os.sysconf("SC_CLK_TCK")


def is_of_two(line):
    return line.split()[0] in [f"cpu{processor}" for processor in PROCESSORS]


def own_seconds():
    """Of this process and those that it has waited for."""
    return sum(os.times()[:4])


def same_files(folder, wanted):
    return sum(os.path.exists(os.path.join(folder, name)) and read(os.path.join(folder, name)) == text
               for name, text in wanted.items())  # fmt: skip


class Scenarios:
    def __init__(self, native, scratch, count, seed):
        self.native = native
        self.scratch = scratch
        self.count = count
        self.chance = random.Random(seed)
        self.heap = os.path.join(scratch, "heap", "articles.jsonl")
        os.makedirs(os.path.dirname(self.heap))
        write_heap(self.heap, count)
        self.whole = self.folder(native, "whole")
        self.seconds = self.timed(self.whole)

    def folder(self, runner, name):
        path = os.path.join(self.scratch, name)
        runner.make_folder(path)
        return path

    def timed(self, output, processors=None):
        begin = time.monotonic()
        status, error = self.native.wait(self.native.start(self.heap, output, processors=processors))
        if status != 0:
            raise RuntimeError(f"isnad extract: exit status {status}: {error}")
        return time.monotonic() - begin

    def whole_files(self):
        return parts_wanted(self.whole, self.count, 1)

    def processors(self):
        """One processor and two, in turns; each pair has its ratio. Pairs in which others worked here do not count."""
        rates = {ONE: [], TWO: []}
        pairs = tries = 0
        while pairs < PAIRS and tries < TRIES_OF_A_PAIR * PAIRS:
            tries += 1
            measured = {processors: self.rate(processors) for processors in rates}
            if max(others for _, others in measured.values()) > OTHERS_MOST:
                continue
            pairs += 1
            for processors, (rate, _) in measured.items():
                rates[processors].append(rate)
        if pairs < PAIRS_LEAST:
            print(f"SKIPPED: two processors, of one: others were at work in {tries - pairs} of {tries} pairs", flush=True)
            return []
        ratios = [two / one for one, two in zip(*rates.values())]
        return [
            info("articles a second on one processor", median(rates[ONE])),
            info("on two", median(rates[TWO])),
            info("pairs that count", pairs, f"of {tries}"),
            info("two, of one: least", min(ratios)),
            at_least("two, of one: median", median(ratios), RATIO_LEAST),
            info("two, of one: most", max(ratios)),
        ]

    def rate(self, processors):
        """Articles a second, and how much of a processor others took meanwhile."""
        output = os.path.join(self.scratch, "timed")
        used, own = machine_seconds(), own_seconds()
        seconds = self.timed(output, processors)
        shutil.rmtree(output)
        others = machine_seconds() - used - (own_seconds() - own)
        return self.count / seconds, others / seconds

    def killed_often(self):
        """One shard, killed again and again: while it starts, and behind a place that it has saved."""
        output = self.folder(self.native, "killed-often")
        record = os.path.join(output, "part-0-of-1.run")
        late = [True] * LATE_KILLS + [False] * EARLY_KILLS
        self.chance.shuffle(late)
        killed = 0
        for waits in late:
            before = max(1, length(record))  # the first line is no place
            process = self.native.start(self.heap, output, processors=ONE)
            while waits and length(record) <= before and process.poll() is None:
                time.sleep(0.01)
            time.sleep(self.chance.uniform(0, 0.5))
            self.native.kill(process)
            killed += process.returncode in KILLED
        saved = length(record)
        status, _ = self.native.wait(self.native.start(self.heap, output))
        return [
            exactly("killed while it ran", killed, len(late), "times"),
            at_least("places saved until the last", saved - 1, LATE_KILLS),
            exactly("exit status of the last run", status, 0),
            exactly("files as of one run", same_files(output, self.whole_files()), 2),
        ]

    def shards(self, runner, name):
        """All at once; two are killed at random times and run again. Returns the folder and figures."""
        output = self.folder(runner, name)
        running = {index: runner.start(self.heap, output, f"{index}/{SHARDS}") for index in range(SHARDS)}
        killed = 0
        for index in self.chance.sample(range(SHARDS), KILLED_SHARDS):
            process = running[index]
            while not glob.glob(f"{output}/part-{index}-of-{SHARDS}.jsonl*") and process.poll() is None:
                time.sleep(0.01)  # a container takes a while to start
            time.sleep(self.chance.uniform(0, self.seconds / 6))
            runner.kill(process)
            killed += process.returncode in KILLED
            running[index] = runner.start(self.heap, output, f"{index}/{SHARDS}")
        ends = [runner.wait(process) for process in running.values()]
        for status, error in ends:
            if status != 0:
                print(f"{name}: exit status {status}: {error.strip()}", file=sys.stderr)
        return output, [
            exactly("killed while they ran", killed, KILLED_SHARDS),
            exactly("exit statuses 0 in the end", [status for status, _ in ends].count(0), SHARDS),
            exactly("files as of one process", same_files(output, parts_wanted(self.whole, self.count, SHARDS)), 2 * SHARDS),
            exactly("files still partial", len(glob.glob(os.path.join(output, "*.partial"))), 0),
        ]

    def containers(self, image):
        runner = Containers(image)
        if reason := runner.refusal():
            print(f"SKIPPED: containers: {reason}", flush=True)
            return []
        try:
            output, figures = self.shards(runner, "containers")
            owners = {os.stat(path).st_uid for path in glob.glob(os.path.join(output, "*"))}
            return figures + [exactly("files not of the image's user", len(owners - {USER}), 0), *self.stopped(runner)]
        finally:
            runner.remove()

    def stopped(self, runner):
        """As a pod that is evicted; its next one goes on."""
        output = self.folder(runner, "stopped")
        process = runner.start(self.heap, output)
        while not glob.glob(os.path.join(output, "*.partial")):
            time.sleep(0.05)
        begin = time.monotonic()
        runner.stop(process)
        status, _ = runner.wait(process)
        seconds = time.monotonic() - begin
        again, _ = runner.wait(runner.start(self.heap, output))
        return [
            exactly("SIGTERM: exit status", status, 143),
            at_most("SIGTERM: until the end", seconds, GRACE_S_MOST, "s"),
            exactly("SIGTERM: exit status of the next", again, 0),
            exactly("SIGTERM: files as of one run", same_files(output, self.whole_files()), 2),
        ]

    def full_disk(self):
        """No room in the middle; then there is."""
        output = self.folder(self.native, "full")
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", output], capture_output=True, text=True)
        if mounted.returncode != 0:
            print(f"SKIPPED: full disk: {mounted.stderr.strip() or 'a tmpfs cannot be mounted'}", flush=True)
            return []
        try:
            status, error = self.native.wait(self.native.start(self.heap, output))
            subprocess.run(["mount", "-o", "remount,size=1g", output], check=True)
            again, _ = self.native.wait(self.native.start(self.heap, output))
            return [
                exactly("exit status without room", status, 1),
                exactly("says so", int("No space left on device" in error), 1),
                exactly("exit status with room", again, 0),
                exactly("files as of one run", same_files(output, self.whole_files()), 2),
            ]
        finally:
            subprocess.run(["umount", output], check=False)

    def memory(self):
        """The most that it holds, with many articles and with hostile ones."""
        hostile = os.path.join(self.scratch, "hostile.jsonl")
        write_hostile_heap(hostile)
        figures = []
        for name, heap in (("of this heap", self.heap), ("of hostile lines", hostile)):
            status, memory = self.native.memory_of(heap, os.path.join(self.scratch, f"memory-{len(figures)}"))
            figures.append(exactly(f"exit status {name}", status, 0))
            figures.append(at_most(f"most memory {name}", memory, MEMORY_MIB_MOST, "MiB"))
        return figures


def run_all(scenarios, image):
    yield "one process, killed often", scenarios.killed_often()
    yield "four processes, two killed", scenarios.shards(scenarios.native, "processes")[1]
    yield "full disk", scenarios.full_disk()
    yield "memory", scenarios.memory()
    if image:
        yield "four containers, two killed", scenarios.containers(image)
    if len(PROCESSORS) < 2:
        print("SKIPPED: two processors, of one: this machine has one", flush=True)
    else:
        yield "throughput", scenarios.processors()


def main():
    parser = argparse.ArgumentParser(prog="./dev bulk-test", description="A heap of articles into files.")
    parser.add_argument("--articles", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--image", default="", help="also in containers of this image")
    options = parser.parse_args()
    print(f"{options.articles} articles, seed {options.seed}", flush=True)
    native = Native(os.path.join(ROOT, "build/release/bin/isnad"))
    scratch = tempfile.mkdtemp(prefix="isnad-bulk-")
    os.chmod(scratch, 0o755)
    missed = 0
    try:
        for title, figures in run_all(Scenarios(native, scratch, options.articles, options.seed), options.image):
            if figures:
                print_table(title, figures)
            missed += sum(not figure.kept for figure in figures)
    finally:
        shutil.rmtree(scratch)
    print(f"\nbulk-test: {'all floors kept' if missed == 0 else f'{missed} floors MISSED'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
