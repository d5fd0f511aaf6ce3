"""Evaluates one profile against one position or category on one day (contract, section 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from rules.dates import add_months
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.norms.compiled import STATUS, CompiledCheck, CompiledTree
from rules.norms.facts import Facts
from rules.norms.model import Leaf, Text
from rules.profile import Profile
from rules.verdict.notes_before import otherwise_before
from rules.verdict.route import Element, Route, apply_months, cost_of, routes
from rules.vocabulary import Json, Verdict

ALTERNATIVES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement or preference as it stands for this person.

    `need`, `have`, `short` carry whole months, hours, or counts under those names. `applies`:
    whether its condition holds; None: not known.
    """

    leaf: Leaf
    status: str
    need: Json
    have: Json
    short: Json
    applies: bool | None = True

    def to_json(self, lang: str) -> Json:
        shown: Json = {
            "id": self.leaf.id,
            "kind": self.leaf.kind,
            "status": self.status,
            "text": self.leaf.text.of(lang),
            "need": self.need,
            "have": self.have,
        }
        if self.status == "unmet" and self.short:
            shown["short"] = self.short
        shown["source"] = self.leaf.source.to_json()
        return shown


@dataclass(frozen=True, slots=True)
class Note:
    """A reading that would have decided differently for this person; `otherwise`: the verdict,
    None in superseded rules where it decided this one."""

    reading: str
    text: Text
    otherwise: Verdict | None

    def to_json(self, lang: str) -> Json:
        shown: Json = {"reading": self.reading, "text": self.text.of(lang)}
        return shown if self.otherwise is None else {**shown, "otherwise": self.otherwise}


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer. `eligible_on` is None where the contract gives null."""

    position: str
    category: str | None
    on: date
    verdict: Verdict
    requirements: tuple[Item, ...]
    route: tuple[Element, ...]
    alternatives: tuple[tuple[Element, ...], ...]
    eligible_on: date | None
    preferences: tuple[Item, ...]
    notes: tuple[Note, ...]

    def to_json(self, lang: str) -> Json:
        """The answer of `check` with its texts in `lang` (`kk`, `ru` or `en`)."""
        return {
            "position": self.position,
            "category": self.category,
            "on": self.on.isoformat(),
            "lang": lang,
            "verdict": self.verdict,
            "requirements": [item.to_json(lang) for item in self.requirements],
            "route": list(self.route),
            "alternatives": [list(route) for route in self.alternatives],
            "eligible_on": None if self.eligible_on is None else self.eligible_on.isoformat(),
            "preferences": [item.to_json(lang) for item in self.preferences],
            "notes": [note.to_json(lang) for note in self.notes],
        }


def check(
    catalogue: Catalogue, position: str, category: str | None, profile: Profile, on: date
) -> Report:
    """The report for `profile` at `position` (or one `category` of it) on the day `on`, by the
    edition of that day.

    Raises BadInput for a position or category that the catalogue lacks, and where the day of
    becoming eligible would lie outside the calendar.
    """
    catalogue = catalogue.on(on)
    compiled = compiled_check(catalogue, position, category)
    facts = Facts(profile, on, compiled.position.implies)
    tree = compiled.tree
    states, sure, may = tree.states(facts)
    verdict = tree.verdict(sure, may)
    ways = routes(tree, facts, may) if verdict == "not_eligible" else []
    today = on if verdict == "eligible" else None
    return Report(
        position=position,
        category=category,
        on=on,
        verdict=verdict,
        requirements=tuple(
            _item(leaf, STATUS[state], facts)
            for leaf, state in zip(tree.leaves, states, strict=True)
        ),
        route=ways[0].elements if ways else (),
        alternatives=tuple(way.elements for way in ways[1 : 1 + ALTERNATIVES_SHOWN]),
        eligible_on=_eligible_on(tree, ways[0], facts) if ways else today,
        preferences=_preferences(compiled, facts),
        notes=_notes(catalogue, compiled, facts, verdict, sure, may),
    )


def compiled_check(catalogue: Catalogue, position: str, category: str | None) -> CompiledCheck:
    """The compiled check; BadInput names the positions or categories there are."""
    known = catalogue.positions.get(position)
    if known is None:
        raise BadInput("position", f"unknown; one of {', '.join(catalogue.positions)}")
    if category not in known.checks:
        allowed = ", ".join(known.categories) or "none: this position has no categories"
        raise BadInput("category", f"not a category of {position}; allowed: {allowed}")
    return catalogue.compiled(position, category)


def _item(leaf: Leaf, status: str, facts: Facts) -> Item:
    need = leaf.need
    short = need.short(facts) if status == "unmet" else {}
    applies = facts.holds(leaf.condition)
    return Item(leaf, status, need.to_json(), need.have(facts), short, applies)


def _preferences(compiled: CompiledCheck, facts: Facts) -> tuple[Item, ...]:
    tree = compiled.preferences
    states, _, _ = tree.states(facts)
    return tuple(
        _item(leaf, STATUS[state], facts) for leaf, state in zip(tree.leaves, states, strict=True)
    )


def _eligible_on(tree: CompiledTree, route: Route, facts: Facts) -> date | None:
    """The day `route` leads to by time alone.

    Everything is judged again on that day: a course that has left its window by then gives None.
    It goes by the edition of `facts.on` all the same: an edition that becomes known later must not
    change what was decided.
    """
    then = day_of(route, facts)
    if then is None:
        return None
    _, sure, may = tree.states(then)
    return then.on if tree.verdict(sure, may) == "eligible" else None


def day_of(route: Route, facts: Facts) -> Facts | None:
    """The person on the day `route` leads to; None when time alone does not, or the day is open.

    A kind of experience that is not given leaves the day open, whatever its range.
    """
    given = facts.profile.experience
    if not route.by_time_alone or any(e["experience"] not in given for e in route.elements):
        return None
    try:
        day = add_months(facts.on, max(element["months"] for element in route.elements))
    except OverflowError:
        return None
    profile = replace(facts.profile, experience=apply_months(route.elements, facts))
    return facts.of(profile, day)


def _notes(
    catalogue: Catalogue,
    compiled: CompiledCheck,
    facts: Facts,
    verdict: Verdict,
    sure: int,
    may: int,
) -> tuple[Note, ...]:
    """What is told of the readings that would have decided differently, in their order; a note
    that two other readings share is told once."""
    position, category = compiled.position.id, compiled.category
    if catalogue.superseded:
        told = otherwise_before(compiled, facts, verdict, sure, may)
        texts = [(x, x.note_for(None, position, None)) for x in catalogue.readings.values()]
        return tuple(
            Note(x.id, text, told[x.id]) for x, text in texts if text is not None and x.id in told
        )
    found: dict[Text, Note] = {}
    for other in compiled.others:
        otherwise = other.verdict(facts, verdict, sure, may)
        if otherwise == verdict:
            continue
        text = catalogue.readings[other.reading].note_for(other.note, position, category)
        if text is not None and text not in found:
            found[text] = Note(other.reading, text, otherwise)
    if len(found) < 2:
        return tuple(found.values())
    order = list(catalogue.readings)
    return tuple(sorted(found.values(), key=lambda note: order.index(note.reading)))


@dataclass(frozen=True, slots=True)
class Way:
    """Elements of a route (contract, section 4). `day`: when going on working alone leads to
    meeting the requirements, everything else judged again on that day; otherwise None."""

    elements: tuple[Element, ...]
    day: date | None


def ways_of_report(catalogue: Catalogue, report: Report, profile: Profile) -> tuple[Way, ...]:
    """The nearest way first, then the alternatives; empty unless the verdict is `not_eligible`."""
    catalogue = catalogue.on(report.on)
    compiled = catalogue.compiled(report.position, report.category)
    facts = Facts(profile, report.on, compiled.position.implies)
    return tuple(
        Way(elements, _eligible_on(compiled.tree, Route(elements, cost_of(elements)), facts))
        for elements in (report.route, *report.alternatives)
        if elements
    )
