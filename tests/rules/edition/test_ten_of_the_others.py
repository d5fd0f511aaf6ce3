"""The ten kinds of invented editions for the university's requirements and the professional
standard: each change is found, none is invented, and what is drafted is that alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest
from ruamel.yaml import YAML

from rules.edition import Comparison, applied
from rules.edition.drafting import drafted
from rules.norms.edition_folders import NORMS
from rules.norms.loading import catalogue
from tests.rules.edition import invented as made
from tests.rules.edition.edits import LATIN
from tests.rules.edition.invented import DAY, FOOTNOTE, STANDARD, UNIVERSITY, Block, Blocks
from tests.rules.edition.test_comparison import standard
from tests.rules.edition.test_ten_editions import differing

Put = Callable[[str], str]
LECTURER, ASSISTANT = "Оқытушы", "Ассистент"


@dataclass(frozen=True)
class Later:
    """`found`: name before, name after, state; unchanged ones left out. `drafted`: the positions
    whose file is drafted anew, or the operations of the amendment."""

    make: Callable[[], Blocks]
    found: tuple[tuple[str | None, str | None, str], ...] = ()
    drafted: tuple[str, ...] = ()
    file: Callable[[Blocks], tuple[str, bytes]] = made.as_text


def post(name: str, alter: Put) -> Callable[[], Blocks]:
    return lambda: made.altered(made.without_numbers(UNIVERSITY), name, alter)


def row(name: str, alter: Put) -> Callable[[], Blocks]:
    return lambda: made.altered(standard(), name, alter)


def put(old: str, new: str) -> Put:
    return lambda line: line.replace(old, new)


def _posts_split() -> Blocks:
    blocks = made.without_numbers(UNIVERSITY)
    place = made.at(blocks, ASSISTANT)
    text = blocks[place].lines[0]
    at = text.index("Басымдылық")
    parts = (text[:at], f"Кіші ассистент: {text[at:]}")
    return (*blocks[:place], *(Block(None, "", (part,)) for part in parts), *blocks[place + 1 :])


def _posts_swapped() -> Blocks:
    """What two posts are asked for, each under the other's name."""
    blocks = made.without_numbers(UNIVERSITY)
    said = {name: blocks[made.at(blocks, name)].lines[0] for name in (ASSISTANT, LECTURER)}
    other = {ASSISTANT: LECTURER, LECTURER: ASSISTANT}
    return tuple(
        replace(one, lines=(said[other[one.name]].replace(f"{other[one.name]}:", f"{one.name}:"),))
        if one.name in other
        else one
        for one in blocks
    )


def _posts_numbered() -> Blocks:
    blocks = made.without_numbers(UNIVERSITY)
    return tuple(replace(x, lines=(f"{n + 5}. {x.lines[0]}",)) for n, x in enumerate(blocks))


NEW_POST: Final = Block(None, "", ("Зерттеуші профессор: ғылыми дәрежесінің болуы.",))
NEW_ROW: Final = (
    "3-кәсіптер карточкасында: Оқытушы",
    "2-еңбек функциясы: Тәлімгерлік 1-дағды Жас ғалымдармен жұмыс Біліктер: 1. кеңес беру. "
    "Білімдер: 1. педагогика.",
)
TWO_YEARS: Final = post(LECTURER, put("кемінде 1 жыл", "кемінде 2 жыл"))
CHANGED: Final = ((LECTURER, LECTURER, "changed"),)
OF_POSTS: Final = {
    "figures moved": Later(TWO_YEARS, CHANGED, ("uni-lecturer",)),
    "a paragraph split": Later(
        _posts_split,
        ((ASSISTANT, ASSISTANT, "changed"), (None, "Кіші ассистент", "new")),
        ("uni-assistant",),
    ),
    "two swapped": Later(
        _posts_swapped,
        ((LECTURER, ASSISTANT, "renumbered"), (ASSISTANT, LECTURER, "renumbered")),
        ("uni-assistant", "uni-lecturer"),
    ),
    "numbers before the posts": Later(_posts_numbered),
    "requirements of a post": Later(
        post(ASSISTANT, put("шет тілін B2", "екі шет тілін B2")),
        ((ASSISTANT, ASSISTANT, "changed"),),
        ("uni-assistant",),
    ),
    "a position added": Later(
        lambda: (*made.without_numbers(UNIVERSITY), NEW_POST),
        ((None, "Зерттеуші профессор", "new"),),
    ),
    "a position removed": Later(
        lambda: tuple(x for x in made.without_numbers(UNIVERSITY) if x.name != ASSISTANT),
        ((ASSISTANT, None, "gone"),),
    ),
    "a footnote within a sentence": Later(
        post(LECTURER, put("кемінде 1 жыл", f"кемінде ({FOOTNOTE}) 1 жыл"))
    ),
    "Latin letters within words": Later(
        post(LECTURER, lambda line: line.translate(LATIN)), ((LECTURER, LECTURER, "cosmetic"),)
    ),
    "a page copied with its menu": Later(
        TWO_YEARS, CHANGED, ("uni-lecturer",), made.as_copied_page
    ),
}


def _rows_split() -> Blocks:
    """The second skill of a function as a function of its own."""
    blocks = standard()
    place = made.at(blocks, "3.1")
    head, text = blocks[place].lines
    at = text.index("2-дағды")
    new = (head, f"2-еңбек функциясы: Бағалау {text[at:].replace('2-дағды', '1-дағды')}")
    parts = (replace(blocks[place], lines=(head, text[:at])), Block("3.2", "", new))
    return (*blocks[:place], *parts, *blocks[place + 1 :])


