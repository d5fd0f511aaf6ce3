"""What was said for another position, and whether it is so at this one too, as a screen. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from handlers.chat.buttons import Check
from handlers.chat.names import short_name
from handlers.chat.outcome import Button, Screen
from handlers.chat.said_words import entry_words, fact_name, in_sentence, kept_words
from handlers.chat.telegram_text import shortened
from handlers.check.question_view import last_row
from i18n import Translator
from rules.questionnaire.carrying import NO_LABEL, Offered
from rules.questionnaire.flow import Sheet
from rules.questionnaire.lists import LISTS
from rules.questionnaire.scope import SAME, UNPLACED, Seen
from rules.questionnaire.single import is_years
from rules.vocabulary import JsonValue

LONGEST_LINE = 200
LONGEST_LABEL = 48


def offer_screen(sheet: Sheet, tr: Translator, *, above: str = "", note: str = "") -> Screen:
    """What could be used, under the position it was said for; a time has a button to change it."""
    lines = [above, ""] if above else []
    for position in dict.fromkeys(each.position for each in sheet.offered):
        lines.append(_said_for(sheet, position, tr))
        mine = [each for each in sheet.offered if each.position == position]
        lines += [f"• {words}" for each in mine for words in _words(each, tr)]
    name = escape(short_name(sheet.catalogue, sheet.position, tr))
    lines += ["", *_question(sheet, name, tr)]
    if note:
        lines += ["", note]
    rows: list[tuple[Button, ...]] = [
        (
            Button(tr.text("Yes"), Check.ANSWER(sheet.run_id, SAME, "yes")),
            Button(tr.text(NO_LABEL), Check.ANSWER(sheet.run_id, SAME, "no")),
        )
    ]
    for each in sheet.offered:
        if is_years(each.fact):
            words = tr.text("✏️ Change: {name}", name=in_sentence(fact_name(each.fact, tr)))
            data = Check.ANSWER(sheet.run_id, SAME, each.fact)
            rows.append((Button(shortened(words, LONGEST_LABEL), data),))
    return Screen("\n".join(lines), (*rows, last_row(sheet.run_id, SAME, tr)))


def _question(sheet: Sheet, name: str, tr: Translator) -> Iterator[str]:
    """Times alone are not asked for a profile: the question names what stands above it."""
    if all(is_years(each.fact) for each in sheet.offered):
        question = tr.text("Is this so for «{position}» too?", position=name)
        yield f"<b>{question}</b>"
        return
    question = tr.text("The same profile for «{position}»?", position=name)
    yield f"<b>{question}</b>"
    meaning = tr.text("“By profile” means: in the subject or field of this position.")
    yield f"<i>{meaning}</i>"


def _said_for(sheet: Sheet, position: str, tr: Translator) -> str:
    if position == UNPLACED or position not in sheet.catalogue.positions:
        return tr.text("You said before:")
    name = escape(short_name(sheet.catalogue, position, tr))
    return tr.text("For «{position}» you said:", position=name)


def _words(each: Offered, tr: Translator) -> Iterator[str]:
    if each.fact == "retraining":
        yield tr.text("Professional retraining")
    elif each.fact in LISTS:
        for item in each.said:
            yield shortened(_thing(each.fact, item, tr), LONGEST_LINE)
    else:
        held = Seen("value", each.said, None, 0)
        yield f"{fact_name(each.fact, tr)}: {kept_words(each.fact, held, tr)}"


def _thing(fact: str, item: JsonValue, tr: Translator) -> str:
    if fact == "education":
        return entry_words(fact, {**item, "fields": ["profile"]}, tr)
    if fact == "degrees":
        return tr.text("{degree}, of the profile", degree=entry_words(fact, item, tr))
    return f"{fact_name(fact, tr)}: {entry_words(fact, item, tr)}"
