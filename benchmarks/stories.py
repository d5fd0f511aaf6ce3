"""How well whole messages are read, and how fast, as JSON; the misses on standard error.

Run from the repository root: `python -m benchmarks.stories`. Milliseconds are of the processor; the
worst is of texts of 4,096 characters made to be slow.
"""

import json
import statistics
import sys
import time

from rules.story import read_story
from tests.rules.story.stories import ON, Line, Verdict, judge, load

LENGTH, RUNS, MOST = 4096, 3, 100.0
SLOW = (
    "1 ", "15.03.2025 ", "бес жыл үш ай ", "72 ч март 2025; ", "72 ч, ", "к п н ", "2010-2012, ",
    "абракадабра фантасмагория ", "zhyldarrr qqqrzz ", "курсы 72 часа март 2025, ",
    "стаж 5 лет в колледже, ", "хочу эксперта ", "у коллеги 5 лет, ", "scopus q2, ",
)  # fmt: skip
TARGETS = {"position": 0.95, "category": 0.95, "found": 0.85}


def spent(text: str) -> float:
    """Milliseconds of the quickest of several runs."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        read_story(text, ON)
        best = min(best, time.process_time() - start)
    return best * 1e3


def score(verdicts: list[Verdict]) -> dict[str, float]:
    """Shares of stories and of facts; `wrong` counts facts."""
    stories, facts = len(verdicts), sum(len(v.line.sure) for v in verdicts)
    return {
        "stories": stories,
        "position": round(sum(v.position for v in verdicts) / stories, 4),
        "category": round(sum(v.category for v in verdicts) / stories, 4),
        "found": round(sum(v.found for v in verdicts) / facts, 4),
        "wrong": sum(len(v.wrong) for v in verdicts),
        "not_open": sum(len(v.closed) for v in verdicts),
    }


def report(lines: list[Line]) -> dict[str, object]:
    verdicts = [judge(line) for line in lines]
    for verdict in verdicts:
        if verdict.misses:
            print(f"  {verdict.line.text}: {', '.join(verdict.misses)}", file=sys.stderr)
    times = [spent(line.text) for line in lines]
    return {
        "benchmark": "stories",
        **score(verdicts),
        "by_set": {name: score([v for v in verdicts if v.line.set == name])
                   for name in sorted({line.set for line in lines})},
        "by_language": {lang: score([v for v in verdicts if v.line.lang == lang])
                        for lang in ("kk", "ru", "en")},
        "story_ms_median": round(statistics.median(times), 2),
        "worst_ms": round(max(spent((text * LENGTH)[:LENGTH]) for text in SLOW), 1),
    }  # fmt: skip


def main() -> int:
    """Print the scores; 1 when they are below what is asked."""
    found = report(load())
    print(json.dumps(found, ensure_ascii=False, indent=2))
    low = any(float(str(found[name])) < least for name, least in TARGETS.items())
    return int(low or found["wrong"] != 0 or float(str(found["worst_ms"])) > MOST)


if __name__ == "__main__":
    sys.exit(main())
