"""Outbound messages: reminders and broadcasts, sent from a ledger at one rate for the token.

Nothing here answers people; see `docs/outbound.md`.
"""

import os

# python-telegram-bot hands out durations as timedelta only to those who ask for it; the old
# form warns on every flood limit.
os.environ.setdefault("PTB_TIMEDELTA", "true")
