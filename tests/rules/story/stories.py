"""The stories that the reader is judged by, written before it; `held_out` was kept aside.

A line: `text`, `lang`, `position` and the `category` aimed at, and of the profile's facts
(`experience.KIND`, `flags.NAME` one by one) `sure`, that must be found, and `maybe`, that may be.
Anything else in a profile is wrong. `open` names facts that must stand open, `open_course` a
course that must.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rules.story import Story, read_story
from rules.vocabulary import Json, JsonValue

FOLDER = Path(__file__).with_name("evaluation")
ON = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Line:
    """One story with what it says."""

    set: str
    text: str
    lang: str
    position: str | None
    category: str | None
    sure: Json
    maybe: Json
    open: list[str] = field(default_factory=list)
    open_course: Json | None = None

    def read(self) -> Story:
        return read_story(self.text, ON)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a story: facts found of those that are sure, and what came out amiss."""

    line: Line
    position: bool
    category: bool
    found: int
    lost: list[str]
    wrong: list[str]
    closed: list[str]

    @property
    def misses(self) -> list[str]:
        places = [name for name in ("position", "category") if not getattr(self, name)]
        return [*places, *self.lost, *self.wrong, *self.closed]


def load() -> list[Line]:
    """All stories, by set."""
    return [
        Line(file.stem, **json.loads(row))
        for file in sorted(FOLDER.glob("*.jsonl"))
        for row in file.read_text(encoding="utf-8").splitlines()
    ]


def judge(line: Line) -> Verdict:
    """The verdict on what is read of a story today."""
    story = line.read()
    said = dict(flat(story.profile))
    known = {**line.maybe, **line.sure}
    found = [fact for fact, value in line.sure.items() if said.get(fact) == value]
    return Verdict(
        line,
        story.position == line.position,
        story.category == line.category,
        len(found),
        [f"lost {fact}" for fact in line.sure if fact not in found],
        [f"wrong {fact}={v}" for fact, v in said.items() if fact not in known or known[fact] != v],
        [f"not open {fact}" for fact in _closed(line, story)],
    )


def _closed(line: Line, story: Story) -> list[str]:
    facts = [fact.fact for fact in story.open]
    closed = [fact for fact in line.open if fact not in facts]
    course = line.open_course
    courses = [fact.value for fact in story.open if fact.fact == "certificates"]
    if course is not None and not any(course.items() <= value.items() for value in courses):
        closed.append("certificates")
    return closed


def flat(profile: Json) -> Iterator[tuple[str, JsonValue]]:
    """The facts of a profile one by one."""
    for key, value in profile.items():
        if isinstance(value, dict) and key in {"experience", "flags"}:
            yield from ((f"{key}.{name}", part) for name, part in value.items())
        else:
            yield key, value
