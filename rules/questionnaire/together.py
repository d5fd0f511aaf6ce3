"""Several facts of yes or no on one screen, marked as in a checklist.

What is not marked is not answered, unless the person says that it is not so of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rules import vocabulary as v
from rules.questionnaire.question import Change, Option, Put, Step, Widget
from rules.questionnaire.wording import QUESTIONS, Wording
from rules.vocabulary import JsonValue

WORDING: Final = "flags"
_PLACES: Final = {f"flags.{flag}": str(place) for place, flag in enumerate(v.FLAGS)}


@dataclass(frozen=True, slots=True)
class Ticked:
    """What is so. `rest`: False where the others are not so, None where nothing was said of them;
    `settled`: whether the others are not to be asked again."""

    yes: tuple[str, ...]
    rest: bool | None
    settled: bool


def together(facts: Iterable[str]) -> tuple[str, ...]:
    """Those of the facts that one screen asks, in an order of their own; none where it is one."""
    group = sorted({fact for fact in facts if fact in _PLACES}, key=_PLACES.__getitem__)
    return tuple(group) if len(group) > 1 else ()


def step(group: Sequence[str], wordings: Sequence[Wording], marks: Collection[str]) -> Step:
    """The screen of a group; `wordings`: the question of each."""
    return Step(
        group[0],
        f"flags.with.{''.join(map(_PLACES.__getitem__, group))}",
        Widget.TICKED,
        QUESTIONS[WORDING],
        tuple(Option(fact) for fact in group),
        chosen=tuple(marks),
        remaining=len(group),
        each=tuple(wordings),
    )


def taken(step: Step, answer: JsonValue) -> tuple[Change, ...]:
    """What an answer to the screen keeps. None: none of it is known."""
    ticked = Ticked((), None, settled=True) if answer is None else answer
    facts = [option.value for option in step.options]
    changes: list[Change] = [Put(fact, "value", True) for fact in facts if fact in ticked.yes]
    others = [fact for fact in facts if fact not in ticked.yes]
    if ticked.rest is False:
        changes += [Put(fact, "value", False) for fact in others]
    elif ticked.settled:
        changes += [Put(fact, "unknown", None) for fact in others]
    return tuple(changes)


_REST = re.compile(
    r"\s*[,;.]?\s*(?:а\s+)?(?:остальн\w*|другое|қалған\w*|the\s+rest|others?|rest)\s*[:—–-]?\s*"
    r"(?:is\s+|are\s+)?(?:нет|no|жоқ|not)\s*[.!]?\s*$",
    re.IGNORECASE,
)


def without_rest(text: str) -> tuple[str, bool]:
    """The text without "the rest: no" at its end, and whether that stood there."""
    found = _REST.search(text)
    return (text[: found.start()], True) if found else (text, False)
