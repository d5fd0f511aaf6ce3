"""A broadcast from the first word to the report, all in the chat."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from rules.vocabulary import Language
from storage.tables.outbound import Campaign, Settlement
from tests.cases.college import HR, OTHER_HR, TEACHER, TODAY, dismiss, greet, join, member_link
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.outgoing import go_out

FIRST = 8_000_000_000
LEASE = timedelta(minutes=1)


async def add_members(scene: Scene, languages: Sequence[Language]) -> None:
    """Members without a department, one of each language given."""
    async with scene.house.database.work() as work:
        link = await member_link(work, HR, scene.colleges.organisation)
        for number, language in enumerate(languages, start=FIRST):
            await greet(work, number, language)
            await join(work, number, link.token, name=f"=Member {number - FIRST}")


async def broadcasts(scene: Scene) -> list[Campaign]:
    async with scene.house.database.work(writing=False) as work:
        return await work.campaigns.of(scene.colleges.organisation)


async def write(scene: Scene) -> Somebody:
    """HR with both texts written, before the draft."""
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await hr.say("Құрметті әріптестер, <өтінім> & күні")
    await hr.say("Уважаемые коллеги, <срок> & день")
    return hr


async def begin(scene: Scene) -> Somebody:
    """HR with a broadcast begun, before its progress."""
    hr = await write(scene)
    await hr.press("👁 Preview")
    await hr.press("📣 Send")
    await hr.press("✅ Yes, send")
    return hr


async def settle(scene: Scene, states: Sequence[tuple[Settlement, str | None]]) -> None:
    """What the outbound worker does: as many messages as there are states."""
    async with scene.house.database.work() as work:
        await go_out(work, scene.house.now)
        claims = await work.ledger.claim("worker", scene.house.now, LEASE, len(states))
        for claim, (state, reason) in zip(claims, states, strict=True):
            assert await work.ledger.start(claim, "worker", 1, scene.house.now, LEASE) is None
            await work.ledger.settle(claim, "worker", state, scene.house.now, reason=reason)
        await work.campaigns.finish(scene.house.now)


async def test_a_missing_language_is_asked_for_and_a_restart_loses_nothing(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    assert "Қазақша" in await hr.press("✏️ Write to members")
    await scene.house.restart()
    assert "Русский" in await hr.say("Сәлем")
    await scene.house.restart()
    await scene.opens(hr, "preview", scene.colleges.organisation)
    assert "Write it in this language: Русский" in hr.live.text
    text = await hr.say("Привет")
    assert "✅ Қазақша" in text
    assert "✅ Русский" in text
    assert "▫️ English" in text
    assert "1 person gets this" in text
    assert not await broadcasts(scene)


async def test_the_draft_waits_while_something_else_is_done(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await hr.say("Сәлем")
    await hr.say("/hr")
    await hr.press("🗂 Departments")
    await hr.press("➕ A new department")
    await hr.say("Химия")
    await hr.say("/certificates")
    await hr.say("/hr")
    await hr.press("📣 Messages to members")
    assert "Русский" in await hr.press("✏️ Go on writing")


async def test_a_draft_is_the_organisations_and_outlives_the_right_to_write_it(
    scene: Scene,
) -> None:
    """Without consent too, which other notes need; a colleague can go on with it."""
    async with scene.house.database.work() as work:
        await work.people.withdraw_consent(HR, scene.house.now)
    hr = await write(scene)
    scene.house.now += timedelta(days=40)
    async with scene.house.database.work() as work:
        await work.people.purge_expired(scene.house.now)
    await hr.say("/hr")
    await hr.press("📣 Messages to members")
    assert "✅ Русский" in await hr.press("✏️ Go on writing")
    async with scene.house.database.work() as work:
        await dismiss(work, scene.colleges)
        assert await work.hr_drafts.get(HR, scene.colleges.organisation) is not None
        await work.hr.grant(scene.colleges.organisation, HR, None, scene.house.now)
    await hr.say("/hr")
    await hr.press("📣 Messages to members")
    assert hr.has("✏️ Go on writing")


async def test_a_resumed_broadcast_does_not_say_that_it_waits(scene: Scene) -> None:
    hr = await begin(scene)
    assert "📤 is being sent" in hr.live.text
    await hr.press("⏸ Pause")
    assert "📤 is being sent" in await hr.press("▶️ Go on")
    await hr.press("⬅️ Back")
    assert any(label.startswith("📤") for label in hr.labels())


async def test_a_broadcast_of_tomorrow_says_that_it_waits(scene: Scene) -> None:
    hr = await write(scene)
    await hr.press("🕙 When")
    await hr.say("21.11.2026 10:30")
    for button in ("👁 Preview", "📣 Schedule", "✅ Yes, send"):
        await hr.press(button)
    assert "🕙 waits for its time" in hr.live.text


async def test_whoever_lacks_hours_by_their_own_clause_is_chosen_by_a_button(
    scene: Scene,
) -> None:
    async with scene.house.database.work() as work:
        [teacher] = await work.memberships.of_person(TEACHER)
        await work.memberships.set_details(teacher.id, "uni-lecturer", "Айгерім")
        await work.certificates.add(TEACHER, "it", 300, TODAY, None, scene.house.now)
    hr = await write(scene)
    await hr.press("👥 Whom")
    assert "clause of their own position" in await hr.press("⏱ Short of hours")
    text = await hr.press("Only those")
    assert "lack hours of courses by the clause of their own position" in text
    assert "1 person gets this." in text
    async with scene.house.database.work() as work:
        await work.certificates.add(TEACHER, "profile", 72, TODAY, None, scene.house.now)
    await hr.press("⏱ Short of hours")
    # As a button of before still has it.
    text = await scene.opens(hr, "who_set", scene.colleges.organisation, 0, 72)
    assert "0 people get this." in text
    await hr.press("⏱ Short of hours")
    assert "1 person gets this." in await hr.press("Any")


async def test_the_preview_shows_each_language_as_it_is_sent(scene: Scene) -> None:
    await add_members(scene, ["ru", "ru", "en"])
    hr = await write(scene)
    before = len(scene.house.telegram.messages(HR))
    text = await hr.press("👁 Preview")
    assert "4 people get this." in text
    assert "Қазақша: 0 · Русский: 2 · English: 2" in text
    assert "2 people read English" in text
    shown = [each.text for each in scene.house.telegram.messages(HR)[before:]]
    assert shown[0] == "Политехникалық колледж\n\nҚұрметті әріптестер, <өтінім> & күні"
    assert shown[1] == "Политехникалық колледж\n\nУважаемые коллеги, <срок> & день"
    assert "Nobody has written this message in your language; it is in: Русский" in shown[2]
    assert not await broadcasts(scene)


async def test_english_is_written_or_left_out(scene: Scene) -> None:
    hr = await write(scene)
    await hr.press("👁 Preview")
    await hr.press("✏️ Write it in English")
    assert "✅ English" in await hr.say("Dear colleagues")
    assert "1 person reads English" not in await hr.press("👁 Preview")
    await hr.press("⬅️ Back")
    await hr.press("✏️ English")
    assert "Dear colleagues" in hr.live.text
    assert "▫️ English" in await hr.press("Without English")


async def test_only_the_second_press_sends_and_a_third_sends_nothing(scene: Scene) -> None:
    hr = await write(scene)
    await hr.press("👁 Preview")
    assert "Send it to 1 person?" in await hr.press("📣 Send")
    assert not await broadcasts(scene)
    message = hr.live
    data = hr.find(message, "✅ Yes, send")
    await scene.house.telegram.press(HR, message.message_id, data)
    again = await scene.house.telegram.press(HR, message.message_id, data, stale=True)
    await scene.house.settle()
    assert again.text is not None
    assert "already sent or discarded" in again.text
    [begun] = await broadcasts(scene)
    assert begun.created_by == HR
    assert begun.texts == {
        "kk": "Құрметті әріптестер, <өтінім> & күні",
        "ru": "Уважаемые коллеги, <срок> & день",
    }
    assert (await scene.actions()).count("broadcast.begin") == 1


async def test_an_earlier_preview_sends_nothing_that_it_did_not_show(scene: Scene) -> None:
    hr = await write(scene)
    await hr.press("👁 Preview")
    old = hr.live
    data = hr.find(old, "📣 Send")
    await hr.press("✏️ Write it in English")
    await hr.say("Dear colleagues")
    await scene.house.telegram.press(HR, old.message_id, data, stale=True)
    await scene.house.settle()
    text = scene.house.telegram.message(HR, old.message_id).text
    assert "The message was changed after this preview" in text
    assert not await broadcasts(scene)


async def test_whom_it_is_for_is_chosen_and_counted(scene: Scene) -> None:
    await add_members(scene, ["kk", "kk", "ru"])
    hr = await write(scene)
    assert "4 people get this." in await hr.press("👥 Whom")
    assert "2 people get this." in await hr.press("▫️ Қазақша")
    assert "3 people get this." in await hr.press("▫️ English")
    assert "4 people get this." in await hr.press("All members")
    await hr.press("🗂 Departments")
    assert "Whom: IT" in await hr.press("▫️ IT")
    assert "1 person gets this." in hr.live.text
    await hr.press("✅ IT")
    await hr.press("✅ Done")
    await hr.press("🎓 Positions")
    await hr.press("▶️")
    await hr.press("◀️")
    await hr.press(hr.labels()[0])
    assert "0 people get this." in hr.live.text
    await hr.press(hr.labels()[0])
    await hr.press("✅ Done")
    assert "4 people get this." in hr.live.text


async def test_conditions_with_a_number_are_pressed_or_typed(scene: Scene) -> None:
    await add_members(scene, ["kk"])
    hr = await write(scene)
    await hr.press("👥 Whom")
    await hr.press("📄 Certificate ends")
    assert "A number from" in await hr.say("many")
    assert "within 45 days" in await hr.say("45")
    await hr.press("🔇 Not answered")
    assert "has answered nothing since 21 October 2026" in await hr.press("30")
    await hr.press("📄 Certificate ends")
    assert "within" not in await hr.press("Any")
    await hr.press("📄 Certificate ends")
    await hr.press("30")
    assert "0 people get this." in hr.live.text
    await hr.press("✅ Done")
    await hr.press("👁 Preview")
    assert not hr.has("📣 Send")


@pytest.mark.parametrize("typed", ["21.11.2026 10:30", "ертең 10:30", "tomorrow, 10:30"])
async def test_a_moment_is_typed_in_almaty_time(scene: Scene, typed: str) -> None:
    hr = await write(scene)
    await hr.press("🕙 When")
    assert "has passed" in await hr.say("20.11.2026 10:00")
    assert "21 November 2026, 10:30 (Almaty)" in await hr.say(typed)
    await hr.press("👁 Preview")
    await hr.press("📣 Schedule")
    assert "waits for its time" in await hr.press("✅ Yes, send")
    [begun] = await broadcasts(scene)
    assert begun.scheduled_at == datetime(2026, 11, 21, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed", ["завтра в 10", "tomorrow at 10", "ертең сағат 10-да", "21.11.2026 в 10 часов"]
)
async def test_an_hour_needs_no_minutes(scene: Scene, typed: str) -> None:
    hr = await write(scene)
    await hr.press("🕙 When")
    assert "21 November 2026, 10:00 (Almaty)" in await hr.say(typed)


async def test_a_moment_is_chosen_by_buttons(scene: Scene) -> None:
    hr = await write(scene)
    await hr.press("🕙 When")
    await hr.press("November 2026")
    assert "19" not in hr.labels()
    await hr.press("20")
    # It is eleven o'clock.
    assert "11:00" not in hr.labels()
    assert "20 November 2026, 12:00 (Almaty)" in await hr.press("12:00")
    await hr.press("🕙 When")
    assert "When: at once" in await hr.press("At once")


async def test_a_moment_that_passed_while_hr_hesitated_sends_nothing(scene: Scene) -> None:
    hr = await write(scene)
    await hr.press("🕙 When")
    await hr.say("20.11.2026 12:00")
    await hr.press("👁 Preview")
    await hr.press("📣 Schedule")
    scene.house.now += timedelta(hours=2)
    press = await hr.press_unsettled("✅ Yes, send")
    await scene.house.settle()
    assert press.text == "⚠️ That moment has passed or is over a year away."
    assert not await broadcasts(scene)


async def test_progress_pause_and_going_on_in_one_message(scene: Scene) -> None:
    await add_members(scene, ["kk", "ru", "en"])
    hr = await begin(scene)
    message = hr.live.message_id
    await settle(scene, [("sent", None), ("blocked", "blocked")])
    text = await hr.press("🔄 Refresh")
    assert "▓▓▓▓▓▓░░░░░░ 50%" in text
    assert "Sent: 1" in text
    assert "Have blocked the bot: 1" in text
    assert "Still to come: 2" in text
    assert "⏸ paused" in await hr.press("⏸ Pause")
    await scene.house.restart()
    await hr.press("▶️ Go on")
    await settle(scene, [("failed", "chat <not> found"), ("unknown", "no answer")])
    text = await hr.press("🔄 Refresh")
    assert "100%" in text
    assert "✅ finished" in text
    assert "• another reason: chat <not> found: 1" in text
    assert "• Telegram gave no answer: 1" in text
    assert "Unknown, perhaps arrived: 1" in text
    assert hr.live.message_id == message
    names = [each for each in await scene.actions() if each.startswith("broadcast")]
    assert names == ["broadcast.begin", "broadcast.pause", "broadcast.resume"]


async def test_cancelling_asks_twice_and_acts_once(scene: Scene) -> None:
    hr = await begin(scene)
    await hr.press("⏹ Stop")
    assert "broadcast.cancel" not in await scene.actions()
    message = hr.live
    data = hr.find(message, "Yes, cancel it")
    await scene.house.telegram.press(HR, message.message_id, data)
    again = await scene.house.telegram.press(HR, message.message_id, data, stale=True)
    await scene.house.settle()
    assert again.text == "It had ended already."
    assert "Not sent, because it was cancelled: 1" in hr.live.text
    assert not hr.has("⏸ Pause")
    assert (await scene.actions()).count("broadcast.cancel") == 1


async def test_the_report_is_a_table_that_runs_no_formulas(scene: Scene) -> None:
    await add_members(scene, ["kk"])
    hr = await begin(scene)
    await settle(scene, [("sent", None), ("failed", "chat not found")])
    await hr.press("📄 Report as a file")
    file = scene.house.telegram.last_message(HR)
    assert file.document is not None
    assert "Sent 1, blocked 0, failed 1, unknown 0, not sent 0; together 2." in file.text
    data = file.document.data
    assert data.startswith(b"\xef\xbb\xbf")
    lines = data.decode("utf-8-sig").splitlines()
    assert lines[0] == "Name;Department;Result;Reason;Moment (Almaty)"
    assert "Айгерім;IT;sent;;20.11.2026 11:00:00" in lines
    failed = "Telegram does not know this chat"
    assert f"'=Member 0;;failed;{failed};20.11.2026 11:00:00" in lines
    assert (await scene.actions())[-1] == "broadcast.report"


async def test_each_organisation_has_its_own_draft_and_broadcasts(scene: Scene) -> None:
    await begin(scene)
    other = await scene.hr(OTHER_HR)
    assert "None sent yet." in await other.press("📣 Messages to members")
    assert "Қазақша" in await other.press("✏️ Write to members")


async def test_whoever_opted_out_is_not_counted(scene: Scene) -> None:
    hr = await begin(scene)
    async with scene.house.database.work() as work:
        [membership] = await work.memberships.of_person(TEACHER)
        await work.memberships.set_hr_messages(membership.id, False)
    await hr.press("⬅️ Back")
    await hr.press("✏️ Write to members")
    await hr.say("Сәлем")
    assert "0 people get this." in await hr.say("Привет")


async def test_what_cannot_be_sent_on_is_told_and_the_text_is_still_awaited(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await scene.house.telegram.send_contact(HR, "+77000000000")
    await scene.house.settle()
    assert "no album, voice message or sticker" in hr.screen.text
    assert "Русский" in await hr.say("Сәлем")


async def test_a_text_that_is_too_long_is_asked_for_again(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    assert "holds 3500 characters" in await hr.say("😀" * 1751)
    assert "Русский" in await hr.say("😀" * 1750)
