"""The command `portfolio`: the answer of the contract, and one line for what cannot be."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any as AnyValue

import pytest

from bot.cli import main
from rules.attestation.portfolio import portfolio_editions
from rules.vocabulary import LANGUAGES, JsonValue

EXPERT: JsonValue = {
    "t-1.1": {"trend": "level"},
    "t-1.2": {"mean": 77.5, "sheets": 5, "by_commission": True},
    "t-2.1": {"level": "district", "winner": True, "coauthors": False},
    "t-2.2": {"level": "organisation"},
    "t-3.1": {"level": "region"},
    "t-3.2": {"level": "district"},
    "t-3.4": {"level": "district"},
    "t-4.1": {"hours": 72, "practice_paper": True},
    "t-5.1": {"years": 3},
}


class Command:
    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.capsys = capsys
        self.monkeypatch = monkeypatch

    def run(self, entries: str, *arguments: str) -> tuple[int, str, str]:
        self.monkeypatch.setattr(sys, "stdin", io.StringIO(entries))
        status = main(["portfolio", *arguments, "--json"])
        return status, *self.capsys.readouterr()

    def answer(self, entries: JsonValue, *arguments: str) -> AnyValue:
        status, out, err = self.run(json.dumps(entries), *arguments, "--entries", "-")
        assert (status, err) == (0, "")
        return json.loads(out)

    def refusal(self, entries: str, *arguments: str) -> str:
        status, out, err = self.run(entries, *arguments)
        assert (status, out) == (2, "")
        assert err.count("\n") == 1
        return err


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(capsys, monkeypatch)


WHO = ("--position", "tvet-teacher", "--category", "expert")
FROM_STDIN = ("--entries", "-")


def test_the_answer_has_the_shape_of_the_contract(command: Command) -> None:
    answer = command.answer(EXPERT, *WHO)
    assert answer["sheet"] == "teacher"
    assert answer["threshold"] == 84
    assert answer["points"] == 89.5
    assert answer["extra"] == 2
    assert answer["enough"] == "sum_only"
    assert answer["empty"] == ["t-2.2"]
    assert answer["next"] == [{"id": "t-2.2", "points": 2}]
    assert answer["rows"][:4] == [
        {"id": "t-1.1", "points": 2, "state": "met"},
        {"id": "t-1.2", "points": 77.5, "state": "met"},
        {"id": "t-2.1", "points": 3, "state": "met"},
        {"id": "t-2.2", "points": 0, "state": "empty"},
    ]
    assert {row["id"]: row["state"] for row in answer["rows"][-2:]} == {
        "t-4.1": "met",
        "t-5.1": "ask",
    }
    assert sum(row["points"] for row in answer["rows"]) == answer["points"]
    assert answer["edition"]["id"] == "order-83-2025-02-25"


def test_whole_points_are_whole_numbers(command: Command) -> None:
    answer = command.answer({"t-1.2": {"mean": 77.0, "sheets": 5, "by_commission": True}}, *WHO)
    assert '"points": 77,' in json.dumps(answer)


def test_a_file_does_as_well_as_standard_input(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "entries.json"
    path.write_text(json.dumps(EXPERT))
    status, out, _ = command.run("", *WHO, "--entries", str(path))
    assert status == 0
    assert json.loads(out) == command.answer(EXPERT, *WHO)


@pytest.mark.parametrize("position", portfolio_editions()[0].positions)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_position_has_its_sheet_in_words_of_three_languages(
    command: Command, position: str, lang: str
) -> None:
    managers = position == "tvet-director" or "deputy" in position
    category = "deputy_2" if managers else "researcher"
    answer = command.answer({}, "--position", position, "--category", category, "--lang", lang)
    assert answer["category"] == ("second" if managers else category)
    assert {row["id"] for row in answer["rows"]} == set(answer["texts"])
    for row in answer["texts"].values():
        for words in (row["name"], row["asks"] or "", *row["papers"]):
            assert "{" not in words
    assert all(asked["text"] for asked in answer["asks"])


def test_the_entries_of_another_category_may_stay(command: Command) -> None:
    answer = command.answer({"t-3.5": {"districts": 3}}, *WHO)
    assert {row["id"]: row["state"] for row in answer["rows"]}["t-3.5"] == "not_asked"


@pytest.mark.parametrize(
    ("entries", "field"),
    [
        ("{", "entries"),
        ("[]", "entries"),
        ("null", "entries"),
        ('{"m-1.1": {"sheets": 5}}', "entries.m-1.1"),
        ('{"t-1.1": "level"}', "entries.t-1.1"),
        ('{"t-1.1": {"trend": "up"}}', "entries.t-1.1.trend"),
        ('{"t-1.1": {"trend": null}}', "entries.t-1.1.trend"),
        ('{"t-1.1": {"level": "district"}}', "entries.t-1.1.level"),
        ('{"t-1.2": {"mean": 102.5}}', "entries.t-1.2.mean"),
        ('{"t-1.2": {"mean": -1}}', "entries.t-1.2.mean"),
        ('{"t-1.2": {"mean": true}}', "entries.t-1.2.mean"),
        ('{"t-1.2": {"mean": 1e999}}', "entries.t-1.2.mean"),
        ('{"t-1.2": {"mean": NaN}}', "entries"),
        ('{"t-1.2": {"sheets": 5.5}}', "entries.t-1.2.sheets"),
        ('{"t-2.1": {"level": "world"}}', "entries.t-2.1.level"),
        ('{"t-2.1": {"winner": "yes"}}', "entries.t-2.1.winner"),
        ('{"t-3.3": {"publication": true}}', "entries.t-3.3.publication"),
        ('{"t-3.5": {"districts": -1}}', "entries.t-3.5.districts"),
        ('{"t-4.1": {"hours": "72"}}', "entries.t-4.1.hours"),
        ('{"t-4.1": {"practice_paper": 1}}', "entries.t-4.1.practice_paper"),
        ('{"t-5.1": {"years": false}}', "entries.t-5.1.years"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_by_its_field(
    command: Command, entries: str, field: str
) -> None:
    assert command.refusal(entries, *WHO, *FROM_STDIN).startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("--position", "uni-assistant", "--category", "expert", *FROM_STDIN), "position"),
        (("--position", "nobody", "--category", "expert", *FROM_STDIN), "position"),
        (("--position", "tvet-teacher", "--category", "teacher", *FROM_STDIN), "category"),
        (("--position", "tvet-director", "--category", "expert", *FROM_STDIN), "category"),
        (("--category", "expert", *FROM_STDIN), "--position"),
        (("--position", "tvet-teacher", *FROM_STDIN), "--category"),
        (WHO, "--entries"),
        ((*WHO, *FROM_STDIN, "--lang", "de"), "lang"),
        ((*WHO, "--entries", "no-such-file.json"), "--entries"),
    ],
)
def test_a_request_that_cannot_be_is_refused_by_its_field(
    command: Command, arguments: tuple[str, ...], field: str
) -> None:
    assert command.refusal("{}", *arguments).startswith(f"{field}: ")


def lessons(mean: float, sheets: int, by_commission: bool) -> JsonValue:
    return {"mean": mean, "sheets": sheets, "by_commission": by_commission}


# Position, category, row, what is said of it, and the row of the answer: points and state.
ENTRIES = [
    ("tvet-teacher", "expert", "t-1.1", {"trend": "fall"}, 0, "empty"),
    ("tvet-teacher", "moderator", "t-1.1", {"trend": "unstable"}, 1, "met"),
    ("tvet-teacher", "expert", "t-1.1", {"trend": "unstable"}, 0, "empty"),
    ("tvet-teacher", "researcher", "t-1.1", {"trend": "growth_1"}, 3, "met"),
    ("tvet-teacher", "master", "t-1.1", {"trend": "growth_1"}, 0, "empty"),
    ("tvet-teacher", "master", "t-1.1", {"trend": "growth_3"}, 4, "met"),
    ("tvet-teacher", "expert", "t-1.1", {}, 0, "open"),
    ("tvet-teacher", "expert", "t-1.2", lessons(76, 5, True), 76, "met"),
    ("tvet-teacher", "expert", "t-1.2", lessons(99, 5, True), 80, "met"),
    ("tvet-teacher", "expert", "t-1.2", lessons(76, 4, True), 0, "empty"),
    ("tvet-teacher", "expert", "t-1.2", lessons(76, 5, False), 0, "empty"),
    ("tvet-teacher", "expert", "t-1.2", lessons(70.9, 5, True), 0, "empty"),
    ("tvet-teacher", "expert", "t-1.2", {"mean": 76, "sheets": 5}, 0, "open"),
    ("tvet-teacher", "master", "t-2.1", {"level": "international", "winner": True}, 6, "met"),
    ("tvet-teacher", "master", "t-2.2", {"level": "republic"}, 4, "met"),
    ("tvet-teacher", "expert", "t-2.2", {"level": "international"}, 2, "met"),
    ("tvet-teacher", "expert", "t-2.2", {"level": "none", "winner": True}, 0, "empty"),
    ("tvet-teacher", "researcher", "t-3.1", {"level": "region", "coauthors": True}, 2, "met"),
    ("tvet-teacher", "master", "t-3.1", {"level": "republic", "coauthors": True}, 4, "met"),
    ("tvet-teacher", "expert", "t-3.3", {"publication": "none"}, 0, "not_asked"),
    ("tvet-teacher", "expert", "t-3.3", {"publication": "listed"}, 0, "ask"),
    ("tvet-teacher", "researcher", "t-3.3", {"publication": "none"}, 0, "empty"),
    ("tvet-teacher", "researcher", "t-3.3", {"publication": "indexed"}, 7, "met"),
    ("tvet-teacher", "researcher", "t-3.5", {"districts": 2, "regions": 0}, 0, "empty"),
    ("tvet-teacher", "researcher", "t-3.5", {"districts": 3, "regions": 0}, 6, "met"),
    ("tvet-teacher", "master", "t-3.5", {"districts": 9, "regions": 2}, 0, "empty"),
    ("tvet-teacher", "master", "t-3.5", {"districts": 0, "regions": 3}, 9, "met"),
    ("tvet-teacher", "master", "t-4.1", {"hours": 108, "practice_paper": True}, 4, "met"),
    ("tvet-teacher", "master", "t-4.1", {"hours": 107, "practice_paper": True}, 0, "empty"),
    ("tvet-teacher", "master", "t-4.1", {"hours": 108, "practice_paper": False}, 0, "empty"),
    ("tvet-teacher", "master", "t-4.1", {"hours": 108}, 0, "open"),
    ("tvet-teacher", "expert", "t-5.1", {"years": 0}, 0, "ask"),
    ("tvet-psychologist", "expert", "t-1.1", {"trend": "level"}, 0, "not_asked"),
    ("tvet-psychologist", "expert", "t-2.1", {"level": "organisation"}, 0, "not_asked"),
    ("tvet-psychologist", "expert", "t-2.1", {"level": "district", "winner": True}, 3, "met"),
    ("tvet-methodist", "master", "m-1.1", {"sheets": 7}, 9, "met"),
    ("tvet-methodist", "master", "m-1.1", {"sheets": 6}, 0, "empty"),
    ("tvet-methodist", "master", "m-2.1", {"level": "international"}, 4, "met"),
    ("tvet-director", "first", "h-1.6", {"level": "international"}, 3, "met"),
    ("tvet-director", "third", "h-1.7", {"percent": 0}, 2, "met"),
    ("tvet-director", "second", "h-1.7", {"percent": 2}, 0, "empty"),
    ("tvet-director", "first", "h-2.2", {"trend": "growth_3"}, 0, "not_asked"),
    ("tvet-director", "third", "h-1.5", {"done": True, "bonus": True}, 3, "met"),
    ("tvet-director", "third", "h-1.1", {"done": False}, 0, "empty"),
    ("tvet-director", "third", "h-4.2", {"level": "district", "coauthors": True}, 2, "met"),
    ("tvet-deputy-it", "first", "d-3.2", {"level": "region"}, 4, "met"),
    ("tvet-deputy-it", "first", "d-3.5", {"level": "international", "winner": True}, 5, "met"),
    ("tvet-deputy-it", "first", "d-3.1", {"trend": "growth_1"}, 0, "not_asked"),
    ("tvet-deputy-methodical", "first", "d-3.1", {"trend": "growth_1"}, 4, "met"),
]  # fmt: skip


@pytest.mark.parametrize(("position", "category", "row", "entry", "points", "state"), ENTRIES)
def test_each_kind_of_entry_has_its_row_in_the_answer(
    command: Command,
    position: str,
    category: str,
    row: str,
    entry: JsonValue,
    points: float,
    state: str,
) -> None:
    answer = command.answer({row: entry}, "--position", position, "--category", category)
    assert {"id": row, "points": points, "state": state} in answer["rows"]
    assert answer["points"] == points
    assert answer["extra"] == 0
    assert answer["enough"] == "no"
    assert answer["empty"] == ([row] if state == "empty" else [])
    if state == "empty":
        assert answer["next"][0]["id"] == row
    others = {each["state"] for each in answer["rows"] if each["id"] != row}
    assert others <= {"open", "not_asked"}


@pytest.mark.parametrize(("years", "extra"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (40, 3)])
def test_a_curator_is_for_the_commission_and_apart(
    command: Command, years: int, extra: int
) -> None:
    answer = command.answer({"t-5.1": {"years": years}}, *WHO)
    assert (answer["points"], answer["extra"]) == (0, extra)
    assert {"id": "t-5.1", "points": 0, "state": "ask"} in answer["rows"]


def test_a_methodical_deputy_is_told_that_the_sum_does_not_follow_from_the_rows(
    command: Command,
) -> None:
    for position in ("tvet-deputy-methodical", "tvet-deputy-methodical-union"):
        for category, threshold in (("third", 22), ("second", 38), ("first", 47)):
            who = ("--position", position, "--category", category)
            answer = command.answer({}, *who)
            assert answer["threshold"] == threshold
            assert "deputy-methodical" in [each["id"] for each in answer["asks"]]
            assert answer["certainty"] in ("points_only", "default")
