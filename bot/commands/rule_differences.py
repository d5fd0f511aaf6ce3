"""Which kept decisions the rules at hand, or a later edition, would decide otherwise, and in what;
and whom of the registers a later edition judges otherwise.

Nobody is named: a decision is shown by its number, position, category and what differs. People of
a register are counted; their names are shown of one organisation that is asked for, as its register
itself can be had.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.commands.register import organisation_named
from bot.environment import kept_database, now
from cases.register.effects import Affected, affected_staff
from cases.rights import NOBODY, note
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.loading import catalogue
from rules.verdict.edition_kinds import Kind, kind_of_change
from rules.verdict.rule_changes import by_later_editions, judged_again
from rules.vocabulary import Json
from storage.database import Database
from storage.tables.checks import Decision

BATCH: Final = 500


@dataclass(slots=True)
class Differences:
    """`judged`: how many decisions were made with other rules. `changed`: those that come out
    otherwise. `later`: what a later edition changes, from its first day on, for any decision.
    `not_judged`: those that these rules cannot judge, with the reason. `kinds`: how many decisions
    a later edition makes what of. `register`: the same of people of registers, by their number;
    `named`: whether they are of one organisation and may be named."""

    rules: str
    judged: int = 0
    changed: list[Json] = field(default_factory=list)
    later: list[Json] = field(default_factory=list)
    not_judged: list[Json] = field(default_factory=list)
    kinds: Counter[Kind] = field(default_factory=Counter)
    register: dict[Kind, dict[int, Affected]] = field(default_factory=dict)
    named: bool = False

    def to_json(self) -> Json:
        """Contract, section 1; `register` has a row for each kind."""
        return {
            "rules": self.rules,
            "judged": self.judged,
            "changed": self.changed,
            "later": self.later,
            "not_judged": self.not_judged,
            "register": [self._row(kind, people) for kind, people in self.register.items()],
        }

    def _row(self, kind: Kind, people: dict[int, Affected]) -> Json:
        row = {
            "from": kind.since.isoformat(),
            "position": kind.position,
            "category": kind.category,
            "verdict": {"before": kind.before, "after": kind.after},
            "clauses": list(kind.clauses),
            "people": len(people),
        }
        return (
            {**row, "names": [each.line.employee.name for each in people.values()]}
            if self.named
            else row
        )


def differences(org: str | None = None) -> Differences:
    """All decisions of the database made with other rules, judged by these, all that a later
    edition decides otherwise, and whom of the registers, or of one organisation's by name.

    Raises BadInput for a database that cannot be used and an organisation that is not there.
    """
    return asyncio.run(_of(catalogue(), org))


async def _of(norms: Catalogue, org: str | None) -> Differences:
    async with kept_database() as database:
        told = await differences_in(database, norms)
        await tell_registers(told, database, norms, now(), org)
        return told


async def differences_in(database: Database, norms: Catalogue) -> Differences:
    """What concerns kept decisions."""
    told = Differences(norms.digest)
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


async def tell_registers(
    told: Differences, database: Database, norms: Catalogue, at: datetime, org: str | None = None
) -> None:
    """What concerns the registers: of all organisations, or by name of the one asked for."""
    async with database.work(writing=org is not None, long=True) as work:
        organisations = await work.organisations.all()
        if org is not None:
            organisations = [organisation_named(organisations, org)]
            told.named = True
        for organisation in organisations:
            found = await affected_staff(work, organisation.id, norms, at)
            for each in found:
                told.register.setdefault(each.kind, {})[each.line.employee.id] = each
            if told.named:
                thing = ("register", None)
                done = "staff.effects"
                await note(work, NOBODY, organisation.id, done, thing, at, records=len(found))
    ordered = sorted(told.register.items(), key=lambda each: -len(each[1]))
    told.register = dict(ordered)


def _tell(told: Differences, norms: Catalogue, decision: Decision) -> None:
    """Adds what is to be told of one decision."""
    other_rules = decision.digest != norms.digest
    told.judged += other_rules
    try:
        now = judged_again(norms, decision.record) if other_rules else None
        later = by_later_editions(norms, decision.record)
    except BadInput as bad:
        told.not_judged.append({**_named(decision), "why": str(bad)})
        return
    if now is not None and now.any:
        told.changed.append({**_named(decision), "changes": now.to_json()})
    for first, changed in later:
        kind = kind_of_change(first, decision.position, decision.category, changed)
        told.kinds.update([] if kind is None else [kind])
        if changed.any:
            what = {"from": first.isoformat(), "changes": changed.to_json()}
            told.later.append({**_named(decision), **what})


def _named(decision: Decision) -> Json:
    return {
        "decision": decision.id,
        "position": decision.position,
        "category": decision.category,
        "verdict": decision.verdict,
        "on": decision.judged_on.isoformat(),
        "made_with": decision.digest,
    }
