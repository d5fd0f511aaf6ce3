"""Files sent to the page: read within the same bounds as in the chat, and no bomb costs much."""

from __future__ import annotations

import asyncio
import gzip
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from aiohttp import FormData

from cases.purposes import PICTURES
from handlers.roster.in_pieces import rows_of_file
from scans.limits import LARGEST
from tests.cases.college import HR, NOW, OTHER_HR, TEACHER, TODAY, Colleges
from tests.cases.register.lists import HEADING, row
from tests.scans.files import COURSE, bomb, pdf
from tests.web.site import Browser, Reply, Site
from tests.web.test_pages import SCRIPT, employ
from tests.workbooks.files import with_part, xlsx
from workbooks.unreadable import LARGEST_FILE, Unreadable

REGISTER = "/app/register"
SCANS = "/app/certificates/read"
PEOPLE = [row("7", "Тестова Айна", category="модератор"), row("8", "Пробный Олжас")]


def workbook(*rows: list[Any]) -> bytes:
    return xlsx({"Список": [HEADING, *rows]})


def zip_bomb() -> bytes:
    """Some kilobytes that unpack to 120 MB."""
    sheet = b"<worksheet><sheetData>" + b" " * 120_000_000 + b"</sheetData></worksheet>"
    return with_part(workbook(*PEOPLE), "xl/worksheets/sheet1.xml", sheet)


def billion_laughs() -> bytes:
    entities = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
    )
    book = b"<?xml version='1.0'?><!DOCTYPE x [" + entities + b"]><workbook>&l9;</workbook>"
    return with_part(workbook(*PEOPLE), "xl/workbook.xml", book)


def deep_zip() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(3_000):
            archive.writestr(f"xl/{number}", b"")
    return made.getvalue()


async def names(site: Site, organisation: int) -> list[str]:
    async with site.database.work() as work:
        return [each.name for each in await work.register.working(organisation, TODAY)]


async def agree(site: Site, person: int) -> None:
    async with site.database.work() as work:
        await work.purposes.put(person, PICTURES.id, PICTURES.version, True, NOW)


async def sent(browser: Browser, content: bytes, where: str = REGISTER) -> Reply:
    return await browser.upload(where, where, content)


async def test_a_list_is_looked_through_and_brought_in_once(site: Site, colleges: Colleges) -> None:
    c = colleges
    await employ(site, c.organisation, None, "Артық Адам")
    hr = await site.signed_in(HR)
    seen = await sent(hr, workbook(*PEOPLE))
    assert "new 2" in seen.words
    assert "Тестова Айна" in seen.words
    assert await names(site, c.organisation) == ["Артық Адам"]
    for _ in range(2):
        done = await hr.post(f"{seen.address}/bring-in", form=seen.form_token)
    assert "The list is in the register" in done.words
    assert await names(site, c.organisation) == ["Артық Адам", "Пробный Олжас", "Тестова Айна"]
    async with site.database.work() as work:
        log = await work.audit.of_organisation(c.organisation, 30)
    assert [each.action for each in log].count("employee.add") == 2


async def test_doubtful_rows_are_asked_about_and_missing_people_ended(
    site: Site, colleges: Colleges
) -> None:
    c = colleges
    hr = await site.signed_in(HR)
    whole = await sent(hr, workbook(*PEOPLE, row("9", "Артық Адам"), row("10", "Тағы Біреу")))
    await hr.post(f"{whole.address}/bring-in", form=whole.form_token)
    seen = await sent(hr, workbook(row("", "Тестова Айна", post="лаборант"), PEOPLE[1]))
    assert "Who is it?" in seen.words
    assert "Another person" in seen.words
    row_name = seen.text.split('name="row-', 1)[1].split('"', 1)[0]
    said = {f"row-{row_name}": "same"}
    seen = await hr.post(f"{seen.address}/say", form=seen.form_token, **said)
    assert "Who is it?" not in seen.words
    bad = await hr.post(f"{seen.address}/say", form=seen.form_token, **{f"row-{row_name}": "x"})
    assert bad.status == 404
    post = seen.text.split('name="post" value="', 1)[1].split('"', 1)[0]
    seen = await hr.post(f"{seen.address}/end", form=seen.form_token, post=post)
    assert len(await names(site, c.organisation)) == 3
    asked = await hr.get(f"{seen.address}/end")
    assert "End 1 post" in asked.words
    for _ in range(2):
        await hr.post(f"{seen.address}/end", form=asked.form_token, of="all")
    assert await names(site, c.organisation) == ["Пробный Олжас", "Тестова Айна"]
    assert "End 0" not in (await hr.get(f"{seen.address}/end")).words
    await hr.post(f"{seen.address}/forget", form=seen.form_token)
    assert (await hr.get(seen.address)).status == 404


