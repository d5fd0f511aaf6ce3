"""What a conversation over HTTP leaves in the figures, and in the lines of the log."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from prometheus_client import generate_latest
from structlog.testing import LogCapture

from bot.conversation.incoming import KINDS, read_update
from bot.watching.meters import REGISTRY
from bot.watching.update_watch import reference_of
from local_chat.faults import Fault
from storage.repositories.answers import Answers
from tests.bot.watching.figures import Figures
from tests.handlers.answering import begin
from tests.handlers.house import House, Somebody

UPDATES = "biliktilik_updates_total"
CALLS = "biliktilik_telegram_calls_total"


async def test_a_conversation_is_counted_by_kind_outcome_room_and_step(house: House) -> None:
    person = house.person(1, "en")
    figures = Figures()
    await begin(person, "tvet-teacher", "moderator")
    presses = figures.since(UPDATES, kind="callback_query", outcome="answered")
    assert presses == person.presses
    assert figures.since(UPDATES, kind="message", outcome="answered") == 1
    updates = presses + 1
    assert sum(figures.grown("biliktilik_update_seconds_count", "room").values()) == updates
    assert figures.since("biliktilik_update_seconds_count", room="start") >= 1
    assert figures.since("biliktilik_update_seconds_count", room="check") >= 1
    for step in ("decide", "show"):
        assert figures.since("biliktilik_step_seconds_count", step=step) == updates
    assert figures.since("biliktilik_updates_under_way") == 0
    # Every press is answered, and every call is counted that the other side has seen.
    assert figures.since(CALLS, method="answerCallbackQuery", outcome="ok") == presses
    seen = len(house.telegram.calls.of("sendMessage")) + len(
        house.telegram.calls.of("editMessageText")
    )
    counted = figures.grown(CALLS, "method")
    assert counted["sendMessage"] + counted["editMessageText"] == seen


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault("flood", retry_after=1), "flood"),
        (Fault("page"), "unreadable"),
        (Fault("cut_before"), "network"),
    ],
)
async def test_a_call_that_fails_is_counted_by_what_went_wrong(
    house: House, fault: Fault, outcome: str
) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    figures = Figures()
    house.telegram.faults.next("editMessageText", fault)
    await person.press(":bachelor")
    assert figures.since(CALLS, method="editMessageText", outcome=outcome) == 1
    assert figures.since(CALLS, method="editMessageText", outcome="ok") == 1
    assert figures.since("biliktilik_telegram_call_seconds_count", method="editMessageText") == 2


async def test_whoever_has_blocked_the_bot_counts_as_forbidden(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    figures = Figures()
    await person.press_unsettled(":bachelor")
    house.telegram.person(1).blocked = True
    await house.settle()
    assert figures.since(CALLS, method="editMessageText", outcome="forbidden") == 1


async def broken(*_: object) -> None:
    raise RuntimeError("the disk is full")


async def test_every_line_of_an_update_carries_the_reference_that_the_person_sees(
    house: House, logged: LogCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    logged.entries.clear()
    figures = Figures()
    with monkeypatch.context() as patch:
        patch.setattr(Answers, "put", broken)
        # The press cannot be answered either, which is another line.
        house.telegram.faults.next("answerCallbackQuery", Fault("page"), 4)
        await person.press_unsettled(":bachelor")
        await house.settle()
    told = re.search(r"Reference: ([0-9a-f]{6})", person.said())
    assert told is not None
    lines = [line["event"] for line in logged.entries if line["reference"] == told[1]]
    assert sorted(lines) == ["press_not_answered", "update_failed"]
    assert len(lines) == len(logged.entries)
    assert figures.since(UPDATES, kind="callback_query", outcome="failed") == 1
    assert figures.since(UPDATES, kind="callback_query", outcome="answered") == 0
    logged.entries.clear()


async def test_two_updates_at_once_have_references_of_their_own(
    house: House, logged: LogCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [house.person(number, "en") for number in (1, 2)]
    for person in people:
        await begin(person, "tvet-teacher", "moderator")
    with monkeypatch.context() as patch:
        patch.setattr(Answers, "put", broken)
        for person in people:
            await person.press_unsettled(":bachelor")
        await house.settle()
    told = {_reference(person) for person in people}
    assert len(told) == 2
    failed = [line for line in logged.entries if line["event"] == "update_failed"]
    assert {line["reference"] for line in failed} == told
    logged.entries.clear()


def _reference(person: Somebody) -> str:
    found = re.search(r"Reference: ([0-9a-f]{6})", person.said())
    assert found is not None
    return found[1]


async def test_an_update_that_comes_twice_is_counted_as_repeated(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    figures = Figures()
    await person.press(":bachelor")
    house.telegram.redeliver_last_update()
    await house.settle()
    assert figures.since(UPDATES, kind="callback_query", outcome="answered") == 1
    assert figures.since(UPDATES, kind="callback_query", outcome="repeated") == 1


async def test_what_is_passed_over_is_counted_by_kind_and_reason(
    house: House, logged: LogCapture
) -> None:
    figures = Figures()
    updates: tuple[object, ...] = (
        {"update_id": 0xABCDEF, "poll": {"id": "1"}},
        {"update_id": 2, "message": {"chat": {"id": -5, "type": "group"}, "text": "x"}},
        {"update_id": "three", "message": {}},
        [],
    )
    for raw in updates:
        read_update(raw, house.assembly.bot)
    name = "biliktilik_updates_skipped_total"
    assert figures.since(name, kind="poll", reason="not a kind that is taken") == 1
    assert figures.since(name, kind="message", reason="not private") == 1
    assert figures.since(name, kind="message", reason="update_id") == 1
    assert figures.since(name, kind="none", reason="no kind") == 1
    lines = [line for line in logged.entries if line["event"] == "update_skipped"]
    assert [line["reference"] for line in lines] == ["abcdef", "000002", None, None]


async def test_no_label_holds_anything_of_people(house: House) -> None:
    """What somebody is called, numbered, writes or presses stands nowhere in the figures."""
    person = house.person(987_654_321, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.press(":bachelor")
    await person.say("words of my own")
    text = generate_latest(REGISTRY).decode()
    for private in ("987654321", "987_654_321", "P987", "words of my own", "tvet-teacher"):
        assert private not in text
    words = re.compile(r"[a-zA-Z_]+( [a-z]+)*(\.[a-z_]+)*")
    known = {"kind", "outcome", "room", "step", "method", "reason", "state", "alarm"}
    for name, labels in _labels():
        assert set(labels) - {"le"} <= known, name
        assert all(words.fullmatch(value) for label, value in labels.items() if label != "le")
    kinds = {labels["kind"] for name, labels in _labels() if name == "biliktilik_updates"}
    assert kinds <= set(KINDS)


def _labels() -> list[tuple[str, Mapping[str, Any]]]:
    return [
        (metric.name, sample.labels) for metric in REGISTRY.collect() for sample in metric.samples
    ]


def test_sixteen_million_updates_in_a_row_have_different_references() -> None:
    first = 3_000_000_000
    numbers = (first, first + 1, first + 0xFFFFFF)
    assert len({reference_of(number) for number in numbers}) == 3
    assert all(re.fullmatch("[0-9a-f]{6}", reference_of(number)) for number in numbers)
