"""Somebody at the questionnaire, whose answers are kept the way a database keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rules.norms.loading import catalogue
from rules.questionnaire.drafts import abandoned
from rules.questionnaire.flow import Sheet
from rules.questionnaire.moves import move_for
from rules.questionnaire.question import Change, Put, Question

ON = date(2026, 11, 20)


@dataclass(frozen=True)
class Kept:
    state: str
    value: Any
    run_id: int
    sequence: int


@dataclass
class Desk:
    """Keeps answers the way a database does."""

    position: str
    category: str | None = None
    run: int = 1
    all_at_once: bool = False
    kept: dict[str, Kept] = field(default_factory=dict)
    _sequence: int = 0

    @property
    def sheet(self) -> Sheet:
        kept = dict(self.kept)
        return Sheet(
            catalogue(),
            self.position,
            self.category,
            ON,
            self.run,
            kept,
            all_at_once=self.all_at_once,
        )

    @property
    def question(self) -> Question:
        question = self.sheet.question
        assert question is not None
        return question

    @property
    def path(self) -> str | None:
        question = self.sheet.question
        return None if question is None else question.step.path

    @property
    def marked(self) -> int:
        return len(self.question.step.chosen)

    def keep(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if isinstance(change, Put):
                self._sequence += 1
                run = self.run if change.run_id is None else change.run_id
                self.kept[change.fact] = Kept(change.state, change.value, run, self._sequence)
            else:
                self.kept.pop(change.fact, None)

    def press(self, *options: str) -> None:
        for option in options:
            move = move_for(self.question.step, option)
            assert move is not None, (self.path, option)
            self.keep(self.sheet.after(move))

    def to(self, position: str, category: str | None = None) -> Desk:
        """The same person at another position, in a new run."""
        other = replace(self, position=position, category=category, run=self.run + 1)
        other.keep(abandoned(other.kept))
        return other

    def profile(self) -> dict[str, Any]:
        return self.sheet.profile_data
