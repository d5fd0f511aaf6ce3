"""Needs that look back over a window: courses and publications (readings R24-R29, R35)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from rules.dates import add_months, years_back
from rules.norms.facts import Facts
from rules.norms.states import MET, UNKNOWN, UNMET, State
from rules.profile import Certificate, Publication
from rules.vocabulary import Json


@dataclass(frozen=True, slots=True)
class CertificateNeed:
    """Courses on `topic`, issued within `within_years` calendar years (R24).

    `per`: `course`, one course of `hours`; `year`, any 12 months in a row of the window with
    courses of `hours` together (R25); `each_year`, `hours` in every year of the window (the
    stricter reading of R25).
    """

    topic: str
    hours: int
    within_years: int
    per: str = "course"

    @property
    def fact(self) -> str:
        return "certificates"

    def state(self, facts: Facts) -> State:
        held = facts.profile.certificates
        if held is None:
            return UNKNOWN
        mine = [c for c in held if c.topic == self.topic]
        since = years_back(facts.on, self.within_years)
        if self._reach(_surely(mine, since), 0, facts.on) >= self.hours:
            return MET
        if any(c.hours is None and (c.issued is None or c.issued >= since) for c in mine):
            return UNKNOWN
        undated = [c.hours for c in mine if c.issued is None and c.hours is not None]
        most = self._reach(_surely(mine, since), self._undated(undated), facts.on)
        return UNKNOWN if most >= self.hours else UNMET

    def _undated(self, hours: list[int]) -> int:
        return max(hours, default=0) if self.per == "course" else sum(hours)

    def _reach(self, dated: list[tuple[date, int]], undated: int, on: date) -> int:
        if self.per == "course":
            return max([undated, *(hours for _, hours in dated)])
        if self.per == "year":
            return undated + max((_year_from(day, dated) for day, _ in dated), default=0)
        years = range(self.within_years)
        return undated + min(
            sum(h for day, h in dated if years_back(on, y + 1) <= day <= years_back(on, y))
            for y in years
        )

    def still_needed(self, facts: Facts, undated: bool = True) -> int:
        """Hours of the next course that would do (R25); undated courses count in full, or, with
        `undated` false, not at all."""
        if self.per == "year":
            had = sum(
                c.hours or 1
                for c in facts.profile.certificates or ()
                if c.topic == self.topic
                and (undated if c.issued is None else add_months(c.issued, 12) > facts.on)
            )
        else:
            had = self._longest(facts, undated)
        return max(self.hours - had, 0)

    def _longest(self, facts: Facts, undated: bool = True) -> int:
        since = years_back(facts.on, self.within_years)
        return max(
            (
                c.hours or 1
                for c in facts.profile.certificates or ()
                if c.topic == self.topic and (undated if c.issued is None else c.issued >= since)
            ),
            default=0,
        )

    def cure(self, facts: Facts) -> Json:
        return {"kind": "certificate", "topic": self.topic, "hours": self.still_needed(facts)}

    def to_json(self) -> Json:
        return {
            "topic": self.topic,
            "hours": self.hours,
            "per": self.per,
            "within_years": self.within_years,
        }

    def have(self, facts: Facts) -> Json:
        if facts.profile.certificates is None:
            return {}
        if self.per == "course":
            return {"hours": self._longest(facts)}
        since = years_back(facts.on, self.within_years)
        mine = [c for c in facts.profile.certificates if c.topic == self.topic]
        reached = self._reach(_surely(mine, since), 0, facts.on)
        if reached >= self.hours:
            return {"hours": reached}
        return {"hours": max(self.hours - self.still_needed(facts), 0)}

    def short(self, facts: Facts) -> Json:
        if facts.profile.certificates is None:
            return {}
        needed = self.still_needed(facts)
        return {"hours": needed} if needed else {}


def _surely(courses: Iterable[Certificate], since: date) -> list[tuple[date, int]]:
    return [(c.issued, c.hours or 1) for c in courses if c.issued is not None and c.issued >= since]


def _year_from(start: date, dated: list[tuple[date, int]]) -> int:
    end = add_months(start, 12)
    return sum(hours for day, hours in dated if start <= day < end)


@dataclass(frozen=True, slots=True)
class PublicationNeed:
    """`count` works, each with one of `indexes`, a quartile up to `quartile` or a percentile from
    `percentile` up, published within `within_years` calendar years (None: at any time).

    `undated_percentile`: the percentile counts whatever the date (another reading of R29).
    """

    count: int
    indexes: tuple[str, ...] = ()
    quartile: int | None = None
    percentile: float | None = None
    within_years: int | None = None
    undated_percentile: bool = False

    @property
    def fact(self) -> str:
        return "publications"

    def state(self, facts: Facts) -> State:
        works = facts.profile.publications
        if works is None:
            return UNKNOWN
        states = [self._one(work, facts.on) for work in works]
        if states.count(MET) >= self.count:
            return MET
        return UNKNOWN if len(states) - states.count(UNMET) >= self.count else UNMET

    def _one(self, work: Publication, on: date) -> State:
        by_index, by_percentile = self._by_index_or_quartile(work), self._by_percentile(work)
        if by_index == by_percentile == UNMET:
            return UNMET
        time = self._in_time(work, on)
        if not self.undated_percentile:
            by_percentile = min(by_percentile, time)
        return max(min(by_index, time), by_percentile)

    def _in_time(self, work: Publication, on: date) -> State:
        if self.within_years is None:
            return MET
        if work.published is None:
            return UNKNOWN
        return MET if work.published >= years_back(on, self.within_years) else UNMET

    def _by_index_or_quartile(self, work: Publication) -> State:
        if work.index in self.indexes:
            return MET
        if self.quartile is None:
            return UNMET
        if work.quartile_unknown:
            return UNKNOWN
        return MET if work.quartile is not None and work.quartile <= self.quartile else UNMET

    def _by_percentile(self, work: Publication) -> State:
        if self.percentile is None:
            return UNMET
        if work.percentile_unknown:
            return UNKNOWN if self.percentile > 0 else MET
        return MET if work.percentile is not None and work.percentile >= self.percentile else UNMET

    def cure(self, facts: Facts) -> Json:
        element: Json = {"kind": "publication", "index": "wos"}
        if "wos" in self.indexes[:1]:
            return element
        if self.quartile is None:
            return {**element, "index": self.indexes[0]}
        return element if "wos" in self.indexes else {**element, "quartile": self.quartile}

    def to_json(self) -> Json:
        shown: Json = {"publications": self.count}
        if self.indexes:
            shown["indexes"] = list(self.indexes)
        for name in ("quartile", "percentile", "within_years"):
            if getattr(self, name) is not None:
                shown[name] = getattr(self, name)
        return shown

    def have(self, facts: Facts) -> Json:
        works = facts.profile.publications
        if works is None:
            return {}
        return {"publications": sum(self._one(work, facts.on) == MET for work in works)}

    def short(self, facts: Facts) -> Json:
        works = facts.profile.publications
        if works is None:
            return {}
        possible = sum(self._one(work, facts.on) != UNMET for work in works)
        return {"publications": self.count - possible} if possible < self.count else {}
