"""The reference in the chat: cards, paragraphs, the search, links to a paragraph."""

from __future__ import annotations

from html import escape
from urllib.parse import unquote

import pytest

from handlers.chat.phone import OF_A_PART, height
from handlers.reference.view import kind_parts
from i18n import LANGUAGES, translator
from local_chat.model import Message
from rules.norms.loading import catalogue
from rules.reference import KINDS, Kind, reference, references
from tests.handlers.house import House, Somebody
from tests.handlers.papers.papers import squeezed
from tests.handlers.reports import all_parts


def addresses(message: Message) -> list[str]:
    return [unquote(button.url) for row in message.buttons for button in row if button.url]


async def at_home(house: House, language: str) -> Somebody:
    person = house.person(1, language)
    await person.say("/reference")
    return person


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("official", [False, True])
def test_every_part_of_every_position_fits_a_screen(language: str, official: bool) -> None:
    for found in references().values():
        for kind in KINDS:
            for text in shown(found.position, kind, language, official):
                assert 0 < height(text) <= OF_A_PART


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_official_words_are_shown_in_the_language_of_the_document(language: str) -> None:
    for found in references().values():
        for part in found.paragraphs:
            text = without_headings(shown(found.position, part.kind, language, official=True))
            assert all(squeezed(escape(line, quote=False)) in text for line in part.lines)


@pytest.mark.parametrize(
    ("language", "mark"), [("kk", "бейресми аударма"), ("en", "Our unofficial translation")]
)
def test_every_page_of_a_translation_says_that_it_is_ours(language: str, mark: str) -> None:
    for found in references().values():
        for part in (*found.duties, *found.knowledge):
            texts = shown(found.position, part.kind, language)
            assert all(mark in text.splitlines()[-1] for text in texts)
            text = without_headings([text.rpartition("\n\n")[0] for text in texts])
            ours = part.translations[language]
            assert all(squeezed(escape(line, quote=False)) in text for line in ours)
            assert not any(squeezed(line) in text for line in part.lines)


def without_headings(texts: list[str]) -> str:
    """All parts as one text without spaces: where a line is cut does not matter then."""
    return squeezed("".join(text.split("\n", 2)[2] for text in texts))


def shown(position: str, kind: Kind, language: str, official: bool = False) -> list[str]:
    if not reference(position).of(kind):
        return []
    return kind_parts(catalogue(), position, kind, translator(language), official)


def test_alternatives_categories_and_advantages_are_told_apart() -> None:
    english = translator("en")
    text = "\n".join(kind_parts(catalogue(), "tvet-methodist", "qualification", english))
    ours = text.split("our unofficial translation")[1]
    alternatives, _, besides = ours.partition("<b>teacher-expert</b>")
    assert "One of these is needed:" in alternatives
    assert alternatives.count("<i>or</i>") == 1
    assert (
        besides.splitlines()[1]
        == "• Work in the specialty: at least 5 years (para.\N{NO-BREAK SPACE}270)"
    )
    russian = "\n".join(kind_parts(catalogue(), "uni-lecturer", "qualification", translator("ru")))
    needed, _, advantages = russian.partition("то, что даёт преимущество")
    assert "72 час" in needed
    assert "монографии" in advantages


async def test_from_the_menu_to_the_duties(house: House) -> None:
    person = house.person(1, "ru")
    await person.say("/start")
    await person.press("c:no")
    await person.press("m:home")
    await person.press("📚 Справочник")
    await person.press("🏫 Колледж")
    card = await person.press("k:p:tvet-teacher")
    assert "Должностные обязанности · п.\N{NO-BREAK SPACE}284" in card
    assert "Категории и компетенции · п.\N{NO-BREAK SPACE}287" in card
    duties = await person.press("Должностные обязанности")
    assert "п. 284 (официальный текст, русский)" in duties
    assert reference("tvet-teacher").duties[0].lines[0] in duties
    assert "неофициальный" not in duties
    assert not person.has("k:o:tvet-teacher:d:0")
    await person.press("⬅️ Назад")
    assert "п. 285" in await person.press("Должен знать")


async def test_in_another_language_ours_is_marked_as_ours(house: House) -> None:
    person = await at_home(house, "en")
    await person.press("🎓 University")
    await person.press("⬅️ Back")
    await person.press("🏫 College")
    await person.press("▶️")
    await person.press("▶️")
    await person.press("k:p:tvet-director")
    assert "official text, Russian" in await person.press("Requirements")
    while "In short (our unofficial translation)" not in person.live.text:
        await person.press("▶️")
    assert "(para.\N{NO-BREAK SPACE}246)" in person.live.text


@pytest.mark.parametrize(
    ("language", "duties", "official", "ours", "note"),
    [
        ("kk", "Лауазымдық міндеттері", "Ресми мәтін (орысша)", "Біздің аудармамыз", "бейресми"),
        (
            "en",
            "Duties",
            "Official words (Russian)",
            "Our translation",
            "Our unofficial translation",
        ),
    ],
)
async def test_from_our_translation_to_the_official_words_and_back(
    house: House, language: str, duties: str, official: str, ours: str, note: str
) -> None:
    person = await at_home(house, language)
    await person.press("k:browse:tvet:0")
    await person.press("▶️")
    await person.press("▶️")
    await person.press("k:p:tvet-director")
    [part] = reference("tvet-director").duties
    translated = await person.press(duties)
    assert part.translations[language][0][:20] in translated
    assert part.lines[0] not in translated
    assert note in translated
    number = person.live.message_id
    words = await person.press(f"📜 {official}")
    assert part.lines[0][:20] in words
    assert note not in words
    assert person.live.message_id == number
    assert await person.press(f"🌐 {ours}") == translated
    assert house.refused() == []


