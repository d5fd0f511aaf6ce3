"""The menu: where everything begins and where every way out leads."""

from __future__ import annotations

from cases.training.plans import concerned
from handlers.chat.buttons import (
    Attesting,
    Certificates,
    Days,
    Fitting,
    Menu,
    MyChecks,
    Portfolio,
    Reference,
    Training,
)
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Screen, Style, grid
from handlers.chat.page_button import page_rows
from handlers.chat.visit import Visit


async def menu_screen(visit: Visit, *, above: str = "") -> Screen:
    """The main menu; going on with an open check comes first. Training is there for whom a year of
    it concerns."""
    tr = visit.tr
    rows: list[tuple[Button, ...]] = []
    if visit.run is not None:
        name = target_name(visit.desk.catalogue, visit.run.position, visit.run.category, tr)
        words = tr.text("▶️ Continue: {name}", name=name)
        rows.append((Button(words, Menu.CONTINUE(), style="primary"),))
    main: Style = None if rows else "primary"
    rows.append((Button(tr.text("🔎 Check a position"), Menu.CHECK(), style=main),))
    buttons = [
        Button(tr.text("🎖 Attestation"), Attesting.HOME()),
        Button(tr.text("📊 Portfolio"), Portfolio.HOME()),
        Button(tr.text("📚 Reference"), Reference.HOME()),
        Button(tr.text("🧩 What fits me?"), Fitting.HOME()),
        Button(tr.text("🗂 My checks"), MyChecks.LIST(0)),
        Button(tr.text("🎓 My certificates"), Certificates.LIST()),
        Button(tr.text("📅 Days to remember"), Days.LIST()),
        Button(tr.text("🔒 My data"), Menu.PRIVACY()),
        Button(tr.text("🌐 Language"), Menu.LANGUAGE()),
        Button(tr.text("❓ Help"), Menu.HELP()),
    ]
    if await concerned(visit.work, visit.person.id, visit.now):
        buttons.insert(0, Button(tr.text("📝 Training of the year"), Training.HOME()))
    text = tr.text(
        "<b>Which requirements of a teaching position do you meet?</b>\nPress the "
        "button or write the position, for example: college teacher."
    )
    keyboard = (*rows, *page_rows(visit), *grid(buttons, 2))
    return Screen(f"{above}\n\n{text}" if above else text, keyboard)
