"""Where the presses and words of the analysis and of trips go: a part of those of training."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from handlers.chat.outcome import Outcome
from handlers.hr import training_analysis, training_needs, training_proposed, training_trips
from handlers.hr.buttons import Action
from handlers.hr.forms import Fields
from handlers.hr.visit import HrVisit

OF_HR: Final[frozenset[Action]] = frozenset(
    {"train_trip", "train_trip_file", "train_trips", "train_trips_file"}
)
WITH_ONE: Final[dict[Action, Callable[[HrVisit, int], Awaitable[Outcome]]]] = {
    "train_trips_file": training_trips.all_drafts,
}
WITH_TWO: Final[dict[Action, Callable[[HrVisit, int, int], Awaitable[Outcome]]]] = {
    "train_need": training_analysis.show,
    "train_need_all": training_analysis.propose_all,
    "train_need_carry": training_analysis.carry,
    "train_need_kept": training_analysis.show_kept,
    "train_need_many": training_needs.ask_many,
    "train_need_say": training_needs.ask_one,
    "train_need_some": training_analysis.propose_marked,
    "train_need_who": training_analysis.show_person,
    "train_trip": training_trips.show_day,
    "train_trip_file": training_trips.draft,
    "train_trips": training_trips.listed,
}
WITH_THREE: Final[dict[Action, Callable[[HrVisit, int, int, int], Awaitable[Outcome]]]] = {
    "train_need_did": training_proposed.already,
    "train_need_mine": training_proposed.of_marked,
    "train_need_will": training_proposed.of_all,
    "train_need_list": training_analysis.list_people,
    "train_need_mark": training_analysis.marked,
    "train_need_put": training_needs.said_of_one,
    "train_need_puts": training_needs.said_of_many,
    "train_need_word": training_needs.ask_words_of_one,
    "train_need_words": training_needs.ask_words_of_many,
}
FORMS: Final[dict[str, Callable[[HrVisit, Fields, str], Awaitable[Outcome]]]] = {
    training_needs.FORM: training_needs.words_typed,
    training_trips.FORM: training_trips.order_typed,
}
