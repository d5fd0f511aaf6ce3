"""What is asked and what is answered, in a person's language: questions, the clauses they are for,
names of facts; what was pressed or typed, and what is kept of each fact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape, unescape
from typing import Final

from handlers.chat.names import clause
from handlers.chat.telegram_text import shortened_at_word
from i18n import LANGUAGES, Translator, translator
from rules.norms.model import Position, Text
from rules.questionnaire import checklist, single
from rules.questionnaire.asked_words import own_name
from rules.questionnaire.checklist import EVERYTHING
from rules.questionnaire.lists import LISTS
from rules.questionnaire.moves import move_for
from rules.questionnaire.question import PART, Answered, Option, Step, StoredAnswer, Widget
from rules.questionnaire.together import Ticked
from rules.questionnaire.wording import FACT_NAMES, LABELS, NOTHING, PART_NAMES, Quote, Words
from rules.typed.outcome import Understood
from rules.vocabulary import Json, JsonValue
from storage.tables.deadlines import DateKind

LONGEST_QUOTE = 200
_PROPER = ("PhD", "Scopus", "Web of Science", "Bolashak", "Hirsch", "Хирш")
LONGEST_ASKED: Final = 68
# Of a portfolio there is nothing to be named beside its day.
VOCABULARIES: Final[dict[DateKind, str]] = {
    "category": "category",
    "management_category": "management_category",
    "language": "language_level",
}


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


# Answers


def label(option: Option, widget: Widget, tr: Translator) -> str:
    """The words of a button."""
    if option.label is not None:
        return tr.text(option.label)
    match widget:
        case Widget.MONTHS:
            return tr.text("None at all") if option.value == "0" else tr.months(int(option.value))
        case Widget.HOURS:
            return tr.hours(int(option.value))
        case Widget.DATE:
            return day_part(option.value, tr)
    return option.value


def named(vocabulary: str, value: str, tr: Translator) -> str:
    """The words for a value of a vocabulary."""
    return tr.text(LABELS[vocabulary][value])


def day_part(value: str, tr: Translator) -> str:
    """The last known part of a day: "2025", "March", "14"."""
    match value.split("-"):
        case [year]:
            return year
        case [year, month]:
            return tr.month_name(int(month))
        case [_, _, day]:
            return str(int(day))
    raise ValueError(f"{value} is no beginning of a day")


def whole_day(value: str, tr: Translator) -> str:
    """A day as far as it is known."""
    match value.split("-"):
        case [year, month]:
            return tr.month(date(int(year), int(month), 1))
        case [_, _, _]:
            return tr.date(date.fromisoformat(value))
    return value


def answer_words(step: Step, value: JsonValue, tr: Translator) -> str:
    """What an answer to `step` says, as HTML."""
    if value is None:
        return tr.text("don't know")
    if isinstance(value, Ticked):
        return _listed(said(FACT_NAMES[fact], tr) for fact in value.yes) or tr.text("none of these")
    if step.widget is Widget.CHECKLIST:
        has = len(step.options) if value == EVERYTHING else len(value)
        return tr.text("{n} of {total}", n=has, total=len(step.options))
    if isinstance(value, dict):
        return "; ".join(entry_words(step.fact, item, tr) for item in value["items"])
    if step.widget is Widget.MANY:
        chosen = [o for o in step.options if o.value in value]
        return _listed(label(o, step.widget, tr) for o in chosen) or tr.text("none of these")
    if step.widget is Widget.DATE:
        return whole_day(value, tr)
    for option in step.options:
        if option.value == str(value) and option.label is not None:
            return tr.text(option.label)
    return escape(label(Option(str(value)), step.widget, tr))


def answer_line(step: Step, value: JsonValue, tr: Translator) -> str:
    """The line that stays of an answered question: "✔ Education: Higher (bachelor)"."""
    if step.widget is Widget.TICKED:
        words = answer_words(step, value, tr)
        if value is not None and value.yes:
            return f"✔ {words}"
        facts = _listed(said(FACT_NAMES[option.value], tr) for option in step.options)
        return f"✔ {shortened_at_word(unescape(facts), LONGEST_ASKED)}: {words}"
    part = f"{step.fact}.{step.path.rsplit('.', 1)[-1]}"
    name = said(step.wording.name or PART_NAMES.get(part, FACT_NAMES[step.fact]), tr)
    return f"✔ {name}: {answer_words(step, value, tr)}"


def _listed(words: Iterable[str]) -> str:
    """Names one after another, of which the first begins large."""
    first, *others = [*words] or [""]
    return ", ".join([first, *map(in_sentence, others)])


def reading_note(reading: Understood[JsonValue], tr: Translator) -> str:
    """What was done to the typed words, to stand after the answer's line: " (up to today)"."""
    match reading.note:
        case "whole_months":
            return " " + tr.text("(whole months)")
        case "to_today":
            return " " + tr.text("(up to today)")
        case "overlap_once":
            return " " + tr.text("(time that overlaps is counted once)")
        case "at_least":
            return " " + tr.text("(at least; the exact day changes nothing here)")
        case "taken_off":
            return " " + tr.text("({length} taken off)", length=tr.months(reading.off))
    return ""


