"""The year's days in the chat: entered by buttons and words, changed, removed."""

from datetime import date

import pytest

from cases.deadlines import enter_deadline
from handlers.hr.deadlines import KINDS
from i18n import LANGUAGES, translator
from rules.dates import today
from rules.norms.model import Text
from rules.vocabulary import Language
from storage.tables.organisations import Deadline
from tests.cases.college import HR, TEACHER
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene

DAY = date(2027, 3, 15)


async def kept(scene: Scene) -> list[Deadline]:
    async with scene.house.database.work(writing=False) as work:
        return await work.deadlines.of_organisation(
            scene.colleges.organisation, today(scene.house.now)
        )


async def open_list(scene: Scene) -> Somebody:
    hr = await scene.hr()
    await hr.press("📅 Deadlines")
    return hr


async def test_a_deadline_is_entered_by_buttons_only(scene: Scene) -> None:
    hr = await open_list(scene)
    await hr.press("➕ A new deadline")
    await hr.press("Applications for attestation")
    await hr.press("Use: Applications for attestation")
    await hr.press("March 2027")
    text = await hr.press("15")
    assert "15 March 2027" in text
    assert "Қазақша: Аттестаттауға өтініш беру" in text
    assert not await kept(scene)
    assert "• 15 March 2027: Applications for attestation" in await hr.press("✅ Save")
    [deadline] = await kept(scene)
    assert (deadline.kind, deadline.day) == ("applications", date(2027, 3, 15))
    async with scene.house.database.work(writing=False) as work:
        assert [each for each in await work.reminders.of(TEACHER) if each.subject == "deadline"]


async def test_titles_and_day_are_typed_and_outlive_restarts(scene: Scene) -> None:
    hr = await open_list(scene)
    await hr.press("➕ A new deadline")
    await hr.press("Another deadline")
    await scene.house.restart()
    assert "Русский" in await hr.say("Ашық сабақ <1>")
    await scene.house.restart()
    assert "English" in await hr.say("Открытый урок")
    await hr.press("Without English")
    assert "no such day" in await hr.say("31.02.2027")
    assert "is needed" in await hr.say("19.11.2026")
    assert "did not understand" in await hr.say("someday")
    assert "Please say which you mean" in await hr.say("March 2027")
    await scene.house.restart()
    text = await hr.say("15 наурыз")
    assert "15 March 2027" in text
    assert "Русский: Открытый урок" in text
    assert "No English title: whoever reads English gets the Russian one, marked." in text
    assert "15 March 2027: Открытый урок (Русский)" in await hr.press("✅ Save")
    [deadline] = await kept(scene)
    assert deadline.title == Text(kk="Ашық сабақ <1>", ru="Открытый урок", en="")


async def test_english_is_left_out_once_and_can_be_written_later(scene: Scene) -> None:
    hr = await open_list(scene)
    await hr.press("➕ A new deadline")
    await hr.press("Another deadline")
    assert "English if you like" in await hr.say("Ашық сабақ")
    await hr.say("Открытый урок")
    message = hr.live
    skip = hr.find(message, "Without English")
    for _ in range(2):
        await scene.house.telegram.press(HR, message.message_id, skip, stale=True)
        await scene.house.settle()
        assert "The day" in hr.live.text
    await hr.say("15.03.2027")
    await hr.press("✅ Save")
    press = await scene.house.telegram.press(HR, message.message_id, skip, stale=True)
    await scene.house.settle()
    assert press.text == "This is saved or was left already."
    await hr.press("Открытый урок (Русский)")
    assert "No English title" in hr.live.text
    await hr.press("✏️ Change")
    await hr.press("Titles")
    await hr.say("Ашық сабақ")
    await hr.say("Открытый урок")
    assert "English: Open lesson" in await hr.say("Open lesson")
    await scene.house.telegram.press(HR, message.message_id, skip, stale=True)
    await scene.house.settle()
    assert "English: Open lesson" in hr.live.text
    await hr.press("✅ Save")
    [deadline] = await kept(scene)
    assert deadline.title.en == "Open lesson"


async def test_readers_of_english_see_the_russian_title_marked(scene: Scene) -> None:
    await enter_without_english(scene)
    titles: dict[Language, str] = {
        "en": "Открытый урок <1> (Русский)",
        "ru": "Открытый урок <1>",
        "kk": "Ашық сабақ",
    }
    for language, title in titles.items():
        async with scene.house.database.work() as work:
            await work.people.set_language(TEACHER, language)
        lines = (await scene.person(TEACHER).say("/dates")).splitlines()
        assert title in lines


async def enter_without_english(scene: Scene) -> None:
    title = Text(kk="Ашық сабақ", ru="Открытый урок <1>", en="")
    async with scene.house.database.work() as work:
        await enter_deadline(
            work, HR, scene.colleges.organisation, "other", title, DAY, scene.house.now
        )


async def test_two_presses_on_save_enter_one_deadline(scene: Scene) -> None:
    hr = await open_list(scene)
    await hr.press("➕ A new deadline")
    await hr.press("Quarterly data")
    await hr.press("Use: Quarterly data")
    await hr.say("tomorrow")
    message = hr.live
    data = hr.find(message, "✅ Without a reminder")
    await scene.house.telegram.press(HR, message.message_id, data)
    again = await scene.house.telegram.press(HR, message.message_id, data, stale=True)
    await scene.house.settle()
    assert again.text == "This is saved or was left already."
    assert len(await kept(scene)) == 1


async def test_a_deadline_is_changed_and_removed_after_two_presses(scene: Scene) -> None:
    hr = await open_list(scene)
    await hr.press("➕ A new deadline")
    await hr.press("Individual plans")
    await hr.press("Use: Individual plans")
    await hr.say("15.03.2027")
    await hr.press("✅ Save")
    await hr.press("Individual plans")
    await hr.press("✏️ Change")
    await hr.press("Day")
    await hr.say("16.03.2027")
    assert "16 March 2027" in await hr.press("✅ Save")
    await hr.press("Individual plans")
    await hr.press("🗑 Remove")
    assert len(await kept(scene)) == 1
    assert "None yet" in await hr.press("Yes, remove")
    assert not await kept(scene)
    names = [each for each in await scene.actions() if each.startswith("deadline")]
    assert names == ["deadline.enter", "deadline.change", "deadline.remove"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kinds_of_deadlines_have_words_of_their_own(language: Language) -> None:
    """Another deadline is not another answer."""
    tr = translator(language)
    names = [tr.text(each) for each in KINDS.values()]
    assert len(set(names)) == len(names)
    assert not {tr.text("Something else"), tr.text("✏️ Another answer")}.intersection(names)
