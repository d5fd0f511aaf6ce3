"""Joining an organisation by its link, what HR sees, leaving; through the real dispatcher."""

from datetime import timedelta

import pytest

from cases import invitations
from storage.tables.organisations import Shares
from tests.handlers.answering import answer_all, begin
from tests.handlers.house import House
from tests.handlers.people import HR, OPERATORS, college, member_link, memberships, with_consent


async def test_somebody_new_sees_who_invites_and_joins_with_consent(house: House) -> None:
    token = await member_link(house, await college(house), "ИТ")
    person = house.person(1, "en")
    text = await person.say(f"/start m_{token}")
    for words in ("Колледж <связи> invites you", "Department: ИТ", "HR sees", "If you agree"):
        assert words in text
    assert "сізді қосылуға шақырады" in await person.press("Қазақша")
    assert "invites you" in await person.press("English")
    assert await memberships(house, person) == []
    await person.press("▫️ My certificates")
    assert "What may HR call you?" in await person.press("✅ I agree and join")
    [held] = await memberships(house, person)
    assert held.shares == Shares(verdicts=False, certificates=True)
    assert held.name is None
    await person.say("Айгерім <b>")
    assert "Which position" in person.live.text
    await person.say("преподаватель колледжа спецдисциплин")
    if "Which of these" in person.live.text:
        await person.press(":tvet-teacher")
    assert "Name for HR: Айгерім <b>" in person.live.text
    [held] = await memberships(house, person)
    assert (held.name, held.position) == ("Айгерім <b>", "tvet-teacher")


async def test_joining_twice_is_one_membership_and_loses_nothing(house: House) -> None:
    person = await with_consent(house)
    token = await member_link(house, await college(house))
    await person.say(f"/start m_{token}")
    offer = person.live
    join = person.find(offer, "✅ Join")
    await person.press("▫️ Results of my checks")
    await person.press("✅ Join")
    await person.press("👤 P1")
    await house.telegram.press(1, offer.message_id, join, stale=True)
    await house.settle()
    assert "You are a member already" in person.live.text
    await person.say(f"/start m_{token}")
    house.telegram.redeliver_last_update()
    await house.settle()
    [held] = await memberships(house, person)
    assert held.shares == Shares(verdicts=True, certificates=False)
    assert held.name == "P1"


async def test_the_link_of_another_department_moves_a_member(house: House) -> None:
    person = await with_consent(house)
    organisation = await college(house)
    await person.say(f"/start m_{await member_link(house, organisation)}")
    await person.press("✅ Join")
    await person.say("Айгерім")
    await person.say(f"/start m_{await member_link(house, organisation, 'ИТ')}")
    assert "Department: ИТ" in await person.press("➡️ Into the department: ИТ")
    [held] = await memberships(house, person)
    assert held.department_id is not None
    assert held.name == "Айгерім"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("unknown", "I do not know this link"),
        ("expired", "has expired"),
        ("withdrawn", "was withdrawn"),
        ("hr", "not for joining"),
    ],
)
async def test_a_link_that_does_not_work_is_said_kindly(
    house: House, state: str, words: str
) -> None:
    person = await with_consent(house)
    organisation = await college(house)
    token = await member_link(house, organisation)
    async with house.database.work() as work:
        if state == "withdrawn":
            [link, *_] = await invitations.valid_invitations(work, HR, organisation, house.now)
            await invitations.withdraw_invitation(
                work, HR, OPERATORS, organisation, link.id, house.now
            )
        if state == "hr":
            made = await invitations.invite_hr(work, HR, OPERATORS, organisation, house.now)
            token = made.token
    if state == "expired":
        house.now += timedelta(days=91)
    text = await person.say(f"/start m_{'x' * 32 if state == 'unknown' else token}")
    assert words in text
    assert "ask the HR of your organisation for a new link" in text
    assert await memberships(house, person) == []


async def test_a_link_that_dies_between_the_look_and_the_press_joins_nobody(house: House) -> None:
    person = await with_consent(house)
    token = await member_link(house, await college(house))
    await person.say(f"/start m_{token}")
    house.now += timedelta(days=91)
    assert "has expired" in await person.press("✅ Join")
    assert await memberships(house, person) == []


async def test_what_hr_sees_is_changed_at_any_time(house: House) -> None:
    person = await with_consent(house)
    await person.say(f"/start m_{await member_link(house, await college(house))}")
    await person.press("✅ Join")
    await person.press("Without a name")
    await person.press("Without a position")
    message = person.live
    share = person.find(message, "▫️ Results of my checks")
    await person.press("▫️ Results of my checks")
    await house.telegram.press(1, message.message_id, share, stale=True)
    await house.settle()
    [held] = await memberships(house, person)
    assert held.shares == Shares(verdicts=True, certificates=False)
    await person.say("/orgs")
    await person.press("Колледж <связи>")
    await person.press("✅ Results of my checks")
    assert (await memberships(house, person))[0].shares == Shares()
    await person.press("🔕 No messages from HR")
    assert (await memberships(house, person))[0].hr_messages is False
    await person.press("✉️ Get messages from HR")
    assert (await memberships(house, person))[0].hr_messages is True


async def test_the_position_checked_last_is_one_press(house: House) -> None:
    person = await with_consent(house)
    await begin(person, "tvet-director")
    await answer_all(person)
    await person.say(f"/start m_{await member_link(house, await college(house))}")
    await person.press("✅ Join")
    await person.press("👤 P1")
    await house.restart()
    await person.press(":tvet-director")
    assert (await memberships(house, person))[0].position == "tvet-director"


async def test_leaving_is_asked_twice_and_old_buttons_change_nothing(house: House) -> None:
    person = await with_consent(house)
    organisation = await college(house)
    await person.say(f"/start m_{await member_link(house, organisation)}")
    await person.press("✅ Join")
    await person.press("Without a name")
    await person.press("Without a position")
    card = person.live
    share = person.find(card, "▫️ My certificates")
    await person.press("🚪 Leave")
    await person.press("No, stay")
    assert len(await memberships(house, person)) == 1
    await person.press("🚪 Leave")
    assert "You have left" in await person.press("🚪 Yes, leave")
    assert await memberships(house, person) == []
    press = await house.telegram.press(1, card.message_id, share, stale=True)
    await house.settle()
    assert press.text == "You are not a member there any more."
    assert await memberships(house, person) == []


async def test_withdrawing_consent_ends_memberships_too(house: House) -> None:
    person = await with_consent(house)
    await person.say(f"/start m_{await member_link(house, await college(house))}")
    await person.press("✅ Join")
    await person.say("/privacy")
    await person.press("c:withdraw")
    assert "memberships are deleted" in await person.press("c:withdraw:yes")
    assert await memberships(house, person) == []
    assert "You are a member of none" in await person.say("/orgs")
