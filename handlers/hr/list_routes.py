"""What the buttons and the form of lists and of the year in figures do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from handlers.chat.outcome import Outcome
from handlers.hr import figures, list_files, list_filters, lists
from handlers.hr.buttons import Action
from handlers.hr.forms import Fields
from handlers.hr.visit import HrVisit

OF_ORGANISATION: Final[dict[Action, Callable[[HrVisit], Awaitable[Outcome]]]] = {
    "lists": lists.home,
    "figures": figures.show,
    "figures_picture": figures.picture,
    "figures_file": figures.file,
    "figures_paper": figures.paper,
}
WITH_TWO: Final[dict[Action, Callable[[HrVisit, int, int], Awaitable[Outcome]]]] = {
    "lists_file": list_files.file,
    "lists_paper": list_files.paper,
}
WITH_THREE: Final[dict[Action, Callable[[HrVisit, int, int, int], Awaitable[Outcome]]]] = {
    "lists_at": lists.listed,
    "lists_by": list_filters.choose,
    "lists_who": lists.show_person,
}
FORMS: Final[dict[str, Callable[[HrVisit, Fields, str], Awaitable[Outcome]]]] = {
    lists.FORM: lists.search,
}
