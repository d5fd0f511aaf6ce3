"""Choosing whom a message or a deadline is for; conditions of different kinds must all hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeVar

from cases import audience as cases
from cases.rights import reach, require
from handlers.chat.names import short_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, grid
from handlers.chat.telegram_text import shortened
from handlers.hr.audience_words import ROLES, audience_lines
from handlers.hr.buttons import WithOne, WithThree, page_of
from handlers.hr.chooser import OF_MESSAGE, Chooser
from handlers.hr.draft import DraftGone, draft_of
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
MOST_FOUND: Final = 20
T = TypeVar("T")
Item = tuple[int, str, bool]
"""Number, name, whether it is marked."""


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


async def choose(hr: HrVisit, of: Chooser = OF_MESSAGE) -> Outcome:
    return hr.show(await _screen(hr, of, await of.kept(hr)))


async def everybody(hr: HrVisit, of: Chooser = OF_MESSAGE) -> Outcome:
    return await _change(hr, of, lambda segment: Segment())


async def language_pressed(hr: HrVisit, place: int, wanted: int) -> Outcome:
    if place >= len(LANGUAGES):
        return await choose(hr)
    language = LANGUAGES[place]
    return await _change(
        hr,
        OF_MESSAGE,
        lambda segment: replace(segment, languages=_with(segment.languages, language, wanted)),
    )


async def departments(hr: HrVisit, page: int, of: Chooser = OF_MESSAGE) -> Outcome:
    return await _departments_shown(hr, of, await of.kept(hr), page)


async def _departments_shown(hr: HrVisit, of: Chooser, segment: Segment, page: int) -> Outcome:
    found = await _departments(hr)
    items = [(number, name, number in segment.departments) for number, name in found]
    lines = await audience_lines(hr, segment)
    lines.append(
        hr.tr.text("A department stands for all that are parts of it.")
        if items
        else hr.tr.text("There are no departments yet.")
    )
    return hr.show(_list(hr, of, lines, items, page, of.part, of.parts))


async def department_pressed(
    hr: HrVisit, department_id: int, wanted: int, page: int, of: Chooser = OF_MESSAGE
) -> Outcome:
    segment = await of.kept(hr)
    known = {number for number, _ in await _departments(hr)}
    chosen = tuple(
        each for each in _with(segment.departments, department_id, wanted) if each in known
    )
    segment = replace(segment, departments=chosen)
    await of.keep(hr, segment)
    return await _departments_shown(hr, of, segment, page)


async def _departments(hr: HrVisit) -> list[tuple[int, str]]:
    found = await cases.departments_to_choose(hr.work, hr.actor, hr.organisation_id, hr.now)
    return [(each.id, each.name) for each in found]


async def positions(hr: HrVisit, page: int, of: Chooser = OF_MESSAGE) -> Outcome:
    return await _positions_shown(hr, of, await of.kept(hr), page)


async def _positions_shown(hr: HrVisit, of: Chooser, segment: Segment, page: int) -> Outcome:
    catalogue = hr.catalogue
    items = [
        (place, short_name(catalogue, each, hr.tr), each in segment.positions)
        for place, each in enumerate(catalogue.positions)
    ]
    lines = await audience_lines(hr, segment)
    return hr.show(_list(hr, of, lines, items, page, of.post, of.posts))


async def position_pressed(
    hr: HrVisit, place: int, wanted: int, page: int, of: Chooser = OF_MESSAGE
) -> Outcome:
    segment = await of.kept(hr)
    known = list(hr.catalogue.positions)
    if place < len(known):
        chosen = _with(segment.positions, known[place], wanted)
        segment = replace(segment, positions=chosen)
        await of.keep(hr, segment)
    return await _positions_shown(hr, of, segment, page)


async def role_pressed(hr: HrVisit, place: int, wanted: int, of: Chooser = OF_MESSAGE) -> Outcome:
    """The heads, or those of HR: a button stands for two kinds of role."""
    if place >= len(ROLES):
        return await choose(hr, of)
    kinds = tuple(ROLES)[place]

    def changed(segment: Segment) -> Segment:
        roles = segment.roles
        for kind in kinds:
            roles = _with(roles, kind, wanted)
        return replace(segment, roles=roles)

    return await _change(hr, of, changed)


async def names(hr: HrVisit, page: int, of: Chooser = OF_MESSAGE) -> Outcome:
    """Those who are chosen by name; words find others."""
    await _require_hr_sight(hr)
    return await _names_shown(hr, of, await of.kept(hr), page)


async def _names_shown(hr: HrVisit, of: Chooser, segment: Segment, page: int) -> Outcome:
    await of.listen(hr, segment)
    known = await cases.named_members(hr.work, hr.actor, hr.organisation_id, hr.now)
    items = [(number, name, True) for number, name in known if number in set(segment.members)]
    lines = [
        *await audience_lines(hr, segment),
        hr.tr.text("Write a part of a name; those who gave you none cannot be found."),
    ]
    return hr.show(_list(hr, of, lines, items, page, of.name, of.names))


async def name_typed(hr: HrVisit, typed: str, of: Chooser = OF_MESSAGE) -> Outcome:
    """Members whose names hold all the typed words, to be marked."""
    await _require_hr_sight(hr)
    segment = await of.kept(hr)
    words, tr = typed.casefold().split(), hr.tr
    known = await cases.named_members(hr.work, hr.actor, hr.organisation_id, hr.now)
    found = [each for each in known if all(word in each[1].casefold() for word in words)]
    chosen = set(segment.members)
    items = [(number, name, number in chosen) for number, name in found[:MOST_FOUND]]
    lines = [tr.plural("{n} person found.", "{n} people found.", len(found))]
    if len(found) > MOST_FOUND:
        lines.append(
            tr.plural(
                "The first {n} is shown: write more of the name.",
                "The first {n} are shown: write more of the name.",
                MOST_FOUND,
            )
        )
    await of.listen(hr, segment)
    rows = (
        *((_mark(hr, of.name, item, 0),) for item in items),
        (hr.button(tr.text("✅ Done"), of.home),),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def name_pressed(
    hr: HrVisit, membership_id: int, wanted: int, page: int, of: Chooser = OF_MESSAGE
) -> Outcome:
    await _require_hr_sight(hr)
    segment = await of.kept(hr)
    known = await cases.named_members(hr.work, hr.actor, hr.organisation_id, hr.now)
    chosen = _with(segment.members, membership_id, wanted)
    if membership_id in {number for number, _ in known}:
        segment = replace(segment, members=chosen, from_shared=segment.from_shared and bool(chosen))
        await of.keep(hr, segment)
    return await _names_shown(hr, of, segment, page)


async def ask_limit(hr: HrVisit, which: int) -> Outcome:
    await _require_hr_sight(hr)
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
    await _require_hr_sight(hr)
    if which >= len(LIMITS) or number > LARGEST:
        return await choose(hr)
    on = hr.on
    return await _change(hr, OF_MESSAGE, lambda segment: _limited(segment, which, number, on))


async def name_words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """A part of a name, for a message."""
    return await name_typed(hr, typed)


async def list_pressed(hr: HrVisit, which: int, number: int, of: Chooser) -> Outcome:
    """Keeps those who are on a list today, by name; what was chosen before bounds it no more."""
    await of.kept(hr)
    if which >= len(LIMITS) or not 0 < number <= LARGEST:
        return await choose(hr, of)
    wanted = _limited(Segment(), which, number, hr.on)
    members = await cases.members_on_list(
        hr.work, hr.actor, hr.organisation_id, wanted, hr.now, hr.catalogue
    )
    return await _change(hr, of, lambda segment: Segment(members=members, from_shared=True))


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """The number of a condition."""
    reading = read_number(typed, 1, LARGEST)
    if not isinstance(reading, Understood):
        await await_again(hr.visit)
        text = hr.tr.text("⚠️ A number from {low} to {high} is needed.", low=1, high=LARGEST)
        return hr.show(Screen(text))
    return await limit_pressed(hr, fields["which"], reading.value)


def _limited(segment: Segment, which: int, number: int, on: date) -> Segment:
    value = number or None
    if which == 0:
        # A number is on buttons of before; none counts any more.
        return replace(segment, short_of_hours=value is not None, hours_below=None)
    if which == 1:
        return replace(segment, ends_within_days=value)
    return replace(segment, quiet_since=None if value is None else on - timedelta(value))


async def _change(hr: HrVisit, of: Chooser, change: Callable[[Segment], Segment]) -> Outcome:
    segment = change(await of.kept(hr))
    await of.keep(hr, segment)
    return hr.show(await _screen(hr, of, segment))


async def _screen(hr: HrVisit, of: Chooser, segment: Segment) -> Screen:
    tr = hr.tr
    lines = [tr.text("<b>Whom is it for?</b>"), *await audience_lines(hr, segment)]
    roles = tuple(
        hr.button(
            f"{_sign(set(kinds) <= set(segment.roles))} {tr.text(name)}",
            of.role,
            place,
            int(not set(kinds) <= set(segment.roles)),
        )
        for place, (kinds, name) in enumerate(ROLES.items())
    )
    rows: Keyboard = (
        *((_languages(hr, segment),) if of.is_lasting else ()),
        (
            hr.button(tr.text("🗂 Departments"), of.parts, 0),
            hr.button(tr.text("🎓 Positions"), of.posts, 0),
        ),
        roles,
        *(await _by_what_hr_sees(hr, of)),
        (hr.button(tr.text("All members"), of.everybody),),
        (hr.button(tr.text("✅ Done"), of.done),),
    )
    return Screen("\n".join(lines), rows)


async def _require_hr_sight(hr: HrVisit) -> None:
    await require(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)


async def _by_what_hr_sees(hr: HrVisit, of: Chooser) -> Keyboard:
    """Choosing by names and by what is shared: of HR, to whom members gave them."""
    if not await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now):
        return ()
    by_name = (hr.button(hr.tr.text("🔎 By name"), of.names, 0),)
    return (by_name, *_limits(hr, of))


def _languages(hr: HrVisit, segment: Segment) -> tuple[Button, ...]:
    chosen = segment.languages
    return tuple(
        hr.button(
            f"{_sign(each in chosen)} {LANGUAGE_NAMES[each]}",
            "who_lang",
            place,
            int(each not in chosen),
        )
        for place, each in enumerate(LANGUAGES)
    )


def _limits(hr: HrVisit, of: Chooser) -> Keyboard:
    tr = hr.tr
    if of.is_lasting:
        labels = [
            hr.button(tr.text(limit.label), "who_ask", which) for which, limit in enumerate(LIMITS)
        ]
    else:
        labels = [
            hr.button(tr.text(limit.label), of.limit, which, limit.offered[-1] if limit.offered
                      else 1)
            for which, limit in enumerate(LIMITS[:2])
        ]  # fmt: skip
    return grid(labels, 2)


def _list(
    hr: HrVisit,
    of: Chooser,
    lines: Sequence[str],
    items: Sequence[Item],
    page: int,
    action: WithThree,
    turn: WithOne,
) -> Screen:
    """Things to mark, page by page: number, name, whether it is marked."""
    part, page, last = page_of(items, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [(_mark(hr, action, item, page),) for item in part]
    rows += hr.turns(page, last, turn)
    rows.append((hr.button(hr.tr.text("✅ Done"), of.home),))
    return Screen("\n".join(lines), tuple(rows))


def _mark(hr: HrVisit, action: WithThree, item: Item, page: int) -> Button:
    number, name, marked = item
    words = f"{_sign(marked)} {shortened(name, LONGEST_BUTTON)}"
    return hr.button(words, action, number, int(not marked), page)


def _with(values: tuple[T, ...], value: T, wanted: int) -> tuple[T, ...]:
    rest = tuple(each for each in values if each != value)
    return (*rest, value) if wanted else rest


def _sign(marked: bool) -> str:
    return "✅" if marked else "▫️"
