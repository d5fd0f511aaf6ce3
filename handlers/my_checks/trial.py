"""A "what if" as a row of presses and words, walked anew from the answers there are: for a page,
which keeps nothing between two acts. Pure but for `keep`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal

from handlers.chat.buttons import WhatIf
from handlers.chat.outcome import Screen
from handlers.chat.visit import Visit
from handlers.check import asking
from handlers.check.question_view import (
    CANCEL,
    STAY,
    choose_screen,
    item_of,
    leads_to_item,
    not_understood,
    out_of_range,
    question_screen,
)
from handlers.my_checks import what_if_view as view
from handlers.my_checks.supposal import Supposing, short_mark
from i18n import Translator
from rules.questionnaire.flow import Sheet
from rules.questionnaire.moves import BACK, move_for
from rules.questionnaire.question import Answered, Question
from rules.questionnaire.supposing import supposed, with_course
from rules.questionnaire.typed import read_typed
from rules.typed.coming_course import read_course
from rules.typed.outcome import Choose, OutOfRange, Understood
from rules.verdict.check import Report, check

Shows = Literal["menu", "facts", "topics", "course", "question", "choose", "result"]
HEARS: Final[frozenset[Shows]] = frozenset({"course", "question", "choose"})
"""What takes typed words."""


@dataclass(frozen=True, slots=True)
class Act:
    """A press (the data of a button of the chat), or typed words."""

    kind: Literal["press", "words"]
    said: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A "what if" after some acts, and what shows now. `note`: HTML on why the last words did not
    do; `item`: of a long list the one that was pressed; `reading`: what the words may mean."""

    case: Supposing
    shows: Shows = "menu"
    note: str = ""
    item: int = 0
    reading: Choose[object] | None = None

    @property
    def hears(self) -> bool:
        return self.shows in HEARS

    @property
    def changed(self) -> dict[str, object]:
        """What is supposed otherwise than it is known."""
        real, found = self.case.real.answers, {}
        for fact, value in self.case.supposal.changes.items():
            held, state = real.get(fact), "unknown" if value is None else "value"
            if held is None or (held.state, held.value) != (state, value):
                found[fact] = value
        return found

    @property
    def may_keep(self) -> bool:
        """Whether it can have come true: something is changed, and no day is to come."""
        return self.shows == "result" and bool(self.changed) and self.case.supposal.day is None


def walked(case: Supposing, acts: Iterable[Act], tr: Translator) -> Trial:
    trial = Trial(case)
    for act in acts:
        moved = _pressed if act.kind == "press" else _typed
        trial = moved(trial, act.said, tr)
    return trial


def shown(trial: Trial, tr: Translator) -> Screen:
    case = trial.case
    match trial.shows:
        case "menu":
            return view.menu_screen(case, report_of(case.sheet), tr)
        case "facts":
            return view.facts_screen(case, tr)
        case "topics":
            return view.topics_screen(case, tr)
        case "course":
            assert case.supposal.topic is not None
            return view.course_screen(case, case.supposal.topic, tr, trial.note)
        case "result":
            return view.result_screen(case, report_of(case.real), report_of(case.sheet), tr)
    question = _question(case)
    if trial.reading is not None:
        found = choose_screen(case.asking, question, trial.reading, tr)
        if found is not None:
            return view.as_supposed(found)
    alone = replace(question, place=1, of=1, first_advantage=False, advantage_only=False)
    above = tr.text("🔮 <i>Only a trial: nothing of this is saved.</i>")
    return view.as_supposed(
        question_screen(case.asking, alone, tr, above=above, note=trial.note, item=trial.item)
    )


def report_of(sheet: Sheet) -> Report:
    return check(sheet.catalogue, sheet.position, sheet.category, sheet.profile(), sheet.on)


async def keep(visit: Visit, trial: Trial) -> int | None:
    """It has come true: the answers are kept and the check is made again in a new run; the number
    of its decision, None where questions are left, which the chat asks."""
    case = trial.case
    old = case.run
    run = await visit.work.runs.open(visit.person.id, old.position, old.category, visit.now)
    sheet = await visit.keep_on(await visit.sheet(run), run, case.changes())
    outcome = await asking.ask(visit, run, sheet, edit=None)
    if outcome.closing is None or outcome.closing.decided is None:
        return None
    await visit.work.runs.close(run.id, "reported", visit.now)
    decided = outcome.closing.decided
    return await visit.work.decisions.add(visit.person.id, run.id, decided, visit.now)