async def test_only_who_keeps_the_register_sends_a_list(site: Site, colleges: Colleges) -> None:
    hr, other, teacher = [await site.signed_in(each) for each in (HR, OTHER_HR, TEACHER)]
    seen = await sent(hr, workbook(*PEOPLE))
    assert (await other.get(seen.address)).status == 404
    form = (await other.get(REGISTER)).form_token
    assert (await other.post(f"{seen.address}/bring-in", form=form)).status == 404
    assert (await teacher.get(REGISTER)).status == 403
    told = await teacher.upload("/app/", REGISTER, workbook(*PEOPLE))
    assert told.status == 403
    assert await names(site, colleges.organisation) == []


async def test_a_right_that_ends_while_the_list_is_read_keeps_nothing(
    site: Site, colleges: Colleges, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def read_meanwhile(*given: Any) -> Any:
        found = await rows_of_file(*given)
        async with site.database.work() as work:
            await work.hr.grant(colleges.other, HR, None, NOW, "Х")
            await work.roles.end(colleges.right, NOW)
        return found

    monkeypatch.setattr("web.pages.staff_list.rows_of_file", read_meanwhile)
    hr = await site.signed_in(HR)
    told = await sent(hr, workbook(*PEOPLE))
    assert told.status == 403
    told = await hr.get("/app/people")
    assert "Медицинский колледж" in told.words


async def test_a_script_in_a_list_is_only_words(site: Site, colleges: Colleges) -> None:
    hr = await site.signed_in(HR)
    seen = await sent(hr, workbook(row("7", f"Тестова {SCRIPT}"), *PEOPLE))
    assert seen.status == 200
    assert "<script>alert" not in seen.text


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: b"", "No list of people"),
        (lambda: b"%PDF-1.7 x", "No list of people"),
        (lambda: bytes(5_000), "No list of people"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 500, "cannot read this kind of file"),
        (zip_bomb, "too large"),
        (billion_laughs, "No list of people"),
        (deep_zip, "No list of people"),
    ],
    ids=["empty", "pdf", "zeros", "old", "zip bomb", "billion laughs", "many parts"],
)
async def test_what_is_no_list_gets_a_clear_page(
    site: Site, colleges: Colleges, make: Callable[[], bytes], said: str
) -> None:
    hr = await site.signed_in(HR)
    told = await sent(hr, make())
    assert told.status == 422
    assert said in told.words
    assert await names(site, colleges.organisation) == []


