"""What a fact depends on: nothing, or the position it was said for (R40).

A fact that is tied to the position is kept for that position, for all its categories; the rest is
kept once. Of some lists a part is tied: such an answer is kept as two rows, the general one and
that of the position, and is put together again for the one who asks. `GENERAL` is the position of
what depends on none; `UNPLACED` that of an answer given before positions were noted: it counts
nowhere until it is confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from rules import vocabulary as v
from rules.norms.tied_facts import IN_PART, PROFESSIONAL, PROFILE, TIED
from rules.questionnaire.question import PART, Change, Put, StoredAnswer
from rules.vocabulary import Json, JsonValue

GENERAL: Final = ""
UNPLACED: Final = "?"
SAME: Final = "same_profile"
"""Whether the profile of another position is that of this one: asked once in a run."""
_OF_POSITION: Final = TIED | {SAME}


class Row(StoredAnswer, Protocol):
    """An answer as it is stored: what was said of a fact, for a position."""

    @property
    def fact(self) -> str: ...
    @property
    def position(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A row to store; `state` None: to delete."""

    fact: str
    position: str
    state: str | None
    value: JsonValue = None


@dataclass(frozen=True, slots=True)
class Seen:
    """An answer as one position sees it."""

    state: str
    value: JsonValue
    run_id: int | None
    sequence: int


def rows_of(change: Change, position: str, number: int) -> tuple[Kept, ...]:
    """The rows that a change makes, at the position it is made for (GENERAL: at none, then what is
    tied is left out). `number` is that of the answer: it names things of a list that are new."""
    fact = change.fact
    if fact in IN_PART:
        return _rows_in_part(change, position, number)
    if fact in _OF_POSITION and position == GENERAL:
        return ()
    place = position if fact in _OF_POSITION else GENERAL
    if isinstance(change, Put):
        return (Kept(fact, place, change.state, change.value),)
    return (Kept(fact, place, None),)


def _rows_in_part(change: Change, position: str, number: int) -> tuple[Kept, ...]:
    fact = change.fact
    own = () if position == GENERAL else (Kept(fact, position, None),)
    if not isinstance(change, Put):
        return (Kept(fact, GENERAL, None), *own)
    match change.state:
        case "draft":
            return (Kept(fact, position, "draft", change.value),)
        case "part":
            return own
        case "unknown" if fact in _BY_ITEM or position == GENERAL:
            return (Kept(fact, GENERAL, "unknown"), *own)
        case "unknown":
            # Of other courses, or of other retraining, what was said before still stands.
            return (Kept(fact, position, "unknown"),)
    general, part = split(fact, change.value, number)
    tied = {} if part is None else {"part": part}
    if fact in _LISTS and "steps" in change.value:
        tied["steps"] = change.value["steps"]
    if own and tied:
        own = (Kept(fact, position, "value", tied),)
    return (Kept(fact, GENERAL, "value", general), *own)


def after(change: Put, kept: Iterable[Kept], run_id: int | None, number: int) -> Seen:
    """The answer as its position sees it once the rows `kept` of the change are stored."""
    rows = {row.position: row for row in kept if row.state is not None}
    if change.fact not in IN_PART or change.state != "value":
        return Seen(change.state, change.value, run_id, number)
    general = rows.pop(GENERAL)
    tied = next(iter(rows.values())).value if rows else {}
    value = merge(change.fact, general.value, tied.get("part"))
    steps = {"steps": tied["steps"]} if "steps" in tied else {}
    return Seen("value", {**value, **steps} if steps else value, run_id, number)


def seen_from(position: str, rows: Iterable[Row]) -> tuple[dict[str, Seen], tuple[Row, ...]]:
    """The answers that count at a position (at GENERAL: everywhere), the oldest first, and the
    rows of other positions."""
    general: dict[str, Row] = {}
    own: dict[str, Row] = {}
    elsewhere: list[Row] = []
    for row in rows:
        if row.position == GENERAL:
            general[row.fact] = row
        elif row.position == position:
            own[row.fact] = row
        else:
            elsewhere.append(row)
    both = (_seen(fact, general.get(fact), own.get(fact)) for fact in {**general, **own})
    found = [(fact, seen) for fact, seen in zip({**general, **own}, both, strict=True) if seen]
    found.sort(key=lambda pair: pair[1].sequence)
    return dict(found), tuple(elsewhere)


