"""The contract's profile (section 3) from kept answers; what is unknown has no key."""

from __future__ import annotations

from rules.questionnaire import checklist
from rules.questionnaire.lists import LISTS, contract_value
from rules.questionnaire.question import PART, Answers, StoredAnswer
from rules.questionnaire.relevance import Relevance
from rules.questionnaire.scope import SAME
from rules.vocabulary import Json, JsonValue

SKIPPED_ADVANTAGES = "skipped_advantages"
ASKED_ADVANTAGES = "asked_advantages"
"""That a run is there to ask what only gives an advantage, after the report."""
TOGETHER = "answered_together"
"""Which facts a run asked on one screen: lists of their names, in the order of the screens."""
MARKERS = frozenset({SKIPPED_ADVANTAGES, ASKED_ADVANTAGES, TOGETHER, SAME})
"""What is kept among the answers and is none."""


def profile_of(
    answers: Answers, relevance: Relevance | None = None, *, known: frozenset[str] = frozenset()
) -> Json:
    """The profile that the answers make which say something.

    `relevance`: the check it is for; a list counts as given when what this check looks at was
    asked. Without it a list counts only when everything was asked. `known`: the competence
    identifiers of the catalogue; others (of an earlier edition) are left out.
    """
    profile: Json = {}
    for fact, answer in answers.items():
        if fact not in MARKERS and _counts(answer, relevance):
            _put(profile, fact, answer.value, relevance, known)
    return profile


def _counts(answer: StoredAnswer, relevance: Relevance | None) -> bool:
    """Whether the answer says enough: retraining known in part does where that part decides."""
    if answer.state == PART:
        return relevance is not None and relevance.decided_by(answer.value)
    return answer.state == "value"


def _put(
    profile: Json,
    fact: str,
    value: JsonValue,
    relevance: Relevance | None,
    known: frozenset[str],
) -> None:
    if fact in LISTS:
        items = contract_value(LISTS[fact], value, relevance)
        if items is not None:
            profile[fact] = items
    elif fact == checklist.FACT:
        profile[fact] = {item: yes for item, yes in value["items"].items() if item in known}
    elif "." in fact:
        group, name = fact.split(".")
        profile.setdefault(group, {})[name] = value
    else:
        profile[fact] = value
