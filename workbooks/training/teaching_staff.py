"""Form 602-03: the teaching staff of chairs, with research staff as a part of its own (R705)."""

from __future__ import annotations

from typing import Final

from workbooks.training import names
from workbooks.training import staff_cells as of
from workbooks.training.content import Composition, Member
from workbooks.training.layout import UNKNOWN, Cell, Column, Sheet
from workbooks.training.schedule_rows import degrees_of
from workbooks.training.words import Words

MAIN_JOB = Words("штатта", "штатный")
PART_TIME = Words("қоса атқарады", "совместитель")
COMPETITION = Words("конкурс", "конкурс")
CONTRACT = Words("шарт", "договор")
COLUMNS: Final = (
    Column("no", names.NUMBER, 4.4, "ordinal"),
    Column("name", names.NAME, 13.8),
    Column("post", Words("Лауазымы", "Должность"), 13, "people"),
    Column("rate", Words("Ставка, жұмыс түрі", "Ставка, вид работы"), 9.2, "rate"),
    Column("education", Words("Білімі, дәрежесі, атағы", "Образование, степень, звание"), 16.6),
    Column("service", Words("Ғылыми-пед. өтілі, жыл", "Науч.-пед. стаж, лет"), 7.6, "mark"),
    Column("subjects", Words("Пәндері", "Предметы"), 11.2),
    Column("until", Words("Конкурс; шарт мерзімі", "Конкурс; договор до"), 10),
    Column("last", Words("Соңғы оқуы", "Последнее обучение"), 11.2),
    Column("longest", Words("Ең ұзақ курс, сағ.", "Самый длинный курс, ч"), 8.4, "whole"),
    Column("norm", Words("Бір курс нормасы, сағ.; жетпейді", "Норма одного курса, ч; не хватает"),
           13),
    Column("fits", Words("Пәніне сай", "По предмету"), 9.2),
    Column("mark", Words("708 бағасы", "Оценка 708"), 7.2),
    Column("young", Words("Жас педагог", "Молодой педагог"), 8),
    Column("need", Words("Қажеттілігі", "Потребность"), 11.2),
    Column("planned", Words("Жоспарда, сағ.", "В плане, ч"), 9.2, "whole"),
    Column("degree", Words("Дәрежелі", "Со степенью"), 10, "whole", printed=False),
    Column("trained", Words("3 жылда оқыған", "Курсы за 3 года"), 10, "whole", printed=False),
    Column("short", Words("Норма жетпейді", "Не хватает нормы"), 10, "whole", printed=False),
)  # fmt: skip
TOTALS: Final = of.Totals(
    ("degree", "trained", "short", "planned"),
    (of.Share("degree", "education"), of.Share("trained", "last"), of.Share("short", "norm")),
)


def teaching_staff(composition: Composition) -> list[Sheet]:
    return of.staff_sheet(composition, COLUMNS, _cells, TOTALS)


def _cells(member: Member) -> dict[str, Cell]:
    return {
        "name": of.who(member),
        "post": member.person.post,
        "rate": _rate(member),
        "education": _schooling(member),
        "degree": of.flag(of.has_degree(member)),
        "service": of.years(member.pedagogical),
        "subjects": member.subjects,
        "until": _terms(member),
        "last": of.last_course(member),
        "trained": of.flag(of.trained(member)),
        "longest": of.number(member.longest),
        "norm": of.norm_and_met(member),
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


def _schooling(member: Member) -> str:
    """Education, degrees and titles; "—" once where nothing of it is known."""
    told = (of.education(member), degrees_of(member.person))
    return "\n".join(part for part in told if part and part != UNKNOWN) or UNKNOWN


def _terms(member: Member) -> str:
    """The day of the competition and the last one of the contract, each with its name."""
    days = ((COMPETITION, member.competition_on), (CONTRACT, member.until))
    return "\n".join(f"{words.line}: {day:%d.%m.%Y}" for words, day in days if day) or UNKNOWN
