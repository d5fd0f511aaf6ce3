"""The portfolio in a real browser, in each language: a teacher who knows their papers."""

import asyncio
from contextlib import suppress

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome

from tests.local_chat.test_click_through import address
from tests.local_chat.test_page import Page

__all__ = ["address"]
MOST_ACTIONS = 14
# The person; what they agree with, write, and press on the way; the mean is written.
WALKS = {
    9001: (
        ("Келісемін", "портфолио", "Колледж оқытушысы", "Педагог-сарапшы", "Жолдарға жауап беру"),
        ("Бір деңгейде", "Иә, бесеуі де бар"),
        ("Аудан немесе қала", "Аудандық бөлімнің кеңесі", "72 сағат 📄", "Мүлдем жоқ"),
        "Ұпай 88 / 84 · ұпайсыз жол 0",
        ("Әрі қарай не керек", "Еске салу", "⬅️ Артқа"),
    ),
    9002: (
        ("Даю согласие", "портфолио", "Преподаватель колледжа", "Педагог-эксперт", "Ответить"),
        ("На одном уровне", "Да, все пять"),
        ("Район или город", "Совет районного отдела", "72 часа 📄", "Совсем нет"),
        "Баллы 88 из 84 · строк без баллов 0",
        ("Что дальше", "Напомнить", "⬅️ Назад"),
    ),
    9003: (
        ("I agree", "portfolio", "College teacher", "Teacher-expert", "Answer the rows"),
        ("On one level", "Yes, all five"),
        ("District or city", "Council of the district", "72 hours 📄", "None at all"),
        "Points 88 of 84 · rows without points 0",
        ("What next", "Remind me", "⬅️ Back"),
    ),
}


@pytest.mark.parametrize("person", WALKS)
async def test_a_teacher_who_knows_their_papers_clicks_through(
    address: str,
    browser: Chrome,
    person: int,
) -> None:
    (agree, words, post, category, begin), first, rows, numbers, parts = WALKS[person]
    page = Page(browser, address)
    actions = 0

    def acted() -> None:
        nonlocal actions
        actions += 1

    def press(label: str) -> None:
        def offered() -> list[str]:
            return [t for t in page.texts("button.inline-button") if label in t]

        def pressed() -> bool:
            # The page draws its messages anew when one changes: then nothing was pressed.
            with suppress(StaleElementReferenceException):
                # A longer label may begin with the same words and mean another answer.
                wanted = min(offered(), key=len)
                # An earlier message may have the same one.
                newest = [one for one in page.all("button.inline-button") if one.text == wanted]
                newest[-1].click()
                return True
            return False

        page.wait(offered, f"the button {label} is offered")
        before = page.texts(".bubble")
        page.wait(pressed, f"{label} is pressed")
        page.wait(lambda: page.texts(".bubble") != before, f"{label} shows something")
        acted()

    def write(text: str) -> None:
        page.type(text)
        acted()

    def shows(text: str) -> None:
        page.wait(lambda: text in page.texts(".bubble")[-1], f"{text} is shown")

    def scenario() -> None:
        nonlocal actions
        page.open(f"#{person}")
        page.click("#start")
        press(agree)
        actions = 0
        write(words)
        press(post)
        press(category)
        press(begin)
        trend, sheets = first
        press(trend)
        press(sheets)
        write("75")
        event, council, hours, none = rows
        for number, level in (
            ("2.1", event),
            ("2.2", event),
            ("3.1", council),
            ("3.2", event),
            ("3.4", event),
        ):
            shows(number)
            press(level)
        shows("4.1")
        press(hours)
        shows("5.1")
        press(none)
        page.sees(numbers)
        assert actions <= MOST_ACTIONS
        for part in parts[:-1]:
            press(part)
            press(parts[-1])

    await asyncio.to_thread(scenario)
