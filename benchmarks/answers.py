"""Scores of the readers of typed answers on the evaluation set, and their speed, as JSON.

Run from the repository root: `python -m benchmarks.answers`. Times are microseconds; the worst
case is the best of several runs over texts of 4,096 characters made to be slow.
"""

import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial

from rules import typed
from tests.rules.typed import evaluation_sets
from tests.rules.typed.phrasebook import ON, judge, load

LENGTH = 4096
RUNS = 7
SLOW = (
    "x", "1 ", "1.", "15.03.2025 ", "бес жыл үш ай ", "72 ч март 2025; ", "72 ч, ", "не знаю ",
    "к п н ", "\ufdfa", "кандидатура ", "ielts 6", "1\n", "2010-2012, ", "сто двадцать ",
    "абракадабра фантасмагория ", "zhyldarrr qqqrzz ",
)  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "read_duration": lambda text: typed.read_duration(text, ON, "specialty"),
    "read_date": lambda text: typed.read_date(text, ON),
    "read_hours": typed.read_hours,
    "read_certificates": lambda text: typed.read_certificates(text, ON),
    "read_publications": lambda text: typed.read_publications(text, ON),
    "read_yes_no": typed.read_yes_no,
    "read_choice": lambda text: typed.read_choice(text, "degree"),
    "read_choices": lambda text: typed.read_choices(text, "education_field"),
    "read_level": lambda text: typed.read_choice(text, "language_level"),
    "read_number": lambda text: typed.read_number(text, 0, 100),
    "is_dont_know": typed.is_dont_know,
    "is_none": typed.is_none,
}


def _spent(work: Callable[[], object], runs: int = RUNS) -> float:
    """Microseconds of the quickest of several runs."""
    best = float("inf")
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1e6


def _worst(read: Callable[[str], object]) -> float:
    """The slowest text of every length that a reader may look at, or turn away."""
    texts = [(piece * LENGTH)[:length] for piece in SLOW for length in (200, 400, 1500, LENGTH)]
    return max(_spent(partial(read, text)) for text in texts)


def _evaluation() -> dict[str, dict[str, int]]:
    """What becomes of the sets that were written apart from the readers, by kind."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for line in evaluation_sets.load():
        found[line.kind][evaluation_sets.judge(line, line.read())] += 1
    return {kind: dict(verdicts) for kind, verdicts in sorted(found.items())}


def main() -> int:
    """Print the scores; 1 when they are below what is asked."""
    phrases = load()
    verdicts = {index: judge(phrase, phrase.read()) for index, phrase in enumerate(phrases)}
    by_reader: dict[str, list[str]] = defaultdict(list)
    by_language: dict[str, list[str]] = defaultdict(list)
    for index, phrase in enumerate(phrases):
        by_reader[phrase.reader].append(verdicts[index])
        by_language[phrase.lang].append(verdicts[index])
    counts = Counter(verdicts.values())
    times = [_spent(phrase.read, 3) for phrase in phrases]
    score = counts["right"] / len(phrases)
    report = {
        "phrases": len(phrases),
        "score": round(score, 4),
        "misread": counts["misread"],
        "asked_needlessly": counts["asked"],
        "wrong": counts["wrong"],
        "score_by_reader": {name: _share(found) for name, found in sorted(by_reader.items())},
        "score_by_language": {name: _share(found) for name, found in sorted(by_language.items())},
        "evaluation_sets": _evaluation(),
        "phrase_us_median": round(statistics.median(times), 1),
        "phrase_us_p99": round(statistics.quantiles(times, n=100)[98], 1),
        "worst_us": {name: round(_worst(read)) for name, read in READERS.items()},
    }
    print(json.dumps(report, ensure_ascii=False, indent=2))
    return 0 if score >= 0.98 and counts["misread"] == 0 else 1


def _share(verdicts: list[str]) -> float:
    return round(verdicts.count("right") / len(verdicts), 4)


if __name__ == "__main__":
    sys.exit(main())
