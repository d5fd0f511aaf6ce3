"""A decision record: all that is needed to repeat an answer, as canonical JSON bytes.

The same rules, day, answers and language always give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rules.norms.catalog import Catalogue
from rules.norms.superseded_rules import superseded
from rules.profile import parse_profile
from rules.verdict.check import Report, check
from rules.vocabulary import Json


class OtherRules(ValueError):
    """The record was made with rules for that position and day that are not the ones at hand."""


def rules_of(catalogue: Catalogue, position: str, on: date) -> str:
    """What identifies the rules that decide about a position on a day: the digest of its edition.

    A newer edition leaves the days before it as they were. Raises OtherRules for a position that
    the catalogue lacks.
    """
    known = catalogue.on(on).positions.get(position)
    if known is None:
        raise OtherRules(f"the rules here know no position {position}")
    return known.digest


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rules that a record was made with, and the day on which they were corrected; None where
    they still hold."""

    rules: Catalogue
    corrected_on: date | None


def ruling_of(catalogue: Catalogue, given: Json) -> Ruling:
    """By which rules the decision of a record was made: those at hand, or a set that they have
    superseded. Raises OtherRules where it was neither."""
    position, on = given["position"], date.fromisoformat(given["on"])
    if is_by(catalogue, given):
        return Ruling(catalogue, None)
    for before in superseded():
        known = before.rules.on(on).positions.get(position)
        if known is not None and known.digest == given["rules"]:
            # What is known of the documents is no rule: a later edition is reported to all alike.
            rules = replace(before.rules, documents=catalogue.documents)
            return Ruling(rules, before.corrected_on)
    here = rules_of(catalogue, position, on)
    raise OtherRules(f"made with rules {given['rules'][:12]}, here {here[:12]}")


def is_by(catalogue: Catalogue, given: Json) -> bool:
    """Whether the decision of a record was made by these very rules."""
    known = catalogue.on(date.fromisoformat(given["on"])).positions.get(given["position"])
    return known is not None and known.digest == given["rules"]


def decision_record(
    catalogue: Catalogue, report: Report, profile: Json, states: Mapping[str, str], lang: str
) -> bytes:
    """The record of `report`, made from `profile` (a JSON object of the contract).

    `states`: how each fact was answered: `value`, `unknown` (don't know) or `skipped: <why>`.
    """
    return _canonical(
        {
            "rules": rules_of(catalogue, report.position, report.on),
            "position": report.position,
            "category": report.category,
            "on": report.on.isoformat(),
            "lang": lang,
            "profile": profile,
            "states": dict(states),
            "report": report.to_json(lang),
        }
    )


def replay(catalogue: Catalogue, record: bytes) -> bytes:
    """The record made again from its own inputs, by the edition of its day; equal bytes mean the
    same decision. Of rules that were corrected since, by those it was made with.

    Raises OtherRules when the rules of that position and day are no longer known.
    """
    given = json.loads(record)
    rules = ruling_of(catalogue, given).rules
    report = judged_by(rules, given)
    return decision_record(rules, report, given["profile"], given["states"], given["lang"])


def judged_by(rules: Catalogue, given: Json) -> Report:
    """What these rules say to the answers of a record, on its day. Raises BadInput where they lack
    the position, the category or a competence."""
    on = date.fromisoformat(given["on"])
    profile = parse_profile(given["profile"], on, rules.competences)
    return check(rules, given["position"], given["category"], profile, on)


def _canonical(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
