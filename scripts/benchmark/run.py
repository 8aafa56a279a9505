"""Measures benchsh against the reference server and writes RESULTS.md."""

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import history
import machine
import report
import truth
from figures import mean, median, percentile, rank_test
from processes import Benchsh, Load, Server, yardstick


@dataclass(frozen=True)
class Row:
    """A line of the table of loads, with the figures to keep (ms)."""

    load: Load
    ttft_limit: float = None
    gap_limit: float = None


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    rows: list
    rounds: int
    pairs: int
    pair: Load
    starts: int
    live: int
    live_load: Load
    patience: float  # seconds for repeating what other processes disturbed


FULL = Plan(
    rows=[
        Row(Load(1, 5), 0.3, 10.3),
        Row(Load(50, 4), 0.6, 10.6),
        Row(Load(200, 5), 2, 11),
        Row(Load(500, 3, gap=20), 3, 22),
        Row(Load(500, 4)),
        Row(Load(1000, 3, gap=40)),
        Row(Load(1000, 3, gap=20)),
    ],
    rounds=3, pairs=5, pair=Load(200, 5), starts=20, live=8, live_load=Load(200, 2),
    patience=100,
)
QUICK = Plan(
    rows=[
        Row(Load(1, 2), 0.3, 10.3),
        Row(Load(50, 2), 0.6, 10.6),
        Row(Load(200, 2), 2, 11),
        Row(Load(500, 1, gap=20), 3, 22),
        Row(Load(1000, 1, gap=40)),
    ],
    rounds=1, pairs=2, pair=Load(200, 2), starts=5, live=3, live_load=Load(200, 1),
    patience=0,
)


