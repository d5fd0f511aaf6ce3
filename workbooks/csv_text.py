"""Text tables: the encodings and the signs between columns that programs here write."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from typing import Final

from rules.roster.table import Value
from workbooks.unreadable import MOST_COLUMNS, MOST_ROWS, Unreadable

_SIGNS: Final = ";\t,|"
_SAMPLE: Final = 60
_RARE = re.compile("[ђѓљњќћџўјґєѕїЂЃЉЊЌЋЏЎЈҐЄЅЇ]")
_KAZAKH = re.compile("[әғқңөұүһӘҒҚҢӨҰҮҺ]")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")


def csv_rows(content: bytes) -> tuple[tuple[Value, ...], ...]:
    """The records of a text, a line break inside quotes does not part them. Raises Unreadable."""
    text = _decoded(content)
    if _NO_TEXT.search(text) or not text.strip():
        raise Unreadable("no_table")
    sign = _sign(text)
    try:
        found = csv.reader(StringIO(text, newline=""), delimiter=sign)
        rows = [tuple(value.strip() or None for value in record[:MOST_COLUMNS]) for record in found]
    except csv.Error as broken:
        raise Unreadable("no_table") from broken
    while rows and not any(rows[-1]):
        rows.pop()
    if sum(1 for row in rows if any(row)) > MOST_ROWS:
        raise Unreadable("too_many_rows")
    return tuple(rows)


def _decoded(content: bytes) -> str:
    """UTF-8 or UTF-16 where it is, else the eight-bit table of Windows, of Kazakh where it fits
    better."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    zeros = content[:2000].count(0)
    if zeros > len(content[:2000]) // 10:
        odd = content[1:2000:2].count(0) > zeros // 2
        return content.decode("utf-16-le" if odd else "utf-16-be", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        russian = content.decode("cp1251", errors="replace")
        kazakh = content.decode("kz1048", errors="replace")
        better = _RARE.search(russian) and len(_KAZAKH.findall(kazakh)) > len(
            _KAZAKH.findall(russian)
        )
        return kazakh if better else russian


def _sign(text: str) -> str:
    """The sign between the columns: the one that parts most records into the same number."""
    return max(_SIGNS, key=lambda sign: _regularity(text, sign))


def _regularity(text: str, sign: str) -> int:
    widths: Counter[int] = Counter()
    try:
        for count, record in enumerate(csv.reader(StringIO(text, newline=""), delimiter=sign)):
            widths[len(record)] += 1
            if count > _SAMPLE:
                break
    except csv.Error:
        return 0
    width, often = max(widths.items(), key=lambda item: (item[0] > 1) * item[1], default=(1, 0))
    return often * (width > 1) * min(width, 30)
