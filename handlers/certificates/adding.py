"""Entering a certificate or changing one: by buttons, in a typed line, or from a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from cases.certificates import add_certificate, change_certificate, set_file
from cases.errors import BadValue, ConsentNeeded, NotThere
from cases.purposes import PICTURES, has_agreed
from handlers.attestation.attesting import block_of, of_run
from handlers.certificates.certificate_view import (
    UNKNOWN,
    change_screen,
    part_screen,
    readings_screen,
)
from handlers.certificates.certificates import (
    LISTENS_LIST,
    card_outcome,
    gone,
    list_outcome,
    needs_consent,
    sent_file,
)
from handlers.certificates.course_draft import (
    DRAFT,
    PARTS,
    Course,
    CourseDraft,
    course_of,
    step_for,
)
from handlers.certificates.reading import draft_read
from handlers.chat import listening
from handlers.chat.buttons import Attesting, Certificates, Menu
from handlers.chat.course_notes import course_note
from handlers.chat.filters import Attachment
from handlers.chat.outcome import NOTHING, Button, Outcome, Screen, Show, column
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.check.question_view import not_understood, out_of_range
from handlers.start.purposes import ask_first
from rules.questionnaire.moves import move_for
from rules.questionnaire.question import Answered
from rules.questionnaire.typed import read_typed
from rules.typed import read_certificates
from rules.typed.certificates import names_hours
from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understood
from scans.limits import MOST_PAGES
from storage.repositories.certificates import File
from storage.tables.deadlines import FileKind

MOST_KEPT = 100
LONGEST_LINE = 1000


def _draft(visit: Visit, key: str | None = None) -> CourseDraft | None:
    """What is being entered; with `key` only if it is the one that a button belongs to."""
    data = listening.noted(visit, DRAFT)
    draft = None if data is None else CourseDraft.of_json(data)
    return draft if draft is not None and key in (None, draft.key) else None


async def _go_on(
    visit: Visit, draft: CourseDraft, edit: int | None, *, above: str = "", note: str = ""
) -> Outcome:
    """Asks what is missing, or keeps the courses when nothing is."""
    if not visit.consents:
        return needs_consent(visit, edit)
    if draft.missing is None:
        return await _keep(visit, draft, edit)
    await listening.listen(visit, DRAFT, draft.to_json())
    screen = part_screen(draft, visit.on, visit.tr, above=above, note=note)
    return Outcome((Show(screen, edit),))


async def _keep(visit: Visit, draft: CourseDraft, edit: int | None) -> Outcome:
    kept: list[int] = []
    for number, course in enumerate(draft.courses):
        try:
            kept.append(await _keep_one(visit, draft, course, is_first=number == 0))
        except BadValue as bad:
            left = replace(draft, courses=draft.courses[number:]).without(0, bad.field)
            if number:
                left = replace(left, file_id=None, file_kind=None)
            return await _go_on(visit, left, edit, note=_cannot_be(visit, bad))
        except NotThere:
            return await gone(visit, edit)
        except ConsentNeeded:
            return needs_consent(visit, edit)
    if draft.beside:
        run, _, category = draft.beside.partition(":")
        # A further line straight after this one is a further certificate.
        await listening.listen(visit, LISTENS_LIST, {"beside": draft.beside})
        return await of_run(visit, run, category, edit, toast=visit.tr.text("✔ Kept."))
    if len(kept) == 1:
        above = visit.tr.text("✔ Kept.")
        return await card_outcome(visit, kept[0], edit, above=above, album=draft.album)
    above = visit.tr.plural("✔ {n} certificate is kept.", "✔ {n} certificates are kept.", len(kept))
    return await list_outcome(visit, edit, above=above)


async def _keep_one(visit: Visit, draft: CourseDraft, course: Course, *, is_first: bool) -> int:
    topic, hours, issued = course["topic"], course["hours"], date.fromisoformat(course["issued"])
    work, person_id, now = visit.work, visit.person.id, visit.now
    if draft.changes is not None:
        held = await change_certificate(work, person_id, draft.changes, topic, hours, issued, now)
        if draft.file_id is not None:
            await set_file(work, person_id, held.id, _file(draft))
        return held.id
    # Of several courses in the words below one file nobody knows whose it is.
    file = _file(draft) if len(draft.courses) == 1 or (draft.appended and is_first) else None
    return (await add_certificate(work, person_id, topic, hours, issued, file, now)).id


def _file(draft: CourseDraft) -> File | None:
    """The file to keep; one that was read goes again unless the person wants it kept."""
    if draft.file_id is None or (draft.printed and not draft.keeps_file):
        return None
    kind: FileKind = "photo" if draft.file_kind == "photo" else "document"
    return File(draft.file_id, kind, tuple(draft.more_pages))


def _cannot_be(visit: Visit, bad: BadValue) -> str:
    if bad.field == "issued":
        return visit.tr.text("⚠️ That day cannot be the day of issue. Please check it.")
    return visit.tr.text("⚠️ That cannot be. Please check it.")


async def new_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A new certificate by buttons."""
    edit = pressed_message(callback)
    if visit.consents and await _is_full(visit):
        return await _full(visit, edit)
    return await _go_on(visit, CourseDraft(), edit)


