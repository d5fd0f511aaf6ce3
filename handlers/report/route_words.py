"""The steps of a route in words."""

from __future__ import annotations

from html import escape

from handlers.chat.said_words import fact_name, in_sentence, named, one_of
from i18n import Translator
from rules.norms.model import Position, leaves_of
from rules.norms.needs import ExperienceNeed
from rules.vocabulary import HIGHER, LEVELS, POSTGRADUATE, Json


def route_words(route: tuple[Json, ...], position: Position, tr: Translator) -> list[str]:
    """The steps of a route as HTML, one each; the items of the checklist are counted together."""
    items = [element for element in route if element["kind"] == "competence"]
    words = [element_words(e, position, tr) for e in route if e["kind"] != "competence"]
    if len(items) == 1:
        words.append(element_words(items[0], position, tr))
    elif items:
        words.append(
            tr.plural("{n} competence of the list", "{n} competences of the list", len(items))
        )
    return words


def element_words(element: Json, position: Position, tr: Translator) -> str:
    """One step of a route (contract, section 4) as HTML."""
    match element["kind"]:
        case "experience":
            name = _experience(element["experience"], position, tr)
            return tr.text("{what}: {months} more", months=tr.months(element["months"]), what=name)
        case "certificate":
            return _course(element, tr)
        case "education":
            return _education(element, tr)
        case "degree":
            return _degree(element, tr)
        case "title":
            which = _any_of(element["title"], "title", tr)
            return tr.text("an academic title: {which}", which=which)
        case "retraining":
            return _any_of(element["retraining"], "retraining", tr)
        case "category":
            return _category(element, tr)
        case "publication":
            index = named("publication_index", element["index"], tr)
            return tr.text("a publication: {index}", index=index)
        case "flag":
            return fact_name(f"flags.{element['flag']}", tr, position)
        case "competence":
            return _competence(element["competence"], position, tr)
    raise ValueError(f"a route knows no {element['kind']}")


# Work whose extent is that of the clause: the post it names, the organisations that count in it.
_AS_THE_CLAUSE_SAYS = {
    "post",
    "enterprise",
    "enterprise_management",
    "business_management",
    "methodical_head",
}


def _experience(kind: str, position: Position, tr: Translator) -> str:
    """The name of a kind of experience; where the clause says more than that, its words."""
    if kind in _AS_THE_CLAUSE_SAYS:
        for leaf in (leaf for asked in position.checks.values() for leaf in leaves_of(asked.tree)):
            if isinstance(leaf.need, ExperienceNeed) and leaf.need.experience == kind:
                return escape(leaf.text.of(tr.language).rpartition(": ")[0])
    return fact_name(f"experience.{kind}", tr, position)


def _degree(element: Json, tr: Translator) -> str:
    degrees = [element["degree"]] if isinstance(element["degree"], str) else element["degree"]
    profile = _field("profile", tr)
    words = [
        f"{named('degree', each, tr)} ({profile})"
        if each in element.get("in_profile", ())
        else named("degree", each, tr)
        for each in degrees
    ]
    return tr.text("an academic degree: {which}", which=one_of(words, tr))


def _any_of(values: str | list[str], vocabulary: str, tr: Translator) -> str:
    listed = [values] if isinstance(values, str) else values
    return one_of([named(vocabulary, value, tr) for value in listed], tr)


def _course(element: Json, tr: Translator) -> str:
    topic = named("certificate_topic", element["topic"], tr)
    if element["hours"] <= 1:
        return tr.text("a course with a certificate: {topic}", topic=topic)
    return tr.text("courses, {hours} more: {topic}", hours=tr.hours(element["hours"]), topic=topic)


def _education(element: Json, tr: Translator) -> str:
    levels = element["level"]
    listed = set([levels] if isinstance(levels, str) else levels)
    words = _levels(listed, tr)
    fields = element.get("fields", [])
    if not fields:
        return words
    about = ", ".join(_field(field, tr) for field in fields)
    return f"{words} ({about})"


def _field(field: str, tr: Translator) -> str:
    """The field of a diploma within a sentence, not as on a button."""
    return in_sentence(named("education_field", field, tr))


def _levels(listed: set[str], tr: Translator) -> str:
    if listed == set(LEVELS):
        return tr.text("education of any level, college and above")
    if listed == set(HIGHER):
        return tr.text("higher education")
    if listed == set(POSTGRADUATE):
        return tr.text("a master's degree or doctoral studies")
    in_order = [level for level in LEVELS if level in listed]
    return tr.text("education: {which}", which=_any_of(in_order, "education_level", tr))


def _category(element: Json, tr: Translator) -> str:
    names = [
        named(kind, value, tr)
        for kind in ("category", "management_category")
        for value in element.get(kind) or []
    ]
    return tr.text("a category: {which}", which=one_of(names, tr))


def _competence(identifier: str, position: Position, tr: Translator) -> str:
    for item in position.competences:
        if item.id == identifier:
            return escape(item.text.of(tr.language))
    raise KeyError(identifier)
