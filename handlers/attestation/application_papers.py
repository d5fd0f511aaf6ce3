"""The papers of an application for attestation, to be ticked off as they are gathered. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from handlers.attestation.attestation_view import PART_NAMES, Part, edition_lines
from handlers.chat.outcome import Button, Screen, column
from i18n import Translator
from rules.attestation import Attestation
from rules.attestation.edition import Documents
from rules.attestation.wording import said

GATHERED, MISSING = "y", "n"
SIGNS: Final = {True: "☑️", False: "☐"}


def papers_of(found: Attestation | None) -> tuple[str, ...]:
    """By name; none where nothing is applied for at a commission."""
    if found is None or found.edition is None:
        return ()
    asked = any(step.id == "documents" for step in found.next_steps)
    return tuple(found.edition.documents.papers) if asked else ()


def papers_button(
    found: Attestation | None, there: Collection[str], data: str, tr: Translator
) -> tuple[Button, ...]:
    """Leads to them and says how far they are; none where there are none."""
    asked = papers_of(found)
    if not asked:
        return ()
    have = sum(paper in there for paper in asked)
    words = tr.text("📎 Papers: {n} of {of}", n=have, of=len(asked))
    return (Button(words, data),)


def papers_screen(
    found: Attestation,
    heading: str,
    there: Collection[str],
    tick: Callable[[str], str] | None,
    back: str,
    tr: Translator,
) -> Screen:
    """`tick`: the data of a button by what it makes of a paper, so that the same press twice does
    the same; None where nothing is kept, so that the papers are read only."""
    assert found.edition is not None, "papers are those of an edition"
    asked, documents = papers_of(found), found.edition.documents
    names = {paper: paper_name(paper, documents, tr) for paper in asked}
    head = [heading, f"<b>{tr.text(PART_NAMES[Part.PAPERS])}</b>"]
    buttons = []
    if tick is None:
        head += [f"• {name}" for name in names.values()]
    else:
        have = sum(paper in there for paper in asked)
        head.append(tr.text("Gathered: {n} of {of}. Press what you have.", n=have, of=len(asked)))
        for paper, name in names.items():
            made = f"{paper}.{MISSING if paper in there else GATHERED}"
            buttons.append(Button(f"{SIGNS[paper in there]} {name}", tick(made)))
    text = "\n".join((*head, "", *edition_lines(found, tr)))
    return Screen(text, column(*buttons, Button(tr.text("⬅️ Back"), back)))


def paper_name(paper: str, documents: Documents, tr: Translator) -> str:
    values = {"words_from": documents.words_from, "words_to": documents.words_to}
    return said(f"paper.{paper}", **values).of(tr.language)
