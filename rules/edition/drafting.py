"""Drafts the files of a newer edition: what still holds stands, what does not waits for a person.

The files are edited line by line, so that they differ from those before only where the text does.
Nothing is guessed: `decide` beside a leaf, an item, a text or a listed word says what became of it,
and the validator refuses the file until somebody has dealt with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from rules.edition import model as m
from rules.edition.drafted_documents import drafted_documents
from rules.edition.drafted_duties import drafted_duties
from rules.edition.drafted_position import DraftedPosition, touches
from rules.edition.drafted_standard import drafted_standard
from rules.edition.drafted_state import drafted_state
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.edition_folders import NORMS, STANDARD_DOCUMENTS
from rules.norms.model import Position

_DAY = timedelta(days=1)
Files = dict[str, str]


def drafted(found: m.Comparison, since: date, text: str, norms: Catalogue) -> Files:
    """The files of the edition's folder by their place in it; `text`: what it was read from.

    Raises BadInput where the document has an edition from that day or later.
    """
    if found.document in STANDARD_DOCUMENTS:
        return {**drafted_standard(found, since), "edition.yaml": drafted_state(found, since, text)}
    document = norms.documents[found.document]
    newest = document.editions[-1].edition
    if newest.begins >= since:
        raise BadInput("--from", f"{document.id} has an edition from {newest.in_force_from} here")
    files: Files = {"norms/documents.yaml": drafted_documents(document, since)}
    for position in _positions(document.id, norms):
        touched = [one for one in found.paragraphs if touches(one, position)]
        if not touched:
            continue
        path = _path_of(position)
        before = path.read_text(encoding="utf-8")
        files[f"norms/{document.id}/{path.name}"] = _ended(before, since)
        if any(one.new for one in touched):
            name = f"{position.id}.{since}.yaml"
            draft = DraftedPosition(position, before, since, touched)
            files[f"norms/{document.id}/{name}"] = draft.text()
    files |= drafted_duties(found, norms)
    files["edition.yaml"] = drafted_state(found, since, text)
    return files


def _positions(document: str, norms: Catalogue) -> Iterator[Position]:
    return (one for one in norms.positions.values() if one.document == document)


def _path_of(position: Position) -> Path:
    """The file that the position's newest edition is in."""
    folder = NORMS / position.document
    dated = folder / f"{position.id}.{position.edition.in_force_from}.yaml"
    return dated if dated.exists() else folder / f"{position.id}.yaml"


def _ended(text: str, since: date) -> str:
    """A rule file with its last day, the one before the newer edition."""
    until = f"'{since - _DAY}'"
    return re.sub(r"(?m)^(in_force: \{.*until: )null\}", rf"\g<1>{until}}}", text, count=1)
