"""Albums: all pages of a certificate are kept, and one answer is given."""

from tests.handlers.answering import begin
from tests.handlers.house import House, Somebody
from tests.handlers.people import add_course, kept, with_consent
from tests.local_chat.pictures import PNG

ALBUM = "12345678901234567"


async def send_album(person: Somebody, pages: int, caption: str = "", at: int = 0) -> list[str]:
    """The ids of the files, in their order; `at`: the page that the caption stands below."""
    ids = []
    for page in range(pages):
        words = caption if page == at else ""
        sent = await person.house.telegram.send_photo(person.id, PNG, words, album=ALBUM)
        assert sent.photo is not None
        ids.append(sent.photo.file_id)
    await person.house.settle()
    return ids


def count(person: Somebody) -> int:
    return sum(message.by_bot for message in person.house.telegram.messages(person.id))


async def pages_kept(house: House, person: Somebody) -> list[str]:
    [view] = await kept(house, person)
    held = view.certificate
    assert held.file_id is not None
    return [held.file_id, *(held.more_pages or ())]


async def test_all_pages_of_an_album_with_a_line_are_one_certificate(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    before = count(person)
    ids = await send_album(person, 4, "72 hours, 14.03.2025, by profile")
    assert count(person) == before + 1
    assert await pages_kept(house, person) == ids
    await person.press("📎 Show the file")
    photos = [m.photo for m in house.telegram.messages(1) if m.by_bot and m.photo]
    assert [photo.file_id for photo in photos] == ids


async def test_the_line_may_stand_below_a_later_page(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    ids = await send_album(person, 3, "72 hours, 14.03.2025, by profile", at=2)
    assert await pages_kept(house, person) == ids


async def test_an_album_that_nobody_asked_for_is_offered_once(house: House) -> None:
    person = await with_consent(house)
    before = count(person)
    ids = await send_album(person, 10)
    assert count(person) == before + 1
    assert "Is this a certificate" in person.screen.text
    await house.restart()
    await person.press("➕ Keep it as a certificate")
    await person.say("72 hours, 14.03.2025, by profile")
    assert await pages_kept(house, person) == ids


async def test_an_album_replaces_the_file_of_a_certificate_with_all_pages(house: House) -> None:
    person = await with_consent(house)
    await add_course(house, person, 72, house.now.date().replace(year=2025))
    await person.say("/certificates")
    await person.press("1")
    before = count(person)
    ids = await send_album(person, 3)
    assert count(person) == before + 1
    await person.press("⬅️ My certificates")
    assert "3 pages are kept" in await person.press("1")
    assert await pages_kept(house, person) == ids
    one = await house.telegram.send_photo(1, PNG)
    await house.settle()
    assert one.photo is not None
    assert await pages_kept(house, person) == [one.photo.file_id]


async def test_a_page_that_comes_twice_is_kept_once(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await house.telegram.send_photo(1, PNG, "72 hours, 14.03.2025, by profile", album=ALBUM)
    await house.telegram.send_photo(1, PNG, album=ALBUM)
    house.telegram.redeliver_last_update()
    await house.settle()
    assert len(await pages_kept(house, person)) == 2


async def test_a_certificate_removed_meanwhile_takes_its_pages_along(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await house.telegram.send_photo(1, PNG, "72 hours, 14.03.2025, by profile", album=ALBUM)
    await house.settle()
    [view] = await kept(house, person)
    async with house.database.work() as work:
        await work.certificates.remove(1, view.certificate.id)
    before = count(person)
    await house.telegram.send_photo(1, PNG, album=ALBUM)
    await house.settle()
    assert await kept(house, person) == []
    assert count(person) == before


async def test_an_album_in_the_middle_of_a_check_is_answered_once(house: House) -> None:
    person = house.person(1, "en")
    await begin(person, "tvet-teacher", "moderator")
    before = count(person)
    await send_album(person, 5)
    assert count(person) == before + 1
    assert "I can only read text" in person.screen.text


async def test_when_telegram_has_the_pages_no_longer_it_is_said_once(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await send_album(person, 3, "72 hours, 14.03.2025, by profile")
    card = person.live
    house.telegram.files = type(house.telegram.files)(9)
    before = count(person)
    await person.press("📎 Show the file", card)
    assert count(person) == before + 1
    assert "Telegram no longer has this file" in person.screen.text
