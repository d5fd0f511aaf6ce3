"""The chain as data: whatever is switched, handed over and sent back, a document ends approved by
those whose steps they are, in their order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.training.chain import (
    HOLDERS_OF,
    NEVER_OFF,
    chain_of,
    is_locked,
    may_hold,
    may_switch,
    standing,
    way_of,
)
from rules.training.vocabulary import (
    CHAIN_STEPS,
    COLLEGE_CHAIN,
    UNIT_STEPS,
    UNIVERSITY_CHAIN,
    WHOLE_STEPS,
    ChainStep,
    PassageOutcome,
    Step,
    TrainingForm,
)

FORMS: tuple[TrainingForm, ...] = ("602-01", "602-05")


@st.composite
def chains(draw: st.DrawFn) -> tuple[Step, ...]:
    usual = draw(st.sampled_from((UNIVERSITY_CHAIN, COLLEGE_CHAIN)))
    return tuple(
        replace(
            each,
            active=each.name in NEVER_OFF or draw(st.booleans()),
            holder=draw(st.sampled_from(HOLDERS_OF[each.name])),
        )
        for each in usual
    )


@given(chains(), st.sampled_from(FORMS), st.booleans(), st.lists(st.booleans(), max_size=30))
def test_every_way_ends_whatever_is_sent_back(
    chain: tuple[Step, ...], form: TrainingForm, money: bool, backs: list[bool]
) -> None:
    way = way_of(chain, form, university_money=money)
    done: list[tuple[ChainStep, PassageOutcome]] = []
    for back in [*backs, *([False] * len(way))]:
        now = standing(way, done)
        if now.over:
            break
        if back and done and not now.sent_back:
            assert now.next is not None
            done.append((now.next.name, "back"))
            assert standing(way, done).next == way[0]
            assert standing(way, done).sent_back
            continue
        assert {each.holder for each in now.at_once} == {now.at_once[0].holder}
        done += [(each.name, "done") for each in now.at_once]
    assert standing(way, done).over
    last_back = max((at for at, (_, outcome) in enumerate(done) if outcome == "back"), default=-1)
    assert [name for name, _ in done[last_back + 1 :]] == [each.name for each in way]


@given(chains(), st.sampled_from(FORMS))
def test_a_step_that_is_switched_off_in_the_middle_is_waited_for_no_more(
    chain: tuple[Step, ...], form: TrainingForm
) -> None:
    way = way_of(chain, form)
    for at in range(len(way)):
        done: list[tuple[ChainStep, PassageOutcome]] = [(each.name, "done") for each in way[:at]]
        shorter = way[:at] + way[at + 1 :]
        assert standing(shorter, done).ahead == way[at + 1 :]


@given(st.lists(st.tuples(st.sampled_from(UNIT_STEPS), st.sampled_from(("done", "back")))))
def test_items_are_locked_from_the_heads_approval_until_it_is_sent_back(
    done: list[tuple[ChainStep, PassageOutcome]],
) -> None:
    since = done
    for at, (_, outcome) in enumerate(done):
        if outcome == "back":
            since = done[at + 1 :]
    assert is_locked(done) == (("approve_unit", "done") in since)


def test_the_money_is_agreed_on_only_where_it_is_the_universitys() -> None:
    with_money = [each.name for each in way_of(UNIVERSITY_CHAIN, "602-05")]
    without = [each.name for each in way_of(UNIVERSITY_CHAIN, "602-05", university_money=False)]
    assert with_money == list(WHOLE_STEPS)
    assert without == [each for each in WHOLE_STEPS if each != "agree"]


def test_a_college_has_a_shorter_chain() -> None:
    college = chain_of({}, has_institutes=False)
    assert [each.name for each in way_of(college, "602-01")] == ["discuss", "approve_unit"]
    assert "agree" not in [each.name for each in way_of(college, "602-05")]
    university = chain_of({}, has_institutes=True)
    assert [each.name for each in way_of(university, "602-01")] == list(UNIT_STEPS)


def test_what_the_organisation_settled_goes_before_what_is_usual() -> None:
    own = Step("sign", False, "outside", "Декан")
    chain = chain_of({"sign": own}, has_institutes=True)
    assert own in chain
    assert [each.name for each in chain] == list(CHAIN_STEPS)


def test_the_head_discusses_and_approves_in_one_act() -> None:
    way = way_of(UNIVERSITY_CHAIN, "602-01")
    assert [each.name for each in standing(way, ()).at_once] == ["discuss", "approve_unit"]
    apart = way_of((replace(UNIVERSITY_CHAIN[1], holder="outside"), *UNIVERSITY_CHAIN[2:]),
                   "602-01")  # fmt: skip
    assert [each.name for each in standing(apart, ()).at_once] == ["discuss"]


@pytest.mark.parametrize("step", CHAIN_STEPS)
def test_what_makes_a_schedule_is_never_switched_off(step: ChainStep) -> None:
    assert may_switch(step, active=True)
    assert may_switch(step, active=False) == (step not in NEVER_OFF)
    assert any(may_hold(step, each.holder) for each in UNIVERSITY_CHAIN if each.name == step)
    assert not may_hold("plan", "outside")
