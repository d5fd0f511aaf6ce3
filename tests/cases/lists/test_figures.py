"""The year in figures against counting by hand, and against the year before."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from cases.errors import NotAllowed
from cases.lists.figures import keep_figures, year_figures
from cases.lists.working_out import work_out_due
from rules.norms.loading import catalogue
from rules.vocabulary import Json
from storage.database import Database, Work
from storage.tables.register import Appointment
from tests.cases.college import HR, NOW, STRANGER, TEACHER, TODAY, Colleges, found
from tests.cases.lists.registers import drawn

OLD = NOW - timedelta(days=365)
PEDAGOGICAL: list[Json] = [{"level": "bachelor", "fields": ["pedagogical"]}]
TVET: list[Json] = [{"level": "tvet", "fields": []}]


async def employed(
    work: Work, college: Colleges, known: Json, department: int | None, *more: int
) -> int:
    [number] = await work.register.add(college.organisation, [("", "Үлгі", known)], NOW)
    await work.register.appoint(
        [
            Appointment(0, number, place, "tvet-methodist", "әдіскер", "teaching", 100, None, None,
                        None)
            for place in (department, *more)
        ]
    )  # fmt: skip
    return number


async def figures(
    work: Work, college: Colleges, actor: int = HR
) -> dict[str, dict[str, dict[str, tuple[int, int | None]]]]:
    """By the name of the department ("": all), subject and value: now, and last year."""
    shown = await year_figures(work, actor, college.organisation, catalogue(), NOW)
    return {
        each.department.name: {
            subject: {s.value: (s.people, s.last_year) for s in each.of(subject)}
            for subject in ("category", "education", "training")
        }
        for each in shown.departments
    }


async def test_they_are_counted_by_people(database: Database) -> None:
    college = await found(database)
    it = college.department
    recent, old = str(TODAY - timedelta(days=400)), str(TODAY - timedelta(days=2000))
    async with database.work() as work:
        below = await work.organisations.add_department(
            college.organisation, "Кафедра", NOW, "chair", it
        )
        assert below is not None
        trained: Json = {"category": "expert", "education": PEDAGOGICAL,
                         "certificates": [{"hours": 72, "issued": recent}]}  # fmt: skip
        await employed(work, college, trained, it, below.id)
        untrained: Json = {"category": "expert", "education": TVET,
                           "certificates": [{"hours": 72, "issued": old}]}  # fmt: skip
        await employed(work, college, untrained, below.id)
        await employed(work, college, {"category": "none", "certificates": []}, None)
        await employed(work, college, {}, it)
        in_it = {
            "category": {"expert": (2, None), "unknown": (1, None)},
            "education": {"yes": (1, None), "no": (1, None), "unknown": (1, None)},
            "training": {"yes": (1, None), "no": (1, None), "unknown": (1, None)},
        }
        shown = await figures(work, college)
        assert shown["IT"] == in_it
        assert shown["Кафедра"]["category"] == {"expert": (2, None)}
        assert shown[""]["category"] == {
            "expert": (2, None), "none": (1, None), "unknown": (1, None),
        }  # fmt: skip
        assert shown[""]["training"] == {"yes": (1, None), "no": (2, None), "unknown": (1, None)}


async def test_last_year_stands_as_it_was_kept(database: Database) -> None:
    college = await found(database)
    async with database.work() as work:
        number = await employed(work, college, {"category": "moderator"}, college.department)
        await work_out_due(work, college.organisation, catalogue(), OLD)
        await keep_figures(work, college.organisation, OLD - timedelta(days=1))
        await keep_figures(work, college.organisation, OLD)
        await work.register.change(number, "", "Үлгі", {"category": "expert"}, NOW)
        await employed(work, college, {"category": "expert"}, college.department)
        await keep_figures(work, college.organisation, NOW)
        shown = await figures(work, college)
        assert shown["IT"]["category"] == {"expert": (2, 0), "moderator": (0, 1)}
        year = await year_figures(work, HR, college.organisation, catalogue(), NOW)
        assert (year.on, year.last_taken_on) == (TODAY, OLD.date())


@pytest.mark.parametrize("seed", [11, 12])
async def test_every_total_adds_up(database: Database, seed: int) -> None:
    college = await drawn(database, seed, 60)
    async with database.work() as work:
        await work_out_due(work, college.organisation, catalogue(), OLD)
        await keep_figures(work, college.organisation, OLD)
        year = await year_figures(work, HR, college.organisation, catalogue(), NOW)
        teaching = {
            each.id
            for each in college.people
            for post in each.posts
            if post.staff == "teaching"
            and (post.since is None or post.since <= TODAY)
            and (post.until is None or post.until >= TODAY)
        }
        assert year.departments[0].people == len(teaching)
        assert Counter(
            {share.value: share.people for share in year.departments[0].of("category")}
        ) == Counter(e.known.get("category", "unknown") for e in college.people if e.id in teaching)
        for each in year.departments:
            for subject in ("category", "education", "training"):
                assert sum(share.people for share in each.of(subject)) == each.people
                if each.last_year is not None:
                    last = [share.last_year or 0 for share in each.of(subject)]
                    assert sum(last) == each.last_year


async def test_a_head_sees_the_own_department_and_nobody_else_any(database: Database) -> None:
    college = await found(database)
    async with database.work() as work:
        await employed(work, college, {}, college.department)
        await work.roles.give(
            college.organisation, TEACHER, "head", college.department, None, HR, NOW
        )
        assert set(await figures(work, college, TEACHER)) == {"IT"}
        with pytest.raises(NotAllowed):
            await figures(work, college, STRANGER)
        log = await work.audit.of_organisation(college.organisation, 1)
        assert (log[0].action, log[0].details) == ("figures", {"departments": 1})
