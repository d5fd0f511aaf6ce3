"""What whoever starts the server lets people of the page do beside writing to the bot."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from local_chat.model import JSON, Person


@dataclass(frozen=True, slots=True)
class Tool:
    """A button of the page.

    `label`, `hint`: language code → text. `act` does it for the person who pressed, and returns
    what they say to the bot then ("" for nothing); ValueError tells why it could not be done.
    """

    label: Mapping[str, str]
    hint: Mapping[str, str]
    act: Callable[[Person], Awaitable[str]]

    def described(self, name: str) -> JSON:
        return {"name": name, "label": dict(self.label), "hint": dict(self.hint)}
