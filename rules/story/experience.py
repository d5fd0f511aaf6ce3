"""How long somebody worked, and in which kind of work, as far as a statement says both.

A length without a kind is no kind. "Работаю в этом колледже 5 лет" and "5 лет в школе" name a part
of what a kind counts in all, so they stand open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rules.story.cues import Cue
from rules.story.finding import Finding, free, places
from rules.story.statements import Statement
from rules.story.words import Word
from rules.typed import read_duration
from rules.typed.claims import Amount, claims
from rules.typed.lexicon import Meaning, Token
from rules.typed.marks import marked
from rules.typed.outcome import Choose, Understanding, Understood
from rules.typed.points import with_years_said
from rules.typed.text import Piece, skeleton
from rules.typed.words import Tag

UNKNOWN_KIND = "experience"
MOST_LENGTHS = 20
_NEAR = 4
_NO_WORK = (Tag.AGE, Tag.AGO, Tag.AFTER)
_KEPT_SIGNS = "-+"
_AT = frozenset(["в", "во", "in", "at", "при"])
_BY = frozenset([*["по", "by", "in"], skeleton("бойынша")])
_HERE_ALONE = frozenset(["этом", "данном", "нашем", "осы", "біздің", "this", "our"])


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of experience that words name; `lacks` what they leave open of it."""

    kind: str
    words: tuple[Word, ...]
    lacks: tuple[str, ...] = ()


def experience_in(found: Sequence[Statement], taken: set[int], on: date) -> list[Finding]:
    """The lengths of work of a story; those of no kind as "experience"."""
    read: list[Finding] = []
    for place, statement in enumerate(found):
        if statement.holds and not statement.has(Cue.STUDYING, Cue.LOAD):
            before = found[place - 1] if place else None
            read += _of_statement(statement, taken, on, before)
        if len(read) > MOST_LENGTHS:
            break
    return _of_all(_inherited(read))


def _of_all(found: list[Finding]) -> list[Finding]:
    """ "Преподаю в колледже 5 лет, до этого 3 года в школе": teaching may be more than said."""
    amounts: list[frozenset[int]] = []
    for finding in found:
        if not any(finding.words & known for known in amounts):
            amounts.append(finding.words)
    if len(amounts) < 2 or any(finding.corrects for finding in found):
        return found
    return [
        replace(finding, lacks=("total",))
        if finding.fact == "experience.teaching" and not finding.lacks and _shares(finding, found)
        else finding
        for finding in found
    ]


def _shares(finding: Finding, found: list[Finding]) -> bool:
    """Whether the same length was said of a place too: then it is that place's."""
    return any(f.words & finding.words and f.fact != finding.fact for f in found)


def _of_statement(
    statement: Statement, taken: set[int], on: date, before: Statement | None
) -> Iterator[Finding]:
    words = free(statement, taken)
    if not (statement.corrects or statement.alone or any(word.does(*_SPEAKS) for word in words)):
        return
    tokens = _lasting([word.token for word in words])
    after_years = before is not None and before.has_years
    if not after_years and not any(map(_is_of_time, tokens)):
        return
    told = claims(with_years_said(marked(tokens), on), on, kinds=True)
    named = _kinds(words)
    for amount in told.amounts[:MOST_LENGTHS]:
        bare = amount.bare and not _in_years(amount, statement, before)
        if amount.is_a(*_TAKEN_OFF) or bare or _is_no_work(amount, words, statement):
            continue
        kinds = _of_amount(named, amount, told.amounts)
        if not kinds and not statement.corrects and not _is_service(words, amount, statement):
            continue
        spoken = _spoken(amount.tokens)
        reading = read_duration(f"{spoken} лет" if amount.bare else spoken, on)
        yield from _findings(reading, kinds, amount, words, statement)


