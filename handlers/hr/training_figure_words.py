"""Figures of a unit in lines, the same of the moment, of a record and of a message."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from i18n import Translator
from rules.vocabulary import Json
from workbooks.training.content import UnitYear


def figure_lines(figures: UnitYear | Json, tr: Translator) -> list[str]:
    held: dict[str, Any] = asdict(figures) if isinstance(figures, UnitYear) else figures
    rows = (
        (tr.text("People"), sum(held["staff"])),
        (tr.text("Trained"), held["trained"]),
        (tr.text("Courses planned"), held["planned"]),
        (tr.text("Done"), held["done"] + held["otherwise"]),
        (tr.text("Did not happen"), held["missed"]),
        (tr.text("Not heard in time"), held["not_heard"] + held["heard_late"]),
        (tr.text("Planned, ₸"), sum(held["cost_planned"])),
        (tr.text("Spent, ₸"), sum(held["spent"])),
    )
    return [f"{words}: {tr.number(number)}" for words, number in rows]
