"""A report on one screen of a phone: verdict, what is missing, the way, the edition. Pure.

What stands here in short stands whole in the parts that open below it (`section_view`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from handlers.chat.editions import (
    before_the_first,
    edition_used_in_short,
    next_edition,
    next_edition_in_short,
)
from handlers.chat.names import target_name
from handlers.chat.phone import WIDTH, height
from handlers.chat.telegram_text import shortened_at_word
from handlers.report.report_view import guidance, verdict_words, way_heading
from handlers.report.route_words import route_words
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.verdict.check import Report
from rules.vocabulary import Json

LINES: Final = 14
STEPS: Final = 3
_NAMED: Final = (None, 5, 4, 3, 2, 1)

# What a step usually takes, in months, beside the months of work that are known: a rough order
# that decides nothing but which steps are shown first.
_USUAL_MONTHS: Final = {
    "education": 48,
    "degree": 36,
    "title": 36,
    "category": 12,
    "retraining": 6,
    "publication": 6,
}


@dataclass(frozen=True, slots=True)
class _Room:
    """How much of a report is shown. `names`: lines for the verdict with what it names; `letters`:
    of a step; `guidance`: whether all is said of the edition and of the next one."""

    steps: int
    names: int
    letters: int
    guidance: bool


# From the most that is shown to the least; the first that fits is taken.
_ROOMS: Final = tuple(
    _Room(steps, *less)
    for steps in range(STEPS, -1, -1)
    for less in (
        (6, 4 * WIDTH, True),
        (3, 4 * WIDTH, True),
        (3, 4 * WIDTH, False),
        (2, 4 * WIDTH, False),
        (2, 2 * WIDTH - 6, False),
        (1, WIDTH, False),
    )
)


def verdict_text(
    catalogue: Catalogue,
    report: Report,
    tr: Translator,
    *,
    above: str = "",
) -> str:
    """A report as HTML of at most `LINES` lines on a phone; `above`: a line on top."""
    catalogue = catalogue.on(report.on)
    return _fitting(
        (
            _screen(
                _head(catalogue, report, tr, above, room),
                _way(catalogue, report, tr, room),
                _edition(catalogue, report, tr, room),
            )
            for room in _ROOMS
        ),
        LINES,
    )


def verdict_and_way(catalogue: Catalogue, report: Report, tr: Translator, lines: int) -> str:
    """The same, of at most `lines` lines, where the edition stands below it."""
    catalogue = catalogue.on(report.on)
    return _fitting(
        (
            _screen(_head(catalogue, report, tr, "", room), _way(catalogue, report, tr, room))
            for room in _ROOMS
        ),
        lines,
    )


def _fitting(texts: Iterator[str], lines: int) -> str:
    """The first text that is not higher, or the last."""
    shown = ""
    for shown in texts:
        if height(shown) <= lines:
            break
    return shown


def _screen(*blocks: Iterable[str]) -> str:
    return "\n\n".join(filter(None, map("\n".join, blocks)))


def _head(
    catalogue: Catalogue, report: Report, tr: Translator, above: str, room: _Room
) -> Iterable[str]:
    early = before_the_first(catalogue, report.position, report.on, tr)
    name = escape(target_name(catalogue, report.position, report.category, tr))
    head = [above, early or "", f"<b>{name}</b>", _headline(catalogue, report, tr, room.names)]
    return filter(None, head)


def _headline(catalogue: Catalogue, report: Report, tr: Translator, lines: int) -> str:
    """The verdict, with as many names of what it is about as stand in a few lines."""
    shown = ""
    for most in _NAMED:
        shown = verdict_words(catalogue, report, tr, most)
        if height(shown) <= lines:
            break
    return shown


def _way(catalogue: Catalogue, report: Report, tr: Translator, room: _Room) -> Iterator[str]:
    if report.verdict != "not_eligible":
        return
    yield way_heading(report, tr)
    longest = tuple(sorted(report.route, key=_months, reverse=True))
    steps = route_words(longest, catalogue.positions[report.position], tr)
    for step in steps[: room.steps]:
        words = escape(shortened_at_word(unescape(step), room.letters), quote=False)
        yield f"• {words}"
    others = len(steps) - room.steps
    if others > 0:
        yield tr.plural("…and {n} more step", "…and {n} more steps", others)


def _months(element: Json) -> int:
    """How long a step takes, known or usual."""
    months: int = element.get("months") or _USUAL_MONTHS.get(element["kind"], 1)
    return months


def _edition(catalogue: Catalogue, report: Report, tr: Translator, room: _Room) -> Iterator[str]:
    say = next_edition if room.guidance else next_edition_in_short
    coming = say(catalogue, report, tr)
    if coming is not None:
        yield coming
    if room.guidance:
        yield guidance(catalogue, report, tr)
    else:
        yield f"<i>{escape(edition_used_in_short(catalogue, report.position, report.on, tr))}</i>"
        yield f"<i>{_short_guidance(report, tr)}</i>"


def _short_guidance(report: Report, tr: Translator) -> str:
    if report.category is None:
        return tr.text("Guidance; the employer decides.")
    return tr.text("Guidance; the commission decides.")
