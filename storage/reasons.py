"""Why a message has not arrived, as the ledger notes it; whoever reads it gets words for it.

Beside these there are the descriptions that Telegram itself gives.
"""

from typing import Final

FORGOTTEN: Final = "forgotten"
LOST: Final = "the worker stopped before the answer came"
BLOCKED: Final = "the bot is blocked"
OPTED_OUT: Final = "no longer wants messages of this organisation"
CANCELLED: Final = "cancelled"
TOO_LATE: Final = "the day is over"
GONE: Final = "what it was about is gone"
NO_CONNECTION: Final = "no connection"
OUT_OF_ORDER: Final = "Telegram is out of order"
NO_ANSWER: Final = "no answer"
"""Followed by the name of the error in brackets."""
