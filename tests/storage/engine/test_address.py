import stat
from pathlib import Path

import pytest

from storage.database import DatabaseUrlError, migrate
from storage.engine.address import parse_address


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///var/b.db", "sqlite+aiosqlite:///var/b.db"),
        ("sqlite:////srv/b.db", "sqlite+aiosqlite:////srv/b.db"),
        ("sqlite+aiosqlite:///var/b.db", "sqlite+aiosqlite:///var/b.db"),
        ("postgresql://u:p@h:5/d", "postgresql+asyncpg://u:p@h:5/d"),
        ("postgres://u@h/d", "postgresql+asyncpg://u@h/d"),
        ("postgresql+asyncpg://h/d", "postgresql+asyncpg://h/d"),
        ("postgresql://h/d?sslmode=require", "postgresql+asyncpg://h/d?ssl=require"),
    ],
)
def test_accepted_forms(given: str, used: str) -> None:
    assert parse_address(given).render_as_string(hide_password=False) == used


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "not a URL"),
        ("biliktilik.db", "not a URL"),
        ("mysql://u:secret@h/d", "mysql"),
        ("postgresql+psycopg2://u:secret@h/d", "psycopg2"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:///file:x?mode=memory&uri=true", "needs a file"),
        ("sqlite://var/b.db", "three slashes"),
    ],
)
def test_other_forms_are_refused_with_a_reason_and_without_the_password(
    given: str, told: str
) -> None:
    with pytest.raises(DatabaseUrlError, match=told) as caught:
        parse_address(given)
    assert "DATABASE_URL" in str(caught.value)
    assert "secret" not in str(caught.value)


async def test_a_new_file_and_its_folder_are_for_the_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "var" / "biliktilik.db"
    await migrate(f"sqlite:///{file}")
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_an_existing_file_keeps_the_mode_its_owner_gave_it(tmp_path: Path) -> None:
    file = tmp_path / "shared.db"
    file.touch(mode=0o640)
    file.chmod(0o640)
    await migrate(f"sqlite:///{file}")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
