"""Choosing whom a broadcast is for; conditions of different kinds must all hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final, TypeVar, cast

from cases import organisations
from cases.rights import require_hr
from handlers.chat.names import short_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, grid
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.hr import writing
from handlers.hr.audience_words import audience_lines
from handlers.hr.buttons import back, page_of, press, shown
from handlers.hr.draft import BroadcastDraft, load, store
from handlers.hr.forms import Fields, await_again, await_words
from i18n import LANGUAGE_NAMES, LANGUAGES, mark
from rules.typed.numbers import read_number
from rules.typed.outcome import Understood
from storage.tables.segments import Segment

FORM: Final = "draft_limit"
ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 40
LARGEST: Final = 3650
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Limit:
    """A condition with one number. `offered`: numbers as buttons."""

    label: str
    question: str
    offered: tuple[int, ...]


# The order is on the buttons: a new condition comes last.
LIMITS: Final = (
    Limit(
        mark("⏱ Short of hours"),
        mark(
            "Who has courses of less than how many hours within three years? Only those who "
            "show you their certificates are found."
        ),
        (36, 72, 80, 120),
    ),
    Limit(
        mark("📄 Certificate ends"),
        mark(
            "Whose certificate stops counting within how many days? Only those who show you "
            "their certificates are found."
        ),
        (30, 60, 90, 180),
    ),
    Limit(
        mark("🔇 Not answered"),
        mark(
            "Who has answered nothing to the bot for how many days? Only those who show you "
            "their results are found."
        ),
        (7, 14, 30, 90),
    ),
)


async def choose(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    draft = await _draft(visit, organisation_id)
    if draft is None:
        return await writing.gone(visit, edit, organisation_id)
    return shown(await _screen(visit, draft), edit)


async def everybody(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    return await _change(visit, edit, organisation_id, lambda segment: Segment())


async def language_pressed(
    visit: Visit, edit: int | None, organisation_id: int, place: int, wanted: int
) -> Outcome:
    if place >= len(LANGUAGES):
        return await choose(visit, edit, organisation_id)
    language = LANGUAGES[place]
    return await _change(
        visit,
        edit,
        organisation_id,
        lambda segment: replace(segment, languages=_with(segment.languages, language, wanted)),
    )


async def departments(visit: Visit, edit: int | None, organisation_id: int, page: int) -> Outcome:
    draft = await _draft(visit, organisation_id)
    if draft is None:
        return await writing.gone(visit, edit, organisation_id)
    found = await organisations.departments(visit.unit, visit.person.id, organisation_id)
    items = [(each.id, each.name, each.id in draft.segment.departments) for each in found]
    return shown(await _list(visit, draft, items, page, "who_part", "who_parts"), edit)


async def department_pressed(
    visit: Visit, edit: int | None, organisation_id: int, department_id: int, wanted: int, page: int
) -> Outcome:
    draft = await _draft(visit, organisation_id)
    if draft is None:
        return await writing.gone(visit, edit, organisation_id)
    found = await organisations.departments(visit.unit, visit.person.id, organisation_id)
    known = {each.id for each in found}
    chosen = tuple(
        each for each in _with(draft.segment.departments, department_id, wanted) if each in known
    )
    await store(visit, replace(draft, segment=replace(draft.segment, departments=chosen)))
    return await departments(visit, edit, organisation_id, page)


async def positions(visit: Visit, edit: int | None, organisation_id: int, page: int) -> Outcome:
    draft = await _draft(visit, organisation_id)
    if draft is None:
        return await writing.gone(visit, edit, organisation_id)
    catalogue = visit.desk.catalogue
    items = [
        (place, short_name(catalogue, each, visit.tr), each in draft.segment.positions)
        for place, each in enumerate(catalogue.positions)
    ]
    return shown(await _list(visit, draft, items, page, "who_post", "who_posts"), edit)


async def position_pressed(
    visit: Visit, edit: int | None, organisation_id: int, place: int, wanted: int, page: int
) -> Outcome:
    draft = await _draft(visit, organisation_id)
    known = list(visit.desk.catalogue.positions)
    if draft is None:
        return await writing.gone(visit, edit, organisation_id)
    if place < len(known):
        chosen = _with(draft.segment.positions, known[place], wanted)
        await store(visit, replace(draft, segment=replace(draft.segment, positions=chosen)))
    return await positions(visit, edit, organisation_id, page)


async def ask_limit(visit: Visit, edit: int | None, organisation_id: int, which: int) -> Outcome:
    draft = await _draft(visit, organisation_id)
    if draft is None or which >= len(LIMITS):
        return await writing.gone(visit, edit, organisation_id)
    await await_words(visit, FORM, {"organisation": organisation_id, "which": which})
    tr, limit = visit.tr, LIMITS[which]
    buttons = [
        Button(str(number), press("who_set", organisation_id, which, number))
        for number in limit.offered
    ]
    rows: Keyboard = (
        *grid(buttons, 4),
        (Button(tr.text("Any"), press("who_set", organisation_id, which, 0)),),
        back(tr, "who", organisation_id),
    )
    hint = tr.text("Press or write the number.")
    return shown(Screen(f"{tr.text(limit.question)}\n<i>{hint}</i>", rows), edit)


async def limit_pressed(
    visit: Visit, edit: int | None, organisation_id: int, which: int, number: int
) -> Outcome:
    """Sets a condition; 0 takes it away."""
    if which >= len(LIMITS) or number > LARGEST:
        return await choose(visit, edit, organisation_id)
    on = visit.on
    return await _change(
        visit, edit, organisation_id, lambda segment: _limited(segment, which, number, on)
    )


async def words(visit: Visit, fields: Fields, typed: str) -> Outcome:
    """The number of a condition."""
    reading = read_number(typed, 1, LARGEST)
    if not isinstance(reading, Understood):
        await await_again(visit)
        text = visit.tr.text("⚠️ A number from {low} to {high} is needed.", low=1, high=LARGEST)
        return shown(Screen(text), None)
    return await limit_pressed(visit, None, fields["organisation"], fields["which"], reading.value)


def _limited(segment: Segment, which: int, number: int, on: date) -> Segment:
    value = number or None
    if which == 0:
        return replace(segment, hours_below=value)
    if which == 1:
        return replace(segment, ends_within_days=value)
    return replace(segment, quiet_since=None if value is None else on - timedelta(value))


async def _draft(visit: Visit, organisation_id: int) -> BroadcastDraft | None:
    await require_hr(visit.unit, visit.person.id, organisation_id)
    return await load(visit, organisation_id)


async def _change(visit: Visit, edit: int | None, organisation_id: int, change: Any) -> Outcome:
    draft = await _draft(visit, organisation_id)
    if draft is None:
        return await writing.gone(visit, edit, organisation_id)
    draft = await store(visit, replace(draft, segment=cast(Segment, change(draft.segment))))
    return shown(await _screen(visit, draft), edit)


async def _screen(visit: Visit, draft: BroadcastDraft) -> Screen:
    tr, number = visit.tr, draft.organisation
    lines = [tr.text("<b>Whom is it for?</b>"), *await audience_lines(visit, draft)]
    chosen = draft.segment.languages
    languages = tuple(
        Button(
            f"{_sign(each in chosen)} {LANGUAGE_NAMES[each]}",
            press("who_lang", number, place, int(each not in chosen)),
        )
        for place, each in enumerate(LANGUAGES)
    )
    limits = [
        Button(tr.text(limit.label), press("who_ask", number, which))
        for which, limit in enumerate(LIMITS)
    ]
    rows: Keyboard = (
        languages,
        (
            Button(tr.text("🗂 Departments"), press("who_parts", number, 0)),
            Button(tr.text("🎓 Positions"), press("who_posts", number, 0)),
        ),
        *grid(limits, 2),
        (Button(tr.text("All members"), press("who_all", number)),),
        (Button(tr.text("✅ Done"), press("draft", number)),),
    )
    return Screen("\n".join(lines), rows)


async def _list(
    visit: Visit,
    draft: BroadcastDraft,
    items: Sequence[tuple[int, str, bool]],
    page: int,
    action: str,
    turn: str,
) -> Screen:
    """Things to mark, page by page: number, name, whether it is marked."""
    tr, number = visit.tr, draft.organisation
    part, page, last = page_of(items, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                f"{_sign(marked)} {shortened(name, LONGEST_BUTTON)}",
                press(action, number, each, int(not marked), page),
            ),
        )
        for each, name, marked in part
    ]
    beside = [(page - 1, "◀️")] if page else []
    beside += [(page + 1, "▶️")] if page < last else []
    if beside:
        rows.append(tuple(Button(sign, press(turn, number, to)) for to, sign in beside))
    rows.append((Button(tr.text("✅ Done"), press("who", number)),))
    lines = await audience_lines(visit, draft)
    if not items:
        lines.append(tr.text("There are no departments yet."))
    return Screen("\n".join(lines), tuple(rows))


def _with(values: tuple[T, ...], value: T, wanted: int) -> tuple[T, ...]:
    rest = tuple(each for each in values if each != value)
    return (*rest, value) if wanted else rest


def _sign(marked: bool) -> str:
    return "✅" if marked else "▫️"
