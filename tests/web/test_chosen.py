"""People chosen in a list: written to, given a deadline or a course, taken along, printed."""

from __future__ import annotations

import asyncio
import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cases import roles
from cases.purposes import HEADS, REGISTER
from cases.training import proposing
from cases.training.years import add_year
from tests.cases.college import (
    HR,
    NOTHING,
    NOW,
    OPERATORS,
    STRANGER,
    TEACHER,
    TODAY,
    Colleges,
    greet,
)
from tests.web.site import Browser, Reply, Site
from tests.web.test_pages import SCRIPT, employ, lead
from web.pages.people import ON_A_PAGE as ROWS

HEAD = STRANGER
DAY = timedelta(days=1)
TEXTS = {"text_kk": "Сәлем", "text_ru": "Привет"}


async def tie(site: Site, employee: int, person: int, *, agrees: bool = True) -> None:
    async with site.database.work() as work:
        held = await work.ties.propose(employee, person, HR, NOW)
        await work.ties.settle(held.id, "confirmed", HR, NOW)
        await work.purposes.put(person, REGISTER.id, REGISTER.version, True, NOW)
        await work.purposes.put(person, HEADS.id, HEADS.version, agrees, NOW)


async def head_of(site: Site, c: Colleges) -> None:
    async with site.database.work() as work:
        await work.memberships.add(HEAD, c.organisation, None, None, "Бас", NOTHING, NOW)
    await lead(site, c, HEAD)


async def choose(browser: Browser, *who: int, of: str = "ticked", **said: str) -> Reply:
    """Ticks people on the page, or takes all that match."""
    shown = await browser.get("/app/people?" + "&".join(f"{k}={v}" for k, v in said.items()))
    fields = [("form", shown.form_token), ("of", of), *said.items()]
    fields += [("who", str(each)) for each in who]
    return await browser.send("/app/chosen", fields, {})


async def write(browser: Browser, chosen: Reply, **said: str) -> Reply:
    """The form filled in: what is shown before it is sent."""
    form = chosen.address + "/message"
    return await browser.submit(form, form, **{**TEXTS, **said})


def hidden(shown: Reply, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', shown.text)
    assert found is not None, shown.text
    return found[1]


async def agree(browser: Browser, shown: Reply) -> Reply:
    """Presses what is at the end of the page that shows everything."""
    return await browser.post(shown.address, form=shown.form_token, seen=hidden(shown, "seen"))


async def campaigns(site: Site, organisation: int) -> list[int | None]:
    async with site.database.work() as work:
        return [each.audience for each in await work.campaigns.of(organisation, 20)]


async def actions(site: Site, organisation: int) -> list[str]:
    async with site.database.work() as work:
        log = await work.audit.of_organisation(organisation, 60)
    return [each.action for each in log]


async def test_ticked_people_are_written_to_and_a_second_press_sends_nothing(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    one, other = await employ(site, c.organisation, c.department, "А", "Б")
    await tie(site, one, TEACHER)
    hr = await site.signed_in(HR)
    chosen = await choose(hr, one, other)
    assert "2 people chosen" in chosen.words
    assert "Reaches 1 person who has joined." in chosen.words
    shown = await write(hr, chosen)
    assert "Goes to 1 person." in shown.words
    assert "Привет" in shown.words
    assert await campaigns(site, c.organisation) == []
    sent = [await agree(hr, shown) for _ in range(3)]
    assert len({each.address for each in sent}) == 1
    assert sent[0].address.startswith("/app/campaigns/")
    assert await campaigns(site, c.organisation) == [1]
    assert (await actions(site, c.organisation)).count("broadcast.begin") == 1


async def test_two_presses_at_once_send_once(site: Site, colleges: Colleges) -> None:
    [one] = await employ(site, colleges.organisation, colleges.department, "А")
    await tie(site, one, TEACHER)
    hr = await site.signed_in(HR)
    shown = await write(hr, await choose(hr, one))
    said = {"form": shown.form_token, "seen": hidden(shown, "seen")}
    told = await asyncio.gather(*(hr.post(shown.address, **said) for _ in range(4)))
    assert {each.status for each in told} == {200}
    assert await campaigns(site, colleges.organisation) == [1]


async def test_all_that_match_are_more_than_a_slice(site: Site, colleges: Colleges) -> None:
    c = colleges
    every = [f"Аты {n:03}" for n in range(ROWS + 3)]
    numbers = await employ(site, c.organisation, c.department, *every, category="moderator")
    await employ(site, c.organisation, None, "Басқа", category="none")
    await tie(site, numbers[-1], TEACHER)
    hr = await site.signed_in(HR)
    chosen = await choose(hr, numbers[0], of="all", category="moderator")
    assert "53 people chosen" in chosen.words
    assert "teacher-moderator" in chosen.words
    made = await hr.get(f"{chosen.address}.xlsx")
    [sheet] = load_workbook(BytesIO(made.body)).worksheets
    assert [str(row[2].value) for row in list(sheet.rows)[2:]] == every
    printed = await hr.get(f"{chosen.address}/print")
    assert [name for name in every if f">{name}</th>" in printed.text] == every
    assert "Басқа" not in printed.text
    shown = await write(hr, chosen)
    # Meanwhile one more is meant: nothing goes out before it has been looked at again.
    [late] = await employ(site, c.organisation, c.department, "Я", category="moderator")
    async with site.database.work() as work:
        await greet(work, HEAD, "en")
        await work.memberships.add(HEAD, c.organisation, None, None, None, NOTHING, NOW)
    await tie(site, late, HEAD)
    again = await agree(hr, shown)
    assert again.status == 422
    assert "number of people has changed" in again.words
    assert await campaigns(site, c.organisation) == []
    await agree(hr, again)
    assert await campaigns(site, c.organisation) == [2]


async def test_nobody_ticked_is_said_and_nothing_is_lost(site: Site, colleges: Colleges) -> None:
    await employ(site, colleges.organisation, None, "А", category="moderator")
    hr = await site.signed_in(HR)
    told = await choose(hr, category="moderator")
    assert told.status == 422
    assert "Tick somebody" in told.words
    assert '<option value="moderator" selected>' in told.text


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"text_kk": ""}, "Kazakh"),
        ({"text_ru": "я" * 3501}, "Russian"),
        ({"text_en": "x" * 3501}, "English"),
        ({"day": "2026-11-01", "hour": "10:00"}, "a year from now"),
        ({"day": "2027-01-10"}, "a year from now"),
        ({"hour": "25:00", "day": "2027-01-10"}, "a year from now"),
        ({"day": "0001-01-01", "hour": "00:00"}, "a year from now"),
    ],
)
async def test_what_is_wrong_with_a_message_is_said_and_what_was_typed_stays(
    site: Site, colleges: Colleges, said: dict[str, str], wrong: str
) -> None:
    [one] = await employ(site, colleges.organisation, None, "А")
    hr = await site.signed_in(HR)
    told = await write(hr, await choose(hr, one), **said)
    assert told.status == 422
    assert wrong in told.words
    for name, typed in {**TEXTS, **said}.items():
        if name.startswith("text") and typed:
            assert typed in told.text


