"""The table of clauses, requirements and questions that stands in `docs/`."""

from __future__ import annotations

from pathlib import Path

from bot.commands.clauses import table
from rules.norms.coverage import all_leaves
from rules.norms.loading import catalogue

DOCS = Path(__file__).parents[3] / "docs" / "clauses.md"


def test_the_table_in_the_docs_is_what_the_command_prints() -> None:
    printed = "\n".join(table()) + "\n"
    assert DOCS.read_text(encoding="utf-8") == printed, "made anew by bot.commands.clauses"


def test_every_requirement_of_every_position_has_its_row() -> None:
    rows = [line for line in table() if line.startswith("| ") and "`" in line]
    positions = list(catalogue().positions.values())
    assert len(positions) == 35
    assert len(rows) == sum(len(all_leaves(position)) for position in positions)
    for row in rows:
        clause, words, requirement, question = row.strip("| ").split(" | ")
        assert words.startswith("«"), clause
        assert len(set(requirement.split("<br>"))) == 3, clause
        assert question, clause
