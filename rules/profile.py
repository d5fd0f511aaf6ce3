"""A person's answers (contract, section 3): read from JSON strictly, kept frozen.

None everywhere means unknown; an empty tuple, False, 0 or "none" means known to be absent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Literal, NotRequired

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from typing_extensions import TypedDict

from rules import vocabulary as v
from rules.errors import BadInput
from rules.vocabulary import JsonValue

_STRICT = ConfigDict(extra="forbid", strict=True)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def read_day(value: object) -> date:
    """A `YYYY-MM-DD` string as a date; ValueError for anything else."""
    if not isinstance(value, str) or not _DAY.match(value):
        raise ValueError("a date is written YYYY-MM-DD")
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(read_day)]
Count = Annotated[int, Field(ge=0, le=1_000_000)]


class EducationIn(TypedDict):
    __pydantic_config__ = _STRICT  # type: ignore[misc]
    level: Literal[v.LEVELS]  # type: ignore[valid-type]
    fields: NotRequired[list[Literal[v.FIELDS]]]  # type: ignore[valid-type]
    it_base: NotRequired[bool]


class DegreeIn(TypedDict):
    __pydantic_config__ = _STRICT  # type: ignore[misc]
    degree: Literal[v.DEGREES]  # type: ignore[valid-type]
    in_profile: NotRequired[bool]


class CertificateIn(TypedDict):
    __pydantic_config__ = _STRICT  # type: ignore[misc]
    topic: Literal[v.TOPICS]  # type: ignore[valid-type]
    hours: NotRequired[Annotated[int, Field(ge=1, le=1_000_000)]]
    issued: NotRequired[Day]


class PublicationIn(TypedDict):
    __pydantic_config__ = _STRICT  # type: ignore[misc]
    index: Literal[v.INDEXES]  # type: ignore[valid-type]
    quartile: NotRequired[Annotated[int, Field(ge=1, le=4)]]
    percentile: NotRequired[Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]]
    published: NotRequired[Day]


class KnowledgeTestIn(TypedDict):
    __pydantic_config__ = _STRICT  # type: ignore[misc]
    percent: Annotated[int, Field(ge=0, le=100)]
    taken: NotRequired[Day]


class ProfileIn(TypedDict, total=False):
    __pydantic_config__ = _STRICT  # type: ignore[misc]
    education: list[EducationIn]
    degrees: list[DegreeIn]
    titles: list[Literal[v.TITLES]]  # type: ignore[valid-type]
    honours: list[Literal[v.HONOURS]]  # type: ignore[valid-type]
    experience: dict[Literal[v.EXPERIENCE_KINDS], Count]  # type: ignore[valid-type]
    certificates: list[CertificateIn]
    retraining: list[Literal[v.RETRAINING]]  # type: ignore[valid-type]
    category: Literal[v.CATEGORIES]  # type: ignore[valid-type]
    management_category: Literal[v.MANAGEMENT_CATEGORIES]  # type: ignore[valid-type]
    publications: list[PublicationIn]
    h_index: Count
    language_level: Literal[v.LANGUAGE_LEVELS]  # type: ignore[valid-type]
    flags: dict[Literal[v.FLAGS], bool]  # type: ignore[valid-type]
    competences: dict[str, bool]
    category_granted: Day
    knowledge_test: KnowledgeTestIn


@dataclass(frozen=True, slots=True)
class Education:
    """One diploma; `fields` already holds the fields that its own fields imply."""

    level: str
    fields: frozenset[str] | None
    it_base: bool | None


@dataclass(frozen=True, slots=True)
class Degree:
    degree: str
    in_profile: bool | None


@dataclass(frozen=True, slots=True)
class Certificate:
    """One course; `hours` None: not known, at least 1."""

    topic: str
    hours: int | None
    issued: date | None


@dataclass(frozen=True, slots=True)
class Publication:
    """One work; a missing quartile (percentile) is unknown only in a `wos` (`scopus`) item."""

    index: str
    quartile: int | None
    percentile: float | None
    published: date | None

    @property
    def quartile_unknown(self) -> bool:
        return self.index == "wos" and self.quartile is None

    @property
    def percentile_unknown(self) -> bool:
        return self.index == "scopus" and self.percentile is None


@dataclass(frozen=True, slots=True)
class KnowledgeTest:
    """The last knowledge test of an attestation; 0 per cent: known not to have been passed."""

    percent: int
    taken: date | None


@dataclass(frozen=True, slots=True)
class Profile:
    """All answers. `experience` (months), `flags`, `competences` hold only what was answered.

    `category_granted` (the day of the present category) and `knowledge_test` matter to the
    attestation alone, never to the verdict.
    """

    education: tuple[Education, ...] | None
    degrees: tuple[Degree, ...] | None
    titles: frozenset[str] | None
    honours: frozenset[str] | None
    experience: Mapping[str, int]
    certificates: tuple[Certificate, ...] | None
    retraining: frozenset[str] | None
    category: str | None
    management_category: str | None
    publications: tuple[Publication, ...] | None
    h_index: int | None
    language_level: str | None
    flags: Mapping[str, bool]
    competences: Mapping[str, bool]
    category_granted: date | None = None
    knowledge_test: KnowledgeTest | None = None

    def competence(self, identifier: str) -> bool | None:
        """The answer for one item; `"*"` answers all that are not named."""
        answer = self.competences.get(identifier)
        return self.competences.get("*") if answer is None else answer

    @property
    def it_base(self) -> bool | None:
        """Whether any diploma is a basic education in IT (contract, section 3)."""
        if self.education is None:
            return None
        answers = {entry.it_base for entry in self.education}
        return True if True in answers else None if None in answers else False

    @property
    def teaches(self) -> bool | None:
        """Whether the person will teach in the post as well (contract, section 3)."""
        return self.flags.get("teaches")


@cache
def _adapter() -> TypeAdapter[ProfileIn]:
    return TypeAdapter(ProfileIn)


def parse_profile(data: object, on: date, competences: frozenset[str] = frozenset()) -> Profile:
    """The profile in `data`, a JSON object of the contract, as known on the day `on`.

    `competences`: the identifiers that the catalogue knows.
    Raises BadInput naming the field and what is allowed.
    """
    try:
        given = _adapter().validate_python(data)
    except ValidationError as error:
        raise _explained(error) from None
    _refuse_days_to_come(given, on)
    for identifier in given.get("competences", {}):
        if identifier != "*" and identifier not in competences:
            raise BadInput(
                f"competences.{identifier}", "unknown item; see the catalogue's identifiers or *"
            )
    return _frozen(given)


def _explained(error: ValidationError) -> BadInput:
    first = error.errors(include_url=False, include_context=True)[0]
    field = ".".join(str(part) for part in first["loc"]) or "profile"
    if first["type"] == "extra_forbidden":
        return BadInput(field, "unknown key")
    message = first["msg"].removeprefix("Value error, ")
    return BadInput(field.removesuffix(".[key]"), message[:1].lower() + message[1:])


def _refuse_days_to_come(given: ProfileIn, on: date) -> None:
    dated: list[tuple[str, list[JsonValue], str]] = [
        ("certificates", list(given.get("certificates", ())), "issued"),
        ("publications", list(given.get("publications", ())), "published"),
    ]
    for name, items, key in dated:
        for number, item in enumerate(items):
            if key in item and item[key] > on:
                raise BadInput(f"{name}.{number}.{key}", f"must not be after the day {on}")
    single = {
        "category_granted": given.get("category_granted"),
        "knowledge_test.taken": given.get("knowledge_test", {}).get("taken"),
    }
    for field, day in single.items():
        if day is not None and day > on:
            raise BadInput(field, f"must not be after the day {on}")


def _frozen(given: ProfileIn) -> Profile:
    return Profile(
        education=None
        if "education" not in given
        else tuple(
            Education(e["level"], _with_implied(e.get("fields")), e.get("it_base"))
            for e in given["education"]
        ),
        degrees=None
        if "degrees" not in given
        else tuple(Degree(d["degree"], d.get("in_profile")) for d in given["degrees"]),
        titles=_set(given.get("titles")),
        honours=_set(given.get("honours")),
        experience=given.get("experience", {}),
        certificates=None
        if "certificates" not in given
        else tuple(
            Certificate(c["topic"], c.get("hours"), c.get("issued")) for c in given["certificates"]
        ),
        retraining=_set(given.get("retraining")),
        category=given.get("category"),
        management_category=given.get("management_category"),
        publications=None
        if "publications" not in given
        else tuple(
            Publication(p["index"], p.get("quartile"), p.get("percentile"), p.get("published"))
            for p in given["publications"]
        ),
        h_index=given.get("h_index"),
        language_level=given.get("language_level"),
        flags=given.get("flags", {}),
        competences=given.get("competences", {}),
        category_granted=given.get("category_granted"),
        knowledge_test=_knowledge_test(given.get("knowledge_test")),
    )


def _knowledge_test(given: KnowledgeTestIn | None) -> KnowledgeTest | None:
    return None if given is None else KnowledgeTest(given["percent"], given.get("taken"))


def _with_implied(fields: list[str] | None) -> frozenset[str] | None:
    if fields is None:
        return None
    if v.FIELDS_THAT_ARE_PEDAGOGICAL.isdisjoint(fields):
        return frozenset(fields)
    return frozenset((*fields, "pedagogical"))


def _set(values: list[str] | None) -> frozenset[str] | None:
    return None if values is None else frozenset(values)
