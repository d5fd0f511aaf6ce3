"""A small reader of the formulas that forms are printed with: what Excel would show.

Independent of how they are made: it reads the file. Knows only the functions that the forms use and
fails on any other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from io import BytesIO
from operator import add, mul, sub, truediv
from typing import Any, Final

from openpyxl import Workbook, load_workbook

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w!$:])|(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<area>(?:'(?:[^']|'')+'!)?\$?[A-Z]{1,2}\$?\d+(?::\$?[A-Z]{1,2}\$?\d+)?)"
    r"|(?P<name>[A-Z]+)(?=\()|(?P<sign>[(),=&*/+-]))"
)
Matrix = list[Any]


class Book:
    """A workbook with what its formulas come to."""

    def __init__(self, content: bytes) -> None:
        self.book: Workbook = load_workbook(BytesIO(content))
        self._known: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, address: str) -> Any:
        key = (sheet, address)
        if key not in self._known:
            held = self.book[sheet][address]
            formula = held.data_type == "f"
            self._known[key] = (
                _Reader(self, sheet, held.value[1:]).read() if formula else held.value
            )
        return self._known[key]

    def formula(self, sheet: str, address: str) -> str:
        held = self.book[sheet][address]
        return str(held.value) if held.data_type == "f" else ""

    def cells(self, sheet: str, area: str) -> list[str]:
        plain = area.replace("$", "")
        if ":" not in plain:
            return [plain]
        return [cell.coordinate for row in self.book[sheet][plain] for cell in row]

    def rows(self, sheet: str) -> list[list[Any]]:
        """All values, formulas worked out."""
        return [
            [self.value(sheet, cell.coordinate) for cell in row]
            for row in self.book[sheet].iter_rows()
        ]


class _Reader:
    def __init__(self, book: Book, sheet: str, text: str) -> None:
        self.book, self.sheet = book, sheet
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(text):
            found = TOKEN.match(text, place)
            assert found, f"not understood: {text[place:]!r}"
            assert found.lastgroup
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()
        self.place = 0

    def read(self) -> Any:
        value = _single(self.compared())
        assert self.place == len(self.tokens), "a formula goes on"
        return value

    def next(self, sign: str = "") -> tuple[str, str]:
        kind, text = self.tokens[self.place]
        assert not sign or text == sign, f"{sign} is expected, not {text}"
        self.place += 1
        return kind, text

    def sign(self) -> str:
        return self.tokens[self.place][1] if self.place < len(self.tokens) else ""

    def compared(self) -> Any:
        left = self.joined()
        if self.sign() == "=":
            self.next()
            return _over(self.book, left, self.joined(), lambda a, b: _plain(a) == _plain(b))
        return left

    def joined(self) -> Any:
        left = self.added()
        while self.sign() == "&":
            self.next()
            left = _written(left) + _written(self.added())
        return left

    def added(self) -> Any:
        left = self.multiplied()
        while (sign := self.sign()) in ("+", "-") and sign:
            self.next()
            right = self.multiplied()
            left = _over(self.book, left, right, add if sign == "+" else sub)
        return left

    def multiplied(self) -> Any:
        left = self.factor()
        while (sign := self.sign()) in ("*", "/") and sign:
            self.next()
            right = self.factor()
            left = _over(self.book, left, right, mul if sign == "*" else truediv)
        return left

    def factor(self) -> Any:
        kind, text = self.next()
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "area":
            return self.area(text)
        if kind == "name":
            return self.call(text)
        assert text == "(", text
        inside = self.compared()
        self.next(")")
        return inside

    def area(self, text: str) -> Any:
        sheet, address = self.sheet, text
        if "!" in text:
            quoted, _, address = text.rpartition("!")
            sheet = quoted[1:-1].replace("''", "'")
        cells = self.book.cells(sheet, address)
        if len(cells) == 1 and ":" not in address:
            return _or_nought(self.book.value(sheet, cells[0]))
        return [(sheet, each) for each in cells]

    def call(self, name: str) -> Any:
        self.next("(")
        if name == "IF":
            return self.branch()
        given: list[Any] = []
        while self.sign() != ")":
            if given:
                self.next(",")
            given.append(self.compared())
        self.next(")")
        return FUNCTIONS[name](self.book, *given)

    def branch(self) -> Any:
        holds = self.compared()
        self.next(",")
        yes = self.lazily()
        self.next(",")
        no = self.lazily()
        self.next(")")
        return yes() if holds else no()

    def lazily(self) -> Callable[[], Any]:
        """A branch that is worked out only where it is taken: dividing by 0 is the other's."""
        begins, depth = self.place, 0
        while depth or self.sign() not in (",", ")"):
            depth += {"(": 1, ")": -1}.get(self.sign(), 0)
            self.place += 1
        ends = self.place
        inner = _Reader(self.book, self.sheet, "")
        inner.tokens = self.tokens[begins:ends]
        return inner.read


