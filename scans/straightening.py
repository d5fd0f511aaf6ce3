"""A photographed page made flat, evenly lit and large enough for its letters to be read.

Lines of text tell how the page was held: seen from the side, those at the top run in another
direction than those at the bottom. Nothing has to be known of where the page ends.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

STEEPEST: Final = 0.32
"""Of a line of text: its rise for one step to the right, both ways; 10 degrees and a side view."""

_LOOKED_AT = 900
_STEPS = 129
LONG_SIDE: Final = 2400
_SHORTEST_SIDE: Final = 8
_DARKER = 28

Dots = NDArray[Any]


def straightened(picture: Image.Image, long_side: int = LONG_SIDE) -> Image.Image:
    """The page in shades of grey, its lines level and its ground white; `long_side`: its dots."""
    grey = picture.convert("L")
    scale = long_side / max(grey.size)
    size = tuple(max(_SHORTEST_SIDE, round(side * scale)) for side in grey.size)
    grey = grey.resize((size[0], size[1]), Image.Resampling.LANCZOS)
    even = _evenly_lit(grey)
    return _levelled(even)


def _evenly_lit(grey: Image.Image) -> Image.Image:
    """The page divided by the light that falls on each part of it."""
    small = grey.reduce(8)
    light = small.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.GaussianBlur(6))
    ground = np.asarray(light.resize(grey.size, Image.Resampling.BILINEAR), np.float32)
    dots = np.asarray(grey.filter(ImageFilter.MedianFilter(3)), np.float32)
    even = dots * (255.0 / np.maximum(ground, 1.0))
    return Image.fromarray(np.clip(even, 0, 255).astype(np.uint8))


def _levelled(page: Image.Image) -> Image.Image:
    small = page.copy()
    small.thumbnail((_LOOKED_AT, _LOOKED_AT))
    # Only edges of letters and thin lines are darker than what is around them.
    around = np.asarray(small.filter(ImageFilter.BoxBlur(9)), np.int16)
    rows, columns = np.nonzero(around - np.asarray(small, np.int16) > _DARKER)
    if len(rows) == 0:
        return page
    height = small.height
    whole = _rise(rows, columns, 0.0, STEEPEST)
    level = rows - whole * columns
    middle = float(np.median(level))
    upper, lower = level < middle, level >= middle
    top = _rise(rows[upper], columns[upper], whole, 0.12)
    bottom = _rise(rows[lower], columns[lower], whole, 0.12)
    at_top, at_bottom = _heights(level, upper), _heights(level, lower)
    return _bent(page, whole, (top, at_top), (bottom, at_bottom), page.height / height)


def _heights(level: Dots, chosen: Dots) -> float:
    return float(np.mean(level[chosen])) if chosen.any() else float(np.mean(level))


def _rise(rows: Dots, columns: Dots, about: float, width: float) -> float:
    """The rise along which the dots lie in the clearest rows."""
    if len(rows) < 50:
        return about
    best, found = -1.0, about
    for rise in np.linspace(about - width, about + width, _STEPS):
        level = np.round(rows - rise * columns).astype(np.int64)
        counts = np.bincount(level - level.min()).astype(np.float64)
        clear = float(np.sum(np.diff(counts) ** 2))
        if clear > best:
            best, found = clear, float(rise)
    return found


def _bent(
    page: Image.Image,
    whole: float,
    top: tuple[float, float],
    bottom: tuple[float, float],
    scale: float,
) -> Image.Image:
    """The page with its lines made level, the rise going evenly from that above to that below."""
    (rise_above, above), (rise_below, below) = top, bottom
    change = (rise_below - rise_above) / max(below - above, 1.0) / scale
    change = float(np.clip(change, -0.4 / page.height, 0.4 / page.height))

    def rise(level: float) -> float:
        return rise_above + change * (level - above * scale)

    width, height = page.size
    # Room above and below for the corners that a slanting page sticks out with.
    room = abs(whole) * width
    start, end = (-room, height) if whole > 0 else (0, height + room)
    left = (start, end)
    right = tuple(level + rise(level) * width for level in left)
    quad = (0, left[0], 0, left[1], width, right[1], width, right[0])
    size = (width, round(end - start))
    return page.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=255)