def _of_amount(kinds: list[_Kind], amount: Amount, amounts: list[Amount]) -> list[_Kind]:
    """Of the kinds that a statement names those of one amount of it."""
    if len(amounts) < 2:
        own = any(kind.kind == "specialty" for kind in kinds)
        return [kind for kind in kinds if not (own and kind.kind == "industry")]
    named = [kind for kind in kinds if kind.kind in amount.kinds]
    unnamed = any(not other.kinds and not other.is_a(*_WHOLE) for other in amounts[1:])
    return [] if len(named) > 1 and unnamed else named


_WHOLE = (Tag.TOTAL, Tag.OVERALL)
_SPEAKS = (
    Cue.SERVICE, Cue.TEACHING_SERVICE, Cue.PEDAGOGICAL, Cue.SPECIALTY, Cue.COLLEGE, Cue.SCHOOL,
    Cue.PRODUCTION, Cue.TEACH, Cue.TAUGHT, Cue.WORK, Cue.POST, Cue.EDUCATION,
)  # fmt: skip
_FEW = 3


def _in_years(amount: Amount, statement: Statement, before: Statement | None) -> bool:
    """Whether a number alone is one of years: "20 лет, из них 8 в колледже", "7 лет, точнее 8"."""
    if not statement.has_years and (before is None or not before.has_years):
        return False
    if any(word.token.has(Tag.HOUR) for word in statement.words):
        return False
    said = [w for w in statement.words if w.is_word and not w.does(Cue.EMPTY)]
    kind = statement.has(Cue.PEDAGOGICAL, Cue.SPECIALTY, Cue.COLLEGE) and len(said) < _FEW
    return amount.is_a(Tag.PART) or statement.corrects or kind


def _lasting(tokens: list[Token]) -> list[Token]:
    """ "10 жылдан бері" is ten years that go on, no year 10."""
    made: list[Token] = []
    for token in tokens:
        counted = bool(made) and (
            made[-1].has(Tag.NUMBER) or 0 < (made[-1].integer or 0) < _FIRST_YEAR
        )
        if counted and token.piece.key == _FROM_YEARS:
            made.append(Token(Piece("word", "жыл"), Meaning(frozenset({Tag.YEAR}))))
        elif token.piece.text in {"этого", "того"} and made and made[-1].piece.text == "до":
            made.pop()
        elif not (made and made[-1].piece.text == "жыл" and token.piece.key == _SINCE):
            made.append(token)
    return made


_FIRST_YEAR, _LAST_YEAR = 1940, 2100
_FROM_YEARS, _SINCE = skeleton("жылдан"), skeleton("бері")
_DATED = frozenset(("dmy", "ymd", "my", "ym"))
_TAKEN_OFF = (Tag.MINUS, Tag.OFF, Tag.LEAVE)


def _is_of_time(token: Token) -> bool:
    year = token.integer is not None and _FIRST_YEAR <= token.integer <= _LAST_YEAR
    return year or token.has(Tag.YEAR, Tag.MONTH, Tag.HALF_YEAR) or token.piece.kind in _DATED


def _is_no_work(amount: Amount, window: list[Word], statement: Statement) -> bool:
    if any(token.has(*_NO_WORK) for token in amount.tokens) or statement.has(Cue.FINISHED):
        return True
    old = any(word.text in {"жастамын", "жастамын.", "old", "возраст", "жас"} for word in window)
    pension = any(word.text.startswith(("пенси", "зейнет", "pension", "декрет")) for word in window)
    return old or pension


def _spoken(tokens: list[Token]) -> str:
    """The words of an amount that make it up, without those that only stand in it."""
    kept = [
        token for place, token in enumerate(tokens)
        if _makes_up(token) and not _is_lone_preposition(tokens, place)
    ]  # fmt: skip
    while kept and (kept[0].sign(_KEPT_SIGNS) or kept[0].has(Tag.AND)):
        kept.pop(0)
    return " ".join(token.piece.text for token in kept)


def _is_lone_preposition(tokens: list[Token], place: int) -> bool:
    """ "по специальности 4 года": what the preposition belongs to is no part of the length."""
    if not tokens[place].has(Tag.TO, Tag.FROM, Tag.EACH) or place + 1 == len(tokens):
        return False
    return not _makes_up(tokens[place + 1])


