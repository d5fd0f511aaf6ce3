"""What the register lacks, entered for one person or for all who are marked: a press, or words."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Any, Final

from cases.errors import BadValue, NotThere
from cases.training.needs import LONGEST, SAID, enter_needs
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.training_view import SAID as WORDS
from handlers.hr.buttons import Action
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.training_analysis import (
    analysis,
    list_people,
    marks_of,
    may_enter,
    person_seen,
)
from handlers.hr.training_analysis_words import entering_lines
from handlers.hr.visit import HrVisit
from i18n import mark
from rules.training.need import HeadSaid, Said

FORM: Final = "training_need"
IN_WORDS: Final = tuple(LONGEST)
QUESTIONS: Final = {
    "subjects": mark("Which subjects? Write them with commas, or – to take them back."),
    "lesson_mark": mark("Which mark of lessons (708)? Write it, or – to take it back."),
}
BUTTONS: Final = {
    "subjects": mark("📚 Subjects taught"),
    "lesson_mark": mark("🏫 Mark of lessons (708)"),
}
SHORT: Final[dict[Said, str]] = {
    "fits": mark("Fits"),
    "lessons": mark("Lessons"),
    "young": mark("Young"),
    "methods": mark("Methods"),
    "quality": mark("Quality"),
}
"""For half a row of a phone; the whole words stand in the text above, in the same order."""
YES_NO_UNKNOWN: Final = (False, True, None)
"""What the last digit of a button's number says; before it stands the place in `SAID`."""
NOTHING: Final = frozenset({"-", "–", "—"})


def _rows(
    hr: HrVisit, of_words: Action, of_press: Action, numbers: tuple[int, int], held: HeadSaid
) -> Keyboard:
    """A row for each thing to be said; what is said already is taken back by its own press."""
    tr = hr.tr
    rows: list[tuple[Button, ...]] = [
        (hr.button(tr.text(BUTTONS[name]), of_words, *numbers, place),)
        for place, name in enumerate(IN_WORDS)
    ]
    for place, name in enumerate(SAID):
        known, words = getattr(held, name), tr.text(SHORT[name])
        yes, no = 10 * place + 1, 10 * place
        rows.append(
            (
                hr.button(("☑️ " if known is True else "✔ ") + words, of_press, *numbers,
                          yes + 1 if known is True else yes),
                hr.button(("☑️ ✖ " if known is False else "✖ ") + words, of_press, *numbers,
                          no + 2 if known is False else no),
            )
        )  # fmt: skip
    return tuple(rows)


async def ask_one(
    hr: HrVisit, year_id: int, employee_id: int, *, toast: str | None = None
) -> Outcome:
    found, person = await person_seen(hr, year_id, employee_id)
    if not await may_enter(hr, found.department_id):
        raise NotThere
    numbers = (year_id, employee_id)
    rows = (
        *_rows(hr, "train_need_word", "train_need_put", numbers, person.said),
        hr.back("train_need_who", *numbers),
    )
    return hr.show_long(entering_lines(person, hr.tr), rows, toast)


async def ask_many(
    hr: HrVisit, year_id: int, department_id: int, *, toast: str | None = None
) -> Outcome:
    tr = hr.tr
    chosen = await _chosen(hr, year_id, department_id)
    numbers = (year_id, department_id)
    rows = (
        *_rows(hr, "train_need_words", "train_need_puts", numbers, HeadSaid()),
        hr.back("train_need_list", *numbers, 0),
    )
    text = tr.plural("What is the same for {n} person?", "What is the same for {n} people?",
                     len(chosen))  # fmt: skip
    return hr.show_long([text, *(f"• {tr.text(WORDS[name])}" for name in SAID)], rows, toast)


async def _chosen(hr: HrVisit, year_id: int, department_id: int) -> frozenset[int]:
    """Raises `NotThere` where nobody is marked (any more)."""
    found = await analysis(hr, year_id, department_id)
    chosen = await marks_of(hr, year_id, found)
    if not chosen:
        raise NotThere
    return chosen


async def said_of_one(hr: HrVisit, year_id: int, employee_id: int, code: int) -> Outcome:
    await _enter(hr, year_id, [employee_id], **_said(code))
    return await ask_one(hr, year_id, employee_id, toast=hr.tr.text("✔ Kept."))


async def said_of_many(hr: HrVisit, year_id: int, department_id: int, code: int) -> Outcome:
    chosen = await _chosen(hr, year_id, department_id)
    await _enter(hr, year_id, chosen, **_said(code))
    return await ask_many(hr, year_id, department_id, toast=hr.tr.text("✔ Kept."))


def _said(code: int) -> dict[str, bool | None]:
    place, value = divmod(code, 10)
    if place >= len(SAID) or value >= len(YES_NO_UNKNOWN):
        raise NotThere
    return {SAID[place]: YES_NO_UNKNOWN[value]}


async def _enter(hr: HrVisit, year_id: int, people: Collection[int], **said: Any) -> None:
    await enter_needs(hr.work, hr.actor, hr.organisation_id, year_id, people, hr.now, **said)


async def ask_words_of_one(hr: HrVisit, year_id: int, employee_id: int, place: int) -> Outcome:
    _, person = await person_seen(hr, year_id, employee_id)
    fields = {"year": year_id, "employee": employee_id, "place": place}
    back = hr.back("train_need_say", year_id, employee_id)
    return await _ask_words(hr, fields, f"<b>{escape(person.name)}</b>\n", back)


async def ask_words_of_many(hr: HrVisit, year_id: int, department_id: int, place: int) -> Outcome:
    await _chosen(hr, year_id, department_id)
    fields = {"year": year_id, "department": department_id, "place": place}
    return await _ask_words(hr, fields, "", hr.back("train_need_many", year_id, department_id))


async def _ask_words(hr: HrVisit, fields: Fields, title: str, back: tuple[Button, ...]) -> Outcome:
    place = fields["place"]
    if place >= len(IN_WORDS):
        raise NotThere
    await await_words(hr, FORM, fields)
    question = hr.tr.text(QUESTIONS[IN_WORDS[place]])
    return hr.show(Screen(f"{title}{question}", (back,)))


async def words_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    name, year_id = IN_WORDS[fields["place"]], fields["year"]
    said = "" if words.strip() in NOTHING else words
    one = fields.get("employee")
    people = [one] if one is not None else await _chosen(hr, year_id, fields["department"])
    try:
        await _enter(hr, year_id, people, **{name: said})
    except BadValue as bad:
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ At most {n} characters.", n=bad.high)
        return hr.show(Screen(text, (hr.back("train_year", year_id),)))
    if one is not None:
        return await ask_one(hr, year_id, one, toast=hr.tr.text("✔ Kept."))
    return await list_people(hr, year_id, fields["department"], 0)
