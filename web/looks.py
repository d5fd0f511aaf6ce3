"""How the page looks to somebody: Telegram's colours as far as they can be read, larger letters."""

from __future__ import annotations

import json
import re
from typing import Final

from rules.vocabulary import Json

# Ours → Telegram's name for it, and what it must stand out from.
THEME: Final = {
    "paper": ("bg_color", None),
    "ink": ("text_color", "paper"),
    "soft": ("hint_color", "paper"),
    "link": ("link_color", "paper"),
    "panel": ("secondary_bg_color", None),
    "button": ("button_color", "paper"),
    "on-button": ("button_text_color", "button"),
}
COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
ENOUGH: Final = 4.5
"""The contrast of letters by WCAG 2.2, 1.4.3."""
LONGEST: Final = 4_000


def look_of(theme: str) -> Json:
    """What of Telegram's theme, a JSON object of colours, is taken: all of it where all that is
    written in it can be read, else only whether it is light or dark."""
    try:
        given = json.loads(theme[:LONGEST])
    except ValueError:
        return {}
    if not isinstance(given, dict):
        return {}
    found = {ours: str(given.get(name, "")).lower() for ours, (name, _) in THEME.items()}
    paper = found["paper"]
    if not COLOUR.fullmatch(paper):
        return {}
    shade = "dark" if _brightness(paper) < 0.2 else "light"
    whole = all(COLOUR.fullmatch(each) for each in found.values())
    return {"shade": shade, "colours": found} if whole and _readable(found) else {"shade": shade}


def _readable(colours: dict[str, str]) -> bool:
    pairs = [(ours, under) for ours, (_, under) in THEME.items() if under is not None]
    pairs += [(ours, "panel") for ours in ("ink", "soft", "link")]
    return all(contrast(colours[over], colours[under]) >= ENOUGH for over, under in pairs)


def contrast(one: str, other: str) -> float:
    """Of two colours (#rrggbb), 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_brightness(one), _brightness(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _brightness(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
