""" "This is wrong": what somebody holds against a report, read and answered by an operator."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cases.errors import BadValue, ChangedMeanwhile, NotThere
from cases.purposes import OBJECTIONS, require_purpose
from cases.rights import Operators, require_operator
from cases.texts import shows
from rules.dates import today
from rules.verdict.deadlines import Moment, allowed
from rules.vocabulary import Language
from storage.database import Work
from storage.repositories.objections import About
from storage.tables.deadlines import ReminderState, Subject
from storage.tables.objections import Objection

LONGEST: Final = 1000
MOST_A_DAY: Final = 3
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was passed on. `again`: the same words about the same check were there already."""

    objection_id: int
    again: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """An objection as an operator sees it. `answer_state`: what became of the message with the
    answer, None where there is none."""

    objection: Objection
    answer_state: ReminderState | None


@dataclass(frozen=True, slots=True)
class ObjectionsSlice:
    """Objections, unanswered ones first, and how many there are in all."""

    objections: tuple[Objection, ...]
    total: int


async def object_to(
    work: Work,
    person_id: int,
    about: About,
    words: str,
    language: Language,
    operators: Operators,
    now: datetime,
) -> Heard:
    """Keeps the words for the operators, each of whom is written to as far as the bot knows them.

    Raises `ConsentNeeded`; `BadValue("text")` for none or too many letters, `BadValue("many")`
    where enough was said for a day.
    """
    await require_purpose(work, person_id, OBJECTIONS)
    text = written(words)
    lately = await work.objections.of_person(person_id, now - DAY)
    same = next((each for each in lately if (each.code, each.text) == (about.code, text)), None)
    if same is not None:
        return Heard(same.id, again=True)
    if len(lately) >= MOST_A_DAY:
        raise BadValue("many", high=MOST_A_DAY)
    number = await work.objections.add(person_id, about, text, language, now)
    for operator in sorted(operators):
        await _write_to(work, operator, "objected", number, now)
    return Heard(number, again=False)


async def objections(
    work: Work, actor_id: int, operators: Operators, first: int, limit: int
) -> ObjectionsSlice:
    """Raises `NotAllowed`."""
    require_operator(actor_id, operators)
    found = await work.objections.page(first, limit)
    return ObjectionsSlice(tuple(found), await work.objections.count())


async def count_unanswered(work: Work, actor_id: int, operators: Operators) -> int:
    """Raises `NotAllowed`."""
    require_operator(actor_id, operators)
    return await work.objections.count(unanswered=True)


async def look_at(work: Work, actor_id: int, operators: Operators, number: int) -> Looked:
    """Raises `NotAllowed`, `NotThere` (also once its time is over or its person has gone)."""
    require_operator(actor_id, operators)
    found = await work.objections.get(number)
    if found is None:
        raise NotThere
    told = [
        each.state
        for each in await work.reminders.of(found.person_id)
        if (each.subject, each.subject_id) == ("objection", number)
    ]
    return Looked(found, told[0] if told else None)


async def answer(
    work: Work, actor_id: int, operators: Operators, number: int, words: str, now: datetime
) -> None:
    """Keeps the answer and enters the message that brings it to the person.

    Raises `NotAllowed`, `NotThere`; `BadValue("text")`; `ChangedMeanwhile` with the objection where
    it was answered already: an answer that may have been read is not replaced.
    """
    text = written(words)
    found = (await look_at(work, actor_id, operators, number)).objection
    if not await work.objections.answer(number, text, now):
        raise ChangedMeanwhile(found)
    await _write_to(work, found.person_id, "objection", number, now)


async def _write_to(
    work: Work, person_id: int, subject: Subject, number: int, now: datetime
) -> None:
    due = allowed(now)
    await work.reminders.plan(person_id, subject, number, today(due), (Moment(0, due),))


def written(words: str) -> str:
    """The text without what a database cannot hold. Raises `BadValue`."""
    lines = (
        "".join(letter if letter.isprintable() else " " for letter in line).rstrip()
        for line in words.splitlines()
    )
    text = "\n".join(lines).strip()
    if not any(map(shows, text)) or len(text) > LONGEST:
        raise BadValue("text", 1, LONGEST)
    return text
