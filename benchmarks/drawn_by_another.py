"""The papers of `certificates_of_another`, laid out in six ways and photographed in five.

Drawn apart from `drawn_certificates`, by somebody who had not seen how pictures are read.
"""

from __future__ import annotations

import io
import math
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks.certificates_of_another import PAPERS, Paper
from benchmarks.drawn_certificates import Drawn

Ink = tuple[int, int, int]
Point = tuple[float, float]

FONTS: Final = Path("/usr/share/fonts/truetype")
# Faces with Kazakh letters: upright, bold, italic. The second is taken where the first is not.
FACES: Final = {
    "book": (("freefont/FreeSerif", "", "Bold", "Italic"),
             ("dejavu/DejaVuSerif", "", "-Bold", "-Italic")),
    "plain": (("freefont/FreeSans", "", "Bold", "Oblique"),
              ("dejavu/DejaVuSans", "", "-Bold", "-Oblique")),
    "wide": (("dejavu/DejaVuSans", "", "-Bold", "-Oblique"),),
    "narrow": (("dejavu/DejaVuSerifCondensed", "", "-Bold", "-Italic"),
               ("dejavu/DejaVuSerif", "", "-Bold", "-Italic")),
}  # fmt: skip
LONG, SHORT = 1754, 1240  # A4 at 150 dots to the inch
INK: Final[Ink] = (35, 30, 40)
PEN: Final[Ink] = (25, 45, 140)
WAYS: Final = ("flat", "tilted", "slanted", "dim", "phone")
TELEGRAM_SIDE = 1280


def drawn_by_another(seed: int) -> Iterator[Drawn]:
    """All sixty; the ways to photograph are dealt in turn within each language."""
    rng = random.Random(seed)
    for place, paper in enumerate(PAPERS):
        way = WAYS[place % len(WAYS)]
        picture = _photographed(_sheet(paper, rng), way, rng)
        name = f"{place:02}-{paper.language}-{paper.layout}-{way}"
        yield Drawn(name, paper.language, way, picture, paper.text, paper.hours, paper.day)


# The sheet


@dataclass(frozen=True)
class Style:
    """How the lines of one block stand: `left` to `right` in dots, `size` of plain letters."""

    face: str
    size: int
    left: int
    right: int
    centred: bool = True
    spacing: float = 1.6
    heading: Ink = INK


def _face(face: str, cut: int, size: int) -> ImageFont.FreeTypeFont:
    """`cut`: 0 upright, 1 bold, 2 italic."""
    for stem, *cuts in FACES[face]:
        path = FONTS / f"{stem}{cuts[cut]}.ttf"
        if path.exists():
            return ImageFont.truetype(str(path), size)
    raise FileNotFoundError(f"no font for {face}")


def _sheet(paper: Paper, rng: random.Random) -> Image.Image:
    return {
        "standing": _standing, "lying": _lying, "letter": _letter,
        "platform": _platform, "hand": _by_hand, "columns": _in_columns,
    }[paper.layout](paper.text, rng)  # fmt: skip


def _blank(size: tuple[int, int], rng: random.Random) -> Image.Image:
    ground = rng.choice(((255, 255, 253), (250, 246, 232), (240, 246, 250), (247, 250, 243)))
    return Image.new("RGB", size, ground)


