"""/certificates through the real dispatcher: added, shown, changed, with a file, taken away."""

from datetime import date

import pytest

from storage.repositories.certificates import File
from tests.handlers.answering import answer_all, begin
from tests.handlers.house import House
from tests.handlers.people import add_course, courses, kept, reminders, with_consent
from tests.local_chat.pictures import png

MARCH = date(2025, 3, 14)


async def test_without_consent_it_is_explained_and_given_in_one_press(house: House) -> None:
    person = house.person(1, "en")
    await person.say("/start")
    await person.press("c:no")
    assert "I need your consent" in await person.say("/certificates")
    assert "Nothing is kept yet" in await person.press("cert:agree:2")
    await person.say("72 hours, 14.03.2025, by profile")
    assert await courses(house, person) == [("profile", 72, MARCH)]


async def test_lines_straight_after_one_another_are_certificates(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    for day in (14, 15, 16):
        assert "✔ Kept." in await person.say(f"72 hours, {day}.03.2025, by profile")
    assert len(await courses(house, person)) == 3
    await person.say("college director")
    assert len(await courses(house, person)) == 3
    assert "✔" not in person.live.text
    async with house.database.work(writing=False) as work:
        assert await work.misses.top(5) == []


async def test_a_line_after_one_that_came_by_buttons_or_a_caption(house: House) -> None:
    person = await with_consent(house)
    await house.telegram.send_photo(1, png(2, 2), "36 hours, 03.02.2026, it")
    await house.settle()
    await person.press("➕ Keep it as a certificate")
    for button in (":it", ":36", ":2026", ":2026-02", ":2026-02-03"):
        await person.press(button)
    await person.say("72 hours, 14.03.2025, by profile")
    assert len(await courses(house, person)) == 2


async def test_a_further_line_while_the_first_is_asked_about_loses_neither(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await person.say("72 hours, 14.03.2025")
    text = await person.say("36 hours, 03.02.2026, it")
    assert "Which subject" in text
    await person.press(":profile")
    assert await courses(house, person) == [
        ("it", 36, date(2026, 2, 3)),
        ("profile", 72, MARCH),
    ]


async def test_the_same_day_with_other_hours_corrects_the_line_before(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await person.say("72 hours, 14.03.2025")
    await person.say("80 hours, 14.03.2025, it")
    assert await courses(house, person) == [("it", 80, MARCH)]


async def test_a_file_stays_with_the_course_it_came_for(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await house.telegram.send_document(1, b"pdf", "a.pdf", "72 hours, 14.03.2025")
    await house.settle()
    await person.say("36 hours, 03.02.2026, it")
    await person.press(":profile")
    held = {view.certificate.topic: view.certificate.file_id for view in await kept(house, person)}
    assert held["it"] is None
    assert held["profile"] is not None


async def test_buttons_ask_subject_hours_and_date_one_after_the_other(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    assert "Which subject" in await person.press("cert:new")
    assert "How many hours" in await person.press(":profile")
    assert "When was the certificate issued" in await person.press(":72")
    assert "The day stands on the certificate" in await person.press("Don't know")
    assert await courses(house, person) == []
    await person.press(":2025")
    await person.press(":2025-03")
    text = await person.press(":2025-03-14")
    assert "✔ Kept." in text
    assert "By profile, 72 hours, 14 March 2025" in text
    assert "University posts: from 15 March 2028 it does not count" in text
    assert await courses(house, person) == [("profile", 72, MARCH)]
    assert {each.days_before for each in await reminders(house, person)} == {90, 30, 7, 1}


async def test_the_last_press_twice_keeps_one_course(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    for button in ("cert:new", ":it", ":36", ":2026", ":2026-02"):
        await person.press(button)
    message = person.live
    data = person.find(message, ":2026-02-03")
    await house.telegram.press(1, message.message_id, data)
    second = await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert second.text == "This is finished already. Here is what is kept."
    assert await courses(house, person) == [("it", 36, date(2026, 2, 3))]


async def test_a_button_of_the_step_before_asks_again_what_is_asked_now(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await person.press("cert:new")
    message = person.live
    data = person.find(message, ":profile")
    await person.press(":profile")
    await house.telegram.press(1, message.message_id, data, stale=True)
    await house.settle()
    assert "How many hours" in person.live.text


async def test_a_typed_line_is_kept_and_shown_back(house: House) -> None:
    person = await with_consent(house, "ru")
    await person.say("/certificates")
    text = await person.say("72 ч, 14.03.2025, профиль")
    assert "72 часа" in text
    assert "14 марта 2025" in text
    assert await courses(house, person) == [("profile", 72, MARCH)]


async def test_several_lines_are_kept_together_and_what_is_missing_is_asked(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await person.say("72 hours, 14.03.2025, by profile; 36 hours, February 2026")
    assert "Which subject" in person.live.text
    await person.press(":it")
    assert "2 certificates are kept" in await person.press(":2026-02-03")
    assert await courses(house, person) == [("it", 36, date(2026, 2, 3)), ("profile", 72, MARCH)]


async def test_a_doubtful_line_is_asked_back(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    assert "press what you mean" in await person.say("by profile 72 hours 03.04.2025, 2 courses")
    assert await courses(house, person) == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("retraining course 520 hours 30.06.2023", "This is retraining, not a course"),
        ("5 days of 8 hours, 14.06.2024", "I cannot tell the course from this"),
    ],
)
@pytest.mark.parametrize("begun", [False, True])
async def test_a_line_that_is_no_course_gets_a_sentence(
    house: House, line: str, sentence: str, *, begun: bool
) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    if begun:
        await person.press("cert:new")
    assert sentence in await person.say(line)
    assert "Which subject" in person.live.text
    await person.say("72 hours, 14.03.2025, by profile")
    assert await courses(house, person) == [("profile", 72, MARCH)]


async def test_what_may_be_no_course_is_kept_only_after_it_is_confirmed(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    text = await person.say("webinar by profile, 8 hours, 14.03.2025")
    assert "is not always counted as a course" in text
    assert await courses(house, person) == []
    button = next(data for data in person.data() if data.startswith("cert:x:"))
    message = person.live
    await person.press(button)
    await house.telegram.press(1, message.message_id, button, stale=True)
    await house.settle()
    assert await courses(house, person) == [("profile", 8, MARCH)]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ru", "менеджмент, с 3 по 14 марта 2025 года, 72 акад. ч."),
        ("kk", "менеджмент, 2025 жылдың 3 наурызынан 14 наурызына дейін, 72 академиялық сағат"),
        ("en", "education management, March 3-14, 2025, 72 academic hours"),
    ],
)
async def test_a_course_as_certificates_print_it_is_kept_on_its_last_day(
    house: House, language: str, line: str
) -> None:
    person = await with_consent(house, language)
    await person.say("/certificates")
    await person.say(line)
    assert await courses(house, person) == [("education_management", 72, MARCH)]


async def test_of_months_the_day_in_the_last_one_is_asked(house: House) -> None:
    person = await with_consent(house, "ru")
    await person.say("/certificates")
    text = await person.say("менеджмент, февраль-март 2025, 72 часа")
    assert "март 2025" in text
    await person.press(":2025-03-14")
    assert await courses(house, person) == [("education_management", 72, MARCH)]


async def test_words_instead_of_buttons_at_each_step(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await person.press("cert:new")
    assert "How many hours" in await person.say("information technology")
    assert "I did not understand" in await person.say("many")
    assert "from 1 to 2000" in await person.say("5000")
    assert "When was" in await person.say("72")
    assert "still to come" in await person.say("14.03.2031")
    await person.say("14 March 2025")
    assert await courses(house, person) == [("it", 72, MARCH)]


async def test_other_words_go_on_to_the_search_of_a_position(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await person.say("college teacher")
    assert "For which category?" in person.live.text


@pytest.mark.parametrize(
    "words", ["группа 12", "01.02", "нет", "совсем другое", "\u200b", "не помню, 2 или 3"]
)
async def test_a_line_that_is_not_understood_never_meets_the_same_screen_in_silence(
    house: House, words: str
) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    asked = await person.press("cert:new")
    for _ in range(2):
        text = await person.say(words)
        assert text != asked
        assert "⚠️" in text or "❔" in text or "How many hours" in text
    assert await courses(house, person) == []


async def test_what_was_listened_for_is_not_listened_for_after_something_else(
    house: House,
) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await begin(person, "tvet-teacher", "moderator")
    for button in (":bachelor", ":pedagogical"):
        await person.press(button)
    await person.say("72 months")
    assert await courses(house, person) == []


async def test_a_restart_in_the_middle_loses_nothing(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await person.press("cert:new")
    await person.press(":profile")
    await house.restart()
    await person.press(":72")
    await house.restart()
    await person.say("14.03.2025")
    assert await courses(house, person) == [("profile", 72, MARCH)]


async def test_an_update_that_comes_twice_keeps_one_course(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await person.say("72 hours, 14.03.2025, by profile")
    house.telegram.redeliver_last_update()
    await house.settle()
    assert len(await courses(house, person)) == 1


async def test_a_photo_is_kept_with_the_certificate_and_sent_back(house: House) -> None:
    person = await with_consent(house)
    await add_course(house, person, 72, MARCH)
    await person.say("/certificates")
    assert "Send the document or a photo" in await person.press("1")
    await house.telegram.send_photo(1, png(40, 30))
    await house.settle()
    assert "The file is kept" in person.live.text
    [view] = await kept(house, person)
    assert view.certificate.file_kind == "photo"
    await person.press("📎 Show the file")
    photo = person.screen.photo
    assert photo is not None
    assert photo.file_id == view.certificate.file_id
    assert "By profile, 72 hours" in person.screen.text
    await person.press("Take the file away")
    assert [v.certificate.file_id for v in await kept(house, person)] == [None]


async def test_a_document_with_the_line_as_its_caption_is_a_new_certificate(house: House) -> None:
    person = await with_consent(house)
    await person.say("/certificates")
    await house.telegram.send_document(
        1, b"%PDF-1.4", "course.pdf", "72 hours, 14.03.2025, by profile"
    )
    await house.settle()
    [view] = await kept(house, person)
    assert (view.certificate.hours, view.certificate.file_kind) == (72, "document")


async def test_a_file_out_of_nowhere_is_offered_to_be_kept(house: House) -> None:
    person = await with_consent(house)
    await house.telegram.send_document(1, b"%PDF-1.4", "course.pdf")
    await house.settle()
    assert "Is this a certificate" in person.live.text
    await person.press("➕ Keep it as a certificate")
    await person.say("72 hours, 14.03.2025, by profile")
    [view] = await kept(house, person)
    assert view.certificate.file_kind == "document"


async def test_a_file_that_telegram_has_no_more_is_asked_for_again(house: House) -> None:
    person = await with_consent(house)
    number = await add_course(house, person, 72, MARCH)
    async with house.database.work() as work:
        await work.certificates.set_file(1, number, File("gone", "document"))
    await person.say("/certificates")
    await person.press("1")
    await person.press("📎 Show the file")
    assert "Please send it once more" in person.screen.text


async def test_a_certificate_is_changed_part_by_part(house: House) -> None:
    person = await with_consent(house)
    await add_course(house, person, 72, MARCH)
    await person.say("/certificates")
    await person.press("1")
    assert "What is to be changed?" in await person.press("✏️ Change")
    await person.press("Hours")
    assert "✔ Kept." in await person.press(":80")
    assert await courses(house, person) == [("profile", 80, MARCH)]
    await person.press("✏️ Change")
    await person.say("16 hours, 01.02.2026, it")
    assert await courses(house, person) == [("it", 16, date(2026, 2, 1))]


async def test_removing_is_asked_twice_and_an_old_button_is_answered_kindly(house: House) -> None:
    person = await with_consent(house)
    number = await add_course(house, person, 72, MARCH)
    await person.say("/certificates")
    await person.press("1")
    card = person.live
    assert "Remove this certificate?" in await person.press("🗑 Remove")
    await person.press("No, keep it")
    assert len(await courses(house, person)) == 1
    await person.press("🗑 Remove")
    await person.press("🗑 Yes, remove it")
    assert await courses(house, person) == []
    assert {each.state for each in await reminders(house, person)} == {"cancelled"}
    press = await house.telegram.press(1, card.message_id, f"cert:e:{number}", stale=True)
    await house.settle()
    assert press.text == "This certificate is no longer kept."


async def test_nobody_reaches_a_certificate_of_somebody_else(house: House) -> None:
    owner = await with_consent(house)
    number = await add_course(house, owner, 72, MARCH)
    other = await with_consent(house, person_id=2)
    await other.say("/certificates")
    for sign in ("o", "f", "nf", "e", "r", "rr"):
        await house.telegram.press(2, other.live.message_id, f"cert:{sign}:{number}", stale=True)
        await house.settle()
    assert "72" not in other.said().replace("72 hours, 14.03.2025, by profile", "")
    assert len(await courses(house, owner)) == 1


async def test_the_list_says_what_a_leaving_course_does_to_the_last_check(house: House) -> None:
    person = await with_consent(house)
    await add_course(house, person, 72, MARCH)
    assert "for your last check" not in await person.say("/certificates")
    await begin(person, "uni-lecturer")
    await answer_all(person)
    text = await person.say("/certificates")
    assert "for your last check" in text
    assert (
        "from 15 March 2028 it does not count, three years.\n❗ From then on you would lack" in text
    )
    await add_course(house, person, 80, date(2026, 3, 14))
    first, second = (await person.say("/certificates")).split("2.")
    assert "From then on you would lack" in first
    assert "Your check loses nothing by that" in second


async def test_a_list_longer_than_a_page_is_turned(house: House) -> None:
    person = await with_consent(house)
    for day in range(1, 11):
        await add_course(house, person, 10 + day, date(2026, 1, day))
    await person.say("/certificates")
    assert "8" in person.labels()
    assert "9" not in person.labels()
    await person.press("▶️")
    assert "10" in person.labels()
    assert "11 hours" in person.live.text
