"""A text on how long somebody worked, cut into the amounts that it names and what it says of each.

"22 года, из них 10 в колледже": an amount of 22 years, and one of 10 that is a part of it and is
about colleges.
"""

from dataclasses import dataclass, field
from datetime import date

from rules.typed.kinds_said import Kinds, goes_after_it, goes_with_it, kinds_of
from rules.typed.lexicon import Token
from rules.typed.numbers import Number, number_at
from rules.typed.points import split_points
from rules.typed.text import skeleton
from rules.typed.words import Tag

_MARKS = (Tag.PART, Tag.MINUS, Tag.OFF, Tag.LEAVE, Tag.TOTAL, Tag.OVERALL)
_MONTHS_OF_A_YEAR = 12
_FROM_YEARS = skeleton("жылдан")
_OF_A_WHOLE = frozenset(map(skeleton, ["жылдың", "айдың"]))
_TAKES = (Tag.MINUS, Tag.OFF, Tag.LEAVE)


@dataclass(slots=True)
class Amount:
    """One length or one run of periods. `dated`: periods; `bare`: a number without a unit; `plus`:
    added to what stands before it. `marks`: PART, TOTAL, MINUS and so on; `kinds`: of experience,
    named by the words around it; `broken`: words that belong to something else stand in it."""

    tokens: list[Token]
    dated: bool = False
    bare: bool = False
    plus: bool = False
    kinds: Kinds = frozenset()
    marks: set[Tag] = field(default_factory=set)

    def is_a(self, *tags: Tag) -> bool:
        return not self.marks.isdisjoint(tags)

    @property
    def taken_off(self) -> bool:
        return self.is_a(*_TAKES)


@dataclass(frozen=True, slots=True)
class _Said:
    """A word between amounts: a kind of experience, a mark, or a sign that parts them."""

    what: str  # "kind", "mark", "sep", "plus" or "list"
    kinds: Kinds = frozenset()
    tag: Tag | None = None


Stream = list[Amount | _Said]


@dataclass(slots=True)
class Claims:
    """What a text claims. `rest`: words beside the amounts; `unsaid`: time is to be taken off, but
    not how much."""

    amounts: list[Amount]
    rest: list[Token]
    unsaid: bool = False


def claims(found: list[Token], on: date, *, kinds: bool) -> Claims:
    """The amounts of a text in its order; with `kinds`, words that name a kind of experience are
    taken out of them and noted."""
    stream, rest = _stream(found, on, kinds)
    made = Claims([item for item in stream if isinstance(item, Amount)], rest)
    _lists(stream)
    _assign(stream, made)
    _carry_on(stream)
    return made


class _Cutter:
    """Builds the stream, one token after another."""

    def __init__(self) -> None:
        self.stream: Stream = []
        self.rest: list[Token] = []
        self.zone: list[Token] = []
        self.dated = self.numbered = self.unit = False

    @property
    def of_a_whole(self) -> bool:
        return any(isinstance(i, _Said) and i.tag is Tag.PART for i in self.stream)

    def take(self, tokens: list[Token]) -> None:
        self.zone += tokens

    def close(self) -> None:
        """What was gathered becomes an amount, or goes on with the one before, or is beside it."""
        tokens, self.zone = self.zone, []
        last = next((i for i in reversed(self.stream) if isinstance(i, Amount)), None)
        if self.dated or self.numbered:
            if last is not None and last.dated and self.dated and _goes_on(tokens):
                last.tokens += tokens
            else:
                bare = self.numbered and not self.unit and not self.dated
                self.stream.append(Amount(tokens, self.dated, bare))
        elif last is not None and last.dated and _goes_on(tokens):
            last.tokens += tokens
        else:
            self.rest += tokens
        self.dated = self.numbered = self.unit = False

    def say(self, said: _Said) -> None:
        self.close()
        self.stream.append(said)

    def drop_preposition(self) -> None:
        while self.zone and (goes_with_it(self.zone[-1]) or self.zone[-1].has(Tag.ALLOWED)):
            self.zone.pop()

    def turn(self) -> None:
        """Begin another amount without a sign between, with the preposition before it."""
        kept: list[Token] = []
        while self.zone and self.zone[-1].has(Tag.FROM, Tag.TO) and not self.zone[-1].mended:
            kept.insert(0, self.zone.pop())
        self.close()
        self.zone = kept


