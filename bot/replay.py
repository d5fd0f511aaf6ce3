"""Makes a decision again from its record and says whether the bytes are the same.

The record comes as the JSON that was kept or handed out, inside the PDF for a personal file, or out
of the database by the code that the PDF shows.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from bot.environment import kept_database
from handlers.papers.paper import ATTACHMENT, code_of
from rules.catalog import catalogue
from rules.profile import BadInput
from rules.record import OtherRules, replay

CODE = re.compile(r"[0-9a-f]{12,64}")
PAGE = 500
KEYS = frozenset({"rules", "position", "category", "on", "lang", "profile", "states", "report"})


@dataclass(frozen=True, slots=True)
class Replayed:
    """`code`: the beginning of the record's SHA-256; `difference`: None for the same bytes."""

    code: str
    difference: str | None

    @property
    def same(self) -> bool:
        return self.difference is None

    def to_json(self) -> dict[str, object]:
        return {"code": self.code, "same": self.same, "difference": self.difference}


def replayed(file_or_code: str) -> Replayed:
    """The decision of a file, or the kept one with this code, made again by the rules at hand.

    Raises BadInput for a file that holds no decision record and for a code that nothing kept has.
    """
    is_code = CODE.fullmatch(file_or_code) and not Path(file_or_code).exists()
    record = asyncio.run(_kept(file_or_code)) if is_code else _record(file_or_code)
    code = code_of(record)
    try:
        made = replay(catalogue(), record)
    except OtherRules as other:
        return Replayed(code, str(other))
    except BadInput:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput("FILE", f"is no decision record: {error}") from None
    return Replayed(code, None if made == record else "the same rules give another record")


async def _kept(code: str) -> bytes:
    async with kept_database() as database:
        after = 0
        while True:
            async with database.unit(writing=False) as unit:
                page = await unit.decisions.records(after, PAGE)
            if not page:
                raise BadInput("CODE", "no kept decision has this code; give the PDF or the JSON")
            for number, record in page:
                after = number
                if sha256(record).hexdigest().startswith(code):
                    return record


def _record(path: str) -> bytes:
    try:
        content = Path(path).read_bytes()
    except OSError as error:
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
    from pypdf.errors import PyPdfError

    try:
        found = PdfReader(BytesIO(content)).attachments.get(ATTACHMENT, [])
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput("FILE", f"is a damaged PDF: {error}") from None
    if not found:
        raise BadInput("FILE", f"is a PDF without the attachment {ATTACHMENT}")
    return bytes(found[0])
