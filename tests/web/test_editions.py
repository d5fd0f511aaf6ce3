"""A newer edition of the attestation rules entered on the page, and sent to a colleague once."""

from __future__ import annotations

from datetime import date

import pytest

from cases import editions
from rules.norms.model import Text
from storage.tables.attestation import EnteredEdition
from tests.cases.college import (
    COLLEAGUE,
    HR,
    NOTHING,
    NOW,
    OTHER_HR,
    STRANGER,
    TEACHER,
    Colleges,
    add_colleague,
)
from tests.web.site import Browser, Reply, Site
from tests.web.test_chosen import hidden
from tests.web.test_pages import SCRIPT, lead

PAGE = "/app/editions"
SAID = {"n-expert.hours": "96", "day": "2027-01-01", "title_kk": "Жаңа бұйрық",
        "title_ru": "Новый приказ"}  # fmt: skip


async def enter(browser: Browser, **said: str) -> Reply:
    return await browser.submit(PAGE, PAGE, **{**SAID, **said})


async def send(browser: Browser, shown: Reply) -> Reply:
    return await browser.post(shown.address, form=shown.form_token, seen=hidden(shown, "seen"))


async def kept(site: Site, organisation: int) -> list[EnteredEdition]:
    async with site.database.work() as work:
        return await work.attestation_editions.of_organisation(organisation)


async def test_figures_are_entered_looked_through_and_sent_once(
    site: Site, colleges: Colleges
) -> None:
    hr = await site.signed_in(HR)
    shown = await enter(hr)
    assert "Teacher-expert, courses, hours: 72 → 96" in shown.words
    assert "In force from: 1 January 2027" in shown.words
    assert await kept(site, colleges.organisation) == []
    told = [await send(hr, shown) for _ in range(2)]
    [made] = await kept(site, colleges.organisation)
    assert (made.numbers["expert.hours"], made.since) == (96, date(2027, 1, 1))
    assert (made.name.kk, made.name.en, made.state) == ("Жаңа бұйрық", "Новый приказ", "proposed")
    assert "accepts or rejects it in the chat" in told[1].words
    assert "First day in force" not in told[1].words
    # Nobody begins another one meanwhile, by a form that was open either.
    other = await enter(hr)
    assert (await send(hr, other)).status == 422
    assert len(await kept(site, colleges.organisation)) == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"n-expert.test": "101"}, "n-expert.test"),
        ({"n-expert.test": "-1"}, "n-expert.test"),
        ({"n-expert.test": "many"}, "n-expert.test"),
        ({"n-expert.test": "9" * 400}, "n-expert.test"),
        ({"day": ""}, "day"),
        ({"day": "2025-02-25"}, "day"),
        ({"day": "2031-01-01"}, "day"),
        ({"title_kk": " "}, "title_kk"),
        ({"title_ru": "я" * 201}, "title_ru"),
        ({"title_en": "x" * 201}, "title_en"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_lost(
    site: Site, colleges: Colleges, said: dict[str, str], field: str
) -> None:
    hr = await site.signed_in(HR)
    told = await enter(hr, **said)
    assert told.status == 422
    assert f'href="#{field}"' in told.text
    assert f'id="why-{field}"' in told.text
    for name, typed in {**SAID, **said}.items():
        if name != field:
            assert f'value="{typed}"' in told.text, name


async def test_all_that_is_wrong_is_said_at_once_and_the_form_comes_back_filled(
    site: Site, colleges: Colleges
) -> None:
    hr = await site.signed_in(HR)
    told = await enter(hr, day="", title_kk="", title_ru="")
    assert told.text.count('class="why"') == 3
    shown = await enter(hr, **{"n-expert.hours": "90"})
    back = await hr.get(next(each for each in shown.links if "draft=" in each))
    assert 'min="1" max="500" value="90"' in back.text
    assert 'value="Новый приказ"' in back.text


async def test_where_a_newer_one_was_accepted_meanwhile_it_is_looked_at_anew(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    hr = await site.signed_in(HR)
    shown = await enter(hr)
    async with site.database.work() as work:
        await add_colleague(work, c.organisation)
        title = Text(kk="Қ", ru="Р", en="E")
        made = await editions.propose_edition(
            work, COLLEAGUE, c.organisation, {"expert.hours": 90}, date(2026, 12, 1), title, NOW
        )
        await editions.accept_edition(work, HR, c.organisation, made.id, NOW)
    again = await send(hr, shown)
    assert again.status == 422
    assert "Another edition has come into force" in again.words
    assert "courses, hours: 90 → 96" in again.words
    await send(hr, again)
    states = sorted(each.state for each in await kept(site, c.organisation))
    assert states == ["accepted", "proposed"]


async def test_only_hr_enters_editions(site: Site, colleges: Colleges) -> None:
    c = colleges
    async with site.database.work() as work:
        await work.memberships.add(STRANGER, c.organisation, None, None, "Бас", NOTHING, NOW)
    await lead(site, c, STRANGER)
    for person in (TEACHER, STRANGER):
        browser = await site.signed_in(person)
        assert (await browser.get(PAGE)).status == 403
        form = (await browser.get("/app/")).form_token
        assert (await browser.post(PAGE, form=form, **SAID)).status == 403
    hr, other = await site.signed_in(HR), await site.signed_in(OTHER_HR)
    shown = await enter(hr)
    form = (await other.get(PAGE)).form_token
    assert (await other.post(shown.address, form=form, seen="x")).status == 404


async def test_a_script_in_a_name_is_only_words(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    shown = await enter(hr, title_kk=SCRIPT, title_ru=SCRIPT)
    await send(hr, shown)
    for told in (shown, await hr.get(PAGE), await enter(hr, title_ru=SCRIPT, day="")):
        assert "<script>alert" not in told.text
