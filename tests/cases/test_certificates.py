from datetime import date, timedelta
from typing import Any

import pytest

from cases import certificates
from cases.errors import BadValue, ConsentNeeded, NotThere
from rules.norms.loading import catalogue
from rules.profile import parse_profile
from storage.database import Database, Work
from storage.repositories.certificates import File
from storage.tables.deadlines import Reminder
from tests.cases.college import DAY, NOW, STRANGER, TEACHER, TODAY, found

ISSUED = date(2025, 3, 1)
LEAVES = date(2028, 3, 2)


async def add(work: Work, issued: date = ISSUED, topic: str = "profile", hours: int = 72) -> int:
    added = await certificates.add_certificate(work, TEACHER, topic, hours, issued, None, NOW)
    return added.id


async def pending(work: Work) -> list[tuple[str, int, date, int]]:
    return [shown(each) for each in await work.reminders.of(TEACHER) if each.state == "pending"]


def shown(each: Reminder) -> tuple[str, int, date, int]:
    return each.subject, each.subject_id, each.day, each.days_before


def planned(subject: str, number: int, day: date) -> list[tuple[str, int, date, int]]:
    return [(subject, number, day, before) for before in (90, 30, 7, 1)]


async def test_certificates_are_listed_with_the_day_they_leave(database: Database) -> None:
    await found(database)
    async with database.work() as work:
        await add(work, date(2023, 11, 20))
        await add(work, date(2023, 11, 19))
        await add(work)
        views = await certificates.certificates_of(work, TEACHER, NOW)
    assert [(each.certificate.issued, each.leaves, each.counts) for each in views] == [
        (ISSUED, LEAVES, True),
        (date(2023, 11, 20), date(2026, 11, 21), True),
        (date(2023, 11, 19), date(2026, 11, 20), False),
    ]


async def test_a_file_is_kept_by_telegrams_id_and_taken_away(database: Database) -> None:
    await found(database)
    async with database.work() as work:
        file = File("BQACAgIAAxk", "document")
        kept = await certificates.add_certificate(work, TEACHER, "it", 36, ISSUED, file, NOW)
        assert (kept.file_id, kept.file_kind) == ("BQACAgIAAxk", "document")
        for other in (File("AgACAgIAAxk", "photo"), None):
            await certificates.set_file(work, TEACHER, kept.id, other)
            [view] = await certificates.certificates_of(work, TEACHER, NOW)
            held = view.certificate
            assert (held.file_id, held.file_kind) == (other and other.id, other and other.kind)


async def test_reminders_follow_the_certificate(database: Database) -> None:
    await found(database)
    async with database.work() as work:
        number = await add(work)
        assert await pending(work) == planned("certificate", number, LEAVES)
        await certificates.change_certificate(
            work, TEACHER, number, "it", 36, date(2025, 4, 1), NOW
        )
        assert await pending(work) == planned("certificate", number, date(2028, 4, 2))
        await certificates.change_certificate(work, TEACHER, number, "it", 36, ISSUED, NOW)
        assert await pending(work) == planned("certificate", number, LEAVES)
        await certificates.remove_certificate(work, TEACHER, number)
        assert await pending(work) == []
        assert await certificates.certificates_of(work, TEACHER, NOW) == []


