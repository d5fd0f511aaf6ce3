"""Every sheet and every category by hand: each row with its lowest figure, and what they make.

The figures stand in the order of the rows that are asked of the post. The sum that is printed is
the same, but for three deputies in the second category and the methodical ones in all.
"""

from __future__ import annotations

import pytest

from tests.rules.attestation.portfolio.sheets import EDITION, counted, lowest

TEACHER = {
    # 1.1, 1.2, 2.1, 2.2, 3.1, 3.2, (3.3), 3.4, (3.5), 4.1
    "moderator": ([1, 61, 1, 1, 1, 1, 1, 1], 68),
    "expert": ([2, 71, 2, 2, 2, 2, 2, 1], 84),
    "researcher": ([3, 81, 3, 3, 3, 3, 5, 3, 6, 3], 113),
    "master": ([4, 91, 4, 4, 4, 4, 5, 4, 9, 4], 133),
}
SPECIAL = {
    # Without 1.1 and 2.1: 1.2, 2.2, 3.1, 3.2, (3.3), 3.4, (3.5), 4.1
    "moderator": ([61, 1, 1, 1, 1, 1], 66),
    "expert": ([71, 2, 2, 2, 2, 1], 80),
    "researcher": ([81, 3, 3, 3, 5, 3, 6, 3], 107),
    "master": ([91, 4, 4, 4, 5, 4, 9, 4], 125),
}
METHODIST = {
    # 1.1, 2.1, 2.2, 3.1, 3.2, (3.3), 3.4, (3.5), 4.1
    "moderator": ([3, 1, 1, 1, 1, 1, 2], 10),
    "expert": ([3, 2, 2, 2, 2, 2, 2], 15),
    "researcher": ([6, 3, 3, 3, 3, 5, 3, 6, 3], 35),
    "master": ([9, 4, 4, 4, 4, 5, 4, 9, 4], 47),
}
DIRECTOR = {
    # 1.1 to 1.7; 2.1, 2.3, 2.4; 3.1 to 3.3; (4.1), 4.2 to 4.4; 5.1
    "third": ([2, 3, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 38),
    "second": ([2, 3, 4, 3, 2, 2, 3, 2, 3, 3, 3, 3, 3, 5, 3, 3, 3, 3], 53),
    "first": ([2, 3, 4, 3, 2, 2, 4, 4, 4, 4, 4, 4, 4, 5, 4, 4, 4, 4], 65),
}
ACADEMIC = {
    # 1.1, 1.2, 2.1, 2.3, 3.3 to 3.5, 4.1, 4.2, (4.3), 4.4, 4.5, 5.1
    "third": ([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 24),
    "second": ([2, 3, 2, 3, 3, 3, 3, 3, 3, 5, 3, 3, 3], 39),
    "first": ([2, 4, 4, 4, 4, 4, 4, 4, 4, 5, 4, 4, 4], 51),
}
EDUCATIONAL = {
    # The same without 2.1.
    "third": ([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 22),
    "second": ([2, 3, 3, 3, 3, 3, 3, 3, 5, 3, 3, 3], 37),
    "first": ([2, 4, 4, 4, 4, 4, 4, 4, 5, 4, 4, 4], 47),
}
PRODUCTION = {
    # 2.2 in place of 2.1, which makes 40 where 39 is printed; 3.2 in its place makes the same.
    "third": ([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 24),
    "second": ([2, 3, 3, 3, 3, 3, 3, 3, 3, 5, 3, 3, 3], 40),
    "first": ([2, 4, 4, 4, 4, 4, 4, 4, 4, 5, 4, 4, 4], 51),
}
METHODICAL = {
    # 1.1, 1.2, 2.3, 3.1 to 3.5, 4.1, 4.2, (4.3), 4.4, 4.5, 5.1: printed are 22, 38 and 47.
    "third": ([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2], 26),
    "second": ([2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 5, 3, 3, 3], 43),
    "first": ([2, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 4, 4, 4], 55),
}
SHEETS = {
    "tvet-teacher": TEACHER,
    "tvet-master": TEACHER,
    "tvet-senior-master": TEACHER,
    "tvet-pe-instructor": TEACHER,
    "tvet-dormitory-educator": TEACHER,
    "tvet-youth-inspector": TEACHER,
    "tvet-military-organizer": SPECIAL,
    "tvet-organizer": SPECIAL,
    "tvet-psychologist": SPECIAL,
    "tvet-social-pedagogue": SPECIAL,
    "tvet-assistant": SPECIAL,
    "tvet-methodist": METHODIST,
    "tvet-union-methodist": METHODIST,
    "tvet-department-head": METHODIST,
    "tvet-academic-unit-head": METHODIST,
    "tvet-workshop-head": METHODIST,
    "tvet-director": DIRECTOR,
    "tvet-deputy-academic": ACADEMIC,
    "tvet-deputy-educational": EDUCATIONAL,
    "tvet-deputy-production": PRODUCTION,
    "tvet-deputy-training": PRODUCTION,
    "tvet-deputy-it": PRODUCTION,
    "tvet-deputy-methodical": METHODICAL,
    "tvet-deputy-methodical-union": METHODICAL,
}
CASES = [
    (position, category, *by_hand)
    for position, sheet in SHEETS.items()
    for category, by_hand in sheet.items()
]


@pytest.mark.parametrize(("position", "category", "by_row", "total"), CASES)
def test_the_rows_bring_what_was_added_up_by_hand(
    position: str, category: str, by_row: list[int], total: int
) -> None:
    sheet = EDITION.sheet_of(position)
    assert sheet is not None
    column = sheet.categories.index(category)
    skipped = () if SHEETS[position] is not SPECIAL else ("t-2.1",)
    entries = {
        row.id: lowest(row, column)
        for row in sheet.rows
        if row.is_asked(column) and row.id not in skipped
    }
    found = counted(position, category, entries)
    assert [each.points for each in found.rows if each.state == "met"] == by_row
    assert found.points == total == sum(by_row)
    assert found.enough == "yes"
    assert not found.empty


def test_every_post_of_the_edition_was_worked_out() -> None:
    assert sorted(SHEETS) == sorted(EDITION.positions)


@pytest.mark.parametrize(("position", "category", "by_row", "total"), CASES)
def test_one_point_less_in_any_row_is_not_enough_where_the_sum_follows_from_the_rows(
    position: str, category: str, by_row: list[int], total: int
) -> None:
    sheet = EDITION.sheet_of(position)
    assert sheet is not None
    column = sheet.categories.index(category)
    asked = [r for r in sheet.rows if r.is_asked(column) and r.kind != "extra" and r.id != "t-2.1"]
    whole = {row.id: lowest(row, column) for row in asked}
    if SHEETS[position] is not SPECIAL and sheet.id == "teacher":
        whole["t-2.1"] = {"level": sheet.rows[2].asks[column]}
    for row in asked:
        less = {key: value for key, value in whole.items() if key != row.id}
        found = counted(position, category, less)
        if found.group.rows_make is None and row.id not in found.group.without:
            assert found.enough == "no", row.id
