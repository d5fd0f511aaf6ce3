"""Pages turned or seen from the side come out level."""

import random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from scans.straightening import straightened


def lines(degrees: float, side: float) -> Image.Image:
    """A page with seven lines of blots; `side`: how much narrower its upper half is."""
    page = Image.new("L", (1200, 900), 245)
    pen = ImageDraw.Draw(page)
    letters = random.Random(1)
    for row in range(200, 800, 90):
        column = 150
        while column < 1050:
            width = letters.randrange(6, 40)
            pen.rectangle((column, row + letters.randrange(6), column + width, row + 20), 20)
            column += width + letters.randrange(4, 16)
    page = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=245)
    lower = 900 - side * 900
    quad = (0, 0, 0, 900, 1200, lower, 1200, side * 900 / 2)
    return page.transform((1200, 900), Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)


def clear_rows(page: Image.Image) -> float:
    """The part of the inked height that has no dark dot in the middle of the page."""
    dark = np.asarray(page) < 128
    rows = np.nonzero(dark.sum(axis=1) > 30)[0]
    between = dark[rows.min() : rows.max()].sum(axis=1)
    return float((between < 10).mean())


@pytest.mark.parametrize("degrees", [-10, -4, 0, 6, 10])
@pytest.mark.parametrize("side", [0, 0.08])
def test_lines_come_out_level(degrees: float, side: float) -> None:
    page = lines(degrees, side)
    assert clear_rows(straightened(page)) > 0.5


def test_without_straightening_they_are_not() -> None:
    assert clear_rows(lines(6, 0)) < 0.2


@pytest.mark.parametrize("size", [(1, 1), (3, 4000), (4000, 3), (50, 50)])
def test_any_size_is_taken(size: tuple[int, int]) -> None:
    assert straightened(Image.new("L", size, 120)).width > 0
