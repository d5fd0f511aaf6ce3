"""The card: what stands on it, that nothing is cut or covered, and that it is a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import combinations
from typing import NamedTuple

import pytest
from matplotlib.text import Text
from PIL import Image

from handlers.chat.names import category_name
from handlers.papers.card import card_plan, card_png
from handlers.papers.drawing import figure_of, unhinted
from handlers.papers.fonts import wrapped
from handlers.papers.marks import MARGIN, STATUS_COLOURS, TRACK, WIDTH, Box, CardPlan, Sign
from handlers.papers.measures import measure
from handlers.papers.outline import Requirement, outline
from handlers.papers.paper import Paper
from i18n import LANGUAGES
from rules.norms.loading import catalogue
from rules.vocabulary import Json
from tests.handlers.papers.papers import (
    OPERATOR,
    PEOPLE,
    made,
    some_checks,
    somebody,
    squeezed,
)
from tests.thoroughness import some

CHECKS = some_checks()
TEACHER: Json = {
    "education": [{"level": "bachelor", "fields": ["pedagogical"]}],
    "experience": {"specialty": 10},
    "competences": {"*": True},
}


def words(plan: CardPlan) -> str:
    return squeezed(" ".join(plan.texts))


class Place(NamedTuple):
    """A rectangle in pixels, upwards from the lower left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    def covers(self, other: Place) -> bool:
        beside = self.x1 <= other.x0 or other.x1 <= self.x0
        above = self.y1 <= other.y0 or other.y1 <= self.y0
        return not beside and not above


def drawn_texts(plan: CardPlan) -> list[tuple[str, Place]]:
    """The texts of the figure with the rectangles that they cover."""
    figure = figure_of(plan)
    renderer = figure.canvas.get_renderer()  # type: ignore[attr-defined]
    texts = [artist for artist in figure.artists if isinstance(artist, Text)]
    with unhinted():
        extents = [text.get_window_extent(renderer).extents for text in texts]
    return [(t.get_text(), Place(*place)) for t, place in zip(texts, extents, strict=True)]


def covered(texts: list[tuple[str, Place]]) -> list[tuple[str, str]]:
    return [(a, b) for (a, here), (b, there) in combinations(texts, 2) if here.covers(there)]


def each_language(position: str, category: str | None) -> list[Paper]:
    """One paper in each language, about people of different kinds."""
    start = CHECKS.index((position, category))
    return [
        made(position, category, somebody(position, category, PEOPLE[(start + n) % 4]), language)
        for n, language in enumerate(LANGUAGES)
    ]


@pytest.mark.parametrize(("position", "category"), some(CHECKS))
def test_no_text_is_cut_or_covered(position: str, category: str | None) -> None:
    for paper in each_language(position, category):
        plan = card_plan(paper)
        texts = drawn_texts(plan)
        assert len(texts) == len(plan.texts)
        for text, place in texts:
            assert place.x0 >= MARGIN - 4, text
            assert place.x1 <= WIDTH - MARGIN + 4, text
            assert place.y0 >= 0, text
            assert place.y1 <= plan.height, text
        assert covered(texts) == []


@pytest.mark.parametrize(("position", "category"), some(CHECKS))
def test_the_whole_check_stands_on_the_card(position: str, category: str | None) -> None:
    for paper in each_language(position, category):
        shown = words(card_plan(paper))
        assert squeezed(paper.position.names.of(paper.language)) in shown
        if category is not None:
            assert squeezed(category_name(category, paper.tr))[1:] in shown
        for entry in outline(paper, only_what_counts=True):
            if isinstance(entry, Requirement):
                assert squeezed(entry.item.leaf.text.of(paper.language)) in shown
        edition = catalogue().documents[paper.position.document].edition.of(paper.language)
        assert squeezed(edition) in shown
        assert squeezed(OPERATOR) in shown


@pytest.mark.parametrize(("position", "category"), some(CHECKS))
def test_a_bar_never_contradicts_its_sign(position: str, category: str | None) -> None:
    for kind in PEOPLE:
        paper = made(position, category, somebody(position, category, kind))
        for item in paper.report.requirements:
            found = measure(item, paper.tr)
            if found is None:
                continue
            most = found.need if found.possible is None else found.possible
            if item.status == "met":
                assert found.sure >= found.need, item
            elif item.status == "unmet":
                assert most < found.need, item
            else:
                assert found.sure < found.need <= most, item


@pytest.mark.parametrize(
    ("months", "status"), [(0, "unmet"), (10, "unmet"), (24, "met"), (36, "met")]
)
def test_a_bar_is_as_long_as_what_there_is(months: int, status: str) -> None:
    answers = {**TEACHER, "experience": {"specialty": months}}
    plan = card_plan(made("tvet-teacher", "moderator", answers))
    boxes = [mark for mark in plan.marks if isinstance(mark, Box)]
    track = next(box for box in boxes if box.colour == TRACK)
    filled = [b for b in boxes if b.y == track.y and b.colour == STATUS_COLOURS[status]]
    assert sum(box.width for box in filled) == pytest.approx(track.width * months / max(months, 24))
    assert not any(box.hatched for box in filled)


