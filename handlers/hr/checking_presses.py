"""Where the presses of findings, figures and what is kept of a year of training go: a part of HR's
tables."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from cases.rights import Right
from handlers.chat.outcome import Outcome
from handlers.hr import (
    training_entering,
    training_findings,
    training_retention,
    training_snapshots,
)
from handlers.hr.buttons import Action
from handlers.hr.forms import Fields
from handlers.hr.training_presses import by_right
from handlers.hr.visit import HrVisit

OF_HR: Final[frozenset[Action]] = frozenset(
    {"figs_ask", "figs_rest", "rest", "rest_drop", "rest_keep"}
)


def _right(action: Action) -> Right:
    """Of those who answer for a unit, or of HR."""
    return "organise" if action in OF_HR else "approve"


_WITH_ONE: Final[dict[Action, Callable[[HrVisit, int], Awaitable[Outcome]]]] = {
    "figs_anew": training_snapshots.anew,
    "figs_ask": training_snapshots.ask_day,
    "figs_days": training_snapshots.list_days,
    "figs_no": training_snapshots.ask_wrong,
    "figs_one": training_snapshots.show_one,
    "figs_right": training_snapshots.confirm,
    "find_cause": training_entering.cause_said,
    "find_how": training_entering.how_said,
    "find_new": training_entering.begin,
}
_WITH_TWO: Final[dict[Action, Callable[[HrVisit, int, int], Awaitable[Outcome]]]] = {
    "figs_rest": training_snapshots.remind_rest,
    "find_units": training_entering.list_units,
    "rest": training_retention.ask_rest,
    "rest_drop": training_retention.delete_rest,
    "rest_keep": training_retention.keep_rest,
}
_WITH_THREE: Final[dict[Action, Callable[[HrVisit, int, int, int], Awaitable[Outcome]]]] = {
    "figs_who": training_snapshots.list_units,
    "find_at": training_findings.choose_unit,
    "find_item": training_entering.ask_how,
    "find_list": training_findings.list_some,
    "find_unit": training_entering.choose,
}
WITH_ONE: Final = {name: by_right(_right(name), each) for name, each in _WITH_ONE.items()}
WITH_TWO: Final = {name: by_right(_right(name), each) for name, each in _WITH_TWO.items()}
WITH_THREE: Final = {name: by_right(_right(name), each) for name, each in _WITH_THREE.items()}
FORMS: Final[dict[str, Callable[[HrVisit, Fields, str], Awaitable[Outcome]]]] = {
    training_entering.FORM: training_entering.typed,
    training_snapshots.DAY_FORM: training_snapshots.day_typed,
    training_snapshots.WRONG_FORM: training_snapshots.wrong_typed,
}
