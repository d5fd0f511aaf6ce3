"""Schedules on their way: a unit's (602-01), and the consolidated one (602-05) made of them."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from cases.errors import BadValue, CaseError, NotThere
from cases.rights import cleaned, note, require, require_some
from cases.training.holders import chain, heads_of, holds, require_holder
from cases.training.messages import ask_now
from cases.training.passing import Paper, go_on, pass_step, place_of, unlock
from cases.training.signers import name_of
from cases.training.units import (
    UnitView,
    WholeView,
    document_of,
    standing_of,
    unit_seen,
    units_seen,
    whole_seen,
)
from cases.wholly import whole
from rules.dates import today
from rules.training.chain import Standing, way_of
from rules.training.vocabulary import ChainStep, Step
from storage.database import Work
from storage.tables.training import PAPER_LENGTH, Passage, TrainingDocument, TrainingYear
from storage.tables.training_plans import LONGEST_WORDS

Refused = Literal["turn", "nothing", "open", "reason"]
"""Why a step was not done: not its turn; nothing to consolidate; a revision of what is still on its
way; no reason."""
EARLIEST_DAYS: Final = 400
"""How long before its entering a paper may be dated."""


class NotNow(CaseError):
    """The step cannot be done. `reason`: why."""

    def __init__(self, reason: Refused) -> None:
        super().__init__(reason)
        self.reason: Refused = reason


@whole
async def approve_unit(
    work: Work,
    actor_id: int,
    organisation_id: int,
    year_id: int,
    department_id: int,
    paper: Paper,
    now: datetime,
    *,
    step: ChainStep | None = None,
) -> UnitView:
    """The next act of a unit's schedule; the first one opens it. `step`: as in `do_step`.

    Raises `NotAllowed`, `NotThere`, `NotNow`, `BadValue`.
    """
    unit = await unit_seen(work, actor_id, organisation_id, year_id, department_id, now)
    document = unit.document
    if document is None:
        document = await work.training_documents.open(year_id, "602-01", department_id, 1, "", now)
    await do_step(work, actor_id, organisation_id, document.id, paper, now, step=step)
    return await unit_seen(work, actor_id, organisation_id, year_id, department_id, now)


@whole
async def consolidate(
    work: Work, actor_id: int, organisation_id: int, year_id: int, paper: Paper, now: datetime
) -> WholeView:
    """Makes the consolidated schedule of the units that are ready, late ones left out; after an
    approved one its next revision. Raises `NotAllowed`, `NotThere`, `NotNow`, `BadValue`."""
    whole = await whole_seen(work, actor_id, organisation_id, year_id, now)
    if not any(each.ready for each in whole.units):
        raise NotNow("nothing")
    document = whole.document
    if document is None or document.state != "open":
        root = await work.organisations.root(organisation_id)
        revision = 1 if document is None else document.revision + 1
        document = await work.training_documents.open(year_id, "602-05", root, revision, "", now)
    # Pressed twice it is consolidated once: the next step has a paper of its own.
    await do_step(work, actor_id, organisation_id, document.id, paper, now, step="consolidate")
    return await whole_seen(work, actor_id, organisation_id, year_id, now)


async def do_step(
    work: Work,
    actor_id: int,
    organisation_id: int,
    document_id: int,
    paper: Paper,
    now: datetime,
    *,
    step: ChainStep | None = None,
) -> TrainingDocument:
    """Does the next act of a document: all steps in a row of one holder. `step`: the one that was
    seen; another one that is next by now is refused.

    Raises `NotAllowed`, `NotThere`, `NotNow`, `BadValue` ("number", "day").
    """
    # Before anything is read: whoever presses at the same moment waits, and sees what was done.
    await work.organisations.hold(organisation_id)
    document, year = await document_of(work, organisation_id, document_id)
    number = number_of(paper, now)
    where = await standing_of(work, year, document, now)
    first = await _require_next(work, actor_id, organisation_id, where, place_of(document), now)
    if document.state != "open" or (step is not None and first.name != step):
        raise NotNow("turn")
    for each in where.at_once:
        signed = Paper(number, paper.day, paper.file)
        await pass_step(work, actor_id, year, document, each, signed, now)
    await work.reminders.cancel("training_step", document_id)
    await go_on(work, actor_id, year, document, now)
    found = await work.training_documents.get(document_id)
    assert found is not None, "it was changed a moment ago"
    return found


@whole
async def sign_all(
    work: Work, actor_id: int, organisation_id: int, year_id: int, paper: Paper, now: datetime
) -> int:
    """Signs every schedule that waits for the signature and that the actor may sign; how many.

    Raises `NotAllowed`, `NotNow`, `BadValue`.
    """
    waiting = await to_sign(work, actor_id, organisation_id, year_id, now)
    if not waiting:
        raise NotNow("turn")
    for each in waiting:
        assert each.document is not None
        await do_step(work, actor_id, organisation_id, each.document.id, paper, now, step="sign")
    return len(waiting)


async def to_sign(
    work: Work, actor_id: int, organisation_id: int, year_id: int, now: datetime
) -> list[UnitView]:
    """The schedules that wait for a signature that the actor may give. Raises `NotAllowed`."""
    found = []
    for each in await units_seen(work, actor_id, organisation_id, year_id, now):
        step = each.standing.next
        if each.document is None or step is None or step.name != "sign":
            continue
        if not await holds(work, actor_id, organisation_id, step, each.department_id, now):
            continue
        found.append(each)
    return found


async def send_back(
    work: Work, actor_id: int, organisation_id: int, document_id: int, reason: str, now: datetime
) -> TrainingDocument:
    """Sends a document on its way back to its beginning: whose step it is, or HR.

    Raises `NotAllowed`, `NotThere`, `NotNow`.
    """
    await work.organisations.hold(organisation_id)
    document, year = await document_of(work, organisation_id, document_id)
    words = reason.strip()
    if not words or len(words) > LONGEST_WORDS:
        raise NotNow("reason")
    where = await standing_of(work, year, document, now)
    step = where.next
    place = place_of(document)
    if step is None:
        # Signed already: HR alone, until it is in an approved schedule.
        await require(work, actor_id, "organise", organisation_id, now)
        step = way_of(await chain(work, organisation_id), document.form)[-1]
    else:
        await require_holder(work, actor_id, organisation_id, step.holder, place, now)
    done = (await work.training_documents.passages([document.id]))[document.id]
    if document.state != "open" or not done or where.sent_back:
        raise NotNow("turn")
    name = await name_of(work, actor_id, organisation_id)
    await work.training_documents.add_passage(
        Passage(0, document.id, step.name, "back", actor_id, name, "", None, words, None, None, now)
    )
    await work.training_documents.thaw(document.id)
    await work.reminders.cancel("training_step", document.id)
    await unlock(work, document, now)
    await _take_out(work, actor_id, year, document, words, now)
    thing = ("training_document", document.id)
    await note(work, actor_id, organisation_id, "training.back", thing, now, step=step.name)
    if place is not None:
        heads = await heads_of(work, organisation_id, place, now)
        await ask_now(work, heads, "training_step", document.id, today(now), now)
    return document


async def _take_out(
    work: Work, actor_id: int, year: TrainingYear, unit: TrainingDocument, reason: str,
    now: datetime,
) -> None:  # fmt: skip
    """A consolidated schedule on its way that holds this edition goes back with it: it would bring
    into force what is open again."""
    for joint in await work.training_documents.of_year(year.id, "602-05"):
        held = [each["document"] for each in (joint.figures or {}).get("units", [])]
        if joint.state != "open" or unit.id not in held:
            continue
        where = await standing_of(work, year, joint, now)
        step = "approve" if where.next is None else where.next.name
        name = await name_of(work, actor_id, year.organisation_id)
        back = Passage(0, joint.id, step, "back", actor_id, name, "", None, reason, None, None, now)
        await work.training_documents.add_passage(back)
        await work.training_documents.thaw(joint.id)
        await work.reminders.cancel("training_step", joint.id)


async def revise(
    work: Work, actor_id: int, organisation_id: int, document_id: int, reason: str, now: datetime
) -> TrainingDocument:
    """Opens a revision of an approved schedule of a unit; the old one stays until the new one is
    approved, and after. Raises `NotAllowed`, `NotThere`, `NotNow`."""
    await work.organisations.hold(organisation_id)
    document, year = await document_of(work, organisation_id, document_id)
    if document.form != "602-01" or document.department_id is None:
        raise NotThere
    department_id = document.department_id
    await require(work, actor_id, "approve", organisation_id, now, department_id=department_id)
    words = reason.strip()
    if not words or len(words) > LONGEST_WORDS:
        raise NotNow("reason")
    if document.state != "approved":
        raise NotNow("open")
    opened = [
        each
        for each in await work.training_documents.of_year(year.id, "602-01")
        if each.department_id == department_id
    ]
    if any(each.state == "open" for each in opened):
        raise NotNow("open")
    revision = opened[-1].revision + 1
    new = await work.training_documents.open(year.id, "602-01", department_id, revision, words, now)
    await unlock(work, new, now)
    thing = ("training_document", new.id)
    await note(work, actor_id, organisation_id, "training.revise", thing, now, revision=revision)
    return new


async def document_seen(
    work: Work, actor_id: int, organisation_id: int, document_id: int, now: datetime
) -> tuple[TrainingDocument, TrainingYear]:
    """Raises `NotAllowed`, `NotThere`."""
    may = await require_some(work, actor_id, "see_register", organisation_id, now)
    document, year = await document_of(work, organisation_id, document_id)
    if document.form == "602-01" and not may.covers(document.department_id):
        raise NotThere
    return document, year


def number_of(paper: Paper, now: datetime) -> str:
    """Raises `BadValue` ("number", "day")."""
    number = cleaned(paper.number, "number")
    if len(number) > PAPER_LENGTH:
        raise BadValue("number", 1, PAPER_LENGTH)
    if not -EARLIEST_DAYS <= (paper.day - today(now)).days <= 0:
        raise BadValue("day", None, today(now))
    return number


async def _require_next(
    work: Work,
    actor_id: int,
    organisation_id: int,
    where: Standing,
    place: int | None,
    now: datetime,
) -> Step:
    if where.next is None:
        raise NotNow("turn")
    await require_holder(work, actor_id, organisation_id, where.next.holder, place, now)
    return where.next
