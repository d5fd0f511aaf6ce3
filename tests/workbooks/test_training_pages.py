"""A printed form goes on to its next page where nothing is torn from what it belongs to."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.thoroughness import examples
from workbooks.training.layout import Kind
from workbooks.training.pages import last_lines

ROOM, REPEATED = 100.0, 10.0
TABLE: tuple[Kind, ...] = ("group", "row", "row", "row", "total")
CLOSING: tuple[Kind, ...] = ("gap", "sign", "sign", "note")
lines = st.lists(st.tuples(st.sampled_from(TABLE), st.integers(3, 12)), min_size=1, max_size=60)


@examples(300)
@given(lines)
def test_no_page_ends_with_a_heading_and_none_holds_signatures_alone(
    table: list[tuple[Kind, int]],
) -> None:
    kinds: list[Kind] = ["title", "heading", *(kind for kind, _ in table), *CLOSING]
    heights = [12.0, 10.0, *(float(height) for _, height in table), *[5.0] * len(CLOSING)]
    ends = list(last_lines(kinds, heights, ROOM, REPEATED))
    assert ends == sorted(set(ends))
    for end in ends:
        assert kinds[end - 1] not in ("title", "heading", "group")
        assert kinds[end] not in ("total", *CLOSING)
        signed = len(kinds) - len(CLOSING) - end
        assert signed >= min(5, len(table))


@examples(300)
@given(st.lists(st.integers(3, 90), min_size=1, max_size=60))
def test_a_page_holds_what_it_has_room_for_and_no_line_is_lost(heights: list[int]) -> None:
    """Lines that belong to none beside them; a page is ended only where the next has no room."""
    ends = list(last_lines(["row"] * len(heights), [float(h) for h in heights], ROOM, REPEATED))
    begins = [0, *ends]
    for begin, end in zip(begins, [*ends, len(heights)], strict=True):
        used = sum(heights[begin:end]) + (REPEATED if begin else 0)
        assert used <= ROOM
        if end < len(heights):
            assert used + heights[end] > ROOM
