"""What is done in a year of training, step by step; when, stands in `training_year.STEPS`."""

from __future__ import annotations

from datetime import datetime, timedelta

from benchmarks.training_play import (
    CHAIR,
    DEAN_ID,
    FIRST_ID,
    HR_ID,
    NAME,
    PATIENCE,
    Actor,
    Play,
)
from cases.training.holders import heads_of, people_behind
from cases.training.passing import Paper
from cases.training.plans import add_typed, give, say
from cases.training.reports import reports_seen, sign_made, sign_unit
from cases.training.schedules import approve_unit
from cases.training.units import units_of
from storage.database import Work

# What each step does. The days are counted from the first of the year.


async def year_entered(play: Play) -> None:
    hr = play.hr
    await hr.say("/hr")
    for button in ("Training", "A year"):
        await hr.press(button)
    await hr.say(f"{play.label}, {play.begins:%d.%m.%Y} – {play.ends:%d.%m.%Y}")
    await hr.press("Dates of the year")
    ends = (play.ends - play.begins).days
    for words, days in (
        ("Plans", -10), ("Meetings", 2), ("Reports", ends + 10), ("Annual", ends + 20),
    ):  # fmt: skip
        await hr.press(words)
        await hr.say(f"{play.day(days):%d.%m.%Y}")


async def plans_written(play: Play) -> None:
    """Three of the chair are late: one of them without Telegram."""
    for n in range(CHAIR - 3):
        person = play.teacher(n) if n else play.head
        await _writes(
            play, person, play.people[n], f"Курс {n}, 72 h, {play.day(40 + n * 10):%d.%m}"
        )
    async with play.house.database.work() as work:
        year, now = await play.year(work), play.house.now
        # Somebody begins and hands nothing in before they are reminded.
        late = play.people[CHAIR - 3]
        await _travels(work, year.id, play.people[6], FIRST_ID + 6, now)
        await add_typed(work, FIRST_ID + CHAIR - 3, year.id, late, "Басталған курс, 36 h", now)
        everybody = [each.id for each in await work.register.all(play.organisation)]
        persons = await people_behind(work, play.organisation, everybody)
        for unit in await units_of(work, year, now):
            if unit.department_id == play.chair:
                continue
            for employee, _ in unit.people:
                by = persons.get(employee.id, HR_ID)
                await add_typed(work, by, year.id, employee.id, "Үлгі курсы, 36 h, own money", now)
                await give(work, by, year.id, employee.id, now)


async def _travels(work: Work, year_id: int, employee: int, person: int, now: datetime) -> None:
    """A trip was planned; the source of its money stays as it was typed."""
    plan = await work.training_plans.of_employee(year_id, employee)
    assert plan is not None, "it was handed in above"
    for item in await work.training_plans.items([plan.id]):
        await say(work, person, item.id, now, trip=True)


async def _writes(play: Play, person: Actor, employee_id: int, line: str) -> None:
    """From the menu: one line, handed in."""
    async with play.house.database.work(writing=False) as work:
        year = await play.year(work)
    if person.role != "head":
        await person.phone.say("/start")
        person.at = person.phone.live
        data = f"tr:plan:{year.id}:{employee_id}"
        await play.house.telegram.press(person.phone.id, person.at.message_id, data, stale=True)
        await play.house.settle(PATIENCE)
        person.at = person.phone.live
    else:
        await person.press("Write a course", message="Your plan of training")
        await person.say(f"{line}, Almaty, 90 000, university")
        await person.press("Hand in")
        return
    await person.press("Write a course")
    await person.say(f"{line}, Almaty, 90 000, university")
    await person.press("Hand in")


async def analysed(play: Play) -> None:
    """From the message about the plans: who needs training, a course proposed to each of them."""
    head = play.head
    await head.press("Who needs training", message="of your people")
    if head.has("Propose courses"):
        await head.press("Propose courses")


async def chased(play: Play) -> None:
    head = play.head
    await head.press("Remind", message="of your people")
    await play.sweep()
    await _writes(play, play.teacher(CHAIR - 3), play.people[CHAIR - 3], "Кеш курс, 36 h")
    # Who has no Telegram is planned for by the head.
    await head.press(f"Үлгі{CHAIR} ")
    await head.press("Write a course")
    await head.say(f"Телеграмсыз курс, 36 h, {play.day(60):%d.%m}")
    await head.press("Hand in")


async def approved_by_head(play: Play) -> None:
    """From the message about the meeting: the schedule with number and day of its minutes."""
    await _approves(play, "№ 4", "Meetings of units")


async def _approves(play: Play, number: str, message: str) -> None:
    head = play.head
    await head.press("Open", message=message)
    await head.say(f"{number}, today")


