"""Drafts the list of documents with a newer edition of one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ruamel.yaml import YAML

from rules.norms.edition_folders import NORMS
from rules.norms.model import Document
from rules.vocabulary import JsonValue

_DAY = timedelta(days=1)


def drafted_documents(document: Document, since: date) -> str:
    """`documents.yaml` with the newer edition, and without what only the one before made true."""
    path = NORMS / "documents.yaml"
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    node: JsonValue = YAML(typ="rt").load(text)
    entry = next(each for each in node["documents"] if each["id"] == document.id)
    starts = sorted(place[0] for place in entry.lc.data.values())

    def end_of(key: str) -> int:
        after: int = next(start for start in starts if start > entry.lc.data[key][0])
        return after

    put: dict[int, list[str]] = {}
    last = entry["editions"][-1].lc.data["in_force"][0]
    put[last] = [re.sub(r"until: null", f"until: '{since - _DAY}'", lines[last])]
    end = end_of("editions") - 1
    put[end] = [*put.get(end, [lines[end]]), *_newer_edition(since)]
    gone = ["compared"] if "compared" in entry else []
    reported = document.reported
    if reported is not None and reported.since == since:
        gone.append("later_reported")
    for key in gone:
        put |= {number: [] for number in range(entry.lc.data[key][0], end_of(key))}
    return "\n".join(x for n, line in enumerate(lines) for x in put.get(n, [line])) + "\n"


def _newer_edition(since: date) -> Iterator[str]:
    day = since.strftime("%d.%m.%Y")
    yield "      - name:"
    yield f"          kk: {day} редакциясы"
    yield f"          ru: редакция от {day}"
    yield f"          en: edition of {day}"
    yield (
        "        decide: 'write in `source` by which order it was made, add `from_is` (in_force or"
        " signed), and `compared` above: the day on which you compared the text with the source'"
    )
    yield f"        in_force: {{from: '{since}', until: null}}"
    yield "        source: {kk: '-', ru: '-', en: '-'}"
