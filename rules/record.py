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
    """The record was made with rule files that are not the ones at hand."""


def decision_record(
    catalogue: Catalogue, report: Report, profile: Json, states: Mapping[str, str], lang: str
) -> bytes:
    """The record of `report`, made from `profile` (a JSON object of the contract).

    `states`: how each fact was answered: `value`, `unknown` (don't know) or `skipped: <why>`.
    """
    return _canonical(
        {
            "rules": catalogue.digest,
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
    """The record made again from its own inputs; equal bytes mean the same decision.

    Raises OtherRules when the record's digest is not the catalogue's.
    """
    given = json.loads(record)
    if given["rules"] != catalogue.digest:
        raise OtherRules(f"made with rules {given['rules'][:12]}, here {catalogue.digest[:12]}")
    on = date.fromisoformat(given["on"])
    profile = parse_profile(given["profile"], on, catalogue.competences)
    report = check(catalogue, given["position"], given["category"], profile, on)
    return decision_record(catalogue, report, given["profile"], given["states"], given["lang"])


def _canonical(content: Json) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
