"""The year in figures as a picture: nothing cut or covered, bars as long as shares."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from handlers.papers.figures_picture import (
    LAST_YEAR,
    Bar,
    FiguresPicture,
    figures_plan,
    figures_png,
)
from handlers.papers.marks import ACCENT, MARGIN, WIDTH, Box
from tests.handlers.papers.papers import squeezed
from tests.handlers.papers.test_card import covered, drawn_texts

SHARES = st.floats(0, 1)
BARS = st.builds(
    Bar,
    st.sampled_from(["педагог-зерттеуші", "жазбада айтылмаған", "ұ" * 80]),
    st.sampled_from(["1 234 (100 %)", "0 (0 %)"]),
    SHARES,
    st.none() | SHARES,
)
PICTURES = st.builds(
    FiguresPicture,
    st.sampled_from(["Колледж", "Өте ұзын атауы бар мекеме " * 8]),
    st.just("Жылдық көрсеткіштер · 2026 ж. 30 қараша"),
    st.lists(st.tuples(st.just("Санаты"), st.lists(BARS, max_size=7).map(tuple)), max_size=3).map(
        tuple
    ),
    st.just("Жіңішке жолақ – өткен жыл."),
)


@given(PICTURES)
def test_nothing_is_cut_and_bars_are_as_long_as_shares(picture: FiguresPicture) -> None:
    plan = figures_plan(picture)
    length = WIDTH - 2 * MARGIN
    bars = [bar for _, group in picture.groups for bar in group]
    drawn = [mark for mark in plan.marks if isinstance(mark, Box)]
    for colour, shares in (
        (ACCENT, [bar.now for bar in bars if bar.now]),
        (LAST_YEAR, [bar.last for bar in bars if bar.last is not None]),
    ):
        widths = [mark.width for mark in drawn if mark.colour == colour]
        assert widths == [length * share for share in shares]
    assert all(mark.y + mark.height <= plan.height for mark in drawn)


def test_every_word_is_there_and_none_is_covered() -> None:
    bar = Bar("ұзын атауы бар біліктілік санаты немесе оның жоқтығы", "1 234 (100 %)", 1.0, 0.5)
    groups = (("Санаты", (bar, bar)), ("Білімі", (bar,)))
    picture = FiguresPicture("Өте ұзын атауы бар мекеме " * 8, "Жыл", groups, "Соңы")
    plan = figures_plan(picture)
    texts = drawn_texts(plan)
    for text, place in texts:
        assert place.x0 >= MARGIN - 4, text
        assert place.x1 <= WIDTH - MARGIN + 4, text
        assert 0 <= place.y0 <= place.y1 <= plan.height, text
    assert covered(texts) == []
    shown = squeezed(" ".join(plan.texts))
    assert squeezed(bar.figure) in shown
    assert squeezed(picture.title) in shown


def test_the_picture_is_a_png_and_the_same_twice() -> None:
    bars = (Bar("иә", "3 (75 %)", 0.75, 0.5), Bar("жоқ", "1 (25 %)", 0.25, None))
    picture = FiguresPicture("Колледж", "Жыл", (("Білімі", bars),), "Соңы")
    drawn = figures_png(picture)
    assert drawn == figures_png(replace(picture))
    assert Image.open(BytesIO(drawn)).size[0] == WIDTH
