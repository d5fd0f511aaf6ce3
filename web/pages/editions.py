"""A newer edition of the attestation rules: its figures, day and names entered, and looked through.

A colleague accepts or rejects it in the chat.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from cases import page_drafts
from cases.editions import before, days_possible, editions_of_organisation, newest, propose_edition
from cases.errors import BadValue, ChangedMeanwhile
from cases.rights import cleaned
from handlers.hr.editions import STATES, changed_lines, heading, number_name
from i18n import LANGUAGE_NAMES, LANGUAGES, mark
from rules.attestation import AttestationEdition, edition_on, numbers_of
from rules.norms.model import Text
from storage.tables.attestation import EnteredEdition
from storage.tables.organisations import NAME_LENGTH
from storage.tables.pages import PageDraft
from web.answers import Answer, Shown, To
from web.front import Caller
from web.words import lines_of

KIND: Final = "edition"
ADDRESS: Final = "/app/editions"
WRONG: Final = {
    "title_kk": mark("Write the name in Kazakh, at most 200 letters."),
    "title_ru": mark("Write the name in Russian, at most 200 letters."),
    "title_en": mark("Shorten the English name to 200 letters."),
    "numbers": mark("These figures do not go together. Compare them with the order."),
    "waiting": mark("One proposal is waiting already: it has to be decided on first."),
    "seen": mark("Meanwhile another edition counts. Look at what changes now, then send."),
}
Known = tuple[AttestationEdition, ...]


async def editions(caller: Caller) -> Answer:
    """What counts today, what was proposed, and the form; with `draft` as it was filled in."""
    number, form = caller.asked("draft"), {}
    if number is not None:
        held = await page_drafts.draft_of(
            caller.work, caller.session, caller.organisation_id, number, KIND
        )
        form = held.data["form"]
    return await _listed(caller, form, {})


async def enter(caller: Caller) -> Answer:
    """Everything that is not acceptable is said at once, and what was written stays."""
    _, known = await _editions(caller)
    form = {name: caller.form.get(name, "") for name in _fields(known)}
    numbers, wrong = _numbers(caller, known, form)
    for language in LANGUAGES:
        name = form[f"title_{language}"]
        try:
            if name.strip() or language != "en":
                cleaned(name, f"title_{language}")
        except BadValue as bad:
            wrong[bad.field] = caller.tr.text(WRONG[bad.field])
    if (why := _why_no_day(caller, known, form["day"])) is not None:
        wrong["day"] = why
    if wrong:
        return await _listed(caller, form, wrong)
    data = {"form": form, "numbers": numbers, "seen": newest(known).id}
    kept = await page_drafts.keep(caller.work, caller.session, caller.organisation_id, KIND, data)
    return To(f"/app/drafts/{kept}")


def _fields(known: Known) -> list[str]:
    keys = [_field(each.key) for each in numbers_of(newest(known))]
    return [*keys, "day", *(f"title_{each}" for each in LANGUAGES)]


def _field(key: str) -> str:
    return f"n-{key}"


def _numbers(
    caller: Caller, known: Known, form: Mapping[str, str]
) -> tuple[dict[str, int], dict[str, str]]:
    """The numbers that differ, and what is wrong with which field. Nothing written: as it is."""
    changes: dict[str, int] = {}
    wrong: dict[str, str] = {}
    for each in numbers_of(newest(known)):
        said = form[_field(each.key)].strip()
        if not said:
            continue
        if not (said.isascii() and said.isdigit() and len(said) <= len(str(each.high))):
            said = "-1"
        if not each.low <= int(said) <= each.high:
            wrong[_field(each.key)] = caller.tr.text(
                "{name}: a number from {low} to {high} is needed.",
                name=f"{heading(each.of, caller.tr)}, {number_name(each, caller.tr)}",
                low=each.low, high=each.high,
            )  # fmt: skip
        elif int(said) != each.value:
            changes[each.key] = int(said)
    return changes, wrong


def _why_no_day(caller: Caller, known: Known, said: str) -> str | None:
    first, last = days_possible(known, caller.now)
    try:
        if first <= date.fromisoformat(said.strip()) <= last:
            return None
    except ValueError:
        pass
    tr = caller.tr
    return tr.text(
        "Give the first day in force: {first} to {last}", first=tr.date(first), last=tr.date(last)
    )


async def look(caller: Caller, draft: PageDraft, wrong: str | None) -> Shown:
    _, known = await _editions(caller)
    tr, form = caller.tr, draft.data["form"]
    day = date.fromisoformat(form["day"].strip())
    base = before(day, known) if any(each.since < day for each in known) else newest(known)
    return Shown(
        "edition_look.html",
        {
            "draft": draft.id,
            "seen": newest(known).id,
            "day": tr.date(day),
            "names": [
                (LANGUAGE_NAMES[each], form[f"title_{each}"].strip() or form["title_ru"])
                for each in LANGUAGES
            ],
            "lines": lines_of(changed_lines(base, draft.data["numbers"], tr)),
            "why": None if wrong is None else tr.text(WRONG.get(wrong, WRONG["numbers"])),
        },
    )


async def do(caller: Caller, draft: PageDraft) -> str:
    """Hands it to a colleague. Raises `BadValue`; "seen" where another edition counts by now."""
    form = draft.data["form"]
    name = Text(**{each: form[f"title_{each}"] for each in LANGUAGES})
    try:
        await propose_edition(
            caller.work, caller.person.id, caller.organisation_id, draft.data["numbers"],
            date.fromisoformat(form["day"].strip()), name, caller.now,
            seen=caller.form.get("seen", ""),
        )  # fmt: skip
    except ChangedMeanwhile:
        raise BadValue("seen") from None
    return ADDRESS


async def _editions(caller: Caller) -> tuple[list[EnteredEdition], Known]:
    return await editions_of_organisation(caller.work, caller.person.id, caller.organisation_id)


async def _listed(caller: Caller, form: Mapping[str, str], wrong: Mapping[str, str]) -> Answer:
    tr = caller.tr
    found, known = await _editions(caller)
    base, today = newest(known), edition_on(caller.on, known) or newest(known)
    groups: dict[str, list[dict[str, object]]] = {}
    for each in numbers_of(base):
        field = _field(each.key)
        groups.setdefault(heading(each.of, tr), []).append(
            {
                "field": field,
                "name": number_name(each, tr),
                "low": each.low,
                "high": each.high,
                "today": each.value,
                "value": form.get(field, "") or each.value,
            }
        )
    rows = [
        {
            "name": each.name.of(tr.language),
            "since": tr.date(each.since),
            "state": tr.text(STATES[each.state]),
            "reason": each.reason or "",
        }
        for each in found
    ]
    values = {
        "today": today.name.frozen().of(tr.language),
        "since": tr.date(today.since),
        "rows": rows,
        "waits": any(each.state == "proposed" for each in found),
        "groups": list(groups.items()),
        "languages": [(each, LANGUAGE_NAMES[each]) for each in LANGUAGES],
        "form": form,
        "longest": NAME_LENGTH,
        "wrong": wrong,
    }
    return Shown("editions.html", values, 422 if wrong else 200)
