"""A photographed page made flat, evenly lit and large enough for its letters to be read.

Lines of text tell how the page was held: seen from the side, those at the top run in another
direction than those at the bottom. Nothing has to be known of where the page ends.
"""

from __future__ import annotations

from itertools import product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

STEEPEST: Final = 0.32
"""Of a line of text: its rise for one step to the right, both ways; 10 degrees and a side view."""

MOST_CHANGE: Final = 0.3
"""Between the rise of lines at the top and at the bottom of a page seen from the side."""

LONG_SIDE: Final = 2400

_LOOKED_AT = 900
_FEWEST_DOTS, _MOST_DOTS = 50, 15_000
_SHORTEST_SIDE = 8
_DARKER = 28
# From coarse to fine: rises, changes, and the height of a row in dots.
_ROUNDS = (
    (np.linspace(-STEEPEST, STEEPEST, 65), np.linspace(-MOST_CHANGE, MOST_CHANGE, 13), 3.0),
    (np.linspace(-0.012, 0.012, 9), np.linspace(-0.05, 0.05, 9), 1.5),
    (np.linspace(-0.003, 0.003, 5), np.linspace(-0.0125, 0.0125, 5), 1.0),
)

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
    if len(rows) < _FEWEST_DOTS:
        return page
    every = max(1, len(rows) // _MOST_DOTS)
    rise, change = _rises(rows[::every], columns[::every], small.size)
    return _bent(page, rise, change)


def _rises(rows: Dots, columns: Dots, size: tuple[int, int]) -> tuple[float, float]:
    """The rise of lines in the middle of the page, and how much more it is at the bottom than at
    the top: those along which the dots lie in the clearest rows."""
    aside = columns - size[0] / 2
    down = rows / size[1] - 0.5
    best, rise, change = -1.0, 0.0, 0.0
    for steep, other, width in _ROUNDS:
        rises, changes = rise + steep, change + other
        for tried, more in product(rises, changes):
            level = (rows - (tried + more * down) * aside) / width
            counts = np.bincount(np.round(level - level.min()).astype(np.int64))
            clear = float(np.sum(np.diff(counts.astype(np.float64)) ** 2))
            if clear > best:
                best, rise, change = clear, float(tried), float(more)
        best = -1.0
    return rise, change


def _bent(page: Image.Image, rise: float, change: float) -> Image.Image:
    """The page with its lines made level."""
    width, height = page.size
    # Room above and below for the corners that a slanting page sticks out with.
    room = (abs(rise) + abs(change) / 2) * width / 2
    corners = []
    for level in (-room, height + room):
        slope = (rise + change * (level / height - 0.5)) * width / 2
        corners.append((level - slope, level + slope))
    (top_left, top_right), (low_left, low_right) = corners
    quad = (0, top_left, 0, low_left, width, low_right, width, top_right)
    size = (width, round(height + 2 * room))
    return page.transform(size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC, fillcolor=255)
