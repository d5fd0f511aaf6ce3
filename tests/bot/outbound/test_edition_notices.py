"""People are told of a later edition by somebody's will, once, in their language."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.commands.notices import drafted, kinds_found, read_signed
from cases.edition_notices import Telling, tell
from cases.reminders import answer_reminder
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.profile import parse_profile
from rules.verdict.check import check
from rules.verdict.record import decision_record
from storage.repositories.edition_notices import EditionNotices
from storage.tables.checks import NewDecision
from tests.bot.outbound.conftest import Post
from tests.rules.norms import two_editions as two
from tests.rules.verdict.old_records import TEACHER

ON = date(2026, 11, 20)
MASTER = "tvet-master"


@pytest.fixture(autouse=True)
def norms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """From September on a teacher-moderator needs three years instead of two."""
    both = two.with_both(tmp_path / "norms")
    monkeypatch.setattr("bot.outbound.texts.catalogue", lambda: both)
    return both


async def checked(
    post: Post,
    norms: Catalogue,
    person_id: int,
    months: int = 30,
    language: str = "ru",
    target: tuple[str, str | None] = (TEACHER, "moderator"),
) -> int:
    """Somebody with a kept decision."""
    now = post.time.now()
    answers = {
        "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
        "experience": {"specialty": months, "teaching": months},
        "competences": {"*": True},
    }
    report = check(norms, *target, parse_profile(answers, ON, norms.competences), ON)
    record = decision_record(norms, report, answers, {}, "ru")
    post.telegram.add_person(person_id, "Мысал", language, started=True)
    async with post.database.work() as work:
        await work.people.ensure(person_id, language, now)  # type: ignore[arg-type]
        await work.people.give_consent(person_id, "1", now)
        new = NewDecision(record, norms.digest, *target, report.verdict, ON)
        return await work.decisions.add(person_id, None, new, now)


async def file_of(post: Post, norms: Catalogue, path: Path) -> Path:
    """The drafts as the command writes them."""
    found = await kinds_found(post.database, norms, two.TURN, post.time.now())
    return written(path, drafted(found, norms, two.TURN, path.name))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def signed(path: Path, *edits: tuple[str, str]) -> Path:
    """What a person does with an editor."""
    text = path.read_text(encoding="utf-8")
    signing = (("approved_by: null", "approved_by: Мысалова Айна"), ("send: false", "send: true"))
    for old, new in (*signing, *edits):
        assert old in text, old
        text = text.replace(old, new)
    return written(path, text)


async def send(post: Post, norms: Catalogue, path: Path, *, preview: bool = False) -> Telling:
    now = post.time.now()
    return await tell(post.database, norms, read_signed(path), now, preview=preview)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "ru",
            [
                "⚖️ С 1 сентября 2027\u202fг. действуют новые требования.",
                "",
                "По вашим последним ответам для «Преподаватель колледжа · педагог-модератор»:",
                "❌ пока не соответствует",
                "• Стаж работы по специальности: не менее 3 лет (п. 286)",
            ],
        ),
        ("kk", ["⚖️ Жаңа талаптардың күшіне енетін күні: 2027\u202fж. 1 қыркүйек."]),
        ("en", ["⚖️ From 1 September 2027 newer requirements are in force."]),
    ],
)
async def test_a_signed_message_arrives_once_in_the_language_of_the_person(
    post: Post, norms: Catalogue, tmp_path: Path, language: str, lines: list[str]
) -> None:
    number = await checked(post, norms, 1, language=language)
    await checked(post, norms, 2, months=40)
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    assert await send(post, norms, path, preview=True) == Telling(told=1)
    await post.sweep()
    assert post.received() == {}
    assert await send(post, norms, path) == Telling(told=1)
    for _ in range(2):
        await post.sweep()
        assert await send(post, norms, path) == Telling(before=1)
    assert post.received() == {1: 1}
    message = post.telegram.last_message(1)
    assert message.text.splitlines()[: len(lines)] == lines
    again, [stop] = message.buttons
    assert again[0].data == f"y:again:{number}"
    assert (stop.data or "").split(":")[::2] == ["r", "stop"]
    assert len(message.text.splitlines()) <= 12


async def test_nothing_goes_out_that_nobody_has_decided(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    await checked(post, norms, 1)
    path = await file_of(post, norms, tmp_path / "a.yaml")
    text = text_of(path)
    assert "people: 1" in text
    for old, new, said in (
        ("", "", "approved_by"),
        ("approved_by: null", "approved_by: '  '", "approved_by"),
        ("approved_by: null", "approved_by: Айна", "no message has"),
        ("send: false", "send: yes please", "send"),
        ("      kk: |", "      de: |", "texts"),
        ("tvet-teacher", "[", "yaml"),
    ):
        written(path, text.replace(old, new) if old else text)
        with pytest.raises(BadInput, match=said):
            read_signed(path)
    for longest in ("", "ы" * 1201):
        written(path, text)
        lines = text_of(signed(path)).splitlines()
        at = next(n for n, line in enumerate(lines) if line.strip() == "ru: |")
        del lines[at + 1 : at + 4]
        lines[at] = f"      ru: '{longest}'"
        written(path, "\n".join(lines))
        with pytest.raises(BadInput, match=r"tvet-teacher moderator: texts\.ru: 1 to 1200"):
            read_signed(path)
    with pytest.raises(BadInput, match="no file"):
        read_signed(tmp_path / "b.yaml")
    await post.sweep()
    assert post.received() == {}


async def test_what_the_person_has_changed_is_what_arrives_and_nothing_of_it_is_markup(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    await checked(post, norms, 1)
    path = await file_of(post, norms, tmp_path / "a.yaml")
    signed(path, ("❌ пока не соответствует", "Приходите в <b>каб. 5</b> & спросите"))
    await send(post, norms, path)
    await post.sweep()
    assert "Приходите в <b>каб. 5</b> & спросите" in post.telegram.last_message(1).text


async def test_blocked_withdrawn_and_stopped_are_left_alone(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    for person_id in (1, 2, 3, 4):
        await checked(post, norms, person_id)
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    now = post.time.now()
    async with post.database.work() as work:
        await work.people.set_blocked(1, True, now)
        await work.people.withdraw_consent(2, now)
    assert await send(post, norms, path) == Telling(told=2, unwanted=1)
    await post.sweep()
    assert post.received() == {3: 1, 4: 1}
    async with post.database.work() as work:
        [held] = await work.reminders.of(3)
        await answer_reminder(work, 3, held.id, "stop", now)
        await work.people.set_blocked(1, False, now)
    post.time.forward(timedelta(seconds=5))
    await checked(post, norms, 3, target=(MASTER, None))
    norms = later_master(norms)
    path = signed(await file_of(post, norms, tmp_path / "b.yaml"))
    assert (await send(post, norms, path)).unwanted == 1
    await post.sweep()
    assert post.received() == {1: 1, 3: 1, 4: 1}


def later_master(norms: Catalogue) -> Catalogue:
    """The same turn asks more of a master too: the teacher's requirements."""
    [master] = norms.editions[MASTER]
    teacher = norms.positions[TEACHER]
    checks = {**master.checks, None: teacher.checks["moderator"]}
    newer = replace(master, edition=teacher.edition, checks=checks)
    return replace(
        norms, positions={**norms.positions, MASTER: newer}, others=(*norms.others, master)
    )


