"""What a row of a list is: a person, or a section, a total, a signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rules.roster.layout import Table, is_numbering, repeats
from rules.roster.names import is_name, is_vacancy, shown_name
from rules.roster.table import Sheet, one_line, pattern, plain, text_of

_TOTAL = pattern(
    r"(?:итог\w*|всего|барлығы|жиыны|жалпы саны|қорытынды|total|остепен\w*|оның ішінде|в том числе|"
    r"из них|в среднем|средн\w* возраст)(?!\w).*",
    r".*\d\s*(?:чел\w*|адам)(?!\w).*",
)
_SIGNATURE = pattern(
    r".*_{3,}.*",
    r"м\.? ?[опм]\.?",
    r"(?:орындаған|исполнител\w*|исп\.|подпись|қолы)(?!\w).*",
    r"(?:утвержда\w*|бекітемін|согласован\w*|келісілді|approved).*",
    r"(?:директор\w*|басшы\w*|ректор|проректор|зав\w*\.? ?кафедр\w*|руководител\w*|инспектор|"
    r"специалист|начальник|маман\w*|кадр\w*|менеджер|hr|бас маман|әдіскер|зам\w*\.? ?директор\w*)"
    r"(?!\w)[^,;]{0,60}",
)
_LEGEND = pattern(r"\*.*", r"(?:примечание|ескерту|сокращения|условные|note)\w*\s*[:.-].*")


@dataclass(frozen=True, slots=True)
class Line:
    """A row counted from 0. `kind`: "person", "more" (more of the person above), or why it is
    passed over: "title", "numbers", "heading", "section", "total", "signature", "vacancy",
    "legend", "no_name", "empty". `section`: the text of the section that the row stands in."""

    row: int
    kind: str
    name: str = ""
    text: str = ""
    section: str = ""


def lines(sheet: Sheet, table: Table) -> list[Line]:
    """Every row under a heading."""
    found: list[Line] = []
    section = ""
    for row in range(table.first, table.last):
        line = _line(sheet, table, row, found)
        section = line.text if line.kind == "section" else section
        found.append(replace(line, section=section))
    return found


def name_of(sheet: Sheet, table: Table, row: int) -> str:
    """The name that a row gives, from one column or from three."""
    places = [table.one(role) for role in ("surname", "first_name", "patronymic")]
    if places[0] is not None:
        parts = [text_of(sheet.at(row, place)) for place in places if place is not None]
        return shown_name(one_line(" ".join(part for part in parts if part)))
    place = table.one("name")
    return "" if place is None else shown_name(text_of(sheet.at(row, place)))


def _line(sheet: Sheet, table: Table, row: int, before: list[Line]) -> Line:
    texts = [text_of(value) for value in sheet.rows[row]]
    said = [text for text in texts if text]
    shown = one_line(" · ".join(dict.fromkeys(said)))
    if not said:
        return Line(row, "empty")
    if is_numbering(texts):
        return Line(row, "numbers", text=shown)
    if repeats(sheet, table, row):
        return Line(row, "heading", text=shown)
    first = plain(said[0])
    name = name_of(sheet, table, row)
    if is_vacancy(name) or (not name and any(is_vacancy(text) for text in said)):
        return Line(row, "vacancy", text=shown)
    if _TOTAL.fullmatch(first) or (len(said) < 3 and _TOTAL.fullmatch(plain(shown))):
        return Line(row, "total", text=shown)
    if len(set(said)) == 1:
        return Line(row, _single(first, before), text=shown)
    if (
        name
        and (is_name(name) or _is_filled(sheet, table, row))
        and not _is_signed(table, row, texts, before)
    ):
        return Line(row, "person", name, shown)
    if _SIGNATURE.fullmatch(first) and (len(said) < 4):
        return Line(row, "signature", text=shown)
    if len(said) == 2 and re.fullmatch(r"[ivхx\dі]{1,4}\W?", first):
        return Line(row, "section", text=said[1])
    if _LEGEND.fullmatch(first) or name:
        return Line(row, "legend", text=shown)
    return _nameless(sheet, table, row, before, shown)


def _single(text: str, before: list[Line]) -> str:
    if _SIGNATURE.fullmatch(text) and any(
        line.kind in ("total", "empty", "signature") for line in before[-1:]
    ):
        return "signature"
    if re.search(r"_{3,}", text):
        return "signature"
    if before and before[-1].kind in ("signature", "legend"):
        return before[-1].kind
    return "legend" if _LEGEND.fullmatch(text) else "section"


def _is_filled(sheet: Sheet, table: Table, row: int) -> bool:
    """Whether a row with an odd name has what a person's row has: a number and two facts more."""
    roles = ("position", "education", "category", "experience")
    facts = [p for role in roles for c in table.of(role) if (p := text_of(sheet.at(row, c.index)))]
    number = table.one("number")
    numbered = number is not None and re.match(r"\d", text_of(sheet.at(row, number)))
    return len(facts) > 1 and bool(numbered)


def _is_signed(table: Table, row: int, texts: list[str], before: list[Line]) -> bool:
    """ "Директор … А. Тестов" below the list: no number although the list is numbered, and little
    else."""
    number = table.one("number")
    numbered = number is not None and bool(texts[number] if number < len(texts) else "")
    apart = any(line.kind in ("empty", "total", "signature") for line in before[-1:])
    few = sum(bool(text) for text in texts) < 4
    position = table.one("position")
    post = texts[position] if position is not None and position < len(texts) else ""
    marked = any(_SIGNATURE.fullmatch(plain(text)) for text in texts if text and text != post)
    return apart and few and not numbered and (number is not None or marked)


def _nameless(sheet: Sheet, table: Table, row: int, before: list[Line], shown: str) -> Line:
    """A row without a name: what goes on from the person above, or a post that nobody holds."""
    number, position = table.one("number"), table.one("position")
    numbered = number is not None and bool(text_of(sheet.at(row, number)))
    follows = bool(before) and before[-1].kind in ("person", "more")
    if follows and not numbered:
        return Line(row, "more", text=shown)
    if position is not None and text_of(sheet.at(row, position)):
        return Line(row, "no_name", text=shown)
    return Line(row, "signature" if _SIGNATURE.fullmatch(plain(shown)) else "section", text=shown)
