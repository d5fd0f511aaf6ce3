"""The editions of the attestation rules: numbers with their clauses, read from dated files."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from rules import vocabulary as v
from rules.dates import add_months
from rules.errors import BadRules
from rules.norms.schema import Strict, TextIn, read_shaped, shaped
from rules.once import once
from rules.vocabulary import JsonValue

FOLDER = Path(__file__).parent / "editions"
Whole = int
_CATEGORIES = (*v.CATEGORIES, *v.MANAGEMENT_CATEGORIES[1:])
AnyCategory = Literal[_CATEGORIES]  # type: ignore[valid-type]


class Clause(Strict):
    """Where a fact stands: a clause of the rules, or of an annex, or an article of the law.

    `entered`: its number is one that an organisation's HR stands for, not that of a rule file.
    """

    clause: str | None = None
    annex: str | None = None
    law: bool = False
    entered: bool = False


class Months(Clause):
    months: Whole = Field(ge=1)


class Years(Clause):
    years: Whole = Field(ge=1)


class Previous(Clause):
    """Categories of which one is asked for, or any above; `first_is_free`: the first attestation
    need not follow the sequence."""

    categories: list[AnyCategory] = Field(min_length=1)
    first_is_free: bool = False


class Work(Months):
    experience: Literal[v.EXPERIENCE_KINDS]  # type: ignore[valid-type]


class Threshold(Clause):
    percent: Whole = Field(ge=1, le=100)


class Courses(Clause):
    """Hours of courses added up since the last attestation; `topic` None: of any topic."""

    hours: Whole = Field(ge=1)
    topic: Literal[v.TOPICS] | None  # type: ignore[valid-type]
    profile_course: bool


class Level(Clause):
    level: Literal["organisation", "district", "region", "ministry"]


class Commission(Strict):
    """The level of the commission, by whom the organisation answers to."""

    district: Level
    region: Level
    ministry: Level

    @property
    def levels(self) -> tuple[Level, ...]:
        return self.district, self.region, self.ministry

    def of(self, answers_to: str) -> Level:
        """`answers_to`: `district`, `region` or `ministry`."""
        level: Level = getattr(self, answers_to)
        return level


class Through(Clause):
    channel: Literal["ustaz", "egov"]


class Early(Months):
    achievements: Whole = Field(ge=1)


class EarlyResults(Years):
    """Early after so many years running with the results of the category applied for."""


class Step(Strict):
    """What one category asks for. `by_head`: granted without attestation after so many months."""

    categories: list[AnyCategory] = Field(min_length=1)
    by_head: Months | None = None
    previous: Previous | None = None
    old: Previous | None = None
    work: Work | None = None
    test: Threshold
    courses: Courses | None = None
    commission: Commission | None = None
    through: Through | None = None
    early: Early | None = None
    early_results: EarlyResults | None = None


class ExemptionClause(Clause):
    """A way to a category without attestation; `months`: of production, of civil service, or at
    most so long. `holders`: who holds one of these."""

    way: Literal["production", "scholars", "appointed", "reserve"]
    categories: list[AnyCategory] = Field(min_length=1)
    positions: list[str] | None = None
    holders: list[AnyCategory] = Field(default_factory=list)
    months: Whole | None = None


class NoTest(Clause):
    """Who is attested by the portfolio alone. `categories` None: any that is confirmed.

    `months` of pedagogical work, or `holders` of one of these, or at most `times` running, or a
    valid certificate of a language; without any of them the clause says more than is known here.
    """

    way: Literal["long-service", "old-category", "confirming", "languages", "other-languages"]
    categories: list[AnyCategory] | None = None
    positions: list[str] | None = None
    holders: list[AnyCategory] = Field(default_factory=list)
    months: Whole | None = None
    times: Whole | None = None
    certificates: str | None = None


class TestContent(Clause):
    """`positions` None: all others; `tasks` None: how many is not known here."""

    kind: Literal["subject", "pedagogy", "law", "other"]
    positions: list[str] | None = None
    tasks: Whole | None = None


class TestLength(Clause):
    minutes: Whole = Field(ge=1)
    longer: Whole | None


class Positions(Clause):
    positions: list[str]


class FirstHeadTerm(Months):
    positions: list[str]


class Family(Strict):
    """Positions that are attested alike; `steps` and `old_categories` go from the lowest up."""

    id: str
    fact: Literal["category", "management_category"]
    positions: list[str]
    old_categories: list[AnyCategory] = Field(default_factory=list)
    old_titles: Clause | None = None
    term: Months
    first_head_term: FirstHeadTerm | None = None
    tests: list[TestContent] = Field(min_length=1)
    test_below: Clause | None = None
    test_length: TestLength
    steps: list[Step] = Field(min_length=1)
    ways: list[ExemptionClause] = Field(default_factory=list)
    no_test: list[NoTest] = Field(default_factory=list)
    carried_over: Positions | None = None

    def rank(self, category: str) -> int | None:
        """The number of the step of `category`; None when it is on none."""
        return next((n for n, s in enumerate(self.steps) if category in s.categories), None)

    def step(self, category: str) -> Step | None:
        rank = self.rank(category)
        return None if rank is None else self.steps[rank]

    def term_of(self, position: str) -> Months:
        """How long a category is valid there; that of a first head has its own term."""
        first = self.first_head_term
        return first if first is not None and self.is_first_head(position) else self.term

    def is_first_head(self, position: str) -> bool:
        first = self.first_head_term
        return first is not None and position in first.positions

    def test_of(self, position: str) -> TestContent:
        """What the knowledge test of that position is about."""
        return next(t for t in self.tests if t.positions is None or position in t.positions)


class TestAttempts(Clause):
    free: Whole
    paid: Whole
    early: Whole


class Minutes(Clause):
    minutes: Whole


class FalseDocuments(Years):
    first_head_years: Whole = Field(ge=1)


class Announced(Strict):
    """A revision that was announced in a year and of which no text is known here."""

    year: Whole


class Portfolio(Clause):
    """The months, first and last, in which the commission looks at portfolios."""

    first_month: Whole = Field(ge=1, le=12)
    last_month: Whole = Field(ge=1, le=12)


class Documents(Clause):
    """What is handed in: `papers` by name, each to be ticked off; the essay has so many words."""

    papers: list[str] = Field(min_length=1)
    words_from: Whole
    words_to: Whole


class Month(Strict):
    year: Whole
    month: Whole = Field(ge=1, le=12)


class InForce(Strict):
    since: str = Field(alias="from")
    until: str | None


class AttestationEdition(Strict):
    """One edition of the rules; `known_until`: later amendments are not in it.

    `entered_by`: the organisation whose HR answers for the entered numbers; None: all stand in a
    file. `below`: the edition that everything else is taken from.
    """

    id: str
    name: TextIn
    in_force: InForce
    known_until: Month
    announced: Announced | None = None
    families: list[Family]
    test_valid: Months
    test_attempts: TestAttempts
    test_appeal: Minutes
    test_longer: Minutes
    portfolio: Portfolio
    documents: Documents
    kept: Months
    pension: Years
    late: Years
    false_documents: FalseDocuments
    further_training: Years
    entered_by: str | None = None
    below: TextIn | None = None

    @model_validator(mode="after")
    def _days_in_order(self) -> AttestationEdition:
        since, until = self.since, self.until
        if until is not None and since > until:
            raise ValueError("the edition ends before it begins")
        return self

    @property
    def since(self) -> date:
        return date.fromisoformat(self.in_force.since)

    @property
    def until(self) -> date | None:
        """The last day in force; None: no end is known."""
        end = self.in_force.until
        return None if end is None else date.fromisoformat(end)

    def family_of(self, position: str) -> Family | None:
        return next((f for f in self.families if position in f.positions), None)


def read_edition(content: JsonValue, name: str) -> AttestationEdition:
    """An edition from plain values, say of a form; `name` is for the problems. Raises BadRules."""
    return shaped(AttestationEdition, content, name)


@once
def editions() -> tuple[AttestationEdition, ...]:
    """The editions of this checkout, oldest first. Raises BadRules for a faulty file."""
    found = [read_shaped(AttestationEdition, path) for path in sorted(FOLDER.glob("*.yaml"))]
    found.sort(key=lambda edition: edition.since)
    for earlier, later in pairwise(found):
        if earlier.until is not None and earlier.until >= later.since:
            raise BadRules([f"{earlier.id} ends after {later.id} begins; mend the days"])
    return tuple(found)


def edition_on(
    day: date, known: tuple[AttestationEdition, ...] | None = None
) -> AttestationEdition | None:
    """The edition in force on `day` among `known` (default: this checkout's), or None.

    Where two are in force the one that began later is taken.
    """
    among = sorted(editions() if known is None else known, key=lambda edition: edition.since)
    fitting = [e for e in among if e.since <= day and (e.until is None or day <= e.until)]
    return fitting[-1] if fitting else None


def term_under(
    position: str, granted: date, known: tuple[AttestationEdition, ...]
) -> Months | None:
    """How long a category granted on that day is valid: by the edition of then, since a newer one
    does not shorten what was granted before it; before all that are known, by the oldest."""
    family = _edition_then(granted, known).family_of(position)
    return None if family is None else family.term_of(position)


def term_of_category(
    fact: str, granted: date, known: tuple[AttestationEdition, ...], *, first_head: bool
) -> Months:
    """The same of a category without a position; `fact`: `category` or `management_category`."""
    family = next(f for f in _edition_then(granted, known).families if f.fact == fact)
    first = family.first_head_term
    return first if first_head and first is not None else family.term


def _edition_then(day: date, known: tuple[AttestationEdition, ...]) -> AttestationEdition:
    among = sorted(known, key=lambda edition: edition.since)
    begun = [edition for edition in among if edition.since <= day]
    return begun[-1] if begun else among[0]


def granted_on(position: str, ends: date, known: tuple[AttestationEdition, ...]) -> date | None:
    """The day on which a category that ends on a day was granted; None where it is not attested."""
    for edition in sorted(known, key=lambda edition: edition.since, reverse=True):
        family = edition.family_of(position)
        if family is not None:
            term = family.term_of(position)
            day = add_months(ends, -term.months)
            then = term_under(position, day, known)
            if then is not None and then.months == term.months:
                return day
    return None
