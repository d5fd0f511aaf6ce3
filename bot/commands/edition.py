"""Compares a newer edition's text with the stored one and drafts its files (docs/editions.md)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bot.commands import rules
from rules.edition import Compared, Comparison, comparison
from rules.edition.drafting import drafted
from rules.edition.reading import LARGEST
from rules.errors import BadInput
from rules.norms.loading import catalogue


def edition(file: str, document: str, since: str, out: str | None, as_json: bool) -> None:
    """Prints what became of every paragraph; with `out` also drafts there. Raises BadInput."""
    try:
        day = rules.day_given(since)
    except BadInput as bad:
        raise BadInput("--from", bad.message) from None
    found = comparison(os.path.basename(file), _content(file), document, day, catalogue())
    if out is not None:
        _write(Path(out), drafted(found, day, os.path.basename(file), catalogue()))
    if as_json:
        rules.show(found.to_json(), as_json)
    else:
        print("\n".join(told(found)))


def _content(file: str) -> bytes:
    path = Path(file)
    try:
        if not path.is_file():
            raise BadInput("FILE", "is no file")
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise BadInput("FILE", f"cannot be read: {error.strerror}") from None


def _write(folder: Path, files: dict[str, str]) -> None:
    """Into a folder that is new or empty, so that nobody's work is written over."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise BadInput("--out", "a new folder, or an empty one")
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BadInput("--out", f"cannot be written: {error.strerror}") from None


def told(found: Comparison) -> Iterator[str]:
    """For reading: how many of each state, then all that is not unchanged."""
    counts: dict[str, int] = {}
    for each in found.paragraphs:
        counts[each.state] = counts.get(each.state, 0) + 1
    yield f"{found.document}: " + ", ".join(f"{n} {state}" for state, n in counts.items())
    if found.aside:
        yield (
            f"the text is a part of the document: {len(found.aside)} paragraphs of chapters that it"
            " does not have stay as they are"
        )
    for each in (*found.headings, *found.paragraphs):
        if each.state != "unchanged":
            yield ""
            yield from _told(each)


def _told(one: Compared) -> Iterator[str]:
    old, new = (each.name if each else "-" for each in (one.old, one.new))
    yield f"{one.state}: {old}" + ("" if old == new else f" -> {new}")
    if one.parted_from:
        yield f"  part of what was {one.parted_from}"
    if one.joined_to:
        yield f"  its words are now in {one.joined_to}"
    if one.old is None and one.new is not None:
        yield f"  {one.new.text}"
    for change in one.changes:
        yield f"  {change.kind}: «{change.old.strip()}» -> «{change.new.strip()}»"
    for name, what in one.resting.to_json().items():
        if what and name != "broken":
            yield f"  {name}: {', '.join(what)}"
    for each in one.resting.broken:
        yield f"  no longer stands ({each.position}, {each.who}): «{each.words}»"
