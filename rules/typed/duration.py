"""How long somebody worked, typed: "3 года 2 мес", "с 2015 по 2019", "22 года, из них 10 …"."""

import re
from dataclasses import dataclass
from datetime import date

from rules.typed.claims import Amount, Claims, claims
from rules.typed.kinds_said import nearness
from rules.typed.lengths import read_lengths
from rules.typed.lexicon import Token
from rules.typed.marks import ACTS, marked
from rules.typed.numbers import in_any_layout, read_number, read_tokens
from rules.typed.outcome import (
    Choose,
    NotUnderstood,
    OutOfRange,
    Understanding,
    Understood,
    distinct,
)
from rules.typed.periods import LONGEST, extent, has_periods, read_periods
from rules.typed.phrases import is_dont_know, is_none
from rules.typed.points import with_years_said
from rules.typed.words import Tag
from rules.typed.workload import without_workload

_ENDINGS = re.compile(r"(?<![0-9.,])([0-9]{1,2})\s?-?(?:[хx]|ти|ми|ух|[её]х)(?=\s)", re.IGNORECASE)
_AGAIN_IN_WORDS = re.compile(r"(?<![\d.,])([0-9]{1,2})\s*\(\s*([^\W\d_][^()\d]{1,40}?)\s*\)")
_UNFINISHED_YEAR = re.compile(
    r"(?<![\d.,/-])([0-9]{1,2})\s?-?\s?(?:[оыи]?й|ші|шы|th|st|nd|rd)\s+(?:учебный\s+)?(?:год|жыл|year)(?![^\W\d_])",
    re.IGNORECASE,
)
_NUMBERS_ALONE = re.compile(r"[\s\d.,+-]{3,40}")
_NUMBERING = re.compile(r"(?:^|(?<=[\s;,.]))[0-9]{1,2}\)")
_OF_WORK = (
    "стаж", "работ", "проработ", "өтіл", "жұмыс", "work", "experience", "учет", "учёт", "вместе",
    "қос", "декретом", "отпуском", "with",
)  # fmt: skip
_ASIDE = (Tag.AGE, Tag.AGO)
_WHOLE = (Tag.TOTAL, Tag.OVERALL)


def read_duration(text: str, on: date, kind: str | None = None) -> Understanding[int]:
    """Whole months of the asked `kind` of experience, 0 to 720 (sixty years), spare days dropped.

    A bare number may be years or months: Choose of both. Periods are counted up to `on`, that
    day included. Of a whole and its parts the whole is meant where the parts add up to it, else
    the part whose words name the kind comes first, else the whole; they are never added. What is
    not to be counted is taken off where the text is clear (note "taken_off"), else asked. Rough
    words ("около"), words mended from a typo that decide something, and words that name another
    kind ask for a confirmation; negation and "less than" are not understood.
    """
    return in_any_layout(text, lambda variant: _read_equation(variant, on, kind))


def _read_equation(text: str, on: date, kind: str | None) -> Understanding[int]:
    """ "15 лет - 3 года = 12 лет": what it comes to, as far as the sum agrees."""
    left, equals, right = text.partition("=")
    if equals and _NUMBERS_ALONE.fullmatch(left):  # "2+5=7 лет": the unit is said once
        left = left + re.sub(r"^[\s\d.,]+", " ", right)
    sides = [_options(_read_duration(side, on, kind)) for side in (left, right) if equals]
    if len(sides) < 2 or not all(sides):
        return _read_duration(text, on, kind)
    terms, result = sides
    if len(result) == 1 and result[0] in terms[:1]:
        return Understood(result[0])
    return Choose(distinct([*result, *terms]))


def _options(reading: Understanding[int]) -> tuple[int, ...]:
    match reading:
        case Understood():
            return (reading.value,)
        case Choose():
            return reading.options
    return ()


def _read_duration(text: str, on: date, kind: str | None) -> Understanding[int]:
    if is_none(text):
        return Understood(0)
    text, begun = _UNFINISHED_YEAR.subn(lambda m: f"{max(int(m[1]) - 1, 0)} years", text)
    text, loaded = without_workload(_AGAIN_IN_WORDS.sub(_without_words, text))
    plain = read_tokens(_ENDINGS.sub(r"\1", _without_numbering(text)))
    if plain is None or is_dont_know(text):
        return NotUnderstood()
    found = marked(with_years_said(plain, on))
    told = claims(found, on, kinds=kind is not None)
    reading = _Reader(told, on, kind).read() if _is_compound(told) else _simple(found, told, on)
    if isinstance(reading, Choose) and not _is_compound(told):
        reading = _stated_first(reading, told, on)
    other = any(nearness(amount.kinds, kind) < 0 for amount in told.amounts)
    other = other or (kind is not None and _overall(told, kind))
    acting = any(token.mended and token.has(*ACTS) for token in found)
    if isinstance(reading, Understood) and (other or acting or loaded or begun or told.unsaid):
        return Choose((reading.value,))
    return reading