def _or_nought(value: Any) -> Any:
    return 0 if value is None else value


def _plain(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _written(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"


def _single(value: Any) -> Any:
    assert not isinstance(value, list), "one value is expected"
    return value


def _values(book: Book, given: Any) -> Matrix:
    if not isinstance(given, list):
        return [given]
    return [book.value(*each) if isinstance(each, tuple) else each for each in given]


def _over(book: Book, left: Any, right: Any, do: Callable[[Any, Any], Any]) -> Any:
    """Two values, or each value of an area."""
    if not isinstance(left, list) and not isinstance(right, list):
        return do(left, right)
    many = left if isinstance(left, list) else right
    mine = _values(book, left) if isinstance(left, list) else [left] * len(many)
    others = _values(book, right) if isinstance(right, list) else [right] * len(many)
    return [do(a, b) for a, b in zip(mine, others, strict=True)]


def _numbers(values: Matrix) -> list[float]:
    return [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]


def _fits(value: Any, wanted: Any) -> bool:
    return value is not None and _plain(value) == _plain(wanted)


def _subtotal(book: Book, kind: float, area: Any) -> float:
    """Passes over the cells that are subtotals themselves."""
    cells = [each for each in area if "SUBTOTAL(" not in book.formula(*each)]
    values = [book.value(*each) for each in cells]
    if kind == 9:
        return sum(_numbers(values))
    if kind == 2:
        return len(_numbers(values))
    assert kind == 3
    return sum(value is not None for value in values)


def _sumifs(book: Book, summed: Any, *conditions: Any) -> float:
    areas = [_values(book, area) for area in conditions[::2]]
    kept = [
        value
        for value, *held in zip(_values(book, summed), *areas, strict=True)
        if all(_fits(h, w) for h, w in zip(held, conditions[1::2], strict=True))
    ]
    return sum(_numbers(kept))


def _sumproduct(book: Book, *areas: Any) -> float:
    """Of the lines' products; what is no number counts as 0."""
    columns = [
        [v if isinstance(v, int | float) else 0 for v in _values(book, area)] for area in areas
    ]
    return float(sum(math.prod(line) for line in zip(*columns, strict=True)))


FUNCTIONS: Final[dict[str, Callable[..., Any]]] = {
    "SUM": lambda book, *areas: sum(_numbers([v for a in areas for v in _values(book, a)])),
    "ROUND": lambda book, value, digits: round(value, int(digits)),
    "SUBTOTAL": _subtotal,
    "COUNTIF": lambda book, area, wanted: sum(_fits(v, wanted) for v in _values(book, area)),
    "SUMIF": lambda book, area, wanted, summed: _sumifs(book, summed, area, wanted),
    "SUMIFS": _sumifs,
    "SUMPRODUCT": lambda book, *areas: _sumproduct(book, *areas),
    "ISNUMBER": lambda book, area: [
        isinstance(v, int | float) and not isinstance(v, bool) for v in _values(book, area)
    ],
}
