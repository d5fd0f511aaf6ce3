"""Reads the paragraphs that no requirement stands for: duties and what one must know."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field

from rules.norms.model import Source
from rules.norms.schema import Strict, read_shaped
from rules.reference.model import Paragraph
from rules.vocabulary import Language


class ParagraphIn(Strict):
    position: str
    kind: Literal["duties", "knowledge"]
    paragraph: str
    section: str | None = None
    items: list[str] = Field(min_length=1)


class DocumentIn(Strict):
    document: str
    language: Language
    paragraphs: list[ParagraphIn]


def read_paragraphs(path: Path) -> dict[str, tuple[Paragraph, ...]]:
    """The paragraphs of a document by position, in its order. Raises BadRules."""
    given = read_shaped(DocumentIn, path)
    found: dict[str, tuple[Paragraph, ...]] = {}
    for one in given.paragraphs:
        source = Source(given.document, one.paragraph, one.section)
        read = Paragraph(one.position, one.kind, source, given.language, tuple(one.items))
        found[one.position] = (*found.get(one.position, ()), read)
    return found
