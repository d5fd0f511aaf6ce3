"""A year of training of the demonstration: plans, schedules, courses, what fell behind.

Written as the use cases leave it behind, as far as the year has come on the day: before the day of
approval plans are handed in and nothing else is done. Everybody has handed in a plan but one; one
course was attended by nobody; one schedule was revised; one person has left. Nothing else falls
behind.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from bot.commands.demo_closing import plant_analysis, plant_closing
from cases.training.frozen import freeze, included_in, rows_of
from cases.training.holders import main_units
from rules.dates import add_months, today
from rules.training.chain import chain_of, way_of
from rules.training.days import heard_by, quarters_of
from rules.training.vocabulary import (
    FUNDING_SOURCES,
    NEED_REASONS,
    TRAINING_AREAS,
    FundingSource,
    PlanState,
    Step,
    TrainingForm,
    TrainingKind,
    YearKind,
)
from rules.vocabulary import Json
from storage.database import Work
from storage.tables.register import Appointment, Employee
from storage.tables.training import Passage, TrainingDocument, TrainingYear
from storage.tables.training_outcomes import Nonconformity
from storage.tables.training_plans import CourseResult, NewItem, TrainingItem

BEFORE_HEARD: Final = timedelta(days=10)
DAY: Final = timedelta(days=1)
APPROVED_AFTER: Final = 25 * DAY
"""Counted from the first day of the year, as the two that follow."""
SENT_AFTER: Final = 40 * DAY
MISSED_AFTER: Final = 45 * DAY
LEAVER: Final = "К-1"
"""HR's number of the one who has left."""
WITHOUT_PLAN: Final = "Т-2"
KINDS_OF_COURSE: Final[tuple[TrainingKind, ...]] = (
    "own_programme", "university", "contract", "conference", "other",
)  # fmt: skip
TOPICS: Final = (
    "Python тілі · Язык Python",
    "Жасанды интеллект сабақта · Искусственный интеллект на занятии",
    "Зертхана қауіпсіздігі · Безопасность лаборатории",
    "Оқу нәтижесін бағалау · Оценивание результатов обучения",
    "Цифрлық құралдар · Цифровые инструменты",
)
PLACES: Final = (("Алматы", True), ("Астана", True), ("онлайн", False), ("осында · здесь", False))


@dataclass(frozen=True, slots=True)
class _Person:
    employee: Employee
    appointment: Appointment


async def plant_year(work: Work, organisation_id: int, kind: str, year: int, now: datetime) -> None:
    """The year of plans that begins in `year`, unless the organisation has one of that name: of a
    university the calendar's, of a college the year of study. Nothing is made that lies after the
    day of `now`."""
    new = _year(organisation_id, kind, year, now)
    held = await work.training_years.of_organisation(organisation_id)
    if any(each.label == new.label for each in held):
        return
    made = await work.training_years.add(new)
    people = await _people(work, organisation_id, now)
    await _give_heads(work, organisation_id, people, now)
    for each in people:
        if each.employee.number != WITHOUT_PLAN:
            await _plan(work, made, each, now)
    await plant_analysis(work, made, [each.employee.id for each in people], now)
    missed = await _nobody_came(work, made, people[0], now)
    await _leave(work, made, people[1], now)
    await _find(work, made, people, missed, now)
    if _is_approved(made, now):
        await _approve(work, made, people, now)


def _is_approved(year: TrainingYear, now: datetime) -> bool:
    return year.begins + APPROVED_AFTER <= today(now)


async def _approve(
    work: Work, made: TrainingYear, people: Sequence[_Person], now: datetime
) -> None:
    """Schedules on their whole way, one of them twice, and what follows once they are in force."""
    departments = {p.appointment.department_id for p in people} - {None}
    units = sorted(each for each in departments if each is not None)
    ways = await _chain(work, made.organisation_id)
    for number in units:
        await _close(work, made, "602-01", number, 1, "", ways, now)
    root = await work.organisations.root(made.organisation_id)
    await _close(work, made, "602-05", root, 1, "", ways, now)
    await _revise(work, made, people[0], ways, now)
    await _close(work, made, "602-05", root, 2, "", ways, now)
    await plant_closing(work, made, now)


