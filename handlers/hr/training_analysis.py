"""The analysis before a meeting: how a unit stands, who is marked, courses in one press."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Final

from cases.errors import CaseError, NotThere
from cases.rights import reach
from cases.training.analysis import (
    PersonNeed,
    UnitNeed,
    analysis_seen,
    kept_analysis,
    thawed_note,
)
from cases.training.carried_needs import carry_needs, needs_to_carry
from cases.training.holders import main_units
from cases.training.proposals import propose
from cases.training.years import year_of
from handlers.chat import listening
from handlers.chat.buttons import Training
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import page_of
from handlers.hr.training_analysis_words import (
    last_year_lines,
    person_lines,
    short_words,
    unit_lines,
)
from handlers.hr.training_proposed_words import told, waits
from handlers.hr.training_words import why
from handlers.hr.visit import HrVisit
from storage.tables.training_needs import EmployeeNeed

ON_A_PAGE: Final = 8
KEPT_ON_A_PAGE: Final = 10
LONGEST: Final = 50
MARKS: Final = "training_needs"
"""Under this name it is put aside who is marked, in which unit and year."""


async def analysis(hr: HrVisit, year_id: int, department_id: int) -> UnitNeed:
    found, _ = await analysis_seen(
        hr.work, hr.actor, hr.organisation_id, year_id, department_id, hr.catalogue, hr.now
    )
    return found


async def show(
    hr: HrVisit, year_id: int, department_id: int, *, toast: str | None = None
) -> Outcome:
    """How the unit stands, and what follows from it."""
    tr, about = hr.tr, (year_id, department_id)
    found, unit = await analysis_seen(
        hr.work, hr.actor, hr.organisation_id, *about, hr.catalogue, hr.now
    )
    rows: list[tuple[Button, ...]] = [
        (hr.button(tr.text("👀 Show"), "train_need_list", *about, 0),)
    ]
    kept = thawed_note(unit.document)
    lines = unit_lines(found, tr)
    waiting = await _last_years(hr, year_id, found) if kept is None else []
    if waiting and await may_enter(hr, department_id):
        count = tr.number(len(waiting))
        lines.append(tr.text("Entered last year, not yet this year: {n}", n=count))
        rows.append((hr.button(tr.text("↩️ Take over: {n}", n=count), "train_need_carry", *about),))
    asking = len(found.asking)
    if asking and kept is None:
        words = tr.text("➕ Propose courses: {n}", n=tr.number(asking))
        rows.append((hr.button(words, "train_need_all", *about),))
        rows.append((hr.button(tr.text("📋 What is proposed"), "train_need_will", *about, 0),))
    elif any(waits(each) for each in found.people):
        rows.append((hr.button(tr.text("📋 What is proposed"), "train_need_did", *about, 0),))
    if unit.missing and not unit.standing.over:
        words = tr.text("🔔 Remind {n}", n=tr.number(len(unit.missing)))
        rows.append((hr.button(words, "train_chase", *about),))
    if kept is not None and unit.document is not None:
        words = tr.text("📌 As it was approved")
        rows.append((hr.button(words, "train_need_kept", unit.document.id, 0),))
    rows.append(hr.back("train_unit", *about))
    given = tr.text(
        "Plans: {given} of {people}",
        given=tr.number(unit.given),
        people=tr.number(len(unit.people)),
    )
    return hr.show_long([*lines, given], tuple(rows), toast)


async def _last_years(hr: HrVisit, year_id: int, found: UnitNeed) -> list[EmployeeNeed]:
    year = await year_of(hr.work, hr.organisation_id, year_id)
    return await needs_to_carry(hr.work, year, [each.employee for each in found.people])


async def carry(hr: HrVisit, year_id: int, department_id: int) -> Outcome:
    """What was entered last year is taken over, to be changed where it is otherwise."""
    done = await carry_needs(hr.work, hr.actor, hr.organisation_id, year_id, department_id, hr.now)
    toast = hr.tr.plural("Taken over for {n} person.", "Taken over for {n} people.", done)
    return await show(hr, year_id, department_id, toast=toast)


async def marks_of(hr: HrVisit, year_id: int, found: UnitNeed) -> frozenset[int]:
    """Who is marked: as it was put aside, at first everybody who needs a course."""
    held = await _held_marks(hr, year_id, found.department_id)
    if held is None:
        return frozenset(each.employee for each in found.asking)
    return held & {each.employee for each in found.people}


async def _held_marks(hr: HrVisit, year_id: int, department_id: int) -> frozenset[int] | None:
    """None: nobody was marked by hand in this unit and year."""
    held = await listening.aside(hr.visit, MARKS)
    if held is None or held["of"] != [year_id, department_id]:
        return None
    return frozenset(held["marked"])


async def _keep_marks(hr: HrVisit, year_id: int, unit: UnitNeed, marked: Collection[int]) -> None:
    kept = {"of": [year_id, unit.department_id], "marked": sorted(marked)}
    await listening.put_aside(hr.visit, MARKS, kept)


async def list_people(hr: HrVisit, year_id: int, department_id: int, page: int) -> Outcome:
    """Everybody, whoever misses most first; a press on the sign marks, on the name shows."""
    found = await analysis(hr, year_id, department_id)
    return await _listed(hr, year_id, found, page)


async def _listed(
    hr: HrVisit, year_id: int, found: UnitNeed, page: int, toast: str | None = None
) -> Outcome:
    tr, about = hr.tr, (year_id, found.department_id)
    marked = await marks_of(hr, year_id, found)
    part, page, last = page_of(found.people, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [
        (
            hr.button(
                "☑️" if each.employee in marked else "▫️",
                "train_need_mark", year_id, each.employee, 0 if each.employee in marked else 1,
            ),
            hr.button(shortened(short_words(each, tr), LONGEST), "train_need_who", year_id,
                      each.employee),
        )
        for each in part
    ]  # fmt: skip
    rows += hr.turns(page, last, "train_need_list", *about)
    if marked:
        count = tr.number(len(marked))
        words = tr.text("➕ Propose courses: {n}", n=count)
        rows.append((hr.button(words, "train_need_some", *about),))
        rows.append((hr.button(tr.text("📋 What is proposed"), "train_need_mine", *about, 0),))
        if await may_enter(hr, found.department_id):
            words = tr.text("✏️ Enter for marked: {n}", n=count)
            rows.append((hr.button(words, "train_need_many", *about),))
    rows.append(hr.back("train_need", *about))
    text = tr.text("☑️ is marked; a press on a name shows what is known.")
    return hr.show(Screen(f"<b>{escape(found.name)}</b>\n{text}", tuple(rows)), toast)


async def may_enter(hr: HrVisit, department_id: int) -> bool:
    may = await reach(hr.work, hr.actor, "approve", hr.organisation_id, hr.now)
    return may.covers(department_id)


async def marked(hr: HrVisit, year_id: int, employee_id: int, on: int) -> Outcome:
    """Marks somebody (1), or no more (0); the list stays where they stand."""
    found, person = await person_seen(hr, year_id, employee_id)
    held = await marks_of(hr, year_id, found)
    await _keep_marks(hr, year_id, found, held | {employee_id} if on else held - {employee_id})
    return await _listed(hr, year_id, found, found.people.index(person) // ON_A_PAGE)


async def person_seen(hr: HrVisit, year_id: int, employee_id: int) -> tuple[UnitNeed, PersonNeed]:
    """Somebody within their unit's analysis. Raises `NotAllowed`, `NotThere`."""
    employee = await hr.work.register.get(employee_id)
    if employee is None or employee.organisation_id != hr.organisation_id:
        raise NotThere
    held = await hr.work.register.appointments([employee_id])
    post = main_units(each for each in held if each.until is None or each.until >= hr.on).get(
        employee_id
    )
    if post is None or post.department_id is None:
        raise NotThere
    found = await analysis(hr, year_id, post.department_id)
    for each in found.people:
        if each.employee == employee_id:
            return found, each
    raise NotThere


