"""Invented certificates, drawn: laid out, sealed, then turned, seen from the side, made noisy.

The same set and seed give the same pictures, as far as the letters are the same.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from benchmarks import certificate_wordings as words
from handlers.papers.fonts import font_path

# A face like Times, which most certificates are set in, where it is installed.
FREE_SERIF: Final = Path("/usr/share/fonts/truetype/freefont")
DISTORTIONS: Final = ("scan", "turned", "side", "noisy", "photo")
ON: Final = date(2026, 11, 20)


@dataclass(frozen=True)
class Drawn:
    """A picture and what it says. `hours`, `day`: None for a paper that is no course."""

    name: str
    language: str
    distortion: str
    picture: bytes
    text: str
    hours: int | None
    day: date | None


def drawn(wordings: tuple[words.Wording, ...], seed: int, number: int = 60) -> Iterator[Drawn]:
    """So many certificates; every language and every distortion in turn."""
    rng = random.Random(seed)
    by_language = {
        language: [each for each in wordings if each.language == language]
        for language in ("kk", "ru", "en", "kk+ru")
    }
    turns = ("kk", "ru", "kk+ru", "en", "kk", "ru")
    seen = dict.fromkeys(by_language, 0)
    for place in range(number):
        language = turns[place % len(turns)]
        of_language = by_language[language]
        wording = of_language[seen[language] % len(of_language)]
        seen[language] += 1
        distortion = DISTORTIONS[(place + place // len(turns)) % len(DISTORTIONS)]
        text, hours, day = _filled(wording, rng)
        picture = _seen(_page(text, rng), distortion, rng)
        says = (hours, day) if wording.counts else (None, None)
        yield Drawn(
            f"{place:02}-{language}-{distortion}", language, distortion, picture, text, *says
        )


# What it says


def _filled(wording: words.Wording, rng: random.Random) -> tuple[str, int, date]:
    hours = rng.choice(words.HOURS)
    end = date(2021, 1, 1) + timedelta(days=rng.randrange(2100))
    start = end - timedelta(days=rng.choice((4, 5, 11, 12, 18)))
    named = "{day_" in wording.text
    day = end + timedelta(days=rng.choice((0, 0, 1, 3))) if "{period" in wording.text else end
    day = day if named else end
    order = date(2012, 1, 1) + timedelta(days=rng.randrange(3000))
    title = rng.randrange(5)
    parts = {
        "hours": hours, "hours_ru": words.HOURS_IN_WORDS[hours], "credits": max(1, hours // 30),
        "number": f"{rng.randrange(10**6):07}", "year": day.year,
        "code": f"{rng.choice('ABKTX')}{rng.choice('CDEZ')}-{rng.randrange(10**5):05}",
        "order": rng.randrange(10, 600), "head": rng.choice(words.HEADS),
        "period_dots": f"{start:%d.%m.%Y} – {end:%d.%m.%Y}", "order_dots": f"{order:%d.%m.%Y}",
        "order_kk": _kk(order, "ғы"), "order_ru": _ru(order),
        "period_kk": _period_kk(start, end), "period_ru": f"с {_ru(start, False)} по {_ru(end)}"
        if start.year == end.year else f"с {_ru(start)} по {_ru(end)}",
        "period_en": f"from {_en(start)} to {_en(end)}",
        "day_kk": _kk(day), "day_ru": _ru(day) + rng.choice((" г.", " года")), "day_en": _en(day),
        "day_dots": f"{day:%d.%m.%Y}",
        "day_quoted_kk": f"«{day:%d}» {words.MONTHS['kk'][day.month - 1]} {day.year} ж.",
        "day_quoted_ru": f"«{day:%d}» {words.MONTHS['ru'][day.month - 1]} {day.year} г.",
    }  # fmt: skip
    for language in ("kk", "ru", "en"):
        parts[f"name_{language}"] = rng.choice(words.NAMES[language])
        parts[f"org_{language}"] = rng.choice(words.ORGANISATIONS[language])
        parts[f"title_{language}"] = words.TITLES[language][title]
    for language in ("kk", "ru"):
        parts[f"city_{language}"] = rng.choice(words.CITIES[language])
    return wording.text.format(**parts), hours, day


def _kk(day: date, ending: str = "") -> str:
    return f"{day.year} жылғы {day.day} {words.MONTHS['kk'][day.month - 1]}{ending and 'дағы'}"


def _ru(day: date, year: bool = True) -> str:
    return f"{day.day} {words.MONTHS['ru'][day.month - 1]}" + (f" {day.year}" if year else "")


def _en(day: date) -> str:
    return f"{words.MONTHS['en'][day.month - 1]} {day.day}, {day.year}"


def _period_kk(start: date, end: date) -> str:
    months = words.MONTHS["kk"]
    if (start.year, start.month) == (end.year, end.month):
        return f"{end.year} жылғы {start.day}–{end.day} {months[end.month - 1]}"
    if start.year == end.year:
        return (f"{end.year} жылғы {start.day} {months[start.month - 1]} – "
                f"{end.day} {months[end.month - 1]}")  # fmt: skip
    return f"{_kk(start)} – {_kk(end)}"


# How it looks


def _font(kind: str, size: int) -> ImageFont.FreeTypeFont:
    """`kind`: "sans", "serif" or "italic", with "bold" behind it or not."""
    name, _, weight = kind.partition(" ")
    if name == "sans":
        return ImageFont.truetype(str(font_path(bold=weight == "bold")), size)
    face = "Bold" if weight else {"serif": "", "italic": "Italic"}[name]
    free = FREE_SERIF / f"FreeSerif{face}.ttf"
    if free.exists():
        return ImageFont.truetype(str(free), int(size * 1.1))
    other = font_path(bold=False).parent / f"DejaVuSerif{face and '-' + face}.ttf"
    return ImageFont.truetype(str(other), size)


def _page(text: str, rng: random.Random) -> Image.Image:
    """A page of A4 at 150 dots to the inch, lying or standing."""
    lines = text.split("\n")
    lying = len(lines) < 12 and rng.random() < 0.7
    width, height = (1754, 1240) if lying else (1240, 1754)
    ground = rng.choice(((255, 255, 255), (252, 248, 235), (244, 250, 252), (250, 244, 246)))
    page = Image.new("RGB", (width, height), ground)
    pen = ImageDraw.Draw(page)
    _frame(pen, width, height, rng)
    plain = rng.choice(("sans", "sans", "serif", "serif", "serif", "italic"))
    bold = f"{plain} bold"
    size = 36 if lying else 33
    step = min(int(size * 1.9), (height - 300) // (len(lines) + 2))
    top = 120 + (height - 300 - step * len(lines)) // 3
    for line in lines:
        head = line.startswith("#")
        line = line.removeprefix("#")
        ink = (140, 30, 30) if head and rng.random() < 0.5 else (25, 25, 45)
        columns = line.split(" || ")
        for column, part in enumerate(columns):
            middle = width * (2 * column + 1) // (2 * len(columns))
            room = (width - 260) // len(columns)
            _centred(pen, part, (middle, top), room, bold if head else plain,
                     int(size * 1.7) if head else size, ink)  # fmt: skip
        top += int(step * 1.5) if head else step
    _seal(page, (int(width * rng.uniform(0.18, 0.8)), height - 250), rng)
    return page


def _centred(
    pen: ImageDraw.ImageDraw, text: str, at: tuple[int, int], room: int, kind: str, size: int,
    ink: tuple[int, int, int],
) -> None:  # fmt: skip
    font = _font(kind, size)
    while pen.textlength(text, font) > room and size > 20:
        size -= 1
        font = _font(kind, size)
    pen.text((at[0] - pen.textlength(text, font) / 2, at[1]), text, ink, font)


def _frame(pen: ImageDraw.ImageDraw, width: int, height: int, rng: random.Random) -> None:
    ink = rng.choice(((190, 150, 60), (60, 90, 160), (120, 40, 60)))
    kind = rng.randrange(3)
    for margin in (36, 48, 60)[: kind + 1]:
        pen.rectangle((margin, margin, width - margin, height - margin), outline=ink, width=4)
    if kind == 2:
        for x in range(60, width - 60, 40):
            pen.ellipse((x, 40, x + 14, 54), fill=ink)
            pen.ellipse((x, height - 54, x + 14, height - 40), fill=ink)


def _seal(page: Image.Image, at: tuple[int, int], rng: random.Random) -> None:
    """A round stamp over what stands there, and a hand's strokes beside it."""
    layer = Image.new("RGBA", page.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    ink = (40, 60, 190, 120)
    x, y = at
    for radius in (95, 88, 52):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=ink, width=4)
    font = _font("sans", 20)
    pen.text((x - 48, y - 12), "М.О. 2009", ink, font)
    points = [(x + 130 + 12 * n, y - 20 + rng.randrange(-30, 30)) for n in range(12)]
    pen.line(points, fill=(20, 30, 120, 200), width=4)
    page.paste(layer, (0, 0), layer)


