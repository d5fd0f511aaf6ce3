"""A day still to come, typed by a person: "15 наурыз 2027", "15.03", "ертең"."""

from datetime import date, timedelta

from rules.dates import add_months
from rules.typed.dates import read_date
from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understanding, Understood

_WORDS = {
    0: ("бүгін", "сегодня", "today"),
    1: ("ертең", "завтра", "tomorrow"),
    2: ("бүрсігүні", "послезавтра"),
}
_RELATIVE = {word: days for days, words in _WORDS.items() for word in words}


def read_coming_date(text: str, on: date, latest: date) -> Understanding[date]:
    """A day from `on` to `latest`.

    A day without a year is its next occurrence. A month or a year without its day: Choose of its
    first and last day. OutOfRange "too_small" for a day that has passed, "too_large" after
    `latest`.
    """
    days = _RELATIVE.get(text.strip(" .!").casefold())
    if days is not None:
        return Understood(on + timedelta(days))
    passed = read_date(text, on)
    if isinstance(passed, Understood) and passed.value < on:
        return OutOfRange("too_small", on, latest)
    within_a_year = add_months(on, 12) - timedelta(1)
    # Without a year the later of several days is meant, so the nearer horizon comes first.
    reading = read_date(text, min(within_a_year, latest))
    beyond = isinstance(reading, OutOfRange) and reading.reason == "future"
    if beyond or (isinstance(reading, Choose) and reading.note == "day_missing"):
        reading = read_date(text, latest)
    return _coming(reading, on, latest)


def _coming(reading: Understanding[date], on: date, latest: date) -> Understanding[date]:
    if isinstance(reading, OutOfRange):
        reason = "too_large" if reading.reason == "future" else reading.reason
        return OutOfRange(reason, on, latest)
    if isinstance(reading, NotUnderstood):
        return reading
    if isinstance(reading, Understood):
        return reading
    left = tuple(day for day in reading.options if day >= on)
    if not left:
        return OutOfRange("too_small", on, latest)
    if len(left) == 1 and reading.note == "year_missing":
        return Understood(left[0])
    return Choose(left, reading.note)
