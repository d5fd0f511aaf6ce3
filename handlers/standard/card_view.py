"""A card of the professional standard as parts of HTML, and what an amendment changed. Pure.

The Kazakh words are the order's own; ours in Russian or English follow in italics.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from itertools import pairwise

from handlers.chat.phone import parts
from handlers.chat.standard_edition import edition_words
from i18n import Translator, mark
from rules.norms.model import Text
from rules.standard import Card, Change, Place, Run, StandardEdition, card_changes, editions
from rules.standard.model import Function, NumberedText, Skill

_TAGS = {"removed": "s", "added": "u"}
_PARTS = {
    "name": mark("its name"),
    "abilities": mark("ability {n}"),
    "knowledge": mark("knowledge {n}"),
}


def plain(text: str) -> str:
    return escape(text, quote=False)


def in_both(text: Text, tr: Translator) -> str:
    """The official words, and below them our translation for whoever reads another language."""
    if tr.language == "kk":
        return plain(text.kk)
    return f"{plain(text.kk)}\n<i>{plain(text.of(tr.language))}</i>"


def lines_in_both(text: Text, tr: Translator) -> list[str]:
    """The same line by line."""
    return in_both(text, tr).split("\n")


def post_name(card: Card, tr: Translator) -> str:
    """The post alone, short enough for a button: what stands between "teacher in the field of
    education" and the kind of organisation in all names, without what is in brackets."""
    _, *posts, _ = card.position.of(tr.language).split(", ")
    words = re.sub(r" \([^)]*\)", "", ", ".join(posts))
    return words[:1].upper() + words[1:]


def card_title(card: Card, tr: Translator) -> str:
    """The card by the post alone."""
    number = tr.text("Card {n}", n=card.n)
    return f"<b>{number}. {plain(post_name(card, tr))}</b>"


def card_parts(card: Card, edition: StandardEdition, tr: Translator) -> list[str]:
    """Its full name and each skill, then the orders and what is not known of the card."""
    head = (card_title(card, tr), unofficial(tr))
    made = [
        part
        for function in card.functions
        for skill in function.skills
        for part in parts(_skill(function, skill, tr), head=head)
    ]
    named = (*lines_in_both(card.position, tr), *_about(card, edition, tr))
    return [*made, *parts(named, head=(card_title(card, tr),))]


def _skill(function: Function, skill: Skill, tr: Translator) -> Iterator[str]:
    yield tr.text("<b>Labour function {n}</b>", n=function.n)
    yield from lines_in_both(function.name, tr)
    yield ""
    yield tr.text("<b>Skill {n}</b>", n=skill.n)
    yield from lines_in_both(skill.name, tr)
    yield from _items(tr.text("<b>Abilities</b>"), skill.abilities, tr)
    yield from _items(tr.text("<b>Knowledge</b>"), skill.knowledge, tr)


def unofficial(tr: Translator) -> str:
    """Whose words are shown, by the reader's language."""
    if tr.language == "kk":
        return tr.text("<i>Official text.</i>")
    return tr.text("<i>Kazakh: official text. In italics: our unofficial translation.</i>")


def _items(heading: str, items: tuple[NumberedText, ...], tr: Translator) -> Iterator[str]:
    yield ""
    yield heading
    for item in items:
        official, *ours = lines_in_both(item.text, tr)
        yield f"{item.n}) {official}"
        yield from ours


def _about(card: Card, edition: StandardEdition, tr: Translator) -> Iterator[str]:
    yield ""
    yield edition_words(edition, tr)
    for order in edition.orders:
        yield f"• {plain(order.of(tr.language))}"
    yield ""
    yield tr.text("<b>What is not known of this card</b>")
    for note in card.notes:
        yield f"• {plain(note.text.of(tr.language))}"


def changes_parts(card: Card, tr: Translator) -> list[str]:
    """What every amendment changed in the card, word by word: removed struck, added underlined."""
    head = (card_title(card, tr), tr.text("<b>What changed, word by word</b>"))
    blocks = [tr.text("<s>Removed</s>, <u>added</u>."), unofficial(tr)]
    for old, new in pairwise(editions()):
        days = (old.until or new.since - timedelta(days=1), new.since)
        blocks.append("")
        was, became = (tr.date(day) for day in days)
        blocks.append(tr.text("<b>{before} against {after}</b>", before=was, after=became))
        blocks += _changes(card.n, days, tr)
    return parts(blocks, head=head)


def _changes(card: int, days: tuple[date, date], tr: Translator) -> Iterator[str]:
    official = card_changes(card, *days)
    ours: dict[Place, Change] = {}
    if tr.language != "kk":
        ours = {change.place: change for change in card_changes(card, *days, tr.language)}
    if not official:
        yield tr.text("Nothing changed in this card.")
    for change in official:
        yield ""
        yield f"<b>{_place(change.place, tr)}</b>"
        yield _runs(change.runs)
        if change.place in ours:
            yield f"<i>{_runs(ours[change.place].runs)}</i>"


def _place(place: Place, tr: Translator) -> str:
    words = [tr.text("Labour function {n}", n=place.function)]
    if place.skill is not None:
        words.append(tr.text("skill {n}", n=place.skill))
    words.append(tr.text(_PARTS[place.part], n=place.item))
    return ", ".join(words)


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    tag = _TAGS.get(run.kind)
    text = plain(run.text)
    return f"<{tag}>{text}</{tag}>" if tag else text
