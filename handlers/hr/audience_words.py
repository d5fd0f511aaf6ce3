"""Whom a broadcast is for, in words, and how many they are now."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from html import escape
from typing import Final

from cases import broadcasts
from cases.errors import NotThere
from cases.heads import departments_to_write_to, within_reach
from handlers.chat.names import short_name
from handlers.chat.telegram_text import shortened
from handlers.hr.draft import BroadcastDraft
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, Translator
from storage.tables.segments import Segment

MOST_NAMED: Final = 5
LONGEST_NAME: Final = 60


async def audience_lines(hr: HrVisit, draft: BroadcastDraft) -> list[str]:
    """Conditions and the number of people, as HTML."""
    tr, segment = hr.tr, draft.segment
    with suppress(NotThere):
        segment = await within_reach(hr.work, hr.actor, hr.organisation_id, segment, hr.now)
    draft = replace(draft, segment=segment)
    lines = [tr.text("Whom: {whom}", whom="; ".join(await condition_words(hr, draft)))]
    try:
        counted = await broadcasts.count_recipients(
            hr.work, hr.actor, hr.organisation_id, draft.segment, hr.now, hr.catalogue
        )
    except NotThere:
        return [*lines, tr.text("⚠️ A department is no longer there; please choose anew.")]
    total = sum(counted.values())
    return [*lines, tr.plural("<b>{n} person gets this.</b>", "<b>{n} people get this.</b>", total)]


async def condition_words(hr: HrVisit, draft: BroadcastDraft) -> list[str]:
    """Each condition as HTML; "all members" where there is none."""
    tr, segment = hr.tr, draft.segment
    if segment == Segment():
        return [tr.text("all members")]
    found: list[str] = []
    if segment.languages:
        names = [LANGUAGE_NAMES[each] for each in segment.languages]
        found.append(", ".join(names))
    if segment.departments:
        known = {
            each.id: each.name
            for each in await departments_to_write_to(hr.work, hr.actor, hr.organisation_id, hr.now)
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
