"""`python -m bot replay`: whether a record or a PDF repeats itself byte for byte."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from bot.cli import main
from handlers.papers.paper import ATTACHMENT, Paper, code_of
from handlers.papers.pdf import file_pdf
from rules.verdict.rule_changes import judged_again
from storage.database import migrate, open_database
from storage.tables.checks import NewDecision
from tests.handlers.papers.papers import made, somebody
from tests.rules.norms import two_editions
from tests.rules.verdict.old_records import CORRECTED_ON, PDF, TEACHER, corrected_rules, old_record


@pytest.fixture
def paper() -> Paper:
    return made("uni-lecturer", None, somebody("uni-lecturer", None, "mixed"), "kk")


def replay(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = main(["replay", str(path), "--json"])
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("name", ["decision.json", "file.pdf"])
def test_the_same_rules_repeat_a_decision(
    name: str, paper: Paper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(paper.record if name.endswith(".json") else file_pdf(paper))
    status, out, _ = replay(path, capsys)
    assert json.loads(out) == {"code": paper.code, "same": True, "difference": None}
    assert status == 0


def test_a_decision_repeats_itself_when_a_newer_edition_has_come(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    position, category = two_editions.POSITION, "moderator"
    known = made(position, category, somebody(position, category, "short"))
    path = tmp_path / "file.pdf"
    path.write_bytes(file_pdf(known))
    both = two_editions.with_both(tmp_path / "norms")
    monkeypatch.setattr("bot.commands.replay.catalogue", lambda: both)
    status, out, _ = replay(path, capsys)
    assert json.loads(out) == {"code": known.code, "same": True, "difference": None}
    assert status == 0


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b'"verdict":"', b'"verdict":"not_'),
        (b'"lang":"kk"', b'"lang":"ru"'),
        (b'"rules":"', b'"rules":"0'),
    ],
)
def test_a_changed_record_is_told(
    was: bytes, becomes: bytes, paper: Paper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert was in paper.record
    path = tmp_path / "decision.json"
    path.write_bytes(paper.record.replace(was, becomes))
    status, out, _ = replay(path, capsys)
    told = json.loads(out)
    assert not told["same"]
    assert told["difference"]
    assert told["code"] != paper.code
    assert status == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"%PDF-1.7 cut off",
        b'{"rules":1,"position":2,"category":3,"on":4,"lang":5,"profile":6,"states":7,"report":8}',
        b"[" * 100_000,
    ],
)
def test_a_file_without_a_record_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    status, out, err = replay(path, capsys)
    assert (status, out) == (2, "")
    assert err.startswith("FILE: ")
    assert err.count("\n") == 1


def test_a_record_with_bad_answers_names_the_field(
    paper: Paper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.loads(paper.record)
    record["profile"] = {"h_index": -1}
    path = tmp_path / "decision.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    status, _, err = replay(path, capsys)
    assert status == 2
    assert err.startswith("h_index: ")


def test_a_pdf_of_somebody_else_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from fpdf import FPDF

    document = FPDF()
    document.add_page()
    path = tmp_path / "other.pdf"
    path.write_bytes(bytes(document.output()))
    status, _, err = replay(path, capsys)
    assert status == 2
    assert "decision.json" in err


def test_a_missing_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = replay(tmp_path / "none.pdf", capsys)
    assert status == 2
    assert err.startswith("FILE: cannot be read")


@pytest.mark.parametrize("name", ["decision.json", "file.pdf", "code"])
def test_a_decision_of_an_earlier_commit_repeats_itself_and_tells_what_was_corrected(
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = old_record(TEACHER, "moderator")
    norms = corrected_rules(tmp_path / "norms", 84)
    monkeypatch.setattr("bot.commands.replay.catalogue", lambda: norms)
    path = tmp_path / name
    if name == "code":
        url = f"sqlite+aiosqlite:///{tmp_path / 'kept.sqlite3'}"
        monkeypatch.setenv("DATABASE_URL", url)
        asyncio.run(_keep(url, record))
        path = Path(code_of(record))
    else:
        path.write_bytes(record if name == "decision.json" else PDF.read_bytes())
    status, out, _ = replay(path, capsys)
    told = json.loads(out)
    assert (status, told["same"], told["code"]) == (0, True, code_of(record))
    assert told["corrected_on"] == CORRECTED_ON.isoformat()
    assert told["today"] == judged_again(norms, record).to_json()


async def _keep(url: str, record: bytes) -> None:
    await migrate(url)
    database = open_database(url)
    async with database.work() as work:
        await work.decisions.add(
            None,
            None,
            NewDecision(record, "0", "uni-lecturer", None, "undetermined", date(2026, 11, 20)),
            datetime(2026, 11, 20, tzinfo=UTC),
        )
    await database.close()


def test_a_kept_decision_repeats_itself_by_its_code(
    paper: Paper,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'kept.sqlite3'}"
    monkeypatch.setenv("DATABASE_URL", url)
    asyncio.run(_keep(url, paper.record))
    status, out, _ = replay(Path(paper.code), capsys)
    assert (status, json.loads(out)["same"]) == (0, True)
    status, _, told = replay(Path("0" * 12), capsys)
    assert (status, told.count("\n")) == (2, 1)
    assert "no kept decision" in told


def with_attachment(content: bytes) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    writer.add_attachment(ATTACHMENT, content)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def holding_itself() -> bytes:
    """A PDF whose list of attachments is a part of itself."""
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    kids = DictionaryObject()
    place = writer._add_object(kids)
    kids[NameObject("/Kids")] = ArrayObject([place])
    writer._root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/EmbeddedFiles"): place}
    )
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


DEEP = 20_000
TAIL = b"\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * DEEP,
        b'{"a":' * DEEP,
        b"%PDF-1.7",
        b"%PDF-1.7\n1 0 obj\n" + b"<<" * DEEP,
        b"%PDF-1.7\n1 0 obj\n" + b"[" * DEEP + TAIL,
        with_attachment(b""),
        with_attachment(b"[" * DEEP),
        with_attachment(b'{"rules": 1}'),
        holding_itself(),
    ],
    ids=range(11),
)
def test_a_file_that_holds_no_record_is_told_in_one_line(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    status, out, err = replay(path, capsys)
    assert (status, out) == (2, "")
    assert err.startswith("FILE: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "key", ["rules", "position", "category", "on", "lang", "profile", "states"]
)
@pytest.mark.parametrize("odd", [None, -1, 1e400, "\ud800", [[]], {"a": {}}, "9999-12-31", 10**30])
def test_a_record_with_an_odd_value_is_no_traceback(
    key: str, odd: object, paper: Paper, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "decision.json"
    path.write_text(json.dumps({**json.loads(paper.record), key: odd}))
    status, _, err = replay(path, capsys)
    assert (status, err.count("\n")) in ((1, 0), (2, 1))