def _without_words(said: re.Match[str]) -> str:
    """ "5 (пять) лет": the number said again in words; other words in brackets stay."""
    again = read_number(said[2], 0, LONGEST)
    same = isinstance(again, Understood) and again.value == int(said[1])
    return said[1] if same else said[0]


def _without_numbering(text: str) -> str:
    """The lines of a list without "1)", "2)"."""
    return _NUMBERING.sub(" ; ", text) if text.lstrip().startswith("1)") else text


def _overall(told: Claims, kind: str) -> bool:
    """Whether all that is said is the length of all work, whatever its kind."""
    if len(told.amounts) != 1 or not told.amounts[0].is_a(Tag.OVERALL):
        return False
    return nearness(told.amounts[0].kinds, kind) < 1


def _is_compound(told: Claims) -> bool:
    """Whether there is more than one amount, and something is said of one that parts them."""
    if len(told.amounts) < 2:
        return False
    mixed = len({amount.dated for amount in told.amounts}) > 1
    told_apart = any(amount.marks or amount.kinds for amount in told.amounts)
    return mixed or told_apart or any(t.has(*_ASIDE) for a in told.amounts for t in a.tokens)


def _stated_first(reading: Choose[int], told: Claims, on: date) -> Choose[int]:
    """ "45 лет, стаж 20 лет": the one amount that the text calls a length of work comes first."""
    stated = [a for a in told.amounts if any(_is_stated(token) for token in a.tokens)]
    if len(told.amounts) != 2 or len(stated) != 1:
        return reading
    first = [m for m in _options(_plain(stated[0].tokens, on)) if m in reading.options]
    return Choose(distinct([*first, *reading.options]), reading.note)


def _is_stated(token: Token) -> bool:
    return token.piece.text.startswith(("стаж", "өтіл"))


def _simple(found: list[Token], told: Claims, on: date) -> Understanding[int]:
    if any(token.has(Tag.IDLE) for token in found):  # "5 лет не преподавал"
        return NotUnderstood()
    if told.unsaid and _is_leave_alone(found):
        return NotUnderstood()
    if len(told.amounts) == 1 and told.amounts[0].kinds:
        found = [*told.amounts[0].tokens, *told.rest]
    return _plain(found, on)


def _is_leave_alone(found: list[Token]) -> bool:
    """ "была в декрете 3 года": time that was not worked, and no word of work beside it."""
    leave = any(token.has(Tag.LEAVE) for token in found)
    return leave and not any(
        token.sign(",;+") or token.piece.text.startswith(_OF_WORK) for token in found
    )


def _plain(found: list[Token], on: date) -> Understanding[int]:
    return read_periods(found, on) if has_periods(found, on) else read_lengths(found)


@dataclass(frozen=True, slots=True)
class _Sum:
    """Months that some of the text says: at least one reading, the likeliest first."""

    options: tuple[int, ...]
    sure: bool
    note: str | None = None

    @property
    def likeliest(self) -> int:
        return self.options[0]


