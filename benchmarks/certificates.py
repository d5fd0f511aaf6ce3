"""How well photographed certificates are read: a table on standard error, JSON on standard output.

Run from the repository root: `python -m benchmarks.certificates [tuning|fresh|another] [seed]`. The
fresh set has wordings that the reader was not made with; the papers of `another` are worded, laid
out and photographed by somebody who had not seen the reader. "Right": exactly the hours and the day
that the paper says are proposed, and nothing for a paper that is no course. "Wrong": something else
is proposed. What is asked, or left to typing, is neither. Status 1 when less is right, or more
wrong, than is asked, or when tesseract is not here.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from benchmarks.certificate_wordings import FRESH, TUNING
from benchmarks.drawn_by_another import drawn_by_another
from benchmarks.drawn_certificates import ON, Drawn, drawn
from rules.typed.printed import Printed
from scans.limits import Unread
from scans.scan import Scan, read_scan
from scans.tesseract import lacking

LEAST_RIGHT, MOST_WRONG = 0.85, 0.03
# How a set is drawn with a seed, and the seed.
SETS: dict[str, tuple[Callable[[int], Iterator[Drawn]], int]] = {
    "tuning": (lambda seed: drawn(TUNING, seed), 1),
    "fresh": (lambda seed: drawn(FRESH, seed), 2),
    "another": (drawn_by_another, 3),
}
# A busy machine takes longer; what is measured here is what is read.
PATIENCE = 120.0


def judged(paper: Drawn, read: Printed) -> str:
    """ "right", "wrong" or "asked"."""
    said = [(line.hours, line.issued) for line in read.lines]
    if paper.hours is None:
        # A day alone is asked about: nothing is proposed before the hours are known.
        return "wrong" if any(hours is not None for hours, _ in said) else "right"
    if said == [(paper.hours, paper.day)]:
        return "right"
    hours, days = {each for each, _ in said} - {None}, {each for _, each in said} - {None}
    false = len(hours) == 1 and paper.hours not in hours
    false = false or (len(days) == 1 and paper.day not in days)
    return "wrong" if false else "asked"


def read(paper: Drawn) -> Printed:
    try:
        return read_scan(Scan(paper.picture, ON, PATIENCE))
    except Unread:
        return Printed()


def table(counts: dict[tuple[str, str], Counter[str]], languages: Iterable[str]) -> str:
    """Right and wrong of all, by language and distortion."""
    distortions = tuple(dict.fromkeys(distortion for _, distortion in counts))
    lines = ["language".ljust(9) + "".join(name.rjust(12) for name in (*distortions, "all"))]
    for language in (*languages, "all"):
        cells = []
        for distortion in (*distortions, "all"):
            met: Counter[str] = Counter()
            for (one, other), counted in counts.items():
                if language in (one, "all") and distortion in (other, "all"):
                    met += counted
            wrong = f" -{met['wrong']}" if met["wrong"] else ""
            cells.append(f"{met['right']}/{met.total()}{wrong}".rjust(12))
        lines.append(language.ljust(9) + "".join(cells))
    return "\n".join(lines)


def main() -> int:
    if lacking():
        print(lacking(), file=sys.stderr)
        return 1
    name = sys.argv[1] if len(sys.argv) > 1 else "fresh"
    draw, seed = SETS[name]
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else seed
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    times = []
    for paper in draw(seed):
        start = time.monotonic()
        found = read(paper)
        times.append(time.monotonic() - start)
        verdict = judged(paper, found)
        counts[paper.language, paper.distortion][verdict] += 1
        if verdict != "right":
            print(f"  {paper.name} {verdict}: {paper.hours} {paper.day}, read {found.to_json()}",
                  file=sys.stderr)  # fmt: skip
    print(table(counts, ("kk", "ru", "kk+ru", "en")), file=sys.stderr)
    met = sum(counts.values(), Counter[str]())
    right, wrong = met["right"] / met.total(), met["wrong"] / met.total()
    print(json.dumps({
        "benchmark": "certificates", "set": name, "seed": seed, "papers": met.total(),
        "right": round(right, 4), "wrong": round(wrong, 4),
        "seconds_median": round(statistics.median(times), 1), "seconds_worst": round(max(times), 1),
    }))  # fmt: skip
    return int(right < LEAST_RIGHT or wrong > MOST_WRONG)


if __name__ == "__main__":
    sys.exit(main())
