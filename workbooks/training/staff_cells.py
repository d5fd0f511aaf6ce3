"""The sheet of the forms of staff, 602-02 and 602-03: cells, lines and totals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from workbooks.training import names
from workbooks.training.about import write_heading, write_signatures
from workbooks.training.content import Composition, Member, Norm, StaffUnit
from workbooks.training.layout import UNKNOWN, Cell, Column, Formula, Sheet, count_and_share
from workbooks.training.schedule_rows import course_words
from workbooks.training.words import Words

MONTHS: Final = 12
HIGHER: Final = frozenset({"higher", "bachelor", "specialist", "master", "doctoral"})
NO_NORM = Words("норма белгісіз", "норма неизвестна")
A_YEAR = Words("бір жылда", "за год")
ENOUGH, NOT_ENOUGH = Words("жетеді", "хватает"), Words("жетпейді", "не хватает")
OPEN = Words("жететіні белгісіз", "хватает ли, неясно")
WITHOUT_UNIT = Words("Бөлімшесіз", "Без подразделения")
BY_POST = Words("Лауазымдар бойынша", "По должностям")
BESIDE = Words("негізгі орны басқа бөлімшеде", "основное место в другом подразделении")

Cells = Callable[[Member], dict[str, Cell]]


def flag(known: bool | None) -> Cell:
    """1, 0, or what no total counts."""
    return UNKNOWN if known is None else int(known)


def yes_or_no(known: bool | None) -> str:
    return UNKNOWN if known is None else (names.YES if known else names.NO).line


def years(months: int | None) -> Cell:
    """Years of service with one decimal."""
    return UNKNOWN if months is None else round(months / MONTHS, 1)


def number(known: int | None) -> Cell:
    return UNKNOWN if known is None else known


def rate(member: Member) -> Cell:
    return UNKNOWN if member.rate is None else member.rate / 100


def education(member: Member) -> str:
    if member.education is None:
        return UNKNOWN
    told = []
    for each in member.education:
        year = "" if each.year is None else str(each.year)
        said = (names.LEVELS[each.level].line, each.field, each.place, year)
        told.append(", ".join(part for part in said if part))
    return "\n".join(told)


def has_higher(member: Member) -> bool | None:
    if member.education is None:
        return None
    return any(each.level in HIGHER for each in member.education)


def has_degree(member: Member) -> bool | None:
    held = member.person.degrees
    return None if held is None else bool(held)


def trained(member: Member) -> bool | None:
    return None if member.hours is None else member.hours > 0


def norm(member: Member) -> str:
    """Each clause by itself, never a sum; where there is none, that none is known."""
    return "\n".join(_norm(each) for each in member.norms) or NO_NORM.stacked


def norm_and_met(member: Member) -> str:
    """The norm, and whether one course meets it."""
    if not member.norms:
        return NO_NORM.stacked
    met = OPEN if member.norms_met is None else ENOUGH if member.norms_met else NOT_ENOUGH
    return f"{norm(member)}\n{met.stacked}"


def _norm(each: Norm) -> str:
    topic = names.TOPICS[each.topic].line
    per = f", {A_YEAR.line}" if each.per != "course" else ""
    return f"{each.hours}: {topic}{per}"


def short_of_norm(member: Member) -> bool | None:
    """None also where no norm is known: of them nothing can be said."""
    if not member.norms:
        return None
    return None if member.norms_met is None else not member.norms_met


def need(member: Member) -> str:
    return "\n".join(names.REASONS[each].line for each in member.reasons)


def last_course(member: Member) -> str:
    return course_words(member.person.last)


def who(member: Member) -> str:
    name = member.person.name
    return f"{name}\n({BESIDE.line})" if member.person.presence == "beside" else name


@dataclass(frozen=True, slots=True)
class Share:
    """A column of flags; the totals show in another one how many they are, and which share of
    those of whom it is known."""

    flags: str
    shown: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Which columns are summed, and which shares are shown."""

    summed: Sequence[str]
    shares: Sequence[Share]

    def write(self, sheet: Sheet, words: str, above: int) -> None:
        """The total of the lines below `above` down to here; totals in between count once."""
        last, here = len(sheet.lines), len(sheet.lines) + 1

        def subtotal(function: int, key: str) -> str:
            return f"SUBTOTAL({function},{sheet.area(key, above, last)})"

        cells: dict[str, Cell] = {"post": Formula(subtotal(2, "no"))}
        for key in self.summed:
            cells[key] = Formula(subtotal(9, key))
        for share in self.shares:
            part = sheet.at(share.flags, here)
            cells[share.shown] = count_and_share(part, subtotal(2, share.flags))
        sheet.total(words, cells, at="name")


def staff_sheet(
    composition: Composition, columns: Sequence[Column], cells: Cells, totals: Totals
) -> list[Sheet]:
    """The form by parts of the staff and their units, then by posts."""
    sheet = Sheet(composition.heading.form, columns)
    write_heading(sheet, composition.heading)
    sheet.head()
    top = len(sheet.lines) + 1
    _rows(sheet, composition.units, cells, totals)
    _by_post(sheet, composition.units, totals, top)
    write_signatures(sheet, composition.heading)
    return [sheet]


def _rows(sheet: Sheet, units: Sequence[StaffUnit], cells: Cells, totals: Totals) -> None:
    """The parts of the staff, their units below them, people numbered through; a total after each
    unit, each part and all."""
    number, heading = 1, len(sheet.lines)
    for staff, parts in groupby(units, key=lambda each: each.staff):
        sheet.write("group", names.STAFF[staff].line.upper())
        part = len(sheet.lines)
        for unit in parts:
            sheet.write("group", _unit_name(unit))
            title = len(sheet.lines)
            for member in unit.members:
                counted = member.person.presence == "main"
                said = {"no": number if counted else "–", **cells(member)}
                if not counted:
                    said |= dict.fromkeys(totals.summed, "–")
                sheet.row(said)
                number += counted
            totals.write(sheet, names.TOTAL.line, title)
        totals.write(sheet, names.TOTAL.of(names.STAFF[staff]).line, part)
    totals.write(sheet, names.TOTAL_OF_ALL.line, heading)


def _unit_name(unit: StaffUnit) -> str:
    own = unit.unit or WITHOUT_UNIT.line
    return f"{unit.institute} / {own}" if unit.institute else own


def _by_post(sheet: Sheet, units: Sequence[StaffUnit], totals: Totals, top: int) -> None:
    """A line for each post with the people of all units, from the lines `top` and below.

    As in other totals, its words stand in the column of names, its people in that of posts.
    """
    last = len(sheet.lines)
    posts = {m.person.post.casefold(): m.person.post for u in units for m in u.members}
    sheet.write("group", BY_POST.line)
    held, people = sheet.area("post", top, last), sheet.area("no", top, last)
    for post in (posts[key] for key in sorted(posts)):
        here = len(sheet.lines) + 1
        same = f"({held}={sheet.at('name', here)})*ISNUMBER({people})"
        cells: dict[str, Cell] = {"post": Formula(f"SUMPRODUCT({same})")}
        for key in totals.summed:
            cells[key] = Formula(f"SUMPRODUCT({same},{sheet.area(key, top, last)})")
        for share in totals.shares:
            known = f"SUMPRODUCT({same}*ISNUMBER({sheet.area(share.flags, top, last)}))"
            cells[share.shown] = count_and_share(sheet.at(share.flags, here), known)
        sheet.total(post, cells, at="name")
