"""Short questions with buttons below a broadcast: asked, answered, counted, ended.

Whether names are shown is said before anybody answers, and stays. Of a question that is only
counted nothing is told of fewer than `FEWEST` people together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Final

from cases.broadcasts import find_broadcast
from cases.errors import BadValue, NotAllowed, NotThere
from cases.purposes import ANSWERS, require_purpose
from cases.rights import note, note_reading
from cases.texts import in_one_line
from i18n import Translator, translator
from rules.norms.model import Text
from rules.vocabulary import Language
from storage.database import Work
from storage.repositories.recipients import AnswerCount
from storage.tables.outbound import Campaign
from storage.tables.questions import MOST_ANSWERS, Question

FEWEST: Final = 5
"""Fewer people than this are never told of apart where only numbers are shown."""
FEWEST_ANSWERS: Final = 2
NO_DEPARTMENT: Final = 0
LONGEST_ANSWER: Final = 40
BETWEEN_LANGUAGES: Final = re.compile(r"\s+/\s+")
Counts = tuple[int, ...]
"""How many chose each answer."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of those who were asked. `department` None: several departments together, and those
    without one. The `counts` and `silent` add up to `people`."""

    department: str | None
    people: int
    counts: Counts

    @property
    def answered(self) -> int:
        return sum(self.counts)

    @property
    def silent(self) -> int:
        return self.people - self.answered


@dataclass(frozen=True, slots=True)
class Result:
    """`whole`: everybody whom it has reached, but for those who have left without an answer. Not
    `is_told`: too few have answered for its counts to be shown. `parts` add up to it; empty where
    nothing is told of departments."""

    campaign: Campaign
    question: Question
    whole: Part
    is_told: bool
    parts: tuple[Part, ...]

    @property
    def is_closed(self) -> bool:
        return self.campaign.question_closed_at is not None


def read_answers(typed: str) -> tuple[Text, ...]:
    """An answer a line, in one wording for all or in two or three languages with " / " between.

    Raises `BadValue`: "answers" (two to six different ones), "answer" (1 to 40 characters each).
    """
    rows = [each for each in map(str.strip, typed.splitlines()) if each]
    if not FEWEST_ANSWERS <= len(rows) <= MOST_ANSWERS:
        raise BadValue("answers", FEWEST_ANSWERS, MOST_ANSWERS)
    found = tuple(_answer(each) for each in rows)
    if any(len({each.of(language) for each in found}) < len(found) for language in ("kk", "ru")):
        raise BadValue("answers", FEWEST_ANSWERS, MOST_ANSWERS)
    return found


def _answer(row: str) -> Text:
    words = [in_one_line(each) for each in BETWEEN_LANGUAGES.split(row)]
    if len(words) > 3 or not all(1 <= len(each) <= LONGEST_ANSWER for each in words):
        raise BadValue("answer", 1, LONGEST_ANSWER)
    if len(words) == 1:
        return Text(kk=words[0], ru=words[0], en=words[0])
    return Text(kk=words[0], ru=words[1], en=words[2] if len(words) == 3 else "")


def who_sees(question: Question, tr: Translator) -> str:
    """What somebody must know before they answer, plain."""
    if not question.named:
        return tr.text(
            "🔢 Only numbers are shown, without names, and of departments only where five or more "
            "have answered."
        )
    if question.by_head:
        return tr.text("👁 Your head, who asks, and HR see your name with your answer.")
    return tr.text("👁 HR sees your name with your answer.")


def question_html(question: Question, language: Language) -> str:
    """What stands below the text of a message that asks."""
    tr = translator(language)
    how = tr.text("Press an answer; you can change it until the question ends.")
    return f"\n\n<i>{escape(who_sees(question, tr), quote=False)}</i>\n{how}"


async def answer_question(
    work: Work, person_id: int, question_id: int, choice: int, now: datetime
) -> Campaign:
    """The broadcast that asked. Raises `ConsentNeeded`, `NotAllowed` for whoever was not asked or
    is no member any more, `BadValue("closed")` once it has ended."""
    await require_purpose(work, person_id, ANSWERS)
    asked = await work.campaigns.get(question_id)
    if asked is None or asked.question is None or choice >= len(asked.question.answers):
        raise NotAllowed
    if asked.question_closed_at is not None:
        raise BadValue("closed")
    is_there = await work.memberships.present(person_id, asked.organisation_id)
    if is_there is None or not await work.questions.went_to(question_id, person_id):
        raise NotAllowed
    await work.questions.choose(question_id, person_id, choice, now)
    return asked


async def result_of(
    work: Work, actor_id: int, organisation_id: int, campaign_id: int, now: datetime
) -> Result:
    """Of a question of one's own (HR: of all), also from a message that reminds of it.

    Raises `NotAllowed`, `NotThere`.
    """
    asked = await asked_in(work, actor_id, organisation_id, campaign_id, now)
    assert asked.question is not None, "it asks something"
    people = await work.recipients.results(asked.id)
    tree = await work.organisations.departments(organisation_id)
    names = {each.id: each.name for each in tree}
    answers = len(asked.question.answers)
    whole = _part(None, people, answers)
    is_told = asked.question.named or whole.answered >= FEWEST
    parts = _by_department(people, names, answers) if is_told else []
    if not asked.question.named:
        parts = together(parts)
    thing = ("campaign", asked.id)
    await note_reading(
        work, actor_id, organisation_id, "question.result", thing, now, is_further=True
    )
    return Result(asked, asked.question, whole, is_told, tuple(parts))


async def close_question(
    work: Work, actor_id: int, organisation_id: int, campaign_id: int, now: datetime
) -> bool:
    """Whether it was open until now. What would only remind of it goes out no more. Raises
    `NotAllowed`, `NotThere`."""
    asked = await asked_in(work, actor_id, organisation_id, campaign_id, now)
    done = await work.questions.close(asked.id, now)
    if done:
        thing = ("campaign", asked.id)
        await note(work, actor_id, organisation_id, "question.close", thing, now)
        for each in await work.campaigns.asking_again(asked.id):
            if each.segment.unanswered_of == asked.id:
                await work.campaigns.cancel(each.id, now)
                thing = ("campaign", each.id)
                await note(work, actor_id, organisation_id, "broadcast.cancel", thing, now)
    return done


async def asked_in(
    work: Work, actor_id: int, organisation_id: int, campaign_id: int, now: datetime
) -> Campaign:
    """The broadcast that a question went out with first. Raises `NotAllowed`, `NotThere`."""
    found = await find_broadcast(work, actor_id, organisation_id, campaign_id, now)
    if found.question_of is not None:
        found = await find_broadcast(work, actor_id, organisation_id, found.question_of, now)
    if found.question is None:
        raise NotThere
    return found


def _by_department(
    people: Sequence[AnswerCount], names: Mapping[int, str], answers: int
) -> list[Part]:
    """By the name of the department; last those without one and those who have left."""
    held: dict[int, list[AnswerCount]] = {}
    for each in people:
        place = each.department_id or NO_DEPARTMENT
        held.setdefault(place if place in names else NO_DEPARTMENT, []).append(each)
    found = [_part(names.get(place), some, answers) for place, some in held.items()]
    return sorted(found, key=lambda part: (part.department is None, part.department or ""))


def _part(name: str | None, people: Sequence[AnswerCount], answers: int) -> Part:
    chosen: Counter[int | None] = Counter()
    for each in people:
        chosen[each.choice] += each.people
    return Part(name, chosen.total(), tuple(chosen[place] for place in range(answers)))


def together(parts: Sequence[Part]) -> list[Part]:
    """Those of which too few have answered, put together until enough have: what is told of the
    others and of all must not tell of them."""
    by_size = sorted(range(len(parts)), key=lambda place: parts[place].answered)
    few = [n for n in by_size if parts[n].department is None or parts[n].answered < FEWEST]
    rest = [n for n in by_size if n not in few]
    while few and rest and sum(parts[n].answered for n in few) < FEWEST:
        few.append(rest.pop(0))
    alone = [parts[n] for n in sorted(rest)]
    if not few:
        return alone
    counts = zip(*(parts[n].counts for n in few), strict=True)
    people = sum(parts[n].people for n in few)
    return [*alone, Part(None, people, tuple(sum(column) for column in counts))]