async def test_a_byte_over_the_bound_is_too_much_and_not_one_less(
    site: Site, colleges: Colleges, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = workbook(*PEOPLE)
    hr = await site.signed_in(HR)
    monkeypatch.setattr("web.pages.staff_list.LARGEST_FILE", len(content))
    assert "new 2" in (await sent(hr, content)).words
    told = await sent(hr, content + b"x")
    assert told.status == 413
    monkeypatch.undo()
    told = await sent(hr, b"x" * (LARGEST_FILE + 1))
    assert told.status == 413
    assert "larger than 20 MB" in told.words
    await agree(site, HR)
    told = await sent(hr, b"x" * (LARGEST + 1), SCANS)
    assert told.status == 413
    assert "larger than 10 MB" in told.words


async def test_a_picture_that_unpacks_to_much_is_not_opened(site: Site, colleges: Colleges) -> None:
    await agree(site, TEACHER)
    teacher = await site.signed_in(TEACHER)
    for content, said in (
        (bomb(10_000, 10_000), "megapixels"),
        (b"GIF89a" + b"x" * 900, "JPEG, PNG"),
        (workbook(*PEOPLE), "JPEG, PNG"),
        (bomb(1_000, 1_000)[:60], "damaged"),
        (b"", "JPEG, PNG"),
        (pdf(*["x"] * 4), "more than 3 pages"),
        (pdf(COURSE, password="secret"), "password"),
    ):
        told = await sent(teacher, content, SCANS)
        assert told.status == 422, said
        assert said in told.words


async def test_a_certificate_is_read_compared_and_kept_once(site: Site, colleges: Colleges) -> None:
    teacher = await site.signed_in(TEACHER)
    shown = await teacher.get(SCANS)
    assert "I agree" in shown.words
    # Nothing is read before the person has agreed.
    assert "I agree" in (await sent(teacher, pdf(COURSE), SCANS)).words
    version = shown.text.split('name="version" value="', 1)[1].split('"', 1)[0]
    await teacher.post("/app/certificates/agree", form=shown.form_token, version=version)
    read = await sent(teacher, pdf(COURSE), SCANS)
    assert 'value="72"' in read.text
    assert 'value="2025-03-14"' in read.text
    number = read.text.split('name="read" value="', 1)[1].split('"', 1)[0]
    said = {"read": number, "hours": "72", "issued": "2025-03-14"}
    told = await teacher.post("/app/certificates/new", form=read.form_token, **said)
    assert told.status == 422
    assert "Choose what the course was about." in told.words
    assert 'value="72"' in told.text
    for _ in range(2):
        kept = await teacher.post("/app/certificates/new", form=read.form_token, topic="it", **said)
        assert kept.status == 200
    async with site.database.work() as work:
        [held] = await work.certificates.of(TEACHER)
    assert (held.hours, held.topic, held.file_id) == (72, "it", None)


@pytest.mark.parametrize(
    ("field", "value"),
    [("hours", "0"), ("hours", "2001"), ("hours", "x"), ("hours", "²"), ("issued", "2026-11-21"),
     ("issued", "x"), ("topic", "x")],
)  # fmt: skip
async def test_what_is_wrong_with_a_course_is_said(
    site: Site, colleges: Colleges, field: str, value: str
) -> None:
    teacher = await site.signed_in(TEACHER)
    said = {"topic": "it", "hours": "72", "issued": "2025-03-14", field: value}
    told = await teacher.submit("/app/certificates/new", "/app/certificates/new", **said)
    assert told.status == 422
    assert f'id="why-{field}"' in told.text
    async with site.database.work() as work:
        assert await work.certificates.of(TEACHER) == []


async def test_whoever_has_not_agreed_to_anything_keeps_nothing(
    site: Site, colleges: Colleges
) -> None:
    async with site.database.work() as work:
        await work.people.ensure(99, "en", NOW)
    newcomer = await site.signed_in(99)
    for address in (SCANS, "/app/certificates/new"):
        assert "Begin in the chat" in (await newcomer.get(address)).words
    said = {"topic": "it", "hours": "72", "issued": "2025-03-14"}
    form = (await newcomer.get("/app/")).form_token
    told = await newcomer.post("/app/certificates/new", form=form, **said)
    assert told.status == 404
    told = await newcomer.post("/app/certificates/agree", form=form, version="1")
    assert told.status == 404


async def test_a_file_without_a_token_or_of_another_site_is_not_read(
    site: Site, colleges: Colleges, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    async def never(*_: Any) -> None:
        read.append(1)

    monkeypatch.setattr("web.pages.staff_list.rows_of_file", never)
    hr = await site.signed_in(HR)
    form = (await hr.get(REGISTER)).form_token

    def filled(token: str, *, late: bool = False) -> FormData:
        made = FormData(default_to_multipart=True)
        if not late:
            made.add_field("form", token)
        made.add_field("file", workbook(*PEOPLE), filename="x")
        if late:
            made.add_field("form", token)
        return made

    assert (await hr.send(REGISTER, filled("x"), {})).status == 403
    assert (await hr.send(REGISTER, filled(form, late=True), {})).status == 403
    for foreign in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        assert (await hr.send(REGISTER, filled(form), foreign)).status == 403, foreign
    packed = {"Content-Encoding": "gzip", "Content-Type": "multipart/form-data; boundary=x"}
    bytes_of = hr.client.post(
        site.base + REGISTER, data=gzip.compress(b"--x\r\n" + b"x" * 1_000_000),
        headers={**packed, "Cookie": f"biliktilik={hr.cookie}"},
    )  # fmt: skip
    async with bytes_of as reply:
        assert reply.status == 403
    assert read == []


async def raw(site: Site, hr: Browser, length: int, body: bytes, seconds: float) -> bytes:
    """What is answered to a body that is said to be of some length, and is not."""
    address = site.base.removeprefix("http://")
    host, port = address.split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = (
        f"POST {REGISTER} HTTP/1.1\r\nHost: {address}\r\nCookie: biliktilik={hr.cookie}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    try:
        return await asyncio.wait_for(reader.readline(), seconds)
    finally:
        writer.close()


def begun(token: str) -> bytes:
    return (
        f'--x\r\nContent-Disposition: form-data; name="form"\r\n\r\n{token}\r\n'
        f'--x\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\nabc'
    ).encode()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.forms.SECONDS", 0.2)


async def test_what_comes_too_slowly_or_not_at_all_is_not_waited_for(
    impatient: None, site: Site, colleges: Colleges
) -> None:
    hr = await site.signed_in(HR)
    token = (await hr.get(REGISTER)).form_token
    for body in (begun(token), begun(token)[:60], b""):
        assert b" 408 " in await raw(site, hr, 10_000_000, body, 20), body
    # The room that it took is free again.
    assert "new 2" in (await sent(hr, workbook(*PEOPLE))).words


async def test_a_length_that_lies_is_no_more_than_what_comes(
    site: Site, colleges: Colleges
) -> None:
    hr = await site.signed_in(HR)
    token = (await hr.get(REGISTER)).form_token
    short = begun(token)
    assert b" 40" in await raw(site, hr, len(short) - 3, short, 20)
    assert b" 4" in await raw(site, hr, 30, begun(token), 20)


async def test_many_files_at_once_take_turns_or_are_told_so(
    site: Site, colleges: Colleges, monkeypatch: pytest.MonkeyPatch
) -> None:
    going, most, let_go = 0, 0, asyncio.Event()

    async def slow(*_: Any) -> Any:
        nonlocal going, most
        going += 1
        most = max(most, going)
        await let_go.wait()
        going -= 1
        raise Unreadable("no_table")

    monkeypatch.setattr("web.pages.staff_list.rows_of_file", slow)
    browsers = [await site.signed_in(each) for each in (HR, HR, HR, OTHER_HR, OTHER_HR)]
    sending = [asyncio.create_task(sent(each, b"x")) for each in [*browsers, browsers[0]]]
    refused = asyncio.as_completed(sending)
    for first in [next(refused), next(refused)]:
        assert (await first).status == 503
    let_go.set()
    told = [(await task).status for task in sending]
    assert sorted(told) == [422, 422, 422, 422, 503, 503]
    assert most == 4


@pytest.mark.parametrize("body", [b"", b"--x--\r\n", b"--x\r\n\r\nabc\r\n--x--\r\n", b"\xff" * 99])
async def test_forms_that_are_none_are_refused(site: Site, colleges: Colleges, body: bytes) -> None:
    hr = await site.signed_in(HR)
    for kind in ("multipart/form-data; boundary=x", "multipart/form-data"):
        headers = {"Content-Type": kind, "Cookie": f"biliktilik={hr.cookie}"}
        async with hr.client.post(site.base + REGISTER, data=body, headers=headers) as reply:
            assert reply.status == 403, kind
