"""What a person says of the rows of their scoring sheet, the papers they have gathered, and the
wish to be reminded of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from cases.consent import require_consent
from cases.errors import BadValue
from rules.attestation.portfolio import entry_json, parse_entry, sheet_category
from rules.attestation.portfolio.rows import RowBase
from rules.errors import BadInput
from rules.vocabulary import Json
from storage.database import Work

APPLICATION: Final = "application"
"""Kept like a row of a sheet, which has other names: the papers of the application itself."""


async def keep_entry(work: Work, person_id: int, row: RowBase, entry: Json, now: datetime) -> None:
    """`entry` {}: nothing is said of the row any more.

    Raises `ConsentNeeded`, `BadValue` for an answer that the row cannot have.
    """
    await require_consent(work, person_id)
    try:
        entry = entry_json(parse_entry(entry, row))
    except BadInput as bad:
        raise BadValue(bad.field) from None
    kept = (await work.portfolio_answers.of(person_id)).get(row.id)
    papers = [] if kept is None else kept.papers
    await work.portfolio_answers.put(person_id, row.id, entry, papers, now)


async def keep_paper(
    work: Work, person_id: int, row: RowBase, paper: str, gathered: bool, now: datetime
) -> None:
    """Ticks a paper of a row off, or takes the tick away.

    Raises `ConsentNeeded`, `BadValue` for a paper that the row does not have.
    """
    await _tick(work, person_id, row.id, row.papers, paper, gathered, now)


async def keep_application_paper(
    work: Work, person_id: int, asked: Sequence[str], paper: str, gathered: bool, now: datetime
) -> None:
    """Ticks off one of the papers that are `asked` for when applying, or takes the tick away.

    Raises `ConsentNeeded`, `BadValue` for a paper that is not asked for.
    """
    await _tick(work, person_id, APPLICATION, asked, paper, gathered, now)


async def application_papers(work: Work, person_id: int) -> tuple[str, ...]:
    """The papers for the application that the person has ticked off, whatever the post."""
    kept = (await work.portfolio_answers.of(person_id)).get(APPLICATION)
    return () if kept is None else tuple(kept.papers)


async def wish_for_january(
    work: Work, person_id: int, position: str, category: str, now: datetime
) -> None:
    """Reminds of that sheet in every January to come.

    Raises `ConsentNeeded`, `BadValue` for a sheet that there is not.
    """
    await require_consent(work, person_id)
    named = sheet_category(position, category)
    if named is None:
        raise BadValue("category")
    await work.portfolio_wishes.add(person_id, position, named, now)


async def _tick(
    work: Work,
    person_id: int,
    row: str,
    asked: Sequence[str],
    paper: str,
    gathered: bool,
    now: datetime,
) -> None:
    await require_consent(work, person_id)
    if paper not in asked:
        raise BadValue("paper")
    kept = (await work.portfolio_answers.of(person_id)).get(row)
    entry: Json = {} if kept is None else kept.entry
    before: Sequence[str] = () if kept is None else kept.papers
    papers = [each for each in before if each != paper] + ([paper] if gathered else [])
    await work.portfolio_answers.put(person_id, row, entry, papers, now)
