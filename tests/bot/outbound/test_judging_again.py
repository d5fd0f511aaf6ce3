"""After a correction: who is told, once, in their language, whatever happens in between."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from bot.outbound.judging_again import JudgingAgain
from bot.outbound.running import carry
from rules.norms.catalog import Catalogue
from storage.tables.checks import NewDecision
from storage.tables.outbound import BLOCKED
from tests.bot.outbound.conftest import Post
from tests.rules.verdict.old_records import (
    CORRECTED_ON,
    TEACHER,
    corrected_rules,
    old_record,
    rewritten,
)

ENOUGH: dict[str, object] = {
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "experience": {"specialty": 30},
    "competences": {"*": True},
}
OLD = "old rules"


@pytest.fixture(autouse=True)
def norms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """The rules of today, by which a teacher-moderator needs three years instead of two."""
    changed = corrected_rules(tmp_path / "norms", 36)
    monkeypatch.setattr("bot.outbound.texts.catalogue", lambda: changed)
    return changed


def record(months: int) -> bytes:
    """A teacher-moderator with so many months, by the rules of then."""
    profile = {**ENOUGH, "experience": {"specialty": months}}
    verdict = "eligible" if months >= 24 else "not_eligible"
    missing = 24 - months
    report = {
        "verdict": verdict,
        "route": [{"kind": "experience", "experience": "specialty", "months": missing}]
        if missing > 0
        else [],
        "eligible_on": "2026-11-20" if missing <= 0 else None,
    }
    states = dict.fromkeys(("education", "experience.specialty", "competences"), "value")
    return rewritten(
        old_record(TEACHER, "moderator"),
        profile=profile,
        states=states,
        report=report,
        on="2026-11-20",
    )


async def check(post: Post, person_id: int, months: int = 30, language: str = "en") -> int:
    """Somebody with a kept decision by the rules of then."""
    now = post.time.now()
    post.telegram.add_person(person_id, "Мысал", language, started=True)
    kept = record(months)
    async with post.database.work() as work:
        await work.people.ensure(person_id, language, now)  # type: ignore[arg-type]
        await work.people.give_consent(person_id, "1", now)
        return await work.decisions.add(
            person_id,
            None,
            NewDecision(
                kept, OLD, TEACHER, "moderator", json.loads(kept)["report"]["verdict"], now.date()
            ),
            now,
        )


def judging(post: Post, norms: Catalogue, people: int = 50) -> JudgingAgain:
    return JudgingAgain(post.database, norms, CORRECTED_ON, post.time.now, people)


async def judge_all(post: Post, norms: Catalogue, people: int = 50) -> int:
    again, steps = judging(post, norms, people), 0
    while await again.step():
        steps += 1
    return steps


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("30 November 2026", "It was: ✅ You meet", "It is now: ⏳ Not yet: 6 months")),
        ("ru", ("30 ноября 2026", "Было: ✅", "Стало: ⏳")),
        ("kk", ("30 қараша", "Бұрын: ✅", "Енді: ⏳")),
    ],
)
async def test_whoever_gets_another_answer_is_told_both_once(
    post: Post, norms: Catalogue, language: str, words: tuple[str, ...]
) -> None:
    number = await check(post, 1, language=language)
    await check(post, 2, months=40, language=language)
    for _ in range(2):
        await judge_all(post, norms)
        await post.sweep()
    assert post.received() == {1: 1}
    message = post.telegram.last_message(1)
    for expected in words:
        assert expected in message.text
    [[button]] = message.buttons
    assert button.data == f"y:again:{number}"
    assert len(message.text.splitlines()) <= 12


async def test_it_goes_on_where_a_worker_was_killed(post: Post, norms: Catalogue) -> None:
    people = range(1, 8)
    for person_id in people:
        await check(post, person_id)
    assert await judging(post, norms, 3).step()
    assert await judge_all(post, norms, 3) == 2
    await post.sweep()
    assert post.received() == dict.fromkeys(people, 1)


async def test_killed_before_it_noted_how_far_it_came_nobody_is_told_twice(
    post: Post, norms: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.repositories.corrections import Corrections

    class Killed(Exception):
        pass

    async def killed(*_: object) -> None:
        raise Killed

    for person_id in (1, 2):
        await check(post, person_id)
    with monkeypatch.context() as broken:
        broken.setattr(Corrections, "advance", killed)
        with pytest.raises(Killed):
            await judging(post, norms).step()
    await post.sweep()
    await judge_all(post, norms)
    await post.sweep()
    assert post.received() == {1: 1, 2: 1}


async def test_two_workers_at_once_tell_everybody_once(post: Post, norms: Catalogue) -> None:
    people = range(1, 13)
    for person_id in people:
        await check(post, person_id)
    await asyncio.gather(judge_all(post, norms, 3), judge_all(post, norms, 4))
    workers = [await post.worker() for _ in range(2)]
    await asyncio.gather(*(worker.sweep() for worker in workers))
    assert post.received() == dict.fromkeys(people, 1)


async def test_whoever_blocked_the_bot_or_withdrew_gets_nothing(
    post: Post, norms: Catalogue
) -> None:
    for person_id in (1, 2, 3):
        await check(post, person_id)
    now = post.time.now()
    async with post.database.work() as work:
        await work.people.set_blocked(1, True, now)
        await work.people.withdraw_consent(2, now)
    await judge_all(post, norms)
    async with post.database.work() as work:
        await work.people.withdraw_consent(3, now)
    await post.sweep()
    assert post.received() == {}
    async with post.database.work(writing=False) as work:
        [told] = await work.reminders.of(1)
    assert (told.state, told.reason) == ("blocked", BLOCKED)


async def test_whoever_checked_again_meanwhile_is_told_nothing(
    post: Post, norms: Catalogue
) -> None:
    await check(post, 1)
    await judge_all(post, norms)
    post.time.forward(timedelta(seconds=5))
    await check(post, 1)
    await post.sweep()
    assert post.received() == {}


async def test_a_record_that_cannot_be_read_keeps_nobody_else_from_being_told(
    post: Post, norms: Catalogue
) -> None:
    await check(post, 1)
    now = post.time.now()
    async with post.database.work() as work:
        await work.decisions.add(
            1, None, NewDecision(b"{}", OLD, "x", None, "eligible", now.date()), now
        )
        await work.decisions.add(
            1, None, NewDecision(b"\xff", OLD, "y", None, "eligible", now.date()), now
        )
    await judge_all(post, norms)
    await post.sweep()
    assert post.received() == {1: 1}


async def test_several_checks_are_told_in_one_message(post: Post, norms: Catalogue) -> None:
    now, kept = post.time.now(), record(30)
    numbers = [await check(post, 1)]
    async with post.database.work() as work:
        run = await work.runs.open(1, "tvet-methodist", None, now)
        fact, position = "experience.specialty", "tvet-methodist"
        await work.answers.put(1, run.id, fact, "value", 30, now, position)
        for category in ("expert", "researcher", "master"):
            given = json.loads(kept)
            given["report"]["verdict"] = "eligible"
            other = rewritten(kept, category=category, report=given["report"])
            numbers.append(
                await work.decisions.add(
                    1, None, NewDecision(other, OLD, TEACHER, category, "eligible", now.date()), now
                )
            )
    await judge_all(post, norms)
    await post.sweep()
    assert post.received() == {1: 1}
    message = post.telegram.last_message(1)
    buttons = [button for [button] in message.buttons]
    assert [button.data for button in buttons] == [
        f"y:again:{number}" for number in reversed(numbers[1:])
    ]
    assert "1 more check is in /my." in message.text
    assert "You said this for another position" in message.text
    assert "work in the specialty" in message.text


async def test_the_worker_judges_beside_its_sweeps(post: Post, norms: Catalogue) -> None:
    for person_id in (1, 2, 3):
        await check(post, person_id)
    worker, stopping = await post.worker(), asyncio.Event()
    again = judging(post, norms, people=1)

    async def until_all_are_told() -> None:
        await post.telegram.wait_until(lambda: len(post.received()) == 3)
        stopping.set()

    watching = asyncio.create_task(until_all_are_told())
    await carry(worker, post.bots[-1], stopping, 0.01, between=[again])
    await watching
    assert post.received() == {1: 1, 2: 1, 3: 1}
    assert not await again.step()


async def test_where_nothing_was_corrected_nothing_is_judged(post: Post, norms: Catalogue) -> None:
    await check(post, 1)
    assert not await JudgingAgain(post.database, norms, None, post.time.now).step()
    await post.sweep()
    assert post.received() == {}
