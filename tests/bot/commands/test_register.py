"""The command `register import`: a file brought into an organisation's register."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from storage.database import migrate, open_database
from tests.cases.register.lists import HEADING, row
from tests.workbooks.files import xlsx

Run = Callable[..., tuple[int, Any, str]]
DAY = ("--on", "2026-11-20")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Brings the rows into the college of a database of its own: status, answer, complaint."""
    address = f"sqlite:///{tmp_path / 'bot.db'}"
    asyncio.run(migrate(address))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", address)
    asyncio.run(_college(address))

    def once(rows: list[list[Any]], *words: str, org: str = "Колледж") -> tuple[int, Any, str]:
        (tmp_path / "list.xlsx").write_bytes(xlsx({"Список": [HEADING, *rows]}))
        file = str(tmp_path / "list.xlsx")
        status = main(["register", "import", file, "--org", org, "--json", *DAY, *words])
        printed, complaint = capsys.readouterr()
        return status, json.loads(printed) if printed else None, complaint

    return once


async def _college(address: str) -> None:
    from tests.cases.college import NOW

    database = open_database(address)
    async with database.work() as work:
        await work.organisations.add("Колледж", NOW)
    await database.close()


def test_a_list_is_only_shown_then_brought_in_then_nothing_is_new(run: Run) -> None:
    rows = [row("7", "Тестова Айна"), row(None, "Пробный Олжас"), row(None, "Пробный Олжас")]
    status, told, _ = run(rows, "--preview")
    assert (status, told["new"], told["applied"]) == (0, 2, False)
    assert told["doubtful"] == [{"place": "Список!4", "name": "Пробный Олжас", "why": "twice"}]
    assert told["departments"] == ["Кафедра химии"]
    assert run(rows)[1]["new"] == 2
    again = run(rows[:2])[1]
    assert (again["new"], again["changed"], again["unchanged"], again["missing"]) == (0, 0, 2, [])


def test_the_missing_are_ended_and_doubts_settled_only_where_it_is_said(run: Run) -> None:
    run([row("7", "Тестова Айна"), row("8", "Пробный Олжас")])
    shorter = [row("7", "Тестова Айна"), row(None, "Тестова Айна", post="методист")]
    missing = [{"name": "Пробный Олжас", "post": "преподаватель"}]
    assert run(shorter)[1]["missing"] == missing
    assert run(shorter, "--end-missing", "--doubtful", "new")[1]["missing"] == missing
    last = run(shorter)[1]
    assert (last["missing"], last["doubtful"], last["unchanged"]) == ([], [], 2)


@pytest.mark.parametrize(
    ("words", "org", "field"),
    [
        ((), "Басқа", "--org"),
        (("--kind", "school"), "Колледж", "--kind"),
        (("--doubtful", "perhaps"), "Колледж", "--doubtful"),
    ],
)
def test_bad_input_is_named_on_one_line(
    run: Run, words: tuple[str, ...], org: str, field: str
) -> None:
    status, told, complaint = run([row("7", "Тестова Айна")], *words, org=org)
    assert (status, told) == (2, None)
    assert field in complaint
    assert complaint.count("\n") == 1


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_what_was_exported_is_brought_in_again_as_it_was(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    run([
        row("7", "Тестова Айна", category="педагог-эксперт", rate="1,5"),
        row(None, "Пробный Олжас", "Отдел кадров", "инспектор по кадрам"),
    ])  # fmt: skip
    out = str(tmp_path / "out.xlsx")
    assert main(["register", "export", "--org", "Колледж", "--out", out, "--lang", lang]) == 0
    assert capsys.readouterr().out == "2 lines\n"
    status = main(["register", "import", out, "--org", "Колледж", "--json", *DAY])
    told = json.loads(capsys.readouterr().out)
    assert status == 0
    assert (told["unchanged"], told["changed"], told["new"], told["missing"]) == (2, 0, 0, [])


def test_a_file_without_a_list_is_refused(run: Run, tmp_path: Path) -> None:
    status, told, complaint = run([])
    assert (status, told) == (2, None)
    assert "FILE" in complaint
