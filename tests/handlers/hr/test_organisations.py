"""Operators found organisations and appoint HR; HR keeps its departments, links and colleagues."""

from datetime import timedelta

from tests.cases.college import COLLEAGUE, HR, OPERATOR, STRANGER, TEACHER, add_colleague
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

LINK = "https://t.me/local_chat_bot?start="


def payload(person: Somebody) -> str:
    """The start parameter in the link that is on the screen."""
    return person.live.text.split("?start=")[1].split()[0]


async def test_a_stranger_gets_a_kind_word_only(scene: Scene) -> None:
    stranger = await scene.hr(STRANGER)
    assert "ask whoever runs this bot" in stranger.live.text
    assert stranger.labels() == ["⬅️ Menu"]


async def test_an_operator_founds_an_organisation_and_appoints_its_hr(scene: Scene) -> None:
    operator, teacher = await scene.hr(OPERATOR), scene.person(TEACHER)
    await operator.press("➕ A new organisation")
    await scene.house.restart()
    assert "Строительный <колледж>" in await operator.say("  Строительный   <колледж>  ")
    await operator.press("🪪 Who acts for HR")
    assert "Nobody yet" in operator.live.text
    text = await operator.press("➕ Appoint a colleague")
    assert LINK + "h_" in text
    link = payload(operator)
    assert "HR of Строительный <колледж>" in await teacher.say(f"/start {link}")
    assert "0 members" in await teacher.press("✅ Accept")
    assert "📣 Messages to members" in teacher.labels()
    stranger = scene.person(STRANGER)
    assert "used already" in await stranger.say(f"/start {link}")


async def test_an_operator_sees_no_members_and_writes_to_nobody(scene: Scene) -> None:
    operator = await scene.hr(OPERATOR)
    number = scene.colleges.organisation
    await operator.press("🏛 All organisations")
    await operator.press(f"h:org:{number}")
    assert operator.labels() == ["🪪 Who acts for HR", "⬅️ Back"]
    for action, numbers in (
        ("members", (number, 0, 0)),
        ("casts", (number,)),
        ("log", (number, 0)),
    ):
        assert "no right" in await scene.opens(operator, action, *numbers)


async def test_the_name_of_an_organisation_is_taken_once(scene: Scene) -> None:
    operator = await scene.hr(OPERATOR)
    await operator.press("➕ A new organisation")
    assert "This name is taken" in await operator.say("Медицинский колледж")
    assert "Another one" in await operator.say("Another one")


async def test_an_expired_and_a_withdrawn_link_appoint_nobody(scene: Scene) -> None:
    hr, stranger = await scene.hr(), scene.person(STRANGER)
    await hr.press("🪪 Who acts for HR")
    await hr.press("➕ Appoint a colleague")
    first = payload(hr)
    await stranger.say(f"/start {first}")
    scene.house.now += timedelta(days=3)
    assert "expired" in await stranger.press("✅ Accept")
    await hr.press("⬅️ Back")
    await hr.press("➕ Appoint a colleague")
    second = payload(hr)
    await hr.press("⬅️ Back")
    await hr.press("⬅️ Back")
    await hr.press("🔗 Links")
    await hr.press("Withdraw 1")
    await hr.press("Yes, withdraw")
    assert "withdrawn" in await stranger.say(f"/start {second}")
    assert "not known" in await stranger.say("/start h_0123456789abcdef0123456789abcdef")


