"""Titles with something added: "преподаватель (повар)", "зав. отделением: ветеринария".

The head of the title decides. What follows in brackets, in quotes, after a colon or a dash may name
any trade or field, known or not: it can make the title narrower, but not into another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from rules.matching.ranking import Ranked, Ranking
from rules.matching.reading import Reader, TextMeaning

_SIGN = re.compile(r"[(\[«\"“:]|\s[-–—]\s")
_BRACKETS = re.compile(r"[(\[«“\"]([^()\[\]«»“”\"]*)(?:[)\]»”\"]|$)")
_DASH = re.compile(r":|\s[-–—]\s")
_COMMA = re.compile(r"[,;\n]")
_LONGEST_TITLE = 8
# Whoever teaches children is none of ours, wherever that is said.
_CHILDREN = frozenset(("school", "childhood", "children_staff"))
_TRADES = frozenset(("trades",))
# Titles that any field may follow without a sign: "преподаватель охраны труда", and those beside
# which another place of work is another trade: "заведующий отделением больницы".
_OF_FIELDS = (frozenset(("teacher",)), frozenset(("lecturer",)), frozenset(("professor",)),
    frozenset(("docent",)), frozenset(("master", "industrial_training")))  # fmt: skip
_OF_TRADES = (frozenset(("methodist",)), frozenset(("keeper", "division")),
    frozenset(("keeper", "kafedra")), frozenset(("keeper", "workshop")))  # fmt: skip
_FIELDS = frozenset(("trades", "posts", "places"))
_BESIDE_HEADS = frozenset(("senior", "discipline", "special"))
_MOST_UNKNOWN = 4
# Positions that a title fits equally well have scores no farther apart.
_TIE = 0.05
# "Лектор на заводе" works at a plant, he does not teach about it.
_AT = frozenset(("в", "во", "на", "при", "in", "at"))
_VERB = re.compile(r"(?:[аеиоуыюя](?:т|шь|л|ла|ли|ло|ть)|[тч]ь?ся|сь|ing|ed)$")


def divided(lowered: str) -> tuple[str, str] | None:
    """Split a lower-case text into a title and what is added to it; None where nothing is."""
    if _SIGN.search(lowered) is None:
        return None
    found = _BRACKETS.search(lowered)
    if found is not None:
        return f"{lowered[: found.start()]} {lowered[found.end() :]}".strip(), found.group(1)
    return _split(_DASH, lowered)


def divided_by_comma(lowered: str) -> tuple[str, str] | None:
    """Split a lower-case text at its first comma."""
    return _split(_COMMA, lowered)


def _split(sign: re.Pattern[str], lowered: str) -> tuple[str, str] | None:
    pieces = [piece.strip() for piece in sign.split(lowered, maxsplit=1)]
    return (pieces[0], pieces[1]) if len(pieces) > 1 and all(pieces) else None


def qualified(
    reader: Reader,
    ranking: Ranking,
    pieces: tuple[str, str],
    whole: Ranked,
    rank: Callable[[str], Ranked],
) -> Ranked | None:
    """Rank a title with something added; None where the text is to be read as one.

    `whole` is what the text means as one, `rank` tells what a title means by itself.
    """
    title, added = map(reader.read, pieces)
    names_post = not ranking.is_headless(added) and not added.doubts
    if not pieces[1].strip() or title.others or added.places or added.others & _CHILDREN:
        return None
    if (names_post and added.marked) or len(pieces[0].split()) > _LONGEST_TITLE:
        return None
    if ranking.is_headless(title) or (ranking.is_bare(title) and not _is_trade(title, added)):
        return None
    alone = rank(pieces[0])
    if not alone.positions:
        return None
    return whole if names_post and whole.sure else _narrowed(alone, whole)


def _is_trade(title: TextMeaning, added: TextMeaning) -> bool:
    """Tell whether a master is named by the trade: "мастер (повар)"."""
    return "master" in title.concepts and added.others == _TRADES


def _narrowed(title: Ranked, whole: Ranked) -> Ranked:
    """Take what the whole text means among what the title fits as well; else the title goes first.

    "Заместитель (по учебной работе)" is one of the deputies, "оқытушы (дене тәрбиесі)" stays what
    it is.
    """
    if not whole.positions or (title.sure and whole.positions[0][0] == title.positions[0][0]):
        return title
    top = title.positions[0][1]
    if whole.positions[0][0] in {name for name, score in title.positions if score > top - _TIE}:
        return whole
    lowest = title.positions[-1][1]
    known = dict(title.positions)
    more = [(name, min(score, lowest)) for name, score in whole.positions if name not in known]
    return Ranked((*title.positions, *more), sure=False)


def of_unknown_field(ranking: Ranking, reading: TextMeaning, parts: list[str]) -> Ranked:
    """Rank a title that an unknown field follows or goes before; it is never sure."""
    nothing = Ranked((), sure=False)
    title, fields = _title_of(ranking, reading)
    if title is None or not reading.others <= fields:
        return nothing
    if reading.beside + reading.apart > _MOST_UNKNOWN or any(map(_VERB.search, parts)):
        return nothing
    if "places" in reading.others and not (reading.places or _AT.isdisjoint(parts)):
        return nothing
    return replace(ranking.rank(replace(reading, concepts=title, beside=0, apart=0)), sure=False)


def _title_of(
    ranking: Ranking, reading: TextMeaning
) -> tuple[frozenset[str] | None, frozenset[str]]:
    """Return the title in a reading that a field may follow, and what the field may be."""
    for titles, fields in ((_OF_FIELDS, _FIELDS), (_OF_TRADES, _TRADES)):
        for title in titles:
            kept = title | (_BESIDE_HEADS & reading.concepts)
            if title <= reading.concepts and ranking.heads(reading) <= kept:
                return kept, fields
    return None, _TRADES
