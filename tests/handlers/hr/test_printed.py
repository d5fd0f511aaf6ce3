"""Every list and the year in figures for the printer; a day from the calendar; what heads see."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from pypdf import PdfReader

from cases import broadcasts, deadlines
from cases.deadline_standing import watched
from cases.purposes import HEADS, REGISTER
from cases.roles import give_role
from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.vocabulary import Language
from storage.repositories.register import NewEmployee
from storage.tables.organisations import Particulars
from storage.tables.outbound import Settlement
from storage.tables.register import Appointment
from storage.tables.segments import Segment
from tests.cases.college import HR, NOW, OPERATORS, STRANGER, TEACHER, TODAY, join, member_link
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.handlers.hr.settling import settle_all
from tests.handlers.hr.test_list_acts import Counting, employ

TEXTS: Mapping[Language, str] = {"kk": "Сәлем", "ru": "Привет", "en": "Hello"}


def text_of(person: Somebody) -> str:
    file = person.screen.media
    assert file is not None
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(file.data)).pages)


async def prints(person: Somebody) -> None:
    """One act more; the first paper of a process takes its time on a busy machine."""
    await person.press_unsettled("🖨 For the printer")
    await person.house.settle(60)


async def leads(scene: Scene) -> Somebody:
    college = scene.colleges.organisation
    async with scene.house.database.work() as work:
        await join(work, STRANGER, (await member_link(work, HR, college)).token, name="Басшы")
        place = scene.colleges.department
        await give_role(work, HR, OPERATORS, college, STRANGER, "head", place, NOW)
    return await scene.hr(STRANGER)


async def test_a_list_for_the_printer_takes_three_acts(scene: Scene) -> None:
    short = await employ(scene, 180)
    hr = Counting(await scene.hr())
    await hr.press("📋 Lists")
    await hr.press("❌ Short by clause")
    assert hr.acts == 2
    await prints(hr.person)
    text = text_of(hr.person)
    assert [name for name in short if name not in text] == []
    assert (await scene.actions())[-2:] == ["list", "list"]
    await scene.opens(hr.person, "lists_at", scene.colleges.organisation, 100_000_000, 0, 0)
    assert (await scene.actions())[-2:] == ["list", "list"], "read again within the hour"
    assert scene.house.refused() == []


async def test_the_year_in_figures_for_the_printer(scene: Scene) -> None:
    await employ(scene, 180)
    hr = await scene.hr()
    await hr.press("📋 Lists")
    await hr.press("📊 Year in figures")
    await prints(hr)
    assert "180" in text_of(hr)
    assert scene.house.refused() == []


async def test_a_head_sees_who_shares_nothing_of_those_who_agreed_only(scene: Scene) -> None:
    number, place = scene.colleges.organisation, scene.colleges.department
    head = await leads(scene)
    async with scene.house.database.work() as work:
        people: list[NewEmployee] = [("1", "Айгерім Үлгі", {}), ("2", "Бекзат Үлгі", {})]
        records = await work.register.add(number, people, NOW)
        await work.register.appoint(
            [
                Appointment(0, each, place, "tvet-teacher", "x", "teaching", 100, None, None, None)
                for each in records
            ]
        )
        await work.demo.tie([(records[0], TEACHER)], REGISTER.id, REGISTER.version, NOW)
        member = await work.memberships.get(scene.colleges.membership)
        assert member is not None
    await head.press("📋 Lists")
    label = next(each for each in head.labels() if each.startswith("📝 No check yet"))
    assert label.endswith(": 0"), "nobody has agreed that heads see it"
    assert "2 more do not let heads see this." in await head.press(label)
    async with scene.house.database.work() as work:
        await work.purposes.put(TEACHER, HEADS.id, HEADS.version, True, NOW)
    await scene.opens(head, "lists", number)
    text = await head.press("📝 No check yet: 1")
    assert "Айгерім Үлгі" in text
    assert "1 more does not let heads see this." in text
    assert "Бекзат" not in text
    assert [each for each in head.labels() if "Bot blocked" in each] == []


async def test_a_head_is_told_no_cause_of_what_did_not_arrive(scene: Scene) -> None:
    head = await leads(scene)
    number, told = scene.colleges.organisation, set()
    ends: tuple[Settlement, ...] = ("blocked", "failed", "unknown")
    for end in ends:
        async with scene.house.database.work() as work:
            cast = await broadcasts.begin_broadcast(
                work, STRANGER, number, TEXTS, Segment(), NOW, catalogue()
            )
        await settle_all(scene.house.database, cast, {TEACHER: end})
        told.add(await scene.opens(head, "cast", number, cast))
        hr = await scene.hr()
        assert "Have blocked the bot: " in await scene.opens(hr, "cast", number, cast)
    [text] = told
    assert "Not delivered: 1" in text
    assert "All together: 1" in text
    assert "blocked" not in text


async def test_a_deadline_for_a_list_of_what_is_shared_is_kept_from_heads(scene: Scene) -> None:
    await leads(scene)
    number, membership = scene.colleges.organisation, scene.colleges.membership
    title = Text(kk="Есеп", ru="Отчёт", en="Report")
    async with scene.house.database.work() as work:
        await work.purposes.put(TEACHER, HEADS.id, HEADS.version, True, NOW)
        seen = []
        for from_shared in (False, True):
            audience = Segment(members=(membership,), from_shared=from_shared)
            made = await deadlines.enter_deadline(
                work, HR, number, "other", title, TODAY, NOW, particulars=Particulars(audience)
            )
            seen.append(await watched(work, STRANGER, made.id, NOW))
            assert await watched(work, HR, made.id, NOW) == (1, 0)
    assert seen == [(1, 0), None]


async def test_back_from_who_is_done_leads_a_head_to_the_register(scene: Scene) -> None:
    head = await leads(scene)
    title = Text(kk="Есеп", ru="Отчёт", en="Report")
    async with scene.house.database.work() as work:
        made = await deadlines.enter_deadline(
            work, HR, scene.colleges.organisation, "other", title, TODAY, NOW
        )
    await scene.opens(head, "day_done", scene.colleges.organisation, made.id, 0)
    assert "The register" in await head.press("⬅️ Back")


async def test_the_last_day_of_a_role_is_chosen_from_a_calendar(scene: Scene) -> None:
    head = await leads(scene)
    number = scene.colleges.organisation
    async with scene.house.database.work(writing=False) as work:
        [role] = await work.roles.held(number, STRANGER, TODAY)
    hr = await scene.hr()
    await scene.opens(hr, "role_until", number, role.id)
    await hr.press("August 2027")
    assert hr.labels()[:7] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    await scene.house.restart()
    text = await hr.press("31")
    assert "until 31 August 2027" in text
    assert "until" not in head.live.text
    assert scene.house.refused() == []
