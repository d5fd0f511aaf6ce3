"""Whom an organisation answers to: it decides which commission attests its people."""

from datetime import datetime
from typing import Literal

from cases.errors import ChangedMeanwhile
from cases.rights import note, require_hr
from rules.attestation import Superior
from storage.database import Work
from storage.tables.organisations import SUPERIORS
from storage.tables.organisations import Superior as AnswersTo

OWN_WORD = "answers_to"


async def superior_of(work: Work, hr_id: int, organisation_id: int) -> AnswersTo | None:
    """None: not said yet. Raises `NotAllowed`."""
    await require_hr(work, hr_id, organisation_id)
    found = await work.organisations.get(organisation_id)
    return None if found is None else found.answers_to


async def set_superior(
    work: Work,
    hr_id: int,
    organisation_id: int,
    answers_to: AnswersTo | None,
    now: datetime,
    *,
    seen: AnswersTo | Literal["any"] | None = "any",
) -> bool:
    """Whether that is new; what stands already is not noted again. `seen`: what whoever sets it had
    before them.

    Raises `NotAllowed`, `ChangedMeanwhile` (with what stands now).
    """
    held = await superior_of(work, hr_id, organisation_id)
    if held == answers_to:
        return False
    if seen not in ("any", held):
        raise ChangedMeanwhile(held)
    await work.organisations.set_superior(organisation_id, answers_to)
    thing = ("organisation", organisation_id)
    action = "organisation.superior"
    await note(work, hr_id, organisation_id, action, thing, now, answers_to=answers_to)
    return True


async def superiors_of_person(work: Work, person_id: int) -> tuple[Superior, ...]:
    """As the HR of the person's organisations say; where none does, as the person has said."""
    said_by_hr = tuple(
        Superior(each.answers_to, each.name)
        for each in await work.organisations.of_member(person_id)
        if each.answers_to is not None
    )
    if said_by_hr:
        return said_by_hr
    words = await work.attestation_words.of(person_id, "")
    return tuple(
        Superior(word.value) for word in words if word.fact == OWN_WORD and word.value in SUPERIORS
    )
