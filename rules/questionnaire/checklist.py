"""The checklist of competences, in pages; what an earlier check answered is not asked again."""

from __future__ import annotations

from dataclasses import dataclass

from rules.norms.model import Competence
from rules.questionnaire.question import Option, Step, Widget
from rules.questionnaire.relevance import Relevance
from rules.questionnaire.wording import QUESTIONS
from rules.vocabulary import JsonValue

FACT = "competences"
CHARACTERS_ON_A_PAGE = 3000
EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Checked:
    """Items answered so far (identifier: does the person have it) and those left out."""

    items: dict[str, bool]
    skipped: frozenset[str]
    pages: int


def check_off(base: JsonValue, log: list[JsonValue]) -> Checked:
    """The checklist after the pages of `log`, begun from a kept value."""
    items: dict[str, bool] = dict(base["items"]) if base is not None else {}
    skipped: set[str] = set()
    for _, answer in log:
        if answer["yes"] is None:
            skipped |= set(answer["shown"])
        else:
            items.update({item: item in answer["yes"] for item in answer["shown"]})
    return Checked(items, frozenset(skipped), len(log))


def next_page(state: Checked, relevance: Relevance) -> Step | None:
    """The next items to mark; None when every item is answered or left out."""
    waiting = _waiting(state, relevance)
    if not waiting:
        return None
    by_id = {item.id: item for item in relevance.position.competences}
    shown = _page(tuple(by_id[item] for item in waiting))
    return Step(
        FACT,
        f"{FACT}.{state.pages}",
        Widget.CHECKLIST,
        QUESTIONS[FACT],
        tuple(Option(item.id) for item in shown),
        items=shown,
        remaining=len(waiting),
    )


def _page(items: tuple[Competence, ...]) -> tuple[Competence, ...]:
    """As many items as fit a message with its question, at least one."""
    length = 0
    for number, item in enumerate(items):
        length += max(len(item.text.kk), len(item.text.ru), len(item.text.en))
        if number and length > CHARACTERS_ON_A_PAGE:
            return items[:number]
    return items


def logged(step: Step, answer: JsonValue) -> JsonValue:
    """How an answered page stands in the log; `everything` is yes to all that the page shows."""
    shown = [option.value for option in step.options]
    if answer == EVERYTHING:
        return {"yes": shown, "shown": shown}
    return {"yes": None if answer is None else list(answer), "shown": shown}


def _waiting(state: Checked, relevance: Relevance) -> tuple[str, ...]:
    return tuple(
        item
        for item in relevance.competences
        if item not in state.items and item not in state.skipped
    )
