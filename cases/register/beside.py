"""What the employer holds beside what the person entered: where they differ, nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, get_args

from cases.editions import editions_of_person
from cases.members import MemberView, views_of
from cases.purposes import HEADS, agreed_among
from cases.register.people import RecordView
from cases.rights import note, reach
from rules.attestation import AttestationEdition, term_of_category
from rules.dates import add_months
from rules.questionnaire.question import StoredAnswer
from rules.questionnaire.scope import GENERAL, seen_from
from rules.vocabulary import LEVELS, Json
from storage.database import Work
from storage.tables.checks import Answer

Subject = Literal["category", "category_until", "education", "degrees", "hours"]
SUBJECTS: Final[tuple[Subject, ...]] = get_args(Subject)
Said = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that both know and say otherwise: a category, until when it is valid as far as
    the day is known, the highest level of education, degrees, hours of all courses."""

    subject: Subject
    employers: Said
    own: Said


async def own_differences(work: Work, person_id: int, view: RecordView) -> list[Difference]:
    """For the person alone: the record beside their own answers and courses."""
    own = entered(await work.answers.all(person_id))
    for day in await work.dates.of(person_id):
        if day.kind == "category":
            own = {"category": day.value, **own, "category_until": day.ends.isoformat()}
    courses = await work.certificates.of(person_id)
    if courses:
        own["hours"] = sum(each.hours for each in courses)
    record = held(view.employee.known)
    granted = view.employee.known.get("category_date")
    if granted and "category_until" not in record:
        editions = await editions_of_person(work, person_id)
        record["category_until"] = _until(granted, editions)
    return differences(record, own)


async def shared_beside(
    work: Work, hr_id: int, organisation_id: int, view: RecordView, now: datetime
) -> tuple[MemberView, list[Difference]] | None:
    """What a tied member shares, and where it differs from the record; None for whoever is not tied
    or no member, and for heads where the member has not agreed to that."""
    tie = view.tie
    may = await reach(work, hr_id, "see_shared", organisation_id, now)
    if tie is None or tie.state != "confirmed" or not may:
        return None
    if not may.everywhere:
        here = any(may.covers(each.department_id) for each in view.appointments)
        if not here or not await agreed_among(work, [tie.person_id], HEADS):
            return None
    member = await work.memberships.present(tie.person_id, organisation_id)
    if member is None:
        return None
    thing = ("membership", member.id)
    await note(work, hr_id, organisation_id, "member.read", thing, now)
    [shared] = await views_of(work, organisation_id, [member])
    own: dict[Subject, Said] = {}
    if shared.certificates:
        own["hours"] = sum(each.hours for each in shared.certificates)
    return shared, differences(held(view.employee.known), own)


def differences(employers: Mapping[Subject, Said], own: Mapping[Subject, Said]) -> list[Difference]:
    """Where both say something and not the same; what one of them leaves open is no difference."""
    return [
        Difference(subject, employers[subject], own[subject])
        for subject in SUBJECTS
        if subject in own
        and subject in employers
        and not _same(subject, employers[subject], own[subject])
    ]


def held(known: Json) -> dict[Subject, Said]:
    """What of a record (`Employee.known`) can be compared."""
    found: dict[Subject, Said | None] = {
        "category": known.get("category"),
        "category_until": known.get("category_until"),
        "education": _highest([each.get("level") for each in known.get("education") or ()]),
        "degrees": tuple(sorted(known["degrees"])) if "degrees" in known else None,
    }
    courses = known.get("certificates")
    if courses and known.get("certificates_complete", True):
        hours = [each.get("hours") for each in courses]
        found["hours"] = sum(hours) if all(hours) else None
    return {subject: said for subject, said in found.items() if said is not None}


def _until(granted: str, editions: tuple[AttestationEdition, ...]) -> str:
    """Until when a category is valid, as far as the day is known on which it was granted."""
    first = date.fromisoformat((granted + "-01-01")[: len("2026-01-01")])
    term = term_of_category("category", first, editions, first_head=False)
    return add_months(first, term.months).isoformat()[: len(granted)]


def entered(rows: Sequence[Answer]) -> dict[Subject, Said]:
    """What of a person's answers can be compared, as the position sees it that was asked of last;
    drafts and "don't know" say nothing."""
    placed = [row.position for row in rows if row.position != GENERAL]
    answers = seen_from(placed[-1] if placed else GENERAL, rows)[0]
    found = {subject: _said(answers, fact, read) for subject, (fact, read) in _READ.items()}
    return {subject: said for subject, said in found.items() if said is not None}


def _said(
    answers: Mapping[str, StoredAnswer], fact: str, read: Callable[[Any], Said | None]
) -> Said | None:
    answer = answers.get(fact)
    return None if answer is None or answer.state != "value" else read(answer.value)


def _highest(levels: Sequence[object]) -> str | None:
    known = [each for each in LEVELS if each in levels]
    return known[-1] if known else None


def _level(value: Json) -> str | None:
    return _highest([item.get("level") for item in value["items"]])


def _degrees(value: Json) -> Said | None:
    """A list that is still being asked may lack some."""
    if not value.get("complete"):
        return None
    return tuple(sorted(item["degree"] for item in value["items"]))


def _hours(value: Json) -> int | None:
    hours = [item.get("hours") for item in value["items"]]
    whole = value.get("complete") and hours and all(isinstance(each, int) for each in hours)
    return sum(hours) if whole else None


def _plain(value: Any) -> str | None:
    return value if isinstance(value, str) else None


_READ: Final[dict[Subject, tuple[str, Callable[[Any], Said | None]]]] = {
    "category": ("category", _plain),
    "education": ("education", _level),
    "degrees": ("degrees", _degrees),
    "hours": ("certificates", _hours),
}


def _same(subject: Subject, employers: Said, own: Said) -> bool:
    """A day that one of them knows only in part is the same where that part is."""
    if subject == "category_until":
        return str(own).startswith(str(employers)) or str(employers).startswith(str(own))
    return employers == own
