"""What fell behind, on the page: said why, what is done about it, put right or not yet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from i18n import translator
from storage.database import Database
from tests.cases.college import DAY, TODAY
from tests.cases.training.university import HEAD, OTHER_HEAD, University
from tests.web.site import Browser, Site
from tests.web.training import HR, campus, fell_behind
from web.pages.findings import WRONG

SAID = {"cause": "money", "how": "audit", "action": "Найдём грант", "owner": "Деканов",
        "due": (TODAY + 30 * DAY).isoformat()}  # fmt: skip


@pytest.fixture
async def u(database: Database) -> University:
    return await campus(database)


def listed(u: University) -> str:
    return f"/app/plans/{u.year}/findings"


async def say(browser: Browser, number: int, **other: str) -> tuple[int, str]:
    at = f"/app/findings/{number}"
    shown = await browser.submit(at, at, **{**SAID, **other})
    return shown.status, shown.text


async def test_a_head_says_what_is_done_and_that_it_is_put_right(site: Site, u: University) -> None:
    number = await fell_behind(site.database, u)
    head = await site.signed_in(HEAD)
    status, text = await say(head, number)
    assert status == 200
    for words in ("no money", "by an internal audit", "Найдём грант", "Деканов"):
        assert words in text
    shown = await head.get(listed(u))
    assert "Мысалова" in shown.words
    assert "20 December 2026" in shown.words
    again = f"/app/findings/{number}/again"
    kept = await head.submit(f"/app/findings/{number}", again, cured="0")
    assert "not yet, looked at on 20 November 2026" in kept.words
    for _ in range(2):
        cured = await head.post(again, form=kept.form_token, cured="1")
        assert translator("en").text("✔ Cured, {day}", day="20 November 2026") in cured.words
    assert "Not yet: 0" in (await head.get(listed(u))).words
    assert "Мысалова" in (await head.get(f"{listed(u)}?closed=1")).words
    async with site.database.work(writing=False) as work:
        held = await work.nonconformities.get(number)
    assert held is not None
    assert (held.cause, held.found_how, held.rechecked) == ("money", "audit", "cured")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("cause", ""), ("cause", "x"), ("action", " "), ("action", "д" * 1001), ("owner", ""),
     ("owner", "д" * 201), ("due", "x"), ("due", "2026-11-19"), ("due", "2028-01-01")],
)  # fmt: skip
async def test_what_does_not_do_is_said_and_what_was_written_stays(
    site: Site, u: University, field: str, wrong: str
) -> None:
    number = await fell_behind(site.database, u)
    status, text = await say(await site.signed_in(HR), number, **{field: wrong})
    assert status == 422
    assert translator("en").text(WRONG[field]) in text
    assert field == "owner" or SAID["owner"] in text
    async with site.database.work(writing=False) as work:
        held = await work.nonconformities.get(number)
    assert held is not None
    assert (held.cause, held.action, held.due) == (None, "", None)


async def test_long_lists_come_in_slices_and_bounded_by_the_right(
    site: Site, u: University
) -> None:
    number = await fell_behind(site.database, u)
    await fell_behind(site.database, u, department=u.other_chair)
    async with site.database.work() as work:
        held = await work.nonconformities.get(number)
        assert held is not None
        for n in range(120):
            await work.nonconformities.find(replace(held, id=0, about=f"more:{n}"))
    head, other = await site.signed_in(HEAD), await site.signed_in(OTHER_HEAD)
    address, rows = listed(u), 0
    while address:
        shown = await head.get(address)
        rows += shown.text.count('scope="row"')
        address = next((each for each in shown.links if "after=" in each), "")
    assert rows == 121
    assert "Not yet: 121" in shown.words
    assert "Not yet: 1 " in (await other.get(listed(u))).words
