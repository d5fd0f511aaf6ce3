"""Judging oneself by a card of the professional standard: one press for each ability.

A button carries all answers so far, so a press that comes twice, late or after a restart shows the
same question again, and nothing is kept before the end.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat.filters import Pressed, pressed_message
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show
from handlers.chat.telegram_text import pages
from handlers.chat.visit import Visit
from handlers.standard.browsing import card_today, no_card
from handlers.standard.result_view import (
    GRADE_NAMES,
    LETTERS,
    SIGNS,
    answers_of,
    comparison_lines,
    question_text,
    result_lines,
)
from handlers.start.consent import consent_screen, give_consent
from rules.dates import ALMATY
from rules.standard import Card, cards_on, edition_on
from rules.standard.assessing import abilities, compared
from storage.tables.assessments import Assessment

_SO_FAR: Final = r"\d{1,3}:\d{10}:[cpn]{0,30}"


async def first_question(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The first question. The moment tells this assessment from others."""
    number = (callback.data or "").split(":")[2]
    found = card_today(visit, number)
    if found is None:
        return no_card(visit)
    return _question(callback, visit, found[0], int(visit.now.timestamp()), "")


async def answered(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The next question, or the result, which is saved with consent."""
    _, _, number, moment, letters = (callback.data or "").split(":")
    found = card_today(visit, number)
    if found is None or len(letters) > len(abilities(found[0])):
        return no_card(visit)
    card, edition = found
    if len(letters) < len(abilities(card)):
        return _question(callback, visit, card, int(moment), letters)
    answers = answers_of(card, letters)
    if visit.consents:
        return await _saved(callback, visit, card, int(moment), answers)
    tr = visit.tr
    lines = list(result_lines(card, edition, answers, visit.on, tr))
    lines += ["", tr.text("This is not saved: nothing is kept without your consent.")]
    save = Button(tr.text("💾 Save, to compare later"), f"std:s:{number}:{moment}:{letters}")
    return _result(callback, visit, card, lines, ((save,),))


def _question(
    callback: CallbackQuery, visit: Visit, card: Card, moment: int, letters: str
) -> Outcome:
    asked = abilities(card)[len(letters)]
    text = question_text(card, asked, len(letters) + 1, visit.tr)
    data = f"std:a:{card.n}:{moment}"
    grades = tuple(
        Button(f"{SIGNS[grade]} {visit.tr.text(GRADE_NAMES[grade])}", f"{data}:{letters}{letter}")
        for letter, grade in LETTERS.items()
    )
    back = f"{data}:{letters[:-1]}" if letters else f"std:c:{card.n}:0"
    rows = (grades, (Button(visit.tr.text("⬅️ Back"), back),))
    return Outcome((Show(Screen(text, rows), pressed_message(callback)),))


async def save_asked(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Asks for the consent without which nothing is saved."""
    data = (callback.data or "").removeprefix("std:s:")
    why = visit.tr.text("To compare your result with a later one it has to be kept.")
    screen = consent_screen(visit, why, f"std:y:{data}")
    return Outcome((Show(screen, pressed_message(callback)),))


async def save_agreed(callback: CallbackQuery, visit: Visit) -> Outcome:
    _, _, number, moment, letters, version = (callback.data or "").split(":")
    found = card_today(visit, number)
    if found is None or len(letters) != len(abilities(found[0])):
        return no_card(visit)
    if not visit.consents and not await give_consent(visit, version):
        return await save_asked(callback, visit)
    answers = answers_of(found[0], letters)
    return await _saved(callback, visit, found[0], int(moment), answers)


async def _saved(
    callback: CallbackQuery, visit: Visit, card: Card, moment: int, answers: dict[str, str]
) -> Outcome:
    edition = edition_on(visit.on)
    assert edition is not None, "it has the card"
    kept = await visit.unit.assessments.put(
        visit.person.id,
        card.n,
        edition.since,
        datetime.fromtimestamp(moment, UTC),
        answers,
        visit.now,
    )
    return await _shown(callback, visit, kept)


async def last_result(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The saved result of a card, by the edition that it was given by."""
    number = (callback.data or "").split(":")[2]
    kept = await visit.unit.assessments.latest(visit.person.id, int(number))
    if kept is None:
        return Outcome(toast=visit.tr.text("You have no saved result by this card yet."))
    return await _shown(callback, visit, kept)


async def _shown(callback: CallbackQuery, visit: Visit, kept: Assessment) -> Outcome:
    """A saved result beside the one before it."""
    tr = visit.tr
    edition, cards = edition_on(kept.edition), cards_on(kept.edition, kept.card)
    if edition is None or not cards:
        return no_card(visit)
    [card] = cards
    day = kept.begun_at.astimezone(ALMATY).date()
    lines = list(result_lines(card, edition, kept.answers, day, tr))
    if edition.until is not None and edition.until < visit.on:
        lines += ["", tr.text("⚖️ This edition has ended. Judge yourself by the new one.")]
    earlier = await visit.unit.assessments.latest(visit.person.id, kept.card, kept.begun_at)
    if earlier is not None:
        [before] = cards_on(earlier.edition, earlier.card)
        found = compared(card, kept.answers, before, earlier.answers)
        lines += comparison_lines(found, earlier.begun_at.astimezone(ALMATY).date(), tr)
    return _result(callback, visit, card, lines, ())


def _result(
    callback: CallbackQuery, visit: Visit, card: Card, lines: list[str], above: Keyboard
) -> Outcome:
    tr = visit.tr
    rows = (
        *above,
        (
            Button(tr.text("🔁 Judge anew"), f"std:new:{card.n}"),
            Button(tr.text("⬅️ Back"), f"std:c:{card.n}:0"),
        ),
    )
    texts = pages(lines)
    shows = [Show(Screen(text), None) for text in texts[1:]]
    first = Show(Screen(texts[0]), pressed_message(callback))
    *others, last = (first, *shows)
    return Outcome((*others, Show(Screen(last.screen.text, rows), last.edit)))


def router() -> Router:
    router = Router(name="self-assessment")
    router.callback_query.register(first_question, Pressed(r"^std:new:\d{1,3}$"))
    router.callback_query.register(answered, Pressed(rf"^std:a:{_SO_FAR}$"))
    router.callback_query.register(save_asked, Pressed(rf"^std:s:{_SO_FAR}$"))
    router.callback_query.register(save_agreed, Pressed(rf"^std:y:{_SO_FAR}:\w{{1,8}}$"))
    router.callback_query.register(last_result, Pressed(r"^std:mine:\d{1,3}$"))
    return router
