"""What the repositories hand out: plain values, cut off from the database."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

Language = Literal["kk", "ru", "en"]
RunState = Literal["asking", "reported", "cancelled"]
AnswerState = Literal["value", "unknown", "draft"]
Verdict = Literal["eligible", "not_eligible", "undetermined"]

LANGUAGES: tuple[str, ...] = get_args(Language)
RUN_STATES: tuple[str, ...] = get_args(RunState)
ANSWER_STATES: tuple[str, ...] = get_args(AnswerState)
VERDICTS: tuple[str, ...] = get_args(Verdict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who writes to the bot; `id` is the Telegram id, all times are UTC."""

    id: int
    language: Language
    language_chosen: bool
    consent_version: str | None
    consent_at: datetime | None
    withdrawn_at: datetime | None
    created_at: datetime
    blocked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Run:
    """One way through the questions for one position; `chat_id`, `message_id`: where it shows."""

    id: int
    person_id: int
    position: str
    category: str | None
    state: RunState
    opened_at: datetime
    updated_at: datetime
    chat_id: int | None
    message_id: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person said of one fact; `sequence` grows with every answer of the person.

    `position`: the one it was said for, "" where it depends on none, "?" where that is not known.
    """

    fact: str
    position: str
    state: AnswerState
    value: Any
    run_id: int | None
    sequence: int
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Screen:
    """What the one live message of a person shows while no run is asking."""

    person_id: int
    kind: str
    data: dict[str, Any]
    chat_id: int | None
    message_id: int | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is needed to understand a person's next word, read in one go."""

    person: Person
    run: Run | None
    screen: Screen | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A result as it was given, to be replayed: `record` holds the inputs, byte for byte."""

    id: int
    person_id: int | None
    run_id: int | None
    position: str
    category: str | None
    verdict: Verdict
    judged_on: date
    digest: str
    record: bytes
    created_at: datetime
