"""Holds what benchsh stored against what the reference server wrote into its tokens."""

import json
import re
import sqlite3
from dataclasses import dataclass, field

from figures import percentile

EMITTED = re.compile(r"t=(\d+)")
ASKED = re.compile(r"r=(\d+)")


@dataclass
class Suite:
    """One suite: reported figures, true figures, and how far they lie apart (ms)."""

    failed: int = 0
    lost: int = 0
    ttft: list = field(default_factory=list)
    ttft_error: list = field(default_factory=list)
    gaps: list = field(default_factory=list)
    true_gaps: list = field(default_factory=list)
    delay: list = field(default_factory=list)
    delay_uncertainty: float = 0.0
    tps: list = field(default_factory=list)
    true_tps: list = field(default_factory=list)
    # Reported - true time from the first to the last token of each run.
    window_error: list = field(default_factory=list)
    merged: int = 0
    gap_p99: float = None  # as benchsh shows it
    in_flight: float = 0.0

    @property
    def true_gap_p99(self):
        return percentile(self.true_gaps, 0.99)


def read(database, tokens):
    """The latest suite of a history, of which each answer had that many tokens."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    number, shown = connection.execute(
        "select suite, p99_gap_ms from suites order by suite desc limit 1"
    ).fetchone()
    rows = connection.execute(
        "select status, start_offset_ms, total_latency_ms, ttft_ms, tokens_per_second, timeline,"
        " response from runs where suite = ?",
        (number,),
    ).fetchall()
    connection.close()
    suite = Suite(gap_p99=shown)
    # The clock's reading at the suite's start is not exported, but no request can be read before
    # it was sent and no token stamped before it was emitted; that leaves some microseconds.
    latest, earliest, stamped = float("inf"), float("-inf"), []
    starts, ends = [], []
    for status, start, latency, ttft, tps, timeline, response in rows:
        starts.append(start)
        ends.append(start + latency)
        emitted = [int(time) for time in EMITTED.findall(response or "")]
        arrivals = json.loads(timeline or "[]")
        suite.lost += tokens - len(arrivals)
        if status != "success" or len(emitted) != tokens or len(arrivals) != tokens:
            suite.failed += 1
            continue
        asked = int(ASKED.search(response).group(1))
        suite.ttft.append(ttft)
        suite.ttft_error.append(ttft - (emitted[0] - asked) / 1e6)
        suite.true_gaps += [(b - a) / 1e6 for a, b in zip(emitted, emitted[1:])]
        gaps = [(b - a) / 1e3 for a, b in zip(arrivals, arrivals[1:])]
        suite.gaps += [gap for gap in gaps if gap > 0]
        suite.merged += sum(1 for gap in gaps if gap == 0)
        suite.window_error.append(
            (arrivals[-1] - arrivals[0]) / 1e3 - (emitted[-1] - emitted[0]) / 1e6
        )
        if tokens > 1:
            suite.true_tps.append((tokens - 1) * 1e9 / (emitted[-1] - emitted[0]))
            if tps is not None:
                suite.tps.append(tps)
        latest = min(latest, asked / 1e6 - start)
        delays = [start + at / 1e3 - time / 1e6 for at, time in zip(arrivals, emitted)]
        earliest = max(earliest, -min(delays))
        stamped += delays
    offset = (latest + earliest) / 2
    suite.delay = [delay + offset for delay in stamped]
    suite.delay_uncertainty = (latest - earliest) / 2 if stamped else 0.0
    wall = max(ends) - min(starts)
    suite.in_flight = sum(b - a for a, b in zip(starts, ends)) / wall
    return suite
