"""The order of questions that needs the fewest of them on average.

Facts that every way needs cannot be avoided, so they come first: their answers are free knowledge.
Of the rest, the way that is most likely to settle the matter for the fewest questions is tried
first, and in it the fact that is least likely to be there.
"""

from __future__ import annotations

from collections.abc import Sequence

# How likely a person who asks about a position has what a requirement asks; only the order of
# questions hangs on these, never an answer.
LIKELY = {
    "education": 0.8,
    "degrees": 0.5,
    "titles": 0.4,
    "honours": 0.05,
    "retraining": 0.35,
    "category": 0.4,
    "management_category": 0.15,
    "certificates": 0.5,
    "publications": 0.4,
    "competences": 0.7,
    "flags.foreign_citizen": 0.03,
    "flags.reserve_officer": 0.1,
    "experience.education_org": 0.5,
    "experience.tvet_org": 0.5,
    "experience.specialty": 0.5,
    "experience.scientific_pedagogical": 0.5,
    "experience.post": 0.4,
    "experience.teaching": 0.5,
}
OTHERWISE = 0.2


def in_order(ways: Sequence[Sequence[str]], everything: Sequence[str]) -> list[str]:
    """All facts of `everything`, each once. `ways`: the open facts of every way that matters."""
    needed = [fact for fact in everything if ways and all(fact in way for way in ways)]
    ordered = dict.fromkeys(needed)
    rest = [[fact for fact in dict.fromkeys(way) if fact not in ordered] for way in ways]
    for way in sorted((way for way in rest if way), key=_questions_for_a_success):
        ordered |= dict.fromkeys(sorted(way, key=_likely))
    return list(ordered | dict.fromkeys(everything))


def _likely(fact: str) -> float:
    return LIKELY.get(fact, OTHERWISE)


def _questions_for_a_success(way: Sequence[str]) -> float:
    """Questions asked on average until this way fails or is met, per chance of its being met."""
    questions = 0.0
    chance = 1.0
    for fact in sorted(way, key=_likely):
        questions += chance
        chance *= _likely(fact)
    return questions / chance
