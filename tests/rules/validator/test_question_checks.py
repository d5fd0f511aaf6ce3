"""No question names less or more than its clause, and the check that holds it says so."""

from dataclasses import replace

import pytest

from i18n import translator
from rules.norms.coverage import all_leaves
from rules.norms.loading import catalogue
from rules.norms.model import All, Asking, Check, Leaf, Position, Text
from rules.questionnaire.wording import QUESTIONS
from rules.validator.question_checks import (
    COMPARED_KINDS,
    GENERIC_NAMES,
    GENERIC_NAMES_KK,
    question_faults,
    stems,
)


def with_asking(position: str, leaf_id: str, asking: Asking | None) -> Position:
    """A position of one check whose leaf `leaf_id` is asked for as given."""
    known = catalogue().positions[position]
    leaves = tuple(
        replace(leaf, asking=asking) if leaf.id == leaf_id else leaf for leaf in all_leaves(known)
    )
    assert any(leaf.id == leaf_id for leaf in leaves)
    return replace(known, checks={None: Check(All(leaves))}, preferences=())


def asked(leaf: Leaf) -> Asking:
    assert leaf.asking is not None
    return leaf.asking


def leaf(position: str, leaf_id: str) -> Leaf:
    return next(x for x in all_leaves(catalogue().positions[position]) if x.id == leaf_id)


def faults(position: str, leaf_id: str, asking: Asking | None) -> str:
    return "\n".join(question_faults(with_asking(position, leaf_id, asking)))


def test_every_position_of_the_catalogue_asks_what_its_clauses_name() -> None:
    assert not [x for p in catalogue().positions.values() for x in question_faults(p)]


def test_a_leaf_that_does_not_say_how_it_is_asked_for_is_a_fault() -> None:
    found = faults("tvet-deputy-training", "experience-enterprise-36", None)
    assert "does not say how it is asked for" in found


def test_a_kind_that_is_always_asked_alike_has_no_question_of_its_own() -> None:
    education = next(x.id for x in all_leaves(catalogue().positions["tvet-teacher"])
                     if x.kind == "education")  # fmt: skip
    assert "drop its own" in faults("tvet-teacher", education, Asking())


@pytest.mark.parametrize(
    ("position", "leaf_id", "lost"),
    [
        ("tvet-deputy-training", "experience-enterprise-36", "предп"),
        ("tvet-senior-master", "experience-enterprise-management-36", "средн"),
        ("tvet-social-pedagogue", "experience-moderator", "социа"),
        ("uni-professor-arts-it", "honour-arts", "сәуле"),
        ("uni-senior-lecturer", "experience-industry-60", "практ"),
    ],
)
def test_the_generic_question_is_refused_where_the_clause_names_more(
    position: str, leaf_id: str, lost: str
) -> None:
    assert lost in faults(position, leaf_id, Asking())


def test_a_question_of_its_own_that_leaves_out_a_part_of_the_clause_is_refused() -> None:
    given = leaf("tvet-deputy-training", "experience-enterprise-36")
    question = asked(given).question
    assert question is not None
    shorter = replace(question, ru="Сколько времени вы работали на предприятиях по профилю?")
    found = faults("tvet-deputy-training", given.id, Asking(shorter))
    assert "its question loses" in found
    assert "орган" in found


def test_the_generic_question_is_refused_where_it_names_more_than_the_clause() -> None:
    """The clause is on all organisations of education: the question on colleges asks too little."""
    known = catalogue().positions["tvet-deputy-methodical"]
    given = leaf(known.id, "experience-tvet-org-60")
    wider = replace(given, words={"ru": ("стаж работы в организациях образования",)})
    changed = replace(known, checks={None: Check(All((wider,)))}, preferences=())
    assert "names more than the clause: после, профе, техни" in "\n".join(question_faults(changed))


def test_one_fact_is_asked_for_in_one_way_within_a_check() -> None:
    text = Text("қанша", "сколько", "how long")
    found = faults("uni-senior-lecturer", "experience-scientific-pedagogical-12", Asking(text))
    assert "ask for one fact in two ways" in found


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_the_generic_questions_say_what_they_are_listed_to_name(language: str) -> None:
    listed = GENERIC_NAMES if language == "ru" else GENERIC_NAMES_KK
    tr = translator(language)
    used = {
        x.need.fact
        for p in catalogue().positions.values()
        if p.official[0].language == language
        for x in all_leaves(p)
        if x.kind in COMPARED_KINDS and x.asking is not None and x.asking.question is None
    }
    assert used == set(listed)
    for fact, named in listed.items():
        question = QUESTIONS[fact].question
        assert isinstance(question, str)
        assert set(named.split()) <= stems(tr.text(question)), fact


@pytest.mark.parametrize("figure", ["двух", "трех", "четырех", "шести", "семи", "восьми", "десяти"])
def test_another_figure_is_no_other_question(figure: str) -> None:
    clause = "стаж педагогической работы в сфере образования не менее {} лет"
    assert stems(clause.format(figure)) == stems(clause.format("пяти"))
