"""A story cut into statements, and of each: whose it is, whether it is so, wished or asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rules.story.cues import Cue
from rules.story.words import Word
from rules.typed.words import Tag

MOST_WORDS = 60
"""Longer parts without a sign are cut: bounds the work."""

NEAR = 3


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ENDS = ".!?;\n"
_SHORT = 4
_A_LIFE = 80  # years
_FEW = 3
_SIGNS = ",()…"
_CUT_SHORT = _listed("зам зав пед кат преп ст гос проф орынб меңг г ф к д п т н")
_CONTRAST = frozenset(("а", "но", "ал", "бірақ", "but", "зато", "однако", "бирак"))
_ALONE = frozenset(("нет", "жоқ", "жок", "no", "joq"))
# What somebody wishes for: words before which a wish has its object still to come.
_OBJECTS = (Cue.POST, Cue.COURSE, Cue.RETRAINING)
_ADJECTIVES = (Cue.PEDAGOGICAL, Cue.SCIENTIFIC, Cue.SPECIALTY)
_OF_SERVICE = _listed(
    "педагогический педагогическая общий мой моя менің еңбек жалпы ғылыми научный научно "
    "трудовой пед work total overall scientific pedagogical teaching рабочий колледждегі "
    "мектептегі өндірістегі бойынша and у меня имею есть with my of s"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Some words of a story that say one thing.

    `sentence` counts the sentences, `clause` the parts between signs; `mine` is about the person;
    `wish`, `asks`: not so yet; `corrects` what stands before it; `alone`: all of its clause.
    """

    words: tuple[Word, ...]
    sentence: int
    clause: int
    mine: bool = True
    wish: bool = False
    asks: bool = False
    corrects: bool = False
    alone: bool = True

    def has(self, *cues: Cue) -> bool:
        return any(word.does(*cues) for word in self.words)

    def having(self, *cues: Cue) -> list[Word]:
        """The words that do any of these things."""
        return [word for word in self.words if word.does(*cues)]

    @property
    def has_years(self) -> bool:
        """Whether something in it is counted in years."""
        return any(word.token.has(Tag.YEAR) for word in self.words)

    @property
    def holds(self) -> bool:
        """Whether it states a fact of the person."""
        return self.mine and not self.wish and not self.asks


def statements_of(words: Sequence[Word]) -> list[Statement]:
    """The statements of a story in its order."""
    found: list[Statement] = []
    for sentence, clauses in enumerate(_sentences(words)):
        for clause in clauses:
            parts = list(_parts(clause))
            number = found[-1].clause + 1 if found else 0
            for part in parts:
                statement = Statement(tuple(part), sentence, number, alone=len(parts) == 1)
                found.append(_judged(statement))
    return _corrected(_owned(found))


def _sentences(words: Sequence[Word]) -> Iterator[list[list[Word]]]:
    """Sentences as lists of clauses; the sign that ends a clause stays with it."""
    clauses: list[list[Word]] = []
    clause: list[Word] = []
    for place, word in enumerate(words):
        after = words[place + 1] if place + 1 < len(words) else None
        ends = word.sign(_ENDS) and not _is_abbreviation(words, place)
        if clause and not ends and word.text in _CONTRAST and _begins_with_me(after):
            clauses.append(clause)
            clause = []
        clause.append(word)
        if ends or word.sign(_SIGNS) or _is_dash(words, place):
            clauses.append(clause)
            clause = []
        if ends:
            yield [each for each in clauses if any(w.token.piece.kind != "sign" for w in each)
                   or each[-1].sign("?")]  # fmt: skip
            clauses = []
    yield [*clauses, clause] if clause else clauses


def _begins_with_me(word: Word | None) -> bool:
    return word is not None and word.does(Cue.ME, Cue.THEY, Cue.OTHERS)


def _is_abbreviation(words: Sequence[Word], place: int) -> bool:
    """A full stop after "72 ч", "5 л", "зам": no sentence ends there."""
    if not words[place].sign(".") or not place:
        return False
    before = words[place - 1]
    close = before.end == words[place].start and before.is_word and len(before.text) <= _SHORT
    after = words[place + 1] if place + 1 < len(words) else None
    number = after is not None and after.token.piece.kind != "word"
    return close and (number or before.text in _CUT_SHORT or after is None)


