"""Measures the history: how fast it takes runs in, and how fast it answers with a million in it."""

import json
import os
import subprocess
import textwrap
import time
from pathlib import Path

from figures import median
from processes import peak_mb

SUITES = 10_000
RUNS = 100  # of each suite
RATE_LIMIT = 50_000
COMMAND_LIMIT = 30
QUERY_LIMIT = 500
HEADING = "## History"

# What is asked, and the limit in milliseconds.
COMMANDS = [
    ("print 1", None),
    ("show history", COMMAND_LIMIT),
    ("show history for openai/model-1 status completed", COMMAND_LIMIT),
    ("show history order by ttft limit 10", None),
    ("show suite {middle}", COMMAND_LIMIT),
    ("diff {middle} {next}", None),
    ("select provider_id, model, p95(ttft_ms) from runs group by 1, 2", QUERY_LIMIT),
    ("select provider_id, avg(output_tokens) from runs group by 1", None),
    ("trend ttft for openai/model-1 by day", None),
]
STREAM = "set format csv; select suite, run, ttft_ms from runs"


def run(binary, database, statement):
    """Wall time in milliseconds and the most memory in MB of one start of the program."""
    start = time.monotonic()
    process = subprocess.Popen(
        [binary, "-q", "--db", database, "-c", statement],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env={"HOME": str(Path(database).parent), "PATH": os.environ["PATH"]},
    )
    # What the system counts for a child holds the parent's memory from before it became another
    # program, so the program's own high-water mark is read while it lives.
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, peak_mb(process.pid) or 0)
        time.sleep(0.0005)
    took = (time.monotonic() - start) * 1000
    if process.returncode != 0:
        raise RuntimeError(f"{statement}: {process.stderr.read().decode()}")
    process.stderr.close()
    return took, peak


def fill(loader, database, suites):
    output = subprocess.run(
        [loader, database, str(suites), str(RUNS)], check=True, capture_output=True, text=True
    ).stdout
    return json.loads(output)


def measure(binary, loader, folder, quick, note, calmly):
    suites = SUITES // 100 if quick else SUITES
    rates = []
    for number in range(3):
        note(f"filling a small history, {number + 1} of 3")
        def action():
            small = Path(folder) / f"small-{number}-{time.monotonic_ns()}.db"
            return fill(loader, small, 50 if quick else 300)["runs_per_second"]
        rates.append(calmly(action))
    note(f"filling a history of {suites * RUNS:,} runs")
    database = Path(folder) / "large.db"
    filled = fill(loader, database, suites)
    empty = Path(folder) / "empty.db"
    places = {"middle": suites // 2, "next": suites // 2 + 15}
    answers = []
    for statement, limit in COMMANDS:
        statement = statement.format(**places)
        note(statement)
        turns = calmly(lambda: [run(binary, database, statement) for _ in range(9)][2:])
        answers.append({
            "statement": statement, "limit": limit,
            "ms": median([ms for ms, _ in turns]), "peak": median([peak for _, peak in turns]),
        })
    note("all rows")
    stream_ms, stream_peak = run(binary, database, STREAM)
    run(binary, empty, "print 1")
    starts = calmly(lambda: [run(binary, empty, "print 1") for _ in range(9)][2:])
    return {
        "suites": suites, "runs": suites * RUNS, "rate": median(rates),
        "large_rate": filled["runs_per_second"], "bytes": database.stat().st_size,
        "answers": answers, "stream": (stream_ms, stream_peak),
        "empty": (median([ms for ms, _ in starts]), median([peak for _, peak in starts])),
    }


def part(results):
    """The part of the report."""
    missed = lambda is_kept: "" if is_kept else " ✗"
    rows = [["statement", "ms", "peak MB"]]
    for answer in results["answers"]:
        limit = answer["limit"]
        kept = limit is None or answer["ms"] < limit
        text = f"{answer['ms']:.1f}" + (f" (< {limit}){missed(kept)}" if limit else "")
        rows.append([f"`{answer['statement']}`", text, f"{answer['peak']:.0f}"])
    stream_ms, stream_peak = results["stream"]
    rows.append([f"`{STREAM}`", f"{stream_ms:.0f}", f"{stream_peak:.0f}"])
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    line = lambda row: (
        f"| {row[0].ljust(widths[0])} | {row[1].rjust(widths[1])} | {row[2].rjust(widths[2])} |"
    )
    rule = f"|{'-' * (widths[0] + 2)}|{'-' * (widths[1] + 1)}:|{'-' * (widths[2] + 1)}:|"
    empty_ms, empty_peak = results["empty"]
    words = f"""
        A file of {results["suites"]:,} suites and {results["runs"]:,} runs with a timeline of 100
        chunks and an answer each ({results["bytes"] / 1e9:.2f} GB). Times are of the whole
        program, from its start to its end, medians of seven; on an empty history `print 1` takes
        {empty_ms:.1f} ms and {empty_peak:.0f} MB. Taking runs in:
        {results["rate"] / 1000:.1f} k runs/s (> {RATE_LIMIT // 1000}
        k){missed(results["rate"] > RATE_LIMIT)}, a hundred to a transaction, median of three;
        {results["large_rate"] / 1000:.1f} k over the whole file."""
    paragraph = textwrap.fill(" ".join(words.split()), 100, break_on_hyphens=False)
    return "\n\n".join([
        HEADING, "\n".join([line(rows[0]), rule] + [line(row) for row in rows[1:]]), paragraph,
    ]) + "\n"


def put(report, text):
    """Puts the part in place of the one that a report has, at its end."""
    before = report.read_text().split(HEADING)[0] if report.exists() else ""
    report.write_text(before.rstrip() + "\n\n" + text)