# How it was photographed


def _seen(page: Image.Image, distortion: str, rng: random.Random) -> bytes:
    if distortion in ("turned", "photo"):
        page = _turned(page, rng.choice((-1, 1)) * rng.uniform(2, 10), rng)
    if distortion in ("side", "photo"):
        page = _from_the_side(page, rng)
    if distortion in ("noisy", "photo"):
        page = _noisy(page, rng)
    if distortion == "photo":
        page.thumbnail((1280, 1280))  # as Telegram makes photos smaller
    data = io.BytesIO()
    if distortion == "scan":
        page.save(data, "PNG")
    else:
        page.save(data, "JPEG", quality=rng.choice((75, 85)))
    return data.getvalue()


def _table(rng: random.Random) -> tuple[int, int, int]:
    return rng.choice(((120, 90, 60), (70, 70, 75), (180, 175, 170)))


def _turned(page: Image.Image, degrees: float, rng: random.Random) -> Image.Image:
    return page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_table(rng))


def _from_the_side(page: Image.Image, rng: random.Random) -> Image.Image:
    """Each corner moved inwards by up to 10 % of the side."""
    width, height = page.size

    def move() -> tuple[float, float]:
        return rng.uniform(0, 0.1) * width, rng.uniform(0, 0.1) * height

    (ax, ay), (bx, by), (cx, cy), (dx, dy) = move(), move(), move(), move()
    corners = [(ax, ay), (width - bx, by), (width - cx, height - cy), (dx, height - dy)]
    whole = [(0, 0), (width, 0), (width, height), (0, height)]
    return page.transform(page.size, Image.Transform.PERSPECTIVE, _mapping(corners, whole),
                          Image.Resampling.BICUBIC, fillcolor=_table(rng))  # fmt: skip


def _mapping(seen: list[tuple[float, float]], flat: list[tuple[float, float]]) -> list[float]:
    """The eight numbers by which Pillow finds, for a point of the result, the one of the page."""
    rows, right = [], []
    for (x, y), (u, v) in zip(seen, flat, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return [float(each) for each in np.linalg.solve(np.array(rows, float), np.array(right, float))]


def _noisy(page: Image.Image, rng: random.Random) -> Image.Image:
    """Uneven light, less contrast, grain, and not quite sharp."""
    seed = np.random.default_rng(rng.randrange(2**32))
    dots = np.asarray(page, np.float32)
    height, width = dots.shape[:2]
    slope = np.linspace(rng.uniform(0.6, 0.9), 1.0, width, dtype=np.float32)
    if rng.random() < 0.5:
        slope = slope[::-1]
    dots = 40 + dots * slope[None, :, None] * rng.uniform(0.7, 0.85)
    dots += seed.normal(0, rng.uniform(6, 14), (height, width, 1)).astype(np.float32)
    blurred = Image.fromarray(np.clip(dots, 0, 255).astype(np.uint8))
    return blurred.filter(ImageFilter.GaussianBlur(rng.uniform(0.4, 0.9)))