async def test_the_same_press_twice_makes_one_link(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("🔗 Links")
    await hr.press("➕ A link for members")
    message = hr.live
    data = hr.find(message, "IT")
    await scene.house.telegram.press(HR, message.message_id, data)
    again = await scene.house.telegram.press(HR, message.message_id, data, stale=True)
    await scene.house.settle()
    assert again.text == "A new link was made meanwhile; here are all that work."
    # One was there before: the teacher came by it.
    assert (await scene.actions()).count("invitation.member") == 2


async def test_departments_are_added_renamed_and_removed_after_two_presses(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("🗂 Departments")
    await hr.press("➕ A new department")
    assert "This name is taken" in await hr.say("IT")
    await scene.house.restart()
    assert "Химия & <био>" in await _labels_after(hr, "Химия & <био>")
    await hr.press("Химия & <био>")
    await hr.press("✏️ Rename")
    assert "Биология" in await _labels_after(hr, "Биология")
    await hr.press("Биология")
    await hr.press("🗑 Remove")
    message = hr.live
    data = hr.find(message, "Yes, remove")
    await scene.house.telegram.press(HR, message.message_id, data)
    again = await scene.house.telegram.press(HR, message.message_id, data, stale=True)
    await scene.house.settle()
    assert again.text == "This is no longer there."
    assert (await scene.actions()).count("department.remove") == 1


async def _labels_after(person: Somebody, words: str) -> list[str]:
    await person.say(words)
    return person.labels()


async def test_words_after_another_press_are_no_name(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("🗂 Departments")
    await hr.press("➕ A new department")
    await hr.press("⬅️ Back")
    before = await scene.actions()
    await hr.say("college teacher")
    assert await scene.actions() == before


async def test_a_name_that_is_awaited_is_no_answer_to_an_open_question(scene: Scene) -> None:
    hr = scene.person(HR)
    await hr.say("/check")
    await hr.press("m:browse:tvet:0")
    await hr.press("▶️")
    await hr.press("▶️")
    await hr.press("m:pos:tvet-director")
    await hr.say("/hr")
    await hr.press("🗂 Departments")
    await hr.press("➕ A new department")
    await hr.say("Bachelor")
    assert "Bachelor" in hr.labels()


async def test_a_colleague_who_was_dismissed_can_do_nothing_any_more(scene: Scene) -> None:
    hr, colleague = await scene.hr(), scene.person(STRANGER)
    await hr.press("🪪 Who acts for HR")
    await hr.press("➕ Appoint a colleague")
    await colleague.say(f"/start {payload(hr)}")
    await colleague.press("✅ Accept")
    await colleague.press("🗂 Departments")
    await colleague.press("➕ A new department")
    await hr.press("⬅️ Back")
    await hr.press("Dismiss 2")
    await hr.press("Yes, remove them")
    assert "no right" in await colleague.say("Secret department")
    assert "no right" in await scene.opens(colleague, "members", scene.colleges.organisation, 0, 0)
    names = [entry.action for entry in await scene.log()]
    assert names[-2:] == ["hr.accept", "hr.withdraw"]


async def test_the_last_hr_can_neither_leave_nor_be_dismissed(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("🪪 Who acts for HR")
    for actor in (hr, scene.person(OPERATOR)):
        await actor.say("/hr")
        await scene.opens(actor, "hr", scene.colleges.organisation)
        for action in ("dismiss", "dismiss_yes"):
            data = f"h:{action}:{scene.colleges.organisation}:{scene.colleges.right}"
            at = actor.live.message_id
            told = await scene.house.telegram.press(actor.id, at, data, stale=True)
            await scene.house.settle()
            assert told.text == "⚠️ Nobody else acts for this HR. Appoint a colleague first."
    assert "hr.withdraw" not in await scene.actions()
    assert "1 member" in await hr.say("/hr")


async def test_the_last_hr_is_told_before_everything_is_deleted(scene: Scene) -> None:
    hr = await scene.hr()
    assert "Nobody else acts for the HR of Политехникалық колледж" in await hr.say("/forget")
    async with scene.house.database.work() as work:
        await add_colleague(work, scene.colleges.organisation)
    assert "Nobody else" not in await hr.say("/forget")


async def test_two_who_leave_at_the_same_moment_leave_one_behind(scene: Scene) -> None:
    async with scene.house.database.work() as work:
        await add_colleague(work, scene.colleges.organisation)
        second = await work.hr.in_force(scene.colleges.organisation, COLLEAGUE)
    assert second is not None
    hr, colleague = await scene.hr(), await scene.hr(COLLEAGUE)
    number = scene.colleges.organisation
    for person, right in ((hr, scene.colleges.right), (colleague, second.id)):
        data = f"h:dismiss_yes:{number}:{right}"
        await scene.house.telegram.press(person.id, person.live.message_id, data, stale=True)
    await scene.house.settle()
    async with scene.house.database.work(writing=False) as work:
        assert len(await work.hr.of_organisation(number)) == 1


async def test_hr_people_have_names_in_the_list_and_in_the_log(scene: Scene) -> None:
    hr, colleague = await scene.hr(), scene.person(STRANGER)
    await hr.press("🪪 Who acts for HR")
    assert "1. no name given (you)" in hr.live.text
    await hr.press("➕ Appoint a colleague")
    offered = await colleague.say(f"/start {payload(hr)}")
    assert f"Your colleagues will see you as “P{STRANGER}”" in offered
    await colleague.press("✅ Accept")
    await colleague.press("🗂 Departments")
    await colleague.press("➕ A new department")
    await colleague.say("Химия")
    await hr.press("⬅️ Back")
    assert f"2. P{STRANGER}, since" in hr.live.text
    await hr.press("✏️ My name here")
    assert "One line of at most 200" in await hr.say("x" * 201)
    assert "1. Кадрина &lt;Образцова&gt; (you)" in await html_after(hr, "Кадрина <Образцова>")
    await hr.say("/hr")
    log = await hr.press("📜 Log")
    assert f"P{STRANGER} · added department" in log
    assert str(STRANGER) not in log.replace(f"P{STRANGER}", "")
    await hr.press("⬅️ Back")
    await hr.press("🪪 Who acts for HR")
    await hr.press("Dismiss 2")
    await hr.press("Yes, remove them")
    await hr.press("⬅️ Back")
    assert f"P{STRANGER} · added department" in await hr.press("📜 Log")


async def html_after(person: Somebody, words: str) -> str:
    await person.say(words)
    return person.live.html


async def test_a_name_in_telegram_that_is_none_is_not_taken(scene: Scene) -> None:
    hr, colleague = await scene.hr(), scene.person(STRANGER)
    scene.house.telegram.people[STRANGER].first_name = "\u200b"
    await hr.press("🪪 Who acts for HR")
    await hr.press("➕ Appoint a colleague")
    assert "will see you" not in await colleague.say(f"/start {payload(hr)}")
    assert "1 member" in await colleague.press("✅ Accept")
    await hr.press("⬅️ Back")
    assert "2. no name given" in hr.live.text


async def test_whoever_gives_up_their_own_right_is_out(scene: Scene) -> None:
    async with scene.house.database.work() as work:
        await add_colleague(work, scene.colleges.organisation)
    hr = await scene.hr()
    await hr.press("🪪 Who acts for HR")
    assert "(you)" in hr.live.text
    await hr.press("Dismiss 1")
    assert "your own right" in hr.live.text
    assert "You no longer act" in await hr.press("Yes, remove them")
    assert "ask whoever runs this bot" in await hr.say("/hr")


async def test_a_repeated_update_founds_nothing_twice(scene: Scene) -> None:
    hr = await scene.hr()
    await hr.press("🗂 Departments")
    await hr.press("➕ A new department")
    await hr.say("Химия")
    said = len(scene.house.telegram.messages(HR))
    scene.house.telegram.redeliver_last_update()
    await scene.house.settle()
    assert len(scene.house.telegram.messages(HR)) == said


async def test_buttons_that_nobody_made_are_answered(scene: Scene) -> None:
    hr = await scene.hr()
    number = scene.colleges.organisation
    for data in (
        "h:org", "h:org:1:2", "h:nothing:1", "h:org:999999999999999999", "h:org:x", "h:",
        f"h:link:{number}:999:0", f"h:member_part:{number}:1:999", f"h:days:{number}:999",
        f"h:day_pick:{number}:20261301", f"h:day_save:{number}", f"h:draft:{number}",
        f"h:who_lang:{number}:9:1", f"h:when_hour:{number}:20261120:99", f"h:send_yes:{number}:1",
        f"h:cast:{number}:1", "h:take:short",
    ):  # fmt: skip
        press = await scene.house.telegram.press(HR, hr.live.message_id, data, stale=True)
        await scene.house.settle()
        assert press.answered, data
    assert not scene.house.refused()
