"""A person's certificates, knowledge tests, and the days on which a category or language ends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from cases.consent import require_consent
from cases.editions import editions_of_person
from cases.errors import BadValue, NotThere
from rules.attestation import term_of_category
from rules.dates import add_months, today
from rules.norms.catalog import Catalogue
from rules.profile import Profile
from rules.typed.hours import LONGEST, SHORTEST
from rules.typed.points import EARLIEST
from rules.verdict.check import Item
from rules.verdict.deadlines import leaves_window, lost_on, reminders
from rules.vocabulary import CATEGORIES, LANGUAGE_LEVELS, MANAGEMENT_CATEGORIES, TOPICS
from storage.database import Work
from storage.repositories.certificates import File
from storage.tables.deadlines import Certificate, DateKind, PersonalDate

DATE_VALUES: Final[dict[DateKind, tuple[str, ...]]] = {
    "category": CATEGORIES[1:],
    "management_category": MANAGEMENT_CATEGORIES[1:],
    "language": LANGUAGE_LEVELS[1:],
    "portfolio": ("college",),
}
LATEST_END_MONTHS: Final = 240


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate with the first day on which it no longer counts."""

    certificate: Certificate
    leaves: date
    counts: bool


@dataclass(frozen=True, slots=True)
class Loss:
    """What stops being met on a day, because courses leave their window."""

    day: date
    requirements: tuple[Item, ...]


async def add_certificate(
    work: Work,
    person_id: int,
    topic: str,
    hours: int,
    issued: date,
    file: File | None,
    now: datetime,
) -> Certificate:
    """Keeps a course and plans its reminders.

    Raises `ConsentNeeded`, `BadValue` ("topic", "hours", "issued").
    """
    await require_consent(work, person_id)
    _require_course(topic, hours, issued, now)
    added = await work.certificates.add(person_id, topic, hours, issued, file, now)
    await _plan(work, added, now)
    return added


async def change_certificate(
    work: Work,
    person_id: int,
    certificate_id: int,
    topic: str,
    hours: int,
    issued: date,
    now: datetime,
) -> Certificate:
    """Raises `NotThere`, `BadValue` ("topic", "hours", "issued")."""
    _require_course(topic, hours, issued, now)
    await work.certificates.change(person_id, certificate_id, topic, hours, issued)
    changed = await _own(work, person_id, certificate_id)
    await _plan(work, changed, now)
    return changed


async def set_file(work: Work, person_id: int, certificate_id: int, file: File | None) -> None:
    """The document or photo of a certificate, or (None) none. Raises `NotThere`."""
    await _own(work, person_id, certificate_id)
    await work.certificates.set_file(person_id, certificate_id, file)


async def add_page(work: Work, person_id: int, certificate_id: int, page: File) -> None:
    """One more page of the album that the certificate's file came with. Raises `NotThere`."""
    held = await _own(work, person_id, certificate_id)
    if held.file_id is None or held.file_kind is None:
        raise NotThere
    pages = (*(held.more_pages or ()), page.id)
    await work.certificates.set_file(
        person_id, certificate_id, File(held.file_id, held.file_kind, pages)
    )


async def remove_certificate(work: Work, person_id: int, certificate_id: int) -> None:
    """Raises `NotThere`."""
    if not await work.certificates.remove(person_id, certificate_id):
        raise NotThere
    await work.reminders.cancel("certificate", certificate_id)


async def certificates_of(work: Work, person_id: int, now: datetime) -> list[CertificateView]:
    """The person's own, the latest issued first."""
    on = today(now)
    views = []
    for certificate in await work.certificates.of(person_id):
        leaves = leaves_window(certificate.issued)
        views.append(CertificateView(certificate, leaves, on < leaves))
    return views


def as_profile(certificates: Iterable[Certificate]) -> list[dict[str, Any]]:
    """The certificates as the contract's profile has them (section 3)."""
    return [
        {"topic": each.topic, "hours": each.hours, "issued": each.issued.isoformat()}
        for each in certificates
    ]


