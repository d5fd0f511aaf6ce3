"""Where a finding stands, from its days alone (clause 9.3)."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

FindingState = Literal["open", "under_way", "look_again", "closed"]
"""Nobody has said what is done by when; it is being done; its day has come, or it is said to be
done; put right."""
FINDING_STATES: tuple[FindingState, ...] = get_args(FindingState)


def state_of(
    on: date,
    due: date | None,
    done_on: date | None,
    looked_at: date | None,
    closed_on: date | None,
) -> FindingState:
    """`looked_at`: when it was last found not to be right yet; from its day on that leaves it open
    again, for another action or another day."""
    if closed_on is not None:
        return "closed"
    if done_on is not None:
        return "look_again"
    if due is None or (looked_at is not None and looked_at >= due):
        return "open"
    return "look_again" if due <= on else "under_way"
