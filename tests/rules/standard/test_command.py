"""The command `standard`: the cards on a day, and what Order No. 616 made of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any as AnyValue

import pytest

from bot.cli import main

BEFORE, AFTER = "2023-12-05", "2023-12-06"
CENTRED = "студенттік орталықтандырылған оқыту және бағалау қағидаттарын ескере отырып"
# What the order says, word for word: card, function, skill, ability: before, after.
AMENDED = {
    (3, 1, 1, 1): (
        f"{CENTRED} магистратура мен докторантурада оқу сабақтарын жоспарлау, ұйымдастыру "
        "және өткізу",
        f"{CENTRED}, оқу сабақтарын жоспарлау, ұйымдастыру және өткізу",
    ),
    (3, 1, 1, 3): (
        "цифрлық технологияларды пайдалана отырып, магистратура және докторантура білім "
        "алушыларымен кері байланыс орнату",
        "цифрлық технологияларды пайдалана отырып білім алушыларымен кері байланыс орнату",
    ),
    (3, 3, 1, 1): (
        "бакалавриат пен магистратурада сабақтардың барлық түрлерін, сондай-ақ докторантурада "
        "дәрістерден басқа оқу сабақтарын өткізу кезінде пәндік салада "
        "психологиялық-педагогикалық білім мен білімді интеграциялауды қамтамасыз ету",
        "оқу сабақтарын өткізу кезінде пәндік салада психологиялық-педагогикалық білім мен "
        "білімді интеграциялауды қамтамасыз ету",
    ),
    (4, 1, 1, 1): (
        f"{CENTRED}, оқу сабақтарын (дәрістерден басқа) ұйымдастыру және өткізу",
        f"{CENTRED}, оқу сабақтарын ұйымдастыру және өткізу",
    ),
    (4, 1, 1, 3): (
        "цифрлық технологияларды пайдалана отырып магистратура және докторантура білім "
        "алушыларымен кері байланыс орнату",
        "цифрлық технологияларды пайдалана отырып білім алушыларымен кері байланыс орнату",
    ),
    (5, 1, 1, 1): (
        f"{CENTRED}, оқу сабақтарын (дәрістерден басқа) ұйымдастыру және өткізу",
        f"{CENTRED}, оқу сабақтарын ұйымдастыру және өткізу",
    ),
    (5, 1, 1, 3): (
        "цифрлық технологияларды пайдалана отырып магистратура және докторантура білім "
        "алушыларымен кері байланыс орнату",
        "цифрлық технологияларды пайдалана отырып, білім алушыларымен кері байланыс орнату",
    ),
}


def cards(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[AnyValue]:
    status = main(["standard", *arguments, "--json"])
    out, err = capsys.readouterr()
    assert (status, err) == (0, "")
    found: list[AnyValue] = json.loads(out)
    return found


def leaves(value: AnyValue, path: tuple[str | int, ...] = ()) -> Iterator[AnyValue]:
    if isinstance(value, dict):
        value = value.items()
    elif isinstance(value, list):
        value = enumerate(value)
    else:
        yield path, value
        return
    for key, inner in value:
        yield from leaves(inner, (*path, key))


def abilities(found: list[AnyValue]) -> dict[tuple[int, ...], AnyValue]:
    return {
        (card["card"], function["n"], skill["n"], number): ability
        for card in found
        for function in card["functions"]
        for skill in function["skills"]
        for number, ability in enumerate(skill["abilities"], 1)
    }


def test_two_days_differ_exactly_where_the_order_says(capsys: pytest.CaptureFixture[str]) -> None:
    before, after = cards(capsys, "--on", BEFORE), cards(capsys, "--on", AFTER)
    old, new = abilities(before), abilities(after)
    assert {
        place: (text["kk"], new[place]["kk"]) for place, text in old.items() if text != new[place]
    } == AMENDED
    flat_before, flat_after = dict(leaves(before)), dict(leaves(after))
    assert flat_before.keys() == flat_after.keys()
    changed = {path[:-1] for path in flat_before if flat_before[path] != flat_after[path]}
    assert len(changed) == len(AMENDED)
    assert all(path[-2] == "abilities" for path in changed)


def test_every_amended_text_changes_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    old = abilities(cards(capsys, "--on", BEFORE))
    new = abilities(cards(capsys, "--on", AFTER))
    for place in AMENDED:
        for lang in ("kk", "ru", "en"):
            assert old[place][lang] != new[place][lang]


def test_texts_are_complete_in_three_languages(capsys: pytest.CaptureFixture[str]) -> None:
    for day in (BEFORE, AFTER):
        found = cards(capsys, "--on", day)
        texts = [value for path, value in leaves(found) if path[-1] in ("kk", "ru", "en")]
        assert len(texts) % 3 == 0
        assert all(isinstance(text, str) and text.strip() for text in texts)


def test_the_shape_is_the_contracts(capsys: pytest.CaptureFixture[str]) -> None:
    found = cards(capsys, "--on", AFTER)
    assert [card["card"] for card in found] == [3, 4, 5]
    assert [[f["n"] for f in card["functions"]] for card in found] == [[1, 3], [1], [1]]
    for card in found:
        assert set(card["position"]) == {"kk", "ru", "en"}
        for function in card["functions"]:
            for skill in function["skills"]:
                assert skill["abilities"]
                assert skill["knowledge"]


def test_what_is_not_known_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    (third,) = cards(capsys, "--card", "3", "--on", BEFORE)
    assert [note["function"] for note in third["notes"]].count(2) == 1
    for card in cards(capsys, "--on", BEFORE):
        assert any("616" in note["kk"] for note in card["notes"])


def test_one_card(capsys: pytest.CaptureFixture[str]) -> None:
    every = cards(capsys, "--on", AFTER)
    for card in every:
        assert cards(capsys, "--card", str(card["card"]), "--on", AFTER) == [card]


def test_without_a_day_the_newest_edition_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert cards(capsys) == cards(capsys, "--on", "2026-11-20")


def test_before_the_standard_there_are_no_cards(capsys: pytest.CaptureFixture[str]) -> None:
    assert cards(capsys, "--on", "2023-11-19") == []
    assert len(cards(capsys, "--on", "2023-11-20")) == 3


@pytest.mark.parametrize("wrong", [("--card", "1"), ("--card", "x"), ("--on", "2023-02-30")])
def test_bad_input_names_the_field(
    capsys: pytest.CaptureFixture[str], wrong: tuple[str, str]
) -> None:
    status = main(["standard", *wrong, "--json"])
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert err.startswith(f"{wrong[0].removeprefix('--')}: ")
    assert err.count("\n") == 1


def test_nothing_personal_of_item_16(capsys: pytest.CaptureFixture[str]) -> None:
    shown = json.dumps(cards(capsys), ensure_ascii=False)
    for word in ("16-тармақ", "Әзірлеуге қатысатын", "телефон", "@", "+7", "8 (7"):
        assert word not in shown
