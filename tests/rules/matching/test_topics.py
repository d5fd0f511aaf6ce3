"""Texts that name no position: none is offered, and each is known for what it is."""

from __future__ import annotations

import json

import pytest

from rules.matching import Topic, match, topic
from tests.rules.matching.scores import FOLDER

# `topic` is null for the posts of others and for what nothing is known of.
_LINES = (FOLDER / "no_position.jsonl").read_text("utf-8").splitlines()
_TEXTS = [(row["q"], row["topic"]) for row in map(json.loads, _LINES)]


def test_none_of_them_is_a_position() -> None:
    offered = {text: match(text).results for text, _ in _TEXTS}

    assert {text: found for text, found in offered.items() if found} == {}


def test_each_is_known_for_what_it_is() -> None:
    assert {text: topic(text) for text, _ in _TEXTS} == dict(_TEXTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ghbdtn", Topic.GREETING),
        ("cgfcb,j", Topic.THANKS),
        ("АТТЕСТАЦИЯ!!!", Topic.ATTESTATION),
        ("спасибо, подскажите, как стать сомелье", None),
        ("нужны документы", Topic.GATHERING),
        ("справка о курсах", Topic.PAPERS),
        ("учитель началных класов", Topic.CHILDREN),
        ("Бекова Динара", Topic.NAME),
        ("", None),
        ("42", None),
        ("спасибо " * 200, None),
    ],
)
def test_typos_layouts_and_what_else_a_text_says(text: str, expected: Topic | None) -> None:
    assert topic(text) == expected


@pytest.mark.parametrize("text", ["повар", "водитель колледжа", "сомелье", "космонавт"])
def test_a_post_of_others_stays_one_to_be_counted(text: str) -> None:
    assert match(text).results == ()
    assert topic(text) is None
