"""The contract's profile (section 3) from kept answers; what is unknown has no key."""

from __future__ import annotations

from rules.questionnaire import checklist
from rules.questionnaire.lists import LISTS, contract_value
from rules.questionnaire.question import Answers, Json
from rules.questionnaire.relevance import Relevance

SKIPPED_ADVANTAGES = "skipped_advantages"


def profile_of(
    answers: Answers, relevance: Relevance | None = None, *, known: frozenset[str] = frozenset()
) -> dict[str, Json]:
    """The profile that the answers with state `value` make.

    `relevance`: the check it is for; a list counts as given when what this check looks at was
    asked. Without it a list counts only when everything was asked. `known`: the competence
    identifiers of the catalogue; others (of an earlier edition) are left out.
    """
    profile: dict[str, Json] = {}
    for fact, answer in answers.items():
        if answer.state == "value":
            _put(profile, fact, answer.value, relevance, known)
    return profile


def _put(
    profile: dict[str, Json],
    fact: str,
    value: Json,
    relevance: Relevance | None,
    known: frozenset[str],
) -> None:
    if fact == SKIPPED_ADVANTAGES:
        return
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
