"""Scores of position matching on the sets of queries, and its speed, as JSON.

Run from the repository root: `python -m benchmarks.matching`. Every query is timed several times
on one core and counts with its best time; the index is built anew each time, its files read.
`worst_ms` is the slowest of texts of 4,096 characters made to be slow, `worst_mistyped_ms` of short
ones whose words are glued and mistyped so that many other readings are tried.
"""

import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial

from rules.matching import match
from rules.matching.ranking import Ranking
from rules.matching.reading import Reader
from rules.matching.vocabulary import load_vocabulary
from tests.rules.matching.scores import FOLDER, read_queries, score

LENGTH = 4096
RUNS = 5
ALPHABETS = (
    "абвгдежзиклмнопрстуфхцчшыюя",
    "abcdefghijklmnopqrstuvwxyz",
    "преподавтльзкми",
    "замстпо",
)
WORD_LENGTHS = (6, 12, 28, 40)
MISTYPED = (
    "оқытушы онммлегукнкмрл кафедра преподядаватель усбвррямбкп директор мастер",
    "нмсмиокяк директор оқсушы воспитаипитатель меңгеруші",
    "оқытушптушы мастер зам воспитатеявоспитатель колледж",
    "старший кафедра преподавателаподаватель бгсямемкод",
)


def _spent(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def _build_index() -> None:
    vocabulary = load_vocabulary()
    Ranking(vocabulary, Reader(vocabulary))


def _slow_texts() -> list[str]:
    random.seed(1)
    texts = ["а" * LENGTH, "п/" * (LENGTH // 2), "преподаватель " * 300, "замзав" * 700]
    for alphabet in ALPHABETS:
        for length in WORD_LENGTHS:
            words = ("".join(random.choices(alphabet, k=length)) for _ in range(LENGTH // length))
            texts.append(" ".join(words)[:LENGTH])
    return texts


def main() -> int:
    names = sorted(path.name for path in FOLDER.glob("*.jsonl"))
    queries = [query.text for name in names for query in read_queries(name)]
    match("")
    times = [_spent(partial(match, text)) for text in queries]
    report = {
        "queries": len(queries),
        "median_us": round(statistics.median(times) * 1e6, 1),
        "p95_us": round(statistics.quantiles(times, n=20)[-1] * 1e6, 1),
        "worst_ms": round(max(_spent(partial(match, text)) for text in _slow_texts()) * 1e3, 2),
        "worst_mistyped_ms": round(max(_spent(partial(match, text)) for text in MISTYPED) * 1e3, 2),
        "index_ms": round(_spent(_build_index) * 1e3, 1),
        "scores": {
            name: {key: round(share, 4) for key, share in asdict(score(read_queries(name))).items()}
            for name in names
        },
    }
    print(json.dumps(report, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
