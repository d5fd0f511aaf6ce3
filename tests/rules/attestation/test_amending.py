"""A newer edition made of numbers: what may change, from which day, and what it leaves alone."""

from __future__ import annotations

from datetime import date
from typing import Any as AnyValue

import pytest

from rules.attestation import (
    Attestation,
    AttestationEdition,
    attestation,
    editions,
    entered_edition,
    first_day_after,
    granted_on,
    numbers_of,
    term_of_category,
)
from rules.errors import BadRules
from rules.norms.model import Text
from rules.profile import parse_profile
from rules.vocabulary import Json
from tests.rules.attestation.people import OLD_NUMBERS, ON, course

BASE = editions()[-1]
NAME = Text(kk="Жаңа № 99 бұйрық", ru="Новый приказ № 99", en="New order No. 99")
SINCE = date(2026, 9, 1)


def newer(numbers: dict[str, int], since: date = SINCE) -> AttestationEdition:
    return entered_edition(BASE, numbers, "entered-1", NAME, since, "College", date(2026, 8, 20))


def asked(
    profile: Json, category: str, known: tuple[AttestationEdition, ...], on: date = ON
) -> Attestation:
    found = attestation("tvet-teacher", category, parse_profile(profile, on), on, known)
    assert found is not None
    return found


def test_there_is_a_number_for_everything_that_the_order_counts() -> None:
    values = {number.key: number.value for number in numbers_of(BASE)}
    hours = {key: value for key, value in values.items() if key.endswith(".hours")}
    assert hours == {
        "moderator.hours": 72,
        "expert.hours": 72,
        "researcher.hours": 80,
        "master.hours": 108,
        "deputy_3.hours": 72,
        "deputy_2.hours": 80,
        "deputy_1.hours": 108,
    }
    assert [values[f"{c}.test"] for c in ("teacher", "moderator", "expert", "master")] == [
        50, 60, 70, 90,
    ]  # fmt: skip
    assert values["moderator.work_months"] == 24
    assert values["researcher.achievements"] == 5
    assert values["researcher.early_months"] == 24
    assert values["pedagogues.term"] == 60
    assert values["managers.first_head_term"] == 36
    assert values["test_valid"] == 12


def test_each_number_can_be_changed_alone() -> None:
    for number in numbers_of(BASE):
        assert number.low <= number.value <= number.high, number.key
        other = number.low if number.value != number.low else number.high
        changed = numbers_of(newer({number.key: other}))
        differing = {
            new.key: new.value
            for old, new in zip(numbers_of(BASE), changed, strict=True)
            if old.value != new.value
        }
        assert differing == {number.key: other}


def test_the_edition_counts_from_its_day_and_says_who_entered_it() -> None:
    known = (*editions(), newer({"expert.hours": 96, "expert.test": 75}))
    before = asked({"certificates": []}, "expert", known, date(2026, 8, 31))
    after = asked({"certificates": []}, "expert", known, SINCE)
    assert (before.hours_short, after.hours_short) == (72, 96)
    told = after.to_json("en")
    assert told["edition"] == NAME.en
    assert "entered by the HR of an organisation (College; August 2026)" in told["check"]
    assert "Check before you apply" in told["check"]
    assert "College" not in str(before.to_json("en"))


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        ({"expert.hours": 0}, "expert.hours: 0 is not from 1 to 500"),
        ({"expert.test": 101}, "expert.test: 101 is not from 1 to 100"),
        ({"pedagogues.term": 5}, "pedagogues.term: 5 is not from 12 to 240"),
        ({"expert.luck": 7}, "no such number"),
    ],
)
def test_a_number_that_cannot_be_is_refused(numbers: dict[str, int], problem: str) -> None:
    with pytest.raises(BadRules, match=problem):
        newer(numbers)


def test_the_edition_it_is_made_of_stays_as_it_was() -> None:
    before = BASE.model_dump()
    newer({"expert.hours": 96})
    assert BASE.model_dump() == before


