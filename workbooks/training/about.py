"""What stands above and below the table of every form."""

from __future__ import annotations

from typing import Final

from workbooks.training import names
from workbooks.training.content import Heading, Signature, Standing
from workbooks.training.layout import Line, Sheet
from workbooks.training.words import Words

STANDINGS: Final[dict[Standing, Words]] = {
    "live": Words("қазіргі деректер", "данные на сегодня"),
    "draft": Words("жоба, бекітілмеген", "проект, не утверждён"),
    "approved": Words("бекітілген", "утверждено"),
    "snapshot": Words("сол күнгі деректер", "данные на тот день"),
}
MINUTES = Words("Отырыс хаттамасы", "Протокол заседания")
SIGNED = Words("қолы", "подпись")
MADE_OF = Words("Негізі (602-01 кестелерінің таңбасы)", "Составлено по (отпечатки 602-01)")
LINE: Final = "_" * 22
SHORT_LINE: Final = "_" * 14
DIGEST_SHOWN: Final = 12
GAP: Final = Line("gap")


def write_heading(sheet: Sheet, heading: Heading) -> None:
    sheet.write("title", f"{heading.form}. {names.FORMS[heading.form].line}")
    sheet.about(names.ORGANISATION, heading.organisation)
    if heading.institute:
        sheet.about(names.INSTITUTE, heading.institute)
    if heading.unit:
        sheet.about(names.UNIT, heading.unit)
    told = f"{names.YEAR.line}: {heading.year}"
    if heading.revision:
        told += f"    {names.REVISION.line}: {heading.revision}"
    told += f"    {names.STATE.line}: {STANDINGS[heading.standing].line}"
    sheet.write("about", f"{told}    {names.MADE_ON.line}: {heading.made_on:%d.%m.%Y}")
    if heading.minutes or heading.minutes_on:
        day = "" if heading.minutes_on is None else f" {heading.minutes_on:%d.%m.%Y}"
        sheet.about(MINUTES, f"{_numbered(heading.minutes or LINE)}{day}")


def write_signatures(sheet: Sheet, heading: Heading) -> None:
    """A line for each office, with room for a hand where nobody is named yet."""
    sheet.lines.append(GAP)
    for each in heading.signatures:
        sheet.write("sign", _signature(each))
    if heading.digests:
        shown = ", ".join(digest[:DIGEST_SHOWN] for digest in heading.digests)
        sheet.write("note", f"{MADE_OF.line}: {shown}")


def _signature(each: Signature) -> str:
    office = Words(each.office_kk, each.office_ru).line
    day = f"{each.day:%d.%m.%Y}" if each.day else SHORT_LINE
    number = f"    {_numbered(each.number)}" if each.number else ""
    return f"{office}: {each.name or LINE}    {SIGNED.line}: {LINE}    {day}{number}"


def _numbered(said: str) -> str:
    """People write the number as the chat asks for it, "№ 4", or bare."""
    return said if said.startswith("№") else f"№ {said}"
