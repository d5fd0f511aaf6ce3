"""The rows that forms 602-01 and 602-05 share: people with what is planned for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbooks.training import names
from workbooks.training.content import Course, Item, Person, Planned
from workbooks.training.layout import UNKNOWN, Cell, Column, Formula, Sheet
from workbooks.training.words import Words

NO_PLAN = Words("Жоспар жоқ", "Плана нет")
TRIPS: Final[dict[bool | None, str]] = {
    True: Words("іссапар", "командировка").line,
    False: Words("іссапарсыз", "без командировки").line,
    None: Words("іссапар: —", "командировка: —").line,
}
BY_SOURCE = Words("Қаржы көздері бойынша", "По источникам")
BY_MONTH = Words("Айлар бойынша", "По месяцам")
BY_KIND = Words("Түрлері бойынша", "По видам")
RISK = Words("тәуекел", "риск")
LEFT = Words("жұмыстан шықты", "больше не работает")

COLUMNS: Final = (
    Column("no", names.NUMBER, 4.4, "ordinal"),
    Column("name", names.NAME, 12.6),
    Column("post", Words("Лауазымы, санаты, дәрежесі", "Должность, категория, степень"), 13.6,
           "people"),
    Column("last", Words("Соңғы оқуы", "Последнее обучение"), 11.2),
    Column("topic", Words("Тақырыбы", "Тема"), 12.7, "items"),
    Column("kind", Words("Түрі", "Вид"), 11.6),
    Column("direction", Words("Бағыты, саласы, пәні", "Направление, область, предмет"), 12),
    Column("reason", Words("Қажеттілік себебі", "Причина потребности"), 11),
    Column("provider", Words("Өткізуші, орны", "Организатор, место"), 12.3),
    Column("days", Words("Мерзімі", "Сроки"), 9.6),
    Column("hours", Words("Көлемі, сағ.", "Объём, ч"), 7.3, "whole"),
    Column("cost", Words("Құны, ₸", "Стоимость, ₸"), 10.2, "money"),
    Column("source", Words("Қаржы көзі", "Источник средств"), 12.5),
    Column("papers", Words("Шарт, келісім №; растайтын құжат", "№ договора, согласия; документ"),
           11),
    Column("done", Words("Орындалуы, тәуекелі", "Выполнение, риски"), 11),
    Column("month", Words("Ай", "Месяц"), 8, "ordinal", printed=False),
    Column("quarter", Words("Тоқсан", "Квартал"), 9, "ordinal", printed=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """The lines of some people, `first` to `last`, and the number that the next person gets.
    `last` before `first`: there is nobody."""

    first: int
    last: int
    next_number: int


def people_rows(sheet: Sheet, people: Sequence[Planned], number: int) -> Rows:
    """A line for each item, one for whoever has none. The first line of a person begins with the
    number; further ones with "7/2", and
    whoever has left with "–": no formula counts these."""
    first = len(sheet.lines) + 1
    for each in people:
        lines = [_item(item) for item in each.items] or [_no_item()]
        for place, cells in enumerate(lines, start=1):
            said = _person(each.person) if place == 1 else {}
            sheet.row({"no": _number(each.person, number, place), **said, **cells})
        number += each.person.presence == "main"
    return Rows(first, len(sheet.lines), number)


def _number(person: Person, number: int, place: int) -> Cell:
    if person.presence != "main":
        return "–"
    return number if place == 1 else f"{number}/{place}"


def _person(person: Person) -> dict[str, Cell]:
    name = f"{person.name}\n({LEFT.line})" if person.presence == "left" else person.name
    post = [person.post, names.STAFF[person.staff].line, degrees_of(person)]
    return {
        "name": name,
        "post": "\n".join(part for part in post if part and part != UNKNOWN),
        "last": course_words(person.last),
    }


def degrees_of(person: Person) -> str:
    """Degrees and titles; "—" where neither is known, "" where there are none."""
    if person.degrees is None and person.titles is None:
        return UNKNOWN
    held = [names.DEGREES[each].line for each in person.degrees or ()]
    held += [names.TITLES[each].line for each in person.titles or ()]
    return ", ".join(held)


def course_words(course: Course | None) -> str:
    if course is None:
        return UNKNOWN
    hours = "" if course.hours is None else Words(f"{course.hours} сағ.", f"{course.hours} ч").line
    return "\n".join(part for part in (course.topic, hours, course.issued, course.paper) if part)


def _item(item: Item) -> dict[str, Cell]:
    area = None if item.area is None else names.AREAS[item.area].line
    return {
        "topic": item.topic or UNKNOWN,
        "kind": names.KINDS[item.kind].stacked,
        "direction": _lines(item.direction, area, item.subject),
        "reason": "" if item.reason is None else names.REASONS[item.reason].stacked,
        "provider": _lines(item.provider, item.place, TRIPS[item.trip]),
        "days": days_words(item),
        "month": UNKNOWN if item.month is None else item.month,
        "quarter": UNKNOWN if item.quarter is None else item.quarter,
        "hours": UNKNOWN if item.hours is None else item.hours,
        "cost": UNKNOWN if item.cost is None else item.cost,
        "source": names.SOURCES[item.source].stacked,
        "papers": _lines(item.proof, item.paper),
        "done": _lines(
            names.STATES[item.state].stacked,
            item.why,
            *(RISK.of(names.RISKS[each]).stacked for each in item.risks),
        ),
    }


def _no_item() -> dict[str, Cell]:
    return {"topic": NO_PLAN.line}


def _lines(*parts: str | None) -> str:
    return "\n".join(part for part in parts if part)


def days_words(item: Item) -> str:
    """The days of a course; where only the month is known, the month."""
    if item.begins is None:
        return UNKNOWN
    if item.to_month:
        return f"{item.begins:%m.%Y}"
    if item.ends is None or item.ends == item.begins:
        return f"{item.begins:%d.%m.%Y}"
    return f"{item.begins:%d.%m.%Y} –\n{item.ends:%d.%m.%Y}"


def totals_over(sheet: Sheet, first: int, last: int) -> dict[str, Cell]:
    """People, items, hours and money of some lines. SUBTOTAL passes over totals in between."""
    if last < first:
        return {"post": 0, "topic": 0, "hours": 0, "cost": 0}
    return {
        "post": Formula(f"SUBTOTAL(2,{sheet.area('no', first, last)})"),
        "topic": Formula(f"SUBTOTAL(3,{sheet.area('kind', first, last)})"),
        "hours": Formula(f"SUBTOTAL(9,{sheet.area('hours', first, last)})"),
        "cost": Formula(f"SUBTOTAL(9,{sheet.area('cost', first, last)})"),
    }


def by_label(
    sheet: Sheet, first: int, last: int, title: Words, key: str, labels: Sequence[Cell]
) -> tuple[int, int]:
    """Totals of items, hours and money for each label that the column `key` may hold, which stands
    below the names; the lines they stand in."""
    sheet.write("group", title.line)
    begins = len(sheet.lines) + 1
    for label in labels:
        here = sheet.at("name", len(sheet.lines) + 1)
        cells: dict[str, Cell] = {"name": label, "topic": 0, "hours": 0, "cost": 0}
        if first <= last:
            held = sheet.area(key, first, last)
            cells["topic"] = Formula(f"COUNTIF({held},{here})")
            for summed in ("hours", "cost"):
                area = sheet.area(summed, first, last)
                cells[summed] = Formula(f"SUMIF({held},{here},{area})")
        sheet.row(cells)
    return begins, len(sheet.lines)


def closing_totals(sheet: Sheet, first: int, last: int, months: Sequence[int]) -> None:
    """Totals by source, by month, by kind: each comes to the same sum."""
    sources = [each.stacked for each in names.SOURCES.values()]
    by_label(sheet, first, last, BY_SOURCE, "source", sources)
    by_label(sheet, first, last, BY_MONTH, "month", [*months, UNKNOWN])
    kinds = [each.stacked for each in names.KINDS.values()]
    by_label(sheet, first, last, BY_KIND, "kind", kinds)