def losses(
    catalogue: Catalogue,
    position: str,
    category: str | None,
    profile: Profile,
    certificates: Iterable[Certificate],
    on: date,
) -> list[Loss]:
    """What leaving certificates take from a check of this profile, by day, the nearest first.

    Days on which nothing is lost are left out. `profile` has to hold these certificates.
    """
    days = sorted({leaves_window(each.issued) for each in certificates})
    found = (
        Loss(day, lost_on(catalogue, position, category, profile, day)) for day in days if day > on
    )
    return [loss for loss in found if loss.requirements]


async def set_date(
    work: Work, person_id: int, kind: DateKind, value: str, ends: date, now: datetime
) -> PersonalDate:
    """Keeps the last day of a category or language certificate, or the one until which the college
    takes portfolios, and plans its reminders.

    `value`: the category or level, as in the contract; of a portfolio "college".
    Raises `ConsentNeeded`, `BadValue` ("value", "ends").
    """
    await require_consent(work, person_id)
    if value not in DATE_VALUES[kind]:
        raise BadValue("value")
    latest = add_months(today(now), LATEST_END_MONTHS)
    if not EARLIEST <= ends <= latest:
        raise BadValue("ends", EARLIEST, latest)
    kept = await work.dates.put(person_id, kind, value, ends, now)
    moments = reminders(ends, now)
    await work.reminders.plan(person_id, "personal_date", kept.id, ends, moments)
    return kept


async def set_category_granted(
    work: Work,
    person_id: int,
    kind: DateKind,
    value: str,
    granted: date,
    now: datetime,
    *,
    first_head: bool,
) -> PersonalDate:
    """The same from the day of the order that granted it, by the edition of the attestation rules
    in force then for the person: five years, three for first heads, unless a newer one says other.

    Raises `ConsentNeeded`, `BadValue` ("value", "granted").
    """
    if not EARLIEST <= granted <= today(now):
        raise BadValue("granted", EARLIEST, today(now))
    known = await editions_of_person(work, person_id)
    term = term_of_category(kind, granted, known, first_head=first_head)
    ends = add_months(granted, term.months)
    return await set_date(work, person_id, kind, value, ends, now)


async def remove_date(work: Work, person_id: int, kind: DateKind) -> None:
    """Raises `NotThere`."""
    removed = await work.dates.remove(person_id, kind)
    if removed is None:
        raise NotThere
    await work.reminders.cancel("personal_date", removed.id)


async def _own(work: Work, person_id: int, certificate_id: int) -> Certificate:
    found = await work.certificates.get(person_id, certificate_id)
    if found is None:
        raise NotThere
    return found


async def _plan(work: Work, certificate: Certificate, now: datetime) -> None:
    leaves = leaves_window(certificate.issued)
    await work.reminders.plan(
        certificate.person_id, "certificate", certificate.id, leaves, reminders(leaves, now)
    )


def _require_course(topic: str, hours: int, issued: date, now: datetime) -> None:
    if topic not in TOPICS:
        raise BadValue("topic")
    if not SHORTEST <= hours <= LONGEST:
        raise BadValue("hours", SHORTEST, LONGEST)
    if not EARLIEST <= issued <= today(now):
        raise BadValue("issued", EARLIEST, today(now))


async def keep_test(
    work: Work, person_id: int, percent: int, taken: date | None, now: datetime
) -> None:
    """Keeps the last result; `taken` None: the day is not known.

    Raises `ConsentNeeded`, `BadValue` ("percent", "taken").
    """
    await require_consent(work, person_id)
    if not 0 <= percent <= 100:
        raise BadValue("percent", 0, 100)
    if taken is not None and not EARLIEST <= taken <= today(now):
        raise BadValue("taken", EARLIEST, today(now))
    await work.knowledge_tests.put(person_id, percent, taken, now)
