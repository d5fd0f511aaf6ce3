"""Lists for the printer as PDFs, noted like the workbooks; whom a later edition concerns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from handlers.roster.effects_file import EffectsFile
from rules.roster.table import Value
from tests.cases.college import HR, STRANGER, Colleges
from tests.web.site import Site
from tests.web.test_chosen import actions, choose, head_of
from tests.web.test_pages import SCRIPT, employ
from web.pages import newer


def words(body: bytes) -> str:
    return " ".join("".join(each.extract_text() for each in PdfReader(BytesIO(body)).pages).split())


async def test_a_list_and_chosen_people_are_printed_and_noted(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    one, _ = await employ(site, c.organisation, c.department, "Бірінші Үлгі", "Екінші Үлгі")
    hr = await site.signed_in(HR)
    shown = await hr.get("/app/people")
    assert "/app/people.pdf" in shown.links
    whole = await hr.get("/app/people.pdf")
    assert whole.headers["Content-Type"] == "application/pdf"
    assert "Бірінші" in words(whole.body)
    assert "Екінші" in words(whole.body)
    chosen = await choose(hr, one)
    assert f"{chosen.address}.pdf" in chosen.links
    some = words((await hr.get(f"{chosen.address}.pdf")).body)
    assert "Бірінші" in some
    assert "Екінші" not in some
    async with site.database.work() as work:
        log = await work.audit.of_organisation(c.organisation, 60)
    assert len([each for each in log if each.action == "list" and each.details.get("file")]) == 2
    assert (await hr.get("/app/year.pdf")).body.startswith(b"%PDF")


async def test_a_head_prints_their_own_and_others_nothing(site: Site, colleges: Colleges) -> None:
    c = colleges
    await employ(site, c.organisation, c.department, "Өзіміздікі")
    await employ(site, c.organisation, None, "Бөтен")
    await head_of(site, c)
    head = await site.signed_in(STRANGER)
    found = words((await head.get("/app/people.pdf")).body)
    assert "Бөтен" not in found
    hr = await site.signed_in(HR)
    chosen = await choose(hr, of="all")
    assert (await head.get(f"{chosen.address}.pdf")).status == 404
    for ending in ("docx", "pdf.xlsx", ""):
        assert (await hr.get(f"/app/people.{ending}")).status == 404, ending


def lines(given: EffectsFile) -> list[Sequence[Value]]:
    """As judged by an edition that is to come, in the other process."""
    names = [each.employee.name for each in given.staff.lines]
    rows: list[Sequence[Value]] = [["Дерево"], [f"H{n}" for n in range(9)]]
    return rows + [["Кафедра", "п. 5", name, "7", "", "", date(2027, 1, 1), "", ""]
                   for name in names]  # fmt: skip


async def test_whom_newer_requirements_concern_is_a_table_and_noted(
    site: Site, colleges: Colleges, monkeypatch: pytest.MonkeyPatch
) -> None:
    c = colleges
    await employ(site, c.organisation, c.department, SCRIPT, "Үлгі")
    hr = await site.signed_in(HR)
    nobody = await hr.get("/app/newer")
    assert nobody.status == 200
    assert "<table" not in nobody.text
    monkeypatch.setattr(newer, "effects_lines", lines)
    monkeypatch.setattr(newer, "MOST_ROWS", 1)
    shown = await hr.get("/app/newer")
    assert "Үлгі" in shown.words or "&lt;script&gt;" in shown.text
    assert "<script>alert" not in shown.text
    assert "1 more row" in shown.words
    assert shown.form_token
    assert (await hr.get("/app/newer.xlsx")).status == 200
    assert (await actions(site, c.organisation)).count("staff.effects") == 3
