"""A year of training of a large college: everybody has a plan with a course, most of them done."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import insert, select

from benchmarks.crowd import NOW
from benchmarks.lists import HR
from cases.training.years import add_year
from storage.database import Database
from storage.engine.address import parse_address
from storage.engine.engines import migrating_engine
from storage.tables.register import appointment
from storage.tables.training_outcomes import nonconformity
from storage.tables.training_plans import course_result, training_item, training_plan

BEGINS: Final = date(2026, 1, 1)
STATES: Final = ("done", "done", "otherwise", "missed", "planned")
LATE: Final = 10
"""One of so many has fallen behind."""


async def plant_year(database: Database, url: str, college: int) -> int:
    """The number of the year."""
    async with database.work() as work:
        year = await add_year(work, HR, college, "2026", BEGINS, date(2026, 12, 31), NOW)
    engine = migrating_engine(parse_address(url))
    try:
        async with engine.begin() as connection:
            of = appointment.c
            rows = await connection.execute(
                select(of.employee_id, of.department_id).order_by(of.id.desc())
            )
            # The first post is the one that counts.
            main = {row[0]: row[1] for row in rows}
            chance = random.Random(len(main))
            days = [BEGINS + timedelta(days=chance.randrange(330)) for _ in main]
            states = [chance.choice(STATES) for _ in main]
            plans = [_plan(year.id, *each) for each in main.items()]
            await connection.execute(insert(training_plan), plans)
            held = await connection.execute(select(training_plan.c.id).order_by(training_plan.c.id))
            numbers = [row[0] for row in held]
            items = [_item(*each) for each in zip(numbers, days, states, strict=True)]
            await connection.execute(insert(training_item), items)
            held = await connection.execute(select(training_item.c.id).order_by(training_item.c.id))
            numbers = [row[0] for row in held]
            told = zip(numbers, days, states, strict=True)
            results = [_result(*each) for each in told if each[2] != "planned"]
            await connection.execute(insert(course_result), results)
            late = list(zip(main.items(), numbers, strict=True))[::LATE]
            await connection.execute(
                insert(nonconformity), [_late(year.id, *who, item) for who, item in late]
            )
    finally:
        await engine.dispose()
    return year.id


def _plan(year: int, employee: int, department: int | None) -> dict[str, Any]:
    return {"year_id": year, "employee_id": employee, "department_id": department,
            "state": "given", "given_at": NOW, "changed_at": NOW}  # fmt: skip


def _item(plan: int, day: date, state: str) -> dict[str, Any]:
    words = dict.fromkeys(
        ("direction", "subject", "provider", "place", "contract_number", "specification",
         "consent_number", "grounds", "paper"), "",
    )  # fmt: skip
    return {
        "plan_id": plan, "state": state, "origin": "typed", "topic": "Оценивание результатов",
        "kind": "own_programme", "area": None, "reason": None, "hours": 72, "first_day": day,
        "last_day": day, "to_month": False, "cost": 0, "source": "university", "consent_on": None,
        "approved_by_head": False, "trip": None, "payback": None, "unplanned": False,
        "changed_at": NOW, **words,
    }  # fmt: skip


def _result(item: int, day: date, outcome: str) -> dict[str, Any]:
    return {
        "item_id": item, "outcome": outcome, "why": "", "hours": 72,
        "ended_on": None if outcome == "missed" else day, "judgement": "", "told_at": NOW,
        "minutes_number": "", "improvement": "", "cause": None, "spent": None, "mark": None,
        "file_id": None, "file_kind": None, "heard_due": None, "heard_on": None,
        "recommended": None, "heard_by": None, "in_register_at": None, "in_own_at": None,
    }  # fmt: skip


def _late(year: int, employee: int, department: int | None, item: int) -> dict[str, Any]:
    return {
        "year_id": year, "department_id": department, "employee_id": employee, "item_id": item,
        "finding": "not_attended", "about": f"item:{item}", "found_how": "report",
        "found_on": BEGINS, "cause": None, "cause_words": "", "minutes_number": "", "action": "",
        "owner": "", "due": None, "rechecked": None, "recheck_on": None, "closed_on": None,
        "closed_by": None,
    }  # fmt: skip
