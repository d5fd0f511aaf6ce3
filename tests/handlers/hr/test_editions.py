"""Numbers of a newer edition of the attestation rules: looked through in the chat, used."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cases.editions import propose_edition
from cases.texts import shown_length
from handlers.hr.editions import changed_lines
from i18n import LANGUAGES, translator
from rules.attestation import editions, numbers_of
from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.verdict.record import replay
from storage.tables.attestation import EnteredEdition
from tests.cases.college import HR, TEACHER, appoint, greet
from tests.handlers.checks import short_of_a_year
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

SECOND = 7_000_000_010
KK, RU = "№ 83 бұйрық <жаңа>", "Приказ № 83 <новый>"


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


async def send(scene: Scene, since: date = date(2026, 9, 1)) -> Somebody:
    """HR before the list, after entering on the page that an expert needs 96 hours of courses."""
    async with scene.house.database.work() as work:
        await propose_edition(
            work, HR, scene.colleges.organisation, {"expert.hours": 96}, since,
            Text(kk=KK, ru=RU, en=""), scene.house.now,
        )  # fmt: skip
    hr = await scene.hr()
    await hr.press("🎖 Attestation rules")
    return hr


async def test_the_way_to_the_page_stands_in_the_list(scene: Scene) -> None:
    scene.house.page = "https://page.example"
    await scene.house.restart()
    hr = await scene.hr()
    text = await hr.press("🎖 Attestation rules")
    assert "enter its figures on your page" in text
    assert hr.has("🖥 My page")


async def test_by_http_an_old_button_says_where_and_leads_to_a_link(scene: Scene) -> None:
    scene.house.page = "http://127.0.0.1:1"
    await scene.house.restart()
    hr = await scene.hr()
    number = scene.colleges.organisation
    for old, numbers in (("edition_new", ()), ("edition_done", ()), ("edition_no_en", ()),
                         ("edition_send", ()), ("edition_number", (1,)), ("edition_day", (1,)),
                         ("edition_part", (0,))):  # fmt: skip
        text = await scene.opens(hr, old, number, *numbers)
        assert "enter its figures on your page" in text, old
    assert "works once" in await hr.press("🖥 My page")
    assert not await kept(scene)


async def test_words_for_a_form_that_was_begun_before_are_answered(scene: Scene) -> None:
    hr = await scene.hr()
    async with scene.house.database.work() as work:
        begun = {"form": "edition", "fields": {"organisation": scene.colleges.organisation}}
        noted = {"mark": "x", "hears": True, "data": begun, "aside": {}}
        await work.screens.put(HR, "own.hr", noted, None, None, scene.house.now)
    assert "on your page now" in await hr.say("96")
    assert not await kept(scene)


async def test_the_proposer_waits_and_can_only_take_it_back(scene: Scene) -> None:
    hr = await send(scene)
    text = await hr.press(RU)
    assert "an HR colleague of yours has to review it" in text
    assert not hr.has("✅ Accept")
    [made] = await kept(scene)
    await scene.opens(hr, "edition_accept", scene.colleges.organisation, made.id)
    assert [each.state for each in await kept(scene)] == ["proposed"]
    await hr.press("↩️ Take back")
    assert [each.state for each in await kept(scene)] == ["withdrawn"]


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
def test_every_number_has_words_and_all_fit_into_a_message(language: str) -> None:
    tr = translator(language)
    base = editions()[-1]
    every = {number.key: number.high for number in numbers_of(base)}
    lines = list(changed_lines(base, every, tr))
    assert len(lines) >= len(every) - 2
    assert shown_length("\n".join(lines)) < 3500
