"""A text is read as people get it; what is none, or another, is refused with the reason."""

from __future__ import annotations

import io
import zipfile
import zlib

import pytest

from rules.edition.reading import LARGEST, lines_of
from rules.errors import BadInput
from tests.rules.edition import invented as made

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **others: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        head = f'<w:document xmlns:w="{_W}"><w:body>'
        parts.writestr("word/document.xml", f"{head}{body}</w:body></w:document>")
        for name, text in others.items():
            parts.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", b"%PDF-1.7", "a PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0rest", "an old .doc"),
        ("a.rtf", b"{\\rtf1", "an .rtf"),
        ("a.txt", b" \n\t\n", "has no text"),
        ("a.txt", b"", "has no text"),
        ("a.html", b"<html><body><p></p></body></html>", "has no text"),
        ("a.mht", b"From: <Saved by>\r\nMIME-Version: 1.0\r\n\r\n<html>", "a page in one file"),
        ("a.odt", b"PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.text", "an .odt"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "a picture"),
        ("a.txt", b"a\x00b", "is no text"),
        ("a.docx", b"PK\x03\x04 nothing", "no .docx"),
        ("a.docx", docx("<w:p>"), "no .docx"),
        ("a.txt", b"a" * (LARGEST + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_text_is_refused(name: str, content: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        lines_of(name, content)


def test_a_zip_that_unpacks_to_more_than_any_law_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * (25 * 1024 * 1024))
    with pytest.raises(BadInput, match="more text than any law"):
        lines_of("a.docx", stream.getvalue())


def test_a_damaged_part_is_refused() -> None:
    content = bytearray(made.as_docx(made.order()[:8])[1])
    content[60:90] = b"\xff" * 30
    with pytest.raises(BadInput, match=r"no \.docx"):
        lines_of("a.docx", bytes(content))
    assert zlib.crc32(content)


def test_entities_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a xmlns="x">&b;</a>')
    with pytest.raises(BadInput, match=r"no \.docx"):
        lines_of("a.docx", stream.getvalue())


def test_word_writes_numbers_itself() -> None:
    numbering = (
        f'<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">'
        '<w:start w:val="244"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '</w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>'
        "<w:r><w:t>{}</w:t></w:r></w:p>"
    )
    content = docx(item.format("Должен знать:") + item.format("Иное"), numbering=numbering)
    assert lines_of("a.docx", content) == ["244. Должен знать:", "245. Иное"]


def test_what_was_struck_out_under_review_is_not_read() -> None:
    content = docx(
        "<w:p><w:r><w:t>не менее </w:t></w:r><w:del><w:r><w:delText>3</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>4</w:t></w:r></w:ins><w:r><w:rPr><w:strike/></w:rPr><w:t>9</w:t></w:r>"
        "<w:r><w:t> лет</w:t></w:r></w:p>"
    )
    assert lines_of("a.docx", content) == ["не менее 4 лет"]


def test_a_row_that_was_struck_out_under_review_is_not_read() -> None:
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    content = docx(
        f"<w:tbl>{row.format('', 'да')}{row.format('<w:trPr><w:del/></w:trPr>', 'нет')}"
        f"{row.format('<w:trPr><w:ins/></w:trPr>', 'и это')}</w:tbl>"
    )
    assert lines_of("a.docx", content) == ["да", "и это"]


def test_a_list_of_a_page_has_its_numbers() -> None:
    page = '<html><ol start="284"><li>Должен знать</li><li value="290">Иное</li></ol></html>'
    assert lines_of("a.html", page.encode()) == ["284. Должен знать", "290. Иное"]


def test_what_stands_beside_the_text_of_a_page_is_left_out() -> None:
    page = (
        "<html><head><title>нет</title></head><body><nav>нет</nav><ul><li><a href=x>нет</a></li>"
        "</ul><form><h3><a name=z1>Глава 1</a></h3><p>да <a href=y>и это</a></p>"
        "<div style='display:none'>нет</div><button>нет</button></form></body></html>"
    )
    assert lines_of("a", page.encode()) == ["Глава 1", "да и это"]


def test_a_page_with_a_menu_that_is_never_closed_is_read() -> None:
    page = "<html><nav>меню<p>244. Должен знать: право"
    assert "244. Должен знать: право" in lines_of("a.html", page.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_ends_of_lines(encoding: str, end: str) -> None:
    text = f"Должен знать{end}право{end}"
    assert lines_of("a.txt", text.encode(encoding)) == ["Должен знать", "право"]


@pytest.mark.parametrize("said", ["", "<meta charset='utf-8'>", "<meta charset=windows-1251>"])
def test_a_page_of_russian_windows_whatever_it_says_of_itself(said: str) -> None:
    page = f"<html><head>{said}</head><body><p>Должен знать</p></body></html>"
    assert lines_of("a.html", page.encode("cp1251")) == ["Должен знать"]


@pytest.mark.parametrize(
    ("document", "text", "why"),
    [
        ("order-338", "кәсіптік білімнің болуы және жұмыс өтілі талап етіледі " * 3, "Kazakh"),
        ("university", "высшее образование и стаж работы не менее трех лет " * 3, "Russian"),
        ("university", "higher education and at least three years of work " * 3, "English"),
        ("order-591", "высшее образование и стаж работы не менее трех лет " * 3, "Russian"),
        ("order-616", "higher education and at least three years of work " * 3, "English"),
        (
            "order-591",
            "кәсіптік білімнің болуы және жұмыс өтілі талап етіледі " * 3,
            "no paragraph",
        ),
        ("order-338", "higher education and at least three years of work " * 3, "English"),
        ("order-338", "высшее образование и стаж работы не менее трех лет " * 3, "no paragraph"),
        ("order-1", "высшее образование", "one of order-338"),
    ],
)
def test_another_language_or_document_is_refused(document: str, text: str, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        made.told(document, ("a.txt", text.encode()))
