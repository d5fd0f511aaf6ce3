"""Which kept decisions the rules at hand would decide otherwise, and in what.

Nobody is named: a decision is shown by its number, position, category and what differs.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from bot.environment import read_settings
from rules.catalog import Catalogue, catalogue
from rules.profile import BadInput
from rules.rule_changes import judged_again
from storage.address import DatabaseUrlError
from storage.database import Database, open_database
from storage.records import Decision

Json = dict[str, Any]
BATCH: Final = 500


def differences() -> Json:
    """All decisions of the database made with other rules, judged by these.

    Raises BadInput for a database address that cannot be used.
    """
    try:
        database = open_database(read_settings().database_url)
    except DatabaseUrlError as error:
        raise BadInput("DATABASE_URL", str(error)) from None
    return asyncio.run(_of(database, catalogue()))


async def _of(database: Database, norms: Catalogue) -> Json:
    try:
        return await differences_in(database, norms)
    finally:
        await database.close()


async def differences_in(database: Database, norms: Catalogue) -> Json:
    """`judged`: how many decisions were made with other rules. `changed`: those that come out
    otherwise. `not_judged`: those that these rules cannot judge, with the reason."""
    judged, last = 0, 0
    changed: list[Json] = []
    not_judged: list[Json] = []
    while True:
        async with database.unit(writing=False) as unit:
            found = await unit.decisions.by_other_rules(norms.digest, last, BATCH)
        if not found:
            break
        last = found[-1].id
        for decision in found:
            judged += 1
            try:
                now = judged_again(norms, decision.record)
            except BadInput as bad:
                not_judged.append({**_named(decision), "why": str(bad)})
                continue
            if now.any:
                changed.append({**_named(decision), "changes": now.to_json()})
    return {"rules": norms.digest, "judged": judged, "changed": changed, "not_judged": not_judged}


def _named(decision: Decision) -> Json:
    return {
        "decision": decision.id,
        "position": decision.position,
        "category": decision.category,
        "verdict": decision.verdict,
        "on": decision.judged_on.isoformat(),
        "made_with": decision.digest,
    }
