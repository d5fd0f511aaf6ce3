"""A scan sent with a step of a schedule: within the bounds of the chat, kept once, by the right."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from cases import roles
from storage.database import Database
from storage.repositories.certificates import File
from storage.tables.training import Passage
from tests.cases.college import NOW, OPERATORS, TODAY
from tests.cases.training.university import HEAD, TEACHER_A, University
from tests.scans.files import COURSE, bomb, pdf
from tests.web.site import Browser, Reply, Site
from tests.web.test_pages import SCRIPT
from tests.web.training import HR, campus

DAY = "2026-11-20"


@pytest.fixture
async def u(database: Database) -> University:
    return await campus(database)


def unit(u: University) -> str:
    return f"/app/plans/{u.year}/units/{u.chair}"


async def sent(browser: Browser, u: University, content: bytes, **said: str) -> Reply:
    fields = {"scan": "1", "step": "discuss", "number": "№ 4", "day": DAY, **said}
    return await browser.upload(unit(u), f"{unit(u)}/step", content, **fields)


async def passages(site: Site, u: University) -> list[Passage]:
    async with site.database.work(writing=False) as work:
        documents = [each.id for each in await work.training_documents.of_year(u.year)]
        found = await work.training_documents.passages(documents)
    return [passage for each in found.values() for passage in each]


async def test_a_scan_goes_to_the_senders_chat_and_stays_with_the_step(
    site: Site, u: University
) -> None:
    head = await site.signed_in(HEAD)
    assert 'type="file"' in (await head.get(unit(u))).text
    content = pdf(COURSE)
    done = await sent(head, u, content)
    assert done.status == 200
    assert "№ 4" in done.words
    assert site.scans == [(HEAD, "scan.pdf", content)]
    for each in await passages(site, u):
        assert (each.number, each.file_id, each.file_kind) == ("№ 4", "scan-1", "document")
    async with site.database.work() as work:
        log = await work.audit.of_organisation(u.organisation, 30)
    steps = [each.details for each in log if each.action == "training.step"]
    assert steps
    assert all(each["scan"] for each in steps)


async def test_pressed_twice_the_step_is_done_once(site: Site, u: University) -> None:
    head = await site.signed_in(HEAD)
    content = BytesIO()
    Image.new("L", (900, 600), 255).save(content, "PNG")
    assert (await sent(head, u, content.getvalue())).status == 200
    before = await passages(site, u)
    assert (await sent(head, u, content.getvalue())).status == 422
    assert [each[:2] for each in site.scans] == [(HEAD, "scan.png")]
    assert await passages(site, u) == before


async def test_without_a_file_it_is_the_step_alone(site: Site, u: University) -> None:
    head = await site.signed_in(HEAD)
    assert (await sent(head, u, b"")).status == 200
    assert site.scans == []
    assert [each.file_id for each in await passages(site, u)] == [None] * 2


@pytest.mark.parametrize(
    "make",
    [
        lambda: bomb(10_000, 10_000),
        lambda: bomb(1_000, 1_000)[:60],
        lambda: b"GIF89a" + b"x" * 900,
        lambda: b"PK\x03\x04" + b"x" * 900,
        lambda: b"<svg onload='alert(1)'/>",
        lambda: pdf(COURSE, password="secret"),
        lambda: pdf(COURSE)[:200],
    ],
    ids=["dots", "cut off", "gif", "zip", "svg", "locked", "half a pdf"],
)
async def test_what_is_no_scan_is_kept_nowhere_and_the_words_stay(
    site: Site, u: University, make: Callable[[], bytes]
) -> None:
    head = await site.signed_in(HEAD)
    told = await sent(head, u, make(), number=SCRIPT[:80])
    assert told.status == 422
    assert 'id="why-file"' in told.text
    assert "alert(1)" in told.text
    assert "<script>alert" not in told.text
    assert site.scans == []
    assert await passages(site, u) == []


async def test_a_byte_over_the_bound_is_too_much(
    site: Site, u: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = pdf(COURSE)
    head = await site.signed_in(HEAD)
    monkeypatch.setattr("web.pages.training_scan.LARGEST", len(content))
    assert (await sent(head, u, content + b"x")).status == 413
    assert site.scans == []
    assert (await sent(head, u, content)).status == 200


@pytest.mark.parametrize("said", [{"number": ""}, {"day": "x"}])
async def test_a_paper_that_is_not_right_takes_no_file_in(
    site: Site, u: University, said: dict[str, str]
) -> None:
    head = await site.signed_in(HEAD)
    assert (await sent(head, u, pdf(COURSE), **said)).status == 422
    assert site.scans == []


async def test_nobody_without_the_right_sends_a_file(site: Site, u: University) -> None:
    teacher = await site.signed_in(TEACHER_A)
    fields = {"scan": "1", "step": "discuss", "number": "4", "day": DAY}
    told = await teacher.upload("/app/", f"{unit(u)}/step", pdf(COURSE), **fields)
    assert told.status in (403, 404)
    hr = await site.signed_in(HR)
    told = await hr.upload("/app/", f"/app/plans/{u.year}/units/99999/step", b"x", **fields)
    assert told.status == 404
    assert site.scans == []


async def test_a_right_that_ends_while_it_is_kept_does_no_step(
    site: Site, u: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keep(person: int, name: str, data: bytes) -> File:
        async with site.database.work() as work:
            for role in await work.roles.of_organisation(u.organisation, TODAY):
                if role.person_id == HEAD:
                    await roles.end_role(work, HR, OPERATORS, u.organisation, role.id, NOW)
        return File("x", "document")

    monkeypatch.setattr(site, "keep", keep)
    head = await site.signed_in(HEAD)
    assert (await sent(head, u, pdf(COURSE))).status == 403
    assert await passages(site, u) == []


async def test_when_telegram_does_not_take_it_no_step_is_done(
    site: Site, u: University, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def keep(*_: object) -> None:
        return None

    monkeypatch.setattr(site, "keep", keep)
    head = await site.signed_in(HEAD)
    told = await sent(head, u, pdf(COURSE))
    assert told.status == 422
    assert 'value="№ 4"' in told.text
    assert await passages(site, u) == []
