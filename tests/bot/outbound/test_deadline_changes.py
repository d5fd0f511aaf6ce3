"""A deadline that was moved or removed: whoever knew of it is told, once, and nobody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from cases import deadlines, memberships
from cases.deadlines import Effect, entered
from rules.norms.model import Text
from storage.database import Work
from storage.tables.organisations import Deadline, Particulars
from tests.bot.outbound.conftest import FIRST, NOW, Post

HR = 5_000_001
TITLE = Text(kk="Өтінім", ru="Заявления & <b>", en="Applications")
SOON = date(2026, 12, 10)
LATER = date(2026, 12, 24)
LATEST = date(2027, 1, 15)


async def office(post: Post, members: int = 3, *, languages: tuple[str, ...] = ("en",)) -> int:
    """An organisation with an HR who is no member, and so many members."""
    organisation = await post.staff(members, languages=languages)
    async with post.database.work() as work:
        await work.people.ensure(HR, "en", NOW)
        await work.hr.grant(organisation, HR, None, NOW)
    return organisation


async def enter(post: Post, organisation: int, day: date = SOON, **more: Any) -> Deadline:
    async with post.database.work() as work:
        return await deadlines.enter_deadline(
            work, HR, organisation, "other", TITLE, day, post.time.now(), **more
        )


async def move(post: Post, held: Deadline, day: date, **more: Any) -> None:
    async with post.database.work() as work:
        await deadlines.change_deadline(
            work, HR, held.organisation_id, held.id, "other", TITLE, day, post.time.now(), **more
        )


async def remove(post: Post, held: Deadline) -> None:
    async with post.database.work() as work:
        await deadlines.remove_deadline(work, HR, held.organisation_id, held.id, post.time.now())


async def effect(post: Post, held: Deadline, day: date) -> Effect:
    given = replace(entered(held), day=day)
    async with post.database.work(writing=False) as work:
        return await deadlines.effect_of_saving(
            work,
            HR,
            held.organisation_id,
            held.id,
            given,
            post.time.now(),
        )


async def sweep(post: Post) -> None:
    for _ in range(2):
        post.time.forward(timedelta(seconds=2))
        await post.sweep()


def last(post: Post, person_id: int = FIRST) -> str:
    return post.telegram.last_message(person_id).text


async def test_saving_sends_nothing_until_somebody_wants_it(post: Post) -> None:
    organisation = await office(post)
    held = await enter(post, organisation)
    await sweep(post)
    assert post.received() == {}
    assert (await effect(post, held, SOON)).at_once == 3
    await move(post, held, SOON, also_now=True)
    assert (await effect(post, held, SOON)).at_once == 0
    await sweep(post)
    await move(post, held, SOON, also_now=True)
    await sweep(post)
    assert post.received() == {FIRST: 1, FIRST + 1: 1, FIRST + 2: 1}
    assert "In 20 days" in last(post)


async def test_the_next_reminders_go_out_as_they_were_named(post: Post) -> None:
    held = await enter(post, await office(post, 1))
    coming = (await effect(post, held, SOON)).coming
    assert [each.days_before for each in coming] == [7, 1]
    for number, each in enumerate(coming, start=1):
        post.time.forward(each.due_at - post.time.now())
        await sweep(post)
        assert post.received() == {FIRST: number}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "A day has moved\n\nApplications\n10 December 2026 → 24 December 2026"),
        ("ru", "Срок перенесён\n\nЗаявления & <b>\n10 декабря 2026"),
        ("kk", "Мерзім ауыстырылды\n\nӨтінім\n"),
    ],
)
async def test_whoever_was_reminded_hears_from_when_to_when(
    post: Post, language: str, words: str
) -> None:
    organisation = await office(post, 1, languages=(language,))
    held = await enter(post, organisation, also_now=True)
    await sweep(post)
    assert (await effect(post, held, LATER)).moved == 1
    await move(post, held, LATER)
    await sweep(post)
    assert last(post).startswith(words)
    assert last(post).endswith("Үлгі <колледжі>")
    assert post.telegram.last_message(FIRST).buttons == []
    assert post.received() == {FIRST: 2}


async def test_whoever_was_not_reminded_hears_nothing_of_a_move(post: Post) -> None:
    organisation = await office(post, 1)
    held = await enter(post, organisation)
    await move(post, held, LATER)
    await remove(post, held)
    await sweep(post)
    assert post.received() == {}


async def test_a_day_that_moves_twice_before_it_is_told_is_told_once(post: Post) -> None:
    held = await enter(post, await office(post, 1), also_now=True)
    await sweep(post)
    await move(post, held, LATER)
    await move(post, held, LATEST)
    await sweep(post)
    assert "10 December 2026 → 15 January 2027" in last(post)
    assert post.received() == {FIRST: 2}


async def test_a_day_that_moves_back_before_it_is_told_is_not_told(post: Post) -> None:
    held = await enter(post, await office(post, 1), also_now=True)
    await sweep(post)
    await move(post, held, LATER)
    await move(post, held, SOON)
    await sweep(post)
    assert post.received() == {FIRST: 1}


async def test_each_move_is_told_from_the_day_that_the_person_knows(post: Post) -> None:
    held = await enter(post, await office(post, 2), also_now=True)
    post.telegram.block(FIRST + 1)
    await sweep(post)
    for was, day in (("10 December", LATER), ("24 December", LATEST), ("15 January", SOON)):
        await move(post, held, day)
        await sweep(post)
        assert f"{was} 20" in last(post).split(" → ")[0]
    assert post.received() == {FIRST: 4}


async def test_a_removed_day_is_told_to_whoever_was_reminded(post: Post) -> None:
    held = await enter(post, await office(post, 2), also_now=True)
    await sweep(post)
    await remove(post, held)
    await sweep(post)
    assert last(post).startswith("A day that no longer counts\n\nApplications: 10 December 2026")
    assert "no more reminders" in last(post)
    assert post.received() == {FIRST: 2, FIRST + 1: 2}


async def test_whoever_wants_no_more_or_has_left_is_told_nothing(post: Post) -> None:
    organisation = await office(post, 3)
    held = await enter(post, organisation, also_now=True)
    await sweep(post)
    async with post.database.work() as work:
        await stop(work, FIRST)
        await memberships.leave(work, FIRST + 1, organisation, post.time.now())
    await move(post, held, LATER)
    async with post.database.work() as work:
        await memberships.leave(work, FIRST + 2, organisation, post.time.now())
    await sweep(post)
    assert post.received() == {FIRST: 1, FIRST + 1: 1, FIRST + 2: 1}


async def stop(work: Work, person_id: int) -> None:
    [sent] = [each for each in await work.reminders.of(person_id) if each.state == "sent"]
    await work.reminders.answer(sent, "stop", NOW, None)


async def test_a_move_that_is_also_reminded_of_now_tells_nobody_twice(post: Post) -> None:
    organisation = await office(post, 2)
    held = await enter(post, organisation, also_now=True)
    async with post.database.work() as work:
        # One of the two has joined since and was reminded of nothing.
        [late] = [each for each in await work.reminders.of(FIRST + 1) if each.due_at <= NOW]
        await work.reminders.answer(late, "later", NOW, None)
        await work.reminders.cancel_deadlines(FIRST + 1, organisation)
    await sweep(post)
    found = await effect(post, held, LATER)
    assert (found.moved, found.at_once) == (1, 1)
    await move(post, held, LATER, also_now=True)
    await sweep(post)
    assert "A day has moved" in last(post, FIRST)
    assert "In 34 days" in last(post, FIRST + 1)
    assert post.received() == {FIRST: 2, FIRST + 1: 1}


async def test_at_night_a_move_is_told_in_the_morning(post: Post) -> None:
    held = await enter(post, await office(post, 1), also_now=True)
    await sweep(post)
    # 22:00 in Almaty.
    post.time.forward(timedelta(hours=11))
    await move(post, held, LATER)
    await sweep(post)
    assert post.received() == {FIRST: 1}
    post.time.forward(timedelta(hours=11))
    await sweep(post)
    assert post.received() == {FIRST: 2}


async def test_a_move_that_could_not_be_told_before_both_days_passed_is_dropped(
    post: Post,
) -> None:
    held = await enter(post, await office(post, 1), also_now=True)
    await sweep(post)
    await move(post, held, LATER)
    post.time.forward(timedelta(days=40))
    await sweep(post)
    assert post.received() == {FIRST: 1}


async def test_hr_is_told_how_far_a_deadline_is_as_long_as_it_has_the_right(post: Post) -> None:
    organisation = await office(post)
    post.telegram.add_person(HR, "HR", "en", started=True)
    particulars = Particulars(note=Text(kk="Үлгі", ru="Образец <1>", en=""), link="https://a.kz/x")
    await enter(
        post, organisation, post.time.now().date() + timedelta(days=8), particulars=particulars
    )
    post.time.forward(timedelta(days=1))
    await sweep(post)
    seen = last(post, HR)
    assert "In 7 days: a deadline of your people" in seen
    assert "It is for 3 people; 0 have said that they are done." in seen
    assert "Образец <1>" in last(post)
    assert "https://a.kz/x" in last(post)
    async with post.database.work() as work:
        [right] = await work.hr.of_person(HR)
        await work.hr.withdraw(right.id, post.time.now())
    post.time.forward(timedelta(days=6))
    await sweep(post)
    assert last(post, HR) == seen
