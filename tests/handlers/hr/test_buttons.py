"""What the buttons of HR carry, and that those of older versions go on working."""

import re
from typing import get_args

import pytest

from handlers.hr import buttons, routes
from handlers.hr.buttons import ACCEPT_PATTERN, NUMBERS, PATTERN, press, read_press

# As the version before the table had them in people's chats.
SENT = (
    "h:all:2", "h:appoint:7:18", "h:cast:7:18", "h:cast_file:7:18", "h:cast_go:7:18",
    "h:cast_new:7", "h:cast_pause:7:18", "h:cast_stop:7:18", "h:cast_stop_yes:7:18", "h:casts:7",
    "h:day:7:18", "h:day_change:7:18", "h:day_drop:7:18", "h:day_drop_yes:7:18", "h:day_kind:7:18",
    "h:day_new:7", "h:day_no_en:7", "h:day_part:7:18", "h:day_pick:7:20261120", "h:day_save:7",
    "h:day_usual:7", "h:days:7:18", "h:dismiss:7:18", "h:dismiss_yes:7:18", "h:draft:7",
    "h:draft_drop:7", "h:draft_drop_yes:7", "h:draft_no_en:7", "h:draft_text:7:18",
    "h:edition:7:18", "h:edition_accept:7:18", "h:edition_day:7:202611", "h:edition_done:7",
    "h:edition_drop:7:18", "h:edition_new:7", "h:edition_no_en:7", "h:edition_number:7:18",
    "h:edition_part:7:18", "h:edition_reject:7:18", "h:edition_send:7", "h:editions:7", "h:home",
    "h:hr:7", "h:inert", "h:invite:7", "h:link:7:18:2", "h:links:7", "h:log:7:18", "h:member:7:18",
    "h:member_end:7:18", "h:member_end_yes:7:18", "h:member_move:7:18:2", "h:member_part:7:18:2",
    "h:members:7:18:2", "h:new", "h:org:7", "h:part:7:18", "h:part_drop:7:18",
    "h:part_drop_yes:7:18", "h:part_name:7:18", "h:part_new:7", "h:parts:7:18", "h:preview:7",
    "h:rename:7", "h:send:7:999999999", "h:send_yes:7:999999999", "h:unlink:7:18",
    "h:unlink_yes:7:18", "h:when:7:20261120", "h:when_hour:7:20261120:10", "h:when_now:7",
    "h:who:7", "h:who_all:7", "h:who_ask:7:18", "h:who_lang:7:2:0", "h:who_part:7:18:1:2",
    "h:who_parts:7:18", "h:who_post:7:18:1:2", "h:who_posts:7:18", "h:who_set:7:0:72", "h:own:2",
    "h:casts_page:7:2", "h:editions_page:7:2", "h:hr_page:7:2", "h:invite_page:7:2",
    "h:links_page:7:2", "h:day_keep:7:999999999", "h:day_now:7:999999999",
    "h:day_now_yes:7:999999999", "h:part_name_yes:7:18", "h:rename_yes:7", "h:superior_put:7:0:2",
    "h:member_put:7:18:0:2",
)  # fmt: skip


@pytest.mark.parametrize("data", SENT)
def test_a_button_of_an_older_version_is_read_and_made_as_it_was(data: str) -> None:
    assert re.search(PATTERN, data)
    found = read_press(data)
    assert found is not None
    assert press(found.action, *found.numbers) == data


def test_the_link_that_makes_somebody_hr_is_no_other_button() -> None:
    data = "h:take:AbCdEf0123456789_-xyz"
    assert re.search(ACCEPT_PATTERN, data)
    assert not re.search(PATTERN, data)


@pytest.mark.parametrize(
    "data", ["h:", "h:org", "h:org:1:2", "h:nothing:1", "h:home:1", "h:all", "h:who_part:1:2:3"]
)
def test_other_names_and_other_numbers_are_no_button(data: str) -> None:
    assert read_press(data) is None


def test_each_action_has_its_place_in_the_table_of_its_numbers() -> None:
    assert set(routes.OUTSIDE) == set(get_args(buttons.Bare))
    assert set(routes.OF_ORGANISATION) == set(get_args(buttons.OfOrganisation))
    assert set(routes.WITH_ONE) == set(get_args(buttons.WithOne))
    assert set(routes.WITH_TWO) == set(get_args(buttons.WithTwo))
    assert set(routes.WITH_THREE) == set(get_args(buttons.WithThree))


def test_a_button_with_too_many_or_too_few_numbers_is_not_made() -> None:
    with pytest.raises(AssertionError):
        press("member", 7)
    with pytest.raises(AssertionError):
        press("home", 7)


def test_the_largest_numbers_fit_in_a_button() -> None:
    largest = max(("h:" + name + f":{2**31 - 1}" * n for name, n in NUMBERS.items()), key=len)
    assert len(largest.encode()) <= 64
