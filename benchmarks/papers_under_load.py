"""How everybody else fares while fifty people ask for their PDF at once, and what it leaves behind.

Run from the repository root: `python -m benchmarks.papers_under_load`; about two minutes. The
programme polls the project's Bot API server; one person answers questions one after another, each
timed from the press to the edited message. `quiet` is that alone, `loaded` the same from the moment
of fifty presses on "PDF" until all files are there; the rounds of the two alternate. Memory, in
megabytes, is that of the bot's process (resident) and of all its processes together (each page
counted once): before the first PDF, at its highest, and once the processes that made papers have
ended. Exit status 1 when a goal is missed. Linux only: it looks into /proc.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from handlers.chat.workshop import IDLE_SECONDS
from local_chat.model import Message
from local_chat.server import LocalTelegram, running
from storage.database import Database, migrate, open_database
from storage.tables.checks import NewDecision
from tests.handlers.papers.papers import DAY, made, somebody

AT_ONCE = 50
ROUNDS = 5
QUIET_STEPS = 200
WARM_UP = 100
ASKED = 1
NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
SLOWER_WANTED = 2.0
MORE_MEMORY_WANTED = 1.1
MEGABYTE = 1024
Presses = dict[int, str]


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


@dataclass
class Talk:
    """People at their phones. `pdf`: who has finished a check, and what their button sends."""

    telegram: LocalTelegram
    run_id: int
    pdf: Presses
    question: Message
    steps: int = 0

    async def step(self) -> float:
        """Milliseconds from a press to the next question."""
        option = ("level:bachelor", "fields:!back")[self.steps % 2]
        self.steps += 1
        before = self.question.text
        begun = time.perf_counter()
        data = f"q:{self.run_id}:education.0.{option}"
        await self.telegram.press(ASKED, self.question.message_id, data, stale=True)
        await self.telegram.wait_until(lambda: self.question.text != before, 60)
        return (time.perf_counter() - begun) * 1e3

    def papers(self) -> int:
        """How many files have come."""
        return sum(
            message.media is not None
            for person in self.pdf
            for message in self.telegram.messages(person)
        )

    async def press_all(self) -> None:
        for person, data in self.pdf.items():
            [menu, *_] = self.telegram.messages(person)
            await self.telegram.press(person, menu.message_id, data, stale=True)


async def prepared(telegram: LocalTelegram, database: Database) -> Talk:
    """Somebody at a question, and people who have finished their check."""
    shown = {}
    for person in range(ASKED, ASKED + AT_ONCE + 1):
        telegram.add_person(person, "Мысал", "ru", started=True)
        shown[person] = telegram.post(Message(person, 0, True, telegram.now(), "x"))
    paper = made("tvet-teacher", "expert", somebody("tvet-teacher", "expert", "mixed"))
    verdict = paper.report.verdict
    decided = NewDecision(paper.record, paper.rules, "tvet-teacher", "expert", verdict, DAY)
    runs = {}
    for person in shown:
        async with database.work() as work:
            await work.people.ensure(person, "ru", NOW)
            await work.people.give_consent(person, "1", NOW)
            run = await work.runs.open(person, "tvet-teacher", "expert", NOW)
            await work.runs.set_screen(run.id, person, shown[person].message_id)
            if person != ASKED:
                await work.runs.close(run.id, "reported", NOW)
                await work.decisions.add(person, run.id, decided, NOW)
            runs[person] = run.id
    pdf = {person: f"e:pdf:{run}" for person, run in runs.items() if person != ASKED}
    return Talk(telegram, runs[ASKED], pdf, shown[ASKED])


@asynccontextmanager
async def bot(telegram: LocalTelegram, address: str, url: str) -> AsyncIterator[int]:
    """The programme, polling; its process number."""
    environment = {
        **os.environ,
        "BOT_TOKEN": telegram.token,
        "BOT_API_URL": address,
        "DATABASE_URL": url,
        "LOG_LEVEL": "ERROR",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", env=environment
    )
    try:
        await telegram.wait_until(lambda: telegram.updates.is_polled, 120)
        yield process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


def resident(process: int) -> float:
    return _megabytes(Path(f"/proc/{process}/status"), "VmRSS:")


def together(process: int) -> float:
    """What the process and all that it started take, pages that they share counted once."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    # Processes are started by threads too.
    for task in Path(f"/proc/{process}/task").iterdir():
        children += (task / "children").read_text().split()
    own = _megabytes(Path(f"/proc/{process}/smaps_rollup"), "Pss:")
    return own + sum(together(int(child)) for child in set(children))


