"""Publications, the h-index, a language's level and what is answered by yes or no."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rules.story.cues import Cue
from rules.story.finding import Finding, denial_of, free, joined, places
from rules.story.statements import Statement
from rules.story.words import Word
from rules.typed import PublicationLine, read_choice, read_publications
from rules.typed.choice import find
from rules.typed.outcome import Choose, Understood
from rules.vocabulary import Json

MOST_WORKS = 40
_NEAR = 4
_LEVEL = re.compile(r"[abcавс]-?[12]")
_DETAIL = re.compile(r"(?:q|к)[1-4]|квартил\w*|про[цс]ентил\w*|percentile")

_Reader = Callable[[Statement, list[Word], date], Iterator[Finding]]


def works_in(found: Sequence[Statement], taken: set[int], on: date) -> list[Finding]:
    """Findings of what somebody published, of the h-index, of a language and of the flags."""
    readers: tuple[_Reader, ...] = (_language, _h_index, _publications, _flags)
    read: list[Finding] = []
    for statement in found:
        if not statement.holds or len(read) > MOST_WORKS:
            continue
        for reader in readers:
            for finding in reader(statement, free(statement, taken), on):
                read.append(finding)
                taken |= finding.words
    return _with_places(found, read, taken)


def _with_places(found: Sequence[Statement], read: list[Finding], taken: set[int]) -> list[Finding]:
    """Works whose quartiles were said apart from them ("3 статьи Scopus (Q1, Q2)") stay open."""
    loose = [w for each in found if each.holds for w in free(each, taken) if w.text == "q"]
    if not loose:
        return read
    return [
        replace(one, lacks=(*one.lacks, "quartile")) if one.fact == "publications" else one
        for one in read
    ]


def _language(statement: Statement, words: list[Word], on: date) -> Iterator[Finding]:
    named = [word for word in words if word.does(Cue.ENGLISH)]
    certified = [word for word in words if word.does(Cue.CERTIFICATE)]
    denials = [word for word in words if word.does(Cue.NO)]
    said = _level_words(words)
    if not named and not (certified and said):
        return
    if not said and not denials:
        yield from _of_test(words)
    used = places([*named, *certified, *said])
    if certified and denials and not said:
        yield Finding("language_level", "none", used | places(denials))
        return
    if not said or denials:
        return
    reading = read_choice(joined(said), "language_level")
    if isinstance(reading, Understood):
        lacks = () if certified else ("certificate",)
        yield Finding("language_level", reading.value, used, lacks)


_TESTS = ("ielts", "toefl", "иелтс", "айелтс", "тойфл")


def _of_test(words: list[Word]) -> Iterator[Finding]:
    """The score of a test, which says a level only after somebody has looked."""
    for place, word in enumerate(words):
        score = words[place + 1 : place + 3] if word.text.startswith(_TESTS) else []
        numbers = [w for w in score if w.token.piece.kind in {"number", "decimal"}]
        reading = read_choice(joined([word, *numbers[:1]]), "language_level")
        if numbers and isinstance(reading, Choose):
            yield Finding(
                "language_level", reading.options[0], places([word, numbers[0]]), ("sure",)
            )


def _level_words(words: list[Word]) -> list[Word]:
    """The words of a level: "b2", which the pieces of a text part into a letter and a digit."""
    for one, two in itertools.pairwise(words):
        if one.end == two.start and _LEVEL.fullmatch(one.text + two.text):
            return [one, two]
    return []


def _h_index(statement: Statement, words: list[Word], on: date) -> Iterator[Finding]:
    for place, word in enumerate(words):
        short = word.text == "h" and any(w.text.startswith(("index", "индекс"))
                                         for w in words[place : place + 3])  # fmt: skip
        if not (word.does(Cue.HIRSCH) and (short or word.text != "h")):
            continue
        near = words[max(0, place - 2) : place + _NEAR + 1]
        numbers = [w for w in near if w.token.integer is not None]
        if len(numbers) == 1 and (numbers[0].token.integer or 0) <= 300:
            index = [w for w in near if w.text.startswith(("index", "индекс"))]
            used = places([word, *numbers, *index])
            yield Finding("h_index", numbers[0].token.integer, used)
            return


def _publications(statement: Statement, words: list[Word], on: date) -> Iterator[Finding]:
    named = [word for word in words if word.does(Cue.WORKS)]
    if not named:
        return
    denial = denial_of(words, words.index(named[0]), lambda w: w in named) or denial_of(
        words, words.index(named[-1]), lambda w: w in named
    )
    if denial is not None:
        if not _indexed(named):
            yield Finding("publications", [], places([*named, denial]))
        return
    if statement.has(Cue.COURSE):
        return
    kept = [word for word in words if _is_of_publication(word, named)]
    reading = read_publications(joined(kept), on)
    if not isinstance(reading, Understood):
        return
    counted = any(word.token.integer is not None for word in kept) or len(reading.value) > 1
    several = any(word.does(Cue.SEVERAL) for word in named) and not counted
    for line in reading.value:
        value, lacks = _shaped(line)
        yield Finding(
            "publications", value, places(kept), (*lacks, *(("number",) if several else ()))
        )


def _indexed(named: list[Word]) -> bool:
    """Whether an index is named: none in Scopus is not none at all."""
    hits, _ = find([word.key for word in named], "publication_index")
    return any(hit.phrase.sure for hit in hits)


def _is_of_publication(word: Word, named: list[Word]) -> bool:
    hits, _ = find([word.key], "publication_index")
    detail = _DETAIL.fullmatch(word.text) or (word.text in {"q", "к"} and word.is_word)
    number = word.token.piece.kind == "number" or word.sign("%,;+")
    return word in named or bool(hits) or bool(detail) or number


def _shaped(line: PublicationLine) -> tuple[Json, tuple[str, ...]]:
    said = {
        "index": line.index, "quartile": line.quartile, "percentile": line.percentile,
        "published": None if line.year is None else str(line.year),
    }  # fmt: skip
    value = {key: part for key, part in said.items() if part is not None}
    return value, () if line.year is None else ("day",)


_YES: tuple[tuple[str, tuple[Cue, ...]], ...] = (
    ("bolashak_diploma", (Cue.BOLASHAK,)),
    ("foreign_citizen", (Cue.FOREIGN, Cue.CITIZEN)),
    ("reserve_officer", (Cue.RESERVE, Cue.OFFICER)),
    ("top500_diploma", (Cue.TOP500,)),
)
_OF_DIPLOMA = (Cue.FINISHED, Cue.STUDYING, Cue.HAVE, Cue.DONE)


def _flags(statement: Statement, words: list[Word], on: date) -> Iterator[Finding]:
    for flag, cues in _YES:
        said = [word for word in words if word.does(*cues)]
        if not said or not all(any(word.does(cue) for word in said) for cue in cues):
            continue
        denials = [word for word in words if word.does(Cue.NO)]
        more = [word for word in words if word.does(*_OF_DIPLOMA, Cue.SERVED)]
        lacks = () if denials or _is_complete(flag, statement) else (_LACKS[flag],)
        fact = f"flags.{flag}"
        yield Finding(fact, not denials, places([*said, *more, *denials]), lacks)


_LACKS = {
    "bolashak_diploma": "diploma", "top500_diploma": "diploma", "foreign_citizen": "sure",
    "reserve_officer": "served",
}  # fmt: skip


def _is_complete(flag: str, statement: Statement) -> bool:
    """An officer must have served as one; a diploma must be there, not only the wish for it."""
    if flag == "reserve_officer":
        return statement.has(Cue.SERVED)
    return flag == "foreign_citizen" or statement.has(*_OF_DIPLOMA)
