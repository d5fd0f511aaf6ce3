"""Requirements that have a measure: how much there is against how much is needed, in words too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from i18n import Translator
from rules.norms.needs import AtLeast, CertificateNeed, ExperienceNeed, PublicationNeed
from rules.verdict.check import Item
from rules.vocabulary import Json


@dataclass(frozen=True, slots=True)
class Measure:
    """Amounts in one transaction (months, hours, works ...).

    `sure`: what there is for certain; `possible`: what there may be, None without a bound; `need`:
    what is needed, at least 1. `caption`: the same in words.
    """

    sure: int
    possible: int | None
    need: int
    caption: str


def measure(item: Item, tr: Translator) -> Measure | None:
    """The measure of a requirement; None where a tick says all there is to say."""
    found = _unit(item, tr)
    if found is None or item.status == "not_applicable":
        return None
    work, need, words = found
    have, short = item.have, item.short.get(work)
    if item.status == "met" and have.get(work, need) < need:
        # Met by courses of an earlier year: the report counts those of the last one (R25).
        return None
    caption = _caption(item, work, need, words, tr)
    if work in have and item.status != "unknown":
        return Measure(have[work], have[work], need, caption)
    if work in have:
        return Measure(0, have[work], need, caption)
    low, high = have.get(f"{work}_from", 0), have.get(f"{work}_to")
    if high is None and short is not None:
        high = need - short
    return Measure(low, high, need, caption)


Words = Callable[[int], str]


def _unit(item: Item, tr: Translator) -> tuple[str, int, Words] | None:
    """The name of the amount in the report, how much is needed, and how to say an amount."""
    need = item.leaf.need
    if isinstance(need, ExperienceNeed):
        return "months", need.months, tr.months
    if isinstance(need, CertificateNeed) and need.hours > 1:
        return "hours", need.hours, tr.hours
    if isinstance(need, PublicationNeed) and need.count > 1:
        return "publications", need.count, tr.number
    if isinstance(need, AtLeast) and need.h_index > 1:
        return "h_index", need.h_index, tr.number
    return None


def _caption(item: Item, work: str, need: int, words: Words, tr: Translator) -> str:
    needed = words(need)
    have = _have(item.have, work, words, tr)
    if have is None:
        return tr.text("not known, needed: {need}", need=needed)
    if item.status == "unknown":
        return tr.text("not certain: {have}, needed: {need}", have=have, need=needed)
    if item.status == "unmet" and work in item.short:
        short = words(item.short[work])
        return tr.text(
            "you have {have}, needed: {need}, {short} more", have=have, need=needed, short=short
        )
    return tr.text("you have {have}, needed: {need}", have=have, need=needed)


def _have(have: Json, work: str, words: Words, tr: Translator) -> str | None:
    low, high = have.get(f"{work}_from"), have.get(f"{work}_to")
    if work in have:
        return words(have[work])
    if low is not None and high is not None:
        return f"{words(low)} – {words(high)}"
    if low is not None:
        return tr.text("{amount} or more", amount=words(low))
    return None if high is None else tr.text("{amount} or less", amount=words(high))
