"""Pictures of every screen of the bot, for whoever reads its texts: one page for a language.

    python -m benchmarks.screens [--out DIR] [--steps N] [LANGUAGE …]

Somebody who is HR too says the sentences of `SAID` and presses what they have pressed least; each
kind of screen is kept once, as a phone of 34 letters shows it. `DIR` (var/screens) gets `kk.html`
and, where Chromium is installed, `kk-01.png` and so on, a sheet of eighteen screens each.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from html import escape
from pathlib import Path
from typing import Final

from bot.logs import set_up_logging
from i18n import LANGUAGES
from local_chat.keyboards import Button
from local_chat.model import Message
from rules.vocabulary import Language
from storage.database import migrate
from tests.cases.college import OPERATOR
from tests.handlers.house import Somebody, open_house

ON_A_SHEET: Final = 18
COMMANDS: Final = (
    "/start", "/help", "/my", "/certificates", "/dates", "/orgs", "/hr", "/privacy", "/language",
    "/reference", "/standard", "/attestation", "/portfolio", "/about", "/mydata", "/fit", "/cancel",
)  # fmt: skip
SAID: Final[dict[Language, tuple[str, ...]]] = {
    "kk": (
        "колледж оқытушысымын", "2 жыл 4 ай", "72 сағат, 14.03.2025, бейіні бойынша", "абвгд",
        "Мен колледж шеберімін, модератормын, сарапшыға тапсырғым келеді", "доцент", "Ойдан ТжКБ",
    ),
    "ru": (
        "преподаватель колледжа", "2 года 4 месяца", "72 часа, 14.03.2025, по профилю", "абвгд",
        "Я мастер в колледже, модератор, хочу на эксперта", "доцент", "Выдуманный колледж",
    ),
    "en": (
        "I teach at a college", "2 years 4 months", "72 hours, 14.03.2025, in my field", "abcde",
        "I am a college master, moderator, I want expert", "associate professor", "Made-up College",
    ),
}  # fmt: skip
STYLE: Final = """
body{margin:12px;background:#9db;font:15px/1.3 "DejaVu Sans",sans-serif;display:grid;
grid-template-columns:repeat(6,320px);gap:14px;align-items:start}
figure{margin:0}figcaption{font-size:10px;color:#345;overflow:hidden;height:14px}
div.text{background:#fff;border-radius:10px;padding:8px;white-space:pre-wrap;overflow-wrap:anywhere}
div.row{display:flex;gap:4px;margin-top:4px}
div.row span{flex:1;color:#fff;background:#47705f;border-radius:6px;padding:6px 2px;
text-align:center;font-size:13px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
blockquote{margin:2px 0;padding-left:6px;border-left:3px solid #59c}
"""


def picture(message: Message, step: str) -> str:
    """A screen as HTML, as it is now, under the step that led to it."""
    rows = "".join(
        "<div class=row>" + "".join(f"<span>{escape(b.text)}</span>" for b in row) + "</div>"
        for row in message.buttons
    )
    text = message.html or f"<i>{escape(_name(message))}</i>"
    return (
        f"<figure><figcaption>{escape(step)}</figcaption>"
        f"<div class=text>{text}</div>{rows}</figure>"
    )


def _name(message: Message) -> str:
    return message.media.name if message.media else "…"


def kind_of(text: str) -> str:
    """What screens that say the same of something else have in common."""
    lines = re.sub(r"[«\"“][^»\"”]*[»\"”]|\d+", "…", text).splitlines()
    return "\n".join(lines[:2])


class Walker:
    """Somebody who tries everything once."""

    def __init__(self, person: Somebody, language: Language, seed: int = 7) -> None:
        self.person = person
        self.said = SAID[language]
        self.pictures: dict[str, str] = {}
        self._pressed: Counter[str] = Counter()
        self._random = random.Random(seed)

    async def walk(self, steps: int) -> None:
        """Looks around for so many presses and sentences."""
        for number in range(steps):
            step = await self._step(number)
            self.look(step)

    async def _step(self, number: int) -> str:
        offered = self._offered()
        fresh = [b for b in offered if not self._pressed[self._kind(b)]]
        if offered and number % 9 and (fresh or self._random.random() < 0.6):
            button = min(
                offered, key=lambda b: (self._pressed[self._kind(b)], self._random.random())
            )
            self._pressed[self._kind(button)] += 1
            await self.person.press(button.data or "")
            return f"[{button.text}] {button.data}"
        text = self._random.choice((*COMMANDS, *self.said, *self.said))
        await self.person.say(text)
        return text

    def _offered(self) -> list[Button]:
        if not any(m.by_bot and m.rows for m in self._messages()):
            return []
        return [b for row in self.person.live.buttons for b in row if b.data]

    def _messages(self) -> list[Message]:
        return self.person.house.telegram.messages(self.person.id)

    def _kind(self, button: Button) -> str:
        return kind_of(self.person.live.text) + "|" + re.sub(r"\d+", "…", button.text)

    def newest(self) -> list[Message]:
        """The last messages of the bot."""
        return [m for m in self._messages() if m.by_bot][-4:]

    def look(self, step: str) -> None:
        """Keeps what is new of the last messages."""
        for message in self.newest():
            key = kind_of(message.text) + "|" + str([len(row) for row in message.buttons][:4])
            self.pictures.setdefault(key, picture(message, step))


async def pictures(language: Language, steps: int) -> list[str]:
    """What somebody meets who speaks `language` and takes so many steps."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/screens.sqlite3"
        await migrate(url)
        async with open_house(url) as house:
            walker = Walker(house.person(OPERATOR, language), language)
            await walker.person.say("/start")
            await walker.walk(steps)
            return list(walker.pictures.values())


def page(found: list[str]) -> str:
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(found)}"


def draw(file: Path, to: Path) -> None:
    """A picture of an HTML file; nothing where Chromium is not installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return
    size = "--window-size=2040,1800"
    command = [chromium, "--headless", "--no-sandbox", "--hide-scrollbars", size]
    command += [f"--screenshot={to}", file.as_uri()]
    subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # our own file


def main() -> None:
    parser = argparse.ArgumentParser(description="Pictures of every screen")
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--out", type=Path, default=Path("var/screens"))
    parser.add_argument("--steps", type=int, default=600)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    set_up_logging("WARNING")
    for language in args.languages:
        found = asyncio.run(pictures(language, args.steps))
        (args.out / f"{language}.html").write_text(page(found))
        for sheet, first in enumerate(range(0, len(found), ON_A_SHEET), 1):
            part = (args.out / f"{language}-{sheet:02}.html").absolute()
            part.write_text(page(found[first : first + ON_A_SHEET]))
            draw(part, part.with_suffix(".png"))
        print(f"{language}: {len(found)} screens in {args.out}")


if __name__ == "__main__":
    main()
