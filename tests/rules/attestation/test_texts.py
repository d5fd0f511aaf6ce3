"""Every sentence of the block exists in three languages, with every value filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any as AnyValue

import pytest

from rules.attestation import categories_of, editions
from rules.attestation.wording import Span, said, texts
from rules.vocabulary import Json
from tests.rules.attestation.people import block

SLOT = re.compile(r"\{(\w+)(?::of)?(?:\|[^{}]*)?\}")
PEOPLE: tuple[Json, ...] = (
    {},
    {
        "category": "none",
        "management_category": "none",
        "experience": {"teaching": 3},
        "certificates": [],
        "knowledge_test": {"percent": 0},
    },
    {
        "category": "expert",
        "category_granted": "2023-05-31",
        "management_category": "deputy_3",
        "experience": {"teaching": 400},
        "certificates": [{"topic": "it", "hours": 21, "issued": "2024-01-01"}],
        "knowledge_test": {"percent": 100, "taken": "2026-10-01"},
    },
    {"category": "expert", "category_granted": "2020-05-31"},
)


PARTS = ("requirements", "next_steps", "ways", "no_test", "keeping", "exceptions")
MONTHS_BY_THE_DOZEN = re.compile(r"\b(1[2-9]|[2-9]\d|\d{3}) (ай|месяц\w*|months?)\b")


def shown_texts(value: AnyValue) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("text", "check", "edition"):
                yield inner
            yield from shown_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from shown_texts(inner)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_block_is_said_in_full(lang: str) -> None:
    for family in editions()[-1].families:
        for position in family.positions:
            for category in categories_of(editions()[-1], position):
                for person in PEOPLE:
                    made = block(category, person, position=position)
                    found = made.to_json(lang)
                    asked = [question.of(lang) for question in made.asks.values()]
                    for text in (*shown_texts(found), *asked):
                        assert text.strip()
                        assert not re.search(r"[{}|]|\.\.|\bNone\b", text)
                        assert not MONTHS_BY_THE_DOZEN.search(text), text
                    for part in PARTS:
                        assert all(item["clause"] for item in found[part])


def test_templates_name_the_same_values_in_every_language() -> None:
    for text in texts().values():
        slots = {lang: set(SLOT.findall(text.of(lang))) for lang in ("kk", "ru", "en")}
        assert slots["kk"] == slots["ru"] == slots["en"]


@pytest.mark.parametrize(
    ("lang", "hours", "expected"),
    [
        ("ru", 1, "ещё на 1 час."),
        ("ru", 32, "ещё на 32 часа."),
        ("ru", 11, "ещё на 11 часов."),
        ("ru", 108, "ещё на 108 часов."),
        ("en", 1, "1 more hour of"),
        ("en", 72, "72 more hours of"),
        ("kk", 72, "72 сағат курстан"),
    ],
)
def test_numbers_take_their_plural(lang: str, hours: int, expected: str) -> None:
    assert expected in said("step.course-hours.unmet", hours=hours).of(lang)


@pytest.mark.parametrize(
    ("lang", "asks"),
    [
        ("kk", "Өтініш бермес бұрын тексеріңіз"),
        ("ru", "Проверьте перед подачей"),
        ("en", "Check before you apply"),
    ],
)
def test_it_says_to_check_and_names_the_edition(lang: str, asks: str) -> None:
    found = block("expert", {}).to_json(lang)
    assert asks in found["check"]
    assert "№ 338" in found["check"] or "No. 338" in found["check"]
    days = {"en": ("27 January 2016", "25 February 2025")}.get(lang, ("27.01.2016", "25.02.2025"))
    assert all(part in found["edition"] for part in ("83", "32", *days))


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("kk", "2025 жылдан кейінгі оқу жылына жаңа редакция дайындалатыны хабарланған"),
        ("ru", "Объявлено о новой редакции на учебный год после 2025 года, её текста здесь нет"),
        ("en", "A revision was announced for the school year after 2025; its text is not known"),
    ],
)
def test_it_says_that_a_revision_was_announced(lang: str, says: str) -> None:
    assert says in block("expert", {}).to_json(lang)["check"]


@pytest.mark.parametrize(
    ("lang", "months", "plain", "genitive"),
    [
        ("ru", 12, "1 год", "1 года"),
        ("ru", 24, "2 года", "2 лет"),
        ("ru", 60, "5 лет", "5 лет"),
        ("ru", 30, "2 года 6 месяцев", "2 лет 6 месяцев"),
        ("ru", 1, "1 месяц", "1 месяца"),
        ("en", 12, "1 year", "1 year"),
        ("en", 18, "1 year 6 months", "1 year 6 months"),
        ("kk", 42, "3 жыл 6 ай", "3 жыл 6 ай"),
    ],
)
def test_spans_are_years_and_months(lang: str, months: int, plain: str, genitive: str) -> None:
    assert plain in said("keeping.first-head-term", term=Span(months)).of(lang)
    text = said("need.pedagogical-work", term=Span(months)).of(lang)
    assert text.endswith(genitive)
