"""Form 602-03: the teaching staff of chairs, with research staff as a part of its own (R705)."""

from __future__ import annotations

from typing import Final

from workbooks.training import names
from workbooks.training import staff_cells as of
from workbooks.training.about import write_heading, write_signatures
from workbooks.training.content import Composition, Member
from workbooks.training.layout import UNKNOWN, Cell, Column, Sheet
from workbooks.training.schedule_rows import degrees_of
from workbooks.training.words import Words

MAIN_JOB = Words("штатта", "штатный")
PART_TIME = Words("қоса атқарады", "совместитель")
COLUMNS: Final = (
    Column("no", names.NUMBER, 4.3, "ordinal"),
    Column("name", names.NAME, 13.6),
    Column("post", Words("Лауазымы", "Должность"), 12, "people"),
    Column("rate", Words("Ставка, жұмыс түрі", "Ставка, вид работы"), 7.6, "rate"),
    Column("education", Words("Білімі", "Образование"), 12),
    Column("degrees", Words("Дәрежесі, атағы", "Степень, звание"), 12.8),
    Column("degree", Words("Дәрежелі", "Со степенью"), 7.2, "whole"),
    Column("service", Words("Ғылыми-пед. өтілі, жыл", "Науч.-пед. стаж, лет"), 7.2, "mark"),
    Column("subjects", Words("Пәндері", "Предметы"), 10.4),
    Column("competition", Words("Конкурс", "Конкурс"), 7.6, "day"),
    Column("until", Words("Шарт мерзімі", "Договор до"), 7.6, "day"),
    Column("last", Words("Соңғы оқуы", "Последнее обучение"), 11.2),
    Column("trained", Words("3 жылда оқыған", "Курсы за 3 г."), 6, "whole"),
    Column("longest", Words("Ең ұзақ курс, сағ.", "Самый длинный курс, ч"), 6.8, "whole"),
    Column("norm", Words("Бір курсқа норма, сағ.", "Норма одного курса, ч"), 10.4),
    Column("met", Words("Бір курс жете ме", "Хватает ли одного курса"), 8.8),
    Column("short", Words("Жетпейді", "Не хватает"), 7.2, "whole"),
    Column("fits", Words("Пәніне сай", "По предмету"), 7.8),
    Column("mark", Words("708 бағасы", "Оценка 708"), 6.2),
    Column("young", Words("Жас пед.", "Молод."), 6),
    Column("need", Words("Қажеттілігі", "Потребность"), 10.2),
    Column("planned", Words("Жоспарда, сағ.", "В плане, ч"), 8.1, "whole"),
)
TOTALS: Final = of.Totals(
    ("degree", "trained", "short", "planned"),
    (of.Share("degree", "degrees"), of.Share("trained", "last"), of.Share("short", "met")),
)


def teaching_staff(composition: Composition) -> list[Sheet]:
    sheet = Sheet("602-03", COLUMNS)
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
        "rate": _rate(member),
        "education": of.education(member),
        "degrees": degrees_of(member.person),
        "degree": of.flag(of.has_degree(member)),
        "service": of.years(member.pedagogical),
        "subjects": member.subjects,
        "competition": member.competition_on,
        "until": member.until,
        "last": of.last_course(member),
        "trained": of.flag(of.trained(member)),
        "longest": of.number(member.longest),
        "norm": of.norm(member),
        "met": of.norm_met(member),
        "short": of.flag(of.short_of_norm(member)),
        "fits": of.yes_or_no(member.fits),
        "mark": member.lesson_mark or UNKNOWN,
        "young": of.yes_or_no(member.young),
        "need": of.need(member),
        "planned": of.number(member.planned),
    }


def _rate(member: Member) -> str:
    said = "" if member.rate is None else f"{member.rate / 100:g}"
    sort = "" if member.main_job is None else (MAIN_JOB if member.main_job else PART_TIME).line
    return "\n".join(part for part in (said, sort) if part) or UNKNOWN