def _items_swapped(line: str) -> str:
    one, other = "кеңес", "жас оқытушыларға тәлімгерлікті жүзеге асыру"
    first = "оқу процесінде ғылыми-әдістемелік өнімді әзірлеу және қолдану"
    return line.replace(first, one).replace(other, first).replace(one, other)


def _items_shifted(line: str) -> str:
    """An ability before the others, whose numbers move on by one."""
    old = "Біліктер: 1. оқу сабақтарын өткізу"
    if old not in line:
        return line
    head, rest = line.split("Біліктер: ", 1)
    items, knowledge = rest.split("Білімдер:", 1)
    for number in (3, 2, 1):
        items = items.replace(f"{number}. ", f"{number + 1}. ", 1)
    return f"{head}Біліктер: 1. жаңа әдістерді енгізу; {items}Білімдер:{knowledge}"


# Whatever its words, where a text stands may be otherwise, and a part split off is one more text.
CITES: Final = (
    "in_force: ", "paragraphs: ", "paragraph: ", "- paragraph: ", "source: ", "competence_source",
    "language: kk", "text: |",
)  # fmt: skip
ROW: Final = (("3.3", "3.3", "changed"),)
REPLACED: Final = ("replace 3.3",)
YOUNG: Final = row("3.3", put("жас оқытушыларға", "барлық оқытушыларға"))
OF_ROWS: Final = {
    "a function split": Later(
        _rows_split,
        (("3.1", "3.1", "changed"), (None, "3.2", "new")),
        ("replace 3.1", "add 3.2"),
    ),
    "a figure put in": Later(
        row("3.3", put("жас оқытушыларға", "кемінде 2 жас оқытушыға")), ROW, REPLACED
    ),
    "two items swapped": Later(row("3.3", _items_swapped), ROW, REPLACED),
    "numbers moved on by one": Later(row("3.3", _items_shifted), ROW, REPLACED),
    "an item in other words": Later(YOUNG, ROW, REPLACED),
    "a function added": Later(
        lambda: (standard()[0], Block("3.2", "", NEW_ROW), *standard()[1:]),
        ((None, "3.2", "new"),),
        ("add 3.2",),
    ),
    "a function removed": Later(
        lambda: tuple(x for x in standard() if x.name != "3.3"),
        (("3.3", None, "gone"),),
        ("remove 3.3",),
    ),
    "two functions swapped in the text": Later(lambda: standard()[::-1]),
    "a footnote within a sentence": Later(
        row("3.3", put("жас оқытушыларға", f"жас ({FOOTNOTE}) оқытушыларға"))
    ),
    "Latin letters within words": Later(
        row("3.3", lambda line: line.translate(LATIN)), (("3.3", "3.3", "cosmetic"),)
    ),
    "a page copied with its menu": Later(YOUNG, ROW, REPLACED, made.as_copied_page),
}
EACH: Final = [
    pytest.param(document, later, id=f"{document}: {name}")
    for document, laters in ((UNIVERSITY, OF_POSTS), (STANDARD, OF_ROWS))
    for name, later in laters.items()
]


@pytest.mark.parametrize(("document", "later"), EACH)
def test_each_change_is_found_and_none_is_invented(document: str, later: Later) -> None:
    found = made.compared(document, later.file(later.make()))
    told = [each for each in found.paragraphs if each.state != "unchanged"]
    shown = [(x.old and x.old.name, x.new and x.new.name, x.state) for x in told]
    assert sorted(shown, key=str) == sorted(later.found, key=str)
    for each in told:
        if each.old is not None and each.new is not None:
            assert applied(each.old.text, each.changes) == each.new.text


@pytest.mark.parametrize("later", OF_POSTS.values(), ids=OF_POSTS)
def test_the_files_of_posts_differ_from_the_old_ones_only_there(later: Later) -> None:
    found = made.compared(UNIVERSITY, later.file(later.make()))
    files = drafted(found, DAY, "a.txt", catalogue())
    newer = sorted(name for name in files if name.endswith(f".{DAY}.yaml"))
    assert newer == [f"norms/{UNIVERSITY}/{each}.{DAY}.yaml" for each in later.drafted]
    for name in newer:
        before = (NORMS / UNIVERSITY / f"{name.split('/')[-1].split('.')[0]}.yaml").read_text(
            "utf-8"
        )
        for line in differing(before, files[name]):
            told = line.strip()
            cites = told.startswith(CITES)
            assert cites or "decide: " in told or _in_the_text(told, found), line
    ended = {x for x in files if x.startswith("norms/")} - set(newer) - {"norms/documents.yaml"}
    for name in ended:
        before = (NORMS / name.removeprefix("norms/")).read_text("utf-8")
        assert [x[:9] for x in differing(before, files[name])] == ["in_force:", "in_force:"]


def _in_the_text(line: str, found: Comparison) -> bool:
    """Whether a line of a rule file is words of what changed, or of what it was."""
    words = line.removeprefix("- ").split(": ", 1)[-1].strip("'| ")
    changed = [each for each in found.paragraphs if each.state != "unchanged"]
    return not words or any(
        words in side.text for each in changed for side in (each.old, each.new) if side
    )


@pytest.mark.parametrize("later", OF_ROWS.values(), ids=OF_ROWS)
def test_an_amendment_of_the_standard_orders_only_that(later: Later) -> None:
    found = made.compared(STANDARD, later.file(later.make()))
    files = drafted(found, DAY, "a.txt", catalogue())
    told: Any = YAML(typ="safe").load(io.StringIO(files.get(f"standard/order-{DAY}.yaml", "")))
    operations = [] if told is None else told["operations"]
    assert [_operation(each) for each in operations] == list(later.drafted)


def _operation(given: dict[str, Any]) -> str:
    action, place = next(iter(given.items()))
    return f"{action} {place['card']}.{place['function']}"
