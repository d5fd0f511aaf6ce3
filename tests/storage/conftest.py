import pytest

from tests.storage.databases import (
    database,
    database_url,
    empty_database_url,
    migrated_databases,
    postgresql_databases,
    report_line,
)

__all__ = [
    "database",
    "database_url",
    "empty_database_url",
    "migrated_databases",
    "postgresql_databases",
]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(report_line())
