"""What will be proposed to whom before the press, and what was: by pages."""

from __future__ import annotations

from collections.abc import Sequence

from cases.training.analysis import PersonNeed
from handlers.chat.outcome import Keyboard, Outcome
from handlers.hr.buttons import Action, page_of
from handlers.hr.training_analysis import analysis, marks_of
from handlers.hr.training_proposed_words import ON_A_PAGE, proposed_line, waits
from handlers.hr.visit import HrVisit


async def of_all(hr: HrVisit, year_id: int, department_id: int, page: int) -> Outcome:
    """What everybody gets who needs a course."""
    found = await analysis(hr, year_id, department_id)
    people = [each for each in found.asking if not waits(each)]
    numbers = (year_id, department_id, page)
    return _before(hr, people, numbers, "train_need_will", "train_need_all")


async def of_marked(hr: HrVisit, year_id: int, department_id: int, page: int) -> Outcome:
    found = await analysis(hr, year_id, department_id)
    chosen = await marks_of(hr, year_id, found)
    people = [each for each in found.people if each.employee in chosen and not waits(each)]
    numbers = (year_id, department_id, page)
    return _before(hr, people, numbers, "train_need_mine", "train_need_some")


async def already(hr: HrVisit, year_id: int, department_id: int, page: int) -> Outcome:
    """What was proposed, as far as nobody has answered."""
    found = await analysis(hr, year_id, department_id)
    people = [each for each in found.people if waits(each)]
    title = hr.tr.text("Proposed, no answer yet:")
    return _shown(hr, title, people, (year_id, department_id, page), "train_need_did", ())


def _before(
    hr: HrVisit,
    people: Sequence[PersonNeed],
    numbers: tuple[int, int, int],
    here: Action,
    propose: Action,
) -> Outcome:
    words = hr.tr.text("➕ Propose courses: {n}", n=hr.tr.number(len(people)))
    rows: Keyboard = ((hr.button(words, propose, *numbers[:2]),),) if people else ()
    return _shown(hr, hr.tr.text("Will be proposed:"), people, numbers, here, rows)


def _shown(
    hr: HrVisit,
    title: str,
    people: Sequence[PersonNeed],
    numbers: tuple[int, int, int],
    here: Action,
    rows: Keyboard,
) -> Outcome:
    *about, page = numbers
    part, page, last = page_of(people, page, ON_A_PAGE)
    lines = [f"<b>{title}</b>", *(proposed_line(each, hr.tr) for each in part)]
    lines += [] if people else [hr.tr.text("none")]
    turns = hr.turns(page, last, here, *about)
    return hr.show_long(lines, (*turns, *rows, hr.back("train_need", *about)))
