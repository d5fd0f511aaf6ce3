"""Which positions fit a person, and which question would tell most positions apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import log2

from rules import vocabulary as v
from rules.norms.catalog import Catalogue
from rules.norms.facts import Facts
from rules.norms.needs import ExperienceNeed
from rules.norms.tied_facts import TIED
from rules.profile import Degree, Education, Profile
from rules.questionnaire import single
from rules.questionnaire.ask import leaves_by_fact, open_facts
from rules.questionnaire.flow import Sheet
from rules.questionnaire.lists import field_options
from rules.questionnaire.profile_of import MARKERS
from rules.questionnaire.question import Answers, Option, Step, Widget
from rules.questionnaire.scope import GENERAL, UNPLACED, Row, seen_from
from rules.questionnaire.single import options
from rules.questionnaire.wording import QUESTIONS
from rules.verdict.check import Report, check
from rules.verdict.route import cost_of
from rules.vocabulary import Json, JsonValue

FIELDS_QUESTION = "education.fields"
ASKED_FIELD = "pedagogical"
LONGEST = 720


class Standing(StrEnum):
    """MET: meets the requirements. ANSWER: one open question away. STEP: one step of a route away.
    OPEN: depends on several things that are not known. FAR: more than one step, or no way."""

    MET = "met"
    ANSWER = "answer"
    STEP = "step"
    OPEN = "open"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Fit:
    """How a person stands to a position. `open`: the facts on which the verdict depends."""

    position: str
    standing: Standing
    report: Report
    open: tuple[str, ...]


def has_told(rows: Sequence[Row]) -> bool:
    """Whether anything is known that can count at some position."""
    return any(
        row.state == "value" and row.fact not in MARKERS and row.position != UNPLACED
        for row in rows
    )


def fits(catalogue: Catalogue, rows: Sequence[Row], on: date) -> tuple[Fit, ...]:
    """Every position without a category, by kept answers; in each standing the nearest first."""
    catalogue = catalogue.on(on)
    found = [_fit(_sheet(catalogue, position, rows, on)) for position in catalogue.positions]
    order = list(Standing)
    found.sort(
        key=lambda fit: (
            order.index(fit.standing),
            fit.report.verdict != "not_eligible",
            len(fit.open),
            not fit.report.route,
            cost_of(fit.report.route),
        )
    )
    return tuple(found)


def _sheet(catalogue: Catalogue, position: str, rows: Sequence[Row], on: date) -> Sheet:
    return Sheet(catalogue, position, None, on, 0, seen_from(position, rows)[0])


def _fit(sheet: Sheet) -> Fit:
    profile = sheet.profile()
    report = check(sheet.catalogue, sheet.position, None, profile, sheet.on)
    facts: tuple[str, ...] = ()
    if report.verdict == "eligible":
        standing = Standing.MET
    elif report.verdict == "undetermined":
        wanted = open_facts(sheet.catalogue, sheet.position, None, profile, sheet.on)
        facts = tuple(fact for fact in wanted if fact not in sheet.relevance.advantage_only)
        standing = Standing.ANSWER if len(facts) == 1 else Standing.OPEN
    else:
        standing = Standing.STEP if _steps(report) == 1 else Standing.FAR
    return Fit(sheet.position, standing, report, facts)


def _steps(report: Report) -> int:
    """Steps of the nearest route; the items of the checklist are one step together."""
    items = sum(1 for element in report.route if element["kind"] == "competence")
    return len(report.route) - items + min(items, 1)


@dataclass(frozen=True, slots=True)
class Splitter:
    """A question that one press answers. `key`: what it asks about, a fact or the fields of the
    only diploma."""

    key: str
    fact: str
    step: Step


def best_question(catalogue: Catalogue, rows: Sequence[Row], on: date) -> Splitter | None:
    """The open question whose answers differ most in what they make of the positions.

    Every answer counts as equally likely; a question's worth is the sum over the positions of the
    entropy of the verdict. The checklists, which no question here asks, are taken as met. None when
    no question makes a difference.
    """
    catalogue = catalogue.on(on)
    sheets = {p: _sheet(catalogue, p, rows, on) for p in catalogue.positions}
    people = {p: _with_competences(sheet.profile()) for p, sheet in sheets.items()}
    used = {position: _facts_of(catalogue, position) for position in catalogue.positions}
    best, most = None, 0.0
    for splitter in splitters(catalogue, rows):
        worth = sum(
            _entropy(sheets[position], person, splitter)
            for position, person in people.items()
            if splitter.fact in used[position]
        )
        if worth > most + 1e-9:
            best, most = splitter, worth
    return best


def splitters(catalogue: Catalogue, rows: Sequence[Row]) -> Iterator[Splitter]:
    """The questions that are open: nothing is kept of their fact, not even "don't know". What
    depends on a position is not asked here, where no position is spoken of."""
    answers, _ = seen_from(GENERAL, rows)
    for key in _keys(catalogue):
        if key == FIELDS_QUESTION:
            if _fields_are_open(answers):
                yield Splitter(key, "education", _step(catalogue, key))
        elif key not in answers:
            yield Splitter(key, key, _step(catalogue, key))


def to_value(splitter: Splitter, answer: JsonValue, answers: Answers) -> JsonValue:
    """What is kept of the splitter's fact after the answer."""
    if splitter.key == FIELDS_QUESTION:
        item = answers["education"].value["items"][0]
        chosen = {*item.get("fields", []), *([ASKED_FIELD] if answer == ASKED_FIELD else [])}
        asked = sorted({*item.get("asked", []), ASKED_FIELD})
        items = [{**item, "fields": sorted(chosen), "asked": asked}]
        return {**answers["education"].value, "items": items}
    if splitter.key in ("education", "degrees"):
        name = "level" if splitter.key == "education" else "degree"
        items = [] if answer == "none" else [{name: answer}]
        return {"items": items, "asked": [], "complete": True}
    if splitter.step.widget is Widget.MONTHS:
        return int(answer)
    return single.to_value(splitter.fact, answer)


