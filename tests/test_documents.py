"""The documents name only what is there: files, folders and other documents."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ROOMS = "bot|handlers|cases|storage|i18n|rules|local_chat|workbooks|tests|benchmarks|docs"
NAMED = re.compile(rf"`((?:{ROOMS})/[\w./-]*)")
LINKED = re.compile(r"\]\((?!https?:)([^)#]+)")
EXAMPLE = "DAY"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    named = [ROOT / path for path in NAMED.findall(text) if EXAMPLE not in path]
    linked = [document.parent / path for path in LINKED.findall(text)]
    assert [str(path) for path in (*named, *linked) if not path.exists()] == []
