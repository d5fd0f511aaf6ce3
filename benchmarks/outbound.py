"""What the outbound measurements share: a server, a database of invented people, workers, a count.

The worker is the real one, `python -m bot reminders`, in processes of its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rules.vocabulary import Language
from storage.database import Database
from storage.repositories.demo import CONSENT, FIRST_ID
from storage.tables.organisations import Shares
from storage.tables.outbound import CampaignStatus
from storage.tables.segments import Segment

PYTHON = sys.executable
Call = tuple[float, float, int, str]
TEXTS: dict[Language, str] = {
    "kk": "Өтініш беру мерзімі жақын.",
    "ru": "Срок подачи заявлений близко.",
}


@dataclass(frozen=True)
class Server:
    address: str
    token: str

    def report(self) -> dict[str, Any]:
        """All sending calls and the number of messages in each chat, as the server counted."""
        with urllib.request.urlopen(f"{self.address}/bench/calls") as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
        return found

    def calls(self) -> int:
        """How many sending calls there have been."""
        with urllib.request.urlopen(f"{self.address}/bench/count") as answer:  # noqa: S310
            return int(answer.read())


@asynccontextmanager
async def server(people: int, **options: float) -> AsyncIterator[Server]:
    """The local Bot API server; options as of `benchmarks.telegram_server`."""
    given = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    process = await asyncio.create_subprocess_exec(
        *(PYTHON, "-m", "benchmarks.telegram_server", "--people", str(people), *given),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield Server(**json.loads(await process.stdout.readline()))
    finally:
        process.kill()
        await process.wait()


async def broadcast_to_all(database: Database, people: int) -> int:
    """Invents the people, members of one organisation, and queues a broadcast to them."""
    now = datetime.now(UTC)
    async with database.work() as work:
        organisation = await work.organisations.add("Үлгі", now)
        assert organisation is not None
        for person_id in range(FIRST_ID, FIRST_ID + people):
            await work.people.ensure(person_id, "kk", now)
            await work.people.give_consent(person_id, CONSENT, now)
            await work.memberships.add(person_id, organisation.id, None, None, None, Shares(), now)
        texts: dict[Language, str] = {
            "kk": "Өтініш беру мерзімі жақын.",
            "ru": "Срок подачи заявлений близко.",
        }
        return await work.campaigns.create(organisation.id, None, texts, Segment(), now)


async def start_worker(url: str, on: Server, **settings: str) -> asyncio.subprocess.Process:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "BOT_TOKEN": on.token,
        "BOT_API_URL": on.address,
        "LOG_LEVEL": "ERROR",
        **settings,
    }
    return await asyncio.create_subprocess_exec(PYTHON, "-m", "bot", "reminders", env=environment)


async def stop_worker(worker: asyncio.subprocess.Process) -> None:
    if worker.returncode is None:
        worker.send_signal(signal.SIGTERM)
    await worker.wait()


async def finished(database: Database, campaign_id: int) -> CampaignStatus:
    """The broadcast's end, waited for."""
    # Another process sets the state, so there is nothing to be woken by.
    for _ in range(1800):
        found = await status(database, campaign_id)
        if found.state == "done":
            return found
        await asyncio.sleep(1)
    raise TimeoutError("the broadcast does not come to its end")


async def status(database: Database, campaign_id: int) -> CampaignStatus:
    async with database.work(writing=False) as work:
        found = await work.campaigns.status(campaign_id)
    assert found is not None
    return found


def busiest_second(moments: Iterable[float]) -> int:
    """The most moments that fall into any one second."""
    times = sorted(moments)
    most = first = 0
    for last, moment in enumerate(times):
        while moment - times[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def inside_pauses(calls: list[Call], after: float, until: float) -> int:
    """Calls that arrived so many seconds after somebody had been told to wait."""
    pauses = [
        (answered + after, answered + until) for _, answered, _, end in calls if "flood" in end
    ]
    return sum(any(begin < arrived < end for begin, end in pauses) for arrived, _, _, _ in calls)


def measured(calls: list[Call], messages: dict[str, int], latency: float) -> dict[str, Any]:
    """The figures. A call made before the worker had heard of a pause was on the way: it arrives
    up to the latency there and back after the answer left, and as much again is left to a busy
    machine. A later one is a call inside the pause."""
    arrivals = [arrived for arrived, _, _, _ in calls]
    seconds = max(arrivals) - min(arrivals)
    return {
        "calls": len(calls),
        "seconds": round(seconds, 1),
        "rate": round((len(calls) - 1) / seconds, 2),
        "busiest_second": busiest_second(arrivals),
        "inside_pauses": inside_pauses(calls, 2 * latency, 1),
        "on_the_way": inside_pauses(calls, 0, 2 * latency),
        "outcomes": dict(Counter(end for _, _, _, end in calls)),
        "reached": sum(count > 0 for count in messages.values()),
        "twice": sum(count > 1 for count in messages.values()),
    }
