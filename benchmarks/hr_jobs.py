"""What HR and a head do in a year besides lists: deadlines, messages, questions, figures."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Final

from benchmarks.hr_apart import Row, posts_of, rows_of_book, words_of_paper
from benchmarks.hr_play import HrPlay, names_on, number_of
from benchmarks.training_play import HR_ID, Actor
from cases.broadcasts import begin_broadcast
from local_chat.model import Message
from rules.norms.loading import catalogue
from storage.tables.segments import Segment

DEADLINES: Final = """01.10.2027 Quarterly data every quarter
15.03.2027 Applications for attestation every year
15.09.2027 Applications for attestation every year
10.04.2027 Assessment of teachers' knowledge every year
10.11.2027 Assessment of teachers' knowledge
01.09.2027 Жеке жоспарлар
20 мая 2027 Ашық сабақ / Открытый урок
5 маусым 2027 – Есеп / Отчёт / Report every year"""
READ_EVERY, ANSWERED_EVERY = 3, 4


async def last_of_all(played: HrPlay) -> None:
    """By typing, the one who is last in the list of everybody."""
    hr, name = played.hr, max(row.name for row in played.rows())
    async with played.job("The last of all", hr, 3, "100 presses"):
        await hr.press("Lists")
        await hr.press("Everybody")
        text = await hr.say(name)
    played.compared.same("the last of all", name in text, True)


async def of_department(played: HrPlay) -> None:
    hr = played.hr
    async with played.play.house.database.work(writing=False) as work:
        department = await work.organisations.department(played.within)
    assert department is not None
    expected = posts_of(played.rows(), "short", played.on, played.within)
    async with played.job("Short, of one department", hr, 5):
        for button in ("Lists", "Short by clause", "Narrow", "Department"):
            await hr.press(button)
        text = await hr.press(department.name)
    played.compared.same("short of a department, total", number_of(text), len(set(expected)))
    await hr.press("As a file")
    rows = rows_of_book(played.file(hr))[2:]
    played.compared.same("short of a department", sorted(str(row[2]) for row in rows), expected)


async def figures(played: HrPlay, actor: Actor) -> None:
    """The year: shown, drawn, taken along; the people of each category against the rows."""
    async with played.job("Year in figures", actor, 2):
        await actor.press("Lists")
        shown = number_of(await actor.press("Year in figures"))
    within = None if actor is played.hr else played.within
    teaching = {
        row.employee_id
        for row in played.rows()
        if row.staff == "teaching" and within in (None, row.department_id)
    }
    played.compared.same(f"figures of {actor.role}, people", shown, len(teaching))
    for words, button in (("picture", "As a picture"), (".xlsx", "As a file"),
                          ("PDF", "For the printer")):  # fmt: skip
        async with played.job(f"Year in figures: {words}", actor, 3, first=2):
            await actor.press(button)
        data = played.file(actor)
        starts = {"picture": b"\x89PNG", ".xlsx": b"PK", "PDF": b"%PDF"}[words]
        played.compared.same(f"figures as {words}", data[: len(starts)], starts)


async def deadlines(played: HrPlay) -> None:
    """A year of them in one message; who has them is told once each."""
    hr = played.hr
    async with played.job("A year's deadlines, eight", hr, 20, "72"):
        await hr.press("Deadlines")
        await hr.press("Several at once")
        await hr.say(DEADLINES)
        await hr.press("Save 8")
    async with played.play.house.database.work(writing=False) as work:
        held = await work.deadlines.of_organisation(played.play.organisation, played.on)
    days = {f"{each.day:%d.%m.%Y}" for each in held}
    for day in ("01.10.2027", "15.03.2027", "15.09.2027", "10.04.2027", "10.11.2027",
                "01.09.2027", "20.05.2027", "05.06.2027"):  # fmt: skip
        played.compared.same(f"a deadline of {day}", day in days, True)


async def write(actor: Actor, kk: str, ru: str, en: str) -> None:
    """A message in three languages, on its overview."""
    await actor.press("Messages to members")
    await actor.press("Write to members")
    await actor.say(kk)
    await actor.say(ru)
    await actor.press("English")
    await actor.say(en)


async def send(actor: Actor) -> None:
    await actor.press("Preview")
    await actor.press("Send")
    await actor.press("Yes, send")


def got(played: HrPlay, data: str) -> dict[int, Message]:
    """Whoever has a message in their chat with a button whose data begins so."""
    found = {}
    for person in played.people:
        for message in played.play.house.telegram.messages(person):
            if any((b.data or "").startswith(data) for row in message.buttons for b in row):
                found[person] = message
    return found


async def _press(played: HrPlay, person: int, message: Message, data: str) -> None:
    telegram = played.play.house.telegram
    await telegram.press(person, message.message_id, data)
    await played.play.house.settle(300)


async def _newest(played: HrPlay) -> int:
    async with played.play.house.database.work(writing=False) as work:
        [found, *_] = await work.campaigns.of(played.play.organisation)
    return int(found.id)


def names_of(played: HrPlay) -> dict[int, Row]:
    return {row.person_id: row for row in played.rows() if row.person_id is not None}


async def receipts(played: HrPlay) -> None:
    """One has blocked the bot, one wants no more, some read it; the rest are reminded, then those
    whom it did not reach."""
    hr, telegram = played.hr, played.play.house.telegram
    lost, silent = played.people[3], played.people[4]
    telegram.people[lost].blocked = True
    async with played.job("A message that asks for receipts", hr, 10):
        await write(hr, "Жиналыс жұмада", "Собрание в пятницу", "A meeting on Friday")
        await hr.press("Ask to confirm")
        await send(hr)
    await played.play.sweep()
    cast = await _newest(played)
    reached = got(played, f"b:{cast}:read")
    played.compared.same("reached", set(reached), set(played.people) - {lost})
    await _press(played, silent, reached[silent], f"b:{cast}:stop")
    readers = [person for person in reached if person % READ_EVERY == 0 and person != silent]
    for person in readers:
        await _press(played, person, reached[person], f"b:{cast}:read")
    rows = names_of(played)
    await _recipients(played, hr, "Who has not read", "A meeting on Friday",
                      sorted(rows[each].name for each in set(reached) - {*readers}))  # fmt: skip
    async with played.job("Remind the rest", hr, 6):
        await hr.press("Messages to members")
        await hr.press("A meeting on Friday")
        await hr.press("Remind the rest")
        await send(hr)
    await played.play.sweep()
    again = await _newest(played)
    rest = set(reached) - {*readers, silent}
    played.compared.same("reminded", set(got(played, f"b:{again}:read")), rest)
    telegram.unblock(lost)
    await played.play.house.settle(300)
    async with played.job("Again to those not reached", hr, 6):
        await hr.press("Messages to members")
        await _open_oldest(hr, "A meeting on Friday")
        await hr.press("To those not reached")
        await send(hr)
    await played.play.sweep()
    anew = await _newest(played)
    played.compared.same("reached at last", set(got(played, f"b:{anew}:read")), {lost})
    # They block it again, and this time the bot is told.
    telegram.block(played.people[5])
    await played.play.house.settle(300)


async def _open_oldest(actor: Actor, words: str) -> None:
    """The oldest message of these words: a reminder says the same."""
    assert actor.at is not None
    found = [b for row in actor.at.buttons for b in row if words in b.text]
    actor.play.acts[(actor.play.step, actor.role)] += 1
    house = actor.play.house
    chosen = found[-1].data or ""
    await house.telegram.press(actor.phone.id, actor.at.message_id, chosen)
    await house.settle(300)
    actor.at = actor.phone.live


async def _recipients(
    played: HrPlay, hr: Actor, job: str, message: str, expected: list[str]
) -> None:
    async with played.job(job, hr, 3):
        await hr.press("Messages to members")
        await hr.press(message)
        text = await hr.press("Who has read")
    played.compared.same(f"{job}, total", number_of(text), len(expected))
    first = [each.partition(" · ")[0] for each in names_on(hr)]
    async with played.job(f"{job}: .xlsx", hr, 4, first=3):
        await hr.press("As a file")
    rows = rows_of_book(played.file(hr))[2:]
    named = [str(row[1]) for row in rows]
    played.compared.same(f"{job}, .xlsx", sorted(named), expected)
    played.compared.same(f"{job}, chat", first, named[: len(first)])
    async with played.job(f"{job}: PDF", hr, 4, first=3):
        await hr.press("For the printer")
    paper = words_of_paper(played.file(hr))
    played.compared.same(f"{job}, PDF without",
                         [n for n in expected if "".join(n.split()) not in paper], [])  # fmt: skip


async def question(played: HrPlay) -> None:
    """Two answers with names; the result by department is counted apart."""
    hr = played.hr
    async with played.job("A question with buttons", hr, 13):
        await write(hr, "Келесіз бе?", "Придёте?", "Will you come?")
        await hr.press("Question")
        await hr.say("Иә / Да / Yes\nЖоқ / Нет / No")
        await hr.press("With names")
        await hr.press("Done")
        await send(hr)
    await played.play.sweep()
    cast = await _newest(played)
    asked = got(played, f"bq:{cast}:0")
    said = {each: each // ANSWERED_EVERY % 2 for each in asked if each % ANSWERED_EVERY}
    for person, choice in said.items():
        await _press(played, person, asked[person], f"bq:{cast}:{choice}")
    async with played.job("Result by department", hr, 3):
        await hr.press("Messages to members")
        await hr.press("Will you come?")
        await hr.press("Answers")
    async with played.job("Result by department: .xlsx", hr, 4, first=3):
        await hr.press("As a file")
    rows = {str(row[0]): row[1:] for row in rows_of_book(played.file(hr))[2:]}
    async with played.play.house.database.work(writing=False) as work:
        departments = await work.organisations.departments(played.play.organisation)
    names = {each.id: each.name for each in departments}
    of = {person: names[row.department_id or 0] for person, row in names_of(played).items()}
    counts = Counter((of[person], said.get(person, 2)) for person in asked)
    for name in set(of.values()):
        numbers = [counts[(name, place)] for place in range(3)]
        if name in rows:
            played.compared.same(f"answers of {name}", rows[name], (sum(numbers), *numbers))
    whole = [sum(n for (_, place), n in counts.items() if place == p) for p in range(3)]
    played.compared.same("all answers", rows["All together"], (len(asked), *whole))
    parts = [each for name, each in rows.items() if name != "All together"]
    added = tuple(sum(column) for column in zip(*parts, strict=True))
    played.compared.same("answers add up", added, rows["All together"])


async def scheduled(played: HrPlay) -> None:
    """One that waits gets another English text, and goes out once with it."""
    hr, house = played.hr, played.play.house
    at = house.now + timedelta(hours=2)
    async with house.database.work() as work:
        await begin_broadcast(
            work, HR_ID, played.play.organisation,
            {"kk": "Ертең", "ru": "Завтра", "en": "Tomorrow"}, Segment(), house.now, catalogue(),
            at,
        )  # fmt: skip
    async with played.job("A scheduled message changed", hr, 8):
        await hr.press("Messages to members")
        await hr.press("Tomorrow")
        await hr.press("Change")
        await hr.press("English")
        await hr.say("On Monday")
        await hr.press("Preview")
        await hr.press("Schedule")
        await hr.press("Yes, send")
    house.now = at + timedelta(minutes=1)
    await played.play.sweep()
    cast = await _newest(played)
    told = [message.text for message in got(played, f"b:{cast}:stop").values()]
    english = [text for text in told if "On Monday" in text]
    every = [
        message.text
        for person in played.people
        for message in house.telegram.messages(person)
        if "Tomorrow" in message.text
    ]
    played.compared.same("the old text went to", len(every), 0)
    played.compared.same("the new text went to somebody", bool(english), True)


async def replies(played: HrPlay) -> None:
    """A member answers the newest message; HR answers from the place where all replies are."""
    hr, house = played.hr, played.play.house
    cast = await _newest(played)
    [(person, message), *_] = got(played, f"b:{cast}:stop").items()
    await house.telegram.type_text(person, "Келемін", reply_to=message.message_id)
    await house.settle(300)
    async with played.job("A reply answered", hr, 4):
        await hr.press("Replies")
        await hr.press("1")
        await hr.press("Answer")
        await hr.say("Рақмет, күтеміз")
    await played.play.sweep()
    said = "\n".join(each.text for each in house.telegram.messages(person) if each.by_bot)
    played.compared.same("the answer came", "Рақмет, күтеміз" in said, True)


__all__ = ["deadlines", "figures", "last_of_all", "of_department", "question",
           "receipts", "replies", "scheduled"]  # fmt: skip