async def test_the_official_words_are_turned_page_by_page(house: House) -> None:
    person = await at_home(house, "en")
    await person.say("/start p_tvet-psychologist-292")
    first = await person.press("📜 Official words (Russian)")
    texts = shown("tvet-psychologist", "duties", "en", official=True)
    assert len(texts) > 2
    for _ in texts[1:]:
        last = await person.press("▶️")
    assert reference("tvet-psychologist").duties[0].lines[-1][-20:] in last
    assert not person.has("▶️")
    for _ in texts[1:]:
        back = await person.press("◀️")
    assert back == first


async def test_a_reader_of_russian_gets_the_official_words_by_an_old_button_too(
    house: House,
) -> None:
    person = await at_home(house, "en")
    await person.say("/start p_tvet-teacher-284")
    old = person.live
    await person.say("/lang")
    await person.press("l:ru:menu")
    await person.press("k:o:tvet-teacher:d:0", old)
    [now] = [m for m in house.telegram.messages(1) if m.message_id == old.message_id]
    assert reference("tvet-teacher").duties[0].lines[0] in now.text
    assert "k:r:tvet-teacher:d:0" not in [b.data for row in now.buttons for b in row]


async def test_a_link_opens_our_translation_for_who_reads_kazakh(house: House) -> None:
    person = house.person(1, "kk")
    await person.say("/start p_tvet-teacher-285")
    data = person.data()
    text = squeezed(await all_parts(person))
    assert squeezed(reference("tvet-teacher").knowledge[0].translations["kk"][0][:20]) in text
    assert "k:o:tvet-teacher:k:0" in data


async def test_pages_are_turned_in_the_same_message(house: House) -> None:
    person = await at_home(house, "en")
    await person.say("/start p_tvet-teacher-287")
    number = person.live.message_id
    first = person.live.text
    second = await person.press("▶️")
    assert second != first
    assert person.live.message_id == number
    assert await person.press("◀️") == first


@pytest.mark.parametrize(
    ("words", "position", "clause"),
    [
        ("кто должен проводить ПМПК", "tvet-assistant", "п. 312"),
        ("координирует кураторов", "tvet-department-head", "п. 272"),
    ],
)
async def test_typed_words_find_paragraphs(
    house: House, words: str, position: str, clause: str
) -> None:
    person = await at_home(house, "ru")
    assert clause in await person.say(words)
    assert person.data()[0].startswith(f"k:r:{position}:d:")
    assert clause.replace(" ", "\N{NO-BREAK SPACE}") in await person.press(person.data()[0])


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("kk", "стипендия тағайындау", "Мемлекеттік стипендия тағайындау үшін құжаттарды"),
        ("kk", "стипендии", "Мемлекеттік стипендия тағайындау үшін құжаттарды"),
        ("en", "scholarship", "Prepares documents for the award of the state scholarship."),
    ],
)
async def test_what_is_found_is_shown_in_our_translation_and_marked(
    house: House, language: str, words: str, said: str
) -> None:
    person = await at_home(house, language)
    text = await person.say(words)
    assert said[:20] in text
    assert {"kk": "біздің бейресми аудармамыз", "en": "our unofficial translation"}[
        language
    ] in text
    assert said in await person.press(person.data()[0])


async def test_hours_of_the_attestation_are_marked_as_ours(house: House) -> None:
    person = await at_home(house, "kk")
    text = await person.say("методист 72 сағат")
    assert "Аттестаттау қағидалары" in text
    assert "біздің бейресми аудармамыз" in text
    assert "72 сағат" in text
    assert person.data()[0] == "k:p:tvet-methodist"


async def test_what_is_not_found_is_said_back_escaped_and_words_are_awaited_again(
    house: House,
) -> None:
    person = await at_home(house, "en")
    assert "I found nothing about “<b>xyzzyqwv</b>”." in await person.say("<b>xyzzyqwv</b>")
    assert "para. 272" in await person.say("стипендии")
    assert house.refused() == []


async def test_after_something_else_words_are_no_search(house: House) -> None:
    person = await at_home(house, "ru")
    await person.say("/about")
    assert "п. 272" not in await person.say("координирует кураторов")


async def test_a_link_opens_the_paragraph_for_somebody_new(house: House) -> None:
    owner, colleague = house.person(1, "ru"), house.person(2, "en")
    await owner.say("/start p_tvet-master-301")
    assert "п. 301, раздел 17" in owner.live.text
    [address] = addresses(owner.live)
    start = address.rsplit("start=", 1)[1]
    assert start == "p_tvet-master-301"
    await colleague.say(f"/start {start}")
    assert "para. 301, section 17" in colleague.live.text


@pytest.mark.parametrize("position", list(catalogue().positions))
def test_links_fit_into_a_start_parameter(position: str) -> None:
    for part in reference(position).paragraphs:
        assert len(f"p_{position}-{part.source.paragraph}") <= 64 or not (
            part.source.paragraph.isdecimal()
        )


@pytest.mark.parametrize(
    "start", ["p_tvet-nobody", "p_tvet-nobody-244", "p_tvet-teacher-244", "p_uni-lecturer-1"]
)
async def test_a_link_to_nothing_leads_to_the_reference(house: House, start: str) -> None:
    person = house.person(1, "en")
    assert "There is no such paragraph in the reference." in await person.say(f"/start {start}")
    assert person.has("k:browse:tvet:0")


async def test_a_link_to_a_university_position_opens_its_card(house: House) -> None:
    person = house.person(1, "en")
    assert "section “Lecturer” (our translation)" in await person.say("/start p_uni-lecturer")
    await person.press("Requirements")
    assert "official text, English" in await all_parts(person)
