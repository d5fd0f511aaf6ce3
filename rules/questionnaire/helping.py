"""Which single thing helps most: among the checks of a person, what brings a day nearest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rules.questionnaire.flow import Sheet
from rules.questionnaire.supposing import supposed
from rules.verdict.check import check
from rules.vocabulary import Json


@dataclass(frozen=True, slots=True)
class Opened:
    """What obtaining one thing does for a check. `day`: the day of eligibility then, None where
    something else is missing too; `left`: how many steps are left."""

    position: str
    category: str | None
    day: date | None
    left: int


@dataclass(frozen=True, slots=True)
class Help:
    """One element of a route (contract, section 4), and every check whose way has it, the nearest
    first."""

    element: Json
    opened: tuple[Opened, ...]


def helps(sheets: Sequence[Sheet]) -> tuple[Help, ...]:
    """The things that somebody can set out to obtain on the nearest ways of the checks, that first
    which brings a day soonest, then which leaves the fewest steps, then which serves most checks.

    Time is none of them: it goes by itself. Each is tried alone on the answers of its check.
    """
    found: dict[str, tuple[Json, list[Opened]]] = {}
    for sheet in sheets:
        report = check(sheet.catalogue, sheet.position, sheet.category, sheet.profile(), sheet.on)
        for element in report.route:
            if element["kind"] != "experience":
                key = json.dumps(element, sort_keys=True)
                found.setdefault(key, (element, []))[1].append(_opened(sheet, element))
    every = [Help(element, tuple(sorted(each, key=_nearness))) for element, each in found.values()]
    return tuple(sorted(every, key=lambda help: (_nearness(help.opened[0]), -len(help.opened))))


def all_met(sheets: Sequence[Sheet]) -> bool:
    """Whether the requirements of every check are met: nothing is left to help with."""
    return all(
        check(each.catalogue, each.position, each.category, each.profile(), each.on).verdict
        == "eligible"
        for each in sheets
    )


def _opened(sheet: Sheet, element: Json) -> Opened:
    profile = sheet.profile_if(supposed(sheet, [element]))
    then = check(sheet.catalogue, sheet.position, sheet.category, profile, sheet.on)
    return Opened(sheet.position, sheet.category, then.eligible_on, len(then.route))


def _nearness(opened: Opened) -> tuple[date, int]:
    return opened.day or date.max, opened.left
