"""The last look at a deadline before it is saved: what saving sets off, and what others changed."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from html import escape
from typing import Any, Final, cast

from cases import deadlines
from cases.deadlines import Effect, Entered
from cases.errors import ChangedMeanwhile, NotThere
from handlers.chat.outcome import Keyboard, Outcome, Screen
from handlers.hr.audience_words import condition_words
from handlers.hr.calendar import moment_words
from handlers.hr.deadlines import KINDS, REPEATS, listed, particular_lines, title_lines
from handlers.hr.forms import Fields, begun_form, finish_form, keep_form
from handlers.hr.meanwhile import meanwhile
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Language, Translator, mark
from rules.dates import today
from rules.norms.model import Text
from rules.verdict.deadlines import DAYS_BEFORE
from storage.tables.organisations import Deadline, DeadlineKind, Particulars
from storage.tables.segments import Segment

FORM: Final = "deadline"
NEW: Final = 0
# What the buttons "change kind, titles, day" empty, so that it is asked again.
PARTS: Final = (("kind",), ("kk", "ru", "en"), ("day",))
ASKED_FOR: Final = tuple(name for part in PARTS for name in part)
# What may be left out, and what stands then; an older form knows nothing of it.
LEFT_OUT: Final[Fields] = {
    "ahead": list(DAYS_BEFORE),
    "audience": {},
    "note": dict.fromkeys(LANGUAGES, ""),
    "link": "",
    "repeats": "",
}
NAMES: Final = (*ASKED_FOR, *LEFT_OUT)
ASKED: Final = "asked"
"""Which of what may be left out the next words are for."""
NUMBERS: Final = 10**9
LABELS: Final = {
    "kind": mark("Kind"),
    "day": mark("Day"),
    "audience": mark("👥 Whom"),
    "ahead": mark("🔔 Reminders"),
    "note": mark("📝 Text"),
    "link": mark("🔗 Link"),
    "repeats": mark("🔁 Repeat"),
}


def as_fields(held: Deadline) -> Fields:
    """What a form asks for, as it is kept: JSON."""
    titles: Fields = {language: held.title.of(language) for language in LANGUAGES}
    note = {language: held.particulars.note.of(language) for language in LANGUAGES}
    return {
        "kind": held.kind,
        **titles,
        "day": held.day.isoformat(),
        "ahead": list(held.days_before),
        "audience": held.particulars.audience.to_json(),
        "note": note,
        "link": held.particulars.link,
        "repeats": "",
    }


def plain(fields: Fields) -> Fields:
    """Without the note of what was asked for last."""
    return {name: value for name, value in fields.items() if name != ASKED}


def audience_of(fields: Fields) -> Segment:
    return Segment.from_json(fields.get("audience", {}))


def as_entered(fields: Fields) -> Entered:
    given = {**LEFT_OUT, **fields}
    return Entered(
        cast(DeadlineKind, given["kind"]),
        Text(kk=given["kk"], ru=given["ru"], en=given["en"]),
        date.fromisoformat(given["day"]),
        tuple(given["ahead"]),
        Particulars(audience_of(given), Text(**given["note"]), given["link"]),
        given["repeats"] or None,
    )


async def last_look(hr: HrVisit, fields: Fields, *, above: tuple[str, ...] = ()) -> Outcome:
    """Everything that was entered and what saving sets off; `above`: HTML to be read first.

    Its buttons carry the number of what was entered: none of them saves what was not on it.
    """
    try:
        effect = await _effect(hr, fields)
    except NotThere:
        return await _enter_anew(hr, fields)
    fields = plain(fields)
    await keep_form(hr, FORM, fields)
    tr, given = hr.tr, as_entered(fields)
    whom = "; ".join(await condition_words(hr, given.particulars.audience))
    lines = [
        *above,
        f"<b>{tr.date(given.day)}</b>",
        tr.text("Kind: {name}", name=tr.text(KINDS[given.kind])),
        *title_lines(given.title, tr),
        *particular_lines(given.particulars, tr),
        *([tr.text(REPEATS[given.repeats])] if given.repeats else []),
        tr.plural("👥 {whom}: {n} person", "👥 {whom}: {n} people", effect.people, whom=whom),
        "",
        *_effect_lines(hr, effect),
    ]
    rows: Keyboard = (
        *_save_rows(hr, effect, _number(fields)),
        *_later_row(hr, fields),
        (
            hr.button(tr.text("Kind"), "day_part", 0),
            hr.button(tr.text("Titles"), "day_part", 1),
            hr.button(tr.text("Day"), "day_part", 2),
        ),
        (
            hr.button(tr.text("👥 Whom"), "day_who"),
            hr.button(tr.text("🔔 Reminders"), "day_ahead"),
        ),
        (
            hr.button(tr.text("📝 Text"), "day_note", 0),
            hr.button(tr.text("🔗 Link"), "day_link"),
        ),
        *repeats_row(hr, fields),
        hr.back("days", 0),
    )
    return hr.show(Screen("\n".join(lines), rows))


def _number(fields: Fields) -> int:
    """The same for the same entries."""
    given = {**LEFT_OUT, **fields}
    told = {name: given.get(name) for name in ("deadline", "seen", *NAMES)}
    digest = sha256(json.dumps(told, sort_keys=True).encode()).digest()
    return int.from_bytes(digest[:8]) % NUMBERS


async def _effect(hr: HrVisit, fields: Fields) -> Effect:
    number, given = fields["deadline"], as_entered(fields)
    return await deadlines.effect_of_saving(
        hr.work, hr.actor, hr.organisation_id, number or None, given, hr.now
    )


def _effect_lines(hr: HrVisit, effect: Effect) -> list[str]:
    tr, lines = hr.tr, []
    if effect.coming:
        days = "; ".join(tr.date(today(each.due_at)) for each in effect.coming)
        lines.append(tr.text("🔔 Members are reminded on: {days}", days=days))
    else:
        lines.append(tr.text("🔕 No reminder comes by itself before that day."))
    if effect.at_once:
        lines.append(
            tr.plural(
                "📣 One now would reach {n} person.",
                "📣 One now would reach {n} people.",
                effect.at_once,
            )
        )
    if effect.moved:
        lines.append(
            tr.plural(
                "📨 {n} person knows another day and is told now that it has moved.",
                "📨 {n} people know another day and are told now that it has moved.",
                effect.moved,
            )
        )
    return lines


def _save_rows(hr: HrVisit, effect: Effect, look: int) -> Keyboard:
    tr = hr.tr
    if not effect.at_once:
        return ((hr.button(tr.text("✅ Save"), "day_keep", look),),)
    words = tr.text("✅ From the next one") if effect.coming else tr.text("✅ Without a reminder")
    return (
        (hr.button(words, "day_keep", look),),
        (hr.button(tr.text("📣 Also now"), "day_now", look),),
    )


def repeats_row(hr: HrVisit, fields: Fields) -> Keyboard:
    """What is an occurrence of a series already has its rhythm."""
    if fields.get("series"):
        return ()
    return ((hr.button(hr.tr.text("🔁 Repeat"), "day_repeat", 0),),)


def _later_row(hr: HrVisit, fields: Fields) -> Keyboard:
    if not fields.get("series"):
        return ()
    words = hr.tr.text("🔁 This and later ones")
    return ((hr.button(words, "day_keep_all", _number(fields)),),)


async def look(hr: HrVisit) -> Outcome:
    """The last look once more."""
    fields = _complete(hr)
    return await gone(hr) if fields is None else await last_look(hr, fields)


def _complete(hr: HrVisit) -> Fields | None:
    fields = begun_form(hr, FORM)
    if fields is None or not all(name in fields for name in ASKED_FOR):
        return None
    return fields


async def gone(hr: HrVisit) -> Outcome:
    toast = hr.tr.text("This is saved or was left already.")
    return await listed(hr, 0, toast=toast)


async def ask_now(hr: HrVisit, number: int) -> Outcome:
    """The first of two presses that remind people at once."""
    fields = _complete(hr)
    if fields is None:
        return await gone(hr)
    if _number(fields) != number:
        return await last_look(hr, fields)
    try:
        effect = await _effect(hr, fields)
    except NotThere:
        return await _enter_anew(hr, fields)
    if not effect.at_once:
        return await last_look(hr, fields)
    tr = hr.tr
    at = None if effect.late_at == hr.now else effect.late_at
    question = tr.plural(
        "Send a reminder to {n} person? What is sent cannot be taken back. {moment}",
        "Send a reminder to {n} people? What is sent cannot be taken back. {moment}",
        effect.at_once,
        moment=tr.text("When: {moment}", moment=moment_words(at, tr)),
    )
    rows: Keyboard = (
        (hr.button(tr.text("No, not yet"), "day_save"),),
        (hr.button(tr.text("✅ Yes, send"), "day_now_yes", number),),
    )
    return hr.show(Screen(question, rows))


async def save(hr: HrVisit, number: int) -> Outcome:
    return await _save(hr, number, also_now=False)


async def save_all(hr: HrVisit, number: int) -> Outcome:
    """This occurrence and the later ones of its series."""
    return await _save(hr, number, also_now=False, later_too=True)


async def save_and_remind(hr: HrVisit, number: int) -> Outcome:
    return await _save(hr, number, also_now=True)


async def _save(hr: HrVisit, number: int, *, also_now: bool, later_too: bool = False) -> Outcome:
    fields = _complete(hr)
    if fields is None:
        return await gone(hr)
    if _number(fields) != number:
        return await last_look(hr, fields)
    try:
        await _store(hr, fields, also_now=also_now, later_too=later_too)
    except ChangedMeanwhile as changed:
        return await _look_again(hr, fields, cast(Deadline, changed.held))
    except NotThere:
        return await _enter_anew(hr, fields)
    await finish_form(hr)
    return await listed(hr, 0, toast=hr.tr.text("✔ Saved."))


async def _store(hr: HrVisit, fields: Fields, *, also_now: bool, later_too: bool) -> None:
    given, work, actor = as_entered(fields), hr.work, hr.actor
    what = (
        given.kind, given.title, given.day, hr.now, given.days_before, given.particulars
    )  # fmt: skip
    if fields["deadline"] == NEW:
        await deadlines.enter_deadline(
            work, actor, hr.organisation_id, *what, also_now=also_now, repeats=given.repeats
        )
        return
    await deadlines.change_deadline(
        work,
        actor,
        hr.organisation_id,
        fields["deadline"],
        *what,
        also_now=also_now,
        seen=as_entered(fields["seen"]) if "seen" in fields else None,
        repeats=given.repeats,
        later_too=later_too,
    )


async def _enter_anew(hr: HrVisit, fields: Fields) -> Outcome:
    """The deadline is gone; what was entered is not."""
    kept = {name: value for name, value in fields.items() if name not in ("seen", "series")}
    text = hr.tr.text("⚠️ A colleague has removed this deadline meanwhile. Saving enters it anew.")
    return await last_look(hr, {**kept, "deadline": NEW}, above=(text, ""))


async def _look_again(hr: HrVisit, fields: Fields, held: Deadline) -> Outcome:
    """What a colleague has saved meanwhile, with the own changes on top of it: nothing is lost, and
    nothing is saved before it was seen."""
    tr, theirs = hr.tr, as_fields(held)
    fields, seen = {**LEFT_OUT, **fields}, {**LEFT_OUT, **fields["seen"]}
    lines = [meanwhile(tr)]
    for name in NAMES:
        if theirs[name] != seen[name]:
            lines.append(f"• {_label(name, tr)}{_change_words(name, seen, theirs, tr)}")
    lines += [tr.text("Below is what it becomes with your changes. Look, then save."), ""]
    own = {name: fields[name] for name in NAMES if fields[name] != seen[name]}
    merged = {**fields, **theirs, **own, "seen": theirs}
    return await last_look(hr, merged, above=tuple(lines))


def _label(name: str, tr: Translator) -> str:
    if name in LABELS:
        return tr.text(LABELS[name])
    return LANGUAGE_NAMES[cast(Language, name)]


def _change_words(name: str, seen: Fields, theirs: Fields, tr: Translator) -> str:
    """Of what is short what it was and what it is."""
    if name in LEFT_OUT:
        return ""
    return f": {_shown(name, seen[name], tr)} → {_shown(name, theirs[name], tr)}"


def _shown(name: str, value: Any, tr: Translator) -> str:
    """The value of a field as HTML."""
    if name == "kind":
        return tr.text(KINDS[cast(DeadlineKind, value)])
    if name == "day":
        return tr.date(date.fromisoformat(value))
    return escape(value) or "–"
