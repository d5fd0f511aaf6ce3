"""Consent by purpose: asked once at the first use, with the difference only; taken back alone."""

from __future__ import annotations

import pytest

from cases import purposes
from cases.purposes import KEPT_FOR, OBJECTIONS, PURPOSES
from i18n import LANGUAGES, translator
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import House, Somebody


async def at_the_new_thing(house: House, language: str = "en") -> Somebody:
    """Somebody with a check who presses "This is wrong" for the first time."""
    person = house.person(1, language)
    await short_of_a_year(person)
    await person.press("➕ More")
    await person.press(of_run(person, "obj:new:"))
    return person


def of_run(person: Somebody, prefix: str) -> str:
    """What the button of this kind carries, with the number of the run."""
    return next(data for data in person.data() if data.startswith(prefix))


async def said(house: House) -> dict[str, tuple[str, bool]]:
    async with house.database.work(writing=False) as work:
        held = await work.purposes.of(1)
    return {name: (each.version, each.agreed) for name, each in held.items()}


async def test_only_the_difference_is_asked_and_what_was_begun_goes_on(house: House) -> None:
    person = await at_the_new_thing(house)
    text = person.live.text
    assert "Something new" in text
    assert "Those who run this bot read" in text
    assert "Responsible" not in text
    assert await said(house) == {}
    assert "What is wrong?" in await person.press("✅ I agree")
    assert await said(house) == {"objections": ("1", True)}


async def test_whoever_has_agreed_is_not_asked_again(house: House) -> None:
    person = await at_the_new_thing(house)
    await person.press("✅ I agree")
    await person.press(of_run(person, "e:back:"))
    assert "What is wrong?" in await person.press(of_run(person, "obj:new:"))


async def test_agreeing_twice_keeps_the_first_day_and_shows_the_same(house: House) -> None:
    person = await at_the_new_thing(house)
    asked = person.live
    first = await person.press("✅ I agree", asked)
    house.now = house.now.replace(day=25)
    await house.telegram.press(1, asked.message_id, "c:ok:objections:1:2", stale=True)
    await house.settle()
    assert person.live.text == first
    async with house.database.work(writing=False) as work:
        [held] = (await work.purposes.of(1)).values()
    assert held.said_at.day == 20


async def test_after_a_restart_the_answer_still_leads_on(house: House) -> None:
    person = await at_the_new_thing(house)
    await house.restart()
    assert "What is wrong?" in await person.press("✅ I agree")


async def test_where_what_was_begun_is_lost_the_agreement_is_kept(house: House) -> None:
    person = await at_the_new_thing(house)
    asked = person.live
    async with house.database.work() as work:
        await work.screens.put(1, "other", {}, None, None, house.now)
    assert "Thank you." in await person.press("✅ I agree", asked)
    assert await said(house) == {"objections": ("1", True)}


async def test_not_now_changes_nothing_and_asks_again_at_the_next_use(house: House) -> None:
    person = await at_the_new_thing(house)
    assert "nothing changes" in await person.press("Not now")
    assert await said(house) == {"objections": ("1", False)}
    async with house.database.work(writing=False) as work:
        assert await purposes.was_asked(work, 1, OBJECTIONS)
        assert not await purposes.has_agreed(work, 1, OBJECTIONS)
        assert not await purposes.was_asked(work, 1, PURPOSES["heads"])


async def test_an_old_version_of_the_text_is_shown_anew(house: House) -> None:
    person = await at_the_new_thing(house)
    shown = person.live.text
    await house.telegram.press(1, person.live.message_id, "c:ok:objections:0:2", stale=True)
    await house.settle()
    assert await said(house) == {}
    assert person.live.text == shown


async def test_who_agreed_to_an_earlier_text_goes_on_under_it(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    async with house.database.work() as work:
        await work.people.give_consent(1, "1", house.now)
    text = await person.say("/privacy")
    assert "That was version 1; it still holds." in text
    await short_of_a_year(person)
    async with house.database.work(writing=False) as work:
        known = await work.people.get(1)
    assert known is not None
    assert known.consent_version == "1"


async def test_without_consent_its_whole_text_is_asked_along(house: House) -> None:
    """Consent was withdrawn while the question was open: one press gives both."""
    person = await at_the_new_thing(house)
    asked = person.live
    async with house.database.work() as work:
        await work.people.withdraw_consent(1, house.now)
    await person.press("✅ I agree", asked)
    async with house.database.work(writing=False) as work:
        known = await work.people.get(1)
        assert known is not None
        assert known.consent_version == "2"
        assert await purposes.has_agreed(work, 1, OBJECTIONS)


async def test_one_purpose_is_withdrawn_alone_with_what_was_kept_for_it(house: House) -> None:
    person = await at_the_new_thing(house)
    await person.press("✅ I agree")
    await person.say("The year at school was not counted.")
    await person.say("/privacy")
    listed = await person.press("🧾 Separate consents")
    assert "✅ “This is wrong”: agreed on 20 November 2026, version 1" in listed
    assert "Withdraw “This is wrong”?" in await person.press("✖️ “This is wrong”")
    sure = person.live
    assert "not agreed" in await person.press("🗑 Yes, withdraw it")
    await house.telegram.press(1, sure.message_id, "c:undo:yes:objections", stale=True)
    await house.settle()
    assert "not agreed" in person.live.text
    assert await said(house) == {"objections": ("1", False)}
    async with house.database.work(writing=False) as work:
        known = await work.people.get(1)
        assert known is not None
        assert known.consent_version == "2"
        assert await work.objections.of_person(1, house.now.replace(year=2020)) == []
        assert len(await work.decisions.of(1)) == 1
    assert "Something new" in await person.press("📖 “This is wrong”")
    assert "agreed on 20 November" in await person.press("✅ I agree")


async def test_it_is_in_the_export_and_goes_with_everything(house: House) -> None:
    person = await at_the_new_thing(house)
    await person.press("✅ I agree")
    async with house.database.work(writing=False) as work:
        [row] = (await work.people.export(1))["purpose_said"]
    assert (row["purpose"], row["version"], row["agreed"]) == ("objections", "1", True)
    await person.say("/forget")
    await person.press("f:yes")
    assert await said(house) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_purpose_is_said_shortly_in_every_language(language: str) -> None:
    tr = translator(language)
    for purpose in PURPOSES.values():
        assert len(tr.text(purpose.title)) <= 24, purpose.id
        assert len(tr.text(purpose.difference)) <= 34 * 12, purpose.id
    assert set(KEPT_FOR) <= set(PURPOSES)
