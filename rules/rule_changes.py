"""What other rules make of a decision: the same answers, day and check, judged again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any as AnyValue

from rules.catalog import Catalogue
from rules.check import check
from rules.profile import BadInput, parse_profile

Json = dict[str, AnyValue]


@dataclass(frozen=True, slots=True)
class Changed:
    """How a decision differs by the rules at hand: what it was, what it would be, both as JSON of
    the contract; `requirements`: by identifier, None where the rules have no such requirement."""

    verdict: tuple[str, str]
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
    """The decision of `record` (see `rules.record`) by the rules of `catalogue`.

    Raises BadInput when these rules cannot judge it: the position, the category or a competence is
    gone, or the record is none.
    """
    try:
        given = json.loads(record)
        on = date.fromisoformat(given["on"])
        before: Json = given["report"]
        profile = parse_profile(given["profile"], on, catalogue.competences)
        after = check(catalogue, given["position"], given["category"], profile, on).to_json("en")
        return Changed(
            verdict=(before["verdict"], after["verdict"]),
            route=(before["route"], after["route"]),
            eligible_on=(before["eligible_on"], after["eligible_on"]),
            requirements=_requirements(before["requirements"], after["requirements"]),
        )
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
