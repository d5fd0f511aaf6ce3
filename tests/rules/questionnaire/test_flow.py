"""The questionnaire through its public way: answers in, the next question or the profile out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.profile import parse_profile
from rules.questionnaire.ask import by_phase
from rules.questionnaire.checklist import EVERYTHING, check_off, logged, next_page
from rules.questionnaire.drafts import abandoned
from rules.questionnaire.moves import ALL, BACK, DONE, REST, SKIP, UNKNOWN, move_for
from rules.questionnaire.profile_of import profile_of
from rules.questionnaire.question import Back, Question, Widget
from rules.questionnaire.relevance import relevance
from rules.questionnaire.reopening import reopened
from rules.verdict.check import check
from tests.rules.questionnaire.desk import ON, Desk


def test_the_first_question_of_a_teacher_is_the_education_with_its_clause() -> None:
    question = Desk("tvet-teacher", "moderator").question
    assert question.step.path == "education.0.level"
    assert question.step.widget is Widget.CHOICE
    assert [source.paragraph for source in question.sources] == ["286"]
    assert (question.place, question.of) == (1, 3)


def test_answers_become_the_profile_of_the_contract() -> None:
    desk = Desk("tvet-teacher", "moderator")
    desk.press("bachelor", "both", "26", ALL)
    profile = desk.profile()
    assert profile["education"] == [{"level": "bachelor", "fields": ["pedagogical", "profile"]}]
    assert profile["experience"] == {"specialty": 26}
    assert set(profile["competences"].values()) == {True}
    assert desk.path is None


def test_dont_know_has_no_key_in_the_profile() -> None:
    desk = Desk("tvet-teacher", "moderator")
    while desk.path is not None:
        desk.press(UNKNOWN)
    assert desk.profile() == {}


def test_no_diploma_is_an_empty_list_and_not_unknown() -> None:
    desk = Desk("tvet-teacher", "moderator")
    desk.press("none")
    assert desk.profile()["education"] == []


def test_a_part_that_is_not_known_is_left_out_of_its_entry() -> None:
    desk = Desk("tvet-teacher", "moderator")
    desk.press("bachelor", UNKNOWN, "enough")
    entry = desk.kept["education"].value["items"][0]
    assert entry == {"level": "bachelor"}


def test_another_diploma_is_asked_only_while_it_could_matter() -> None:
    enough = Desk("tvet-teacher", "moderator")
    enough.press("bachelor", "pedagogical")
    assert enough.path == "experience.specialty"
    short = Desk("tvet-teacher", "moderator")
    short.press("tvet", "none")
    assert short.path == "education.1.more"
    short.press("master", "profile")
    assert short.path == "experience.specialty"
    assert [item["level"] for item in short.profile()["education"]] == ["tvet", "master"]


def test_what_was_not_asked_is_not_taken_for_absent_at_another_position() -> None:
    desk = Desk("tvet-teacher", "teacher")
    desk.press("bachelor", "pedagogical", ALL)
    psychologist = desk.to("tvet-psychologist", None)
    assert psychologist.profile()["education"] == [{"level": "bachelor"}]
    assert psychologist.path == "education.0.fields"
    assert [option.value for option in psychologist.question.step.options][:2] == [
        "pedagogy_psychology",
        "psychology",
    ]
    psychologist.press("psychology")
    kept = psychologist.kept["education"].value["items"][0]
    assert kept["fields"] == ["pedagogical", "psychology"]


def test_a_list_that_was_cut_short_is_taken_up_again_where_it_matters() -> None:
    desk = Desk("tvet-senior-master")
    desk.press("tvet")
    assert desk.path is None
    head = desk.to("tvet-academic-unit-head")
    assert head.path == "education.1.more"
    head.press("enough")
    assert head.kept["education"].value["complete"] is True


def test_courses_are_gathered_with_hours_and_days() -> None:
    desk = Desk("uni-lecturer")
    while not (desk.path or "").startswith("certificates"):
        desk.press(UNKNOWN)
    desk.press("+0", DONE, "72")
    assert desk.path == "certificates.0.issued.year"
    desk.press("2025", "2025-03", "2025-03-14", "enough")
    first = desk.kept["certificates"].value["items"][0]
    assert first["hours"] == 72
    assert first["issued"] == "2025-03-14"


def test_a_day_that_is_not_known_is_left_out() -> None:
    desk = Desk("uni-lecturer")
    while not (desk.path or "").startswith("certificates"):
        desk.press(UNKNOWN)
    desk.press("+0", DONE, "72", "2025", UNKNOWN)
    desk.press(*(["enough"] if (desk.path or "").endswith("more") else []))
    entry = (desk.profile().get("certificates") or [{}])[0]
    assert "issued" not in entry


def test_days_to_come_are_not_offered() -> None:
    desk = Desk("uni-lecturer")
    while not (desk.path or "").startswith("certificates"):
        desk.press(UNKNOWN)
    desk.press("+0", DONE, "72", "2026")
    assert [option.value for option in desk.question.step.options][-1] == "2026-11"
    desk.press("2026-11")
    assert [option.value for option in desk.question.step.options][-1] == "2026-11-20"
    assert move_for(desk.question.step, "2026-11-21") is None
    assert move_for(desk.question.step, "2024-02-30") is None


def test_marks_name_the_state_they_lead_to() -> None:
    desk = Desk("tvet-teacher", "teacher")
    desk.press("bachelor", "pedagogical", "+0", "+0")
    assert desk.marked == 1
    desk.press("-0", "-0")
    assert desk.marked == 0
    assert move_for(desk.question.step, "+99") is None


def test_a_page_of_competences_answers_what_it_shows() -> None:
    desk = Desk("tvet-teacher", "moderator")
    desk.press("bachelor", "pedagogical", "24", "+0", "+2", DONE)
    assert desk.path is None
    answers = desk.profile()["competences"]
    first, _, third, *_ = desk.sheet.relevance.competences
    assert {item for item, yes in answers.items() if yes} == {first, third}
    assert tuple(answers) == desk.sheet.relevance.competences


@pytest.mark.parametrize("position", catalogue().positions)
def test_yes_to_all_affirms_what_one_message_shows(position: str) -> None:
    """Every list there is fits one page; of a longer one a page would be affirmed, not the rest."""
    known = catalogue().positions[position]
    for category in known.checks:
        wanted = relevance(known, category)
        page = next_page(check_off(None, []), wanted)
        if page is None:
            assert not wanted.competences
            continue
        assert tuple(option.value for option in page.options) == wanted.competences
        assert logged(page, EVERYTHING) == {
            "yes": list(wanted.competences),
            "shown": list(wanted.competences),
        }


def test_a_list_too_long_for_a_message_is_affirmed_page_by_page() -> None:
    known = catalogue().positions["tvet-assistant"]
    doubled = replace(
        known,
        competences=tuple(
            replace(item, text=Text(item.text.kk * 2, item.text.ru * 2, item.text.en * 2))
            for item in known.competences
        ),
    )
    wanted = relevance(doubled, "master")
    page = next_page(check_off(None, []), wanted)
    assert page is not None
    assert 0 < len(page.options) < page.remaining
    line = logged(page, EVERYTHING)
    assert line["yes"] == [option.value for option in page.options]
    following = next_page(check_off(None, [["competences.0", line]]), wanted)
    assert following is not None
    assert following.options[0].value not in line["yes"]


def test_back_leads_through_every_step_to_the_beginning() -> None:
    desk = Desk("tvet-teacher", "moderator")
    paths = []
    for option in ("tvet", "none", "bachelor", "pedagogical", "24", "+0"):
        paths.append(desk.path)
        desk.press(option)
    paths = [path for number, path in enumerate(paths) if number != 5]
    seen = []
    while desk.kept:
        desk.press(BACK)
        seen.append(desk.path)
    assert seen == list(reversed(paths))
    assert not desk.sheet.after(Back())


def test_leaving_a_check_gives_back_what_was_there_before() -> None:
    desk = Desk("tvet-teacher", "teacher")
    desk.press("bachelor", "pedagogical", ALL)
    before = desk.kept["education"].value["items"]
    other = desk.to("tvet-teacher", "teacher")
    other.keep(reopened(other.sheet, "education"))
    assert other.path == "education.0.level"
    other.press("tvet")
    other.keep(abandoned(other.kept))
    assert other.kept["education"].value["items"] == before
    assert other.kept["education"].state == "value"


def test_advantages_come_last_and_can_be_left_out() -> None:
    desk = Desk("uni-senior-lecturer", all_at_once=True)
    advantage = []
    while desk.path is not None:
        advantage.append(desk.question.advantage_only)
        desk.press(UNKNOWN)
    assert advantage == sorted(advantage)
    assert any(advantage)
    again = Desk("uni-senior-lecturer", all_at_once=True)
    while not again.question.advantage_only:
        again.press(UNKNOWN)
    assert again.question.first_advantage
    again.press(SKIP)
    assert again.path is None


@pytest.mark.parametrize("position", list(catalogue().positions))
def test_every_question_of_every_check_has_words_and_a_clause(position: str) -> None:
    for category in (None, *catalogue().positions[position].categories):
        desk = Desk(position, category, all_at_once=True)
        asked = 0
        while desk.path is not None:
            assert desk.question.sources, desk.path
            assert desk.question.step.wording.question
            assert len(desk.path) <= 45
            desk.press(UNKNOWN)
            asked += 1
        assert asked > 0


checks = st.sampled_from(
    [
        (position.id, category)
        for position in catalogue().positions.values()
        for category in (None, *position.categories)
    ]
)


def possible(question: Question) -> list[str]:
    """The buttons of a question."""
    step = question.step
    if step.widget in (Widget.MANY, Widget.CHECKLIST, Widget.TICKED):
        numbers = [
            f"+{n}" for n in range(len(step.options)) if step.options[n].value not in step.chosen
        ]
        extra = {Widget.CHECKLIST: [DONE, ALL], Widget.TICKED: [REST]}
        return [*numbers, *extra.get(step.widget, [DONE])]
    if step.widget is Widget.NUMBER and not step.options:
        return ["0", "25", "50", "100"]
    return [option.value for option in step.options]


@settings(max_examples=60, deadline=None)
@given(checks, st.randoms(use_true_random=False), st.booleans(), st.booleans())
def test_any_answers_lead_to_a_report_that_nothing_open_could_change(
    target: tuple[str, str | None], chance: Any, knows_all: bool, all_at_once: bool
) -> None:
    """Where what gives an advantage is asked afterwards: nothing that a requirement asks for."""
    desk = Desk(*target, all_at_once=all_at_once)
    for _ in range(200):
        if desk.path is None:
            break
        options = possible(desk.question)
        if not knows_all and desk.question.step.can_be_unknown:
            options.append(UNKNOWN)
        desk.press(chance.choice(options))
    assert desk.path is None
    profile = parse_profile(desk.profile(), ON, catalogue().competences)
    report = check(catalogue(), *target, profile, ON)
    still = by_phase(catalogue(), *target, profile, ON)
    assert set(still.requirements) <= set(desk.kept)
    assert not all_at_once or set(still.preferences) <= set(desk.kept)
    if knows_all:
        assert report.verdict != "undetermined"


@settings(max_examples=40, deadline=None)
@given(checks, st.randoms(use_true_random=False))
def test_back_undoes_exactly_one_answer(target: tuple[str, str | None], chance: Any) -> None:
    desk = Desk(*target)
    for _ in range(chance.randrange(12)):
        if desk.path is None:
            return
        before = (desk.path, desk.profile())
        options = [*possible(desk.question), UNKNOWN]
        option = chance.choice([o for o in options if move_for(desk.question.step, o) is not None])
        desk.press(option)
        if option[0] in "+-" or desk.path is None:
            continue
        ahead = replace(desk, kept=dict(desk.kept))
        ahead.press(BACK)
        assert (ahead.path, ahead.profile()) == before


def test_the_profile_without_a_check_holds_only_lists_that_were_asked_whole() -> None:
    desk = Desk("tvet-teacher", "teacher")
    desk.press("bachelor", "pedagogical", ALL)
    assert profile_of(desk.kept)["education"] == [{"level": "bachelor"}]
