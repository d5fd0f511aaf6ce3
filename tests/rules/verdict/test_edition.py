"""The edition of an answer: what its first day is, and that a later one is reported (R42)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from rules.norms.loading import catalogue
from rules.verdict.edition import edition_used
from rules.vocabulary import Json
from tests.rules.norms import two_editions as two

SIGNED, REPORTED = date(2023, 8, 7), date(2026, 6, 19)
DAY = timedelta(days=1)


def used(position: str, on: date) -> Json:
    return edition_used(catalogue(), position, on).to_json()


def test_the_college_order_names_the_day_of_signing_and_the_edition_that_is_reported() -> None:
    # The text gives the day of Order No. 249 and not the day of its publication.
    known = {"document": "order-338", "from": "2023-08-07", "from_is": "signed", "known_on": True}
    assert used("tvet-teacher", date(2026, 11, 20)) == {**known, "later_reported": "2026-06-19"}
    assert used("tvet-teacher", REPORTED) == {**known, "later_reported": "2026-06-19"}
    assert used("tvet-teacher", REPORTED - DAY) == known


def test_a_day_before_the_first_known_edition_goes_by_that_one_and_says_so() -> None:
    early, first = used("tvet-methodist", SIGNED - DAY), used("tvet-methodist", SIGNED)
    assert (early["known_on"], first["known_on"]) == (False, True)
    assert early["from"] == first["from"] == "2023-08-07"


def test_a_text_without_a_day_is_known_on_every_day() -> None:
    for on in (date(1990, 1, 1), date(2026, 11, 20)):
        assert used("uni-lecturer", on) == {
            "document": "university",
            "from": None,
            "from_is": "in_force",
            "known_on": True,
        }


@pytest.mark.parametrize(
    ("on", "since", "is_", "later"),
    [
        (two.EVE, "2023-08-07", "signed", None),
        (two.TURN, "2027-09-01", "in_force", None),
        (date(2029, 1, 1), "2027-09-01", "in_force", "2029-01-01"),
    ],
)
def test_each_day_goes_by_its_own_edition(
    on: date, since: str, is_: str, later: str | None, tmp_path: Path
) -> None:
    contents = two.files()
    documents = contents["documents.yaml"]
    line = f"    {two.reported('2029-01-01')}\n    editions:"
    contents["documents.yaml"] = documents.replace("    editions:", line, 1)
    found = edition_used(two.read(tmp_path, contents), two.POSITION, on).to_json()
    assert (found["from"], found["from_is"], found.get("later_reported")) == (since, is_, later)
