"""A typed line of a plan: what it surely says is read, everything else is shown as not read."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.training.plan_line import LONGEST_LINE, PlanLine, read_plan_line

YEAR = (date(2027, 1, 1), date(2027, 12, 31))
STUDY = (date(2026, 9, 1), date(2027, 8, 31))


def read(text: str, year: tuple[date, date] = YEAR) -> PlanLine | None:
    return read_plan_line(text, *year)


def march(first: int, last: int) -> tuple[date, date]:
    return date(2027, 3, first), date(2027, 3, last)


@pytest.mark.parametrize(
    ("line", "topic", "hours", "days", "place", "cost", "source"),
    [
        ("Python, 72 h, 3–14.03, Almaty, 90 000, university",
         "Python", 72, march(3, 14), "Almaty", 90_000, "university"),
        ("Машинное обучение, 36 ч, 3–14 марта, Астана, 45 тыс. тенге, за счёт университета",
         "Машинное обучение", 36, march(3, 14), "Астана", 45_000, "university"),
        ("Жасанды интеллект, 72 сағат, 3-14 наурыз, Алматы, 90 мың теңге, өз қаражатым",
         "Жасанды интеллект", 72, march(3, 14), "Алматы", 90_000, "own"),
        ("Деректер талдауы; 36 сағ; 2027 жылғы 3-14 наурыз; онлайн; тегін; демеуші",
         "Деректер талдауы", 36, march(3, 14), "онлайн", 0, "sponsor"),
        ("3.03-14.03.2027, грант, 120000 тг, Шымкент, 108 часов, Педагогика",
         "Педагогика", 108, march(3, 14), "Шымкент", 120_000, "grant"),
        ("AI in teaching, 40 hours, March 3 - 14, Aktau, 90,000 tenge, sponsor",
         "AI in teaching", 40, march(3, 14), "Aktau", 90_000, "sponsor"),
    ],
)  # fmt: skip
def test_a_whole_line_in_three_languages(
    line: str,
    topic: str,
    hours: int,
    days: tuple[date, date],
    place: str,
    cost: int,
    source: str,
) -> None:
    said = read(line)
    assert said is not None
    assert (said.topic, said.hours, said.place) == (topic, hours, place)
    assert (said.first_day, said.last_day, said.to_month) == (*days, False)
    assert (said.cost, said.source, said.unread) == (cost, source, ())


@pytest.mark.parametrize("words", ["наурыз", "в марте", "March", "март 2027", "наурызда"])
def test_a_month_alone_is_only_a_month(words: str) -> None:
    said = read(f"Python, {words}")
    assert said is not None
    assert (said.first_day, said.last_day, said.to_month) == (*march(1, 31), True)


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("Python, 72, 3.03", ("72",)),
        ("Python, 1500", ("1500",)),
        ("Python, 72 h, 36 h", ("72 h", "36 h")),
        ("Python, 40.03", ("40.03",)),
        ("Python, 30.02", ("30.02",)),
        ("Python, 14-3.03", ("14-3.03",)),
        ("Python, 3.03.2031", ("3.03.2031",)),
        ("Python, не университет", ("не университет",)),
        ("Python, университет емес", ("университет емес",)),
        ("Python, Almaty or Astana", ("Almaty or Astana",)),
        ("Python, 3000 h", ("3000 h",)),
        ("Python, R, SQL", ("R", "SQL")),
    ],
)
def test_what_is_not_sure_is_not_taken(line: str, unread: tuple[str, ...]) -> None:
    said = read(line)
    assert said is not None
    assert said.unread == unread
    assert said == PlanLine(
        topic="Python", unread=unread,
        first_day=said.first_day, last_day=said.last_day,
    )  # fmt: skip
    if line != "Python, 72, 3.03":
        assert said.first_day is None


@pytest.mark.parametrize("line", ["", "  ", "72 h", "3-14.03, 72 ч", "90 000", "?", "жоқ", "no"])
def test_without_a_topic_there_is_nothing(line: str) -> None:
    assert read(line) is None


def test_a_day_without_a_year_is_that_of_the_year_of_study() -> None:
    autumn, spring = read("A, 5.10", STUDY), read("A, 5.03", STUDY)
    assert autumn is not None
    assert spring is not None
    assert autumn.first_day == date(2026, 10, 5)
    assert spring.first_day == date(2027, 3, 5)


def test_a_day_that_the_year_has_twice_is_left() -> None:
    said = read("A, 5.10", (date(2026, 9, 1), date(2027, 12, 31)))
    assert said is not None
    assert said.unread == ("5.10",)


def test_a_line_that_is_too_long_is_no_line() -> None:
    assert read("a" * LONGEST_LINE) is not None
    assert read("a" * (LONGEST_LINE + 1)) is None


HOURS = {"kk": "сағат", "ru": "ч", "en": "h"}
MONEY = {"kk": "теңге", "ru": "тенге", "en": "tenge"}
SOURCES = {
    "kk": {"own": "өз қаражатым", "sponsor": "демеуші", "university": "университет қаражаты"},
    "ru": {"own": "за свой счёт", "sponsor": "спонсор", "university": "за счёт университета"},
    "en": {"own": "own", "sponsor": "sponsor", "university": "university"},
}


@given(
    st.sampled_from(("kk", "ru", "en")),
    st.integers(1, 2000),
    st.dates(YEAR[0], date(2027, 11, 1)),
    st.integers(0, 40),
    st.integers(2001, 900_000_000),
    st.sampled_from(("own", "sponsor", "university")),
    st.randoms(use_true_random=False),
)
def test_what_is_written_is_read_in_any_order(
    language: str, hours: int, first: date, length: int, cost: int, source: str, chance: object
) -> None:
    last = first + timedelta(days=length)
    parts = [
        f"{hours} {HOURS[language]}",
        f"{first:%d.%m} – {last:%d.%m.%Y}",
        f"{cost:,} {MONEY[language]}".replace(",", " "),
        SOURCES[language][source],
        "Almaty",
        "Деректер талдауы",
    ]
    chance.shuffle(parts)  # type: ignore[attr-defined]
    said = read(", ".join(parts))
    assert said == PlanLine(
        topic="Деректер талдауы", hours=hours, first_day=first, last_day=last, place="Almaty",
        cost=cost, source=source,  # type: ignore[arg-type]
    )  # fmt: skip


@given(st.text(max_size=120), st.sampled_from((YEAR, STUDY)))
def test_whatever_is_typed_stays_within_bounds(text: str, year: tuple[date, date]) -> None:
    said = read_plan_line(text, *year)
    if said is None:
        return
    assert said.topic.strip()
    assert said.hours is None or 1 <= said.hours <= 2000
    assert said.cost is None or said.cost >= 0
    if said.first_day is not None:
        assert said.last_day is not None
        assert year[0] <= said.first_day <= said.last_day <= year[1]


@given(st.text(alphabet="0123456789 hчс.,-–мартнаурызxk;", max_size=60))
def test_nothing_that_was_typed_is_lost(text: str) -> None:
    """Every part is either in a field or among what was not read."""
    said = read(text)
    if said is None:
        return
    digits = {each for each in text if each.isdigit()}
    shown = "".join(said.unread) + said.topic + said.place
    if digits and said.hours is None and said.cost is None and said.first_day is None:
        assert digits <= set(shown)
