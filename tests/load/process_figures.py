"""What /proc tells about a running process: memory, descriptors, threads, processor time."""

import os
import threading
import time
from dataclasses import dataclass

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass
class Sample:
    seconds: float  # since the first sample
    rss_bytes: int
    descriptors: int
    threads: int


def read_stat(pid):
    """The fields of /proc/PID/stat behind the name, which may hold blanks."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        return stat.read().rpartition(")")[2].split()


def cpu_seconds(pid):
    """User and system time of all threads, also of those that have ended. Steps of a clock tick, 10 ms mostly."""
    fields = read_stat(pid)
    return (int(fields[11]) + int(fields[12])) / TICKS


def sample(pid, since):
    fields = read_stat(pid)
    return Sample(
        seconds=time.monotonic() - since,
        rss_bytes=int(fields[21]) * PAGE,
        descriptors=len(os.listdir(f"/proc/{pid}/fd")),
        threads=int(fields[17]),
    )


class Sampler:
    """Samples a process on a thread of its own, until it is left as a context."""

    def __init__(self, pid, interval_s=0.25):
        self.pid = pid
        self.interval_s = interval_s
        self.samples = []
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()

    def _run(self):
        since = time.monotonic()
        while not self._end.is_set():
            try:
                self.samples.append(sample(self.pid, since))
            except FileNotFoundError:  # it has ended
                return
            self._end.wait(self.interval_s)

    def after(self, share):
        """The samples of the last part of the run: warm-up, the first `share` of it, is left out."""
        first = self.samples[-1].seconds * share
        return [one for one in self.samples if one.seconds >= first]


def spread(values):
    """How far the largest is above the smallest, as a share of the smallest."""
    return max(values) / min(values) - 1


def slope(points):
    """Least squares: the change of y for one x, over (x, y) pairs."""
    count = len(points)
    mean_x = sum(x for x, _ in points) / count
    mean_y = sum(y for _, y in points) / count
    below = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / below if below else 0.0