def _standing(text: str, rng: random.Random) -> Image.Image:
    page = _blank((SHORT, LONG), rng)
    _ornament(page, rng)
    _emblem(page, (SHORT // 2, 210), rng)
    style = Style("book", 36, 130, SHORT - 130, heading=_colour(rng), spacing=1.75)
    bottom = _block(page, text, style, 340)
    _stamp(page, (rng.randint(620, 820), min(bottom - 60, LONG - 240)), rng)
    return page


def _lying(text: str, rng: random.Random) -> Image.Image:
    page = _blank((LONG, SHORT), rng)
    _ornament(page, rng)
    style = Style(rng.choice(("book", "narrow")), 38, 150, LONG - 150, heading=_colour(rng))
    bottom = _block(page, text, style, 170)
    _stamp(page, (rng.randint(300, LONG - 300), min(bottom - 60, SHORT - 260)), rng)
    return page


def _letter(text: str, rng: random.Random) -> Image.Image:
    """Paragraphs over the whole breadth, as an office types them."""
    page = _blank((SHORT, LONG), rng)
    _emblem(page, (220, 190), rng)
    pen = ImageDraw.Draw(page)
    pen.line((120, 290, SHORT - 120, 290), fill=_colour(rng), width=5)
    paragraphs = re.sub(r"(?<=[^\n.:№_\d])\n(?=[a-zа-яәіңғүұқөһ«“0-9])", " ", text)
    style = Style("narrow", 34, 130, SHORT - 120, centred=False, spacing=1.5)
    bottom = _block(page, paragraphs, style, 340)
    _stamp(page, (rng.randint(500, 900), min(bottom + 30, LONG - 240)), rng)
    return page


def _platform(text: str, rng: random.Random) -> Image.Image:
    """A web page's certificate: a coloured band with a sign, letters to the left."""
    page = Image.new("RGB", (1600, 1132), (255, 255, 255))
    pen = ImageDraw.Draw(page)
    colour = _colour(rng)
    pen.rectangle((0, 0, 240, 1132), fill=colour)
    for ring in range(4):
        edge = 40 + 18 * ring
        pen.ellipse((edge, edge + 30, 240 - edge, 230 - edge + 30), outline="white", width=6)
    for square in range(144):  # looks like a code to scan, and is none
        if rng.random() < 0.5:
            x, y = 1380 + square % 12 * 12, 920 + square // 12 * 12
            pen.rectangle((x, y, x + 12, y + 12), fill=INK)
    face = rng.choice(("plain", "wide"))
    style = Style(face, 34, 310, 1540, centred=False, spacing=1.9, heading=colour)
    _block(page, text, style, 150)
    return page


def _by_hand(text: str, rng: random.Random) -> Image.Image:
    page = _blank((SHORT, LONG), rng)
    _ornament(page, rng)
    style = Style("book", 37, 140, SHORT - 140, spacing=2.1, heading=_colour(rng))
    bottom = _block(page, text, style, 260)
    _stamp(page, (rng.randint(300, 900), min(bottom + 60, LONG - 240)), rng)
    return page


def _in_columns(text: str, rng: random.Random) -> Image.Image:
    above, left, right, below = (part.strip() for part in text.split("====="))
    page = _blank((LONG, SHORT), rng)
    _ornament(page, rng)
    colour, middle = _colour(rng), LONG // 2
    whole = Style("book", 36, 140, LONG - 140, heading=colour)
    top = _block(page, above, whole, 150) + 30
    bottoms = [
        _block(page, part, replace(whole, left=edge, right=edge + middle - 200), top)
        for part, edge in ((left, 140), (right, middle + 60))
    ]
    if rng.random() < 0.5:
        ImageDraw.Draw(page).line((middle, top, middle, max(bottoms)), fill=colour, width=3)
    end = _block(page, below, whole, max(bottoms) + 50)
    _stamp(page, (rng.randint(400, LONG - 400), min(end - 50, SHORT - 260)), rng)
    return page


def _block(page: Image.Image, text: str, style: Style, top: int) -> int:
    """Lines one under another; where the last one ends."""
    pen = ImageDraw.Draw(page)
    for line in text.split("\n"):
        if line.startswith("#"):
            top = _line(pen, line[1:], style, top, cut=1, scale=1.45)
        elif line.startswith(">"):
            top = _line(pen, line[1:], style, top + 12, scale=0.72)
        elif " | " in line:
            top = _parted(pen, line.split(" | "), style, top)
        else:
            top = _line(pen, line, style, top)
    return top


def _parted(pen: ImageDraw.ImageDraw, parts: list[str], style: Style, top: int) -> int:
    breadth = (style.right - style.left) // len(parts)
    edges = [style.left + breadth * place for place in range(len(parts))]
    return max(
        _line(pen, part, replace(style, left=edge, right=edge + breadth - 20), top)
        for part, edge in zip(parts, edges, strict=True)
    )


def _line(
    pen: ImageDraw.ImageDraw, text: str, style: Style, top: int, cut: int = 0, scale: float = 1.0
) -> int:
    """One line, broken where it is too long."""
    size = int(style.size * scale)
    room = style.right - style.left
    fonts = {False: _face(style.face, cut, size), True: _face(style.face, 2, int(size * 1.1))}
    space = pen.textlength(" ", fonts[False])
    rows: list[list[tuple[str, bool, float]]] = [[]]
    for word, filled in _words(text):
        length = pen.textlength(word, fonts[filled])
        taken = sum(each + space for _, _, each in rows[-1])
        if rows[-1] and taken + length > room:
            rows.append([])
        rows[-1].append((word, filled, length))
    for row in rows:
        length = sum(each + space for _, _, each in row) - space
        x = style.left + ((room - length) / 2 if style.centred else 0)
        for word, filled, each in row:
            ink = PEN if filled else style.heading if cut else INK
            pen.text((x, top + size), word, ink, fonts[filled], anchor="ls")
            if filled:
                below = top + size + 12
                pen.line((x - space / 2, below, x + each + space / 2, below), fill=INK, width=2)
            x += each + space
        top += int(size * style.spacing)
    return top


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Each word, and whether it was filled in by hand."""
    for place, part in enumerate(re.split(r"[{}]", text)):
        for word in part.split():
            yield word, place % 2 == 1


def _colour(rng: random.Random) -> Ink:
    return rng.choice(((150, 30, 45), (20, 80, 120), (30, 100, 70), (110, 80, 20), (70, 40, 110)))


def _ornament(page: Image.Image, rng: random.Random) -> None:
    """Two lines round the sheet, diamonds between them, a corner of waves."""
    pen = ImageDraw.Draw(page)
    (width, height), colour = page.size, _colour(rng)
    pen.rectangle((30, 30, width - 30, height - 30), outline=colour, width=6)
    pen.rectangle((76, 76, width - 76, height - 76), outline=colour, width=2)
    if rng.random() < 0.6:
        for x in range(80, width - 80, 46):
            for y in (53, height - 53):
                pen.polygon(((x, y - 12), (x + 12, y), (x, y + 12), (x - 12, y)), outline=colour)
    if rng.random() < 0.5:
        for radius in range(40, 130, 18):
            pen.arc((76 - radius, 76 - radius, 76 + radius, 76 + radius), 0, 90, colour, 2)
            edge = (width - 76 - radius, height - 76 - radius, width - 76 + radius,
                    height - 76 + radius)  # fmt: skip
            pen.arc(edge, 180, 270, colour, 2)


def _emblem(page: Image.Image, at: tuple[int, int], rng: random.Random) -> None:
    """A sun with rays in a circle."""
    pen = ImageDraw.Draw(page)
    (x, y), colour, rays = at, _colour(rng), rng.choice((8, 12, 16))
    pen.ellipse((x - 34, y - 34, x + 34, y + 34), fill=colour)
    for ray in range(rays):
        turn = 2 * math.pi * ray / rays
        ends = [(x + math.cos(turn) * far, y + math.sin(turn) * far) for far in (44, 78)]
        pen.line(ends, fill=colour, width=6)


def _stamp(page: Image.Image, at: tuple[int, int], rng: random.Random) -> None:
    """A turned round seal with words along its edge, and a signature through it."""
    seal = Image.new("RGBA", (260, 260), (0, 0, 0, 0))
    pen = ImageDraw.Draw(seal)
    ink = (*rng.choice(((30, 50, 170), (80, 40, 150), (20, 90, 150))), rng.randint(90, 150))
    for radius in (120, 112, 70):
        pen.ellipse((130 - radius, 130 - radius, 130 + radius, 130 + radius), outline=ink, width=3)
    font = _face("wide", 1, 17)
    for place, letter in enumerate("ҮЛГІ * ОБРАЗЕЦ * SAMPLE * "):
        turn = 2 * math.pi * place / 26
        spot = (130 + 91 * math.sin(turn), 130 - 91 * math.cos(turn))
        pen.text(spot, letter, ink, font, anchor="mm")
    pen.text((130, 130), rng.choice(("ҮЛГІ", "М.О.", "М.П.")), ink, _face("wide", 1, 30), "mm")
    seal = seal.rotate(rng.uniform(-25, 25), Image.Resampling.BICUBIC)
    page.paste(seal, at, seal)
    x, y = at[0] - 60, at[1] + 20
    curl = [
        (x + 5 * step + 18 * math.sin(step / 2), y + 26 * math.sin(step / 1.7) - step / 2)
        for step in range(40)
    ]
    ImageDraw.Draw(page).line(curl, fill=PEN, width=4, joint="curve")


# The photograph


def _photographed(page: Image.Image, way: str, rng: random.Random) -> bytes:
    steps: dict[str, tuple[Callable[[Image.Image, random.Random], Image.Image], ...]] = {
        "flat": (), "tilted": (_tilted,), "slanted": (_slanted,), "dim": (_lit, _grainy),
        "phone": (_slanted, _tilted, _lit, _sent, _grainy),
    }  # fmt: skip
    for step in steps[way]:
        page = step(page, rng)
    data = io.BytesIO()
    page.save(data, "JPEG", quality=70)
    return data.getvalue()


def _desk(rng: random.Random) -> Ink:
    return rng.choice(((95, 70, 50), (60, 62, 66), (200, 196, 188), (150, 110, 80)))


def _tilted(page: Image.Image, rng: random.Random) -> Image.Image:
    degrees = rng.uniform(3, 10) * rng.choice((-1, 1))
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_desk(rng))


def _slanted(page: Image.Image, rng: random.Random) -> Image.Image:
    """One side further away: its two corners come in by 3 to 10 % of the sides."""
    width, height = page.size
    along, across = rng.uniform(0.03, 0.1), rng.uniform(0.03, 0.1)
    inwards = {"top": (0, 1), "right": (1, 2), "bottom": (2, 3), "left": (3, 0)}
    side = rng.choice(list(inwards))
    corners: list[Point] = [(0, 0), (width, 0), (width, height), (0, height)]
    seen = list(corners)
    for corner in inwards[side]:
        x, y = corners[corner]
        seen[corner] = (x + (width / 2 - x) * 2 * along * rng.uniform(0.7, 1),
                        y + (height / 2 - y) * 2 * across * rng.uniform(0.7, 1))  # fmt: skip
    return page.transform(page.size, Image.Transform.PERSPECTIVE, _projection(seen, corners),
                          Image.Resampling.BICUBIC, fillcolor=_desk(rng))  # fmt: skip


def _projection(seen: list[Point], flat: list[Point]) -> list[float]:
    """Pillow's eight numbers that lead from a point of the photograph to one of the sheet."""
    equations = np.zeros((8, 8))
    for place, ((x, y), (u, v)) in enumerate(zip(seen, flat, strict=True)):
        equations[2 * place] = (x, y, 1, 0, 0, 0, -u * x, -u * y)
        equations[2 * place + 1] = (0, 0, 0, x, y, 1, -v * x, -v * y)
    return [float(each) for each in np.linalg.solve(equations, np.ravel(flat))]


def _lit(page: Image.Image, rng: random.Random) -> Image.Image:
    """A lamp over one place: the light falls off from there, and a shadow's edge crosses."""
    width, height = page.size
    across, down = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    away = (across - rng.uniform(0.2, 0.8)) ** 2 + (down - rng.uniform(0.2, 0.8)) ** 2
    light = 1 - rng.uniform(0.25, 0.45) * np.clip(away, 0, 1)
    edge = across + rng.uniform(-0.5, 0.5) * down - rng.uniform(0.5, 0.9)
    light *= 1 - rng.uniform(0.1, 0.25) / (1 + np.exp(-edge * 25))
    warm = np.array((1.0, 0.97, 0.9))
    return _picture(np.asarray(page) * light[:, :, None] * warm)


def _grainy(page: Image.Image, rng: random.Random) -> Image.Image:
    soft = page.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 0.9)))
    grain = np.random.default_rng(rng.randrange(2**32))
    dots = np.asarray(soft, float)
    return _picture(dots + grain.normal(0, rng.uniform(5, 11), dots.shape))


def _sent(page: Image.Image, _rng: random.Random) -> Image.Image:
    """As small as Telegram sends a photo."""
    small = page.copy()
    small.thumbnail((TELEGRAM_SIDE, TELEGRAM_SIDE), Image.Resampling.LANCZOS)
    return small


def _picture(dots: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))
