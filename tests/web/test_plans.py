"""A year of training on the page: who sees what, whose step it is, and what its forms change."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases import roles
from cases.training.schedules import approve_unit
from cases.training.years import add_year
from handlers.hr.training_words import REFUSED
from i18n import translator
from rules.training.vocabulary import ItemState
from storage.database import Database
from storage.tables.training_plans import NewItem
from tests.cases.college import HR, NOW, OPERATORS, OTHER_HR, TEACHER, TODAY
from tests.cases.training.university import (
    DEAN,
    DEPUTY,
    DIRECTOR,
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    paper,
)
from tests.web.site import Browser, Reply, Site
from tests.web.training import campus, fell_behind

SCRIPT = "<script>alert(1)</script>\"'&"
DAY = TODAY.isoformat()


@pytest.fixture
async def u(database: Database) -> University:
    return await campus(database)


def unit(u: University, chair: int | None = None) -> str:
    return f"/app/plans/{u.year}/units/{chair or u.chair}"


def whole(u: University) -> str:
    return f"/app/plans/{u.year}/whole"


async def do(
    browser: Browser, u: University, step: str, number: str = "№ 4", day: str = DAY,
    chair: int | None = None,
) -> Reply:  # fmt: skip
    at = unit(u, chair)
    return await browser.submit(at, f"{at}/step", step=step, number=number, day=day)


async def passages(site: Site, u: University) -> list[tuple[str, str, str]]:
    """What was done with the documents of the year, in order: step, outcome, number."""
    async with site.database.work(writing=False) as work:
        documents = await work.training_documents.of_year(u.year)
        found = await work.training_documents.passages([each.id for each in documents])
    every = sorted((each for held in found.values() for each in held), key=lambda each: each.id)
    return [(each.step, each.outcome, each.number) for each in every]


async def test_a_head_takes_the_schedule_on_and_the_institute_signs_it(
    site: Site, u: University
) -> None:
    head, dean = await site.signed_in(HEAD), await site.signed_in(DEAN)
    listed = await head.get("/app/plans")
    assert "Кафедра А" in listed.words
    assert "Кафедра Б" not in listed.words
    shown = await do(head, u, "discuss")
    assert "on its way" in shown.words
    assert "Do the next step" not in shown.words
    assert [each[0] for each in await passages(site, u)] == ["discuss", "approve_unit"]
    waiting = await dean.get("/app/plans")
    assert "Sign 1 schedule" in waiting.words
    signed = await dean.submit("/app/plans", f"/app/plans/{u.year}/sign", number="5", day=DAY)
    assert "Sign all that wait" not in signed.words
    assert (await passages(site, u))[-1] == ("sign", "done", "5")


async def test_pressed_twice_a_step_is_done_once(site: Site, u: University) -> None:
    hr = await site.signed_in(HR)
    shown = await hr.get(unit(u))
    said = {"form": shown.form_token, "step": "discuss", "number": "4", "day": DAY}
    first = await hr.post(f"{unit(u)}/step", **said)
    again = await hr.post(f"{unit(u)}/step", **said)
    assert first.status == 200
    assert again.status == 422
    assert translator("en").text(REFUSED["turn"]) in again.words
    assert [each[0] for each in await passages(site, u)] == ["discuss", "approve_unit"]


async def test_consolidating_twice_does_not_take_the_next_step(site: Site, u: University) -> None:
    async with site.database.work() as work:
        for _ in range(2):
            await approve_unit(work, HR, u.organisation, u.year, u.chair, paper(), NOW)
    hr = await site.signed_in(HR)
    shown = await hr.get(whole(u))
    assert "Кафедра Б" in shown.words
    said = {"form": shown.form_token, "step": "consolidate", "number": "9", "day": DAY}
    assert (await hr.post(f"{whole(u)}/step", **said)).status == 200
    assert (await hr.post(f"{whole(u)}/step", **said)).status == 422
    assert [each[0] for each in await passages(site, u)][3:] == ["consolidate"]


async def test_the_whole_way_to_the_receipt(site: Site, u: University) -> None:
    async with site.database.work() as work:
        for chair in (u.chair, u.other_chair):
            for _ in range(2):
                await approve_unit(work, HR, u.organisation, u.year, chair, paper(), NOW)
    director = await site.signed_in(DIRECTOR)
    for _ in range(4):
        shown = await director.get(whole(u))
        step = re.search(r'name="step" value="([a-z_]+)"', shown.text)
        if step is None or "✔ All its steps are done." in shown.words:
            break
        document = re.search(r'name="document" value="(\d+)"', shown.text)
        said = {} if document is None else {"document": document[1]}
        shown = await director.post(
            f"{whole(u)}/step", form=shown.form_token, step=step[1], number="7", day=DAY, **said
        )
        assert shown.status == 200, shown.words
    assert "✔ All its steps are done." in shown.words
    assert "Received: 0 of 2" in (await director.get(whole(u))).words
    head = await site.signed_in(HEAD)
    assert "The approved schedule has come to you." in (await head.get("/app/plans")).words
    for _ in range(2):
        form = (await head.get("/app/plans")).form_token
        got = await head.post(f"/app/plans/{u.year}/received", form=form)
        assert "has come to you" not in got.words
    assert "Received: 1 of 2" in (await director.get(whole(u))).words


async def test_back_and_a_new_edition_need_a_reason(site: Site, u: University) -> None:
    hr = await site.signed_in(HR)
    shown = await do(hr, u, "discuss")
    back = re.search(r'action="(/app/documents/\d+/back)"', shown.text)
    assert back is not None
    refused = await hr.post(back[1], form=shown.form_token, reason="  ")
    assert refused.status == 422
    assert "A reason is needed" in refused.words
    sent = await hr.post(back[1], form=shown.form_token, reason=SCRIPT)
    assert "sent back" in sent.words
    assert "<script>" not in sent.text
    assert (await hr.post(back[1], form=shown.form_token, reason="x")).status == 422
    assert [each[1] for each in await passages(site, u)] == ["done", "done", "back"]


async def test_what_was_written_stays_when_the_paper_is_not_right(
    site: Site, u: University
) -> None:
    hr = await site.signed_in(HR)
    for number, day in (("", DAY), ("№ 4", "x"), ("№ 4", "2027-01-01"), ("4" * 81, DAY)):
        refused = await do(hr, u, "discuss", number, day)
        assert refused.status == 422
        assert "There is a problem" in refused.words
        assert f'value="{number}"' in refused.text
    assert await passages(site, u) == []
    refused = await do(hr, u, "no-such-step")
    assert refused.status == 422
    assert await passages(site, u) == []


ADDRESSES = ("plans", "plans/{year}/units/{chair}", "plans/{year}/whole", "plans/{year}/forms",
             "plans/{year}/done", "plans/{year}/findings", "findings/{found}",
             "plans/{year}/forms/602-01.xlsx", "plans/{year}/forms/602-06.xlsx")  # fmt: skip
POSTS = ("plans/{year}/sign", "plans/{year}/received", "plans/{year}/units/{chair}/step",
         "plans/{year}/units/{chair}/remind", "plans/{year}/whole/step", "plans/{year}/findings",
         "findings/{found}", "findings/{found}/again", "documents/{document}/back",
         "documents/{document}/edition")  # fmt: skip
FIELDS = {"step": "discuss", "number": "4", "day": DAY, "reason": "x", "cured": "1",
          "cause": "money", "how": "audit", "action": "x", "owner": "x", "due": DAY,
          "document": "1"}  # fmt: skip


async def numbers(site: Site, u: University) -> dict[str, int]:
    async with site.database.work() as work:
        await approve_unit(work, HR, u.organisation, u.year, u.chair, paper(), NOW)
        [document] = await work.training_documents.of_year(u.year)
    found = await fell_behind(site.database, u)
    return {"year": u.year, "chair": u.chair, "found": found, "document": document.id}


async def held(site: Site, u: University) -> object:
    """All that the pages of a year could change."""
    steps = await passages(site, u)
    async with site.database.work(writing=False) as work:
        return (
            steps,
            await work.training_documents.of_year(u.year),
            await work.nonconformities.of_year(u.year),
            await work.training_plans.of_year(u.year),
        )


async def test_whoever_makes_no_plans_of_others_sees_none(site: Site, u: University) -> None:
    named = await numbers(site, u)
    before = await held(site, u)
    for person in (TEACHER, TEACHER_A):
        nobody = await site.signed_in(person)
        form = (await nobody.get("/app/")).form_token
        assert "/app/plans" not in (await nobody.get("/app/")).links
        for address in ADDRESSES:
            shown = await nobody.get("/app/" + address.format(**named))
            assert shown.status in (403, 404), address
        for address in POSTS:
            sent = await nobody.post("/app/" + address.format(**named), form=form, **FIELDS)
            assert sent.status in (403, 404), address
    assert await held(site, u) == before


async def test_numbers_of_another_organisation_and_department_are_not_there(
    site: Site, u: University, still: None
) -> None:
    named = await numbers(site, u)
    before = await held(site, u)
    async with site.database.work() as work:
        theirs = await add_year(
            work, OTHER_HR, u.c.other, "2027", date(2027, 1, 1), date(2027, 12, 31), NOW
        )
    # Another organisation's HR, the head of another chair, and a deputy, who approves nothing.
    async with site.database.work() as work:
        await work.roles.give(
            u.organisation, DEPUTY, "deputy", u.other_chair, None, None, NOW, "Орынбасаров"
        )
    for person in (OTHER_HR, OTHER_HEAD, DEPUTY):
        other = await site.signed_in(person)
        form = (await other.get("/app/")).form_token
        mine = () if person == OTHER_HR else (
            "plans", "plans/{year}/done", "plans/{year}/findings", "plans/{year}/forms",
        )  # fmt: skip
        for address in ADDRESSES:
            shown = await other.get("/app/" + address.format(**named))
            if address in mine or (address == "plans" and person == OTHER_HR):
                assert "Кафедра А" not in shown.text
                assert "Мысалова" not in shown.text
            else:
                assert shown.status in (403, 404), (person, address)
        for address in POSTS:
            if address in ("plans/{year}/received", "plans/{year}/findings"):
                continue
            sent = await other.post("/app/" + address.format(**named), form=form, **FIELDS)
            assert sent.status in (403, 404, 422), (person, address)
            assert "Кафедра А" not in sent.text
        for department in (u.chair, u.c.department, u.c.other_department, 99_999):
            address = f"/app/plans/{u.year}/forms/602-01.xlsx?department={department}"
            assert (await other.get(address)).status in (403, 404)
    assert await held(site, u) == before
    hr = await site.signed_in(HR)
    for address in (f"plans?year={theirs.id}", f"plans/{theirs.id}/done",
                    f"plans/{theirs.id}/units/{u.chair}", f"plans/{theirs.id}/whole",
                    f"plans/{u.year}/units/{u.c.other_department}", "plans?year=x",
                    f"plans/{u.year}/units/99999", "findings/99999", "plans/99999/forms",
                    f"{unit(u).removeprefix('/app/')}?after=99999",
                    f"plans/{u.year}/forms/602-04.xlsx"):  # fmt: skip
        assert (await hr.get(f"/app/{address}")).status == 404, address


async def test_a_form_without_its_token_changes_nothing(
    site: Site, u: University, still: None
) -> None:
    named = await numbers(site, u)
    before = await held(site, u)
    hr, stranger = await site.signed_in(HR), await site.signed_in(OTHER_HEAD)
    foreign = (await stranger.get("/app/")).form_token
    for address in POSTS:
        for form in ({}, {"form": "x"}, {"form": foreign}):
            sent = await hr.post("/app/" + address.format(**named), **form, **FIELDS)
            assert sent.status == 403, address
    assert await held(site, u) == before


async def test_looking_changes_nothing(site: Site, u: University) -> None:
    named = await numbers(site, u)
    hr = await site.signed_in(HR)
    site.now = NOW + timedelta(days=60)
    hr = await site.signed_in(HR)
    before = await held(site, u)
    for address in ADDRESSES:
        assert (await hr.get("/app/" + address.format(**named))).status == 200, address
    for address in POSTS:
        assert (await hr.get("/app/" + address.format(**named))).status in (200, 404), address
    assert await held(site, u) == before
    await hr.submit("/app/plans", f"/app/plans/{u.year}/findings")
    assert await held(site, u) != before


async def test_a_right_that_ends_in_the_middle_ends_the_form(site: Site, u: University) -> None:
    head = await site.signed_in(HEAD)
    shown = await head.get(unit(u))
    async with site.database.work() as work:
        for role in await work.roles.of_organisation(u.organisation, TODAY):
            if role.person_id == HEAD:
                await roles.end_role(work, HR, OPERATORS, u.organisation, role.id, NOW)
    sent = await head.post(
        f"{unit(u)}/step", form=shown.form_token, step="discuss", number="4", day=DAY
    )
    assert sent.status == 403
    assert await passages(site, u) == []


async def test_a_script_in_every_name_is_only_words(site: Site, u: University) -> None:
    named = await numbers(site, u)
    async with site.database.work() as work:
        await work.organisations.rename_department(u.chair, SCRIPT)
        record = await work.register.get(u.teachers[1])
        assert record is not None
        await work.register.change(record.id, record.number, SCRIPT, record.known, NOW)
    hr = await site.signed_in(HR)
    sent = await hr.submit(
        f"/app/findings/{named['found']}", f"/app/findings/{named['found']}",
        **{**FIELDS, "action": SCRIPT, "owner": SCRIPT},
    )  # fmt: skip
    assert sent.status == 200
    for address in ADDRESSES[:7]:
        shown = await hr.get("/app/" + address.format(**named))
        assert "<script>" not in shown.text, address
        if address not in ("plans/{year}/forms",):
            assert "alert(1)" in shown.text, address


async def test_the_people_of_a_large_unit_come_in_slices(site: Site, u: University) -> None:
    every = [f"{n:03} {'Ұ' * 180}" for n in range(103)]
    async with site.database.work() as work:
        added = await work.register.add(u.organisation, [("", each, {}) for each in every], NOW)
        held = await work.register.appointments([u.other])
        await work.register.appoint([
            type(held[0])(0, each, u.other_chair, None, "x", "teaching", 100, None, None, None)
            for each in added
        ])  # fmt: skip
    hr = await site.signed_in(HR)
    address, seen = unit(u, u.other_chair), []
    while address:
        shown = await hr.get(address)
        seen += re.findall(r'scope="row">([^<]+)</th>', shown.text)
        further = [each for each in shown.links if "after=" in each]
        address = further[0] if further else ""
    assert [each[:3] for each in seen] == [*(each[:3] for each in every), "Бас"]


async def test_the_forms_are_those_of_the_chat(site: Site, u: University, still: None) -> None:
    hr, head = await site.signed_in(HR), await site.signed_in(HEAD)
    listed = await hr.get(f"/app/plans/{u.year}/forms")
    files = [each for each in listed.links if each.endswith(".xlsx")]
    assert [each[-11:-5] for each in files] == ["602-01", "602-02", "602-03", "602-05", "602-06"]
    for each in files:
        made = await hr.get(each)
        assert made.status == 200, each
        assert load_workbook(BytesIO(made.body)).worksheets
    own = [e for e in (await head.get(f"/app/plans/{u.year}/forms")).links if ".xlsx" in e]
    assert {each.split("?")[1] for each in own} == {f"department={u.chair}"}
    assert (await head.get(own[0])).status == 200
    assert (await head.get(files[0])).status == 404
    async with site.database.work() as work:
        done = [each.action for each in await work.audit.of_organisation(u.organisation, 50)]
    assert done.count("training.form") == 6


async def test_figures_and_bars_say_the_same(site: Site, u: University) -> None:
    async with site.database.work() as work:
        plan = await work.training_plans.add(u.year, u.teachers[0], u.chair, NOW)
        said: tuple[tuple[int | None, ItemState], ...] = (
            (3, "done"), (3, "planned"), (5, "done"), (None, "missed"),
        )  # fmt: skip
        for month, state in said:
            day = None if month is None else date(2027, month, 14)
            item = await work.training_plans.add_item(
                plan.id, NewItem("typed", first_day=day, last_day=day), NOW
            )
            await work.training_plans.set_item_state(item.id, state, NOW)
    hr = await site.signed_in(HR)
    shown = await hr.get(f"/app/plans/{u.year}/done")
    assert "Courses planned: 4, done: 2" in shown.words
    assert "People trained: 1 (25%)" in shown.words
    assert "March 2027: planned 2, done 1" in shown.words
    assert "another month, or none said: planned 1, done 0" in shown.words
    rows = dict(re.findall(r'scope="row">\d+\. ([^<]+)</th>.*?>(\d+)</td>', shown.text))
    assert rows["March 2027"] == "2"
    assert "<title " in shown.text
    other = await site.signed_in(OTHER_HEAD)
    empty = await other.get(f"/app/plans/{u.year}/done")
    assert "Courses planned: 0, done: 0" in empty.words
    assert "Nothing is planned yet." in empty.words
    assert '<svg class="chart"' not in empty.text