def test_what_is_not_known_is_striped_and_said() -> None:
    paper = made("tvet-teacher", "moderator", {"experience": {"post": 10}}, "en")
    plan = card_plan(paper)
    striped = [m for m in plan.marks if isinstance(m, Box) and m.hatched]
    assert striped
    assert squeezed("not certain: 10 months or more, needed: 2 years") in words(plan)


def test_the_amounts_are_in_words() -> None:
    shown = card_plan(made("tvet-teacher", "moderator", TEACHER)).texts
    assert "есть: 10 месяцев, нужно: 2 года, ещё 1 год 2 месяца" in shown


def test_a_number_stays_with_its_word() -> None:
    for width in range(300, 600):
        lines = wrapped("не менее 5 лет и 72 часа", width, 32)
        assert not [line for line in lines if line.endswith(("5", "72"))]
        assert " ".join(lines) == "не менее 5 лет и 72 часа"


def test_the_checklist_is_folded() -> None:
    items = [item.id for item in catalogue().positions["tvet-teacher"].competences]
    answers = {**TEACHER, "competences": {item: n < 12 for n, item in enumerate(items)}}
    plan = card_plan(made("tvet-teacher", "master", answers, "en"))
    assert squeezed(f"Competences: 12 of {len(items)}") in words(plan)
    assert squeezed(f"{len(items) - 12} more competences") in words(plan)


def test_the_line_of_time_has_the_days_that_come() -> None:
    answers: Json = {
        **TEACHER,
        "education": [{"level": "master", "fields": ["pedagogical", "profile"]}],
        "certificates": [
            {"topic": "profile", "hours": 72, "issued": "2025-03-01"},
            {"topic": "profile", "hours": 16, "issued": "2020-03-01"},
        ],
    }
    answers["degrees"] = []
    paper = made("uni-lecturer", None, answers, "en")
    shown = words(card_plan(paper))
    assert squeezed("2 March 2028 from this day a course no longer counts") in shown
    assert squeezed("2 March 2023") not in shown
    signs = {m.shape for m in card_plan(paper).marks if isinstance(m, Sign)}
    assert {"disc", "diamond"} <= signs


def test_the_day_of_becoming_eligible_is_on_the_line() -> None:
    paper = made("tvet-teacher", "moderator", TEACHER, "en")
    assert paper.report.eligible_on == date(2028, 1, 20)
    plan = card_plan(paper)
    assert squeezed("20 January 2028 the requirements will be met") in words(plan)
    assert [m for m in plan.marks if isinstance(m, Sign) and m.shape == "star"]


def test_more_days_than_have_room_are_counted() -> None:
    courses = [
        {"topic": "profile", "hours": 8, "issued": f"2025-{month:02}-01"} for month in range(1, 11)
    ]
    paper = made("uni-lecturer", None, {"certificates": courses}, "en")
    assert squeezed("and 5 more days") in words(card_plan(paper))


@pytest.mark.parametrize("last", ["2026-11-21", "2027-01-01", "2033-12-31", "2099-06-01"])
def test_any_span_of_time_has_room_for_its_years(last: str) -> None:
    day = date.fromisoformat(last)
    paper = made("tvet-teacher", "moderator", TEACHER, "kk")
    paper = replace(paper, report=replace(paper.report, eligible_on=day))
    assert paper.tr.date(day) in card_plan(paper).texts
    assert covered(drawn_texts(card_plan(paper))) == []


@pytest.mark.parametrize("operator", ["💡 <b>$x_1$</b> 学校 & co", "слово" * 60])
def test_any_name_of_an_operator_can_be_drawn(operator: str) -> None:
    paper = made("tvet-teacher", None, {}, "kk", operator)
    assert all(place.x1 <= WIDTH for _, place in drawn_texts(card_plan(paper)))
    assert card_png(paper)


def test_without_an_operator_no_line_names_one() -> None:
    shown = words(card_plan(made("tvet-teacher", None, {}, "en", None)))
    assert squeezed("The bot is run by") not in shown


@pytest.mark.parametrize("kind", PEOPLE)
def test_the_card_is_a_light_picture_for_a_phone(kind: str) -> None:
    paper = made("tvet-teacher", "moderator", somebody("tvet-teacher", "moderator", kind))
    content = card_png(paper)
    picture = Image.open(BytesIO(content))
    assert picture.format == "PNG"
    assert picture.size == (WIDTH, card_plan(paper).height)
    shown = picture.convert("RGB")
    assert min(shown.crop((0, 0, WIDTH, 40)).convert("L").tobytes()) >= 250
    light = sum(shown.convert("L").histogram()[200:])
    assert light > 0.7 * shown.width * shown.height
    assert len(content) < 1_000_000
    assert card_png(paper) == content
