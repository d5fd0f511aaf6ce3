"""What is proposed to a person, in a line, and the answer to the press that proposed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final

from cases.training.analysis import PersonNeed
from handlers.chat.outcome import Outcome, Screen, Show
from handlers.chat.telegram_text import shortened
from handlers.hr.visit import HrVisit
from i18n import Translator

ON_A_PAGE: Final = 8
LONGEST: Final = 66
"""Two lines of a phone."""


def waits(each: PersonNeed) -> bool:
    """Whether a proposal to the person has no answer yet."""
    return any(proposed.answer is None for proposed in each.proposed)


def proposed_line(each: PersonNeed, tr: Translator) -> str:
    """Name, hours that are missing and subject, as HTML; what nobody knows is left out."""
    hours = "" if each.missing is None else tr.hours(each.missing.hours)
    known = [part for part in (shortened(each.name, 30), hours, each.subjects) if part]
    return escape(shortened(f"• {', '.join(known)}", LONGEST), quote=False)


def told(hr: HrVisit, new: Sequence[PersonNeed], following: Outcome) -> Outcome:
    """To whom the press proposed what, above what follows; nothing where it was nobody."""
    tr = hr.tr
    if not new:
        return following
    title = tr.text("Proposed, no answer yet:")
    lines = [f"<b>{title}</b>"]
    lines += [proposed_line(each, tr) for each in new[:ON_A_PAGE]]
    if len(new) > ON_A_PAGE:
        lines.append(tr.text("… and {n} more", n=tr.number(len(new) - ON_A_PAGE)))
    first = Show(Screen("\n".join(lines)), hr.edit)
    others = (replace(each, edit=None) if isinstance(each, Show) else each
              for each in following.show)  # fmt: skip
    return replace(following, show=(first, *others))
