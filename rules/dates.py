"""All date arithmetic of the project: calendar months and years, and the day in Almaty.

A month or year that ends on a day the target month lacks is cut to that month's last day
(31 August + 18 months = 28 or 29 February; 29 February - 3 years = 28 February): readings R24, R25
and contract, section 4 (`eligible_on`).
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo, reset_tzpath

from dateutil.relativedelta import relativedelta

# The zones of the lock's tzdata: those of the machine may be of before a change of the clock.
reset_tzpath(to=())
ALMATY = ZoneInfo.no_cache("Asia/Almaty")
_KNOWN: Final[tuple[Literal["nothing", "year", "month", "day"], ...]] = (
    "nothing",
    "year",
    "month",
    "day",
)


@dataclass(frozen=True, slots=True)
class PartialDay:
    """A day as far as it is known, in the way it is kept: "2025-03-14", "2025-03", "2025" or ""."""

    written: str

    @property
    def known_to(self) -> Literal["nothing", "year", "month", "day"]:
        return _KNOWN[len(self.written.split("-")) if self.written else 0]

    @property
    def is_whole(self) -> bool:
        return self.known_to == "day"


def today(now: datetime) -> date:
    """The day in Almaty at the aware moment `now`."""
    return now.astimezone(ALMATY).date()


@lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """`day` moved by whole calendar months (negative: back), cut to the month's last day.

    Raises OverflowError when the result lies outside the years 1-9999.
    """
    try:
        return day + relativedelta(months=months)
    except ValueError:
        raise OverflowError(f"{day} moved by {months} months leaves the calendar") from None


def years_back(day: date, years: int) -> date:
    """First day of the window of `years` calendar years that ends on `day` (R24)."""
    return add_months(day, -12 * years)
