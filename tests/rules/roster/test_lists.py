"""Whole staff lists: who is in them, what is said of them, what is asked back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.roster.courses import Course
from rules.roster.reading import read_list
from rules.roster.table import Value, text_of
from tests.rules.roster import drawn
from tests.rules.roster.drawn import ON, asked, passed, person, read, sheet
from tests.thoroughness import examples


def _courses(found: tuple[Course, ...] | None) -> list[tuple[int, str]] | None:
    return None if found is None else [(course.hours, course.issued) for course in found]


def test_headings_in_three_rows_are_put_together() -> None:
    found = read(drawn.THREE_ROWS_OF_HEADINGS)
    first = person(found, 7)
    assert (first.name, first.position) == ("Ойданова Мәриям Тестқызы", "tvet-teacher")
    assert (first.category, first.category_date) == ("expert", "2023-05-20")
    assert first.experience == {"total": 255, "teaching": 180}
    assert _courses(first.courses) == [(72, "2025-03-15")]
    assert [each.row for each in found.people] == [7, 8, 9]
    assert asked(found) == {"E9": "unknown_post", "J9": "months_over_11"}
    assert passed(found) == {
        "A1": "title", "A6": "numbers", "B10": "total", "B12": "signature", "S3": "private",
        "T3": "private",
    }  # fmt: skip


def test_several_rows_of_one_person_are_one_person() -> None:
    found = read(drawn.SEVERAL_ROWS_TO_A_PERSON)
    first = person(found, 2)
    assert [each.row for each in found.people] == [2, 4, 5, 6]
    assert _courses(first.courses) == [(80, "2024-04-16"), (72, "2025-11-20")]
    assert (first.category, first.category_date) == ("moderator", "2022-05-25")
    assert first.category_until == "2027-05-25"


def test_years_and_months_with_a_dash_and_days_since_are_lengths() -> None:
    found = read(drawn.SEVERAL_ROWS_TO_A_PERSON)
    assert person(found, 2).experience == {"teaching": 63, "here": 62}
    assert person(found, 4).experience == {"teaching": 155, "here": 154}
    assert person(found, 5).experience["teaching"] == 8


def test_a_category_that_is_wanted_is_not_held_and_two_people_in_a_cell_are_asked_about() -> None:
    found = read(drawn.SEVERAL_ROWS_TO_A_PERSON)
    assert person(found, 4).category == "expert"
    assert person(found, 6).category == "second"
    assert asked(found) == {"C5": "unknown_post", "B6": "several_people"}


def test_capitals_notes_vacancies_and_totals_of_an_old_list() -> None:
    found = read(drawn.IN_CAPITALS)
    assert [(each.row, each.name) for each in found.people] == [
        (5, "Пробная Жанна Макетовна"), (6, "Сынак Т.О."), (7, "Демоев Ринат"), (9, "Вымысел Анна"),
    ]  # fmt: skip
    first = person(found, 5)
    assert (first.category, first.category_date, first.category_until) == ("researcher", "", "2028")
    assert _courses(person(found, 7).courses) == [(40, "2022"), (36, "2025")]
    assert person(found, 9).experience == {"total": 0, "teaching": 0}
    assert person(found, 9).education is None
    assert asked(found) == {"G7": "longer_than_whole", "E9": "unfinished_education"}
    assert passed(found)["B8"] == "vacancy"
    assert passed(found)["A12"] == "signature"
    assert found.as_of == "2026-10-15"


def test_a_part_longer_than_the_whole_is_left_open() -> None:
    assert person(read(drawn.IN_CAPITALS), 7).experience == {}


def test_two_tables_on_a_sheet_have_columns_of_their_own() -> None:
    found = read(drawn.TWO_TABLES_ON_A_SHEET, "university")
    assert [(p.row, p.position, p.experience) for p in found.people] == [
        (2, "uni-assistant", {"scientific_pedagogical": 18}),
        (5, "uni-senior-lecturer", {"scientific_pedagogical": 38}),
        (6, None, {"scientific_pedagogical": 24}),
    ]


def test_a_doubt_about_a_whole_column_is_told_once_at_its_heading() -> None:
    found = read(drawn.A_CHAIR_WITH_DOUBTS, "university")
    assert asked(found) == {"E2": "no_kind", "F2": "decimals"}
    assert person(found, 3).experience == {}
    assert person(found, 4).experience == {"scientific_pedagogical": 50}


def test_degrees_and_titles_of_two_columns_are_told_apart() -> None:
    found = read(drawn.A_CHAIR_WITH_DOUBTS, "university")
    assert (person(found, 3).degrees, person(found, 3).titles) == (("phd",), ())
    assert (person(found, 4).degrees, person(found, 4).titles) == ((), None)
    last = person(found, 5)
    assert (last.degrees, last.titles) == (("candidate",), ("associate_professor",))


def test_the_kind_of_organisation_is_seen_from_the_list() -> None:
    assert read(drawn.A_CHAIR_WITH_DOUBTS, None).organisation == "university"
    assert read(drawn.THREE_ROWS_OF_HEADINGS, None).organisation == "college"


def test_sections_stand_for_the_posts_that_no_column_names() -> None:
    found = read(drawn.SECTIONS_INSTEAD_OF_POSTS)
    assert [(p.name, p.position, p.category) for p in found.people] == [
        ("Ойданов Ерасыл", "tvet-teacher", "expert"),
        ("Мысалова Айым", "tvet-teacher", "none"),
        ("Сынақ Дәурен", "tvet-master", "moderator"),
    ]
    assert [p.experience for p in found.people] == [
        {"total": 144, "teaching": 120},
        {"total": 60, "teaching": 36},
        {"total": 108, "teaching": 48},
    ]
    assert asked(found) == {"A1": "no_posts"}


def test_an_english_list_is_read_and_who_has_left_is_known() -> None:
    found = read(drawn.IN_ENGLISH)
    assert person(found, 2).experience == {"teaching": 40}
    assert person(found, 2).courses == ()
    assert person(found, 3).left
    assert person(found, 3).category_date == "2023-05-13"
    assert asked(found) == {"C3": "not_a_length", "A4": "unknown_post"}


@pytest.mark.parametrize("name", ["Айна?ыз ?алия", "?лгіл? Тест"])
def test_letters_that_a_russian_table_has_lost_are_asked_about(name: str) -> None:
    found = read([["Аты-ж?ні", "Лауазымы", "Педагогикалы? ?тілі"], [name, "?діскер", "5 жыл"]])
    assert [(p.name, p.experience) for p in found.people] == [(name, {"teaching": 60})]
    assert asked(found)["A2"] == "lost_letters"


def test_hidden_sheets_are_told_of_and_sheets_without_people_passed_over() -> None:
    sheets = [sheet([["Всего", 3]], "Титул"), sheet(drawn.IN_ENGLISH, "Список")]
    found = read_list(sheets, ON, "college", hidden=["Старый"])
    assert {p.sheet for p in found.people} == {"Список"}
    assert [(d.text, d.why) for d in found.doubts] == [("Старый", "hidden_sheet")]


def test_the_heading_again_on_the_next_page_is_no_person() -> None:
    rows = [*drawn.IN_ENGLISH, drawn.IN_ENGLISH[0], drawn.IN_ENGLISH[1]]
    found = read(rows)
    assert [p.row for p in found.people] == [2, 3, 4, 6]
    assert passed(found) == {"A5": "heading"}


HEADS = [
    "№", "ФИО", "Фамилия", "Имя", "Должность", "Лауазымы", "Стаж", "Пед. стаж, лет", "мес.", "",
    None, "Общий/пед. стаж", "Категория", "Дата присвоения", "Курсы", "часы", "Білімі", "ИИН",
]  # fmt: skip
CELLS: list[Value] = [
    None, "", "-", "нет", "Тестова Айна", "Итого: 5", "преподаватель физики", "методист", 5, 2.5,
    45066, "12/10", "5 лет 3 мес", "эксперт, 2023", "б/к", "72 ч., 2024", "высшее", "ваканcия",
    "000000000012", "31.06.2023", "____", "1", "много", "ФИО", "Должность", True, "#REF!", "\n",
]  # fmt: skip


@examples(600)
@given(
    st.lists(st.sampled_from(HEADS), min_size=2, max_size=8),
    st.lists(st.lists(st.sampled_from(CELLS) | st.text(max_size=12), max_size=8), max_size=10),
)
def test_whatever_stands_in_a_list_is_read_or_told(
    heads: list[str | None], rows: list[list[Value]]
) -> None:
    found = read([[*heads], *rows])
    for each in found.people:
        assert each.name
        assert any(text_of(value) for value in rows[each.row - 2])
    assert len({each.row for each in found.people}) == len(found.people)
    assert not any("000000000012" in doubt.text for doubt in found.all_doubts)


def test_of_two_columns_of_categories_the_former_one_does_not_count() -> None:
    old, new = "Категория (старая)", "Категория (новая)"
    heads: list[Value] = ["ФИО", "Должность", old, new, "№ и дата приказа о категории"]
    rows: list[Value] = ["Тестова Айна", "методист", "первая", "эксперт", "№ 5 от 29.08.2023"]
    first = person(read([heads, rows]), 2)
    assert (first.category, first.category_date) == ("expert", "2023-08-29")


def test_several_courses_with_columns_of_their_own() -> None:
    heads = ["ФИО", "Должность", "Курс 1 (часы)", "Курс 1 (дата)", "Курс 2 (часы)", "Курс 2 (дата)"]
    found = read([[*heads], ["Тестова Айна", "методист", 72, "2025-04-01", "36", "05.2026"]])
    assert _courses(person(found, 2).courses) == [(72, "2025-04-01"), (36, "2026-05")]


def test_cells_written_over_several_rows_are_put_together() -> None:
    rows: list[list[Value]] = [
        ["№", "ФИО", "Должность", "Пед. стаж", "Категория"],
        ["1", "Тестова", "преподаватель", "5 лет", "педагог-"],
        [None, "Айна", "физики", "3 мес.", "эксперт"],
        [None, "Образцовна", None, None, "2023"],
        ["2", "Пробный Олжас", "методист", "7 лет", "б/к"],
        [None, "Мысалова Дина", "методист", "8 лет", "б/к"],
    ]
    found = read(rows)
    assert [(p.row, p.name, p.experience["teaching"]) for p in found.people] == [
        (2, "Тестова Айна Образцовна", 63),
        (5, "Пробный Олжас", 84),
        (6, "Мысалова Дина", 96),
    ]
    first = person(found, 2)
    assert (first.position, first.category, first.category_date) == (
        "tvet-teacher",
        "expert",
        "2023",
    )


def test_groups_above_the_row_of_names_are_a_part_of_the_heading() -> None:
    found = read(drawn.GROUPS_ABOVE_THE_NAMES)
    assert [(p.row, p.position, p.experience.get("teaching")) for p in found.people] == [
        (5, "tvet-teacher", 149),
        (6, "tvet-master", 36),
        (7, "tvet-teacher", None),
    ]
    second = person(found, 6)
    assert (second.category_date, second.category_until) == ("2025-05-20", "2030")
    assert asked(found) == {}


def test_names_without_a_heading_are_known_by_what_they_are() -> None:
    found = read(drawn.NAMES_WITHOUT_A_HEADING)
    assert [(p.name, p.position, p.experience["teaching"]) for p in found.people] == [
        ("Ойдан Айнұр Тестқызы", "tvet-military-organizer", 89),
        ("Тест Жанар", "tvet-deputy-academic", 144),
        ("Мысал Арман", "tvet-assistant", 5),
    ]
    assert person(found, 3).management_category == "deputy_3"
    assert not person(found, 2).courses_complete
    assert asked(found) == {}
