"""The processors of this machine: one for the server, one for all that measures it, so that neither slows the other."""

import os


class Processors:
    """Which processors server and callers run on; the same for both where there is only one."""

    def __init__(self):
        usable = sorted(os.sched_getaffinity(0))
        self.pinned = len(usable) >= 2
        self.server = {usable[0]} if self.pinned else set(usable)
        self.callers = set(usable[1:]) if self.pinned else set(usable)

    def pin_callers(self):
        """This process, and all that it starts from now on but servers."""
        os.sched_setaffinity(0, self.callers)

    def describe(self):
        if not self.pinned:
            return "one processor for server and callers: latencies are worse than they would be"
        callers = ",".join(map(str, sorted(self.callers)))
        return f"server on processor {min(self.server)} alone, callers on {callers}"


def describe_machine():
    """Model, number of processors, and how much else runs: what figures of other machines differ by."""
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    load = os.getloadavg()[0]
    return f"{model}, {os.cpu_count()} processors, load average {load:.1f}"
