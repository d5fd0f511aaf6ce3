"""Answers as they would be if something were obtained: the elements of a route, or a course.

Nothing is kept here; what comes out has the shape in which the questionnaire keeps an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rules.norms.facts import Facts
from rules.norms.needs import CertificateNeed
from rules.questionnaire.flow import Sheet
from rules.questionnaire.lists import LISTS, contract_value
from rules.vocabulary import Json, JsonValue

_LIST_OF = {
    "education": "education",
    "degree": "degrees",
    "certificate": "certificates",
    "publication": "publications",
}
_SET_OF = {"title": "titles", "retraining": "retraining"}


def supposed(sheet: Sheet, elements: Iterable[Json]) -> Json:
    """Fact to value as it is kept, when every element of a route (contract, section 4) is applied.

    All elements start from the answers of the sheet; ValueError for one that nobody can obtain.
    """
    facts = Facts(sheet.profile(), sheet.on, sheet.relevance.position.implies)
    changed: Json = {}
    for element in elements:
        fact = fact_of_element(element)
        base = changed[fact] if fact in changed else _kept(sheet, fact)
        changed[fact] = _applied(element, base, sheet, facts)
    return changed


def fact_of_element(element: Json) -> str:
    """The fact that an element of a route changes."""
    kind: str = element["kind"]
    if kind == "experience":
        return f"experience.{element['experience']}"
    if kind == "flag":
        return f"flags.{element['flag']}"
    if kind == "category":
        return "category" if "category" in element else "management_category"
    if kind == "competence":
        return "competences"
    if kind in _LIST_OF or kind in _SET_OF:
        return _LIST_OF.get(kind) or _SET_OF[kind]
    raise ValueError(f"nobody can set out to obtain {kind}")


def _kept(sheet: Sheet, fact: str) -> JsonValue:
    answer = sheet.answers.get(fact)
    if answer is None or answer.state != "value":
        return None
    if isinstance(answer.value, dict):
        return {key: value for key, value in answer.value.items() if key != "steps"}
    return answer.value


def _applied(element: Json, base: JsonValue, sheet: Sheet, facts: Facts) -> JsonValue:
    kind = element["kind"]
    match kind:
        case "experience":
            return (facts.effective(element["experience"]) or 0) + element["months"]
        case "flag":
            return True
        case "category":
            return element[fact_of_element(element)][0]
        case "competence":
            items = {} if base is None else base["items"]
            return {"items": {**items, element["competence"]: True}}
        case "title" | "retraining":
            return [*(base or []), element[kind][0]]
    return _with_item(base, _item(element, sheet, facts))


def _item(element: Json, sheet: Sheet, facts: Facts) -> Json:
    today = sheet.on.isoformat()
    match element["kind"]:
        case "education":
            level = element["level"][0]
            asked = sorted({*sheet.relevance.fields.get(level, ()), *element["fields"]})
            return {
                "level": level,
                "fields": list(element["fields"]),
                "asked": asked,
                "it_base": False,
            }
        case "degree":
            degree = element["degree"][0]
            return {"degree": degree, "in_profile": degree in element["in_profile"]}
        case "certificate":
            hours = element["hours"] + _added_to(element["topic"], sheet, facts)
            return {"topic": element["topic"], "hours": hours, "issued": today}
    named = [(key, element[key]) for key in ("index", "quartile") if key in element]
    return {**dict(named), "published": today}


def _added_to(topic: str, sheet: Sheet, facts: Facts) -> int:
    """Hours of the longest course that a further course is reckoned from; 0 where courses of a
    year are counted together (contract, section 4)."""
    tree = sheet.catalogue.compiled(sheet.position, sheet.category).tree
    needs = [leaf.need for leaf in tree.leaves if isinstance(leaf.need, CertificateNeed)]
    mine = [need for need in needs if need.topic == topic and need.per == "course"]
    hours = [need.have(facts).get("hours", 0) for need in mine]
    return max(hours, default=0)


def _with_item(base: JsonValue, item: Json) -> JsonValue:
    if base is None:
        return {"items": [item], "asked": [], "complete": True}
    return {**base, "items": [*base["items"], item]}


def with_course(sheet: Sheet, topic: str, hours: int, day: date) -> Json | None:
    """The answers with one more course; None while the courses are not known, since a list counts
    as complete and the others would be lost."""
    base = _kept(sheet, "certificates")
    if base is None or contract_value(LISTS["certificates"], base, sheet.relevance) is None:
        return None
    return {
        "certificates": _with_item(
            base, {"topic": topic, "hours": hours, "issued": day.isoformat()}
        )
    }
