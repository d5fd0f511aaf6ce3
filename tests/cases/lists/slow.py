"""The lists evaluated apart: slowly, by hand, of what was drawn and the clauses as they are read.

Lecturer (university): higher education of the profile and the scientific-pedagogical kind; a year
of scientific and pedagogical work or two years in the speciality; a course of 72 hours in the
profile within three years; for whoever comes from IT one of 36. Methodist (Order 338): higher
pedagogical education or one of the profile; five years in organisations of education.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Final

from cases.lists.reading import Wanted
from storage.tables.register import Appointment
from tests.cases.college import TODAY
from tests.cases.lists.registers import LECTURER, METHODIST, Drawn, Somebody

HIGHER: Final = ("higher", "bachelor", "specialist", "master", "doctoral")
MET, OPEN, UNMET = "met", "open", "unmet"
ALPHABET: Final = "аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
YEARS: Final = 3


def listed(
    drawn: Drawn, wanted: Wanted, within: Iterable[int | None] | None = None
) -> list[tuple[Somebody, list[Appointment]]]:
    """Who is in a list with which posts, in its order. `within`: the departments of a head."""
    found = []
    for each in drawn.people:
        posts = [post for post in each.posts if _is_wanted(drawn, each, post, wanted, within)]
        if posts and _is_named(each.name, wanted):
            found.append((each, posts))
    found.sort(key=lambda entry: _order(drawn, entry, wanted), reverse=wanted.sort == "name_down")
    return found


def _is_wanted(
    drawn: Drawn,
    each: Somebody,
    post: Appointment,
    wanted: Wanted,
    within: Iterable[int | None] | None,
) -> bool:
    if post.since is not None and post.since > TODAY:
        return False
    if post.until is not None and post.until < TODAY:
        return False
    if within is not None and post.department_id not in within:
        return False
    if wanted.department_id is not None:
        parts = {wanted.department_id}
        if wanted.department_id == drawn.parts[0]:
            parts.add(drawn.parts[1])
        if post.department_id not in parts:
            return False
    if wanted.position is not None and post.position != wanted.position:
        return False
    if wanted.staff is not None and post.staff != wanted.staff:
        return False
    return _is_of_list(each, post, wanted, of_head=within is not None)


def _is_of_list(each: Somebody, post: Appointment, wanted: Wanted, *, of_head: bool) -> bool:
    tied = each.tie == "confirmed" and each.agreed and (each.agreed_heads or not of_head)
    shares = each.shares
    day = day_of(each, post, wanted)
    match wanted.name:
        case "staff":
            return True
        case "short" | "open" | "nothing_short" | "not_judged":
            return state(each.known, post.position) == wanted.name
        case "leaving":
            return day is not None and 0 <= (day - TODAY).days <= wanted.days
        case "category_ends":
            return day is not None and day.year == TODAY.year
        case "not_joined":
            return not tied
        case "not_shared":
            return tied and not (shares and (shares.verdicts or shares.certificates))
        case "not_answered":
            return tied and bool(shares and shares.verdicts) and not each.has_decision
        case "opted_out":
            return tied and shares is not None and not each.wants_messages
        case "blocked":
            return tied and each.blocked


def _is_named(name: str, wanted: Wanted) -> bool:
    words = name.lower().replace("ё", "е").split()
    asked = wanted.words.lower().replace("ё", "е").split()
    if wanted.letter and not words[0].startswith(wanted.letter.lower()):
        return False
    return all(any(word.startswith(part) for word in words) for part in asked)


def _order(drawn: Drawn, entry: tuple[Somebody, list[Appointment]], wanted: Wanted) -> Any:
    each, posts = entry
    name = [
        1000 + ALPHABET.index(c) if c in ALPHABET else ord(c)
        for c in each.name.lower().replace("ё", "е")
    ]
    if wanted.sort == "department":
        names = {drawn.parts[0]: "Институт сынақ", drawn.parts[1]: "Кафедра үлгі"}
        places = [names.get(p.department_id or 0, "IT") for p in posts if p.department_id]
        return min(places, default=""), name, each.id
    if wanted.sort == "day" and wanted.name in ("leaving", "category_ends"):
        days = [day for day in (day_of(each, post, wanted) for post in posts) if day]
        return min(days), name, each.id
    return name, each.id


def state(known: dict[str, Any], position: str | None) -> str:
    if position is None:
        return "not_judged"
    parts = lecturer(known) if position == LECTURER else methodist(known)
    if UNMET in parts.values():
        return "short"
    return "open" if OPEN in parts.values() else "nothing_short"


def lecturer(known: dict[str, Any]) -> dict[str, str]:
    service, grown = known.get("experience", {}), _grown(known)
    least = max(service.get("scientific_pedagogical", 0) >= 12, service.get("specialty", 0) >= 24)
    both = "scientific_pedagogical" in service and "specialty" in service
    never = both and grown["scientific_pedagogical"] < 12 and grown["specialty"] < 24
    courses = known.get("certificates")
    course = OPEN if courses is None or hours_at_most(courses) >= 72 else UNMET
    return {
        "education": _education(known),
        "experience": MET if least else UNMET if never else OPEN,
        "certificate-profile": course,
        "certificate-online": OPEN,
    }


def methodist(known: dict[str, Any]) -> dict[str, str]:
    service = known.get("experience", {})
    long = max(service.get("teaching", 0), service.get("scientific_pedagogical", 0)) >= 60
    education = _education(known)
    schools = known.get("education", ())
    if any(s["level"] in HIGHER and "pedagogical" in s["fields"] for s in schools):
        education = MET
    return {"education": education, "experience": MET if long else OPEN}


def _education(known: dict[str, Any]) -> str:
    schools = known.get("education")
    if schools is None or any(school["level"] in HIGHER for school in schools):
        return OPEN
    return UNMET


def _grown(known: dict[str, Any]) -> dict[str, int]:
    """The most that service may have become: months begun since the day it was counted on."""
    if "as_of" not in known:
        return {}
    as_of = date.fromisoformat(known["as_of"])
    more = 0
    while _later(as_of, more) < TODAY:
        more += 1
    return {kind: months + more for kind, months in known["experience"].items()}


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def hours_at_most(courses: list[dict[str, Any]]) -> int:
    """The longest course that may be of the last three years."""
    return max(
        (
            each["hours"]
            for each in courses
            if "issued" not in each or _later(_span(each["issued"])[1], 12 * YEARS) >= TODAY
        ),
        default=0,
    )


@cache
def _span(written: str) -> tuple[date, date]:
    days = [
        date.fromordinal(number)
        for number in range(date(2022, 1, 1).toordinal(), date(2028, 1, 1).toordinal())
        if date.fromordinal(number).isoformat().startswith(written)
    ]
    return days[0], days[-1]


def day_of(each: Somebody, post: Appointment, wanted: Wanted) -> date | None:
    if wanted.name == "category_ends":
        until = each.known.get("category_until")
        return None if until is None else date.fromisoformat(str(until))
    return training_ends(each.known, post.position)


def training_ends(known: dict[str, Any], position: str | None) -> date | None:
    courses = known.get("certificates")
    if not courses or any("issued" not in course for course in courses):
        return None
    enough = [c for c in courses if position != LECTURER or c["hours"] >= 72]
    days = [_later(_span(c["issued"])[0], 12 * YEARS) for c in enough]
    last = max(days, default=None)
    return last if last is not None and last >= TODAY else None


__all__ = ["LECTURER", "METHODIST", "day_of", "lecturer", "listed", "methodist", "state"]
