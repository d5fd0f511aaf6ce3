"""The button to the page: it opens inside Telegram by https, else it asks for a link."""

from __future__ import annotations

from handlers.chat.buttons import Page
from handlers.chat.outcome import Button
from handlers.chat.visit import Visit


def app_address(visit: Visit) -> str:
    """Where the page is, with the last slash. There is one (`Desk.page`)."""
    return f"{visit.desk.page}/app/"


def is_in_telegram(visit: Visit) -> bool:
    """Whether Telegram opens the page inside itself, which it does by https only."""
    return (visit.desk.page or "").startswith("https:")


def app_button(visit: Visit, organisation_id: int) -> Button:
    """`organisation_id`: which one the page is about; 0: as everywhere else."""
    words = visit.tr.text("🖥 My page")
    if is_in_telegram(visit):
        return Button(words, web_app=app_address(visit))
    return Button(words, Page.OPEN(organisation_id))


def page_rows(visit: Visit, organisation_id: int = 0) -> tuple[tuple[Button, ...], ...]:
    """The row with the button; none where no page is served."""
    return ((app_button(visit, organisation_id),),) if visit.desk.page is not None else ()
