"""Lists of other makings: a table of posts in Kazakh, a plan of attestation, a program's export."""

from __future__ import annotations

from datetime import date

import pytest

from cases.register.list_rows import rows_of
from rules.roster.headings import column
from rules.roster.latin import in_cyrillic
from rules.roster.table import Value
from tests.rules.roster.drawn import ON, asked, person, read

TABLE_OF_POSTS: list[list[Value]] = [
    ["«Үлгі колледжі» 2026 жылғы 1 қыркүйектегі штат кестесі"],
    ["Р/с", "Құрылымдық бөлімше", "Лауазымы", "Штат бірлігі", "Қызметкердің аты-жөні", "ЖСН",
     "Санаты, берілген күні", "Жалпы еңбек өтілі", "Педагогикалық еңбек өтілі"],
    [1, "Әкімшілік", "Әдіскер", 1.25, "Мысалова Гүлнар", "000000000011",
     "педагог-сарапшы, 30.12.2024", "15 жыл", "12 ж 4 ай"],
    [None, "Әкімшілік", "Бос орын", 0.5],
    [2, "Шаруашылық бөлімі", "Еден жуушы", 1, "Пробова Гауһар", None, None, "белгісіз", None],
]  # fmt: skip
PLAN: list[list[Value]] = [
    ["№", "ФИО", "Должность", "Имеющаяся категория", "Год присвоения", "Заявленная категория"],
    [1, "Тестова Анна", "преподаватель", "педагог-модератор", 2023, "педагог-эксперт"],
    [2, "Пробный Марат", "методист", "-", None, "педагог-модератор"],
]
EXPORT: list[list[Value]] = [
    ["TAB_NOMER", "FAMILIYA", "IMYA", "OTCHESTVO", "PODRAZDELENIE", "DOLZHNOST", "DATA_PRIEMA",
     "KATEGORIYA", "DATA_PRISVOENIYA", "OBSHIY_STAZH", "PED_STAZH", "IIN", "DATA_UVOLNENIYA"],
    ["017", "Тестов", "Аман", "Үлгіұлы", "Отделение ИТ", "Преподаватель", "01.09.2015",
     "Педагог-эксперт", "29.12.2023", "15 лет 2 месяца", "11 лет", "000000000012", ""],
    ["041", "Макетова", "Юлия", "", "Отделение ИТ", "Методист", "01.02.2021", "", "", "6 лет",
     "5 лет", "", "31.08.2026"],
    ["042", "Пробная", "Анна", "", "Отделение ИТ", "Методист", "01.02.2021", "", "", "6 лет",
     "5 лет", "", "31.08.2027"],
]  # fmt: skip


def test_pedagogical_labour_service_is_one_kind() -> None:
    found = read(TABLE_OF_POSTS)
    assert person(found, 3).experience == {"total": 180, "teaching": 148}
    assert asked(found) == {"C5": "unknown_post", "H5": "not_a_length"}


@pytest.mark.parametrize(
    ("heading", "kinds"),
    [
        ("Педагогикалық еңбек өтілі", ("teaching",)),
        ("Еңбек өтілі, педагогикалық өтілі", ("total", "teaching")),
        ("Педагогический и общий стаж", ("teaching", "total")),
        ("Стаж педагогический/общий", ("teaching", "total")),
        ("Общий педагогический стаж", ("teaching",)),
        ("Ғылыми-педагогикалық еңбек өтілі", ("scientific_pedagogical",)),
    ],
)
def test_what_stands_between_two_kinds_makes_them_two(heading: str, kinds: tuple[str, ...]) -> None:
    assert column(0, "", heading).kinds == kinds


def test_a_table_of_posts_says_how_much_of_a_post() -> None:
    cleaner = rows_of(read(TABLE_OF_POSTS), ON).rows[1]
    assert [row.rate for row in rows_of(read(TABLE_OF_POSTS), ON).rows] == [125, 100]
    assert cleaner.staff == "service"


def test_a_category_that_is_applied_for_is_not_held() -> None:
    found = read(PLAN)
    assert (person(found, 2).category, person(found, 2).category_date) == ("moderator", "2023")
    assert person(found, 3).category is None
    assert asked(found) == {}


def test_headings_in_latin_letters_are_read_and_private_ones_known() -> None:
    found = read(EXPORT)
    first = person(found, 2)
    assert (first.name, first.position) == ("Тестов Аман Үлгіұлы", "tvet-teacher")
    assert (first.category, first.category_date) == ("expert", "2023-12-29")
    assert first.experience == {"total": 182, "teaching": 132}
    assert asked(found) == {}


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("IIN", "private"), ("TELEFON", "private"), ("ADRES", "private"), ("FULL_NAME", "name"),
        ("Phone", "private"), ("Home address", "private"), ("E-mail", "private"),
        ("Passport No", "private"), ("Notes", "notes"), ("Subject", "subject"),
        ("Status", "state"), ("Department", "other"), ("Rate", "other"), ("LAUAZYMY", "position"),
    ],
)  # fmt: skip
def test_english_headings_stay_english(heading: str, role: str) -> None:
    assert column(0, "", heading).role == role


def test_an_english_department_is_one() -> None:
    rows: list[list[Value]] = [
        ["Full name", "Position", "Department", "Rate"],
        ["Testov Aman", "teacher", "Department of IT", 0.5],
        ["Probnaya Anna", "teacher", "Department of IT", 1],
    ]
    first = rows_of(read(rows), ON).rows[0]
    assert ([unit.name for unit in first.units], first.rate) == (["Department of IT"], 50)


def test_who_is_dismissed_by_the_day_of_the_list_has_left_and_later_not_yet() -> None:
    rows = rows_of(read(EXPORT), ON)
    assert (rows.left, [row.number for row in rows.rows]) == (1, ["017", "042"])
    assert [row.since for row in rows.rows] == [date(2015, 9, 1), date(2021, 2, 1)]
    assert rows_of(read(EXPORT), ON).rows[0].units[0].name == "Отделение ИТ"


@pytest.mark.parametrize(
    ("latin", "word"),
    [
        ("familiya", "фамилия"), ("obshchij stazh", "общий стаж"), ("zhalpy otili", "жалпы отили"),
        ("data uvolneniya", "дата уволнения"), ("lauazymy", "лауазымы"), ("priyom", "прийом"),
    ],
)  # fmt: skip
def test_sounds_of_several_letters_come_before_single_ones(latin: str, word: str) -> None:
    assert in_cyrillic(latin) == word
