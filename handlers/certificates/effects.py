"""What leaving certificates do to the check that the person made last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.certificates import Loss, as_profile, losses
from handlers.chat.visit import Visit
from rules.profile import parse_profile
from rules.questionnaire.flow import Sheet
from rules.questionnaire.scope import seen_from
from storage.tables.deadlines import Certificate


@dataclass(frozen=True, slots=True)
class Effects:
    """The last check, and what it loses on which day."""

    position: str
    category: str | None
    by_day: dict[date, Loss]


async def effects_of(visit: Visit, certificates: list[Certificate]) -> Effects | None:
    """None when no check is kept, or its position is no longer there. Of courses only the kept
    certificates count, so that what is shown follows from what is shown above it."""
    made = await visit.work.decisions.of(visit.person.id)
    known = visit.desk.catalogue.positions.get(made[0].position) if made else None
    if known is None or made[0].category not in known.checks:
        return None
    last = made[0]
    sheet = Sheet(
        catalogue=visit.desk.catalogue,
        position=last.position,
        category=last.category,
        on=visit.on,
        run_id=0,
        answers=seen_from(last.position, await visit.work.answers.all(visit.person.id))[0],
    )
    data = {**sheet.profile_data, "certificates": as_profile(certificates)}
    profile = parse_profile(data, visit.on, frozenset(sheet.relevance.competences))
    found = losses(
        visit.desk.catalogue, last.position, last.category, profile, certificates, visit.on
    )
    return Effects(last.position, last.category, {loss.day: loss for loss in found})
