"""Lists of positions: complete, and in the order in which people look for themselves."""

from __future__ import annotations

import pytest

from handlers.chat.position_lists import Group, listed
from rules.norms.loading import catalogue
from tests.handlers.house import House
from tests.handlers.people import with_consent


@pytest.mark.parametrize("group", ["tvet", "uni"])
def test_every_position_is_listed_once(group: Group) -> None:
    own = [each for each in catalogue().positions if each.startswith(f"{group}-")]
    assert sorted(listed(catalogue(), group)) == sorted(own)


def test_teachers_come_first_then_heads_then_deputies_and_the_director_last() -> None:
    college, university = listed(catalogue(), "tvet"), listed(catalogue(), "uni")
    assert college[:2] == ["tvet-teacher", "tvet-master"]
    assert "tvet-methodist" in college[:4]
    assert college[-1] == "tvet-director"
    assert all(each.startswith("tvet-deputy") for each in college[-8:-1])
    assert university[0] == "uni-lecturer"
    assert university[-4:] == [
        "uni-department-head",
        "uni-deputy-academic",
        "uni-deputy-research",
        "uni-director",
    ]


async def test_the_teacher_stands_on_the_first_page_which_has_its_number(house: House) -> None:
    person = await with_consent(house)
    assert "(page 1 of 3)" in await person.press("m:browse:tvet:0")
    assert person.data()[0] == "m:pos:tvet-teacher"
