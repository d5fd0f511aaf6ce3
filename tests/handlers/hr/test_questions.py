"""A question with buttons: written, sent, answered by one press, counted by department, ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.outbound.texts import broadcast
from cases import broadcasts
from cases.memberships import leave
from cases.purposes import ANSWERS, agree, withdraw
from cases.questions import FEWEST, close_question
from cases.reached import Which
from cases.roles import end_role, give_role
from handlers.hr.recipient_looks import RecipientLook, pack
from i18n import translator
from rules.dates import today
from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.vocabulary import Language
from storage.tables.organisations import RoleKind, Shares
from storage.tables.outbound import Campaign
from storage.tables.questions import Question
from storage.tables.segments import Segment
from tests.cases.college import (
    COLLEAGUE,
    HR,
    NOW,
    OPERATORS,
    OTHER_HR,
    STRANGER,
    TEACHER,
    add_colleague,
    greet,
    join,
    member_link,
)
from tests.handlers.house import Somebody
from tests.handlers.hr.conftest import Scene
from tests.handlers.hr.settling import settle_all

TEXTS: Mapping[Language, str] = {"kk": "Келесіз бе?", "ru": "Придёте?", "en": "Will you come?"}
YES, NO = Text(kk="Иә", ru="Да", en="Yes"), Text(kk="Жоқ", ru="Нет", en="")
OTHERS = 7_100_000_000


async def asked(scene: Scene, question: Question, by: int = HR, others: int = 0) -> int:
    """A question that has reached TEACHER and so many others of no department."""
    number = scene.colleges.organisation
    async with scene.house.database.work() as work:
        for n in range(others):
            await greet(work, OTHERS + n, "en")
            await work.memberships.add(OTHERS + n, number, None, None, f"Үлгі <{n}>", Shares(), NOW)
        cast = await broadcasts.begin_broadcast(
            work, by, number, TEXTS, Segment(), NOW, catalogue(), question=question
        )
    await settle_all(scene.house.database, cast, {})
    return cast


async def presses(scene: Scene, cast: int, choice: int, person_id: int = TEACHER) -> Somebody:
    """Below the message itself, which the worker has sent."""
    person = scene.person(person_id)
    await person.say("/start")
    at = person.live.message_id
    await scene.house.telegram.press(person_id, at, f"bq:{cast}:{choice}", stale=True)
    await scene.house.settle()
    return person


async def answers(scene: Scene, cast: int, choices: Mapping[int, int]) -> None:
    async with scene.house.database.work() as work:
        for person_id, choice in choices.items():
            await agree(work, person_id, ANSWERS, ANSWERS.version, NOW)
            await work.questions.choose(cast, person_id, choice, NOW)


async def chosen(scene: Scene, cast: int, person_id: int = TEACHER) -> int | None:
    async with scene.house.database.work(writing=False) as work:
        return await work.questions.chosen(cast, person_id)


async def latest(scene: Scene) -> Campaign:
    async with scene.house.database.work(writing=False) as work:
        [found, *_] = await work.campaigns.of(scene.colleges.organisation)
    return found


async def write(scene: Scene, person: Somebody) -> None:
    await person.press("📣 Messages to members")
    await person.press("✏️ Write to members")
    await person.say("Келесіз бе?")
    await person.say("Придёте?")
    await person.press("▫️ Question")


async def test_a_question_is_written_looked_at_and_sent_by_way_of_a_restart(scene: Scene) -> None:
    hr = await scene.hr()
    await write(scene, hr)
    assert "Two to six different answers" in await hr.say("Иә")
    assert "Two to six different answers" in await hr.say("Иә\nИә")
    assert "at most 40 characters" in await hr.say("Иә / Да\n" + "х" * 41)
    await scene.house.restart()
    text = await hr.say("Иә / Да / Yes\n<Жоқ> / Нет\nБілмеймін")
    assert "1. Иә / Да / Yes\n2. <Жоқ> / Нет\n3. Білмеймін" in text
    assert "Only numbers are shown" in text, "nothing by name unless it is chosen"
    await hr.press("👁 With names")
    assert "HR sees your name" in hr.live.text
    overview = await hr.press("✅ Done")
    assert "❓ Yes · Нет · Білмеймін\n👁 With names" in overview
    await hr.press("👁 Preview")
    [shown] = [m for m in scene.house.telegram.messages(HR) if "Кадровая служба видит" in m.text]
    assert "Придёте?" in shown.text
    assert [row[0].text for row in shown.buttons][:3] == ["Да", "Нет", "Білмеймін"]
    await hr.press("📣 Send")
    at, yes = hr.live, hr.find(hr.live, "✅ Yes, send")
    for _ in range(2):
        await scene.house.telegram.press(HR, at.message_id, yes, stale=True)
    await scene.house.settle()
    sent = await latest(scene)
    assert sent.question is not None
    assert (sent.question.named, sent.question.by_head) == (True, False)
    assert sent.question.answers[1] == Text(kk="<Жоқ>", ru="Нет", en="")
    assert scene.house.refused() == []


async def test_one_press_answers_and_another_changes_it_until_it_ends(scene: Scene) -> None:
    cast = await asked(scene, Question((YES, NO), named=True))
    teacher = await presses(scene, cast, 0)
    assert "Something new: Answers to questions" in teacher.live.text
    assert await chosen(scene, cast) is None, "nothing is kept before it is agreed to"
    await scene.house.restart()
    await teacher.press("✅ I agree")
    assert "✔ Your answer: Yes" in teacher.live.text
    assert teacher.labels() == ["✅ Yes", "Нет"]
    at = teacher.live
    for _ in range(2):
        await scene.house.telegram.press(TEACHER, at.message_id, f"bq:{cast}:1", stale=True)
    await scene.house.settle()
    assert teacher.labels() == ["Yes", "✅ Нет"]
    assert await chosen(scene, cast) == 1
    hr = await scene.hr()
    await scene.opens(hr, "ask_close_yes", scene.colleges.organisation, cast)
    assert "🔒 Ended: 20 November 2026" in hr.live.text
    await scene.house.telegram.press(TEACHER, at.message_id, f"bq:{cast}:0", stale=True)
    await scene.house.settle()
    assert "Your answer: Нет. The question has ended." in teacher.said()
    assert await chosen(scene, cast) == 1
    assert scene.house.refused() == []


async def test_whoever_was_not_asked_has_left_or_withdraws_answers_nothing(scene: Scene) -> None:
    cast = await asked(scene, Question((YES, NO)))
    await answers(scene, cast, {TEACHER: 0})
    async with scene.house.database.work() as work:
        await agree(work, STRANGER, ANSWERS, ANSWERS.version, NOW)
        await withdraw(work, TEACHER, ANSWERS, NOW)
    assert await chosen(scene, cast) is None, "what was kept for it alone is gone"
    for person_id, choice in ((STRANGER, 0), (TEACHER, 5)):
        await presses(scene, cast, choice, person_id)
        assert await chosen(scene, cast, person_id) is None
    async with scene.house.database.work() as work:
        await agree(work, TEACHER, ANSWERS, ANSWERS.version, NOW)
        await work.memberships.leave(scene.colleges.membership, NOW)
    await presses(scene, cast, 0)
    assert await chosen(scene, cast) is None


async def test_forgetting_and_withdrawing_consent_leave_no_answer(scene: Scene) -> None:
    cast = await asked(scene, Question((YES, NO), named=True), others=1)
    await answers(scene, cast, {TEACHER: 0, OTHERS: 1})
    async with scene.house.database.work() as work:
        export = await work.people.export(TEACHER)
        assert [row["choice"] for row in export["question_answer"]] == [0]
        await work.people.withdraw_consent(TEACHER, NOW)
        await work.people.forget(OTHERS)
    assert [await chosen(scene, cast, each) for each in (TEACHER, OTHERS)] == [None, None]


async def test_the_result_adds_up_by_department_and_as_a_file(scene: Scene) -> None:
    cast = await asked(scene, Question((YES, NO), named=True), others=3)
    await answers(scene, cast, {TEACHER: 0, OTHERS: 1, OTHERS + 1: 1})
    hr = await scene.hr()
    await scene.opens(hr, "cast", scene.colleges.organisation, cast)
    text = await hr.press("❓ Answers")
    assert "Answered: 3 of 4 · not yet: 1" in text
    assert "1. Yes: 1 (33%)" in text
    assert "2. Нет: 2 (67%)" in text
    assert "By department: 1 · 2 · not yet\nIT: 1 · 0 · 0\nThe others together: 0 · 2 · 1" in text
    await hr.press("📤 As a file")
    file = hr.screen.media
    assert file is not None
    rows = list(load_workbook(BytesIO(file.data)).worksheets[0].values)
    assert rows[1:] == [
        ("Department", "Asked", "Yes", "Нет", "Not answered yet"),
        ("IT", 1, 1, 0, 0),
        ("The others together", 3, 0, 2, 1),
        ("All together", 4, 1, 2, 1),
    ]
    text = await hr.press("▫️ Has not answered")
    assert "1 person" in text
    assert "• Үлгі <2>" in text
    assert "Үлгі <0> · Нет" in await hr.press("✅ Has answered")
    assert (await scene.actions()).count("question.answers") == 1
    await hr.press("⬅️ Back")
    assert "Answered: 3 of 4" in hr.live.text
    assert scene.house.refused() == []


async def test_of_numbers_only_nobody_is_named_and_no_few_are_told_of(scene: Scene) -> None:
    cast = await asked(scene, Question((YES, NO)), others=6)
    hr = await scene.hr()
    few = {OTHERS + n: n % 2 for n in range(FEWEST - 1)}
    await answers(scene, cast, few)
    text = await scene.opens(hr, "ask_result", scene.colleges.organisation, cast, 0)
    assert "Numbers are shown from five answers on." in text
    assert "1. Yes" not in text
    assert not hr.has("📤 As a file")
    assert not hr.has("▫️ Has not answered")
    await answers(scene, cast, {TEACHER: 0, OTHERS + 4: 1})
    text = await scene.opens(hr, "ask_result", scene.colleges.organisation, cast, 0)
    assert "1. Yes: 3 (50%)" in text
    assert "IT:" not in text, "one person alone is told of together with the others"
    assert "The others together: 3 · 3 · 1" in text
    for which in (2, 3):
        text = await scene.opens(hr, "cast_who", scene.colleges.organisation, cast, which, 0)
        assert "no right" in text
        assert "Үлгі" not in text
        await hr.say("/hr")


async def test_the_rest_are_reminded_and_answer_in_the_same_place(scene: Scene) -> None:
    cast = await asked(scene, Question((YES, NO)), others=1)
    await answers(scene, cast, {OTHERS: 1})
    hr = await scene.hr()
    await scene.opens(hr, "ask_result", scene.colleges.organisation, cast, 0)
    text = await hr.press("🔔 Remind the rest")
    assert "Whom: have not answered the question" in text
    assert "This is a reminder of a question" in text
    assert "1 person gets this." in text
    assert not hr.has("✅ Question")
    await hr.press("👥 Whom")
    pressed = await hr.press_unsettled("▫️ English")
    await scene.house.settle()
    assert pressed.text is not None
    assert "all who have not answered" in pressed.text, "a choice among them would tell who has"
    await scene.opens(hr, "preview", scene.colleges.organisation)
    await hr.press("📣 Send")
    await hr.press("✅ Yes, send")
    again = await latest(scene)
    assert (again.question_of, again.segment) == (cast, Segment(unanswered_of=cast))
    await settle_all(scene.house.database, again.id, {})
    async with scene.house.database.work() as work:
        await agree(work, TEACHER, ANSWERS, ANSWERS.version, NOW)
    await presses(scene, cast, 0)
    text = await scene.opens(hr, "ask_result", scene.colleges.organisation, again.id, 0)
    assert "Answered: 2 of 2 · not yet: 0" in text
    assert not hr.has("🔔 Remind the rest")


@pytest.mark.parametrize("kind", ["head", "deputy"])
async def test_a_head_asks_the_own_department_and_says_so(scene: Scene, kind: RoleKind) -> None:
    college = scene.colleges.organisation
    async with scene.house.database.work() as work:
        token = (await member_link(work, HR, college)).token
        await join(work, STRANGER, token, name="Басшы")
        place = scene.colleges.department
        await give_role(work, HR, OPERATORS, college, STRANGER, kind, place, NOW)
    head = await scene.hr(STRANGER)
    await write(scene, head)
    await head.say("Иә\nЖоқ")
    await head.press("👁 With names")
    await head.press("✅ Done")
    await head.press("👁 Preview")
    said = "\n".join(m.text for m in scene.house.telegram.messages(STRANGER))
    assert "Ваш руководитель, который спрашивает, и кадровая служба" in said
    await head.press("📣 Send")
    await head.press("✅ Yes, send")
    sent = await latest(scene)
    assert sent.question is not None
    assert sent.question.by_head
    await settle_all(scene.house.database, sent.id, {})
    text = await scene.opens(head, "ask_result", college, sent.id, 0)
    assert "Answered: 0 of 1" in text
    text = await head.press("▫️ Has not answered")
    assert "1 more has not agreed that heads see it" in text
    assert "Айгерім" not in text
    await answers(scene, sent.id, {TEACHER: 0})
    text = await scene.opens(head, "cast_who", college, sent.id, 3, 0)
    assert "Айгерім · Иә" in text, "who answered was told that the head sees it"
    assert head.has("📤 As a file") == (kind == "head")
    of_hr = await asked(scene, Question((YES, NO), named=True))
    text = await scene.opens(head, "ask_result", college, of_hr, 0)
    assert "Will you come?" not in text
    assert scene.house.refused() == []


async def test_whoever_asked_for_hr_and_only_leads_a_department_now_sees_no_names(
    scene: Scene,
) -> None:
    """Those who answered were told that HR sees them: the one who asked is HR no more."""
    college, now = scene.colleges.organisation, scene.house.now
    cast = await asked(scene, Question((YES, NO), named=True))
    await answers(scene, cast, {TEACHER: 0})
    hr = await scene.hr()
    await scene.opens(hr, "ask_result", college, cast, 0)
    assert hr.has("▫️ Has not answered")
    async with scene.house.database.work() as work:
        await join(work, HR, (await member_link(work, HR, college)).token, name="Бұрынғы")
        await give_role(work, HR, OPERATORS, college, HR, "head", scene.colleges.department, now)
        await add_colleague(work, college)
        for role in await work.roles.held(college, HR, today(now)):
            if role.kind in ("hr", "hr_director"):
                await end_role(work, COLLEAGUE, OPERATORS, college, role.id, now)
    text = await scene.opens(hr, "ask_result", college, cast, 0)
    assert "Answered: 1 of 1" in text
    assert not hr.has("▫️ Has not answered")
    lists: tuple[tuple[str, Which], ...] = (
        ("cast_who", "answered"), ("cast_who", "silent"), ("cast_who_file", "answered")
    )  # fmt: skip
    for action, which in lists:
        text = await scene.opens(hr, action, college, cast, pack(RecipientLook(which)), 0)
        assert "Айгерім" not in text


async def test_ending_a_question_stops_what_would_remind_of_it(scene: Scene) -> None:
    """A reminder that goes out later would have buttons that answer nothing."""
    college, now = scene.colleges.organisation, scene.house.now
    cast = await asked(scene, Question((YES, NO)))
    async with scene.house.database.work() as work:
        planned = [
            await broadcasts.begin_broadcast(
                work, HR, college, TEXTS, segment, now, catalogue(), now + timedelta(days=1),
                question_of=cast,
            )
            for segment in (Segment(unanswered_of=cast), Segment())
        ]  # fmt: skip
        assert await close_question(work, HR, college, cast, now)
    async with scene.house.database.work(writing=False) as work:
        found = [await work.campaigns.get(number) for number in planned]
    states = [each and each.state for each in found]
    assert states == ["cancelled", "queued"], "what is for others too is more than a reminder"


async def test_a_question_of_another_organisation_is_not_there(scene: Scene) -> None:
    cast = await asked(scene, Question((YES, NO), named=True))
    other = await scene.hr(OTHER_HR)
    for action, numbers in (
        ("ask_result", (cast, 0)), ("ask_close_yes", (cast,)), ("ask_rest", (cast,)),
        ("cast_who", (cast, 3, 0)), ("cast_who_file", (cast, 3, 0)), ("ask_file", (cast, 0)),
    ):  # fmt: skip
        text = await scene.opens(other, action, scene.colleges.other, *numbers)
        assert "Will you come?" not in text
        assert "Айгерім" not in text
    async with scene.house.database.work(writing=False) as work:
        held = await work.campaigns.get(cast)
    assert held is not None
    assert held.question_closed_at is None


async def test_the_worker_sends_the_answers_above_the_other_buttons(scene: Scene) -> None:
    cast = await asked(scene, Question((YES, NO), named=True))
    sent = await latest(scene)
    message = broadcast(sent, "kk")
    assert [row[0] for row in message.rows][:2] == [
        ("Иә", f"bq:{cast}:0"), ("Жоқ", f"bq:{cast}:1")
    ]  # fmt: skip
    assert "Кадр қызметі жауабыңызды атыңызбен бірге көреді" in message.html
    in_english = broadcast(sent, "en")
    assert [row[0][0] for row in in_english.rows][:2] == ["Yes", "Нет"]
    assert "HR sees your name with your answer" in in_english.html


@pytest.mark.parametrize("named", [True, False])
async def test_whoever_left_without_an_answer_is_not_waited_for(scene: Scene, named: bool) -> None:
    cast = await asked(scene, Question((YES, NO), named=named), others=7)
    await answers(scene, cast, dict.fromkeys(range(OTHERS, OTHERS + 5), 0))
    here = scene.colleges.organisation
    async with scene.house.database.work() as work:
        assert sum(each.people for each in await work.recipients.results(cast)) == 8
    for person in (OTHERS, OTHERS + 6):
        async with scene.house.database.work() as work:
            await leave(work, person, here, NOW)
    hr = await scene.hr()
    text = await scene.opens(hr, "ask_result", here, cast, 0)
    words = translator("en").text
    assert words("Answered: {n} of {people} · not yet: {rest}", n="5", people="7", rest="2") in text
    if named:
        text = await scene.opens(hr, "cast_who", here, cast, pack(RecipientLook("silent")), 0)
        assert translator("en").plural("{n} person", "{n} people", 2) in text
