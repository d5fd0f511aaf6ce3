"""One person: what the employer holds and what they share, side by side."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from cases.lists.reading import ListName, Post, lacking_of
from cases.members import MemberView
from cases.register.beside import shared_beside
from cases.register.people import RecordView, record_of
from handlers.chat.beside_view import difference_rows
from handlers.chat.record_view import record_lines, tie_line
from handlers.chat.said_words import named
from handlers.hr.members import shared_lines
from handlers.hr.visit import HrVisit
from handlers.roster.list_file import asked_words
from handlers.roster.list_words import TITLES, post_name, said_of
from rules.verdict.deadlines import leaves_window
from web.answers import Answer, Shown
from web.front import Caller
from web.timeline import Span, timeline
from web.words import lines_of


async def person(caller: Caller) -> Answer:
    organisation = caller.organisation_id
    view = await record_of(
        caller.work, caller.person.id, organisation, caller.number("number"), caller.now
    )
    who = (caller.work, caller.person.id, organisation)
    beside = await shared_beside(*who, view, caller.now)
    lacking = await lacking_of(*who, view.employee.id, caller.catalogue, caller.now)
    lines = record_lines(caller.tr, caller.catalogue, view)[1:]
    shared, differences = None, []
    if beside is not None:
        shared = lines_of(shared_lines(HrVisit(caller.visit(), organisation), beside[0]))
        differences = difference_rows(beside[1], caller.tr)
    return Shown(
        "person.html",
        {
            "name": view.employee.name,
            "record": lines_of([*lines, tie_line(caller.tr, view)]),
            "correction": view.tie is not None and view.tie.correction_asked_at is not None,
            "lacking": [_lacks(name, post, caller) for name, post in lacking],
            "shared": shared,
            "differences_found": differences,
            "held_line": timeline(_held(view, caller), caller.on, caller.tr),
            "shared_line": None
            if beside is None
            else timeline(_shared(beside[0], caller), caller.on, caller.tr),
        },
    )


def _lacks(name: ListName, post: Post, caller: Caller) -> dict[str, object]:
    """A post with how much is short, or what is open, and the words of the clauses."""
    tr = caller.tr
    return {
        "list": tr.text(TITLES[name]),
        "post": post_name(post, caller.catalogue, tr),
        "said": said_of(post, name, tr),
        "clauses": asked_words(post, caller.catalogue, caller.on, tr),
        "judged": tr.date(post.judged_on),
    }


def _held(view: RecordView, caller: Caller) -> list[Span]:
    """The courses of the employer's record whose day is known."""
    courses = view.employee.known.get("certificates")
    found = []
    for each in courses if isinstance(courses, list) else ():
        given, hours = str(each.get("issued") or ""), each.get("hours")
        with suppress(ValueError, OverflowError):
            day = date.fromisoformat(given)
            name = str(each.get("title") or "") or caller.tr.text("Course")
            words = name if hours is None else f"{name}, {caller.tr.hours(hours)}"
            found.append(Span(words, day, leaves_window(day)))
    return found


def _shared(member: MemberView, caller: Caller) -> list[Span]:
    return [
        Span(
            f"{named('certificate_topic', each.topic, caller.tr)}, {caller.tr.hours(each.hours)}",
            each.issued,
            leaves_window(each.issued),
        )
        for each in member.certificates or ()
    ]
