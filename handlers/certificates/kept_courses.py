"""The kept certificates beside the courses that were answered to the questionnaire."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import Any

from cases.certificates import as_profile
from handlers.certificates.course_draft import FACT, PARTS, Course, is_known
from handlers.chat.buttons import Certificates
from handlers.chat.names import position_name
from handlers.chat.outcome import Button, Screen, column
from handlers.chat.said_words import entry_words
from handlers.chat.visit import Visit
from rules.questionnaire.question import StoredAnswer
from rules.questionnaire.scope import GENERAL, seen_from
from rules.vocabulary import TOPICS, JsonValue
from storage.tables.checks import Run
from storage.tables.deadlines import Certificate


def answer_of(certificates: Sequence[Certificate], topics: Collection[str] = TOPICS) -> JsonValue:
    """The certificates on these topics as the questionnaire keeps a whole list of courses."""
    items = [course for course in as_profile(certificates) if course["topic"] in topics]
    return {"items": items, "asked": sorted(topics), "complete": True}


async def answered_last(visit: Visit) -> tuple[str, StoredAnswer | None]:
    """The courses that were answered, as the position sees them that was asked of last."""
    rows = await visit.work.answers.all(visit.person.id)
    placed = [row.position for row in rows if row.fact == FACT and row.position != GENERAL]
    position = placed[-1] if placed else GENERAL
    return position, seen_from(position, rows)[0].get(FACT)


def answered_courses(answer: StoredAnswer | None) -> list[Course]:
    """The courses of an answer of which everything is known."""
    if answer is None or answer.state != "value":
        return []
    return [
        {part: item[part] for part in PARTS}
        for item in answer.value["items"]
        if all(is_known(item, part) for part in PARTS)
    ]


def not_kept(answer: StoredAnswer | None, certificates: Sequence[Certificate]) -> list[Course]:
    """Courses that were answered and are not among the certificates; two alike are two."""
    held = as_profile(certificates)
    missing = []
    for course in answered_courses(answer):
        if course in held:
            held.remove(course)
        else:
            missing.append(course)
    return missing


async def offers(visit: Visit, certificates: Sequence[Certificate]) -> tuple[Button, ...]:
    """What can be done where the answers and the certificates differ."""
    tr = visit.tr
    _, answer = await answered_last(visit)
    buttons = []
    missing = not_kept(answer, certificates)
    if missing:
        words = tr.plural(
            "📥 Keep {n} course from my answers too",
            "📥 Keep {n} courses from my answers too",
            len(missing),
        )
        buttons.append(Button(words, Certificates.TAKE()))
    if certificates and answer is not None and _differs(answer, certificates):
        buttons.append(Button(tr.text("🔄 Use these in my checks"), Certificates.USE()))
    return tuple(buttons)


def _differs(answer: StoredAnswer, certificates: Sequence[Certificate]) -> bool:
    if answer.state != "value":
        return answer.state == "unknown"
    return _sorted(answer.value["items"]) != _sorted(as_profile(certificates))


def _sorted(courses: Sequence[Mapping[str, Any]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted((part, str(value)) for part, value in each.items()) for each in courses)


def profile_screen(visit: Visit, run: Run, certificates: Sequence[Certificate]) -> Screen:
    """Asks whether the courses kept as ones by profile are of the profile of this position."""
    tr = visit.tr
    name = escape(position_name(visit.desk.catalogue, run.position, tr))
    lines = [tr.text("Are these courses of the profile of «{position}»?", position=name)]
    lines += [f"• {entry_words(FACT, course, tr)}" for course in as_profile(certificates)]
    return Screen(
        "\n".join(lines),
        column(
            Button(tr.text("Yes"), Certificates.ANSWER_SOME(run.id, "all")),
            Button(tr.text("No, ask me"), Certificates.ANSWER_SOME(run.id, "rest")),
        ),
    )
