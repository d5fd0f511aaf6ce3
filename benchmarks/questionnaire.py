"""How many questions are asked: ours, the author's order, everything, and the least possible.

Run from the repository root: `python -m benchmarks.questionnaire`; it takes some two minutes.
People are drawn from the plausible answers of tests/rules/questionnaire/fewest_questions.py.
"Author": the order of the text without what is settled. "Own": every fact that the check requires.
"All": every fact that the questionnaire knows. "Exact" is our average over all people there could
be, "least" that of the best order of asking; where there are too many states they are left out.

Fails where we ask over 8 % more than the least possible, or over half of everything.
"""

from __future__ import annotations

import json
import statistics
import sys
from dataclasses import asdict, dataclass
from random import Random
from typing import Any as AnyValue

from rules import vocabulary as v
from rules.norms.loading import catalogue
from tests.rules.questionnaire.fewest_questions import Asking

PROFILES = 10_000
EXACT_UP_TO = 70_000
WHOLE_FACTS = (
    *("education", "degrees", "titles", "honours", "certificates", "retraining", "category"),
    *("management_category", "publications", "h_index", "language_level", "competences"),
)
ALL_FACTS = len(WHOLE_FACTS) + len(v.EXPERIENCE_KINDS) + len(v.FLAGS)
OVER_LEAST = 0.08
OF_ALL = 0.5
HEADING = (
    f"{'check':38} {'ours':>6} {'author':>6} {'own':>4} {'all':>4} {'of own':>6} {'of all':>6} "
    f"{'exact':>6} {'least':>6} {'over':>6}"
)


@dataclass(frozen=True)
class Row:
    """Questions about one check, on average of `PROFILES` people; `exact` and `least`, of all."""

    check: str
    ours: float
    author: float
    own: int
    exact: float | None
    least: float | None

    @property
    def of_own(self) -> float:
        return self.ours / self.own

    @property
    def of_all(self) -> float:
        return self.ours / ALL_FACTS

    @property
    def over_least(self) -> float | None:
        """Share by which the exact average is over the least possible one."""
        return None if self.exact is None or self.least is None else self.exact / self.least - 1

    def line(self) -> str:
        line = (
            f"{self.check:38} {self.ours:6.2f} {self.author:6.2f} {self.own:4} {ALL_FACTS:4} "
            f"{self.of_own:6.0%} {self.of_all:6.0%}"
        )
        if self.over_least is None:
            return line
        return f"{line} {self.exact:6.2f} {self.least:6.2f} {self.over_least:6.1%}"


def measured(position: str, category: str | None, random: Random) -> Row:
    asking = Asking(position, category)
    people = [asking.person(random) for _ in range(PROFILES)]
    small = asking.states <= EXACT_UP_TO
    return Row(
        check=f"{position}/{category or '-'}",
        ours=statistics.mean(asking.questions(person) for person in people),
        author=statistics.mean(asking.questions(person, by_text=True) for person in people),
        own=len(asking.answers),
        exact=asking.ours if small else None,
        least=asking.least if small else None,
    )


def main() -> int:
    random = Random(20261120)
    rows: list[Row] = []
    print(HEADING, file=sys.stderr)
    for position in catalogue().positions.values():
        for category in position.checks:
            rows.append(measured(position.id, category, random))
            print(rows[-1].line(), file=sys.stderr, flush=True)
    over = {row.check: row.over_least for row in rows if row.over_least is not None}
    result: dict[str, AnyValue] = {
        "checks": len(rows),
        "profiles_of_each": PROFILES,
        "ours": statistics.mean(row.ours for row in rows),
        "author": statistics.mean(row.author for row in rows),
        "own": statistics.mean(row.own for row in rows),
        "all": ALL_FACTS,
        "of_own": sum(row.ours for row in rows) / sum(row.own for row in rows),
        "of_all": statistics.mean(row.of_all for row in rows),
        "of_all_worst": max(row.of_all for row in rows),
        "compared_with_least": len(over),
        "over_least": statistics.mean(over.values()),
        "over_least_worst": max(over.values()),
        "rows": [{**asdict(row), "over_least": row.over_least} for row in rows],
    }
    print(
        f"\n{len(rows)} checks, {PROFILES} people each: ours {result['ours']:.2f} questions, "
        f"author {result['author']:.2f}, own facts {result['own']:.2f}, all facts {ALL_FACTS}\n"
        f"ours of own {result['of_own']:.0%}, of all {result['of_all']:.0%} "
        f"(worst {result['of_all_worst']:.0%}, wanted {OF_ALL:.0%})\n"
        f"over the least possible on {len(over)} checks: {result['over_least']:.2%} on average, "
        f"worst {result['over_least_worst']:.1%} at {max(over, key=over.__getitem__)} "
        f"(wanted {OVER_LEAST:.0%})",
        file=sys.stderr,
    )
    print(json.dumps(result, ensure_ascii=False))
    return int(result["over_least_worst"] > OVER_LEAST or result["of_all_worst"] > OF_ALL)


if __name__ == "__main__":
    sys.exit(main())
