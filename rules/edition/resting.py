"""What rests on a paragraph of the norms, and which of the words that it quotes still stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.edition.letters import plain
from rules.edition.model import Broken, Paragraph, Resting
from rules.norms.catalog import Catalogue
from rules.norms.coverage import all_leaves
from rules.norms.model import Leaf, Position, leaves_of
from rules.reference import reference
from rules.vocabulary import LANGUAGES


def resting_on(paragraph: Paragraph, text: str | None, norms: Catalogue) -> Resting:
    """What stands on a stored paragraph; `text`: what it says now, None where it is gone."""
    positions = [norms.positions[name] for name in paragraph.positions]
    leaves = [(one, leaf) for one in positions for leaf in _leaves_from(one, paragraph, norms)]
    told = [leaf for _, leaf in leaves if leaf.kind != "competence"]
    items = [leaf for _, leaf in leaves if leaf.kind == "competence"]
    described = paragraph.kind in {"duties", "knowledge"}
    return Resting(
        positions=paragraph.positions,
        categories=_once(c for one in positions for c in _categories(one, leaves)),
        leaves=_once(leaf.id for leaf in told),
        questions=_once(leaf.id for leaf in told if leaf.asking and leaf.asking.question),
        competences=_once(leaf.id for leaf in items),
        duties=paragraph.positions if described else (),
        translations=_translations(paragraph, norms) if described else _others(positions, norms),
        broken=tuple(_broken(leaves, positions, paragraph, text, norms)),
    )


def _leaves_from(position: Position, paragraph: Paragraph, norms: Catalogue) -> Iterator[Leaf]:
    if paragraph.kind in {"duties", "knowledge"}:
        return
    number, section = (*paragraph.name.removesuffix(")").split(" ("), None)[:2]
    named = paragraph.name == number or not paragraph.heading
    for leaf in all_leaves(position):
        if (named and leaf.source.paragraph == paragraph.name) or (
            leaf.source.paragraph == number and leaf.source.section == section
        ):
            yield leaf


def _categories(position: Position, leaves: list[tuple[Position, Leaf]]) -> Iterator[str]:
    ours = {leaf.id for one, leaf in leaves if one is position}
    for category, check in position.checks.items():
        if category and any(leaf.id in ours for leaf in leaves_of(check.tree)):
            yield category


def _translations(paragraph: Paragraph, norms: Catalogue) -> tuple[str, ...]:
    parts = (
        part
        for position in paragraph.positions
        for part in reference(position, norms).paragraphs
        if part.kind == paragraph.kind
    )
    return _once(language for part in parts for language in part.translations)


def _others(positions: list[Position], norms: Catalogue) -> tuple[str, ...]:
    """Texts of ours stand in the languages that the document is not in."""
    own = {norms.documents[one.document].language for one in positions}
    return tuple(language for language in LANGUAGES if own and language not in own)


def _broken(
    leaves: list[tuple[Position, Leaf]],
    positions: list[Position],
    paragraph: Paragraph,
    text: str | None,
    norms: Catalogue,
) -> Iterator[Broken]:
    now = text or ""
    for position, leaf in leaves:
        for words in leaf.words.get(norms.documents[position.document].language, ()):
            if plain(words) not in now:
                yield Broken(position.id, leaf.id, plain(words))
    for position in positions:
        language = norms.documents[position.document].language
        for each in position.not_evaluated:
            words = plain(each.words)
            if each.language == language and words in paragraph.text and words not in now:
                yield Broken(position.id, "not_evaluated", words)


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
