"""What the buttons and the form of roles do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from handlers.chat.outcome import Outcome
from handlers.hr import roles
from handlers.hr.buttons import Action
from handlers.hr.forms import Fields
from handlers.hr.visit import HrVisit

WITH_ONE: Final[dict[Action, Callable[[HrVisit, int], Awaitable[Outcome]]]] = {
    "roles": roles.listed,
    "role": roles.show_role,
    "role_until": roles.ask_until,
    "role_open": roles.without_end,
    "role_end": roles.ask_end,
    "role_end_yes": roles.end,
    "role_new": roles.ask_given,
}
WITH_TWO: Final[dict[Action, Callable[[HrVisit, int, int], Awaitable[Outcome]]]] = {
    "role_day": roles.day_pressed,
}
WITH_THREE: Final[dict[Action, Callable[[HrVisit, int, int, int], Awaitable[Outcome]]]] = {
    "role_give": roles.give,
}
FORMS: Final[dict[str, Callable[[HrVisit, Fields, str], Awaitable[Outcome]]]] = {
    roles.FORM: roles.until_typed,
}
