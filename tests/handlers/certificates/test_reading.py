"""Certificates by picture or PDF: read beside the bot, proposed, kept only when they are right.

PDFs with text go the whole way but for tesseract, which takes seconds; one test looks at a picture.
"""

from datetime import date

import pytest
from structlog.testing import LogCapture

from cases.purposes import PICTURES
from handlers.chat.workshop import Cut, NoRoom
from scans import tesseract
from scans.scan import Scan
from tests.handlers.answering import answer_all, begin
from tests.handlers.certificates.test_albums import count, pages_kept
from tests.handlers.check.test_typed_lists import TOPICS, until
from tests.handlers.house import House, Somebody
from tests.handlers.people import add_course, courses, kept, with_consent
from tests.scans.files import BACK, COURSE, FRONT, pdf, picture, png_of
from tests.thoroughness import IN_CI

MARCH = date(2025, 3, 14)
ALBUM = "77"
READS = True
"""The bot of these tests is on a machine that can read pictures."""
NO_DAY = "СЕРТИФИКАТ\n«Цифрлық педагогика» біліктілікті арттыру курсы\nКөлемі 72 сағат көлемінде"


async def send(person: Somebody, data: bytes, name: str = "a.pdf", album: str = "") -> str:
    await person.house.telegram.send_document(person.id, data, name, album=album)
    await person.house.settle()
    return person.screen.text


async def reader(house: House, language: str = "en") -> Somebody:
    """Somebody who has agreed that pictures are read."""
    person = await with_consent(house, language)
    async with house.database.work() as work:
        await work.purposes.put(person.id, PICTURES.id, PICTURES.version, True, house.now)
    return person


async def at_certificates(house: House, language: str = "en") -> Somebody:
    person = await reader(house, language)
    await person.say("/certificates")
    return person


def was_read(house: House) -> bool:
    """Whether the chat showed that something was being read."""
    return bool(house.telegram.calls.of("sendChatAction"))


async def test_what_stands_on_it_is_proposed_and_kept_only_when_it_is_right(house: House) -> None:
    person = await at_certificates(house)
    text = await send(person, pdf(COURSE))
    assert "72 hours" in text
    assert "14 March 2025" in text
    assert await courses(house, person) == []
    assert "Which subject" in await person.press("✔ Right")
    await person.press(":profile")
    assert await courses(house, person) == [("profile", 72, MARCH)]
    [view] = await kept(house, person)
    assert view.certificate.file_id is None


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_in_three_languages(house: House, language: str) -> None:
    person = await at_certificates(house, language)
    assert "72" in await send(person, pdf(COURSE))
    await person.press("cert:xc:" + person.data()[0].split(":")[2])
    assert len(person.labels()) == 4


async def test_the_file_is_kept_when_the_person_says_so(house: House) -> None:
    person = await at_certificates(house)
    await send(person, pdf(COURSE))
    await person.press("📎 Right, keep the file too")
    await person.press(":profile")
    [view] = await kept(house, person)
    assert view.certificate.file_id is not None


async def test_a_part_that_was_misread_is_changed(house: House) -> None:
    person = await at_certificates(house)
    await send(person, pdf(COURSE))
    await person.press("✏️ Change")
    assert "How many hours" in await person.press("Hours") or "subject" in person.live.text
    await person.press(":profile")
    await person.press(":80")
    assert await courses(house, person) == [("profile", 80, MARCH)]


async def test_what_is_missing_is_asked(house: House) -> None:
    person = await at_certificates(house)
    text = await send(person, pdf(NO_DAY))
    assert "72 hours" in text
    assert "I will ask for what is missing next" in text
    await person.press("✔ Right")
    await person.press(":profile")
    await person.say("14.03.2025")
    assert await courses(house, person) == [("profile", 72, MARCH)]


async def test_two_sides_in_an_album_are_one_certificate_in_one_message(house: House) -> None:
    person = await at_certificates(house)
    before = count(person)
    await send(person, pdf(FRONT), "front.pdf", ALBUM)
    await send(person, pdf(BACK), "back.pdf", ALBUM)
    assert count(person) == before + 1
    assert "72 hours, 14 March 2025" in person.live.text
    await person.press("📎 Right, keep the file too")
    await person.press(":profile")
    assert len(await pages_kept(house, person)) == 2
    assert await courses(house, person) == [("profile", 72, MARCH)]


