"""A decision record: all that is needed to repeat an answer, as canonical JSON bytes.

The same rules, day, answers and language always give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from rules.catalog import Catalogue
from rules.check import Report, check
from rules.model import Json
from rules.profile import parse_profile


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


def require_same_rules(catalogue: Catalogue, given: Json) -> None:
    """Raises OtherRules where a record was made with other rules than those of its day here."""
    here = rules_of(catalogue, given["position"], date.fromisoformat(given["on"]))
    if given["rules"] != here:
        raise OtherRules(f"made with rules {given['rules'][:12]}, here {here[:12]}")


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
    same decision.

    Raises OtherRules when the rules of that position and day are not those of the record.
    """
    given = json.loads(record)
    require_same_rules(catalogue, given)
    on = date.fromisoformat(given["on"])
    profile = parse_profile(given["profile"], on, catalogue.competences)
    report = check(catalogue, given["position"], given["category"], profile, on)
    return decision_record(catalogue, report, given["profile"], given["states"], given["lang"])


def _canonical(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
