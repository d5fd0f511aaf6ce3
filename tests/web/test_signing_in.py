"""The doors of the page: who gets in, for how long, and what ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases import page_sessions, roles
from cases.page_sessions import LASTS, LINK_LASTS, MOST
from tests.cases.college import HR, OPERATORS, TEACHER, Colleges, add_colleague, dismiss
from tests.web.site import Browser, Site, served
from web.security import COOKIE, FRAMED_BY

HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
UNKNOWN = 7_000_009_999


async def enter(site: Site, data: str, theme: str = "") -> tuple[Browser, int]:
    browser = site.browser()
    shown = await browser.post("/app/session", init_data=data, theme=theme)
    return browser, shown.status


async def test_telegrams_own_data_sign_in(site: Site, colleges: Colleges) -> None:
    browser, status = await enter(site, site.data(TEACHER))
    assert status == 200
    assert "HttpOnly" in browser.cookie_header
    assert "SameSite=Lax" in browser.cookie_header
    assert browser.seen == ["/app/session", "/app/?in=1"]


async def test_by_https_the_cookie_is_sent_in_telegrams_frame(
    site: Site, colleges: Colleges
) -> None:
    async with served(site.database, is_https=True) as safe:
        browser, _ = await enter(safe, safe.data(TEACHER))
        for part in ("HttpOnly", "Secure", "SameSite=None", "Partitioned", "Path=/app/"):
            assert part in browser.cookie_header


async def test_forged_foreign_and_future_data_are_refused(site: Site, colleges: Colleges) -> None:
    good = site.data(TEACHER)
    others = (
        good.replace(str(TEACHER), str(HR)),
        site.data(TEACHER, token="200:token-of-another-bot"),
        site.data(TEACHER, -61 * SECOND),
        site.data(UNKNOWN),
        "",
        "x" * 5_000,
        "user=%7B%7D&auth_date=1&hash=" + "0" * 64,
        f"{good}&user=%7B%7D",
        "\udcff\x00".encode(errors="replace").decode(),
    )
    for data in others:
        browser, status = await enter(site, data)
        assert status == 403, data
        assert browser.cookie == ""
    assert await site.sessions(TEACHER) == await site.sessions(HR) == 0


async def test_a_clock_a_minute_ahead_is_no_forgery(site: Site, colleges: Colleges) -> None:
    assert (await enter(site, site.data(TEACHER, -60 * SECOND)))[1] == 200


async def test_data_of_an_hour_ago_offer_to_open_it_again(site: Site, colleges: Colleges) -> None:
    assert (await enter(site, site.data(TEACHER, HOUR)))[1] == 200
    browser = site.browser()
    shown = await browser.post("/app/session", init_data=site.data(TEACHER, HOUR + SECOND))
    assert shown.status == 403
    assert "Please open it again" in shown.words


async def test_the_same_data_again_end_the_older_session(site: Site, colleges: Colleges) -> None:
    data = site.data(TEACHER)
    first, _ = await enter(site, data)
    again, status = await enter(site, data)
    assert status == 200
    assert (await first.get("/app/checks/1")).status == 403
    assert (await again.get("/app/")).status == 200
    assert await site.sessions(TEACHER) == 1


async def test_at_most_three_sessions_at_once(site: Site, colleges: Colleges) -> None:
    browsers = [await site.signed_in(TEACHER) for _ in range(MOST + 1)]
    assert await site.sessions(TEACHER) == MOST
    assert (await browsers[0].get("/app/people")).words.startswith("Skip to the content")
    assert [("Sign out" in (await each.get("/app/")).words) for each in browsers] == [
        False, True, True, True
    ]  # fmt: skip


async def test_a_session_ends_after_eight_hours(site: Site, colleges: Colleges) -> None:
    browser = await site.signed_in(TEACHER)
    site.now += LASTS - SECOND
    assert "Sign out" in (await browser.get("/app/")).words
    site.now += SECOND
    assert (await browser.get("/app/")).status == 403


async def test_a_preview_does_not_use_the_link_up_and_the_link_works_once(
    site: Site, colleges: Colleges
) -> None:
    address, browser, other = await site.link(TEACHER), site.browser(), site.browser()
    for _ in range(3):
        assert (await other.get(address)).status == 200
    assert (await browser.post(address)).status == 200
    for ask in (other.get, other.post):
        shown = await ask(address)
        assert shown.status == 403
        assert "no longer works" in shown.words
    assert await site.sessions(TEACHER) == 1


async def test_a_link_works_for_fifteen_minutes_and_only_the_newest(
    site: Site, colleges: Colleges
) -> None:
    older, newer = await site.link(TEACHER), await site.link(TEACHER)
    assert (await site.browser().post(older)).status == 403
    site.now += LINK_LASTS
    assert (await site.browser().post(newer)).status == 403


async def test_signing_out_ends_the_session_and_takes_the_cookie(
    site: Site, colleges: Colleges
) -> None:
    browser = await site.signed_in(TEACHER)
    held = browser.cookie
    shown = await browser.submit("/app/", "/app/leave")
    assert "You have signed out" in shown.words
    assert "Max-Age=0" in browser.cookie_header
    browser.cookie = held
    assert (await browser.get("/app/")).status == 403


async def test_forgetting_ends_sessions_and_links(site: Site, colleges: Colleges) -> None:
    browser, address = await site.signed_in(TEACHER), await site.link(TEACHER)
    async with site.database.work() as work:
        await work.people.forget(TEACHER)
    assert (await browser.get("/app/")).status == 403
    assert (await site.browser().post(address)).status == 403


async def test_the_loss_of_the_last_role_ends_the_session(site: Site, colleges: Colleges) -> None:
    browser = await site.signed_in(HR)
    async with site.database.work() as work:
        await dismiss(work, colleges)
    assert (await browser.get("/app/people")).status == 403
    assert await site.sessions(HR) == 0


async def test_a_role_that_is_gone_answers_403_and_another_one_keeps_the_session(
    site: Site, colleges: Colleges
) -> None:
    async with site.database.work() as work:
        await add_colleague(work, colleges.organisation)
        await work.hr.grant(colleges.other, HR, None, site.now)
    browser = await site.signed_in(HR, colleges.organisation)
    assert (await browser.get("/app/people")).status == 200
    form = await browser.get("/app/deadlines")
    async with site.database.work() as work:
        await roles.end_role(work, HR, OPERATORS, colleges.organisation, colleges.right, site.now)
    said = {"form": form.form_token, "kind": "plans", "day": "2026-12-01", "title_kk": "К",
            "title_ru": "Р"}  # fmt: skip
    await browser.post("/app/deadlines", **said)
    assert await site.sessions(HR) == 1
    async with site.database.work() as work:
        assert await work.deadlines.of_organisation(colleges.organisation, site.now.date()) == []
        await work.hr.grant(colleges.organisation, HR, None, site.now)


async def test_a_removed_department_ends_the_sessions_of_its_head(
    site: Site, colleges: Colleges
) -> None:
    async with site.database.work() as work:
        await roles.give_role(
            work, HR, OPERATORS, colleges.organisation, TEACHER, "head", colleges.department,
            site.now,
        )  # fmt: skip
    browser = await site.signed_in(TEACHER)
    assert (await browser.get("/app/people")).status == 200
    async with site.database.work() as work:
        await work.organisations.remove_department(colleges.department)
    assert (await browser.get("/app/people")).status == 403
    assert await site.sessions(TEACHER) == 0


async def test_all_sessions_end_from_the_chat(site: Site, colleges: Colleges) -> None:
    browsers = [await site.signed_in(HR), await site.signed_in(HR)]
    async with site.database.work() as work:
        assert await page_sessions.end_sessions(work, HR) == 2
    for browser in browsers:
        assert (await browser.get("/app/people")).status == 403


async def test_where_no_cookie_is_kept_a_link_into_the_browser_is_offered(
    site: Site, colleges: Colleges
) -> None:
    shown = await site.browser().get("/app/?in=1")
    assert shown.status == 403
    assert "Open it in the browser" in shown.words
    assert "https://t.me/bot?start=page" in shown.text


async def test_nobody_signed_in_sees_a_door_and_nothing_else(
    site: Site, colleges: Colleges
) -> None:
    browser = site.browser()
    assert (await browser.get("/app/")).status == 200
    for address in ("people", "people/1", "people.xlsx", "campaigns", "deadlines", "log",
                    "checks/1", "organisation", "people.pdf", "chosen/1.pdf", "year.pdf",
                    "checks/1.pdf", "newer", "campaigns/1/people", "campaigns/1/answers.pdf",
                    "deadlines/1", "deadlines/past"):  # fmt: skip
        shown = await browser.get(f"/app/{address}")
        assert shown.status == 403, address
        assert "Sign in" in shown.words
    browser.cookie = "x" * 43
    assert (await browser.get("/app/people")).status == 403


async def test_every_page_has_its_policy_and_is_kept_nowhere(
    site: Site, colleges: Colleges
) -> None:
    browser = await site.signed_in(HR)
    nonces = set()
    for address in ("/app/", "/app/people", "/app/nothing-here"):
        shown = await browser.get(address)
        if shown.status == 404:
            continue
        policy = shown.headers["Content-Security-Policy"]
        assert shown.headers["Cache-Control"] == "no-store"
        assert shown.headers["Referrer-Policy"] == "no-referrer"
        assert shown.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert f"frame-ancestors {FRAMED_BY}" in policy
        nonce = policy.split("nonce-")[1].split("'")[0]
        scripts = shown.text.count("<script")
        assert scripts == shown.text.count(f'<script nonce="{nonce}" src="/app/static/enter.js"')
        assert scripts == (address == "/app/")
        nonces.add(nonce)
    assert len(nonces) == 2


@pytest.mark.parametrize(
    ("theme", "kept"),
    [
        ('{"bg_color":"#ffffff","text_color":"#000000","hint_color":"#666666",'
         '"link_color":"#0b5cad","secondary_bg_color":"#f0f0f0","button_color":"#0b5cad",'
         '"button_text_color":"#ffffff"}', "--link: #0b5cad"),
        ('{"bg_color":"#17212b","text_color":"#3a3a3a"}', 'data-shade="dark"'),
        ('{"bg_color":"#ffffff","text_color":"#eeeeee","hint_color":"#ffffff"}',
         'data-shade="light"'),
        ('{"bg_color":"red;}</style><script>"}', 'lang="en">'),
        ("[1]", 'lang="en">'),
        ("{", 'lang="en">'),
    ],
)  # fmt: skip
async def test_telegrams_colours_are_taken_only_where_they_can_be_read(
    site: Site, colleges: Colleges, theme: str, kept: str
) -> None:
    browser, status = await enter(site, site.data(TEACHER), theme)
    assert status == 200
    shown = await browser.get("/app/")
    assert kept in shown.text
    assert "<script>" not in shown.text


async def test_whoever_guesses_links_is_slowed_down(
    still: None, site: Site, colleges: Colleges
) -> None:
    browser = site.browser()
    told = [(await browser.get(f"/app/enter/{'x' * 40}{n:02}")).status for n in range(25)]
    assert told[:20] == [403] * 20
    assert 429 in told[20:]


async def test_a_session_is_known_by_a_hash_only(site: Site, colleges: Colleges) -> None:
    browser = await site.signed_in(TEACHER)
    async with site.database.work() as work:
        held = str(await work.people.export(TEACHER))
    assert COOKIE not in held
    assert browser.cookie not in held
