"""Form 602-06: what a year of training came to, unit by unit, beside the year before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from workbooks.training import names
from workbooks.training.about import write_heading, write_signatures
from workbooks.training.content import Annual, Decision, UnitYear
from workbooks.training.layout import (
    UNKNOWN,
    Cell,
    Column,
    Format,
    Formula,
    Sheet,
    share_of,
)
from workbooks.training.printing import BOLD, EDGES, LETTERS_TO_WIDTH
from workbooks.training.words import Words

Figure = Callable[[UnitYear], int]
DIRECTLY = Words("Институттан тыс", "Вне институтов")


@dataclass(frozen=True, slots=True)
class Counted:
    """A column of figures that are summed."""

    key: str
    words: Words
    figure: Figure
    format: Format = "whole"


@dataclass(frozen=True, slots=True)
class Worked:
    """A column worked out of others of its line: the sum of `parts`, or of the two `parts` the
    share, the mean or the difference."""

    key: str
    words: Words
    how: str
    parts: tuple[str, ...]
    format: Format = "whole"


Figures = Sequence[Counted | Worked]


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of all units with their total; `words` above them, None where the sheet has one
    part alone. The parts of a sheet share its columns."""

    words: Words | None
    figures: Figures


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of figures."""

    title: str
    words: Words
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """A sheet of figures with the line in which each part's total stands."""

    sheet: Sheet
    totals: tuple[int, ...]


def _each(
    key: str, labels: Sequence[Words], figures: Callable[[UnitYear], tuple[int, ...]],
    kept: Format = "whole",
) -> list[Counted]:  # fmt: skip
    """A column for each label of a closed list."""

    def at(place: int) -> Figure:
        return lambda unit: figures(unit)[place]

    return [Counted(f"{key}{n}", label, at(n), kept) for n, label in enumerate(labels)]


def _keys(key: str, labels: Sequence[Words]) -> tuple[str, ...]:
    return tuple(f"{key}{n}" for n in range(len(labels)))


STAFF, SOURCES = list(names.STAFF.values()), list(names.SOURCES.values())
KINDS, CAUSES = list(names.KINDS.values()), list(names.CAUSES.values())


def _by_source(figures: Callable[[UnitYear], tuple[int, ...]]) -> Figures:
    whole = Worked("all", names.TOTAL, "sum", _keys("source", SOURCES), "money")
    return (*_each("source", SOURCES, figures, "money"), whole)


def _by_kind(figures: Callable[[UnitYear], tuple[int, ...]]) -> Figures:
    whole = Worked("all", names.TOTAL, "sum", _keys("kind", KINDS))
    return (*_each("kind", KINDS, figures), whole)


