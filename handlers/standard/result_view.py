"""A self-assessment by a card: its questions, its result and what has changed since. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from handlers.chat.standard_edition import edition_words
from handlers.standard.card_view import card_title, in_both, plain, unofficial
from i18n import Translator, mark
from rules.standard import Card, StandardEdition
from rules.standard.assessing import (
    CAN,
    GRADES,
    NOT_YET,
    PARTLY,
    Ability,
    Comparison,
    Moved,
    abilities,
)

LETTERS: Final = {"c": CAN, "p": PARTLY, "n": NOT_YET}
SIGNS: Final = {CAN: "✅", PARTLY: "🟡", NOT_YET: "⬜"}
GRADE_NAMES: Final = {CAN: mark("can do"), PARTLY: mark("partly"), NOT_YET: mark("not yet")}


def answers_of(card: Card, letters: str) -> dict[str, str]:
    """The grades by place; `letters` are those of the card's abilities in their order."""
    given = zip(abilities(card), letters, strict=True)
    return {ability.place: LETTERS[letter] for ability, letter in given}


def question_text(card: Card, asked: Ability, number: int, tr: Translator) -> str:
    """The question after one ability; `number` counts from 1."""
    total = len(abilities(card))
    lines = [
        card_title(card, tr),
        tr.text("Ability {n} of {total}", n=number, total=total),
        "",
        in_both(asked.item.text, tr),
        "",
        unofficial(tr),
        tr.text("Can you do this?"),
    ]
    return "\n".join(lines)


def result_lines(
    card: Card, edition: StandardEdition, answers: Mapping[str, str], day: date, tr: Translator
) -> Iterator[str]:
    """What was answered, and what one must know for what is not there yet."""
    yield card_title(card, tr)
    yield tr.text("📝 Judged by yourself on {day}", day=tr.date(day))
    yield f"<i>{edition_words(edition, tr)}</i>"
    grades = list(answers.values())
    for grade in reversed(GRADES):
        yield f"{SIGNS[grade]} {tr.text(GRADE_NAMES[grade])}: {grades.count(grade)}"
    yield ""
    listed = abilities(card)
    for ability in listed:
        yield f"{SIGNS[answers[ability.place]]} {_words(ability, tr)}"
    open_ones = [ability for ability in listed if answers[ability.place] != CAN]
    if open_ones:
        yield ""
        yield tr.text("<b>What to learn for the rest</b>")
    known = {ability.skill.name.kk: ability.skill for ability in open_ones}
    for skill in known.values():
        yield from (f"• {plain(item.text.of(tr.language))}" for item in skill.knowledge)


def comparison_lines(found: Comparison, day: date, tr: Translator) -> Iterator[str]:
    """What is better, worse or not to be compared since the assessment of `day`."""
    yield ""
    yield tr.text("<b>Compared with {day}</b>", day=tr.date(day))
    if not found.moved:
        yield tr.text("Nothing is judged otherwise.")
    yield from _moved("⬆️", (moved for moved in found.moved if moved.better), tr)
    yield from _moved("⬇️", (moved for moved in found.moved if not moved.better), tr)
    if found.reworded:
        yield tr.plural(
            "{n} ability is not compared: its words are not those of the earlier edition.",
            "{n} abilities are not compared: their words are not those of the earlier edition.",
            len(found.reworded),
        )


def _moved(sign: str, moved: Iterable[Moved], tr: Translator) -> Iterator[str]:
    for each in moved:
        grades = f"{SIGNS[each.before]}→{SIGNS[each.now]}"
        yield f"{sign} {grades} {_words(each.ability, tr)}"


def _words(ability: Ability, tr: Translator) -> str:
    return plain(ability.item.text.of(tr.language))