def kept_words(fact: str, answer: StoredAnswer, tr: Translator) -> str:
    """What is kept of a fact, in a few words, as HTML."""
    if answer.state not in ("value", PART):
        return tr.text("don't know")
    value = answer.value
    if fact in LISTS:
        return _list_words(fact, value["items"], tr)
    if fact == checklist.FACT:
        has = sum(value["items"].values())
        return tr.text("{n} of {total}", n=has, total=len(value["items"]))
    if fact.startswith("experience."):
        return tr.months(value) if value else tr.text("None at all")
    chosen = single.from_value(fact, value)
    if fact == "h_index":
        return str(chosen)
    vocabulary = {"titles": "title", "flags": "yes_no"}.get(fact.split(".")[0], fact)
    return named(vocabulary, str(chosen), tr)


def _list_words(fact: str, items: list[Json], tr: Translator) -> str:
    if not items:
        return tr.text("none")
    return "; ".join(entry_words(fact, item, tr) for item in items)


def entry_words(fact: str, item: Mapping[str, JsonValue], tr: Translator) -> str:
    """One thing of a list as far as it is known: "By profile, 72 hours, March 2025"."""
    spec = LISTS[fact]
    parts = [named(spec.vocabulary, item[spec.key], tr)] if spec.key in item else []
    fields = [named("education_field", f, tr) for f in item.get("fields", [])]
    parts += map(in_sentence, fields) if parts else fields
    if "hours" in item:
        parts.append(tr.hours(item["hours"]))
    if "quartile" in item:
        parts.append(f"Q{item['quartile']}")
    if "percentile" in item:
        parts.append(tr.text("percentile {n}", n=item["percentile"]))
    parts += [whole_day(item[key], tr) for key in ("issued", "published") if key in item]
    return ", ".join(parts)


def read_button(step: Step, text: str) -> Understood[JsonValue] | None:
    """The answer whose button says exactly `text` in any of the languages, large or small."""
    typed = _plain(text)
    for language in LANGUAGES:
        tr = translator(language)
        for value, words in _buttons(step, tr):
            if _plain(words) == typed:
                return Understood(value)
    return None


def _buttons(step: Step, tr: Translator) -> list[tuple[JsonValue, str]]:
    """What can be pressed and what it says; the items of a checklist are too long for that."""
    if step.widget is Widget.CHECKLIST:
        return [([], tr.text(NOTHING[step.fact]))]
    if step.widget is Widget.MANY:
        named = [([o.value], label(o, step.widget, tr)) for o in step.options]
        return [*named, ([], tr.text(NOTHING[step.fact]))]
    moves = [(move_for(step, o.value), label(o, step.widget, tr)) for o in step.options]
    return [(move.value, words) for move, words in moves if isinstance(move, Answered)]


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").strip(" .!«»\"'").split())
