"""What all tests share: Hypothesis runs the same examples every time; rules never corrected; the
models of aiogram are built as late as in the programme."""

import gc
import logging
import ssl
from collections.abc import Iterator
from functools import cache
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, settings

from bot.postponed_models import postpone

postpone()

settings.register_profile(
    "repeatable",
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("repeatable")


def pytest_collection_finish() -> None:
    """All that was imported stays to the end: the collector need not look through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _root_certificates_read_once() -> Iterator[None]:
    """Each client of HTTP reads them anew, which takes longer than most tests; none needs them."""
    with patch("ssl.create_default_context", cache(ssl.create_default_context)):
        yield


@pytest.fixture(scope="session", autouse=True)
def _loggers_ask_each_time() -> Iterator[None]:
    """One that a command has set up would write where that test read, in all later tests."""
    with patch("bot.logs.KEPT", False):
        yield


@pytest.fixture(autouse=True)
def _root_logger_stays() -> Iterator[None]:
    """What a command sets up writes where its test is read from, and later tests are not."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


@pytest.fixture
def nothing_superseded(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if no rules had ever been corrected: whatever was made with others is refused."""
    monkeypatch.setattr("rules.norms.superseded_rules.SETS", tmp_path_factory.mktemp("superseded"))
