"""Every change of an invented edition is found and none is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.rules.edition import invented as made
from tests.rules.edition.invented import FORMS, ORDER, UNIVERSITY, Block, Blocks

Form = Callable[[Blocks], tuple[str, bytes]]
LATIN = str.maketrans("асеорхАСЕОРХ", "aceopxACEOPX")


in_every_form = pytest.mark.parametrize("form", FORMS, ids=[form.__name__ for form in FORMS])


@pytest.fixture
def form() -> Form:
    """A web page that was copied as text: its menu is in the way of all that is found."""
    return made.as_copied_page


def changed(
    form: Form, blocks: Blocks, document: str = ORDER
) -> list[tuple[str | None, str | None, str]]:
    return made.states(made.told(document, form(blocks)))


@in_every_form
def test_the_same_text_is_unchanged(form: Form) -> None:
    answer = made.told(ORDER, form(made.order()))
    assert made.states(answer) == []
    assert len(answer["paragraphs"]) == 94
    assert {each["state"] for each in answer["headings"]} == {"unchanged"}


@pytest.mark.parametrize("document", [UNIVERSITY, made.STANDARD])
@in_every_form
def test_the_same_text_of_the_others_is_unchanged(form: Form, document: str) -> None:
    blocks = made.without_numbers(document)
    if document == made.STANDARD:
        blocks = standard()
    assert changed(form, blocks, document) == []


def standard() -> Blocks:
    return tuple(
        replace(
            block,
            lines=(
                f"{block.name.split('.')[0]}-кәсіптер карточкасында: Оқытушы",
                f"{block.name.split('.')[1]}-еңбек функциясы: {block.lines[0]}",
            ),
        )
        for block in made.without_numbers(made.STANDARD)
        if block.name
    )


def test_figures_that_moved(form: Form) -> None:
    blocks = made.altered(
        made.order(),
        "286",
        lambda line: line.replace("модератора не менее 2", "модератора не менее 3"),
    )
    blocks = made.altered(
        blocks, "246", lambda line: line.replace("не менее пяти", "не менее шести")
    )
    answer = made.told(ORDER, form(blocks))
    assert made.states(answer) == [("246", "246", "changed"), ("286", "286", "changed")]
    one = next(each for each in answer["paragraphs"] if each["old"] == "286")
    assert [(c["from"], c["to"], c["kind"]) for c in one["changes"]] == [("2", "3", "figure")]
    assert one["positions"] == ["tvet-teacher"]
    assert "experience-moderator" in one["leaves"]
    assert [each["who"] for each in one["broken"]] == ["experience-moderator"]


def test_a_paragraph_split_in_two(form: Form) -> None:
    found = changed(form, made.split(made.order(), "286", 2))
    assert found[:2] == [("286", "286", "changed"), (None, "287", "new")]
    assert found[2] == ("287", "288", "renumbered")
    assert {state for *_, state in found[2:]} == {"renumbered"}


def test_a_paragraph_split_near_its_beginning(form: Form) -> None:
    found = changed(form, made.split(made.order(), "284", 2))
    assert found[:3] == [
        ("284", "284", "changed"),
        (None, "285", "new"),
        ("285", "286", "renumbered"),
    ]


@pytest.mark.parametrize(("one", "other"), [("285", "286"), ("255", "287"), ("300", "331")])
def test_two_swapped(form: Form, one: str, other: str) -> None:
    blocks = made.swapped(made.order(), one, other)
    assert changed(form, blocks) == [(one, other, "renumbered"), (other, one, "renumbered")]


def test_numbers_moved_on_by_one(form: Form) -> None:
    found = changed(form, made.shifted(made.order(), "280"))
    assert found[0] == ("280", "281", "renumbered")
    assert ("301 (17)", "302 (17)", "renumbered") in found
    assert ("301 (16)", "302 (16)", "renumbered") in found
    assert len(found) == 52
    assert {state for *_, state in found} == {"renumbered"}


def test_competences_of_a_category(form: Form) -> None:
    blocks = made.order()
    place = made.at(blocks, "287")
    lines = list(blocks[place].lines)
    lines[10] = "владеть приемами оценки достижений обучающихся;"
    lines.insert(11, "вести электронный журнал группы;")
    blocks = (*blocks[:place], replace(blocks[place], lines=tuple(lines)), *blocks[place + 1 :])
    answer = made.told(ORDER, form(blocks))
    assert made.states(answer) == [("287", "287", "changed")]
    one = next(each for each in answer["paragraphs"] if each["old"] == "287")
    assert one["broken"]
    assert all(each["who"] in one["competences"] for each in one["broken"])


NEW_POSITION = (
    Block(None, "", ("Параграф 24. Наставник цифровой среды колледжа",), heading=True),
    Block(None, "332", ("Должностные обязанности:", "сопровождает цифровые занятия;")),
    Block(None, "333", ("Должен знать:", "основы цифровой безопасности;")),
    Block(
        None, "334", ("Требования к квалификации:", "высшее образование и стаж не менее 1 года.")
    ),
)


def test_a_position_added(form: Form) -> None:
    found = changed(form, (*made.order(), *NEW_POSITION))
    assert found == [(None, n, "new") for n in ("332", "333", "334")]


def test_a_position_added_in_the_words_of_another(form: Form) -> None:
    blocks = made.order()
    here = made.at(blocks, "284")
    after = made.at(blocks, "288") - 1
    named = replace(blocks[here - 1], lines=("Параграф 13. Преподаватель-исследователь колледжа",))
    copied = tuple(
        replace(one, name=None, number=str(int(one.number) + 4)) for one in blocks[here:after]
    )
    rest = made.shifted(blocks, "288", 4)[after:]
    found = changed(form, (*blocks[:after], named, *copied, *rest))
    assert found[:4] == [(None, n, "new") for n in ("288", "289", "290", "291")]
    assert found[4] == ("288", "292", "renumbered")
    assert {state for *_, state in found[4:]} == {"renumbered"}


def test_a_position_removed(form: Form) -> None:
    blocks = made.order()
    here, after = made.at(blocks, "312") - 1, made.at(blocks, "316") - 1
    found = changed(form, (*blocks[:here], *blocks[after:]))
    assert found == [(n, None, "gone") for n in ("312", "313", "314", "315")]


@pytest.mark.parametrize("note", [made.FOOTNOTE, f"({made.FOOTNOTE})", "[1]", "¹"])
@pytest.mark.parametrize("form", [made.as_wrapped_text, made.as_docx])
def test_a_footnote_in_the_middle_of_a_sentence(form: Form, note: str) -> None:
    blocks = made.altered(
        made.order(), "286", lambda line: line.replace("стаж работы", f"стаж {note} работы", 1)
    )
    assert changed(form, blocks) == []


def test_a_footnote_on_a_line_of_its_own(form: Form) -> None:
    blocks = made.order()
    place = made.at(blocks, "287")
    lines = blocks[place].lines
    noted = replace(blocks[place], lines=(*lines[:4], made.FOOTNOTE, *lines[4:]))
    assert changed(form, (*blocks[:place], noted, *blocks[place + 1 :])) == []


def test_latin_letters_in_cyrillic_words(form: Form) -> None:
    blocks = made.altered(made.order(), "286", lambda line: line.translate(LATIN))
    assert changed(form, blocks) == [("286", "286", "cosmetic")]


def test_latin_letters_everywhere(form: Form) -> None:
    blocks = tuple(
        replace(one, lines=tuple(line.translate(LATIN) for line in one.lines))
        for one in made.order()
    )
    answer = made.told(ORDER, form(blocks))
    assert {each["state"] for each in answer["paragraphs"]} == {"cosmetic"}
    assert {each["state"] for each in answer["headings"]} <= {"cosmetic", "unchanged"}


@pytest.mark.parametrize(
    ("old", "new"),
    [(";", "."), ("и (или)", "и/или"), ("не менее", "НЕ МЕНЕЕ"), ("педагога-", "педагога - ")],
)
def test_only_the_look(form: Form, old: str, new: str) -> None:
    blocks = made.altered(made.order(), "286", lambda line: line.replace(old, new))
    assert changed(form, blocks) == [("286", "286", "cosmetic")]


def test_numbers_glued_to_words_or_with_brackets(form: Form) -> None:
    def glued(name: str, first: str) -> Block:
        block = blocks[made.at(blocks, name)]
        return replace(block, number="", lines=(first + block.lines[0], *block.lines[1:]))

    blocks = made.order()
    for name, first in (("285", "285) "), ("286", "286"), ("287", "287.")):
        place = made.at(blocks, name)
        blocks = (*blocks[:place], glued(name, first), *blocks[place + 1 :])
    assert changed(form, blocks) == []


def test_paragraphs_out_of_order_and_misnumbered(form: Form) -> None:
    blocks = made.order()
    place = made.at(blocks, "290")
    wrong = (*blocks[:place], replace(blocks[place], number="270"), *blocks[place + 1 :])
    found = changed(form, wrong)
    assert found == [("290", "270 (13)", "renumbered")]


def test_a_number_given_twice_in_one_section(form: Form) -> None:
    blocks = made.order()
    place = made.at(blocks, "287")
    wrong = (*blocks[:place], replace(blocks[place], number="286"), *blocks[place + 1 :])
    assert changed(form, wrong) == [("287", "286 (12, 2)", "renumbered")]


def test_a_text_without_its_headings() -> None:
    second = next(n for n, b in enumerate(made.order()) if b.lines[0].startswith("Раздел 2"))
    bare = tuple(block for block in made.order()[second:] if not block.heading)
    assert changed(made.as_text, bare) == []


def test_a_text_on_one_line() -> None:
    name, content = made.as_text(made.order())
    answer = made.told(ORDER, (name, content.replace(b"\n", b" ")))
    assert [each["state"] for each in answer["paragraphs"]] == ["unchanged"] * 88


def test_other_sections_of_the_order_are_passed_over(form: Form) -> None:
    blocks = made.order()
    second = next(n for n, b in enumerate(blocks) if b.lines[0].startswith("Раздел 2"))
    before = (
        Block(None, "", ("Раздел 1. Должности педагогов системы дошкольного образования",), True),
        Block(None, "", ("Глава 2. Заведующий дошкольной организацией",), True),
        Block(None, "7", ("Должностные обязанности:", "руководит организацией.")),
    )
    after = (
        Block(None, "", ("Раздел 3. Должности педагогов дополнительного образования",), True),
        Block(None, "332", ("Должностные обязанности:", "ведет кружок.")),
    )
    assert changed(form, (*blocks[:second], *before, *blocks[second:], *after)) == []


def test_a_text_that_begins_later_loses_no_chapter(form: Form) -> None:
    blocks = made.order()
    second = next(n for n, b in enumerate(blocks) if b.lines[0].startswith("Раздел 2"))
    assert changed(form, blocks[second:]) == []


@pytest.mark.parametrize(
    ("first", "after", "kept"), [("284", "288", 4), ("244", "247", 3), ("1", "244", 6)]
)
@in_every_form
def test_a_text_of_one_chapter_is_a_part_and_nothing_else_is_gone(
    form: Form, first: str, after: str, kept: int
) -> None:
    blocks = made.order()
    start, end = (made.at(blocks, name) for name in (first, after))
    while blocks[end - 1].heading:
        end -= 1
    answer = made.told(ORDER, form(blocks[start - 1 : end]))
    assert [each["state"] for each in answer["paragraphs"]] == ["unchanged"] * kept
    assert {each["state"] for each in answer["headings"]} == {"unchanged"}
    assert len(answer["aside"]) >= 84


def test_of_a_part_what_its_chapter_lacks_is_gone() -> None:
    blocks = made.order()
    start, end = made.at(blocks, "284") - 1, made.at(blocks, "288") - 1
    part = tuple(one for one in blocks[start:end] if one.name != "285")
    assert changed(made.as_text, part) == [("285", None, "gone")]


def test_chapters_out_of_their_order_are_unchanged(form: Form) -> None:
    blocks = made.order()
    one, other = (made.at(blocks, name) - 1 for name in ("268", "320"))
    assert changed(form, (*blocks[:one], *blocks[other:], *blocks[one:other])) == []


@in_every_form
def test_the_university(form: Form) -> None:
    blocks = made.without_numbers(UNIVERSITY)
    blocks = made.altered(
        blocks, "Оқытушы", lambda line: line.replace("кемінде 1 жыл", "кемінде 2 жыл")
    )
    blocks = made.altered(blocks, "Ассистент", lambda line: line.replace("Ассистент:", "Көмекші:"))
    place = made.at(blocks, "Профессор")
    new = Block(None, "", ("Зерттеуші профессор: ғылыми дәрежесінің болуы.",))
    gone = [b for b in blocks if b.name != "Аға оқытушы"]
    found = changed(form, (*gone[:place], new, *gone[place:]), UNIVERSITY)
    assert sorted(found, key=str) == sorted(
        [
            ("Оқытушы", "Оқытушы", "changed"),
            ("Ассистент", "Көмекші", "renumbered"),
            ("Аға оқытушы", None, "gone"),
            (None, "Зерттеуші профессор", "new"),
        ],
        key=str,
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("Кафедра меңгерушісі", "бағдарламасының жетекшісі", "бағдарламасының ғ.к. жетекшісі"),
        ("Аға оқытушы", "Аға оқытушы кадрларды даярлау", "Аға оқытушы кадрлар даярлау"),
        ("Ассистент", "білімнің болуы", "білімнің 5) болуы"),
        ("Оқытушы", "болуы, ғылыми", "болуы 7. ғылыми"),
    ],
)
def test_a_post_is_known_whatever_changes_in_its_first_line(name: str, old: str, new: str) -> None:
    blocks = made.without_numbers(UNIVERSITY)
    blocks = made.altered(blocks, name, lambda line: line.replace(old, new, 1))
    found = made.compared(UNIVERSITY, made.as_text(blocks))
    assert [each.state for each in found.paragraphs if each.state != "unchanged"] == ["changed"]
    [one] = found.of("changed")
    assert one.new is not None
    assert one.new.text == blocks[made.at(blocks, name)].lines[0]
