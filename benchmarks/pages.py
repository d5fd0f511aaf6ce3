"""Pages with 10 000 people in an organisation, over HTTP, from the request to the last byte.

    python -m benchmarks.pages [--people 10000] [--postgresql URL] [--plans]

Milliseconds of one page: on SQLite the median of our processor time, in which the browser's side
and all of SQLite's work are too; on PostgreSQL the least wall time, to which other work on the
machine only adds. `weight`: the compressed bytes of the heaviest page. `--plans` prints how each
statement finds its rows. Exit status 1 where a page takes over 200 ms or weighs over 60 KB.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from typing import Any, Final

from benchmarks.lists import HR, Cost, fill, timed
from benchmarks.planted_year import plant_year
from benchmarks.scale import fresh
from cases.lists.working_out import work_out_due
from rules.norms.loading import catalogue
from storage.database import Database, migrate, open_database
from tests.cases.college import NOW
from tests.storage.plans import noted, plans_of_postgresql, plans_of_sqlite
from tests.web.site import Browser, Site, served

MILLISECONDS: Final = 200.0
BYTES: Final = 60_000
PAGES: Final[dict[str, str]] = {
    "own home": "/app/",
    "people": "/app/people",
    "people, middle": "/app/people?after={middle}",
    "people, department": "/app/people?department=2",
    "people, position": "/app/people?post=tvet-teacher",
    "people, category": "/app/people?category=moderator",
    "people, from the end": "/app/people?sort=name_down",
    "people, by department": "/app/people?sort=department",
    "short by clause": "/app/people?short=short",
    "courses run out, by day": "/app/people?short=leaving&sort=day",
    "not joined": "/app/people?short=not_joined",
    "one person": "/app/people/{middle}",
    "year": "/app/year",
    "log": "/app/log",
    "plans": "/app/plans",
    "plan of a unit": "/app/plans/{year}/units/2",
    "whole schedule": "/app/plans/{year}/whole",
    "plan against done": "/app/plans/{year}/done",
    "fell behind": "/app/plans/{year}/findings",
}


async def weight(browser: Browser, address: str) -> int:
    headers = {"Cookie": f"biliktilik={browser.cookie}", "Accept-Encoding": "gzip"}
    client = browser.client
    address = browser.site.base + address
    async with client.get(address, headers=headers, auto_decompress=False) as response:
        return len(await response.read())


async def search(browser: Browser) -> object:
    return await browser.submit("/app/people", "/app/people/search", words="әб алп")


async def pages(site: Site, middle: int, year: int, *, on_sqlite: bool) -> tuple[Cost, int]:
    found: Cost = {}
    heaviest = 0
    for name, address in PAGES.items():
        # A session for each: one alone would ask too often.
        browser = await site.signed_in(HR)
        at = address.format(middle=middle, year=year)

        async def show(_: int, browser: Browser = browser, at: str = at) -> None:
            shown = await browser.get(at)
            assert shown.status == 200, (at, shown.status)

        found[name] = await timed(show, on_sqlite=on_sqlite)
        heaviest = max(heaviest, await weight(browser, at))
    browser = await site.signed_in(HR)

    async def look(_: int) -> None:
        await search(browser)

    # With the page that the form is on, and the answer's own.
    found["search, three pages"] = await timed(look, on_sqlite=on_sqlite)
    return found, heaviest


async def begun(url: str, people: int) -> tuple[Database, int]:
    """And the number of its year of training."""
    await migrate(url)
    database = open_database(url)
    async with database.work(long=True) as work:
        college = await fill(work, people)
    done = True
    while done:
        async with database.work() as work:
            done = bool(await work_out_due(work, college, catalogue(), NOW))
    return database, await plant_year(database, url, college)


async def measured(server: str | None, people: int, *, plans: bool) -> dict[str, Any]:
    async with fresh(server, "biliktilik_pages") as url:
        database, year = await begun(url, people)
        async with served(database) as site:
            spent, heaviest = await pages(site, people // 2, year, on_sqlite=server is None)
            if plans:
                await tell_plans(site, url, year, on_sqlite=server is None)
        await database.close()
    return {"milliseconds": spent, "weight": heaviest}


async def tell_plans(site: Site, url: str, year: int, *, on_sqlite: bool) -> None:
    browser = await site.signed_in(HR)
    with noted() as statements:
        for address in (
            "/app/people",
            "/app/people?short=short&sort=department",
            "/app/plans",
            f"/app/plans/{year}/units/2",
            f"/app/plans/{year}/done",
            f"/app/plans/{year}/findings",
        ):
            await browser.get(address)
    if on_sqlite:
        plans = plans_of_sqlite(url.removeprefix("sqlite:///"), statements)
    else:
        plans = await plans_of_postgresql(url, statements)
    for statement, plan in plans.items():
        print(statement, *plan, sep="\n  ", file=sys.stderr)


def tell(kind: str, people: int, found: dict[str, Any]) -> list[str]:
    print(f"{kind}, {people:,} people:", file=sys.stderr)
    missed = []
    for name, spent in found["milliseconds"].items():
        print(f"{name:>26} {spent:8.1f} ms", file=sys.stderr)
        times = 3 if "three pages" in name else 1
        if spent > MILLISECONDS * times:
            missed.append(f"{kind}, {name}: {spent:.0f} ms")
    goals = f"{MILLISECONDS:.0f} ms, {BYTES:,} bytes"
    print(f"  heaviest page {found['weight']:,} bytes; goals: {goals}", file=sys.stderr)
    if found["weight"] > BYTES:
        missed.append(f"{kind}: a page of {found['weight']} bytes")
    return missed


async def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--postgresql", metavar="URL")
    parser.add_argument("--plans", action="store_true")
    given = parser.parse_args()
    result: dict[str, Any] = {}
    missed = []
    runs: list[tuple[str, str | None]] = [("SQLite", None)]
    if given.postgresql:
        runs.append(("PostgreSQL", given.postgresql))
    for kind, server in runs:
        result[kind] = await measured(server, given.people, plans=given.plans)
        missed += tell(kind, given.people, result[kind])
    for each in missed:
        print(f"missed: {each}", file=sys.stderr)
    print(json.dumps({"people": given.people, **result}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
