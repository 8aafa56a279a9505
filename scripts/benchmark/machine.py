"""The machine: what it is, and how much of it others used meanwhile."""

import os
import platform
import re
import resource
import time
from pathlib import Path

DISTURBED = 5.0  # percent of all cores


def description():
    """Cores, processor, memory and kernel, in words."""
    text = Path("/proc/cpuinfo").read_text()
    model = re.search(r"model name\s*:\s*(.+)", text)
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    kernel = re.match(r"[\d.]+", platform.release())
    return (
        f"{os.cpu_count()} cores, {model.group(1) if model else platform.machine()}, "
        f"{int(memory.group(1)) / 1024 / 1024:.0f} GiB, Linux {kernel.group(0)}"
    )


def conditions(disturbances):
    """What is unusual about the way it was measured, in words; empty when nothing is."""
    remarks = []
    if os.sched_getscheduler(0) != os.SCHED_OTHER:
        remarks.append(
            "Client and server ran under real-time scheduling, which keeps other work off their "
            "cores."
        )
    if sorted(disturbances)[len(disturbances) // 2] > DISTURBED:
        remarks.append("The machine was busy with other work: take the figures as upper bounds.")
    return " ".join(remarks)


class Others:
    """Measures what other processes used of the machine, in percent, while a block ran."""

    percent = 0.0

    def __enter__(self):
        self._begun = time.monotonic()
        self._before = self._foreign()
        return self

    def __exit__(self, *_):
        capacity = (time.monotonic() - self._begun) * os.cpu_count()
        self.percent = max(0.0, (self._foreign() - self._before) / capacity * 100)

    @staticmethod
    def _foreign():
        """CPU seconds since boot of all but this process and its children that have ended."""
        ticks = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:4]
        busy = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
            used = resource.getrusage(who)
            busy -= used.ru_utime + used.ru_stime
        return busy


class Patience:
    """Repeats what others disturbed, until its seconds are used up."""

    def __init__(self, seconds):
        self._seconds = seconds
        # What others used during each measurement that was kept, in percent.
        self.disturbances = []

    def calmly(self, action):
        """The result of the first attempt that was not disturbed, else of the calmest."""
        calmest = None
        while True:
            begun = time.monotonic()
            with Others() as others:
                result = action()
            if calmest is None or others.percent < calmest[1]:
                calmest = (result, others.percent)
            if others.percent <= DISTURBED or self._seconds <= 0:
                break
            self._seconds -= time.monotonic() - begun
        self.disturbances.append(calmest[1])
        return calmest[0]
