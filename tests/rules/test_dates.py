"""Calendar arithmetic against python-dateutil."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from rules.dates import add_months, today, years_back
from tests.thoroughness import examples

ROOT = Path(__file__).parents[2]
DATES = st.dates(date(1900, 1, 1), date(2999, 12, 31))
MONTH_ENDS = st.sampled_from([date(2024, 2, 29), date(2027, 8, 31), date(2026, 12, 31)])
ANY_DAY = st.one_of(DATES, MONTH_ENDS)


@examples(400)
@given(ANY_DAY, st.integers(-600, 1200))
def test_months_are_calendar_months(day: date, months: int) -> None:
    assert add_months(day, months) == day + relativedelta(months=months)


@examples(400)
@given(ANY_DAY, st.integers(0, 50))
def test_windows_are_calendar_years(day: date, years: int) -> None:
    assert years_back(day, years) == day - relativedelta(years=years)


@pytest.mark.parametrize(("day", "months"), [(date(9999, 12, 1), 1), (date(1, 1, 31), -1)])
def test_the_calendar_has_ends(day: date, months: int) -> None:
    with pytest.raises(OverflowError):
        add_months(day, months)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 20, 18, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 19, 0, tzinfo=UTC), date(2026, 11, 21)),
        (datetime(2024, 2, 28, 18, 0, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2024, 2, 29, 18, 0, tzinfo=UTC), date(2024, 2, 29)),
    ],
)
def test_the_day_is_that_of_almaty(moment: datetime, day: date) -> None:
    """UTC+5 since 1 March 2024, UTC+6 before: the last hour of February came twice."""
    assert today(moment) == day


def test_the_zones_are_those_of_the_lock_not_of_the_machine(tmp_path: Path) -> None:
    # A machine whose zones are of before March 2024, when Almaty was an hour ahead.
    zones = tmp_path / "Asia"
    zones.mkdir()
    package = find_spec("tzdata")
    assert package is not None
    assert package.origin is not None
    old = Path(package.origin).parent / "zoneinfo" / "Etc" / "GMT-6"
    (zones / "Almaty").write_bytes(old.read_bytes())
    asked = (
        "from datetime import UTC, datetime; from zoneinfo import ZoneInfo;"
        "from rules.dates import ALMATY, today;"
        "now = datetime(2026, 11, 20, 18, 30, tzinfo=UTC);"
        "print(today(now), now.astimezone(ALMATY).hour,"
        " now.astimezone(ZoneInfo('Asia/Almaty')).hour)"
    )
    environment = {**os.environ, "PYTHONTZPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.stdout == "2026-11-20 23 23\n", done.stderr
