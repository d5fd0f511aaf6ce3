"""The bot's environment (contract, section 1), read once at start; a `.env` file is read too.

So is a folder of secrets, as Docker and systemd lay it: one file for each setting, named after it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"


class Settings(BaseSettings):
    """Settings of one process. Secrets are kept apart from what may be printed."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore")

    bot_token: SecretStr | None = None
    bot_api_url: str = TELEGRAM
    database_url: str = Field(default="sqlite+aiosqlite:///var/biliktilik.sqlite3", repr=False)
    hr_admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen_host: str = "127.0.0.1"
    listen_port: int = Field(default=8080, ge=0, le=65535)
    log_level: str = "INFO"
    operator_name: str | None = None
    # The part of the token's rate that broadcasts leave free while people are being answered.
    interactive_share: float = Field(default=0.2, ge=0, le=0.9)
    # Touched as long as the event loop turns, for whoever looks after the process.
    heartbeat_file: Path | None = None

    @field_validator("hr_admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        """Comma-separated Telegram user ids."""
        if isinstance(value, str):
            return frozenset(int(part) for part in value.split(",") if part.strip())
        return value

    @field_validator("bot_api_url", "webhook_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("an http:// or https:// address is expected")
        return None if value is None else value.rstrip("/")
