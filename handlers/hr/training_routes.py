"""What the buttons and the forms of a year's figures, forms, reports and decisions do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from aiogram.types import Message

from handlers.chat.outcome import Outcome
from handlers.hr import (
    training_annual,
    training_decisions,
    training_figures,
    training_forms,
    training_presses,
    training_reports,
    training_retention,
)
from handlers.hr.buttons import Action
from handlers.hr.forms import Fields
from handlers.hr.visit import HrVisit

OF_ORGANISATION: Final[dict[Action, Callable[[HrVisit], Awaitable[Outcome]]]] = {
    "docs_all": training_retention.ask_all,
    "docs_drop": training_retention.delete_all,
    "docs_keep": training_retention.keep_all,
    **training_presses.OF_ORGANISATION,
}
WITH_ONE: Final[dict[Action, Callable[[HrVisit, int], Awaitable[Outcome]]]] = {
    "figs_now": training_figures.ask_today,
    "docs": training_retention.listed,
    "doc": training_retention.ask_one,
    "doc_drop": training_retention.delete_one,
    "doc_keep": training_retention.keep_one,
    "year_rep": training_annual.show,
    "year_sign": training_annual.ask,
    "dec": training_decisions.show,
    "dec_new": training_decisions.ask_new,
    "dec_edit": training_decisions.ask_change,
    "dec_drop": training_decisions.ask_drop,
    "dec_drop_yes": training_decisions.dropped,
    **training_presses.WITH_ONE,
}
WITH_TWO: Final[dict[Action, Callable[[HrVisit, int, int], Awaitable[Outcome]]]] = {
    "forms": training_forms.listed,
    "forms_in": training_forms.choose,
    "figs": training_figures.show,
    "figs_yes": training_figures.confirm,
    "rep_list": training_reports.listed,
    "rep": training_reports.show,
    "rep_bell": training_reports.remind,
    "rep_sign": training_reports.sign,
    "decs": training_decisions.listed,
    "dec_done": training_decisions.finished,
    "dec_who": training_decisions.given,
    **training_presses.WITH_TWO,
}
WITH_THREE: Final[dict[Action, Callable[[HrVisit, int, int, int], Awaitable[Outcome]]]] = {
    "form_file": training_forms.file,
    "rep_who": training_reports.who,
    **training_presses.WITH_THREE,
}
FORMS: Final[dict[str, Callable[[HrVisit, Fields, str], Awaitable[Outcome]]]] = {
    training_reports.FORM: training_reports.resolution_typed,
    training_annual.FORM: training_annual.paper_typed,
    training_decisions.FORM: training_decisions.typed,
    **training_presses.FORMS,
}
FILES: Final[dict[str, Callable[[HrVisit, Fields, Message], Awaitable[Outcome]]]] = {
    training_annual.FORM: training_annual.scan_came,
    **training_presses.FILES,
}
"""Forms that take a file too."""
