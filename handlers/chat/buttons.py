"""What stands on buttons."""

from __future__ import annotations

from typing import Final

CHOOSE: Final = "-"
"""In a button of the attestation: the category is still to be chosen."""
