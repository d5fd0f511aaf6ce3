"""Newer editions that wait in a folder each, until two people have dealt with them.

A folder of `rules/editions/` holds `edition.yaml`, which says who has decided it and who has read
it over, and the files that the edition adds or replaces: `norms/` as `rules/norms/`, and
`reference.yaml` and `translations/` as `rules/reference/data/`. docs/editions.md tells how.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import Field

from rules.errors import BadRules
from rules.norms.schema import Strict, read_shaped

EDITIONS: Final = Path(__file__).parents[1] / "editions"
NORMS: Final = Path(__file__).parent
STATE_FILE: Final = "edition.yaml"
# The professional standard is one text, whichever of its orders is named.
STANDARD_DOCUMENTS: Final = ("order-591", "order-616")


class EditionIn(Strict):
    document: str
    since: str = Field(alias="from")
    text: str
    open: list[str] = Field(default=[])
    decided_by: str | None = None
    read_by: str | None = None


@dataclass(frozen=True, slots=True)
class EditionFolder:
    """One newer edition. `open`: what nobody has dealt with; the two people by name, or None."""

    path: Path
    document: str
    since: date
    open: tuple[str, ...]
    decided_by: str | None
    read_by: str | None

    @property
    def state(self) -> str:
        """`drafted`, `decided` (by one) or `read` (by another, so that it counts from its day)."""
        if self.decided_by is None:
            return "drafted"
        return "decided" if self.read_by is None else "read"

    @property
    def name(self) -> str:
        return self.path.name

    def files(self) -> list[Path]:
        """What it adds or replaces of the norms, in a fixed order."""
        return sorted((self.path / "norms").glob("**/*.yaml"))

    def over(self, paths: Sequence[Path], base: Path = NORMS) -> list[Path]:
        """The rule files with those of this edition in their places, others added.

        Two editions that follow each other each start from what stood before: the later one counts.
        """
        ours = {path.relative_to(self.path / "norms"): path for path in self.files()}
        kept = [path for path in paths if _place(path, base) not in ours]
        return sorted([*kept, *ours.values()])


def _place(path: Path, base: Path) -> Path:
    """Where in the norms a file belongs, be it there or in a folder of an edition."""
    if path.is_relative_to(base):
        return path.relative_to(base)
    parts = path.parts
    return Path(*parts[len(parts) - parts[::-1].index("norms") :])


def read_folder(path: Path) -> EditionFolder:
    """The state of one edition. Raises BadRules for one that cannot be told."""
    given = read_shaped(EditionIn, path / STATE_FILE)
    try:
        since = date.fromisoformat(given.since)
    except ValueError:
        raise BadRules([f"{path.name}/{STATE_FILE}: from: write YYYY-MM-DD"]) from None
    decided, read = _name(given.decided_by), _name(given.read_by)
    if read is not None and (decided is None or read.casefold() == decided.casefold()):
        raise BadRules(
            [f"{path.name}/{STATE_FILE}: read_by: another person than the one who decided it"]
        )
    return EditionFolder(path, given.document, since, tuple(given.open), decided, read)


def _name(given: str | None) -> str | None:
    return " ".join(given.split()) or None if given is not None else None


def folder_paths(editions: Path = EDITIONS) -> list[Path]:
    """The folders of editions, by name."""
    return sorted(path.parent for path in editions.glob(f"*/{STATE_FILE}"))


def signed_folders(documents: Sequence[str], editions: Path = EDITIONS) -> list[EditionFolder]:
    """Those of some documents that two people have signed, the oldest first."""
    found = []
    for path in folder_paths(editions):
        with suppress(BadRules):  # told by whoever loads the norms
            folder = read_folder(path)
            if folder.document in documents and folder.state == "read":
                found.append(folder)
    return sorted(found, key=lambda folder: folder.since)
