"""That approved schedules have reached the heads of units (clause 7.4)."""

from __future__ import annotations

from datetime import datetime

from cases.errors import NotThere
from cases.rights import note, reach, require_some
from cases.training.messages import ask_no_more
from cases.training.units import document_of, units_of
from cases.training.years import year_of
from storage.database import Work


async def receive(
    work: Work, actor_id: int, organisation_id: int, document_id: int, now: datetime
) -> None:
    """The head of a unit has received the approved schedule. Raises `NotAllowed`, `NotThere`."""
    document, year = await document_of(work, organisation_id, document_id)
    may = await require_some(work, actor_id, "approve", organisation_id, now)
    if document.state == "open" or document.form != "602-05":
        raise NotThere
    for each in await units_of(work, year, now):
        if not may.everywhere and may.covers(each.department_id):
            await work.training_documents.receive(document_id, each.department_id, actor_id, now)
    await ask_no_more(work, actor_id, "training_receipt", document_id)
    thing = ("training_document", document_id)
    await note(work, actor_id, organisation_id, "training.received", thing, now)


async def receive_by_number(work: Work, actor_id: int, document_id: int, now: datetime) -> None:
    """As `receive`, from a message that names the document alone. Raises `NotAllowed`,
    `NotThere`."""
    document = await work.training_documents.get(document_id)
    year = None if document is None else await work.training_years.get(document.year_id)
    if year is None:
        raise NotThere
    await receive(work, actor_id, year.organisation_id, document_id, now)


async def to_receive(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> int | None:
    """The approved schedule that a head has not received yet; None: none. Raises `NotAllowed`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    approve = await reach(work, actor_id, "approve", organisation_id, now)
    year = await year_of(work, organisation_id, year_id)
    documents = await work.training_documents.of_year(year_id, "602-05")
    approved = [each for each in documents if each.state == "approved"]
    if may.everywhere or not approve or not approved:
        return None
    receipts = await work.training_documents.receipts(approved[-1].id)
    there = {each.department_id for each in receipts}
    own = [each for each in await units_of(work, year, now) if may.covers(each.department_id)]
    return approved[-1].id if any(each.department_id not in there for each in own) else None
