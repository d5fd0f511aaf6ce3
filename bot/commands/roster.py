"""The command `roster`: a staff list checked, from a file to a file (contract, section 1)."""

from __future__ import annotations

from pathlib import Path

from bot.commands.rules import day_given, show
from handlers.roster.judging_list import JudgedList, judge_list
from i18n import translator
from rules.errors import BadInput
from rules.norms.loading import catalogue
from rules.vocabulary import LANGUAGES
from workbooks.unreadable import LARGEST_FILE, MOST_ROWS, Unreadable

ORGANISATIONS = ("college", "university")
WHY_UNREADABLE = {
    "no_table": "holds no list of people: a table with names under a heading, .xlsx or .csv",
    "protected": "is protected by a password: save it without one",
    "old": "is a workbook of an old or another kind: save it as .xlsx",
    "too_large": f"is too large: at most {LARGEST_FILE // 1024 // 1024} MB",
    "too_many_rows": f"has too many rows: at most {MOST_ROWS}",
}


def roster(
    path: str, out: str, organisation: str | None, on: str | None, lang: str, as_json: bool
) -> None:
    """Judge the list of a file and write the result. Raises BadInput."""
    if organisation is not None and organisation not in ORGANISATIONS:
        raise BadInput("--org", f"one of {', '.join(ORGANISATIONS)}")
    if lang not in LANGUAGES:
        raise BadInput("--lang", f"one of {', '.join(LANGUAGES)}")
    day = day_given(on)
    target = _target(path, out)
    content = content_of(path)
    try:
        judged = judge_list(content, catalogue(), day, translator(lang), organisation)
    except Unreadable as refused:
        raise BadInput("IN", WHY_UNREADABLE[refused.reason]) from None
    try:
        target.write_bytes(judged.content)
    except OSError as error:
        raise BadInput("--out", f"cannot be written: {error.strerror}") from None
    show(judged.to_json(), True) if as_json else print(_summary(judged))


def _target(path: str, out: str) -> Path:
    target = Path(out)
    if target.exists() and Path(path).exists() and target.samefile(path):
        raise BadInput("--out", "another file than the list itself")
    if target.suffix.lower() != ".xlsx":
        raise BadInput("--out", "a file that ends in .xlsx")
    return target


def content_of(path: str) -> bytes:
    """The bytes of the file; one more than is allowed where it is larger."""
    if Path(path).suffix.lower() == ".xls":
        raise BadInput("IN", WHY_UNREADABLE["old"])
    try:
        with open(path, "rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise BadInput("IN", f"cannot be read: {error.strerror}") from None


def _summary(judged: JudgedList) -> str:
    verdicts = [each.post.verdict for each in judged.standings if each.post is not None]
    asked = sum(doubt.asked for doubt in judged.found.all_doubts)
    counted = ", ".join(
        f"{verdicts.count(verdict)} {verdict}"
        for verdict in ("eligible", "not_eligible", "undetermined")
    )
    return f"{len(judged.standings)} people: {counted}; {asked} cells asked about"
