"""Durations, dates and plurals in the three languages, and the choice of the first language."""

from datetime import date

import pytest

from i18n import choose, translator


@pytest.mark.parametrize(
    ("months", "kk", "ru", "en"),
    [
        (0, "0 ай", "0 месяцев", "0 months"),
        (1, "1 ай", "1 месяц", "1 month"),
        (8, "8 ай", "8 месяцев", "8 months"),
        (12, "1 жыл", "1 год", "1 year"),
        (28, "2 жыл 4 ай", "2 года 4 месяца", "2 years 4 months"),
        (61, "5 жыл 1 ай", "5 лет 1 месяц", "5 years 1 month"),
        (252, "21 жыл", "21 год", "21 years"),
        (275, "22 жыл 11 ай", "22 года 11 месяцев", "22 years 11 months"),
    ],
)
def test_months_are_said_as_years_and_months(months: int, kk: str, ru: str, en: str) -> None:
    said = {language: translator(language).months(months) for language in ("kk", "ru", "en")}
    assert said == {"kk": kk, "ru": ru, "en": en}


@pytest.mark.parametrize(
    ("hours", "ru", "en"),
    [(1, "1 час", "1 hour"), (2, "2 часа", "2 hours"), (72, "72 часа", "72 hours")],
)
def test_hours_agree_with_their_number(hours: int, ru: str, en: str) -> None:
    assert translator("ru").hours(hours) == ru
    assert translator("en").hours(hours) == en
    assert translator("kk").hours(hours) == f"{hours} сағат"


def test_a_day_is_written_out() -> None:
    day = date(2027, 7, 20)
    assert translator("kk").date(day) == "2027\N{NARROW NO-BREAK SPACE}ж. 20 шілде"
    assert translator("ru").date(day) == "20 июля 2027\N{NARROW NO-BREAK SPACE}г."
    assert translator("en").date(day) == "20 July 2027"


def test_a_month_stands_alone() -> None:
    said = [translator(language).month_name(3) for language in ("kk", "ru", "en")]
    assert said == ["Наурыз", "Март", "March"]


def test_a_month_of_a_year() -> None:
    said = [translator(language).month(date(2025, 3, 1)) for language in ("kk", "ru", "en")]
    narrow = "\N{NARROW NO-BREAK SPACE}"
    assert said == [f"2025{narrow}ж. наурыз", f"март 2025{narrow}г.", "March 2025"]


def test_a_share_is_a_percentage_of_the_language() -> None:
    assert translator("en").percent(0.5) == "50%"
    assert translator("ru").percent(0.5) == "50\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("kk", "kk"),
        ("kk-KZ", "kk"),
        ("ru", "ru"),
        ("RU_ru", "ru"),
        ("en-GB", "en"),
        ("uz", "ru"),
        ("ky", "ru"),
        ("de", "en"),
        ("zh-hans", "en"),
        ("", "ru"),
        (None, "ru"),
    ],
)
def test_the_first_language_follows_the_telephone(code: str | None, language: str) -> None:
    assert choose(code) == language


def test_values_are_put_in_and_braces_in_them_are_left_alone() -> None:
    said = translator("en").text("I found no position like “{words}”.", words="{x} {0}")
    assert said == "I found no position like “{x} {0}”."
