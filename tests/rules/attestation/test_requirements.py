"""What the attestation rules ask for each category, and how answers meet it."""

from __future__ import annotations

from datetime import date

import pytest

from rules.attestation import Told, attestation, attested_positions
from rules.errors import BadInput
from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.vocabulary import Json
from tests.rules.attestation.people import ON, block, course, statuses

PEDAGOGUES = ("teacher", "moderator", "expert", "researcher", "master")


@pytest.mark.parametrize(
    ("category", "hours", "percent", "level", "channel"),
    [
        ("moderator", 72, 60, "organisation", "Ustaz"),
        ("expert", 72, 70, "district", "Ustaz"),
        ("researcher", 80, 80, "region", "egov"),
        ("master", 108, 90, "ministry", "egov"),
    ],
)
def test_numbers_of_the_categories(
    category: str, hours: int, percent: int, level: str, channel: str
) -> None:
    found = block(category, {"certificates": []}).to_json("en")
    need = {item["id"]: item["need"] for item in found["requirements"]}
    assert need["course-hours"]["hours"] == found["hours_short"] == hours
    assert need["knowledge-test"]["percent"] == percent
    steps = {step["id"]: step for step in found["next_steps"]}
    assert level in steps["commission"]["text"]
    assert channel in steps["apply"]["text"]
    assert (steps["commission"]["clause"], steps["apply"]["clause"]) == ("19; 19-3; 19-4", "15")


@pytest.mark.parametrize(
    ("asked", "enough", "not_enough"),
    [
        (
            "moderator",
            ("teacher", "moderator", "master", "second", "first"),
            ("none",),
        ),
        ("expert", ("moderator", "expert", "second", "first", "highest"), ("teacher", "none")),
        ("researcher", ("expert", "first", "highest"), ("moderator", "second")),
        ("master", ("researcher", "master", "highest"), ("expert", "first", "second")),
    ],
)
def test_the_step_before(asked: str, enough: tuple[str, ...], not_enough: tuple[str, ...]) -> None:
    assert statuses(block(asked, {}))["previous-category"] == "unknown"
    for held in enough:
        assert statuses(block(asked, {"category": held}))["previous-category"] == "met"
    for held in not_enough:
        found = block(asked, {"category": held})
        assert statuses(found)["previous-category"] == "unmet"
        assert found.next_steps[0].id == "previous-category"


def test_a_category_that_has_ended_is_not_known_to_count() -> None:
    held: Json = {"category": "moderator", "category_granted": "2021-11-20"}
    assert statuses(block("expert", held))["previous-category"] == "met"
    ended = block("expert", {**held, "category_granted": "2021-11-19"})
    assert statuses(ended)["previous-category"] == "unknown"
    assert ended.next_steps[0].id == "term-ended"
    assert ended.term is None


@pytest.mark.parametrize(
    ("experience", "status", "short"),
    [
        ({}, "unknown", {}),
        ({"teaching": 24}, "met", {}),
        ({"teaching": 23}, "unmet", {"months": 1}),
        ({"tvet_head": 24}, "met", {}),
        ({"education_org": 10}, "unmet", {"months": 14}),
        ({"education_org": 30}, "unknown", {}),
    ],
)
def test_pedagogical_work_of_a_moderator(
    experience: dict[str, int], status: str, short: dict[str, int]
) -> None:
    work = {i.id: i for i in block("moderator", {"experience": experience}).requirements}
    assert work["pedagogical-work"].status == status
    assert work["pedagogical-work"].short == short
    assert "pedagogical-work" not in statuses(block("expert", {"experience": experience}))


@pytest.mark.parametrize(
    ("test", "status"),
    [
        (None, "unknown"),
        ({"percent": 69, "taken": "2026-11-20"}, "unmet"),
        ({"percent": 69}, "unmet"),
        ({"percent": 0}, "unmet"),
        ({"percent": 70}, "unknown"),
        ({"percent": 70, "taken": "2025-11-20"}, "met"),
        ({"percent": 100, "taken": "2025-11-19"}, "unmet"),
    ],
)
def test_the_knowledge_test_holds_for_a_year(test: Json | None, status: str) -> None:
    found = block("expert", {} if test is None else {"knowledge_test": test})
    assert statuses(found)["knowledge-test"] == status
    explained = {step.id for step in found.next_steps} >= {"test-length", "test-appeal"}
    assert explained == (status != "met")


