"""From the concepts of a text to positions, best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rules.matching.reading import Reader, TextMeaning
from rules.matching.vocabulary import AREA, HEAD, NEAR, SUBJECT, Vocabulary

_STRENGTHS = {"title": 1.0, "alias": 1.0, "stated": 1.0, "family": 0.9, "hint": 0.75}
_FAMILY_STRENGTH = 0.9
_SURE_STRENGTH = 0.95
# What it costs when the text names a concept that the position does not know.
_COSTS = {HEAD: 2.0, AREA: 1.0, SUBJECT: 0.5, NEAR: 3.0}
_SMALL_COSTS = {
    "pedagogue": 0.5,
    "management_category": 0.2,
    "specialist": 0.3,
    "mode": 0.2,
    "discipline": 0.0,
}
_APART_COST = 0.25
_BESIDE_COST = 0.5
# Beside a head that anyone may have ("директор", "мастер") an unknown word names another trade.
_BESIDE_BARE_COST = 3.0
_BESIDE_HINT_COST = 1.0
_EXTRA_BARE_COST = 2.0
_BARE = frozenset(
    (
        "director", "leader", "keeper", "deputy", "zavuch", "master", "educator", "organizer",
        "inspector", "instructor", "helper", "assistant", "specialist", "senior",
    )
)  # fmt: skip
# In "директор медицинского колледжа" the subject belongs to the place.
_PLACED_SUBJECT_RELIEF = 0.4
_HEADLESS = 0.85
_OTHER_PLACE = 0.5
_OFFERED = 58.0
_SURE_SCORE = 84.0
_SURE_QUALITY = 0.72
# A single word that anyone may use must not be guessed from afar ("директива").
_BARE_QUALITY = 0.82
_MARGIN = 8.0
_SPREAD = 35.0


@dataclass(frozen=True)
class Form:
    """One way to name a position, as concepts."""

    position: str
    place: str
    concepts: frozenset[str]
    heads: frozenset[str]
    strength: float
    stated: bool


@dataclass(frozen=True)
class Ranked:
    """Positions with scores 0–100, best first, and whether the first is sure."""

    positions: tuple[tuple[str, float], ...]
    sure: bool


class Ranking:
    """Ranks positions by the forms of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, reader: Reader) -> None:
        self._vocabulary = vocabulary
        self._absorbed = vocabulary.absorbed
        self._forms: dict[str, list[Form]] = defaultdict(list)
        kinds = vocabulary.kinds
        self._heads = frozenset(concept for concept, kind in kinds.items() if kind == HEAD)
        self._subjects = frozenset(concept for concept, kind in kinds.items() if kind == SUBJECT)
        self._near = frozenset(concept for concept, kind in kinds.items() if kind == NEAR)
        self._costs = {name: _COSTS[kind] for name, kind in kinds.items() if kind in _COSTS}
        self._costs |= _SMALL_COSTS
        seen: set[Form] = set()
        shared: set[tuple[str, frozenset[str]]] = set()
        for phrasing in sorted(vocabulary.phrasings, key=lambda item: item.strength != "family"):
            concepts = reader.concepts(phrasing.phrase)
            if not concepts & self._near:
                concepts -= self._swallowed(concepts)
            if phrasing.strength == "family":
                shared.add((phrasing.position, concepts))
            elif (
                phrasing.strength in ("title", "alias") and (phrasing.position, concepts) in shared
            ):
                continue
            form = Form(
                position=phrasing.position,
                place="college" if phrasing.position.startswith("tvet-") else "university",
                concepts=concepts,
                heads=concepts & self._heads,
                strength=_STRENGTHS[phrasing.strength],
                stated=phrasing.strength == "stated",
            )
            if concepts and form not in seen:
                seen.add(form)
                for concept in concepts:
                    self._forms[concept].append(form)

    def _swallowed(self, concepts: frozenset[str]) -> frozenset[str]:
        nothing: frozenset[str] = frozenset()
        return nothing.union(*(self._absorbed.get(concept, nothing) for concept in concepts))

    def rank(self, reading: TextMeaning) -> Ranked:
        """Rank the positions that a reading may mean; none when it is near no position."""
        swallowed = self._swallowed(reading.concepts)
        telling = reading.concepts - swallowed or reading.concepts
        asked = telling & self._heads or telling
        best: dict[str, tuple[float, float]] = {}
        for concept in asked:
            for form in self._forms.get(concept, ()):
                score = self._score(form, reading, swallowed)
                if score > best.get(form.position, (0.0, 0.0))[0]:
                    best[form.position] = (score, form.strength)
        order = self._vocabulary.order
        likeness = reading.quality**0.5
        ranked = sorted(
            ((score, strength, name) for name, (score, strength) in best.items()),
            key=lambda item: (-item[0], order[item[2]]),
        )
        if not ranked or ranked[0][0] * likeness < _OFFERED:
            return Ranked((), sure=False)
        top = ranked[0][0]
        offered = tuple(
            (name, round(score * likeness, 1))
            for score, _, name in ranked
            if score * likeness >= _OFFERED and score >= top - _SPREAD
        )
        runner_up = ranked[1][0] if len(ranked) > 1 else 0.0
        sure = (
            top >= _SURE_SCORE
            and top - runner_up >= _MARGIN
            and ranked[0][1] >= _SURE_STRENGTH
            and reading.quality >= _SURE_QUALITY
        )
        return Ranked(offered, sure)

    def is_headless(self, reading: TextMeaning) -> bool:
        """Tell whether a reading names no kind of post."""
        return not self.heads(reading)

    def heads(self, reading: TextMeaning) -> frozenset[str]:
        """Return the kinds of post that a reading names."""
        return reading.concepts & self._heads

    def is_bare(self, reading: TextMeaning) -> bool:
        """Tell whether a reading says nothing but a head that anyone may have."""
        return len(reading.concepts) == 1 and reading.concepts <= _BARE and not reading.places

    def completed(self, part: TextMeaning, other: TextMeaning) -> TextMeaning:
        """Return the reading of a part of a text with the post of the other when it names none."""
        if part.concepts & self._heads:
            return part
        return replace(
            part,
            concepts=part.concepts | (other.concepts & self._heads),
            quality=max(part.quality, other.quality),
        )

    def _score(self, form: Form, reading: TextMeaning, swallowed: frozenset[str]) -> float:
        if form.stated and form.place not in reading.places:
            return 0.0
        matched = form.concepts & reading.concepts
        if len(matched) < len(form.concepts):
            matched -= self._near
        if not matched or _best(len(matched), form) < _OFFERED:
            return 0.0
        bare = len(matched) == 1 and matched <= _BARE and not reading.places
        if bare and reading.quality < _BARE_QUALITY:
            return 0.0
        extra = reading.concepts - matched - swallowed
        whole = matched == form.concepts
        if whole or not bare:
            free = self._vocabulary.free[form.position]
            headed = whole and not bare and form.heads
            extra -= free if headed else free - self._near
        cost = _EXTRA_BARE_COST if bare and extra else 0.0
        cost = max(cost, sum(self._costs[concept] for concept in extra))
        if reading.places and whole:
            cost -= _PLACED_SUBJECT_RELIEF * len(extra & self._subjects)
        cost = max(cost, 0.0)
        cost += reading.apart * _APART_COST
        cost += reading.beside * (_BESIDE_BARE_COST if bare else _BESIDE_COST)
        if form.strength < _FAMILY_STRENGTH:
            cost += reading.beside * _BESIDE_HINT_COST
        score = _best(len(matched), form, cost)
        if not form.heads <= reading.concepts:
            score *= _HEADLESS
        if reading.places and form.place not in reading.places:
            score *= _OTHER_PLACE
        return score


def _best(shared: int, form: Form, cost: float = 0.0) -> float:
    """Return the score of so many shared concepts: the harmonic mean of both coverages."""
    return 200.0 * shared / (len(form.concepts) + shared + cost) * form.strength


def merged(found: Sequence[Ranked]) -> Ranked:
    """Put together what a text may mean in several ways, none of them sure."""
    best: dict[str, float] = {}
    for ranked in found:
        for position, score in ranked.positions:
            best[position] = max(score, best.get(position, 0.0))
    # The sort is stable: of equal scores the one found first goes first.
    positions = sorted(best.items(), key=lambda item: -item[1])
    return Ranked(
        tuple(item for item in positions if item[1] >= positions[0][1] - _SPREAD), sure=False
    )
