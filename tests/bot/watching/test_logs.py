"""The reference stands in the lines of libraries too."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import set_up_logging
from bot.watching.update_watch import about


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_every_line_within_an_update_carries_its_reference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    set_up_logging("INFO")
    logging.getLogger("aiosqlite").warning("a library says something")
    with about(0xABC):
        structlog.get_logger("bot.x").warning("we_say_something")
        logging.getLogger("aiosqlite").warning("a library says something")
    logging.getLogger("aiosqlite").warning("a library says something")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line.get("reference") for line in lines] == [None, "000abc", "000abc", None]
