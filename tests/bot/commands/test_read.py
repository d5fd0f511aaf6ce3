"""The command `read`: how a typed answer is read (contract, section 1)."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable

import pytest

from bot.cli import main
from rules.questionnaire.reading import FACTS
from rules.vocabulary import Json

Run = Callable[..., tuple[int, str, str]]
DAY = "2026-11-20"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `read` in this process: exit status, standard output, standard error."""

    def once(*arguments: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        status = main(["read", *arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return once


@pytest.fixture
def read(run: Run) -> Callable[[str, str], Json]:
    def once(text: str, fact: str) -> Json:
        status, out, err = run(text, "--fact", fact, "--on", DAY, "--json")
        assert (status, err) == (0, "")
        answer: Json = json.loads(out)
        assert answer["text"] == text
        return answer

    return once


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("3 года 2 мес", "experience.specialty", 38),
        ("жоқ", "experience.tvet_org", 0),
        ("15 наурыз 2025", "date", "2025-03-15"),
        ("март 2025", "date", "2025-03"),
        ("в 2025 году", "date", "2025"),
        ("72 часа, 15.03.2025", "certificates", [{"hours": 72, "issued": "2025-03-15"}]),
        ("72 часа, март 2025", "certificates", [{"hours": 72, "issued": "2025-03"}]),
        ("нет ни одного", "certificates", []),
        ("78", "knowledge_test", 78),
        ("педагог-эксперт", "category", "expert"),
        ("доцент", "titles", ["associate_professor"]),
        ("нет", "titles", []),
        ("да", "flags.textbooks", True),
        ("жоқ", "flags.foreign_citizen", False),
        ("магистр", "education", [{"level": "master"}]),
        ("кандидат наук", "degrees", [{"degree": "candidate"}]),
        ("нет", "honours", []),
        ("2 scopus Q2 2024", "publications",
         [{"index": "scopus", "quartile": 2, "published": "2024"}] * 2),
        ("h = 3", "h_index", 3),
        ("да", "competences", {"*": True}),
    ],
)  # fmt: skip
def test_a_clear_answer_is_a_value_in_the_profiles_shape(
    read: Callable[[str, str], Json], text: str, fact: str, value: object
) -> None:
    answer = read(text, fact)
    assert (answer["state"], answer["value"], answer["choices"]) == ("value", value, [])


def test_a_bare_number_is_asked_back(read: Callable[[str, str], Json]) -> None:
    answer = read("5", "experience.specialty")
    assert (answer["state"], answer["value"]) == ("ask", None)
    assert answer["choices"] == [60, 5]


@pytest.mark.parametrize(
    ("text", "fact", "note"),
    [
        ("абракадабра", "experience.specialty", None),
        ("не знаю", "experience.specialty", "unknown"),
        ("не знаю", "category", "unknown"),
        ("80 лет", "experience.specialty", "too_large"),
        ("31.02.2025", "date", "no_such_day"),
        ("1.12.2026", "date", "future"),
    ],
)
def test_what_is_no_value_offers_none(
    read: Callable[[str, str], Json], text: str, fact: str, note: str | None
) -> None:
    answer = read(text, fact)
    assert (answer["state"], answer["value"], answer["choices"]) == ("none", None, [])
    assert answer["note"] == note


def test_every_fact_that_is_asked_can_be_read(run: Run) -> None:
    lines = "".join(json.dumps({"text": "2015 и 72 да", "fact": fact}) + "\n" for fact in FACTS)
    status, out, _ = run("--batch", "-", "--json", stdin=lines)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert len(answers) == len(FACTS)
    assert all(answer["state"] in ("value", "ask", "none") for answer in answers)


def test_a_bad_line_of_a_batch_answers_with_its_error(run: Run) -> None:
    lines = [
        {"id": 1, "text": "5 лет", "fact": "experience.specialty", "lang": "ru", "on": DAY},
        {"id": 2, "text": "5 лет", "fact": "experience.nothing"},
        {"id": 3, "fact": "date"},
        {"id": 4, "text": "1", "fact": "date", "lang": "de"},
        {"id": 5, "text": "1", "fact": "date", "on": "2026-02-30"},
    ]
    _, out, _ = run("--batch", "-", "--json", stdin="\n".join(map(json.dumps, lines)))
    answers = [json.loads(line) for line in out.splitlines()]
    assert [answer["id"] for answer in answers] == [1, 2, 3, 4, 5]
    assert answers[0]["value"] == 60
    fields = [answer["error"].split()[0].strip(":") for answer in answers[1:]]
    assert fields == ["fact", "text", "lang", "on"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["5 лет", "--json"],
        ["5 лет", "--fact", "nothing", "--json"],
        ["5 лет", "--fact", "date", "--lang", "de", "--json"],
        ["5 лет", "--fact", "date", "--on", "yesterday", "--json"],
        ["--fact", "date", "--json"],
    ],
)
def test_bad_input_ends_with_two_and_one_line(run: Run, arguments: list[str]) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


def test_a_whole_message_is_read_for_every_fact(run: Run) -> None:
    text = "я преподаватель колледжа, есть категория модератор, хочу эксперта, курсы 72 часа"
    status, out, err = run(text, "--story", "--lang", "ru", "--on", DAY, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "position": "tvet-teacher",
        "category": "expert",
        "profile": {"category": "moderator"},
        "open": [{"fact": "certificates", "value": {"hours": 72}, "lacks": ["topic", "issued"]}],
        "left": [],
    }


def test_a_batch_of_messages_answers_in_order(run: Run) -> None:
    lines = [{"id": 1, "text": "модератормын"}, {"id": 2, "text": 5}, {"text": "", "on": DAY}]
    stdin = "".join(json.dumps(line) + "\n" for line in lines)
    status, out, _ = run("--batch", "-", "--story", "--json", stdin=stdin)
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert answers[0]["profile"] == {"category": "moderator"}
    assert answers[1]["error"].startswith("text")
    assert (answers[2]["profile"], answers[2]["left"]) == ({}, [])


def test_a_message_is_read_for_all_facts_or_for_one(run: Run) -> None:
    status, _, err = run("модератормын", "--story", "--fact", "category", "--json")
    assert status == 2
    assert err.startswith("--fact")
