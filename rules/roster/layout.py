"""Where the headings of a sheet stand, and what its columns mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from rules.matching import match
from rules.roster.headings import TELLING, Column, column, is_heading_word, kinds_named
from rules.roster.names import is_name
from rules.roster.ranks import read_rank
from rules.roster.table import Sheet, one_line, plain, text_of

MOST_HEADING_ROWS = 3
LONGEST_HEADING = 160
MOST_HEADINGS = 60
_SAMPLE = 40
_MOSTLY = 0.6
_MONTHS_SAID = re.compile(r"\d{1,2}\s*(?:ай|мес|м)\w*\.?|0?\d|1[0-1]")


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and what stands under it: rows `first` to `last` - 1, counted from 0.

    `heading`: its rows; `columns` by their place.
    """

    heading: range
    first: int
    last: int
    columns: tuple[Column, ...]

    def of(self, role: str) -> list[Column]:
        return [each for each in self.columns if each.role == role]

    def one(self, role: str) -> int | None:
        """The place of the first column of a role."""
        return next((each.index for each in self.columns if each.role == role), None)


def tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet, from the top; a heading that is only repeated begins none."""
    texts = [[text_of(value) for value in row] for row in sheet.rows]
    headings: list[tuple[range, tuple[Column, ...]]] = []
    row = 0
    while row < len(texts):
        if headings and _is_numbered_person(texts[row], headings[-1][1]):
            row += 1
            continue
        if _may_be_heading(texts[row]) and (
            not headings or not _repeats(texts, headings[-1][0], row)
        ):
            found = _heading_at(texts, row)
            if found is not None:
                headings.append(found)
                row = found[0].stop
                continue
        row += 1
    ends = [*(rows.start for rows, _ in headings[1:]), len(texts)][: len(headings)]
    return [
        Table(rows, rows.stop, end, _by_content(sheet, columns, rows.stop, end))
        for (rows, columns), end in zip(headings, ends, strict=True)
    ]


def repeats(sheet: Sheet, table: Table, row: int) -> bool:
    """Whether a row is the heading once more, as on the next page of a printed list."""
    texts = [
        [text_of(value) for value in each]
        for each in (sheet.rows[row], *(sheet.rows[h] for h in table.heading))
    ]
    return any(_alike(texts[0], heading) for heading in texts[1:])


def is_numbering(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 …"""
    said = [text for text in texts if text]
    numbers = [int(text) for text in said if re.fullmatch(r"\d{1,2}", text)]
    if len(said) < 3 or len(numbers) < len(said) * 0.8:
        return False
    return numbers[0] <= 2 and all(0 < b - a <= 2 for a, b in pairwise(numbers))


def _repeats(texts: list[list[str]], heading: range, row: int) -> bool:
    return any(_alike(texts[row], texts[h]) for h in heading)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    said = [(a, b) for a, b in zip(one, other, strict=False) if a or b]
    same = sum(one_line(a).lower() == one_line(b).lower() for a, b in said)
    return len(said) > 1 and same >= max(2, len(said) * 0.7)


def _is_numbered_person(texts: list[str], columns: tuple[Column, ...]) -> bool:
    """Whether a number and a name stand where the heading above has them: then the row, which may
    have many words of headings, is none. Most rows are, so this is asked first."""
    places = {each.role: each.index for each in reversed(columns)}
    number, name = (places.get(role, len(texts)) for role in ("number", "name"))
    if max(number, name) >= len(texts) or not texts[number].isdecimal():
        return False
    return " " in texts[name] and is_name(texts[name])


def _may_be_heading(texts: list[str]) -> bool:
    said = [text for text in texts if text]
    if len(said) < 2 or any(len(text) > LONGEST_HEADING * 2 for text in said):
        return False
    return sum(map(is_heading_word, said[:MOST_HEADINGS])) > 1


def _heading_at(texts: list[list[str]], row: int) -> tuple[range, tuple[Column, ...]] | None:
    """The heading whose first recognised row is `row`, with the rows of groups above and below."""
    alone = [column(place, "", text) for place, text in enumerate(texts[row]) if text]
    named = {each.role for each in alone if each.role in TELLING}
    if not _tells(named, texts[row]):
        return None
    start = row - 1 if row and _is_group_row(texts[row - 1], texts[row]) else row
    stop = row + 1
    while stop < len(texts) and stop - start < MOST_HEADING_ROWS and _goes_on(texts, start, stop):
        stop += 1
    columns = _columns([texts[each] for each in range(start, stop)])
    return range(start, stop), columns


def _tells(named: set[str], texts: list[str]) -> bool:
    name = bool(named & {"name", "surname"})
    said = sum(1 for text in texts if text)
    if any(re.fullmatch(r"[\d.,\s]+", text) for text in texts if text) and len(named) < 4:
        return False
    return (
        (name and len(named) > 1)
        or (name and said > 2 and len(named) > 0 and _short(texts))
        or len(named) > 3
    )


def _short(texts: list[str]) -> bool:
    return (
        sum(len(text) > 60 for text in texts) == 0
        and sum(is_name(t) and " " in t for t in texts) == 0
    )


