"""Which position a typed text means."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.matching import match
from tests.rules.matching.scores import read_queries, score

_SETS = (
    "examples.jsonl",
    "unseen.jsonl",
    "unseen_second.jsonl",
    "unseen_third.jsonl",
    "unseen_fourth.jsonl",
    "unseen_fifth.jsonl",
    "unseen_sixth.jsonl",
    "unseen_seventh.jsonl",
    "unseen_eighth.jsonl",
    "unseen_ninth.jsonl",
    "unseen_tenth.jsonl",
    "unseen_eleventh.jsonl",
    "unseen_twelfth.jsonl",
    "unseen_thirteenth.jsonl",
    "unseen_fourteenth.jsonl",
    "unseen_fifteenth.jsonl",
    "unseen_sixteenth.jsonl",
    "unseen_seventeenth.jsonl",
)
_ALPHABETS = string.ascii_letters + string.digits + "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі"
_WORDS = st.sampled_from(
    ("зам", "зав", "по", "п/о", "учебной", "работе", "директор", "колледж", "шебер", "аға", "of",
     "оқытушы", "professor", "IT", "5", "-", ",", ".", "ПО", "аға", "жөніндегі", "хочу", "стать")
)  # fmt: skip


def _positions(text: str, limit: int | None = None) -> list[str]:
    return [result.position for result in match(text, limit).results]


@pytest.mark.parametrize("name", _SETS)
def test_scores_on_a_set_of_queries(name: str) -> None:
    scores = score(read_queries(name))

    assert scores.top_1 >= 0.97
    assert scores.top_3 >= 0.98
    assert scores.nothing_offered >= 0.95
    assert scores.confident >= 0.90
    assert scores.confident_wrong <= 0.01
    assert scores.ambiguous >= 0.95


@pytest.mark.parametrize(
    "text",
    [
        "Өндірістік оқыту шебері",
        "онеркасиптик окыту шебери",
        "öndiristik oqytu şeberı",
        "óndiristik oqytý sheberi",
        "ondiristik okytu sheberi",
        "-yl3h3cn3r j0sne it,th3",
        "мастер п/о",
        "vfcnth g/j",
        "работаю мастером производственного обучения",
        "master proizvodstvennogo obučeniâ",
    ],
)
def test_one_position_in_every_script_and_layout(text: str) -> None:
    found = match(text)

    assert found.results[0].position == "tvet-master"
    assert found.confident


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("преподаватель колледжа", "tvet-teacher"),
        ("преподаватель вуза", "uni-lecturer"),
        ("зам директора института по учебной работе", "uni-deputy-academic"),
        ("зам директора колледжа по учебной работе", "tvet-deputy-academic"),
        ("профессор химии", "uni-professor-science"),
        ("профессор музыки", "uni-professor-arts-it"),
        ("старший преподаватель", "uni-senior-lecturer"),
        ("старший мастер", "tvet-senior-master"),
        ("методист УМО", "tvet-union-methodist"),
        ("методист колледжа", "tvet-methodist"),
        ("был сварщиком, стал мастером п/о", "tvet-master"),
    ],
)
def test_the_word_that_decides(text: str, position: str) -> None:
    found = match(text)

    assert found.results[0].position == position
    assert found.confident


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("зм по упр", "tvet-deputy-production"),
        ("зав кафеды", "uni-department-head"),
        ("директор терникуа", "tvet-director"),
        ("инспек по молод", "tvet-youth-inspector"),
    ],
)
def test_a_text_hard_to_read_is_offered_and_asked_about(text: str, position: str) -> None:
    found = match(text)

    assert position in _positions(text)[:3]
    assert not found.confident


def test_of_two_posts_the_last_is_asked_for() -> None:
    assert _positions("меня переводят из учителей в методисты колледжа")[0] == "tvet-methodist"


def test_a_choice_of_two_posts_is_asked_back() -> None:
    found = match("мастер колледжа или старший мастер")

    assert not found.confident
    assert {"tvet-master", "tvet-senior-master"} == set(_positions(found.query, limit=2))


def test_everything_that_fits_equally_comes_without_a_limit() -> None:
    found = match("заместитель директора")

    assert not found.confident
    assert len(found.results) == 9
    assert len({result.score for result in found.results}) == 1


def test_a_limit_is_kept() -> None:
    assert len(_positions("заместитель директора", limit=3)) == 3
    assert _positions("заместитель директора", limit=0) == []


def test_the_query_comes_back_as_it_was_typed() -> None:
    assert match("  Зам по УВР! ").query == "  Зам по УВР! "


def test_a_post_of_another_kind_is_not_offered() -> None:
    assert _positions("директор завода") == []
    assert _positions("учитель физкультуры в школе") == []


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("преподаватель спецдисциплин (повар)", "tvet-teacher"),
        ("мастер п/о: парикмахерское искусство", "tvet-master"),
        ("заведующий отделением – ветеринария", "tvet-department-head"),
        ("доцент (химия)", "uni-associate-professor-science"),
        ("заместитель директора колледжа (по учебной работе)", "tvet-deputy-academic"),
        ("преподаватель (колледж)", "tvet-teacher"),
    ],
)
def test_the_head_of_a_title_decides_and_what_follows_only_adds(text: str, position: str) -> None:
    found = match(text)

    assert found.results[0].position == position
    assert found.confident


@pytest.mark.parametrize(
    "text",
    [
        "директор (завод)",
        "учитель (школа)",
        "преподаватель: детский сад",
        "заведующий отделением больницы",
    ],
)
def test_a_place_of_others_is_no_field(text: str) -> None:
    assert _positions(text) == []


@pytest.mark.parametrize(
    "text", ["преподаватель 0,5 ст.", "преподаватель 1 ст.", "0,5 ст. преподаватель", "препод 18 ч"]
)
def test_a_rate_makes_no_senior(text: str) -> None:
    assert set(_positions(text)[:2]) == {"tvet-teacher", "uni-lecturer"}


@pytest.mark.parametrize("text", ["мастер п/о 1 ст.", "мастер п/о (1,5 ставки)"])
def test_a_rate_makes_no_senior_master(text: str) -> None:
    found = match(text)

    assert found.results[0].position == "tvet-master"
    assert found.confident


def test_a_whole_number_before_a_senior_asks_back() -> None:
    found = match("1 ст. преподаватель")

    assert not found.confident
    assert {"tvet-teacher", "uni-senior-lecturer"} <= set(_positions(found.query))


def test_a_senior_of_a_rate_stays_senior() -> None:
    assert match("ст. преподаватель 0,5 ст.").results[0].position == "uni-senior-lecturer"


@pytest.mark.parametrize(
    "text",
    [
        "сейчас преподаватель, хочу стать заведующим отделением",
        "хочу стать заведующим отделением, сейчас преподаватель",
        "хочу быть заведующим отделением сейчас работаю преподавателем",
        "қазір оқытушымын, бөлім меңгерушісі болғым келеді",
        "бөлім меңгерушісі болғым келеді қазір оқытушымын",
        "I teach, want to become head of a college division",
        "I want to become head of a college division, now I teach",
    ],
)
def test_what_somebody_wants_goes_before_what_they_are(text: str) -> None:
    found = match(text)

    assert found.results[0].position == "tvet-department-head"
    assert found.confident


@pytest.mark.parametrize(
    "text",
    [
        "прошёл переподготовку на методиста, работаю психологом",
        "работаю психологом прошла переподготовку на методиста",
        "психологпын, әдіскер мамандығына қайта даярлаудан өткенмін",
        "retrained as a methodist, now I work as a psychologist",
    ],
)
def test_retraining_is_no_position(text: str) -> None:
    assert match(text).results[0].position == "tvet-psychologist"


def test_what_is_only_studied_for_is_asked_about() -> None:
    found = match("учусь на психолога")

    assert found.results[0].position == "tvet-psychologist"
    assert not found.confident


def test_a_long_text_is_no_query() -> None:
    assert _positions("слово за слово и так далее про погоду и огород " * 90) == []


def _as_long_as_telegram_allows(text: str) -> str:
    return (text * 4096)[:4096]


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.text(alphabet=_ALPHABETS + " -/.,'", max_size=120),
        st.lists(_WORDS, max_size=20).map(" ".join),
        st.text(alphabet=_ALPHABETS, min_size=1, max_size=60).map(
            lambda text: (text * 4096)[:4096]
        ),
    )
)
def test_any_text_has_an_orderly_answer(text: str) -> None:
    found = match(text)
    scores = [result.score for result in found.results]

    assert found.query == text
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 < one <= 100.0 for one in scores)
    assert len(set(_positions(text))) == len(scores)
    assert found.results or not found.confident
    assert match(text) == found
