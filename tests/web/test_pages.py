"""What the pages show, to whom, and what their forms change."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from cases import broadcasts, deadline_rounds, roles
from cases.purposes import REGISTER
from i18n import translator
from rules.norms.loading import catalogue
from storage.tables.register import Appointment
from storage.tables.segments import Segment
from tests.cases.college import (
    HR,
    NOW,
    OPERATORS,
    OTHER_HR,
    STRANGER,
    TEACHER,
    TODAY,
    Colleges,
    add_colleague,
)
from tests.web.site import Browser, Site, asked
from web.pages.deadlines import WRONG
from web.pages.people import ON_A_PAGE as ROWS

SCRIPT = "<script>alert(1)</script>\"'&"
LISTS = (
    "people", "year", "campaigns", "deadlines", "deadlines/past", "log", "people.pdf", "year.pdf",
    "newer", "newer.xlsx",
)  # fmt: skip
DAY = timedelta(days=1)


async def employ(
    site: Site,
    organisation: int,
    department: int | None,
    *names: str,
    category: str | None = None,
    granted: str | None = None,
) -> list[int]:
    known = {"category": category, "category_date": granted}
    async with site.database.work() as work:
        rows = [("", name, {k: v for k, v in known.items() if v}) for name in names]
        numbers = await work.register.add(organisation, rows, NOW)
        await work.register.appoint([
            Appointment(0, number, department, "tvet-teacher", "Преподаватель", "teaching", 100,
                        TODAY - DAY, None, None)
            for number in numbers
        ])  # fmt: skip
    return numbers


async def lead(site: Site, colleges: Colleges, person: int) -> None:
    async with site.database.work() as work:
        await roles.give_role(
            work, HR, OPERATORS, colleges.organisation, person, "head", colleges.department, NOW
        )


def named(browser_text: str) -> list[str]:
    return re.findall(r'href="/app/people/\d+">([^<]+)<', browser_text)


async def test_people_are_listed_a_slice_at_a_time(site: Site, colleges: Colleges) -> None:
    every = [f"Аты {n:03}" for n in range(2 * ROWS + 3)]
    await employ(site, colleges.organisation, colleges.department, *every)
    hr = await site.signed_in(HR)
    address, seen = "/app/people", []
    for _ in range(3):
        shown = await hr.get(address)
        seen += named(shown.text)
        further = [each for each in shown.links if "after=" in each]
        address = further[0] if further else ""
    assert seen == every
    assert address == ""
    assert "103 people" in shown.words


def file_names(made: bytes) -> list[str]:
    """Who is in a list that was taken along, in its order."""
    [sheet] = load_workbook(BytesIO(made)).worksheets
    return list(dict.fromkeys(str(row[2].value) for row in list(sheet.rows)[2:]))


async def test_filters_orders_and_the_file_agree(site: Site, colleges: Colleges) -> None:
    c = colleges
    await employ(site, c.organisation, c.department, "Б", category="moderator", granted="2022-05")
    await employ(site, c.organisation, c.department, "В", category="moderator", granted="2021-12")
    await employ(site, c.organisation, None, "А", category="none")
    await employ(site, c.organisation, None, "Г")
    hr = await site.signed_in(HR)
    for said, expected in (
        ("", "АБВГ"),
        ("sort=name_down", "ГВБА"),
        ("short=category_ends&sort=day", "В"),
        (f"department={c.department}", "БВ"),
        ("category=moderator&sort=name_down", "ВБ"),
        ("category=none", "А"),
        ("category=unknown", "Г"),
        ("post=tvet-teacher", "АБВГ"),
        ("post=tvet-methodist", ""),
        ("short=not_joined&category=moderator", "БВ"),
        (f"department={c.department}&post=&category=&sort=name_down", "ВБ"),
    ):
        shown = await hr.get(f"/app/people?{said}")
        assert "".join(named(shown.text)) == expected, said
        made = await hr.get(f"/app/people.xlsx?{said}")
        assert "".join(file_names(made.body)) == expected, said
    for order in ("name", "name_down", "department"):
        whole = named((await hr.get(f"/app/people?sort={order}")).text)
        async with site.database.work() as work:
            numbers = {each.name: each.id for each in await work.register.all(c.organisation)}
        for at, name in enumerate(whole):
            after = await hr.get(f"/app/people?sort={order}&after={numbers[name]}")
            assert named(after.text) == whole[at + 1 :], (order, name)


async def test_what_no_form_asks_is_not_there(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    for said in ("sort=x", "category=x", "post=x", "department=x", "department=999", "short=x",
                 "days=31", "after=-1", "search=9", "search=1e5", f"after={'9' * 30}",
                 f"department={colleges.other_department}"):  # fmt: skip
        assert (await hr.get(f"/app/people?{said}")).status == 404, said
        if "after" not in said:
            assert (await hr.get(f"/app/people.xlsx?{said}")).status == 404, said


async def test_it_is_said_how_far_the_reminders_of_many_are(
    site: Site, colleges: Colleges, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadline_rounds, "AT_ONCE", 0)
    hr = await site.signed_in(HR)
    saved = await hr.submit("/app/deadlines", "/app/deadlines", kind="plans", day="2027-01-01",
                            title_kk="Жоспар", title_ru="План", title_en="")  # fmt: skip
    assert "⏳" in saved.text
    async with site.database.work() as work:
        while await deadline_rounds.enter_piece_of_round(work, NOW):
            continue
    assert "⏳" not in (await hr.get("/app/deadlines")).text


async def test_names_are_in_forms_only_and_a_search_is_its_sessions(
    site: Site, colleges: Colleges
) -> None:
    await employ(site, colleges.organisation, None, "Ахметова Үлгі", "Мысалов Аян")
    hr, again = await site.signed_in(HR), await site.signed_in(HR)
    shown = await hr.submit("/app/people", "/app/people/search", words="ахмет")
    assert named(shown.text) == ["Ахметова Үлгі"]
    assert 'value="ахмет"' in shown.text
    [address] = [each for each in hr.seen if "search=" in each]
    assert list(asked(address)) == ["search"]
    assert asked(address)["search"].isdigit()
    assert (await again.get(address)).status == 404
    for seen in hr.seen:
        assert not re.search("[а-яә%]", seen)
    emptied = await hr.submit("/app/people", "/app/people/search", words=" \n")
    assert len(named(emptied.text)) == 2
    nobody = await hr.submit("/app/people", "/app/people/search", words="Ешкім")
    assert "0 people" in nobody.words


async def test_a_script_in_every_name_is_only_words(site: Site, colleges: Colleges) -> None:
    c = colleges
    [number] = await employ(site, c.organisation, c.department, SCRIPT, category=SCRIPT,
                            granted=SCRIPT)  # fmt: skip
    async with site.database.work() as work:
        await work.organisations.rename(c.organisation, SCRIPT)
        await work.organisations.rename_department(c.department, SCRIPT)
        await add_colleague(work, c.organisation)
        await work.hr.set_name(c.right, SCRIPT)
        await broadcasts.begin_broadcast(
            work, HR, c.organisation, {"kk": SCRIPT, "ru": SCRIPT}, Segment(), NOW, catalogue()
        )
        tie = await work.ties.propose(number, TEACHER, HR, NOW)
        await work.ties.settle(tie.id, "confirmed", HR, NOW)
    hr = await site.signed_in(HR)
    await hr.submit("/app/deadlines", "/app/deadlines", kind="other", day="2027-01-01",
                    title_kk=SCRIPT, title_ru=SCRIPT, title_en=SCRIPT)  # fmt: skip
    await hr.submit("/app/people", "/app/people/search", words=SCRIPT)
    searched = hr.seen[-1].removeprefix("/app/")
    days, messages = [(await hr.get(f"/app/{each}")).links for each in ("deadlines", "campaigns")]
    single = [each.removeprefix("/app/") for each in (*days, *messages) if each[-1].isdigit()
              or each.endswith("/remove")]  # fmt: skip
    assert len(single) == 3
    teacher = await site.signed_in(TEACHER)
    for browser, addresses in (
        (hr, ("", "people", f"people/{number}", "campaigns", "deadlines", "log", searched,
              *single)),
        (teacher, ("",)),
    ):  # fmt: skip
        for address in addresses:
            shown = await browser.get(f"/app/{address}")
            assert shown.status == 200, address
            assert "<script>" not in shown.text, address
            assert "alert(1)" in shown.text or address == "log" or browser is teacher, address


async def test_no_formula_runs_in_the_files(site: Site, colleges: Colleges) -> None:
    await employ(site, colleges.organisation, None, "=HYPERLINK(1)")
    hr = await site.signed_in(HR)
    made = await hr.get("/app/people.xlsx")
    cells = [c for row in load_workbook(BytesIO(made.body)).worksheets[0].rows for c in row]
    assert [each.data_type for each in cells if "HYPERLINK" in str(each.value)] == ["s"]


@pytest.mark.parametrize("address", LISTS)
async def test_lists_need_a_right(site: Site, colleges: Colleges, address: str) -> None:
    for person in (TEACHER, STRANGER):
        browser = await site.signed_in(person)
        shown = await browser.get(f"/app/{address}")
        assert shown.status == 403
        assert "This is not open to you" in shown.words
    assert (await (await site.signed_in(HR)).get(f"/app/{address}")).status == 200


async def test_a_head_sees_their_department_and_no_more(site: Site, colleges: Colleges) -> None:
    c = colleges
    [own] = await employ(site, c.organisation, c.department, "Өз")
    [other] = await employ(site, c.organisation, None, "Бөтен")
    await lead(site, c, TEACHER)
    head = await site.signed_in(TEACHER)
    assert named((await head.get("/app/people")).text) == ["Өз"]
    assert (await head.get(f"/app/people/{own}")).status == 200
    assert (await head.get(f"/app/people/{other}")).status == 404
    root = await root_of(site, c.organisation)
    assert (await head.get(f"/app/people?department={root}")).status == 404
    shown = await head.submit("/app/people", "/app/people/search", words="бөтен")
    assert named(shown.text) == []
    made = await head.get("/app/people.xlsx")
    assert file_names(made.body) == ["Өз"]
    assert (await head.get("/app/people?short=blocked")).status == 403
    for address in ("deadlines", "log"):
        assert (await head.get(f"/app/{address}")).status == 403, address
    assert "/app/log" not in (await head.get("/app/")).links


async def test_a_head_sees_their_own_messages_without_names(site: Site, colleges: Colleges) -> None:
    c = colleges
    await lead(site, c, TEACHER)
    async with site.database.work() as work:
        made = [
            await work.campaigns.create(
                c.organisation, sender, {"kk": words, "ru": words}, Segment(), NOW
            )
            for sender, words in ((HR, "Чужое"), (TEACHER, "Своё"))
        ]
    head = await site.signed_in(TEACHER)
    listed = await head.get("/app/campaigns")
    assert "/app/campaigns" in (await head.get("/app/")).links
    assert "Своё" in listed.words
    assert "Чужое" not in listed.words
    assert (await head.get(f"/app/campaigns/{made[0]}")).status == 404
    own = await head.get(f"/app/campaigns/{made[1]}")
    assert own.status == 200
    assert not [each for each in own.links if each.endswith(".csv")]
    assert (await head.get(f"/app/campaigns/{made[1]}.csv")).status == 403


async def root_of(site: Site, organisation: int) -> int:
    async with site.database.work() as work:
        return await work.organisations.root(organisation)


async def test_another_organisations_numbers_are_not_there(site: Site, colleges: Colleges) -> None:
    c = colleges
    [theirs] = await employ(site, c.other, c.other_department, "Бөтен")
    async with site.database.work() as work:
        campaign = await work.campaigns.create(
            c.other, OTHER_HR, {"kk": "К", "ru": "Р"}, Segment(), NOW
        )
    other = await site.signed_in(OTHER_HR)
    await other.submit("/app/deadlines", "/app/deadlines", kind="plans", day="2027-01-01",
                       title_kk="К", title_ru="Р")  # fmt: skip
    hr = await site.signed_in(HR)
    for address in (f"people/{theirs}", f"campaigns/{campaign}", f"campaigns/{campaign}.csv",
                    "deadlines/1/remove", "checks/1", "checks/99999",
                    "people/0", "campaigns?slice=99999999"):  # fmt: skip
        assert (await other.get(f"/app/{address}")).status in (200, 404), address
        assert (await hr.get(f"/app/{address}")).status == 404, address
    form = (await hr.get("/app/deadlines")).form_token
    assert (await hr.post("/app/deadlines/1/remove", form=form)).status == 404
    assert (await hr.post("/app/organisation", form=form, organisation=f"{c.other}")).status == 403
    assert "Бөтен" not in (await hr.get("/app/people")).text


async def test_whoever_works_for_two_chooses_one(site: Site, colleges: Colleges) -> None:
    c = colleges
    async with site.database.work() as work:
        await work.hr.grant(c.other, HR, None, NOW)
    await employ(site, c.organisation, None, "Бірінші")
    await employ(site, c.other, None, "Екінші")
    hr = await site.signed_in(HR)
    shown = await hr.get("/app/people")
    assert "Which organisation?" in shown.words
    for number, name in ((c.other, "Екінші"), (c.organisation, "Бірінші")):
        await hr.submit("/app/organisation", "/app/organisation", organisation=f"{number}")
        assert named((await hr.get("/app/people")).text) == [name]
    chosen = await site.signed_in(HR, c.other)
    assert named((await chosen.get("/app/people")).text) == ["Екінші"]


async def test_a_person_sees_what_the_employer_holds_and_asks_for_a_correction(
    site: Site, colleges: Colleges
) -> None:
    [number] = await employ(site, colleges.organisation, None, "Үлгі", category="expert")
    async with site.database.work() as work:
        tie = await work.ties.propose(number, TEACHER, HR, NOW)
        await work.ties.settle(tie.id, "confirmed", HR, NOW)
    teacher, stranger = await site.signed_in(TEACHER), await site.signed_in(STRANGER)
    assert "The tie waits" in (await teacher.get("/app/")).words
    async with site.database.work() as work:
        await work.purposes.put(TEACHER, REGISTER.id, REGISTER.version, True, NOW)
    shown = await teacher.get("/app/")
    assert "teacher-expert" in shown.words
    address = f"/app/records/{tie.id}/correction"
    form = (await stranger.get("/app/")).form_token
    assert (await stranger.post(address, form=form)).status == 404
    for _ in range(2):
        again = await teacher.post(address, form=shown.form_token)
        assert again.status == 200
    assert "You have asked for a correction" in again.words
    hr = await site.signed_in(HR)
    assert "asks for a correction" in (await hr.get(f"/app/people/{number}")).words


async def days(site: Site, organisation: int) -> list[str]:
    async with site.database.work() as work:
        return [each.title.ru for each in await work.deadlines.of_organisation(organisation, TODAY)]


async def test_a_deadline_is_entered_and_removed(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    said = {"kind": "plans", "day": "2027-02-01", "title_kk": "Қазақша", "title_ru": "По-русски"}
    shown = await hr.submit("/app/deadlines", "/app/deadlines", **said)
    assert "По-русски" in shown.words
    assert await days(site, colleges.organisation) == ["По-русски"]
    [removing] = [each for each in shown.links if each.endswith("/remove")]
    question = await hr.get(removing)
    for _ in range(2):
        await hr.post(removing, form=question.form_token)
    assert await days(site, colleges.organisation) == []
    async with site.database.work() as work:
        log = [each.action for each in await work.audit.of_organisation(colleges.organisation, 9)]
    assert log.count("deadline.enter") == log.count("deadline.remove") == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("day", ""), ("day", "2020-01-01"), ("day", "31.12.2027"), ("title_kk", " "),
     ("title_ru", "я" * 201), ("title_en", "x" * 201), ("kind", "x")],
)  # fmt: skip
async def test_what_is_wrong_is_said_and_nothing_is_lost(
    site: Site, colleges: Colleges, field: str, value: str
) -> None:
    hr = await site.signed_in(HR)
    said = {"kind": "plans", "day": "2027-02-01", "title_kk": "Қ", "title_ru": "Р", field: value}
    shown = await hr.submit("/app/deadlines", "/app/deadlines", **said)
    assert shown.status == 422
    assert shown.words.count(translator("en").text(WRONG[field])) == 2
    assert f'href="#{field}"' in shown.text
    assert 'aria-invalid="true"' in shown.text
    for name, kept in said.items():
        if name not in (field, "kind"):
            assert f'value="{kept}"' in shown.text
    assert await days(site, colleges.organisation) == []


async def test_a_form_without_its_token_changes_nothing(site: Site, colleges: Colleges) -> None:
    hr, other = await site.signed_in(HR), await site.signed_in(HR)
    said = {"kind": "plans", "day": "2027-02-01", "title_kk": "Қ", "title_ru": "Р"}
    form = (await hr.get("/app/deadlines")).form_token
    theirs = (await other.get("/app/deadlines")).form_token
    for token in ("", "x", theirs, form[:-4], form[:-6] + "AAAAA=", "\u0430"):
        assert (await hr.post("/app/deadlines", form=token, **said)).status == 403, token
    assert (await hr.post("/app/deadlines", **said)).status == 403
    sent = {"form": form, **said}
    foreign = await hr.send("/app/deadlines", sent, {"Sec-Fetch-Site": "cross-site"})
    assert foreign.status == 403
    acts = ("pause", "go-on", "cancel", "again", "close", "people/search")
    for address in ("people/search", "leave", "letters", "organisation", "deadlines/1/remove",
                    *(f"campaigns/1/{each}" for each in acts)):  # fmt: skip
        assert (await hr.post(f"/app/{address}")).status == 403, address
    assert await days(site, colleges.organisation) == []
    assert await site.sessions(HR) == 2


async def test_a_form_of_another_site_is_refused_in_old_browsers_too(
    site: Site, colleges: Colleges
) -> None:
    hr = await site.signed_in(HR)
    form = (await hr.get("/app/people")).form_token
    said = {"form": form, "words": ""}
    for origin, status in (("https://elsewhere.example", 403), (site.base + ".example", 403),
                           ("null", 200), (site.base, 200)):  # fmt: skip
        told = await hr.send("/app/people/search", said, {"Origin": origin})
        assert told.status == status, origin
    own = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"}
    assert (await hr.send("/app/people/search", said, own)).status == 200
    link = await site.link(HR)
    stranger = site.browser()
    assert (await stranger.send(link, {}, {"Origin": "https://elsewhere.example"})).status == 403
    assert (await stranger.send(link, {}, {"Origin": "null"})).status == 200


async def test_a_form_counts_for_the_organisation_it_was_shown_for(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    async with site.database.work() as work:
        await work.hr.grant(c.other, HR, None, NOW, "Х")
    hr = await site.signed_in(HR, c.organisation)
    shown = await hr.get("/app/deadlines")
    said = {"kind": "plans", "day": "2027-02-01", "title_kk": "Қ", "title_ru": "Р"}
    await hr.submit("/app/", "/app/organisation", organisation=str(c.other))
    told = await hr.post("/app/deadlines", form=shown.form_token, **said)
    assert told.status == 403
    assert "another visit" in told.words
    assert await days(site, c.organisation) == await days(site, c.other) == []


async def test_two_pages_show_two_tokens_and_both_are_good(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    one, two = [(await hr.get("/app/people")).form_token for _ in range(2)]
    assert one != two
    for token in (one, two):
        assert (await hr.post("/app/people/search", form=token, words="")).status == 200


async def test_what_is_too_much_is_refused_unread(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    form = (await hr.get("/app/people")).form_token
    shown = await hr.post("/app/people/search", form=form, words="x" * 140_000)
    assert shown.status == 413


async def test_a_broadcast_is_shown_with_its_ledger(site: Site, colleges: Colleges) -> None:
    async with site.database.work() as work:
        number = await broadcasts.begin_broadcast(
            work, HR, colleges.organisation, {"kk": "Сәлем", "ru": "Привет"}, Segment(), NOW,
            catalogue(),
        )  # fmt: skip
    hr = await site.signed_in(HR)
    assert "Привет" in (await hr.get("/app/campaigns")).words
    shown = await hr.get(f"/app/campaigns/{number}")
    assert "all together 1" in shown.words
    assert "Load again" in shown.words
    assert "Сәлем" in shown.words
    made = await hr.get(f"/app/campaigns/{number}.csv")
    assert made.body.decode("utf-8-sig").splitlines()[0].startswith("Name;")


async def test_the_year_is_bars_and_a_table_of_the_same(site: Site, colleges: Colleges) -> None:
    c = colleges
    await employ(site, c.organisation, c.department, "А", "Б", category="moderator")
    await employ(site, c.organisation, None, "В", category="none")
    hr = await site.signed_in(HR)
    shown = await hr.get("/app/year")
    assert "teacher-moderator 2 (67%)" in shown.words
    assert 'width="66.7"' in shown.text
    part = await hr.get(f"/app/year?department={c.department}")
    assert "teacher-moderator 2 (100%)" in part.words
    assert "There is nothing here" in (await hr.get("/app/year?department=99999")).words
    assert (await hr.get("/app/year?department=x")).status == 404
    [sheet, *_] = load_workbook(BytesIO((await hr.get("/app/year.xlsx")).body)).worksheets
    assert sheet.max_row > 3


async def test_the_log_is_filtered_and_turns_pages(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    await hr.get("/app/people")
    shown = await hr.get("/app/log?about=people")
    assert "looked at a list of the register" in shown.words
    assert "took the right" not in shown.words
    assert "took the right" in (await hr.get("/app/log?about=rights")).words
    assert (await hr.get("/app/log?about=x")).status == 404
    assert (await hr.get("/app/log?before=1")).words.count("Nothing was done yet.") == 1


async def test_what_is_looked_at_in_bulk_is_noted(site: Site, colleges: Colleges) -> None:
    [number] = await employ(site, colleges.organisation, None, "А")
    hr = await site.signed_in(HR)
    for address in ("people", "people.xlsx", f"people/{number}", "log"):
        await hr.get(f"/app/{address}")
    async with site.database.work() as work:
        log = [each.action for each in await work.audit.of_organisation(colleges.organisation, 4)]
    assert log[::-1] == ["list", "list", "staff.record", "audit.read"]


async def test_whoever_asks_too_often_waits(still: None, site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    told = [await hr.get("/app/organisation") for _ in range(70)]
    slow = [each for each in told if each.status == 429]
    assert slow
    assert int(slow[0].headers["Retry-After"]) >= 1
    assert (await (await site.signed_in(TEACHER)).get("/app/")).status == 200


async def test_whoever_makes_up_sessions_waits_too(
    still: None, site: Site, colleges: Colleges
) -> None:
    stranger, told = site.browser(), []
    for number in range(130):
        stranger.cookie = f"made-up-{number}"
        told.append((await stranger.get("/app/people")).status)
    assert set(told[:100]) == {403}
    assert told[-1] == 429


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"init_data=\xff\xfe"),
        ("application/x-www-form-urlencoded; charset=nobodys", b"init_data=x"),
    ],
)
async def test_a_form_that_cannot_be_read_is_none(
    site: Site, colleges: Colleges, kind: str, body: bytes
) -> None:
    client = site.browser().client
    sent = {"Content-Type": kind}
    for address, cookie in (("/app/session", ""), ("/app/people/search", "x")):
        held = {**sent, "Cookie": f"biliktilik={cookie}"}
        async with client.post(site.base + address, data=body, headers=held) as reply:
            assert reply.status == 403


async def test_a_cookie_of_odd_bytes_is_nobodys(site: Site, colleges: Colleges) -> None:
    address = urlsplit(site.base)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(b'GET /app/people HTTP/1.0\r\nHost: x\r\nCookie: biliktilik="\xff"\r\n\r\n')
    answer = await reader.readline()
    writer.close()
    assert b" 403 " in answer


async def test_a_search_for_nothing_that_can_be_written_finds_nobody(
    site: Site, colleges: Colleges
) -> None:
    await employ(site, colleges.organisation, None, "Аман")
    hr = await site.signed_in(HR)
    found = await hr.submit("/app/people", "/app/people/search", words="Ам\0ан")
    assert named(found.text) == ["Аман"]


async def test_larger_letters_stay_for_the_visit(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    shown = await hr.submit("/app/", "/app/letters", large="1")
    assert 'data-letters="large"' in shown.text
    assert 'data-letters="large"' in (await hr.get("/app/people")).text
    assert "data-letters" not in (await hr.submit("/app/", "/app/letters")).text


async def test_a_page_weighs_little_on_the_line(site: Site, colleges: Colleges) -> None:
    names = [f"{'Ә' * 60} {n}" for n in range(ROWS + 1)]
    await employ(site, colleges.organisation, colleges.department, *names, category="moderator")
    hr: Browser = await site.signed_in(HR)
    for address in ("", "people", "log", "deadlines", "static/page.css"):
        asked_for = hr.client.get(
            f"{site.base}/app/{address}",
            headers={"Cookie": f"biliktilik={hr.cookie}", "Accept-Encoding": "gzip"},
            auto_decompress=False,
        )
        async with asked_for as response:
            assert response.headers["Content-Encoding"] == "gzip", address
            assert len(await response.read()) < 20_000, address


async def test_a_person_shows_what_the_record_lacks_by_clause(
    site: Site, colleges: Colleges
) -> None:
    lacking, other = await employ(site, colleges.organisation, None, "Үлгі Айна", "Тест Бота")
    async with site.database.work() as work:
        held = await work.register.get(lacking)
        assert held is not None
        known = {"experience": {"teaching": 1}, "education": []}
        await work.register.change(lacking, held.number, held.name, known, NOW)
    heading = translator("en").text("What the record lacks, by clause")
    hr = await site.signed_in(HR)
    assert named((await hr.get("/app/people?short=short")).text) == ["Үлгі Айна"]
    async with site.database.work() as work:
        before = len(await work.audit.of_organisation(colleges.organisation, 60))
    said = (await hr.get(f"/app/people/{lacking}")).words.split(heading, 1)[1]
    assert "❌ education" in said
    assert "286" in said
    assert "❌" not in (await hr.get(f"/app/people/{other}")).words
    async with site.database.work() as work:
        log = await work.audit.of_organisation(colleges.organisation, 60)
    looked = [each.action for each in log[: len(log) - before]]
    assert "list" not in looked, "one person is no list"
    stranger = await site.signed_in(STRANGER)
    assert (await stranger.get(f"/app/people/{lacking}")).status in (403, 404)


async def test_a_day_of_the_record_is_said_in_words(site: Site, colleges: Colleges) -> None:
    for said, shown in (("2024-03-14", "14 March 2024"), ("2024", "2024")):
        [number] = await employ(
            site, colleges.organisation, colleges.department, f"Аты {said}",
            category="expert", granted=said,
        )  # fmt: skip
        words = (await (await site.signed_in(HR)).get(f"/app/people/{number}")).words
        assert f"🎖 teacher-expert, {shown}" in words
