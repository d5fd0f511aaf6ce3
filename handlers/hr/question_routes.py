"""What the buttons and the forms of questions and of lists of recipients do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from handlers.chat.outcome import Outcome
from handlers.hr import (
    question_draft,
    question_results,
    recipients,
    writing,
)
from handlers.hr.buttons import Action
from handlers.hr.forms import Fields
from handlers.hr.visit import HrVisit

OF_ORGANISATION: Final[dict[Action, Callable[[HrVisit], Awaitable[Outcome]]]] = {
    "ask": question_draft.ask,
    "ask_none": question_draft.without,
}
WITH_ONE: Final[dict[Action, Callable[[HrVisit, int], Awaitable[Outcome]]]] = {
    "ask_close": question_results.ask_close,
    "ask_close_yes": question_results.close,
    "ask_named": question_draft.named_pressed,
    "ask_rest": writing.remind_unanswered,
}
WITH_TWO: Final[dict[Action, Callable[[HrVisit, int, int], Awaitable[Outcome]]]] = {
    "ask_file": question_results.file,
    "ask_result": question_results.show,
}
WITH_THREE: Final[dict[Action, Callable[[HrVisit, int, int, int], Awaitable[Outcome]]]] = {
    "cast_who": recipients.listed,
    "cast_who_by": recipients.narrow,
    "cast_who_file": recipients.file,
}
FORMS: Final[dict[str, Callable[[HrVisit, Fields, str], Awaitable[Outcome]]]] = {
    question_draft.FORM: question_draft.words,
    recipients.FORM: recipients.search,
}
