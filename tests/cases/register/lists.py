"""Staff lists to bring in; all of them invented."""

from __future__ import annotations

from cases.register.list_rows import StaffRows, rows_of
from rules.roster.reading import read_list
from rules.roster.table import Sheet, Value
from tests.cases.college import TODAY

HEADING: list[Value] = [
    "Таб. №", "ФИО", "Кафедра", "Должность", "Кол-во ставок", "Дата приема", "Категория",
    "Дата конкурса", "ИИН", "Телефон",
]  # fmt: skip


def row(
    number: Value,
    name: str,
    unit: Value = "Кафедра химии",
    post: Value = "преподаватель",
    rate: Value = 1,
    since: Value = "01.09.2020",
    category: Value = None,
    competition: Value = None,
) -> list[Value]:
    return [number, name, unit, post, rate, since, category, competition, "990101000012",
            "+7 700 000 00 01"]  # fmt: skip


def listed(*rows: list[Value], heading: list[Value] | None = None) -> StaffRows:
    """The rows of a college's list."""
    table = (tuple(heading or HEADING), *(tuple(each) for each in rows))
    return rows_of(read_list([Sheet("Список", table)], TODAY, "college"), TODAY)


FAMILY = ("Тестов", "Пробный", "Макетов", "Шаблонов", "Эскизов", "Образцов", "Примеров", "Демонов")
GIVEN = ("Айдар", "Болат", "Ерлан", "Нұрлан", "Олжас", "Рустам", "Темір", "Ұлан", "Ғалым", "Әлихан")


def university(people: int) -> list[list[Value]]:
    """A list of so many people in 8 institutes and 40 chairs, with sections for both."""
    rows: list[list[Value]] = [["№", "Ф.И.О.", "Должность", "Ставка", "Учёная степень"]]
    chairs = 40
    number = 0
    for chair in range(chairs):
        if chair % 5 == 0:
            rows.append([f"Институт наук №{chair // 5 + 1}"])
        rows.append([f"Кафедра предмета {chair + 1}"])
        for place in range(people // chairs):
            number += 1
            name = f"{FAMILY[number % 8]} {GIVEN[number % 10]} {_father(number)}"
            post = ("доцент", "старший преподаватель", "ассистент")[place % 3]
            rows.append([number, name, post, "1,0", "к.т.н." if place % 3 == 0 else "-"])
    return rows


def _father(number: int) -> str:
    """A name for each number, in letters."""
    letters = "абвгдежзиклмнопрст"
    return "Үлгі" + "".join(letters[(number // 18**n) % 18] for n in range(3)) + "ұлы"
