"""What is known of a person for the attestation alone: no answer of a check says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Superior:
    """Whom an organisation answers to: `district`, `region` or `ministry`.

    `organisation`: whose HR says so; None: it is the person's own word.
    """

    answers_to: str
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """`superiors`: of every organisation that is known, none where nobody has said it. `words`: yes
    or no to the questions of the block (`Asked.id`), for this position and category.
    `management_granted`: the day of the present category of a head or deputy."""

    superiors: tuple[Superior, ...] = ()
    words: Mapping[str, bool] = field(default_factory=dict)
    management_granted: date | None = None


NOTHING_TOLD = Told()
