"""Which kept decisions the rules at hand, or a later edition, would decide otherwise, and in what.

Nobody is named: a decision is shown by its number, position, category and what differs.
"""

from __future__ import annotations

import asyncio
from typing import Final

from bot.environment import kept_database
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.verdict.rule_changes import by_later_editions, judged_again
from rules.vocabulary import Json
from storage.database import Database
from storage.tables.checks import Decision

BATCH: Final = 500


def differences() -> Json:
    """All decisions of the database made with other rules, judged by these, and all that a later
    edition decides otherwise.

    Raises BadInput for a database that cannot be used.
    """
    return asyncio.run(_of(catalogue()))


async def _of(norms: Catalogue) -> Json:
    async with kept_database() as database:
        return await differences_in(database, norms)


async def differences_in(database: Database, norms: Catalogue) -> Json:
    """`judged`: how many decisions were made with other rules. `changed`: those that come out
    otherwise. `later`: what a later edition changes, from its first day on, for any decision.
    `not_judged`: those that these rules cannot judge, with the reason."""
    told: Json = {"rules": norms.digest, "judged": 0, "changed": [], "later": [], "not_judged": []}
    last = 0
    # Those made with these very rules need a look only where there is a later edition.
    known = "" if norms.turns else norms.digest
    while True:
        async with database.work(writing=False) as work:
            found = await work.decisions.by_other_rules(known, last, BATCH)
        if not found:
            return told
        last = found[-1].id
        for decision in found:
            _tell(told, norms, decision)


def _tell(told: Json, norms: Catalogue, decision: Decision) -> None:
    """Adds what is to be told of one decision."""
    other_rules = decision.digest != norms.digest
    told["judged"] += other_rules
    try:
        now = judged_again(norms, decision.record) if other_rules else None
        later = by_later_editions(norms, decision.record)
    except BadInput as bad:
        told["not_judged"].append({**_named(decision), "why": str(bad)})
        return
    if now is not None and now.any:
        told["changed"].append({**_named(decision), "changes": now.to_json()})
    told["later"] += [
        {**_named(decision), "from": first.isoformat(), "changes": changed.to_json()}
        for first, changed in later
        if changed.any
    ]


def _named(decision: Decision) -> Json:
    return {
        "decision": decision.id,
        "position": decision.position,
        "category": decision.category,
        "verdict": decision.verdict,
        "on": decision.judged_on.isoformat(),
        "made_with": decision.digest,
    }
