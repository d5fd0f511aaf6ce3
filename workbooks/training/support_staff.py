"""Form 602-02: administrative and support staff, with service staff and whoever has no category as
parts of their own (R705)."""

from __future__ import annotations

from typing import Final

from workbooks.training import names
from workbooks.training import staff_cells as of
from workbooks.training.about import write_heading, write_signatures
from workbooks.training.content import Composition, Member
from workbooks.training.layout import Cell, Column, Sheet
from workbooks.training.schedule_rows import degrees_of
from workbooks.training.words import Words

COLUMNS: Final = (
    Column("no", names.NUMBER, 4.5),
    Column("name", names.NAME, 24),
    Column("post", Words("Лауазымы", "Должность"), 22, "people"),
    Column("rate", Words("Ставка", "Ставка"), 8, "rate"),
    Column("education", Words("Білімі", "Образование"), 22),
    Column("higher", Words("Жоғары білім", "Высшее"), 8.5, "whole"),
    Column("degrees", Words("Дәрежесі, атағы", "Степень, звание"), 14),
    Column("service", Words("Өтілі, жыл", "Стаж, лет"), 7.5, "mark"),
    Column("here", Words("Осы лауазымда, жыл", "В должности, лет"), 9.5, "mark"),
    Column("until", Words("Шарт мерзімі", "Договор до"), 10.5, "day"),
    Column("last", Words("Соңғы оқуы", "Последнее обучение"), 17),
    Column("hours", Words("3 жылдағы сағат", "Часы за 3 года"), 8.5, "whole"),
    Column("trained", Words("3 жылда оқыған", "Учился за 3 года"), 9, "whole"),
    Column("norm", Words("Норма, сағат", "Норма, ч"), 15),
    Column("planned", Words("Жоспарда, сағат", "В плане, ч"), 10, "whole"),
    Column("need", Words("Қажеттілігі", "Потребность"), 15),
)
TOTALS: Final = of.Totals(
    ("higher", "trained", "planned"),
    (of.Share("higher", "education"), of.Share("trained", "last")),
)


def support_staff(composition: Composition) -> list[Sheet]:
    sheet = Sheet("602-02", COLUMNS)
    write_heading(sheet, composition.heading)
    sheet.head()
    top = len(sheet.lines) + 1
    of.staff_rows(sheet, composition.units, _cells, TOTALS)
    of.totals_by_post(sheet, composition.units, TOTALS, top)
    write_signatures(sheet, composition.heading)
    return [sheet]


def _cells(member: Member) -> dict[str, Cell]:
    return {
        "name": of.who(member),
        "post": member.person.post,
        "rate": of.rate(member),
        "education": of.education(member),
        "higher": of.flag(of.has_higher(member)),
        "degrees": degrees_of(member.person),
        "service": of.years(member.service),
        "here": of.years(member.service_here),
        "until": member.until,
        "last": of.last_course(member),
        "hours": of.number(member.hours),
        "trained": of.flag(of.trained(member)),
        "norm": of.norm(member),
        "planned": of.number(member.planned),
        "need": of.need(member),
    }
