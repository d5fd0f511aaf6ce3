"""What is a person's own: checks, certificates, days, points, and what employers hold."""

from __future__ import annotations

from html import unescape

from cases.certificates import certificates_of
from cases.lists.reading import count_lists
from cases.register.beside import own_differences
from cases.register.ties import ask_correction, own_records
from handlers.certificates.certificate_view import course_words
from handlers.chat.beside_view import difference_rows
from handlers.chat.names import target_name
from handlers.chat.record_view import record_lines
from handlers.chat.visit import Visit
from handlers.days.day_view import day_words, days_of
from handlers.hr.lists import SHOWN
from handlers.my_checks.kept import as_given, changed_lines, judged, latest_decisions
from handlers.my_checks.kept import numbered_decision as own_numbered
from handlers.my_data.readable import VERDICTS
from handlers.portfolio.portfolio_view import sheet_name, summary_lines, way_lines
from handlers.portfolio.standing import last_checked, standing
from handlers.report.report_view import whole_report
from handlers.roster.list_words import TITLES
from rules.norms.catalog import Catalogue
from web.answers import Answer, Shown, To
from web.front import Caller
from web.timeline import Span, timeline
from web.words import lines_of


async def home(caller: Caller) -> Answer:
    visit = caller.visit()
    return Shown(
        "home.html",
        {
            "lists": await _lists(caller),
            "checks": await _checks(visit),
            "courses": await _courses(caller),
            "days": await _days(visit),
            "records": await _records(caller),
            "points": await _points(visit),
        },
    )


async def _lists(caller: Caller) -> list[tuple[str, str, str]]:
    """For HR, heads and deputies: each list with how many people are in it."""
    if caller.organisation is None:
        return []
    counts = await count_lists(
        caller.work, caller.person.id, caller.organisation.id, caller.catalogue, caller.now
    )
    return [
        (f"/app/people?short={name}", caller.tr.text(TITLES[name]), caller.tr.number(counts[name]))
        for name in SHOWN
        if name in counts
    ]


async def _checks(visit: Visit) -> list[dict[str, object]]:
    tr, catalogue = visit.tr, visit.desk.catalogue
    return [
        {
            "id": each.id,
            "name": target_name(catalogue, each.position, each.category, tr),
            "day": tr.date(each.judged_on),
            "verdict": tr.text(VERDICTS[each.verdict]),
            "state": each.verdict,
        }
        for each in await latest_decisions(visit)
    ]


async def _courses(caller: Caller) -> dict[str, object] | None:
    spans = [
        Span(
            unescape(course_words(view.certificate, caller.tr)),
            view.certificate.issued,
            view.leaves,
        )
        for view in await certificates_of(caller.work, caller.person.id, caller.now)
    ]
    return timeline(spans, caller.on, caller.tr)


async def _days(visit: Visit) -> list[dict[str, object]]:
    tr = visit.tr
    return [
        {"day": tr.date(each.day), "words": lines_of([day_words(each, tr)])}
        for each in await days_of(visit)
    ]


async def _records(caller: Caller) -> list[dict[str, object]]:
    """What employers hold, as far as the tie is confirmed and agreed to."""
    found: list[dict[str, object]] = []
    for own in await own_records(caller.work, caller.person.id, caller.now):
        asked = own.tie.correction_asked_at is not None
        shown: dict[str, object] = {
            "organisation": own.organisation.name, "tie": own.tie.id, "lines": None, "asked": asked
        }  # fmt: skip
        if own.view is not None:
            differences = await own_differences(caller.work, caller.person.id, own.view)
            shown["lines"] = lines_of(record_lines(caller.tr, caller.catalogue, own.view))
            shown["differences"] = difference_rows(differences, caller.tr)
        found.append(shown)
    return found


async def correct(caller: Caller) -> Answer:
    """Asks HR to look at what the employer holds; asked before it stays asked."""
    await ask_correction(caller.work, caller.person.id, caller.number("number"), caller.now)
    return To("/app/")


async def _points(visit: Visit) -> dict[str, object] | None:
    """The scoring sheet of the newest check that has one."""
    place = last_checked(visit, await visit.work.decisions.of(visit.person.id))
    if place is None or place[1] is None:
        return None
    found = await standing(visit, place[0], place[1])
    if found is None or not found.said:
        return None
    return {
        "name": sheet_name(visit.desk.catalogue, place[0], place[1], visit.tr),
        "lines": lines_of(summary_lines(found, visit.tr)),
        "next": lines_of(way_lines(found.portfolio, visit.tr)),
    }


async def report(caller: Caller) -> Answer:
    """A check of one's own as it was, on its own day: verdict, each requirement, the way."""
    visit = caller.visit()
    decision = await own_numbered(visit, caller.number("number"))
    judgement = None if decision is None else await judged(visit, decision)
    given = None if judgement is None else as_given(visit, judgement)
    if decision is None or judgement is None or given is None:
        return Shown("check_gone.html", status=404)
    catalogue: Catalogue = given.rules
    return Shown(
        "check.html",
        {
            "id": decision.id,
            "tries": decision.run_id is not None and visit.consents,
            "name": target_name(catalogue, decision.position, decision.category, caller.tr),
            "day": caller.tr.date(decision.judged_on),
            "since": lines_of(changed_lines(visit, judgement)),
            "lines": lines_of(whole_report(catalogue, given.report, caller.tr)),
        },
    )
