"""The menu: where everything begins and where every way out leads."""

from __future__ import annotations

from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Screen
from handlers.chat.visit import Visit


def menu_screen(visit: Visit, *, above: str = "") -> Screen:
    """The main menu; going on with an open check comes first."""
    tr = visit.tr
    rows: list[tuple[Button, ...]] = []
    if visit.run is not None:
        name = target_name(visit.desk.catalogue, visit.run.position, visit.run.category, tr)
        rows.append((Button(tr.text("▶️ Continue: {name}", name=name), "m:continue"),))
    rows.append((Button(tr.text("🔎 Check a position"), "m:check"),))
    rows.append((Button(tr.text("📚 Reference"), "k:home"),))
    rows.append(
        (
            Button(tr.text("🧩 What fits me?"), "g:home"),
            Button(tr.text("🗂 My checks"), "y:list:0"),
        )
    )
    rows.append(
        (
            Button(tr.text("🎓 My certificates"), "cert:list"),
            Button(tr.text("📅 Days to remember"), "day:list"),
        )
    )
    rows.append(
        (
            Button(tr.text("🌐 Language"), "m:lang"),
            Button(tr.text("🔒 My data"), "m:privacy"),
            Button(tr.text("❓ Help"), "m:help"),
        )
    )
    text = tr.text(
        "<b>Which requirements of a teaching position do you meet?</b>\nPress the "
        "button or write the position, for example: college teacher."
    )
    return Screen(f"{above}\n\n{text}" if above else text, tuple(rows))
