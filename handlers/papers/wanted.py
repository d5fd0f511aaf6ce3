"""A paper that somebody wants: what another process needs to know to make it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.papers.paper import paper_of_record
from rules.norms.loading import catalogue
from storage.tables.corrections import Told


@dataclass(frozen=True, slots=True)
class Wanted:
    """`as_picture`: a PNG, else a PDF; `record`: the decision; `told`: what its person was told of
    it; `on`: the day on which it is made, whose rules say what has become of the decision."""

    as_picture: bool
    record: bytes
    operator: str | None
    told: Told | None
    on: date


def made(wanted: Wanted) -> bytes:
    """The paper as a PNG or a PDF. Takes a core for some tenths of a second, and the libraries
    that it loads take 100 MB. OtherRules where the rules that decided are not kept."""
    rules = catalogue().on(wanted.on)
    paper = paper_of_record(rules, wanted.record, wanted.operator, wanted.told)
    if wanted.as_picture:
        from handlers.papers.card import card_png

        return card_png(paper)
    from handlers.papers.pdf import file_pdf

    return file_pdf(paper)
