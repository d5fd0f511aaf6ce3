"""Decisions of the management: typed, with an owner and a day; a deadline of whoever is here."""

from datetime import date

import pytest

from cases.errors import BadValue, NotAllowed, NotThere
from cases.training.decisions import (
    change_decision,
    decision_seen,
    decisions_seen,
    enter_decision,
    finish_decision,
    give_to,
    withdraw_decision,
)
from cases.training.years import year_of
from cases.training_forms.closing import annual_form
from rules.training.decision_line import DecisionLine, is_meant, read_decision
from storage.database import Database, Work
from tests.cases.college import HR, NOW, OTHER_HR, STRANGER, TEACHER, TODAY, join, member_link
from tests.cases.training.university import DEAN, HEAD, TEACHER_A, build

DUE = date(2027, 3, 1)
LINE = DecisionLine("Зертхана, лицензия", "Айгерім", DUE)


async def due(work: Work, person_id: int) -> list[date]:
    """The days of deadlines that somebody is still reminded of."""
    held = await work.reminders.of(person_id)
    pending = [e.day for e in held if e.subject == "deadline" and e.state == "pending"]
    return sorted(set(pending))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Buy licences, Amanov M., 01.03.2028", ("Buy licences", "Amanov M", date(2028, 3, 1))),
        ("A, b, c; Үлгіева; 5 наурыз 2028", ("A, b, c", "Үлгіева", date(2028, 3, 5))),
        ("01.03.2028, Купить лицензии, Мысалова", ("Купить лицензии", "Мысалова",
                                                   date(2028, 3, 1))),
    ],
)  # fmt: skip
def test_a_line_is_read(text: str, read: tuple[str, str, date]) -> None:
    assert read_decision(text, TODAY) == DecisionLine(*read)


@pytest.mark.parametrize(
    "text",
    ["", "Buy licences", "Buy licences, 01.03.2028", "Buy, Amanov", "Buy, 7, 01.03.2028",
     "Buy, Amanov, 01.03.2020", "Buy, Amanov, march 2028", "A, B, 01.03.2028, 02.03.2028"],
)  # fmt: skip
def test_what_is_no_decision_is_refused(text: str) -> None:
    assert read_decision(text, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "name", "meant"),
    [
        ("Аманов", "Аманов Мысал", True),
        ("аманов м.", "Аманов Мысал", True),
        ("Аманов К.", "Аманов Мысал", False),
        ("Аман", "Аманов Мысал", False),
        ("Аманов Мысал Үлгіұлы", "Аманов Мысал", False),
        ("", "Аманов", False),
    ],
)
def test_who_may_be_meant(typed: str, name: str, meant: bool) -> None:
    assert is_meant(typed, name) == meant


async def test_a_decision_is_a_deadline_of_its_owner_alone(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        here = (work, HR, u.organisation)
        for _ in range(2):
            entered = await enter_decision(*here, u.year, LINE, NOW)
            assert entered.candidates == ()
        [view] = await decisions_seen(*here, u.year, NOW)
        assert view.reminded
        assert await due(work, TEACHER) == [DUE]
        assert await due(work, TEACHER_A) == []
        number = view.decision.id
        later = DecisionLine(LINE.words, LINE.owner, date(2027, 4, 1))
        await change_decision(*here, number, later, NOW)
        assert await due(work, TEACHER) == [date(2027, 4, 1)]
        for _ in range(2):
            await finish_decision(*here, number, NOW)
        assert await due(work, TEACHER) == []
        assert (await decision_seen(*here, number, NOW)).decision.done_on == TODAY
        await finish_decision(*here, number, NOW, done=False)
        assert await due(work, TEACHER) == [date(2027, 4, 1)]
        await withdraw_decision(*here, number, NOW)
        assert await due(work, TEACHER) == []
        assert await decisions_seen(*here, u.year, NOW) == []
        with pytest.raises(NotThere):
            await withdraw_decision(*here, number, NOW)


async def test_an_owner_who_is_not_here_is_kept_by_name(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        here = (work, HR, u.organisation)
        line = DecisionLine("Зертхана", "Бөгде Кісі", DUE)
        entered = await enter_decision(*here, u.year, line, NOW)
        assert (entered.decision.deadline_id, entered.candidates) == (None, ())
        # Another owner takes it over, and is reminded then.
        changed = await change_decision(*here, entered.decision.id, LINE, NOW)
        assert changed.decision.deadline_id is not None
        assert await due(work, TEACHER) == [DUE]
        back = await change_decision(*here, entered.decision.id, line, NOW)
        assert back.decision.deadline_id is None
        assert await due(work, TEACHER) == []


async def test_of_several_who_may_be_meant_hr_names_one(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        link = await member_link(work, HR, u.organisation, u.c.department)
        await join(work, HEAD, link.token, name=None)
        await join(work, DEAN, link.token, name="Аманов Мысалбек")
        here = (work, HR, u.organisation)
        entered = await enter_decision(*here, u.year, DecisionLine("Зертхана", "Аманов", DUE), NOW)
        # By the register's name, and by the one that was given to HR.
        assert [name for _, name in entered.candidates] == ["Аманов Мысал", "Аманов Мысалбек"]
        member = entered.candidates[0][0]
        with pytest.raises(NotThere):
            await give_to(*here, entered.decision.id, u.c.membership, NOW)
        for _ in range(2):
            await give_to(*here, entered.decision.id, member, NOW)
        assert await due(work, HEAD) == [DUE]
        assert await due(work, DEAN) == []


async def test_only_hr_decides_and_only_days_to_come_are_taken(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        for person in (STRANGER, OTHER_HR, HEAD, TEACHER):
            with pytest.raises(NotAllowed):
                await enter_decision(work, person, u.organisation, u.year, LINE, NOW)
        here = (work, HR, u.organisation, u.year)
        for bad, field in (
            (DecisionLine("x", "Айгерім", date(2026, 1, 1)), "due"),
            (DecisionLine("x", "Айгерім", date(2036, 1, 1)), "due"),
            (DecisionLine("а" * 1001, "Айгерім", DUE), "words"),
        ):
            with pytest.raises(BadValue) as refused:
                await enter_decision(*here, bad, NOW)
            assert refused.value.field == field
        assert await decisions_seen(*here, NOW) == []
        entered = await enter_decision(*here, LINE, NOW)
        with pytest.raises(NotThere):
            await decision_seen(work, OTHER_HR, u.c.other, entered.decision.id, NOW)


async def test_the_annual_report_says_what_was_decided(database: Database) -> None:
    u = await build(database)
    async with database.work() as work:
        long = DecisionLine("Зертхана " * 50, "Айгерім", DUE)
        entered = await enter_decision(work, HR, u.organisation, u.year, long, NOW)
        assert await due(work, TEACHER) == [DUE]
        await finish_decision(work, HR, u.organisation, entered.decision.id, NOW)
        report = await annual_form(work, await year_of(work, u.organisation, u.year), NOW)
        [said] = report.decisions
        assert (said.owner, said.due, said.done_on) == ("Айгерім", DUE, TODAY)
        assert said.words == ("Зертхана " * 50).strip()
