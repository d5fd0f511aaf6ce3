"""What the buttons and the forms of deadlines and messages do beside the older ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from handlers.chat.outcome import Outcome
from handlers.hr import (
    audience,
    chooser,
    deadline_lines,
    deadline_look,
    deadline_parts,
    deadlines,
    question_routes,
    recipients,
    replies,
    templates,
    writing,
)
from handlers.hr.buttons import Action
from handlers.hr.chooser import OF_DEADLINE
from handlers.hr.forms import Fields
from handlers.hr.visit import HrVisit

OF_ORGANISATION: Final[dict[Action, Callable[[HrVisit], Awaitable[Outcome]]]] = {
    "day_ahead": deadline_parts.ask_ahead,
    "day_link": deadline_parts.ask_link,
    "day_link_none": deadline_parts.without_link,
    "day_note_none": deadline_parts.without_note,
    "template_keep": templates.keep,
    "days_many": deadline_lines.ask,
    "days_many_yes": deadline_lines.save,
    "day_who": partial(audience.choose, of=OF_DEADLINE),
    "day_who_all": partial(audience.everybody, of=OF_DEADLINE),
    **question_routes.OF_ORGANISATION,
}
WITH_ONE: Final[dict[Action, Callable[[HrVisit, int], Awaitable[Outcome]]]] = {
    "cast_change": writing.change_waiting,
    "cast_failed": writing.to_failed,
    "cast_rest": writing.remind_rest,
    "draft_take": writing.take_over,
    "template": templates.show_template,
    "template_drop": templates.drop,
    "template_use": templates.use,
    "templates": templates.listed,
    "draft_receipt": writing.receipt_pressed,
    "day_note": deadline_parts.ask_note,
    "day_repeat": deadline_parts.repeat,
    "day_keep_all": deadline_look.save_all,
    "day_drop_all": deadlines.remove_all,
    "day_who_names": partial(audience.names, of=OF_DEADLINE),
    "day_who_parts": partial(audience.departments, of=OF_DEADLINE),
    "day_who_posts": partial(audience.positions, of=OF_DEADLINE),
    "days_past": deadlines.past,
    "reply_answer": replies.ask_answer,
    "who_names": audience.names,
    **question_routes.WITH_ONE,
}
WITH_TWO: Final[dict[Action, Callable[[HrVisit, int, int], Awaitable[Outcome]]]] = {
    "cast_read": recipients.who_has_read,
    "day_ahead_set": deadline_parts.ahead_pressed,
    "day_done": deadlines.who_is_done,
    "day_who_role": partial(audience.role_pressed, of=OF_DEADLINE),
    "day_who_set": partial(audience.list_pressed, of=OF_DEADLINE),
    "who_role": audience.role_pressed,
    **question_routes.WITH_TWO,
}
WITH_THREE: Final[dict[Action, Callable[[HrVisit, int, int, int], Awaitable[Outcome]]]] = {
    "day_who_name": partial(audience.name_pressed, of=OF_DEADLINE),
    "day_who_part": partial(audience.department_pressed, of=OF_DEADLINE),
    "day_who_post": partial(audience.position_pressed, of=OF_DEADLINE),
    "who_name": audience.name_pressed,
    **question_routes.WITH_THREE,
}
FORMS: Final[dict[str, Callable[[HrVisit, Fields, str], Awaitable[Outcome]]]] = {
    chooser.NAME_FORM: audience.name_words,
    deadline_lines.FORM: deadline_lines.words,
    replies.FORM: replies.answer,
    **question_routes.FORMS,
}
