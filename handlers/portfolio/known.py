"""What kept answers say of a row already: hours of courses, and a publication that is listed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Final

from cases.editions import editions_of_person
from handlers.attestation.attested_profile import with_kept
from handlers.chat.visit import Visit
from rules.attestation import attestation, is_managerial
from rules.attestation.portfolio import ScoringSheet
from rules.attestation.portfolio.rows import HoursRow, PublicationRow
from rules.errors import BadInput
from rules.profile import Profile, parse_profile
from rules.vocabulary import Json
from storage.tables.checks import Decision

# The attestation's own names of a manager's categories.
_MANAGERS: Final = {"third": "deputy_3", "second": "deputy_2", "first": "deputy_1"}
_LISTED: Final = frozenset({"wos", "scopus", "national"})
_NEWEST: Final = 5
"""So many checks are looked through, the newest first."""


async def known_of(
    visit: Visit, sheet: ScoringSheet, position: str, category: str, decisions: list[Decision]
) -> dict[str, Json]:
    """Entries by row, as far as they are known for sure."""
    looked = [(one.position, _profile(visit, one)) for one in decisions[:_NEWEST]]
    profiles = [(of, profile) for of, profile in looked if profile is not None]
    hours = await _hours(visit, profiles, position, category)
    published = any(
        work.index in _LISTED for _, profile in profiles for work in profile.publications or ()
    )
    found: dict[str, Json] = {}
    for row in sheet.rows:
        if isinstance(row, HoursRow) and hours is not None:
            found[row.id] = {"hours": hours}
        if isinstance(row, PublicationRow) and published:
            found[row.id] = {"publication": "indexed"}
    return found


def _profile(visit: Visit, decision: Decision) -> Profile | None:
    """The answers of a kept check; None where these rules know one of them no more."""
    given: Json = json.loads(decision.record)
    try:
        on = date.fromisoformat(given["on"])
        return parse_profile(given["profile"], on, visit.desk.catalogue.competences)
    except BadInput:
        return None


async def _hours(
    visit: Visit, profiles: list[tuple[str, Profile]], position: str, category: str
) -> int | None:
    """Hours since the last attestation: only courses of the profile (of management) are counted,
    for whether others do is for the commission to say."""
    nothing = parse_profile({}, visit.on, visit.desk.catalogue.competences)
    checked = next((profile for of, profile in profiles if of == position), nothing)
    known = await editions_of_person(visit.work, visit.person.id)
    named = _MANAGERS.get(category, category)
    person = await with_kept(visit, checked, position, named, known)
    topic = "education_management" if is_managerial(position) else "profile"
    held = person.profile.certificates
    if held is None:
        return None
    mine = replace(person.profile, certificates=tuple(c for c in held if c.topic == topic))
    block = attestation(position, named, mine, visit.on, known, person.told)
    asked = () if block is None else block.requirements
    have = next((item.have for item in asked if item.id == "course-hours"), {})
    hours: int | None = have.get("hours")
    return hours
