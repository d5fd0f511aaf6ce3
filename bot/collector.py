"""Python's garbage collector, kept away from what stays for as long as the process lives.

Libraries, norms and texts are some 420 000 objects. To look through them takes the collector a
third of a second in which nobody is answered, and finds nothing (docs/decisions/shortcuts.md).
"""

from __future__ import annotations

import gc


def rest() -> None:
    """Not while all that is imported: that would take a sixth of the start."""
    gc.disable()


def spare_what_is_there() -> None:
    """From here on only what is made later is looked through."""
    gc.freeze()
    gc.enable()
