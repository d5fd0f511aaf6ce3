"""Two colleges with their HR and a teacher, and the steps that tests take again and again."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cases import invitations, organisations
from rules.vocabulary import Language
from storage.database import Database, Work
from storage.tables.organisations import Membership, Shares

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)

OPERATOR, HR, OTHER_HR, TEACHER, STRANGER = range(7_000_000_001, 7_000_000_006)
PEOPLE = (OPERATOR, HR, OTHER_HR, TEACHER, STRANGER)
OPERATORS = frozenset({OPERATOR})
COLLEAGUE = 7_000_000_010
NOTHING = Shares()
ALL = Shares(verdicts=True, certificates=True)


@dataclass(frozen=True, slots=True)
class Colleges:
    """Numbers of what there is: TEACHER is a member of the first, in its department."""

    organisation: int
    other: int
    department: int
    other_department: int
    right: int
    other_right: int
    membership: int
    link: int
    """A member's link into the first."""


async def greet(work: Work, person_id: int, language: Language = "kk") -> None:
    """Somebody who has agreed to the keeping of their data."""
    await work.people.ensure(person_id, language, NOW)
    await work.people.give_consent(person_id, "2026-01", NOW)


async def appoint(work: Work, person_id: int, organisation_id: int) -> int:
    """The number of the right that the operator's link has given, which is that of no director."""
    link = await invitations.invite_hr(work, OPERATOR, OPERATORS, organisation_id, NOW)
    right = await invitations.accept_hr(work, person_id, OPERATORS, link.token, NOW)
    if right.kind == "hr_director":
        await work.roles.change(right.id, "hr", None)
    return right.id


async def add_colleague(work: Work, organisation_id: int) -> None:
    """A second HR, where there is none yet: the last one cannot go."""
    await greet(work, COLLEAGUE)
    if await work.hr.in_force(organisation_id, COLLEAGUE) is None:
        await work.hr.grant(organisation_id, COLLEAGUE, None, NOW, "Коллега Мысалов")


async def dismiss(work: Work, colleges: Colleges) -> None:
    """The right of HR is withdrawn by the operator; a colleague goes on."""
    await add_colleague(work, colleges.organisation)
    await organisations.withdraw_right(
        work, OPERATOR, OPERATORS, colleges.organisation, colleges.right, NOW
    )


async def join(
    work: Work,
    person_id: int,
    token: str,
    shares: Shares = NOTHING,
    now: datetime = NOW,
    name: str | None = "Айгерім",
) -> Membership:
    return await invitations.join(
        work, person_id, OPERATORS, token, now, name=name, position="tvet-teacher", shares=shares
    )


async def member_link(
    work: Work, hr_id: int, organisation_id: int, department_id: int | None = None
) -> invitations.Link:
    return await invitations.invite_members(work, hr_id, organisation_id, department_id, NOW)


async def found(database: Database, shares: Shares = NOTHING) -> Colleges:
    async with database.work() as work:
        for person_id in PEOPLE:
            await greet(work, person_id)
        first, other = [
            await organisations.create_organisation(work, OPERATOR, OPERATORS, name, NOW)
            for name in ("Политехникалық колледж", "Медицинский колледж")
        ]
        right = await appoint(work, HR, first.id)
        other_right = await appoint(work, OTHER_HR, other.id)
        department = await organisations.add_department(work, HR, first.id, "IT", NOW)
        of_other = await organisations.add_department(work, OTHER_HR, other.id, "IT", NOW)
        link = await member_link(work, HR, first.id, department.id)
        membership = await join(work, TEACHER, link.token, shares)
    return Colleges(
        organisation=first.id,
        other=other.id,
        department=department.id,
        other_department=of_other.id,
        right=right,
        other_right=other_right,
        membership=membership.id,
        link=link.invitation.id,
    )
