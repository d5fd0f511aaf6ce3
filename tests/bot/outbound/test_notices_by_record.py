"""Who is known by an employer's register alone is told of a later edition by it, once they are tied
to their record by their own will."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.commands.notices import kinds_found
from cases.edition_notices import Telling
from cases.purposes import REGISTER, withdraw
from cases.reminders import answer_reminder
from rules.norms.catalog import Catalogue
from storage.tables.register import Appointment, TieState
from tests.bot.outbound.conftest import Post
from tests.bot.outbound.test_edition_notices import (
    checked,
    file_of,
    norms,
    send,
    signed,
    text_of,
)
from tests.rules.norms import two_editions as two

__all__ = ["norms"]

KNOWN = {
    "category": "teacher",
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "as_of": "2026-11-01",
}
TOLD = "По списку вашего работодателя для «Преподаватель колледжа · педагог-модератор»:"


async def employed(
    post: Post,
    person_id: int | None,
    months: int = 30,
    language: str = "ru",
    *,
    state: TieState = "confirmed",
    agreed: bool = True,
    until: date | None = None,
    college: str = "Колледж <Үлгі>",
) -> int:
    """An employee of a register, tied to a person of the bot where one is given."""
    now = post.time.now()
    async with post.database.work() as work:
        known = {each.name: each for each in await work.organisations.all()}
        made = known.get(college) or await work.organisations.add(college, now)
        assert made is not None
        record = ("", "Тестова <b>Айна</b>", {**KNOWN, "experience": {"specialty": months}})
        [number] = await work.register.add(made.id, [record], now)
        held = (None, "tvet-teacher", "преподаватель", None, None, None, until, None)
        await work.register.appoint([Appointment(0, number, *held)])
        if person_id is not None:
            post.telegram.add_person(person_id, "Мысал", language, started=True)
            await work.people.ensure(person_id, language, now)  # type: ignore[arg-type]
            await work.people.give_consent(person_id, "1", now)
            if agreed:
                await work.purposes.put(person_id, REGISTER.id, REGISTER.version, True, now)
            tie = await work.ties.propose(number, person_id, person_id, now)
            if state != "proposed":
                await work.ties.settle(tie.id, state, None, now)
    return number


async def log(post: Post) -> list[tuple[int, str]]:
    """Who did what, over all organisations."""
    async with post.database.work(writing=False) as work:
        found = [
            each
            for organisation in await work.organisations.all()
            for each in await work.audit.of_organisation(organisation.id, 50)
        ]
    return [(each.actor_id, each.action) for each in found]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", [TOLD, "❌ пока не соответствует", "не менее 3 лет (п. 286)"]),
        ("kk", ["Жұмыс берушіңіздің тізімі бойынша"]),
        ("en", ["By your employer's list for"]),
    ],
)
async def test_a_tied_person_without_a_check_is_told_once_in_their_language(
    post: Post, norms: Catalogue, tmp_path: Path, language: str, words: list[str]
) -> None:
    await employed(post, 1, language=language)
    await employed(post, 2, months=40)
    await employed(post, None)
    path = await file_of(post, norms, tmp_path / "a.yaml")
    assert text_of(path).count("by: list") == 1
    assert "people: 1" in text_of(path)
    signed(path)
    assert await send(post, norms, path, preview=True) == Telling(told=1)
    assert await log(post) == []
    assert await send(post, norms, path) == Telling(told=1)
    for _ in range(2):
        await post.sweep()
        assert await send(post, norms, path) == Telling(before=1)
    assert post.received() == {1: 1}
    message = post.telegram.last_message(1)
    assert all(each in message.text for each in words)
    assert "Айна" not in message.text
    [check], [stop] = message.buttons
    assert check.data == "m:pos:tvet-teacher"
    assert (stop.data or "").endswith(":stop")
    assert len(message.text.splitlines()) <= 12
    assert await log(post) == [(0, "staff.told")]


async def test_only_who_is_tied_by_their_own_will_and_still_works_there(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    await employed(post, 1, state="proposed")
    await employed(post, 2, state="undone")
    await employed(post, 3, agreed=False)
    await employed(post, 4, until=date(2026, 1, 1))
    assert await kinds_found(post.database, norms, two.TURN, post.time.now()) == {}
    await employed(post, 5)
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    assert await send(post, norms, path) == Telling(told=1)
    await post.sweep()
    assert post.received() == {5: 1}


async def test_answers_of_their_own_come_before_the_list(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    await checked(post, norms, 1)
    await checked(post, norms, 2, months=40)
    for person_id in (1, 2):
        await employed(post, person_id)
    found = await kinds_found(post.database, norms, two.TURN, post.time.now())
    assert [(by, count) for (_, by), count in found.items()] == [("answers", 1)]
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    assert await send(post, norms, path) == Telling(told=1)
    await post.sweep()
    assert post.received() == {1: 1}
    assert "По вашим последним ответам" in post.telegram.last_message(1).text


async def test_two_employers_are_one_message_and_each_log_has_a_line(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    await employed(post, 1)
    await employed(post, 1, college="Лицей")
    for person_id in (2, 3):
        await employed(post, person_id, college="Лицей")
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    assert "people: 3" in text_of(path)
    assert await send(post, norms, path) == Telling(told=3)
    await post.sweep()
    assert post.received() == {1: 1, 2: 1, 3: 1}
    assert post.telegram.last_message(1).text.count(TOLD) == 1
    assert await log(post) == [(0, "staff.told")] * 2


async def test_blocked_withdrawn_and_stopped_are_left_alone(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    for person_id in (1, 2, 3, 4):
        await employed(post, person_id)
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    now = post.time.now()
    async with post.database.work() as work:
        await work.people.set_blocked(1, True, now)
        await work.people.withdraw_consent(2, now)
    assert await send(post, norms, path) == Telling(told=2, unwanted=1)
    await post.sweep()
    async with post.database.work() as work:
        [held] = await work.reminders.of(3)
        await answer_reminder(work, 3, held.id, "stop", now)
        await work.people.set_blocked(1, False, now)
    assert await send(post, norms, path) == Telling(told=1, before=1, unwanted=1)
    await post.sweep()
    assert post.received() == {1: 1, 3: 1, 4: 1}


async def test_what_ends_before_the_morning_is_not_sent(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    """Of a tie that is undone, an agreement that is taken back, a record that is deleted, and of
    whoever has checked by their own answers meanwhile."""
    numbers = {person_id: await employed(post, person_id) for person_id in range(1, 6)}
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    post.time.forward(timedelta(hours=14))
    assert await send(post, norms, path) == Telling(told=5)
    now = post.time.now()
    async with post.database.work() as work:
        tie = await work.ties.of_employee(numbers[1])
        assert tie is not None
        await work.ties.settle(tie.id, "undone", None, now)
        await withdraw(work, 2, REGISTER, now)
        await work.register.delete(numbers[3])
    await checked(post, norms, 4, months=40)
    post.time.forward(timedelta(hours=9))
    await post.sweep()
    assert post.received() == {5: 1}


async def test_on_the_first_day_and_after_it_too(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    for months, days in ((30, 0), (31, 40)):
        post.time.forward(datetime(2027, 9, 1, 6, tzinfo=UTC) - post.time.now() + timedelta(days))
        await employed(post, months, months=months)
        path = signed(await file_of(post, norms, tmp_path / f"{days}.yaml"))
        assert (await send(post, norms, path)).told == 1
        await post.sweep()
    assert post.received() == {30: 1, 31: 1}
