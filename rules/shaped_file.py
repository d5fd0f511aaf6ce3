"""Reads one YAML file into a checked shape; what is out of shape is refused with a remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any as AnyValue
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from rules.catalog import BadRules
from rules.rule_files import load

Shaped = TypeVar("Shaped", bound=BaseModel)


class Strict(BaseModel):
    """A shape that takes neither unknown keys nor values of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


def read_shaped(shape: type[Shaped], path: Path) -> Shaped:
    """The content of the YAML file `path` as `shape`. Raises BadRules with every problem."""
    return shaped(shape, load(path), path.name)


def shaped(shape: type[Shaped], content: AnyValue, name: str) -> Shaped:
    """`content` as `shape`; `name` says in the problems where it came from. Raises BadRules."""
    try:
        return shape.model_validate(content)
    except ValidationError as error:
        raise BadRules(
            [
                f"{name}: {'.'.join(str(part) for part in problem['loc'])}: "
                f"{problem['msg']}; mend or remove it"
                for problem in error.errors(include_url=False)
            ]
        ) from None
