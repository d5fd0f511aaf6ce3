"""Texts kept to send again, and a colleague's draft to go on with."""

from __future__ import annotations

import pytest

from cases import message_templates
from cases.errors import BadValue
from tests.cases.college import COLLEAGUE, HR, NOW, OTHER_HR, add_colleague, dismiss
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene


async def written(scene: Scene) -> Somebody:
    hr = await scene.hr()
    await hr.press("📣 Messages to members")
    await hr.press("✏️ Write to members")
    await hr.say("Сәлем <1>")
    await hr.say("Привет")
    return hr


async def test_a_template_is_kept_once_used_and_deleted(scene: Scene) -> None:
    hr = await written(scene)
    at, data = hr.live.message_id, hr.find(hr.live, "💾 As a template")
    for _ in range(2):
        await scene.house.telegram.press(HR, at, data, stale=True)
        await scene.house.settle()
    number = scene.colleges.organisation
    await scene.opens(hr, "templates", number, 0)
    await hr.press("Привет")
    assert "Сәлем <1>" in hr.live.text
    template = int(hr.find(hr.live, "✏️ Use this template").rpartition(":")[2])
    await hr.press("✏️ Use this template")
    assert "Messages to members" in hr.live.text, "what was begun is not overwritten"
    await scene.opens(hr, "draft_drop_yes", number)
    await scene.opens(hr, "template_use", number, template)
    assert "✅ Русский" in hr.live.text
    await scene.opens(hr, "template", number, template)
    assert "None yet" in await hr.press("🗑 Delete")
    assert [each for each in await scene.actions() if each.startswith("template")] == [
        "template.keep", "template.drop"
    ]  # fmt: skip


async def test_templates_have_an_end_and_pages(scene: Scene) -> None:
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        for each in range(message_templates.MOST):
            texts = {"kk": f"{each} {'Щ' * 3400}", "ru": f"{each} {'Щ' * 3400}"}
            await message_templates.keep_template(work, HR, number, texts, NOW)  # type: ignore[arg-type]
        with pytest.raises(BadValue):
            await message_templates.keep_template(work, HR, number, {"kk": "x", "ru": "x"}, NOW)
    hr = await scene.hr()
    for page in (0, 1, 6, 99):
        await scene.opens(hr, "templates", number, page)
    await scene.opens(hr, "template", number, 1)
    assert not scene.house.refused()
    other = await scene.hr(OTHER_HR)
    await scene.opens(other, "template", scene.colleges.other, 1)
    assert "Медицинский колледж" in other.live.text


async def test_a_colleague_goes_on_with_what_somebody_began(scene: Scene) -> None:
    await written(scene)
    async with scene.house.database.work() as work:
        await add_colleague(work, scene.colleges.organisation)
        await dismiss(work, scene.colleges)
        await work.people.set_language(COLLEAGUE, "en")
    colleague = await scene.hr(COLLEAGUE)
    await colleague.press("📣 Messages to members")
    at, data = colleague.live.message_id, colleague.find(colleague.live, "✏️ A colleague's: Привет")
    for _ in range(2):
        await scene.house.telegram.press(COLLEAGUE, at, data, stale=True)
        await scene.house.settle()
    await scene.opens(colleague, "draft", scene.colleges.organisation)
    assert "✅ Русский" in colleague.live.text
    async with scene.house.database.work(writing=False) as work:
        assert await work.hr_drafts.get(HR, scene.colleges.organisation) is None
    assert (await scene.actions()).count("draft.take") == 1
