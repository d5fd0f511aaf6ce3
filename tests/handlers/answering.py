"""A person who answers every question somehow, to reach the report of any position."""

from __future__ import annotations

from random import Random

from tests.handlers.house import Somebody

LIMIT = 120


def is_asked(person: Somebody) -> bool:
    return any(data.startswith("q:") for data in person.data())


async def answer_all(person: Somebody, chance: Random | None = None) -> int:
    """Presses until the report is there; the number of presses. Without `chance` the first answer
    is taken each time, and all competences are there."""
    before = person.presses
    for _ in range(LIMIT):
        if not is_asked(person):
            return person.presses - before
        await person.press(_choice(person, chance))
    raise AssertionError(f"no report after {LIMIT} presses: {person.live.text}")


async def answer_next(person: Somebody, times: int) -> None:
    """Answers so many questions."""
    for _ in range(times):
        await person.press(_choice(person, None))


async def answer_unsettled(person: Somebody) -> None:
    """Answers the question and does not wait for what comes of it."""
    await person.press_unsettled(_choice(person, None))


def _choice(person: Somebody, chance: Random | None) -> str:
    options = [data for data in person.data() if data.startswith("q:")]
    answers = [data for data in options if data.rsplit(":", 1)[1] not in ("!back", "!cancel")]
    if chance is not None:
        return chance.choice(answers)
    everything = [data for data in answers if data.endswith(":!all")]
    marked = [data for data in answers if data.rsplit(":", 1)[1].startswith("-")]
    done = [data for data in answers if data.endswith(":!done")]
    # The rest of a long list, below which it is said that this is all.
    done = done or [data for data in answers[-2:] if ":!part" in data][-1:]
    return (everything or (done if marked else []) or answers)[0]


async def begin(person: Somebody, position: str, category: str | None = None) -> None:
    """From /start, with consent, to the first question, by the lists only."""
    await person.say("/start")
    if person.has("c:yes:2"):
        await person.press("c:yes:2")
    else:
        await person.press("m:check")
    await find_in_lists(person, position)
    if person.has(":-"):
        await person.press(f"m:cat:{position}:{category or '-'}")


async def find_in_lists(person: Somebody, position: str) -> None:
    await person.press(f"m:browse:{position.split('-')[0]}:0")
    while not person.has(f"m:pos:{position}"):
        await person.press("▶️")
    await person.press(f"m:pos:{position}")