def _year(organisation_id: int, kind: str, year: int, now: datetime) -> TrainingYear:
    sort: YearKind = "calendar" if kind == "university" else "study"
    begins = date(year, 1, 1) if sort == "calendar" else date(year, 9, 1)
    ends = add_months(begins, 12) - DAY
    label = str(year) if sort == "calendar" else f"{year}/{(year + 1) % 100:02d}"
    return TrainingYear(
        id=0,
        organisation_id=organisation_id,
        label=label,
        kind=sort,
        begins=begins,
        ends=ends,
        plans_due=begins + 14 * DAY,
        meetings_due=begins + 30 * DAY,
        quarters=quarters_of(begins, ends),
        reports_due=ends + 10 * DAY,
        annual_due=ends + 30 * DAY,
        created_at=now,
    )


async def _people(work: Work, organisation_id: int, now: datetime) -> list[_Person]:
    """Everybody who works there, by number of the row."""
    employees = {each.id: each for each in await work.register.all(organisation_id)}
    posts = main_units(await work.register.all_appointments(organisation_id, today(now)))
    return [_Person(employees[number], posts[number]) for number in sorted(posts)]


async def _give_heads(
    work: Work, organisation_id: int, people: Sequence[_Person], now: datetime
) -> None:
    """Whoever is the first of a unit with Telegram is its head."""
    persons = {
        tie.employee_id: tie.person_id for tie in await work.ties.of_organisation(organisation_id)
    }
    roles = await work.roles.of_organisation(organisation_id, today(now))
    led = {role.department_id for role in roles if role.kind == "head"}
    for each in people:
        place, person_id = each.appointment.department_id, persons.get(each.employee.id)
        if place is None or place in led or person_id is None:
            continue
        led.add(place)
        await work.roles.give(
            organisation_id, person_id, "head", place, None, None, now, each.employee.name
        )


async def _plan(work: Work, year: TrainingYear, each: _Person, now: datetime) -> None:
    chance = random.Random(each.employee.id)
    place = each.appointment.department_id
    plan = await work.training_plans.add(year.id, each.employee.id, place, now)
    known = each.employee.known
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        item = await work.training_plans.add_item(plan.id, _item(year, chance), now)
        known = await _end(work, item, known, chance, now)
    if known is not each.employee.known:
        held = each.employee
        await work.register.change(held.id, held.number, held.name, known, now)
    state: PlanState = "approved" if _is_approved(year, now) else "given"
    await work.training_plans.set_state([plan.id], state, now, now)


