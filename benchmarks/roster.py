"""Time and memory of one staff list from file to file: 2 000 people, then 10 000.

Run from the repository root: `python -m benchmarks.roster`. One JSON document goes to standard
output, a table to standard error; the exit status is 1 when 2 000 rows took more than the target.
Times are seconds of one core (the process's own processor time), memory the most of the process so
far; every person has two courses, and no two texts of courses are alike.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from datetime import date, timedelta

from handlers.roster.judging_list import judge_list
from i18n import translator
from rules.norms.loading import catalogue
from rules.roster.table import Value
from workbooks.writing import SheetOut, workbook

ON = date(2026, 11, 20)
SIZES = (2_000, 10_000)
TARGET = 20.0
HEADS: list[Value] = [
    "№", "Ф.И.О.", "Должность", "Образование", "Стаж общий", "Педагогический стаж",
    "Стаж по специальности", "Категория", "Дата присвоения", "Курсы (тема, часы, дата)", "ИИН",
]  # fmt: skip
POSTS = (
    "преподаватель {of}", "мастер п/о", "методист", "педагог-психолог", "зам. директора по УВР",
    "воспитатель общежития", "библиотекарь",
)  # fmt: skip
SUBJECTS = ("физики", "математики", "истории", "казахского языка", "информатики", "химии")
CATEGORIES = ("модератор", "эксперт", "б/к", "исследователь", "вторая")
LEVELS = ("высшее", "высшее пед.", "ср. спец.", "магистр")


def staff_list(people: int, chance: random.Random) -> bytes:
    """A list of so many invented people."""
    rows = [HEADS, *(_row(number, chance) for number in range(1, people + 1))]
    return workbook([SheetOut("Список", rows)])


def _row(number: int, chance: random.Random) -> list[Value]:
    months, subject = chance.randrange(6, 400), chance.choice(SUBJECTS)
    day = date(2021, 1, 1) + timedelta(chance.randrange(1900))
    letters = "".join(chr(ord("а") + number // 32**power % 32) for power in range(3))
    courses = f"«Тема {number}», 72 ч., {day:%d.%m.%Y};\n«Цифры {number * 7}», 36 ч., {day:%m.%Y}"
    return [
        number, f"Пример{letters} Имя Отчество", chance.choice(POSTS).format(of=subject),
        f"{chance.choice(LEVELS)}, вуз {number % 50}, {1980 + number % 45}, учитель {subject}",
        f"{months // 12 + 1} л. {months % 12} м.", f"{months // 12} л. {months % 12} м.",
        months // 12, chance.choice(CATEGORIES), day, courses, "0" * 12,
    ]  # fmt: skip


def measured(people: int) -> dict[str, float]:
    content = staff_list(people, random.Random(people))
    start = time.process_time()
    judged = judge_list(content, catalogue(), ON, translator("ru"))
    seconds = time.process_time() - start
    assert len(judged.standings) == people
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"people": people, "seconds": round(seconds, 2), "megabytes": round(most, 1)}


def main() -> int:
    judge_list(staff_list(10, random.Random(0)), catalogue(), ON, translator("ru"))
    rows = [measured(people) for people in SIZES]
    for row in rows:
        print(
            "{people:>7} people {seconds:8.2f} s {megabytes:8.1f} MB".format(**row), file=sys.stderr
        )
    print(json.dumps({"roster": rows, "target_seconds": TARGET}))
    return int(rows[0]["seconds"] > TARGET)


if __name__ == "__main__":
    sys.exit(main())
