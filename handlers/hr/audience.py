"""Choosing whom a broadcast is for; conditions of different kinds must all hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Literal, TypeVar

from cases.heads import departments_to_write_to
from cases.rights import reach, require
from handlers.chat.names import short_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, grid
from handlers.chat.telegram_text import shortened
from handlers.hr.audience_words import audience_lines
from handlers.hr.buttons import page_of
from handlers.hr.draft import BroadcastDraft, DraftGone, draft_of, store
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.visit import HrVisit
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
    """A condition with one number. `offered`: numbers as buttons; none where the law has the
    number and the condition is only set or not."""

    label: str
    question: str
    offered: tuple[int, ...] = ()


# The order is on the buttons: a new condition comes last.
LIMITS: Final = (
    Limit(
        mark("⏱ Short of hours"),
        mark(
            "Who lacks hours of courses? Each is judged by the clause of their own position. "
            "Found are those who have named it and show you their certificates; college positions "
            "ask for no courses."
        ),
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


async def choose(hr: HrVisit) -> Outcome:
    return hr.show(await _screen(hr, await draft_of(hr)))


async def everybody(hr: HrVisit) -> Outcome:
    return await _change(hr, lambda segment: Segment())


async def language_pressed(hr: HrVisit, place: int, wanted: int) -> Outcome:
    if place >= len(LANGUAGES):
        return await choose(hr)
    language = LANGUAGES[place]
    return await _change(
        hr, lambda segment: replace(segment, languages=_with(segment.languages, language, wanted))
    )


async def departments(hr: HrVisit, page: int) -> Outcome:
    draft = await draft_of(hr)
    found = await departments_to_write_to(hr.work, hr.actor, hr.organisation_id, hr.now)
    items = [(each.id, each.name, each.id in draft.segment.departments) for each in found]
    return hr.show(await _list(hr, draft, items, page, "who_part", "who_parts"))


async def department_pressed(hr: HrVisit, department_id: int, wanted: int, page: int) -> Outcome:
    draft = await draft_of(hr)
    found = await departments_to_write_to(hr.work, hr.actor, hr.organisation_id, hr.now)
    known = {each.id for each in found}
    chosen = tuple(
        each for each in _with(draft.segment.departments, department_id, wanted) if each in known
    )
    await store(hr, replace(draft, segment=replace(draft.segment, departments=chosen)))
    return await departments(hr, page)


async def positions(hr: HrVisit, page: int) -> Outcome:
    draft = await draft_of(hr)
    catalogue = hr.catalogue
    items = [
        (place, short_name(catalogue, each, hr.tr), each in draft.segment.positions)
        for place, each in enumerate(catalogue.positions)
    ]
    return hr.show(await _list(hr, draft, items, page, "who_post", "who_posts"))


async def position_pressed(hr: HrVisit, place: int, wanted: int, page: int) -> Outcome:
    draft = await draft_of(hr)
    known = list(hr.catalogue.positions)
    if place < len(known):
        chosen = _with(draft.segment.positions, known[place], wanted)
        await store(hr, replace(draft, segment=replace(draft.segment, positions=chosen)))
    return await positions(hr, page)


async def ask_limit(hr: HrVisit, which: int) -> Outcome:
    await _require_limits(hr)
    await draft_of(hr)
    if which >= len(LIMITS):
        raise DraftGone
    tr, limit = hr.tr, LIMITS[which]
    lines = [tr.text(limit.question)]
    buttons = [hr.button(str(number), "who_set", which, number) for number in limit.offered]
    if limit.offered:
        await await_words(hr, FORM, {"which": which})
        hint = tr.text("Press or write the number.")
        lines.append(f"<i>{hint}</i>")
    else:
        buttons = [hr.button(tr.text("Only those"), "who_set", which, 1)]
    rows: Keyboard = (
        *grid(buttons, 4),
        (hr.button(tr.text("Any"), "who_set", which, 0),),
        hr.back("who"),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def limit_pressed(hr: HrVisit, which: int, number: int) -> Outcome:
    """Sets a condition; 0 takes it away."""
    await _require_limits(hr)
    if which >= len(LIMITS) or number > LARGEST:
        return await choose(hr)
    on = hr.on
    return await _change(hr, lambda segment: _limited(segment, which, number, on))


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """The number of a condition."""
    reading = read_number(typed, 1, LARGEST)
    if not isinstance(reading, Understood):
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ A number from {low} to {high} is needed.", low=1, high=LARGEST)
        return hr.show(Screen(text))
    return await limit_pressed(hr, fields["which"], reading.value)


async def _require_limits(hr: HrVisit) -> None:
    """Who meets a condition on what is shared with HR is for HR alone. Raises `NotAllowed`."""
    await require(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)


def _limited(segment: Segment, which: int, number: int, on: date) -> Segment:
    value = number or None
    if which == 0:
        # A number is on buttons of before; none counts any more.
        return replace(segment, short_of_hours=value is not None, hours_below=None)
    if which == 1:
        return replace(segment, ends_within_days=value)
    return replace(segment, quiet_since=None if value is None else on - timedelta(value))


async def _change(hr: HrVisit, change: Callable[[Segment], Segment]) -> Outcome:
    draft = await draft_of(hr)
    draft = await store(hr, replace(draft, segment=change(draft.segment)))
    return hr.show(await _screen(hr, draft))


async def _screen(hr: HrVisit, draft: BroadcastDraft) -> Screen:
    tr = hr.tr
    lines = [tr.text("<b>Whom is it for?</b>"), *await audience_lines(hr, draft)]
    chosen = draft.segment.languages
    languages = tuple(
        hr.button(
            f"{_sign(each in chosen)} {LANGUAGE_NAMES[each]}",
            "who_lang",
            place,
            int(each not in chosen),
        )
        for place, each in enumerate(LANGUAGES)
    )
    may_limit = await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    limits = [
        hr.button(tr.text(limit.label), "who_ask", which)
        for which, limit in enumerate(LIMITS if may_limit else ())
    ]
    rows: Keyboard = (
        languages,
        (
            hr.button(tr.text("🗂 Departments"), "who_parts", 0),
            hr.button(tr.text("🎓 Positions"), "who_posts", 0),
        ),
        *grid(limits, 2),
        (hr.button(tr.text("All members"), "who_all"),),
        (hr.button(tr.text("✅ Done"), "draft"),),
    )
    return Screen("\n".join(lines), rows)


async def _list(
    hr: HrVisit,
    draft: BroadcastDraft,
    items: Sequence[tuple[int, str, bool]],
    page: int,
    action: Literal["who_part", "who_post"],
    turn: Literal["who_parts", "who_posts"],
) -> Screen:
    """Things to mark, page by page: number, name, whether it is marked."""
    tr = hr.tr
    part, page, last = page_of(items, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [
        (
            hr.button(
                f"{_sign(marked)} {shortened(name, LONGEST_BUTTON)}",
                action,
                each,
                int(not marked),
                page,
            ),
        )
        for each, name, marked in part
    ]
    rows += hr.turns(page, last, turn)
    rows.append((hr.button(tr.text("✅ Done"), "who"),))
    lines = await audience_lines(hr, draft)
    if not items:
        lines.append(tr.text("There are no departments yet."))
    return Screen("\n".join(lines), tuple(rows))


def _with(values: tuple[T, ...], value: T, wanted: int) -> tuple[T, ...]:
    rest = tuple(each for each in values if each != value)
    return (*rest, value) if wanted else rest


def _sign(marked: bool) -> str:
    return "✅" if marked else "▫️"