def _is_group_row(above: list[str], row: list[str]) -> bool:
    """Whether the row above names groups of the columns: over a filled cell, and not over all."""
    said = [place for place, text in enumerate(above) if text]
    if (
        not said
        or (len(said) == 1 and said[0] == 0)
        or any(len(above[place]) > 80 for place in said)
    ):
        return False
    if any(is_name(above[p]) and " " in above[p] for p in said) or is_numbering(above):
        return False
    groups = [place for place in said if place + 1 < len(row) and row[place] and row[place + 1]]
    known = [p for p in said if column(p, "", above[p]).role in TELLING]
    return bool(groups) and bool(known) and said[0] > 0


def _goes_on(texts: list[list[str]], start: int, stop: int) -> bool:
    """Whether the next row is a part of the heading: under a group, nothing under the name."""
    row, upper = texts[stop], texts[stop - 1]
    said = [place for place, text in enumerate(row) if text]
    if (
        len(said) < 2
        or is_numbering(row)
        or any(len(row[place]) > LONGEST_HEADING for place in said)
    ):
        return False
    if any(re.fullmatch(r"[\d.,\s/-]+", row[place]) for place in said):
        return False
    tops = [_top(texts, start, stop, place) for place in range(len(row))]
    people = [
        p for p, text in enumerate(tops) if text and column(p, "", text).role in ("name", "number")
    ]
    apart = any(column(p, "", row[p]).role in ("surname", "first_name") for p in said)
    if any(row[place] for place in people if place < len(row)) and not apart:
        return False
    blank = [place for place in said if place >= len(upper) or not upper[place]]
    over = [place for place in said if place < len(upper) and upper[place]]
    return bool(blank) and bool(over)


def _top(texts: list[list[str]], start: int, stop: int, place: int) -> str:
    return " ".join(
        texts[r][place] for r in range(start, stop) if place < len(texts[r]) and texts[r][place]
    )


def _columns(rows: list[list[str]]) -> tuple[Column, ...]:
    """The columns of a heading; a cell over several columns is the group of all of them."""
    width = max(len(row) for row in rows)
    padded = [row + [""] * (width - len(row)) for row in rows]
    found: list[Column] = []
    for place in range(width):
        said = [row[place] for row in padded if row[place]]
        level = next((n for n, row in enumerate(padded) if row[place]), len(padded))
        groups = [_group(padded, n, place) for n in range(level)]
        above = [text for text in (*groups, *said[:-1]) if text]
        found.append(column(place, " ".join(above), said[-1] if said else ""))
    return tuple(_in_context(found))


def _group(rows: list[list[str]], level: int, place: int) -> str:
    """The text over a cell that stands further left in a row, as a merged cell keeps it."""
    below = rows[level + 1 :]
    for left in range(place, -1, -1):
        if not any(row[left] for row in below):
            return ""
        if rows[level][left]:
            return rows[level][left]
    return ""


def _in_context(columns: list[Column]) -> list[Column]:
    """A bare "date" or "hours" belongs to what stands left of it."""
    made: list[Column] = []
    context = ""
    for each in columns:
        if each.role in (
            "category",
            "courses",
            "course_hours",
            "education",
            "institution",
            "position",
            "experience",
        ):
            context = each.role
        left = made[-1] if made else None
        if each.role == "other" and left is not None and left.role == "experience":
            kinds = kinds_named(each.heading)
            if kinds and len(each.heading) < 40:
                each = replace(each, role="experience", kinds=kinds)
        if each.role == "day":
            role = {
                "category": "category_day",
                "courses": "course_day",
                "course_hours": "course_day",
            }.get(context)
            each = replace(each, role=role or "other")
        made.append(each)
    return made


def _by_content(
    sheet: Sheet, columns: tuple[Column, ...], first: int, last: int
) -> tuple[Column, ...]:
    """The columns, those that a heading does not tell recognised by what stands in them."""
    made = list(columns)
    roles = {each.role for each in made}
    for place, each in enumerate(made):
        sample = _sample(sheet, place, first, last)
        left = made[place - 1] if place else None
        if each.role in ("other", "notes") and not each.heading and _are_months(left, sample):
            assert left is not None
            made[place] = replace(each, role="experience", unit="months")
            made[place - 1] = replace(left, unit="years")
        elif (
            each.role == "other"
            and "name" not in roles
            and "surname" not in roles
            and _mostly(sample, is_name)
        ):
            made[place] = replace(each, role="name")
            roles.add("name")
        elif each.role == "other" and "position" not in roles and _mostly(sample, _is_post):
            made[place] = replace(each, role="position")
            roles.add("position")
        elif (
            each.role in ("other", "category_day", "speciality")
            and "category" not in roles
            and _mostly(sample, _is_rank)
        ):
            made[place] = replace(each, role="category")
            roles.add("category")
    return tuple(made)


def _sample(sheet: Sheet, place: int, first: int, last: int) -> list[str]:
    texts = (text_of(sheet.at(row, place)) for row in range(first, min(last, first + _SAMPLE)))
    return [text for text in texts if text]


def _are_months(left: Column | None, sample: list[str]) -> bool:
    if left is None or left.role != "experience" or left.unit in ("months", "since") or not sample:
        return False
    return _mostly(sample, lambda text: _MONTHS_SAID.fullmatch(plain(text)) is not None)


def _mostly(sample: list[str], fits: Callable[[str], bool]) -> bool:
    return len(sample) > 1 and sum(map(fits, sample)) >= len(sample) * _MOSTLY


def _is_post(text: str) -> bool:
    found = match(text, 1)
    return bool(found.results) and found.results[0].score >= 80


def _is_rank(text: str) -> bool:
    rank = read_rank(text, date(2099, 12, 31))
    return rank.category is not None or rank.management is not None
