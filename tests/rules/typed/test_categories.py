"""Categories and other choices as they are written in documents and chats."""

from __future__ import annotations

import pytest

from rules.typed import read_choice, read_yes_no
from rules.typed.outcome import Choose, Understood


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("second", ["ІІ санат", "II кат.", "ll категория", "2 кат.", "2-ші санат", "вт. кат."]),
        ("first", ["І санат", "I категория", "1кат", "кат. 1", "1 санатты"]),
        ("highest", ["высш.", "жоғ. санат", "высшая кв. категория"]),
        ("none", ["б/к", "б\\к", "бк", "без кат.", "санатсыз", "категориясыз", "нет кат.",
                  "санаты жоқ", "no category", "не аттестована"]),
        ("moderator", ["мод-р", "модер.", "п-модератор", "модератор, 2023 год", "модиратор"]),
        ("expert", ["эксп.", "пед-эксп", "учитель-эксперт", "сарапшы"]),
        ("researcher", ["исслед.", "педагог-исслед.", "зертеуші", "зертеуши", "педагог зерттеушы"]),
        ("master", ["педагог-шебер", "пед. мастер", "шебер"]),
    ],
)  # fmt: skip
def test_a_category_is_read_as_it_is_written(value: str, texts: list[str]) -> None:
    for text in texts:
        assert read_choice(text, "category") == Understood(value), text


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("II", ("second",)),
        ("І", ("first",)),
        ("2", ("second",)),
        ("педагог", ("teacher",)),
        ("педагог без категории", ("none", "teacher")),
        ("мастер п/о, 1 категория", ("first",)),
        ("пм", ("moderator", "master")),
    ],
)
def test_what_may_be_another_category_is_asked(text: str, options: tuple[str, ...]) -> None:
    assert read_choice(text, "category") == Choose(options)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("management_category", "б/к", "none"),
        ("management_category", "рук-организатор", "head_organizer"),
        ("management_category", "орынбасар ІІ санат", "deputy_2"),
        ("title", "асс.проф", "associate_professor"),
        ("title", "доц.", "associate_professor"),
        ("title", "ғылыми атақсыз", "none"),
        ("degree", "к.н.", "candidate"),
        ("degree", "дәрежесіз", "none"),
        ("honour", "гос. награда", "state_award"),
        ("honour", "марапатсыз", "none"),
        ("education_level", "бак.", "bachelor"),
        ("education_level", "СПО", "tvet"),
        ("education_field", "Бастапқы әскери оқыту және дене тәрбиесі", "military_pe"),
    ],
)
def test_other_choices_are_read_shortened(kind: str, text: str, value: str) -> None:
    assert read_choice(text, kind) == Understood(value)


def test_both_kinds_of_retraining_are_asked_together() -> None:
    assert read_choice("обе", "retraining") == Choose(("pedagogical", "professional"))


@pytest.mark.parametrize(("text", "value"), [("да, с 2015 года", True), ("нет, 2 раза", False)])
def test_more_than_yes_or_no_is_asked_back(text: str, value: bool) -> None:
    assert read_yes_no(text) == Choose((value,))
