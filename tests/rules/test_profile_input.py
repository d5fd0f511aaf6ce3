"""Profiles from outside: whatever JSON comes, it is read or refused in one line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any as AnyValue

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import vocabulary as v
from rules.errors import BadInput
from rules.norms.loading import catalogue
from rules.profile import Profile, parse_profile
from tests.rules.verdict.oracle import World
from tests.rules.verdict.strategies import Target, as_json, cases
from tests.thoroughness import examples

ON = date(2026, 11, 20)
WORDS = (
    *("education", "degrees", "titles", "honours", "experience", "certificates", "retraining"),
    *("category", "management_category", "publications", "h_index", "language_level", "flags"),
    *("competences", "level", "fields", "it_base", "topic", "hours", "issued", "index", "*"),
    *("quartile", "percentile", "published", "degree", "in_profile", "\ud800", "a\nb", ""),
    *v.LEVELS,
    *v.EXPERIENCE_KINDS,
    *v.FLAGS,
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 130),
    st.sampled_from((10**400, -(10**30), 1e300, 0.5, -0.0, 72.0)),
    st.sampled_from(WORDS),
    st.sampled_from(("2026-11-20", "2026-11-21", "0000-00-00", "2026-2-1", "２０２６-01-01")),
    st.text(max_size=3),
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(WORDS), st.text(max_size=2)), inner, max_size=4),
    ),
    max_leaves=8,
)


def read_or_refused(data: object) -> Profile | None:
    try:
        return parse_profile(data, ON, catalogue().competences)
    except BadInput as error:
        refused = str(error)
    assert refused.isprintable()
    assert len(refused) < 1000
    return None


@examples(350)
@given(ANY_JSON)
def test_any_json_is_read_or_refused(data: object) -> None:
    profile = read_or_refused(data)
    assert profile is None or isinstance(data, dict)


def _places(value: AnyValue, path: tuple[AnyValue, ...] = ()) -> list[tuple[AnyValue, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = [path]
    for key, item in inner:
        found += _places(item, (*path, key)) if isinstance(item, (dict, list)) else [(*path, key)]
    return found


@examples(350)
@given(cases(), ANY_JSON, st.randoms(use_true_random=False))
def test_a_profile_with_one_thing_replaced_is_read_or_refused(
    case: tuple[Target, World], value: AnyValue, random: AnyValue
) -> None:
    data = as_json(case[1])
    place = random.choice(_places(data))
    if not place:
        return
    at = data
    for key in place[:-1]:
        at = at[key]
    at[place[-1]] = value
    read_or_refused(data)


@examples(100)
@given(cases())
def test_every_profile_of_the_contract_is_read(case: tuple[Target, World]) -> None:
    target, profile = case
    assert target.parsed(profile) == target.parsed(as_json(profile))


GOOD: World = {
    "education": [{"level": "bachelor", "fields": ["profile"], "it_base": False}],
    "degrees": [{"degree": "phd", "in_profile": True}],
    "experience": {"specialty": 10},
    "certificates": [{"topic": "it", "hours": 1, "issued": "2026-11-20"}],
    "publications": [{"index": "wos", "quartile": 2, "percentile": 61.5}],
    "h_index": 0,
    "competences": {"*": True},
}


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("age", 30, "age"),
        ("h_index", None, "h_index"),
        ("h_index", 2.0, "h_index"),
        ("h_index", True, "h_index"),
        ("h_index", -1, "h_index"),
        ("category", None, "category"),
        ("category", "deputy_1", "category"),
        ("language_level", "b2", "language_level"),
        ("titles", "professor", "titles"),
        ("titles", ["docent"], "titles.0"),
        ("experience", {"specialty": -1}, "experience.specialty"),
        ("experience", {"specialty": 12.0}, "experience.specialty"),
        ("experience", {"speciality": 12}, "experience.speciality"),
        ("flags", {"textbooks": 1}, "flags.textbooks"),
        ("competences", {"tvet-teacher-nothing": True}, "competences.tvet-teacher-nothing"),
        ("education", [{}], "education.0.level"),
        ("education", [{"level": "higher"}], "education.0.level"),
        ("education", [{"level": "tvet", "fields": None}], "education.0.fields"),
        ("education", [{"level": "tvet", "it_base": "no"}], "education.0.it_base"),
        ("degrees", [{"in_profile": True}], "degrees.0.degree"),
        ("certificates", [{"topic": "it", "hours": 0}], "certificates.0.hours"),
        ("certificates", [{"topic": "it", "hours": 1.5}], "certificates.0.hours"),
        ("certificates", [{"topic": "it", "issued": "2026-11-21"}], "certificates.0.issued"),
        ("certificates", [{"topic": "it", "issued": "20.11.2026"}], "certificates.0.issued"),
        ("certificates", [{"topic": "it", "issued": "2026-02-30"}], "certificates.0.issued"),
        ("certificates", [{"topic": "it", "issued": 20261120}], "certificates.0.issued"),
        ("publications", [{"index": "wos", "quartile": 5}], "publications.0.quartile"),
        ("publications", [{"index": "wos", "quartile": 1.0}], "publications.0.quartile"),
        ("publications", [{"index": "scopus", "percentile": 100.1}], "publications.0.percentile"),
        ("publications", [{"index": "scopus", "percentile": -1}], "publications.0.percentile"),
        ("publications", [{"index": "scopus", "percentile": "50"}], "publications.0.percentile"),
        ("publications", [{"index": "a", "published": "2027-01-01"}], "publications.0.index"),
    ],
)
def test_what_the_contract_forbids_is_refused_by_field(
    key: str, value: AnyValue, field: str
) -> None:
    assert parse_profile(GOOD, ON, catalogue().competences)
    with pytest.raises(BadInput) as refused:
        parse_profile({**GOOD, key: value}, ON, catalogue().competences)
    assert refused.value.field == field


def test_a_date_is_judged_by_the_day_of_the_check() -> None:
    data = {"publications": [{"index": "wos", "published": ON.isoformat()}]}
    assert parse_profile(data, ON).publications
    with pytest.raises(BadInput, match=r"publications\.0\.published"):
        parse_profile(data, ON - timedelta(days=1))


@pytest.mark.parametrize("field", ["social_pedagogy", "pedagogy_psychology", "military_pe"])
def test_some_fields_are_pedagogical(field: str) -> None:
    diplomas = parse_profile({"education": [{"level": "tvet", "fields": [field]}]}, ON).education
    assert diplomas is not None
    assert set(diplomas[0].fields or ()) == {field, "pedagogical"}


def test_missing_is_unknown_and_empty_is_absent() -> None:
    unknown, absent = parse_profile({}, ON), parse_profile({"titles": [], "degrees": []}, ON)
    assert (unknown.titles, unknown.degrees, unknown.it_base) == (None, None, None)
    assert (absent.titles, absent.degrees) == (frozenset(), ())
    assert parse_profile({"education": []}, ON).it_base is False


def test_a_refusal_is_one_printable_line_in_any_script() -> None:
    with pytest.raises(BadInput) as refused:
        parse_profile({"қала\n\u2028": 1}, ON)
    assert str(refused.value) == "қала\\n\\u2028: unknown key"
