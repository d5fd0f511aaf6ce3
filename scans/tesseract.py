"""tesseract, called as a process of its own: letters on a straightened page into text."""

from __future__ import annotations

import io
import os
import resource
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Final

from scans.limits import Clock, Unread

if TYPE_CHECKING:
    from PIL import Image

PROGRAM: Final = "tesseract"
LANGUAGES: Final = ("kaz", "rus", "eng")
_MEMORY: Final = 1_500_000_000
_PROCESSOR_SECONDS: Final = 20
_LONGEST_TEXT: Final = 8000


@cache
def lacking() -> str | None:
    """What keeps pictures from being read here; None where nothing does."""
    program = shutil.which(PROGRAM)
    if program is None:
        return "tesseract is not installed"
    listed = subprocess.run(  # noqa: S603 - a program of the system, and words of ours
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=10
    )
    missing = [name for name in LANGUAGES if name not in listed.stdout.split()]
    return f"tesseract lacks {', '.join(missing)}" if missing else None


def letters(page: Image.Image, clock: Clock, *, scattered: bool = False) -> str:
    """The text of a page; `scattered`: not in columns, but wherever there are letters.

    Raises `Unread` ("too_long", "broken").
    """
    data = io.BytesIO()
    page.save(data, "PNG", compress_level=1)
    command = [
        shutil.which(PROGRAM) or PROGRAM, "stdin", "stdout", "-l", "+".join(LANGUAGES),
        "--psm", "11" if scattered else "3", "--dpi", "200",
    ]  # fmt: skip
    # One core, or a page would take those that the bot needs.
    environment = {"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1"}
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        environment["TESSDATA_PREFIX"] = prefix
    return _said(command, data.getvalue(), environment, clock)


def _said(command: list[str], given: bytes, environment: dict[str, str], clock: Clock) -> str:
    with subprocess.Popen(  # noqa: S603 - a program of the system, and words of ours
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as running:
        _bound(running.pid)
        try:
            said, _ = running.communicate(given, timeout=clock.left())
        except (subprocess.TimeoutExpired, Unread):
            running.kill()
            raise Unread("too_long") from None
    if running.returncode != 0:
        raise Unread("too_long" if running.returncode < 0 else "broken")
    return said.decode("utf-8", "replace")[:_LONGEST_TEXT]


def _bound(pid: int) -> None:
    """Whoever outlives us ends by itself, and takes no more memory than this."""
    if sys.platform != "linux":
        return
    try:
        limit = (_PROCESSOR_SECONDS, _PROCESSOR_SECONDS)
        resource.prlimit(pid, resource.RLIMIT_CPU, limit)
        resource.prlimit(pid, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    except ProcessLookupError:
        return
