"""The report of a broadcast as a table: what became of each recipient, and why."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

from cases.broadcasts import BroadcastView
from handlers.chat.outcome import Attach
from i18n import Translator, mark
from rules.dates import ALMATY
from storage.repositories.campaign_reports import Recipient
from storage.tables import outbound
from storage.tables.outbound import DispatchState

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


_BLOCKED: Final = mark("the bot is blocked by this person")
_WORDS: Final = {
    outbound.FORGOTTEN: mark("the person has had all their data deleted"),
    outbound.LOST: mark("the sending was interrupted before Telegram answered"),
    outbound.BLOCKED: _BLOCKED,
    outbound.OPTED_OUT: mark("has left or wants no more messages of this organisation"),
    outbound.CANCELLED: mark("it was cancelled"),
    outbound.TOO_LATE: mark("the day was over"),
    outbound.GONE: mark("what it was about has been removed"),
    outbound.NO_CONNECTION: mark("Telegram could not be reached for hours"),
    outbound.OUT_OF_ORDER: mark("Telegram was out of order for hours"),
    outbound.NO_ANSWER: mark("Telegram gave no answer"),
    # As Telegram says it.
    "forbidden: bot was blocked by the user": _BLOCKED,
    "forbidden: user is deactivated": mark("the Telegram account has been deleted"),
    "forbidden: bot can't initiate conversation with a user": mark(
        "the person has not begun a conversation with the bot"
    ),
    "chat not found": mark("Telegram does not know this chat"),
    "message is too long": mark("the message is too long for Telegram"),
    "wrong file identifier/http url specified": mark("Telegram no longer has its picture or file"),
}
_BY_CODE: Final = {code.casefold(): words for code, words in _WORDS.items()}


def reason_words(reason: str, tr: Translator) -> str:
    """A reason of the ledger in the reader's language, plain; an unforeseen one as it stands."""
    code = reason.casefold()
    if code.startswith(outbound.NO_ANSWER):
        code = outbound.NO_ANSWER
    known = _BY_CODE.get(code)
    return tr.text("another reason: {code}", code=reason) if known is None else tr.text(known)


def counted(found: Iterable[tuple[str, int]], tr: Translator) -> list[tuple[str, int]]:
    """Reasons with their numbers, those of the same words together, the most frequent first."""
    numbers: Counter[str] = Counter()
    for reason, number in found:
        numbers[reason_words(reason, tr)] += number
    return numbers.most_common()
