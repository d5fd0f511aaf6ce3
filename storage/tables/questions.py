"""Questions that go out with a message, and what was pressed below them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint
from sqlmodel import Field

from rules.norms.model import Text
from rules.vocabulary import Language
from storage.tables.base import CASCADE, PERSON, Base, BigId, table_of

MOST_ANSWERS = 6


@dataclass(frozen=True, slots=True)
class Question:
    """Two to six answers to choose one from; of an answer only the English words may be empty.

    `named`: those who ask see who chose what; else numbers only. `by_head`: it is asked by a head
    or deputy, whom people are told of before they answer.
    """

    answers: tuple[Text, ...]
    named: bool = False
    by_head: bool = False

    def words(self, choice: int, language: Language) -> str:
        """An answer as this reader gets it."""
        answer = self.answers[choice]
        return answer.of(language) or answer.ru

    def to_json(self) -> dict[str, Any]:
        answers = [[each.kk, each.ru, each.en] for each in self.answers]
        return {"answers": answers, "named": self.named, "by_head": self.by_head}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any] | None) -> Question | None:
        """None for none."""
        if not kept:
            return None
        answers = tuple(Text(kk=kk, ru=ru, en=en) for kk, ru, en in kept["answers"])
        return cls(answers, kept["named"], kept["by_head"])


class QuestionAnswerRow(Base, table=True):
    """What somebody has pressed below a question, by the place of the answer."""

    __tablename__ = "question_answer"
    __table_args__ = (
        PrimaryKeyConstraint("campaign_id", "person_id"),
        CheckConstraint(f"choice BETWEEN 0 AND {MOST_ANSWERS - 1}", name="choice"),
        Index("ix_question_answer_person_id", "person_id"),
    )

    campaign_id: int = Field(
        sa_type=BigId, primary_key=True, foreign_key="campaign.id", ondelete=CASCADE
    )
    person_id: int = Field(sa_type=BigId, primary_key=True, foreign_key=PERSON, ondelete=CASCADE)
    choice: int
    answered_at: datetime


question_answer = table_of(QuestionAnswerRow)
