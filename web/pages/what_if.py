"""What if: answers of a check changed in forms, and the report beside the one there is.

Nothing is kept between two acts: the page carries what was pressed and typed, and walks it anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from cases.errors import NotThere
from handlers.chat.buttons import WhatIf
from handlers.chat.outcome import Button, Screen
from handlers.my_checks.kept import numbered_decision
from handlers.my_checks.supposal import supposing
from handlers.my_checks.trial import Act, Trial, keep, shown, walked
from web.answers import Answer, Shown, To
from web.front import Caller
from web.words import lines_of

MOST_ACTS: Final = 200
LONGEST_WORDS: Final = 500


async def what_if(caller: Caller) -> Answer:
    """GET: nothing is supposed yet; POST: an act more. Neither writes anything."""
    return await _shown(caller, _acts(caller))


async def kept(caller: Caller) -> Answer:
    """It has come true. Sent twice it is kept once: then nothing differs from what is known."""
    acts = _acts(caller)
    trial = await _trial(caller, acts)
    if trial is None or not trial.may_keep:
        return await _shown(caller, acts, 409)
    if await caller.work.runs.current(caller.person.id) is not None:
        return Shown("what_if_kept.html", {"kept": False}, 409)
    number = await keep(caller.visit(), trial)
    if number is None:
        return Shown("what_if_kept.html", {"kept": True})
    return To(f"/app/checks/{number}")


async def _trial(caller: Caller, acts: list[Act]) -> Trial | None:
    """None: the check or its answers are not kept. Raises `NotThere` for somebody else's."""
    visit = caller.visit()
    decision = await numbered_decision(visit, caller.number("number"))
    if decision is None:
        raise NotThere
    if decision.run_id is None:
        return None
    case = await supposing(visit, decision.run_id, fresh=True)
    return None if case is None else walked(case, acts, caller.tr)


async def _shown(caller: Caller, acts: list[Act], status: int = 200) -> Answer:
    trial = await _trial(caller, acts)
    if trial is None:
        return Shown("check_gone.html", status=404)
    screen = shown(trial, caller.tr)
    number = caller.number("number")
    heading, *lines = lines_of([screen.text])
    return Shown(
        "what_if.html",
        {
            "number": number,
            "heading": heading.striptags(),
            "lines": lines,
            "rows": list(_rows(screen)),
            "hears": trial.hears,
            "keeps": trial.may_keep,
            "begun": bool(acts),
            "already": status != 200,
            "acts": json.dumps([[each.kind, each.said] for each in acts], ensure_ascii=False),
            "longest": LONGEST_WORDS,
        },
        status,
    )


def _rows(screen: Screen) -> Iterator[list[tuple[str, str]]]:
    """The buttons that stay within the trial: what each sends, and its words."""
    for row in screen.keyboard:
        found = [(each.data, each.text) for each in row if each.data and _stays(each)]
        if found:
            yield found


def _stays(button: Button) -> bool:
    data = button.data or ""
    ends = (WhatIf.CLEAR, WhatIf.KEEP)
    return data.startswith("w:") and all(each.values(data) is None for each in ends)


def _acts(caller: Caller) -> list[Act]:
    """What was done so far, and what the form does now. Raises `NotThere` for what no form of ours
    sends."""
    form = caller.form
    try:
        said = json.loads(form.get("so_far", "[]"))
    except (ValueError, RecursionError):
        raise NotThere from None
    acts = list(_read(said))
    if press := form.get("press", ""):
        acts.append(Act("press", press))
    elif words := form.get("words", "").strip():
        acts.append(Act("words", words[:LONGEST_WORDS]))
    if len(acts) > MOST_ACTS:
        raise NotThere
    return acts


def _read(said: object) -> Iterator[Act]:
    if not isinstance(said, list) or len(said) > MOST_ACTS:
        raise NotThere
    for each in said:
        match each:
            case ["press" | "words" as kind, str(words)] if len(words) <= LONGEST_WORDS:
                yield Act(kind, words)
            case _:
                raise NotThere