def _megabytes(path: Path, name: str) -> float:
    [line] = [line for line in path.read_text().splitlines() if line.startswith(name)]
    return int(line.split()[1]) / MEGABYTE


async def loaded_round(talk: Talk, process: int) -> tuple[list[float], float, float]:
    """The steps meanwhile, the seconds until the last file, the memory at its highest."""
    before, most = talk.papers(), 0.0
    begun = time.perf_counter()
    await talk.press_all()
    times = []
    while talk.papers() < before + AT_ONCE:
        times.append(await talk.step())
        if len(times) % 50 == 0:
            most = max(most, together(process))
    return times, time.perf_counter() - begun, most


async def measured() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bench.sqlite3'}"
        await migrate(url)
        database = open_database(url)
        telegram = LocalTelegram()
        talk = await prepared(telegram, database)
        await database.close()
        async with running(telegram) as address, bot(telegram, address, url) as process:
            return await _rounds(talk, process)


async def _rounds(talk: Talk, process: int) -> dict[str, float]:
    for _ in range(WARM_UP):
        await talk.step()
    before, before_together = resident(process), together(process)
    quiet_all: list[float] = []
    loaded_all: list[float] = []
    ratios, seconds, most = [], [], 0.0
    for _ in range(ROUNDS):
        quiet = [await talk.step() for _ in range(QUIET_STEPS)]
        loaded, took, highest = await loaded_round(talk, process)
        ratios.append(statistics.median(loaded) / statistics.median(quiet))
        seconds.append(took)
        most = max(most, highest)
        quiet_all += quiet
        loaded_all += loaded
    after = resident(process)
    await asyncio.sleep(IDLE_SECONDS + 5)
    return {
        "quiet_p50_ms": statistics.median(quiet_all),
        "quiet_p95_ms": percentile(quiet_all, 0.95),
        "loaded_p50_ms": statistics.median(loaded_all),
        "loaded_p95_ms": percentile(loaded_all, 0.95),
        "loaded_max_ms": max(loaded_all),
        "ratio_p50": statistics.median(ratios),
        "papers": talk.papers(),
        "last_paper_seconds": statistics.median(seconds),
        "bot_mb_before": before,
        "bot_mb_after": after,
        "all_mb_before": before_together,
        "all_mb_highest": most,
        "all_mb_after": together(process),
    }


def tell(found: dict[str, float]) -> None:
    quiet = "question alone: p50 {quiet_p50_ms:.1f} ms, p95 {quiet_p95_ms:.1f} ms"
    loaded = (
        "with {at_once} PDFs: p50 {loaded_p50_ms:.1f} ms, p95 {loaded_p95_ms:.1f} ms, at most "
        "{loaded_max_ms:.0f} ms; {ratio_p50:.2f} times (wanted under {slower})"
    )
    papers = "the last PDF after {last_paper_seconds:.1f} s"
    bot_alone = "the bot: {bot_mb_before:.0f} MB before, {bot_mb_after:.0f} MB after"
    all_of_it = (
        "with its processes: {all_mb_before:.0f} MB before, {all_mb_highest:.0f} MB at most, "
        "{all_mb_after:.0f} MB after (wanted within {more} times)"
    )
    for line in (quiet, loaded, papers, bot_alone, all_of_it):
        words = line.format(**found, at_once=AT_ONCE, slower=SLOWER_WANTED, more=MORE_MEMORY_WANTED)
        print(words, file=sys.stderr)


def main() -> int:
    found = asyncio.run(measured())
    more = max(
        found["bot_mb_after"] / found["bot_mb_before"],
        found["all_mb_after"] / found["all_mb_before"],
    )
    goals = {
        "ratio_p50": found["ratio_p50"] < SLOWER_WANTED,
        "memory": more <= MORE_MEMORY_WANTED,
        "papers": found["papers"] == AT_ONCE * ROUNDS,
    }
    print(json.dumps({"benchmark": "papers_under_load", **found, "goals": goals}))
    tell(found)
    return 0 if all(goals.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
