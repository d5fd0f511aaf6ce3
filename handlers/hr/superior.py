"""Whom the organisation answers to, as its HR says: for the commission of the attestation."""

from __future__ import annotations

from typing import Final

from cases import superiors
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.chat.visit import Visit
from handlers.hr.buttons import back, press, shown
from i18n import Translator, mark
from storage.tables.organisations import Superior

NOT_SAID: Final = 0
NOT_SET: Final = mark("not said")
CHOICES: Final[tuple[tuple[Superior, str], ...]] = (
    ("district", mark("District education department")),
    ("region", mark("Regional education department")),
    ("ministry", mark("Ministry or branch ministry")),
)


async def asked(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    return await _shown(visit, edit, organisation_id, None)


async def chosen(visit: Visit, edit: int | None, organisation_id: int, number: int) -> Outcome:
    """`number` of the choice from 1; 0 takes back what was said."""
    if number > len(CHOICES):
        return await _shown(visit, edit, organisation_id, None)
    said = None if number == NOT_SAID else CHOICES[number - 1][0]
    unit, actor = visit.unit, visit.person.id
    is_new = await superiors.set_superior(unit, actor, organisation_id, said, visit.now)
    toast = visit.tr.text("✔ Kept.") if is_new else None
    return await _shown(visit, edit, organisation_id, toast)


async def _shown(
    visit: Visit, edit: int | None, organisation_id: int, toast: str | None
) -> Outcome:
    tr = visit.tr
    held = await superiors.superior_of(visit.unit, visit.person.id, organisation_id)
    lines = [
        tr.text(
            "<b>🏛 Whom does the organisation answer to?</b>\nWhich commission attests its people "
            "depends on it. It counts for your members and names your HR."
        ),
        "",
        tr.text("Now: {superior}", superior=superior_words(held, tr)),
    ]
    rows: list[tuple[Button, ...]] = [
        (Button(tr.text(words), press("superior_set", organisation_id, number)),)
        for number, (choice, words) in enumerate(CHOICES, start=1)
        if choice != held
    ]
    if held is not None:
        take_back = press("superior_set", organisation_id, NOT_SAID)
        rows.append((Button(tr.text("↩️ Take back"), take_back),))
    rows.append(back(tr, "org", organisation_id))
    return shown(Screen("\n".join(lines), tuple(rows)), edit, toast)


def superior_words(superior: str | None, tr: Translator) -> str:
    return tr.text(dict[str | None, str](CHOICES).get(superior, NOT_SET))