def _pressed(trial: Trial, data: str, tr: Translator) -> Trial:
    case = trial.case
    idle = case.supposing(replace(case.supposal, fact=None, draft=None, topic=None))
    if WhatIf.MENU.values(data) is not None:
        return Trial(idle)
    if WhatIf.RESULT.values(data) is not None:
        return Trial(idle, "result")
    if WhatIf.FACTS.values(data) is not None:
        return Trial(idle, "facts")
    if WhatIf.COURSE.values(data) is not None:
        return _course(idle)
    if (step := WhatIf.STEP.values(data)) is not None:
        return _step(idle, step[0], step[2])
    if (fact := WhatIf.FACT.values(data)) is not None:
        known = fact[1] in case.real.relevance.sources and fact[1] in case.sheet.answers
        return Trial(case.asked(fact[1]), "question") if known else Trial(idle, "facts")
    if (topic := WhatIf.TOPIC.values(data)) is not None:
        return _about(idle, topic[1])
    if (answer := WhatIf.ANSWER.values(data)) is not None and case.supposal.fact is not None:
        return _answered(trial, answer[1], answer[2])
    return trial


def _step(case: Supposing, action: str, mark: str) -> Trial:
    """A step of a way, or all of the nearest one, as if it were taken today."""
    report = report_of(case.sheet)
    if action == "all" and short_mark(list(report.route)) == mark:
        steps = list(report.route)
    else:
        steps = [step for known, step in view.elements(report).items() if known == mark]
    if not steps:
        return Trial(case, "result")
    changes = supposed(case.sheet, steps)
    return Trial(case.supposing(case.supposal.with_changes(changes)), "result")


def _course(case: Supposing) -> Trial:
    topics = case.real.relevance.topics
    if not topics or not view.courses_known(case):
        return Trial(case, "facts")
    return Trial(case, "topics") if len(topics) > 1 else _about(case, topics[0])


def _about(case: Supposing, topic: str) -> Trial:
    if topic not in case.real.relevance.topics or not view.courses_known(case):
        return Trial(case)
    return Trial(case.supposing(replace(case.supposal, topic=topic)), "course")


def _answered(trial: Trial, path: str, option: str) -> Trial:
    """A button of the question that is being asked; of another one it does nothing."""
    case, question = trial.case, _question(trial.case)
    if question.step.path != path:
        return Trial(case, "question")
    if option == STAY or leads_to_item(option):
        return Trial(case, "question", item=item_of(option))
    if option == CANCEL or (option == BACK and not case.supposal.draft["log"]):
        return Trial(case.supposing(replace(case.supposal, fact=None, draft=None)), "facts")
    move = move_for(question.step, option)
    if move is None:
        return Trial(case, "question")
    return _taken(case.after(case.asking.after(move)), item_of(option))


def _taken(case: Supposing, item: int = 0) -> Trial:
    return Trial(case, "result" if case.supposal.fact is None else "question", item=item)


def _typed(trial: Trial, words: str, tr: Translator) -> Trial:
    case = trial.case
    if case.supposal.topic is not None:
        return _typed_course(trial, case.supposal.topic, words, tr)
    if case.supposal.fact is None:
        return trial
    step = _question(case).step
    reading = read_typed(step, words, case.real.on)
    if isinstance(reading, Understood):
        return _taken(case.after(case.asking.after(Answered(reading.value))))
    if isinstance(reading, Choose):
        return Trial(case, "choose", reading=reading)
    if isinstance(reading, OutOfRange):
        return Trial(case, "question", out_of_range(reading, step, tr))
    return Trial(case, "question", not_understood(step, tr))


def _typed_course(trial: Trial, topic: str, words: str, tr: Translator) -> Trial:
    case = trial.case
    read = read_course(words, case.real.on)
    if read is None:
        note = tr.text("⚠️ I did not understand. Please write: 72 hours, 15.03.2027.")
        return Trial(case, "course", note)
    about = read.topic if read.topic in case.real.relevance.topics else topic
    changes = with_course(case.sheet, about or topic, read.hours, read.day) or {}
    day = read.day if read.day > case.real.on and changes else None
    return Trial(case.supposing(case.supposal.with_changes(changes, day)), "result")


def _question(case: Supposing) -> Question:
    question = case.asking.question
    assert question is not None, "a draft is always asked about"
    return question
