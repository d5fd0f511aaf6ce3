"""A finding entered by hand: of what, found how, with which cause; then the words in one message.

What was pressed before the words waits in the form, so an old button of another one enters nothing.
"""

from __future__ import annotations

from typing import Final

from cases.errors import BadValue, NotThere
from cases.training.entering import Action, courses_of, enter, places
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.chat.training_view import CAUSES, topic_words
from handlers.hr import training_findings
from handlers.hr.buttons import NONE, page_of
from handlers.hr.forms import Fields, await_again, await_words, begun_form, finish_form, keep_form
from handlers.hr.training_findings import LONGEST, ON_A_PAGE, THREE_THINGS
from handlers.hr.training_words import FOUND
from handlers.hr.visit import HrVisit
from rules.training.said import read_action

FORM: Final = "training_entered"


async def begin(hr: HrVisit, year_id: int) -> Outcome:
    """Of which unit; whoever has one only goes on to its courses."""
    units = await places(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    if len(units) == 1:
        return await choose(hr, year_id, units[0].department_id, 0)
    return await list_units(hr, year_id, 0)


async def list_units(hr: HrVisit, year_id: int, page: int) -> Outcome:
    units = await places(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    part, page, last = page_of(units, page, ON_A_PAGE)
    rows = (
        *((hr.button(shortened(each.name, LONGEST), "find_unit", year_id, each.department_id, 0),)
          for each in part),
        *hr.turns(page, last, "find_units", year_id),
        hr.back("train_finds", year_id, 0),
    )  # fmt: skip
    return hr.show(Screen(hr.tr.text("Of which unit?"), rows))


async def choose(hr: HrVisit, year_id: int, department_id: int, page: int) -> Outcome:
    """The unit as a whole, or one of its courses."""
    about = (year_id, department_id)
    courses = await courses_of(hr.work, hr.actor, hr.organisation_id, *about, hr.now)
    part, page, last = page_of(courses, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [
        (hr.button(hr.tr.text("🗂 The whole unit"), "find_item", *about, NONE),)
    ]
    for item, employee in part:
        words = shortened(f"{employee.name}: {topic_words(item.new, hr.tr)}", LONGEST)
        rows.append((hr.button(words, "find_item", *about, item.id),))
    rows += hr.turns(page, last, "find_unit", *about)
    rows.append(hr.back("train_finds", year_id, 0))
    return hr.show(Screen(hr.tr.text("What is it about?"), tuple(rows)))


async def ask_how(hr: HrVisit, year_id: int, department_id: int, item_id: int) -> Outcome:
    about = (year_id, department_id)
    courses = await courses_of(hr.work, hr.actor, hr.organisation_id, *about, hr.now)
    if item_id != NONE and item_id not in {item.id for item, _ in courses}:
        raise NotThere
    await keep_form(hr, FORM, {"year": year_id, "department": department_id, "item": item_id})
    rows = (
        *((hr.button(hr.tr.text(words), "find_how", place),)
          for place, words in enumerate(FOUND.values())),
        hr.back("find_unit", *about, 0),
    )  # fmt: skip
    return hr.show(Screen(hr.tr.text("How was it found?"), rows))


async def how_said(hr: HrVisit, place: int) -> Outcome:
    fields = _begun(hr)
    if place >= len(FOUND):
        raise NotThere
    await keep_form(hr, FORM, {**fields, "how": list(FOUND)[place]})
    rows = (
        *((hr.button(hr.tr.text(words), "find_cause", at),)
          for at, words in enumerate(CAUSES.values())),
        hr.back("train_finds", fields["year"], 0),
    )  # fmt: skip
    return hr.show(Screen(hr.tr.text("What is the cause?"), rows))


async def cause_said(hr: HrVisit, place: int) -> Outcome:
    fields = _begun(hr)
    if place >= len(CAUSES) or "how" not in fields:
        raise NotThere
    await await_words(hr, FORM, {**fields, "cause": list(CAUSES)[place]})
    text = hr.tr.text(
        "Write what is wrong; what is done; who does it; by which day, like 31.03.2027.\n"
        "What is wrong alone is enough."
    )
    return hr.show(Screen(text, (hr.back("train_finds", fields["year"], 0),)))


def _begun(hr: HrVisit) -> Fields:
    fields = begun_form(hr, FORM)
    if fields is None or "department" not in fields:
        raise NotThere
    return fields


async def typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    """What is wrong, alone or with what is done, by whom, by which day."""
    wrong, _, rest = words.replace("\n", ";").partition(";")
    said = read_action(rest)
    try:
        if rest.strip() and said is None:
            raise BadValue("due")
        found = await enter(
            hr.work, hr.actor, hr.organisation_id, fields["year"], fields["department"],
            fields["item"] or None, fields["how"], fields["cause"], wrong, hr.now,
            None if said is None else Action(*said),
        )  # fmt: skip
    except BadValue as bad:
        await await_again(hr.visit)
        text = hr.tr.text(THREE_THINGS)
        if bad.field == "words":
            text = hr.tr.text("⚠️ Write what is wrong, in at most 1000 characters.")
        return hr.show(Screen(text, (hr.back("train_finds", fields["year"], 0),)))
    await finish_form(hr)
    return await training_findings.show(hr, found.found.id, toast=hr.tr.text("✔ Kept."))