async def test_several_checks_are_one_message_and_a_kind_signed_later_another(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    norms = later_master(norms)
    await checked(post, norms, 1)
    await checked(post, norms, 1, target=(MASTER, None))
    await checked(post, norms, 2)
    path = await file_of(post, norms, tmp_path / "a.yaml")
    text = text_of(signed(path))
    assert text.count("    send: true") == 2
    written(path, "    send: false".join(text.rsplit("    send: true", 1)))
    assert await send(post, norms, path) == Telling(told=2)
    written(path, text)
    assert await send(post, norms, path) == Telling(told=1, before=1)
    await checked(post, norms, 3)
    await checked(post, norms, 3, target=(MASTER, None))
    assert await send(post, norms, path) == Telling(told=1, before=2)
    await post.sweep()
    post.time.forward(timedelta(seconds=5))
    await post.sweep()
    assert post.received() == {1: 2, 2: 1, 3: 1}
    assert len(post.telegram.last_message(3).buttons) == 3


async def test_whoever_checks_again_before_it_goes_out_is_not_told_of_the_old_answer(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    await checked(post, norms, 1)
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    await send(post, norms, path)
    post.time.forward(timedelta(seconds=5))
    await checked(post, norms, 1, months=40)
    await post.sweep()
    assert post.received() == {}


async def test_stopped_in_the_middle_it_goes_on_and_two_at_once_tell_once(
    post: Post, norms: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = range(1, 8)
    for person_id in people:
        await checked(post, norms, person_id)
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    entered, real = 0, EditionNotices.tell

    async def killed(*given: object) -> None:
        nonlocal entered
        entered += 1
        if entered == 3:
            raise KeyboardInterrupt
        await real(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(EditionNotices, "tell", killed)
        with pytest.raises(KeyboardInterrupt):
            await send(post, norms, path)
    both = await asyncio.gather(*(send(post, norms, path) for _ in range(2)))
    assert sum(each.told for each in both) == len(people) - 2
    await post.sweep()
    assert post.received() == dict.fromkeys(people, 1)


async def test_at_night_it_waits_for_the_morning(
    post: Post, norms: Catalogue, tmp_path: Path
) -> None:
    await checked(post, norms, 1)
    path = signed(await file_of(post, norms, tmp_path / "a.yaml"))
    post.time.forward(timedelta(hours=14))
    await send(post, norms, path)
    await post.sweep()
    assert post.received() == {}
    post.time.forward(timedelta(hours=9))
    await post.sweep()
    assert post.received() == {1: 1}
