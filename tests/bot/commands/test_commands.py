"""The commands that answer in JSON: shapes, exit status, messages (contract, section 1)."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any as AnyValue

import pytest

from bot.cli import main
from rules.norms.loading import catalogue
from rules.vocabulary import Json

DAY = "2026-11-20"
TEACHER: Json = {
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "experience": {"specialty": 10},
    "competences": {"*": True},
}
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run one command in this process: exit status, standard output, standard error."""

    def once(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        status = main([*arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return once


@pytest.fixture
def answer(run: Run) -> Callable[..., AnyValue]:
    """The one JSON document that a command prints."""

    def once(*arguments: str, stdin: str = "") -> AnyValue:
        status, out, err = run(*arguments, "--json", stdin=stdin)
        assert (status, err) == (0, "")
        assert out.count("\n") == 1
        return json.loads(out)

    return once


@pytest.fixture
def profile(tmp_path: Path) -> str:
    path = tmp_path / "profile.json"
    path.write_text(json.dumps(TEACHER), encoding="utf-8")
    return str(path)


def test_catalog_lists_every_position(answer: Callable[..., AnyValue]) -> None:
    positions = answer("catalog")
    assert len(positions) == 35
    assert sum(len(position["categories"]) for position in positions) == 76
    for position in positions:
        keys = {"id", "document", "paragraphs", "names", "categories", "competences"}
        assert keys <= set(position)
        assert position["paragraphs"]
        for item in position["competences"]:
            assert item["category"] in (*position["categories"], None)
            assert set(item["names"]) == {"kk", "ru", "en"}
            assert all(item["names"].values())
    teacher = next(p for p in positions if p["id"] == "tvet-teacher")
    assert teacher["paragraphs"] == ["286", "287"]
    assert teacher["categories"] == ["teacher", "moderator", "expert", "researcher", "master"]


def test_check_has_the_shape_of_the_contract(answer: Callable[..., AnyValue], profile: str) -> None:
    asked = ("--position", "tvet-teacher", "--category", "moderator", "--on", DAY)
    report = answer("check", *asked, "--profile", profile, "--lang", "en")
    named = {key: report[key] for key in ("position", "category", "on", "lang", "verdict")}
    assert named == {
        "position": "tvet-teacher",
        "category": "moderator",
        "on": DAY,
        "lang": "en",
        "verdict": "not_eligible",
    }
    experience = next(x for x in report["requirements"] if x["kind"] == "experience")
    assert experience["status"] == "unmet"
    assert experience["need"] == {"experience": "specialty", "months": 24}
    assert (experience["have"], experience["short"]) == ({"months": 10}, {"months": 14})
    assert experience["source"] == {"document": "order-338", "paragraph": "286"}
    assert report["route"] == [{"kind": "experience", "experience": "specialty", "months": 14}]
    assert report["eligible_on"] == "2028-01-20"
    assert report["preferences"] == []
    for item in report["requirements"]:
        assert item["status"] in ("met", "unmet", "unknown", "not_applicable")
        assert item["text"]
        assert item["id"]
    for note in report["notes"]:
        assert set(note) >= {"reading", "text"}


@pytest.mark.parametrize(
    ("on", "edition"),
    [
        ("2026-11-20", {"known_on": True, "later_reported": "2026-06-19"}),
        ("2020-01-01", {"known_on": False}),
    ],
)
def test_check_names_its_edition_one_by_one_and_in_a_batch(
    on: str, edition: dict[str, AnyValue], run: Run
) -> None:
    of_order = {"document": "order-338", "from": "2023-08-07", "from_is": "signed"}
    asked = ("check", "--position", "tvet-teacher", "--on", on, "--profile", "-", "--json")
    _, single, _ = run(*asked, stdin="{}")
    line = json.dumps({"position": "tvet-teacher", "on": on, "profile": {}})
    _, batch, _ = run("check", "--batch", "-", "--json", stdin=line)
    assert json.loads(single)["edition"] == json.loads(batch)["edition"] == {**of_order, **edition}


def test_check_reads_the_profile_from_standard_input(answer: Callable[..., AnyValue]) -> None:
    asked = ("--position", "tvet-teacher", "--profile", "-", "--on", DAY)
    assert answer("check", *asked, stdin=json.dumps(TEACHER))["verdict"] == "eligible"
    assert answer("check", *asked, stdin="{}")["verdict"] == "undetermined"


def test_the_day_is_today_when_none_is_given(answer: Callable[..., AnyValue]) -> None:
    report = answer("check", "--position", "tvet-teacher", "--profile", "-", stdin="{}")
    assert len(report["on"]) == len(DAY)
    assert report["on"] > "2024"


def test_ask_names_the_next_fact(answer: Callable[..., AnyValue], profile: str) -> None:
    asked = ("--position", "tvet-teacher", "--category", "moderator", "--profile")
    first = answer("ask", *asked, "-", stdin="{}")
    expected = {"fact": "education", "remaining": 3, "phase": "requirements", "with": []}
    assert first == expected
    assert answer("ask", *asked, profile) == {"fact": None, "remaining": 0}


def test_ask_says_whether_the_answer_can_still_change_the_verdict(
    answer: Callable[..., AnyValue],
) -> None:
    required = {
        "education": [{"level": "master", "fields": ["profile", "scientific_pedagogical"]}],
        "competences": {"*": True},
    }
    asked = ("--position", "uni-assistant", "--profile", "-")
    first = answer("ask", *asked, stdin="{}")
    assert (first["fact"], first["phase"]) == ("education", "requirements")
    then = answer("ask", *asked, stdin=json.dumps(required))
    assert then["phase"] == "preferences"
    verdict = answer("check", *asked, stdin=json.dumps(required))["verdict"]
    for level in ("none", "C1"):
        more = json.dumps({**required, "certificates": [], "language_level": level})
        assert answer("check", *asked, stdin=more)["verdict"] == verdict == "eligible"


def test_flags_may_be_asked_on_one_screen(answer: Callable[..., AnyValue]) -> None:
    asked = ("--position", "uni-professor-science", "--profile", "-")
    known = {
        "education": [{"level": "doctoral", "fields": ["profile"], "it_base": False}],
        "degrees": [{"degree": "phd", "in_profile": True}],
        "titles": ["professor"],
        "experience": {"scientific_pedagogical": 120},
        "certificates": [
            {"topic": topic, "hours": 72, "issued": "2026-01-10"}
            for topic in ("profile", "it", "online_methods")
        ],
        "competences": {"*": True},
    }
    first = answer("ask", *asked, stdin=json.dumps(known))
    assert first["fact"] in ("flags.textbooks", "flags.grants_led")
    assert {first["fact"], *first["with"]} == {"flags.textbooks", "flags.grants_led"}


def test_fit_ranks_every_position(answer: Callable[..., AnyValue], profile: str) -> None:
    ranked = answer("fit", "--profile", profile, "--on", DAY)
    assert sorted(x["position"] for x in ranked) == sorted(catalogue().positions)
    order = ["eligible", "undetermined", "not_eligible"]
    verdicts = [order.index(x["verdict"]) for x in ranked]
    assert verdicts == sorted(verdicts)
    assert all(set(x) == {"position", "verdict", "route"} for x in ranked)
    assert all(bool(x["route"]) <= (x["verdict"] == "not_eligible") for x in ranked)


def test_match_has_the_shape_of_the_contract(answer: Callable[..., AnyValue]) -> None:
    found = answer("match", "преподаватель", "--limit", "2")
    assert found["query"] == "преподаватель"
    assert found["confident"] in (True, False)
    assert 1 <= len(found["results"]) <= 2
    scores = [result["score"] for result in found["results"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert {result["position"] for result in found["results"]} <= set(catalogue().positions)
    assert answer("match", "--limit", "1", "-5")["results"] == []


CHECK = ("check", "--position")
LINES: list[tuple[str, Json]] = [
    (
        json.dumps({"id": "a", "position": "tvet-teacher", "on": DAY, "profile": TEACHER}),
        {"id": "a", "verdict": "eligible"},
    ),
    ("not json", {"id": None}),
    (json.dumps([1, 2]), {"id": None}),
    (json.dumps({"id": 7, "position": "tvet-teacher"}), {"id": 7}),
    (json.dumps({"id": "p", "position": "teacher", "profile": {}}), {"id": "p"}),
    (
        json.dumps({"id": "c", "position": "tvet-director", "category": "first", "profile": {}}),
        {"id": "c"},
    ),
    (
        json.dumps({"id": "k", "position": "tvet-teacher", "profile": {}, "why": "theirs"}),
        {"id": "k", "verdict": "undetermined"},
    ),
    (json.dumps({"id": "n", "position": "tvet-teacher", "profile": None}), {"id": "n"}),
    (
        '{"id": {"z": 1}, "position": "tvet-teacher", "category": null, "on": null, "profile": {}}',
        {"id": {"z": 1}, "verdict": "undetermined"},
    ),
]  # fmt: skip


@pytest.mark.parametrize("from_file", [True, False])
def test_a_batch_answers_every_line_in_order(run: Run, tmp_path: Path, from_file: bool) -> None:
    text = "\n".join(line for line, _ in LINES) + "\n\n"
    path = tmp_path / "lines.jsonl"
    path.write_text(text, encoding="utf-8")
    source = str(path) if from_file else "-"
    status, out, err = run("check", "--batch", source, "--json", stdin=text)
    assert (status, err) == (0, "")
    answers = [json.loads(line) for line in out.splitlines()]
    assert len(answers) == len(LINES)
    for told, (_, expected) in zip(answers, LINES, strict=True):
        assert {key: told[key] for key in expected} == expected
        assert ("error" in told) is ("verdict" not in expected)
        assert "error" not in told or set(told) == {"id", "error"}


def test_ask_and_match_answer_batches_too(run: Run) -> None:
    line = json.dumps({"id": 1, "position": "tvet-teacher", "category": "expert", "profile": {}})
    _, out, _ = run("ask", "--batch", "-", "--json", stdin=f"{line}\nnoise\n")
    asked, refused = map(json.loads, out.splitlines())
    assert asked == {"id": 1, "fact": "education", "remaining": 3} | {
        "phase": "requirements",
        "with": [],
    }
    assert set(refused) == {"id", "error"}
    queries = ["преподаватель", "zzzzzz", "мұғалім"]
    lines = "".join(json.dumps({"q": query}) + "\n" for query in queries)
    _, out, _ = run("match", "--batch", "-", "--json", stdin=lines)
    assert [json.loads(line)["query"] for line in out.splitlines()] == queries


@pytest.mark.parametrize(
    ("arguments", "stdin", "named"),
    [
        ([*CHECK, "tvet-teacher", "--profile", "-"], "{", "profile"),
        ([*CHECK, "tvet-teacher", "--profile", "-"], "[]", "profile"),
        ([*CHECK, "tvet-teacher", "--profile", "-"], '{"h_index": NaN}', "profile"),
        ([*CHECK, "tvet-teacher", "--profile", "-"], "[" * 200_000, "profile"),
        ([*CHECK, "tvet-teacher", "--profile", "-"], '{"age": 3}', "age"),
        ([*CHECK, "tvet-teacher", "--profile", "-"], '{"a\\nb": 3}', "a\\nb"),
        ([*CHECK, "tvet-teacher", "--profile", "no-such-file"], "", "--profile"),
        ([*CHECK, "tvet-teacher"], "", "--profile"),
        (["check", "--profile", "-"], "{}", "--position"),
        ([*CHECK, "nobody", "--profile", "-"], "{}", "position"),
        (["ask", "--position", "nobody", "--profile", "-"], "{}", "position"),
        ([*CHECK, "tvet-master", "--category", "first", "--profile", "-"], "{}", "category"),
        ([*CHECK, "tvet-director", "--category", "master", "--profile", "-"], "{}", "category"),
        ([*CHECK, "tvet-teacher", "--profile", "-", "--on", "20.11.2026"], "{}", "on"),
        ([*CHECK, "tvet-teacher", "--profile", "-", "--on", "2027-02-29"], "{}", "on"),
        ([*CHECK, "tvet-teacher", "--profile", "-", "--lang", "de"], "{}", "lang"),
        (["check", "--batch", "no-such-file"], "", "--batch"),
        (["fit"], "", "--profile"),
        (["fit", "--profile", "-"], '{"titles": 1}', "titles"),
        (["match"], "", "TEXT"),
        (["check", "--nothing"], "", "--nothing"),
        (["nothing"], "", "nothing"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_on_standard_error(
    run: Run, arguments: list[str], stdin: str, named: str
) -> None:
    status, out, err = run(*arguments, stdin=stdin)
    assert (status, out) == (2, "")
    assert err.endswith("\n")
    assert len(err.splitlines()) == 1
    assert named in err


IMPORTED = """
import io, sys
from bot.cli import main
sys.stdin = io.StringIO(sys.argv[1])
status = main(sys.argv[2:])
heavy = {"aiogram", "sqlalchemy", "sqlmodel", "telegram", "aiohttp"} & set(sys.modules)
print(status, sorted(heavy), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["catalog"],
        ["match", "методист"],
        [*CHECK, "uni-director", "--profile", "-"],
        ["ask", "--position", "uni-director", "--profile", "-"],
        ["fit", "--profile", "-"],
    ],
)
def test_commands_load_neither_the_chat_nor_the_database(arguments: list[str]) -> None:
    env = {
        key: value for key, value in os.environ.items() if key not in ("BOT_TOKEN", "DATABASE_URL")
    }
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, "{}", *arguments, "--json"],
        capture_output=True,
        text=True,
        check=True,
        env=env,
    )
    assert json.loads(done.stdout)
    assert done.stderr == "0 []\n"
