"""The days that matter after a check: today, the day of becoming eligible, windows that close."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from handlers.chat.said_words import named
from handlers.papers.paper import Paper
from i18n import Translator
from rules.norms.facts import Facts
from rules.norms.model import leaves_of
from rules.norms.needs import MET, CertificateNeed, PublicationNeed
from rules.profile import Certificate, Publication
from rules.verdict.deadlines import leaves_window

TODAY, ELIGIBLE, LEAVES = "today", "eligible", "leaves"


@dataclass(frozen=True, slots=True)
class Event:
    """A day and what it brings. `kind`: `today`, `eligible` or `leaves`."""

    day: date
    kind: str
    text: str


def events(paper: Paper) -> list[Event]:
    """The days from the day of the check on, earliest first; `today` always, others if any."""
    report, tr = paper.report, paper.tr
    found = [Event(report.on, TODAY, tr.text("the day of this check"))]
    if report.eligible_on is not None and report.eligible_on != report.on:
        found.append(Event(report.eligible_on, ELIGIBLE, tr.text("the requirements will be met")))
    leaving = {
        Event(day, LEAVES, text): None
        for day, text in (*_certificates(paper), *_publications(paper))
        if day > report.on
    }
    return sorted([*found, *leaving], key=lambda event: event.day)


def _certificates(paper: Paper) -> Iterator[tuple[date, str]]:
    needs = [leaf.need for leaf in leaves_of(paper.tree)]
    windows = sorted({(n.topic, n.within_years) for n in needs if isinstance(n, CertificateNeed)})
    for topic, years in windows:
        for course in paper.profile.certificates or ():
            if course.topic == topic and course.issued is not None:
                with suppress(OverflowError):
                    yield leaves_window(course.issued, years), _course(course, paper.tr)


def _course(course: Certificate, tr: Translator) -> str:
    topic = named("certificate_topic", course.topic, tr)
    if course.hours is None:
        return tr.text("from this day a course no longer counts: {topic}", topic=topic)
    hours = tr.hours(course.hours)
    return tr.text(
        "from this day a course no longer counts: {topic}, {hours}", topic=topic, hours=hours
    )


def _publications(paper: Paper) -> Iterator[tuple[date, str]]:
    for leaf in leaves_of(paper.tree):
        need = leaf.need
        if not isinstance(need, PublicationNeed) or need.within_years is None:
            continue
        for publication in paper.profile.publications or ():
            if publication.published is None or not _counts(publication, need, paper):
                continue
            index = named("publication_index", publication.index, paper.tr)
            text = paper.tr.text(
                "from this day a publication no longer counts: {index}", index=index
            )
            with suppress(OverflowError):
                yield leaves_window(publication.published, need.within_years), text


def _counts(publication: Publication, need: PublicationNeed, paper: Paper) -> bool:
    alone = Facts(replace(paper.profile, publications=(publication,)), paper.on)
    return replace(need, count=1).state(alone) == MET
