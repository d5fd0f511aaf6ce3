"""A newer edition that waits for people is told in one line at the start."""

from __future__ import annotations

import json

import pytest

from bot import environment
from tests.bot.written_log import written_log


def test_each_edition_that_is_left_out_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "order-338-2027-09-01 is decided only and left out"
    monkeypatch.setattr(environment, "left_out", lambda: (line,))
    with written_log(monkeypatch, "INFO") as written:
        environment.tell_of_editions_left_out()
    [told] = [json.loads(each) for each in written.getvalue().splitlines()]
    assert (told["event"], told["reason"], told["level"]) == ("edition_left_out", line, "warning")
