"""Who of a list comes out otherwise by a later edition, in a register as in the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from cases.register.list_rows import known_of
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.roster.across_editions import AcrossEditions
from rules.roster.courses import Course
from rules.roster.judging import standing
from rules.roster.kept import person_kept
from rules.roster.person import Person
from rules.roster.schooling import Schooling
from rules.verdict.edition_kinds import Kind
from tests.rules.norms import two_editions as two
from tests.rules.roster.test_judging import people

ON = date(2026, 11, 20)
AINA = Person(
    sheet=None,
    row=2,
    name="Тестова Айна",
    post="преподаватель",
    position="tvet-teacher",
    category="teacher",
    experience={"specialty": 30},
    education=(Schooling("bachelor", ("pedagogical",)),),
    courses=(Course(72, "2025-03-14"),),
)


@pytest.fixture
def both(tmp_path: Path) -> Catalogue:
    return two.with_both(tmp_path / "norms")


@given(people())
def test_what_the_register_keeps_of_a_list_is_judged_as_the_list(person: Person) -> None:
    kept = person_kept(person.name, person.post, person.position, known_of(person, "2026-11-20"))
    now, again = (standing(catalogue(), each, ON) for each in (person, kept))
    assert replace(now, person=kept) == again


def test_the_next_category_is_further_away(both: Catalogue) -> None:
    [found] = AcrossEditions(both, ON).kinds_of(AINA)
    assert found == Kind(
        two.TURN, "tvet-teacher", "moderator", "eligible", "not_eligible", ("experience-moderator",)
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"experience": {"specialty": 40}},
        {"category": "expert"},
        {"category": None},
        {"position": "tvet-master"},
        {"position": None},
        {"left": True},
    ],
)
def test_whoever_comes_out_alike_is_none_of_them(
    both: Catalogue, changes: dict[str, object]
) -> None:
    assert AcrossEditions(both, ON).kinds_of(replace(AINA, **changes)) == ()  # type: ignore[arg-type]


def test_an_edition_that_has_begun_is_no_news(both: Catalogue) -> None:
    assert AcrossEditions(both, two.EVE).kinds_of(AINA)
    assert AcrossEditions(both, two.TURN).kinds_of(AINA) == ()


def test_a_category_that_is_gone_has_no_verdict_any_more(both: Catalogue) -> None:
    later = both.editions["tvet-teacher"][1]
    categories = tuple(each for each in later.categories if each != "moderator")
    checks = {name: check for name, check in later.checks.items() if name != "moderator"}
    cut = replace(later, categories=categories, checks=checks)
    norms = replace(both, positions={**both.positions, "tvet-teacher": cut})
    [found] = AcrossEditions(norms, ON).kinds_of(AINA)
    assert (found.category, found.before, found.after) == ("moderator", "eligible", None)
