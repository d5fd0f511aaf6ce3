"""Whatever is typed, every reader answers, within its range and with bounded work."""

from datetime import date
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import typed as answers
from rules.questionnaire.reading import FACTS, read_fact
from rules.typed import lexicon, text
from rules.typed.certificates import MOST_PIECES
from rules.typed.numbers import MAX_TOKENS
from rules.vocabulary import EXPERIENCE_KINDS
from tests.rules.typed.phrasebook import ON, load
from tests.thoroughness import examples

PIECES = [phrase.text for phrase in load()] + [
    "1", "5", "15", "2015", "15.03.2025", "31.02.", "99999999999999999999", "-", "–", "+", ";",
    "из них", "минус", "перерыв", "декрет", "всего", "в колледже", "по специальности", "н.в.", "=",
    "білім", "саласында", "(", ")", ":", "72 жыл", "10 лет", "2 years",
    "\n", " ", "\u00a0", "５", "٣", "²", "ﷺ", "\ud800", "и", "мен", "с", "по", "дейін", "не",
]  # fmt: skip
TYPED = st.one_of(
    st.text(max_size=4096),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=200).map("".join),
)
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 12, 31))


def values_of(reading: answers.Understanding[Any]) -> list[Any]:
    """Everything a reading offers."""
    if isinstance(reading, answers.Understood):
        return [reading.value]
    return list(reading.options) if isinstance(reading, answers.Choose) else []


@given(typed=TYPED, on=DAYS, kind=st.sampled_from([None, *EXPERIENCE_KINDS]))
def test_durations_are_whole_months_within_range(typed: str, on: date, kind: str | None) -> None:
    for months in values_of(answers.read_duration(typed, on, kind)):
        assert isinstance(months, int)
        assert 0 <= months <= 720


@given(typed=TYPED, on=DAYS)
def test_dates_are_never_after_the_day_of_the_question(typed: str, on: date) -> None:
    assert all(day <= on for day in values_of(answers.read_date(typed, on)))


@given(typed=TYPED)
def test_hours_of_every_course_are_within_range(typed: str) -> None:
    for hours in values_of(answers.read_hours(typed)):
        assert all(1 <= value <= 2000 for value in hours)


@given(typed=TYPED, on=DAYS)
def test_certificates_hold_only_what_the_contract_allows(typed: str, on: date) -> None:
    topics = {None, "profile", "education_management", "it", "online_methods"}
    for lines in values_of(answers.read_certificates(typed, on)):
        for line in lines:
            assert line.hours is None or 1 <= line.hours <= 2000
            assert line.issued is None or line.issued <= on
            assert line.between is None or line.between[0] <= line.between[1] <= on
            assert line.topic in topics


@given(typed=TYPED)
def test_yes_no_has_three_answers(typed: str) -> None:
    assert set(values_of(answers.read_yes_no(typed))) <= {True, False, None}


@given(typed=TYPED, kind=st.sampled_from(sorted(answers.KINDS)))
def test_choices_offer_something_whenever_they_ask(typed: str, kind: str) -> None:
    one, several = answers.read_choice(typed, kind), answers.read_choices(typed, kind)
    assert all(isinstance(value, str) for value in values_of(one))
    assert all(option for option in values_of(several))
    if isinstance(one, answers.Choose):
        assert one.options


@given(typed=TYPED, low=st.integers(-5, 5), high=st.integers(6, 3000))
def test_numbers_are_within_what_was_asked(typed: str, low: int, high: int) -> None:
    assert all(low <= value <= high for value in values_of(answers.read_number(typed, low, high)))


@given(typed=TYPED)
def test_an_answer_is_not_both_unknown_and_none(typed: str) -> None:
    assert not (answers.is_dont_know(typed) and answers.is_none(typed))


@given(typed=st.text(min_size=401, max_size=4096))
@examples(20)
def test_a_story_is_no_short_answer(typed: str) -> None:
    assert answers.read_duration(typed, ON) == answers.NotUnderstood()
    assert answers.read_yes_no(typed) == answers.NotUnderstood()
    assert not answers.is_none(typed)


def test_an_unknown_kind_is_an_error_of_the_program() -> None:
    with pytest.raises(KeyError):
        answers.read_choice("да", "colour")


def test_work_is_bounded_whatever_the_length(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[str] = []
    original = lexicon._mend

    def counted(key: str) -> lexicon.Meaning | None:
        looked_at.append(key)
        return original(key)

    monkeypatch.setattr(lexicon, "_mend", counted)
    strange = " ".join(
        f"{'абвгдежзик'[n % 10]}бракадабра{'клмнопрсту'[n // 10]}" for n in range(35)
    )
    answers.read_duration(strange[:400], ON)
    answers.read_certificates(strange * 9, ON)
    assert 0 < len(looked_at) <= 2 * lexicon.MOST_MENDED
    assert len(text.pieces("1 " * 2000, MAX_TOKENS)) == MAX_TOKENS + 1
    assert answers.read_certificates("72 ч " * MOST_PIECES, ON) == answers.NotUnderstood()


HOSTILE = [
    f"{beginning}{filling * 4096}"[:4096]
    for beginning in ("1", "72 часа", "модератор; хочу, ")
    for filling in ("\n", " ", "-", "( ", "72 часа\n", "01.09.2018 ", "½", "хочу, ")
]


@pytest.mark.parametrize(
    "fact",
    ["certificates", "experience.specialty", "date", "knowledge_test", "category", "education"],
)
def test_no_text_of_any_length_breaks_or_holds_up_a_fact(fact: str) -> None:
    """The bound is loose for a busy machine; a pattern that backtracks takes seconds."""
    for typed in HOSTILE:
        begun = process_time()
        read_fact(typed, fact, ON)
        assert process_time() - begun < 0.5, (typed[:20], fact)


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("typed", ["B2, хочу C1", "хочу, жду", "1, 2; 3, хочу 4", "½, ¾ хочу"])
def test_plans_beside_an_answer_break_no_fact(typed: str, fact: str) -> None:
    reading = read_fact(typed, fact, ON)
    assert not isinstance(reading, answers.Understood) or reading.value is not None
