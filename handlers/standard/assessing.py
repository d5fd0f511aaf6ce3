"""Judging oneself by a card of the professional standard: one press for each ability.

A button carries all answers so far, so a press that comes twice, late or after a restart shows the
same question again, and nothing is kept before the end.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat.buttons import Standard
from handlers.chat.in_parts import one_part
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show
from handlers.chat.phone import parts
from handlers.chat.press import pressed_message
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


async def first_question(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The first question. The moment tells this assessment from others."""
    [number] = Standard.JUDGE.read(callback)
    found = card_today(visit, number)
    if found is None:
        return no_card(visit)
    return _question(callback, visit, found[0], int(visit.now.timestamp()), "")


async def answered(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The next question, or the result, which is saved with consent."""
    return await _answered(callback, visit, *Standard.ANSWER.read(callback), 0)


async def answered_part(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Another part of a result that is not saved."""
    return await _answered(callback, visit, *Standard.ANSWER_PART.read(callback))


async def _answered(
    callback: CallbackQuery, visit: Visit, number: int, moment: int, letters: str, page: int
) -> Outcome:
    found = card_today(visit, number)
    if found is None or len(letters) > len(abilities(found[0])):
        return no_card(visit)
    card, edition = found
    if len(letters) < len(abilities(card)):
        return _question(callback, visit, card, moment, letters)
    answers = answers_of(card, letters)
    if visit.consents:
        return await _saved(callback, visit, card, moment, answers)
    tr = visit.tr
    lines = list(result_lines(card, edition, answers, visit.on, tr))
    lines += ["", tr.text("This is not saved: nothing is kept without your consent.")]
    save = Button(tr.text("💾 Save, to compare later"), Standard.SAVE(number, moment, letters))
    turn = partial(Standard.ANSWER_PART, number, moment, letters)
    return _result(callback, visit, card, lines, page, turn, ((save,),))


def _question(
    callback: CallbackQuery, visit: Visit, card: Card, moment: int, letters: str
) -> Outcome:
    asked = abilities(card)[len(letters)]
    text = question_text(card, asked, len(letters) + 1, visit.tr)
    data = partial(Standard.ANSWER, card.n, moment)
    grades = tuple(
        Button(f"{SIGNS[grade]} {visit.tr.text(GRADE_NAMES[grade])}", data(letters + letter))
        for letter, grade in LETTERS.items()
    )
    back = data(letters[:-1]) if letters else Standard.CARD(card.n, 0)
    rows = (grades, (Button(visit.tr.text("⬅️ Back"), back),))
    return Outcome((Show(Screen(text, rows), pressed_message(callback)),))


async def save_asked(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Asks for the consent without which nothing is saved."""
    return _asks_consent(callback, visit, *Standard.SAVE.read(callback))


def _asks_consent(
    callback: CallbackQuery, visit: Visit, number: int, moment: int, letters: str
) -> Outcome:
    why = visit.tr.text("To compare your result with a later one it has to be kept.")
    screen = consent_screen(visit, why, partial(Standard.SAVE_YES, number, moment, letters))
    return Outcome((Show(screen, pressed_message(callback)),))


async def save_agreed(callback: CallbackQuery, visit: Visit) -> Outcome:
    number, moment, letters, version = Standard.SAVE_YES.read(callback)
    found = card_today(visit, number)
    if found is None or len(letters) != len(abilities(found[0])):
        return no_card(visit)
    if not visit.consents and not await give_consent(visit, version):
        return _asks_consent(callback, visit, number, moment, letters)
    answers = answers_of(found[0], letters)
    return await _saved(callback, visit, found[0], moment, answers)


async def _saved(
    callback: CallbackQuery, visit: Visit, card: Card, moment: int, answers: dict[str, str]
) -> Outcome:
    edition = edition_on(visit.on)
    assert edition is not None, "it has the card"
    kept = await visit.work.assessments.put(
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
    return await _last(callback, visit, *Standard.RESULT.read(callback), 0)


async def last_result_part(callback: CallbackQuery, visit: Visit) -> Outcome:
    return await _last(callback, visit, *Standard.RESULT_PART.read(callback))


async def _last(callback: CallbackQuery, visit: Visit, number: int, page: int) -> Outcome:
    kept = await visit.work.assessments.latest(visit.person.id, number)
    if kept is None:
        return Outcome(toast=visit.tr.text("You have no saved result by this card yet."))
    return await _shown(callback, visit, kept, page)


async def _shown(callback: CallbackQuery, visit: Visit, kept: Assessment, page: int = 0) -> Outcome:
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
    earlier = await visit.work.assessments.latest(visit.person.id, kept.card, kept.begun_at)
    if earlier is not None:
        [before] = cards_on(earlier.edition, earlier.card)
        found = compared(card, kept.answers, before, earlier.answers)
        lines += comparison_lines(found, earlier.begun_at.astimezone(ALMATY).date(), tr)
    return _result(callback, visit, card, lines, page, partial(Standard.RESULT_PART, card.n))


def _result(
    callback: CallbackQuery,
    visit: Visit,
    card: Card,
    lines: list[str],
    page: int,
    turn: Callable[[int], str],
    above: Keyboard = (),
) -> Outcome:
    tr = visit.tr
    rows = (
        *above,
        (
            Button(tr.text("🔁 Judge anew"), Standard.JUDGE(card.n)),
            Button(tr.text("⬅️ Back"), Standard.CARD(card.n, 0)),
        ),
    )
    screen = one_part(parts(lines), page, turn, tr, rows)
    return Outcome((Show(screen, pressed_message(callback)),))


def router() -> Router:
    router = Router(name="self-assessment")
    router.callback_query.register(first_question, Standard.JUDGE.pressed)
    router.callback_query.register(answered, Standard.ANSWER.pressed)
    router.callback_query.register(answered_part, Standard.ANSWER_PART.pressed)
    router.callback_query.register(save_asked, Standard.SAVE.pressed)
    router.callback_query.register(save_agreed, Standard.SAVE_YES.pressed)
    router.callback_query.register(last_result, Standard.RESULT.pressed)
    router.callback_query.register(last_result_part, Standard.RESULT_PART.pressed)
    return router
