"""Which kept decisions the rules at hand would decide otherwise, and in what.

Nobody is named: a decision is shown by its number, position, category and what differs.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final

from bot.environment import kept_database
from rules.catalog import Catalogue, catalogue
from rules.profile import BadInput
from rules.rule_changes import judged_again
from storage.database import Database
from storage.records import Decision

Json = dict[str, Any]
BATCH: Final = 500


def differences() -> Json:
    """All decisions of the database made with other rules, judged by these.

    Raises BadInput for a database that cannot be used.
    """
    return asyncio.run(_of(catalogue()))


async def _of(norms: Catalogue) -> Json:
    async with kept_database() as database:
        return await differences_in(database, norms)


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
