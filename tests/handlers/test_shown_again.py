"""The process ends between a decision and its answer; what was decided is shown by the next one."""

from datetime import timedelta

from structlog.testing import LogCapture

from local_chat.faults import Fault
from tests.handlers.answering import answer_all, answer_next, answer_unsettled, begin
from tests.handlers.house import House

NEVER = Fault("delay", delay_ms=600_000)
AWAY = Fault("page")


async def written(house: House) -> list[int]:
    """Whose updates are written down."""
    await house.assembly.intake.inbox.note_answered()
    far = house.now + timedelta(days=1)
    async with house.database.work(writing=False) as work:
        return list(await work.waiting.elsewhere("another process", far))


async def cut_off(house: House) -> None:
    """The process ends while a call hangs that has begun; another one starts."""
    await house.telegram.wait_until(
        lambda: house.telegram.updates.is_polled and not house.telegram.updates.pending
    )
    await house.stop(0)
    house.telegram.faults.clear()
    await house.start()
    await house.settle()
    assert await written(house) == []


async def test_a_typed_answer_is_shown_and_not_taken_for_the_next_question(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-deputy-educational")
    house.telegram.faults.next("sendMessage", NEVER)
    await house.telegram.type_text(person.id, "7 years")
    await cut_off(house)
    assert person.screen.text.startswith("✔")
    assert "7 years" in person.screen.text
    async with house.database.work(writing=False) as work:
        assert len(await work.answers.all(person.id)) == 1


async def test_a_report_is_shown_and_kept_once(house: House) -> None:
    twin, person = house.person(1, "en"), house.person(2, "en")
    await begin(twin, "tvet-assistant")
    presses = await answer_all(twin)
    await begin(person, "tvet-assistant")
    await answer_next(person, presses - 1)
    house.telegram.faults.next("sendMessage", NEVER)
    await answer_unsettled(person)
    await cut_off(house)
    assert person.screen.text == twin.screen.text
    async with house.database.work(writing=False) as work:
        assert len(await work.decisions.of(person.id)) == 1


async def test_a_file_that_was_being_made_is_made_again(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-assistant")
    await answer_all(person)
    async with house.database.work(writing=False) as work:
        [decision] = await work.decisions.of(person.id)
    await person.press(f"e:more:{decision.run_id}")
    house.telegram.faults.next("sendDocument", NEVER)
    await person.press_unsettled(f"e:pdf:{decision.run_id}")
    await cut_off(house)
    assert person.screen.document is not None


async def test_everything_deleted_is_said_after_a_cut_too(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    await person.say("/forget")
    house.telegram.faults.next("editMessageText", NEVER)
    await person.press_unsettled("🗑 Yes, delete everything")
    await cut_off(house)
    assert "Everything is deleted" in person.said()
    async with house.database.work(writing=False) as work:
        assert await work.people.get(person.id) is None


async def test_somebody_slow_is_written_down_and_keeps_nobody_waiting(house: House) -> None:
    slow, quick = house.person(1, "en"), house.person(2, "en")
    async with house.assembly.turns.of(slow.id):
        await house.telegram.type_text(slow.id, "/start")
        await house.telegram.type_text(quick.id, "/start")
        await house.telegram.wait_until(
            lambda: house.telegram.updates.is_polled and not house.telegram.updates.pending
        )
        assert slow.id in await written(house)
        await house.telegram.type_text(quick.id, "/help")
        await house.telegram.wait_until(lambda: "How it works" in quick.said())
        assert slow.said() == ""
    await house.settle()
    assert "I check whether" in slow.said()
    assert await written(house) == []


async def test_an_answer_that_did_not_get_through_comes_later_and_nothing_is_decided_again(
    house: House, logged: LogCapture
) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-deputy-educational")
    # Neither the answer nor the word of regret gets through.
    house.telegram.faults.next("sendMessage", AWAY, 8)
    await person.say("7 years")
    assert person.screen.text.startswith("✔")
    async with house.database.work(writing=False) as work:
        assert len(await work.answers.all(person.id)) == 1
    errors = [entry["event"] for entry in logged.entries if entry["log_level"] == "error"]
    assert errors == ["update_failed"]
    logged.entries.clear()


async def test_one_persons_updates_keep_their_order_through_a_cut(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-deputy-educational")
    house.telegram.faults.next("sendMessage", NEVER)
    for words in ("7 years", "bachelor", "/help"):
        await house.telegram.type_text(person.id, words)
    await cut_off(house)
    said = person.said()
    assert said.index("✔") < said.rindex("How it works")
    async with house.database.work(writing=False) as work:
        assert len(await work.answers.all(person.id)) == 2
