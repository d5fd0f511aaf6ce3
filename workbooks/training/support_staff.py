"""Form 602-02: administrative and support staff, with service staff and whoever has no category as
parts of their own (R705)."""

from __future__ import annotations

from typing import Final

from workbooks.training import names
from workbooks.training import staff_cells as of
from workbooks.training.content import Composition, Member
from workbooks.training.layout import Cell, Column, Sheet
from workbooks.training.schedule_rows import degrees_of
from workbooks.training.words import Words

COLUMNS: Final = (
    Column("no", names.NUMBER, 4.3, "ordinal"),
    Column("name", names.NAME, 20.8),
    Column("post", Words("Лауазымы", "Должность"), 17.6, "people"),
    Column("rate", Words("Ставка", "Ставка"), 6.4, "rate"),
    Column("education", Words("Білімі", "Образование"), 17.6),
    Column("degrees", Words("Дәрежесі, атағы", "Степень, звание"), 12.8),
    Column("service", Words("Өтілі, жыл", "Стаж, лет"), 6.4, "mark"),
    Column("here", Words("Осы лауазымда, жыл", "В должности, лет"), 10.2, "mark"),
    Column("until", Words("Шарт мерзімі", "Договор до"), 8.4, "day"),
    Column("last", Words("Соңғы оқуы", "Последнее обучение"), 13.6),
    Column("hours", Words("3 жылда, сағ.", "За 3 года, ч"), 6.8, "whole"),
    Column("norm", Words("Норма, сағ.", "Норма, ч"), 13),
    Column("planned", Words("Жоспарда, сағ.", "В плане, ч"), 9.2, "whole"),
    Column("need", Words("Қажеттілігі", "Потребность"), 16),
    Column("higher", Words("Жоғары білім", "Высшее"), 9, "whole", printed=False),
    Column("trained", Words("3 жылда оқыған", "Курсы за 3 года"), 9, "whole", printed=False),
)
TOTALS: Final = of.Totals(
    ("higher", "trained", "planned"),
    (of.Share("higher", "education"), of.Share("trained", "last")),
)


def support_staff(composition: Composition) -> list[Sheet]:
    return of.staff_sheet(composition, COLUMNS, _cells, TOTALS)


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
