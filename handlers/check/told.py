"""What somebody told in one message, as it waits for their word that it is right.

It is kept as it was read, never the words themselves, until it is taken, changed or replaced.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final

from handlers.chat import listening
from handlers.chat.visit import Visit
from rules.questionnaire.flow import Sheet
from rules.story import Story
from rules.vocabulary import Json, JsonValue
from storage.tables.checks import Run

ASIDE: Final = "story"
COURSES: Final = "certificates"
WHOLE: Final = frozenset({"certificates", "degrees", "publications"})
"""Lists of which somebody can say that nothing more belongs to them: who names a master's degree
leaves out the bachelor's."""
_GROUPS = ("experience", "flags")


@dataclass(frozen=True, slots=True)
class Told:
    """`said`: pairs of a fact and its value in the contract's shape, courses with what they lack.
    `unclear`: facts that only a question can settle. `agreed`: the person said that it is right.
    `run`: the open check beside whose answer it was told. `near`: the positions that may be meant
    where none is sure. `whole`: that the courses, degrees and works named are all there are."""

    mark: str
    position: str | None
    category: str | None
    said: list[list[Any]] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    agreed: bool = False
    run: int | None = None
    near: list[str] = field(default_factory=list)
    whole: bool = False

    def without(self, number: int) -> Told:
        """The same without one of the facts said; it will be asked."""
        return replace(self, said=[pair for n, pair in enumerate(self.said) if n != number])


def told_of(story: Story) -> Told:
    """What a message was read as, marked anew."""
    said = [[fact, value] for fact, value in _facts(story.profile)]
    courses = [fact.value for fact in story.open if fact.fact == COURSES]
    if courses:
        said.append([COURSES, courses])
    unclear = dict.fromkeys(fact.fact for fact in story.open if fact.fact != COURSES)
    mark = secrets.token_hex(4)
    near = [*story.near]
    return Told(mark, story.position, story.category, said, [*unclear], [*story.left], near=near)


def told_beside(story: Story, fact: str, run: Run) -> Told | None:
    """What was told besides the answer to `fact` of an open check; None where that is nothing, or
    is about another position."""
    found = told_of(story)
    said = [pair for pair in found.said if pair[0] != fact]
    if not said or story.position not in (None, run.position):
        return None
    bare = replace(found, position=None, category=None, unclear=[], left=[], near=[])
    return replace(bare, said=said, run=run.id)


def _facts(profile: Json) -> list[tuple[str, JsonValue]]:
    known = [(key, value) for key, value in profile.items() if key not in _GROUPS]
    return known + [
        (f"{group}.{name}", value)
        for group in _GROUPS
        for name, value in profile.get(group, {}).items()
    ]


async def keep(visit: Visit, told: Told) -> None:
    await listening.put_aside(visit, ASIDE, asdict(told))


async def forget(visit: Visit) -> None:
    await listening.put_aside(visit, ASIDE, None)


async def waiting(visit: Visit, mark: str) -> Told | None:
    """What waits under this mark; None when it was taken, replaced or forgotten."""
    found = await listening.aside(visit, ASIDE)
    return Told(**found) if found is not None and found["mark"] == mark else None


async def take_told(visit: Visit, run: Run, sheet: Sheet) -> Sheet:
    """The sheet of a run that begins with what the person told and found right."""
    found = await listening.aside(visit, ASIDE)
    if found is None:
        return sheet
    await forget(visit)
    told = Told(**found)
    return await taken(visit, run, sheet, told) if told.agreed else sheet


async def taken(visit: Visit, run: Run, sheet: Sheet, told: Told) -> Sheet:
    """The sheet with every fact told on it."""
    for fact, value in told.said:
        if not fact.startswith(("category_granted", "knowledge_test")):
            whole = told.whole and fact in WHOLE
            sheet = await visit.keep_on(sheet, run, (sheet.told(fact, value, whole=whole),))
    return sheet
