"""A message to chosen people: typed, looked through, sent or scheduled."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Final

from cases import page_drafts
from cases.audience import count_meant
from cases.broadcasts import begin_broadcast, check_moment, checked_texts
from cases.errors import BadValue
from cases.texts import LONGEST_TEXT, broadcast_html
from handlers.hr.calendar import moment_words
from i18n import LANGUAGE_NAMES, LANGUAGES, mark
from rules.dates import ALMATY
from storage.tables.pages import PageDraft
from storage.tables.segments import Segment
from web.answers import Answer, Shown, To
from web.front import Caller
from web.pages.chosen import count, wanted_of
from web.words import lines_of

KIND: Final = "message"
# Field → what is wrong with it.
WRONG: Final = {
    "text_kk": mark("Write the message in Kazakh, at most 3500 letters."),
    "text_ru": mark("Write the message in Russian, at most 3500 letters."),
    "text_en": mark("Shorten the English message to 3500 letters."),
    "day": mark("Give a moment from now to a year ahead, the day and the hour."),
    "segment": mark("Nobody of them can be written to any more."),
    "seen": mark("Meanwhile they are more or fewer people. Look again, then send."),
}


async def ask(caller: Caller) -> Answer:
    """The form; with `draft` in the address as it was filled in."""
    return await _form(caller, await _earlier(caller), None)


async def enter(caller: Caller) -> Answer:
    form, number = caller.form, caller.number("number")
    await wanted_of(caller, number)
    try:
        texts = checked_texts({each: form.get(f"text_{each}", "").strip() for each in LANGUAGES})
        at = moment_of(form.get("day", ""), form.get("hour", ""))
        try:
            check_moment(at, caller.now)
        except BadValue:
            raise BadValue("day") from None
    except BadValue as wrong:
        return await _form(caller, dict(form), wrong.field)
    data = {
        "chosen": number,
        "texts": dict(texts),
        "at": None if at is None else at.isoformat(),
        "receipt": form.get("receipt") == "1",
    }
    kept = await page_drafts.keep(caller.work, caller.session, caller.organisation_id, KIND, data)
    return To(f"/app/drafts/{kept}")


def moment_of(day: str, hour: str) -> datetime | None:
    """An hour of a day in Almaty; None where neither is given. Raises `BadValue("day")`."""
    if not day.strip() and not hour.strip():
        return None
    try:
        clock = time.fromisoformat(hour.strip()).replace(tzinfo=None)
        return datetime.combine(date.fromisoformat(day.strip()), clock, ALMATY).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadValue("day") from None


async def look(caller: Caller, draft: PageDraft, wrong: str | None) -> Shown:
    """What each reader gets, how many they are, and when."""
    tr, data = caller.tr, draft.data
    wanted = await wanted_of(caller, data["chosen"])
    found = await count(caller, wanted)
    readers = dict.fromkeys(LANGUAGES, 0)
    if found.members:
        readers |= await count_meant(
            caller.work, caller.person.id, caller.organisation_id, Segment(members=found.members),
            caller.now, caller.catalogue,
        )  # fmt: skip
    name = "" if caller.organisation is None else caller.organisation.name
    shown = [
        {
            "language": language,
            "name": LANGUAGE_NAMES[language],
            "readers": number,
            "lines": lines_of([broadcast_html(name, data["texts"], language)]),
        }
        for language, number in readers.items()
        if number or language in data["texts"]
    ]
    return Shown(
        "message_look.html",
        {
            "draft": draft.id,
            "chosen": data["chosen"],
            "people": found.people,
            "readers": sum(readers.values()),
            "texts": shown,
            "when": moment_words(_at(draft), tr),
            "receipt": data["receipt"],
            "why": None if wrong is None else tr.text(WRONG.get(wrong, WRONG["segment"])),
        },
    )


async def do(caller: Caller, draft: PageDraft) -> str:
    """Raises `BadValue` ("seen": they are not as many as was shown)."""
    data = draft.data
    found = await count(caller, await wanted_of(caller, data["chosen"]))
    if not found.members:
        raise BadValue("segment")
    segment = Segment(members=found.members)
    readers = await count_meant(
        caller.work, caller.person.id, caller.organisation_id, segment, caller.now, caller.catalogue
    )
    if caller.form.get("seen") != str(sum(readers.values())):
        raise BadValue("seen")
    at = _at(draft)
    number = await begin_broadcast(
        caller.work, caller.person.id, caller.organisation_id, data["texts"], segment, caller.now,
        caller.catalogue, at if at is None or at > caller.now else None,
        asks_receipt=data["receipt"],
    )  # fmt: skip
    return f"/app/campaigns/{number}"


def _at(draft: PageDraft) -> datetime | None:
    at = draft.data["at"]
    return None if at is None else datetime.fromisoformat(at)


async def _earlier(caller: Caller) -> dict[str, str]:
    number = caller.asked("draft")
    if number is None:
        return {}
    held = await page_drafts.draft_of(
        caller.work, caller.session, caller.organisation_id, number, KIND
    )
    found = {f"text_{each}": words for each, words in held.data["texts"].items()}
    at = _at(held)
    if at is not None:
        there = at.astimezone(ALMATY)
        found |= {"day": there.date().isoformat(), "hour": f"{there:%H:%M}"}
    return {**found, "receipt": "1" if held.data["receipt"] else ""}


async def _form(caller: Caller, form: dict[str, str], wrong: str | None) -> Answer:
    number = caller.number("number")
    found = await count(caller, await wanted_of(caller, number))
    values = {
        "number": number,
        "people": found.people,
        "members": len(found.members),
        "languages": [(each, LANGUAGE_NAMES[each]) for each in LANGUAGES],
        "form": form,
        "longest": LONGEST_TEXT,
        "wrong": wrong,
        "why": None if wrong is None else caller.tr.text(WRONG[wrong]),
    }
    return Shown("message_form.html", values, 200 if wrong is None else 422)