def _fields_are_open(answers: Answers) -> bool:
    held = answers.get("education")
    if held is None or held.state != "value":
        return False
    items: list[Json] = held.value["items"]
    return len(items) == 1 and ASKED_FIELD not in items[0].get("asked", [])


def _keys(catalogue: Catalogue) -> tuple[str, ...]:
    """What can be asked, in the order of the contract; on equal worth the first is asked."""
    kinds = tuple(f"experience.{kind}" for kind in _thresholds(catalogue))
    flags = tuple(f"flags.{flag}" for flag in v.FLAGS)
    every = (
        "education",
        FIELDS_QUESTION,
        "degrees",
        "titles",
        *kinds,
        "retraining",
        "category",
        "management_category",
        "language_level",
        *flags,
    )
    return tuple(key for key in every if key not in TIED)


def _thresholds(catalogue: Catalogue) -> dict[str, tuple[int, ...]]:
    """Months that some position asks for, by kind of experience."""
    found: dict[str, set[int]] = {kind: set() for kind in v.EXPERIENCE_KINDS}
    for position in catalogue.positions:
        for leaf in catalogue.compiled(position, None).tree.leaves:
            if isinstance(leaf.need, ExperienceNeed):
                found[leaf.need.experience].add(leaf.need.months)
    return {kind: tuple(sorted(months)) for kind, months in found.items() if months}


def _step(catalogue: Catalogue, key: str) -> Step:
    if key == "education":
        return _choice(key, "education.level", "education_level", (*reversed(v.LEVELS), "none"))
    if key == FIELDS_QUESTION:
        fields = _choice(key, key, "education_field", (ASKED_FIELD,))
        return replace(fields, options=field_options((ASKED_FIELD,)))
    if key == "degrees":
        return _choice(key, "degrees.degree", "degree", (*v.DEGREES, "none"))
    if key.startswith("experience."):
        kind = key.removeprefix("experience.")
        months = sorted({0, *_thresholds(catalogue)[kind]})
        buttons = tuple(Option(str(count)) for count in months)
        return Step(key, key, Widget.MONTHS, QUESTIONS[key], buttons, bounds=(0, LONGEST))
    if key.startswith("flags."):
        buttons = options("yes_no", ("yes", "no"))
        return Step(key, key, Widget.YES_NO, QUESTIONS[key], buttons, vocabulary="yes_no")
    vocabulary, values = single.CHOICES[key]
    return _choice(key, key, vocabulary, values)


def _choice(key: str, wording: str, vocabulary: str, values: tuple[str, ...]) -> Step:
    return Step(
        key.split(".")[0],
        key,
        Widget.CHOICE,
        QUESTIONS[wording],
        options(vocabulary, values),
        vocabulary=vocabulary,
    )


def _facts_of(catalogue: Catalogue, position: str) -> frozenset[str]:
    """The facts whose answer can say something about a position: its own, and kinds of experience
    that imply its own."""
    used = frozenset(leaves_by_fact(catalogue, position, None))
    facts = Facts(_NOBODY, date.min, catalogue.positions[position].implies)
    kinds = {fact.removeprefix("experience.") for fact in used if fact.startswith("experience.")}
    implying = {
        f"experience.{kind}"
        for kind in v.EXPERIENCE_KINDS
        if any(facts.implies(kind, other) for other in kinds)
    }
    return used | implying


def _with_competences(person: Profile) -> Profile:
    return replace(person, competences={"*": True})


def _entropy(sheet: Sheet, person: Profile, splitter: Splitter) -> float:
    """How much the answer tells of the verdict at one position, in bits."""
    counted: Counter[str] = Counter()
    compiled = sheet.catalogue.compiled(sheet.position, None)
    for option in splitter.step.options:
        answered = _answered(person, sheet, splitter, option.value)
        facts = Facts(answered, sheet.on, compiled.position.implies)
        _, sure, may = compiled.tree.states(facts)
        counted[compiled.tree.verdict(sure, may)] += 1
    total = counted.total()
    return -sum(n / total * log2(n / total) for n in counted.values())


def _answered(person: Profile, sheet: Sheet, splitter: Splitter, answer: str) -> Profile:
    """The person with one more answer, where that is simple without the detour through what is
    kept."""
    group, _, name = splitter.fact.partition(".")
    if splitter.key == FIELDS_QUESTION:
        value = to_value(splitter, answer, sheet.answers)
        return _with_competences(sheet.profile_if({splitter.fact: value}))
    if splitter.key == "education":
        entries = () if answer == "none" else (Education(answer, None, None),)
        return replace(person, education=entries)
    if group == "degrees":
        held = () if answer == "none" else (Degree(answer, None),)
        return replace(person, degrees=held)
    if group == "experience":
        return replace(person, experience={**person.experience, name: int(answer)})
    if group == "flags":
        return replace(person, flags={**person.flags, name: answer == "yes"})
    value = single.to_value(splitter.fact, answer)
    kept: Mapping[str, JsonValue] = {group: frozenset(value) if isinstance(value, list) else value}
    return replace(person, **kept)


_NOBODY = Profile(None, None, None, None, {}, None, None, None, None, None, None, None, {}, {})