async def test_a_button_of_the_first_page_does_not_take_what_both_say(house: House) -> None:
    person = await at_certificates(house)
    await send(person, pdf(NO_DAY), "front.pdf", ALBUM)
    message, old = person.live, person.find(person.live, "✔ Right")
    await send(person, pdf(BACK), "back.pdf", ALBUM)
    press = await house.telegram.press(1, message.message_id, old, stale=True)
    await house.settle()
    assert press.text == "This is finished already. Here is what is kept."
    assert await courses(house, person) == []


async def test_one_like_it_is_said(house: House) -> None:
    person = await at_certificates(house)
    await add_course(house, person, 72, MARCH)
    assert "One like it is kept already" in await send(person, pdf(COURSE))


async def test_a_file_that_nobody_asked_for_is_read_once_the_person_says_it_is_one(
    house: House,
) -> None:
    person = await reader(house)
    assert "Is this a certificate" in await send(person, pdf(COURSE))
    assert not was_read(house)
    assert "72 hours" in await person.press("➕ Keep it as a certificate")
    assert was_read(house)
    await person.press("✔ Right")
    await person.press(":profile")
    assert await courses(house, person) == [("profile", 72, MARCH)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7 damaged", "damaged"),
        (b"PK a document", "pictures (JPEG, PNG) and PDFs only"),
        (b"%PDF-" + b"0" * (10 << 20), "larger than 10 MB"),
        (b"%PDF-" + b"0" * (20 << 20), "larger than 10 MB"),
        (pdf(FRONT, BACK, FRONT, BACK), "more than 3 pages"),
        (pdf(COURSE, password="x"), "password"),
        (pdf("ДИПЛОМ о профессиональной переподготовке\n520 часов\n05.09.2024"), "retraining"),
        (pdf("СЕРТИФИКАТ\nза активное участие в вебинаре\n05 сентября 2024 года"), "seminar"),
        (pdf("Some words of nothing at all, and nothing else is said here"), "neither hours nor"),
    ],
)
async def test_what_cannot_be_proposed_is_told_and_typed(
    house: House, data: bytes, words: str
) -> None:
    person = await at_certificates(house)
    assert words in await send(person, data)
    await person.say("72 hours, 14.03.2025, by profile")
    assert await courses(house, person) == [("profile", 72, MARCH)]


@pytest.mark.parametrize(("failure", "words"), [(NoRoom(), "Many pictures"), (Cut(), "too long")])
async def test_when_it_cannot_be_read_now_the_line_is_asked_for(
    house: House, monkeypatch: pytest.MonkeyPatch, failure: Exception, words: str
) -> None:
    async def do(*_: object) -> None:
        raise failure

    assert house.assembly.workshops[1] is not house.assembly.workshops[0]
    monkeypatch.setattr(house.assembly.workshops[1], "do", do)
    person = await at_certificates(house)
    assert words in await send(person, pdf(COURSE))


async def test_a_file_that_telegram_has_no_longer_is_typed(house: House) -> None:
    person = await reader(house)
    await send(person, pdf(COURSE))
    house.telegram.files = type(house.telegram.files)(9)
    assert "could not fetch" in await person.press("➕ Keep it as a certificate")


async def test_a_line_below_the_picture_is_taken_instead(house: House) -> None:
    person = await at_certificates(house)
    await house.telegram.send_document(1, pdf(COURSE), "a.pdf", "36 hours, 03.02.2026, it")
    await house.settle()
    assert await courses(house, person) == [("it", 36, date(2026, 2, 3))]
    assert not was_read(house)


async def test_words_below_the_picture_that_are_no_line_leave_it_to_be_read(house: House) -> None:
    person = await at_certificates(house)
    await house.telegram.send_document(1, pdf(COURSE), "a.pdf", "my certificate")
    await house.settle()
    assert "72 hours" in person.screen.text


