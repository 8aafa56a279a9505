"""Puts what was measured into Markdown."""

import datetime
import platform
import textwrap

import machine
from figures import median

# The figures to keep; a load's own stand with it.
RATIO_LIMIT = 1.5
START_LIMIT = 15
IDLE_LIMIT = 25
STREAMS_LIMIT = 100
SHORT_LIMIT = 3
MISSED = " ✗"


def table(headings, rows):
    columns = list(zip(headings, *rows))
    widths = [max(len(cell) for cell in column) for column in columns]
    def line(cells):
        return "| " + " | ".join(cell.rjust(width) for cell, width in zip(cells, widths)) + " |"
    rule = "|" + "|".join("-" * (width + 1) + ":" for width in widths) + "|"
    return "\n".join([line(headings), rule] + [line(row) for row in rows])


def against(value, limit, digits=2):
    """A figure and the limit it should keep."""
    if value is None:
        return "–"
    if limit is None:
        return f"{value:.{digits}f}"
    return f"{value:.{digits}f} (≤ {limit:g}){MISSED if value > limit else ''}"


def loads_table(loads):
    rows = []
    for row, figures in loads:
        rows.append([
            str(row.load.lanes),
            f"{row.load.gap:g}",
            f"{figures['rate'] / 1000:.1f} k",
            against(figures["ttft_error"], row.ttft_limit),
            f"{figures['ttft_error_p99']:.2f}",
            against(figures["gap_p99"], row.gap_limit),
            f"{figures['true_gap_p99']:.2f}",
            f"{figures['control_error']:.2f}",
            f"{figures['control_gap']:.2f}",
            str(figures["lost"]),
        ])
    return table(
        ["lanes", "gap ms", "events/s", "TTFT error ms", "p99", "gap p99 ms", "true",
         "C: TTFT error", "C: gap p99", "lost"],
        rows,
    )


def cost_table(loads):
    rows = []
    for row, figures in loads:
        rows.append([
            str(row.load.lanes),
            f"{row.load.gap:g}",
            f"{figures['in_flight']:.1f}",
            f"{figures['delay']:.3f}",
            f"{figures['delay_p99']:.2f}",
            str(figures["merged"]),
            f"{figures['cpu']:.1f}",
            f"{figures['control_cpu']:.1f}",
            f"{figures['peak']:.0f}",
            f"{figures['late'] / 1000:.2f}",
            f"{figures['late_p99'] / 1000:.2f}",
        ])
    return table(
        ["lanes", "gap ms", "in flight", "stamp delay ms", "p99", "merged", "µs/event",
         "C: µs/event", "peak MB", "server late ms", "p99"],
        rows,
    )


def live_table(live):
    rows = [
        [name, f"{off:.3f}", f"{on:.3f}", f"{on - off:+.3f}", f"{p:.2f}"]
        for name, off, on, p in live["rows"]
    ]
    return table(["ms", "off", "on", "difference", "p"], rows)


def paragraph(text):
    return textwrap.fill(" ".join(text.split()), 100, break_on_hyphens=False)


def item(text):
    return textwrap.fill(
        " ".join(text.split()), 100, initial_indent="- ", subsequent_indent="  ",
        break_on_hyphens=False,
    )


def introduction(results, plan):
    disturbances = results["disturbances"]
    remarks = machine.conditions(disturbances)
    kind = "one round" if plan.rounds == 1 else f"medians of {plan.rounds} rounds"
    return [
        "# What benchsh adds",
        paragraph(f"""
            Written by `scripts/bench` on {datetime.date.today()}: {results["version"]}, {machine.description()},
            Python {platform.python_version()}; {kind}. Client and server share the machine; other
            processes used {median(disturbances):.1f} % of it during a measurement (median), at most
            {max(disturbances):.1f} %. {remarks} {MISSED.strip()} marks a figure above its limit."""),
        paragraph("""
            The truth comes from a separate server in C, which writes into each token the time at
            which it sent it; all processes of a machine share the monotonic clock. TTFT error is the
            reported TTFT less the time from the request's last byte read to the first token's
            emission, so it holds both ways through the kernel and the scheduling of both processes.
            C is a bare epoll client that only receives, stamps and searches, under the same load.
            TTFT is 50 ms, an answer has 100 tokens, one event a token."""),
    ]


def accuracy(results):
    return [
        "## Accuracy",
        loads_table(results["loads"]),
        "## Cost",
        cost_table(results["loads"]),
        paragraph("""
            Stamp delay is the time from a token's emission to its stamp. Merged counts tokens that
            came with the read of the one before. µs/event is all of a process's CPU time, its start,
            decoding, storing and report included, over the tokens received. Server late is emission
            less deadline, the server's own error."""),
    ]


def against_yardstick(ratio, load):
    pairs = ", ".join(f"{ours:.2f}/{bare:.2f}" for ours, bare in ratio["pairs"])
    return [
        "## CPU against the yardstick",
        paragraph(f"""
            {ratio["ours"]:.2f} µs an event, the yardstick {ratio["bare"]:.2f}:
            {against(ratio["ratio"], RATIO_LIMIT)} times as much, at {load.lanes} lanes and
            {load.lanes / load.gap:.0f} k events/s, medians of {len(ratio["pairs"])} pairs taking
            turns ({pairs})."""),
    ]


def hard_cases(jitter, short):
    return [
        "## Hard cases",
        item(f"""
            Gaps jittered by ±80 %: pooled p99 {jitter["reported"]:.2f} ms reported,
            {jitter["true"]:.2f} ms true.""")
        + "\n"
        + item(f"""
            Answers of two tokens at 500 lanes ({short["runs"]} runs, {short["failed"]} failed): TTFT
            error {against(short["ttft_error"], SHORT_LIMIT)} ms (p99 {short["ttft_error_p99"]:.2f};
            C {short["control_error"]:.2f}); gap error {short["gap_error"]:+.3f} ms on average, p99
            of its size {short["gap_error_p99"]:.2f}; {short["tps"]:.1f} tok/s reported,
            {short["true_tps"]:.1f} true (medians); {short["merged"]} runs read both tokens at
            once."""),
    ]


def live_view(live):
    return [
        "## Live view",
        live_table(live),
        paragraph(f"""
            {live["suites"]} suites each way, taking turns, 200 lanes; p by the Mann-Whitney test
            over suites, off against on. Of all pairs of runs the one with the live view has the
            longer TTFT in {live["ttft_share"] * 100:.1f} %, of all pairs of gaps the longer gap in
            {live["gap_share"] * 100:.1f} %; 50 % is no difference."""),
    ]


def start_and_memory(start, memory, plan):
    return [
        "## Start and memory",
        "\n".join([
            item(f"""From start to prompt, warm: {against(start["ms"], START_LIMIT, 1)} ms, median of
                {plan.starts}."""),
            item(f"""Resident at the prompt: {against(start["rss"], IDLE_LIMIT, 1)} MB."""),
            item(f"""Resident at most with 1,400 streams open:
                {against(memory["peak"], STREAMS_LIMIT, 1)} MB; {memory["lost"]} events lost."""),
        ]),
    ]


def text(results, plan):
    parts = (
        introduction(results, plan)
        + accuracy(results)
        + against_yardstick(results["ratio"], plan.pair)
        + hard_cases(results["jitter"], results["short"])
        + live_view(results["live"])
        + start_and_memory(results["start"], results["memory"], plan)
    )
    return "\n\n".join(parts) + "\n"
