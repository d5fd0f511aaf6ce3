"""Screens as such: lengths that Telegram accepts, whatever the answers."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.heights import NOTHING
from cases.texts import shown_length
from handlers.chat.buttons import Check
from handlers.chat.phone import OF_A_PART, height
from handlers.chat.telegram_text import LIMIT, pages, shortened
from handlers.check.question_view import question_screen
from handlers.report.official_view import official_parts
from handlers.report.quoted_report import quoted_report
from handlers.report.report_view import verdict_words
from handlers.report.route_words import element_words, route_words
from i18n import LANGUAGES, translator
from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.questionnaire.moves import UNKNOWN, move_for
from rules.verdict.check import check
from tests.handlers.papers.papers import squeezed
from tests.rules.questionnaire.desk import Desk
from tests.rules.questionnaire.test_flow import possible

ON = date(2026, 11, 20)
CHECKS = [
    (position.id, category)
    for position in catalogue().positions.values()
    for category in (None, *position.categories)
]


class Tags(HTMLParser):
    """Whether tags are closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_sendable(text: str) -> None:
    parser = Tags()
    parser.feed(text)
    parser.close()
    assert parser.open == []
    assert 0 < shown_length(text) <= LIMIT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("profile", [{}, NOTHING, {"competences": {"*": True}}])
def test_every_report_can_be_sent(language: str, profile: dict[str, object]) -> None:
    tr = translator(language)
    for position, category in CHECKS:
        parsed = parse_profile(profile, ON, catalogue().competences)
        report = check(catalogue(), position, category, parsed, ON)
        for text in quoted_report(catalogue(), report, tr):
            assert_sendable(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_official_text_can_be_sent_and_is_complete(language: str) -> None:
    for position in catalogue().positions.values():
        texts = official_parts(catalogue(), position.id, translator(language))
        for text in texts:
            assert_sendable(text)
            assert height(text) <= OF_A_PART
        shown = squeezed("".join(texts))
        for part in position.official:
            for line in part.text.splitlines():
                assert squeezed(line.replace("&", "&amp;")) in shown


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CHECKS), st.randoms(use_true_random=False), st.sampled_from(LANGUAGES))
def test_every_question_can_be_sent(
    target: tuple[str, str | None], chance: object, language: str
) -> None:
    desk = Desk(*target)
    tr = translator(language)
    for _ in range(60):
        if desk.path is None:
            return
        screen = question_screen(desk.sheet, desk.question, tr)
        assert_sendable(screen.text)
        buttons = [button for row in screen.keyboard for button in row]
        assert len(buttons) <= 100
        for button in buttons:
            assert button.text.strip()
            data = (button.data or "").replace("q:1:", "q:9999999999:", 1)
            assert len(data.encode()) <= 64, data
        options = [
            option
            for option in (*possible(desk.question), UNKNOWN)
            if move_for(desk.question.step, option) is not None
        ]
        desk.press(chance.choice(options))  # type: ignore[attr-defined]


def test_the_longest_callback_data_fits() -> None:
    longest = Check.ANSWER(9_999_999_999, "experience.scientific_pedagogical", "!unknown")
    assert len(longest.encode()) <= 64


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_step_on_a_route_has_words(language: str) -> None:
    tr = translator(language)
    seen = set()
    for position, category in CHECKS:
        parsed = parse_profile(NOTHING, ON, catalogue().competences)
        report = check(catalogue(), position, category, parsed, ON)
        for way in (report.route, *report.alternatives):
            for element in way:
                assert element_words(element, catalogue().positions[position], tr)
                seen.add(element["kind"])
    assert {"experience", "education", "certificate", "degree", "title", "publication"} <= seen


@given(st.lists(st.text(alphabet="аә 😀b&<", max_size=90), max_size=30), st.integers(30, 60))
def test_pages_hold_every_word_within_the_limit(blocks: list[str], limit: int) -> None:
    from html import escape

    words = [word[:20] for block in blocks for word in block.split()]
    made = pages([escape(" ".join(words[i : i + 5])) for i in range(0, len(words), 5)], limit)
    assert all(shown_length(text) <= limit for text in made)
    from html import unescape

    assert [w for text in made for w in unescape(text).split()] == words


