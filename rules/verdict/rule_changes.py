"""What other rules, or a later edition, make of a decision: the same answers judged again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.model import Position
from rules.profile import parse_profile
from rules.verdict.check import check
from rules.vocabulary import Json, Verdict


@dataclass(frozen=True, slots=True)
class Changed:
    """How a decision differs by the rules at hand: what it was, what it would be, both as JSON of
    the contract; `requirements`: by identifier, None where the rules have no such requirement."""

    verdict: tuple[Verdict, Verdict]
    route: tuple[list[Json], list[Json]]
    eligible_on: tuple[str | None, str | None]
    requirements: dict[str, tuple[str | None, str | None]]

    @property
    def any(self) -> bool:
        pairs: tuple[tuple[object, object], ...] = (self.verdict, self.route, self.eligible_on)
        return bool(self.requirements) or any(before != after for before, after in pairs)

    def to_json(self) -> Json:
        """Only what differs, each as `{"before", "after"}`."""
        pairs: dict[str, tuple[object, object]] = {
            "verdict": self.verdict,
            "route": self.route,
            "eligible_on": self.eligible_on,
        }
        shown: Json = {
            name: {"before": before, "after": after}
            for name, (before, after) in pairs.items()
            if before != after
        }
        if self.requirements:
            shown["requirements"] = [
                {"id": identifier, "before": before, "after": after}
                for identifier, (before, after) in self.requirements.items()
            ]
        return shown


def judged_again(catalogue: Catalogue, record: bytes) -> Changed:
    """The decision of `record` (see `rules.verdict.record`) by the rules of `catalogue`.

    Raises BadInput when these rules cannot judge it: the position, the category or a competence is
    gone, or the record is none.
    """
    with _only_bad_input():
        given = json.loads(record)
        on = date.fromisoformat(given["on"])
        return _changed(given["report"], _report(catalogue, given, on))


def by_later_editions(catalogue: Catalogue, record: bytes) -> tuple[tuple[date, Changed], ...]:
    """What each later edition of the decision's position changes for the same answers: its first
    day, and that day by the edition before beside that day by this one.

    Raises BadInput when an edition cannot judge it, or the record is none.
    """
    found = []
    with _only_bad_input():
        given = json.loads(record)
        on = date.fromisoformat(given["on"])
        for earlier, later in pairwise(catalogue.editions.get(given["position"], ())):
            first = later.edition.begins
            if first > on:
                before = _report(catalogue, given, first, only=earlier)
                after = _report(catalogue, given, first, only=later)
                found.append((first, _changed(before, after)))
    return tuple(found)


def _report(catalogue: Catalogue, given: Json, on: date, only: Position | None = None) -> Json:
    """The report of the day's edition, or of `only` that one, as JSON of the contract."""
    profile = parse_profile(given["profile"], on, catalogue.competences)
    if only is not None:
        catalogue = catalogue.alone(only)
    return check(catalogue, given["position"], given["category"], profile, on).to_json("en")


def _changed(before: Json, after: Json) -> Changed:
    return Changed(
        verdict=(before["verdict"], after["verdict"]),
        route=(before["route"], after["route"]),
        eligible_on=(before["eligible_on"], after["eligible_on"]),
        requirements=_requirements(before["requirements"], after["requirements"]),
    )


@contextmanager
def _only_bad_input() -> Iterator[None]:
    try:
        yield
    except BadInput:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput("record", f"is no decision record: {error}") from None


def _requirements(
    before: list[Json], after: list[Json]
) -> dict[str, tuple[str | None, str | None]]:
    old = {item["id"]: item["status"] for item in before}
    new = {item["id"]: item["status"] for item in after}
    return {
        identifier: (old.get(identifier), new.get(identifier))
        for identifier in dict.fromkeys((*old, *new))
        if old.get(identifier) != new.get(identifier)
    }