PEOPLE: Final[Figures] = (
    *_each("staff", STAFF, lambda unit: unit.staff),
    Worked("all", Words("Барлық қызметкер", "Всего работников"), "sum", _keys("staff", STAFF)),
    Counted("trained", Words("Оқыған", "Обучено"), lambda unit: unit.trained),
    Worked("share", Words("Үлесі", "Доля"), "share", ("trained", "all"), "share"),
)
PLAN: Final[Figures] = (
    Counted("planned", Words("Жоспарда", "В плане"), lambda unit: unit.planned),
    Counted("done", Words("Орындалды", "Выполнено"), lambda unit: unit.done),
    Counted("otherwise", Words("Басқаша орындалды", "Выполнено иначе"), lambda u: u.otherwise),
    Counted("missed", Words("Өтпеді", "Не состоялось"), lambda unit: unit.missed),
    Worked("untold", Words("Әлі белгісіз", "Пока не известно"), "rest",
           ("planned", "done", "otherwise", "missed")),
    Counted("beyond", Words("Жоспардан тыс", "Сверх плана"), lambda unit: unit.beyond),
    *_each("cause", [Words(f"Өтпеу себебі: {c.kk.lower()}", f"Причина: {c.ru.lower()}")
                     for c in CAUSES], lambda unit: unit.missed_by_cause),
    Counted("hours", Words("Жоспар, сағ.", "План, ч"), lambda unit: unit.hours_planned),
    Counted("hours_done", Words("Игерілді, сағ.", "Пройдено, ч"), lambda unit: unit.hours_done),
)  # fmt: skip
MONEY: Final = (
    Part(Words("Жоспар, ₸", "План, ₸"), _by_source(lambda unit: unit.cost_planned)),
    Part(Words("Жұмсалды, ₸", "Израсходовано, ₸"), _by_source(lambda unit: unit.spent)),
)
BY_KIND: Final = (
    Part(Words("Жоспарда", "В плане"), _by_kind(lambda unit: unit.kinds_planned)),
    Part(Words("Өтті", "Пройдено"), _by_kind(lambda unit: unit.kinds_done)),
)
AFTER: Final[Figures] = (
    Counted("heard", Words("Мерзімінде тыңдалды", "Заслушано в срок"), lambda u: u.heard_in_time),
    Counted("late", Words("Кеш тыңдалды", "Заслушано позже"), lambda unit: unit.heard_late),
    Counted("unheard", Words("Тыңдалмады", "Не заслушано"), lambda unit: unit.not_heard),
    Counted("marks", Words("Баға саны", "Число оценок"), lambda unit: unit.marks),
    Counted("sum", Words("Бағалар қосындысы", "Сумма оценок"), lambda unit: unit.marks_sum),
    Worked("mean", Words("Орташа баға", "Средняя оценка"), "share", ("sum", "marks"), "mark"),
    Counted("recommended", Words("Аттестаттауға ұсынылды", "Рекомендовано к аттестации"),
            lambda unit: unit.recommended),
)  # fmt: skip
RISKS: Final[Figures] = (
    Counted("found", Words("Сәйкессіздік: табылды", "Несоответствия: найдено"), lambda u: u.found),
    Counted("closed", Words("Сәйкессіздік: жабылды", "Несоответствия: закрыто"),
            lambda unit: unit.closed),
    Worked("open", Words("Сәйкессіздік: ашық тұр", "Несоответствия: открыты"), "rest",
           ("found", "closed")),
    Counted("away", Words("Тәуекел: бармады", "Риск: неявка"), lambda u: u.not_attended),
    Counted("idle", Words("Тәуекел: нәтижесіз", "Риск: без пользы"), lambda unit: unit.ineffective),
    Counted("left", Words("Тәуекел: жұмыстан шықты", "Риск: уход"), lambda unit: unit.left),
    Counted("back", Words("Қайтарылуға тиіс, ₸", "К возврату, ₸"), lambda unit: unit.to_pay_back,
            "money"),
)  # fmt: skip
TABLES: Final = (
    Table("602-06 адам", Words("Қызметкерлер", "Работники"), (Part(None, PEOPLE),)),
    Table("602-06 жоспар", Words("Жоспар және орындалуы", "План и выполнение"),
          (Part(None, PLAN),)),
    Table("602-06 ₸", Words("Қаражат, ₸", "Деньги, ₸"), MONEY),
    Table("602-06 түрі", Words("Түрлері бойынша", "По видам"), BY_KIND),
    Table("602-06 нәтиже", Words("Курстан кейін", "После курсов"), (Part(None, AFTER),)),
    Table("602-06 тәуекел", Words("Сәйкессіздіктер мен тәуекелдер", "Несоответствия и риски"),
          (Part(None, RISKS),)),
)  # fmt: skip
NARROWEST: Final[dict[Format, float]] = {"money": 12}
"""Letters that figures need where the heading needs fewer."""
USUALLY_NARROWEST: Final = 9.0
YEAR_BEFORE, THIS_YEAR = Words("Өткен жыл", "Прошлый год"), Words("Осы жыл", "Этот год")
SIDE_BY_SIDE = Words("Өткен жылмен салыстыру", "Сравнение с прошлым годом")
BESIDE_COLUMNS: Final = (
    Column("words", Words("Көрсеткіш", "Показатель"), 70),
    Column("before", YEAR_BEFORE, 18, "money"),
    Column("now", THIS_YEAR, 18, "money"),
    Column("more", Words("Айырмасы", "Разница"), 18, "money"),
)
COMPARED: Final = (
    (0, 0, "all"), (0, 0, "trained"), (1, 0, "planned"), (1, 0, "done"), (1, 0, "otherwise"),
    (1, 0, "missed"), (1, 0, "beyond"), (1, 0, "hours"), (1, 0, "hours_done"), (2, 0, "all"),
    (2, 1, "all"), (4, 0, "heard"), (4, 0, "late"), (4, 0, "recommended"), (5, 0, "found"),
    (5, 0, "closed"), (5, 0, "back"),
)  # fmt: skip
"""Sheet, part, column."""
DECISIONS = Words("Басшылықтың шешімдері", "Решения руководства")
DECIDED_LATER = Words("Қол қойылғаннан кейін", "После подписания")
DECISION_COLUMNS: Final = (
    Column("no", names.NUMBER, 5, "ordinal"),
    Column("words", Words("Шешім", "Решение"), 80),
    Column("owner", Words("Жауапты", "Ответственный"), 30),
    Column("due", Words("Мерзімі", "Срок"), 13, "day"),
    Column("done", Words("Орындалған күні", "Выполнено"), 13, "day"),
)


def annual_report(report: Annual) -> list[Sheet]:
    """Six sheets of figures, one beside the year before, one of decisions with the signatures."""
    tables = [_table(report, each) for each in TABLES]
    return [*(each.sheet for each in tables), _compared(report, tables), _decisions(report)]


