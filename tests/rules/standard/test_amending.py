"""Operations of an amending order: replace, remove, add; and files that do not fit together."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rules.errors import BadRules
from rules.standard import Card, StandardEdition
from rules.standard.files import FOLDER, read_editions

HEAD = """\
id: order-777
title: {kk: бұйрық, ru: приказ, en: order}
amends: order-591
in_force: {from: '2024-02-01'}
operations:
"""
Amend = Callable[[str], tuple[StandardEdition, ...]]


@pytest.fixture
def amend(tmp_path: Path) -> Amend:
    """The editions with one more order, given by its operations in YAML."""

    def once(operations: str) -> tuple[StandardEdition, ...]:
        folder = tmp_path / "data"
        shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
        (folder / "order-777.yaml").write_text(HEAD + operations, encoding="utf-8")
        return read_editions(folder)

    return once


def operation(action: str, place: str, content: str = "") -> str:
    lines = f"  - {action}: {{{place}}}\n    item: '1'\n    words: сөздер\n"
    return lines + (f"    with: {content}\n" if content else "")


def knowledge(card: Card) -> list[int]:
    return [item.n for item in card.functions[0].skills[0].knowledge]


def test_editions_follow_each_other_without_a_gap(amend: Amend) -> None:
    first, second, third = amend(operation("remove", "card: 4, function: 1, skill: 2"))
    assert (first.until, second.until, third.until) == (
        date(2023, 12, 5),
        date(2024, 1, 31),
        None,
    )
    assert len(third.orders) == 3
    assert [skill.n for skill in second.cards[4].functions[0].skills] == [1, 2]
    assert [skill.n for skill in third.cards[4].functions[0].skills] == [1]
    assert third.cards[3] == second.cards[3]


def test_an_item_is_removed_and_the_others_keep_their_numbers(amend: Amend) -> None:
    newest = amend(operation("remove", "card: 3, function: 1, skill: 1, knowledge: 2"))[-1]
    assert knowledge(newest.cards[3]) == [1, 3]


def test_items_and_functions_are_added_in_their_place(amend: Amend) -> None:
    newest = amend(
        operation("add", "card: 3, function: 1, skill: 1, knowledge: 4", "andragogy")
        + operation(
            "add", "card: 3, function: 2", "{function: 2, name: function-teaching, skills: []}"
        )
    )[-1]
    assert knowledge(newest.cards[3]) == [1, 2, 3, 4]
    assert [function.n for function in newest.cards[3].functions] == [1, 2, 3]


@pytest.mark.parametrize(
    ("operations", "problem"),
    [
        (operation("remove", "card: 9, function: 1"), "no card 9"),
        (operation("remove", "card: 4, function: 2"), "is not there"),
        (operation("remove", "card: 4, function: 1", "andragogy"), "only what is removed"),
        (operation("replace", "card: 4, function: 1"), "only what is removed"),
        (operation("replace", "card: 4, function: 1", "andragogy"), "is not what its place"),
        (operation("add", "card: 4, function: 1, skill: 1, knowledge: 3", "andragogy"), "already"),
        (operation("add", "card: 4, function: 1, skill: 1, knowledge: 4", "nothing"), "no text"),
        (operation("mend", "card: 4, function: 1"), "mend"),
    ],
)
def test_an_order_that_does_not_fit_is_refused_with_its_reason(
    amend: Amend, operations: str, problem: str
) -> None:
    with pytest.raises(BadRules, match=problem):
        amend(operations)