def _item(year: TrainingYear, chance: random.Random) -> NewItem:
    first = year.begins + chance.randrange(40, 340) * DAY
    hours = chance.choice((36, 72, 72, 120))
    kind, source = chance.choice(KINDS_OF_COURSE), _source(chance)
    place, trip = chance.choice(PLACES)
    return NewItem(
        origin="typed",
        topic=chance.choice(TOPICS),
        kind=kind,
        direction="Цифрландыру · Цифровизация",
        area=chance.choice(TRAINING_AREAS),
        subject="Мысал пәні · Предмет-пример",
        reason=chance.choice(NEED_REASONS),
        provider="Үлгі орталығы · Образцовый центр",
        place=place,
        hours=hours,
        first_day=first,
        last_day=min(first + timedelta(days=hours // 8), year.ends),
        cost=None if chance.random() < 0.05 else chance.choice((0, 45_000, 90_000, 150_000)),
        source=source,
        contract_number="Ү-12" if source == "university" or kind == "contract" else "",
        specification="С-3" if source == "university" else "",
        consent_number="К-5" if source in ("grant", "outside") else "",
        consent_on=year.begins if source in ("grant", "outside") else None,
        grounds="Жаңа пән · Новый предмет" if kind == "other" else "",
        approved_by_head=kind == "other",
        trip=trip,
        paper="сертификат",
        payback=source == "university" or None,
    )


def _source(chance: random.Random) -> FundingSource | None:
    return chance.choice((*FUNDING_SOURCES, "university", "university", "own", None))


async def _end(
    work: Work, item: TrainingItem, known: Json, chance: random.Random, now: datetime
) -> Json:
    """A course that is over was attended, told of and heard; it counts in the register."""
    ended, on = item.new.last_day, today(now)
    if ended is None or ended >= on:
        return known
    heard = min(ended + BEFORE_HEARD, on)
    result = CourseResult(
        id=0, item_id=item.id, outcome="done", cause=None, why="", hours=item.new.hours,
        ended_on=ended, spent=item.new.cost, mark=chance.choice((3, 4, 4, 5, 5)),
        judgement="Пайдалы болды · Было полезно", file_id=None, file_kind=None, told_at=now,
        heard_due=heard_by(ended), heard_on=heard, minutes_number=str(chance.randrange(1, 12)),
        recommended=chance.random() < 0.3, improvement="", heard_by=None, in_register_at=now,
        in_own_at=None,
    )  # fmt: skip
    await work.training_plans.add_result(result)
    await work.training_plans.set_item_state(item.id, "done", now)
    course = {"hours": item.new.hours, "issued": ended.isoformat()}
    return {**known, "certificates": [*known.get("certificates", []), course]}


async def _nobody_came(
    work: Work, year: TrainingYear, each: _Person, now: datetime
) -> TrainingItem:
    """A course that its organiser cancelled, once its days are over."""
    plan = await work.training_plans.of_employee(year.id, each.employee.id)
    assert plan is not None
    first = year.begins + MISSED_AFTER
    new = replace(
        _item(year, random.Random(0)), topic="Өтпеген курс · Несостоявшийся курс", first_day=first,
        last_day=first + 5 * DAY, cost=60_000, source="university", contract_number="Ү-12",
        specification="С-3",
    )  # fmt: skip
    item = await work.training_plans.add_item(plan.id, new, now)
    if first + 5 * DAY >= today(now):
        return item
    result = CourseResult(
        id=0, item_id=item.id, outcome="missed", cause="course_cancelled",
        why="Тыңдаушы жиналмады · Не набралась группа", hours=None, ended_on=None, spent=None,
        mark=None, judgement="", file_id=None, file_kind=None, told_at=now, heard_due=None,
        heard_on=None, minutes_number="", recommended=None, improvement="", heard_by=None,
        in_register_at=None, in_own_at=None,
    )  # fmt: skip
    await work.training_plans.add_result(result)
    await work.training_plans.set_item_state(item.id, "missed", now)
    return replace(item, state="missed")


async def _leave(work: Work, year: TrainingYear, like: _Person, now: datetime) -> None:
    """Somebody who was sent with the organisation's money and has left since, before the three
    years were over."""
    on = min(today(now), year.ends)
    first = year.begins + SENT_AFTER
    if first + 10 * DAY >= on - DAY:
        return
    [number] = await work.register.add(
        year.organisation_id, [(LEAVER, "Мысал Кетуші · Пример Уволившийся", {})], now
    )
    since = add_months(on, -14)
    left = replace(
        like.appointment, employee_id=number, rate=100, since=since, until=on - DAY,
        competition_on=since,
    )  # fmt: skip
    await work.register.appoint([left])
    place = like.appointment.department_id
    plan = await work.training_plans.add(year.id, number, place, now)
    new = replace(
        _item(year, random.Random(1)), first_day=first, last_day=first + 10 * DAY, cost=240_000,
        source="university", contract_number="Ү-12", specification="С-3", payback=True,
    )  # fmt: skip
    item = await work.training_plans.add_item(plan.id, new, now)
    await _end(work, item, {}, random.Random(2), now)
    await work.training_plans.set_state([plan.id], "approved", now, now)


async def _chain(work: Work, organisation_id: int) -> dict[TrainingForm, tuple[Step, ...]]:
    departments = await work.organisations.departments(organisation_id)
    chain = chain_of({}, has_institutes=any(each.kind == "institute" for each in departments))
    return {"602-01": way_of(chain, "602-01"), "602-05": way_of(chain, "602-05")}


async def _close(
    work: Work,
    year: TrainingYear,
    form: TrainingForm,
    department_id: int,
    revision: int,
    reason: str,
    ways: dict[TrainingForm, tuple[Step, ...]],
    now: datetime,
) -> None:
    """A document that went its whole way."""
    opened = await work.training_documents.open(year.id, form, department_id, revision, reason, now)
    on = year.begins + APPROVED_AFTER
    for number, step in enumerate(ways[form], start=1):
        await work.training_documents.add_passage(
            Passage(0, opened.id, step.name, "done", None, step.outside or "Үлгі Басшы",
                    str(number + revision), on, "", None, None, now)
        )  # fmt: skip
    await freeze(work, opened, await _figures(work, year, opened, now), now)
    if form == "602-01":
        return
    for each in await work.training_documents.of_year(year.id):
        if each.state == "open":
            await work.training_documents.approve(each.id)


async def _figures(work: Work, year: TrainingYear, opened: TrainingDocument, now: datetime) -> Json:
    if opened.form == "602-01":
        return await rows_of(work, year, opened, now)
    return await included_in(work, year, now)


async def _revise(
    work: Work,
    year: TrainingYear,
    each: _Person,
    ways: dict[TrainingForm, tuple[Step, ...]],
    now: datetime,
) -> None:
    """One more course in an approved schedule: the revision went the same way."""
    plan = await work.training_plans.of_employee(year.id, each.employee.id)
    assert plan is not None
    assert plan.department_id is not None
    new = replace(_item(year, random.Random(3)), first_day=year.ends - 20 * DAY,
                  last_day=year.ends - 15 * DAY)  # fmt: skip
    item = await work.training_plans.add_item(plan.id, new, now)
    [held] = await work.register.several([each.employee.id])
    known = await _end(work, item, held.known, random.Random(4), now)
    await work.register.change(held.id, held.number, held.name, known, now)
    reason = "Жаңа пән енгізілді · Введён новый предмет"
    await _close(work, year, "602-01", plan.department_id, 2, reason, ways, now)


async def _find(
    work: Work,
    year: TrainingYear,
    people: Sequence[_Person],
    missed: TrainingItem,
    now: datetime,
) -> None:
    """Two findings, one of them cured, as far as their days have come."""
    on, owner = today(now), "Үлгі Басшы"
    late = next(each for each in people if each.employee.number == WITHOUT_PLAN)
    base = Nonconformity(
        id=0, year_id=year.id, department_id=people[0].appointment.department_id,
        employee_id=people[0].employee.id, item_id=missed.id, finding="not_attended",
        about=f"item:{missed.id}", found_how="report", found_on=on, cause="course_cancelled",
        cause_words="", minutes_number="4", action="Басқа курс табу · Найти другой курс",
        owner=owner, due=on + 30 * DAY, rechecked=None, recheck_on=None, closed_on=None,
        closed_by=None,
    )  # fmt: skip
    if missed.state == "missed":
        await work.nonconformities.find(base)
    if year.plans_due is None or on <= year.plans_due:
        return
    number = late.employee.id
    await work.nonconformities.find(replace(
        base, department_id=late.appointment.department_id, employee_id=number, item_id=None,
        finding="no_plan", about=f"employee:{number}", found_how="request", cause="absence",
        action="Жоспар жасау · Составить план", due=on, rechecked="cured", recheck_on=on,
        closed_on=on,
    ))  # fmt: skip
