"""Invented later editions: the stored text as a file, altered in known ways."""

from __future__ import annotations

import html
import io
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from rules.edition import Comparison, comparison
from rules.edition.stored import _FILE, OrderIn
from rules.norms.loading import catalogue
from rules.norms.schema import read_shaped
from rules.reference import reference
from rules.vocabulary import Json

DAY = date(2027, 9, 1)
ORDER, UNIVERSITY, STANDARD = "order-338", "university", "order-591"
FOOTNOTE = (
    "Сноска. Пункт в редакции приказа и.о. Министра от 01.02.2027 № 5 (вводится в действие по "
    "истечении десяти календарных дней после дня его первого официального опубликования)."
)
MENU = ("Главная", "Поиск", "Обращения", "Мобильная версия", "Кіру", "О портале")


@dataclass(frozen=True)
class Block:
    """A heading (no number), or a paragraph: what it was called, what it is called now, lines."""

    name: str | None
    number: str
    lines: tuple[str, ...]
    heading: bool = False

    @property
    def first(self) -> str:
        return f"{self.number}. {self.lines[0]}" if self.number else self.lines[0]

    def all_lines(self) -> list[str]:
        return [self.first, *self.lines[1:]]


Blocks = tuple[Block, ...]


@cache
def order() -> Blocks:
    """Order No. 338 as it stands, heading by heading."""
    given = read_shaped(OrderIn, _FILE)
    twice = {"301": {"16", "17"}, "305": {"17", "18"}}
    blocks: list[Block] = []
    for part in given.parts:
        blocks.append(Block(None, "", (part.heading,), heading=True))
        blocks += [Block(p.number, p.number, tuple(p.lines)) for p in part.paragraphs]
        for one in () if part.position is None else reference(part.position).paragraphs:
            number, section = one.source.paragraph, one.source.section
            name = f"{number} ({section})" if number in twice else number
            opening = given.opens.get(one.kind)
            lines = (opening, *one.lines) if opening else one.lines
            blocks.append(Block(name, number, lines))
    return tuple(blocks)


def without_numbers(document: str) -> Blocks:
    """A document whose paragraphs open with a name: one block each."""
    from rules.edition import stored_on

    stored = stored_on(document, DAY, catalogue())
    return tuple(Block(one.name, "", (one.text,)) for one in stored.paragraphs)


def at(blocks: Blocks, name: str) -> int:
    return next(n for n, block in enumerate(blocks) if block.name == name)


def altered(blocks: Blocks, name: str, alter: Callable[[str], str]) -> Blocks:
    """The blocks with every line of one changed; an alteration that changes nothing is a fault."""
    place = at(blocks, name)
    lines = tuple(alter(line) for line in blocks[place].lines)
    assert lines != blocks[place].lines, f"{name} is not altered"
    return (*blocks[:place], replace(blocks[place], lines=lines), *blocks[place + 1 :])


def swapped(blocks: Blocks, one: str, other: str) -> Blocks:
    """What two paragraphs say, each under the other's number."""
    a, b = at(blocks, one), at(blocks, other)
    found = list(blocks)
    found[a] = replace(blocks[b], number=blocks[a].number)
    found[b] = replace(blocks[a], number=blocks[b].number)
    return tuple(found)


def shifted(blocks: Blocks, since: str, by: int = 1) -> Blocks:
    """Every number of Order No. 338 from `since` on, in the order of the text, moved."""
    place = at(blocks, since)
    return tuple(
        replace(block, number=str(int(block.number) + by)) if n >= place and block.number else block
        for n, block in enumerate(blocks)
    )


def split(blocks: Blocks, name: str, after: int) -> Blocks:
    """A paragraph in two: its lines from `after` on under the next number, the rest moved on."""
    place = at(blocks, name)
    block = blocks[place]
    number = str(int(block.number) + 1)
    rest = tuple(
        replace(one, number=str(int(one.number) + 1)) if one.number else one
        for one in blocks[place + 1 :]
    )
    parts = (replace(block, lines=block.lines[:after]), Block(None, number, block.lines[after:]))
    return (*blocks[:place], *parts, *rest)


def lines_of(blocks: Blocks) -> list[str]:
    return [line for block in blocks for line in block.all_lines()]


def as_text(blocks: Blocks) -> tuple[str, bytes]:
    return "text.txt", "\n".join("      " + line for line in lines_of(blocks)).encode()


def as_wrapped_text(blocks: Blocks) -> tuple[str, bytes]:
    """Broken at 90 signs, with the number of each page between, as a PDF is copied."""
    broken = [part for line in lines_of(blocks) for part in textwrap.wrap(line, 90)]
    pages = [
        line
        for n in range(0, len(broken), 40)
        for line in (*broken[n : n + 40], "", str(n // 40 + 1), "")
    ]
    return "text.txt", "\r\n".join(pages).encode("utf-16")


def as_page(blocks: Blocks) -> tuple[str, bytes]:
    """A saved web page: a menu, a table of contents, the text, a foot."""
    contents = "".join(
        f'<li><a href="#z{n}">{html.escape(block.lines[0])}</a></li>'
        for n, block in enumerate(blocks)
        if block.heading
    )
    menu = "".join(f'<li><a href="/{n}">{each}</a></li>' for n, each in enumerate(MENU))
    body = "".join(
        f"<h3>{html.escape(line)}</h3>" if block.heading else f"<p>&nbsp; {_shy(line)}</p>\n"
        for block in blocks
        for line in block.all_lines()
    )
    return "page.html", (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>Приказ</title>"
        f"<script>var a = '<p>286. нет</p>';</script></head><body><nav><ul>{menu}</ul></nav>"
        f"<div class=left><ul>{menu}{contents}</ul></div><div id=text>{body}</div>"
        f"<div><p>Поделиться</p><p>© 2027. Все права защищены.</p></div>"
        f"<footer>Контакты</footer></body></html>"
    ).encode()


def _shy(line: str) -> str:
    return html.escape(line).replace("образован", "обра&shy;зован").replace(" и ", "&nbsp;и ")


def as_copied_page(blocks: Blocks) -> tuple[str, bytes]:
    """A web page that was copied as text, with its menu before and after."""
    lines = [*MENU, *(block.lines[0] for block in blocks if block.heading), *lines_of(blocks)]
    return "text.txt", "\n".join([*lines, "Вверх", *MENU, "© 2027"]).encode("utf-8-sig")


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_docx(blocks: Blocks) -> tuple[str, bytes]:
    """A Word document, with words parted into runs as Word does, and a footnote's mark."""
    body = "".join(_paragraph(line) for line in lines_of(blocks))
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", document)
    return "text.docx", stream.getvalue()


def _paragraph(line: str) -> str:
    half = len(line) // 2
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{html.escape(part)}</w:t></w:r>'
        for part in (line[:half], line[half:])
    )
    return f'<w:p>{runs}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'


FORMS: Sequence[Callable[[Blocks], tuple[str, bytes]]] = (
    as_text,
    as_wrapped_text,
    as_page,
    as_copied_page,
    as_docx,
)


def compared(document: str, file: tuple[str, bytes]) -> Comparison:
    return comparison(*file, document, DAY, catalogue())


def told(document: str, file: tuple[str, bytes]) -> Json:
    return compared(document, file).to_json()


def states(answer: Json) -> list[tuple[str | None, str | None, str]]:
    """(old, new, state) of all that is not unchanged."""
    return [
        (each["old"], each["new"], each["state"])
        for each in answer["paragraphs"]
        if each["state"] != "unchanged"
    ]