async def test_pressed_twice_after_a_restart_it_is_kept_once(house: House) -> None:
    person = await at_certificates(house)
    await send(person, pdf(COURSE))
    message, right = person.live, person.find(person.live, "✔ Right")
    await house.restart()
    await house.telegram.press(1, message.message_id, right)
    await house.telegram.press(1, message.message_id, right, stale=True)
    await house.settle()
    await person.press(":profile")
    assert await courses(house, person) == [("profile", 72, MARCH)]


async def test_a_file_that_comes_twice_is_proposed_once(house: House) -> None:
    person = await at_certificates(house)
    before = count(person)
    await house.telegram.send_document(1, pdf(COURSE), "a.pdf")
    house.telegram.redeliver_last_update()
    await house.settle()
    assert count(person) == before + 1


async def test_the_name_on_it_is_neither_shown_nor_kept(house: House, logged: LogCapture) -> None:
    person = await at_certificates(house)
    await send(person, pdf(f"{COURSE}\nБерілді: Сынақова Айгүл"))
    assert "72 hours" in person.screen.text
    assert "Сынақова" not in person.said()
    async with house.database.work(writing=False) as work:
        noted = await work.screens.get(1)
    assert noted is not None
    assert "Сынақова" not in str(noted.data)
    assert "Цифрлық" not in str(noted.data)
    assert "Сынақова" not in str(logged.entries)


async def at_the_courses(house: House) -> Somebody:
    person = await reader(house)
    await begin(person, "uni-lecturer")
    await until(person, TOPICS)
    return person


async def answered(house: House) -> list[object]:
    async with house.database.work(writing=False) as work:
        return [row.value for row in await work.answers.all(1) if row.fact == "certificates"]


async def test_at_the_question_after_courses_it_is_offered_as_the_answer(house: House) -> None:
    person = await at_the_courses(house)
    text = await send(person, pdf(COURSE))
    assert "72 hours, 14 March 2025" in text
    assert await answered(house) == []
    message, right = person.live, person.find(person.live, person.labels()[0])
    assert "Which subject" in await person.press(person.labels()[0])
    again = await house.telegram.press(1, message.message_id, right, stale=True)
    await house.settle()
    assert again.text == "This is already answered."
    await person.press(":profile")
    await answer_all(person)
    assert "'hours': 72, 'issued': '2025-03-14'" in str(await answered(house))
    assert await courses(house, person) == []


async def test_at_the_question_something_else_asks_again(house: House) -> None:
    person = await at_the_courses(house)
    await send(person, pdf(COURSE))
    await person.press("Something else")
    assert any(TOPICS in data for data in person.data())
    assert await answered(house) == []


async def test_both_sides_at_the_question_are_one_course(house: House) -> None:
    person = await at_the_courses(house)
    await send(person, pdf(NO_DAY), "front.pdf", ALBUM)
    before = count(person)
    await send(person, pdf(BACK), "back.pdf", ALBUM)
    assert count(person) == before
    assert "14 March 2025" in person.live.text


async def test_what_cannot_be_read_at_the_question_is_told_above_it(house: House) -> None:
    person = await at_the_courses(house)
    text = await send(person, b"%PDF-1.7 damaged")
    assert "damaged" in text
    assert ":certificates" in " ".join(person.data())


async def test_at_another_question_a_picture_is_no_answer(house: House) -> None:
    person = await reader(house)
    await begin(person, "tvet-teacher", "moderator")
    assert ":certificates" not in " ".join(person.data())
    assert "I can only read text" in await send(person, pdf(COURSE))


async def test_without_tesseract_the_course_is_asked_as_before(house: House) -> None:
    house.reads = False
    await house.restart()
    person = await at_certificates(house)
    assert "The file is here" in await send(person, pdf(COURSE))
    assert not was_read(house)


@pytest.mark.skipif(
    not IN_CI and tesseract.lacking() is not None, reason="tesseract is not installed"
)
async def test_a_photograph_is_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "handlers.certificates.reading.Scan", lambda data, on: Scan(data, on, 300.0)
    )
    person = await at_certificates(house)
    await house.telegram.send_photo(1, png_of(picture(COURSE, 5)))
    await house.settle(60)
    assert "72 hours, 14 March 2025" in person.screen.text
