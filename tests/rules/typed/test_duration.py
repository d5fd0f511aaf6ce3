"""Lengths of work: a whole and its parts, what is taken off, periods that adjoin or go on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.dates import add_months
from rules.typed import NotUnderstood, OutOfRange, Understanding, read_duration
from rules.typed.outcome import Choose, Understood
from tests.rules.typed.phrasebook import load

ON = date(2026, 11, 20)


def read(text: str, kind: str | None = "specialty") -> Understanding[int]:
    return read_duration(text, ON, kind)


def offered(text: str, kind: str | None = "specialty") -> tuple[int, ...]:
    """What is asked back, the first choice first."""
    reading = read(text, kind)
    assert isinstance(reading, Choose), (text, reading)
    return reading.options


@pytest.mark.parametrize(
    ("text", "kind", "options"),
    [
        ("22 года, из них 10 лет в колледже", "specialty", (264, 120)),
        ("22 года, из них 10 лет в колледже", "tvet_org", (120, 264)),
        ("22 года, из них в колледже 10 лет 3 месяца", "tvet_org", (123, 264)),
        ("12 лет, 3 из них в колледже", "tvet_org", (36, 144)),
        ("из 22 лет 10 в колледже", "tvet_org", (120, 264)),
        ("5 г. 11 м., в т.ч. 2 г. 3 м. в колледже", "specialty", (71, 27)),
        ("стаж 12 лет, 5 лет из которых — в колледже", "tvet_org", (60, 144)),
        ("полный стаж 16 лет, в колледже из них 7 лет", "tvet_org", (84, 192)),
        ("2 жыл, соның ішінде 1 жыл колледжде", "specialty", (24, 12)),
        ("12 жыл, оның үшеуі колледжде", "tvet_org", (36, 144)),
        ("22 жылдың 10 жылы колледжде", "tvet_org", (120, 264)),
        ("жалпы еңбек өтілім 20 жыл, мамандығым бойынша 12 жыл", "specialty", (144, 240)),
        ("12 years including 3 years in college", "specialty", (144, 36)),
        ("2 years, one of them in a college", "tvet_org", (12, 24)),
        ("20 years, 4 of them as deputy director", "education_management", (48, 240)),
        ("out of 22 years, 10 in college", "tvet_org", (120, 264)),
        ("Общий стаж 18 лет, педагогический стаж 4 года", "teaching", (48, 216)),
        ("Общий стаж 18 лет, педагогический стаж 4 года", "specialty", (216, 48)),
        ("25 лет (общий), 20 лет (педагогический)", "teaching", (240, 300)),
        ("18 месяцев, из них 6 в колледже", "tvet_org", (6, 18)),
        ("15 лет, в том числе 5 лет на заводе", "industry", (60, 180)),
    ],
)
def test_a_whole_and_its_part_are_both_offered_and_never_added(
    text: str, kind: str, options: tuple[int, ...]
) -> None:
    assert offered(text, kind) == options


@pytest.mark.parametrize(
    "text",
    [
        "всего 8 лет: 5 лет в школе, 3 года в колледже",
        "5 лет в школе, 3 года в колледже, итого 8 лет",
        "8 жыл: 5 мектеп, 3 колледж",
        "total 8 years, 5 at school and 3 at college",
        "8 лет (96 месяцев)",
    ],
)
def test_parts_that_add_up_to_the_whole_leave_nothing_to_ask(text: str) -> None:
    assert read(text) == Understood(96)


@pytest.mark.parametrize(
    ("text", "kind", "first"),
    [
        ("5 лет в школе, 3 года в колледже", "tvet_org", 36),
        ("мектепте 5 жыл, колледжде 3 жыл", "tvet_org", 36),
        ("школа: 5 лет; колледж: 3 года", "tvet_org", 36),
        ("3 года в школе плюс 2 года в колледже", "tvet_org", 24),
        ("5 years at school and 3 years at college", "tvet_org", 36),
        ("5 лет в школе, 3 года в колледже", "education_org", 60),
        ("01.09.2010-31.08.2015 школа №5, 01.09.2015-31.08.2020 колледж", "tvet_org", 60),
    ],
)
def test_of_several_kinds_the_asked_one_comes_first_and_a_sum_last(
    text: str, kind: str, first: int
) -> None:
    options = offered(text, kind)
    assert options[0] == first
    assert options[-1] == max(options)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("5 лет в школе", "tvet_org"), ("10 лет преподавателем", "education_management"),
     ("10 лет на заводе", "teaching"), ("общий стаж 18 лет", "teaching")],
)  # fmt: skip
def test_another_kind_than_the_asked_one_must_be_confirmed(text: str, kind: str) -> None:
    assert len(offered(text, kind)) == 1


@pytest.mark.parametrize(
    ("text", "kind", "months"),
    [
        ("по специальности 7 лет", "specialty", 84),
        ("мамандығым бойынша 7 жыл", "specialty", 84),
        ("7 years in my specialty", "specialty", 84),
        ("в должности методиста 5 лет", "post", 60),
        ("10 лет на производстве", "industry", 120),
        ("научно-педагогический стаж 6 лет", "scientific_pedagogical", 72),
        ("с 01.09.2015 работаю в колледже", "tvet_org", 134),
    ],
)
def test_words_that_name_the_asked_kind_leave_no_doubt(text: str, kind: str, months: int) -> None:
    reading = read(text, kind)
    assert isinstance(reading, Understood)
    assert reading.value == months


@pytest.mark.parametrize(
    ("text", "months", "off"),
    [
        ("10 лет минус 2 года", 96, 24),
        ("10 лет за вычетом 2 лет", 96, 24),
        ("6 лет 3 мес минус 1 год", 63, 12),
        ("5 жылдан 6 ай шегергенде", 54, 6),
        ("7 years, less 3 months", 81, 3),
        ("с 01.09.2019 по 31.08.2025, перерыв с 01.09.2020 по 31.08.2023", 36, 36),
        ("01.09.2010-31.08.2020, үзіліс 01.09.2015-31.08.2016", 108, 12),
        ("from 01.09.2010 to 31.08.2020 except 01.09.2015-31.08.2017", 96, 24),
    ],
)
def test_what_is_clearly_not_counted_is_taken_off_and_told(
    text: str, months: int, off: int
) -> None:
    assert read(text) == Understood(months, "taken_off", off)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("10 лет, перерыв 2 года", (96, 120)),
        ("10 лет, не считая 2 лет декрета", (96, 120)),
        ("10 лет, из них 2 года декрет", (96, 120)),
        ("10 лет за исключением 2-х лет", (96, 120)),
        ("15 лет, из них 3 года не работала", (144, 180)),
        ("2 года перерыв, 10 лет", (96, 120)),
        ("10 жыл, 2 жыл үзіліс", (96, 120)),
        ("10 years with a 2 year gap", (96, 120)),
        ("9 лет, армия 1 год не входит", (96, 108)),
        ("с 01.09.2010 по 31.08.2020 (декрет с 01.09.2015 по 31.08.2017)", (96, 120)),
        ("с 01.09.2010 по 31.08.2020, перерыв 2 года", (96, 120)),
        ("10 лет с перерывами", (120,)),
        ("5 лет, было 2 декрета", (60, 36)),
        ("10 лет, перирыв 2 года", (96, 120)),
    ],
)
def test_time_that_may_not_count_is_asked_about_and_never_added(
    text: str, options: tuple[int, ...]
) -> None:
    assert offered(text) == options


@pytest.mark.parametrize("text", ["10 лет без перерыва", "10 жыл үзіліссіз", "10 years, no gaps"])
def test_no_break_is_nothing_to_take_off(text: str) -> None:
    assert read(text) == Understood(120)


@pytest.mark.parametrize("typo", ["10 лет исключяя 2 года", "10 лет, перирыв 2 года"])
def test_a_mended_word_that_acts_is_asked_about(typo: str) -> None:
    assert 144 not in offered(typo)


@pytest.mark.parametrize(
    "ending",
    ["по н.в.", "по н/в", "- н. в.", "по наст. вр.", "до настоящего времени", "до сих пор",
     "по сегодняшний день", "по сей день", "осы уақытқа дейін", "- бүгінгі күнге дейін",
     "бүгінге дейін", "қазірге дейін", "to date", "till now", "until today", "- present",
     "- по н.в."],
)  # fmt: skip
def test_a_period_that_goes_on_is_counted_to_the_day(ending: str) -> None:
    assert read(f"01.09.2015 {ending}") == Understood(134, "to_today")


def test_months_alone_are_taken_in_full_first_and_years_alone_with_caution() -> None:
    assert offered("сентябрь 2015 - август 2017")[0] == 24
    assert offered("Jan 2020 to date")[0] == 82
    assert offered("2015-2019") == (36, 48, 60)
    assert offered("с 2015 по н.в.") == (130, 142)


def test_slashes_go_by_the_day_that_proves_their_order() -> None:
    assert read("01/09/2015 - 31/08/2019") == Understood(48)
    assert read("09/01/2015 - 08/31/2019") == Understood(48)
    both = Choose((59, 60), "day_or_month")
    assert read("01/09/2010-01/08/2015") == both


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("75%", NotUnderstood()),
        ("5 лет не преподавал", NotUnderstood()),
        ("15 лет минус 3 года = 12 лет", Understood(144)),
        ("3 года + 5 лет = 8 лет", Understood(96)),
        ("3 года + 5 лет = 9 лет", Choose((108, 96))),
        ("10 лет с 2016 года", Choose((120, 118, 130))),
        ("мне 45 лет, стаж 20 лет", Choose((240,))),
        ("hello + 5-6 жыл", NotUnderstood()),
        ("y", NotUnderstood()),
        ("ж", NotUnderstood()),
        ("2019 2021", NotUnderstood()),
        ("2015 ; - 2019", NotUnderstood()),
        ("год", Understood(12)),
        ("один - год", Understood(12)),
        ("3г", Understood(36)),
        ("8 ай + 4 г 4 м", Understood(60)),
        (" + ".join(["1 год"] * 12), Understood(144)),
        ("3 года 5 полных дней", Understood(36, "whole_months")),
        ("3 goda 2 күн", Understood(36, "whole_months")),
        ("с 1 января 2020 по 30 декабря 2022", Understood(36)),
        ("2019 жылғы 1 қыркүйектен", Understood(86, "to_today")),
        ("жыл 9 ай", Choose((9,))),
        ("3г 3", Choose((39,))),
        ("5 жил, 700 months", Choose((60, 700))),
        ("2,5", Choose((30, 29), "unit_missing")),
        ("15.3.25", Choose((20,))),
        ("с 1 сентебря 2018 по 31.12.2020", Choose((28,), "period_ends")),
        ("2003-2008, now", Choose((48, 60, 72), "period_ends")),
        ("2019 жылдың тамызына около", Choose((87, 86), "period_ends")),
        ("с 01.09.1950", OutOfRange("too_large", 0, 720)),
    ],
)
def test_small_texts_are_read_exactly(text: str, months: Understanding[int]) -> None:
    assert read(text, None) == months


DAYS = st.dates(date(1980, 1, 1), date(2026, 11, 19))
STYLES = ("{:%d.%m.%Y}-{:%d.%m.%Y}", "с {:%d.%m.%Y} по {:%d.%m.%Y}", "{:%Y-%m-%d} - {:%Y-%m-%d}")
JOINTS = (", ", "; ", " и ", " + ", " және ")


@given(st.sets(DAYS, min_size=2, max_size=6), st.sampled_from(STYLES), st.sampled_from(JOINTS))
def test_adjoining_periods_count_as_the_same_days_in_one_piece(
    ends: set[date], style: str, joint: str
) -> None:
    days = sorted(ends)
    pieces = zip(days, [*(day - timedelta(1) for day in days[1:-1]), days[-1]], strict=False)
    split = joint.join(style.format(first, last) for first, last in pieces)
    whole = read(style.format(days[0], days[-1]))
    assert isinstance(whole, Understood)
    assert read(split) == whole


@given(
    st.integers(13, 360),
    st.data(),
    st.sampled_from([("tvet_org", "колледже"), ("industry", "производстве")]),
    st.sampled_from(["из них", "в том числе", "из которых", "включая", "в т.ч."]),
)
def test_a_whole_with_its_part_never_gives_the_sum(
    whole: int, data: st.DataObject, place: tuple[str, str], words: str
) -> None:
    part = data.draw(st.integers(1, whole - 1))
    text = f"{_words(whole)}, {words} {_words(part)} в {place[1]}"
    options = offered(text, place[0])
    assert options == (part, whole)
    assert offered(text, "creative_union")[0] == whole


def _words(months: int) -> str:
    return f"{months // 12} лет {months % 12} мес"


UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\ufe0f"
LENGTHS = [phrase.text for phrase in load() if phrase.reader == "read_duration"]


@given(st.sampled_from(LENGTHS), st.lists(st.tuples(st.integers(0, 60), st.sampled_from(UNSEEN))))
def test_letters_that_cannot_be_seen_change_nothing(
    text: str, added: list[tuple[int, str]]
) -> None:
    strewn = text
    for place, letter in added:
        strewn = strewn[:place] + letter + strewn[place:]
    assert read(strewn, None) == read(text, None)


@given(DAYS, st.integers(1, 400))
def test_whole_months_of_a_period_are_whole(start: date, months: int) -> None:
    end = add_months(start, months)
    if end > ON or end.day != start.day:
        return
    text = f"{start:%d.%m.%Y} - {end - timedelta(1):%d.%m.%Y}"
    assert read(text) == Understood(months)
