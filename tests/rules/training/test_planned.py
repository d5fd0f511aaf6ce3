"""What is asked of an item, which risks it carries, what fell behind, and the derived days."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.training.behind import Behind, ItemOf, MissingReport, PlanOf, behind
from rules.training.days import asked_on, heard_by, order_on, quarters_of
from rules.training.planned import (
    Leaving,
    Planned,
    risks_of,
    still_open,
    to_pay_back,
    without_proof,
)
from rules.training.readings import figure_of, training_readings
from rules.training.vocabulary import FUNDING_SOURCES, TRAINING_KINDS, FundingSource, TrainingKind

ON = date(2027, 3, 1)
WHOLE = Planned(
    topic="Python", kind="university", area="technical", reason="norm_hours", hours=72,
    first_day=date(2027, 4, 3), last_day=date(2027, 4, 14), place="Almaty", cost=90_000,
    source="own", trip=False,
)  # fmt: skip
STAYS = Leaving(date(2026, 5, 1), payback=True)


def test_an_item_of_which_all_is_said_asks_nothing() -> None:
    assert still_open(WHOLE) == ()
    assert still_open(Planned())[0] == "topic"


def test_one_day_alone_still_asks_for_the_days() -> None:
    assert still_open(replace(WHOLE, last_day=None)) == ("days",)


def test_a_course_for_nothing_has_a_cost() -> None:
    assert still_open(replace(WHOLE, cost=0)) == ()
    assert still_open(replace(WHOLE, cost=None)) == ("cost",)


@pytest.mark.parametrize(
    ("kind", "duty"),
    [("contract", "contract_number"), ("conference", "paper"), ("other", "grounds")],
)
def test_three_kinds_carry_a_duty_of_proof(kind: TrainingKind, duty: str) -> None:
    assert without_proof(replace(WHOLE, kind=kind)) == (duty,)
    assert without_proof(replace(WHOLE, kind=kind, **{duty: "№ 5"})) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "duties"),
    [
        ("university", ("contract_number", "specification")),
        ("grant", ("consent_number",)),
        ("outside", ("consent_number",)),
        ("sponsor", ()),
        ("own", ()),
    ],
)
def test_sources_ask_for_contract_specification_or_consent(
    source: FundingSource, duties: tuple[str, ...]
) -> None:
    assert without_proof(replace(WHOLE, source=source)) == duties


@given(st.sampled_from(TRAINING_KINDS), st.sampled_from(FUNDING_SOURCES))
def test_nothing_is_asked_twice(kind: TrainingKind, source: FundingSource) -> None:
    asked = still_open(Planned(kind=kind, source=source))
    assert len(asked) == len(set(asked))


def risks(item: Planned, leaving: Leaving = STAYS, **others: object) -> frozenset[str]:
    about = {"approved": True, "approve_by": None, "mark": None, **others}
    return risks_of(item, leaving, ON, **about)  # type: ignore[arg-type]


def test_no_source_or_a_late_approval_risk_that_nobody_comes() -> None:
    assert risks(WHOLE) == frozenset()
    assert risks(replace(WHOLE, source=None)) == {"not_attended"}
    before, after = ON - timedelta(1), ON + timedelta(1)
    assert risks(WHOLE, approved=False, approve_by=before) == {"not_attended"}
    assert risks(WHOLE, approved=False, approve_by=after) == frozenset()
    assert risks(WHOLE, approved=False) == frozenset()


def test_a_poor_mark_is_the_risk_of_a_course_in_vain() -> None:
    assert [risks(WHOLE, mark=mark) for mark in (1, 2)] == [{"ineffective"}] * 2
    assert risks(WHOLE, mark=3) == frozenset()


def test_the_risk_of_leaving_is_about_the_universitys_money() -> None:
    paid = replace(WHOLE, source="university")
    assert risks(paid) == frozenset()
    assert risks(paid, Leaving(date(2026, 5, 1), payback=None)) == {"leaving"}
    assert risks(paid, Leaving(None, payback=True)) == {"leaving"}
    assert risks(paid, Leaving(date(2024, 4, 13), payback=True)) == {"leaving"}
    assert risks(paid, Leaving(date(2024, 4, 14), payback=True)) == frozenset()
    assert risks(WHOLE, Leaving(None, payback=None)) == frozenset()


def test_what_is_due_on_leaving() -> None:
    assert to_pay_back(replace(WHOLE, source="university")) == 90_000
    assert to_pay_back(replace(WHOLE, source="university", cost=None)) is None
    assert to_pay_back(replace(WHOLE, source=None)) is None
    assert to_pay_back(WHOLE) == 0


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_a_course_is_heard_within_a_month_of_its_last_day(last: date) -> None:
    due = heard_by(last)
    assert (due.month - last.month) % 12 == 1
    assert due.day <= last.day
    assert 28 <= (due - last).days <= 31
    assert asked_on(last) == last + timedelta(1)
    assert order_on(last) == last - timedelta(30)


def test_quarters_are_proposed_within_the_year() -> None:
    assert quarters_of(date(2027, 1, 1), date(2027, 12, 31)) == (
        date(2027, 3, 31), date(2027, 6, 30), date(2027, 9, 30), date(2027, 12, 31),
    )  # fmt: skip
    assert quarters_of(date(2026, 9, 1), date(2027, 8, 31)) == (
        date(2026, 9, 30), date(2026, 12, 31), date(2027, 3, 31), date(2027, 6, 30),
    )  # fmt: skip


def test_readings_are_cited_by_clause_and_their_figures_are_there() -> None:
    found = training_readings()
    assert len(found) == 18
    assert all(each.clauses and each.adopted for each in found.values())
    assert [name for name, each in found.items() if each.chart] == ["R701", "R709"]
    with pytest.raises(ValueError, match="R701"):
        figure_of("R701")


ITEM = ItemOf(7, 1, 5, date(2027, 1, 20), None, None, None, None)


def found(on: date, *items: ItemOf, plans_due: date | None = None) -> list[Behind]:
    return behind(on, plans_due, plans_due, [PlanOf(1, 5, False), PlanOf(2, 5, True)], [5], items)


def test_a_day_that_is_not_entered_makes_nothing_late() -> None:
    assert found(date(2030, 1, 1)) == []


def test_plans_and_schedules_are_late_on_the_day_after() -> None:
    assert found(ON, plans_due=ON) == []
    late = found(ON + timedelta(1), plans_due=ON)
    assert late == [Behind("no_plan", 5, 1), Behind("not_approved", 5)]
    assert [each.about for each in late] == ["employee:1", "department:5"]


def test_a_course_falls_behind_by_its_report() -> None:
    assert found(date(2027, 2, 20), ITEM) == []
    assert found(date(2027, 2, 21), ITEM) == [Behind("no_report", 5, 1, 7)]
    heard = replace(ITEM, outcome="done", heard_on=date(2027, 2, 1))
    assert found(date(2027, 2, 21), heard) == []
    later = replace(ITEM, outcome="otherwise", ended_on=date(2027, 1, 30))
    assert found(date(2027, 2, 28), later) == []
    assert found(date(2027, 3, 1), later) == [Behind("no_report", 5, 1, 7)]


def test_a_course_that_did_not_happen_or_was_poor() -> None:
    assert found(ON, replace(ITEM, outcome="missed")) == [Behind("not_attended", 5, 1, 7)]
    poor = replace(ITEM, outcome="done", heard_on=ON, mark=2)
    assert found(ON, poor) == [Behind("ineffective", 5, 1, 7)]


def test_a_report_is_late_on_the_day_after_its_own() -> None:
    missing = [
        MissingReport(ON, 5),
        MissingReport(ON, 5, 1),
        MissingReport(ON + timedelta(9), None),
    ]
    assert behind(ON, None, None, [], [], [], missing) == []
    late = behind(ON + timedelta(1), None, None, [], [], [], missing)
    assert late == [Behind("not_reported", 5), Behind("not_reported", 5, 1)]
    never = [MissingReport(None, 5)]
    assert behind(date(2030, 1, 1), None, None, [], [], [], never) == []


def test_a_course_without_days_cannot_be_late() -> None:
    assert found(date(2030, 1, 1), replace(ITEM, last_day=None)) == []
