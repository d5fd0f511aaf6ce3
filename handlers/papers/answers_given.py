"""What was answered, fact by fact, in the words of the chat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.chat.said_words import fact_name, kept_words, named
from handlers.papers.outline import competences
from handlers.papers.paper import Paper
from handlers.papers.plain_words import plain
from rules.questionnaire import checklist
from rules.questionnaire.ask import leaves_by_fact
from rules.questionnaire.lists import LISTS
from rules.questionnaire.wording import FACT_NAMES
from rules.vocabulary import JsonValue


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer in the shape in which the questionnaire keeps it."""

    state: str
    value: JsonValue
    run_id: int | None = None
    sequence: int = 0


def answers_given(paper: Paper) -> Iterator[tuple[str, str]]:
    """The name and the answer of every fact that the check uses, in the order of the text."""
    report = paper.report
    used = leaves_by_fact(paper.catalogue, report.position, report.category)
    for fact in dict.fromkeys((*used, *(f for f in FACT_NAMES if f in paper.states))):
        yield fact_name(fact, paper.tr, paper.position), _answer(fact, paper)


def _answer(fact: str, paper: Paper) -> str:
    tr = paper.tr
    value = _value(fact, paper.answers)
    state = paper.states.get(fact, "value" if value is not None else "unknown")
    if state.startswith("skipped"):
        if "left it out" in state:
            return tr.text("left out by choice")
        return tr.text("not asked: it could not change the report")
    if value is None:
        return tr.text("don't know")
    if fact in _SETS:
        chosen: list[str] = list(value) or ["none"]
        return ", ".join(named(_SETS[fact], each, tr) for each in chosen)
    return plain(kept_words(fact, _Kept("value", _kept(fact, value, paper)), tr))


_SETS = {"titles": "title", "retraining": "retraining"}


def _value(fact: str, answers: JsonValue) -> JsonValue:
    group, _, name = fact.partition(".")
    found = answers.get(group)
    return found.get(name) if name and isinstance(found, dict) else found


def _kept(fact: str, value: JsonValue, paper: Paper) -> JsonValue:
    """A value of the contract in the shape in which the questionnaire keeps it."""
    if fact == checklist.FACT:
        known = [item for item in competences(paper) if item.status != "unknown"]
        return {"items": {item.leaf.id: item.status == "met" for item in known}}
    if fact == "honours" and isinstance(value, list):
        return {"items": [{"honour": honour} for honour in value]}
    if fact == "education":
        return {"items": [item for item in value if not _stands_twice(item, value)]}
    return {"items": value} if fact in LISTS else value


def _stands_twice(diploma: JsonValue, diplomas: JsonValue) -> bool:
    """Whether it is another one without its fields: of those only some were known."""
    return "fields" not in diploma and any(
        other != diploma and {**other, "fields": []} == {**diploma, "fields": []}
        for other in diplomas
    )
