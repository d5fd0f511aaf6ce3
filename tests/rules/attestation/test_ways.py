"""Ways without attestation and without the test: what is known, what is open, what a word settles.

Each line is one kind of person before one category.
"""

from __future__ import annotations

import pytest

from rules.attestation import Attestation, Told
from rules.attestation.wording import clause_text
from rules.vocabulary import Json
from tests.rules.attestation.people import block, statuses

DEPUTY = "tvet-deputy-it"


def of_ways(found: Attestation) -> dict[str, str]:
    return {way.fact.id: way.status for way in found.ways}


@pytest.mark.parametrize(
    ("position", "category", "profile", "way", "status"),
    [
        # Years of production alone do not say that they were the last ones, nor the appointment.
        ("tvet-teacher", "moderator", {}, "production", "unknown"),
        ("tvet-teacher", "moderator", {"experience": {"industry": 60}}, "production", "unknown"),
        (
            "tvet-master",
            "expert",
            {"experience": {"industry": 119, "enterprise": 119}},
            "production",
            "unmet",
        ),
        ("tvet-teacher", "researcher", {}, "production", None),
        ("tvet-methodist", "expert", {}, "production", None),
        ("tvet-teacher", "moderator", {"degrees": [{"degree": "phd"}]}, "scholars", "met"),
        ("tvet-methodist", "moderator", {"flags": {"bolashak_diploma": True}}, "scholars", "met"),
        # Other grounds are not in the profile, so nothing closes this way.
        (
            "tvet-teacher",
            "moderator",
            {"degrees": [], "flags": {"bolashak_diploma": False}},
            "scholars",
            "unknown",
        ),
        ("tvet-teacher", "expert", {"degrees": [{"degree": "phd"}]}, "scholars", None),
        (DEPUTY, "deputy_2", {"category": "researcher"}, "appointed", "unknown"),
        (DEPUTY, "deputy_1", {"category": "expert"}, "appointed", "unmet"),
        ("tvet-director", "head_leader", {"category": "master"}, "appointed", None),
        ("tvet-director", "head_leader", {}, "reserve", "unknown"),
        (DEPUTY, "deputy_1", {}, "reserve", "unknown"),
        (DEPUTY, "deputy_2", {}, "reserve", None),
    ],
)
def test_ways_without_attestation(
    position: str, category: str, profile: Json, way: str, status: str | None
) -> None:
    assert of_ways(block(category, profile, position=position)).get(way) == status
    if status == "unknown":
        for word, settled in ((True, "met"), (False, "unmet")):
            told = block(category, profile, position=position, told=Told(words={way: word}))
            assert of_ways(told)[way] == settled
    elif status is not None:
        told = block(category, profile, position=position, told=Told(words={way: True}))
        assert of_ways(told)[way] == status


@pytest.mark.parametrize(
    ("position", "category", "way", "says", "clause"),
    [
        ("tvet-teacher", "moderator", "production", "5 years of work in production", "28"),
        ("tvet-master", "expert", "production", "10 years of work in production", "28"),
        ("tvet-master", "expert", "production", "out of the last 10 years", "28"),
        ("tvet-master", "expert", "production", "on their application", "28"),
        ("tvet-teacher", "moderator", "scholars", "Presidential reserve", "32"),
        ("tvet-teacher", "moderator", "scholars", "CELTA or DELTA", "32"),
        (DEPUTY, "deputy_3", "appointed", "(teacher-expert) equals this one", "36"),
        (DEPUTY, "deputy_1", "appointed", "for at most 2 years", "36"),
        (DEPUTY, "deputy_1", "reserve", "reserve of leaders of change", "34"),
        (DEPUTY, "deputy_1", "reserve", "5 years of civil service", "34"),
    ],
)
def test_ways_say_what_their_clause_says(
    position: str, category: str, way: str, says: str, clause: str
) -> None:
    ways = {w.fact.id: w.fact for w in block(category, {}, position=position).ways}
    assert says in ways[way].text.of("en")
    assert clause_text(ways[way].clauses[0], "en") == clause


def spared(profile: Json, category: str, position: str, **words: bool) -> dict[str, str]:
    told = Told(words={key.replace("_", "-"): word for key, word in words.items()})
    return {
        w.fact.id: w.status for w in block(category, profile, position=position, told=told).no_test
    }


OLD = {"category": "first"}
VETERAN = {"experience": {"teaching": 360}}
MASTER = {"category": "master"}
DEPUTY_1 = {"management_category": "deputy_1", **VETERAN}


