"""A report fits the screen of a phone: for all worked examples, and for who has nothing."""

from __future__ import annotations

import pytest

from benchmarks.heights import ROWS, Case, cases, screen_of
from cases.texts import shown_length
from handlers.chat.phone import OF_A_PART, height, parts
from handlers.chat.telegram_text import LIMIT
from handlers.report.quoted_report import FOLDED, quoted_report
from handlers.report.report_view import whole_report
from handlers.report.section_view import section_parts, sections_of
from handlers.report.verdict_view import LINES
from i18n import LANGUAGES, translator
from rules.norms.loading import catalogue
from rules.verdict.check import ways_of_report
from tests.handlers.papers.papers import squeezed
from tests.handlers.report.test_views import assert_sendable

CASES = cases()
KINDS = {(case.report.position, case.report.category, case.report.verdict): case for case in CASES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_report_is_one_screen_of_fourteen_lines_and_four_rows(language: str) -> None:
    for case in CASES:
        screen = screen_of(case, translator(language))
        assert height(screen.text) <= LINES, case
        assert len(screen.keyboard) <= ROWS, case
        assert_sendable(screen.text)
        main = [b for row in screen.keyboard for b in row if b.style == "primary"]
        assert len(main) == 1, case


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_names_what_is_missing_and_the_day(language: str) -> None:
    tr = translator(language)
    for case in CASES:
        text = screen_of(case, tr).text
        if case.report.route:
            assert "🧭" in text
            assert "•" in text, "at least one step has its figure"
        if case.report.route and case.report.eligible_on is not None:
            assert tr.date(case.report.eligible_on) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_a_report_stands_in_its_sections(language: str) -> None:
    tr = translator(language)
    for case in KINDS.values():
        opened = "\n".join(text for texts in _sections(case, language).values() for text in texts)
        opened = squeezed(opened)
        for line in whole_report(catalogue(), case.report, tr):
            # The way has other headings there.
            if not line.startswith("🧭") and line != tr.text("Other ways:"):
                for words in line.strip().removeprefix("• ").split("; "):
                    assert squeezed(words) in opened, line


def _sections(case: Case, language: str) -> dict[str, list[str]]:
    ways = ways_of_report(catalogue(), case.report, case.profile)
    tr = translator(language)
    there = sections_of(catalogue(), case.report, tr)
    return {x: section_parts(catalogue(), case.report, ways, x, tr) for x in there}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_parts_of_a_section_fit_a_screen_and_can_be_sent(language: str) -> None:
    for case in KINDS.values():
        for texts in _sections(case, language).values():
            assert texts
            for text in texts:
                assert height(text) <= OF_A_PART
                assert_sendable(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_consent_the_rest_is_folded_below_the_verdict(language: str) -> None:
    for case in KINDS.values():
        *before, last = quoted_report(catalogue(), case.report, translator(language))
        verdict, _, folded = last.partition("<blockquote expandable>")
        assert height(verdict.rstrip()) <= LINES - FOLDED
        assert folded.endswith("</blockquote>")
        for text in (*before, last):
            assert_sendable(text)
            assert shown_length(text) <= LIMIT


def test_lines_are_counted_as_a_phone_breaks_them() -> None:
    assert height("") == 1
    assert height("a" * 34) == 1
    assert height("a" * 35) == 2
    assert height("<b>" + "a" * 34 + "</b>\nb") == 2
    assert height("a" * 32 + " п.\N{NO-BREAK SPACE}286") == 2


def test_a_block_higher_than_a_screen_is_cut_between_words() -> None:
    words = [f"word{number}" for number in range(200)]
    cut = parts([" ".join(words)], 5)
    assert max(map(height, cut)) <= 5
    assert " ".join(cut).split() == words


def test_tags_are_closed_and_opened_again_where_a_block_is_cut() -> None:
    block = f"<i>{'word ' * 60}<s>{'gone ' * 60}</s></i>"
    cut = parts([block], 5, head=("above",))
    assert len(cut) > 3
    for text in cut:
        assert_sendable(text)
        assert text.startswith("above\n<i>")
        assert height(text) <= 5 + 1


def test_what_stands_above_and_below_is_in_every_part() -> None:
    lines = [f"• line {number} of several words, so that it takes two" for number in range(20)]
    cut = parts(lines, head=("above",), foot=("below",))
    assert all(text.startswith("above\n") and text.endswith("\nbelow") for text in cut)
    assert [line for text in cut for line in text.splitlines()[1:-1]] == lines
    assert max(map(height, cut)) <= OF_A_PART
    assert parts([], head=("above",)) == ["above"]
    assert parts(["", "one"]) == ["one"]


def test_a_heading_goes_on_with_what_it_is_about() -> None:
    lines = [*(f"• line {number}" for number in range(17)), "", "<b>Abilities</b>", "• one " * 12]
    first, second = parts(lines)
    assert first.splitlines()[-1] == "• line 16"
    assert second.startswith("<b>Abilities</b>\n")