async def test_nobody_reaches_the_certificate_of_somebody_else(database: Database) -> None:
    await found(database)
    async with database.work() as work:
        number = await add(work)
        for step in (
            certificates.change_certificate(work, STRANGER, number, "it", 1, ISSUED, NOW),
            certificates.set_file(work, STRANGER, number, None),
            certificates.remove_certificate(work, STRANGER, number),
        ):
            with pytest.raises(NotThere):
                await step
        [view] = await certificates.certificates_of(work, TEACHER, NOW)
        assert (view.certificate.topic, view.certificate.hours) == ("profile", 72)
        assert await pending(work) == planned("certificate", number, LEAVES)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"topic": "cooking"}, "topic"),
        ({"hours": 0}, "hours"),
        ({"hours": 2001}, "hours"),
        ({"issued": TODAY + DAY}, "issued"),
        ({"issued": date(1939, 12, 31)}, "issued"),
    ],
)
async def test_what_cannot_be_is_refused_and_named(
    database: Database, change: dict[str, Any], field: str
) -> None:
    await found(database)
    given = {"topic": "profile", "hours": 72, "issued": TODAY, **change}
    async with database.work() as work:
        with pytest.raises(BadValue) as caught:
            await certificates.add_certificate(work, TEACHER, file=None, now=NOW, **given)
        assert await certificates.certificates_of(work, TEACHER, NOW) == []
    assert caught.value.field == field


async def test_nothing_is_kept_without_consent(database: Database) -> None:
    await found(database)
    async with database.work() as work:
        await work.people.withdraw_consent(TEACHER, NOW)
        with pytest.raises(ConsentNeeded):
            await add(work)
        with pytest.raises(ConsentNeeded):
            await certificates.set_date(work, TEACHER, "language", "B2", TODAY, NOW)


async def test_certificates_as_the_profile_has_them_and_what_their_leaving_takes(
    database: Database,
) -> None:
    await found(database)
    async with database.work() as work:
        await add(work)
        await add(work, date(2024, 5, 5))
        await add(work, date(2024, 6, 6), "it")
        kept = [view.certificate for view in await certificates.certificates_of(work, TEACHER, NOW)]
    items = certificates.as_profile(kept)
    assert items[0] == {"topic": "profile", "hours": 72, "issued": "2025-03-01"}
    profile = parse_profile({"certificates": items}, TODAY, catalogue().competences)
    [loss] = certificates.losses(catalogue(), "uni-lecturer", None, profile, kept, TODAY)
    assert loss.day == LEAVES
    assert [item.leaf.kind for item in loss.requirements] == ["certificate"]


async def test_the_end_of_a_category_is_computed_and_reminded_of(database: Database) -> None:
    await found(database)
    async with database.work() as work:
        kept = await certificates.set_category_granted(
            work, TEACHER, "category", "expert", date(2023, 9, 1), NOW, first_head=False
        )
        assert (kept.value, kept.ends) == ("expert", date(2028, 9, 1))
        assert await pending(work) == planned("personal_date", kept.id, kept.ends)
        again = await certificates.set_date(
            work, TEACHER, "category", "researcher", date(2029, 1, 10), NOW + DAY
        )
        assert again.id == kept.id
        assert await pending(work) == planned("personal_date", kept.id, again.ends)
        head = await certificates.set_category_granted(
            work, TEACHER, "management_category", "head_leader", TODAY, NOW, first_head=True
        )
        assert head.ends == date(2029, 11, 20)
        assert await work.dates.of(TEACHER) == [again, head]
        await certificates.remove_date(work, TEACHER, "category")
        assert await pending(work) == planned("personal_date", head.id, head.ends)
        with pytest.raises(NotThere):
            await certificates.remove_date(work, TEACHER, "category")


@pytest.mark.parametrize(
    ("kind", "value", "ends", "field"),
    [
        ("category", "none", TODAY, "value"),
        ("category", "deputy_1", TODAY, "value"),
        ("language", "expert", TODAY, "value"),
        ("language", "B2", TODAY + timedelta(days=21 * 365), "ends"),
    ],
)
async def test_dates_that_cannot_be_are_refused(
    database: Database, kind: Any, value: str, ends: date, field: str
) -> None:
    await found(database)
    async with database.work() as work:
        with pytest.raises(BadValue) as caught:
            await certificates.set_date(work, TEACHER, kind, value, ends, NOW)
        with pytest.raises(BadValue):
            await certificates.set_category_granted(
                work, TEACHER, "category", "expert", TODAY + DAY, NOW, first_head=False
            )
    assert caught.value.field == field