async def sent_back(play: Play) -> None:
    """The dean sends it back once; where there is none, HR does."""
    async with play.house.database.work(writing=False) as work:
        year = await play.year(work)
    is_signed = play.kind == "university"
    actor = play.actor(DEAN_ID, "dean") if is_signed else play.hr
    await actor.phone.say("/hr")
    actor.at = actor.phone.live
    data = f"h:train_unit:{play.organisation}:{year.id}:{play.chair}"
    await play.house.telegram.press(actor.phone.id, actor.at.message_id, data, stale=True)
    await play.house.settle(PATIENCE)
    actor.at = actor.phone.live
    await actor.press("Send back")
    await actor.say("Бір курс қымбат")


async def approved_again(play: Play) -> None:
    await _approves(play, "№ 5", "waits for you")


async def others_approve(play: Play) -> None:
    async with play.house.database.work() as work:
        year, now = await play.year(work), play.house.now
        for unit in await units_of(work, year, now):
            if not unit.passages:
                paper = Paper("№ 6", play.house.now.date())
                heads = await heads_of(work, play.organisation, unit.department_id, now)
                actor = heads[0] if heads else HR_ID
                here = (work, actor, play.organisation, year.id, unit.department_id)
                await approve_unit(*here, paper, now)
    if play.kind == "college":
        return
    for place in range(2):
        dean = play.actor(DEAN_ID + place, "dean")
        await dean.say("/hr")
        await dean.press("Training")
        if not dean.has("Sign all"):
            await dean.press(play.label)
        await dean.press("Sign all")
        await dean.say("№ 7, today")


async def consolidated(play: Play) -> None:
    """From the message that all units are ready."""
    hr = play.hr
    await hr.press("Open", message="waits for you")
    await hr.press("Consolidate")
    await hr.say("№ 8, today")
    for number in ("№ 9", "№ 10"):
        if hr.has("Next step"):
            await hr.press("Next step")
            await hr.say(f"{number}, today")


async def ordered(play: Play) -> None:
    """From the message 30 days before: the draft, then the number of the order that was signed."""
    hr = play.hr
    await hr.press("Draft of the order", message="for training on")
    await hr.say("№ 15, today")


async def received(play: Play) -> None:
    await play.head.press("Received", message="The schedule of training is approved")


async def revised(play: Play) -> None:
    """One course is taken out and another written, by a new edition that goes the same way."""
    head = play.head
    await head.say("/hr")
    await head.press("Training")
    await head.press("new edition")
    await head.say("Жаңа пән енгізілді")
    teacher = play.teacher(3)
    await _opens(play, teacher, play.people[3])
    await teacher.press("1. ")
    await teacher.press("Take out")
    if teacher.has("Yes"):
        await teacher.press("Yes")
    await _opens(play, teacher, play.people[3])
    await teacher.press("Write a course")
    await teacher.say(f"Жаңа курс, 36 h, {play.day(120):%d.%m}, Astana, 0, own money")
    await teacher.press("Back")
    if teacher.has("Hand in"):
        await teacher.press("Hand in")
    await head.press("Next step")
    await head.say("№ 11, today")
    if play.kind == "university":
        dean = play.actor(DEAN_ID, "dean")
        await dean.say("/hr")
        await dean.press("Training")
        if not dean.has("Sign all"):
            await dean.press(play.label)
        await dean.press("Sign all")
        await dean.say("№ 12, today")


async def _opens(play: Play, person: Actor, employee_id: int) -> None:
    async with play.house.database.work(writing=False) as work:
        year = await play.year(work)
    await person.phone.say("/start")
    person.at = person.phone.live
    data = f"tr:plan:{year.id}:{employee_id}"
    await play.house.telegram.press(person.phone.id, person.at.message_id, data, stale=True)
    await play.house.settle(PATIENCE)
    person.at = person.phone.live


async def figures_right(play: Play) -> None:
    await play.head.press("Right", message="These figures go to HR")


async def figures_wrong(play: Play) -> None:
    """The head asks for a correction, the list is mended, HR has the unit counted anew."""
    head, hr = play.head, play.hr
    await head.press("Needs correcting", message="These figures go to HR")
    await head.say("Бір адам кетті")
    await hr.say("/hr")
    for button in ("Training", play.label, "Training forms"):
        await hr.press(button)
    for button in ("Figures", "Figures sent to HR", "✅ "):
        await hr.press(button)
    if hr.has("Remind"):
        await hr.press("Remind")
    await hr.press(f"✏️ {NAME[:10]}")
    await hr.press("Needs correcting")
    await hr.press("Recount")
    await play.sweep()
    await head.press("Right", message="These figures go to HR")