@pytest.mark.parametrize(
    ("position", "category", "says", "clause"),
    [
        ("tvet-teacher", "expert", "subject knowledge, 50", "38-5"),
        ("tvet-master", "expert", "subject knowledge, 50", "38-5"),
        ("tvet-dormitory-educator", "expert", "psychology, 50", "38-5"),
        ("tvet-assistant", "expert", "psychology, 50", "38-5"),
        ("tvet-social-pedagogue", "expert", "psychology, 50", "38-5"),
        ("tvet-methodist", "expert", "not known here", "38-7"),
        ("tvet-senior-master", "expert", "not known here", "38-7"),
        ("tvet-deputy-academic", "deputy_2", "law, 60", "38-8"),
        ("tvet-director", "head_leader", "law, 60", "38-8"),
    ],
)
def test_who_is_tested_in_what(position: str, category: str, says: str, clause: str) -> None:
    found = block(category, {}, position=position).to_json("en")
    steps = {step["id"]: step for step in found["next_steps"]}
    assert says in steps["test-content"]["text"]
    assert steps["test-content"]["clause"] == clause
    minutes = "90 minutes" if "deputy" in category or "head" in category else "125 minutes"
    assert minutes in steps["test-length"]["text"]
    threshold = next(i for i in found["requirements"] if i["id"] == "knowledge-test")
    assert threshold["clause"] == ("39-2; 53" if minutes == "90 minutes" else "39; 53")


def test_the_first_category_is_granted_by_the_head() -> None:
    known = block("teacher", {"category": "none", "experience": {"teaching": 11}})
    assert statuses(known) == {"trainee-year": "unmet", "knowledge-test": "unknown"}
    assert known.hours_short == 0
    assert {step.id for step in known.next_steps}.isdisjoint({"apply", "commission", "portfolio"})
    # Whether the year was one of a trainee the profile does not say.
    longer = block("teacher", {"category": "none", "experience": {"teaching": 12}})
    assert statuses(longer)["trainee-year"] == "unknown"
    assert statuses(block("teacher", {"category": "teacher"}))["trainee-year"] == "met"
    for word, status in ((True, "met"), (False, "unmet")):
        told = block("teacher", {"category": "none"}, told=Told(words={"trainee-year": word}))
        assert statuses(told)["trainee-year"] == status


def test_heads_and_deputies_have_their_own_sequence_and_hours() -> None:
    for category, hours in (("deputy_3", 72), ("deputy_2", 80), ("deputy_1", 108)):
        found = block(category, {"certificates": []}, position="tvet-deputy-it")
        assert found.hours_short == hours
        assert "profile-course" not in statuses(found)

    def before(held: str, category: str) -> str:
        profile = {"management_category": held}
        return statuses(block(category, profile, position="tvet-director"))["previous-category"]

    assert before("head_organizer", "head_manager") == "met"
    assert before("deputy_3", "head_leader") == "unmet"
    assert before("none", "head_leader") == "met"


def test_management_hours_are_those_of_management() -> None:
    courses = [course(80, None, "profile"), course(70, None, "education_management")]
    profile = {"management_category": "none", "certificates": courses}
    found = block("deputy_3", profile, position="tvet-deputy-academic")
    assert (statuses(found)["course-hours"], found.hours_short) == ("unmet", 2)


def test_every_college_position_and_no_other_is_attested() -> None:
    colleges = {p.id for p in catalogue().positions.values() if p.document == "order-338"}
    assert attested_positions() == colleges
    nobody = parse_profile({}, ON)
    assert attestation("uni-lecturer", "moderator", nobody, ON) is None
    for position in catalogue().positions.values():
        for category in position.categories:
            found = attestation(position.id, category, nobody, ON)
            assert found is not None
            assert {item.status for item in found.requirements} == {"unknown"}


def test_a_category_of_another_family_is_refused() -> None:
    with pytest.raises(BadInput, match="category"):
        block("deputy_3", {})
    with pytest.raises(BadInput, match="category"):
        block("moderator", {}, position="tvet-director")


def test_before_the_edition_nothing_is_said_but_that() -> None:
    found = block("expert", {}, on=date(2025, 2, 24))
    assert found.edition is None
    said = (found.requirements, found.next_steps, found.ways, found.keeping)
    assert not any(said)
    assert found.hours_short is None
    assert block("expert", {}, on=date(2025, 2, 25)).edition is not None
