"""Whole messages read: the written sets, and what is never taken for a fact of the person."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.story import Story, read_story
from rules.vocabulary import Json, JsonValue
from tests.rules.story.stories import ON, Line, flat, judge, load

LINES = load()
WORDS = sorted({word for line in LINES for word in line.text.split()})


def facts(text: str) -> Json:
    return dict(flat(read_story(text, ON).profile))


def stand_open(text: str) -> dict[str, tuple[JsonValue, tuple[str, ...]]]:
    return {fact.fact: (fact.value, fact.lacks) for fact in read_story(text, ON).open}


def test_the_stories_speak_three_languages_alike() -> None:
    assert Counter(line.lang for line in LINES) == {"kk": 40, "ru": 40, "en": 40}


def test_stories_are_read_as_well_as_is_asked_and_never_wrongly() -> None:
    verdicts = [judge(line) for line in LINES]
    misses = {verdict.line.text: verdict.misses for verdict in verdicts if verdict.misses}
    assert not [verdict.wrong for verdict in verdicts if verdict.wrong], misses
    assert sum(verdict.position for verdict in verdicts) >= 0.95 * len(verdicts), misses
    assert sum(verdict.category for verdict in verdicts) >= 0.95 * len(verdicts), misses
    sure = sum(len(line.sure) for line in LINES)
    assert sum(verdict.found for verdict in verdicts) >= 0.95 * sure, misses
    assert not [verdict.closed for verdict in verdicts if verdict.closed], misses


@pytest.mark.parametrize(
    "text",
    [
        "у коллеги 10 лет в колледже, она эксперт",
        "my husband is a researcher with 12 years in a college",
        "әпкем колледжде психолог, сарапшы, 8 жыл өтілі бар",
        "у нас в колледже есть эксперт с 20 годами",
        "моя сестра работает психологом в колледже, эксперт, хочет исследователя",
    ],
)
def test_other_peoples_facts_are_not_the_persons(text: str) -> None:
    story = read_story(text, ON)
    assert (story.position, story.category, story.profile) == (None, None, {})
    assert story.left


@pytest.mark.parametrize(
    "text",
    [
        "хочу пройти курсы 72 часа",
        "планирую курсы на 80 часов летом",
        "курс өткім келеді 72 сағат",
        "I want to take a 72 hour course",
        "хватит ли 72 часов для эксперта?",
        "хочу магистратуру",
        "учусь в магистратуре",
        "хочу стать доцентом",
        "мне нужно 3 года стажа в колледже?",
    ],
)
def test_a_wish_or_a_question_is_no_fact(text: str) -> None:
    story = read_story(text, ON)
    assert story.profile == {}
    assert not {"certificates", "education"} & {fact.fact for fact in story.open}


@pytest.mark.parametrize(
    ("text", "held", "wanted"),
    [
        ("есть категория модератор, хочу эксперта", "moderator", "expert"),
        ("модератормын, сарапшыға тапсырғым келеді", "moderator", "expert"),
        ("I hold moderator, applying for expert", "moderator", "expert"),
        ("санатым жоқ, модераторға тапсырамын", "none", "moderator"),
        ("не эксперт, а модератор", "moderator", None),
        ("была вторая категория, сейчас модератор", "moderator", None),
        ("прошла аттестацию на эксперта", "expert", None),
        ("Модератор санатына қалай өтемін?", None, "moderator"),
        ("зерттеушімін, шебер болғым келеді", "researcher", "master"),
        ("категория вторая, на модератора", "second", "moderator"),
        ("замдиректора колледжа, есть вторая категория заместителя", None, None),
        ("мастер производственного обучения", None, None),
    ],
)
def test_the_category_had_and_the_one_aimed_at(
    text: str, held: str | None, wanted: str | None
) -> None:
    assert (facts(text).get("category"), read_story(text, ON).category) == (held, wanted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("стаж по специальности 5 лет, нет, 6 лет", {"experience.specialty": 72}),
        ("Педстаж 5 лет. Ошиблась, 6 лет", {"experience.teaching": 72}),
        ("7 лет по специальности, точнее 8", {"experience.specialty": 96}),
        ("5 years in my specialty, no wait, 6 years", {"experience.specialty": 72}),
        ("стаж 12 лет, из них 5 по специальности", {"experience.specialty": 60}),
        ("общий 20 лет, педагогический 12", {"experience.teaching": 144}),
        ("5 лет в школе и 3 года в колледже", {"experience.tvet_org": 36}),
        ("колледжде бес жылдан бері жұмыс істеймін", {"experience.tvet_org": 60}),
        ("научно-педагогический стаж 5 лет", {"experience.scientific_pedagogical": 60}),
        ("стаж 5 лет", {}),
        ("в этом колледже 5 лет", {}),
        ("с 2014 года работаю в колледже", {}),
        ("мне 45 лет", {}),
        ("около 5 лет по специальности", {}),
        ("на заводе 10 лет", {}),
    ],
)
def test_lengths_of_work_are_taken_with_their_kind_only(text: str, expected: Json) -> None:
    assert facts(text) == expected


@pytest.mark.parametrize(
    ("text", "fact", "value", "lacks"),
    [
        ("стаж 5 лет", "experience", 60, ("kind",)),
        ("в этом колледже 5 лет", "experience.tvet_org", 60, ("total",)),
        ("на заводе 10 лет", "experience.industry", 120, ("profile",)),
        ("курсы 72 часа", "certificates", {"hours": 72}, ("topic", "issued")),
        ("высшее педагогическое", "education", {"fields": ["pedagogical"]}, ("level",)),
        ("английский B2", "language_level", "B2", ("certificate",)),
        ("офицер запаса", "flags.reserve_officer", True, ("served",)),
        ("модератор с 2022 года", "category_granted", "2022", ("day",)),
        ("модератор с мая 2022", "category_granted", "2022-05", ("day",)),
        ("moderator since May 2022", "category_granted", "2022-05", ("day",)),
        ("получила эксперта в 2023 году", "category_granted", "2023", ("day",)),
        ("переподготовку прошла", "retraining", None, ("kind",)),
        ("статья scopus 2024", "publications", {"index": "scopus", "published": "2024"}, ("day",)),
    ],
)
def test_what_lacks_a_part_stands_open(
    text: str, fact: str, value: JsonValue, lacks: tuple[str, ...]
) -> None:
    assert stand_open(text)[fact] == (value, lacks)
    assert fact not in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "эксперт с 15.05.2023",
        "категория эксперт присвоена 15.05.2023",
        "эксперта получила 15 мая 2023 г.",
    ],
)
def test_the_day_a_category_was_granted_is_taken(text: str) -> None:
    assert facts(text) == {"category": "expert", "category_granted": "2023-05-15"}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("курсов не проходил", "certificates"), ("курстан өткен жоқпын", "certificates"),
        ("never taken any courses", "certificates"), ("публикаций нет", "publications"),
        ("no publications", "publications"), ("степени нет", "degrees"),
        ("ғылыми атағым жоқ", "titles"), ("переподготовку не проходила", "retraining"),
    ],
)  # fmt: skip
def test_what_is_denied_is_known_to_be_absent(text: str, fact: str) -> None:
    assert facts(text) == {fact: []}


def test_denials_that_follow_each_other_keep_their_things_apart() -> None:
    expected = {"category": "none", "publications": [], "degrees": []}
    assert facts("нет категории нет публикаций нет степени") == expected
    assert facts("категории нет публикаций нет степени нет") == expected


@pytest.mark.parametrize(
    "text",
    [
        "курсы: 80 ч, 20.06.2025, профильные. преподаватель университета",
        "took an 80-hour course in my profile on 20.06.2025",
        "бейінім бойынша 80 сағат курс, 20.06.2025",
    ],
)
def test_a_course_is_put_together_from_the_parts_of_a_sentence(text: str) -> None:
    course = {"topic": "profile", "hours": 80, "issued": "2025-06-20"}
    assert facts(text) == {"certificates": [course]}


def test_a_list_with_an_open_item_is_not_given_as_whole() -> None:
    story = read_story("курсы: по профилю 72 часа 15.03.2025; 36 часов 10.02.2026", ON)
    assert "certificates" not in story.profile
    assert len([fact for fact in story.open if fact.fact == "certificates"]) == 2


def test_two_values_that_disagree_are_both_open() -> None:
    story = read_story("я модератор. я эксперт.", ON)
    assert "category" not in story.profile
    assert {fact.value for fact in story.open} == {"moderator", "expert"}


def test_the_wanted_post_goes_before_the_present_one() -> None:
    story = read_story("работаю мастером в колледже, хочу преподавателем", ON)
    assert story.position == "tvet-teacher"


def test_two_posts_without_a_wish_are_none() -> None:
    assert read_story("преподаватель колледжа и методист", ON).position is None


def test_words_that_say_nothing_known_are_named() -> None:
    story = read_story("преподаватель колледжа, люблю рыбалку, модератор", ON)
    assert story.left == ("люблю рыбалку",)


def test_a_category_that_the_position_lacks_is_not_aimed_at() -> None:
    assert read_story("старший преподаватель университета, хочу эксперта", ON).category is None


def test_a_text_beyond_the_longest_message_is_left_whole() -> None:
    text = "я модератор " * 400
    assert read_story(text, ON) == Story(left=(text,))


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join) | st.text(max_size=200))
def test_whatever_is_typed_the_profile_passes_the_check(text: str) -> None:
    story = read_story(text, ON)
    parse_profile(story.profile, ON, catalogue().competences)
    assert all(fact.lacks for fact in story.open)
    if story.position is not None and story.category is not None:
        assert story.category in catalogue().positions[story.position].categories


@given(st.sampled_from(LINES), st.sampled_from(["\u200b", "\u00ad", "  ", "\n\n"]))
def test_marks_and_blanks_that_say_nothing_change_nothing(line: Line, mark: str) -> None:
    text = line.text
    assert read_story(text + mark, ON).to_json()["profile"] == read_story(text, ON).profile
