"""Deadlines on the page: for whom, who is done by name, coming again, past ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cases.deadlines import enter_deadline
from cases.purposes import HEADS, RECEIPTS, agree
from cases.reminders import answer_reminder
from i18n import translator
from rules.norms.model import Text
from storage.tables.organisations import Particulars
from storage.tables.segments import EVERYBODY, Segment
from tests.cases.college import HR, NOTHING, NOW, OTHER_HR, STRANGER, TEACHER, Colleges
from tests.web.site import Site
from tests.web.test_chosen import head_of
from tests.web.test_pages import SCRIPT
from web.pages.deadlines import ON_A_PAGE, WRONG

EN = translator("en")
DAY = date(2026, 12, 20)
TITLE = Text(kk="Қ", ru="Р", en="Papers")
SAID = {"kind": "plans", "day": "2027-02-01", "title_kk": "Қ", "title_ru": "Р"}


async def entered(site: Site, c: Colleges, whom: Segment = EVERYBODY, title: Text = TITLE) -> int:
    async with site.database.work() as work:
        made = await enter_deadline(
            work, HR, c.organisation, "other", title, DAY, NOW, (30, 3), Particulars(whom)
        )
    return made.id


async def is_done(site: Site, person: int) -> None:
    """By the button below each reminder, after agreeing that HR sees it."""
    async with site.database.work() as work:
        await agree(work, person, RECEIPTS, RECEIPTS.version, NOW)
        for each in await work.reminders.of(person):
            await answer_reminder(work, person, each.id, "done", NOW)


async def test_the_list_says_for_whom_and_when_and_who_is_done_by_name(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    number = await entered(site, c, Segment(departments=(c.department,)))
    everybody = await entered(site, c)
    hr = await site.signed_in(HR)
    listed = await hr.get("/app/deadlines")
    assert EN.text("all members") in listed.words
    async with site.database.work() as work:
        place = await work.organisations.department(c.department)
    assert place is not None
    assert f"{place.name} 30, 3" in listed.words
    assert f"/app/deadlines/{everybody}" in listed.links
    before = await hr.get(f"/app/deadlines/{number}")
    assert EN.text("have said that they are done: {n}", n="0") in before.words
    await is_done(site, TEACHER)
    shown = await hr.get(f"/app/deadlines/{number}")
    assert EN.text("have said that they are done: {n}", n="1") in shown.words
    assert "Айгерім" in shown.words


async def test_own_days_and_a_rhythm_are_kept(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    said = {**SAID, "days_before": "14; 2,0", "repeats": "quarterly"}
    shown = await hr.submit("/app/deadlines", "/app/deadlines", **said)
    assert shown.status == 200
    async with site.database.work() as work:
        held = await work.deadlines.of_organisation(colleges.organisation, NOW.date())
    assert len(held) > 1
    assert {each.days_before for each in held} == {(14, 2, 0)}
    assert len({each.series_id for each in held}) == 1
    assert "Every quarter" in shown.words
    [first, second, *_] = sorted(held, key=lambda each: each.day)
    here = f"/app/deadlines/{second.id}/remove"
    await hr.submit(here, here, later="1")
    async with site.database.work() as work:
        left = await work.deadlines.of_organisation(colleges.organisation, NOW.date())
    assert [each.id for each in left] == [first.id]


async def test_pressed_twice_it_is_entered_once(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    for days in ("30, 7", "30, 7", "5"):
        shown = await hr.submit("/app/deadlines", "/app/deadlines", **SAID, days_before=days)
        assert shown.status == 200
    async with site.database.work() as work:
        [held] = await work.deadlines.of_organisation(colleges.organisation, NOW.date())
    assert held.days_before == (30, 7)


@pytest.mark.parametrize(
    ("field", "value"),
    [("days_before", "x"), ("days_before", "367"), ("days_before", "-1"), ("days_before", "1.5"),
     ("days_before", " ".join(map(str, range(11)))), ("days_before", "9" * 50),
     ("repeats", "daily")],
)  # fmt: skip
async def test_what_is_wrong_is_said(
    site: Site, colleges: Colleges, field: str, value: str
) -> None:
    hr = await site.signed_in(HR)
    shown = await hr.submit("/app/deadlines", "/app/deadlines", **{**SAID, field: value})
    assert shown.status == 422
    assert shown.words.count(EN.text(WRONG[field])) == 2
    assert f'href="#{field}"' in shown.text
    async with site.database.work() as work:
        assert await work.deadlines.of_organisation(colleges.organisation, NOW.date()) == []


async def test_past_ones_stay_to_look_at_and_are_not_removed(
    site: Site, colleges: Colleges
) -> None:
    number = await entered(site, colleges)
    hr = await site.signed_in(HR)
    form = (await hr.get(f"/app/deadlines/{number}/remove")).form_token
    site.now = NOW + timedelta(days=60)
    hr = await site.signed_in(HR)
    assert f"/app/deadlines/{number}" not in (await hr.get("/app/deadlines")).links
    assert f"/app/deadlines/{number}" in (await hr.get("/app/deadlines/past")).links
    shown = await hr.get(f"/app/deadlines/{number}")
    assert shown.status == 200
    assert f"/app/deadlines/{number}/remove" not in shown.links
    form = (await hr.get("/app/deadlines")).form_token
    assert (await hr.post(f"/app/deadlines/{number}/remove", form=form)).status == 404
    assert f"/app/deadlines/{number}" in (await hr.get("/app/deadlines/past")).links


async def test_a_head_sees_who_is_done_of_their_own_alone(site: Site, colleges: Colleges) -> None:
    c = colleges
    async with site.database.work() as work:
        await work.memberships.add(OTHER_HR, c.organisation, None, None, "Бөтен", NOTHING, NOW)
    await head_of(site, c)
    number = await entered(site, c)
    head = await site.signed_in(STRANGER)
    before = await head.get(f"/app/deadlines/{number}")
    assert "Айгерім" not in before.words
    async with site.database.work() as work:
        await agree(work, TEACHER, HEADS, HEADS.version, NOW)
    shown = await head.get(f"/app/deadlines/{number}")
    assert shown.status == 200
    assert "Бөтен" not in shown.words
    assert "/app/deadlines/past" not in shown.links
    for address in ("", "/past", f"/{number}/remove"):
        assert (await head.get(f"/app/deadlines{address}")).status == 403, address


async def test_days_of_others_are_not_there(site: Site, colleges: Colleges) -> None:
    number = await entered(site, colleges)
    other, teacher = await site.signed_in(OTHER_HR), await site.signed_in(TEACHER)
    for address in (f"/{number}", f"/{number}/remove"):
        assert (await other.get(f"/app/deadlines{address}")).status == 404
        assert (await teacher.get(f"/app/deadlines{address}")).status == 403
    assert (await teacher.get("/app/deadlines/past")).status == 403
    hr = await site.signed_in(HR)
    for bad in ("0", "99999", f"{number}?slice=99999999", "past?slice=99999999", "past?slice=x"):
        assert (await hr.get(f"/app/deadlines/{bad}")).status == 404, bad


async def test_a_script_in_a_title_and_many_people(site: Site, colleges: Colleges) -> None:
    c = colleges
    async with site.database.work() as work:
        for n in range(ON_A_PAGE + 2):
            await work.people.ensure(7_200_000_000 + n, "en", NOW)
            await work.memberships.add(
                7_200_000_000 + n, c.organisation, None, None, f"{SCRIPT} {n:03}", NOTHING, NOW
            )
    number = await entered(site, c, title=replace(TITLE, en=SCRIPT, ru=SCRIPT, kk=SCRIPT))
    hr = await site.signed_in(HR)
    first = await hr.get(f"/app/deadlines/{number}")
    second = await hr.get(f"/app/deadlines/{number}?slice=1")
    for shown in (await hr.get("/app/deadlines"), first, second):
        assert "<script>alert" not in shown.text
    names = [f"{n:03}" for n in range(ON_A_PAGE + 2)]
    both = first.text + second.text
    assert [name for name in names if f"&amp; {name}</th>" in both] == names
