"""Whom the organisation answers to, as its HR says: for the commission of the attestation."""

from __future__ import annotations

from typing import Final

from cases import superiors
from cases.errors import ChangedMeanwhile
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.hr.meanwhile import meanwhile
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
    return await _show(hr)


async def set_superior(hr: HrVisit, number: int) -> Outcome:
    """A button of an older version, which does not say what was set when it was shown."""
    return await _show(hr)


async def put_superior(hr: HrVisit, seen: int, number: int) -> Outcome:
    """`number` of the choice from 1; 0 takes back what was said. `seen`: what stood there."""
    if max(seen, number) > len(CHOICES):
        return await _show(hr)
    work, actor = hr.work, hr.actor
    try:
        is_new = await superiors.set_superior(
            work, actor, hr.organisation_id, _choice(number), hr.now, seen=_choice(seen)
        )
    except ChangedMeanwhile:
        return await _show(hr, above=(meanwhile(hr.tr), ""))
    return await _show(hr, hr.tr.text("✔ Kept.") if is_new else None)


def _choice(number: int) -> Superior | None:
    return None if number == NOT_SAID else CHOICES[number - 1][0]


def _place(superior: Superior | None) -> int:
    places = {choice: number for number, (choice, _) in enumerate(CHOICES, start=1)}
    return NOT_SAID if superior is None else places[superior]


async def _show(hr: HrVisit, toast: str | None = None, *, above: tuple[str, ...] = ()) -> Outcome:
    tr = hr.tr
    held = await superiors.superior_of(hr.work, hr.actor, hr.organisation_id)
    seen = _place(held)
    lines = [
        *above,
        tr.text(
            "<b>🏛 Whom does the organisation answer to?</b>\nWhich commission attests its people "
            "depends on it. It counts for your members and names your HR."
        ),
        "",
        tr.text("Now: {superior}", superior=superior_words(held, tr)),
    ]
    rows: list[tuple[Button, ...]] = [
        (hr.button(tr.text(words), "superior_put", seen, number),)
        for number, (choice, words) in enumerate(CHOICES, start=1)
        if choice != held
    ]
    if held is not None:
        rows.append((hr.button(tr.text("↩️ Take back"), "superior_put", seen, NOT_SAID),))
    rows.append(hr.back("org"))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


def superior_words(superior: str | None, tr: Translator) -> str:
    return tr.text(dict[str | None, str](CHOICES).get(superior, NOT_SET))
