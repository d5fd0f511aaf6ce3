"""What the programme would write to standard error."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog

from bot.logs import OURS, set_up_logging


@contextmanager
def written_log(monkeypatch: pytest.MonkeyPatch, level: str) -> Iterator[io.StringIO]:
    """The log from this level on, as the programme sets it up."""
    written = io.StringIO()
    root, ours = logging.getLogger(), logging.getLogger(OURS)
    before = root.handlers, root.level, ours.level
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", written)
        set_up_logging(level)
    try:
        yield written
    finally:
        root.handlers = before[0]
        root.setLevel(before[1])
        ours.setLevel(before[2])
        structlog.reset_defaults()
