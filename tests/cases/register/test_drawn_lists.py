"""Each list that the reading is tested with, brought into the register with all its people."""

from __future__ import annotations

from datetime import date
from typing import Final

import pytest

from cases.register.importing import apply_import, begin_import
from cases.register.list_rows import rows_of
from rules.roster.table import Value
from storage.database import Database
from tests.cases.college import HR, NOW, TODAY, found
from tests.rules.roster import drawn

# Counted by eye: people, those who left by the list's own word, rows that name no single person,
# the name of one of them and what is known of that one's category.
LISTS: Final = {
    "THREE_ROWS_OF_HEADINGS": (3, 0, 0, "Ойданова Мәриям Тестқызы", "expert"),
    "SEVERAL_ROWS_TO_A_PERSON": (3, 0, 1, "Пробный В.", "expert"),
    "IN_CAPITALS": (4, 0, 0, "Пробная Жанна Макетовна", "researcher"),
    "TWO_TABLES_ON_A_SHEET": (3, 0, 0, "Болжам Олжас", None),
    "A_CHAIR_WITH_DOUBTS": (3, 0, 0, "Проба Ерлан", None),
    "SECTIONS_INSTEAD_OF_POSTS": (3, 0, 0, "Сынақ Дәурен", "moderator"),
    "IN_ENGLISH": (2, 1, 0, "Probny Oleg", "none"),
    "GROUPS_ABOVE_THE_NAMES": (3, 0, 0, "Тестов Марат", "moderator"),
    "NAMES_WITHOUT_A_HEADING": (3, 0, 0, "Мысал Арман", "none"),
}
ALL: Final[dict[str, list[list[Value]]]] = {
    name: rows for name, rows in vars(drawn).items() if name.isupper() and isinstance(rows, list)
}


def test_no_list_is_left_out() -> None:
    assert set(ALL) == set(LISTS)


@pytest.mark.parametrize("name", LISTS)
async def test_everybody_of_a_list_comes_in_once(database: Database, name: str) -> None:
    people, left, unclear, somebody, category = LISTS[name]
    college = (await found(database)).organisation
    rows = rows_of(drawn.read(ALL[name]), TODAY)
    async with database.work() as work:
        seen = await begin_import(work, HR, college, rows, NOW)
        counts = (len(seen.found.new), seen.list.left, len(seen.list.unclear))
        assert counts == (people, left, unclear)
        assert not seen.found.doubtful
        applied = await apply_import(work, HR, college, seen.import_id, NOW)
        assert (applied.added, applied.changed) == (people, 0)
        held = {each.name: each for each in await work.register.all(college)}
        assert len(held) == people == await work.register.count(college, TODAY)
        assert held[somebody].known.get("category") == category
        again = await begin_import(work, HR, college, rows, NOW)
        assert not again.found.new
        assert not again.found.changed
        assert not again.found.missing


async def test_nothing_private_of_them_is_kept(database: Database) -> None:
    college = (await found(database)).organisation
    async with database.work() as work:
        for rows in ALL.values():
            seen = await begin_import(work, HR, college, rows_of(drawn.read(rows), TODAY), NOW)
            await apply_import(work, HR, college, seen.import_id, NOW)
        kept = str(await work.register.all(college))
        kept += str(await work.register.all_appointments(college, date(2026, 12, 1)))
    for private in ("000000000021", "700", "Придуманск", "ЖБ-Б", "01.02.1980", "1980-02-01"):
        assert private not in kept
