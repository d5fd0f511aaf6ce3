"""Form 602-06: what a year of training came to, unit by unit, beside the year before."""

from __future__ import annotations

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
    width: float = 11


@dataclass(frozen=True, slots=True)
class Worked:
    """A column worked out of others of its line: the sum of `parts`, or of the two `parts` the
    share, the mean or the difference."""

    key: str
    words: Words
    how: str
    parts: tuple[str, ...]
    format: Format = "whole"
    width: float = 11


Figures = Sequence[Counted | Worked]


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
    Worked("untold", Words("Әлі айтылмаған", "Ещё не сказано"), "rest",
           ("planned", "done", "otherwise", "missed")),
    Counted("beyond", Words("Жоспардан тыс", "Сверх плана"), lambda unit: unit.beyond),
    *_each("cause", [Words(f"Өтпеу себебі: {c.kk.lower()}", f"Причина: {c.ru.lower()}")
                     for c in CAUSES], lambda unit: unit.missed_by_cause),
    Counted("hours", Words("Жоспар, сағ.", "План, ч"), lambda unit: unit.hours_planned),
    Counted("hours_done", Words("Оқылды, сағ.", "Пройдено, ч"), lambda unit: unit.hours_done),
)  # fmt: skip
MONEY: Final[Figures] = (
    *_each("cost", [Words(f"Жоспар: {s.kk}", f"План: {s.ru}") for s in SOURCES],
           lambda unit: unit.cost_planned, "money"),
    Worked("cost", Words("Жоспар, ₸", "План, ₸"), "sum", _keys("cost", SOURCES), "money"),
    *_each("spent", [Words(f"Жұмсалды: {s.kk}", f"Израсходовано: {s.ru}") for s in SOURCES],
           lambda unit: unit.spent, "money"),
    Worked("spent", Words("Жұмсалды, ₸", "Израсходовано, ₸"), "sum", _keys("spent", SOURCES),
           "money"),
)  # fmt: skip
BY_KIND: Final[Figures] = (
    *_each("kind", [Words(f"Жоспар: {k.kk}", f"План: {k.ru}") for k in KINDS],
           lambda unit: unit.kinds_planned),
    Worked("kinds", Words("Жоспарда", "В плане"), "sum", _keys("kind", KINDS)),
    *_each("ended", [Words(f"Өтті: {k.kk}", f"Пройдено: {k.ru}") for k in KINDS],
           lambda unit: unit.kinds_done),
    Worked("ended", Words("Өтті", "Пройдено"), "sum", _keys("ended", KINDS)),
)  # fmt: skip
AFTER: Final[Figures] = (
    Counted("heard", Words("Мерзімінде тыңдалды", "Заслушано в срок"), lambda u: u.heard_in_time),
    Counted("late", Words("Кеш тыңдалды", "Заслушано позже"), lambda unit: unit.heard_late),
    Counted("unheard", Words("Тыңдалмады", "Не заслушано"), lambda unit: unit.not_heard),
    Counted("marks", Words("Баға саны", "Число оценок"), lambda unit: unit.marks),
    Counted("sum", Words("Бағалар қосындысы", "Сумма оценок"), lambda unit: unit.marks_sum),
    Worked("mean", Words("Орташа баға", "Средняя оценка"), "share", ("sum", "marks"), "mark"),
    Counted("recommended", Words("Аттестаттауға ұсынылды", "Рекомендовано к аттестации"),
            lambda unit: unit.recommended, width=13),
    Counted("found", Words("Сәйкессіздік: табылды", "Несоответствия: найдено"), lambda u: u.found,
            width=14),
    Counted("closed", Words("Сәйкессіздік: жабылды", "Несоответствия: закрыто"),
            lambda unit: unit.closed),
    Worked("open", Words("Сәйкессіздік: ашық тұр", "Несоответствия: открыты"), "rest",
           ("found", "closed")),
    Counted("away", Words("Тәуекел: бармады", "Риск: неявка"), lambda u: u.not_attended),
    Counted("idle", Words("Тәуекел: нәтижесіз", "Риск: без пользы"), lambda unit: unit.ineffective),
    Counted("left", Words("Тәуекел: кетті", "Риск: уход"), lambda unit: unit.left),
    Counted("back", Words("Қайтарылуға тиіс, ₸", "К возврату, ₸"), lambda unit: unit.to_pay_back,
            "money"),
)  # fmt: skip
TABLES: Final[tuple[tuple[str, Words, Figures], ...]] = (
    ("602-06 адам", Words("Қызметкерлер", "Работники"), PEOPLE),
    ("602-06 жоспар", Words("Жоспар және орындалуы", "План и выполнение"), PLAN),
    ("602-06 ₸", Words("Қаражат, ₸", "Деньги, ₸"), MONEY),
    ("602-06 түрі", Words("Түрлері бойынша", "По видам"), BY_KIND),
    ("602-06 нәтиже", Words("Курстан кейін", "После курсов"), AFTER),
)
YEAR_BEFORE, THIS_YEAR = Words("Өткен жыл", "Прошлый год"), Words("Осы жыл", "Этот год")
SIDE_BY_SIDE = Words("Өткен жылмен салыстыру", "Сравнение с прошлым годом")
BESIDE_COLUMNS: Final = (
    Column("words", Words("Көрсеткіш", "Показатель"), 70),
    Column("before", YEAR_BEFORE, 18, "money"),
    Column("now", THIS_YEAR, 18, "money"),
    Column("more", Words("Айырмасы", "Разница"), 18, "money"),
)
COMPARED: Final = (
    (0, "all"), (0, "trained"), (1, "planned"), (1, "done"), (1, "otherwise"), (1, "missed"),
    (1, "beyond"), (1, "hours"), (1, "hours_done"), (2, "cost"), (2, "spent"), (4, "heard"),
    (4, "late"), (4, "recommended"), (4, "found"), (4, "closed"), (4, "back"),
)  # fmt: skip
DECISIONS = Words("Басшылықтың шешімдері", "Решения руководства")
DECIDED_LATER = Words("Қол қойылғаннан кейін", "После подписания")
DECISION_COLUMNS: Final = (
    Column("no", names.NUMBER, 5),
    Column("words", Words("Шешім", "Решение"), 80),
    Column("owner", Words("Жауапты", "Ответственный"), 30),
    Column("due", Words("Мерзімі", "Срок"), 13, "day"),
    Column("done", Words("Орындалған күні", "Выполнено"), 13, "day"),
)


