"""A year of HR and of a head through the real dispatcher and the worker, job by job.

    python -m benchmarks.hr_year [--staff 60] [--kind college|university]

An invented college of 180 and a university of 800. An act is a press or a sent message, from the
first screen of whoever acts. Each list, its workbook and its PDF are compared with an evaluation
made apart (`benchmarks.hr_apart`). Exit status 1 where a job takes more acts than its goal, or
where something does not agree.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import sys
import tempfile
from datetime import date
from pathlib import Path

import structlog

from benchmarks import hr_jobs as jobs
from benchmarks.hr_play import LISTED, STAFF, HrPlay, prepared
from benchmarks.training_play import BEGAN, Play
from cases.lists.reading import FOR_HR
from storage.database import migrate
from tests.handlers.house import open_house

ONCE = {"short": "8, a number only", "category_ends": "not at all"}


async def played(kind: str, staff: int, folder: str) -> HrPlay:
    database = Path(folder) / f"{kind}.db"
    address = f"sqlite+aiosqlite:///{database}"
    await migrate(address)
    async with open_house(address) as house:
        house.now = BEGAN
        logging.disable(logging.CRITICAL)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
        play = HrPlay(Play(house, kind, date(2027, 1, 1), date(2027, 12, 31)), database)
        await prepared(play, staff)
        await jobs.deadlines(play)
        await jobs.receipts(play)
        await jobs.question(play)
        await jobs.scheduled(play)
        await jobs.replies(play)
        for name in LISTED:
            await play.whole_list(play.hr, name, ONCE.get(name, ""))
        await jobs.last_of_all(play)
        await jobs.of_department(play)
        await jobs.figures(play, play.hr)
        await play.adds_up()
        for name in LISTED:
            if name not in FOR_HR:
                await play.whole_list(play.head, name)
        await jobs.figures(play, play.head)
        refused = [each for each in house.refused() if "blocked by the user" not in each]
        assert not refused, refused
    return play


def tell(kind: str, staff: int, play: HrPlay) -> list[str]:
    """The table beside the goals; what was missed."""
    print(f"\n{kind}, {staff} people{'':20} acts  goal  before", file=sys.stderr)
    for each in play.done:
        print(f"  {each.role:5} {each.job:36} {each.acts:4} {each.goal:5}  {each.before}",
              file=sys.stderr)  # fmt: skip
    compared = play.compared
    print(f"  {compared.made} comparisons, {len(compared.unequal)} unequal", file=sys.stderr)
    missed = [
        f"{kind}, {each.role}: {each.job} {each.acts} of {each.goal}"
        for each in play.done
        if each.acts > each.goal
    ]
    return missed + [f"{kind}: {each}" for each in compared.unequal]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--staff", type=int, help="fewer people than there should be")
    parser.add_argument("--kind", choices=STAFF, help="one of the two only")
    chosen = parser.parse_args()
    results, missed = {}, []
    for kind in [chosen.kind] if chosen.kind else STAFF:
        staff = chosen.staff or STAFF[kind]
        with tempfile.TemporaryDirectory() as folder:
            play = asyncio.run(played(kind, staff, folder))
        missed += tell(kind, staff, play)
        results[kind] = {
            "staff": staff,
            "acts": {f"{each.role}: {each.job}": each.acts for each in play.done},
            "compared": play.compared.made,
        }
    for words in missed:
        print(f"missed: {words}", file=sys.stderr)
    print(json.dumps({"benchmark": "hr_year", **results, "missed": missed}, ensure_ascii=False))
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
