"""Numbers of a newer edition of the attestation rules: entered, looked through, used."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cases.texts import shown_length
from handlers.hr.editions import all_lines, changed_lines
from i18n import LANGUAGES, translator
from rules.attestation import editions, numbers_of
from rules.norms.loading import catalogue
from rules.verdict.record import replay
from storage.tables.attestation import EnteredEdition
from tests.cases.college import HR, TEACHER, appoint, greet
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

SECOND = 7_000_000_010
KK, RU = "№ 83 бұйрық <жаңа>", "Приказ № 83 <новый>"
PLACES = {number.key: str(n) for n, number in enumerate(numbers_of(editions()[-1]), start=1)}


async def second(scene: Scene) -> Somebody:
    """A second HR of the first college, with its menu before them."""
    async with scene.house.database.work() as work:
        await greet(work, SECOND, "en")
        await appoint(work, SECOND, scene.colleges.organisation)
        await work.people.set_language(SECOND, "en")
    return await scene.hr(SECOND)


async def kept(scene: Scene) -> list[EnteredEdition]:
    async with scene.house.database.work(writing=False) as work:
        return await work.attestation_editions.of_organisation(scene.colleges.organisation)


async def begin(scene: Scene) -> Somebody:
    hr = await scene.hr()
    await hr.press("🎖 Attestation rules")
    await hr.press("➕ A newer edition")
    return hr


async def enter(scene: Scene, day: str = "01.09.2026") -> Somebody:
    """Up to the last look: expert needs 96 hours of courses."""
    hr = await begin(scene)
    await hr.press(PLACES["expert.hours"])
    await hr.say("96")
    await hr.press("➡️ Done")
    await hr.say(day)
    await hr.say(KK)
    await hr.say(RU)
    await hr.press("Without English")
    return hr


async def send(scene: Scene) -> Somebody:
    hr = await enter(scene)
    await hr.press("📨 Send to a colleague for review")
    return hr


async def test_numbers_are_entered_and_shown_before_and_after(scene: Scene) -> None:
    hr = await begin(scene)
    assert f"{PLACES['expert.hours']}. courses, hours: 72" in hr.live.text
    text = await hr.press(PLACES["expert.hours"])
    assert "Teacher-expert: courses, hours" in text
    assert "Today: 72" in text
    assert "courses, hours: 72 → 96" in await hr.say("96")
    await hr.press("➡️ Done")
    await hr.say("01.09.2026")
    await hr.say(KK)
    await hr.say(RU)
    text = await hr.press("Without English")
    assert "In force from: 1 September 2026" in text
    assert "• Teacher-expert, courses, hours: 72 → 96" in text
    assert RU in text
    assert not await kept(scene)
    await hr.press("📨 Send to a colleague for review")
    [made] = await kept(scene)
    assert (made.numbers["expert.hours"], made.since) == (96, date(2026, 9, 1))
    assert made.name.kk == KK


async def test_a_slip_is_asked_again_and_a_restart_loses_nothing(scene: Scene) -> None:
    hr = await begin(scene)
    await hr.press(PLACES["expert.test"])
    await scene.house.restart()
    assert "A number from 1 to 100 is needed" in await hr.say("170")
    assert "Please write a number" in await hr.say("many")
    assert "knowledge test, %: 70 → 75" in await hr.say("75 %")
    await scene.house.restart()
    await hr.press("➡️ Done")
    assert "A day from 26 February 2025" in await hr.say("25.02.2025")
    assert "no such day" in await hr.say("31.02.2027")
    assert "did not understand" in await hr.say("someday")
    await hr.say("01.01.2027")
    await hr.say(KK)
    await hr.say(RU)
    await hr.say("Order No. 83, newer")
    assert "• Teacher-expert, knowledge test, %: 70 → 75" in hr.screen.text
    await hr.press("Numbers")
    await hr.press(PLACES["expert.test"])
    await hr.say("70")
    assert "No number changes." in await hr.press("➡️ Done")
    await hr.press("Day")
    assert "2 January 2027" in await hr.say("02.01.2027")


async def test_the_day_is_pressed(scene: Scene) -> None:
    hr = await begin(scene)
    await hr.press("➡️ Done")
    await hr.press("January 2027")
    assert "The name of the edition" in await hr.press("15")


async def test_two_presses_send_one_proposal(scene: Scene) -> None:
    hr = await enter(scene)
    message = hr.live
    data = hr.find(message, "📨 Send to a colleague for review")
    await scene.house.telegram.press(HR, message.message_id, data)
    again = await scene.house.telegram.press(HR, message.message_id, data, stale=True)
    await scene.house.settle()
    assert again.text == "This is saved or was left already."
    assert len(await kept(scene)) == 1


async def test_the_proposer_waits_and_can_only_take_it_back(scene: Scene) -> None:
    hr = await send(scene)
    assert not hr.has("➕ A newer edition")
    text = await hr.press(RU)
    assert "an HR colleague of yours has to review it" in text
    assert not hr.has("✅ Accept")
    [made] = await kept(scene)
    await scene.opens(hr, "edition_accept", scene.colleges.organisation, made.id)
    assert [each.state for each in await kept(scene)] == ["proposed"]
    await hr.press("↩️ Take back")
    assert [each.state for each in await kept(scene)] == ["withdrawn"]
    assert hr.has("➕ A newer edition")


async def test_a_second_person_accepts_and_members_are_told_who_entered_it(scene: Scene) -> None:
    teacher = scene.person(TEACHER)
    await short_of_a_year(teacher)
    await send(scene)
    other = await second(scene)
    await other.press("🎖 Attestation rules: please review")
    text = await other.press(RU)
    assert "• Teacher-expert, courses, hours: 72 → 96" in text
    assert "Compare every number with the order" in text
    await other.press("✅ Accept")
    assert f"Today: {RU}" in other.live.text
    await teacher.press("➕ More")
    await teacher.press("🎖 Attestation")
    assert RU in teacher.live.text
    await teacher.press("📖 All about it")
    told = await teacher.press("What is required")
    told += await teacher.press("▶️")
    assert "entered by the HR of an organisation (Политехникалық колледж; November 2026)" in told
    assert "❔ ▫️ Previous category" in told
    assert "❔ Knowledge test (OZP)" in told
    assert "What is marked ▫️ is not theirs but of the edition before" in told
    assert "Check before you apply" in told
    names = [each for each in await scene.actions() if each.startswith("edition")]
    assert names == ["edition.propose", "edition.accept"]


async def test_two_people_who_decide_together_decide_once(scene: Scene) -> None:
    await send(scene)
    other = await second(scene)
    await other.press("🎖 Attestation rules: please review")
    await other.press(RU)
    message = other.live
    accept, reject = (other.find(message, words) for words in ("✅ Accept", "❌ Reject"))
    await scene.house.telegram.press(SECOND, message.message_id, accept)
    await scene.house.settle()
    press = await scene.house.telegram.press(SECOND, message.message_id, reject, stale=True)
    await scene.house.settle()
    assert press.text == "This is no longer there."
    assert [each.state for each in await kept(scene)] == ["accepted"]


async def test_a_rejection_tells_the_proposer_why(scene: Scene) -> None:
    hr = await send(scene)
    other = await second(scene)
    await other.press("🎖 Attestation rules: please review")
    await other.press(RU)
    await other.press("❌ Reject")
    assert "characters is needed" in await other.say(" " * 3 + "x" * 201)
    await other.say("Expert stays at <72>")
    await hr.say("/hr")
    await hr.press("🎖 Attestation rules")
    assert "Why not: Expert stays at <72>" in await hr.press(RU)
    assert not hr.has("↩️ Take back")


async def test_the_form_cannot_be_begun_while_one_waits(scene: Scene) -> None:
    await send(scene)
    other = await second(scene)
    text = await scene.opens(other, "edition_new", scene.colleges.organisation)
    assert "waiting for review" in text
    assert "Press what is different" not in text


async def test_a_kept_decision_replays_byte_for_byte_whatever_edition_comes(scene: Scene) -> None:
    """The record holds nothing of the attestation: neither its edition nor its numbers."""
    teacher = scene.person(TEACHER)
    await short_of_a_year(teacher)
    async with scene.house.database.work(writing=False) as work:
        [decision] = await work.decisions.of(TEACHER)
    assert "attestation" not in json.loads(decision.record)["report"]
    assert b"order-83" not in decision.record
    await send(scene)
    [made] = await kept(scene)
    other = await second(scene)
    number = scene.colleges.organisation
    await scene.opens(other, "edition_accept", number, made.id)
    assert [each.state for each in await kept(scene)] == ["accepted"]
    async with scene.house.database.work(writing=False) as work:
        [after] = await work.decisions.of(TEACHER)
    assert after.record == decision.record
    assert replay(catalogue(), decision.record) == decision.record


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_words_and_the_form_fits_into_a_message(language: str) -> None:
    tr = translator(language)
    base = editions()[-1]
    every = {number.key: number.high for number in numbers_of(base)}
    for lines in (list(all_lines(base, every, tr)), list(changed_lines(base, every, tr))):
        assert len(lines) >= len(every)
        assert shown_length("\n".join(lines)) < 3500
