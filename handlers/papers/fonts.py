"""The one family of letters on cards and papers: DejaVu Sans, which has all Kazakh letters.

The files come with matplotlib. Widths are read from them without importing it, so that lines can
be broken before anything is drawn.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILY = "DejaVu Sans"
MISSING = "\ufffd"
_BREAKS = re.compile(r"(?<!\d) ")
_FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}


def font_path(bold: bool) -> Path:
    """The file of the regular or the bold face."""
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("matplotlib, which brings the letters, is not installed")
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf" / _FILES[bold]


@dataclass(frozen=True, slots=True)
class Face:
    """The advance widths of the characters of one face, in units of the size of the letters."""

    advances: dict[str, float]

    def width(self, text: str, size: float) -> float:
        """How wide `text` runs when its letters are `size` high, in the unit of `size`."""
        return size * sum(self.advances[character] for character in drawable(text))


@cache
def face(bold: bool = False) -> Face:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(font_path(bold), lazy=True) as font:
        units: int = font["head"].unitsPerEm
        advances: dict[str, tuple[int, int]] = font["hmtx"].metrics
        names: dict[int, str] = font.getBestCmap()
    return Face({chr(code): advances[name][0] / units for code, name in names.items()})


def drawable(text: str) -> str:
    """`text` with a replacement character for each one that the faces lack."""
    known, bold = face().advances, face(True).advances
    return "".join(c if c in known and c in bold else MISSING for c in text)


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """`text` in lines no wider than `width`; only a word that is too wide alone is broken.

    A number stays with the word after it. An empty text has no lines. Whatever the text, no
    character but spaces is lost.
    """
    letters = face(bold)
    lines: list[str] = []
    line = ""
    for word in _BREAKS.split(drawable(text.replace("\n", " "))):
        joined = f"{line} {word}" if line else word
        if letters.width(joined, size) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, width, size, letters)
        lines += full
    return [*lines, line] if line else lines


def _broken(word: str, width: float, size: float, letters: Face) -> list[str]:
    """`word` in pieces that fit; one piece where it fits whole."""
    pieces = [""]
    for character in word:
        if pieces[-1] and letters.width(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
