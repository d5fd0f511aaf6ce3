"""The documents name only what is there: files, folders and other documents."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ROOMS = "bot|handlers|cases|storage|i18n|rules|local_chat|workbooks|scans|tests|benchmarks|docs"
NAMED = re.compile(rf"`((?:{ROOMS})/[\w./-]*)")
LINKED = re.compile(r"\]\((?!https?:)([^)#]+)")
EXAMPLE = "DAY"
NAMED_TESTS = re.compile(r"`(tests/[\w./-]+\.py)::(\w+)`")
LOGGED = re.compile(r"\blog\.(?:warning|error|exception|critical)\(\s*\"(\w+)\"")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = [ROOT / path for path in NAMED.findall(text) if EXAMPLE not in path]
    linked = [document.parent / path for path in LINKED.findall(text)]
    assert [str(path) for path in (*named, *linked) if not path.exists()] == []


def test_tests_that_a_document_names_are_there() -> None:
    text = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    named = NAMED_TESTS.findall(text)
    assert named
    missing = [
        f"{path}::{test}"
        for path, test in named
        if f"def {test}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_the_manual_says_what_each_alarm_means() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    _, alarms = manual.split("\n## Alarms\n")
    rooms = set(ROOMS.split("|")) - {"tests", "benchmarks", "docs"}
    code = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    events = {event for path in code for event in LOGGED.findall(path.read_text(encoding="utf-8"))}
    assert len(events) > 15
    assert sorted(event for event in events if f"`{event}`" not in alarms) == []
