"""A scan that is kept as it came: opened in a process beside the bot, so that it is what it says.

Nothing of it is read, and nothing comes back but its kind.
"""

from __future__ import annotations

from scans.scan import Scan


def kind_of(scan: Scan) -> str:
    """How the file's name ends: "pdf", "jpeg" … Raises `Unread`."""
    from scans.reading import opened_kind

    return opened_kind(scan.data)