async def show_person(
    hr: HrVisit, year_id: int, employee_id: int, *, toast: str | None = None
) -> Outcome:
    tr = hr.tr
    found, person = await person_seen(hr, year_id, employee_id)
    rows: list[tuple[Button, ...]] = []
    if await may_enter(hr, found.department_id):
        words = tr.text("✏️ Enter what you know")
        rows.append((hr.button(words, "train_need_say", year_id, employee_id),))
    rows.append((Button(tr.text("📝 The plan"), Training.PLAN(year_id, employee_id)),))
    page = found.people.index(person) // ON_A_PAGE
    rows.append(hr.back("train_need_list", year_id, found.department_id, page))
    lines = person_lines(person, found, tr)
    for each in await _last_years(hr, year_id, found):
        if each.employee_id == employee_id:
            lines += last_year_lines(each, found, tr)
    return hr.show_long(lines, tuple(rows), toast)


async def propose_all(hr: HrVisit, year_id: int, department_id: int) -> Outcome:
    """To everybody who needs a course."""
    new, toast = await _proposed(hr, year_id, department_id, None)
    return told(hr, new, await show(hr, year_id, department_id, toast=toast))


async def propose_marked(hr: HrVisit, year_id: int, department_id: int) -> Outcome:
    """To those who are marked, and to nobody else; then nobody is."""
    held = await _held_marks(hr, year_id, department_id)
    new, toast = await _proposed(hr, year_id, department_id, held)
    found = await analysis(hr, year_id, department_id)
    await _keep_marks(hr, year_id, found, ())
    return told(hr, new, await _listed(hr, year_id, found, 0, toast))


async def _proposed(
    hr: HrVisit, year_id: int, department_id: int, chosen: Collection[int] | None
) -> tuple[tuple[PersonNeed, ...], str]:
    """Who got a proposal, and what is said of it."""
    tr = hr.tr
    try:
        done = await propose(
            hr.work, hr.actor, hr.organisation_id, year_id, department_id, hr.catalogue, hr.now,
            chosen,
        )  # fmt: skip
    except CaseError as error:
        return (), why(error, tr)
    if done.full:
        said = tr.plural("{n} plan is full.", "{n} plans are full.", len(done.full))
    else:
        said = tr.plural(
            "A course is proposed to {n} person.", "Courses are proposed to {n} people.",
            len(done.made),
        )  # fmt: skip
    return done.made, said


async def show_kept(hr: HrVisit, document_id: int, page: int) -> Outcome:
    """The note as it was when the unit approved: first the unit, then its people by pages."""
    tr = hr.tr
    found, document = await kept_analysis(
        hr.work, hr.actor, hr.organisation_id, document_id, hr.now
    )
    part, of_people, last = page_of(found.people, max(page - 1, 0), KEPT_ON_A_PAGE)
    page, last = (of_people + 1 if page else 0), last + 1
    lines = [tr.text("📌 As of {day}", day=tr.date(found.made_on))]
    if page == 0:
        lines += unit_lines(found, tr)
    else:
        lines.append(f"<b>{escape(found.name)}</b>")
        lines += [escape(shortened(short_words(each, tr), LONGEST)) for each in part]
    rows = (
        *hr.turns(page, last, "train_need_kept", document_id),
        hr.back("train_need", document.year_id, found.department_id),
    )
    return hr.show_long(lines, rows)
