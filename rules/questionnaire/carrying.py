"""What was said for another position and could be said of this one: asked once, never assumed.

Only what was said to be there is offered ("bachelor by profile", "5 years in the specialty"); a
"no" said for another profile tells nothing, so that is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rules.norms.tied_facts import ALWAYS_ASKED, PROFESSIONAL, PROFILE, TIED
from rules.questionnaire.drafts import Draft, before
from rules.questionnaire.lists import LISTS
from rules.questionnaire.question import (
    PART,
    Answers,
    Change,
    Option,
    Put,
    Step,
    StoredAnswer,
    Widget,
)
from rules.questionnaire.relevance import Relevance
from rules.questionnaire.scope import SAME, Row, merge
from rules.questionnaire.single import is_years, options
from rules.questionnaire.wording import QUESTIONS, mark
from rules.vocabulary import JsonValue

YES: Final = "yes"
NO_LABEL: Final = mark("No, ask me")


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing said for another position. `position`: where it was said last; `value`: the whole
    answer as it would be here; `said`: the part of it that is offered, as a list keeps it."""

    fact: str
    position: str
    value: JsonValue
    said: JsonValue
    run_id: int | None


def offered(
    answers: Answers, elsewhere: Sequence[Row], relevance: Relevance, asked: Collection[str]
) -> tuple[Offered, ...]:
    """What could be used of the rows of other positions for the facts `asked`."""
    rows = sorted(elsewhere, key=lambda row: row.sequence, reverse=True)
    found: list[Offered] = []
    for fact in relevance.sources:
        if fact in asked and fact not in ALWAYS_ASKED:
            said = [row for row in rows if row.fact == fact and row.state == "value"]
            found += _of_fact(fact, answers.get(fact), said, relevance)
    return tuple(found)


def _of_fact(
    fact: str, here: StoredAnswer | None, said: list[Row], relevance: Relevance
) -> Iterator[Offered]:
    if not said or (here is not None and here.state == "draft"):
        return
    latest = said[0]
    if fact in TIED:
        value = _plain(fact, latest.value)
        there = value["items"] if fact in LISTS else value
        if there and (here is None or here.state != "value"):
            yield Offered(fact, latest.position, value, there, latest.run_id)
    elif fact in ("education", "degrees") and here is not None and here.state == "value":
        yield from _of_items(fact, here.value, said, relevance)
    elif fact == "certificates" and PROFILE in relevance.topics:
        yield from _of_courses(here, latest)
    elif fact == "retraining":
        yield from _of_retraining(here, latest)


def _of_items(
    fact: str, value: JsonValue, said: list[Row], relevance: Relevance
) -> Iterator[Offered]:
    """The diplomas or degrees whose profile matters here and was said for another position."""
    found: dict[str, Row] = {}
    for item in value["items"]:
        if not _is_open(fact, item, relevance):
            continue
        of_it = [row for row in said if item.get("id") in row.value.get("part", {})]
        if of_it and of_it[0].value["part"][item["id"]]:
            found[item["id"]] = of_it[0]
    if found:
        latest = max(found.values(), key=lambda row: row.sequence)
        whole = merge(fact, _plain(fact, value), dict.fromkeys(found, True))
        shown = [item for item in whole["items"] if item.get("id") in found]
        yield Offered(fact, latest.position, whole, shown, latest.run_id)


def _is_open(fact: str, item: JsonValue, relevance: Relevance) -> bool:
    if fact == "degrees":
        return item["degree"] in relevance.in_profile and "in_profile" not in item
    wanted = relevance.fields.get(item["level"], ())
    return PROFILE in wanted and PROFILE not in item.get("asked", [])


def _of_courses(here: StoredAnswer | None, latest: Row) -> Iterator[Offered]:
    kept = None if here is None or here.value is None else _plain("certificates", here.value)
    part = latest.value.get("part")
    if part is None or not part["items"] or (kept is not None and PROFILE in kept["asked"]):
        return
    value = merge("certificates", kept, part)
    yield Offered("certificates", latest.position, value, part["items"], latest.run_id)


def _of_retraining(here: StoredAnswer | None, latest: Row) -> Iterator[Offered]:
    part = latest.value["part"]
    if here is not None and here.state == PART and part[PROFILE]:
        value = merge("retraining", here.value, part)
        yield Offered("retraining", latest.position, value, [PROFESSIONAL], latest.run_id)


def _plain(fact: str, value: JsonValue) -> JsonValue:
    if fact not in LISTS:
        return value
    return {key: inner for key, inner in value.items() if key != "steps"}


def step(found: Sequence[Offered]) -> Step:
    """The question whether all of it is so here too; a kind of experience can be changed first."""
    changes = tuple(Option(each.fact) for each in found if is_years(each.fact))
    return Step(
        SAME,
        SAME,
        Widget.YES_NO,
        QUESTIONS[SAME],
        (*options("yes_no", (YES,)), Option("no", NO_LABEL), *changes),
        vocabulary="yes_no",
        can_be_unknown=False,
    )


def taken(found: Sequence[Offered], answers: Answers, answer: JsonValue) -> tuple[Change, ...]:
    """What an answer to that question keeps; whatever is no yes leaves all to be asked."""
    if answer in {each.fact for each in found}:
        draft = Draft(fresh=True, before=before(answers.get(answer)))
        return (Put(answer, "draft", draft.to_json()),)
    if answer != YES:
        return (Put(SAME, "value", {}),)
    copies = [Put(each.fact, "value", each.value, each.run_id) for each in found]
    held = {each.fact: before(answers.get(each.fact)) for each in found}
    return (*copies, Put(SAME, "value", held))
