"""What a person is told beside the requirements: steps, the test, applying, what keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from rules.attestation.block import Fact, Requirement, Term
from rules.attestation.case import MET, Case
from rules.attestation.edition import Clause, Commission, Portfolio
from rules.attestation.wording import Month, Names, Span, Value, category_names, said
from rules.dates import add_months


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
    yield from _early(case, asked)


def _early(case: Case, asked: tuple[Requirement, ...]) -> Iterator[Fact]:
    early, results = case.step.early, case.step.early_results
    if results is not None:
        yield _fact("early", results, "early.results", term=Span(12 * results.years))
    if early is not None:
        values: dict[str, Value] = {
            "term": Span(early.months),
            "achievements": early.achievements,
        }
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
    filling: dict[str, Value] = {
        name: value for name, value in numbers.items() if isinstance(value, int)
    }
    if "months" in filling:
        filling["term"] = Span(numbers["months"])
    return filling


def _test(case: Case) -> Iterator[Fact]:
    family, edition = case.family, case.edition
    content = family.test_of(case.position)
    values: dict[str, Value] = {} if content.tasks is None else {"tasks": content.tasks}
    yield _fact("test-content", content, f"test-content.{content.kind}", **values)
    length = family.test_length
    if length.longer is None:
        yield _fact("test-length", length, minutes=length.minutes)
    else:
        times: dict[str, Value] = {"minutes": length.minutes, "longer": length.longer}
        yield _fact("test-length", length, "test-length.longer", **times)
    tries = edition.test_attempts
    yield _fact("test-attempts", tries, free=tries.free, paid=tries.paid, early=tries.early)
    yield _fact("test-appeal", edition.test_appeal, minutes=edition.test_appeal.minutes)
    yield from _below(case)


def _below(case: Case) -> Iterator[Fact]:
    """What a portfolio good enough for the category does with a test that is not."""
    below, test = case.family.test_below, case.facts.profile.knowledge_test
    if below is None or case.step.by_head is not None:
        return
    allowed = [step for step in case.family.steps if test and test.percent >= step.test.percent]
    valid_since = add_months(case.facts.on, -case.edition.test_valid.months)
    too_old = test is not None and test.taken is not None and test.taken < valid_since
    lower = allowed and allowed[-1].test.percent < case.step.test.percent
    if test is not None and lower and not too_old:
        names = category_names(allowed[-1].categories)
        yield _fact("test-below", below, "test-below.known", percent=test.percent, category=names)
    else:
        yield _fact("test-below", below)


def _applying(case: Case) -> Iterator[Fact]:
    """Nothing for a category that the head grants: it is not applied for at a commission."""
    step, edition = case.step, case.edition
    if step.by_head is not None:
        return
    if step.through is not None:
        yield _fact("apply", step.through, channel=Names((f"channel.{step.through.channel}",)))
    if step.commission is not None:
        yield from _commission(case, step.commission)
    papers = edition.documents
    yield _fact("documents", papers, words_from=papers.words_from, words_to=papers.words_to)
    months = edition.portfolio
    first, last = Month(months.first_month), Month(months.last_month)
    yield _fact("portfolio", months, first=first, last=last)


def _commission(case: Case, commission: Commission) -> Iterator[Fact]:
    """By whom the organisation answers to, as its HR says or the person: never assumed."""
    levels = commission.levels
    if len({each.level for each in levels}) == 1:
        yield Fact("commission", said("commission", level=_level(levels[0].level)), levels)
        return
    if not case.told.superiors:
        named = {each: _level(commission.of(each).level) for each in _SUPERIORS}
        yield Fact("commission", said("commission.open", **named), levels)
    for superior in case.told.superiors:
        level = commission.of(superior.answers_to)
        values: dict[str, Value] = {
            "level": _level(level.level),
            "superior": Names((f"superior.{superior.answers_to}",)),
        }
        if superior.organisation is None:
            yield _fact("commission", level, "commission.self", **values)
        else:
            values["organisation"] = superior.organisation
            yield _fact("commission", level, "commission.hr", **values)


_SUPERIORS = ("district", "region", "ministry")


def _level(level: str) -> Names:
    return Names((f"level.{level}",))


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


def keeping(case: Case) -> Iterator[Fact]:
    """What keeps a category, and what loses it; without what rests on health or family."""
    edition, family = case.edition, case.family
    first_head = family.is_first_head(case.position)
    name = "first-head-term" if first_head else "term"
    yield _fact(name, case.term, f"keeping.{name}", term=Span(case.term.months))
    if family.old_titles is not None:
        yield _fact("old-titles", family.old_titles, "keeping.old-titles")
    carried = family.carried_over
    if carried is not None and case.position in carried.positions:
        yield _fact("carried-over", carried, "keeping.carried-over")
    yield _fact("kept", edition.kept, "keeping.kept", term=Span(edition.kept.months))
    yield _years("late", edition.late, edition.late.years)
    false = edition.false_documents
    yield _years("false-documents", false, false.first_head_years if first_head else false.years)
    training = edition.further_training
    yield _years("further-training", training, training.years)


def exceptions(case: Case) -> Iterator[Fact]:
    """What rests on health, disability, pension, pregnancy or family: said, never asked."""
    edition = case.edition
    kept, longer = edition.kept, edition.test_longer
    yield _fact("kept-family", kept, "exception.kept-family", term=Span(kept.months))
    yield _fact(
        "pension", edition.pension, "exception.pension", term=Span(12 * edition.pension.years)
    )
    if case.step.by_head is None:
        yield _fact("test-longer", longer, "exception.test-longer", minutes=longer.minutes)


def _years(name: str, clause: Clause, years: int) -> Fact:
    return _fact(name, clause, f"keeping.{name}", term=Span(12 * years))
