"""The shapes of an attestation answer: a block that stands beside the verdict, never in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.attestation.edition import AttestationEdition, Clause
from rules.attestation.wording import Month, Said, Value, clause_text, said
from rules.vocabulary import Json


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the rules ask for. `status`: `met`, `unmet` or `unknown`.

    `need`, `have`, `short` carry whole months, course hours, per cent or categories by name.
    `asks`: the question, to be answered yes or no, that settles what the answers leave open.
    """

    id: str
    text: Said
    status: str
    need: Json
    have: Json
    short: Json
    clauses: tuple[Clause, ...]
    asks: Said | None = None

    def to_json(self, lang: str) -> Json:
        return {
            "id": self.id,
            "text": self.text.of(lang),
            "need": self.need,
            "have": self.have,
            "short": self.short,
            "status": self.status,
            "clause": _cited(self.clauses, lang),
            "entered": are_entered(self.clauses),
        }


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence with its clause: a step to take, or what keeps a category."""

    id: str
    text: Said
    clauses: tuple[Clause, ...]

    def to_json(self, lang: str) -> Json:
        return {
            "id": self.id,
            "text": self.text.of(lang),
            "clause": _cited(self.clauses, lang),
            "entered": are_entered(self.clauses),
        }


@dataclass(frozen=True, slots=True)
class Exemption:
    """A way without attestation or without its test; `status` says whether the person may take it.

    `asks`: the question, to be answered yes or no, that settles what the answers leave open.
    """

    fact: Fact
    status: str
    asks: Said | None = None

    def to_json(self, lang: str) -> Json:
        return {**self.fact.to_json(lang), "status": self.status}


@dataclass(frozen=True, slots=True)
class Term:
    """How long the present category is valid.

    `ends` is its last day; `start` and `apply_by` are the first and last day of the last period in
    which portfolios are looked at and which is over before the category is.
    """

    category: str
    ends: date
    start: date
    apply_by: date

    def to_json(self) -> Json:
        return {
            "category": self.category,
            "ends": self.ends.isoformat(),
            "start": self.start.isoformat(),
            "apply_by": self.apply_by.isoformat(),
        }


@dataclass(frozen=True, slots=True)
class Attestation:
    """What the attestation rules of one edition say to a person about one category.

    `edition` is None where the edition of the day is not known; then nothing else is said.
    `no_test`: who is attested by the portfolio alone; `exceptions`: what rests on health or family,
    for everybody to read, asked of nobody.
    `hours_short`: course hours still missing; None where that is not known.
    """

    edition: AttestationEdition | None
    requirements: tuple[Requirement, ...] = ()
    hours_short: int | None = None
    next_steps: tuple[Fact, ...] = ()
    ways: tuple[Exemption, ...] = ()
    no_test: tuple[Exemption, ...] = ()
    keeping: tuple[Fact, ...] = ()
    exceptions: tuple[Fact, ...] = ()
    term: Term | None = None

    @property
    def asks(self) -> dict[str, Said]:
        """The yes-or-no questions of the block by the id of what they settle."""
        ways = {way.fact.id: way.asks for way in (*self.ways, *self.no_test)}
        found = {**{item.id: item.asks for item in self.requirements}, **ways}
        return {key: asks for key, asks in found.items() if asks is not None}

    def to_json(self, lang: str) -> Json:
        """The block of `check --category` (`lang`: kk, ru or en)."""
        return {
            "edition": self.edition.name.frozen().of(lang) if self.edition else None,
            "edition_id": self.edition.id if self.edition else None,
            "check": _check(self.edition).of(lang),
            "requirements": [item.to_json(lang) for item in self.requirements],
            "hours_short": self.hours_short,
            "next_steps": [step.to_json(lang) for step in self.next_steps],
            "ways": [way.to_json(lang) for way in self.ways],
            "no_test": [way.to_json(lang) for way in self.no_test],
            "keeping": [fact.to_json(lang) for fact in self.keeping],
            "exceptions": [fact.to_json(lang) for fact in self.exceptions],
            "term": self.term.to_json() if self.term else None,
        }


def _check(edition: AttestationEdition | None) -> Said:
    if edition is None:
        return said("no-edition")
    known, announced = edition.known_until, edition.announced
    values: dict[str, Value] = {"year": known.year}
    key = "check"
    if edition.entered_by is None:
        values["month"] = Month(known.month, within=True)
    else:
        key = "check.entered"
        values |= {"month": Month(known.month), "organisation": edition.entered_by}
    if announced is None:
        return said(key, **values)
    return said(f"{key}.announced", **values, announced=announced.year)


def are_entered(clauses: tuple[Clause, ...]) -> bool:
    """Whether an organisation's HR stands for every number of a fact."""
    return all(clause.entered for clause in clauses)


def _cited(clauses: tuple[Clause, ...], lang: str) -> str:
    return "; ".join(clause_text(clause, lang) for clause in clauses)
