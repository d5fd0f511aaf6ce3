"""What the bot says of itself: name, descriptions, command menus, menu button."""

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]


@dataclass(slots=True)
class BotProfile:
    """The bot's own profile. Texts are kept by language code, "" for everybody else."""

    id: int
    first_name: str
    username: str
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[JSON]] = field(default_factory=dict)
    menu_buttons: dict[int, JSON] = field(default_factory=dict)

    def name(self, language: str) -> str:
        return self.names.get(language) or self.names.get("") or self.first_name

    def description(self, language: str) -> str:
        return self.descriptions.get(language) or self.descriptions.get("", "")

    def short_description(self, language: str) -> str:
        return self.short_descriptions.get(language) or self.short_descriptions.get("", "")

    def menu(self, chat_id: int, language: str) -> list[JSON]:
        """The commands a person sees, from the narrowest scope and their language first."""
        for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            for code in (language, ""):
                if commands := self.commands.get((scope, code)):
                    return commands
        return []

    def menu_button(self, chat_id: int) -> JSON:
        default = self.menu_buttons.get(0, {"type": "commands"})
        button = self.menu_buttons.get(chat_id, default)
        return default if button.get("type") == "default" else button

    def user(self) -> JSON:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.name(""),
            "username": self.username,
        }

    def me(self) -> JSON:
        return {
            **self.user(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
