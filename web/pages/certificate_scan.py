"""A certificate read off its picture or PDF: sent, read on this machine, confirmed by the person.

The file is kept nowhere; what was read waits in the session for the person's word.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from cases import page_drafts
from cases.certificates import add_certificate
from cases.consent import require_consent
from cases.errors import BadValue, ConsentNeeded, NotThere
from cases.purposes import PICTURES, agree, has_agreed
from handlers.certificates.course_draft import Course, course_of
from handlers.certificates.reading_view import kept_already, kind_words, unread_words
from handlers.chat.workshop import Cut, NoRoom
from i18n import mark
from rules.questionnaire.wording import LABELS
from rules.typed.hours import LONGEST, SHORTEST
from rules.typed.printed import Printed, together
from rules.vocabulary import TOPICS
from scans.limits import LARGEST, Unread
from scans.scan import Scan, read_scan
from storage.tables.pages import PageDraft
from web.answers import Answer, Reading, Shown, To
from web.front import Caller, number_of
from web.words import lines_of

KIND: Final = "certificate"
ADDRESS: Final = "/app/certificates/read"
PARTS: Final = ("topic", "hours", "issued")
WRONG: Final = {
    "topic": mark("Choose what the course was about."),
    "hours": mark("Give the hours, from 1 to 2000."),
    "issued": mark("Give the day of issue, from 1940 to today."),
}


async def ask(caller: Caller) -> Answer:
    return await _form(caller, None)


async def agreed(caller: Caller) -> Answer:
    """The person agrees to pictures being read."""
    await _consent(caller)
    version = caller.form.get("version", "")
    await agree(caller.work, caller.person.id, PICTURES, version, caller.now)
    return To(ADDRESS)


async def send(caller: Caller) -> Answer:
    workshop, on = caller.front.desk.reading, caller.on
    if workshop is None or not await has_agreed(caller.work, caller.person.id, PICTURES):
        return await _form(caller, None)

    async def read(content: bytes) -> Printed | str:
        try:
            return await workshop.do(read_scan, Scan(content, on))
        except Unread as unread:
            return unread.reason
        except NoRoom:
            return "busy"
        except Cut:
            return "too_long"

    return Reading(LARGEST, read, _was_read)


async def _was_read(caller: Caller, found: Printed | str) -> Answer:
    """Nothing for whoever has withdrawn the agreement while it was read."""
    if not await has_agreed(caller.work, caller.person.id, PICTURES):
        return await _form(caller, None)
    if isinstance(found, str):
        return await _form(caller, unread_words(found, caller.visit()))
    printed = together([found])
    if not printed.lines:
        return await _form(caller, kind_words(printed.kind, caller.tr))
    courses = [course_of(line) for line in printed.lines]
    data: dict[str, Any] = {"courses": courses}
    number = await page_drafts.keep(caller.work, caller.session, None, KIND, data)
    return To(f"/app/certificates/new?read={number}")


async def _form(caller: Caller, why: str | None) -> Answer:
    tr = caller.tr
    consents = caller.person.consent_version is not None
    values = {
        "here": caller.front.desk.reading is not None,
        "consents": consents,
        "agreed": await has_agreed(caller.work, caller.person.id, PICTURES),
        "purpose": tr.text(PICTURES.difference),
        "version": PICTURES.version,
        "most": tr.number(LARGEST // 1024 // 1024),
        "why": None if why is None else why.removeprefix("⚠️ ").removeprefix("⏳ "),
    }
    return Shown("certificate_read.html", values, 200 if why is None else 422)


async def new(caller: Caller) -> Answer:
    """What was read, to be compared with the paper; an empty form without anything read."""
    number = caller.asked("read")
    held = None if number is None else await _draft(caller, number)
    if held is not None and held.outcome is not None:
        return To(held.outcome)
    return await _entered(caller, _sure(held), held, None)


async def add(caller: Caller) -> Answer:
    """Keeps the course; sent twice it is kept once where it was read."""
    await _consent(caller)
    form = caller.form
    held = await _draft(caller, number_of(form["read"])) if form.get("read") else None
    if held is not None and held.outcome is not None:
        return To(held.outcome)
    try:
        hours, issued = _hours(form.get("hours", "")), _day(form.get("issued", ""))
        await add_certificate(
            caller.work, caller.person.id, form.get("topic", ""), hours, issued, None, caller.now
        )
    except BadValue as wrong:
        return await _entered(caller, form, held, wrong.field)
    outcome = "/app/#courses"
    if held is not None:
        await page_drafts.finish(caller.work, held, outcome)
    return To(outcome)


async def _consent(caller: Caller) -> None:
    """Raises `NotThere`: no form of ours is shown to whoever has not agreed."""
    try:
        await require_consent(caller.work, caller.person.id)
    except ConsentNeeded:
        raise NotThere from None


async def _draft(caller: Caller, number: int) -> PageDraft:
    return await page_drafts.draft_of(caller.work, caller.session, None, number, KIND)


def _courses(held: PageDraft | None) -> list[Course]:
    return [] if held is None else list(held.data["courses"])


def _sure(held: PageDraft | None) -> dict[str, str]:
    """What all readings of the paper say alike."""
    found = {}
    for part in PARTS:
        said = {str(each.get(part, "")) for each in _courses(held)}
        if len(said) == 1:
            found[part] = said.pop()
    return found


def _hours(said: str) -> int:
    if not (said.strip().isascii() and said.strip().isdigit() and len(said.strip()) <= 4):
        raise BadValue("hours", SHORTEST, LONGEST)
    return int(said)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        raise BadValue("issued") from None


async def _entered(
    caller: Caller, form: Mapping[str, str], held: PageDraft | None, wrong: str | None
) -> Answer:
    tr, courses, words = caller.tr, _courses(held), LABELS["certificate_topic"]
    either = {
        part: sorted({str(each[part]) for each in courses if part in each})
        for part in ("hours", "issued")
    }
    kept = await caller.work.certificates.of(caller.person.id)
    values = {
        "read": "" if held is None else held.id,
        "consents": caller.person.consent_version is not None,
        "either": {part: found if len(found) > 1 else [] for part, found in either.items()},
        "kept": lines_of([kept_already(kept, [courses], tr)]),
        "topics": [(each, tr.text(words[each])) for each in TOPICS],
        "form": form,
        "last": caller.on.isoformat(),
        "wrong": wrong,
        "why": None if wrong is None else tr.text(WRONG[wrong]),
    }
    return Shown("certificate_new.html", values, 200 if wrong is None else 422)
