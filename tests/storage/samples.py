"""People and moments that the storage tests share."""

from datetime import UTC, date, datetime, timedelta

from rules.norms.model import Text
from rules.verdict.deadlines import Moment
from storage.database import Database, Work
from storage.repositories.certificates import File
from storage.repositories.objections import About
from storage.repositories.replies import Answered
from storage.tables.checks import NewDecision, Run
from storage.tables.conversation import WaitingUpdate
from storage.tables.corrections import Found
from storage.tables.edition_notices import NewNotice, NoticePart, Texts
from storage.tables.organisations import Shares

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
# Telegram ids have outgrown 32 bits.
AIGERIM = 7_000_000_001
ERLAN = 7_000_000_002
TITLE = Text(kk="Тест", ru="Тест", en="Test")


async def begin_run(work: Work, person_id: int = AIGERIM, *, consent: bool = False) -> Run:
    await work.people.ensure(person_id, "kk", NOW)
    if consent:
        await work.people.give_consent(person_id, "2026-01", NOW)
    return await work.runs.open(person_id, "vet-teacher", "expert", NOW)


async def fill(database: Database, person_id: int) -> Run:
    """Somebody who consents, with a row in every table that holds personal things."""
    async with database.work() as work:
        run = await begin_run(work, person_id, consent=True)
        await work.answers.put(person_id, run.id, "experience.specialty", "value", 28, NOW)
        await work.answers.put(person_id, run.id, "degrees", "draft", ["master"], NOW)
        await work.screens.put(person_id, "report", {"page": 2}, person_id, 55, NOW)
        decided = await work.decisions.add(
            person_id,
            run.id,
            NewDecision(b'{"day":"x"}', "d1", "vet-teacher", "expert", "eligible", TODAY),
            NOW,
        )
        await work.shares.add(person_id, decided, NOW, NOW + DAY)
        await work.wishes.add(person_id, decided, TODAY, NOW)
        found = Found(person_id, {decided: ("experience.specialty",)})
        await work.corrections.tell(found, TODAY, NOW)
        told: Texts = {"kk": "Мәтін", "ru": "Текст", "en": "Text"}
        notice = await work.edition_notices.add(NewNotice(TODAY, "Мысалова", (told,)), NOW)
        await work.edition_notices.tell(person_id, notice, [NoticePart(decided, 0)], NOW)
        await work.assessments.put(person_id, 3, TODAY, NOW, {"1.1.1": "can"}, NOW)
        await work.knowledge_tests.put(person_id, 75, TODAY, NOW)
        await work.attestation_words.put(person_id, "", "answers_to", "region", NOW)
        await work.portfolio_answers.put(person_id, "t-4.1", {"hours": 72}, ["certificates"], NOW)
        await work.portfolio_wishes.add(person_id, "tvet-teacher", "expert", NOW)
        await work.purposes.put(person_id, "pictures", "1", True, NOW)
        about = About("0123456789ab", "vet-teacher", "expert")
        await work.objections.add(person_id, about, "Есептелмеген", "kk", NOW)
        await work.misses.add_of(person_id, f"words of {person_id}", "ru", NOW)
        await fill_work(work, person_id)
    return run


async def fill_work(work: Work, person_id: int) -> None:
    """The person as HR and member of an organisation of their own, with days not to be missed."""
    college = await work.organisations.add(f"College {person_id % 1000}", NOW)
    assert college is not None
    await work.hr.grant(college.id, person_id, person_id, NOW, "Кадрина")
    [record] = await work.register.add(college.id, [("17", "Мысалова", {})], NOW)
    await work.ties.propose(record, person_id, person_id, NOW)
    await work.ties.add_link(record, person_id, NOW, NOW + DAY)
    await work.staff_imports.put(college.id, person_id, {"rows": []}, NOW)
    await work.hr_drafts.put(person_id, college.id, {"texts": {"kk": "Сәлем"}}, NOW)
    session = await work.page_sessions.open(person_id, "h", college.id, {}, NOW, NOW + DAY)
    opened = await work.page_sessions.find(session, NOW)
    assert opened is not None
    await work.page_sessions.add_search(opened.id, "Ахметов")
    await work.page_sessions.add_link(person_id, college.id, NOW, NOW + DAY)
    to = Answered(college.id, None, None)
    await work.replies.add(person_id, to, "Келемін", File("AgAD", "photo"), NOW)
    until = NOW + 2 * DAY
    link, _ = await work.invitations.add("hr", college.id, None, person_id, NOW, until)
    await work.invitations.use(link.id, person_id, NOW)
    await work.memberships.add(person_id, college.id, None, "vet-teacher", "A", Shares(), NOW)
    file = File("file-1", "photo")
    course = await work.certificates.add(person_id, "profile", 72, TODAY, file, NOW)
    await work.dates.put(person_id, "language", "B2", TODAY, NOW)
    await work.deadlines.add(college.id, "tests", TITLE, TODAY, (7,), person_id, NOW)
    await work.attestation_editions.propose(college.id, "x", {"y": 1}, TODAY, TITLE, person_id, NOW)
    waiting = WaitingUpdate(person_id * 10, person_id, '{"update_id":1}', None)
    await work.waiting.write_down([waiting], "host", NOW, DAY)
    moments = [Moment(1, NOW + DAY)]
    await work.reminders.plan(person_id, "certificate", course.id, TODAY + 2 * DAY, moments)
