"""Words of the questionnaire in a person's language: questions, the clauses they are for, names."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from handlers.chat.names import clause
from handlers.chat.telegram_text import shortened_at_word
from i18n import Translator
from rules.norms.model import Position, Text
from rules.questionnaire.asked_words import own_name
from rules.questionnaire.wording import FACT_NAMES, Quote, Words

LONGEST_QUOTE = 200
_PROPER = ("PhD", "Scopus", "Web of Science", "Bolashak", "Hirsch", "Хирш")


def said(words: Words, tr: Translator) -> str:
    """A message of the catalogue translated, or a text of a rule file, as HTML."""
    if isinstance(words, Text):
        return escape(words.of(tr.language), quote=False)
    return tr.text(words)


def fact_name(fact: str, tr: Translator, position: Position | None = None) -> str:
    """What a fact is called; at a position whose clause names something of its own, that."""
    own = None if position is None else own_name(fact, position)
    return said(FACT_NAMES[fact] if own is None else own, tr)


def in_sentence(words: str) -> str:
    """A name or label as it stands inside a sentence: small but where it is a name of its own."""
    proper = words.startswith(_PROPER) or not words[1:2].isalpha() or words[1:2].isupper()
    return words if proper else words[:1].lower() + words[1:]


def listed_facts(
    facts: Iterable[str], position: Position, tr: Translator, most: int | None = None
) -> str:
    """The names of facts in a sentence: "education, courses"; of more than `most` the first ones
    and how many others there are."""
    names = [in_sentence(fact_name(fact, tr, position)) for fact in facts]
    shown = ", ".join(names[:most])
    others = len(names) - len(names[:most])
    if not others:
        return shown
    return tr.plural("{words} and {n} more", "{words} and {n} more", others, words=shown)


def one_of(names: list[str], tr: Translator) -> str:
    """Names in a sentence, of which one will do: "a, b or c"."""
    small = [in_sentence(name) for name in names]
    return tr.text(" or ").join([*filter(None, [", ".join(small[:-1])]), small[-1]])


def quoted(quotes: Iterable[Quote], tr: Translator) -> list[str]:
    """Each clause in a line of HTML: the official words for those who read their language, else
    our translation, marked so."""
    return [_quoted(quote, tr) for quote in quotes]


def _quoted(quote: Quote, tr: Translator) -> str:
    where = clause(quote.source, tr, says_ours=False)
    if tr.language == quote.language:
        words = escape(shortened_at_word(quote.official, LONGEST_QUOTE), quote=False)
        return tr.text("{clause}: “{words}”", clause=capital(where), words=words)
    words = escape(shortened_at_word(quote.text.of(tr.language), LONGEST_QUOTE), quote=False)
    return tr.text("{clause}, unofficial translation: {words}", clause=capital(where), words=words)


def capital(words: str) -> str:
    """A name as it stands alone, on a button or at the beginning."""
    return words[:1].upper() + words[1:]
