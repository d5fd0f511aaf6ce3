"""Secrets that come as files, one for each setting."""

from pathlib import Path

import pytest

from bot import environment
from bot.environment import read_settings
from bot.logs import without_tokens
from bot.settings import Settings
from rules.errors import BadInput

TOKEN = "12345:invented-token-of-a-test"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(environment, "set_up_logging", lambda _: None)
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    monkeypatch.setenv("SECRETS_DIR", str(secrets))
    return secrets


def token() -> str | None:
    secret = read_settings().bot_token
    return None if secret is None else secret.get_secret_value()


def test_a_setting_may_come_as_a_file(folder: Path) -> None:
    (folder / "bot_token").write_text(TOKEN + "\n")
    (folder / "database_url").write_text("postgresql://bot:sesame@db/bot\n")
    (folder / "HR_ADMIN_IDS").write_text("7,8")
    settings = read_settings()
    assert token() == TOKEN
    assert settings.database_url == "postgresql://bot:sesame@db/bot"
    assert settings.hr_admin_ids == {7, 8}
    assert "sesame" not in repr(settings)


def test_the_environment_comes_before_the_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "bot_token").write_text("999:old")
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert token() == TOKEN


def test_an_empty_variable_leaves_it_to_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "bot_token").write_text(TOKEN)
    monkeypatch.setenv("BOT_TOKEN", "")
    assert token() == TOKEN


def test_other_files_of_the_folder_are_nobodys_business(folder: Path) -> None:
    (folder / "postgres_password").write_text("")
    (folder / "deeper").mkdir()
    assert token() is None


def test_an_empty_secret_is_refused_and_named(folder: Path) -> None:
    (folder / "bot_token").write_text("\n")
    with pytest.raises(BadInput, match=r"SECRETS_DIR.*bot_token is empty"):
        read_settings()


def test_what_cannot_be_read_is_refused_and_named(folder: Path) -> None:
    (folder / "bot_token").mkdir()
    with pytest.raises(BadInput, match=r"SECRETS_DIR.*bot_token"):
        read_settings()


def test_a_link_that_leads_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(TOKEN)
    (folder / "bot_token").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BadInput, match=r"SECRETS_DIR.*bot_token leads out of the folder"):
        read_settings()


def test_a_folder_that_is_not_there_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRETS_DIR", str(folder / "missing"))
    with pytest.raises(BadInput, match=r"SECRETS_DIR.*missing"):
        read_settings()


def test_a_wrong_value_is_told_of_without_showing_it(folder: Path) -> None:
    (folder / "listen_port").write_text("hush")
    with pytest.raises(BadInput, match="LISTEN_PORT") as refused:
        read_settings()
    assert "hush" not in str(refused.value)


def test_a_token_in_what_a_library_says_is_not_written() -> None:
    token = "1234567890:AAF-invented_token_of_this_test_0000"
    said = {"event": f"no answer from https://api.telegram.org/bot{token}/getMe", "attempt": 3}
    written = without_tokens(None, "error", said)
    assert written == {
        "event": "no answer from https://api.telegram.org/bot<token>/getMe",
        "attempt": 3,
    }
