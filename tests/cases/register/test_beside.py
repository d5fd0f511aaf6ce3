"""The employer's record beside what the person entered: both shown, neither written over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.purposes import REGISTER
from cases.register import ties
from cases.register.beside import Difference, differences, held, own_differences, shared_beside
from cases.register.people import view_of
from cases.register.ties import own_records
from rules.vocabulary import Json
from storage.database import Database, Work
from storage.tables.organisations import Shares
from tests.cases.college import HR, NOW, TEACHER, Colleges, found

KNOWN: Json = {
    "category": "expert", "category_date": "2024",
    "education": [{"level": "bachelor", "fields": []}], "degrees": [],
    "certificates": [{"hours": 72, "issued": "2025-05-01"}],
}  # fmt: skip


async def tied(database: Database, shares: Shares) -> tuple[Colleges, int]:
    """TEACHER's record, tied; KNOWN is in it."""
    c = await found(database, shares)
    async with database.work() as work:
        [record] = await work.register.add(c.organisation, [("1", "Айгерім", KNOWN)], NOW)
        assert await ties.tie_proposed(work, HR, c.organisation, NOW) == 1
        await work.purposes.put(TEACHER, REGISTER.id, REGISTER.version, True, NOW)
    return c, record


async def says(work: Work, fact: str, value: object) -> None:
    await work.answers.put(TEACHER, None, fact, "value", value, NOW)


async def entered_otherwise(work: Work) -> None:
    await says(work, "category", "moderator")
    await work.dates.put(TEACHER, "category", "moderator", date(2028, 5, 1), NOW)
    education = {"items": [{"level": "master"}], "complete": True}
    await says(work, "education", education)
    await says(work, "degrees", {"items": [{"degree": "phd"}], "complete": True})


async def test_what_differs_stands_side_by_side_and_both_stay(database: Database) -> None:
    _, record = await tied(database, Shares())
    async with database.work() as work:
        await entered_otherwise(work)
        await work.certificates.add(TEACHER, "profile", 80, NOW.date(), None, NOW)
        [own] = await own_records(work, TEACHER, NOW)
        assert own.view is not None
        assert await own_differences(work, TEACHER, own.view) == [
            Difference("category", "expert", "moderator"),
            Difference("category_until", "2029", "2028-05-01"),
            Difference("education", "bachelor", "master"),
            Difference("degrees", (), ("phd",)),
            Difference("hours", 72, 80),
        ]
        kept = await work.register.get(record)
        assert kept is not None
        assert kept.known == KNOWN
        answers = {each.fact: each.value for each in await work.answers.all(TEACHER)}
        assert answers["category"] == "moderator"


async def test_the_same_and_the_unknown_are_no_difference(database: Database) -> None:
    c, record = await tied(database, Shares())
    async with database.work() as work:
        view = await view_of(work, c.organisation, record, NOW)
        assert await own_differences(work, TEACHER, view) == []
        await says(work, "category", "expert")
        await work.dates.put(TEACHER, "category", "expert", date(2029, 5, 1), NOW)
        await work.answers.put(TEACHER, None, "education", "unknown", None, NOW)
        await says(work, "degrees", {"items": [{"degree": "phd"}], "complete": False})
        assert await own_differences(work, TEACHER, view) == []


@pytest.mark.parametrize("shares", [Shares(), Shares(certificates=True)])
async def test_hr_sees_what_is_shared_and_nothing_else(database: Database, shares: Shares) -> None:
    c, record = await tied(database, shares)
    async with database.work() as work:
        await entered_otherwise(work)
        await work.certificates.add(TEACHER, "profile", 80, NOW.date(), None, NOW)
        view = await view_of(work, c.organisation, record, NOW)
        beside = await shared_beside(work, HR, c.organisation, view, NOW)
        assert beside is not None
        shared, differ = beside
        assert (shared.certificates is None) == (not shares.certificates)
        assert differ == ([Difference("hours", 72, 80)] if shares.certificates else [])
        tie = view.tie
        assert tie is not None
        await ties.undo_tie(work, HR, c.organisation, tie.id, NOW)
        view = await view_of(work, c.organisation, record, NOW)
        assert await shared_beside(work, HR, c.organisation, view, NOW) is None


def test_hours_are_compared_only_where_all_of_them_are_known() -> None:
    course = {"hours": 72}
    assert held({"certificates": [course, course]}) == {"hours": 144}
    assert held({"certificates": [course, {}]}) == {}
    assert held({"certificates": [course], "certificates_complete": False}) == {}
    assert held({"certificates": []}) == {}


@given(st.dates(date(1990, 1, 1)), st.sampled_from([4, 7, 10]), st.integers(1, 4000))
def test_a_day_known_in_part_is_the_same_as_any_within(day: date, known: int, days: int) -> None:
    whole, part = day.isoformat(), day.isoformat()[:known]
    assert differences({"category_until": part}, {"category_until": whole}) == []
    assert differences({"category_until": whole}, {"category_until": part}) == []
    other = (day + timedelta(days=days)).isoformat()
    differ = differences({"category_until": part}, {"category_until": other})
    assert bool(differ) == (not other.startswith(part))
