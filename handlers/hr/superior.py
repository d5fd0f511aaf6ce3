"""Whom the organisation answers to, as its HR says: for the commission of the attestation."""

from __future__ import annotations

from typing import Final

from cases import superiors
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.hr.visit import HrVisit
from i18n import Translator, mark
from storage.tables.organisations import Superior

NOT_SAID: Final = 0
NOT_SET: Final = mark("not said")
CHOICES: Final[tuple[tuple[Superior, str], ...]] = (
    ("district", mark("District education department")),
    ("region", mark("Regional education department")),
    ("ministry", mark("Ministry or branch ministry")),
)


async def ask_superior(hr: HrVisit) -> Outcome:
    return await _show(hr, None)


async def set_superior(hr: HrVisit, number: int) -> Outcome:
    """`number` of the choice from 1; 0 takes back what was said."""
    if number > len(CHOICES):
        return await _show(hr, None)
    said = None if number == NOT_SAID else CHOICES[number - 1][0]
    work, actor = hr.work, hr.actor
    is_new = await superiors.set_superior(work, actor, hr.organisation_id, said, hr.now)
    toast = hr.tr.text("✔ Kept.") if is_new else None
    return await _show(hr, toast)


async def _show(hr: HrVisit, toast: str | None) -> Outcome:
    tr = hr.tr
    held = await superiors.superior_of(hr.work, hr.actor, hr.organisation_id)
    lines = [
        tr.text(
            "<b>🏛 Whom does the organisation answer to?</b>\nWhich commission attests its people "
            "depends on it. It counts for your members and names your HR."
        ),
        "",
        tr.text("Now: {superior}", superior=superior_words(held, tr)),
    ]
    rows: list[tuple[Button, ...]] = [
        (hr.button(tr.text(words), "superior_set", number),)
        for number, (choice, words) in enumerate(CHOICES, start=1)
        if choice != held
    ]
    if held is not None:
        rows.append((hr.button(tr.text("↩️ Take back"), "superior_set", NOT_SAID),))
    rows.append(hr.back("org"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


def superior_words(superior: str | None, tr: Translator) -> str:
    return tr.text(dict[str | None, str](CHOICES).get(superior, NOT_SET))
