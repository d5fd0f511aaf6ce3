"""Courses as certificates print them and as people type them, on 20 November 2026."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.typed import CertificateLine, read_certificates
from rules.typed.certificates import names_hours, no_course_in
from rules.typed.outcome import Choose, NotUnderstood, Understanding, Understood
from tests.thoroughness import examples

ON = date(2026, 11, 20)
LAST = date(2024, 6, 14)
JUNE = (date(2024, 6, 1), date(2024, 6, 30))

HOURS = [
    "80 часов", "80ч.", "80 сағ.", "80 сағаттық", "80-часовой", "80 hours", "80-hour",
    "80 акад. ч.", "80 ак.ч", "80 академиялық сағат", "80 academic hours", "80 уч. часов",
    "в объёме 80 часов", "80 (восемьдесят) часов", "часов: 80", "80 сағат көлемінде",
]  # fmt: skip
DAYS = [
    "14.06.2024", "14 июня 2024 г.", "14 июня 24 г.", "14 маусым 24 ж.",
    "2024 жылғы 14 маусым", "June 14, 2024", "«14» июня 2024",
    "с 3 по 14 июня 2024 года", "3-14 июня 2024", "3–14.06.2024", "с 03.06 по 14.06.2024",
    "27.05-14.06.2024", "03.06.2024 - 14.06.2024 г.", "27 мая - 14 июня 2024",
    "2024 жылдың 3 маусымынан 14 маусымына дейін", "2024 жылғы 3-14 маусым",
    "2024 жылғы 3 маусым мен 14 маусым аралығында", "3-нен 14 маусымға дейін 2024 жыл",
    "from 3 to 14 June 2024", "June 3-14, 2024", "с 3-го по 14-е июня 2024",
]  # fmt: skip
MONTHS = [
    "июнь 2024", "май-июнь 2024", "с мая по июнь 2024", "мамыр-маусым 2024", "June 2024",
    "2024 ж. мамыр-маусым", "апрель, май, июнь 2024", "май/июнь 2024",
]  # fmt: skip
BESIDE = [
    "2 недели", "10 күн", "3 кредита", "5 ECTS", "модуль 2", "Excel 2016", "Scratch 3.0",
    "сертификат № 12345", "рег. номер 7788", "группа 12", "балл 95", "сертификат 15/2345",
    "приказ № 95 от 28.01.2016", "ҚР БҒМ 2016 жылғы 28 қаңтардағы № 95 бұйрығы",
    "8 (701) 000-00-00", "ИИН 800101300123",
]  # fmt: skip
INVISIBLE = ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"]


def first(reading: Understanding[tuple[CertificateLine, ...]]) -> tuple[CertificateLine, ...]:
    """What is taken, or stands first where it is asked."""
    if isinstance(reading, Understood):
        return reading.value
    assert isinstance(reading, Choose), reading
    return reading.options[0]


@pytest.mark.parametrize("hours", HOURS)
@pytest.mark.parametrize("day", DAYS)
def test_a_course_has_its_hours_and_its_last_day_in_either_order(hours: str, day: str) -> None:
    course = CertificateLine(80, LAST, None)
    assert read_certificates(f"{hours}, {day}", ON) == Understood((course,))
    assert read_certificates(f"{day}, {hours}", ON) == Understood((course,))


@pytest.mark.parametrize("month", MONTHS)
def test_of_months_the_last_one_counts_and_its_day_is_asked(month: str) -> None:
    reading = read_certificates(f"80 часов, {month}", ON)
    assert reading == Understood((CertificateLine(80, None, None, JUNE),), "day_missing")


@given(
    hours=st.sampled_from(HOURS),
    day=st.sampled_from(DAYS),
    beside=st.lists(st.sampled_from(BESIDE), max_size=2, unique=True),
    data=st.data(),
)
@examples(150)
def test_other_numbers_are_no_course_wherever_they_stand(
    hours: str, day: str, beside: list[str], data: st.DataObject
) -> None:
    parts = data.draw(st.permutations([hours, day, *beside]))
    [line] = first(read_certificates(", ".join(parts), ON))
    assert (line.hours, line.issued) == (80, LAST)


@given(hours=st.sampled_from(HOURS), day=st.sampled_from(DAYS))
def test_the_subject_may_stand_anywhere(hours: str, day: str) -> None:
    subject = "менеджмент"
    readings = {
        read_certificates(", ".join(parts), ON) for parts in permutations([hours, day, subject])
    }
    assert readings == {Understood((CertificateLine(80, LAST, "education_management"),))}


@given(hours=st.sampled_from(HOURS), day=st.sampled_from(DAYS), data=st.data())
@examples(100)
def test_letters_that_cannot_be_seen_change_nothing(
    hours: str, day: str, data: st.DataObject
) -> None:
    text = f"{hours}, {day}"
    place = data.draw(st.integers(0, len(text)))
    hidden = data.draw(st.sampled_from(INVISIBLE))
    typed = text[:place] + hidden + text[place:]
    assert read_certificates(typed, ON) == read_certificates(text, ON)


@given(
    said=st.permutations(
        [
            "72 сағат, 14 маусым 2024",
            "72 часа, 14 июня 2024",
            "72 hours, 14 June 2024",
        ]
    ),
    languages=st.integers(1, 3),
    between=st.sampled_from([" / ", "\n", "; ", ", "]),
)
@examples(60)
def test_a_language_repeated_gives_one_course(
    said: list[str], languages: int, between: str
) -> None:
    reading = read_certificates(between.join(said[:languages]), ON)
    assert reading == Understood((CertificateLine(72, LAST, None),))


def test_the_same_hours_on_other_days_are_other_courses() -> None:
    reading = read_certificates("72 сағат 14.06.2024; 72 часа 12.05.2023", ON)
    assert [line.issued for line in first(reading)] == [LAST, date(2023, 5, 12)]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("72+36=108", [72, 36]),
        ("36 ч + 36 ч, всего 72 ч", [36, 36]),
        ("Курс 1: 72 ч, 14.06.2024. Курс 2: 36 ч, 10.05.2024", [72, 36]),
        ("1-курс: 72 сағат, 2-курс: 36 сағат", [72, 36]),
        ("два курса: 72 часа 14.06.2024 и 36 часов 10.05.2024", [72, 36]),
        ("72 часа\n14.06.2024\nМенеджмент в образовании", [72]),
    ],
)
def test_courses_are_counted_once(text: str, hours: list[int]) -> None:
    assert [line.hours for line in first(read_certificates(text, ON))] == hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("72 ч., из них 36 онлайн, 14.06.2024", 72),
        ("80 часов, в том числе 40 часов дистанционно, 14.06.2024", 80),
        ("5 дней по 8 часов, всего 40 часов, 14.06.2024", 40),
        ("36 часов теория + 36 часов практика = 72 часа, 14.06.2024", 72),
        ("72 часа, 14.06.2024, действителен до 14.06.2027", 72),
        ("72 часа 14.06.2024, дату не помню", 72),
    ],
)
def test_a_whole_with_its_parts_is_one_course_and_asked(text: str, hours: int) -> None:
    reading = read_certificates(text, ON)
    assert isinstance(reading, Choose)
    assert [line.hours for line in reading.options[0]] == [hours]


@pytest.mark.parametrize(
    "text", ["5 дней по 8 часов, 14.06.2024", "8 часов в день, 5 дней", "36ч+36ч=80ч"]
)
def test_hours_that_nobody_said_are_not_counted(text: str) -> None:
    assert read_certificates(text, ON) == NotUnderstood()
    assert names_hours(text)


PAPER = (
    "СЕРТИФИКАТ № 000200\nБҒМ 2016 жылғы 28 қаңтардағы № 95 бұйрығына сәйкес / согласно приказу\n"
    "Настоящий сертификат подтверждает, что слушатель прошёл курс «Менеджмент в образовании» "
    "с 3 июня 2024 года по 14 июня 2024 года\n72 сағат көлемінде / в объёме 72 часов (3 кредита)\n"
    "Дата выдачи: 17.06.2024. Действителен до 17.06.2029. Проверка: example.kz/v/123456"
)


def test_the_text_of_a_certificate_gives_its_course() -> None:
    course = CertificateLine(72, date(2024, 6, 17), "education_management")
    assert read_certificates(PAPER, ON) == Understood((course,))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("переподготовка 520 часов 30.06.2023", "retraining"),
        ("ДИПЛОМ\nприсвоена квалификация «Педагог», 520 часов, 30.06.2023", "retraining"),
        ("стажировка на предприятии 72 часа 14.06.2024", "placement"),
        ("тағылымдама 72 сағат 14.06.2024", "placement"),
        ("за участие в семинаре 8 часов 14.06.2024", "participation"),
        ("вебинарға қатысқаны үшін, 18.04.2025", "participation"),
        ("провела курс в качестве тренера, 80 часов, 14.06.2024", "trainer"),
    ],
)
def test_what_is_no_course_is_never_taken_as_one(text: str, kind: str) -> None:
    assert no_course_in(text) == kind
    assert not isinstance(read_certificates(text, ON), Understood)


def test_an_organisation_of_retraining_gives_courses_too() -> None:
    text = "Центр повышения квалификации и переподготовки, курсы 72 часа 14.06.2024"
    assert read_certificates(text, ON) == Understood((CertificateLine(72, LAST, None),))


TITLES = ["Үш тілді оқыту", "Бір ел – бір кітап", "Две звезды", "Three languages", "Сто шагов"]


@pytest.mark.parametrize("title", TITLES)
def test_a_number_word_in_a_title_is_no_hours(title: str) -> None:
    course = Understood((CertificateLine(72, date(2024, 3, 15), None),))
    assert read_certificates(f"«{title}» курсы, 72 сағат, 15.03.2024", ON) == course
    paper = (
        f"Сертификат. Тестова Айна 2024 жылғы 4-15 наурызда өткен «{title}» біліктілік арттыру "
        "курстарына қатысып, бағдарламаны толық меңгерді. 72 сағат"
    )
    assert read_certificates(paper, ON) == course


def test_hours_in_quotes_are_hours() -> None:
    assert {line.hours for line in first(read_certificates("«72 часа», 15.03.2024", ON))} == {72}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("СЕРТИФИКАТ эксперта. Работала в составе жюри республиканского конкурса, 8 часов, "
         "03.04.2025", "jury"),
        ("республикалық байқаудың қазылар алқасы мүшесі, 8 сағат, 03.04.2025", "jury"),
        ("as a member of the jury, 8 hours, 03.04.2025", "jury"),
        ("республиканский конкурс, 8 часов, 03.04.2025", "participation"),
        ("Тренер курса: Тестова А. подтверждает проведение тренинга 16 часов 03.03.2025",
         "trainer"),
        ("за проведение обучающего семинара, 16 часов, 03.03.2025", "trainer"),
        ("тренинг өткізгені үшін, 16 сағат, 03.03.2025", "trainer"),
        ("for conducting a training, 16 hours, 03.03.2025", "trainer"),
        ("Справка. Тестова А. действительно обучается на курсах, 72 часа", "ongoing"),
        ("біліктілікті арттыру курсында оқып жатыр, 72 сағат, 01.11.2026", "ongoing"),
        ("is currently attending a course of 72 hours, 01.11.2026", "ongoing"),
        ("Language certificate B1, 120 hours, 10.05.2025", "language"),
        ("сертификат о знании английского языка, 120 часов, 10.05.2025", "language"),
        ("IELTS 6.5, 120 сағат, 10.05.2025", "language"),
    ],
)  # fmt: skip
def test_other_papers_with_hours_are_not_surely_courses(text: str, kind: str) -> None:
    assert no_course_in(text) == kind
    assert not isinstance(read_certificates(text, ON), Understood)


@pytest.mark.parametrize(
    "text",
    [
        "курсы английского языка B1, 72 часа, 15.03.2024",
        "Дата проведения курса: 15.03.2024, 72 часа",
        "Курс «Подготовка экспертов», 72 часа, 15.03.2024",
        "Сертификат\nподтверждает, что окончила курс 72 часа, 15.03.2024. Действителен до "
        "15.03.2029",
    ],
)
def test_courses_that_look_like_other_papers_are_taken(text: str) -> None:
    assert no_course_in(text) is None
    [line] = first(read_certificates(text, ON))
    assert (line.hours, line.issued) == (72, date(2024, 3, 15))


@pytest.mark.parametrize(
    "text",
    [
        "Справка\nподтверждает обучение на курсах с 01.12.2026 по 12.12.2026, 72 часа",
        "Анықтама\n2026 жылғы 1-12 желтоқсанда курста оқитынын растайды, 72 сағат",
        "курсы с 01.12.2026 по 12.12.2026, 72 часа",
    ],
)
def test_a_course_that_is_not_over_is_not_taken(text: str) -> None:
    assert not isinstance(read_certificates(text, ON), Understood)


@pytest.mark.parametrize(
    "text",
    [
        "2 курса по 36 часов: 14.06.2024 и 03.03.2025",
        "2 курса по 36 ч, 14 июня 2024, 3 марта 2025 г.",
        "14.06.2024 мен 03.03.2025, екі курс 36 сағаттан",
        "two courses of 36 hours: 14 June 2024 and 3 March 2025",
    ],
)
def test_as_many_days_as_courses_are_a_day_for_each(text: str) -> None:
    each = tuple(CertificateLine(36, day, None) for day in (LAST, date(2025, 3, 3)))
    assert first(read_certificates(text, ON)) == each
