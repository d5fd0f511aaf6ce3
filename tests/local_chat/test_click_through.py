"""The real bot, the real page, a real browser: from the first press to the report."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from local_chat.server import running, with_people
from storage.database import migrate
from tests.handlers.house import House
from tests.local_chat.test_page import Page

WALKS = {
    9001: (
        "Келісемін",
        "колледж оқытушысымын",
        ("Педагог-сарапшы", "Жоғары (бакалавр)", "Педагогикалық"),
        "2 жыл 4 ай",
        "Бәріне «иә»",
        ("Әзірге жоқ", "тағы 8 ай", "2027"),
    ),
    9002: (
        "Даю согласие",
        "хочу работать преподавателем в колледже",
        ("Педагог-эксперт", "Высшее (бакалавр)", "Педагогическое"),
        "2 года 4 месяца",
        "«Да» на всё",
        ("Пока нет", "8 месяцев", "20 июля 2027"),
    ),
    9003: (
        "I agree",
        "I teach at a college",
        ("Teacher-expert", "bachelor", "Pedagogical"),
        "2 years 4 months",
        "Yes to all",
        ("Not yet", "8 months more", "20 July 2027"),
    ),
}


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    url = f"sqlite+aiosqlite:///{tmp_path}/chat.sqlite3"
    await migrate(url)
    telegram = with_people()
    async with running(telegram) as base_url:
        house = House(telegram, base_url, url)
        await house.start()
        try:
            yield base_url
        finally:
            await house.stop()


@pytest.mark.parametrize("person", WALKS)
async def test_a_person_clicks_through_to_the_report(
    address: str, browser: Chrome, person: int
) -> None:
    agree, wanted, answers, worked, all_of_them, report = WALKS[person]
    page = Page(browser, address)

    def press(label: str) -> None:
        def offered() -> list[str]:
            return [t for t in page.texts("button.inline-button") if label in t]

        page.wait(offered, f"the button {label} is offered")
        # A longer label may begin with the same words and mean another answer.
        page.press(min(offered(), key=len))

    def scenario() -> None:
        page.open(f"#{person}")
        page.click("#start")
        press(agree)
        page.type(wanted)
        for label in answers:
            press(label)
        page.wait(lambda: page.texts(".bubble")[-1].count("✔") == 1, "the answer is shown back")
        page.type(worked)
        press(all_of_them)
        for part in report:
            page.sees(part)

    await asyncio.to_thread(scenario)
