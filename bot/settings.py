"""The bot's environment (contract, section 1), read once at start; a `.env` file is read too.

So is a folder of secrets, as Docker and systemd lay it: one file for each setting, named after it.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"
LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
TOKEN: Final = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
# What Telegram takes.
SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
HOST: Final = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


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
    # The public address of the page; it is served where this is set, and by the local chat.
    web_url: str | None = None
    # Where and for whom the metrics are (docs/watching.md).
    metrics_token: SecretStr | None = None
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    worker_port: int | None = Field(default=None, ge=1, le=65535)
    trusted_proxies: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
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
            parts = [part.strip() for part in value.split(",") if part.strip()]
            if not all(part.isascii() and part.isdigit() for part in parts):
                raise ValueError("numbers with commas between them are expected")
            return frozenset(map(int, parts))
        return value

    @field_validator("bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("a token of @BotFather is expected, like 123456:ABC-DEF")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("1 to 256 of the letters A-Z, a-z, 0-9, _ and - are expected")
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
        if value is not None and not _is_web_address(value):
            raise ValueError("an http:// or https:// address is expected")
        return None if value is None else value.rstrip("/")

    @field_validator("web_url")
    @classmethod
    def _page_address(cls, value: str | None) -> str | None:
        """Who signs in there must not be overheard: by http only on this machine."""
        if value is None:
            return None
        parts = urlsplit(value) if _is_web_address(value) else None
        here = parts is not None and _is_loopback(parts.hostname)
        if parts is None or (parts.scheme != "https" and not here):
            raise ValueError("an https:// address is expected (http:// only for 127.0.0.1)")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("an address without a path is expected; the page is below /app/")
        return value.rstrip("/")

    @field_validator("listen_host")
    @classmethod
    def _host(cls, value: str) -> str:
        """An address, with or without the brackets of version 6, or a name."""
        host = value.strip("[]")
        if not _is_address(host) and not HOST.fullmatch(host):
            raise ValueError("an address like 127.0.0.1 is expected; 0.0.0.0 is every address")
        return host

    @field_validator("log_level")
    @classmethod
    def _level(cls, value: str) -> str:
        if value.upper() not in LEVELS:
            raise ValueError(f"one of {', '.join(LEVELS)} is expected")
        return value.upper()


def _is_web_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        if any(sign.isspace() for sign in value):
            return False
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _is_loopback(host: str | None) -> bool:
    return host is not None and _is_address(host) and ip_address(host).is_loopback


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
