"""Typed words while nothing is asked: which position is meant, and ways out of a wrong guess."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from string import ascii_letters, digits

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.chat.buttons import Choosing, Menu
from handlers.chat.filters import Words
from handlers.chat.names import position_name, short_name
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.check import asking, story
from handlers.check.choosing import (
    category_screen,
    choose_outcome,
    choose_screen,
    editable,
    groups,
    still_open,
)
from handlers.membership.replying import perhaps_a_reply
from handlers.words import small_talk
from rules.matching import Topic, is_of_posts, match, topic
from rules.story import Story, read_story
from rules.typed import Choose, Understood, read_date

OFFERED = 5
SHOWN_BACK = 60
FEWEST_FORWARDED = 4  # words; the name of a post may be forwarded, too
# What says nothing to this bot by itself.
MAY_ANSWER_HR = (None, Topic.EVERYDAY, Topic.NAME)
_GROUP_SIGNS = {"tvet": "🏫", "uni": "🎓"}
# One sign for each position, so that a whole choice fits into the 64 bytes of a button.
_SIGNS = digits + ascii_letters
_LINK = re.compile(r"\S+://\S+|(?:www\.|t\.me/)\S+|\S+@\S+", re.IGNORECASE)
# Numbers of telephones and papers, addresses: what may name a person.
_PERSONAL = re.compile(r"\S*@\S*|\+?\d[\d\s()-]{4,}\d")


async def searched(message: Message, visit: Visit) -> Outcome:
    """Goes on with a clear position, offers what a doubtful text may mean, or says it is none; of
    what means nothing soon after a message of HR, asks whether it is an answer to that."""
    words = message.text or ""
    if message.forward_origin is not None and len(words.split()) >= FEWEST_FORWARDED:
        return await story.forwarded(visit, words)
    told = read_story(words, visit.on)
    if story.says_much(told):
        return await story.offered(visit, told)
    found = match(_LINK.sub(" ", words))
    positions = tuple(result.position for result in found.results)
    if found.confident:
        return await _clear(visit, positions)
    if not positions or story.names_course(told):
        return await _no_position(visit, words, told)
    return Outcome((Show(_offer_screen(visit, positions, 0, words)),))


async def _no_position(visit: Visit, words: str, told: Story) -> Outcome:
    """An answer to HR, facts, a question about something else, or words that say nothing here."""
    about = topic(_LINK.sub(" ", words))
    if about in MAY_ANSWER_HR:
        reply = await perhaps_a_reply(visit, words)
        if reply is not None:
            return reply
        if story.says_something(told):
            return await story.offered(visit, told)
        hint = _hint(visit, words)
        if hint is not None:
            return Outcome((Show(choose_screen(visit, above=hint)),))
    if about is not None:
        return await small_talk.answer(visit, about, words)
    return await _nothing_found(visit, words)


def _hint(visit: Visit, words: str) -> str | None:
    """What to say of an address or a day that stands alone; None where it is neither."""
    tr = visit.tr
    if _LINK.search(words) and not any(sign.isalnum() for sign in _LINK.sub(" ", words)):
        return tr.text("I do not open links. Write what it says, or send it as a photo or PDF.")
    day = read_date(words, visit.on) if any(map(str.isdigit, words)) else None
    if isinstance(day, Understood | Choose):
        return tr.text(
            "That is a day, but of what? A course: 72 hours, 14.03.2025, by profile. A day to "
            "remember: /dates."
        )
    return None


async def _clear(visit: Visit, positions: tuple[str, ...]) -> Outcome:
    """Goes on with the first position; the others are what "no" leads to."""
    position, *others = positions
    catalogue = visit.desk.catalogue
    name = escape(position_name(catalogue, position, visit.tr))
    above = visit.tr.text("I understood: {name}.", name=f"<b>{name}</b>")
    no = visit.tr.text("❌ Not this position")
    if catalogue.positions[position].categories:
        where = _offer_data(visit, others, 0) if others else Menu.CHECK()
        screen = category_screen(visit, position, above=above, another=Button(no, where))
        return Outcome((Show(screen),))
    begun = await asking.begin(visit, position, None, edit=None, above=above)
    return _with_way_out(begun, no)


def _with_way_out(begun: Outcome, words: str) -> Outcome:
    """The first question with a button that leaves it; a report has one of its own."""
    first = begun.show[0]
    if not isinstance(first, Show) or first.run_id is None:
        return begun
    row = (Button(words, Choosing.ANOTHER(first.run_id)),)
    screen = replace(first.screen, keyboard=(*first.screen.keyboard, row))
    return replace(begun, show=(replace(first, screen=screen), *begun.show[1:]))


async def _nothing_found(visit: Visit, words: str) -> Outcome:
    tr = visit.tr
    kept = impersonal(words)
    if any(sign.isalpha() for sign in kept):
        await _count(visit, kept)
    said = escape(shortened(" ".join(words.split()), SHOWN_BACK))
    text = tr.text("I found no position like “{words}”.", words=said)
    hint = tr.text("I know positions of colleges and technical universities.")
    return Outcome((Show(choose_screen(visit, above=f"{text} {hint}")),))


async def _count(visit: Visit, words: str) -> None:
    """What is missing in the vocabulary shows by what many people type; one's own words stay out
    of sight."""
    language, misses = visit.person.language, visit.work.misses
    if is_of_posts(words):
        await misses.add(words, language, visit.now)
    else:
        await misses.add_of(visit.person.id, words, language, visit.now)


def impersonal(words: str) -> str:
    """The words without what may name a person: long numbers and addresses."""
    return _PERSONAL.sub(" ", words).strip(" ,;.")


def _offer_screen(
    visit: Visit, positions: tuple[str, ...], first: int, words: str | None = None
) -> Screen:
    """Five of the positions, from `first` on, and the way to the rest."""
    tr = visit.tr
    shown = positions[first : first + OFFERED]
    lines = [tr.text("Which of these do you mean?")]
    if words is not None:
        said = escape(shortened(" ".join(words.split()), SHOWN_BACK))
        lines.insert(0, tr.text("I understood “{words}” in more than one way.", words=said))
    if len(positions) > OFFERED:
        place = tr.text(
            "{first}–{last} of {total}",
            first=first + 1,
            last=first + len(shown),
            total=len(positions),
        )
        lines.append(f"<i>{place}</i>")
    rows = [(_offer_button(visit, position),) for position in shown]
    following = first + OFFERED
    if first > 0:
        less = _offer_data(visit, positions, max(first - OFFERED, 0))
        rows.append((Button(tr.text("⬅️ Back"), less),))
    if following < len(positions):
        more = _offer_data(visit, positions, following)
        rows.append((Button(tr.text("➕ More"), more),))
    menu = (Button(tr.text("⬅️ Menu"), Menu.HOME()),)
    return Screen("\n".join(lines), (*rows, groups(visit), menu))


def _offer_button(visit: Visit, position: str) -> Button:
    """The position with the sign of its group: a college or a university."""
    sign = _GROUP_SIGNS[position.split("-")[0]]
    return Button(
        f"{sign} {short_name(visit.desk.catalogue, position, visit.tr)}",
        Choosing.POSITION(position),
    )


def _offer_data(visit: Visit, positions: list[str] | tuple[str, ...], first: int) -> str:
    places = {position: place for place, position in enumerate(visit.desk.catalogue.positions)}
    signs = "".join(_SIGNS[places[position]] for position in positions)
    return Choosing.AMONG(first, signs)


async def others_offered(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Another page of what a text may mean."""
    first, signs = Choosing.AMONG.read(callback)
    every = tuple(visit.desk.catalogue.positions)
    places = [_SIGNS.index(sign) for sign in signs]
    positions = tuple(every[place] for place in places if place < len(every))
    edit = editable(callback, visit)
    if first >= len(positions):
        return choose_outcome(visit, edit, visit.tr.text("That list is out of date."))
    if visit.run is not None:
        return await still_open(visit, edit)
    return Outcome((Show(_offer_screen(visit, positions, first), edit),))


def router() -> Router:
    router = Router(name="searching")
    router.callback_query.register(others_offered, Choosing.AMONG.pressed)
    router.message.register(searched, Words())
    return router
