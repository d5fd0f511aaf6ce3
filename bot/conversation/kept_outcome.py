"""An outcome as it is written down with what was decided, to be shown again after a crash."""

from __future__ import annotations

from typing import Final

from pydantic import ConfigDict, TypeAdapter
from pydantic.dataclasses import dataclass

from handlers.chat.outcome import Errand, Made, Outcome, StopErrand


@dataclass(config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64"), frozen=True)
class Kept:
    """`callback_id`: the press that is answered along with the outcome."""

    outcome: Outcome
    callback_id: str | None


_FORM: Final = TypeAdapter(Kept)


def can_be_kept(outcome: Outcome) -> bool:
    """Whether it can be written down. A file that is still to be made, or read, cannot; what asks
    for it only reads, so it may be asked again."""
    return not any(isinstance(item, Made | Errand | StopErrand) for item in outcome.show)


def is_silent(kept: Kept) -> bool:
    """Whether nothing of it is ever seen."""
    return kept.callback_id is None and not kept.outcome.show and kept.outcome.closing is None


def dump(kept: Kept) -> str:
    return _FORM.dump_json(kept).decode()


def load(text: str) -> Kept:
    return _FORM.validate_json(text)
