"""Drafts duties and what one must know, with our translations line for line."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import SingleQuotedScalarString as Quoted

from rules.edition import model as m
from rules.edition.aligning import number_of
from rules.edition.letters import bare, plain
from rules.norms.catalog import Catalogue
from rules.reference import Paragraph, reference
from rules.reference.translations import TO_DECIDE
from rules.vocabulary import Json

_OPENINGS = ("Должностные обязанности:", "Должен знать:")
_OURS = ("kk", "en")
_LISTED = re.compile(r"^(?:\d{1,2}|[а-я])\s?[.)]\s+", re.IGNORECASE)


def drafted_duties(found: m.Comparison, norms: Catalogue) -> dict[str, str]:
    """`reference.yaml` and the translations of every position whose duties or knowledge are not
    what they were; nothing where none are."""
    listed: list[Json] = []
    files: dict[str, str] = {}
    for position in norms.positions.values():
        known = [p for p in reference(position.id, norms).paragraphs if p.translations]
        told = {
            one.old.kind: one
            for one in found.paragraphs
            if one.old is not None and position.id in one.resting.duties
        }
        moved = any(one.state not in {m.UNCHANGED, m.COSMETIC} for one in told.values())
        if not known or not moved:
            continue
        anew = [(part, *_anew(part, told.get(part.kind))) for part in known]
        kept = [(part, source, lines) for part, source, lines in anew if source is not None]
        listed += [_listed(part, source, lines) for part, source, lines in kept]
        files[f"translations/{position.id}.yaml"] = _written(
            {
                "position": position.id,
                "paragraphs": [_translated(part, source, lines) for part, source, lines in kept],
            }
        )
    if not listed:
        return {}
    language = norms.documents[found.document].language
    head = {"document": found.document, "language": language, "paragraphs": listed}
    return {"reference.yaml": _written(head), **files}


Source = Json


def _anew(part: Paragraph, one: m.Compared | None) -> tuple[Source | None, tuple[str, ...]]:
    """Where a paragraph of duties stands now and its lines; None for one that is gone."""
    if one is None or one.state in {m.UNCHANGED, m.COSMETIC}:
        section = part.source.section
        return _source(part.source.paragraph, section), part.lines
    if one.new is None:
        return None, ()
    _, _, rest = one.new.name.partition(" (")
    source = _source(number_of(one.new), rest.removesuffix(")") or None)
    return source, part.lines if one.state == m.RENUMBERED else _lines(one.new)


def _source(paragraph: str, section: str | None) -> Source:
    found: Json = {"paragraph": Quoted(paragraph)}
    return found if section is None else {**found, "section": Quoted(section)}


def _lines(new: m.Paragraph) -> tuple[str, ...]:
    """The items of a paragraph that was found, without the words that open it."""
    first, *others = new.lines
    for opening in _OPENINGS:
        if bare(first) == bare(opening):
            return tuple(others)
        if first.startswith(opening):
            return (first.removeprefix(opening).strip(), *others)
    return new.lines


def _listed(part: Paragraph, source: Source, lines: Sequence[str]) -> Json:
    return {"position": part.position, "kind": part.kind, **source, "items": list(lines)}


def _translated(part: Paragraph, source: Source, lines: Sequence[str]) -> Json:
    ours = {
        language: list(_carried(part.lines, lines, part.translations[language]))
        for language in _OURS
    }
    return {"kind": part.kind, **source, **ours}


def _carried(before: Sequence[str], now: Sequence[str], ours: Sequence[str]) -> Iterator[str]:
    """Our translation of each line that is still there; for others what is to be translated."""
    old, new = map(_without_marks, (before, now))
    kept = {
        block.b + n: block.a + n
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        for n in range(block.size)
    }
    for number, line in enumerate(now):
        yield ours[kept[number]] if number in kept else f"{TO_DECIDE}{line}"


def _without_marks(lines: Sequence[str]) -> list[str]:
    """What the items say, without the numbers or letters that list them."""
    return [bare(_LISTED.sub("", plain(line))) for line in lines]


def _written(content: Json) -> str:
    yaml = YAML()
    yaml.width = 96
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    stream = io.StringIO()
    yaml.dump(content, stream)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
