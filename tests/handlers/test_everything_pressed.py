"""Somebody who presses and writes everything there is meets no fault, in any language: each message
fits a phone's screen, and each has a way back or on."""

from __future__ import annotations

import re

import pytest

from benchmarks.screens import Walker
from handlers.chat.phone import LINES, height
from i18n import LANGUAGES
from local_chat.model import Message
from rules.vocabulary import Language
from tests.cases.college import OPERATOR
from tests.handlers.house import House, Somebody

STEPS = 200
A_LITTLE = 5
"""Lines by which a message may be higher: the answer before a question, what was not understood."""
FOLDED = 3
"""Lines of a quotation that opens by a press."""
_QUOTE = re.compile("<blockquote expandable>.*?</blockquote>", re.DOTALL)
_ITEM = re.compile("^(?:✅|▫️) \\d+\\.", re.MULTILINE)


def height_at_first(html: str) -> int:
    """Of a message as it comes, before anything in it is opened."""
    quotes = len(_QUOTE.findall(html))
    return height(_QUOTE.sub("", html)) + FOLDED * quotes


def may_be_higher(message: Message) -> bool:
    """HR reads what people have written, of whatever length; of a list that is ticked off, an item
    that is alone is a clause, which is not torn apart."""
    of_hr = any(data.startswith("h:") for data in data_of(message))
    return of_hr or len(_ITEM.findall(message.text)) == 1


def data_of(message: Message) -> list[str]:
    return [button.data or "" for row in message.buttons for button in row]


WAYS = ("m:home", "m:check", "m:privacy", "m:help")
"""The menu itself has them too."""
ENDS = ("!back", "!cancel", ":back:", "c:no", "e:more:", "e:s:", "h:", "memb:", "r:")
"""The way back of a question and of what a report offers; the first screen; a report, whose menu
opens below it; HR's and members' rooms, which have tests of their own."""
ASKED_TWICE = ("f:yes", "c:withdraw:yes", "!stop", ":yes", "rr:")
"""What is asked before something is deleted has "no" for its way back."""


def has_a_way(message: Message) -> bool:
    ways = [*WAYS, *ENDS, *ASKED_TWICE]
    backs = [b for row in message.buttons for b in row if b.text.startswith(("⬅️", "✖️", "↩️"))]
    return bool(backs) or any(way in data for data in data_of(message) for way in ways)


class Reader(Walker):
    """Looks at what each message is like, whatever kind it is of."""

    def __init__(self, person: Somebody, language: Language) -> None:
        super().__init__(person, language)
        self.too_high: dict[str, int] = {}
        self.without_a_way: dict[str, str] = {}

    def look(self, step: str) -> None:
        super().look(step)
        for message in self.newest():
            high = height_at_first(message.html or "")
            if high > LINES + A_LITTLE and not may_be_higher(message):
                self.too_high[f"{step}\n{message.text}"] = high
            if message.rows and not has_a_way(message):
                self.without_a_way[step] = message.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_tries_everything_meets_no_fault(house: House, language: Language) -> None:
    reader = Reader(house.person(OPERATOR, language), language)
    await reader.person.say("/start")
    await reader.walk(STEPS)
    assert len(reader.pictures) > STEPS / 4
    assert house.refused() == []
    assert reader.too_high == {}
    assert reader.without_a_way == {}
