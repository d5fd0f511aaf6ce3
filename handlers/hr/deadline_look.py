"""The last look at a deadline before it is saved: what saving sets off, and what others changed."""

from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from html import escape
from typing import Final, cast

from cases import deadlines
from cases.deadlines import Effect, Entered
from cases.errors import ChangedMeanwhile, NotThere
from handlers.chat.outcome import Keyboard, Outcome, Screen
from handlers.hr.calendar import moment_words
from handlers.hr.deadlines import KINDS, listed, title_lines
from handlers.hr.forms import Fields, begun_form, finish_form, keep_form
from handlers.hr.meanwhile import meanwhile
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Language, Translator
from rules.dates import today
from rules.norms.model import Text
from storage.tables.organisations import Deadline, DeadlineKind

FORM: Final = "deadline"
NEW: Final = 0
# What the buttons "change kind, titles, day" empty, so that it is asked again.
PARTS: Final = (("kind",), ("kk", "ru", "en"), ("day",))
NAMES: Final = tuple(name for part in PARTS for name in part)
NUMBERS: Final = 10**9


def as_fields(held: Deadline) -> Fields:
    """What a form asks for, as it is kept: JSON."""
    titles: Fields = {language: held.title.of(language) for language in LANGUAGES}
    return {"kind": held.kind, **titles, "day": held.day.isoformat()}


def as_entered(fields: Fields) -> Entered:
    return Entered(
        cast(DeadlineKind, fields["kind"]),
        Text(kk=fields["kk"], ru=fields["ru"], en=fields["en"]),
        date.fromisoformat(fields["day"]),
    )


async def last_look(hr: HrVisit, fields: Fields, *, above: tuple[str, ...] = ()) -> Outcome:
    """Everything that was entered and what saving sets off; `above`: HTML to be read first.

    Its buttons carry the number of what was entered: none of them saves what was not on it.
    """
    try:
        effect = await _effect(hr, fields)
    except NotThere:
        return await _enter_anew(hr, fields)
    await keep_form(hr, FORM, fields)
    tr, given = hr.tr, as_entered(fields)
    lines = [
        *above,
        f"<b>{tr.date(given.day)}</b>",
        tr.text("Kind: {name}", name=tr.text(KINDS[given.kind])),
        *title_lines(given.title, tr),
        "",
        *_effect_lines(hr, effect),
    ]
    rows: Keyboard = (
        *_save_rows(hr, effect, _number(fields)),
        (
            hr.button(tr.text("Kind"), "day_part", 0),
            hr.button(tr.text("Titles"), "day_part", 1),
            hr.button(tr.text("Day"), "day_part", 2),
        ),
        hr.back("days", 0),
    )
    return hr.show(Screen("\n".join(lines), rows))


def _number(fields: Fields) -> int:
    """The same for the same entries."""
    told = {name: fields.get(name) for name in ("deadline", "seen", *NAMES)}
    digest = sha256(json.dumps(told, sort_keys=True).encode()).digest()
    return int.from_bytes(digest[:8]) % NUMBERS


async def _effect(hr: HrVisit, fields: Fields) -> Effect:
    number, day = fields["deadline"], date.fromisoformat(fields["day"])
    return await deadlines.effect_of_saving(
        hr.work, hr.actor, hr.organisation_id, number or None, day, hr.now
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


async def look(hr: HrVisit) -> Outcome:
    """The last look once more."""
    fields = _complete(hr)
    return await gone(hr) if fields is None else await last_look(hr, fields)


def _complete(hr: HrVisit) -> Fields | None:
    fields = begun_form(hr, FORM)
    if fields is None or not all(name in fields for name in NAMES):
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


async def save_and_remind(hr: HrVisit, number: int) -> Outcome:
    return await _save(hr, number, also_now=True)


async def _save(hr: HrVisit, number: int, *, also_now: bool) -> Outcome:
    fields = _complete(hr)
    if fields is None:
        return await gone(hr)
    if _number(fields) != number:
        return await last_look(hr, fields)
    try:
        await _store(hr, fields, also_now=also_now)
    except ChangedMeanwhile as changed:
        return await _look_again(hr, fields, cast(Deadline, changed.held))
    except NotThere:
        return await _enter_anew(hr, fields)
    await finish_form(hr)
    return await listed(hr, 0, toast=hr.tr.text("✔ Saved."))


async def _store(hr: HrVisit, fields: Fields, *, also_now: bool) -> None:
    given, work, actor = as_entered(fields), hr.work, hr.actor
    what = (given.kind, given.title, given.day, hr.now)
    if fields["deadline"] == NEW:
        await deadlines.enter_deadline(work, actor, hr.organisation_id, *what, also_now=also_now)
        return
    number = fields["deadline"]
    held = await work.deadlines.get(number)
    if held is None:
        raise NotThere
    await deadlines.change_deadline(
        work,
        actor,
        hr.organisation_id,
        number,
        *what,
        held.days_before,
        also_now=also_now,
        seen=as_entered(fields["seen"]) if "seen" in fields else None,
    )


async def _enter_anew(hr: HrVisit, fields: Fields) -> Outcome:
    """The deadline is gone; what was entered is not."""
    kept = {name: value for name, value in fields.items() if name != "seen"}
    text = hr.tr.text("⚠️ A colleague has removed this deadline meanwhile. Saving enters it anew.")
    return await last_look(hr, {**kept, "deadline": NEW}, above=(text, ""))


async def _look_again(hr: HrVisit, fields: Fields, held: Deadline) -> Outcome:
    """What a colleague has saved meanwhile, with the own changes on top of it: nothing is lost, and
    nothing is saved before it was seen."""
    tr, seen, theirs = hr.tr, fields["seen"], as_fields(held)
    lines = [meanwhile(tr)]
    for name in NAMES:
        if theirs[name] != seen[name]:
            before, after = _shown(name, seen[name], tr), _shown(name, theirs[name], tr)
            lines.append(f"• {_label(name, tr)}: {before} → {after}")
    lines += [tr.text("Below is what it becomes with your changes. Look, then save."), ""]
    own = {name: fields[name] for name in NAMES if fields[name] != seen[name]}
    merged = {**fields, **theirs, **own, "seen": theirs}
    return await last_look(hr, merged, above=tuple(lines))


def _label(name: str, tr: Translator) -> str:
    if name == "kind":
        return tr.text("Kind")
    return tr.text("Day") if name == "day" else LANGUAGE_NAMES[cast(Language, name)]


def _shown(name: str, value: str, tr: Translator) -> str:
    """The value of a field as HTML."""
    if name == "kind":
        return tr.text(KINDS[cast(DeadlineKind, value)])
    if name == "day":
        return tr.date(date.fromisoformat(value))
    return escape(value) or "–"
