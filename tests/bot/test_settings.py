"""The environment as the contract names it."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import TELEGRAM, Settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def read() -> Settings:
    return Settings(_env_file=None)


def test_nothing_set_means_the_local_chat_and_a_file() -> None:
    settings = read()
    assert settings.bot_token is None
    assert settings.bot_api_url == TELEGRAM
    assert settings.database_url.startswith("sqlite")
    assert settings.listen_host == "127.0.0.1"
    assert settings.hr_admin_ids == frozenset()


def test_an_empty_variable_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    assert read().bot_token is None


def test_what_is_not_read_is_no_error(tmp_path: Path) -> None:
    named = tmp_path / ".env"
    named.write_text("REDIS_URL=redis://127.0.0.1/0\nLOG_LEVEL=DEBUG\n")
    assert Settings(_env_file=named).log_level == "DEBUG"


def test_admins_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HR_ADMIN_IDS", "7, 8,,9")
    assert read().hr_admin_ids == {7, 8, 9}


def test_proxies_are_addresses_and_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read().trusted_proxies == ()
    monkeypatch.setenv("TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,::1")
    assert [str(each) for each in read().trusted_proxies] == [
        "127.0.0.1/32",
        "10.0.0.0/8",
        "::1/128",
    ]


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "12345:abcdef")
    monkeypatch.setenv("WEBHOOK_SECRET", "hush")
    monkeypatch.setenv("METRICS_TOKEN", "whisper")
    monkeypatch.setenv("DATABASE_URL", "postgresql://user:sesame@host/db")
    printed = repr(read())
    assert not any(secret in printed for secret in ("abcdef", "hush", "whisper", "sesame"))


def test_addresses_lose_the_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_API_URL", "http://127.0.0.1:8081/")
    assert read().bot_api_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BOT_API_URL", "ftp://x"),
        ("LISTEN_PORT", "70000"),
        ("METRICS_PORT", "0"),
        ("HR_ADMIN_IDS", "seven"),
        ("TRUSTED_PROXIES", "nginx"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
    ],
)
def test_what_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        read()
