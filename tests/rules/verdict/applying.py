"""Applying a route to a profile, and lessening a route, as the contract words it (section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any as AnyValue

from dateutil.relativedelta import relativedelta

from tests.rules.verdict.completions import copied
from tests.rules.verdict.oracle import World, effective

Element = dict[str, AnyValue]
BY_THE_YEAR = ("uni-deputy-academic", "uni-deputy-research")


def applied(profile: World, route: Iterable[Element], position: str, on: date) -> World:
    """`profile` with every element of `route`; all elements start from the original profile."""
    made = copied(profile)
    for element in route:
        match element["kind"]:
            case "experience":
                kind = element["experience"]
                had = effective(profile.get("experience", {}), kind, position) or 0
                made.setdefault("experience", {})[kind] = had + element["months"]
            case "certificate":
                made["certificates"].append(_course(profile, element, position, on))
            case "education":
                made["education"].append(
                    {"level": element["level"][0], "fields": element["fields"], "it_base": False}
                )
            case "degree":
                degree = element["degree"][0]
                in_profile = degree in element["in_profile"]
                made["degrees"].append({"degree": degree, "in_profile": in_profile})
            case "title":
                made["titles"] = [*made["titles"], element["title"][0]]
            case "retraining":
                made["retraining"] = [*made["retraining"], element["retraining"][0]]
            case "category":
                fact = "category" if "category" in element else "management_category"
                made[fact] = element[fact][0]
            case "publication":
                work: World = {key: element[key] for key in ("index", "quartile") if key in element}
                made["publications"].append({**work, "published": on})
            case "flag":
                made["flags"][element["flag"]] = True
            case "competence":
                made["competences"][element["competence"]] = True
            case other:
                raise AssertionError(f"nobody can obtain {other}")
    return made


def _course(profile: World, element: Element, position: str, on: date) -> World:
    """A course on the day of the check: the longest in the window and the missing hours."""
    since = on - relativedelta(years=3)
    had = [
        course.get("hours", 1)
        for course in profile["certificates"]
        if course["topic"] == element["topic"] and course.get("issued", on) >= since
    ]
    longest = 0 if position in BY_THE_YEAR else max(had, default=0)
    return {"topic": element["topic"], "hours": longest + element["hours"], "issued": on}


def lessened(route: tuple[Element, ...]) -> Iterator[tuple[Element, ...]]:
    """Every route with one element dropped, or less by one month or hour."""
    for number, element in enumerate(route):
        yield route[:number] + route[number + 1 :]
        for unit in ("months", "hours"):
            if element.get(unit, 0) > 1:
                less = {**element, unit: element[unit] - 1}
                yield (*route[:number], less, *route[number + 1 :])