class Bench:
    """Runs the parts of a plan; each returns plain dictionaries for the report."""

    def __init__(self, plan, tools, binary, home):
        self.plan = plan
        self.tools = tools
        self.benchsh = Benchsh(binary, home)
        self._patience = machine.Patience(plan.patience)

    def _note(self, text):
        print(f"bench: {text}", file=sys.stderr, flush=True)

    def _suite(self, load, live=False):
        """One suite of benchsh: its usage, what it measured, and the server's log."""
        def action():
            with Server(self.tools) as server:
                usage, database = self.benchsh.run(server.port, load, live)
            return usage, truth.read(database, load.tokens), server.log
        return self._patience.calmly(action)

    def _control(self, load):
        def action():
            with Server(self.tools) as server:
                return yardstick(self.tools, server.port, load)
        return self._patience.calmly(action)

    def _figures(self, load):
        usage, suite, log = self._suite(load)
        control = self._control(load)
        return {
            "ttft_error": mean(suite.ttft_error),
            "ttft_error_p99": percentile(suite.ttft_error, 0.99),
            "gap_p99": suite.gap_p99,
            "true_gap_p99": suite.true_gap_p99,
            "delay": mean(suite.delay),
            "delay_p99": percentile(suite.delay, 0.99),
            "delay_uncertainty": suite.delay_uncertainty,
            "lost": suite.lost,
            "failed": suite.failed,
            "merged": suite.merged,
            "in_flight": suite.in_flight,
            "cpu": usage.cpu / load.events * 1e6,
            "peak": usage.peak_mb,
            "rate": load.events / usage.seconds,
            "late": log["late_mean_us"],
            "late_p99": log["late_p99_us"],
            "control_error": control["ttft_error_ms"],
            "control_gap": control["gap_p99_ms"],
            "control_cpu": control["cpu_s"] / control["events"] * 1e6,
        }

    def loads(self):
        measured = [[] for _ in self.plan.rows]
        for number in range(self.plan.rounds):
            for row, figures in zip(self.plan.rows, measured):
                load = row.load
                self._note(f"round {number + 1}: {load.lanes} lanes, gap {load.gap:g} ms")
                figures.append(self._figures(load))
        summed = ("lost", "failed", "merged")
        return [
            (row, {
                name: (sum if name in summed else median)([one[name] for one in figures])
                for name in figures[0]
            })
            for row, figures in zip(self.plan.rows, measured)
        ]

    def ratio(self):
        """CPU time for each event of benchsh and of the yardstick, taking turns."""
        pairs = []
        for number in range(self.plan.pairs):
            self._note(f"CPU against the yardstick, {number + 1} of {self.plan.pairs}")
            load = self.plan.pair
            usage, _, _ = self._suite(load)
            control = self._control(load)
            pairs.append((usage.cpu / load.events * 1e6, control["cpu_s"] / load.events * 1e6))
        ours, bare = median([a for a, _ in pairs]), median([b for _, b in pairs])
        return {"ours": ours, "bare": bare, "ratio": ours / bare, "pairs": pairs}

    def jitter(self):
        self._note("gaps jittered by 80 %")
        _, suite, _ = self._suite(Load(200, 3, jitter=80))
        return {"reported": suite.gap_p99, "true": suite.true_gap_p99}

    def short_answers(self):
        self._note("answers of two tokens")
        load = Load(500, 6, tokens=2)
        _, suite, _ = self._suite(load)
        control = self._control(load)
        errors = suite.window_error
        return {
            "runs": len(suite.ttft),
            "failed": suite.failed,
            "merged": suite.merged,
            "ttft_error": mean(suite.ttft_error),
            "ttft_error_p99": percentile(suite.ttft_error, 0.99),
            "control_error": control["ttft_error_ms"],
            "gap_error": mean(errors),
            "gap_error_p99": percentile([abs(error) for error in errors], 0.99),
            "tps": median(suite.tps),
            "true_tps": median(suite.true_tps),
        }

    def start(self):
        self._note("start to prompt")
        def action():
            for _ in range(3):
                self.benchsh.start()
            return [self.benchsh.start() for _ in range(self.plan.starts)]
        both = self._patience.calmly(action)
        return {"ms": median([ms for ms, _ in both]), "rss": median([rss for _, rss in both])}

    def memory(self):
        self._note("1400 streams open")
        usage, suite, _ = self._suite(Load(1400, 1, gap=100, tokens=50))
        return {"peak": usage.peak_mb, "lost": suite.lost, "failed": suite.failed}

    def live_view(self):
        """The same load with the live view off and on, taking turns."""
        off, on = [], []
        for number in range(self.plan.live):
            self._note(f"live view off and on, {number + 1} of {self.plan.live}")
            turns = [(off, False), (on, True)]
            for suites, live in turns if number % 2 == 0 else reversed(turns):
                suites.append(self._suite(self.plan.live_load, live)[1])
        measures = {
            "TTFT, mean": lambda suite: mean(suite.ttft),
            "TTFT error, mean": lambda suite: mean(suite.ttft_error),
            "gap, median": lambda suite: median(suite.gaps),
            "gap, p99": lambda suite: suite.gap_p99,
        }
        rows = []
        for name, measure in measures.items():
            a, b = [measure(suite) for suite in on], [measure(suite) for suite in off]
            rows.append((name, median(b), median(a), rank_test(a, b)[0]))
        def pooled(part):
            return rank_test(
                [value for suite in on for value in part(suite)],
                [value for suite in off for value in part(suite)],
            )[1]
        return {
            "suites": self.plan.live,
            "rows": rows,
            "ttft_share": pooled(lambda suite: suite.ttft),
            "gap_share": pooled(lambda suite: suite.gaps),
        }

    def history(self, loader, folder, quick):
        return history.measure(
            self.benchsh.binary, loader, folder, quick, self._note, self._patience.calmly
        )

    def all(self):
        return {
            "start": self.start(),
            "ratio": self.ratio(),
            "loads": self.loads(),
            "jitter": self.jitter(),
            "short": self.short_answers(),
            "live": self.live_view(),
            "memory": self.memory(),
            "version": self.benchsh.version(),
            "disturbances": self._patience.disturbances,
        }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--binary", required=True, type=Path)
    parser.add_argument("--tools", required=True, type=Path)
    parser.add_argument("--results", required=True, type=Path)
    parser.add_argument("--loader", required=True, type=Path)
    parser.add_argument("--only", choices=["history"])
    options = parser.parse_args()
    plan = QUICK if options.quick else FULL
    with tempfile.TemporaryDirectory(prefix="benchsh-bench-") as home:
        bench = Bench(plan, options.tools, options.binary, home)
        text = "" if options.only else report.text(bench.all(), plan)
        of_history = history.part(bench.history(options.loader, home, options.quick))
    print(text + ("\n" if text else "") + of_history)
    if options.quick:
        return
    if text:
        options.results.write_text(text)
    history.put(options.results, of_history)


if __name__ == "__main__":
    main()
