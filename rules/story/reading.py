"""A whole message read: the parts of `rules/story` put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from rules.errors import BadInput
from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.story.categories import held_and_wanted
from rules.story.courses import courses_in
from rules.story.cues import Cue
from rules.story.experience import experience_in
from rules.story.finding import Finding
from rules.story.post import near_positions, position_in
from rules.story.statements import Statement, statements_of
from rules.story.studies import studies_in
from rules.story.words import Word, plain, words_of
from rules.story.works import works_in
from rules.vocabulary import Json, JsonValue

_LISTS = ("education", "degrees", "titles", "honours", "certificates", "retraining", "publications")


@dataclass(frozen=True, slots=True)
class OpenFact:
    """What was said of a fact that lacks a part: `value` in the profile's shape as far as it goes
    (a day may be a month or a year), `lacks` the names of the parts."""

    fact: str
    value: JsonValue
    lacks: tuple[str, ...]

    def to_json(self) -> Json:
        return {"fact": self.fact, "value": self.value, "lacks": list(self.lacks)}


@dataclass(frozen=True, slots=True)
class Story:
    """What a message says (contract, `read --story`): `category` is the one aimed at. `near`: the
    positions that may be meant where none is sure."""

    position: str | None = None
    category: str | None = None
    profile: Json = field(default_factory=dict)
    open: tuple[OpenFact, ...] = ()
    left: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    def to_json(self) -> Json:
        return {
            "position": self.position,
            "category": self.category,
            "profile": self.profile,
            "open": [fact.to_json() for fact in self.open],
            "left": list(self.left),
        }


def read_story(text: str, on: date) -> Story:
    """What `text`, of at most 4,096 characters, says of the person who wrote it, on the day `on`.

    A longer text is not read: all of it is left.
    """
    cleaned = plain(text)
    if cleaned is None:
        return Story(left=(text,))
    words = words_of(cleaned)
    found = statements_of(words)
    findings, wanted, taken = _facts(found, on)
    worked = experience_in(found, taken, on)
    position, named = position_in(cleaned, found, taken)
    near = () if position is not None else near_positions(cleaned, found, taken)
    findings += worked
    taken = taken.union(*(finding.words for finding in worked))
    category = _category_of(position, wanted)
    profile, left_open = _settled(findings, on)
    left = _left(cleaned, words, found, taken | named)
    return Story(position, category, profile, left_open, left, near)


def _facts(found: Sequence[Statement], on: date) -> tuple[list[Finding], str | None, set[int]]:
    """Every finding but lengths of work, the category aimed at and the words taken, each reader
    after the other."""
    held, wanted, used = held_and_wanted(found, on)
    taken = {*used}.union(*(finding.words for finding in held))
    findings = [*held, *works_in(found, taken, on)]
    findings += studies_in(found, taken)
    findings += courses_in(found, taken, on)
    return findings, wanted, taken.union(*(finding.words for finding in findings))


def _category_of(position: str | None, wanted: str | None) -> str | None:
    """The category aimed at, where the position has it."""
    if position is None or wanted is None:
        return wanted
    return wanted if wanted in catalogue().positions[position].categories else None


def _settled(findings: Iterable[Finding], on: date) -> tuple[Json, tuple[OpenFact, ...]]:
    """The profile of what is complete and agrees; everything else stands open."""
    by_fact: dict[str, list[Finding]] = {}
    for finding in findings:
        by_fact.setdefault(finding.fact, []).append(finding)
    profile: Json = {}
    left_open: list[OpenFact] = []
    for fact, said in by_fact.items():
        value, rest = _list(said) if fact in _LISTS else _single(said)
        if value is not None and _fits(fact, value, on):
            _put(profile, fact, value)
        elif value is not None:
            rest = [*rest, OpenFact(fact, value, ("sure",))]
        left_open += rest
    return profile, tuple(left_open)


def _single(said: list[Finding]) -> tuple[JsonValue, list[OpenFact]]:
    """The one value; a correction takes the place of what went before, two values are none."""
    for place in range(len(said) - 1, 0, -1):
        if said[place].corrects:
            said = said[place:]
            break
    complete = [finding for finding in said if not finding.lacks]
    values = list(dict.fromkeys(finding.value for finding in complete))
    if len(values) == 1:
        return values[0], []
    if len(values) > 1:
        return None, [OpenFact(said[0].fact, value, ("which",)) for value in values]
    return None, _opened(said)


def _opened(said: list[Finding]) -> list[OpenFact]:
    opened = [OpenFact(finding.fact, finding.value, finding.lacks) for finding in said]
    return [each for number, each in enumerate(opened) if each not in opened[:number]]


def _list(said: list[Finding]) -> tuple[JsonValue, list[OpenFact]]:
    """A list is given only whole: while one item lacks a part, all of them stand open."""
    items = [finding for finding in said if finding.value != []]
    if not items:
        return [], []
    if any(finding.lacks for finding in items):
        return None, [
            OpenFact(finding.fact, finding.value, finding.lacks or ("others",)) for finding in items
        ]
    if len(items) < len(said):
        return None, [OpenFact(items[0].fact, item.value, ("sure",)) for item in items]
    values = [finding.value for finding in items]
    if said[0].fact in {"titles", "honours", "retraining", "degrees", "education"}:
        values = [value for number, value in enumerate(values) if value not in values[:number]]
    return values, []


def _fits(fact: str, value: JsonValue, on: date) -> bool:
    """Whether the check would take it."""
    given: Json = {}
    _put(given, fact, value)
    try:
        parse_profile(given, on)
    except BadInput:
        return False
    return True


def _put(profile: Json, fact: str, value: JsonValue) -> None:
    group, _, name = fact.partition(".")
    if name:
        profile.setdefault(group, {})[name] = value
    else:
        profile[group] = value


def _left(
    cleaned: str, words: Sequence[Word], found: Sequence[Statement], used: set[int]
) -> tuple[str, ...]:
    """The words that nothing was made of, those beside each other together."""
    runs: list[list[Word]] = []
    last = None
    for word in words:
        if not word.is_word and word.token.piece.kind == "sign":
            last = None if word.sign(".,;!?\n") else last
            continue
        if word.at in used:
            last = None
            continue
        if last is not None and runs:
            runs[-1].append(word)
        else:
            runs.append([word])
        last = word
    kept = [run for run in map(_trimmed, runs) if run]
    return tuple(cleaned[run[0].start : run[-1].end] for run in kept)


def _trimmed(run: list[Word]) -> list[Word]:
    """A run without the words at its ends that say nothing."""
    while run and _is_empty(run[0]):
        run = run[1:]
    while run and _is_empty(run[-1]):
        run = run[:-1]
    return run


def _is_empty(word: Word) -> bool:
    quiet = (Cue.EMPTY, Cue.ME, Cue.HAVE, Cue.NOW, Cue.ASK, Cue.NEED, Cue.GOAL, Cue.CORRECTION)
    return word.is_word and (word.does(*quiet) or word.text in {"нет", "жоқ", "no"})