def _is_dash(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if not word.sign("-") or not 0 < place < len(words) - 1:
        return False
    apart = words[place - 1].end < word.start and word.end < words[place + 1].start
    kinds = words[place - 1].token.piece.kind, words[place + 1].token.piece.kind
    before, after = words[place - 1], words[place + 1]
    label = before.does(Cue.CATEGORY, Cue.SERVICE) or after.does(Cue.NO) or _is_role(after)
    return apart and "word" in kinds and not label


def _parts(clause: list[Word]) -> Iterator[list[Word]]:
    """The parts of a clause that has no signs where it should: a wish, a question, a length."""
    part: list[Word] = []
    for place, word in enumerate(clause):
        if part and _begins(clause, place, part):
            moved = _belongs_to_next(part) if word.does(Cue.SERVICE, Cue.TEACHING_SERVICE) else 0
            if part[: len(part) - moved]:
                yield part[: len(part) - moved]
                part = part[len(part) - moved :]
        part.append(word)
        if _closes(clause, place) or len(part) == MOST_WORDS:
            yield part
            part = []
    if part:
        yield part


def _begins(clause: list[Word], place: int, part: list[Word]) -> bool:
    word = clause[place]
    if word.does(Cue.WISH) and not _is_wish(part) and not word.text.startswith("аттестаци"):
        return not part[-1].does(Cue.WISH, Cue.ASK, Cue.NEED, Cue.NO)
    if word.text == "керек" and _is_role(part[-1]):
        return False
    if word.does(Cue.ASK, Cue.NEED) and not any(w.does(Cue.ASK, Cue.NEED) for w in part):
        goes_on = any(w.does(Cue.WISH_AFTER) for w in clause[place : place + NEAR])
        return not goes_on and (not _is_wish(part) or word.does(Cue.ASK))
    if _is_wish(part) and not any(w.does(*_OBJECTS) or _is_role(w) for w in part):
        return False
    if _is_wish(part) and (word.does(Cue.TEACH, Cue.NOW) or word.text in {"уже", "already"}):
        return True
    if word.does(Cue.SERVICE, Cue.TEACHING_SERVICE):
        return any(_says_much(w) for w in part[: len(part) - _belongs_to_next(part)])
    of_hours = word.does(Cue.COURSE) and part[-1].token.has(Tag.HOUR)  # "a 72-hour course"
    if word.does(Cue.COURSE, Cue.HAVE) and not of_hours and not _is_asking(part):
        said = any(w.token.has(Tag.HOUR) or _is_role(w) or w.does(Cue.SERVICE) for w in part)
        return said or _has_length(part)
    if _is_hours(clause, place):
        return any(map(_is_role, part)) or _has_length(part)
    return False


def _has_length(part: list[Word]) -> bool:
    """Whether a number of years is said, not the year of a calendar."""
    return any(
        after.token.has(Tag.YEAR) and (word.token.has(Tag.NUMBER) or _is_short(word))
        for word, after in pairwise(part)
    )


def _is_short(word: Word) -> bool:
    return word.token.integer is not None and word.token.integer < _A_LIFE


def _is_asking(part: list[Word]) -> bool:
    return any(word.does(Cue.ASK, Cue.NEED) for word in part)


def _is_role(word: Word) -> bool:
    return word.key.startswith(("moderator", "ekspert", "ehpert", "sarapsi", "zerteusi",
                                "isledovatel", "researher"))  # fmt: skip


def _is_hours(clause: list[Word], place: int) -> bool:
    after = clause[place + 1] if place + 1 < len(clause) else None
    return clause[place].token.piece.kind == "number" and (
        after is not None and after.token.has(Tag.HOUR)
    )


def _says_much(word: Word) -> bool:
    return word.does(Cue.POST, Cue.WORK, Cue.CATEGORY, Cue.TEACH, Cue.COLLEGE) or _is_role(word)


def _is_wish(part: list[Word]) -> bool:
    return any(word.does(Cue.WISH) for word in part)


def _belongs_to_next(part: list[Word]) -> int:
    """How many words at the end belong to the service that follows: "педагогический" стаж."""
    number = 0
    while number < len(part):
        word = part[-1 - number]
        length = word.token.has(Tag.YEAR, Tag.MONTH, Tag.NUMBER) or word.text.isdigit()
        beside = word.text in _OF_SERVICE or word.does(*_ADJECTIVES) or word.sign("-'’")
        if not (beside or length):
            break
        number += 1
    return number


def _closes(clause: list[Word], place: int) -> bool:
    """A Kazakh wish ends with its verb: "сарапшыға тапсырғым келеді"."""
    word, after = clause[place], clause[place + 1] if place + 1 < len(clause) else None
    if not word.does(Cue.WISH_AFTER) or after is None or word.text.startswith("мақсат"):
        return False
    return not after.does(Cue.WISH_AFTER, Cue.WORK, Cue.GOAL) and after.text not in {"деп", "жүр"}


def _judged(statement: Statement) -> Statement:
    words = statement.words
    asks = statement.has(Cue.NEED) or any(w.does(Cue.ASK) for w in words) or words[-1].sign("?")
    attested = statement.has(Cue.DONE)  # "прошла аттестацию на эксперта"
    wish = any(
        word.does(Cue.WISH, Cue.WISH_AFTER) and not (attested and word.text.startswith("аттестаци"))
        for word in words
    )
    said = [word for word in words if word.is_word]
    corrects = bool(said) and said[0].text in _ALONE and (len(said) == 1 or _then_number(words))
    return replace(
        statement, asks=asks, wish=wish, corrects=corrects or statement.has(Cue.CORRECTION)
    )


def _then_number(words: Sequence[Word]) -> bool:
    """ "нет 6 лет": the denial is followed at once by another number."""
    return len(words) > 1 and (words[1].text.isdigit() or words[1].token.has(Tag.NUMBER))


def _owned(found: list[Statement]) -> list[Statement]:
    """Say of every statement whether it is about the person or about somebody else."""
    owned: list[Statement] = []
    others = told = False
    sentence = -1
    for each in found:
        if each.sentence != sentence:
            sentence, others = each.sentence, False
        them = each.has(Cue.OTHERS) or _says_among_us(each)
        they = any(
            w.does(Cue.THEY)
            and not _counts(each, w)
            and (told or (not place and w.text in _SUBJECTS))
            for place, w in enumerate(each.words)
        )
        me = any(word.does(Cue.ME) or _says_i_am(word) for word in each.words)
        others = True if them or they else others and not me
        told = told or them
        owned.append(replace(each, mine=not others))
    return owned


def _says_among_us(statement: Statement) -> bool:
    """ "у нас в колледже есть эксперт": somebody of ours."""
    words = [word.text for word in statement.words]
    return "нас" in words and "есть" in words


_SUBJECTS = frozenset(["он", "она", "они", "he", "she", "they"])


def _says_i_am(word: Word) -> bool:
    return word.is_word and word.text.endswith(("мын", "мін", "пын", "пін", "бын", "бін"))


def _counts(statement: Statement, word: Word) -> bool:
    """ "он жыл" is ten years in Kazakh and no "he"."""
    place = statement.words.index(word) + 1
    following = statement.words[place : place + 2]
    return word.text == "он" and any(w.token.has(Tag.YEAR, Tag.NUMBER) for w in following)


def _corrected(found: list[Statement]) -> list[Statement]:
    """A correction that says no value itself speaks of the next statement: "нет, 7 лет"."""
    made: list[Statement] = []
    pending = False
    for each in found:
        numbers = any(w.text.isdigit() or w.token.has(Tag.NUMBER) for w in each.words)
        said = [word for word in each.words if word.is_word]
        empty = len(said) <= _FEW and not numbers
        made.append(replace(each, corrects=each.corrects or pending))
        pending = (each.corrects or pending) and empty
    return made
