"""Steps that the tests of certificates, days and memberships share."""

from datetime import date

from cases import certificates, invitations, organisations
from cases.certificates import CertificateView
from storage.tables.deadlines import PersonalDate, Reminder
from storage.tables.organisations import Membership
from tests.handlers.house import House, Somebody

OPERATOR, HR = 8_000_000_001, 8_000_000_002
OPERATORS = frozenset({OPERATOR})


async def with_consent(house: House, language: str = "en", person_id: int = 1) -> Somebody:
    """Somebody who has agreed, in front of the choice of a position."""
    person = house.person(person_id, language)
    await person.say("/start")
    await person.press("c:yes:2")
    return person


async def kept(house: House, person: Somebody) -> list[CertificateView]:
    async with house.database.work(writing=False) as work:
        return await certificates.certificates_of(work, person.id, house.now)


async def courses(house: House, person: Somebody) -> list[tuple[str, int, date]]:
    held = [view.certificate for view in await kept(house, person)]
    return [(each.topic, each.hours, each.issued) for each in held]


async def dates(house: House, person: Somebody) -> list[PersonalDate]:
    async with house.database.work(writing=False) as work:
        return await work.dates.of(person.id)


async def reminders(house: House, person: Somebody) -> list[Reminder]:
    async with house.database.work(writing=False) as work:
        return await work.reminders.of(person.id)


async def memberships(house: House, person: Somebody) -> list[Membership]:
    async with house.database.work(writing=False) as work:
        return await work.memberships.of_person(person.id)


async def add_course(house: House, person: Somebody, hours: int, issued: date) -> int:
    async with house.database.work() as work:
        made = await certificates.add_certificate(
            work, person.id, "profile", hours, issued, None, house.now
        )
    return made.id


async def college(house: House) -> int:
    """An organisation with one HR; its number."""
    async with house.database.work() as work:
        for person_id in (OPERATOR, HR):
            await work.people.ensure(person_id, "ru", house.now)
        made = await organisations.create_organisation(
            work, OPERATOR, OPERATORS, "Колледж <связи>", house.now
        )
        link = await invitations.invite_hr(work, OPERATOR, OPERATORS, made.id, house.now)
        await invitations.accept_hr(work, HR, OPERATORS, link.token, house.now)
    return made.id


async def member_link(house: House, organisation: int, department: str | None = None) -> str:
    """The token of a link for members, into a new department if one is named."""
    async with house.database.work() as work:
        number = None
        if department is not None:
            made = await organisations.add_department(work, HR, organisation, department, house.now)
            number = made.id
        link = await invitations.invite_members(work, HR, organisation, number, house.now)
    return link.token
