"""The needs of a rule file's leaves, read strictly; whatever is out of shape is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rules import vocabulary as v
from rules.norms import needs as n
from rules.vocabulary import JsonValue

_ONE_OF = {"title": "titles", "honour": "honours", "retraining": "retraining"}


_VALUES = {
    "titles": v.TITLES,
    "honours": v.HONOURS,
    "retraining": v.RETRAINING,
    "category": v.CATEGORIES,
    "management_category": v.MANAGEMENT_CATEGORIES,
}


def need_of(kind: str, given: Mapping[str, JsonValue]) -> n.Need:
    """The need of a leaf of `kind`. Raises TypeError, KeyError or ValueError when out of shape."""
    if kind in {"title", "honour", "retraining", "category"}:
        ((fact, values),) = given.items()
        if _ONE_OF.get(kind, fact) != fact:
            raise ValueError(f"a {kind} asks for {_ONE_OF[kind]}")
        return n.OneOf(fact, _among(values, _VALUES[fact]))
    if kind == "education":
        _only(given, {"levels", "fields"})
        return n.EducationNeed(_among(given["levels"], v.LEVELS), _among(given["fields"], v.FIELDS))
    if kind == "degree":
        _only(given, {"degrees", "in_profile"})
        return n.DegreeNeed(
            _among(given["degrees"], v.DEGREES), _among(given.get("in_profile", []), v.DEGREES)
        )
    if kind == "experience":
        _only(given, {"experience", "months"})
        (name,) = _among([given["experience"]], v.EXPERIENCE_KINDS)
        return n.ExperienceNeed(name, _positive(given["months"]))
    return _other_need(kind, given)


def _other_need(kind: str, given: Mapping[str, JsonValue]) -> n.Need:
    if kind == "certificate":
        _only(given, {"topic", "hours", "within_years", "per"})
        _among([given["topic"]], v.TOPICS)
        _among([given["per"]], ("course", "year", "each_year"))
        _positive(given["hours"]), _positive(given["within_years"])
        return n.CertificateNeed(**given)
    if kind == "publication":
        _positive(given["count"])
        indexes = _among(given.get("indexes", []), v.INDEXES)
        return n.PublicationNeed(**{**given, "indexes": indexes})
    if kind == "flag":
        _only(given, {"flag"})
        return n.Yes(*_among([given["flag"]], v.FLAGS))
    if kind == "h_index":
        _only(given, {"h_index"})
        return n.AtLeast(_positive(given["h_index"]))
    _only(given, {"language_level"})
    return n.LanguageNeed(*_among([given["language_level"]], v.LANGUAGE_LEVELS))


def _among(values: Sequence[str], allowed: Sequence[str]) -> tuple[str, ...]:
    for value in values:
        if value not in allowed:
            raise ValueError(f"{value} is none of {', '.join(allowed)}")
    return tuple(values)


def _only(given: Mapping[str, JsonValue], allowed: set[str]) -> None:
    if set(given) - allowed:
        raise ValueError(f"unknown keys {sorted(set(given) - allowed)}; allowed: {sorted(allowed)}")


def _positive(value: JsonValue) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(f"{value} is not a whole number from 1 up")
    return value
