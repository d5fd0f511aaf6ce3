"""Why a message has not arrived, in words for HR."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from i18n import Translator, mark
from storage import reasons

_BLOCKED: Final = mark("the bot is blocked by this person")
_WORDS: Final = {
    reasons.FORGOTTEN: mark("the person has had all their data deleted"),
    reasons.LOST: mark("the sending was interrupted before Telegram answered"),
    reasons.BLOCKED: _BLOCKED,
    reasons.OPTED_OUT: mark("has left or wants no more messages of this organisation"),
    reasons.CANCELLED: mark("it was cancelled"),
    reasons.TOO_LATE: mark("the day was over"),
    reasons.GONE: mark("what it was about has been removed"),
    reasons.NO_CONNECTION: mark("Telegram could not be reached for hours"),
    reasons.OUT_OF_ORDER: mark("Telegram was out of order for hours"),
    reasons.NO_ANSWER: mark("Telegram gave no answer"),
    # As Telegram says it.
    "forbidden: bot was blocked by the user": _BLOCKED,
    "forbidden: user is deactivated": mark("the Telegram account has been deleted"),
    "forbidden: bot can't initiate conversation with a user": mark(
        "the person has not begun a conversation with the bot"
    ),
    "chat not found": mark("Telegram does not know this chat"),
    "message is too long": mark("the message is too long for Telegram"),
}
_BY_CODE: Final = {code.casefold(): words for code, words in _WORDS.items()}


def reason_words(reason: str, tr: Translator) -> str:
    """A reason of the ledger in the reader's language, plain; an unforeseen one as it stands."""
    code = reason.casefold()
    if code.startswith(reasons.NO_ANSWER):
        code = reasons.NO_ANSWER
    known = _BY_CODE.get(code)
    return tr.text("another reason: {code}", code=reason) if known is None else tr.text(known)


def counted(found: Iterable[tuple[str, int]], tr: Translator) -> list[tuple[str, int]]:
    """Reasons with their numbers, those of the same words together, the most frequent first."""
    numbers: Counter[str] = Counter()
    for reason, number in found:
        numbers[reason_words(reason, tr)] += number
    return numbers.most_common()