def _makes_up(token: Token) -> bool:
    if token.piece.kind == "word":
        return token.meaning is not None and token.meaning.tags != {Tag.ALLOWED}
    return token.piece.kind != "sign" or token.sign(_KEPT_SIGNS)


def _is_service(window: list[Word], amount: Amount, statement: Statement) -> bool:
    """Whether a length without a kind is one of work at all."""
    said = [word for word in window if word.is_word and not word.does(Cue.EMPTY, Cue.ME)]
    units = [word for word in said if not word.token.has(Tag.YEAR, Tag.MONTH, Tag.NUMBER)]
    overall = amount.is_a(Tag.OVERALL)
    work = overall or any(
        word.does(Cue.SERVICE, Cue.WORK) or _is_instrumental(word) for word in window
    )
    whole = len(window) == len(statement.words)  # nothing in it was taken for something else
    return work or (statement.alone and whole and not units and not amount.dated)


def _is_instrumental(word: Word) -> bool:
    """ "3 года методистом", "3 жыл әдіскер болып"."""
    return word.does(Cue.POST) and word.text.endswith(("ом", "ем", "ей", "ой"))


def _findings(
    reading: Understanding[int],
    kinds: list[_Kind],
    amount: Amount,
    window: list[Word],
    statement: Statement,
) -> Iterator[Finding]:
    months, lacks = _months(reading, amount)
    if months is None:
        return
    used = places(word for word in window if _is_used(word, amount))
    if not kinds:
        yield Finding(UNKNOWN_KIND, months, used, ("kind", *lacks), statement.corrects)
    for kind in kinds:
        words = used | places(kind.words)
        fact = f"experience.{kind.kind}"
        yield Finding(fact, months, words, (*kind.lacks, *lacks), statement.corrects)


def _months(reading: Understanding[int], amount: Amount) -> tuple[int | None, tuple[str, ...]]:
    """The months, and whether they are only roughly known; none where they are not said."""
    if isinstance(reading, Understood):
        return reading.value, ()
    if isinstance(reading, Choose):
        return reading.options[0], ("month" if reading.note == "period_ends" else "exactly",)
    return None, ()


def _is_used(word: Word, amount: Amount) -> bool:
    own = any(word.token.piece is token.piece for token in amount.tokens)
    return own or word.does(Cue.SERVICE, Cue.TEACHING_SERVICE, Cue.WORK) or word.token.has(
        Tag.YEAR, Tag.MONTH, Tag.NUMBER, Tag.PART, Tag.OVERALL, Tag.TOTAL
    )  # fmt: skip


def _kinds(window: list[Word]) -> list[_Kind]:
    """The kinds that the words around an amount name clearly."""
    found = [*_by_adjective(window), *_by_place(window), *_by_verb(window)]
    found += _by_sphere(window)
    named = {kind.kind: kind for kind in reversed(found)}
    if "scientific_pedagogical" in named:
        named.pop("teaching", None)
    return list(named.values())


def _by_adjective(window: list[Word]) -> Iterator[_Kind]:
    """ "педагогический стаж", "стаж по специальности", "мамандығым бойынша"."""
    for place, word in enumerate(window):
        near = window[max(0, place - 3) : place + 3]
        if word.does(Cue.TEACHING_SERVICE):
            yield _Kind("teaching", (word,))
        elif word.does(Cue.PEDAGOGICAL) and not _is_study(near):
            scientific = [w for w in near if w.does(Cue.SCIENTIFIC)]
            kind = "scientific_pedagogical" if scientific else "teaching"
            if scientific or _of_service(near) or _beside_amount(window, place):
                yield _Kind(kind, (word, *scientific))
        elif word.does(Cue.SPECIALTY) and any(_is_by(w) for w in near):
            yield _Kind("specialty", tuple(w for w in near if _is_by(w) or w is word))


def _is_by(word: Word) -> bool:
    return word.text in _BY or word.key in _BY


