"""Several facts on one screen, marked as in a checklist: those of yes or no, and whether there has
been any work of several kinds at all.

What is not marked is not answered, unless the person says that it is not so of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Final

from rules import vocabulary as v
from rules.questionnaire.question import Change, Option, Put, Step, Widget
from rules.questionnaire.wording import QUESTIONS, Wording
from rules.vocabulary import JsonValue

_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "flags": v.FLAGS,
    "experience": v.EXPERIENCE_KINDS,
}
_FEWEST: Final = {"flags": 2, "experience": 3}
"""Of two kinds of work their lengths are asked at once; that is as short."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """What is so. `rest`: False where the others are not so, None where nothing was said of them;
    `settled`: whether the others are not to be asked again."""

    yes: tuple[str, ...]
    rest: bool | None
    settled: bool


def together(first: str, facts: Iterable[str]) -> tuple[str, ...]:
    """Those of the facts that one screen asks with the first, in an order of their own; none where
    too few are left."""
    group, _, _ = first.partition(".")
    names = _GROUPS.get(group, ())
    asked = {fact for fact in facts if fact.startswith(f"{group}.")}
    held = tuple(fact for name in names if (fact := f"{group}.{name}") in asked)
    return held if len(held) >= _FEWEST.get(group, 0) else ()


def step(
    group: Sequence[str], wordings: Sequence[Wording], marks: Collection[str], of: str
) -> Step:
    """The screen of a group; `wordings`: the question of each; `of`: the fact that is asked now."""
    kind, _, _ = of.partition(".")
    names = _GROUPS[kind]
    places = (ascii_lowercase[names.index(fact.partition(".")[2])] for fact in group)
    return Step(
        group[0],
        f"{kind}.with.{''.join(places)}",
        Widget.TICKED,
        QUESTIONS[kind],
        tuple(Option(fact) for fact in group),
        chosen=tuple(marks),
        remaining=len(group),
        each=tuple(wordings),
    )


def taken(step: Step, answer: JsonValue) -> tuple[Change, ...]:
    """What an answer to the screen keeps. None: none of it is known. Of work that there has been
    nothing is kept yet: its length is asked where it still matters."""
    ticked = Ticked((), None, settled=True) if answer is None else answer
    facts = [option.value for option in step.options]
    changes: list[Change] = [
        Put(fact, "value", True)
        for fact in facts
        if fact in ticked.yes and fact.startswith("flags.")
    ]
    others = [fact for fact in facts if fact not in ticked.yes]
    if ticked.rest is False:
        changes += [Put(fact, "value", _absent(fact)) for fact in others]
    elif ticked.settled:
        changes += [Put(fact, "unknown", None) for fact in others]
    return tuple(changes)


def _absent(fact: str) -> JsonValue:
    return False if fact.startswith("flags.") else 0


_REST = re.compile(
    r"\s*[,;.]?\s*(?:а\s+)?(?:остальн\w*|другое|қалған\w*|the\s+rest|others?|rest)\s*[:—–-]?\s*"
    r"(?:is\s+|are\s+)?(?:нет|no|жоқ|not)\s*[.!]?\s*$",
    re.IGNORECASE,
)


def without_rest(text: str) -> tuple[str, bool]:
    """The text without "the rest: no" at its end, and whether that stood there."""
    found = _REST.search(text)
    return (text[: found.start()], True) if found else (text, False)
