"""What a person supposes in a "what if": noted beside the answers, never among them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from handlers.chat import listening
from handlers.chat.visit import Visit
from handlers.my_checks.kept import own_run
from rules.questionnaire.drafts import Draft
from rules.questionnaire.flow import Sheet
from rules.questionnaire.question import Change, Put
from rules.questionnaire.reopening import reopened
from rules.vocabulary import Json, JsonValue
from storage.tables.checks import Run

KIND: Final = "what_if"


@dataclass(frozen=True, slots=True)
class Kept:
    """A supposed answer in the shape of a kept one."""

    state: str
    value: JsonValue
    run_id: int
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Supposal:
    """`changes`: fact to value as it would be kept, None for "don't know". `day`: the day to judge
    on when it is to come. `fact`, `draft`: the answer being given; `topic`: of the course asked
    about."""

    run_id: int
    changes: Mapping[str, JsonValue] = field(default_factory=dict)
    day: date | None = None
    fact: str | None = None
    draft: JsonValue = None
    topic: str | None = None

    def to_json(self) -> Json:
        return {
            "run": self.run_id,
            "changes": dict(self.changes),
            "day": None if self.day is None else self.day.isoformat(),
            "fact": self.fact,
            "draft": self.draft,
            "topic": self.topic,
        }

    @classmethod
    def of_json(cls, data: Mapping[str, JsonValue]) -> Supposal:
        day = data["day"]
        return cls(
            data["run"],
            data["changes"],
            None if day is None else date.fromisoformat(day),
            data["fact"],
            data["draft"],
            data["topic"],
        )

    def with_changes(self, changes: Mapping[str, JsonValue], day: date | None = None) -> Supposal:
        """More supposed; nothing is being asked then."""
        days = [known for known in (self.day, day) if known is not None]
        later = max(days, default=None)
        return Supposal(self.run_id, {**self.changes, **changes}, later)

    @property
    def mark(self) -> str:
        """A few letters that tell one supposal from another, for its buttons."""
        return short_mark([dict(self.changes), None if self.day is None else str(self.day)])


def short_mark(content: JsonValue) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Supposing:
    """A "what if" as it stands: the run it follows, the sheet as it is, and what is supposed."""

    run: Run
    real: Sheet
    supposal: Supposal

    @property
    def sheet(self) -> Sheet:
        """The sheet with what is supposed."""
        answers = dict(self.real.answers)
        for fact, value in self.supposal.changes.items():
            state = "unknown" if value is None else "value"
            answers[fact] = Kept(state, value, self.run.id)
        on = self.supposal.day or self.real.on
        return replace(self.real, answers=answers, on=max(on, self.real.on))

    @property
    def asking(self) -> Sheet:
        """The same while an answer is being given."""
        assert self.supposal.fact is not None
        draft = Kept("draft", self.supposal.draft, self.run.id)
        return replace(self.sheet, answers={**self.sheet.answers, self.supposal.fact: draft})

    def supposing(self, supposal: Supposal) -> Supposing:
        return replace(self, supposal=supposal)

    def asked(self, fact: str) -> Supposing:
        """Begins to ask one fact."""
        draft = Draft(fresh=True).to_json()
        return self.supposing(replace(self.supposal, fact=fact, draft=draft, topic=None))

    def after(self, changes: Iterable[Change]) -> Supposing:
        """After an answer to the question: the next step of the same fact, or it is supposed."""
        name = self.supposal.fact
        put = next((c for c in changes if isinstance(c, Put) and c.fact == name), None)
        if name is None or put is None:
            return self.supposing(self.supposal.with_changes({}))
        if put.state == "draft":
            return self.supposing(replace(self.supposal, draft=put.value))
        value: JsonValue = None if put.state == "unknown" else put.value
        if isinstance(value, dict):
            value = {key: part for key, part in value.items() if key != "steps"}
        return self.supposing(self.supposal.with_changes({name: value}))

    def changes(self) -> Iterator[Change]:
        """What to keep when all of it has come true, in a new run."""
        changed = self.supposal.changes
        again = {c.fact: c for fact in changed for c in reopened(self.real, fact)}
        yield from (change for fact, change in again.items() if fact not in changed)
        for fact, value in changed.items():
            yield Put(fact, "unknown" if value is None else "value", value)


async def supposing(visit: Visit, run_id: int, *, fresh: bool = False) -> Supposing | None:
    """The person's "what if" on a finished check; begun anew when `fresh` or when none is noted.

    None when the check, or its answers, are not kept.
    """
    run = await own_run(visit, run_id)
    if run is None or not visit.consents:
        return None
    sheet = await visit.sheet(run)
    if not any(fact in sheet.answers for fact in sheet.relevance.sources):
        return None
    data = None if fresh else listening.noted(visit, KIND)
    known = None if data is None or data["run"] != run.id else Supposal.of_json(data)
    return Supposing(run, sheet, known or Supposal(run.id))
