"""Answers as the questionnaire keeps them, made from a profile of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rules import vocabulary as v
from rules.questionnaire.lists import LISTS
from rules.questionnaire.question import Put
from rules.questionnaire.scope import rows_of


@dataclass(frozen=True)
class Kept:
    value: Any
    state: str = "value"
    run_id: int | None = 1
    sequence: int = 1
    fact: str = ""
    position: str = ""


def kept_answers(profile: dict[str, Any]) -> dict[str, Kept]:
    """Every fact of `profile` (JSON of the contract) as if all of it had been asked."""
    kept: dict[str, Any] = {}
    for key, value in profile.items():
        if key in ("experience", "flags"):
            kept.update({f"{key}.{name}": inner for name, inner in value.items()})
        elif key == "competences":
            kept[key] = {"items": {name: yes for name, yes in value.items() if name != "*"}}
        elif key in LISTS:
            kept[key] = _list(key, value)
        else:
            kept[key] = value
    return {fact: Kept(value) for fact, value in kept.items()}


def _list(fact: str, given: list[Any]) -> dict[str, Any]:
    asked = {"honours": v.HONOURS, "certificates": v.TOPICS, "publications": v.INDEXES}
    items = [{"honour": item} if fact == "honours" else dict(item) for item in given]
    if fact == "education":
        items = [{**i, "asked": list(v.FIELDS)} if "fields" in i else i for i in items]
    return {"items": items, "asked": list(asked.get(fact, ())), "complete": True}


def kept_rows(profile: dict[str, Any], position: str) -> tuple[Kept, ...]:
    """The same as it is stored, all of it said for `position`."""
    rows = []
    for number, (fact, answer) in enumerate(kept_answers(profile).items(), start=1):
        for row in rows_of(Put(fact, "value", answer.value), position, number):
            if row.state is not None:
                rows.append(Kept(row.value, row.state, 1, number, row.fact, row.position))
    return tuple(rows)
