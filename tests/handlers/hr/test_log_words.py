"""Whatever is noted has words in the log, and a subject by which it is found."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.hr.log import ACTIONS
from web.pages.audit import SUBJECTS

ROOT = Path(__file__).parents[3]
NOTING = {"note": 3, "note_reading": 3, "_noted": 3}


def noted() -> Iterator[str]:
    for path in (ROOT / "cases").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = NOTING.get(node.func.id)
                if place is not None and len(node.args) > place:
                    action = node.args[place]
                    if isinstance(action, ast.Constant):
                        yield str(action.value)


NOTED = sorted(set(noted()))


def test_the_actions_are_found() -> None:
    assert {"training.step", "broadcast.begin", "list"} <= set(NOTED)


@pytest.mark.parametrize("action", NOTED)
def test_every_action_has_words(action: str) -> None:
    assert action in ACTIONS


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_every_action_is_found_by_a_subject(action: str) -> None:
    begins = {each for _, those in SUBJECTS.values() for each in those}
    assert action in begins or action.split(".")[0] in begins
