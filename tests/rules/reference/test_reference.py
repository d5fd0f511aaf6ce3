"""What the documents say of each position, paragraph by paragraph."""

from __future__ import annotations

import json

import pytest

from bot.cli import main
from rules.norms.loading import catalogue
from rules.reference import KINDS, reference, references

COLLEGE = [p for p in catalogue().positions if p.startswith("tvet-")]
UNIVERSITY = [p for p in catalogue().positions if p.startswith("uni-")]


def test_the_paragraphs_from_244_to_331_are_all_there_once() -> None:
    """306 and 311 are missing in the order; 301 and 305 stand in it twice (R14)."""
    found = [
        (part.source.paragraph, part.source.section)
        for position in COLLEGE
        for part in reference(position).paragraphs
    ]
    assert len(found) == len(set(found)) == 88
    assert {int(number) for number, _ in found} == set(range(244, 332)) - {306, 311}
    twice = sorted((number, section) for number, section in found if number in ("301", "305"))
    assert twice == [("301", "16"), ("301", "17"), ("305", "17"), ("305", "18")]


@pytest.mark.parametrize("position", COLLEGE)
def test_a_college_position_has_its_paragraphs_in_the_order_of_the_document(position: str) -> None:
    parts = reference(position).paragraphs
    kinds = [part.kind for part in parts]
    assert kinds == list(KINDS if catalogue().positions[position].categories else KINDS[:3])
    assert {part.language for part in parts} == {"ru"}
    first = int(parts[0].source.paragraph)
    assert [int(p.source.paragraph) for p in parts[:2]] == [first, first + 1]


@pytest.mark.parametrize("position", UNIVERSITY)
def test_a_university_position_has_its_section_in_both_languages(position: str) -> None:
    found = reference(position)
    assert [part.language for part in found.qualification] == ["kk", "en"]
    assert found.paragraphs == found.qualification


def test_the_words_are_those_of_the_order_without_footnotes() -> None:
    lines = [
        line
        for found in references().values()
        for part in (*found.duties, *found.knowledge)
        for line in part.lines
    ]
    assert not [x for x in lines if "Сноска" in x or "bookmark" in x or x != " ".join(x.split())]
    assert reference("tvet-dormitory-educator").duties[0].lines[5] == (
        "поддерживает связь с родителями или опекунами;"
    )
    assert reference("tvet-department-head").duties[0].lines[0] == (
        "Осуществляет организацию и непосредственное руководство учебной и воспитательной работой "
        "на отделении."
    )


def test_the_command_says_all_about_one_position(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "tvet-master", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert main(["catalog", "--json"]) == 0
    [listed] = [one for one in json.loads(capsys.readouterr().out) if one["id"] == "tvet-master"]
    assert listed.items() <= found.items()
    official = found["official"]
    assert list(official) == list(KINDS)
    [duties], [competences] = official["duties"], official["competences"]
    assert duties["paragraph"] == "304"
    assert (duties["language"], len(duties["lines"])) == ("ru", 11)
    assert (competences["paragraph"], competences["section"]) == ("301", "17")
    assert found["requirements"]
    for leaf in found["requirements"]:
        assert set(leaf["names"]) == {"kk", "ru", "en"}
        assert leaf["source"]["paragraph"] == "307"


def test_the_command_refuses_an_unknown_position(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["catalog", "tvet-nobody"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "tvet-teacher" in said.err