class _Reader:
    """Reads several amounts together."""

    def __init__(self, told: Claims, on: date, kind: str | None) -> None:
        self.on, self.kind, self.rest = on, kind, told.rest
        aside = [a for a in told.amounts if any(t.has(*_ASIDE) for t in a.tokens)]
        self.amounts = [amount for amount in told.amounts if amount not in aside]
        self.sure = not aside and not any(_doubtful(token) for token in told.rest)
        self._find_more_time_off()
        self.off = [amount for amount in self.amounts if amount.taken_off]
        self.kept = [amount for amount in self.amounts if not amount.taken_off]
        self.unit = _unit(self.kept)

    def read(self) -> Understanding[int]:
        if not self.kept or any(token.has(Tag.NOT, Tag.BELOW, Tag.OR) for token in self.rest):
            return NotUnderstood()
        before = self._before()
        if not isinstance(before, _Sum):
            return before
        if not self.off:
            return self._outcome(before)
        return self._without(before)

    def _outcome(self, said: _Sum) -> Understanding[int]:
        possible = [months for months in said.options if 0 <= months <= LONGEST]
        if not possible:
            return OutOfRange("too_large", 0, LONGEST)
        if said.sure and self.sure and len(said.options) == 1:
            return Understood(possible[0], said.note)
        return Choose(distinct(possible), said.note if said.note in _ASKED else "unsure")

    def _sum(self, amounts: list[Amount]) -> _Sum | NotUnderstood | OutOfRange:
        """What these amounts say, read as one text."""
        tokens = [token for amount in amounts for token in _spoken(amount, amounts)]
        if all(amount.bare for amount in amounts) and self.unit is not None:
            tokens.append(self.unit)
        reading = _plain(tokens, self.on)
        match reading:
            case Understood():
                return _Sum((reading.value,), True, reading.note)
            case Choose():
                return _Sum(reading.options, False, reading.note)
        return reading

    def _before(self) -> _Sum | NotUnderstood | OutOfRange:
        """The months before anything is taken off."""
        agreed = self._said_twice()
        if agreed is not None:
            return agreed
        whole, parts = self._whole_and_parts()
        if parts and whole:
            return self._of_whole(whole, parts)
        if len({amount.dated for amount in self.kept}) > 1:
            in_order = sorted(
                self.kept, key=lambda amount: (-nearness(amount.kinds, self.kind), amount.dated)
            )
            return self._offered([[amount] for amount in in_order], together=False)
        if self._added_up():
            return self._sum(self.kept)
        unmarked = self._unmarked_whole()
        if unmarked is not None:
            return unmarked
        best = max(nearness(amount.kinds, self.kind) for amount in self.kept)
        named = [a for a in self.kept if nearness(a.kinds, self.kind) == best]
        if len(named) == len(self.kept):
            return self._sum(self.kept)
        others = [[amount] for amount in self.kept if amount not in named]
        return self._offered([named, *others], together=True)

    def _added_up(self) -> bool:
        """ "4 года школа + 6 лет колледж": a sum that the text itself makes, of the asked kind."""
        ours = all(nearness(amount.kinds, self.kind) > 0 for amount in self.kept)
        return ours and len(self.kept) > 1 and all(amount.plus for amount in self.kept[1:])

    def _said_twice(self) -> _Sum | None:
        """ "… по 2018 (3 года), … по 2026 (7 лет)": lengths that add up to the periods."""
        if len({amount.dated for amount in self.kept}) < 2:
            return None
        dated = self._sum([amount for amount in self.kept if amount.dated])
        lengths = [self._sum([amount]) for amount in self.kept if not amount.dated]
        sums = [one.likeliest for one in lengths if isinstance(one, _Sum)]
        if not isinstance(dated, _Sum) or len(sums) < max(len(lengths), 2):
            return None
        if sum(sums) != dated.likeliest or len({a.kinds for a in self.kept}) > 1:
            return None
        return _Sum((dated.likeliest,), dated.sure)

    def _unmarked_whole(self) -> _Sum | None:
        """ "10 лет, 4 в школе, 6 в колледже": what the rest adds up to may be the whole: asked."""
        read = [self._sum([amount]) for amount in self.kept]
        sums = [one.likeliest for one in read if isinstance(one, _Sum)]
        told = any(amount.kinds or amount.plus for amount in self.kept[:1])
        if told or len(sums) < max(len(read), _FEWEST) or sums[0] != sum(sums[1:]):
            return None
        return _Sum(distinct(sums), False)

    def _whole_and_parts(self) -> tuple[list[Amount], list[Amount]]:
        totals = [amount for amount in self.kept if amount.is_a(*_WHOLE)]
        plain = [amount for amount in totals if not amount.kinds] or totals
        if plain and len(self.kept) > 1:
            whole = plain[0]
            return [whole], [amount for amount in self.kept if amount is not whole]
        parts = [amount for amount in self.kept if amount.is_a(Tag.PART)]
        if len(parts) == len(self.kept) > 1:  # "из 22 лет 10 в колледже"
            return parts[:1], parts[1:]
        return [amount for amount in self.kept if amount not in parts], parts

    def _of_whole(
        self, whole: list[Amount], parts: list[Amount]
    ) -> _Sum | NotUnderstood | OutOfRange:
        total = self._sum(whole)
        read = [self._sum([part]) for part in parts]
        sums = [part for part in read if isinstance(part, _Sum)]
        if not isinstance(total, _Sum) or len(sums) < len(read):
            return total if not isinstance(total, _Sum) else NotUnderstood()
        level = max((nearness(amount.kinds, self.kind) for amount in whole), default=0)
        general = any(amount.is_a(Tag.OVERALL) for amount in whole)
        near = [nearness(part.kinds, self.kind) for part in parts]
        named = [
            part
            for part, n in zip(sums, near, strict=True)
            if n > max(level, 0 if general else 1) and part.likeliest < total.likeliest
        ]
        exact = total.sure and all(part.sure or len(part.options) == 1 for part in sums)
        alike = not named or all(n > 0 for n in near)
        if alike and exact and sum(part.likeliest for part in sums) == total.likeliest:
            return total
        named.sort(key=lambda part: -part.likeliest)
        options = [months for part in [*named, total, *sums] for months in part.options]
        return _Sum(distinct(options), False)

    def _offered(
        self, groups: list[list[Amount]], *, together: bool
    ) -> _Sum | NotUnderstood | OutOfRange:
        """Each group alone, the first first; all of them `together` last, for nobody said it."""
        if together:
            groups = [*groups, self.kept]
        read = [self._sum(group) for group in groups]
        sums = [one for one in read if isinstance(one, _Sum)]
        if not sums:
            return read[0]
        if not together and len({months for one in sums for months in one.options}) == 1:
            return _Sum(sums[0].options, all(one.sure for one in sums))
        return _Sum(distinct([months for one in sums for months in one.options]), False)

    def _without(self, before: _Sum) -> Understanding[int]:
        """The months with the time taken off that the text does not count."""
        if all(amount.dated for amount in self.amounts) and not self._whole_and_parts()[1]:
            return self._periods_without(before)
        off = self._sum(self.off)
        if not isinstance(off, _Sum):
            return Choose(before.options)
        whole, less = max(before.likeliest, off.likeliest), min(before.likeliest, off.likeliest)
        clear = all(amount.is_a(Tag.MINUS) for amount in self.off)
        clear = clear and before.sure and off.sure and self.sure and whole == before.likeliest
        if clear and len(before.options) == 1:
            return Understood(whole - less, "taken_off", less)
        options = [whole - less, whole, *before.options]
        if self._lies_between():
            options = [*before.options, whole - less]
        if any(amount.bare or amount.plus for amount in self.off):  # "2 декрета", "и ещё 2 года …"
            options = [*before.options, whole - less]
        return Choose(distinct([months for months in options if 0 <= months <= LONGEST]))

    def _lies_between(self) -> bool:
        """ "5 лет школа, 2 года перерыв, 3 года колледж": a gap between, of neither."""
        places = [place for place, amount in enumerate(self.amounts) if amount.taken_off]
        apart = all(0 < place < len(self.amounts) - 1 for place in places)
        return apart and not self._whole_and_parts()[1]

    def _periods_without(self, before: _Sum) -> Understanding[int]:
        kept = [token for amount in self.kept for token in _spoken(amount, self.kept)]
        off = [token for amount in self.off for token in _spoken(amount, self.off)]
        reading = read_periods(kept, self.on, off)
        leave = any(amount.is_a(Tag.LEAVE) for amount in self.off)
        if isinstance(reading, Understood) and (leave or not self.sure):
            return Choose(distinct([reading.value, *before.options]))
        if isinstance(reading, Choose):
            options = [reading.options[0], before.likeliest, *reading.options, *before.options]
            return Choose(distinct(options), reading.note)
        return reading if isinstance(reading, Understood) else Choose(before.options)

    def _find_more_time_off(self) -> None:
        """Periods that follow time taken off and lie within the work are taken off too."""
        kept: list[Token] = []
        after_off = False
        for amount in self.amounts:
            if amount.taken_off:
                after_off = True
            elif after_off and amount.dated and not amount.marks and not amount.plus and kept:
                work, this = extent(kept, self.on), extent(amount.tokens, self.on)
                if work and this and work[0] <= this[0] and this[1] <= work[1]:
                    amount.marks.add(Tag.LEAVE)
            else:
                kept += [*amount.tokens, *_COMMA]


_FEWEST = 3  # a whole and two parts
_ASKED = ("unit_missing", "period_ends")
_COMMA = read_tokens(",") or []


def _doubtful(token: Token) -> bool:
    return token.unknown or token.has(Tag.ROUGH) or token.sign("?#~%*=/")


def _unit(amounts: list[Amount]) -> Token | None:
    """The word of the unit that the amounts with one use first."""
    for amount in amounts:
        for token in amount.tokens:
            if not amount.dated and token.has(Tag.YEAR, Tag.MONTH):
                return token
    return None


def _spoken(amount: Amount, among: list[Amount]) -> list[Token]:
    """The tokens of an amount, with a comma or plus before it where others precede it."""
    tokens = list(amount.tokens)
    while tokens and (tokens[0].has(Tag.AND, Tag.PLUS) or tokens[0].sign(",;.-")):
        tokens.pop(0)
    if amount is among[0]:
        return tokens
    return [*(_PLUS if amount.plus else _COMMA), *tokens]


_PLUS = read_tokens("+") or []
