"""Copies that were through Word's review, a table, nested spans or an editor's habits: what they do
to the words is no change of the law, and a change among it is still found."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from tests.rules.edition import invented as made
from tests.rules.edition.invented import ORDER, UNIVERSITY, Block, Blocks
from tests.rules.edition.test_drafting import draft

File = tuple[str, bytes]
Worn = Callable[[Blocks], File]
_W = made._W


def _docx(body: str) -> File:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        document = f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        parts.writestr("word/document.xml", document)
    return "a.docx", stream.getvalue()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


_STRUCK = (
    '<w:del w:id="1"><w:r><w:delText> не менее 9 лет</w:delText></w:r></w:del>'
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>скрытое</w:t></w:r>"
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF x </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
)
_GONE = (
    '<w:p><w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr><w:del w:id="9"><w:r><w:delText>'
    "286. Требования к квалификации: прежние.</w:delText></w:r></w:del></w:p>"
)


def under_review(blocks: Blocks) -> File:
    """Soft hyphens in long words, blanks that do not break, words struck out, hidden, computed."""
    lines = (
        "".join(
            _run(word[:4]) + "<w:r><w:softHyphen/></w:r>" + _run(word[4:])
            if len(word) > 9
            else _run(word.replace(" ", "\u00a0"))
            for word in re.split("( )", line)
        )
        for line in made.lines_of(blocks)
    )
    return _docx(_GONE + "".join(f"<w:p>{line}{_STRUCK}</w:p>" for line in lines))


def _cells(blocks: Blocks, cell: Callable[[Iterable[str]], str]) -> Iterable[str]:
    for block in blocks:
        number = [cell([f"{block.number}."])] if block.number else []
        yield "".join([*number, cell(block.lines)])


def table_of_word(blocks: Blocks) -> File:
    """Numbers in the first column, what they number in the second."""

    def cell(lines: Iterable[str]) -> str:
        return f"<w:tc>{''.join(f'<w:p>{_run(line)}</w:p>' for line in lines)}</w:tc>"

    rows = "".join(f"<w:tr>{row}</w:tr>" for row in _cells(blocks, cell))
    return _docx(f"<w:tbl>{rows}</w:tbl>")


def table_of_a_page(blocks: Blocks) -> File:
    def cell(lines: Iterable[str]) -> str:
        return f"<td>{'<br>'.join(map(html.escape, lines))}</td>"

    rows = "".join(f"<tr>{row}</tr>" for row in _cells(blocks, cell))
    return "a.html", f"<html><body><table>{rows}</table></body></html>".encode()


def nested_spans(blocks: Blocks) -> File:
    """Words broken by tags, the mark of a footnote after each line, the footnote at the end."""

    def tangled(line: str) -> str:
        words = (
            f"<span><span>{word[:3]}</span></span><wbr><b>{word[3:]}</b>"
            if len(word) > 6 and "&" not in word
            else word
            for word in html.escape(line).split(" ")
        )
        mark = '<sup><a href="#n1">1</a></sup><a href="#_ftn1">[1]</a><!-- n -->'
        return f"<p><font>{' '.join(words)}</font>{mark}</p>"

    note = f'<hr><p><a href="#_ftnref1">[1]</a> {made.FOOTNOTE}</p>'
    body = "".join(map(tangled, made.lines_of(blocks)))
    return "a.html", f"<html><body>{body}{note}</body></html>".encode()


def markdown(blocks: Blocks) -> File:
    lines = (
        f"## {line}" if block.heading else re.sub(r"^(\d+\.)", r"**\1**", line)
        for block in blocks
        for line in block.all_lines()
    )
    return "a.txt", "\n".join(lines).encode()


def numbers_on_lines_of_their_own(blocks: Blocks) -> File:
    lines = ([f"{b.number}.", *b.lines] if b.number else b.lines for b in blocks)
    return "a.txt", "\n".join(line for each in lines for line in each).encode()


def signs_taken_apart(blocks: Blocks) -> File:
    """Letters of two signs, thin blanks, soft hyphens."""
    text = "\n".join(made.lines_of(blocks)).replace(" и ", "\u202fи\u2009")
    return "a.txt", unicodedata.normalize("NFD", text.replace("ч", "ч\u00ad")).encode()


def after_its_word(blocks: Blocks) -> File:
    """ "Пункт 286." in place of "286."."""
    return made.as_text(
        tuple(replace(b, number=f"Пункт {b.number}") if b.number else b for b in blocks)
    )


WORN: tuple[Worn, ...] = (
    under_review,
    table_of_word,
    table_of_a_page,
    nested_spans,
    markdown,
    numbers_on_lines_of_their_own,
    signs_taken_apart,
    after_its_word,
)
in_every_way = pytest.mark.parametrize("worn", WORN, ids=[worn.__name__ for worn in WORN])


@in_every_way
def test_only_what_changed_is_found_of_the_order(worn: Worn) -> None:
    blocks = made.altered(
        made.order(),
        "286",
        lambda line: line.replace("модератора не менее 2", "модератора не менее 3"),
    )
    answer = made.told(ORDER, worn(blocks))
    assert made.states(answer) == [("286", "286", "changed")]
    assert {each["state"] for each in answer["headings"]} == {"unchanged"}


@pytest.mark.parametrize("worn", [under_review, nested_spans, markdown, signs_taken_apart])
def test_only_what_changed_is_found_of_the_university(worn: Worn) -> None:
    blocks = made.altered(
        made.without_numbers(UNIVERSITY),
        "Оқытушы",
        lambda line: line.replace("кемінде 1 жыл", "кемінде 2 жыл"),
    )
    answer = made.told(UNIVERSITY, worn(blocks))
    assert made.states(answer) == [("Оқытушы", "Оқытушы", "changed")]


def test_chapters_that_are_renumbered_are_that_and_no_paragraph_changes() -> None:
    def moved(block: Block) -> Block:
        words = re.sub(r"(?<=Глава )\d+|(?<=Параграф )\d+", _three_on, block.lines[0])
        return replace(block, lines=(words,)) if block.heading else block

    answer = made.told(ORDER, made.as_text(tuple(map(moved, made.order()))))
    assert made.states(answer) == []
    assert {each["state"] for each in answer["headings"]} == {"unchanged", "renumbered"}


def _three_on(number: re.Match[str]) -> str:
    return str(int(number[0]) + 3)


@pytest.mark.parametrize(
    "words",
    [
        "Исключен приказом Министра от 01.02.2027 № 5.",
        "Утратил силу приказом Министра от 01.02.2027 № 5 (вводится в действие по истечении десяти "
        "календарных дней после дня его первого официального опубликования).",
    ],
)
def test_a_paragraph_that_was_taken_out_is_gone(words: str) -> None:
    blocks = made.order()
    place = made.at(blocks, "287")
    out = replace(blocks[place], lines=(words,))
    answer = made.told(ORDER, made.as_text((*blocks[:place], out, *blocks[place + 1 :])))
    assert made.states(answer) == [("287", None, "gone")]


@pytest.mark.parametrize("mark", ["{n}) ", "{letter}) ", "{n}. "])
def test_items_that_are_listed_by_letters_keep_our_translations(mark: str) -> None:
    blocks = made.order()
    place = made.at(blocks, "284")
    first, *others = blocks[place].lines
    letters = "абвгдежзиклмнопрстуфхцчшэюя"
    listed = (mark.format(n=n + 1, letter=letters[n]) + line for n, line in enumerate(others))
    block = replace(blocks[place], lines=(first, *listed))
    files = draft((*blocks[:place], block, *blocks[place + 1 :]))
    assert "DECIDE" not in files["translations/tvet-teacher.yaml"]


def test_a_new_paragraph_between_two_numbers_is_new() -> None:
    blocks = made.order()
    place = made.at(blocks, "287")
    for number in ("286-1", "286¹"):
        new = Block(None, number, ("Педагоги колледжа ведут цифровой журнал наставника.",))
        answer = made.told(ORDER, made.as_text((*blocks[:place], new, *blocks[place:])))
        assert made.states(answer) == [(None, "286-1", "new")]