def test_a_newer_edition_begins_after_the_last_one() -> None:
    assert first_day_after(editions()) == date(2025, 2, 26)
    assert first_day_after((*editions(), newer({}))) == date(2026, 9, 2)


def test_a_shorter_term_does_not_shorten_what_was_granted_before() -> None:
    known = (*editions(), newer({"pedagogues.term": 36}))
    held: AnyValue = {"category": "moderator", "category_granted": "2024-05-10"}
    term = asked(held, "expert", known).term
    assert term is not None
    assert term.ends == date(2029, 5, 10)
    held["category_granted"] = "2026-09-10"
    term = asked(held, "expert", known).term
    assert term is not None
    assert term.ends == date(2029, 9, 10)
    assert "for 3 years" in str(asked(held, "expert", known).to_json("en")["keeping"])


def test_the_day_of_granting_follows_from_the_term_of_its_edition() -> None:
    known = (*editions(), newer({"pedagogues.term": 36, "managers.first_head_term": 24}))
    assert granted_on("tvet-teacher", date(2029, 5, 10), known) == date(2024, 5, 10)
    assert granted_on("tvet-teacher", date(2029, 9, 10), known) == date(2026, 9, 10)
    assert granted_on("tvet-director", date(2028, 5, 10), known) == date(2025, 5, 10)
    assert granted_on("uni-lecturer", date(2029, 9, 10), known) is None


def test_a_category_lasts_as_the_edition_says_in_which_it_was_granted() -> None:
    known = (*editions(), newer({"pedagogues.term": 36, "managers.first_head_term": 24}))

    def months(fact: str, granted: date, *, first_head: bool = False) -> int:
        return term_of_category(fact, granted, known, first_head=first_head).months

    assert months("category", date(2020, 9, 1)) == 60
    assert months("category", date(2026, 8, 31)) == 60
    assert months("category", SINCE) == 36
    assert months("management_category", SINCE) == 60
    assert months("management_category", date(2026, 8, 31), first_head=True) == 36
    assert months("management_category", SINCE, first_head=True) == 24


def test_a_last_day_that_no_edition_explains_has_no_day_of_granting() -> None:
    known = (*editions(), newer({"pedagogues.term": 84}))
    assert granted_on("tvet-teacher", date(2032, 1, 1), known) is None


def test_courses_are_counted_since_the_category_by_the_newer_edition() -> None:
    known = (*editions(), newer({"expert.hours": 100}))
    held = {
        "category": "moderator",
        "category_granted": "2025-01-10",
        "certificates": [course(90, "2024-12-01"), course(40, "2026-01-01")],
    }
    assert asked(held, "expert", known).hours_short == 60


def test_an_edition_of_the_older_shape_keeps_its_numbers_and_the_rest_is_not_theirs() -> None:
    kept = newer(OLD_NUMBERS)
    after = {number.key: number.value for number in numbers_of(kept)}
    assert after.items() >= OLD_NUMBERS.items()
    assert set(after) - set(OLD_NUMBERS) == {"deputy_2.early_years", "deputy_1.early_years"}
    block = asked({}, "expert", (*editions(), kept)).to_json("en")
    by_id = {
        item["id"]: item["entered"]
        for part in ("requirements", "next_steps", "keeping", "exceptions")
        for item in block[part]
    }
    theirs = {key for key, entered in by_id.items() if entered}
    assert theirs == {"knowledge-test", "course-hours", "early", "term"}
    assert not any(way["entered"] for part in ("ways", "no_test") for way in block[part])
    assert "marked ▫️ is not theirs but of the edition before" in block["check"]
    assert kept.below == BASE.name
    manager = attestation("tvet-deputy-it", "deputy_2", parse_profile({}, ON), ON, (BASE, kept))
    assert manager is not None
    [early] = [step for step in manager.to_json("en")["next_steps"] if step["id"] == "early"]
    assert (early["clause"], early["entered"]) == ("64", False)
