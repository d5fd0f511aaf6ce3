"""Editions: newer numbers as data, old days with old numbers, faults refused."""

from __future__ import annotations

from datetime import date
from typing import Any as AnyValue

import pytest
from ruamel.yaml import YAML

from rules.attestation import attestation, edition_on, editions, read_edition
from rules.attestation.edition import FOLDER
from rules.errors import BadRules
from rules.profile import parse_profile
from tests.rules.attestation.people import ON


@pytest.fixture
def content() -> AnyValue:
    """The newest edition as plain values, as a form would give them."""
    return YAML(typ="safe").load(FOLDER / "2025-02-25.yaml")


def test_a_newer_edition_counts_from_its_day_and_old_days_stay_as_they_were(
    content: AnyValue,
) -> None:
    content["id"] = "newer"
    content["in_force"] = {"from": "2026-09-01", "until": None}
    content["families"][0]["steps"][2]["courses"]["hours"] = 96
    known = (*editions(), read_edition(content, "newer"))

    def asked(on: date) -> tuple[str, int | None]:
        found = attestation(
            "tvet-teacher", "expert", parse_profile({"certificates": []}, on), on, known
        )
        assert found is not None
        assert found.edition is not None
        return found.edition.id, found.hours_short

    assert asked(date(2026, 8, 31)) == ("order-83-2025-02-25", 72)
    assert asked(date(2026, 9, 1)) == ("newer", 96)


def test_an_edition_that_has_ended_is_not_used(content: AnyValue) -> None:
    content["in_force"] = {"from": "2025-02-25", "until": "2026-01-31"}
    known = (read_edition(content, "ended"),)
    assert edition_on(date(2026, 1, 31), known) == known[0]
    assert edition_on(date(2026, 2, 1), known) is None
    nobody = parse_profile({}, ON)
    found = attestation("tvet-teacher", "expert", nobody, ON, known)
    assert found is not None
    assert found.to_json("ru")["edition"] is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"in_force": {"from": "2025-02-25", "until": "2025-02-24"}}, "before it begins"),
        ({"test_valid": {"months": 0, "clause": "53"}}, "test_valid.months"),
        ({"test_valid": {"months": "12", "clause": "53"}}, "test_valid.months"),
        ({"surprise": 1}, "surprise"),
        ({"families": "none"}, "families"),
        ({"in_force": {"from": "soon", "until": None}}, "isoformat"),
    ],
)
def test_a_faulty_edition_is_refused_with_its_place(
    content: AnyValue, change: dict[str, AnyValue], problem: str
) -> None:
    with pytest.raises(BadRules, match=problem):
        read_edition({**content, **change}, "form")
