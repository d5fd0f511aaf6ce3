"""What was said for another position is offered once, and counts only when it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from rules.norms.loading import catalogue
from rules.questionnaire.drafts import abandoned
from rules.questionnaire.flow import Sheet
from rules.questionnaire.moves import ALL, BACK, UNKNOWN, move_for
from rules.questionnaire.question import Change, Put
from rules.questionnaire.reopening import reopened
from rules.questionnaire.scope import SAME, UNPLACED, seen_from
from rules.verdict.check import check
from tests.rules.questionnaire.test_scope import Stored, Table

ON = date(2026, 11, 20)


class Person:
    """Somebody who is asked for one position after another."""

    def __init__(self) -> None:
        self.table = Table()
        self.run = 0

    def begin(self, position: str, category: str | None = None) -> Person:
        if self.run:
            self.keep(abandoned(self.sheet.answers))
        self.position, self.category = position, category
        self.run += 1
        return self

    @property
    def sheet(self) -> Sheet:
        answers, elsewhere = seen_from(self.position, self.table.rows.values())
        return Sheet(catalogue(), self.position, self.category, ON, self.run, answers, elsewhere)

    @property
    def path(self) -> str | None:
        question = self.sheet.question
        return None if question is None else question.step.path

    def keep(self, changes: Iterable[Change]) -> None:
        for change in changes:
            run = self.run
            if isinstance(change, Put) and change.run_id is not None:
                run = change.run_id
            self.table.keep(change, self.position, run)

    def press(self, *options: str) -> Person:
        for option in options:
            question = self.sheet.question
            assert question is not None
            move = move_for(question.step, option)
            assert move is not None, (self.path, option)
            self.keep(self.sheet.after(move))
        return self

    @property
    def said(self) -> dict[str, Any]:
        return self.sheet.profile_data

    @property
    def verdict(self) -> str:
        sheet = self.sheet
        return check(sheet.catalogue, sheet.position, sheet.category, sheet.profile(), ON).verdict


def mathematician() -> Person:
    """A teacher: bachelor of the profile, five years in the specialty."""
    return Person().begin("tvet-teacher", "moderator").press("bachelor", "profile", "60", ALL)


def test_the_mathematician_is_no_master_of_any_trade() -> None:
    person = mathematician()
    assert person.verdict == "eligible"
    person.begin("tvet-master", "moderator")
    assert person.path == SAME
    assert person.verdict == "undetermined"
    assert person.said["education"] == [{"level": "bachelor"}]
    assert "specialty" not in person.said.get("experience", {})
    assert [each.fact for each in person.sheet.offered] == ["education", "experience.specialty"]
    assert {each.position for each in person.sheet.offered} == {"tvet-teacher"}


def test_yes_takes_it_over_and_asks_nothing_of_it_again() -> None:
    person = mathematician().begin("tvet-master", "moderator").press("yes")
    assert person.said["education"] == [{"level": "bachelor", "fields": ["profile"]}]
    assert person.said["experience"] == {"specialty": 60}
    assert person.path is not None
    assert person.path.startswith("competences")
    person.press(ALL)
    assert person.verdict == "eligible"
    assert person.begin("tvet-master", "expert").path != SAME


def test_no_asks_the_profile_of_the_diploma_and_the_years() -> None:
    person = mathematician().begin("tvet-master", "moderator").press("no")
    assert person.path == "education.0.fields"
    person.press("none", "enough")
    assert person.path == "experience.specialty"
    person.press("0", ALL)
    assert person.verdict == "not_eligible"
    person.begin("tvet-teacher", "moderator")
    assert person.verdict == "eligible"
    assert person.path is None


def test_the_years_can_be_changed_first() -> None:
    person = mathematician().begin("tvet-master", "moderator").press("experience.specialty")
    assert person.path == "experience.specialty"
    person.press(BACK)
    assert person.path == SAME
    person.press("experience.specialty", "12")
    assert person.path == SAME
    assert [each.fact for each in person.sheet.offered] == ["education"]
    person.press("yes")
    assert person.said["experience"] == {"specialty": 12}
    person.press(BACK)
    assert person.path == SAME
    assert person.said["education"] == [{"level": "bachelor"}]
    person.press(BACK)
    assert [each.fact for each in person.sheet.offered] == ["education", "experience.specialty"]
    assert not person.sheet.after(move_for(person.sheet.question.step, BACK))  # type: ignore[union-attr, arg-type]


def test_back_takes_a_yes_and_a_no_away() -> None:
    for answer in ("yes", "no"):
        person = mathematician().begin("tvet-master", "moderator").press(answer, BACK)
        assert person.path == SAME
        assert person.said["education"] == [{"level": "bachelor"}]
        assert "specialty" not in person.said.get("experience", {})
    assert person.begin("tvet-teacher", "moderator").verdict == "eligible"


def test_another_category_of_the_same_position_asks_nothing_again() -> None:
    person = mathematician().begin("tvet-teacher", "expert")
    assert person.path is not None
    assert person.path.startswith("competences")
    assert person.said["experience"] == {"specialty": 60}


def test_a_no_said_for_another_profile_is_not_offered() -> None:
    person = (
        Person().begin("tvet-teacher", "moderator").press("bachelor", "none", "enough", "0", ALL)
    )
    person.begin("tvet-master", "moderator")
    assert person.path == "education.0.fields"


def test_don_t_know_here_is_not_offered_again_in_the_same_run() -> None:
    person = mathematician().begin("tvet-master", "moderator")
    person.press("experience.specialty", UNKNOWN)
    assert [each.fact for each in person.sheet.offered] == ["education"]


def test_years_in_the_very_post_are_always_asked() -> None:
    person = Person().begin("tvet-union-methodist", "moderator")
    person.press("bachelor", "pedagogical", "60")
    assert person.said["experience"]["post"] == 60
    person.begin("tvet-social-pedagogue", "moderator")
    assert "experience.post" not in {each.fact for each in person.sheet.offered}
    assert "post" not in person.said.get("experience", {})
    assert "experience.post" in person.sheet.pending


def test_what_has_no_position_is_offered_and_counts_nowhere() -> None:
    person = Person().begin("tvet-teacher", "moderator")
    key = ("experience.specialty", UNPLACED)
    person.table.rows[key] = Stored(*key, "value", 60, None, 1)
    assert "experience" not in person.said
    assert person.path == SAME
    assert [each.position for each in person.sheet.offered] == [UNPLACED]
    assert person.press("yes").said["experience"] == {"specialty": 60}


def test_only_facts_of_the_check_are_offered() -> None:
    person = mathematician().begin("tvet-department-head")
    assert [each.fact for each in person.sheet.offered] == ["education"]
    person.begin("tvet-youth-inspector")
    assert person.sheet.offered == ()


def test_an_answer_that_is_asked_again_brings_no_offer() -> None:
    person = mathematician().begin("tvet-master", "moderator").press("no", "profile", "24", ALL)
    sheet = person.begin("tvet-master", "moderator").sheet
    person.keep(reopened(sheet, "experience.specialty"))
    assert person.path == "experience.specialty"
    person.press(BACK)
    assert person.path is None


def test_a_diploma_of_which_a_field_is_known_counts_for_what_is_known() -> None:
    person = Person().begin("tvet-teacher", "moderator").press("bachelor", "pedagogical", "60")
    person.begin("tvet-organizer")
    assert {"level": "bachelor", "fields": ["pedagogical"]} in person.said["education"]
    report = check(person.sheet.catalogue, person.position, None, person.sheet.profile(), ON)
    kinds = {item.leaf.kind: item.status for item in report.requirements}
    assert kinds["education"] != "unmet"
    assert person.path is None or not person.path.startswith("education")


def test_pedagogical_retraining_counts_everywhere_and_professional_is_confirmed() -> None:
    person = Person().begin("tvet-teacher")
    person.keep([Put("retraining", "value", ["professional"])])
    person.keep([Put("education", "value", {"items": [], "asked": [], "complete": True})])
    person.begin("tvet-social-pedagogue")
    assert "retraining" not in person.said
    assert [each.fact for each in person.sheet.offered] == ["retraining"]
    person.press("no")
    question = person.sheet.question
    assert question is not None
    assert [option.value for option in question.step.options] == ["none", "professional"]
    person.press(BACK, "yes")
    assert person.said["retraining"] == ["professional"]
    person.begin("tvet-military-organizer")
    assert person.said["retraining"] == []
