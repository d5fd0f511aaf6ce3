"""What the buttons of HR carry: an action and numbers, nothing that would have to be trusted.

"h:member:3:17" shows member 17 of organisation 3. Buttons stand in chats for years: an action
keeps its name and its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeVar, cast, get_args

from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, page_turns
from handlers.hr import message_actions, question_actions, training_actions
from i18n import Translator

Bare = Literal["home", "inert", "new"]
"""Actions without a number."""
Paged = Literal["all", "own"]
"""With the number of a page."""
# All others say first which organisation it is.
OfOrganisation = Literal[
    "cast_new", "casts", "day_new", "day_no_en", "day_save", "day_usual", "draft", "draft_drop",
    "draft_drop_yes", "draft_no_en", "edition_done", "edition_new", "edition_no_en", "edition_send",
    "editions", "figures", "figures_file", "figures_paper", "figures_picture", "hr",
    "hr_name", "invite", "led", "links", "list_new", "list_stop", "lists", "old_all",
    "old_all_yes", "org", "part_new",
    "preview", "rename", "rename_yes", "staff", "staff_file", "superior", "ties_all",
    "when_now", "who", "who_all", message_actions.OfOrganisation,
    question_actions.OfOrganisation, training_actions.OfOrganisation,
]  # fmt: skip
WithOne = Literal[
    "appoint", "cast", "cast_file", "cast_go", "cast_pause", "cast_stop", "cast_stop_yes",
    "casts_page", "day", "day_change", "day_drop", "day_drop_yes", "day_keep", "day_kind",
    "day_now", "day_now_yes", "day_part", "day_pick", "days", "dismiss", "dismiss_yes",
    "draft_text", "edition", "edition_accept", "edition_day", "edition_drop", "edition_number",
    "edition_part", "edition_reject", "editions_page", "hr_page", "invite_page",
    "links_page",
    "led_one", "led_page", "list", "list_drop", "list_over", "list_over_yes", "list_send",
    "list_yes", "log", "member", "member_end", "member_end_yes", "old", "old_drop", "old_drop_yes",
    "part", "part_drop", "part_kind", "part_drop_yes", "part_name",
    "part_name_yes", "parts", "record", "reply", "reply_file", "send", "send_yes", "superior_set",
    "role", "role_end", "role_end_yes", "role_new", "role_open", "role_until", "roles", "sheet",
    "tie_link", "tie_one", "tie_right", "tie_undo", "tie_undo_yes", "tie_yes", "ties", "ties_new",
    "tree", "unlink", "unlink_yes", "when", "who_ask", "who_parts", "who_posts",
    message_actions.WithOne, question_actions.WithOne, training_actions.WithOne,
]  # fmt: skip
WithTwo = Literal[
    "director", "link", "list_ask", "list_end", "list_gone", "lists_file", "lists_paper",
    "member_move",
    "member_part", "members", "part_above", "part_be", "part_put", "replies", "role_day",
    "staff_in", "superior_put", "when_hour", "who_lang", "who_set", message_actions.WithTwo,
    question_actions.WithTwo, training_actions.WithTwo,
]  # fmt: skip
WithThree = Literal[
    "list_say", "lists_at", "lists_by", "lists_who", "member_put", "role_give",
    "sheet_make", "who_part", "who_post",
    message_actions.WithThree, question_actions.WithThree, training_actions.WithThree,
]  # fmt: skip
Action = Bare | Paged | OfOrganisation | WithOne | WithTwo | WithThree

PREFIX: Final = "h:"
# Numbers of rows fit in 18 digits; what is longer nobody made.
PATTERN: Final = r"^h:[a-z_]{1,20}(:\d{1,18})*$"
ACCEPT: Final = "h:take:"
"""Before the token of the one-time link that makes somebody HR."""
ACCEPT_PATTERN: Final = r"^h:take:[\w-]{16,50}$"
NUMBERS: Final[dict[str, int]] = {
    **dict.fromkeys(get_args(Bare), 0),
    **dict.fromkeys((*get_args(Paged), *get_args(OfOrganisation)), 1),
    **dict.fromkeys(get_args(WithOne), 2),
    **dict.fromkeys(get_args(WithTwo), 3),
    **dict.fromkeys(get_args(WithThree), 4),
}
"""How many numbers each action carries."""
NONE: Final = 0
"""No department, no page before: rows are numbered from 1."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class HrPress:
    """An action of the table with as many numbers as it has there."""

    action: Action
    numbers: tuple[int, ...]


def press(action: Action, *numbers: int) -> str:
    """Callback data, at most 64 bytes with four numbers of rows."""
    assert len(numbers) == NUMBERS[action], f"{action} with {len(numbers)} numbers"
    return PREFIX + ":".join((action, *map(str, numbers)))


def read_press(data: str) -> HrPress | None:
    """What `press` made of it; None for a button that does nothing any more."""
    action, *numbers = data.removeprefix(PREFIX).split(":")
    if NUMBERS.get(action) != len(numbers):
        return None
    return HrPress(cast(Action, action), tuple(map(int, numbers)))


def back(tr: Translator, action: Action, *numbers: int) -> tuple[Button, ...]:
    return (Button(tr.text("⬅️ Back"), press(action, *numbers)),)


def shown(screen: Screen, edit: int | None, toast: str | None = None) -> Outcome:
    return Outcome((Show(screen, edit),), toast)


def page_of(items: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """The items of the page nearest to `page` (from 0), its number, and that of the last page."""
    last = max(0, (len(items) - 1) // size)
    page = min(page, last)
    return items[page * size : (page + 1) * size], page, last


def turns(page: int, last: int, action: Action, *numbers: int) -> Keyboard:
    """Buttons to the pages beside this one, as a row; no row where there is one page only."""
    return page_turns(page, last, lambda to: press(action, *numbers, to))
