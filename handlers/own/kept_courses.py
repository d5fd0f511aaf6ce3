"""The kept certificates beside the courses that were answered to the questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handlers.cases.certificates import as_profile
from handlers.outcome import Button, Screen
from handlers.own.course_draft import FACT, PARTS, Course, is_known
from handlers.visit import Visit
from rules.questionnaire.question import Question
from rules.vocabulary import TOPICS
from storage.deadline_records import Certificate
from storage.records import Answer


def answer_of(certificates: Sequence[Certificate]) -> dict[str, Any]:
    """The certificates as the questionnaire keeps a whole list of courses."""
    return {"items": as_profile(certificates), "asked": sorted(TOPICS), "complete": True}


def answered_courses(answer: Answer | None) -> list[Course]:
    """The courses of an answer of which everything is known."""
    if answer is None or answer.state != "value":
        return []
    return [
        {part: item[part] for part in PARTS}
        for item in answer.value["items"]
        if all(is_known(item, part) for part in PARTS)
    ]


def not_kept(answer: Answer | None, certificates: Sequence[Certificate]) -> list[Course]:
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
    answer = (await visit.unit.answers.all(visit.person.id)).get(FACT)
    buttons = []
    missing = not_kept(answer, certificates)
    if missing:
        words = tr.plural(
            "📥 Keep {n} course from my answers too",
            "📥 Keep {n} courses from my answers too",
            len(missing),
        )
        buttons.append(Button(words, "cert:take"))
    if certificates and answer is not None and _differs(answer, certificates):
        buttons.append(Button(tr.text("🔄 Use these in my checks"), "cert:use"))
    return tuple(buttons)


def _differs(answer: Answer, certificates: Sequence[Certificate]) -> bool:
    if answer.state != "value":
        return answer.state == "unknown"
    return _sorted(answer.value["items"]) != _sorted(as_profile(certificates))


def _sorted(courses: Sequence[Mapping[str, Any]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted((part, str(value)) for part, value in each.items()) for each in courses)


async def with_kept(visit: Visit, question: Question, screen: Screen, run_id: int) -> Screen:
    """The question after courses with a button that answers it by what is kept."""
    if question.step.fact != FACT or not visit.consents:
        return screen
    held = await visit.unit.certificates.of(visit.person.id)
    if not held:
        return screen
    words = visit.tr.plural(
        "🎓 Use my {n} kept certificate", "🎓 Use my {n} kept certificates", len(held)
    )
    row = (Button(words, f"cert:q:{run_id}"),)
    return replace(screen, keyboard=(row, *screen.keyboard))
