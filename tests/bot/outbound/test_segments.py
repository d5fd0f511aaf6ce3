"""Whom a broadcast reaches: conditions, what people keep to themselves, what is typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.broadcasts import read_segment
from cases.segments import people_short_of_hours
from rules.errors import BadInput
from rules.norms.loading import catalogue
from storage.database import Database
from storage.tables.organisations import Shares
from storage.tables.segments import Segment
from tests.bot.outbound.conftest import NOW
from tests.outgoing import go_out

ON = date(2026, 11, 20)
ALL, NOTHING = Shares(verdicts=True, certificates=True), Shares()
AIGERIM, ERLAN, DINA, OLEG = 11, 12, 13, 14


async def college(database: Database) -> tuple[int, int]:
    """Four members; the organisation and the department that two of them are in."""
    async with database.work() as work:
        made = await work.organisations.add("Үлгі", NOW)
        other = await work.organisations.add("Басқа", NOW)
        assert made is not None
        assert other is not None
        department = await work.organisations.add_department(made.id, "IT", NOW)
        assert department is not None
        for person_id, language, place, position, shares in (
            (AIGERIM, "kk", department.id, "tvet-teacher", ALL),
            (ERLAN, "ru", department.id, "tvet-master", ALL),
            (DINA, "en", None, "tvet-teacher", NOTHING),
            (OLEG, "ru", None, None, ALL),
        ):
            await work.people.ensure(person_id, language, NOW)  # type: ignore[arg-type]
            await work.memberships.add(person_id, made.id, place, position, None, shares, NOW)
        # In three years' sight: 120 and 40 hours; long ago: 200.
        await work.certificates.add(AIGERIM, "it", 120, date(2024, 1, 10), None, NOW)
        await work.certificates.add(ERLAN, "it", 40, date(2023, 11, 25), None, NOW)
        await work.certificates.add(ERLAN, "it", 200, date(2020, 1, 1), None, NOW)
        await work.certificates.add(DINA, "it", 10, date(2023, 11, 25), None, NOW)
        await work.answers.put(AIGERIM, None, "h_index", "value", 1, NOW)
        # Members of elsewhere are nobody's business here.
        await work.people.ensure(15, "kk", NOW)
        await work.memberships.add(15, other.id, None, "tvet-teacher", None, ALL, NOW)
    return made.id, department.id


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        (Segment(), {"kk": 1, "ru": 2, "en": 1}),
        (Segment(languages=("ru", "en")), {"kk": 0, "ru": 2, "en": 1}),
        (Segment(departments=(1,)), {"kk": 1, "ru": 1, "en": 0}),
        (Segment(positions=("tvet-teacher",)), {"kk": 1, "ru": 0, "en": 1}),
        (Segment(languages=("kk",), positions=("tvet-master",)), {"kk": 0, "ru": 0, "en": 0}),
        (Segment(hours_below=72), {"kk": 0, "ru": 2, "en": 0}),
        (Segment(hours_below=121), {"kk": 1, "ru": 2, "en": 0}),
        (Segment(ends_within_days=10), {"kk": 0, "ru": 1, "en": 0}),
        (Segment(ends_within_days=60), {"kk": 1, "ru": 1, "en": 0}),
        (Segment(quiet_since=ON), {"kk": 0, "ru": 2, "en": 0}),
        (Segment(quiet_since=date(2026, 11, 21)), {"kk": 1, "ru": 2, "en": 0}),
    ],
)
async def test_conditions(database: Database, segment: Segment, expected: dict[str, int]) -> None:
    organisation_id, department_id = await college(database)
    if segment.departments:
        segment = Segment(departments=(department_id,))
    async with database.work(writing=False) as work:
        assert await work.campaigns.count(organisation_id, segment, ON) == expected


async def test_short_of_hours_is_who_lacks_them_by_their_own_clause(database: Database) -> None:
    """Of the topic that it names, in one course; never a sum, and never of a position that asks
    for none."""
    people: dict[int, tuple[str | None, Shares, tuple[tuple[str, int, date], ...]]] = {
        21: ("uni-lecturer", ALL, ()),
        22: ("uni-lecturer", ALL, (("profile", 72, date(2025, 5, 1)),)),
        23: ("uni-lecturer", ALL, (("profile", 40, ON), ("profile", 40, date(2026, 11, 1)))),
        24: ("uni-lecturer", ALL, (("it", 300, date(2026, 5, 1)),)),
        25: ("uni-lecturer", ALL, (("profile", 72, date(2023, 11, 19)),)),
        26: ("uni-deputy-academic", ALL, (("profile", 40, ON), ("profile", 40, ON))),
        27: ("uni-assistant", ALL, ()),
        28: ("tvet-teacher", ALL, ()),
        29: ("uni-lecturer", NOTHING, ()),
        30: (None, ALL, ()),
    }
    async with database.work() as work:
        made = await work.organisations.add("Университет", NOW)
        assert made is not None
        for person_id, (position, shares, held) in people.items():
            await work.people.ensure(person_id, "kk", NOW)
            await work.memberships.add(person_id, made.id, None, position, None, shares, NOW)
            for topic, hours, issued in held:
                await work.certificates.add(person_id, topic, hours, issued, None, NOW)
        segment = Segment(short_of_hours=True)
        assert Segment.from_json(segment.to_json()) == segment
        short = await people_short_of_hours(work, made.id, segment, catalogue(), ON)
        assert short == frozenset({21, 23, 24, 25})
        assert await people_short_of_hours(work, made.id, Segment(), catalogue(), ON) is None
        counted = await work.campaigns.count(made.id, segment, ON, short)
        assert counted == {"kk": 4, "ru": 0, "en": 0}
        number = await work.campaigns.create(made.id, None, {"kk": "x", "ru": "x"}, segment, NOW)
        await go_out(work, NOW, at_once=3)
        status = await work.campaigns.status(number)
    assert status is not None
    assert status.total == 4


async def test_the_count_is_what_a_broadcast_then_has(database: Database) -> None:
    organisation_id, _ = await college(database)
    segment = Segment(languages=("ru",))
    async with database.work() as work:
        counted = await work.campaigns.count(organisation_id, segment, ON)
        number = await work.campaigns.create(
            organisation_id, None, {"kk": "x", "ru": "x"}, segment, NOW
        )
        await go_out(work, NOW, at_once=1)
        status = await work.campaigns.status(number)
        kept = await work.campaigns.get(number)
        assert [one.id for one in await work.campaigns.of(organisation_id)] == [number]
    assert status is not None
    assert status.total == sum(counted.values()) == 2
    assert kept is not None
    assert (kept.segment, kept.created_by, kept.organisation) == (segment, None, "Үлгі")


async def test_whoever_opted_out_or_left_is_not_meant(database: Database) -> None:
    organisation_id, _ = await college(database)
    async with database.work() as work:
        for person_id in (AIGERIM, DINA):
            [membership] = await work.memberships.of_person(person_id)
            if person_id == AIGERIM:
                await work.memberships.set_hr_messages(membership.id, False)
            else:
                await work.memberships.leave(membership.id, NOW)
        counted = await work.campaigns.count(organisation_id, Segment(), ON)
    assert counted == {"kk": 0, "ru": 2, "en": 0}


@pytest.mark.parametrize("texts", [{}, {"kk": "x"}, {"kk": "x", "ru": ""}])
async def test_kazakh_and_russian_are_both_asked_for(
    database: Database, texts: dict[str, str]
) -> None:
    organisation_id, _ = await college(database)
    with pytest.raises(ValueError, match="ru"):
        async with database.work() as work:
            await work.campaigns.create(
                organisation_id,
                None,
                texts,  # type: ignore[arg-type]
                Segment(),
                NOW,
            )


def test_a_typed_segment() -> None:
    departments = {"IT": 4, "Құрылыс": 5}
    assert read_segment("all", catalogue(), departments) == Segment()
    typed = (
        "lang:kk, lang:en, department:Құрылыс, position:tvet-teacher, hours-below:72,"
        " ends-within:30, quiet-since:2026-11-01"
    )
    segment = read_segment(typed, catalogue(), departments)
    assert segment == Segment(
        languages=("kk", "en"),
        departments=(5,),
        positions=("tvet-teacher",),
        hours_below=72,
        ends_within_days=30,
        quiet_since=date(2026, 11, 1),
    )
    assert Segment.from_json(segment.to_json()) == segment


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('department:"Физика, химия"', (2,)),
        ('lang:kk, department:"Физика, химия" ,department:IT', (2, 1)),
        ('department:"А ""Б"", В"', (4,)),
        # As it was before there were quotation marks.
        ('department:"Алтын" бөлімі,lang:ru', (3,)),
        ('department:"IT"', (1,)),
        ('department:"Q"', (5,)),
    ],
)
def test_a_department_with_a_comma_in_its_name(typed: str, expected: tuple[int, ...]) -> None:
    departments = {"IT": 1, "Физика, химия": 2, '"Алтын" бөлімі': 3, 'А "Б", В': 4, '"Q"': 5}
    assert read_segment(typed, catalogue(), departments).departments == expected


def test_short_of_hours_takes_no_number() -> None:
    assert read_segment("short-of-hours", catalogue(), {}) == Segment(short_of_hours=True)
    with pytest.raises(BadInput, match="segment"):
        read_segment("short-of-hours:72", catalogue(), {})


@given(st.dictionaries(st.text('", абв:', min_size=1), st.integers(1, 99), min_size=1))
def test_every_name_can_be_written_in_quotation_marks(departments: dict[str, int]) -> None:
    """Save names that are themselves another name in quotation marks."""
    for name, number in departments.items():
        quoted = '"' + name.replace('"', '""') + '"'
        if quoted in departments:
            continue
        segment = read_segment(f"lang:kk,department:{quoted}", catalogue(), departments)
        assert segment.departments == (number,)


@pytest.mark.parametrize(
    "typed",
    ["", "everybody", "lang:", "lang:de", "department:Art", "position:x", "hours-below:-1",
     "hours-below:1,hours-below:2", "ends-within:soon", "quiet-since:yesterday", "age:30"],
)  # fmt: skip
def test_a_segment_that_is_not_understood_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="segment"):
        read_segment(typed, catalogue(), {"IT": 1})
