"""The map of a career as a picture: the places one above the other in words that are ready."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.papers.marks import (
    ACCENT,
    MARGIN,
    PALE_INK,
    STATUS_COLOURS,
    TRACK,
    WIDTH,
    Box,
    CardPlan,
    Column,
    Sign,
)

TITLE, NAME, BODY, SMALL = 46, 36, 32, 28
TEXT = MARGIN + 64
LINE = MARGIN + 20
DISC = 34.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map: what it is, its name, when it is reached, and what stands in between, all
    as plain words. `is_met`: whether it is reached already."""

    heading: str
    name: str
    when: str
    steps: tuple[str, ...]
    is_met: bool


@dataclass(frozen=True, slots=True)
class CareerPicture:
    """All that the picture says; another process needs nothing else to draw it."""

    title: str
    here: str
    held: str
    day: str
    places: tuple[Place, ...]
    foot: str


def career_png(picture: CareerPicture) -> bytes:
    """The map as a PNG, 1080 pixels wide. Takes a core for some tenths of a second."""
    from handlers.papers.drawing import figure_of, png

    return png(figure_of(career_plan(picture)))


def career_plan(picture: CareerPicture) -> CardPlan:
    """Everything on the picture with its place."""
    column = Column()
    column.paragraph(f"Biliktilik · {picture.day}", SMALL, colour=PALE_INK)
    column.gap(14)
    column.paragraph(picture.title, TITLE, bold=True)
    column.gap(34)
    behind, top = len(column.marks), column.y + 0.62 * NAME
    _disc(column, ACCENT)
    column.paragraph(picture.here, NAME, bold=True, left=TEXT)
    if picture.held:
        column.paragraph(picture.held, BODY, colour=PALE_INK, left=TEXT)
    bottom = top
    for place in picture.places:
        column.gap(40)
        bottom = column.y + 0.62 * NAME
        _place(column, place)
    column.marks.insert(behind, Box(LINE - 3, top, 6, bottom - top, TRACK))
    column.gap(40)
    column.marks.append(Box(MARGIN, column.y, WIDTH - 2 * MARGIN, 3, TRACK))
    column.gap(20)
    column.paragraph(picture.foot, SMALL, colour=PALE_INK)
    return column.plan()


def _disc(column: Column, colour: str) -> None:
    column.marks.append(Sign(LINE, column.y + 0.62 * NAME, DISC, colour))


def _place(column: Column, place: Place) -> None:
    _disc(column, STATUS_COLOURS["met" if place.is_met else "not_applicable"])
    column.paragraph(place.heading, SMALL, colour=PALE_INK, left=TEXT)
    column.paragraph(place.name, NAME, bold=True, left=TEXT)
    column.paragraph(place.when, BODY, bold=True, colour=ACCENT, left=TEXT)
    for step in place.steps:
        column.gap(8)
        column.bullet(BODY, TEXT + 16)
        column.paragraph(step, BODY, left=TEXT + 40)
