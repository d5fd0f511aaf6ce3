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
