"""Two checks of one person side by side: how each stands, and which step serves both."""

from __future__ import annotations

from dataclasses import dataclass

from rules.norms.tied_facts import PROFESSIONAL, PROFILE, TIED
from rules.questionnaire.flow import Sheet
from rules.questionnaire.supposing import fact_of_element, supposed
from rules.verdict.check import Report, check
from rules.verdict.route import cost_of
from rules.vocabulary import Json


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The reports of two checks on one day. `both`: steps (contract, section 4) of either way that
    bring each of the two nearer, in the order of the ways."""

    first: Report
    second: Report
    both: tuple[Json, ...]


def side_by_side(first: Sheet, second: Sheet) -> SideBySide:
    """Both checks by the answers of their sheets. A step is tried alone on the answers of each;
    of two that differ only in how much they ask for, the greater stands for both."""
    one, other = _report(first), _report(second)
    found: dict[str, Json] = {}
    for element in (*one.route, *other.route):
        if first.position != second.position and _is_tied(element):
            continue
        if _is_nearer(first, one, element) and _is_nearer(second, other, element):
            kind = _without_amount(element)
            found[kind] = max(found.get(kind, element), element, key=_amount)
    return SideBySide(one, other, tuple(found.values()))


def _report(sheet: Sheet) -> Report:
    return check(sheet.catalogue, sheet.position, sheet.category, sheet.profile(), sheet.on)


def _is_tied(element: Json) -> bool:
    """Whether a step is one for its position alone: in its profile, or work in that very post."""
    return (
        fact_of_element(element) in TIED
        or PROFILE in (element.get("topic"), *element.get("fields", ()))
        or PROFESSIONAL in element.get("retraining", ())
        or bool(element.get("in_profile"))
    )


def _is_nearer(sheet: Sheet, report: Report, element: Json) -> bool:
    if report.verdict != "not_eligible":
        return False
    profile = sheet.profile_if(supposed(sheet, [element]))
    then = check(sheet.catalogue, sheet.position, sheet.category, profile, sheet.on)
    return then.verdict != "not_eligible" or cost_of(then.route) < cost_of(report.route)


def _without_amount(element: Json) -> str:
    rest = {key: value for key, value in element.items() if key not in ("months", "hours")}
    return f"{fact_of_element(element)} {sorted(rest.items())}"


def _amount(element: Json) -> int:
    amount: int = element.get("months") or element.get("hours") or 0
    return amount