async def figures_asked(play: Play) -> None:
    hr = play.hr
    await hr.say("/hr")
    for button in ("Training", play.label, "Training forms", "Figures"):
        await hr.press(button)
    await hr.press("Figures of today")
    await play.sweep()
    await play.head.press("Right", message="These figures go to HR")


async def courses_told(play: Play) -> None:
    """Each says how the course went: as planned, otherwise, or not at all and why."""
    for n in range(1, CHAIR - 3):
        person = play.teacher(n)
        try:
            person.find("is over. How did it go?")
        except AssertionError:
            continue
        await person.press("How was it?", message="is over. How did it go?")
        if not person.has("As planned"):
            continue
        if n == 2:
            await person.press("Did not happen")
            await person.press("cancelled")
            continue
        if n == 5:
            await person.press("Otherwise")
            await person.say(f"36, {play.house.now:%d.%m.%Y}")
        else:
            await person.press("As planned")
        await person.press("4")
        await person.say("Пайдалы болды")


async def heard(play: Play) -> None:
    """The head writes the minutes once and presses for each."""
    head = play.head
    try:
        head.find("The unit will hear the report")
    except AssertionError:
        # Nothing is due within a week: by the menu.
        await head.say("/hr")
        await head.press("Training")
        if not head.has("Course reports"):
            await head.press(play.label)
        await head.press("Course reports")
    else:
        await head.press("Open", message="The unit will hear the report")
    if "Write the number" not in (head.at.text if head.at else ""):
        return
    await head.say("№ 13, today")
    if head.has("👍 All"):
        await head.press("👍 All")
    elif head.has("👍"):
        await head.press("👍")
    await head.say("Ашық сабақ өткізу")


async def leaver(play: Play) -> None:
    """The employer's list says that somebody has left."""
    async with play.house.database.work() as work:
        held = await work.register.appointments([play.people[4]])
        on = play.house.now.date()
        await work.register.end_appointments([each.id for each in held], on)


async def found_by_itself(play: Play) -> None:
    """The course that nobody attended, from its message: cause, action."""
    head = play.head
    await head.press("cancelled", message="did not happen. What is the cause?")
    due = play.house.now.date() + timedelta(days=10)
    await head.say(f"Басқа курс табу; Үлгі2; {due:%d.%m.%Y}")


async def entered_by_hand(play: Play) -> None:
    head = play.head
    for button in ("Add one myself", "The whole unit", "internal audit", "something else"):
        await head.press(button)
    due = play.house.now.date() + timedelta(days=10)
    await head.say(f"Бағдарлама ескі; жаңарту; Үлгі3; {due:%d.%m.%Y}")


async def looked_again(play: Play) -> None:
    await play.head.press("Put right", message="did not happen")


async def report_signed(play: Play) -> None:
    """From the message about reports: the minutes, and what follows."""
    head = play.head
    await head.press("Reports", message="Reports: ")
    await head.press("Sign")
    await head.say("№ 14, today\nКурстар жалғасады")


async def others_report(play: Play) -> None:
    """The other units by the use cases, then what they are parts of."""
    async with play.house.database.work() as work:
        year, now = await play.year(work), play.house.now
        here = (work, HR_ID, play.organisation, year.id)
        for level in ("unit", "institute"):
            for each in await reports_seen(*here, now):
                if each.report is not None or each.level != level:
                    continue
                if level == "unit":
                    assert each.department_id is not None
                    paper = Paper("№ 6", now.date())
                    await sign_unit(*here, each.department_id, paper, "Шешім", now)
                else:
                    await sign_made(*here, each.department_id, now)
    await play.sweep()


async def whole_signed(play: Play) -> None:
    """From the message that all below it is in: one press in the list signs."""
    hr = play.hr
    await hr.press("Reports", message="waits for your signature")
    await hr.press("The whole organisation")


async def annual_signed(play: Play) -> None:
    """From the message about 602-06; nobody of the bot is director of HR."""
    hr = play.hr
    await hr.press("Annual report 602-06", message="Annual report")
    await hr.press("Sign")
    await hr.say("№ 16, today\nДиректорова Үлгі")


async def decided(play: Play) -> None:
    hr = play.hr
    await hr.press("Decisions")
    await hr.press("A decision")
    due = play.house.now.date() + timedelta(days=60)
    await hr.say(f"Лицензия сатып алу, Үлгі2 Мысал, {due:%d.%m.%Y}")


async def forms_taken(play: Play) -> None:
    hr = play.hr
    await hr.say("/hr")
    for button in ("Training", play.label, "Training forms"):
        await hr.press(button)
    at = hr.at
    for form in ("602-05", "602-06"):
        hr.at = at
        await hr.press(form)