def _goes_on(tokens: list[Token]) -> bool:
    """Whether this is the second half of a period: "… по 2015", "… по н.в."."""
    return bool(tokens) and (tokens[0].has(Tag.TO, Tag.NOW) or tokens[0].sign("-"))


def _stream(found: list[Token], on: date, kinds: bool) -> tuple[Stream, list[Token]]:
    cutter = _Cutter()
    points = [part for part in split_points(found, on) if not isinstance(part, Token)]
    ends = {point.start: point.end for point in points}
    index = 0
    while index < len(found):
        if index in ends:
            if cutter.numbered and cutter.unit:
                cutter.turn()
            cutter.take(found[index : ends[index]])
            cutter.dated, index = True, ends[index]
            continue
        index = _step(cutter, found, index, kinds)
    cutter.close()
    return cutter.stream, cutter.rest


def _step(cutter: _Cutter, found: list[Token], index: int, kinds: bool) -> int:
    token = found[index]
    number = number_at(found, index)
    if number is not None:
        unit = _unit(found, number.end)
        if unit and (
            cutter.dated or (cutter.unit and not _months_after_years(cutter, found, number))
        ):
            cutter.turn()
        if not unit and cutter.unit and cutter.of_a_whole:
            cutter.turn()  # "из 22 лет 10 в колледже"
        cutter.take(found[index : number.end])
        cutter.numbered = True
        return number.end
    said = _said(token, found, index, kinds)
    if said is None and token.has(Tag.HALF_YEAR):
        cutter.numbered = cutter.unit = True
    if said is None and token.has(Tag.YEAR, Tag.MONTH):
        cutter.numbered, cutter.unit = cutter.numbered or not cutter.dated, True
    if said is None:
        cutter.take([token])
    else:
        if said.what == "kind":
            cutter.drop_preposition()
        cutter.say(said)
    index += 1
    while said is not None and said.what == "kind" and _follows(found, index):
        index += 1
    return index


def _follows(found: list[Token], index: int) -> bool:
    return index < len(found) and goes_after_it(found[index])


def _months_after_years(cutter: _Cutter, found: list[Token], number: Number) -> bool:
    years = not any(token.has(Tag.MONTH) for token in cutter.zone)
    years = years and cutter.zone[-1].piece.key != _FROM_YEARS
    return years and found[number.end].has(Tag.MONTH) and number.value < _MONTHS_OF_A_YEAR


def _unit(found: list[Token], index: int) -> bool:
    if index < len(found) and found[index].sign("-"):  # "a two-year gap"
        index += 1
    return index < len(found) and found[index].has(Tag.YEAR, Tag.MONTH)


def _said(token: Token, found: list[Token], index: int, kinds: bool) -> _Said | None:
    for tag in _MARKS:
        if token.has(tag):
            return _Said("mark", tag=tag)
    if token.sign("+") or token.has(Tag.PLUS):
        return _Said("plus")
    if token.sign("(:"):
        return _Said("list")
    if token.sign(",;)") and not _finer(found, index):
        return _Said("sep")
    named = kinds_of(token) if kinds else frozenset()
    return _Said("kind", named) if named else None


def _finer(found: list[Token], index: int) -> bool:
    """Whether years stand before this comma and months after it: "3 года, 2 месяца"."""
    before = found[index - 1] if index else None
    if before is None or not before.has(Tag.YEAR):
        return False
    number = number_at(found, index + 1) if index + 1 < len(found) else None
    return (
        number is not None
        and number.end < len(found)
        and found[number.end].has(Tag.MONTH)
        and number.value < _MONTHS_OF_A_YEAR
    )


