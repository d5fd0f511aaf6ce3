"""Pictures of certificates are read only of whoever has agreed to it; asked at the first one."""

import pytest

from cases import purposes
from cases.purposes import PICTURES
from tests.handlers.answering import begin
from tests.handlers.certificates.test_reading import (
    ALBUM,
    MARCH,
    NO_DAY,
    at_certificates,
    send,
    was_read,
)
from tests.handlers.check.test_typed_lists import TOPICS, until
from tests.handlers.house import House, Somebody
from tests.handlers.people import courses, with_consent
from tests.scans.files import BACK, COURSE, pdf

READS = True


async def at_the_list(house: House) -> Somebody:
    person = await with_consent(house)
    await person.say("/certificates")
    return person


async def at_the_question(house: House) -> Somebody:
    person = await with_consent(house)
    await begin(person, "uni-lecturer")
    await until(person, TOPICS)
    return person


@pytest.mark.parametrize("restarts", [False, True])
async def test_the_first_file_is_read_once_the_person_has_agreed(
    house: House, restarts: bool
) -> None:
    person = await at_the_list(house)
    assert "Something new" in await send(person, pdf(COURSE))
    assert not was_read(house)
    if restarts:
        await house.restart()
    assert "72 hours" in await person.press("✅ I agree")
    await person.press("✔ Right")
    await person.press(":profile")
    assert await courses(house, person) == [("profile", 72, MARCH)]
    await person.say("/certificates")
    assert "72 hours" in await send(person, pdf(COURSE), "b.pdf")


async def test_not_now_leaves_the_file_and_asks_after_the_course(house: House) -> None:
    person = await at_the_list(house)
    await send(person, pdf(COURSE))
    assert "The file is here" in await person.press("Not now")
    await person.say("72 hours, 14.03.2025, by profile")
    assert await courses(house, person) == [("profile", 72, MARCH)]
    assert not was_read(house)


async def test_an_album_is_asked_about_once_and_read_whole(house: House) -> None:
    person = await at_the_list(house)
    await send(person, pdf(NO_DAY), "front.pdf", ALBUM)
    asked = person.live
    await send(person, pdf(BACK), "back.pdf", ALBUM)
    assert person.live.message_id == asked.message_id
    assert "72 hours, 14 March 2025" in await person.press("✅ I agree")


async def test_a_file_that_nobody_asked_for_is_read_after_both_questions(house: House) -> None:
    person = await with_consent(house)
    await send(person, pdf(COURSE))
    assert "Something new" in await person.press("➕ Keep it as a certificate")
    assert not was_read(house)
    assert "72 hours" in await person.press("✅ I agree")


@pytest.mark.parametrize("restarts", [False, True])
async def test_at_the_question_the_album_is_read_after_the_yes(
    house: House, restarts: bool
) -> None:
    person = await at_the_question(house)
    assert "Something new" in await send(person, pdf(NO_DAY), "front.pdf", ALBUM)
    asked, agree = person.live, person.find(person.live, "✅ I agree")
    await send(person, pdf(BACK), "back.pdf", ALBUM)
    assert not was_read(house)
    if restarts:
        await house.restart()
    await house.telegram.press(1, asked.message_id, agree)
    await house.telegram.press(1, asked.message_id, agree, stale=True)
    await house.settle()
    assert "72 hours, 14 March 2025" in person.live.text
    assert "Which subject" in await person.press(person.labels()[0])


async def test_at_the_question_a_no_asks_it_again(house: House) -> None:
    person = await at_the_question(house)
    await send(person, pdf(COURSE))
    await person.press("Not now")
    assert any(TOPICS in data for data in person.data())
    assert not was_read(house)
    async with house.database.work(writing=False) as work:
        noted = await work.screens.get(1)
        assert await purposes.was_asked(work, 1, PICTURES)
    assert noted is not None
    assert "files" not in str(noted.data)


async def test_withdrawn_it_is_asked_again_and_nothing_is_read(house: House) -> None:
    person = await at_certificates(house)
    await person.say("/privacy")
    await person.press("🧾 Separate consents")
    await person.press("✖️ Certificates by photo")
    await person.press("🗑 Yes, withdraw it")
    await person.say("/certificates")
    assert "Something new" in await send(person, pdf(COURSE))
    assert not was_read(house)
