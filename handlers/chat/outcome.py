"""What a handler wants shown. It is carried out after everything it decided is stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from storage.database import Work
from storage.tables.checks import NewDecision

Style = Literal["primary", "danger"] | None


@dataclass(frozen=True, slots=True)
class Button:
    """A button that sends `data` (64 bytes at most), opens `url`, or opens `web_app` (https) inside
    Telegram.

    `style`: how it is coloured; "primary" the one main action of a screen, "danger" what deletes.
    """

    text: str
    data: str | None = None
    url: str | None = None
    web_app: str | None = None
    style: Style = None


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """A message: HTML of at most 4096 UTF-16 units after parsing, and its buttons."""

    text: str
    keyboard: Keyboard = ()


@dataclass(frozen=True, slots=True)
class Show:
    """A screen in the message `edit`, or in a new one when that is None or cannot be edited.

    `run_id`: the run of questions that shows in the message; a new message is noted with it.
    `is_caption`: whether the text of `edit` stands below a picture or a file.
    """

    screen: Screen
    edit: int | None = None
    run_id: int | None = None
    is_caption: bool = False


@dataclass(frozen=True, slots=True)
class Attach:
    """A file with a caption."""

    name: str
    data: bytes
    caption: str


@dataclass(frozen=True, slots=True)
class Resend:
    """A file that Telegram already has; `otherwise` is said, unless it is empty, when Telegram has
    it no longer. `is_html`: whether the caption is HTML, of at most 1024 UTF-16 units after
    parsing."""

    file_id: str
    kind: Literal["document", "photo"]
    caption: str
    otherwise: str
    keyboard: Keyboard = ()
    is_html: bool = False


class NotMade(Exception):
    """What was to be made cannot be had now; `screen` says so."""

    def __init__(self, screen: Screen) -> None:
        super().__init__("not made")
        self.screen = screen


@dataclass(frozen=True, slots=True)
class Made:
    """A file that takes a while: it is made once everything is stored, while the chat shows that
    something is on its way. `kind`: how it is sent. `make` may raise NotMade."""

    name: str
    make: Callable[[], Awaitable[bytes]]
    kind: Literal["document", "photo"]
    caption: str


Fetched = bytes | Literal["too_large", "gone"]


@dataclass(frozen=True, slots=True)
class Read:
    """Files that the person sent, fetched and read once everything is stored, while the chat shows
    that something is being done.

    `files`: Telegram's ids of them; `largest`: bytes of one that is fetched. `read` makes of them
    what decides, in a transaction of its own, what is shown; `shown` notes in which message.
    """

    files: tuple[str, ...]
    largest: int
    read: Callable[[Sequence[Fetched]], Awaitable[Callable[[Work], Awaitable[tuple[Show, ...]]]]]
    shown: Callable[[Work, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Errand:
    """Long work beside the conversation, with a file that somebody has sent: begun once everything
    is stored, told of in a message of its own, stopped by `StopErrand` or by the next errand.

    `begun`: what the message shows first. `run`: given the file's bytes and whom to tell how far it
    is; what it makes goes to `done`, in a transaction of its own, whose screens come in place of
    the message. Both may raise NotMade. `too_large`, `stopped`: what is shown then.
    """

    file_id: str
    begun: Screen
    run: Callable[[bytes, Callable[[Screen], None]], Awaitable[Any]]
    done: Callable[[Work, datetime, Any], Awaitable[tuple[Show | Attach, ...]]]
    too_large: Screen
    stopped: Screen


@dataclass(frozen=True, slots=True)
class StopErrand:
    """Ends the person's errand; `otherwise` is shown in the message `edit` where there is none."""

    otherwise: Screen
    edit: int


Sending = Show | Attach | Resend | Made | Read | Errand | StopErrand


@dataclass(frozen=True, slots=True)
class Closing:
    """A run whose report is on its way. `decided` is None without consent: nothing is kept then."""

    run_id: int
    decided: NewDecision | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Screens and files in the order they are to appear; `toast` answers a press (200 characters).

    `closing`: the run whose report is among the screens. It is closed once they have arrived, so
    that a crash in between shows the report again instead of losing it.
    """

    show: tuple[Sending, ...] = field(default_factory=tuple)
    toast: str | None = None
    closing: Closing | None = None

    @property
    def moves_on(self) -> bool:
        """Whether anything comes in place of what is on the screen; a file or a toast comes beside
        it, and what the screen asks to be typed may be typed still."""
        return not all(isinstance(each, Attach | Resend | Made) for each in self.show)


NOTHING = Outcome()


@dataclass(frozen=True, slots=True)
class Article:
    """One answer to an inline query: what is sent into the chat where it was asked.

    `id`: 64 bytes at most, each once in an answer. `title` and `description` are plain.
    """

    id: str
    title: str
    description: str
    text: str
    button: Button


def column(*buttons: Button) -> Keyboard:
    """One button in each row."""
    return tuple((button,) for button in buttons)


def grid(buttons: list[Button], width: int) -> Keyboard:
    """Rows of `width` buttons."""
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))


def page_turns(page: int, last: int, data: Callable[[int], str]) -> Keyboard:
    """Buttons to the pages beside this one (from 0), as a row; no row where there is one page only.

    `data`: the callback data of a page.
    """
    beside = ((page - 1, "◀️"), (page + 1, "▶️"))
    row = tuple(Button(sign, data(to)) for to, sign in beside if 0 <= to <= last)
    return (row,) if row else ()