def _is_study(near: list[Word]) -> bool:
    return any(word.does(Cue.HIGHER, Cue.UNIVERSITY, Cue.FINISHED, Cue.RETRAINING) for word in near)


def _of_service(near: list[Word]) -> bool:
    return any(word.does(Cue.SERVICE, Cue.WORK) for word in near)


def _beside_amount(window: list[Word], place: int) -> bool:
    near = window[max(0, place - 2) : place + 3]
    return any(word.token.has(Tag.YEAR, Tag.MONTH) or word.text.isdigit() for word in near)


def _by_place(window: list[Word]) -> Iterator[_Kind]:
    """ "в колледже", "колледждегі өтілім", "на производстве": where somebody worked."""
    for place, word in enumerate(window):
        if not _is_at(window, place):
            continue
        near = window[max(0, place - 3) : place + 1]
        here = ("total",) if any(w.text in _HERE_ALONE for w in near) else ()
        if word.does(Cue.COLLEGE):
            yield _Kind("tvet_org", (word,), here)
        elif word.does(Cue.SCHOOL):
            yield _Kind("education_org", (word,), ("total",))
        elif word.does(Cue.PRODUCTION):
            own = any(w.does(Cue.SPECIALTY) for w in window[place : place + _NEAR])
            yield _Kind("industry", (word,), () if own else ("profile",))


def _is_at(window: list[Word], place: int) -> bool:
    """Whether a place of work stands in the case of "where"."""
    word = window[place]
    before = window[max(0, place - _NEAR) : place]
    if word.text.endswith(("де", "да", "те", "та", "дегі", "дағы", "тегі", "тағы", "de", "da")):
        return not word.text.endswith(("коледжа", "колледжа"))
    return any(w.text in {*_AT, "на"} for w in before)


def _by_verb(window: list[Word]) -> Iterator[_Kind]:
    """ "преподаю 5 лет", "5 лет работаю преподавателем"; what is over may not be all of it."""
    service = any(word.does(Cue.SERVICE) for word in window)
    for place, word in enumerate(window):
        past = word.does(Cue.TAUGHT) or any(w.does(Cue.PAST) or w.text in _WORKED for w in window)
        if word.does(Cue.TEACH, Cue.TAUGHT) and not service:
            perfect = any(w.text in {"have", "i've", "i’ve", "ive"} for w in window[:place])
            yield _Kind("teaching", (word,), ("total",) if past and not perfect else ())
        elif word.text in {"преподавателем", "учителем"} and not service:
            yield _Kind("teaching", (word,), ("total",) if past else ())
        elif word.text == "teaching" and any(
            w.does(Cue.SERVICE) or w.token.has(Tag.YEAR) for w in window[max(0, place - 3) :][:6]
        ):
            yield _Kind("teaching", (word,))


_WORKED = frozenset(
    ["работал", "работала", "проработал", "проработала", "отработал", "отработала", "worked"]
)


def _by_sphere(window: list[Word]) -> Iterator[_Kind]:
    """ "в системе образования", "in educational organisations"."""
    for place, word in enumerate(window):
        near = window[max(0, place - 2) : place + 3]
        if word.does(Cue.EDUCATION) and any(
            w.does(Cue.SPHERE) or w.text.startswith("organi") or w.text == "in" for w in near
        ):
            yield _Kind("education_org", (word,))


def _inherited(found: list[Finding]) -> list[Finding]:
    """A correction that names no kind has that of what it corrects: "педстаж 5 лет, нет, 6 лет"."""
    made: list[Finding] = []
    for finding in found:
        last = [f for f in made if made and f.words == made[-1].words]
        plain = finding.fact == UNKNOWN_KIND and finding.corrects
        if plain and last and last[0].fact != UNKNOWN_KIND:
            lacks = tuple(part for part in finding.lacks if part != "kind")
            made += [
                Finding(f.fact, finding.value, finding.words | f.words, (*f.lacks, *lacks), True)
                for f in last
            ]
        else:
            made.append(finding)
    return made
