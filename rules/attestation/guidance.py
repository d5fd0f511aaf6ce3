"""What a person is told beside the requirements: steps, ways without attestation, what keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from rules import needs as n
from rules.attestation.block import Fact, Requirement, Term, Way
from rules.attestation.edition import Clause, Months, Portfolio, Years
from rules.attestation.edition import Way as WayIn
from rules.attestation.requirements import MET, UNKNOWN, UNMET, Case, category_names
from rules.attestation.wording import Month, Names, Value, said
from rules.compiled import STATUS
from rules.dates import add_months
from rules.facts import Facts


def _fact(identifier: str, clause: Clause, key: str | None = None, /, **values: Value) -> Fact:
    return Fact(identifier, said(key or identifier, **values), (clause,))


def next_steps(case: Case, asked: tuple[Requirement, ...], term: Term | None) -> Iterator[Fact]:
    """What to do, in the order of doing it: what is missing, the test, applying, the term."""
    open_ones = [item for item in asked if item.status != MET]
    if case.ended and case.ends is not None:
        yield _fact("term-ended", case.edition.late, ends=case.ends)
    for item in open_ones:
        yield _mending(case, item)
    if any(item.id == "knowledge-test" for item in open_ones):
        yield from _test(case)
    yield from _applying(case)
    if term is not None:
        yield _fact("term", case.term, ends=term.ends, start=term.start)
    early = case.step.early
    if early is not None:
        values = {"months": early.months, "achievements": early.achievements}
        follows = any(item.id == "previous-category" and item.status == MET for item in asked)
        if case.granted is not None and follows:
            day = add_months(case.granted, early.months)
            yield _fact("early", early, "early.from", day=day, **values)
        else:
            yield _fact("early", early, **values)


def _mending(case: Case, item: Requirement) -> Fact:
    """The step that cures a requirement, or that finds out what is not known of it."""
    key = f"step.{item.id}" if item.id == "trainee-year" else f"step.{item.id}.{item.status}"
    return Fact(item.id, said(key, **_filling(case, item)), item.clauses)


def _filling(case: Case, item: Requirement) -> Mapping[str, Value]:
    """What the texts of a step are filled with: what is short, otherwise what is asked for."""
    if item.id == "previous-category":
        return {"categories": category_names(item.need[case.family.fact])}
    numbers = item.need if item.id == "trainee-year" else {**item.need, **item.short}
    return {name: value for name, value in numbers.items() if isinstance(value, int)}


def _test(case: Case) -> Iterator[Fact]:
    family, edition = case.family, case.edition
    subject, content = family.subject_test, family.test_content
    if subject is not None and case.position in subject.positions:
        yield _fact("test-content", subject, "test-content.subject", tasks=subject.tasks)
    else:
        key = f"test-content.{content.kind}"
        yield _fact("test-content", content, key, tasks=content.tasks)
    length = family.test_length
    if length.longer is None:
        yield _fact("test-length", length, minutes=length.minutes)
    else:
        values = {"minutes": length.minutes, "longer": length.longer}
        yield _fact("test-length", length, "test-length.longer", **values)
    tries = edition.test_attempts
    yield _fact("test-attempts", tries, free=tries.free, paid=tries.paid, early=tries.early)
    yield _fact("test-appeal", edition.test_appeal, minutes=edition.test_appeal.minutes)


def _applying(case: Case) -> Iterator[Fact]:
    """Nothing for a category that the head grants: it is not applied for at a commission."""
    step, edition = case.step, case.edition
    if step.by_head is not None:
        return
    if step.through is not None:
        yield _fact("apply", step.through, channel=Names((f"channel.{step.through.channel}",)))
    if step.commission is not None:
        level = Names((f"level.{step.commission.level}",))
        yield _fact("commission", step.commission, level=level)
    papers = edition.documents
    yield _fact("documents", papers, words_from=papers.words_from, words_to=papers.words_to)
    months = edition.portfolio
    first, last = Month(months.first_month), Month(months.last_month)
    yield _fact("portfolio", months, first=first, last=last)


def term_of(case: Case) -> Term | None:
    """The term of the present category; None where its day is not known or it has ended."""
    if case.ends is None or case.ended or case.held is None:
        return None
    start, apply_by = _last_period(case.edition.portfolio, case.ends)
    return Term(case.held, case.ends, start, apply_by)


def _last_period(portfolio: Portfolio, ends: date) -> tuple[date, date]:
    """The last yearly period for portfolios that is over when the category ends."""
    for year in (ends.year, ends.year - 1):
        first = date(year, portfolio.first_month, 1)
        last = add_months(date(year, portfolio.last_month, 1), 1) - timedelta(days=1)
        if last <= ends:
            break
    return first, last


def ways(case: Case) -> Iterator[Way]:
    """The ways to the category of the case without attestation."""
    for way in case.family.ways:
        fits = way.positions is None or case.position in way.positions
        if case.step.categories[0] in way.categories and fits:
            yield _way(case, way)


def _way(case: Case, way: WayIn) -> Way:
    values: dict[str, Value] = {}
    if way.months is not None:
        values["months"] = way.months
    if way.holders:
        values["holders"] = category_names(way.holders)
    return Way(_fact(way.way, way, f"way.{way.way}", **values), _open(way, case.facts))


def _open(way: WayIn, facts: Facts) -> str:
    """Whether the way is open: `unknown` where the profile does not say all that would count."""
    profile = facts.profile
    if way.way == "production":
        kinds = ("enterprise", "industry")
        return STATUS[max(n.ExperienceNeed(k, way.months or 0).state(facts) for k in kinds)]
    if way.way == "scholars":
        return MET if profile.degrees or profile.flags.get("bolashak_diploma") else UNKNOWN
    if profile.category is None:
        return UNKNOWN
    return MET if profile.category in way.holders else UNMET


def keeping(case: Case) -> Iterator[Fact]:
    """What keeps a category, and what loses it."""
    edition, family = case.edition, case.family
    yield _months("term", family.term)
    if case.term is not family.term:
        yield _months("first-head-term", case.term)
    if family.old_titles is not None:
        yield _fact("old-titles", family.old_titles, "keeping.old-titles")
    carried = family.carried_over
    if carried is not None and case.position in carried.positions:
        yield _fact("carried-over", carried, "keeping.carried-over")
    yield _months("kept", edition.kept)
    for name, fact in (
        ("pension", edition.pension),
        ("long-service", edition.long_service),
        ("late", edition.late),
        ("false-documents", edition.false_documents),
        ("further-training", edition.further_training),
    ):
        yield _years(name, fact)


def _months(name: str, fact: Months) -> Fact:
    return _fact(name, fact, f"keeping.{name}", months=fact.months)


def _years(name: str, fact: Years) -> Fact:
    return _fact(name, fact, f"keeping.{name}", years=fact.years)