def _seen(fact: str, general: Row | None, own: Row | None) -> Seen | None:
    rows = [row for row in (own, general) if row is not None]
    first, last = rows[0], max(row.sequence for row in rows)
    if fact not in IN_PART or (own is not None and own.state == "draft"):
        return Seen(first.state, first.value, first.run_id, last)
    if general is not None and general.state == "unknown":
        return Seen("unknown", None, general.run_id, last)
    said = None if general is None else general.value
    part = None if own is None or own.state != "value" else own.value.get("part")
    value = merge(fact, said, part)
    if own is not None and own.state == "unknown":
        return Seen("unknown", value, own.run_id, last)
    if value is None:
        return None
    if own is not None and "steps" in own.value:
        value = {**value, "steps": own.value["steps"]}
    state = PART if fact == "retraining" and part is None else "value"
    return Seen(state, value, first.run_id, last)


def split(fact: str, value: JsonValue, number: int) -> tuple[JsonValue, JsonValue]:
    """A value of a fact that is tied in part: what is so everywhere, and what is said of the
    position (None: nothing is)."""
    if fact == "retraining":
        return [kind for kind in value if kind != PROFESSIONAL], {PROFILE: PROFESSIONAL in value}
    plain = {key: inner for key, inner in value.items() if key != "steps"}
    if fact == "certificates":
        return _split_courses(plain)
    items, said = [], {}
    for place, item in enumerate(plain["items"]):
        named = {"id": f"{number}.{place}", **item}
        general, of_profile = _BY_ITEM[fact](named)
        items.append(general)
        if of_profile is not None:
            said[named["id"]] = of_profile
    return {**plain, "items": items}, said or None


def merge(fact: str, general: JsonValue, part: JsonValue) -> JsonValue:
    """The value again, of its two parts; None when that makes nothing."""
    if fact == "certificates":
        return _merge_courses(general, part)
    if general is None:
        return None
    if fact == "retraining":
        held = {*general, *([PROFESSIONAL] if part is not None and part[PROFILE] else [])}
        return [kind for kind in v.RETRAINING if kind in held]
    said: Mapping[str, bool] = part or {}
    items = [
        _with_profile(fact, item, said[item["id"]]) if item.get("id") in said else dict(item)
        for item in general["items"]
    ]
    return {**general, "items": items}


def _diploma(item: Json) -> tuple[Json, bool | None]:
    fields, asked = item.get("fields", []), item.get("asked", [])
    if PROFILE not in fields and PROFILE not in asked:
        return item, None
    general = {key: value for key, value in item.items() if key not in ("fields", "asked")}
    rest = [field for field in asked if field != PROFILE]
    others = [field for field in fields if field != PROFILE]
    if rest or others:
        general |= {"fields": others, "asked": rest}
    return general, PROFILE in fields


def _degree(item: Json) -> tuple[Json, bool | None]:
    general = {key: value for key, value in item.items() if key != "in_profile"}
    return general, item.get("in_profile")


_BY_ITEM: Final = {"education": _diploma, "degrees": _degree}
_LISTS: Final = IN_PART - {"retraining"}


def _with_profile(fact: str, item: Json, of_profile: bool) -> Json:
    if fact == "degrees":
        return {**item, "in_profile": of_profile}
    fields = {*item.get("fields", []), *([PROFILE] if of_profile else [])}
    return {**item, "fields": sorted(fields), "asked": sorted({*item.get("asked", []), PROFILE})}


def _split_courses(value: JsonValue) -> tuple[JsonValue, JsonValue]:
    mine = [item for item in value["items"] if item.get("topic") == PROFILE]
    others = [item for item in value["items"] if item.get("topic") != PROFILE]
    asked = [topic for topic in value["asked"] if topic != PROFILE]
    general = {**value, "items": others, "asked": asked}
    if not mine and PROFILE not in value["asked"]:
        return general, None
    was_asked = PROFILE in value["asked"]
    return general, {"items": mine, "asked": was_asked, "complete": value["complete"]}


def _merge_courses(general: JsonValue, part: JsonValue) -> JsonValue:
    if part is None:
        return general
    base = general or {"items": [], "asked": [], "complete": part["complete"]}
    asked = {*base["asked"], *([PROFILE] if part["asked"] else [])}
    return {
        **base,
        "items": [*base["items"], *part["items"]],
        "asked": sorted(asked),
        "complete": base["complete"] and part["complete"],
    }
