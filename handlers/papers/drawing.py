"""Draws the plan of a card with matplotlib's Agg, without pyplot and its global state."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from handlers.papers.fonts import FAMILY, font_path
from handlers.papers.marks import PAPER, Box, CardPlan, Mark, Sign, Words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

# At 72 dots per inch a point is a pixel.
DOTS_PER_INCH = 72
COLOURS = 128
_MARKERS = {"disc": "o", "star": "*", "diamond": "D"}


def figure_of(plan: CardPlan) -> Figure:
    """The plan as artists on a figure; nothing is rendered yet."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    size = (plan.width / DOTS_PER_INCH, plan.height / DOTS_PER_INCH)
    figure = Figure(figsize=size, dpi=DOTS_PER_INCH, facecolor=PAPER)
    FigureCanvasAgg(figure)
    downwards = Affine2D().scale(1, -1).translate(0, plan.height)
    for order, mark in enumerate(plan.marks):
        artist = _ARTISTS[type(mark)](mark)
        artist.set_transform(downwards)
        artist.set_zorder(order)
        artist.set_figure(figure)
        figure.add_artist(artist)
    return figure


@contextmanager
def unhinted() -> Iterator[None]:
    """Letters as they are designed: hinting costs a third of the time and shows when small only."""
    from matplotlib import rc_context

    with rc_context({"text.hinting": "no_hinting"}):
        yield


def png(figure: Figure) -> bytes:
    """The figure as the bytes of a PNG, the same for the same figure.

    Few colours are enough.
    """
    from PIL import Image

    canvas = figure.canvas
    with unhinted():
        canvas.draw()
    pixels = canvas.buffer_rgba()  # type: ignore[attr-defined]
    size = canvas.get_width_height(physical=True)
    drawn = Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB")
    few = drawn.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    stored = BytesIO()
    few.save(stored, format="PNG", compress_level=3)
    return stored.getvalue()


def _words(mark: Words) -> Artist:
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    letters = FontProperties(family=FAMILY, fname=str(font_path(mark.bold)), size=mark.size)
    return Text(
        mark.x,
        mark.y,
        mark.text,
        color=mark.colour,
        fontproperties=letters,
        horizontalalignment=mark.align,
        verticalalignment="baseline",
        parse_math=False,
    )


def _box(mark: Box) -> Artist:
    from matplotlib.patches import FancyBboxPatch, Rectangle

    style: dict[str, Any] = {"facecolor": mark.colour, "linewidth": 0}
    if mark.hatched:
        style = {"facecolor": PAPER, "edgecolor": mark.colour, "hatch": "///", "linewidth": 1}
    corner = (mark.x, mark.y)
    if not mark.radius:
        return Rectangle(corner, mark.width, mark.height, **style)
    shape = f"round,pad=0,rounding_size={mark.radius}"
    return FancyBboxPatch(corner, mark.width, mark.height, boxstyle=shape, **style)


def _sign(mark: Sign) -> Artist:
    from matplotlib.lines import Line2D

    return Line2D(
        [mark.x],
        [mark.y],
        linestyle="none",
        marker=_MARKERS[mark.shape],
        markersize=mark.size,
        markerfacecolor=mark.colour,
        markeredgecolor=PAPER,
        markeredgewidth=2,
    )


_ARTISTS: dict[type[Mark], Callable[[Any], Artist]] = {Words: _words, Box: _box, Sign: _sign}
