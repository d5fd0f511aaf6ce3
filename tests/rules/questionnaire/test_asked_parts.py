"""What is asked of a course, a publication and months of work: what the position looks at."""

from __future__ import annotations

import pytest

from rules.questionnaire.moves import DONE, REST, UNKNOWN
from tests.rules.questionnaire.desk import Desk


def asked_first(desk: Desk, fact: str) -> Desk:
    """Nothing is known but what comes up to `fact`."""
    while not (desk.path or "").startswith(fact):
        desk.press(UNKNOWN)
    return desk


def test_another_course_is_asked_where_only_an_advantage_wants_it() -> None:
    desk = asked_first(Desk("uni-assistant", all_at_once=True), "certificates")
    desk.press("+0", DONE, "72", "2026", "2026-03", "2026-03-10")
    assert desk.path == "certificates.1.more"


@pytest.mark.parametrize(
    ("position", "index", "parts"),
    [
        ("uni-director", "wos", ["quartile", "published"]),
        ("uni-director", "scopus", ["percentile", "published"]),
        ("uni-director", "national", []),
        ("uni-deputy-research", "wos", []),
        ("uni-deputy-research", "scopus", []),
        ("uni-professor-science", "wos", ["quartile"]),
        ("uni-professor-science", "scopus", ["percentile"]),
        # Any percentile does there, so none has to be looked up.
        ("uni-senior-lecturer", "scopus", []),
        ("uni-senior-lecturer", "monograph", ["published"]),
    ],
)
def test_of_a_publication_is_asked_what_some_requirement_looks_at(
    position: str, index: str, parts: list[str]
) -> None:
    desk = asked_first(Desk(position, all_at_once=True), "publications")
    place = [option.value for option in desk.question.step.options].index(index)
    desk.press(f"+{place}", DONE)
    asked = []
    while (desk.path or "").startswith("publications.0."):
        asked.append((desk.path or "").split(".")[2])
        desk.press(UNKNOWN)
    assert asked == parts


def test_the_months_to_press_are_those_that_the_position_asks_for() -> None:
    desk = Desk("uni-director")
    while desk.path != "experience.specialty":
        worked = (desk.path or "").startswith("experience.with.")
        desk.press(*(["+0", "+1", "+2", REST] if worked else [UNKNOWN]))
    offered = [option.value for option in desk.question.step.options]
    # Five years, fifteen years, and a year more than each.
    assert {"60", "72", "180", "192"} <= {*offered}
