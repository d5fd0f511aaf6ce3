"""A report of which nothing is kept to come back to: all of it is in the message. Pure.

Below the verdict the edition and the rest stand in a quotation that Telegram shows folded to three
lines; a press on it unfolds it, and needs nothing of us.
"""

from __future__ import annotations

from typing import Final

from cases.texts import shown_length
from handlers.chat.telegram_text import LIMIT, pages
from handlers.report.report_view import whole_report
from handlers.report.verdict_view import LINES, verdict_and_way
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.verdict.check import Report

FOLDED: Final = 3
"""Lines of a folded quotation that are in view."""


def quoted_report(catalogue: Catalogue, report: Report, tr: Translator) -> list[str]:
    """The report as HTML messages, as a rule one; the last has the verdict and, folded, the rest.
    What does not fit there goes before it, folded too."""
    verdict = verdict_and_way(catalogue, report, tr, LINES - FOLDED)
    blocks = list(whole_report(catalogue, report, tr))
    room = LIMIT - shown_length(verdict) - 1
    *before, last = pages(blocks, room)
    return [*map(_folded, before), f"{verdict}\n{_folded(last)}"]


def _folded(html: str) -> str:
    return f"<blockquote expandable>{html}</blockquote>"
