"""HR at one of their organisations: what their screens and use cases need at every step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from cases.rights import Operators
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, column
from handlers.chat.telegram_text import pages
from handlers.chat.visit import Visit
from handlers.hr.buttons import Action, back, press, turns
from i18n import Translator
from rules.norms.catalog import Catalogue
from storage.database import Work


@dataclass(frozen=True, slots=True)
class HrVisit:
    """Whose update it is, the organisation it is about, and the message that shows what comes of
    it (`edit`; None for a new one)."""

    visit: Visit
    organisation_id: int
    edit: int | None = None

    @property
    def work(self) -> Work:
        return self.visit.work

    @property
    def actor(self) -> int:
        return self.visit.person.id

    @property
    def tr(self) -> Translator:
        return self.visit.tr

    @property
    def now(self) -> datetime:
        return self.visit.now

    @property
    def on(self) -> date:
        return self.visit.on

    @property
    def catalogue(self) -> Catalogue:
        return self.visit.desk.catalogue

    @property
    def operators(self) -> Operators:
        return self.visit.desk.operators

    def press(self, action: Action, *numbers: int) -> str:
        """Callback data for the organisation."""
        return press(action, self.organisation_id, *numbers)

    def button(self, words: str, action: Action, *numbers: int) -> Button:
        return Button(words, self.press(action, *numbers))

    def back(self, action: Action, *numbers: int) -> tuple[Button, ...]:
        return back(self.tr, action, self.organisation_id, *numbers)

    def turns(self, page: int, last: int, action: Action, *numbers: int) -> Keyboard:
        return turns(page, last, action, self.organisation_id, *numbers)

    def ask_twice(self, question: str, yes: Button, keep: str) -> Outcome:
        """A question before something is taken away. `keep`: callback data."""
        no = Button(self.tr.text("No, keep it"), keep)
        return self.show(Screen(question, column(no, yes)))

    def show_long(self, lines: Iterable[str], rows: Keyboard, toast: str | None = None) -> Outcome:
        """Lines of HTML in as many messages as they need, the buttons below the last."""
        *before, last = pages(lines)
        first, *others = (*(Screen(text) for text in before), Screen(last, rows))
        return Outcome((Show(first, self.edit), *map(Show, others)), toast)

    def show(self, screen: Screen, toast: str | None = None) -> Outcome:
        return Outcome((Show(screen, self.edit),), toast)
