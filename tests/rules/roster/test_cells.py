"""Single cells: lengths of service, days, categories, courses, posts, names."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.roster.courses import read_apart, read_courses
from rules.roster.days import read_day, read_term
from rules.roster.headings import column
from rules.roster.names import is_name, shown_name
from rules.roster.posts import read_post
from rules.roster.private import is_private_heading, without_private
from rules.roster.ranks import read_rank
from rules.roster.schooling import read_degrees, read_education
from rules.roster.service import dashes_of, decimals_of, in_two_columns, read_length
from rules.roster.table import Value

ON = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("5 лет 3 мес", 63), ("28 л. 2 м.", 338), ("12л3м", 147), ("24 г", 288), ("3г2м15д", 38),
        ("12 ж. 4 ай", 148), ("33 жыл 2 ай", 398), ("екі жыл", 24), ("9ай", 9), ("25-жыл", 300),
        ("3,5", 42), (14, 168), (5.0, 60), ("0", 0), ("нет", 0), ("жоқ", 0), ("б/с", 0),
        ("5 years 3 months", 63), ("с 01.09.2020", 74), ("12 жыл 06 ай 03 күн", 150),
    ],
)  # fmt: skip
def test_lengths_of_service_are_read(text: Value, months: int) -> None:
    assert read_length(text, ON).months == months


@pytest.mark.parametrize("text", ["", "-", "–", " - ", None, "н/д", "\u00a0"])
def test_a_blank_or_a_dash_is_unknown_and_never_none(text: Value) -> None:
    assert read_length(text, ON).months is None
    assert read_rank(text, ON).category is None
    assert read_courses(text, ON).courses is None
    assert not read_length(text, ON).why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("много", "not_a_length"), ("20-ға жуық", "not_a_length"), ("5 л. 13 м.", "months_over_11"),
        ("с 2015", "year_alone"), ("9-6", "years_or_kinds"), ("99", "not_a_length"),
        ("#Н/Д", "error"), (datetime(2026, 3, 5), "not_a_length"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_what_is_no_length_is_asked_about(text: Value, why: str) -> None:
    found = read_length(text, ON)
    assert (found.months, found.why) == (None, why)


@given(st.integers(0, 55), st.integers(0, 11))
def test_every_usual_way_of_writing_a_length_says_the_same(years: int, months: int) -> None:
    whole = years * 12 + months
    ways = [
        f"{years} лет {months} мес.", f"{years}л. {months}м.", f"{years} жыл {months} ай",
        f"{years}ж.{months}ай", f"{years} г. {months:02} мес", f"{years} years {months} months",
    ]  # fmt: skip
    assert {read_length(way, ON).months for way in ways} == {whole}
    assert read_length(f"{years}-{months:02}", ON, dashes=True).months == whole
    assert in_two_columns(years, months, ON)[0].months == whole


def test_figures_alone_are_years_and_months_where_the_heading_says_so() -> None:
    assert column(0, "", "Педагогический стаж, лет месяцев дней").unit == "parts"
    assert read_length("21 10 05", ON, unit="parts").months == 262
    assert read_length("5/3", ON, unit="parts").months == 63
    assert read_length("5 лет", ON, unit="parts").months == 60


def test_months_without_years_and_years_without_months_are_lengths() -> None:
    assert in_two_columns(None, "6ай", ON)[0].months == 6
    assert in_two_columns("9ж", None, ON)[0].months == 108
    assert in_two_columns(None, "-", ON)[0].months is None
    assert [length.why for length in in_two_columns("19ж", "63ай", ON)] == ["", "months_over_11"]


@pytest.mark.parametrize(
    ("column_of", "meaning"),
    [
        (["3,5", "12,5"], "years"), (["3,11", "5,5"], "months"), (["3,75", "2,5"], "years"),
        (["12,3", "5"], ""), (["5", "7 лет"], "years"),
    ],
)  # fmt: skip
def test_the_figure_after_the_point_is_told_from_the_whole_column(
    column_of: list[Value], meaning: str
) -> None:
    assert decimals_of(column_of) == meaning


def test_a_dash_is_years_and_months_only_where_the_column_shows_it() -> None:
    assert dashes_of(["5-03", "9-6"])
    assert dashes_of(["12-11", "7-2"])
    assert not dashes_of(["9-6"])
    assert not dashes_of(["30-25", "18-15"])


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("20.05.2024г.", "2024-05-20"), ("№96 от 20.05.2024г.", "2024-05-20"),
        (45066, "2023-05-20"),
        ("2024 ж. 20 мамыр", "2024-05-20"), ("05.2024", "2024-05"), ("июнь 2024 г.", "2024-06"),
        (2022, "2022"), ("2018 г.", "2018"), ("25.12.23", "2023-12-25"), ("15/03/2025",
        "2025-03-15"),
        ("03/04/2025", "2025"), ("10.02-21.02.2025", "2025-02-21"),
        (date(2024, 5, 12), "2024-05-12"),
    ],
)  # fmt: skip
def test_days_are_read_as_far_as_they_are_said(value: Value, day: str) -> None:
    assert read_day(value, ON).written == day


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("31.06.2023", "no_such_day"), ("32.05.2022 ж.", "no_such_day"), (20.5, "not_a_day"),
        (date(2027, 5, 3), "future_day"), (2031, "future_day"), ("скоро", "not_a_day"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_asked_about(value: Value, why: str) -> None:
    found = read_day(value, ON)
    assert (found.written, found.why) == ("", why)


def test_the_two_days_of_a_term_are_its_ends() -> None:
    found, until = read_term("20.05.2024-20.05.2029", ON)
    assert (found.written, until) == ("2024-05-20", "2029-05-20")


@pytest.mark.parametrize(
    ("text", "category", "given_on"),
    [
        ("б/к", "none", ""), ("б/кат", "none", ""), ("без кв. категории", "none", ""),
        ("санаты жоқ", "none", ""), (0, "none", ""), ("педагог", "teacher", ""),
        ("ІІ санат,", "second", ""), ("II", "second", ""), ("2-я категория", "second", ""),
        ("Жоғары, 2019", "highest", "2019"), ("педагог-зертеуші, 2021", "researcher", "2021"),
        ("исследователь, пр.№15 от 12.05.2023", "researcher", "2023-05-12"),
        ("педагог - мастер (2024)", "master", "2024"), ("модератор 2022-2027", "moderator", "2022"),
        ("эксперт/2023", "expert", "2023"), ("teacher-moderator, 2024", "moderator", "2024"),
    ],
)  # fmt: skip
def test_categories_are_read_with_their_day(text: Value, category: str, given_on: str) -> None:
    found = read_rank(text, ON)
    assert (found.category, found.given, found.why) == (category, given_on, "")


@pytest.mark.parametrize(
    ("text", "management"),
    [
        ("руководитель-менеджер", "head_manager"), ("зам. рук. третьей категории", "deputy_3"),
        ("үшінші санатты басшы орынбасары, 15.06.2024 ж., №112-ө", "deputy_3"),
        ("екінші санатты басшы", "head_manager"), ("руководитель-организатор", "head_organizer"),
    ],
)  # fmt: skip
def test_categories_of_heads_are_no_categories_of_teachers(text: str, management: str) -> None:
    found = read_rank(text, ON)
    assert (found.category, found.management) == (None, management)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("первая (2017 г.), модератор", "several_categories"), ("ПМ", "not_a_category"),
        ("соответствует", "not_a_category"), ("мастер п/о", "not_a_category"), ("1",
        "not_a_category"),
        ("модератор, ожидает эксперта", ""),
    ],
)  # fmt: skip
def test_no_category_is_guessed(text: str, why: str) -> None:
    found = read_rank(text, ON)
    assert found.category in (None, "moderator")
    assert found.why == why


def test_a_category_whose_day_cannot_be_keeps_its_name() -> None:
    found = read_rank("педагог-зерттеуші,\n32.05.2022 ж.", ON)
    assert (found.category, found.given, found.why) == ("researcher", "", "no_such_day")


def test_until_is_the_end_and_not_the_day_of_granting() -> None:
    found = read_rank("модератор до 2027", ON)
    assert (found.category, found.given, found.until) == ("moderator", "", "2027")


@pytest.mark.parametrize(
    ("text", "courses"),
    [
        ("72", [(72, "")]), ("72, 2022", [(72, "2022")]), ("72; 2022", [(72, "2022")]),
        ("36 (02.26)", [(36, "2026-02")]), ("72/2024", [(72, "2024")]),
        ("80ч 05.2024; 36ч 11.2025", [(80, "2024-05"), (36, "2025-11")]),
        ("2023 – 72 ч., 2024 – 36 ч.", [(72, "2023"), (36, "2024")]),
        ("«Өрлеу» БАҰО,\n80 сағат,\n03–14.03.2025 ж.", [(80, "2025-03-14")]),
        ("1) «А», 72 ч., 2023\n2) «Б», 36 ч., 2024", [(72, "2023"), (36, "2024")]),
        ("Дағдарыс психологиясы, 72 с., 2022", [(72, "2022")]), ("не проходил", []), ("нет", []),
        ("Python for Data Science, Coursera, 72 h, 12.05.2024", [(72, "2024-05-12")]),
    ],
)  # fmt: skip
def test_courses_are_read_with_hours_and_day(text: str, courses: list[tuple[int, str]]) -> None:
    found = read_courses(text, ON)
    assert [(each.hours, each.issued) for each in found.courses or ()] == courses
    assert found.courses is not None
    assert not found.why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("курсы 2023", "no_hours"), ("есть", "no_hours"), ("AI in Education, 2 ECTS, 2026",
        "not_a_course"),
        ("IELTS 6.5, март 2026", "not_a_course"), ("72 ч. декабрь 2026", "future_day"),
        ("10/2024", "no_hours"), ("2024", "no_hours"),
    ],
)  # fmt: skip
def test_what_is_no_course_in_hours_is_asked_about(text: str, why: str) -> None:
    found = read_courses(text, ON)
    assert (found.courses, found.why) == (None, why)


def test_the_year_of_the_heading_counts_where_the_cell_says_none() -> None:
    assert [c.issued for c in read_courses(72, ON, "2024").courses or ()] == ["2024"]
    assert [c.issued for c in read_courses("36 (02.26)", ON, "2025").courses or ()] == ["2026-02"]


def test_courses_of_three_columns_are_joined_line_by_line() -> None:
    found = read_apart("«А»;\n«Б»", "80;\n36", "05.2023;\n14.11.2025", ON)
    assert [(c.hours, c.issued) for c in found.courses or ()] == [
        (80, "2023-05"),
        (36, "2025-11-14"),
    ]
    other = read_apart("«А», «Б»", "80; 36", "05.2023", ON)
    assert other.doubts == ((2, "hours_and_days"),)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Зам. директора по УР, преподаватель математики", "tvet-deputy-academic"),
        ("преподаватель (внешн. совм.) 0,5 ст.", "tvet-teacher"),
        ("ЖБП. Дене тәрбиесі оқытушысы", "tvet-teacher"), ("рук. физвоспитания",
        "tvet-pe-instructor"),
        ("Әдіскер\n2020 ж. 1 қыркүйектен", "tvet-methodist"), ("Басшы", "tvet-director"),
        ("методист УМО", "tvet-union-methodist"), ("мастер", "tvet-master"),
        ("преподаватель каз.яз", "tvet-teacher"), ("преп. каз. яз. и лит-ры", "tvet-teacher"),
    ],
)  # fmt: skip
def test_posts_of_a_college(text: str, position: str) -> None:
    assert read_post(text, "college").position == position


@pytest.mark.parametrize("text", ["ассистент-профессор", "зав. лабораторией", "завхоз", "водитель"])
def test_posts_that_the_orders_lack_are_none(text: str) -> None:
    assert read_post(text, "university").possible == ()


def test_the_field_of_a_professor_is_open() -> None:
    found = read_post("и.о. доцента", "university")
    assert found.position is None
    assert found.field_open
    assert len(found.possible) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Жорамалова Гүлім\n(бала күтімінде,\n2028 ж. дейін)", "Жорамалова Гүлім"),
        ("Тестова Айна, 000000000012", "Тестова Айна"),
        ("ТЕСТОВА АЙНА", "Тестова Айна"), ("1. Иванов-Тест Иван", "Иванов-Тест Иван"),
        ("Сынақова  Тілектес\u00a0Пробақызы", "Сынақова Тілектес Пробақызы"),
        ("Выдуманный С.П. 1980 г.р.", "Выдуманный С.П."),
        ("Тестова Айна – председатель ЦК", "Тестова Айна"), ("Ораз Серік ұлы", "Ораз Серік ұлы"),
    ],
)  # fmt: skip
def test_names_are_shown_without_what_is_added(text: str, name: str) -> None:
    assert shown_name(text) == name
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["Итого", "Администрация", "Всего 5", "12", "преподаватель", "М.О"]
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("level", "beside", "expected"),
    [
        ("высшее, ПГУ, 2008, учитель информатики", "", [("higher", ("pedagogical",))]),
        ("ср. спец., высшее", "", [("tvet", ()), ("higher", ())]), ("орта арнаулы",
        "", [("tvet", ())]),
        ("арнаулы орта білім", "", [("tvet", ())]), ("кәсіптік орта", "", [("tvet", ())]),
        ("жалпы орта", "", None),
        ("магистр пед. наук", "", [("master", ("pedagogical",))]), ("бакалавр",
        "", [("bachelor", ())]),
        ("жоғары", "педагогика и психология", [("higher", ("pedagogy_psychology",))]),
        ("Послевузовское (магистратура)", "", [("master", ())]), ("среднее", "", None), ("-",
        "", None),
    ],
)  # fmt: skip
def test_education_is_read_with_the_fields_that_the_words_say(
    level: str, beside: str, expected: list[tuple[str, tuple[str, ...]]] | None
) -> None:
    found = read_education(level, beside).education
    said = None if found is None else sorted((each.level, each.fields) for each in found)
    assert said == (None if expected is None else sorted(expected))


def test_a_masters_degree_is_no_degree_of_science() -> None:
    assert read_degrees("м.т.н.") == ((), None)
    assert read_degrees("к.ф.-м.н., доцент") == (("candidate",), ("associate_professor",))
    assert read_degrees("PhD, ассоц. профессор (доцент)") == (("phd",), ("associate_professor",))
    assert read_degrees("-") == (None, None)


@pytest.mark.parametrize(
    ("group", "leaf", "role", "kinds"),
    [
        ("Стаж работы", "пед.", "experience", ("teaching",)),
        ("", "Стаж общий / науч.-пед.", "experience", ("total", "scientific_pedagogical")),
        ("", "Общий педагогический стаж", "experience", ("teaching",)),
        ("", "Педагоги-\nкалық өтілі", "experience", ("teaching",)),
        ("", "Осы колледж-\nдегі өтілі", "experience", ("here",)),
        ("", "Стаж", "experience", ()), ("", "Руководящий стаж", "experience", ("management",)),
        ("", "Тегі, аты,\nәкесінің аты", "name", ()), ("", "Санаты, берілген күні, бұйрық №",
        "category", ()),
        ("Повышение квалификации", "кол-во\nчасов", "course_hours", ()), ("", "Курсы 2024",
        "courses", ()),
        ("Квалификационная категория", "№ приказа", "other", ()),
        ("", "Срок действия категории", "category_until", ()), ("", "Дата присвоения",
        "category_day", ()),
        ("", "На какую категорию претендует", "other", ()), ("", "Білімі", "education", ()),
        ("", "Атқаратын лауазымы, қай күннен бастап", "position", ()), ("", "ИИН", "private", ()),
        ("", "Место работы, должность", "position", ()), ("", "Предмет", "subject", ()),
        ("", "Должность, разряд, ставка", "position", ()),
        ("", "Лауазымға тағайындалған күні", "other", ()),
        ("", "Даты присвоения и окончания категории", "category_day", ()),
        ("", "Начало педагогической деятельности", "experience", ("teaching",)),
    ],
)  # fmt: skip
def test_headings_are_known_by_their_words(
    group: str, leaf: str, role: str, kinds: tuple[str, ...]
) -> None:
    found = column(0, group, leaf)
    assert (found.role, found.kinds) == (role, kinds)


@pytest.mark.parametrize(
    "text",
    ["000000000012", "тел. 00-00-00", "+7 700 000 00 01", "mail@example.test", "ул. Мира, 1, кв. 5",
     "диплом ЖБ-Б № 0000000", "сертификат №00123456", "серия АБ 1234567"],
)  # fmt: skip
def test_numbers_of_people_and_papers_are_blanked_by_their_shape(text: str) -> None:
    assert not any(letter.isdigit() for letter in without_private(text))


@pytest.mark.parametrize(
    "text", ["№96 от 20.05.2024г.", "2010-2015, 72 ч.", "20.05.2024 - 20.05.2029", "5-03", "30/25"]
)
def test_days_orders_and_lengths_are_no_private_numbers(text: str) -> None:
    assert without_private(text) == text


@pytest.mark.parametrize(
    "heading",
    ["жсн", "иин", "домашний адрес", "контактный телефон", "мекен-жайы", "№ диплома",
    "место рождения",
     "удостоверение личности", "e-mail"],
)  # fmt: skip
def test_headings_of_what_must_not_be_taken(heading: str) -> None:
    assert is_private_heading(heading)
