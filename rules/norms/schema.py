"""The shape of a rule file: its keys, their types, and the reading of YAML into them.

What is out of shape is refused with a remedy.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from rules import vocabulary as v
from rules.errors import BadRules
from rules.norms import model as m
from rules.vocabulary import Json, JsonValue, Language

# The lists whose items may wait for a person in a drafted file.
_MAY_WAIT = frozenset(
    {"leaves", "competences", "official", "not_evaluated", "documents", "editions"}
)
Shaped = TypeVar("Shaped", bound=BaseModel)


class Strict(BaseModel):
    """A shape that takes neither unknown keys nor values of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


def read_shaped(shape: type[Shaped], path: Path) -> Shaped:
    """The content of the YAML file `path` as `shape`. Raises BadRules with every problem."""
    return shaped(shape, load(path), path.name)


def shaped(shape: type[Shaped], content: JsonValue, name: str, path: Path | None = None) -> Shaped:
    """`content` as `shape`; `name` says in the problems where it came from, with `path` they name
    the line of that file as well. Raises BadRules."""
    try:
        return shape.model_validate(content)
    except ValidationError as error:
        raise BadRules(
            [
                f"{name}{'' if path is None else _line_of(path, each['loc'])}: "
                f"{'.'.join(str(part) for part in each['loc'])}: "
                f"{each['msg']}; mend or remove it"
                for each in error.errors(include_url=False)
            ]
        ) from None


def _line_of(path: Path, location: tuple[int | str, ...]) -> str:
    """`:7` for the deepest part of `location` that stands in the file, in its line 7."""
    from ruamel.yaml import YAML

    node: JsonValue = YAML(typ="rt").load(path)
    line = 0
    for part in location:
        try:
            line = node.lc.data[part][0] if part in node.lc.data else line
            node = node[part]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return f":{line + 1}"


def undecided(content: JsonValue, path: Path) -> list[str]:
    """A line for everything in a drafted file that waits for a person's decision."""
    return [
        f"{path.name}{_line_of(path, place)}: not decided: {what.rstrip('.')}; "
        "decide it and remove `decide`"
        for place, what in _to_decide(content, ())
    ]


def _to_decide(
    content: JsonValue, place: tuple[int | str, ...]
) -> Iterator[tuple[tuple[int | str, ...], str]]:
    if not isinstance(content, dict):
        return
    if "decide" in content:
        yield (*place, "decide"), str(content["decide"])
    for key in sorted(_MAY_WAIT.intersection(content)):
        items = content[key]
        for number, item in enumerate(items if isinstance(items, list) else ()):
            yield from _to_decide(item, (*place, key, number))


def load(path: Path) -> JsonValue:
    """The content of a YAML file as plain values; BadRules where it is not YAML."""
    # Imported here because most starts find all contents in the cache (rules/norms/loading.py).
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        return YAML(typ="safe").load(path)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise BadRules([f"{path.name}{line}: not YAML ({error}); mend the syntax"]) from None


class _Strict(BaseModel):
    """`decide`, where a shape has it: what a drafted edition leaves to a person (docs/editions.md);
    a file in which one stands is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TextIn(_Strict):
    kk: str = Field(min_length=1)
    ru: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def frozen(self) -> m.Text:
        return m.Text(self.kk, self.ru, self.en)


class QuestionIn(TextIn):
    """A question of its own for one clause; `name`: what its answer is called."""

    name: TextIn | None = None


class SourceIn(_Strict):
    paragraph: str
    section: str | None = None


class PlainLeafIn(_Strict):
    """A leaf of another reading: it decides nothing, so it needs no text and no words."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    kind: Literal[
        "education",
        "degree",
        "title",
        "honour",
        "experience",
        "certificate",
        "category",
        "publication",
        "retraining",
        "flag",
        "h_index",
        "language",
    ]
    need: Json


class LeafIn(PlainLeafIn):
    decide: str | None = None
    obtainable: Literal["time", "effort", "never"]
    condition: Literal["it_base", "teaches"] | None = None
    source: SourceIn
    text: TextIn
    words: dict[Language, list[str]] = {}
    question: QuestionIn | Literal["generic"] | None = None
    readings: list[str] = []


class CompetenceIn(_Strict):
    id: str = Field(pattern=r"^[a-z0-9-]+$")
    category: Literal[v.CATEGORY_STEPS] | None  # type: ignore[valid-type]
    text: TextIn
    official: str
    official_en: str | None = None
    decide: str | None = None


class OfficialIn(_Strict):
    paragraph: str
    language: Language
    text: str
    decide: str | None = None


class NotEvaluatedIn(_Strict):
    words: str
    language: Language
    reason: str = Field(min_length=1)
    decide: str | None = None


class OtherReadingIn(_Strict):
    reading: str
    note: str | None = None
    category: str | None = None
    requirements: JsonValue


class InForceIn(_Strict):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    since: str | None = Field(alias="from")
    until: str | None


class PositionIn(_Strict):
    id: str
    document: str
    paragraphs: list[str] = Field(min_length=1)
    in_force: InForceIn
    names: TextIn
    short: TextIn
    categories: list[Literal[v.CATEGORY_STEPS]]  # type: ignore[valid-type]
    implies: dict[str, list[str]] = {}
    leaves: list[LeafIn]
    other_leaves: list[PlainLeafIn] = []
    trees: Json = {}
    requirements: JsonValue
    category_requirements: Json = {}
    other_readings: list[OtherReadingIn] = []
    preferences: list[str] = []
    competence_source: SourceIn | None = None
    competences: list[CompetenceIn] = []
    official: list[OfficialIn] = Field(min_length=1)
    not_evaluated: list[NotEvaluatedIn] = []


class DocumentEditionIn(_Strict):
    decide: str | None = None
    name: TextIn
    in_force: InForceIn
    from_is: Literal["in_force", "signed"] | None = None
    source: TextIn


class LaterReportedIn(_Strict):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    since: str = Field(alias="from")
    says: TextIn


class DocumentIn(_Strict):
    id: str
    title: TextIn
    language: Literal["kk", "ru"]
    compared: str | None = None
    later_reported: LaterReportedIn | None = None
    editions: list[DocumentEditionIn] = Field(min_length=1)
    positions: list[str]


class DocumentsIn(_Strict):
    documents: list[DocumentIn]


class ReadingIn(_Strict):
    id: str = Field(pattern=r"^R\d+$")
    adopted: str
    note: TextIn | None = None
    notes: dict[str, TextIn] = {}


class ReadingsIn(_Strict):
    readings: list[ReadingIn]
