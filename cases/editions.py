"""Newer editions of the attestation rules: proposed by one HR, decided by another, used by members.

What this checkout cannot read of a kept edition (its base is gone, a number is no longer one) does
not count; the edition before it does.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Final

from cases.errors import BadValue, ChangedMeanwhile, NotThere
from cases.rights import cleaned, note, require_hr
from rules.attestation import (
    AttestationEdition,
    editions,
    entered_edition,
    first_day_after,
    numbers_of,
)
from rules.dates import add_months, today
from rules.errors import BadRules
from rules.norms.model import Text
from storage.database import Work
from storage.tables.attestation import EnteredEdition

LATEST_MONTHS: Final = 36
KIND: Final = "edition"


async def propose_edition(
    work: Work,
    hr_id: int,
    organisation_id: int,
    changes: Mapping[str, int],
    since: date,
    name: Text,
    now: datetime,
    *,
    seen: str | None = None,
) -> EnteredEdition:
    """Hands the newest edition with other numbers (by their keys) to a colleague to look through.

    Without an English name (empty) the Russian one stands for it. `seen`: the id of the edition
    that was the newest when the changes were looked at.

    Raises `NotAllowed`, `ChangedMeanwhile` (with the id of the newest one), `BadValue` ("waiting"
    where one waits already, "numbers", "day" after the first day of the newest edition and at most
    three years ahead, "title_kk", "title_ru", "title_en").
    """
    await require_hr(work, hr_id, organisation_id)
    if await work.attestation_editions.waiting(organisation_id) is not None:
        raise BadValue("waiting")
    known = await _known(work, organisation_id)
    if seen is not None and seen != newest(known).id:
        raise ChangedMeanwhile(newest(known).id)
    _require_day(since, known, now)
    named = Text(
        kk=cleaned(name.kk, "title_kk"),
        ru=cleaned(name.ru, "title_ru"),
        en=cleaned(name.en if name.en.strip() else name.ru, "title_en"),
    )
    numbers = {**_values(newest(known)), **changes}
    base = editions()[-1]
    try:
        entered_edition(base, numbers, "proposed", named, since, "-", today(now))
    except BadRules:
        raise BadValue("numbers") from None
    made = await work.attestation_editions.propose(
        organisation_id, base.id, numbers, since, named, hr_id, now
    )
    await _note(work, hr_id, "propose", made, now)
    return made


async def accept_edition(
    work: Work, hr_id: int, organisation_id: int, edition_id: int, now: datetime
) -> None:
    """From its day on the proposal counts for the members.

    Raises `NotAllowed`, `NotThere` (decided already), `BadValue` ("reviewer" for whoever proposed
    it, "proposer" when that person no longer acts for HR, "day" when it is not the newest any more,
    "numbers" when they can no longer be).
    """
    await require_hr(work, hr_id, organisation_id)
    found = await _waiting(work, organisation_id, edition_id)
    if found.proposed_by == hr_id:
        raise BadValue("reviewer")
    proposer = found.proposed_by
    if proposer is None or await work.hr.in_force(organisation_id, proposer) is None:
        raise BadValue("proposer")
    _require_day(found.since, await _known(work, organisation_id), now)
    if _edition(found, "-") is None:
        raise BadValue("numbers")
    await work.attestation_editions.decide(edition_id, "accepted", hr_id, now)
    await _note(work, hr_id, "accept", found, now)


async def reject_edition(
    work: Work, hr_id: int, organisation_id: int, edition_id: int, reason: str, now: datetime
) -> None:
    """Raises `NotAllowed`, `NotThere` (decided already), `BadValue` ("reviewer", "reason")."""
    await require_hr(work, hr_id, organisation_id)
    found = await _waiting(work, organisation_id, edition_id)
    if found.proposed_by == hr_id:
        raise BadValue("reviewer")
    why = cleaned(reason, "reason")
    await work.attestation_editions.decide(edition_id, "rejected", hr_id, now, why)
    await _note(work, hr_id, "reject", found, now)


async def withdraw_edition(
    work: Work, hr_id: int, organisation_id: int, edition_id: int, now: datetime
) -> None:
    """For whoever proposed it. Raises `NotAllowed`, `NotThere` (decided, or of somebody else)."""
    await require_hr(work, hr_id, organisation_id)
    found = await _waiting(work, organisation_id, edition_id)
    if found.proposed_by != hr_id:
        raise NotThere
    await work.attestation_editions.decide(edition_id, "withdrawn", hr_id, now)
    await _note(work, hr_id, "withdraw", found, now)


async def editions_of_organisation(
    work: Work, hr_id: int, organisation_id: int
) -> tuple[list[EnteredEdition], tuple[AttestationEdition, ...]]:
    """All that were proposed there, the newest first, and the editions that count there.

    Raises `NotAllowed`.
    """
    await require_hr(work, hr_id, organisation_id)
    proposed = await work.attestation_editions.of_organisation(organisation_id)
    return proposed, await _known(work, organisation_id)


async def editions_of_person(work: Work, person_id: int) -> tuple[AttestationEdition, ...]:
    """Those of the rule files, and what the organisations of the person have accepted.

    Of two that begin on the same day the one accepted later counts, and that of the rule files
    before both: it knows the order, not only its numbers.
    """
    accepted = await work.attestation_editions.accepted_of_person(person_id)
    return _with_files(_edition(entered, name) for entered, name in accepted)


def newest(known: tuple[AttestationEdition, ...]) -> AttestationEdition:
    """The edition that begins last; of two with the same day that of the rule files."""
    return sorted(known, key=lambda edition: edition.since)[-1]


def before(since: date, known: tuple[AttestationEdition, ...]) -> AttestationEdition:
    """The edition that one in force from `since` on follows."""
    return newest(tuple(each for each in known if each.since < since))


def days_possible(known: tuple[AttestationEdition, ...], now: datetime) -> tuple[date, date]:
    """The first and the last day on which a newer edition can come into force."""
    first = first_day_after(known)
    return first, max(first, add_months(today(now), LATEST_MONTHS))


def _require_day(since: date, known: tuple[AttestationEdition, ...], now: datetime) -> None:
    first, last = days_possible(known, now)
    if not first <= since <= last:
        raise BadValue("day", first, last)


async def _known(work: Work, organisation_id: int) -> tuple[AttestationEdition, ...]:
    proposed = await work.attestation_editions.of_organisation(organisation_id)
    accepted = [each for each in proposed if each.state == "accepted"]
    return _with_files(_edition(each, "-") for each in accepted)


def _with_files(entered: Iterable[AttestationEdition | None]) -> tuple[AttestationEdition, ...]:
    return (*(each for each in entered if each is not None), *editions())


def _edition(entered: EnteredEdition, organisation: str) -> AttestationEdition | None:
    base = next((each for each in editions() if each.id == entered.base), None)
    if base is None:
        return None
    looked_through = today(entered.decided_at or entered.proposed_at)
    with suppress(BadRules):
        return entered_edition(
            base,
            entered.numbers,
            f"entered-{entered.id}",
            entered.name,
            entered.since,
            organisation,
            looked_through,
        )
    return None


def _values(edition: AttestationEdition) -> dict[str, int]:
    return {number.key: number.value for number in numbers_of(edition)}


async def _waiting(work: Work, organisation_id: int, edition_id: int) -> EnteredEdition:
    found = await work.attestation_editions.waiting(organisation_id)
    if found is None or found.id != edition_id:
        raise NotThere
    return found


async def _note(work: Work, hr_id: int, done: str, entered: EnteredEdition, now: datetime) -> None:
    await note(
        work,
        hr_id,
        entered.organisation_id,
        f"edition.{done}",
        (KIND, entered.id),
        now,
        since=entered.since.isoformat(),
    )
