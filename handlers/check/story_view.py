"""What a whole message was read as, as a screen. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from handlers.chat.buttons import Menu, Story
from handlers.chat.names import category_name, short_name
from handlers.chat.outcome import Button, Screen, column, grid
from handlers.chat.said_words import capital, entry_words, fact_name, in_sentence, kept_words
from handlers.chat.telegram_text import shortened
from handlers.check.choosing import NO_CATEGORY
from handlers.check.told import WHOLE, Told
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.questionnaire.lists import LISTS
from rules.questionnaire.relevance import relevance
from rules.questionnaire.scope import Seen
from rules.questionnaire.wording import FACT_NAMES
from rules.vocabulary import JsonValue

MOST_ITEMS, LONGEST_LABEL, LONGEST_LEFT, LONGEST_LINE = 4, 40, 160, 200


def story_screen(told: Told, catalogue: Catalogue, tr: Translator) -> Screen:
    """ "I understood: …", what will be asked, and the words that were not used."""
    heading = tr.text("I understood:") if told.run is None else tr.text("You also said:")
    lines = [f"• {line}" for line in _lines(told, catalogue, tr)]
    unclear = [in_sentence(_name(fact, tr)) for fact in told.unclear]
    if lines or not unclear:
        lines = [f"<b>{heading}</b>", *lines, ""]
    if unclear:
        lines += [tr.text("I will ask more about: {facts}.", facts=", ".join(unclear)), ""]
    if told.left:
        words = escape(shortened(", ".join(told.left), LONGEST_LEFT))
        lines += ["<i>" + tr.text("Not used: {words}", words=f"«{words}»") + "</i>", ""]
    if told.near:
        which = tr.text("Which of these do you mean?")
        lines.append(f"<b>{which}</b>")
    elif _lacks_category(told, catalogue):
        which = tr.text("If it is right: for which category?")
        lines.append(f"<b>{which}</b>")
    width = 2 if _lacks_category(told, catalogue) else 1
    last = (
        Button(tr.text("✏️ Change"), Story.CHANGE(told.mark)),
        Button(tr.text("⬅️ Menu"), Menu.HOME()),
    )
    return Screen(
        "\n".join(lines).rstrip(), (*grid([*_agreeing(told, catalogue, tr)], width), last)
    )


def _agreeing(told: Told, catalogue: Catalogue, tr: Translator) -> Iterator[Button]:
    """The ways to say that it is right: with a position where none was sure; and that the courses,
    degrees and works named are all of them."""
    if told.near:
        for number, position in enumerate(told.near):
            yield Button(short_name(catalogue, position, tr), Story.POSITION(told.mark, number))
        yield Button(tr.text("🔎 Another position"), Story.RIGHT(told.mark))
        return
    if _lacks_category(told, catalogue):
        for category in (*catalogue.positions[told.position or ""].categories, NO_CATEGORY):
            words = tr.text("The post only")
            if category != NO_CATEGORY:
                words = category_name(category, tr)
            yield Button(capital(words), Story.CATEGORY(told.mark, category))
        return
    if any(fact in WHOLE and value for fact, value in _that_matter(told, catalogue)):
        yield Button(tr.text("✅ Right, that is all"), Story.ALL(told.mark), style="primary")
        yield Button(tr.text("✅ Right, there is more"), Story.RIGHT(told.mark))
        return
    yield Button(tr.text("✅ Right"), Story.RIGHT(told.mark), style="primary")


def _that_matter(told: Told, catalogue: Catalogue) -> Iterator[tuple[str, JsonValue]]:
    """What was told of the facts that the check uses."""
    if told.position is not None:
        used = relevance(catalogue.positions[told.position], told.category).sources
        yield from ((fact, value) for fact, value in told.said if fact in used)


def _lacks_category(told: Told, catalogue: Catalogue) -> bool:
    """Whether the position is known and has categories, of which none was named."""
    known = told.position is not None and told.category is None
    return known and bool(catalogue.positions[told.position or ""].categories)


def _lines(told: Told, catalogue: Catalogue, tr: Translator) -> Iterator[str]:
    if told.position is not None:
        yield escape(short_name(catalogue, told.position, tr))
    if told.category is not None:
        yield tr.text("You aim at: {category}", category=category_name(told.category, tr))
    for fact, value in told.said:
        yield shortened(f"{_name(fact, tr)}: {_words(fact, value, tr)}", LONGEST_LINE)


def _name(fact: str, tr: Translator) -> str:
    return fact_name(fact, tr) if fact in FACT_NAMES else tr.text("Length of work")


def _words(fact: str, value: JsonValue, tr: Translator) -> str:
    if fact == "honours":
        value = [{"honour": honour} for honour in value]
    if fact not in LISTS:
        return kept_words(fact, Seen("value", value, None, 0), tr)
    if not value:
        return tr.text("none")
    shown = [entry_words(fact, item, tr) for item in value[:MOST_ITEMS]]
    return "; ".join([*shown, "…"] if len(value) > MOST_ITEMS else shown)


def change_screen(told: Told, tr: Translator) -> Screen:
    """Everything told as a button that takes it back, so that it is asked."""
    text = tr.text("What is not right? Press it and I will ask about it.")
    buttons = [
        Button(shortened(f"✖ {_name(fact, tr)}", LONGEST_LABEL), Story.DROP(told.mark, number))
        for number, (fact, _) in enumerate(told.said)
    ]
    another = Button(tr.text("🔎 Another position"), Menu.CHECK())
    return Screen(
        text,
        column(
            *buttons,
            another,
            Button(tr.text("✅ Right"), Story.RIGHT(told.mark)),
            Button(tr.text("⬅️ Menu"), Menu.HOME()),
        ),
    )


def whose_screen(mark: str, tr: Translator) -> Screen:
    """Asked before a forwarded text is read."""
    return Screen(tr.text("This message was forwarded. Is it about you?"), column(
        Button(tr.text("Yes, about me"), Story.MINE(mark)),
        Button(tr.text("No"), Story.NOT_MINE(mark)),
    ))  # fmt: skip
