"""Reading a file as work for a process beside the bot.

Nothing of the file comes back but what it says of a course: no picture, no text, no name. The
libraries are loaded there, so they take none of the bot's memory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.typed.printed import Printed
from scans.limits import SECONDS


@dataclass(frozen=True, slots=True)
class Scan:
    """A file as it came, the day on which it is read, and the seconds that it may take."""

    data: bytes
    on: date
    seconds: float = SECONDS


def read_scan(scan: Scan) -> Printed:
    """What a picture or a PDF of one certificate says. Raises `Unread`."""
    from scans.reading import printed_on

    return printed_on(scan.data, scan.on, scan.seconds)
