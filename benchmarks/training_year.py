"""A whole year of training through the real dispatcher and the worker, with every state there is.

An invented organisation with a year behind it (`python -m bot demo`) plans the next one: a
university of 300 by the long chain, a college of 180 by the short one. A chair of 14 goes through
the year by presses and messages alone: somebody without Telegram, a leaver, research staff, a
course nobody attended, two nonconformities, a revision, a schedule that goes back. The other units
do the same through the use cases.

An action is a press or a sent message of the head, or of HR. What is counted, the goals, and each
step with its day stand in `STEPS`: another step is one more row. Fails where a goal is missed or a
state did not come about.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import structlog

from benchmarks import training_steps as steps
from benchmarks.training_play import BEGAN, CHAIR, STAFF, Play, prepared
from storage.database import migrate
from tests.handlers.house import open_house

GOALS: Final = {"head": 45, "HR": 60}
STATES: Final = {
    "plan": {"draft", "given", "approved"},
    "course": {"planned", "done", "otherwise", "missed", "withdrawn"},
    "document": {"open", "approved", "replaced"},
    "step": {"done", "back"},
    "finding": {"open", "closed", "by hand", "by itself"},
    "figures": {"right", "wrong", "anew", "requested"},
}


@dataclass(frozen=True, slots=True)
class Step:
    """What is done on a day of the year, counted from its first."""

    name: str
    day: int
    do: Callable[[Play], Awaitable[None]]


STEPS: Final = (
    Step("the year and its days", -30, steps.year_entered),
    Step("own plan", -24, steps.plans_written),
    Step("analysis, courses proposed", -14, steps.analysed),
    Step("missing plans chased", -13, steps.chased),
    Step("schedule approved by the unit", -5, steps.approved_by_head),
    Step("sent back", -5, steps.sent_back),
    Step("approved again", -4, steps.approved_again),
    Step("others approve, institutes sign", -3, steps.others_approve),
    Step("consolidated, agreed, approved", -2, steps.consolidated),
    Step("received", -1, steps.received),
    Step("a revision", 20, steps.revised),
    Step("the revision consolidated", 21, steps.consolidated),
    Step("courses told, first", 62, steps.courses_told),
    Step("a trip order", 71, steps.ordered),
    Step("courses heard, first", 75, steps.heard),
    Step("figures of the first quarter", 89, steps.figures_right),
    Step("courses told, second", 160, steps.courses_told),
    Step("courses heard, second", 164, steps.heard),
    Step("fell behind: by itself", 165, steps.found_by_itself),
    Step("fell behind: by hand", 165, steps.entered_by_hand),
    Step("looked at again", 175, steps.looked_again),
    Step("somebody leaves", 176, steps.leaver),
    Step("figures of the second quarter", 180, steps.figures_wrong),
    Step("figures on request", 200, steps.figures_asked),
    Step("report of the unit", 368, steps.report_signed),
    Step("others report", 369, steps.others_report),
    Step("report of the whole", 370, steps.whole_signed),
    Step("annual report signed", 378, steps.annual_signed),
    Step("a decision", 378, steps.decided),
    Step("forms taken", 379, steps.forms_taken),
)


async def _done(play: Play, step: Step) -> None:
    try:
        await step.do(play)
    except AssertionError as error:
        raise AssertionError(f"{play.kind}, {step.name}: {error}") from error


async def played(kind: str, staff: int, folder: str) -> Play:
    address = f"sqlite+aiosqlite:///{Path(folder) / kind}.db"
    await migrate(address)
    begins = date(2027, 1, 1) if kind == "university" else date(2027, 9, 1)
    ends = date(2027, 12, 31) if kind == "university" else date(2028, 8, 31)
    async with open_house(address) as house:
        house.now = BEGAN
        logging.disable(logging.CRITICAL)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
        play = Play(house, kind, begins, ends)
        await prepared(play, staff)
        for each in STEPS:
            play.step = each.name
            await play.at(play.day(each.day))
            await _done(play, each)
            await play.look()
        # The people of the demonstration never opened the chat.
        refused = [each for each in house.refused() if "chat not found" not in each]
        assert not refused, refused
    return play


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--staff", type=int, help="fewer people than there should be")
    parser.add_argument("--kind", choices=STAFF, help="one of the two only")
    chosen = parser.parse_args()
    staff = chosen.staff
    results, missed = {}, []
    for kind in [chosen.kind] if chosen.kind else STAFF:
        with tempfile.TemporaryDirectory() as folder:
            play = asyncio.run(played(kind, staff or STAFF[kind], folder))
        totals: Counter[str] = Counter()
        print(f"\n{kind}: {staff or STAFF[kind]} people, a chair of {CHAIR}", file=sys.stderr)
        for each in STEPS:
            counted = {role: play.acts[(each.name, role)] for role in GOALS}
            totals.update(counted)
            print(f"  {each.name:36} {counted['head']:4} {counted['HR']:4}", file=sys.stderr)
        for role, goal in GOALS.items():
            print(f"  {role}: {totals[role]} actions, goal {goal}", file=sys.stderr)
            if totals[role] > goal:
                missed.append(f"{kind}: {role} {totals[role]} of {goal}")
        wanted = {(thing, state) for thing, states in STATES.items() for state in states}
        missed += [f"{kind}: no {thing} was {state}" for thing, state in wanted - play.seen]
        results[kind] = {
            "acts": dict(totals),
            "steps": {e.name: {r: play.acts[(e.name, r)] for r in GOALS} for e in STEPS},
        }
    for words in missed:
        print(f"missed: {words}", file=sys.stderr)
    print(json.dumps(results, ensure_ascii=False))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
