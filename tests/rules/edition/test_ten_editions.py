"""Ten invented later editions: each change is found, none is invented, and the drafted files differ
from those before only there."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import pytest

from rules.edition import Comparison
from rules.edition.drafting import drafted
from rules.edition.word_changes import applied
from rules.norms.edition_folders import NORMS
from rules.norms.loading import catalogue
from tests.rules.edition import invented as made
from tests.rules.edition.invented import DAY, FOOTNOTE, ORDER, Blocks
from tests.rules.edition.test_comparison import LATIN, NEW_POSITION

States = dict[str, int]
# What may stand otherwise in a position's file whatever its words: its days, and where it stands.
CITES: Final = ("in_force: ", "# ", "paragraphs: ", "competence_source: ", "source: ")


@dataclass(frozen=True)
class Later:
    """An invented edition. `found`: how many paragraphs of each state, unchanged ones left out;
    `positions`: those whose file is drafted anew, None for all from a number on."""

    make: Callable[[], Blocks]
    found: States
    positions: tuple[str, ...] | None = ()
    file: Callable[[Blocks], tuple[str, bytes]] = made.as_text


def _figures() -> Blocks:
    blocks = made.altered(
        made.order(),
        "286",
        lambda line: line.replace("модератора не менее 2", "модератора не менее 3"),
    )
    return made.altered(blocks, "246", lambda line: line.replace("не менее пяти", "не менее шести"))


def _competences() -> Blocks:
    blocks = made.order()
    place = made.at(blocks, "287")
    lines = list(blocks[place].lines)
    lines[10] = "владеть приемами оценки достижений обучающихся;"
    lines.insert(11, "вести электронный журнал группы;")
    return (*blocks[:place], replace(blocks[place], lines=tuple(lines)), *blocks[place + 1 :])


def _removed() -> Blocks:
    blocks = made.order()
    return (*blocks[: made.at(blocks, "312") - 1], *blocks[made.at(blocks, "316") - 1 :])


def _footnote() -> Blocks:
    return made.altered(
        made.order(),
        "286",
        lambda line: line.replace("стаж работы", f"стаж ({FOOTNOTE}) работы", 1),
    )


def _latin() -> Blocks:
    return made.altered(made.order(), "286", lambda line: line.translate(LATIN))


TEN: Final[dict[str, Later]] = {
    "figures moved": Later(_figures, {"changed": 2}, ("tvet-director", "tvet-teacher")),
    "a paragraph split": Later(
        lambda: made.split(made.order(), "286", 2),
        {"changed": 1, "new": 1, "renumbered": 45},
        None,
    ),
    "two swapped": Later(
        lambda: made.swapped(made.order(), "300", "331"),
        {"renumbered": 2},
        ("tvet-union-methodist",),
    ),
    "numbers moved on by one": Later(
        lambda: made.shifted(made.order(), "280"), {"renumbered": 52}, None
    ),
    "competences of a category": Later(_competences, {"changed": 1}, ("tvet-teacher",)),
    "a position added": Later(lambda: (*made.order(), *NEW_POSITION), {"new": 3}),
    "a position removed": Later(_removed, {"gone": 4}),
    "a footnote within a sentence": Later(_footnote, {}),
    "Latin letters within words": Later(_latin, {"cosmetic": 1}),
    "a page copied with its menu": Later(
        _figures, {"changed": 2}, ("tvet-director", "tvet-teacher"), made.as_copied_page
    ),
}
each_of_ten = pytest.mark.parametrize("later", TEN.values(), ids=TEN)


@each_of_ten
def test_each_change_is_found_and_none_is_invented(later: Later) -> None:
    blocks = later.make()
    found = made.compared(ORDER, later.file(blocks))
    counts: States = {}
    for each in found.paragraphs:
        counts[each.state] = counts.get(each.state, 0) + 1
    counts.pop("unchanged", None)
    assert counts == later.found
    for each in found.paragraphs:
        if each.old is not None and each.new is not None:
            assert applied(each.old.text, each.changes) == each.new.text


@each_of_ten
def test_the_drafted_files_differ_from_the_old_ones_only_there(later: Later) -> None:
    found = made.compared(ORDER, later.file(later.make()))
    files = drafted(found, DAY, "text.txt", catalogue())
    newer = {name for name in files if name.endswith(f".{DAY}.yaml")}
    if later.positions is not None:
        expected = {f"norms/{ORDER}/{position}.{DAY}.yaml" for position in later.positions}
        assert newer == expected
    words = _words_that_changed(found)
    for name in newer:
        before = (NORMS / ORDER / f"{name.split('/')[-1].split('.')[0]}.yaml").read_text("utf-8")
        for line in differing(before, files[name]):
            told = line.strip().removeprefix("- ")
            cites = told.startswith((*CITES, "paragraph: "))
            assert cites or told.startswith("decide: ") or told in words, line
    kept = set(files) - newer - {"edition.yaml", "norms/documents.yaml"}
    for name in kept:
        if name.startswith("norms/"):
            before = (NORMS / name.removeprefix("norms/")).read_text("utf-8")
            assert [x[:9] for x in differing(before, files[name])] == ["in_force:", "in_force:"]


def _words_that_changed(found: Comparison) -> set[str]:
    """The lines, old and new, of the paragraphs that say something else, and of their parts."""
    lines: set[str] = {"text: |", "language: ru"}
    ours = {
        line.strip()
        for position in catalogue().positions.values()
        for official in position.official
        for line in official.text.splitlines()
    }
    for each in found.of("changed", "new"):
        theirs = set(each.new.lines) if each.new else set()
        old = each.old.text if each.old else ""
        lines |= theirs | {line for line in ours if line in old}
    return lines


def differing(before: str, after: str) -> list[str]:
    compared = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [x[1:] for x in compared if x[:1] in "+-" and x[:3] not in ("+++", "---")]
