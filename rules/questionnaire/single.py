"""Facts that one answer settles: durations, categories, numbers, yes or no."""

from __future__ import annotations

from rules import vocabulary as v
from rules.questionnaire.question import PART, Option, Step, StoredAnswer, Widget
from rules.questionnaire.relevance import Relevance
from rules.questionnaire.wording import LABELS, QUESTIONS
from rules.vocabulary import JsonValue

_USUAL_MONTHS = (12, 24, 36, 48, 60, 84, 120, 180, 240)
_MOST_BUTTONS = 9
_LONGEST = 720

CHOICES = {
    "titles": ("title", ("none", *v.TITLES)),
    "retraining": ("retraining", ("none", *v.RETRAINING, "both")),
    "category": ("category", v.CATEGORIES),
    "management_category": ("management_category", v.MANAGEMENT_CATEGORIES),
    "language_level": ("language_level", v.LANGUAGE_LEVELS),
}
_SETS = ("titles", "retraining")


def options(vocabulary: str, values: tuple[str, ...]) -> tuple[Option, ...]:
    """Buttons of a vocabulary's values with their words."""
    return tuple(Option(value, LABELS[vocabulary][value]) for value in values)


def is_years(fact: str) -> bool:
    """Whether it is a time, which can be another one at another position."""
    return fact.startswith("experience.")


def step(fact: str, relevance: Relevance | None = None, held: StoredAnswer | None = None) -> Step:
    """The question that settles `fact`, in the words of a check and with the months that it asks
    for among its buttons; KeyError when one answer cannot. What is known of it in part already
    (`held`) is not offered for choice again."""
    wording = QUESTIONS[fact] if relevance is None else relevance.wording(fact)
    if is_years(fact):
        thresholds = {} if relevance is None else relevance.thresholds
        asked = thresholds.get(fact.removeprefix("experience."), ())
        buttons = _durations(asked, None if held is None else held.value)
        return Step(fact, fact, Widget.MONTHS, wording, buttons, bounds=(0, _LONGEST))
    if fact.startswith("flags."):
        return Step(
            fact,
            fact,
            Widget.YES_NO,
            wording,
            options("yes_no", ("yes", "no")),
            vocabulary="yes_no",
        )
    if fact == "h_index":
        buttons = tuple(Option(str(n)) for n in range(6))
        return Step(fact, fact, Widget.NUMBER, wording, buttons, bounds=(0, 300))
    vocabulary, values = CHOICES[fact]
    if held is not None and held.state == PART:
        values = ("pedagogical", "both") if held.value else ("none", "professional")
    return Step(
        fact, fact, Widget.CHOICE, wording, options(vocabulary, values), vocabulary=vocabulary
    )


def to_value(fact: str, answer: JsonValue) -> JsonValue:
    """What is kept for an answer: the contract's own value of the fact."""
    if fact in _SETS:
        return {"none": [], "both": list(v.RETRAINING)}.get(answer, [answer])
    if fact.startswith("flags."):
        return answer is True or answer == "yes"
    return answer


def from_value(fact: str, value: JsonValue) -> str | int:
    """The option that stands for a kept value, to show what was answered."""
    if fact in _SETS:
        chosen = list(value)
        return "none" if not chosen else "both" if set(chosen) == set(v.RETRAINING) else chosen[-1]
    if fact.startswith("flags."):
        return "yes" if value else "no"
    result: str | int = value
    return result


def _durations(thresholds: tuple[int, ...], held: JsonValue) -> tuple[Option, ...]:
    """Durations to press: whole years around what the position asks for, what was said before, and
    the years beside that, which it may be by now."""
    said = [held] if isinstance(held, int) and 0 <= held <= _LONGEST else []
    near = [year for months in said for year in (months // 12 * 12, months // 12 * 12 + 12)]
    asked = (*thresholds, *(months + 12 for months in thresholds))
    wanted = dict.fromkeys((0, *said, *near, *asked, *_USUAL_MONTHS))
    shown = [
        months
        for months in wanted
        if months in (*said, *thresholds) or (months % 12 == 0 and months <= _LONGEST)
    ]
    return tuple(Option(str(months)) for months in sorted(shown[:_MOST_BUTTONS]))
