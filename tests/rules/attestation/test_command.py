"""The block in the answer of `check --category`, and the profile's optional keys for it."""

from __future__ import annotations

import io
import json
import sys
from typing import Any as AnyValue

import pytest

from bot.cli import main
from rules.norms.loading import catalogue
from rules.vocabulary import Json

DAY = "2026-11-20"
PERSON: Json = {
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "experience": {"specialty": 40},
    "certificates": [{"topic": "profile", "hours": 40, "issued": "2025-03-01"}],
    "competences": {"*": True},
}
ATTESTED: Json = {
    "category": "moderator",
    "category_granted": "2024-02-29",
    "knowledge_test": {"percent": 75, "taken": "2026-03-01"},
}


class Checking:
    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def run(self, profile: Json, *arguments: str) -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(profile)))
        asked = ("--profile", "-", "--on", DAY, "--json")
        status = main(["check", *arguments, *asked])
        out, err = self.capsys.readouterr()
        return status, out, err

    def answer(self, profile: Json, *arguments: str) -> AnyValue:
        status, out, err = self.run(profile, *arguments)
        assert (status, err) == (0, "")
        return json.loads(out)


@pytest.fixture
def checking(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Checking:
    return Checking(capsys, monkeypatch)


EXPERT = ("--position", "tvet-teacher", "--category", "expert")


def test_the_block_stands_beside_the_verdict(checking: Checking) -> None:
    answer = checking.answer({**PERSON, **ATTESTED}, *EXPERT)
    block = answer["attestation"]
    assert {"edition", "requirements", "hours_short", "next_steps"} <= set(block)
    assert block["hours_short"] == 32
    assert [item["status"] for item in block["requirements"]] == ["met", "met", "unmet", "met"]
    for item in block["requirements"]:
        assert {"id", "text", "need", "have", "status", "clause"} <= set(item)
    assert all(step["text"] for step in block["next_steps"])


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_it_never_changes_the_verdict(checking: Checking, lang: str) -> None:
    plain = checking.answer(PERSON, *EXPERT, "--lang", lang)
    both = checking.answer({**PERSON, **ATTESTED}, *EXPERT, "--lang", lang)
    assert plain.pop("attestation") != both.pop("attestation")
    assert plain == both


def test_the_block_is_in_the_language_asked_for(checking: Checking) -> None:
    blocks = [
        checking.answer(PERSON, *EXPERT, "--lang", lang)["attestation"]
        for lang in ("kk", "ru", "en")
    ]
    assert len({block["check"] for block in blocks}) == 3
    assert len({block["requirements"][0]["text"] for block in blocks}) == 3
    assert len({block["requirements"][0]["status"] for block in blocks}) == 1


def test_only_categories_are_attested(checking: Checking) -> None:
    assert "attestation" not in checking.answer(PERSON, "--position", "tvet-teacher")
    assert "attestation" not in checking.answer(PERSON, "--position", "uni-lecturer")
    for position in catalogue().positions.values():
        for category in position.categories:
            asked = ("--position", position.id, "--category", category)
            assert "attestation" in checking.answer({}, *asked)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"category_granted": "2026-11-21"}, "category_granted"),
        ({"category_granted": "20.11.2025"}, "category_granted"),
        ({"category_granted": None}, "category_granted"),
        ({"knowledge_test": {"percent": 101}}, "knowledge_test.percent"),
        ({"knowledge_test": {"percent": -1}}, "knowledge_test.percent"),
        ({"knowledge_test": {"percent": 70.5}}, "knowledge_test.percent"),
        ({"knowledge_test": {"percent": True}}, "knowledge_test.percent"),
        ({"knowledge_test": {"taken": "2026-01-01"}}, "knowledge_test.percent"),
        ({"knowledge_test": {"percent": 70, "taken": "2026-11-21"}}, "knowledge_test.taken"),
        ({"knowledge_test": {"percent": 70, "place": "x"}}, "knowledge_test.place"),
        ({"knowledge_test": "none"}, "knowledge_test"),
    ],
)
def test_bad_input_names_the_field(checking: Checking, given: Json, field: str) -> None:
    status, out, err = checking.run({**PERSON, **given}, *EXPERT)
    assert (status, out) == (2, "")
    assert err.startswith(f"{field}: ")
    assert err.count("\n") == 1


def test_the_day_of_the_check_is_still_allowed(checking: Checking) -> None:
    today = {"category_granted": DAY, "knowledge_test": {"percent": 90, "taken": DAY}}
    block = checking.answer({**PERSON, **today}, *EXPERT)["attestation"]
    assert next(i for i in block["requirements"] if i["id"] == "knowledge-test")["status"] == "met"
