"""Speed of one evaluation, trace and route included, over every check of the catalogue.

Run from the repository root: `python -m benchmarks.evaluation`. One JSON document goes to standard
output, a table to standard error; the exit status is 1 when the median is over the target. Times
are microseconds of one evaluation of a profile that is read already. The people are made here:
ready, short of something, or with gaps in what they said, a fixed set for each of the 35 positions
and 76 position-and-category pairs.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from random import Random

from rules.norms.loading import catalogue
from rules.profile import Profile
from rules.verdict.check import Report, check
from tests.rules.verdict.completions import copied
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import CHECKS, Target, everything

DAY = date(2026, 11, 20)
PEOPLE = 12
REPEATS = 7
TARGET = 100.0
Job = tuple[Target, Profile]


def people(target: Target, random: Random) -> list[World]:
    """The same people every time, from one who is ready to ones who lack or leave out a lot."""
    return [_person(target, random, spoilt=number % 4) for number in range(PEOPLE)]


def _person(target: Target, random: Random, spoilt: int) -> World:
    person = copied(everything(target))
    changes: list[Callable[[], object]] = [
        lambda: person.update(experience={k: random.randrange(60) for k in person["experience"]}),
        lambda: person.update(education=[{"level": "tvet", "fields": ["profile"]}]),
        lambda: person.update(certificates=person["certificates"][:1]),
        lambda: person.update(publications=person["publications"][3:]),
        lambda: person.update(degrees=[], titles=[]),
        lambda: person.update(category="none", management_category="none", retraining=[]),
        lambda: person.pop("competences", None),
        lambda: person.pop("education", None),
        lambda: person.update(competences={"*": False}),
    ]
    for change in random.sample(changes, 2 * spoilt):
        change()
    return person


def jobs() -> list[Job]:
    """Every check with its people, read and compiled, so that evaluation alone is measured."""
    random = Random(338)
    found = []
    for position, category in CHECKS:
        target = Target(position, category, DAY)
        found += [(target, target.parsed(person)) for person in people(target, random)]
    return found


def evaluate(job: Job) -> Report:
    target, profile = job
    return check(catalogue(), target.position_id, target.category, profile, target.on)


def answered(job: Job) -> object:
    return evaluate(job).to_json("ru")


def spent(work: Callable[[Job], object], job: Job) -> float:
    """Microseconds of the median of several runs."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work(job)
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


def summary(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "n": len(ordered),
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[int(len(ordered) * 0.95)], 1),
        "max": round(ordered[-1], 1),
    }


def measured() -> dict[str, dict[str, float]]:
    """Times by group: all, by kind of position, by verdict; and with the answer's JSON made."""
    groups: dict[str, list[float]] = defaultdict(list)
    for job in jobs():
        verdict = evaluate(job).verdict
        took = spent(evaluate, job)
        document = "university" if job[0].position_id.startswith("uni-") else "college"
        kind = document if job[0].category is None else f"{document}, category"
        for group in ("all", kind, verdict):
            groups[group].append(took)
        groups["all, JSON too"].append(spent(answered, job))
    return {name: summary(times) for name, times in groups.items()}


def main() -> int:
    groups = measured()
    answer = {"benchmark": "evaluation", "unit": "us", "target": TARGET, "groups": groups}
    print(json.dumps(answer, ensure_ascii=False))
    print(
        f"{'evaluation, microseconds':<26}{'n':>6}{'median':>9}{'p95':>9}{'max':>9}",
        file=sys.stderr,
    )
    for name, row in groups.items():
        cells = "".join(f"{row[key]:>9.1f}" for key in ("median", "p95", "max"))
        print(f"{name:<26}{row['n']:>6}{cells}", file=sys.stderr)
    return 0 if groups["all"]["median"] <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
