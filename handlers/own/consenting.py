"""Consent asked for where something can only be kept with it, without leaving the place."""

from __future__ import annotations

from handlers.consent import CONSENT_VERSION, consent_words
from handlers.outcome import Button, Screen, column
from handlers.visit import Visit


def consent_screen(visit: Visit, why: str, agree: str) -> Screen:
    """Why consent is needed, what it is to, and the button whose data begins with `agree`."""
    tr = visit.tr
    return Screen(
        f"{why}\n\n{consent_words(visit.desk.operator, tr)}",
        column(
            Button(tr.text("✅ I agree"), f"{agree}:{CONSENT_VERSION}"),
            Button(tr.text("⬅️ Menu"), "m:home"),
        ),
    )


async def give_consent(visit: Visit, version: str) -> bool:
    """Notes the consent; False when the text that was agreed to is not today's any more."""
    if version != CONSENT_VERSION:
        return False
    person = visit.person
    await visit.unit.people.give_consent(person.id, version, visit.now)
    await visit.unit.people.set_language(person.id, person.language)
    visit.person = await visit.unit.people.ensure(person.id, person.language, visit.now)
    return True
