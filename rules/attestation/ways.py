"""Ways without attestation, and who is attested without the knowledge test.

What the answers cannot say for sure is open: it is asked as a question of its own, never assumed.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.attestation.block import Exemption, Fact
from rules.attestation.case import MET, UNKNOWN, UNMET, Case
from rules.attestation.edition import ExemptionClause, NoTest
from rules.attestation.wording import Said, Span, Value, category_names, said
from rules.norms import needs as n
from rules.norms.compiled import STATUS


def ways(case: Case) -> Iterator[Exemption]:
    """The ways to the category of the case without attestation."""
    for way in case.family.ways:
        fits = way.positions is None or case.position in way.positions
        if case.step.categories[0] in way.categories and fits:
            yield _way(case, way)


def _way(case: Case, way: ExemptionClause) -> Exemption:
    values: dict[str, Value] = {}
    if way.months is not None:
        values["term"] = Span(way.months)
    if way.holders:
        values["holders"] = category_names(way.holders)
    fact = Fact(way.way, said(f"way.{way.way}", **values), (way,))
    return _judged(case, fact, _way_status(case, way), said(f"ask.{way.way}", **values))


def _way_status(case: Case, way: ExemptionClause) -> str:
    """What the answers alone say: no answer says that the years were the last ones, that somebody
    was appointed, or that none of the other grounds is there."""
    profile = case.facts.profile
    if way.way == "production":
        kinds = ("enterprise", "industry")
        needs = (n.ExperienceNeed(kind, way.months or 0) for kind in kinds)
        short = all(need.state(case.facts) == n.UNMET for need in needs)
        return UNMET if short else UNKNOWN
    if way.way == "scholars":
        return MET if profile.degrees or profile.flags.get("bolashak_diploma") else UNKNOWN
    if way.way == "appointed" and profile.category is not None:
        return UNKNOWN if profile.category in way.holders else UNMET
    return UNKNOWN


def no_test(case: Case) -> Iterator[Exemption]:
    """Who is attested for the category of the case by the portfolio alone."""
    if case.step.by_head is not None:
        return
    for way in case.family.no_test:
        of_category = way.categories is None or case.step.categories[0] in way.categories
        of_position = way.positions is None or case.position in way.positions
        if of_category and of_position:
            yield _spared(case, way)


def _spared(case: Case, way: NoTest) -> Exemption:
    values: dict[str, Value] = {}
    if way.months is not None:
        values["term"] = Span(way.months)
    if way.times is not None:
        values["times"] = way.times
    if way.holders:
        values["holders"] = category_names(way.holders)
    if way.certificates is not None:
        values["certificates"] = way.certificates
    is_language = way.way in ("languages", "other-languages")
    if is_language and way.certificates is None:
        fact = Fact(way.way, said(f"no-test.{way.way}.more"), (way,))
        return Exemption(fact, UNKNOWN)
    fact = Fact(way.way, said(f"no-test.{way.way}", **values), (way,))
    asks = None
    if is_language or (way.way == "confirming" and case.confirms):
        asks = said(f"ask.{way.way}", **values)
    return _judged(case, fact, _spared_status(case, way), asks)


def _spared_status(case: Case, way: NoTest) -> str:
    if way.way == "old-category":
        if case.held is None or case.ended:
            return UNKNOWN
        return MET if case.held in way.holders else UNMET
    if way.way == "confirming":
        return UNMET if case.confirms is False else UNKNOWN
    if way.months is not None:
        if case.confirms is False:
            return UNMET
        worked = STATUS[n.ExperienceNeed("teaching", way.months).state(case.facts)]
        return UNKNOWN if case.confirms is None and worked == MET else worked
    return UNKNOWN


def _judged(case: Case, fact: Fact, status: str, asks: Said | None) -> Exemption:
    """A word of the person settles what the answers leave open."""
    word = case.told.words.get(fact.id)
    if status != UNKNOWN or asks is None:
        return Exemption(fact, status)
    if word is None:
        return Exemption(fact, UNKNOWN, asks)
    return Exemption(fact, MET if word else UNMET, asks)
