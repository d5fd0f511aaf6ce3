"""What if, on the page: nothing is kept until it is said so, and then once."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from storage.database import Database
from tests.cases.college import HR, NOW, STRANGER, TEACHER, Colleges
from tests.web.site import Browser, Reply, Site
from tests.web.training import checked, checked_with_nothing

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
async def check(database: Database, colleges: Colleges) -> str:
    """The address of the trial."""
    return f"/app/checks/{await checked(database, TEACHER)}/what-if"


async def press(browser: Browser, page: Reply, address: str, words: str) -> Reply:
    """A button of the page, by its words."""
    found = re.findall(r'<button[^>]*name="press" value="([^"]+)">([^<]+)<', page.text)
    data = [unescape(value) for value, said in found if words in unescape(said)]
    assert data, (words, found)
    return await browser.post(address, **carried(page), press=data[0])


def carried(page: Reply) -> dict[str, str]:
    found = re.search(r'name="so_far" value="([^"]*)"', page.text)
    assert found is not None
    return {"form": page.form_token, "so_far": unescape(found[1])}


async def counted(site: Site) -> tuple[int, object]:
    async with site.database.work(writing=False) as work:
        decisions = await work.decisions.of(TEACHER)
        return len(decisions), await work.answers.all(TEACHER)


async def test_a_step_of_the_way_shows_the_report_as_it_would_be(site: Site, check: str) -> None:
    teacher = await site.signed_in(TEACHER)
    report = await teacher.get(check.removesuffix("/what-if"))
    assert check in report.links
    before = await counted(site)
    menu = await teacher.get(check)
    result = await press(teacher, menu, check, "Work in the specialty: 1 year more")
    assert "if work in the specialty: 2 years" in result.words
    assert "Now: ⏳ Not yet : 1 year of experience missing" in result.words
    assert "You meet the requirements" in result.words
    assert await counted(site) == before


async def test_an_answer_is_changed_by_buttons_and_by_words(site: Site, check: str) -> None:
    teacher = await site.signed_in(TEACHER)
    before = await counted(site)
    facts = await press(teacher, await teacher.get(check), check, "Another answer")
    question = await press(teacher, facts, check, "Education")
    assert "Only a trial" in question.words
    for words in ("Master", "None"):
        question = await press(teacher, question, check, words)
    assert "if education: Master's degree" in question.words
    facts = await press(teacher, await teacher.get(check), check, "Another answer")
    question = await press(teacher, facts, check, "Work in the specialty")
    assert 'name="words"' in question.text
    refused = await teacher.post(check, **carried(question), words=SCRIPT)
    assert "I did not understand" in refused.words
    assert "<script>alert" not in refused.text
    result = await teacher.post(check, **carried(refused), words="three years")
    assert "if work in the specialty: 3 years" in result.words
    assert await counted(site) == before


async def test_a_course_to_come_is_judged_on_its_day_and_cannot_be_kept(
    site: Site, colleges: Colleges
) -> None:
    number = await checked_with_nothing(site.database, TEACHER)
    address = f"/app/checks/{number}/what-if"
    teacher = await site.signed_in(TEACHER)
    menu = await teacher.get(address)
    shown = await press(teacher, menu, address, "A course, with its day")
    refused = await teacher.post(address, **carried(shown), words="soon")
    assert "I did not understand" in refused.words
    result = await teacher.post(address, **carried(refused), words="120 hours, 15.03.2027")
    assert "As of 15 March 2027" in result.words
    assert "Keep this answer" not in result.words
    kept = await teacher.post(f"{address}/keep", **carried(result))
    assert kept.status == 409
    assert (await counted(site))[0] == 1


async def test_kept_twice_it_is_kept_once(site: Site, check: str) -> None:
    teacher = await site.signed_in(TEACHER)
    menu = await teacher.get(check)
    result = await press(teacher, menu, check, "Work in the specialty: 1 year more")
    said = carried(result)
    kept = await teacher.post(f"{check}/keep", **said)
    assert kept.status == 200
    assert "You meet the requirements" in kept.words
    again = await teacher.post(f"{check}/keep", **said)
    assert again.status == 409
    assert "already saved" in again.words
    count, _ = await counted(site)
    assert count == 2
    async with site.database.work(writing=False) as work:
        assert await work.runs.current(TEACHER) is None
        decided = await work.decisions.of(TEACHER)
    assert [each.verdict for each in decided] == ["eligible", "not_eligible"]


async def test_nothing_is_kept_while_a_check_is_open_in_the_chat(site: Site, check: str) -> None:
    teacher = await site.signed_in(TEACHER)
    menu = await teacher.get(check)
    result = await press(teacher, menu, check, "Work in the specialty: 1 year more")
    async with site.database.work() as work:
        await work.runs.open(TEACHER, "tvet-methodist", None, NOW)
    before = await counted(site)
    refused = await teacher.post(f"{check}/keep", **carried(result))
    assert refused.status == 409
    assert "A check is open in the chat" in refused.words
    assert await counted(site) == before


async def test_nothing_supposed_is_not_kept(site: Site, check: str) -> None:
    teacher = await site.signed_in(TEACHER)
    menu = await teacher.get(check)
    before = await counted(site)
    assert (await teacher.post(f"{check}/keep", **carried(menu))).status == 409
    assert await counted(site) == before


@pytest.mark.parametrize(
    "so_far",
    ["x", "{}", "[1]", '[["press"]]', '[["press", 1]]', '[["run", "x"]]', "[" * 5000,
     json.dumps([["words", "x" * 501]]), json.dumps([["press", "w:menu:1"]] * 201)],
)  # fmt: skip
async def test_what_no_form_sends_is_not_there(site: Site, check: str, so_far: str) -> None:
    teacher = await site.signed_in(TEACHER)
    form = (await teacher.get(check)).form_token
    for address in (check, f"{check}/keep"):
        assert (await teacher.post(address, form=form, so_far=so_far)).status == 404


async def test_made_up_presses_do_nothing(site: Site, check: str) -> None:
    teacher = await site.signed_in(TEACHER)
    before = await counted(site)
    form = (await teacher.get(check)).form_token
    for data in ("w:e:1:00000000", "w:f:1:education.x", "w:f:1:degrees", "w:t:1:nothing",
                 "w:1:x:y", "w:all:1:00000000", "w:course:1", "f:yes", "w:keep:1:00000000",
                 SCRIPT):  # fmt: skip
        shown = await teacher.post(check, form=form, press=data)
        assert shown.status == 200, data
        assert "<script>alert" not in shown.text
    assert await counted(site) == before


async def test_nobody_else_reaches_it(site: Site, check: str) -> None:
    for person in (STRANGER, HR):
        other = await site.signed_in(person)
        form = (await other.get("/app/")).form_token
        assert (await other.get(check)).status == 404
        for paper in ("/card.png", ".pdf"):
            assert (await other.get(check.replace("/what-if", paper))).status == 404
        for address in (check, f"{check}/keep"):
            assert (await other.post(address, form=form)).status == 404
    teacher = await site.signed_in(TEACHER)
    for address in (check, f"{check}/keep"):
        assert (await teacher.post(address, so_far="[]")).status == 403


async def test_without_answers_there_is_no_trial(site: Site, check: str) -> None:
    teacher = await site.signed_in(TEACHER)
    menu = await teacher.get(check)
    async with site.database.work() as work:
        await work.answers.clear(TEACHER)
    assert (await teacher.get(check)).status == 404
    assert (await teacher.post(f"{check}/keep", **carried(menu))).status == 404


async def test_the_card_is_a_picture(site: Site, check: str) -> None:
    teacher = await site.signed_in(TEACHER)
    report = await teacher.get(check.removesuffix("/what-if"))
    assert "card.png" in report.text
    card = await teacher.get(check.replace("what-if", "card.png"))
    assert card.status == 200
    assert card.headers["Content-Type"] == "image/png"
    assert card.body.startswith(b"\x89PNG")
    assert card.headers["Cache-Control"] == "no-store"


async def test_the_report_is_a_paper_for_the_personal_file(site: Site, check: str) -> None:
    teacher = await site.signed_in(TEACHER)
    report = await teacher.get(check.removesuffix("/what-if"))
    address = check.replace("/what-if", ".pdf")
    assert address in report.links
    made = await teacher.get(address)
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.body.startswith(b"%PDF")
