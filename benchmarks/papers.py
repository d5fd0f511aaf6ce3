"""Time of one card and one file for the personal file, over every position and language.

Run from the repository root: `python -m benchmarks.papers`. One JSON document goes to standard
output, a table to standard error; the exit status is 1 when the slowest one took more than the
target. Times are milliseconds of one core after warm-up (the thread's own processor time), the
best of three runs. How others fare meanwhile is measured by `benchmarks.papers_under_load`.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable

from handlers.papers.card import card_png
from handlers.papers.paper import Paper
from handlers.papers.pdf import file_pdf
from i18n import LANGUAGES
from tests.handlers.papers.papers import PEOPLE, made, some_checks, somebody

TARGET = 300.0
REPEATS = 3
Row = dict[str, float]


def papers() -> list[Paper]:
    """Every position in one language each and with people of all kinds by turns, then the longest
    check of all in each language."""
    found = []
    for number, (position, category) in enumerate(some_checks()):
        person = somebody(position, category, PEOPLE[number % len(PEOPLE)])
        found.append(made(position, category, person, LANGUAGES[number % 3]))
    for language in LANGUAGES:
        found.append(made("uni-deputy-academic", None, {}, language))
        person = somebody("tvet-teacher", "master", "mixed")
        found.append(made("tvet-teacher", "master", person, language))
    return found


def spent(draw: Callable[[Paper], bytes], paper: Paper) -> tuple[float, int]:
    """Milliseconds of processor time, and the size in bytes."""
    times, size = [], 0
    for _ in range(REPEATS):
        start = time.thread_time()
        size = len(draw(paper))
        times.append((time.thread_time() - start) * 1e3)
    return min(times), size


def measured(draw: Callable[[Paper], bytes], chosen: list[Paper]) -> Row:
    draw(chosen[0])
    rows = [spent(draw, paper) for paper in chosen]
    times = sorted(row[0] for row in rows)
    return {
        "n": len(times),
        "median": round(statistics.median(times), 1),
        "p95": round(times[int(len(times) * 0.95)], 1),
        "max": round(times[-1], 1),
        "kilobytes": round(max(size for _, size in rows) / 1024, 1),
    }


def main() -> int:
    chosen = papers()
    groups = {"card, PNG": measured(card_png, chosen), "file, PDF": measured(file_pdf, chosen)}
    answer = {"benchmark": "papers", "unit": "ms", "target": TARGET, "groups": groups}
    print(json.dumps(answer, ensure_ascii=False))
    print(f"{'papers, ms':<12}{'n':>5}{'median':>9}{'p95':>9}{'max':>9}{'KiB':>9}", file=sys.stderr)
    for name, row in groups.items():
        cells = "".join(f"{row[k]:>9.1f}" for k in ("median", "p95", "max", "kilobytes"))
        print(f"{name:<12}{row['n']:>5}{cells}", file=sys.stderr)
    return 0 if max(row["max"] for row in groups.values()) <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
