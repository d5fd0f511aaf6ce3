"""Where the presses and words of a year of training go: a part of HR's tables."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Concatenate, Final, ParamSpec

from aiogram.types import Message

from cases.rights import Right, require_some
from handlers.chat.outcome import Outcome
from handlers.hr import (
    need_routes,
    training,
    training_chain,
    training_courses,
    training_findings,
    training_steps,
)
from handlers.hr.buttons import Action
from handlers.hr.forms import Fields
from handlers.hr.visit import HrVisit

P = ParamSpec("P")


OF_HR: Final[frozenset[Action]] = frozenset(
    {"train_day", "train_days", "train_new", "train_put", *need_routes.OF_HR}
)


def by_right(
    right: Right, show: Callable[Concatenate[HrVisit, P], Awaitable[Outcome]]
) -> Callable[Concatenate[HrVisit, P], Awaitable[Outcome]]:
    """These rooms are of those who have this right over somebody; what each step asks is asked
    there."""

    async def shown(hr: HrVisit, /, *numbers: P.args, **named: P.kwargs) -> Outcome:
        await require_some(hr.work, hr.actor, right, hr.organisation_id, hr.now)
        return await show(hr, *numbers, **named)

    return shown


def _right(action: Action) -> Right:
    """Of those who make others' plans, or of HR."""
    return "organise" if action in OF_HR else "plan"


_OF_ORGANISATION: Final[dict[Action, Callable[[HrVisit], Awaitable[Outcome]]]] = {
    "train": training.home,
    "train_chain": training_chain.listed,
    "train_new": training.ask_year,
    "train_other": training.list_years,
}
_WITH_ONE: Final[dict[Action, Callable[[HrVisit, int], Awaitable[Outcome]]]] = {
    "train_act": training_findings.ask_action,
    "train_all": training_steps.show_whole,
    "train_back": training_steps.ask_back,
    "train_better": training_courses.better,
    "train_days": training.ask_days,
    "train_find": training_findings.show,
    "train_got": training_steps.received,
    "train_hear": training_courses.listed,
    "train_late": training_steps.remind_late,
    "train_link": training_chain.show,
    "train_name": training_chain.ask_name,
    "train_next": training_steps.ask_next,
    "train_put": training_steps.ask_consolidate,
    "train_redo": training_steps.ask_revision,
    "train_sign": training_steps.ask_sign,
    "train_step": training_steps.ask_step,
    "train_turn": training_chain.turned,
    "train_year": training.show_year,
    **need_routes.WITH_ONE,
}
_WITH_TWO: Final[dict[Action, Callable[[HrVisit, int, int], Awaitable[Outcome]]]] = {
    "train_cause": training_findings.cause_said,
    "train_chase": training.chased,
    "train_cured": training_findings.rechecked,
    "train_day": training.ask_day,
    "train_finds": training_findings.listed,
    "train_hold": training_chain.held_by,
    "train_how": training_findings.how_said,
    "train_ok": training_steps.ask_unit,
    "train_rec": training_courses.heard,
    "train_skill": training_courses.skills,
    "train_unit": training.show_unit,
    "train_units": training.list_units,
    **need_routes.WITH_TWO,
}
_WITH_THREE: Final[dict[Action, Callable[[HrVisit, int, int, int], Awaitable[Outcome]]]] = {
    "train_recs": training_courses.all_heard,
    "train_who": training.list_people,
    **need_routes.WITH_THREE,
}
OF_ORGANISATION: Final = {
    name: by_right(_right(name), each) for name, each in _OF_ORGANISATION.items()
}
WITH_ONE: Final = {name: by_right(_right(name), each) for name, each in _WITH_ONE.items()}
WITH_TWO: Final = {name: by_right(_right(name), each) for name, each in _WITH_TWO.items()}
WITH_THREE: Final = {name: by_right(_right(name), each) for name, each in _WITH_THREE.items()}
FORMS: Final[dict[str, Callable[[HrVisit, Fields, str], Awaitable[Outcome]]]] = {
    training.NEW_YEAR: training.year_typed,
    training.NEW_DAY: training.day_typed,
    training_steps.PAPER: training_steps.paper_typed,
    training_steps.REASON: training_steps.reason_typed,
    training_courses.FORM: training_courses.minutes_typed,
    training_courses.IMPROVE: training_courses.improvement_typed,
    training_findings.FORM: training_findings.action_typed,
    training_chain.FORM: training_chain.name_typed,
    **need_routes.FORMS,
}
FILES: Final[dict[str, Callable[[HrVisit, Fields, Message], Awaitable[Outcome]]]] = {
    training_steps.PAPER: training_steps.scan_came,
}
"""Forms that take a file too."""
