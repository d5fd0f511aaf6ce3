"""What the lists of a message's recipients are called."""

from __future__ import annotations

from typing import Final

from cases.recipients import Order, Which
from i18n import mark

TITLES: Final[dict[Which, str]] = {
    "unread": mark("▫️ Has not read it"),
    "read": mark("✅ Has read it"),
    "silent": mark("▫️ Has not answered"),
    "answered": mark("✅ Has answered"),
}
ORDERS: Final[dict[Order, str]] = {
    "name": mark("🔤 A–Z"),
    "name_down": mark("🔤 Z–A"),
    "department": mark("🗂 By department"),
    "day": mark("📅 By day"),
}
