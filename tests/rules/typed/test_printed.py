"""The printed text of certificates, as it comes out of a PDF or off a picture."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.typed.misread import mended
from rules.typed.printed import Printed, read_printed, together

ON = date(2026, 11, 20)
MONTH = date(2026, 3, 1), date(2026, 3, 31)

READ = [
    ("в объеме 72 часoв\nДата выдачи «О5» сентября 2О24 г.", 72, "2024-09-05"),
    ("в объеме l20 ча сов\n05 .O9. 2024", 120, "2024-09-05"),
    ("көлемі 80 ака демиялық са ғат\nБерілген күні: 14,03.2025", 80, "2025-03-14"),
    ("колеми 80 сагаттык\n2025 жылгы 14 наурыз", 80, "2025-03-14"),
    ("Берілген күні 14 кыркуйек 2025 ж. 80 сағат", 80, "2025-09-14"),
    ("Приказ МОН РК № 95 от 28 января 2016 года\n72 часа\n5 сентября 2024", 72, "2024-09-05"),
    ("ҚР БҒМ 2016 жылғы 28 қаңтардағы № 95 бұйрығы\n80 сағат. 05.09.2024", 80, "2024-09-05"),
    ("72 часа, из них 36 часов практики. 05.09.2024", 72, "2024-09-05"),
    ("3 кредит (90 сағат) 25.05.2024", 90, "2024-05-25"),
    ("72 сағат көлемінде / в объёме 72 часов\n05.09.2024", 72, "2024-09-05"),
    ("72 часа. Дата выдачи 05.09.2024. Действителен до 05.09.2025", 72, "2024-09-05"),
    ("Дата рождения 12.03.1980. 72 часа. Дата выдачи 05.09.2024", 72, "2024-09-05"),
    ("с 20.08.2024 по 03.09.2024, 72 часа\nг. Астана, 5 сентября 2024", 72, "2024-09-05"),
    ("40-hour course. Issued on September 5th, 2024", 40, "2024-09-05"),
    ("семьдесят два (72) академических часа\n05.09.2024", 72, "2024-09-05"),
    ("сексен (80) сағат көлемінде\n05.09.2024", 80, "2024-09-05"),
    ("seventy-two (72) hours\n05.09.2024", 72, "2024-09-05"),
    ("Количество часов 72\n05.09.2024", 72, "2024-09-05"),
    ("Number of hours 72\n05.09.2024", 72, "2024-09-05"),
    ("Сағат саны / Количество часов 72\n05.09.2024", 72, "2024-09-05"),
    ("Сабақ сағаттары: 72\n05.09.2024", 72, "2024-09-05"),
    ("72 сағат\n5 қыркүйек 2024 ж.\nЖарамдылық мерзімі шектелмеген", 72, "2024-09-05"),
    ("72 часа. Срок действия не ограничен. 05.09.2024", 72, "2024-09-05"),
    ("72 hours. This certificate does not expire. 5 September 2024", 72, "2024-09-05"),
]
NOT_SURE = [
    ("в объеме 7 2 часов\n05.09.2024", None, "2024-09-05"),
    ("тақырыбындағы 1 12 сағаттық курс\n05.09.2024", None, "2024-09-05"),
    ("72 часа. Дата выдачи 35.09.2024. с 01.08.2024 по 20.08.2024", 72, None),
    ("72 часа с 20.08.2024 по 03.09.2024. Дата выдачи 05.08.2024", 72, None),
    ("72 часа. Дата выдачи 05.09.2028", 72, None),
    ("Количество часов 7-2\n05.09.2024", None, "2024-09-05"),
]


@pytest.mark.parametrize(("text", "hours", "day"), [*READ, *NOT_SURE])
def test_hours_and_day_are_read_or_left_open(text: str, hours: int | None, day: str | None) -> None:
    read = read_printed(f"СЕРТИФИКАТ\nкурс\n{text}", ON)
    assert read.kind is None
    assert read.hours == (() if hours is None else (hours,))
    assert read.days == (() if day is None else ((date.fromisoformat(day), None),))


def test_a_list_of_hours_of_lessons_is_none_of_the_course() -> None:
    lessons = "\n".join(f"Сабақ: {hours} сағат" for hours in (2, 4, 6, 8, 10))
    assert read_printed(f"Курс\n{lessons}", ON).hours == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ДИПЛОМ о профессиональной переподготовке, 520 часов, 05.09.2024", "retraining"),
        ("Центр повышения квалификации\nза участие в семинаре, 8 часов, 05.09.2024",
         "participation"),
        ("«Мысал» біліктілікті арттыру орталығы\nвебинарға қатысқаны үшін, 05.09.2024",
         "participation"),
        ("подтверждает, что провела курс в качестве тренера, 80 часов, 05.09.2024", "trainer"),
        ("действительно обучается на курсах, 72 часа, 05.09.2024", "ongoing"),
        ("за работу в составе жюри конкурса, 8 часов, 05.09.2024", "jury"),
        ("Test Centre\nOverall score 6.5, level B2, Test date 05.09.2024", "language"),
    ],
)  # fmt: skip
def test_papers_that_are_no_course_propose_nothing(text: str, kind: str) -> None:
    read = read_printed(text, ON)
    assert read.kind == kind
    assert read.lines == ()


def test_both_sides_are_one_course() -> None:
    front = read_printed("СЕРТИФИКАТ\nкурс «Инклюзивті білім беру»\nТіркеу № 1234567", ON)
    back = read_printed("Көлемі 72 сағат\nБерілген күні 05.09.2024", ON)
    [line] = together([front, back]).lines
    assert (line.hours, line.issued) == (72, date(2024, 9, 5))


def test_looks_that_disagree_are_both_offered() -> None:
    read = together([Printed((80,), ((date(2024, 9, 5), None),)), Printed((30,))])
    assert [line.hours for line in read.lines] == [80, 30]


def test_retraining_on_either_side_is_retraining() -> None:
    course = Printed((520,), ((date(2024, 9, 5), None),))
    assert together([course, Printed(kind="retraining")]).lines == ()
    assert together([course, Printed(kind="participation")]).lines != ()


def test_a_whole_day_on_one_side_outweighs_a_month_on_the_other() -> None:
    read = together([Printed((72,), ((None, MONTH),)), Printed((), ((date(2026, 3, 5), None),))])
    assert read.days == ((date(2026, 3, 5), None),)


@given(
    st.builds(
        Printed,
        st.lists(st.integers(1, 2000), max_size=3).map(tuple),
        st.lists(
            st.one_of(
                st.dates(date(1990, 1, 1), ON).map(lambda day: (day, None)), st.just((None, MONTH))
            ),
            max_size=3,
        ).map(tuple),
        st.sampled_from((None, "profile", "it")),
        st.sampled_from((None, "retraining")),
    )
)
def test_what_was_read_is_the_same_when_it_was_kept(read: Printed) -> None:
    assert Printed.of_json(read.to_json()) == read


SLIPS = str.maketrans("оаеі", "oaei")


@given(st.integers(12, 144), st.dates(date(2000, 1, 1), ON), st.data())
def test_slips_of_letters_never_make_other_hours_or_another_day(
    hours: int, day: date, data: st.DataObject
) -> None:
    text = f"СЕРТИФИКАТ\nкурс в объеме {hours} часов\nДата выдачи: {day:%d.%m.%Y} г.\nдиректор"
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(text) - 1))
        if not text[place].isdigit():
            text = text[:place] + data.draw(st.sampled_from("?oаl ")) + text[place + 1 :]
    read = read_printed(text.translate(SLIPS) if data.draw(st.booleans()) else text, ON)
    assert set(read.hours) <= {hours}
    assert {issued for issued, _ in read.days} <= {day, None}


@given(st.text(max_size=600))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_printed(text, ON)


def test_text_without_digits_between_letters_stays_as_it_is() -> None:
    assert mended("Оқу орталығы Олжас Oxford") == "Оқу орталығы Олжас Oxford"
