""" "Since 2014" is a span of months: where all of it decides alike, nobody is asked which."""

import json
from itertools import pairwise
from typing import Final

from rules.questionnaire.flow import Sheet
from rules.questionnaire.question import Step, Widget
from rules.questionnaire.single import to_value
from rules.typed.outcome import Choose, Understanding, Understood
from rules.verdict.check import check
from rules.vocabulary import Json, JsonValue

AT_LEAST: Final = "at_least"
"""The note of what was settled so: the most cautious reading was taken."""


def settled(
    sheet: Sheet, step: Step, reading: Understanding[JsonValue]
) -> Understanding[JsonValue]:
    """A doubtful length as its most cautious reading, where the shortest and the longest leave the
    report the same: every requirement, what is missing of it, the ways and the day. Other doubts
    stay."""
    if not isinstance(reading, Choose) or not _is_span(step, reading.options, reading.note):
        return reading
    shortest, *_, longest = reading.options
    if _decided(sheet, step.fact, shortest) != _decided(sheet, step.fact, longest):
        return reading
    return Understood(shortest, AT_LEAST)


def _is_span(step: Step, options: tuple[JsonValue, ...], note: str) -> bool:
    """Whether the doubt is about the ends of a period only, from the most cautious on."""
    if step.widget is not Widget.MONTHS or note != "period_ends" or len(options) < 2:
        return False
    ascending = all(shorter <= longer for shorter, longer in pairwise(options))
    return ascending and bool(options[-1] <= step.bounds[1])


def _decided(sheet: Sheet, fact: str, months: JsonValue) -> str:
    """The report with so many months, without the number itself."""
    profile = sheet.profile_if({fact: to_value(fact, months)})
    report = check(sheet.catalogue, sheet.position, sheet.category, profile, sheet.on)
    told: Json = report.to_json("en")
    for item in (*told["requirements"], *told["preferences"]):
        del item["have"]
    return json.dumps(told, sort_keys=True)