def _table(report: Annual, table: Table) -> _Written:
    sheet = Sheet(table.title, columns_of(table), frozen=1)
    write_heading(sheet, report.heading)
    sheet.write("group", table.words.line)
    sheet.head()
    return _Written(sheet, tuple(_part(sheet, report, each) for each in table.parts))


def columns_of(table: Table) -> tuple[Column, ...]:
    figures = table.parts[0].figures
    return (
        Column("unit", names.UNIT, 28),
        *(Column(each.key, each.words, _width(each), each.format) for each in figures),
    )


def _width(figure: Counted | Worked) -> float:
    """No word of a heading is broken but at its hyphen."""
    words = re.split(r"[\s-]+", figure.words.stacked)
    heading = max(len(word) for word in words) * BOLD / LETTERS_TO_WIDTH + EDGES
    return max(heading, NARROWEST.get(figure.format, USUALLY_NARROWEST))


def _part(sheet: Sheet, report: Annual, part: Part) -> int:
    """Writes the units by institute; the line of the total of all."""
    figures = part.figures
    if part.words is not None:
        sheet.write("group", part.words.line.upper())
    top = len(sheet.lines) + 1
    for institute, units in groupby(report.units, key=lambda each: each.institute):
        sheet.write("group", institute or DIRECTLY.line)
        first = len(sheet.lines) + 1
        for unit in units:
            here = len(sheet.lines) + 1
            sheet.row({"unit": unit.unit, **_line(sheet, figures, here, unit)})
        _total(sheet, names.total_of(institute, DIRECTLY), figures, first)
    _total(sheet, names.TOTAL_OF_ALL.line, figures, top)
    return len(sheet.lines)


def _line(sheet: Sheet, figures: Figures, here: int, unit: UnitYear) -> dict[str, Cell]:
    return {
        each.key: each.figure(unit) if isinstance(each, Counted) else _worked(sheet, each, here)
        for each in figures
    }


def _total(sheet: Sheet, words: str, figures: Figures, first: int) -> None:
    last, here = len(sheet.lines), len(sheet.lines) + 1
    cells: dict[str, Cell] = {}
    for each in figures:
        if isinstance(each, Worked):
            cells[each.key] = _worked(sheet, each, here)
        elif last < first:
            cells[each.key] = 0
        else:
            cells[each.key] = Formula(f"SUBTOTAL(9,{sheet.area(each.key, first, last)})")
    sheet.total(words, cells, at="unit")


def _worked(sheet: Sheet, figure: Worked, here: int) -> Formula:
    first, *others = [sheet.at(key, here) for key in figure.parts]
    if figure.how == "share":
        return share_of(first, others[0])
    if figure.how == "rest":
        return Formula("-".join((first, *others)))
    return Formula(f"SUM({first}:{others[-1]})")


def _compared(report: Annual, tables: Sequence[_Written]) -> Sheet:
    sheet = Sheet("602-06 салыстыру", BESIDE_COLUMNS, frozen=1)
    write_heading(sheet, report.heading)
    sheet.about(YEAR_BEFORE, report.year_before)
    sheet.write("group", SIDE_BY_SIDE.line)
    sheet.head()
    for table, place, key in COMPARED:
        part, held = TABLES[table].parts[place], tables[table]
        figures, total = part.figures, held.sheet.at(key, held.totals[place])
        found = next(each for each in figures if each.key == key)
        here = len(sheet.lines) + 1
        now, before = sheet.at("now", here), sheet.at("before", here)
        sheet.row({
            "words": (part.words or found.words).line,
            "before": UNKNOWN if report.before is None else _value(figures, found, report.before),
            "now": Formula(f"'{held.sheet.title}'!{total}"),
            "more": UNKNOWN if report.before is None else Formula(f"{now}-{before}"),
        })  # fmt: skip
    return sheet


def _value(figures: Figures, wanted: Counted | Worked, unit: UnitYear) -> int:
    if isinstance(wanted, Counted):
        return wanted.figure(unit)
    assert wanted.how == "sum", "only counts and sums are compared"
    return sum(_value(figures, each, unit) for each in figures if each.key in wanted.parts)


def _decisions(report: Annual) -> Sheet:
    sheet = Sheet("602-06 шешімдер", DECISION_COLUMNS)
    write_heading(sheet, report.heading)
    sheet.write("group", DECISIONS.line)
    sheet.head()
    _write_decisions(sheet, report.decisions)
    if report.later is not None:
        sheet.write("group", DECIDED_LATER.line)
        _write_decisions(sheet, report.later)
    write_signatures(sheet, report.heading)
    return sheet


def _write_decisions(sheet: Sheet, decisions: Sequence[Decision]) -> None:
    for number, each in enumerate(decisions, start=1):
        sheet.row({"no": number, "words": each.words, "owner": each.owner, "due": each.due,
                   "done": each.done_on})  # fmt: skip