async def beside_attestation(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A new certificate by buttons, after which the attestation is shown again."""
    run, category = Attesting.ASK_COURSE.read(callback)
    edit = pressed_message(callback)
    block = await block_of(visit, run, category, edit)
    if isinstance(block, Outcome):
        return block
    if await _is_full(visit):
        return await _full(visit, edit)
    return await _go_on(visit, CourseDraft(beside=f"{run}:{block.category}"), edit)


async def _is_full(visit: Visit, more: int = 1) -> bool:
    return len(await visit.work.certificates.of(visit.person.id)) + more > MOST_KEPT


async def _full(visit: Visit, edit: int | None) -> Outcome:
    text = visit.tr.text(
        "⚠️ At most {most} certificates can be kept. Please remove old ones first.", most=MOST_KEPT
    )
    return await list_outcome(visit, edit, above=text)


async def part_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A button of the question that is being asked; others change nothing."""
    key, part, option = Certificates.PART.read(callback)
    edit = pressed_message(callback)
    draft = _draft(visit, key)
    if draft is None:
        return await _old(visit, edit)
    missing = draft.missing
    if missing is None or missing[1] != part:
        return await _go_on(visit, draft, edit)
    step = step_for(draft.courses[missing[0]], part, visit.on)
    if option == UNKNOWN:
        note = visit.tr.text(
            "The day stands on the certificate. I keep a course once its day is known: look it up, "
            "or cancel and come back."
        )
        return await _go_on(visit, draft, edit, note=note)
    move = move_for(step, option)
    if not isinstance(move, Answered):
        return await _go_on(visit, draft, edit)
    return await _go_on(visit, draft.with_parts(missing[0], {part: move.value}), edit)


async def _old(visit: Visit, edit: int | None) -> Outcome:
    toast = visit.tr.text("This is finished already. Here is what is kept.")
    return await list_outcome(visit, edit, toast=toast)


async def reading_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Which meaning of the typed words is right."""
    key, number = Certificates.MEANT.read(callback)
    edit = pressed_message(callback)
    draft = _draft(visit, key)
    if draft is not None and not draft.readings:
        return await _go_on(visit, draft, edit)  # pressed twice
    if draft is None or number >= len(draft.readings):
        return await _old(visit, edit)
    chosen = draft.readings[number]
    if draft.changes is None and await _is_full(visit, len(chosen)):
        return await _full(visit, edit)
    return await _go_on(visit, replace(draft, courses=chosen, readings=[]), edit)


async def right_with_file(callback: CallbackQuery, visit: Visit) -> Outcome:
    """What was read is right, and the file is to be kept with it."""
    [key] = Certificates.WITH_FILE.read(callback)
    edit = pressed_message(callback)
    draft = _draft(visit, key)
    if draft is None:
        return await _old(visit, edit)
    if not draft.readings:
        return await _go_on(visit, draft, edit)  # pressed twice
    if await _is_full(visit):
        return await _full(visit, edit)
    draft = replace(draft, courses=draft.readings[0], readings=[], keeps_file=True)
    return await _go_on(visit, draft, edit)


async def correcting(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Asks which part of what was read is wrong."""
    [key] = Certificates.CORRECT.read(callback)
    edit = pressed_message(callback)
    draft = _draft(visit, key)
    if draft is None:
        return await _old(visit, edit)
    if not visit.consents:
        return needs_consent(visit, edit)
    if await _is_full(visit):
        return await _full(visit, edit)
    if draft.readings:
        draft = replace(draft, courses=draft.readings[0], readings=[])
    await listening.listen(visit, DRAFT, draft.to_json())
    return Outcome((Show(change_screen(draft, visit.tr), edit),))


async def changing(callback: CallbackQuery, visit: Visit) -> Outcome:
    """Asks which part of a kept certificate is wrong."""
    [certificate_id] = Certificates.CHANGE.read(callback)
    edit = pressed_message(callback)
    held = await visit.work.certificates.get(visit.person.id, certificate_id)
    if held is None:
        return await gone(visit, edit)
    course: Course = {
        "topic": held.topic,
        "hours": held.hours,
        "issued": held.issued.isoformat(),
    }
    draft = CourseDraft(courses=[course], changes=certificate_id)
    await listening.listen(visit, DRAFT, draft.to_json())
    return Outcome((Show(change_screen(draft, visit.tr), edit),))


async def change_pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    key, part = Certificates.CHANGE_PART.read(callback)
    draft = _draft(visit, key)
    if draft is None or part not in PARTS:
        return await _old(visit, pressed_message(callback))
    return await _go_on(visit, draft.without(0, part), pressed_message(callback))


async def typed(message: Message, visit: Visit, data: dict[str, Any]) -> Outcome:
    """A whole line, or the answer to what is asked; straight after a certificate was kept, a
    further one."""
    text = (message.text or "")[:LONGEST_LINE]
    draft = _draft(visit)
    if draft is None:
        return await _line(visit, CourseDraft(beside=data.get("beside", "")), text, begun=False)
    if _may_be_line(draft, text):
        return await _line(visit, draft, text, begun=True)
    answered = _part_in_words(visit, draft, text)
    if isinstance(answered, str):
        return await _line(visit, draft, text, begun=True, note=answered)
    if answered.readings:
        return await _choose(visit, answered)
    return await _go_on(visit, answered, None)


def _may_be_line(draft: CourseDraft, text: str) -> bool:
    """Where a subject is asked, numbers say that more than the subject was written."""
    missing = draft.missing
    asks_subject = missing is not None and missing[1] == "topic"
    return missing is None or (asks_subject and any(sign.isdecimal() for sign in text))


def _part_in_words(visit: Visit, draft: CourseDraft, text: str) -> CourseDraft | str:
    """The draft with the part that is asked; else why it was not understood, as HTML."""
    assert draft.missing is not None
    number, part = draft.missing
    step = step_for(draft.courses[number], part, visit.on)
    reading = read_typed(step, text, visit.on)
    if isinstance(reading, Understood):
        return draft.with_parts(number, _parts(part, reading.value))
    if isinstance(reading, Choose):
        meant = [draft.with_parts(number, _parts(part, value)) for value in reading.options]
        return replace(draft, readings=[each.courses for each in meant])
    if isinstance(reading, OutOfRange):
        return out_of_range(reading, step, visit.tr)
    return not_understood(step, visit.tr)


def _parts(part: str, value: Any) -> Course:
    """What an answer says of a course: the part itself, or several parts at once."""
    parts: Course = value["items"][0] if isinstance(value, dict) else {part: value}
    return parts


async def _line(
    visit: Visit, draft: CourseDraft, text: str, *, begun: bool, note: str = ""
) -> Outcome:
    """Reads a whole line; words that are none go on to whoever else can use them."""
    reading = read_certificates(text, visit.on)
    says_none = isinstance(reading, Understood) and not reading.value
    if says_none or isinstance(reading, NotUnderstood):
        why = course_note(text, visit.tr)
        if why is None and not begun:
            raise SkipHandler
        return await _again(visit, draft, note or why or _not_a_line(visit))
    if isinstance(reading, OutOfRange):
        step = step_for({}, "hours", visit.on)
        return await _again(visit, draft, out_of_range(reading, step, visit.tr))
    options = [reading.value] if isinstance(reading, Understood) else reading.options
    readings = [[course_of(line) for line in lines] for lines in options]
    if draft.changes is not None:
        readings = [courses for courses in readings if len(courses) == 1]
        if not readings:
            return await _again(visit, draft, visit.tr.text("⚠️ Please write one course only."))
    further = [draft.with_lines(courses) for courses in readings]
    appended = any(more[:1] == draft.courses[:1] and len(more) > 1 for more in further)
    draft, readings = replace(draft, appended=draft.appended or appended), further
    if isinstance(reading, Choose):
        kept = [each for place, each in enumerate(readings) if each not in readings[:place]]
        note = course_note(text, visit.tr) or "" if len(kept) == 1 else ""
        return await _choose(visit, replace(draft, readings=kept), note)
    if draft.changes is None and await _is_full(visit, len(readings[0])):
        return await _full(visit, None)
    return await _go_on(visit, replace(draft, courses=readings[0], readings=[]), None)


def _not_a_line(visit: Visit) -> str:
    return visit.tr.text("⚠️ I did not understand. Please write, for example: 72 hours, 14.03.2025.")


async def _choose(visit: Visit, draft: CourseDraft, note: str = "") -> Outcome:
    await listening.listen(visit, DRAFT, draft.to_json())
    return Outcome((Show(readings_screen(draft, visit.tr, note)),))


async def _again(visit: Visit, draft: CourseDraft, note: str) -> Outcome:
    if draft.missing is not None:
        return await _go_on(visit, draft, None, note=note)
    await listening.listen(visit, DRAFT, draft.to_json())
    screen = change_screen(draft, visit.tr)
    return Outcome((Show(Screen(f"{screen.text}\n\n{note}".rstrip(), screen.keyboard)),))


async def file_came(message: Message, visit: Visit, _: dict[str, Any]) -> Outcome:
    """A file for what is being entered, or the beginning of a new certificate."""
    file = sent_file(message)
    if file is None:
        raise SkipHandler
    draft = _with_file(_draft(visit) or CourseDraft(), file, message)
    captioned = await _caption(message, visit, draft)
    if captioned is not None or draft.changes is not None or draft.courses != [{}]:
        return captioned or await _go_on(visit, draft, None, above=_here(message, visit))
    return await _read(visit, draft, (file.id,), _here(message, visit))


async def _read(
    visit: Visit, draft: CourseDraft, files: tuple[str, ...], above: str, edit: int | None = None
) -> Outcome:
    """What the files say is proposed; where that cannot be, the course is asked about."""
    if visit.desk.reading is None or not visit.consents:
        return await _go_on(visit, draft, edit, above=above)
    await listening.listen(visit, DRAFT, draft.to_json())
    ask = Certificates.KEEP_FILE(draft.key), edit, Certificates.TYPE(draft.key)
    return await ask_first(visit, PICTURES, *ask) or draft_read(visit, draft, files, above)


def _with_file(draft: CourseDraft, file: File, message: Message) -> CourseDraft:
    """The draft with a new file in place of any other, and its first page if it has several."""
    album = message.media_group_id or ""
    return replace(
        draft, file_id=file.id, file_kind=file.kind, more_pages=[], album=album, readings=[],
        printed=[], shown=None, keeps_file=False,
    )  # fmt: skip


def _here(message: Message, visit: Visit) -> str:
    if message.media_group_id:
        return visit.tr.text("📎 The album is here: all its pages are kept together.")
    return visit.tr.text("📎 The file is here.")


async def _caption(message: Message, visit: Visit, draft: CourseDraft) -> Outcome | None:
    """What was written below a file says of the course."""
    caption = (message.caption or "")[:LONGEST_LINE]
    if not caption or draft.changes is not None:
        return None
    if visit.desk.reading is not None and not names_hours(caption):
        return None
    return await _line(visit, draft, caption, begun=True)


async def page_of_draft(message: Message, visit: Visit, page: File) -> Outcome | None:
    """A further page of the album whose first one is the draft's file; None where it is not."""
    draft = _draft(visit)
    if draft is None or draft.album != message.media_group_id:
        return None
    if page.id not in (draft.file_id, *draft.more_pages):
        draft = replace(draft, more_pages=[*draft.more_pages, page.id])
    waits = listening.awaited(visit) is not None
    captioned = await _caption(message, visit, draft) if waits else None
    if captioned is not None:
        return captioned
    await (listening.listen if waits else listening.note)(visit, DRAFT, draft.to_json())
    asks = waits and draft.courses == [{}] and len(draft.more_pages) < MOST_PAGES
    may = visit.desk.reading is not None and await has_agreed(visit.work, visit.person.id, PICTURES)
    if may and asks:
        return draft_read(visit, draft, (page.id,), _here(message, visit))
    return NOTHING


async def file_offered(message: Message, visit: Visit) -> Outcome:
    """A file that nobody asked for may be a certificate."""
    file = sent_file(message)
    if file is None or visit.run is not None or not visit.consents:
        raise SkipHandler
    draft = _with_file(CourseDraft(), file, message)
    tr = visit.tr
    await listening.note(visit, DRAFT, draft.to_json())
    text = tr.text("Is this a certificate of a course? I can keep it and remind you in time.")
    rows = column(
        Button(tr.text("➕ Keep it as a certificate"), Certificates.KEEP_FILE(draft.key)),
        Button(tr.text("⬅️ Menu"), Menu.HOME()),
    )
    return Outcome((Show(Screen(text, rows)),))


async def offer_taken(callback: CallbackQuery, visit: Visit) -> Outcome:
    edit, [key] = pressed_message(callback), Certificates.KEEP_FILE.read(callback)
    draft = _draft(visit, key)
    if draft is None:
        return await _old(visit, edit)
    file_id = draft.file_id
    if file_id is None or draft.courses != [{}]:
        return await _go_on(visit, draft, edit)
    draft = replace(draft, shown=edit)
    return await _read(visit, draft, (file_id, *draft.more_pages), "", edit)


async def typing_instead(callback: CallbackQuery, visit: Visit) -> Outcome:
    """The file is not to be read: the course is asked about, as without reading."""
    edit, [key] = pressed_message(callback), Certificates.TYPE.read(callback)
    draft = _draft(visit, key)
    if draft is None:
        return await _old(visit, edit)
    return await _go_on(visit, draft, edit, above=visit.tr.text("📎 The file is here."))


def router() -> Router:
    router = Router(name="adding certificates")
    router.callback_query.register(new_pressed, Certificates.NEW.pressed)
    router.callback_query.register(beside_attestation, Attesting.ASK_COURSE.pressed)
    router.callback_query.register(part_pressed, Certificates.PART.pressed)
    router.callback_query.register(reading_pressed, Certificates.MEANT.pressed)
    router.callback_query.register(change_pressed, Certificates.CHANGE_PART.pressed)
    router.callback_query.register(offer_taken, Certificates.KEEP_FILE.pressed)
    router.callback_query.register(typing_instead, Certificates.TYPE.pressed)
    router.callback_query.register(right_with_file, Certificates.WITH_FILE.pressed)
    router.callback_query.register(correcting, Certificates.CORRECT.pressed)
    router.callback_query.register(changing, Certificates.CHANGE.pressed)
    router.message.register(file_offered, Attachment())
    return router
