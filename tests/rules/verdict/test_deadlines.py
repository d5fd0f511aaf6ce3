from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates import ALMATY, today, years_back
from rules.norms.loading import catalogue
from rules.profile import parse_profile
from rules.verdict.deadlines import (
    DAYS_BEFORE,
    allowed,
    coming_reminders,
    is_allowed,
    januaries,
    late_reminder,
    leaves_window,
    lost_on,
    put_off,
    reminders,
)

DAY = timedelta(days=1)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
AHEAD = st.lists(st.integers(0, 366), max_size=6, unique=True)


def almaty(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ALMATY)


@pytest.mark.parametrize(
    ("issued", "leaves"),
    [
        (date(2023, 11, 20), date(2026, 11, 21)),
        (date(2024, 2, 29), date(2027, 3, 1)),
        (date(2024, 2, 28), date(2027, 3, 1)),
        (date(2021, 2, 28), date(2024, 3, 1)),
        (date(2021, 3, 1), date(2024, 3, 2)),
    ],
)
def test_a_certificate_leaves_on_the_first_day_it_does_not_count(
    issued: date, leaves: date
) -> None:
    assert leaves_window(issued) == leaves


@given(issued=DAYS)
def test_the_day_of_leaving_is_where_the_window_of_the_check_ends(issued: date) -> None:
    leaves = leaves_window(issued)
    assert issued < years_back(leaves, 3)
    assert all(years_back(leaves - n * DAY, 3) <= issued for n in range(1, 400))


def test_what_a_leaving_certificate_takes_from_a_check() -> None:
    profile = parse_profile(
        {"certificates": [{"topic": "profile", "hours": 72, "issued": "2023-11-20"}]},
        date(2026, 11, 20),
        catalogue().competences,
    )
    leaves = leaves_window(date(2023, 11, 20))
    [lost] = lost_on(catalogue(), "uni-lecturer", None, profile, leaves)
    assert (lost.leaf.kind, lost.status) == ("certificate", "unmet")
    for other in (leaves - DAY, leaves + DAY):
        assert lost_on(catalogue(), "uni-lecturer", None, profile, other) == ()


@given(moment=MOMENTS)
def test_no_moment_is_moved_into_the_night_back_or_further_than_the_morning(
    moment: datetime,
) -> None:
    moved = allowed(moment)
    assert is_allowed(moved)
    assert timedelta(0) <= moved - moment <= timedelta(hours=12)
    assert (moved == moment) == is_allowed(moment)
    if moved != moment:
        assert moved.astimezone(ALMATY).time() == time(9)


@pytest.mark.parametrize(
    ("hour", "minute", "may"),
    [(8, 59, False), (9, 0, True), (20, 59, True), (21, 0, False), (0, 0, False)],
)
def test_nights_are_from_nine_to_nine_in_almaty(hour: int, minute: int, may: bool) -> None:
    assert is_allowed(almaty(date(2026, 5, 5), hour, minute).astimezone(UTC)) is may


def test_a_day_far_ahead_has_its_four_reminders_at_ten() -> None:
    day = date(2027, 3, 1)
    planned = reminders(day, almaty(date(2026, 11, 20), 12))
    assert [(each.days_before, each.due_at) for each in planned] == [
        (before, almaty(day - before * DAY, 10)) for before in (90, 30, 7, 1)
    ]
    assert all(each.due_at.utcoffset() == timedelta(0) for each in planned)


def test_a_day_entered_late_is_caught_up_with_once() -> None:
    now = almaty(date(2026, 11, 20), 22)
    planned = reminders(date(2026, 12, 15), now)
    assert [(each.days_before, each.due_at) for each in planned] == [
        (30, almaty(date(2026, 11, 21), 9)),
        (7, almaty(date(2026, 12, 8), 10)),
        (1, almaty(date(2026, 12, 14), 10)),
    ]


def test_no_catching_up_on_the_day_of_the_next_reminder() -> None:
    eve = date(2026, 12, 13)
    for now in (almaty(eve, 23), almaty(eve + DAY, 8)):
        assert [each.days_before for each in reminders(date(2026, 12, 15), now)] == [1]
    assert [each.days_before for each in reminders(date(2026, 12, 15), almaty(eve, 20))] == [7, 1]


def test_the_last_chance_is_the_day_itself_and_then_nothing_comes() -> None:
    day = date(2026, 12, 15)
    assert [each.days_before for each in reminders(day, almaty(day, 20))] == [1]
    assert reminders(day, almaty(day, 21)) == ()
    assert reminders(day, almaty(day + DAY, 10)) == ()


@given(day=st.dates(date(2019, 1, 1), date(2036, 1, 1)), now=MOMENTS, ahead=AHEAD)
def test_the_schedule_whatever_the_moment(day: date, now: datetime, ahead: list[int]) -> None:
    planned = reminders(day, now, ahead)
    days = [today(each.due_at) for each in planned]
    assert all(is_allowed(each.due_at) and each.due_at >= now for each in planned)
    assert days == sorted(set(days))
    assert all(each <= day for each in days)
    assert [each.days_before for each in planned] == sorted(
        {each.days_before for each in planned}, reverse=True
    )
    late = [each for each in planned if today(each.due_at) != day - each.days_before * DAY]
    assert len(late) <= 1
    on_time = {before for before in ahead if almaty(day - before * DAY, 10) > now}
    assert on_time <= {each.days_before for each in planned}
    if planned and planned[0].days_before not in on_time:
        assert planned[0].days_before == min(set(ahead) - on_time)


@given(day=st.dates(date(2019, 1, 1), date(2036, 1, 1)), now=MOMENTS, ahead=AHEAD)
def test_only_what_catches_up_goes_at_once(day: date, now: datetime, ahead: list[int]) -> None:
    coming, late = coming_reminders(day, now, ahead), late_reminder(day, now, ahead)
    assert all(each.due_at > now for each in coming)
    assert reminders(day, now, ahead) == (coming if late is None else (late, *coming))
    if late is not None:
        assert late.due_at == allowed(now)
        assert late.days_before in ahead
        assert late.days_before not in {each.days_before for each in coming}


@given(day=DAYS)
def test_every_deadline_known_in_time_gets_all_reminders(day: date) -> None:
    planned = reminders(day, almaty(day - 91 * DAY, 12))
    assert tuple(each.days_before for each in planned) == DAYS_BEFORE


def test_later_is_ten_o_clock_tomorrow_unless_the_day_is_over_then() -> None:
    day = date(2026, 12, 15)
    assert put_off(day, almaty(day - DAY, 23, 59)) == almaty(day, 10)
    assert put_off(day, almaty(day, 0)) is None


@given(MOMENTS)
def test_each_of_five_januaries_has_one_moment_that_is_still_to_come(now: datetime) -> None:
    found = januaries(now)
    assert len(found) == 5
    years = [end.year for end in found]
    assert years == list(range(years[0], years[0] + 5))
    assert years[0] - today(now).year in (0, 1)
    for end, moments in found.items():
        [moment] = moments
        assert moment.due_at == almaty(date(end.year, 1, 10), 10)
        assert moment.due_at > now
        assert is_allowed(moment.due_at)


def test_on_the_tenth_of_january_the_next_one_is_a_year_away() -> None:
    ten = almaty(date(2027, 1, 10), 10)
    assert min(januaries(ten - timedelta(seconds=1))) == date(2027, 1, 31)
    assert min(januaries(ten)) == date(2028, 1, 31)