@pytest.mark.parametrize(
    ("position", "category", "profile", "words", "way", "status"),
    [
        # 57-1: to confirm, thirty years of pedagogical work.
        ("tvet-teacher", "expert", {"category": "expert", **VETERAN}, {}, "long-service", "met"),
        ("tvet-master", "expert", {"category": "teacher", **VETERAN}, {}, "long-service", "unmet"),
        ("tvet-teacher", "expert", VETERAN, {}, "long-service", "unknown"),
        (
            "tvet-teacher",
            "expert",
            {"category": "expert", "experience": {"teaching": 359}},
            {},
            "long-service",
            "unmet",
        ),
        (
            "tvet-teacher",
            "expert",
            {"category": "expert", "experience": {"industry": 400}},
            {},
            "long-service",
            "unknown",
        ),
        # 57-2: to become moderator with an old first or highest category.
        ("tvet-teacher", "moderator", OLD, {}, "old-category", "met"),
        ("tvet-teacher", "moderator", {"category": "highest"}, {}, "old-category", "met"),
        ("tvet-teacher", "moderator", {"category": "second"}, {}, "old-category", "unmet"),
        ("tvet-teacher", "moderator", {}, {}, "old-category", "unknown"),
        ("tvet-teacher", "expert", OLD, {}, "old-category", None),
        # 57-3: to confirm researcher or master, twice running at most.
        ("tvet-teacher", "researcher", {"category": "researcher"}, {}, "confirming", "unknown"),
        ("tvet-master", "master", MASTER, {"confirming": True}, "confirming", "met"),
        (
            "tvet-master",
            "master",
            {"category": "master"},
            {"confirming": False},
            "confirming",
            "unmet",
        ),
        ("tvet-teacher", "master", {"category": "researcher"}, {}, "confirming", "unmet"),
        ("tvet-teacher", "expert", {"category": "expert"}, {}, "confirming", None),
        # 55 and 56: teachers of languages.
        ("tvet-teacher", "expert", {}, {}, "languages", "unknown"),
        ("tvet-teacher", "expert", {}, {"languages": True}, "languages", "met"),
        ("tvet-teacher", "master", {}, {"languages": True}, "languages", "unknown"),
        ("tvet-teacher", "moderator", {}, {"other_languages": True}, "other-languages", "met"),
        ("tvet-teacher", "researcher", {}, {}, "other-languages", None),
        ("tvet-methodist", "expert", {}, {}, "languages", None),
        (DEPUTY, "deputy_1", DEPUTY_1, {}, "long-service", "met"),
    ],
)  # fmt: skip
def test_who_needs_no_test(
    position: str,
    category: str,
    profile: Json,
    words: dict[str, bool],
    way: str,
    status: str | None,
) -> None:
    assert spared(profile, category, position, **words).get(way) == status


def test_whoever_needs_no_test_has_met_it_and_is_told_by_which_clause() -> None:
    found = block("moderator", OLD)
    assert statuses(found)["knowledge-test"] == "met"
    [item] = [i for i in found.to_json("en")["requirements"] if i["id"] == "knowledge-test"]
    assert (item["have"], item["clause"]) == ({"not_needed": "old-category"}, "57-2")
    assert "not needed" in item["text"]
    assert not {step.id for step in found.next_steps} & {"test-content", "knowledge-test"}
    assert statuses(block("moderator", {"category": "second"}))["knowledge-test"] == "unknown"


def test_a_category_that_has_ended_spares_nobody() -> None:
    ended: Json = {"category": "first", "category_granted": "2020-01-01"}
    assert spared(ended, "moderator", "tvet-teacher")["old-category"] == "unknown"
    ended = {"category": "expert", "category_granted": "2020-01-01", **VETERAN}
    assert spared(ended, "expert", "tvet-teacher")["long-service"] == "unknown"


@pytest.mark.parametrize(
    ("category", "certificates"),
    [
        ("moderator", "IELTS 6.5, TOEFL iBT 79–84, DELF B2, Goethe B2"),
        ("expert", "IELTS 6.5, TOEFL iBT 85–93, DELF B2, Goethe B2"),
        ("researcher", "IELTS 7"),
    ],
)
def test_certificates_of_languages_are_those_of_clause_55(category: str, certificates: str) -> None:
    found = {way.fact.id: way for way in block(category, {}).no_test}["languages"]
    text = found.fact.text.of("en")
    assert f"certificate: {certificates}." in text
    assert "Only these are known here; for more see that clause" in text
    assert found.asks is not None
    assert certificates in found.asks.of("kk")


def test_of_a_master_only_the_clause_is_named() -> None:
    found = {way.fact.id: way for way in block("master", {}).no_test}["languages"]
    assert "is not known here, see that clause" in found.fact.text.of("en")
    assert found.asks is None
