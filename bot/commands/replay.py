"""Makes a decision again from its record and says whether the bytes are the same.

The record comes as the JSON that was kept or handed out, inside the PDF for a personal file, or out
of the database by the code that the PDF shows.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from bot.environment import kept_database
from handlers.papers.paper import ATTACHMENT, code_of
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.verdict.record import OtherRules, replay, ruling_of
from rules.verdict.rule_changes import judged_again
from rules.vocabulary import Json

CODE = re.compile(r"[0-9a-f]{12,64}")
PAGE = 500
# What a file that only looks like a record may lead to, however deep its parts lie in each other.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
KEYS = frozenset({"rules", "position", "category", "on", "lang", "profile", "states", "report"})


@dataclass(frozen=True, slots=True)
class Replayed:
    """`code`: the beginning of the record's SHA-256; `difference`: None for the same bytes.

    Where the rules of the record were corrected since: on which day, and what those of today decide
    otherwise (see `rules.verdict.rule_changes`; None where they cannot judge it).
    """

    code: str
    difference: str | None
    corrected_on: date | None = None
    today: Json | None = None

    @property
    def same(self) -> bool:
        return self.difference is None

    def to_json(self) -> dict[str, object]:
        shown: Json = {"code": self.code, "same": self.same, "difference": self.difference}
        if self.corrected_on is None:
            return shown
        return {**shown, "corrected_on": self.corrected_on.isoformat(), "today": self.today}


def _became(norms: Catalogue, record: bytes) -> tuple[date | None, Json | None]:
    """On which day the rules of a record were corrected, and what those of today change."""
    corrected_on = ruling_of(norms, json.loads(record)).corrected_on
    if corrected_on is None:
        return None, None
    try:
        return corrected_on, judged_again(norms, record).to_json()
    except BadInput:
        return corrected_on, None


def replayed(file_or_code: str) -> Replayed:
    """The decision of a file, or the kept one with this code, made again by the rules at hand, or
    by those that they have corrected.

    Raises BadInput for a file that holds no decision record and for a code that nothing kept has.
    """
    is_code = CODE.fullmatch(file_or_code) and not Path(file_or_code).exists()
    record = asyncio.run(_kept(file_or_code)) if is_code else _record(file_or_code)
    code = code_of(record)
    norms = catalogue()
    try:
        made = replay(norms, record)
        became = _became(norms, record)
    except OtherRules as other:
        return Replayed(code, str(other))
    except BadInput:
        raise
    except UNREADABLE as error:
        raise BadInput("FILE", f"is no decision record ({type(error).__name__})") from None
    difference = None if made == record else "the same rules give another record"
    return Replayed(code, difference, *became)


async def _kept(code: str) -> bytes:
    async with kept_database() as database:
        after = 0
        while True:
            async with database.work(writing=False) as work:
                page = await work.decisions.records(after, PAGE)
            if not page:
                raise BadInput("CODE", "no kept decision has this code; give the PDF or the JSON")
            for number, record in page:
                after = number
                if sha256(record).hexdigest().startswith(code):
                    return record


def _record(path: str) -> bytes:
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise BadInput("FILE", f"cannot be read: {error}") from None
    record = _attached(content) if content.startswith(b"%PDF-") else content
    try:
        given = json.loads(record)
    except (ValueError, RecursionError) as error:
        raise BadInput("FILE", f"is neither a PDF of this bot nor JSON: {error}") from None
    if not isinstance(given, dict) or set(given) != KEYS:
        raise BadInput("FILE", f"a decision record has the keys {', '.join(sorted(KEYS))}")
    return record


def _attached(content: bytes) -> bytes:
    from pypdf import PdfReader

    # What is wrong with a file is one line of ours; pypdf would warn of it in lines of its own.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)

    try:
        found = PdfReader(BytesIO(content)).attachments.get(ATTACHMENT, [])
    except Exception as error:
        # Of a damaged or a hostile file: pypdf promises no kind of error, and runs out of stack
        # where parts hold each other.
        raise BadInput("FILE", f"is a damaged PDF ({type(error).__name__})") from None
    if not found:
        raise BadInput("FILE", f"is a PDF without the attachment {ATTACHMENT}")
    return bytes(found[0])
