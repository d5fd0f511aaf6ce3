"""What is said for one position is kept apart from what is so everywhere, and is merged again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import vocabulary as v
from rules.norms.tied_facts import ALWAYS_ASKED, IN_PART, TIED
from rules.questionnaire.question import Put, Remove
from rules.questionnaire.scope import GENERAL, merge, rows_of, seen_from, split

HERE, THERE = "tvet-teacher", "tvet-master"


@dataclass
class Stored:
    fact: str
    position: str
    state: str
    value: Any
    run_id: int | None = 1
    sequence: int = 1


class Table:
    """Rows the way a database keeps them."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Stored] = {}
        self.number = 0

    def keep(self, change: Put | Remove, position: str, run_id: int = 1) -> None:
        for row in rows_of(change, position, self.number + 1):
            self.number += 1
            key = (row.fact, row.position)
            self.rows.pop(key, None)
            if row.state is not None:
                # What is stored is JSON, so nothing may be shared with what is put.
                value = json.loads(json.dumps(row.value))
                self.rows[key] = Stored(*key, row.state, value, run_id, self.number)

    def at(self, position: str) -> dict[str, Any]:
        seen, _ = seen_from(position, self.rows.values())
        return {fact: answer.value for fact, answer in seen.items()}


def some(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    return st.sets(st.sampled_from(values)).map(sorted)


@st.composite
def diplomas(draw: st.DrawFn) -> dict[str, Any]:
    asked = draw(some(v.FIELDS))
    item: dict[str, Any] = {"level": draw(st.sampled_from(v.LEVELS))}
    if asked:
        fields = draw(st.sets(st.sampled_from(asked)))
        item |= {"fields": sorted(fields), "asked": asked}
    if draw(st.booleans()):
        item["it_base"] = draw(st.booleans())
    return item


@st.composite
def degrees(draw: st.DrawFn) -> dict[str, Any]:
    item: dict[str, Any] = {"degree": draw(st.sampled_from(v.DEGREES))}
    if draw(st.booleans()):
        item["in_profile"] = draw(st.booleans())
    return item


@st.composite
def values(draw: st.DrawFn, fact: str) -> Any:
    if fact == "retraining":
        return [kind for kind in v.RETRAINING if draw(st.booleans())]
    ended = draw(st.booleans())
    if fact == "certificates":
        asked = draw(some(v.TOPICS))
        hours = st.integers(1, 200)
        course = st.fixed_dictionaries({"topic": st.sampled_from(asked or ("it",)), "hours": hours})
        items = draw(st.lists(course, max_size=4))
        # Those by profile come last when they are put together again.
        items.sort(key=lambda item: item["topic"] == "profile")
        return {"items": items, "asked": asked, "complete": ended}
    each = diplomas() if fact == "education" else degrees()
    return {"items": draw(st.lists(each, max_size=3)), "asked": [], "complete": ended}


def without_names(value: Any) -> Any:
    if isinstance(value, list):
        return value
    items = [{k: inner for k, inner in item.items() if k != "id"} for item in value["items"]]
    return {**value, "items": items}


@pytest.mark.parametrize("fact", sorted(IN_PART))
@given(data=st.data())
def test_what_is_split_is_merged_to_the_same(fact: str, data: st.DataObject) -> None:
    value = data.draw(values(fact))
    general, part = split(fact, value, 7)
    assert without_names(merge(fact, general, part)) == value


@pytest.mark.parametrize("fact", sorted(IN_PART))
@given(data=st.data())
def test_another_position_sees_nothing_that_is_tied(fact: str, data: st.DataObject) -> None:
    value = data.draw(values(fact))
    table = Table()
    table.keep(
        Put(fact, "value", {**value, "steps": {"log": [value]}} if "items" in value else value),
        HERE,
    )
    assert without_names(stepless(table.at(HERE)[fact])) == value
    for position in (THERE, GENERAL):
        seen = table.at(position).get(fact, [])
        words = json.dumps(seen)
        for tied in ('"profile"', '"in_profile"', '"professional"', '"steps"'):
            assert tied not in words


def stepless(value: Any) -> Any:
    if isinstance(value, list):
        return value
    return {key: inner for key, inner in value.items() if key != "steps"}


@pytest.mark.parametrize("fact", sorted(TIED))
def test_a_tied_fact_is_seen_from_its_position_only(fact: str) -> None:
    table = Table()
    table.keep(Put(fact, "value", 1), HERE)
    table.keep(Put(fact, "value", 2), GENERAL)
    assert table.at(HERE) == {fact: 1}
    assert table.at(THERE) == {}
    table.keep(Remove(fact), THERE)
    assert table.at(HERE) == {fact: 1}
    table.keep(Remove(fact), HERE)
    assert not table.rows


def test_everything_else_is_seen_from_everywhere() -> None:
    table = Table()
    for fact in ("titles", "experience.tvet_org", "competences", "h_index", "category"):
        table.keep(Put(fact, "value", 1), HERE)
        assert table.at(THERE)[fact] == 1
    table.keep(Remove("titles"), THERE)
    assert "titles" not in table.at(HERE)


def test_what_is_always_asked_is_tied() -> None:
    assert {"experience.post", "flags.teaches"} == ALWAYS_ASKED
    assert ALWAYS_ASKED < TIED


def diploma(level: str, *fields: str) -> dict[str, Any]:
    return {"level": level, "fields": list(fields), "asked": ["pedagogical", "profile"]}


def listed(*items: dict[str, Any]) -> dict[str, Any]:
    return {"items": list(items), "asked": [], "complete": True}


def test_an_answer_for_another_position_leaves_that_of_the_first() -> None:
    table = Table()
    table.keep(Put("education", "value", listed(diploma("bachelor", "profile"))), HERE)
    [item] = table.at(THERE)["education"]["items"]
    assert item["asked"] == ["pedagogical"]
    table.keep(
        Put("education", "value", listed({**item, "asked": ["pedagogical", "profile"]})), THERE
    )
    assert table.at(HERE)["education"]["items"][0]["fields"] == ["profile"]
    assert table.at(THERE)["education"]["items"][0]["fields"] == []


def test_what_was_said_of_one_diploma_is_never_said_of_a_new_one() -> None:
    table = Table()
    table.keep(Put("education", "value", listed(diploma("bachelor", "profile"))), HERE)
    table.keep(Put("education", "unknown", None), THERE)
    table.keep(Put("education", "value", listed({"level": "bachelor"})), THERE)
    assert table.at(HERE)["education"]["items"][0].get("fields") is None
    table.keep(Put("education", "value", listed({"level": "master"}, {"level": "tvet"})), THERE)
    names = [item["id"] for item in table.at(HERE)["education"]["items"]]
    assert len(set(names)) == 2
    assert all("fields" not in item for item in table.at(HERE)["education"]["items"])


def test_a_draft_is_of_its_position_and_hides_nothing_elsewhere() -> None:
    table = Table()
    table.keep(Put("education", "value", listed(diploma("bachelor", "pedagogical"))), HERE)
    table.keep(Put("education", "draft", {"log": []}), HERE, run_id=2)
    assert table.at(HERE)["education"] == {"log": []}
    assert table.at(THERE)["education"]["items"][0]["fields"] == ["pedagogical"]


def test_dont_know_of_further_courses_loses_none() -> None:
    table = Table()
    course = {"topic": "it", "hours": 72, "issued": "2025-03-14"}
    said = {"items": [course], "asked": ["it"], "complete": True}
    table.keep(Put("certificates", "value", said), HERE)
    table.keep(Put("certificates", "unknown", None), THERE)
    assert table.at(HERE)["certificates"]["items"] == [course]
    assert seen_from(THERE, table.rows.values())[0]["certificates"].state == "unknown"


def test_retraining_elsewhere_is_known_in_part() -> None:
    table = Table()
    table.keep(Put("retraining", "value", ["pedagogical", "professional"]), HERE)
    seen = seen_from(THERE, table.rows.values())[0]["retraining"]
    assert (seen.state, seen.value) == ("part", ["pedagogical"])
    assert table.at(HERE)["retraining"] == ["pedagogical", "professional"]
