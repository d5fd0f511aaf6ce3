"""A year of training reminds of one thing at a time, in each language, of nothing that is done."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.outbound.falling_behind import FallingBehind
from cases.training.courses import hear, tell
from cases.training.entering import Action, enter
from cases.training.findings import findings_seen, plan_action
from cases.training.messages import ask_now
from cases.training.own_reports import confirm_own
from cases.training.passing import Paper
from cases.training.plans import give, say
from cases.training.proposals import propose
from cases.training.reports import sign_unit
from cases.training.snapshots import request
from cases.training.trip_orders import enter_order
from cases.training.units import chase
from cases.training.years import set_days
from i18n import translator
from rules.norms.loading import catalogue
from rules.vocabulary import Language
from tests.bot.outbound.conftest import NOW, Post
from tests.cases.college import HR
from tests.cases.training.test_analysis import knows
from tests.cases.training.test_year import approved, begun, finished, typed
from tests.cases.training.university import (
    DEAN,
    HEAD,
    OTHER_HEAD,
    TEACHER_A,
    University,
    build,
    paper,
    tied,
)
from tests.handlers.training.test_trips import again, days, travel

PEOPLE = (HR, DEAN, HEAD, OTHER_HEAD, TEACHER_A)


async def campus(post: Post, language: Language = "en") -> University:
    u = await build(post.database)
    for person_id in PEOPLE:
        post.telegram.add_person(person_id, "Мысал", language, started=True)
    async with post.database.work() as work:
        for person_id in PEOPLE:
            await work.people.set_language(person_id, language)
    return u


async def on(post: Post, day: date) -> None:
    """All that is due by the noon of a day."""
    now = datetime(day.year, day.month, day.day, 7, tzinfo=NOW.tzinfo)
    post.time.forward(now - post.time.now())
    await sweep(post)


async def sweep(post: Post) -> None:
    # A person gets one message a second at the most.
    for _ in range(4):
        await post.sweep()
        post.time.forward(timedelta(seconds=5))


def texts(post: Post, person_id: int) -> str:
    return "\n".join(each.text for each in post.telegram.messages(person_id) if each.by_bot)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("kk", ("жоспарыңызды", "отырыстары", "сізді күтіп тұр", "растаңыз", "Қалай")),
        ("ru", ("ваш план", "Заседания", "Вас ждёт график", "получили", "Как он")),
        ("en", ("Your plan", "Meetings", "waits for you", "have it", "How did it go")),
    ],
)
async def test_the_year_tells_each_what_is_theirs(
    post: Post, language: Language, words: tuple[str, ...]
) -> None:
    plan, meeting, waits, receipt, course = words
    u = await campus(post, language)
    async with post.database.work() as work:
        item = await begun(work, u)
    await on(post, date(2026, 11, 21))
    assert waits in texts(post, DEAN)
    async with post.database.work() as work:
        number = await finished(work, u)
    await on(post, date(2026, 11, 22))
    assert receipt in texts(post, HEAD)
    told = post.telegram.last_message(HEAD)
    assert f"tr:got:{number}" in [b.data for row in told.buttons for b in row]
    await on(post, date(2026, 12, 7))
    assert plan in texts(post, OTHER_HEAD)
    await on(post, date(2026, 12, 14))
    assert meeting in texts(post, HEAD)
    assert meeting not in texts(post, TEACHER_A)
    await on(post, date(2027, 3, 15))
    assert course in texts(post, TEACHER_A)
    last = post.telegram.last_message(TEACHER_A)
    assert f"tr:told:{item}" in [b.data for row in last.buttons for b in row]


async def test_a_trip_is_told_to_hr_thirty_days_before(post: Post) -> None:
    u = await campus(post)
    async with post.database.work() as work:
        item = await typed(work, u)
        await say(work, HEAD, item, NOW, trip=True)
        await approved(work, u)
    await on(post, date(2027, 1, 31))
    assert "travel" not in texts(post, HR)
    await on(post, date(2027, 2, 1))
    assert texts(post, HR).count("1 person travels for training on 3 March 2027.") == 1
    told = post.telegram.last_message(HR)
    draft = f"h:train_trip_file:{u.organisation}:{u.year}:20270303"
    assert draft in [b.data for row in told.buttons for b in row]


async def test_a_trip_is_told_once_and_only_when_it_is_moved_once_more(post: Post) -> None:
    u = await campus(post)
    async with post.database.work() as work:
        await travel(work, u)
    step = FallingBehind(post.database, post.time.now)
    for day in (date(2027, 2, 1), date(2027, 2, 2), date(2027, 2, 3)):
        await on(post, day)
        while await step.step():
            pass
    words = "people travel for training on 3 March 2027"
    assert texts(post, HR).count(words) == 1
    async with post.database.work() as work:
        await again(work, u, post.time.now(), place="Astana")
    for day in (date(2027, 2, 4), date(2027, 2, 10), date(2027, 2, 20)):
        await on(post, day)
        while await step.step():
            pass
    assert texts(post, HR).count(words) == 2


async def test_a_trip_that_has_its_order_or_is_gone_is_told_no_more(post: Post) -> None:
    u = await campus(post)
    async with post.database.work() as work:
        await travel(work, u)
        await enter_order(work, HR, u.organisation, u.year, date(2027, 3, 3), paper(), NOW)
    await on(post, date(2027, 2, 1))
    assert "3 March" not in texts(post, HR)
    async with post.database.work() as work:
        items = await days(work, u)
        [gone] = [each for trips in items for each in trips.people if trips.day.month == 4]
        await tell(work, HEAD, gone.item, "missed", post.time.now(), cause="money")
    await on(post, date(2027, 3, 8))
    assert "7 April" not in texts(post, HR)


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Сізге курс ұсынылды"), ("ru", "Вам предложен курс"), ("en", "proposed to you")],
)
async def test_a_proposal_is_told_to_its_person_once(
    post: Post, language: Language, words: str
) -> None:
    u = await campus(post, language)
    async with post.database.work() as work:
        await knows(work, u.teachers[1])
        for _ in range(2):
            await propose(work, HEAD, u.organisation, u.year, u.chair, catalogue(), NOW)
        plan = await work.training_plans.of_employee(u.year, u.teachers[1])
        assert plan is not None
        [item] = await work.training_plans.items([plan.id])
    for day in (date(2026, 11, 21), date(2026, 11, 22)):
        await on(post, day)
    assert texts(post, TEACHER_A).count(words) == 1
    told = [m for m in post.telegram.messages(TEACHER_A) if words in m.text]
    assert f"tr:item:{item.id}" in [b.data for row in told[0].buttons for b in row]
    assert "72" in told[0].text


async def test_who_has_handed_in_is_asked_no_more(post: Post) -> None:
    u = await campus(post)
    async with post.database.work() as work:
        await give(work, TEACHER_A, u.year, u.teachers[1], NOW)
        await chase(work, HEAD, u.organisation, u.year, u.chair, NOW)
    for day in (date(2026, 11, 26), date(2026, 12, 7), date(2026, 12, 10)):
        await on(post, day)
    assert "Your plan" not in texts(post, TEACHER_A)
    assert "Your plan" in texts(post, OTHER_HEAD)


async def test_a_course_that_was_told_and_heard_is_asked_about_no_more(post: Post) -> None:
    u = await campus(post)
    after = datetime(2027, 3, 15, 7, tzinfo=NOW.tzinfo)
    async with post.database.work() as work:
        item, _ = await approved(work, u)
    post.time.forward(after - NOW)
    async with post.database.work() as work:
        await tell(work, TEACHER_A, item, "done", after)
    await on(post, date(2027, 4, 7))
    assert "How did it go" not in texts(post, TEACHER_A)
    assert "hear the report on the course" in texts(post, HEAD)
    heard = datetime(2027, 4, 7, 8, tzinfo=NOW.tzinfo)
    async with post.database.work() as work:
        await hear(work, HEAD, u.organisation, item, "№ 9", date(2027, 4, 7), True, heard)
    await on(post, date(2027, 4, 13))
    assert texts(post, HEAD).count("hear the report on the course") == 1


async def test_a_finding_is_looked_at_again_on_its_day(post: Post) -> None:
    u = await campus(post)
    late = datetime(2026, 12, 21, 7, tzinfo=NOW.tzinfo)
    post.time.forward(late - NOW)
    async with post.database.work() as work:
        found = await findings_seen(work, HEAD, u.organisation, u.year, late)
        number = found[0].found.id
        await plan_action(
            work, HEAD, u.organisation, number, "Жинау", "Үлгіев", date(2027, 1, 15), late
        )
    await on(post, date(2027, 1, 15) - timedelta(days=3))
    await on(post, date(2027, 1, 15))
    assert texts(post, HEAD).count("Is it put right?") == 2


async def test_what_fell_behind_is_entered_once_a_day_by_itself(post: Post) -> None:
    u = await campus(post)
    behind = FallingBehind(post.database, post.time.now)
    assert not await behind.step()
    post.time.forward(datetime(2026, 12, 21, 7, tzinfo=NOW.tzinfo) - NOW)
    for _ in range(3):
        while await behind.step():
            pass
        while await FallingBehind(post.database, post.time.now).step():
            pass
    async with post.database.work(writing=False) as work:
        found = await work.nonconformities.of_year(u.year)
    # Four people without a plan, two chairs without a schedule.
    assert sorted(each.finding for each in found) == ["no_plan"] * 4 + ["not_approved"] * 2
    assert {each.found_on for each in found} == {date(2026, 12, 21)}


async def test_whoever_is_tied_later_is_reminded_too(post: Post) -> None:
    u = await campus(post)
    late = TEACHER_A + 100
    post.telegram.add_person(late, "Мысал", "en", started=True)
    async with post.database.work() as work:
        await tied(work, late, u.teachers[2])
        await work.people.set_language(late, "en")
    await FallingBehind(post.database, post.time.now).step()
    await on(post, date(2026, 12, 7))
    assert "Your plan" in texts(post, late)


async def test_a_step_that_is_done_is_asked_for_no_more(post: Post) -> None:
    u = await campus(post)
    async with post.database.work() as work:
        await approved(work, u)
    await on(post, date(2026, 11, 21))
    assert "waits for you" not in texts(post, DEAN)


async def test_a_head_is_asked_whether_the_figures_are_right(post: Post) -> None:
    u = await campus(post)
    async with post.database.work() as work:
        await set_days(work, HR, u.organisation, u.year, "quarters", (date(2027, 3, 31),), NOW)
    falling = FallingBehind(post.database, post.time.now)
    await on(post, date(2027, 3, 31))
    while await falling.step():
        pass
    # The worker was away for a day: it is still to be said.
    await on(post, date(2027, 4, 1))
    told = next(
        each
        for each in reversed(post.telegram.messages(HEAD))
        if "These figures go to HR: Кафедра А" in each.text
    )
    assert "People: 3" in told.text
    assert translator("en").text("Quarter {n} of {year}", n=1, year="2027") in told.text
    data = [button.data for row in told.buttons for button in row]
    async with post.database.work(writing=False) as work:
        held = await work.training_figures.snapshots(u.year)
    [number] = [each.id for each in held if each.department_id == u.chair]
    assert data[:2] == [
        f"h:figs_right:{u.organisation}:{number}", f"h:figs_no:{u.organisation}:{number}",
    ]  # fmt: skip
    assert "These figures" not in texts(post, TEACHER_A)


async def test_figures_that_hr_asked_for_name_the_day_of_the_count(post: Post) -> None:
    u = await campus(post)
    asked = post.time.now().date()
    async with post.database.work() as work:
        year = await work.training_years.get(u.year)
        assert year is not None
        await request(work, HR, u.organisation, year, asked, post.time.now())
    await on(post, asked + timedelta(days=1))
    tr = translator("en")
    assert tr.text("Figures as of {day}", day=tr.date(asked)) in texts(post, HEAD)
    assert "Quarter" not in texts(post, HEAD)


async def test_whoever_answers_for_a_finding_is_reminded_and_the_head_closes_it_there(
    post: Post,
) -> None:
    u = await campus(post)
    action = Action("Replace <it>", "Мысалова", date(2026, 12, 1))
    async with post.database.work() as work:
        here = (work, HEAD, u.organisation, u.year, u.chair, None)
        view = await enter(*here, "audit", "other", "Old & dusty", NOW, action)
    number = view.found.id
    await on(post, date(2026, 12, 1))
    told = post.telegram.last_message(TEACHER_A)
    assert "Old & dusty: Replace <it>" in told.text
    assert told.buttons[0][0].data == f"tr:find:yes:{number}"
    asked = [each for each in post.telegram.messages(HEAD) if "Old & dusty" in each.text]
    data = [button.data for row in asked[-1].buttons for button in row]
    assert f"h:train_cured:{u.organisation}:{number}:1" in data
    assert f"h:train_cured:{u.organisation}:{number}:0" in data


@pytest.mark.parametrize(
    ("language", "confirm", "sign"),
    [
        ("kk", "растауыңызды сұраймыз", "есепке қол қоюыңыз күтілуде"),
        ("ru", "Подтвердите, что выполнено", "ждёт вашей подписи"),
        ("en", "Please confirm by", "waits for your signature"),
    ],
)
async def test_the_end_of_a_year_asks_each_for_one_thing_until_it_is_done(
    post: Post, language: Language, confirm: str, sign: str
) -> None:
    u = await campus(post, language)
    async with post.database.work() as work:
        item, _ = await approved(work, u)
        day = date(2027, 12, 20)
        await set_days(work, HR, u.organisation, u.year, "reports_due", (day,), NOW)
    await on(post, date(2027, 12, 6))
    assert confirm in texts(post, TEACHER_A)
    assert confirm not in texts(post, HEAD)
    last = post.telegram.last_message(TEACHER_A)
    assert f"tr:rep:{u.year}" in [b.data for row in last.buttons for b in row]
    now = post.time.now()
    async with post.database.work() as work:
        await tell(work, TEACHER_A, item, "done", now)
        await confirm_own(work, TEACHER_A, u.year, u.teachers[1], now)
        for head, chair in ((HEAD, u.chair), (OTHER_HEAD, u.other_chair)):
            paper = Paper("№ 1", date(2027, 12, 6))
            await sign_unit(work, head, u.organisation, u.year, chair, paper, "Шешім", now)
    await sweep(post)
    assert sign in texts(post, DEAN)
    last = post.telegram.last_message(DEAN)
    expected = f"h:rep_list:{u.organisation}:{u.year}:0"
    assert expected in [b.data for row in last.buttons for b in row]
    before = texts(post, TEACHER_A), texts(post, HEAD)
    for later in (date(2027, 12, 13), date(2027, 12, 17), date(2027, 12, 19)):
        await run_daily(post)
        await on(post, later)
    # What is confirmed, and signed, is asked for no more.
    for person, earlier in zip((TEACHER_A, HEAD), before, strict=True):
        later_on = texts(post, person).removeprefix(earlier)
        assert confirm not in later_on
        assert sign not in later_on


async def run_daily(post: Post) -> None:
    looking = FallingBehind(post.database, post.time.now)
    while await looking.step():
        pass


async def test_what_is_asked_at_night_is_asked_in_the_morning(post: Post) -> None:
    u = await campus(post)
    night = datetime(2026, 11, 20, 18, 30, tzinfo=NOW.tzinfo)
    async with post.database.work() as work:
        await ask_now(work, [DEAN], "training_signing", u.year, date(2026, 11, 20), night)
    await on(post, date(2026, 11, 21))
    assert "waits for your signature" in texts(post, DEAN)
