"""Messages on the page: paused, gone on with, cancelled, sent again; read and answered by whom."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from cases import broadcasts
from cases.purposes import ANSWERS, RECEIPTS, agree
from i18n import translator
from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.vocabulary import Language
from storage.tables.organisations import Shares
from storage.tables.outbound import Media
from storage.tables.questions import Question
from storage.tables.segments import Segment
from tests.cases.college import (
    HR,
    NOW,
    OTHER_HR,
    STRANGER,
    TEACHER,
    Colleges,
    add_colleague,
    dismiss,
    greet,
)
from tests.handlers.hr.settling import settle_all
from tests.web.site import Reply, Site
from tests.web.test_chosen import actions, head_of
from tests.web.test_chosen import agree as send_it
from tests.web.test_pages import SCRIPT
from web.pages.campaign_deeds import WRONG
from web.pages.campaign_people import ON_A_PAGE

TEXTS: Mapping[Language, str] = {"kk": "Келесіз бе?", "ru": "Придёте?", "en": "Will you come?"}
YES, NO = Text(kk="Иә", ru="Да", en="Yes"), Text(kk="Жоқ", ru="Нет", en="No")
OTHERS = 7_100_000_000
EN = translator("en")


async def cast(site: Site, c: Colleges, by: int = HR, others: int = 0, **more: Any) -> int:
    """A message that waits to go out, to TEACHER and so many others."""
    more = {"texts": TEXTS, **more}
    async with site.database.work() as work:
        for n in range(others):
            await greet(work, OTHERS + n, "en")
            name = f"Үлгі {n:03}"
            await work.memberships.add(OTHERS + n, c.organisation, None, None, name, Shares(), NOW)
        return await broadcasts.begin_broadcast(
            work, by, c.organisation, more.pop("texts"), Segment(), NOW, catalogue(), **more
        )


async def sent(site: Site, c: Colleges, by: int = HR, others: int = 0, **more: Any) -> int:
    """One that has arrived."""
    number = await cast(site, c, by, others, **more)
    await settle_all(site.database, number, {})
    return number


async def state(site: Site, number: int) -> str:
    async with site.database.work() as work:
        held = await work.campaigns.get(number)
    assert held is not None
    return held.state


async def answer(site: Site, number: int, choices: Mapping[int, int]) -> None:
    async with site.database.work() as work:
        for person_id, choice in choices.items():
            await agree(work, person_id, ANSWERS, ANSWERS.version, NOW)
            await work.questions.choose(number, person_id, choice, NOW)


async def audiences(site: Site, c: Colleges) -> list[Segment]:
    async with site.database.work() as work:
        return [each.segment for each in await work.campaigns.of(c.organisation, 20)]


async def test_a_message_is_paused_gone_on_with_and_cancelled_once(
    site: Site, colleges: Colleges
) -> None:
    number = await cast(site, colleges)
    hr = await site.signed_in(HR)
    here = f"/app/campaigns/{number}"
    paused = ("go-on", "paused"), ("pause", "running")
    shown = await hr.get(here)
    for deed, now in (("pause", "paused"), ("go-on", "running"), ("cancel", "cancelled")):
        for _ in range(2):
            told = await hr.post(f"{here}/{deed}", form=shown.form_token)
            assert told.status == 200
            assert told.address == here
        assert await state(site, number) in (now, "queued" if now == "running" else now)
        offered = [each for each, _ in paused if f"{here}/{each}" in told.text]
        assert offered == {"paused": ["go-on"], "running": ["pause"], "cancelled": []}[now]
    log = await actions(site, colleges.organisation)
    for action in ("broadcast.pause", "broadcast.resume", "broadcast.cancel"):
        assert log.count(action) == 1, action
    # Before it is cancelled it is asked about; what has ended is shown instead.
    assert (await hr.get(f"{here}/cancel")).address == here
    other = await cast(site, colleges)
    asked = await hr.get(f"/app/campaigns/{other}/cancel")
    assert EN.plural("{n} person will not get it.", "{n} people will not get it.", 1) in asked.words


async def test_formatting_is_shown_and_no_typed_html(site: Site, colleges: Colleges) -> None:
    text = f"Жирно {SCRIPT} link bad\nсекрет"
    at, units = text.index, len
    formats = [
        {"type": "bold", "offset": 0, "length": 5},
        {"type": "italic", "offset": at("<script>"), "length": units(SCRIPT)},
        {"type": "text_link", "offset": at("link"), "length": 4, "url": 'https://e.kz/?a="<b>&c'},
        {"type": "text_link", "offset": at("bad"), "length": 3, "url": "javascript:alert(1)"},
        {"type": "spoiler", "offset": at("секрет"), "length": 6},
    ]
    number = await cast(
        site, colleges, texts={"kk": SCRIPT, "ru": text}, formats={"ru": formats},
        media=Media("photo", "f"),
    )  # fmt: skip
    hr = await site.signed_in(HR)
    shown = await hr.get(f"/app/campaigns/{number}")
    assert "<b>Жирно</b>" in shown.text
    assert "<i>&lt;script&gt;" in shown.text
    assert 'href="https://e.kz/?a=&quot;&lt;b&gt;&amp;c"' in shown.text
    assert "javascript:" not in shown.text
    assert "<script>alert" not in shown.text
    assert "tg-spoiler" not in shown.text
    assert "секрет" in shown.words
    assert EN.text("A picture comes with it; it is seen in the chat.") in shown.words


async def test_the_rest_are_reminded_once_however_often_it_is_pressed(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    number = await sent(site, c, others=2, asks_receipt=True)
    async with site.database.work() as work:
        await agree(work, OTHERS, RECEIPTS, RECEIPTS.version, NOW)
        await work.receipts.add(number, OTHERS, NOW)
    hr = await site.signed_in(HR)
    here = f"/app/campaigns/{number}"
    looked = await hr.submit(here, f"{here}/again", to="rest")
    assert EN.plural("Goes to {n} person.", "Goes to {n} people.", 2) in looked.words
    assert len(await audiences(site, c)) == 1
    told = [await send_it(hr, looked) for _ in range(3)]
    assert len({each.address for each in told}) == 1
    assert [each.rest_of for each in await audiences(site, c)] == [number, None]
    # Somebody reads it in between: nothing goes out before it has been looked at again.
    again = await hr.submit(here, f"{here}/again", to="rest")
    async with site.database.work() as work:
        await agree(work, TEACHER, RECEIPTS, RECEIPTS.version, NOW)
        await work.receipts.add(number, TEACHER, NOW)
    late = await send_it(hr, again)
    assert late.status == 422
    assert EN.text(WRONG["seen"]) in late.words
    assert len(await audiences(site, c)) == 2


async def test_those_whom_it_did_not_reach_get_it_again(site: Site, colleges: Colleges) -> None:
    number = await cast(site, colleges, others=2)
    await settle_all(site.database, number, {OTHERS: "failed"})
    hr = await site.signed_in(HR)
    here = f"/app/campaigns/{number}"
    looked = await hr.submit(here, f"{here}/again", to="failed")
    assert EN.plural("Goes to {n} person.", "Goes to {n} people.", 1) in looked.words
    await send_it(hr, looked)
    assert [each.failed_of for each in await audiences(site, colleges)] == [number, None]
    for to in ("rest", "unanswered", "everybody", ""):
        assert (await hr.submit(here, f"{here}/again", to=to)).status == 404, to


async def test_who_has_read_is_a_list_narrowed_searched_and_taken_along(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    number = await sent(site, c, others=ON_A_PAGE + 3, asks_receipt=True)
    async with site.database.work() as work:
        await agree(work, OTHERS, RECEIPTS, RECEIPTS.version, NOW)
        await work.receipts.add(number, OTHERS, NOW)
    hr = await site.signed_in(HR)
    here = f"/app/campaigns/{number}/people"
    first = await hr.get(f"{here}?which=unread")
    assert EN.plural("{n} person", "{n} people", ON_A_PAGE + 3) in first.words
    [further] = [each for each in first.links if "slice=1" in each]
    names = [f"Үлгі {n:03}" for n in range(1, ON_A_PAGE + 3)]
    both = first.text + (await hr.get(further)).text
    assert [name for name in names if f">{name}</th>" in both] == names
    read = await hr.get(f"{here}?which=read&sort=day")
    assert "Үлгі 000" in read.words
    found = await hr.submit(
        f"{here}?which=unread", f"{here}/search", which="unread", words="үлгі 007"
    )
    assert "Үлгі 007" in found.words
    assert "Үлгі 008" not in found.words
    assert "007" not in found.address
    narrowed = await hr.get(f"{here}?which=unread&department={c.department}")
    assert "Үлгі" not in narrowed.words
    made = await hr.get(f"{here}.xlsx?which=unread")
    assert len(list(load_workbook(BytesIO(made.body)).worksheets[0].rows)) == ON_A_PAGE + 3 + 2
    assert (await hr.get(f"{here}.pdf?which=unread")).body.startswith(b"%PDF")
    log = await actions(site, c.organisation)
    assert log.count("broadcast.readers") == 3
    for bad in (f"department={c.other_department}", "which=x", "sort=x", "slice=99999999",
                "search=1", "department=x"):  # fmt: skip
        assert (await hr.get(f"{here}?{bad}")).status == (200 if bad == "search=1" else 404), bad


async def test_few_answers_without_names_are_told_of_nowhere(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    number = await sent(site, c, others=5, question=Question((YES, NO)))
    hr = await site.signed_in(HR)
    here = f"/app/campaigns/{number}"
    await answer(site, number, {OTHERS + n: 1 for n in range(4)})
    few = await hr.get(f"{here}/answers")
    assert EN.text("Numbers are shown from five answers on.") in few.words
    assert "<table" not in few.text
    for ending in ("xlsx", "pdf"):
        assert (await hr.get(f"{here}/answers.{ending}")).status == 403
    for which in ("answered", "silent"):
        assert (await hr.get(f"{here}/people?which={which}")).status == 403
        assert (await hr.get(f"{here}/people.xlsx?which={which}")).status == 403
    await answer(site, number, {OTHERS + 4: 0})
    shown = await hr.get(f"{here}/answers")
    assert "Yes 1 20%" in shown.words
    assert "No 4 80%" in shown.words
    assert "Үлгі" not in shown.text
    assert (await hr.get(f"{here}/answers.pdf")).body.startswith(b"%PDF")
    [sheet] = load_workbook(BytesIO((await hr.get(f"{here}/answers.xlsx")).body)).worksheets
    assert [each.value for each in list(sheet.rows)[-1]][1:] == [6, 1, 4, 1]


async def test_a_question_is_reminded_of_and_ended_once(site: Site, colleges: Colleges) -> None:
    c = colleges
    number = await sent(site, c, others=2, question=Question((YES, NO), named=True))
    await answer(site, number, {OTHERS: 0})
    hr = await site.signed_in(HR)
    here = f"/app/campaigns/{number}"
    told = await hr.get(f"{here}/people?which=answered")
    assert "Үлгі 000 Yes" in " ".join(told.words.split("Day", 1)[1].split())
    looked = await hr.submit(f"{here}/answers", f"{here}/again", to="unanswered")
    assert EN.plural("Goes to {n} person.", "Goes to {n} people.", 2) in looked.words
    await send_it(hr, looked)
    [again, _] = await audiences(site, c)
    assert again.unanswered_of == number
    waits = await hr.submit(f"{here}/answers", f"{here}/again", to="unanswered")
    question = await hr.get(f"{here}/close")
    for _ in range(2):
        assert (await hr.post(f"{here}/close", form=question.form_token)).status == 200
    assert (await actions(site, c.organisation)).count("question.close") == 1
    late = await send_it(hr, waits)
    assert late.status == 422
    assert EN.text(WRONG["closed"]) in late.words
    assert len(await audiences(site, c)) == 2


ADDRESSES = (
    "", ".csv", "/cancel", "/people?which=unread", "/people.xlsx?which=unread",
    "/people.pdf?which=unread", "/answers", "/answers.xlsx", "/answers.pdf", "/close",
)  # fmt: skip
DEEDS = ("pause", "go-on", "cancel", "again", "close")
SAID = {"to": "rest", "which": "unread", "words": ""}


async def questioned(site: Site, c: Colleges, by: int = HR) -> int:
    return await cast(site, c, by, asks_receipt=True, question=Question((YES, NO), named=True))


async def every(site: Site, person: int, number: int) -> Mapping[str, int]:
    """What each address and form of a message answers."""
    browser = await site.signed_in(person)
    found = {each: (await browser.get(f"/app/campaigns/{number}{each}")).status
             for each in ADDRESSES}  # fmt: skip
    form = (await browser.get("/app/")).form_token
    for deed in DEEDS:
        told = await browser.post(f"/app/campaigns/{number}/{deed}", form=form, **SAID)
        found[deed] = told.status
    return found


async def test_messages_of_others_are_not_there(site: Site, colleges: Colleges) -> None:
    c = colleges
    number = await questioned(site, c)
    await head_of(site, c)
    for person in (OTHER_HR, STRANGER):
        found = await every(site, person, number)
        # Lists of who has read are HR's: heads are refused before anything is looked up.
        allowed = {404} if person == OTHER_HR else {404, 403}
        assert {each: status for each, status in found.items() if status not in allowed} == {}
    assert set((await every(site, TEACHER, number)).values()) == {403}
    assert await state(site, number) in ("queued", "running")


async def test_no_form_without_its_token(site: Site, colleges: Colleges) -> None:
    number = await questioned(site, colleges)
    hr = await site.signed_in(HR)
    for deed in (*DEEDS, "people/search"):
        told: Reply = await hr.post(f"/app/campaigns/{number}/{deed}", **SAID)
        assert told.status == 403, deed
    assert await state(site, number) in ("queued", "running")
    assert len(await audiences(site, colleges)) == 1


async def test_a_right_that_ends_in_the_middle_ends_the_form(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    number = await sent(site, c, asks_receipt=True)
    waiting = await questioned(site, c)
    hr = await site.signed_in(HR)
    looked = await hr.submit(
        f"/app/campaigns/{number}", f"/app/campaigns/{number}/again", to="rest"
    )
    form = looked.form_token
    async with site.database.work() as work:
        await add_colleague(work, c.organisation)
        # Another role keeps the session.
        await work.hr.grant(c.other, HR, None, NOW, "Х")
        await dismiss(work, c)
    assert (await send_it(hr, looked)).status in (403, 404)
    for deed in DEEDS:
        told = await hr.post(f"/app/campaigns/{waiting}/{deed}", form=form, **SAID)
        assert told.status in (403, 404), deed
    assert await state(site, waiting) in ("queued", "running")
    assert len(await audiences(site, c)) == 2


@pytest.mark.parametrize("which", ["unread", "read"])
async def test_a_head_sees_who_answered_and_not_who_read(
    site: Site, colleges: Colleges, which: str
) -> None:
    c = colleges
    await head_of(site, c)
    number = await questioned(site, c, STRANGER)
    head = await site.signed_in(STRANGER)
    shown = await head.get(f"/app/campaigns/{number}")
    assert shown.status == 200
    assert not [each for each in shown.links if "which=unread" in each]
    assert (await head.get(f"/app/campaigns/{number}/people?which={which}")).status == 403
    form = shown.form_token
    told = await head.post(f"/app/campaigns/{number}/again", form=form, to="rest")
    assert told.status == 404
    assert (await head.get(f"/app/campaigns/{number}/answers")).status == 200
    assert (await head.get(f"/app/campaigns/{number}/people?which=answered")).status == 200
