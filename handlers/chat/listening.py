"""What a person's next words or file are for, noted where a restart cannot lose it.

It holds for the next update only: whoever presses something else meanwhile is not surprised by
words that land elsewhere. A press that brings a file or a toast beside the screen does not end it.
What was begun stays noted, so that its buttons go on working. What was put aside stays whatever
else is begun.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from handlers.chat.visit import Visit
from storage.database import Work
from storage.tables.conversation import LiveMessage

PREFIX: Final = "own."
_MARK, _HEARS, _DATA, _ASIDE = "mark", "hears", "data", "aside"


async def listen(visit: Visit, kind: str, data: Mapping[str, Any] | None = None) -> None:
    """The next words or file are for `kind`, with `data` (JSON) as it stands so far."""
    await _put(visit, kind, dict(data or {}), hears=True)


async def note(visit: Visit, kind: str, data: Mapping[str, Any] | None = None) -> None:
    """Notes what was begun without waiting for words."""
    await _put(visit, kind, dict(data or {}), hears=False)


async def _put(visit: Visit, kind: str, data: dict[str, Any], *, hears: bool) -> None:
    put_aside = await _all_aside(visit)
    noted = {_MARK: secrets.token_hex(4), _HEARS: hears, _DATA: data, _ASIDE: put_aside}
    await visit.work.screens.put(visit.person.id, PREFIX + kind, noted, None, None, visit.now)


async def put_aside(visit: Visit, name: str, data: Mapping[str, Any] | None) -> None:
    """Keeps what is being prepared (JSON) until it is replaced, or (None) finished."""
    stored = await visit.work.screens.get(visit.person.id)
    if stored is None or not stored.kind.startswith(PREFIX):
        await note(visit, name)
        stored = await visit.work.screens.get(visit.person.id)
        assert stored is not None, "it was stored a moment ago"
    others = {key: value for key, value in (await _all_aside(visit)).items() if key != name}
    kept = others if data is None else {**others, name: dict(data)}
    noted = {**stored.data, _ASIDE: kept}
    await visit.work.screens.put(visit.person.id, stored.kind, noted, None, None, visit.now)


async def drop_aside(work: Work, person_id: int, name: str, now: datetime) -> None:
    """Nothing is put aside under this name any more; for what is done outside a visit."""
    stored = await work.screens.get(person_id)
    if stored is None or name not in _aside_of(stored):
        return
    kept = {key: value for key, value in _aside_of(stored).items() if key != name}
    noted = {**stored.data, _ASIDE: kept}
    await work.screens.put(person_id, stored.kind, noted, stored.chat_id, stored.message_id, now)


async def aside(visit: Visit, name: str) -> dict[str, Any] | None:
    """What was put aside under this name, as it is now."""
    found: dict[str, Any] | None = (await _all_aside(visit)).get(name)
    return found


def aside_on(stored: LiveMessage, name: str) -> dict[str, Any] | None:
    """What was put aside under this name, as it is in these notes."""
    found: dict[str, Any] | None = _aside_of(stored).get(name)
    return found


async def _all_aside(visit: Visit) -> dict[str, Any]:
    stored = await visit.work.screens.get(visit.person.id)
    return {} if stored is None else _aside_of(stored)


def _aside_of(stored: LiveMessage) -> dict[str, Any]:
    if not stored.kind.startswith(PREFIX):
        return {}
    kept: dict[str, Any] = stored.data.get(_ASIDE, {})
    return kept


def noted(visit: Visit, kind: str) -> dict[str, Any] | None:
    """What was noted for `kind` when the update came; None when something else was."""
    screen = visit.screen
    if screen is None or screen.kind != PREFIX + kind:
        return None
    data: dict[str, Any] = screen.data[_DATA]
    return data


def awaited(visit: Visit) -> tuple[str, dict[str, Any]] | None:
    """The kind that the words or file of this update are for, and what was noted for it."""
    screen = visit.screen
    if screen is None or not _listens(visit):
        return None
    return screen.kind.removeprefix(PREFIX), screen.data[_DATA]


def _listens(visit: Visit) -> bool:
    screen = visit.screen
    return screen is not None and screen.kind.startswith(PREFIX) and screen.data[_HEARS] is True


async def keep(visit: Visit) -> None:
    """Goes on waiting for the same: for updates that have nothing to do with it."""
    waiting = awaited(visit)
    if waiting is not None:
        await listen(visit, *waiting)


async def settle(visit: Visit) -> None:
    """Stops waiting, unless this update has begun or renewed it."""
    before = visit.screen
    if before is None or not _listens(visit):
        return
    now = await visit.work.screens.get(visit.person.id)
    if now is not None and now.kind == before.kind and now.data[_MARK] == before.data[_MARK]:
        await note(visit, before.kind.removeprefix(PREFIX), before.data[_DATA])
