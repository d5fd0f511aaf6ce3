"""The evaluation set of typed answers and how it is scored.

Each line of phrases.jsonl: the reader, its further arguments, the text, its language, the round in
which it was written (1: before the readers; 2 to 8: later, each scored once before any tuning on
it) and what is expected: {"value": v} understood as v; {"ask": [v, …]} asked back, with these
readings among the options; {"ask": []} anything but an understood value; {"out_of_range": true}.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from rules import typed

ON = date(2026, 11, 20)
PHRASES = Path(__file__).with_name("phrases.jsonl")
_DATED = {"read_duration", "read_date", "read_certificates", "read_publications"}


@dataclass(frozen=True)
class Phrase:
    """One line of the set."""

    reader: str
    args: tuple[Any, ...]
    text: str
    lang: str
    expect: dict[str, Any]
    round: int

    def read(self) -> typed.Understanding[Any]:
        """What the reader makes of the text."""
        reader: Callable[..., typed.Understanding[Any]] = getattr(typed, self.reader)
        further = (ON,) if self.reader in _DATED else self.args
        return reader(self.text, *further)


def load() -> list[Phrase]:
    """All phrases of the set."""
    lines = PHRASES.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    return [Phrase(**{**row, "args": tuple(row["args"])}) for row in rows]


def plain(value: object) -> object:
    """A value of a reader as the set writes it."""
    if isinstance(value, typed.CertificateLine):
        return [value.hours, plain(value.issued), value.topic]
    if isinstance(value, typed.PublicationLine):
        return [value.index, value.quartile, value.percentile, value.year]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value


def judge(phrase: Phrase, reading: typed.Understanding[Any]) -> str:
    """ "right"; "misread": a wrong value taken as understood; "asked": needlessly; "wrong"."""
    expect = phrase.expect
    if isinstance(reading, typed.Understood):
        known = "value" in expect and plain(reading.value) == expect["value"]
        return "right" if known else "misread"
    if "out_of_range" in expect:
        return "right" if isinstance(reading, typed.OutOfRange) else "wrong"
    if isinstance(reading, typed.Choose):
        options = [plain(option) for option in reading.options]
        if "value" in expect:
            return "asked" if expect["value"] in options else "wrong"
        return "right" if all(value in options for value in expect["ask"]) else "wrong"
    asks = "ask" in expect and not expect["ask"]
    return "right" if asks and isinstance(reading, typed.NotUnderstood) else "wrong"
