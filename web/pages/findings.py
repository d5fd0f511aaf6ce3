"""What fell behind in a year of training: why, what is done about it, put right or not yet."""

from __future__ import annotations

from typing import Final

from cases.errors import BadValue
from cases.training.findings import (
    FindingView,
    finding_seen,
    findings_seen,
    plan_action,
    recheck,
    say_cause,
    say_how,
)
from cases.training.overview import findings_page
from handlers.chat.training_view import CAUSES, topic_words
from handlers.hr.training_words import FINDINGS, FOUND
from i18n import mark
from rules.training.vocabulary import Cause, FoundHow
from storage.tables.training_outcomes import Nonconformity
from web.answers import Answer, Shown, To
from web.front import Caller
from web.pages.training_parts import day_of, who

WRONG: Final = {
    "cause": mark("Choose why it fell behind."),
    "action": mark("Write what is done, at most 1000 letters."),
    "owner": mark("Write who does it, at most 200 letters."),
    "due": mark("Give a day from today to a year ahead."),
}


async def findings(caller: Caller) -> Answer:
    """Those that are not put right yet; `closed`: those that are."""
    closed = caller.query.get("closed", "") == "1"
    found = await findings_page(
        *who(caller), caller.number("year"), caller.now,
        closed=closed, after=caller.asked("after") or 0,
    )  # fmt: skip
    tr, address = caller.tr, f"/app/plans/{found.year.id}/findings"
    return Shown(
        "findings.html",
        {
            "year": found.year,
            "address": address,
            "closed": closed,
            "counts": (tr.number(found.open), tr.number(found.closed)),
            "rows": [_row(*each, caller) for each in found.rows],
            "next": found.rows[-1][0].id if found.more else None,
            "first": caller.asked("after") is not None,
        },
    )


async def look_anew(caller: Caller) -> Answer:
    """Finds what fell behind since it was last looked."""
    year = caller.number("year")
    await findings_seen(*who(caller), year, caller.now)
    return To(f"/app/plans/{year}/findings")


async def finding(caller: Caller) -> Answer:
    return await _finding(caller, None)


async def act(caller: Caller) -> Answer:
    """Why it fell behind, how it was found, what is done, by whom and by when."""
    number, form = caller.number("number"), caller.form
    here = (*who(caller), number)
    try:
        cause = _cause(form.get("cause", ""))
        how = _how(form.get("how", ""))
        due = day_of(form.get("due", ""), "due")
        action, owner = form.get("action", ""), form.get("owner", "")
        await plan_action(*here, action, owner, due, caller.now)
        await say_cause(*here, cause, caller.now)
        await say_how(*here, how, caller.now)
    except BadValue as wrong:
        return await _finding(caller, wrong.field)
    return To(f"/app/findings/{number}")


async def look_again(caller: Caller) -> Answer:
    """Put right, or not yet."""
    number = caller.number("number")
    cured = caller.form.get("cured", "") == "1"
    await recheck(*who(caller), number, cured, caller.now)
    return To(f"/app/findings/{number}")


def _cause(said: str) -> Cause:
    """Raises `BadValue`."""
    for each in CAUSES:
        if each == said:
            return each
    raise BadValue("cause")


def _how(said: str) -> FoundHow:
    """Raises `BadValue`."""
    for each in FOUND:
        if each == said:
            return each
    raise BadValue("cause")


def _row(
    held: Nonconformity, person: str, topic: str, unit: str, caller: Caller
) -> dict[str, object]:
    tr = caller.tr
    return {
        "id": held.id,
        "who": person or unit or tr.text("in no department"),
        "unit": unit if person else "",
        "what": tr.text(FINDINGS[held.finding]),
        "topic": topic,
        "cause": "" if held.cause is None else tr.text(CAUSES[held.cause]),
        "action": held.action,
        "owner": held.owner,
        "due": "" if held.due is None else tr.date(held.due),
        "late": held.closed_on is None and held.due is not None and held.due < caller.on,
        "state": _state(held, caller),
    }


def _state(held: Nonconformity, caller: Caller) -> str:
    tr = caller.tr
    if held.closed_on is not None:
        return tr.text("✔ Cured, {day}", day=tr.date(held.closed_on))
    if held.rechecked is not None and held.recheck_on is not None:
        return tr.text("not yet, looked at on {day}", day=tr.date(held.recheck_on))
    return tr.text("not yet")


async def _finding(caller: Caller, wrong: str | None) -> Answer:
    view = await finding_seen(*who(caller), caller.number("number"), caller.now)
    held, tr = view.found, caller.tr
    held_form = {
        "cause": held.cause or "", "how": held.found_how, "action": held.action,
        "owner": held.owner, "due": "" if held.due is None else held.due.isoformat(),
    }  # fmt: skip
    values = {
        "id": held.id,
        "year": held.year_id,
        "title": _title(view, caller),
        "unit": view.unit if view.employee is not None else "",
        "topic": "" if view.item is None else topic_words(view.item.new, tr),
        "found": tr.text(
            "Found on {day} {how}", day=tr.date(held.found_on), how=tr.text(FOUND[held.found_how])
        ),
        "state": _state(held, caller),
        "open": held.closed_on is None,
        "planned": held.due is not None,
        "causes": [(each, tr.text(words)) for each, words in CAUSES.items()],
        "ways": [(each, tr.text(words)) for each, words in FOUND.items()],
        "form": held_form if wrong is None else caller.form,
        "today": caller.on.isoformat(),
        "wrong": wrong,
        "why": "" if wrong is None else tr.text(WRONG.get(wrong, WRONG["action"])),
    }
    return Shown("finding.html", values, 200 if wrong is None else 422)


def _title(view: FindingView, caller: Caller) -> str:
    name = view.unit if view.employee is None else view.employee.name
    return f"{name}: {caller.tr.text(FINDINGS[view.found.finding])}"