def test_length_is_counted_in_utf_16_units_after_parsing() -> None:
    assert shown_length("<b>ә</b>&amp;😀") == 4


def test_a_long_text_is_cut_with_an_ellipsis() -> None:
    assert shortened("abcdef", 6) == "abcdef"
    assert shortened("abcdefg", 6) == "abcde…"


def test_an_open_verdict_names_only_what_it_hangs_on() -> None:
    """Without retraining the years in enterprises help nobody, so they are not named."""
    answers = {
        "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
        "experience": {"education_org": 24},
        "retraining": [],
    }
    profile = parse_profile(answers, ON, catalogue().competences)
    report = check(catalogue(), "tvet-deputy-it", None, profile, ON)
    verdict = verdict_words(catalogue(), report, translator("en"))
    assert "category of a head or deputy" in verdict
    assert "enterprises" not in verdict


def test_missing_competences_are_counted_together_on_the_route() -> None:
    profile = parse_profile(NOTHING, ON, catalogue().competences)
    report = check(catalogue(), "tvet-teacher", "moderator", profile, ON)
    position = catalogue().positions["tvet-teacher"]
    words = route_words(report.route, position, translator("ru"))
    assert words[-1] == "9 компетенций из перечня"
    assert len(words) == len([e for e in report.route if e["kind"] != "competence"]) + 1


def test_an_open_verdict_names_whether_the_person_will_teach() -> None:
    answers = {
        "education": [{"level": "bachelor", "fields": ["profile"]}],
        "experience": {"business_management": 60},
        "category": "none",
        "management_category": "none",
    }
    profile = parse_profile(answers, ON, catalogue().competences)
    report = check(catalogue(), "tvet-director", None, profile, ON)
    verdict = verdict_words(catalogue(), report, translator("ru"))
    assert "преподавание в этой должности" in verdict
    assert "категори" not in verdict.casefold()
    open_too = parse_profile({**answers, "management_category": "deputy_1"}, ON)
    assert check(catalogue(), "tvet-director", None, open_too, ON).verdict == "eligible"


@pytest.mark.parametrize(
    ("element", "position", "words"),
    [
        (
            {"kind": "degree", "degree": ["phd"], "in_profile": ["phd"]},
            "uni-deputy-academic",
            "учёная степень: PhD (по профилю)",
        ),
        (
            {"kind": "degree", "degree": ["candidate", "phd"], "in_profile": ["phd"]},
            "uni-associate-professor-science",
            "учёная степень: кандидат наук или PhD (по профилю)",
        ),
        (
            {"kind": "degree", "degree": ["phd"], "in_profile": []},
            "uni-department-head",
            "учёная степень: PhD",
        ),
        (
            {"kind": "experience", "experience": "post", "months": 2},
            "tvet-union-methodist",
            "Стаж работы в должности методиста организации технического и профессионального, "
            "послесреднего образования: ещё 2 месяца",
        ),
        (
            {"kind": "experience", "experience": "enterprise", "months": 1},
            "tvet-workshop-head",
            "Стаж работы в организациях по профилю организации образования: ещё 1 месяц",
        ),
    ],
)
def test_a_step_of_the_way_names_what_its_clause_names(
    element: dict[str, object], position: str, words: str
) -> None:
    assert element_words(element, catalogue().positions[position], translator("ru")) == words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diploma_to_obtain_says_no_less_than_the_requirement(language: str) -> None:
    """The master's level asks for no field; what stands in brackets is the first clause's."""
    answers = {"education": [], "experience": {"specialty": 60}, "competences": {"*": True}}
    profile = parse_profile(answers, ON, catalogue().competences)
    report = check(catalogue(), "tvet-teacher", "master", profile, ON)
    level = next(x for x in report.requirements if x.leaf.id == "education-level-higher")
    said = level.leaf.text.of(language).casefold()
    assert not any(word in said for word in ("кез келген", "любое", "any "))
    assert [element["kind"] for element in report.route] == ["education"]
