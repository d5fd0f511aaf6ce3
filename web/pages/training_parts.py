"""What the pages of a year of training share: who asks, papers and reasons as forms give them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cases.errors import BadValue, CaseError
from cases.training.passing import Paper
from cases.training.schedules import NotNow
from handlers.hr.training_words import NEEDS_PAPER, REFUSED, passage_line, why
from i18n import Translator
from rules.training.vocabulary import CHAIN_STEPS, ChainStep
from scans.limits import LARGEST, MOST_DOTS
from storage.database import Work
from storage.tables.training import Passage
from web.front import Caller
from web.words import lines_of


class NoScan(CaseError):
    """A scan that is not kept. `reason`: of `Unread`, or "busy" or "away"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Refused = BadValue | NotNow | NoScan
"""Why a form of these pages was not carried out; what was written in it stays."""


def who(caller: Caller) -> tuple[Work, int, int]:
    """With what every use case of a year begins."""
    return caller.work, caller.person.id, caller.organisation_id


def address(year: int) -> str:
    return f"/app/plans?year={year}"


def unit_address(year: int, department: int) -> str:
    return f"/app/plans/{year}/units/{department}"


def whole_address(year: int) -> str:
    return f"/app/plans/{year}/whole"


def paper_of(caller: Caller) -> Paper:
    """Raises `BadValue`."""
    return Paper(caller.form.get("number", ""), day_of(caller.form.get("day", ""), "day"))


def day_of(said: str, field: str) -> date:
    """Raises `BadValue`."""
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        raise BadValue(field) from None


def step_of(caller: Caller) -> ChainStep:
    """The step that the form was shown for: another one that is next by now is not done by it."""
    said = caller.form.get("step", "")
    for each in CHAIN_STEPS:
        if each == said:
            return each
    raise NotNow("turn")


def form_values(caller: Caller, wrong: CaseError | None) -> dict[str, object]:
    """What a form shows again after it was not carried out, and why: `wrong`, the field, is ""
    where it is about none."""
    scans = {"scans": keeps_scans(caller), "most": caller.tr.number(LARGEST >> 20)}
    if wrong is None:
        return {**scans, "form": {}, "wrong": None, "why": ""}
    field, words = "", why(wrong, caller.tr)
    if isinstance(wrong, BadValue):
        field, words = wrong.field, caller.tr.text(NEEDS_PAPER)
    elif isinstance(wrong, NoScan):
        field, words = "file", scan_words(wrong.reason, caller.tr)
    elif isinstance(wrong, NotNow):
        field, words = (
            "reason" if wrong.reason == "reason" else "",
            caller.tr.text(REFUSED[wrong.reason]),
        )
    return {**scans, "form": caller.form, "wrong": field, "why": words.removeprefix("⚠️ ")}


def keeps_scans(caller: Caller) -> bool:
    return caller.front.keep is not None and caller.front.desk.reading is not None


def scan_words(reason: str, tr: Translator) -> str:
    """Why a scan was not kept. Nothing of the step was done."""
    match reason:
        case "too_many_dots":
            said = tr.text("⚠️ The picture has more than {n} megapixels.", n=MOST_DOTS // 10**6)
        case "locked":
            said = tr.text("⚠️ The file is locked with a password.")
        case "other_kind":
            said = tr.text("Send a picture (JPEG, PNG) or a PDF.")
        case "broken":
            said = tr.text("⚠️ The file is damaged and cannot be read.")
        case _:
            said = tr.text("Telegram or this machine is busy: try again, or send it in the chat.")
    return said


def passage_lines(passages: Iterable[Passage], caller: Caller) -> list[object]:
    return list(lines_of(passage_line(each, caller.tr) for each in passages))
