"""Rule files with two editions of one position, for tests: from a day on more years are asked.

Made from the files of this checkout, so that everything but the difference is real.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from rules.norms.catalog import Catalogue
from rules.norms.loading import ROOT, catalogue
from rules.norms.rule_files import read_catalogue

EVE, TURN = date(2027, 8, 31), date(2027, 9, 1)
POSITION = "tvet-teacher"
FIRST, LATER = f"order-338/{POSITION}.yaml", f"order-338/{POSITION}.{TURN}.yaml"
OPEN = "in_force: {from: '2023-08-07', until: null}"
ENDED = f"in_force: {{from: '2023-08-07', until: '{EVE}'}}"
NEWER = f"in_force: {{from: '{TURN}', until: null}}"
# A teacher-moderator needs 3 years instead of 2, and one ability is worded anew.
CHANGES = (
    (OPEN, NEWER),
    ("experience: specialty, months: 24", "experience: specialty, months: 36"),
    ("не менее 2 лет", "не менее 3 лет"),
    ("- id: c287-09\n", "- id: c287-30\n"),
)
DOCUMENTS = """
documents:
  - id: order-338
    title: {kk: Бұйрық, ru: Приказ, en: Order}
    language: ru
    compared: '2027-08-30'
    editions:
      - name: {kk: бірінші, ru: первая, en: the first}
        in_force: {from: '2023-08-07', until: '2027-08-31'}
        from_is: signed
        source: {kk: мұрағат, ru: архив, en: archive}
      - name: {kk: екінші, ru: вторая, en: the second}
        in_force: {from: '2027-09-01', until: null}
        from_is: in_force
        source: {kk: газет, ru: газета, en: newspaper}
    positions: [tvet-teacher]
"""


def reported(day: str) -> str:
    """A line of a document that says that an edition of `day` is reported."""
    return f"later_reported: {{from: '{day}', says: {{kk: беттер, ru: страницы, en: pages}}}}"


def files() -> dict[str, str]:
    """The contents of rule files with both editions, by path under the folder of the norms."""
    norms = ROOT / "norms"
    first = (norms / FIRST).read_text(encoding="utf-8")
    later = first
    for old, new in CHANGES:
        assert old in later
        later = later.replace(old, new)
    return {
        "documents.yaml": DOCUMENTS,
        "readings.yaml": (norms / "readings.yaml").read_text(encoding="utf-8"),
        FIRST: first.replace(OPEN, ENDED),
        LATER: later,
    }


def files_before() -> dict[str, str]:
    """The same before anybody knew of the newer edition."""
    known = files()
    del known[LATER]
    known[FIRST] = known[FIRST].replace(ENDED, OPEN)
    lines = DOCUMENTS.splitlines(keepends=True)
    begins = next(number for number, line in enumerate(lines) if "second" in line)
    known["documents.yaml"] = "".join(lines[:begins] + lines[begins + 4 :]).replace(
        f"until: '{EVE}'", "until: null"
    )
    return known


def read(folder: Path, contents: dict[str, str]) -> Catalogue:
    """The catalogue of these files, written into `folder`."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return read_catalogue([folder / name for name in sorted(contents)], f"{folder.name}-digest")


def with_both(folder: Path) -> Catalogue:
    """The norms of this checkout with the second edition of the one position added."""
    real, both = catalogue(), read(folder, files())
    return replace(
        real,
        positions={**real.positions, **both.positions},
        documents={**real.documents, **both.documents},
        digest=both.digest,
        others=both.others,
    )
