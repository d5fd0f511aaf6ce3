"""Every sentence of the block exists in three languages, with every value filled."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any as AnyValue

import pytest

from rules.attestation import categories_of, editions
from rules.attestation.wording import said, texts
from tests.rules.attestation.people import Json, block

SLOT = re.compile(r"\{(\w+)(?:\|[^{}]*)?\}")
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
                    found = block(category, person, position=position).to_json(lang)
                    for text in shown_texts(found):
                        assert text.strip()
                        assert not re.search(r"[{}|]|\.\.|\bNone\b", text)
                    for item in (*found["requirements"], *found["next_steps"], *found["keeping"]):
                        assert item["clause"]


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
    assert all(part in found["edition"] for part in ("83", "27.01.2016", "32", "25.02.2025"))