def _lists(stream: Stream) -> None:
    """ "8 лет: 5 в школе, 3 в колледже": what follows a colon or stands in brackets is a part."""
    for place, item in enumerate(stream):
        if isinstance(item, _Said) and item.what == "list":
            following = next((i for i in stream[place + 1 :] if _stops(i)), None)
            before = next((i for i in reversed(stream[:place]) if _stops(i)), None)
            opens = isinstance(before, Amount) and isinstance(following, Amount)
            stream[place] = _Said("list" if opens else "aside")


def _stops(item: Amount | _Said) -> bool:
    return isinstance(item, Amount) or item.what in {"sep", "plus", "list"}


def _is_mark(item: Amount | _Said) -> bool:
    return isinstance(item, _Said) and item.what == "mark"


def _beside(
    stream: Stream, place: int, *, past_marks: bool = True
) -> tuple[Amount | None, Amount | None]:
    """The amounts to the left and to the right that no sign (and no mark) parts from this place."""
    stops = [at for at, i in enumerate(stream) if _stops(i) or (not past_marks and _is_mark(i))]
    left = next((stream[at] for at in reversed(stops) if at < place), None)
    right = next((stream[at] for at in stops if at > place), None)
    return (
        left if isinstance(left, Amount) else None,
        right if isinstance(right, Amount) else None,
    )


def _nearest(stream: Stream, place: int) -> Amount | None:
    before = [item for item in stream[:place] if isinstance(item, Amount)]
    after = [item for item in stream[place + 1 :] if isinstance(item, Amount)]
    return before[-1] if before else after[0] if after else None


def _assign(stream: Stream, made: Claims) -> None:
    """Give every word between the amounts to the one it is about."""
    before_first = next((i for i in stream if not _is_plain_sign(i)), None)
    leads = not isinstance(before_first, Amount)
    for place, item in enumerate(stream):
        if isinstance(item, Amount):
            continue
        if item.what == "kind":
            owner = _owner(stream, place, leads)
            if owner is not None:
                owner.kinds |= item.kinds
            continue
        left, right = _beside(stream, place)
        if item.what == "plus" and right is not None:
            right.plus = True
        elif item.what == "mark" and item.tag is not None:
            _mark(stream, place, item.tag, (left, right), made)


def _owner(stream: Stream, place: int, leads: bool) -> Amount | None:
    """The amount that a word naming a kind is about; the word `leads` in "школа 5 лет"."""
    for past_marks in (False, True):
        left, right = _beside(stream, place, past_marks=past_marks)
        if left is not None and right is not None:
            return right if leads else left
        if left is not None or right is not None:
            return left or right
    return _nearest(stream, place)


def _is_plain_sign(item: Amount | _Said) -> bool:
    return isinstance(item, _Said) and item.what in {"sep", "aside", "list", "plus"}


def _mark(
    stream: Stream,
    place: int,
    tag: Tag,
    beside: tuple[Amount | None, Amount | None],
    made: Claims,
) -> None:
    left, right = beside
    if tag in _TAKES:
        alone = len(made.amounts) < 2
        owner = right or (None if alone else left) or _after(stream, place)
        if owner is None or alone:
            made.unsaid = True
        else:
            owner.marks.add(tag)
        return
    owner = right or left or _after(stream, place)
    if owner is not None:
        owner.marks.add(tag)


def _after(stream: Stream, place: int) -> Amount | None:
    return next((item for item in stream[place + 1 :] if isinstance(item, Amount)), None)


def _carry_on(stream: Stream) -> None:
    """What follows a part is a part, until something else is said of it."""
    part = False
    for item in stream:
        if isinstance(item, _Said):
            part = part or item.what == "list"
            continue
        if item.is_a(Tag.PART):
            part = True
        elif item.is_a(Tag.TOTAL, Tag.OVERALL):
            part = False
        elif part and not item.taken_off and not item.plus:
            item.marks.add(Tag.PART)
        part = part or _is_genitive(item)


def _is_genitive(amount: Amount) -> bool:
    """ "22 жылдың 10 жылы": ten of the twenty-two."""
    return not amount.dated and amount.tokens[-1].piece.key in _OF_A_WHOLE
