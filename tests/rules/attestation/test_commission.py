"""Whose commission decides: by whom the organisation answers to, as somebody has said it."""

from __future__ import annotations

import pytest

from rules.attestation import Superior, Told
from rules.vocabulary import Json
from tests.rules.attestation.people import block

TABLE = [
    ("moderator", "district", "organisation of education", "19; 19-3; 19-4"),
    ("moderator", "region", "organisation of education", "19; 19-3; 19-4"),
    ("moderator", "ministry", "organisation of education", "19; 19-3; 19-4"),
    ("expert", "district", "district", "19"),
    ("expert", "region", "region", "19-3"),
    ("expert", "ministry", "ministry", "19-4"),
    ("researcher", "district", "region", "19"),
    ("researcher", "region", "region", "19-3"),
    ("researcher", "ministry", "ministry", "19-4"),
    ("master", "district", "ministry", "19; 19-3; 19-4"),
    ("master", "region", "ministry", "19; 19-3; 19-4"),
    ("master", "ministry", "ministry", "19; 19-3; 19-4"),
    ("deputy_3", "region", "region", "19-3"),
    ("deputy_2", "district", "district", "19"),
    ("deputy_1", "district", "region", "19"),
    ("head_leader", "ministry", "ministry", "19-4"),
]
"""Category, whom the organisation answers to, the level, the clause."""


def commissions(category: str, *superiors: Superior) -> list[Json]:
    position = "tvet-teacher"
    if category.startswith("deputy"):
        position = "tvet-deputy-it"
    elif category.startswith("head"):
        position = "tvet-director"
    found = block(category, {}, position=position, told=Told(superiors)).to_json("en")
    return [step for step in found["next_steps"] if step["id"] == "commission"]


@pytest.mark.parametrize(("category", "answers_to", "level", "clause"), TABLE)
def test_each_level(category: str, answers_to: str, level: str, clause: str) -> None:
    [said] = commissions(category, Superior(answers_to))
    assert f"decides: {level}." in said["text"]
    assert said["clause"] == clause


def test_it_is_open_where_nobody_has_said_it() -> None:
    for category in ("expert", "researcher", "deputy_3", "deputy_1"):
        [said] = commissions(category)
        assert "depends on whom your organisation answers to" in said["text"]
        assert said["clause"] == "19; 19-3; 19-4"
    for category in ("moderator", "master"):
        assert "depends" not in commissions(category)[0]["text"]
    assert commissions("teacher") == []


def test_whose_word_it_is_is_said() -> None:
    [said] = commissions("expert", Superior("region", "College <1>"))
    assert (
        "answers to the region's education department, says your HR (College <1>)" in said["text"]
    )
    [said] = commissions("expert", Superior("ministry"))
    assert "By your own word the organisation answers to the ministry" in said["text"]


def test_two_organisations_are_both_named() -> None:
    both = commissions("expert", Superior("region", "A"), Superior("ministry", "B"))
    assert [("(A)" in said["text"], said["clause"]) for said in both] == [
        (True, "19-3"),
        (False, "19-4"),
    ]