def annual_report(report: Annual) -> list[Sheet]:
    """Five sheets of figures, one beside the year before, one of decisions with the signatures."""
    tables = [_table(report, title, words, figures) for title, words, figures in TABLES]
    return [*tables, _compared(report, tables), _decisions(report)]


def _table(report: Annual, title: str, words: Words, figures: Figures) -> Sheet:
    columns = (
        Column("unit", names.UNIT, 30),
        *(Column(each.key, each.words, each.width, each.format) for each in figures),
    )
    sheet = Sheet(title, columns, frozen=1)
    write_heading(sheet, report.heading)
    sheet.write("group", words.line)
    sheet.head()
    top = len(sheet.lines) + 1
    for institute, units in groupby(report.units, key=lambda each: each.institute):
        sheet.write("group", institute or DIRECTLY.line)
        first = len(sheet.lines) + 1
        for unit in units:
            here = len(sheet.lines) + 1
            sheet.row({"unit": unit.unit, **_line(sheet, figures, here, unit)})
        _total(sheet, f"{names.TOTAL.line}: {institute or DIRECTLY.line}", figures, first)
    _total(sheet, names.TOTAL_OF_ALL.line, figures, top)
    return sheet


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


def _compared(report: Annual, tables: Sequence[Sheet]) -> Sheet:
    sheet = Sheet("602-06 салыстыру", BESIDE_COLUMNS, frozen=1)
    write_heading(sheet, report.heading)
    sheet.about(YEAR_BEFORE, report.year_before)
    sheet.write("group", SIDE_BY_SIDE.line)
    sheet.head()
    for table, key in COMPARED:
        figures, held = TABLES[table][2], tables[table]
        found = next(each for each in figures if each.key == key)
        here = len(sheet.lines) + 1
        now, before = sheet.at("now", here), sheet.at("before", here)
        sheet.row({
            "words": found.words.line,
            "before": UNKNOWN if report.before is None else _value(figures, found, report.before),
            "now": Formula(f"'{held.title}'!{held.at(key, len(held.lines))}"),
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
