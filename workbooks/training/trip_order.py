"""The draft of an order for trips (clause 7.5): who, where, when, on whose money, by which contract
or consent; with room for its number, its day and the signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.training.vocabulary import FundingSource
from workbooks.training import names
from workbooks.training.about import GAP, LINE, SHORT_LINE, SIGNED
from workbooks.training.layout import UNKNOWN, Cell, Column, Formula, Sheet
from workbooks.training.printing import printed
from workbooks.training.words import Words

TITLE = Words("Іссапар туралы бұйрық (жоба)", "Приказ о командировке (проект)")
SHEET: Final = "Бұйрық · Приказ"
ORDER = Words("Бұйрық", "Приказ")
DAY = Words("күні", "дата")
SETTING_OUT = Words("Жолға шығатын күні", "День выезда")
ONLY_MONTH = Words("айы ғана белгілі", "известен только месяц")
DIRECTOR = Words("Басшы", "Руководитель")
HR = Words("Кадр қызметі", "Кадровая служба")
CONTRACT = Words("шарт", "договор")
SPECIFICATION = Words("техникалық ерекшелік", "техническая спецификация")
CONSENT = Words("келісім", "согласие")
COLUMNS: Final = (
    Column("no", names.NUMBER, 5),
    Column("name", names.NAME, 20),
    Column("post", Words("Лауазымы", "Должность"), 17, "people"),
    Column("unit", names.UNIT, 18),
    Column("topic", Words("Тақырыбы", "Тема"), 22),
    Column("place", Words("Қайда, ұйымдастырушы", "Куда, организатор"), 19),
    Column("first", Words("Басталуы", "Начало"), 9.6, "day"),
    Column("last", Words("Аяқталуы", "Окончание"), 9.6, "day"),
    Column("source", Words("Қаржы көзі", "Источник средств"), 14),
    Column("cost", Words("Құны, ₸", "Стоимость, ₸"), 10.8, "money"),
    Column("proof", Words("Шарт, келісім №", "№ договора, согласия"), 18),
)


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody who travels; "" and None are what nobody has said. `cost` in whole tenge."""

    name: str
    post: str
    unit: str
    topic: str
    provider: str
    place: str
    first_day: date
    last_day: date
    to_month: bool
    source: FundingSource | None
    cost: int | None
    contract: str
    specification: str
    consent: str


@dataclass(frozen=True, slots=True)
class DraftDay:
    """All who set out on one day."""

    day: date
    people: tuple[Traveller, ...]


@dataclass(frozen=True, slots=True)
class TripDraft:
    """`year`: the name of the year of training; the days in their order."""

    organisation: str
    year: str
    made_on: date
    days: tuple[DraftDay, ...]


def trip_order_file(draft: TripDraft) -> bytes:
    """The bytes of an .xlsx that is printed and signed."""
    return printed([trip_order(draft)])


def trip_order(draft: TripDraft) -> Sheet:
    sheet = Sheet(SHEET, COLUMNS)
    sheet.write("title", TITLE.line)
    sheet.about(names.ORGANISATION, draft.organisation)
    told = f"{names.YEAR.line}: {draft.year}    {names.MADE_ON.line}: {draft.made_on:%d.%m.%Y}"
    sheet.write("about", told)
    sheet.write("about", f"{ORDER.line}: № {SHORT_LINE}    {DAY.line}: {SHORT_LINE}")
    sheet.head()
    number, top = 1, len(sheet.lines) + 1
    for each in draft.days:
        said = f"{SETTING_OUT.line}: {each.day:%d.%m.%Y}"
        if any(person.to_month for person in each.people):
            said += f" ({ONLY_MONTH.line})"
        sheet.write("group", said)
        for person in each.people:
            sheet.row({"no": number, **_cells(person)})
            number += 1
    last = len(sheet.lines)
    totals: dict[str, Cell] = {
        "post": Formula(f"SUBTOTAL(2,{sheet.area('no', top, last)})"),
        "cost": Formula(f"SUBTOTAL(9,{sheet.area('cost', top, last)})"),
    }
    sheet.total(names.TOTAL, totals, at="name")
    sheet.lines.append(GAP)
    for office in (DIRECTOR, HR):
        sheet.write("sign", f"{office.line}: {LINE}    {SIGNED.line}: {LINE}    {SHORT_LINE}")
    return sheet


def _cells(person: Traveller) -> dict[str, Cell]:
    where = [person.place, person.provider]
    return {
        "name": person.name,
        "post": person.post or UNKNOWN,
        "unit": person.unit or UNKNOWN,
        "topic": person.topic or UNKNOWN,
        "place": "\n".join(part for part in where if part) or UNKNOWN,
        "first": person.first_day,
        "last": person.last_day,
        "source": names.SOURCES[person.source].line,
        "cost": UNKNOWN if person.cost is None else person.cost,
        "proof": _proof(person),
    }


def _proof(person: Traveller) -> str:
    """What the source has to be proved by; a line to write on where it is asked and not named."""
    lines = [
        f"{words.line}: {said}"
        for words, said in (
            (CONTRACT, person.contract),
            (SPECIFICATION, person.specification),
            (CONSENT, person.consent),
        )
        if said
    ]
    if person.source == "university" and not person.contract:
        lines.append(f"{CONTRACT.line}: {SHORT_LINE}")
    if person.source in ("grant", "outside") and not person.consent:
        lines.append(f"{CONSENT.line}: {SHORT_LINE}")
    return "\n".join(lines) or UNKNOWN
