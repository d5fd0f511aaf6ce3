"""The report of a broadcast as a table: what became of each recipient."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from typing import Final

from handlers.cases.broadcasts import BroadcastView
from handlers.hr.reason_words import reason_words
from handlers.outcome import Attach
from i18n import Translator, mark
from rules.dates import ALMATY
from storage.campaign_reports import Recipient
from storage.outbound_records import DispatchState

STATES: Final[dict[DispatchState, str]] = {
    "pending": mark("not sent"),
    "sending": mark("under way"),
    "sent": mark("sent"),
    "blocked": mark("has blocked the bot"),
    "failed": mark("failed"),
    "unknown": mark("unknown, perhaps arrived"),
}
COLUMNS: Final = (
    mark("Name"),
    mark("Department"),
    mark("Result"),
    mark("Reason"),
    mark("Moment (Almaty)"),
)
# A cell that begins so is taken for a formula by spreadsheet programs.
FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def report_file(view: BroadcastView, found: Sequence[Recipient], tr: Translator) -> Attach:
    """A CSV file that spreadsheet programs open with the right letters: UTF-8 with its mark,
    semicolons as the local programs expect."""
    table = StringIO(newline="")
    writer = csv.writer(table, delimiter=";")
    writer.writerow([tr.text(column) for column in COLUMNS])
    writer.writerows([_safe(cell) for cell in _cells(each, tr)] for each in found)
    status = view.status
    caption = tr.text(
        "Sent {sent}, blocked {blocked}, failed {failed}, unknown {unknown}, not sent {pending}; "
        "together {total}.",
        sent=status.sent,
        blocked=status.blocked,
        failed=status.failed,
        unknown=status.uncertain,
        pending=status.pending,
        total=status.total,
    )
    data = table.getvalue().encode("utf-8-sig")
    return Attach(f"broadcast-{view.campaign.id}.csv", data, caption)


def _cells(each: Recipient, tr: Translator) -> tuple[str, ...]:
    moment = ""
    if each.settled_at is not None:
        moment = f"{each.settled_at.astimezone(ALMATY):%d.%m.%Y %H:%M:%S}"
    state = tr.text(STATES[each.state])
    reason = reason_words(each.reason, tr) if each.reason else ""
    return (each.name or "", each.department or "", state, reason, moment)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
