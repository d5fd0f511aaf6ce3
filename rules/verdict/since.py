"""What has changed since a decision, by the same answers on a later day.

Nothing is assumed of the person: experience does not grow here by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from rules.dates import add_months
from rules.norms.catalog import Catalogue
from rules.norms.model import leaves_of
from rules.norms.needs import CertificateNeed, PublicationNeed
from rules.profile import Profile
from rules.verdict.check import Item, check
from rules.verdict.deadlines import leaves_window, lost_on
from rules.vocabulary import Verdict

SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A day to come on which requirements that are met now are met no longer, by time alone."""

    day: date
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """`months`: whole months since the decision. `verdict`: by the same answers today. `lost`:
    requirements met then and not today. `leaving`: days within 90 days that take one away."""

    months: int
    verdict: Verdict
    lost: tuple[Item, ...]
    leaving: tuple[Leaving, ...]


def since(
    catalogue: Catalogue,
    position: str,
    category: str | None,
    profile: Profile,
    judged_on: date,
    on: date,
) -> Since:
    """What the days from `judged_on` to `on` have changed for the same answers.

    Raises BadInput for a position or category that the catalogue lacks.
    """
    then = check(catalogue, position, category, profile, judged_on)
    now = check(catalogue, position, category, profile, on)
    met = {item.leaf.id for item in then.requirements if item.status == "met"}
    lost = tuple(
        item for item in now.requirements if item.leaf.id in met and item.status == "unmet"
    )
    leaving = []
    for day in sorted(set(_last_days(catalogue.on(on), position, category, profile))):
        if on < day <= on + SOON and (
            items := lost_on(catalogue, position, category, profile, day)
        ):
            leaving.append(Leaving(day, items))
    return Since(whole_months(judged_on, on), now.verdict, lost, tuple(leaving))


def whole_months(since_day: date, on: date) -> int:
    """Whole calendar months from one day to a later one; 0 when the later one is not later."""
    months = (on.year - since_day.year) * 12 + on.month - since_day.month
    if months > 0 and add_months(since_day, months) > on:
        months -= 1
    return max(months, 0)


def _last_days(
    catalogue: Catalogue, position: str, category: str | None, profile: Profile
) -> Iterator[date]:
    """The first days on which something of the profile no longer counts, by the edition of the
    catalogue's day."""
    for leaf in leaves_of(catalogue.positions[position].checks[category].tree):
        need = leaf.need
        with suppress(OverflowError):
            if isinstance(need, CertificateNeed):
                for course in profile.certificates or ():
                    if course.topic == need.topic and course.issued is not None:
                        yield leaves_window(course.issued, need.within_years)
            elif isinstance(need, PublicationNeed) and need.within_years is not None:
                for work in profile.publications or ():
                    if work.published is not None:
                        yield leaves_window(work.published, need.within_years)
