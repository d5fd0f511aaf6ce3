"""Whom a broadcast or a deadline is for, in words, and how many they are now."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from html import escape
from typing import Final

from cases.audience import bounded, count_meant, departments_to_choose, named_members
from cases.errors import NotThere
from handlers.chat.names import short_name
from handlers.chat.telegram_text import shortened
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, Translator, mark
from storage.tables.organisations import RoleKind
from storage.tables.segments import Segment

MOST_NAMED: Final = 5
LONGEST_NAME: Final = 60
ROLES: Final[dict[tuple[RoleKind, ...], str]] = {
    ("head", "deputy"): mark("👔 Heads"),
    ("hr_director", "hr"): mark("🏢 HR"),
}
"""What is chosen together, by the place that a button carries."""


async def audience_lines(hr: HrVisit, segment: Segment) -> list[str]:
    """Conditions and the number of people, as HTML."""
    tr = hr.tr
    shown = await _as_it_goes_out(hr, segment)
    lines = [tr.text("Whom: {whom}", whom="; ".join(await condition_words(hr, shown)))]
    try:
        counted = await count_meant(
            hr.work, hr.actor, hr.organisation_id, segment, hr.now, hr.catalogue
        )
    except NotThere:
        return [*lines, tr.text("⚠️ A department is no longer there; please choose anew.")]
    total = sum(counted.values())
    return [*lines, tr.plural("<b>{n} person gets this.</b>", "<b>{n} people get this.</b>", total)]


async def _as_it_goes_out(hr: HrVisit, segment: Segment) -> Segment:
    """Heads who name no department mean those that they lead."""
    with suppress(NotThere):
        held = await bounded(hr.work, hr.actor, hr.organisation_id, segment, hr.now)
        return replace(segment, departments=segment.departments or held.within)
    return segment


async def condition_words(hr: HrVisit, segment: Segment) -> list[str]:
    """Each condition as HTML; "all members" where there is none."""
    tr = hr.tr
    if replace(segment, within=()) == Segment():
        return [tr.text("all members")]
    found: list[str] = []
    if segment.languages:
        names = [LANGUAGE_NAMES[each] for each in segment.languages]
        found.append(", ".join(names))
    if segment.departments:
        known = {
            each.id: each.name
            for each in await departments_to_choose(hr.work, hr.actor, hr.organisation_id, hr.now)
        }
        names = [shortened(known.get(each, "?"), LONGEST_NAME) for each in segment.departments]
        found.append(_first(names, tr))
    if segment.positions:
        catalogue = hr.catalogue
        names = [
            short_name(catalogue, each, tr) if each in catalogue.positions else each
            for each in segment.positions
        ]
        found.append(_first(names, tr))
    for kinds, name in ROLES.items():
        if set(kinds) & set(segment.roles):
            found.append(tr.text(name))
    if segment.members:
        given = dict(await named_members(hr.work, hr.actor, hr.organisation_id, hr.now))
        names = [
            shortened(given.get(each) or tr.text("no name given"), LONGEST_NAME)
            for each in segment.members
        ]
        found.append(_first(names, tr))
    if segment.rest_of is not None:
        found.append(tr.text("have not confirmed that they read it"))
    if segment.unanswered_of is not None:
        found.append(tr.text("have not answered the question"))
    if segment.failed_of is not None:
        found.append(tr.text("did not get it the first time"))
    if segment.short_of_hours:
        found.append(tr.text("lack hours of courses by the clause of their own position"))
    if segment.hours_below is not None:
        hours = tr.hours(segment.hours_below)
        found.append(tr.text("less than {hours} of courses in three years", hours=hours))
    if segment.ends_within_days is not None:
        found.append(
            tr.plural(
                "a certificate stops counting within {n} day",
                "a certificate stops counting within {n} days",
                segment.ends_within_days,
            )
        )
    if segment.quiet_since is not None:
        day = tr.date(segment.quiet_since)
        found.append(tr.text("has answered nothing since {day}", day=day))
    return found


def _first(names: Sequence[str], tr: Translator) -> str:
    """The first names as HTML, and how many more there are."""
    words = escape(", ".join(names[:MOST_NAMED]))
    left = len(names) - MOST_NAMED
    if left <= 0:
        return words
    return tr.plural("{words} and {n} more", "{words} and {n} more", left, words=words)
