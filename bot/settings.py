"""The bot's environment (contract, section 1), read once at start; a `.env` file is read too."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
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
    # Where and for whom the metrics are (docs/watching.md).
    metrics_token: SecretStr | None = None
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    worker_port: int | None = Field(default=None, ge=1, le=65535)
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    log_level: str = "INFO"
    operator_name: str | None = None
    # The part of the token's rate that broadcasts leave free while people are being answered.
    interactive_share: float = Field(default=0.2, ge=0, le=0.9)

    @field_validator("hr_admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        """Comma-separated Telegram user ids."""
        if isinstance(value, str):
            return frozenset(int(part) for part in value.split(",") if part.strip())
        return value

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        """Comma-separated addresses and networks: 127.0.0.1, 10.0.0.0/8."""
        if isinstance(value, str):
            return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
        return value

    @field_validator("bot_api_url", "webhook_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("an http:// or https:// address is expected")
        return None if value is None else value.rstrip("/")