async def test_a_message_is_scheduled_for_an_hour_in_almaty(site: Site, colleges: Colleges) -> None:
    [one] = await employ(site, colleges.organisation, None, "А")
    await tie(site, one, TEACHER)
    hr = await site.signed_in(HR)
    shown = await write(hr, await choose(hr, one), day="2027-01-10", hour="09:30", receipt="1")
    assert "10 January 2027, 09:30" in shown.words
    changed = await hr.get(next(each for each in shown.links if "draft=" in each))
    assert 'value="09:30"' in changed.text
    assert "Сәлем" in changed.text
    await agree(hr, shown)
    async with site.database.work() as work:
        [sent] = await work.campaigns.of(colleges.organisation, 9)
    assert sent.scheduled_at.isoformat() == "2027-01-10T04:30:00+00:00"
    assert sent.asks_receipt


async def test_a_head_chooses_among_their_own_and_learns_of_no_secret_tie(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    mine, secret = await employ(site, c.organisation, c.department, "Менікі", "Құпия")
    [beyond] = await employ(site, c.organisation, None, "Бөтен")
    await tie(site, mine, TEACHER)
    async with site.database.work() as work:
        await work.memberships.add(HR, c.organisation, c.department, None, None, NOTHING, NOW)
    await tie(site, secret, HR, agrees=False)
    await head_of(site, c)
    head = await site.signed_in(HEAD)
    chosen = await choose(head, mine, secret, beyond)
    assert "2 people chosen" in chosen.words
    assert "Reaches 1 person who has joined." in chosen.words
    assert "deadline" not in chosen.words
    assert (await head.get(f"{chosen.address}/deadline")).status == 403
    await agree(head, await write(head, chosen))
    assert await campaigns(site, c.organisation) == [1]
    alone = await choose(head, secret)
    assert "Reaches 0 people who have joined." in alone.words
    shown = await write(head, alone)
    assert 'name="seen" value="0"' in shown.text
    assert (await agree(head, shown)).status == 422
    assert await campaigns(site, c.organisation) == [1]


async def test_the_number_of_readers_tells_a_head_of_nobody_who_wants_no_messages(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    [one] = await employ(site, c.organisation, c.department, "А")
    await tie(site, one, TEACHER)
    await head_of(site, c)
    async with site.database.work() as work:
        await work.memberships.set_hr_messages(c.membership, wanted=False)
    head, hr = await site.signed_in(HEAD), await site.signed_in(HR)
    shown = await write(head, await choose(head, one))
    assert hidden(shown, "seen") == "1"
    assert (await agree(head, shown)).status == 200
    assert hidden(await write(hr, await choose(hr, one)), "seen") == "0", "HR may know it"


async def test_a_right_that_ends_in_the_middle_sends_nothing(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    [one] = await employ(site, c.organisation, c.department, "А")
    await tie(site, one, TEACHER)
    await head_of(site, c)
    head = await site.signed_in(HEAD)
    chosen = await choose(head, one)
    shown = await write(head, chosen)
    async with site.database.work() as work:
        held = await work.roles.held(c.organisation, HEAD, TODAY)
        await work.hr.grant(c.other, HEAD, None, NOW, "Х")
        await roles.end_role(work, HR, OPERATORS, c.organisation, held[0].id, NOW)
    assert (await agree(head, shown)).status in (403, 404)
    for address in (chosen.address, f"{chosen.address}.xlsx", f"{chosen.address}/print"):
        assert (await head.get(address)).status in (403, 404), address
    assert await campaigns(site, c.organisation) == []


async def test_what_somebody_chose_is_their_sessions_and_organisations(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    [one] = await employ(site, c.organisation, None, "А")
    await tie(site, one, TEACHER)
    hr, again = await site.signed_in(HR), await site.signed_in(HR)
    chosen = await choose(hr, one)
    shown = await write(hr, chosen)
    for address in (chosen.address, shown.address, f"{chosen.address}/message"):
        assert (await again.get(address)).status == 404, address
    async with site.database.work() as work:
        await work.hr.grant(c.other, HR, None, NOW, "Х")
    await hr.submit("/app/", "/app/organisation", organisation=str(c.other))
    for address in (chosen.address, shown.address, f"{chosen.address}.xlsx"):
        assert (await hr.get(address)).status == 404, address
    told = await choose(hr, one)
    assert "0 people chosen" in told.words


async def test_others_choose_nobody(site: Site, colleges: Colleges) -> None:
    [one] = await employ(site, colleges.organisation, None, "А")
    teacher = await site.signed_in(TEACHER)
    form = (await teacher.get("/app/")).form_token
    assert (await teacher.post("/app/chosen", form=form, who=str(one))).status == 403
    assert (await teacher.post("/app/chosen", who=str(one))).status == 403
    hr = await site.signed_in(HR)
    form = (await hr.get("/app/people")).form_token
    for who in ("x", "-1", "9" * 30):
        assert (await hr.post("/app/chosen", form=form, who=who)).status == 404


async def test_a_deadline_for_chosen_people_reminds_them_alone(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    [one] = await employ(site, c.organisation, None, "А")
    await tie(site, one, TEACHER)
    hr = await site.signed_in(HR)
    form = (await choose(hr, one)).address + "/deadline"
    said = {"kind": "plans", "day": "2027-02-01", "title_kk": "Жоспар", "title_ru": "План"}
    wrong = await hr.submit(form, form, **{**said, "title_ru": " "})
    assert wrong.status == 422
    assert 'value="Жоспар"' in wrong.text
    shown = await hr.submit(form, form, **said)
    assert "Reminds 1 person." in shown.words
    for _ in range(2):
        await agree(hr, shown)
    async with site.database.work() as work:
        [entered] = await work.deadlines.of_organisation(c.organisation, TODAY)
    assert entered.particulars.audience.members == (c.membership,)
    assert (await actions(site, c.organisation)).count("deadline.enter") == 1


async def year_of(site: Site, organisation: int) -> int:
    async with site.database.work() as work:
        year = await add_year(
            work, HR, organisation, "2027", date(2027, 1, 1), date(2027, 12, 31), NOW
        )
    return year.id


async def topics(site: Site, year: int) -> list[str]:
    async with site.database.work() as work:
        plans = await work.training_plans.of_year(year)
        return [each.new.topic for each in await work.training_plans.items([p.id for p in plans])]


async def test_a_course_comes_into_the_plans_of_the_chosen_once(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    await employ(site, c.organisation, c.department, "А", "Б", "В")
    year = await year_of(site, c.organisation)
    hr = await site.signed_in(HR)
    chosen = await choose(hr, of="all")
    form = f"{chosen.address}/course"
    said = {"year": str(year), "line": "Python негіздері, 72 h, xyz123?"}
    assert (await hr.submit(form, form, year=str(year), line=" ")).status == 422
    assert (await hr.submit(form, form, year="", line="Python")).status == 422
    shown = await hr.submit(form, form, **said)
    assert "It goes into the plans of 3 people." in shown.words
    assert await topics(site, year) == []
    done = [await agree(hr, shown) for _ in range(2)]
    assert "It is in the plans" in done[1].words
    assert await topics(site, year) == ["Python негіздері"] * 3
    again = await hr.submit(form, form, **said)
    assert "3 have it already." in again.words
    assert (await actions(site, c.organisation)).count("training.plan") == 3


async def test_a_head_puts_a_course_into_their_own_departments_plans_only(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    [own] = await employ(site, c.organisation, c.department, "Менікі")
    [beyond] = await employ(site, c.organisation, None, "Бөтен")
    year = await year_of(site, c.organisation)
    await head_of(site, c)
    async with site.database.work() as work:
        found = await proposing.propose_course(
            work, HEAD, c.organisation, year, [own, beyond], "Python", NOW
        )
    assert (found.added, found.beyond) == (1, 1)
    assert await topics(site, year) == ["Python"]


async def test_a_plan_that_is_full_and_who_has_left_are_counted(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    full, left = await employ(site, c.organisation, c.department, "А", "Б")
    year = await year_of(site, c.organisation)
    async with site.database.work() as work:
        for number in range(20):
            await proposing.propose_course(
                work, HR, c.organisation, year, [full], f"Курс {number}-ші", NOW
            )
        posts = await work.register.appointments([left])
        await work.register.end_appointments([each.id for each in posts], TODAY - DAY)
        found = await proposing.propose_course(
            work, HR, c.organisation, year, [full, left], "Python", NOW, only_look=True
        )
    assert (found.added, found.full, found.beyond) == (0, 1, 1)
    assert "Python" not in await topics(site, year)


async def test_a_script_in_what_is_typed_is_only_words(site: Site, colleges: Colleges) -> None:
    c = colleges
    [one] = await employ(site, c.organisation, c.department, SCRIPT)
    await tie(site, one, TEACHER)
    year = await year_of(site, c.organisation)
    hr = await site.signed_in(HR)
    chosen = await choose(hr, one)
    here = chosen.address
    pages = [
        chosen,
        await hr.get(f"{here}/print"),
        await write(hr, chosen, text_kk=SCRIPT, text_ru=SCRIPT),
        await write(hr, chosen, text_kk=SCRIPT, text_ru=""),
        await hr.submit(f"{here}/deadline", f"{here}/deadline", kind="other", day="2027-01-01",
                        title_kk=SCRIPT, title_ru=SCRIPT),
        await hr.submit(f"{here}/course", f"{here}/course", year=str(year), line=SCRIPT),
    ]  # fmt: skip
    for shown in pages:
        assert "<script>alert" not in shown.text, shown.address
        assert "alert(1)" in shown.text or shown is chosen, shown.address


async def test_a_long_list_comes_in_pieces_and_whole(
    site: Site, colleges: Colleges, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pages.taken_along.PIECE", 7)
    every = [f"Аты {n:03} {'ә' * 180}" for n in range(300)]
    await employ(site, colleges.organisation, colleges.department, *every)
    hr = await site.signed_in(HR)
    # Some are worked out at each look; the rest is told of.
    early = await hr.get("/app/people.xlsx")
    [sheet] = load_workbook(BytesIO(early.body)).worksheets
    assert "100 people are not worked out yet" in str(sheet["A1"].value)
    made = await hr.get("/app/people.xlsx")
    [sheet] = load_workbook(BytesIO(made.body)).worksheets
    rows = list(sheet.rows)
    assert "not worked out" not in str(rows[0][0].value)
    assert [str(row[2].value) for row in rows[2:]] == every
    assert [row[0].value for row in rows[2:]] == list(range(1, 301))
    assert "300 people" in str(rows[0][0].value)
    assert sheet.auto_filter.ref == "A2:L302"
    printed = await hr.get("/app/people/print")
    assert re.findall(r'<th scope="row">([^<]+)', printed.text) == every
    assert printed.text.rstrip().endswith("</html>")
    assert (await actions(site, colleges.organisation)).count("list") == 3


async def test_deputies_take_no_list_along(site: Site, colleges: Colleges) -> None:
    c = colleges
    await employ(site, c.organisation, c.department, "А")
    async with site.database.work() as work:
        await work.memberships.add(HEAD, c.organisation, None, None, "Х", NOTHING, NOW)
        await roles.give_role(
            work, HR, OPERATORS, c.organisation, HEAD, "deputy", c.department, NOW
        )
    deputy = await site.signed_in(HEAD)
    chosen = await choose(deputy, of="all")
    for address in ("/app/people/print", "/app/people.xlsx", f"{chosen.address}/print",
                    f"{chosen.address}.xlsx", "/app/people.pdf", f"{chosen.address}.pdf",
                    "/app/year.pdf", "/app/newer", "/app/newer.xlsx"):  # fmt: skip
        assert (await deputy.get(address)).status == 403, address
    assert not [each for each in (await deputy.get("/app/people")).links if ".pdf" in each]
    assert "For printing" not in (await deputy.get("/app/people")).words
