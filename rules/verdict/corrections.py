"""Whether a kept decision is to be corrected: judged again by the rules of today.

A fact that is tied to the position (R40) and was given for another one counts no more: the answer
rested on it where it comes out otherwise without it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.errors import BadInput
from rules.norms import needs as n
from rules.norms.catalog import Catalogue
from rules.norms.model import leaves_of
from rules.norms.tied_facts import PROFESSIONAL, PROFILE, TIED
from rules.profile import parse_profile
from rules.verdict.check import Report, check
from rules.vocabulary import Json


@dataclass(frozen=True, slots=True)
class Correction:
    """What a decision has become. `now`: today's answer to what counts of the same answers, None
    where today's rules cannot judge them; `rested_on`: the facts of it that were given for another
    position."""

    now: Report | None
    rested_on: tuple[str, ...]


def correction(
    catalogue: Catalogue, record: bytes, elsewhere: Collection[str]
) -> Correction | None:
    """The correction of the decision of `record` (see `rules.verdict.record`); None where its
    verdict, way and day stay as they were.

    `elsewhere`: the facts whose kept answer was given for another position and for this one never.
    """
    given = json.loads(record)
    try:
        rested_on = _rested_on(catalogue, given, elsewhere)
    except BadInput:
        return Correction(None, ())
    now = judged_without(catalogue, given, rested_on)
    if rested_on or now is None or _outcome(now) != _told(given["report"]):
        return Correction(now, rested_on)
    return None


def judged_without(catalogue: Catalogue, given: Json, facts: Collection[str] = ()) -> Report | None:
    """The decision of a record on its day by the rules at hand, as if nothing were known of
    `facts`; None where these rules cannot judge it. Competences that they lack are left out."""
    profile = _without(given["profile"], facts)
    if "competences" in profile:
        known = catalogue.competences | {"*"}
        asked = profile["competences"].items()
        profile["competences"] = {item: said for item, said in asked if item in known}
    on = date.fromisoformat(given["on"])
    try:
        parsed = parse_profile(profile, on, catalogue.competences)
        return check(catalogue, given["position"], given["category"], parsed, on)
    except BadInput:
        return None


def _without(profile: Json, facts: Collection[str]) -> Json:
    left = {name: value for name, value in profile.items() if name not in facts}
    for group in ("experience", "flags"):
        if group in left:
            said = left[group].items()
            left[group] = {name: value for name, value in said if f"{group}.{name}" not in facts}
    return left


def tied_facts(catalogue: Catalogue, position: str, category: str | None, on: date) -> set[str]:
    """The facts of a check whose answer depends on the position. Raises BadInput for no check."""
    known = catalogue.on(on).positions.get(position)
    if known is None or category not in known.checks:
        raise BadInput("position", f"{position}, category {category}: unknown")
    leaves = leaves_of(known.checks[category].tree)
    in_part = {leaf.need.fact for leaf in leaves if _asks_of_the_profile(leaf.need)}
    return set(TIED | in_part)


def _asks_of_the_profile(need: n.Need) -> bool:
    """Whether a need that most people meet or miss in any position asks something of this one."""
    match need:
        case n.EducationNeed(fields=fields):
            return PROFILE in fields
        case n.DegreeNeed(in_profile=in_profile):
            return bool(in_profile)
        case n.CertificateNeed(topic=topic):
            return topic == PROFILE
        case n.OneOf(fact="retraining", values=values):
            return PROFESSIONAL in values
    return False


def _rested_on(catalogue: Catalogue, given: Json, elsewhere: Collection[str]) -> tuple[str, ...]:
    """Those of `elsewhere` on which the answer hung: each by itself, or all together."""
    on = date.fromisoformat(given["on"])
    tied = tied_facts(catalogue, given["position"], given["category"], on)
    said = {fact for fact, state in given["states"].items() if state == "value"}
    suspects = tuple(sorted(tied & said & set(elsewhere)))
    if not suspects:
        return ()
    whole = _outcome(judged_without(catalogue, given))
    alone = [
        fact
        for fact in suspects
        if any(_outcome(judged_without(catalogue, x)) != whole for x in _otherwise(given, fact))
    ]
    together = tuple(fact for fact in suspects if fact not in _IN_PART)
    if alone or _outcome(judged_without(catalogue, given, together)) == whole:
        return tuple(alone)
    return together


def _otherwise(given: Json, fact: str) -> Iterator[Json]:
    """The record as it would be if the tied part of a fact were otherwise."""
    if fact not in _IN_PART:
        yield _said_otherwise(given, _without(given["profile"], (fact,)))
        return
    for of_profile in (False, True):
        said = [_IN_PART[fact](item, of_profile) for item in given["profile"].get(fact, ())]
        yield _said_otherwise(given, {**given["profile"], fact: said})


def _said_otherwise(given: Json, profile: Json) -> Json:
    return {**given, "profile": profile}


def _diploma(item: Json, of_profile: bool) -> Json:
    others = [field for field in item.get("fields", ()) if field != PROFILE]
    return {**item, "fields": [*others, PROFILE] if of_profile else others}


def _degree(item: Json, of_profile: bool) -> Json:
    return {**item, "in_profile": of_profile}


_IN_PART: Final[dict[str, Callable[[Json, bool], Json]]] = {
    "education": _diploma,
    "degrees": _degree,
}


def _outcome(report: Report | None) -> Json | None:
    return None if report is None else _told(report.to_json("en"))


def _told(report: Json) -> Json:
    return {name: report[name] for name in ("verdict", "route", "eligible_on")}
