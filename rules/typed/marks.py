"""Phrases that say what the lengths around them are: a part, taken off, still going on.

"из них", "соның ішінде", "минус", "үзіліс", "по н.в.", "to date": each becomes one token, so that
what follows need not know that it was several words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import OSA

from rules.typed.lexicon import MOST_MENDED, Meaning, Token
from rules.typed.numbers import number_at
from rules.typed.text import Piece, skeleton
from rules.typed.words import Tag

# "*" ends a stem, "." and "/" are themselves.
MARKS: dict[Tag, str] = {
    Tag.PART: (
        "из них|из них же|из которых|из коих|из этих|из этого|из нее|в том числе|в их числе|"
        "в т . ч|в т ч|втч|в т / ч|включая|включительно из них|в числе которых|"
        "соның ішінде|оның ішінде|сонын ишинде|соның|оның|солардың ішінде|олардың ішінде|"
        "соның ішіндегі|оның ішіндегі|"
        "of them|of which|of that|of those|of these|out of which|out of them|out of those|"
        "out of that|out of|из|including|includes|inc|incl|incl ."
    ),
    Tag.MINUS: (
        "минус|за вычетом|вычесть|вычитая|отнять|minus|subtract*|deduct*|"
        "less|шегер*|алып тастағанда|алып тастаса*|алып тасталғанда"
    ),
    Tag.OFF: (
        "не вход*|не вош*|не засчит*|не считает*|не считают*|не идет в стаж|не идут в стаж|"
        "кірмейді|кірмеген|есепке кірмейді|есептелмейді|саналмайды|not counted|not included|"
        "doesnt count|does not count|dont count|do not count|"
        "перерыв*|с перерыв*|прерыв*|исключая|исключ*|за исключением|кроме|не считая|не считать|"
        "без учета|без учёта|не учитывая|не включая|не учит*|помимо|вычет*|"
        "без декрет*|без отпуск*|декретсіз|демалыссыз|without leave|"
        "үзіліс*|есептемегенде|есептемесе*|қоспағанда|қоспаса*|санамағанда|санамаса*|"
        "есепке алмағанда|жұмыссыз|"
        "except|except for|excluding|excl|excl .|exclud*|not counting|not including|"
        "without counting|apart from|aside from|gap|gaps|with a gap|break|breaks|with a break|"
        "interrupt*|pause"
    ),
    Tag.LEAVE: (
        "декрет*|отпуск*|в отпуск*|по уходу за ребенком|уход* за ребенком|уход* за детьми|"
        "декретте|бала күтім*|бала күту*|демалыс*|безработ*|больничн*|"
        "maternity|maternity leave|parental leave|leave|on leave|sabbatical|unemployed"
    ),
    Tag.IDLE: (
        "не работал*|не преподавал*|не преподаю|не работаю|жұмыс істемеген*|жұмыс істемедім|"
        "not working|not work|did not work|didnt work|not teaching|did not teach|didnt teach"
    ),
    Tag.NOW: (
        "н . в|н в|нв|н / в|н . время|н . вр|наст . вр|наст . время|наст вр|наст время|"
        "настоящее время|настоящего времени|настоящий момент|настоящего момента|настоящее|"
        "настоящего|сегодняшний день|сегодняшнего дня|сегодняшний|сегодня|сих пор|сей день|"
        "сего дня|сего времени|сейчас|нынешнее время|нынешнего времени|нынешний день|"
        "текущее время|текущего времени|текущий момент|текущий день|текущий год|данный момент|"
        "данного момента|"
        "осы уақыт*|осы күн*|осы кез*|осы шақ*|қазіргі уақыт*|қазіргі кез*|қазіргі күн*|"
        "бүгінгі күн*|бүгінге|бүгінгіге|қазірге|қазірг*|қазір|әлі күн*|"
        "today|now|date|present|present day|present time|the present|this day|current|currently|"
        "the moment|ongoing|nowadays"
    ),
    Tag.ALLOWED: (
        "перерыв* не было|перерыв* нет|не было перерыв*|нет перерыв*|перерыв* не имею|"
        "үзіліс* болған жоқ|үзіліс* болмаған|үзіліс* болмады|үзіліс* жоқ|"
        "there were no breaks|there was no break|had no breaks|with no breaks|with no gaps|"
        "no break|no gap|"
        "без перерыв*|без прерыв*|без единого перерыва|без остановки|непрерывн*|бесперерывн*|"
        "үзіліссіз|үздіксіз|without a break|without breaks|without a gap|without gaps|"
        "without interruption*|without any breaks|no gaps|no breaks|continuous*|uninterrupted*"
    ),
    Tag.OVERALL: (
        "общий|общего|общем|общая|общий трудовой|трудовой|"
        "жалпы еңбек|жалпы|overall|total experience|total work experience"
    ),
    Tag.TOTAL: "общей сложности|целом|altogether|in total|in all|all in all|all together",
}  # fmt: skip
"""What a phrase does. OFF, LEAVE and IDLE are not counted, MINUS says the sum itself."""

ACTS = (
    Tag.PART, Tag.MINUS, Tag.OFF, Tag.LEAVE, Tag.NOW, Tag.PLUS, Tag.FROM, Tag.FROM_AFTER, Tag.TO,
    Tag.NOT, Tag.BELOW, Tag.AFTER, Tag.AGO, Tag.OR, Tag.EACH, Tag.TOTAL, Tag.OVERALL, Tag.HALF,
)  # fmt: skip
"""Words that decide what becomes of a number: mended from a typo, they are asked about."""

_FROM_UNITS = {skeleton("жылдан"): Tag.YEAR, skeleton("айдан"): Tag.MONTH}
_A_YEAR = 1900
_SHORTEST_TYPO = 6
_TO = frozenset(
    map(skeleton, ["по", "до", "to", "till", "until", "untill", "upto", "up", "through", "к"])
)
_TO_AFTER = frozenset(map(skeleton, ["дейін", "шейін", "дейинги", "дейінгі", "дейн"]))
_NOT_ALONE = frozenset(map(skeleton, ["date", "сегодня", "today", "now", "сейчас", "қазір", "осы"]))


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    tag: Tag

    def fits(self, keys: list[str], start: int) -> bool:
        if start + len(self.words) > len(keys):
            return False
        for word, key in zip(self.words, keys[start:], strict=False):
            if not (key.startswith(word[:-1]) if word[-1] == "*" else key == word):
                return False
        return True


def _stem(word: str) -> str:
    return skeleton(word[:-1]) + "*" if word.endswith("*") else skeleton(word)


@cache
def _by_letter() -> Mapping[str, tuple[_Phrase, ...]]:
    """The phrases by the first letter of their skeletons, the longest first."""
    made = [
        _Phrase(tuple(_stem(word) for word in phrase.split()), tag)
        for tag, phrases in MARKS.items()
        for phrase in phrases.split("|")
    ]
    made.sort(key=lambda phrase: (-len(phrase.words), phrase.words[-1].endswith("*")))
    letters = {phrase.words[0][0] for phrase in made}
    return {letter: tuple(p for p in made if p.words[0][0] == letter) for letter in letters}


@cache
def _long_words() -> tuple[tuple[str, Tag], ...]:
    return tuple(
        (phrase.words[0].rstrip("*"), phrase.tag)
        for phrases in _by_letter().values()
        for phrase in phrases
        if len(phrase.words) == 1 and len(phrase.words[0].rstrip("*")) >= _SHORTEST_TYPO
    )


def marked(found: list[Token]) -> list[Token]:
    """The tokens with every phrase of MARKS as one token, prepositions of "until now" with it."""
    made: list[Token] = []
    keys = [token.piece.key for token in found]
    index = tried = 0
    while index < len(found):
        phrase = _phrase_at(keys, index)
        if phrase is not None and not _is_something_else(phrase, found, index, made):
            index += len(phrase.words)
            made.append(_token(found[index - 1], phrase.tag, mended=False))
            if phrase.tag is Tag.NOW:
                index = _absorb(made, found, index)
            continue
        mended = None
        if found[index].unknown and tried < MOST_MENDED:
            tried += 1
            mended = _mended(keys[index])
        made.append(found[index] if mended is None else _token(found[index], mended, mended=True))
        index += 1
    return _taken_from(made)


def _taken_from(made: list[Token]) -> list[Token]:
    """ "5 жылдан 6 ай шегергенде": where something is taken off, "from five years" is a length."""
    if not any(token.has(Tag.MINUS) for token in made):
        return made
    kept = list(made)
    for place, (number, unit) in enumerate(pairwise(made), start=1):
        tag = _FROM_UNITS.get(unit.piece.key)
        if tag is not None and number.integer is not None and number.integer < _A_YEAR:
            kept[place] = _token(unit, tag, mended=False)
    return kept


def _token(of: Token, tag: Tag, *, mended: bool) -> Token:
    tags = {tag, Tag.LEAVE, Tag.NOT} if tag is Tag.IDLE else {tag}
    return Token(Piece("word", of.piece.text), Meaning(frozenset(tags)), mended)


def _phrase_at(keys: list[str], index: int) -> _Phrase | None:
    for phrase in _by_letter().get(keys[index][:1], ()):
        if phrase.fits(keys, index):
            return phrase
    return None


def _is_something_else(
    phrase: _Phrase, found: list[Token], index: int, before: list[Token]
) -> bool:
    """ "today" alone is a day; "до сегодня", "2015 - now" is the end of a period. "less" takes a
    number off another, "less than" does not."""
    if phrase.words == ("les",):
        return not before or number_at(found, index + 1) is None if index + 1 < len(found) else True
    if phrase.tag is not Tag.NOW or phrase.words[0] not in _NOT_ALONE or len(phrase.words) > 1:
        return False
    joined = bool(before) and (before[-1].piece.key in _TO or before[-1].sign("-"))
    end = index + 1
    return not joined and not (end < len(found) and found[end].piece.key in _TO_AFTER)


def _absorb(made: list[Token], found: list[Token], index: int) -> int:
    """Take "по", "up to", "дейін" into the token of the present; the index after them."""
    now = made.pop()
    while made and made[-1].piece.key in _TO:
        made.pop()
    made.append(now)
    while index < len(found) and (found[index].sign(".") or found[index].piece.key in _TO_AFTER):
        index += 1
    return index


def _mended(key: str) -> Tag | None:
    """The tag of the phrase word that is one slip away, when all such agree."""
    if len(key) < _SHORTEST_TYPO:
        return None
    near = {
        tag
        for word, tag in _long_words()
        if OSA.distance(key[: len(word)], word, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None
