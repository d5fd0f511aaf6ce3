"""What the command line does with broadcasts: queue one, show one, fill a demonstration.

A segment is written as conditions with commas between them; of several with the same name one has
to hold, of different ones all: `lang:kk,lang:en,department:Бағдарламалау`. `all` stands for none.
A name with a comma in it stands in quotation marks: `department:"Физика, химия"`.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any, Final

from bot.commands.demo import KINDS, fill
from bot.environment import kept_database, now, read_settings
from cases.segments import people_short_of_hours
from cases.texts import LONGEST_TEXT, fits
from rules.dates import ALMATY, today
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.vocabulary import LANGUAGES, Language
from storage.tables.organisations import Organisation
from storage.tables.segments import Segment

MOST_USERS: Final = 1_000_000
LONGEST_NAME: Final = 200
YEARS: Final = range(2000, 2100)


def demo(users: int, name: str | None, kind: str, year: int | None, as_json: bool) -> None:
    """Fills a migrated database with invented people."""
    if not 1 <= users <= MOST_USERS:
        raise BadInput("--users", f"a number from 1 to {MOST_USERS} is expected")
    if name is not None and not 1 <= len(name.strip()) <= LONGEST_NAME:
        raise BadInput("--org", f"a name of 1 to {LONGEST_NAME} characters is expected")
    if kind not in KINDS:
        raise BadInput("--kind", f"one of {', '.join(KINDS)}")
    if year is not None and year not in YEARS:
        raise BadInput("--year", f"a year from {YEARS.start} to {YEARS.stop - 1}")

    async def filled() -> object:
        async with kept_database() as database:
            operators = read_settings().hr_admin_ids
            return await fill(database, catalogue(), users, name, now, kind, year, operators)

    _show(asyncio.run(filled()), as_json)


def new_broadcast(
    org: str, texts: Mapping[Language, str | None], segment: str, at: str | None, as_json: bool
) -> None:
    """Queues a broadcast; answers its id."""
    written = {language: _checked(language, text) for language, text in texts.items() if text}
    start = None if at is None else read_moment(at)

    async def created() -> dict[str, int]:
        moment = now()
        async with kept_database() as database, database.work() as work:
            organisation = _found(await work.organisations.all(), org)
            departments = {
                found.name: found.id
                for found in await work.organisations.departments(organisation.id)
            }
            chosen = read_segment(segment, catalogue(), departments)
            on = today(moment)
            short = await people_short_of_hours(work, organisation.id, chosen, catalogue(), on)
            counted = await work.campaigns.count(organisation.id, chosen, on, short)
            number = await work.campaigns.create(
                organisation.id, None, written, chosen, moment, start,
                audience=sum(counted.values()),
            )  # fmt: skip
        return {"id": number}

    _show(asyncio.run(created()), as_json)


def broadcast_status(number: int, as_json: bool) -> None:
    """Says how far a broadcast is."""

    async def looked() -> dict[str, Any]:
        async with kept_database() as database, database.work(writing=False) as work:
            status = await work.campaigns.status(number)
        if status is None:
            raise BadInput("ID", f"there is no broadcast {number}")
        return asdict(status)

    _show(asyncio.run(looked()), as_json)


def read_moment(text: str) -> datetime:
    """A moment in ISO form; without an offset it is Almaty's time. Raises BadInput."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput("--at", "a moment like 2026-11-20T10:00 is expected") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ALMATY)
    return moment.astimezone(UTC)


def _checked(language: str, text: str) -> str:
    stripped = text.strip()
    if not fits(stripped):
        raise BadInput(f"--text-{language}", f"1 to {LONGEST_TEXT} characters are expected")
    return stripped


def _found(organisations: list[Organisation], wanted: str) -> Organisation:
    """The organisation of this name or number."""
    for organisation in organisations:
        if organisation.name == wanted or str(organisation.id) == wanted:
            return organisation
    known = ", ".join(organisation.name for organisation in organisations[:10]) or "none yet"
    raise BadInput("--org", f"{wanted!r} is not there; there are: {known}")


def _show(value: object, as_json: bool) -> None:
    if as_json:
        json.dump(value, sys.stdout, ensure_ascii=False)
        print()
    elif isinstance(value, dict):
        for name, item in value.items():
            print(f"{name}: {item}")


ALLOWED: Final = (
    'all, lang:kk|ru|en, department:NAME (with a comma in it: department:"NAME"), position:ID, '
    "short-of-hours, hours-below:N, ends-within:DAYS, quiet-since:YYYY-MM-DD, with commas between "
    "them"
)
# A value in quotation marks up to the next condition; else whatever stands before a comma.
CONDITION: Final = re.compile(r'\s*[a-z-]+:"(?:[^"]|"")*"\s*(?=,|$)|[^,]*')
QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
LONGEST: Final = 10_000


def read_segment(text: str, catalogue: Catalogue, departments: Mapping[str, int]) -> Segment:
    """The segment; `departments`: name → id in the organisation. Raises BadInput."""
    lists: dict[str, list[Any]] = {"languages": [], "departments": [], "positions": []}
    single: dict[str, Any] = {}
    for part in _conditions(text):
        if part == "all":
            continue
        if part == "short-of-hours":
            single["short_of_hours"] = True
            continue
        name, colon, value = part.partition(":")
        if not colon or not value:
            raise BadInput("segment", f"{part!r} is not known; allowed: {ALLOWED}")
        if name == "lang":
            lists["languages"].append(_one_of(value, LANGUAGES))
        elif name == "department":
            lists["departments"].append(departments[_department(value, departments)])
        elif name == "position":
            lists["positions"].append(_one_of(value, catalogue.positions))
        elif name in SINGLE and SINGLE[name][0] not in single:
            field, read = SINGLE[name]
            single[field] = read(value)
        else:
            raise BadInput("segment", f"{part!r} is not known or twice there; allowed: {ALLOWED}")
    conditions: dict[str, Any] = {name: tuple(values) for name, values in lists.items()}
    return Segment(**conditions, **single)


def _conditions(text: str) -> list[str]:
    """What stands between the commas, those within quotation marks apart."""
    found, place = [], 0
    while place <= len(text):
        part = CONDITION.match(text, place)
        assert part is not None, "it matches nothing at all too"
        found.append(part[0].strip())
        place = part.end() + 1
    return found


def _department(value: str, known: Mapping[str, int]) -> str:
    """The name as it stands, or without the quotation marks around it, of which a doubled one
    within is one of the name itself."""
    if value not in known and QUOTED.fullmatch(value):
        return _one_of(value[1:-1].replace('""', '"'), known)
    return _one_of(value, known)


def _one_of(value: str, known: Any) -> str:
    if value not in known:
        raise BadInput("segment", f"{value!r} is not there; allowed: {', '.join(known)}")
    return value


def _number(value: str) -> int:
    if not value.isdecimal() or int(value) > LONGEST:
        raise BadInput("segment", f"{value!r}: a whole number from 0 to {LONGEST} is expected")
    return int(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput("segment", f"{value!r}: a day as YYYY-MM-DD is expected") from None


SINGLE: Final[dict[str, tuple[str, Callable[[str], Any]]]] = {
    "hours-below": ("hours_below", _number),
    "ends-within": ("ends_within_days", _number),
    "quiet-since": ("quiet_since", _day),
}
