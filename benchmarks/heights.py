"""How high reports are on a phone: lines of 34 letters and rows of buttons, in each language.

All worked examples of the tests, and for each position and category somebody who has nothing and
somebody of whom nothing is known. Fails when a report is higher than a screen.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Final

from handlers.chat.outcome import Screen
from handlers.chat.phone import height
from handlers.report.report_buttons import report_buttons
from handlers.report.report_view import whole_report
from handlers.report.verdict_view import LINES, verdict_text
from i18n import LANGUAGES, Translator, translator
from rules.norms.loading import catalogue
from rules.profile import Profile, parse_profile
from rules.questionnaire.ask import by_phase
from rules.verdict.check import Report, check
from rules.vocabulary import EXPERIENCE_KINDS

ROWS: Final = 4
EXAMPLES: Final = Path(__file__).parents[1] / "tests/rules/verdict/cases"
ON: Final = date(2026, 11, 20)
NOTHING: Final[dict[str, object]] = {
    "education": [],
    "degrees": [],
    "titles": [],
    "honours": [],
    "experience": dict.fromkeys(EXPERIENCE_KINDS, 0),
    "certificates": [],
    "retraining": [],
    "category": "none",
    "management_category": "none",
    "publications": [],
    "h_index": 0,
    "language_level": "none",
    "competences": {"*": False},
}


@dataclass(frozen=True, slots=True)
class Case:
    report: Report
    profile: Profile


def cases() -> list[Case]:
    """The worked examples, then the people who have nothing or have said nothing."""
    return [_case(*given) for given in (*_examples(), *_people())]


def _case(position: str, category: str | None, on: date, data: object) -> Case:
    rules = catalogue()
    profile = parse_profile(data, on, rules.competences)
    return Case(check(rules, position, category, profile, on), profile)


def _examples() -> Iterator[tuple[str, str | None, date, object]]:
    for file in sorted(EXAMPLES.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            given = json.loads(line)
            if "profile" in given and "verdict" in given.get("expect", {}):
                on = date.fromisoformat(given["on"])
                yield given["position"], given["category"], on, given["profile"]


def _people() -> Iterator[tuple[str, str | None, date, object]]:
    for position in catalogue().positions.values():
        for category in position.checks:
            yield position.id, category, ON, NOTHING
            yield position.id, category, ON, {}


def screen_of(case: Case, tr: Translator) -> Screen:
    """The first screen of a report that is kept."""
    rules = catalogue()
    text = verdict_text(rules, case.report, tr)
    report = case.report
    still = by_phase(rules, report.position, report.category, case.profile, report.on)
    return Screen(text, report_buttons(rules, report, 10**9, tr, len(still.preferences)))


def main() -> int:
    found: dict[str, dict[str, float]] = {}
    every = cases()
    for language in LANGUAGES:
        tr = translator(language)
        screens = [screen_of(case, tr) for case in every]
        lines = [height(screen.text) for screen in screens]
        whole = [height("\n".join(whole_report(catalogue(), c.report, tr))) for c in every]
        found[language] = {
            "reports": len(every),
            "median": median(lines),
            "highest": max(lines),
            "rows": max(len(screen.keyboard) for screen in screens),
            "median_opened": median(whole),
            "highest_opened": max(whole),
        }
        print(language, found[language], file=sys.stderr)
    print(json.dumps(found))
    return any(x["highest"] > LINES or x["rows"] > ROWS for x in found.values())


if __name__ == "__main__":
    sys.exit(main())
