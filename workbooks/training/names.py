"""What the closed lists are called on the forms, and the words that all of them share."""

from __future__ import annotations

from typing import Final

from rules.training.vocabulary import (
    Cause,
    FundingSource,
    ItemState,
    NeedReason,
    Risk,
    StaffCategory,
    TrainingArea,
    TrainingForm,
    TrainingKind,
)
from workbooks.training.words import Words

YES, NO = Words("иә", "да"), Words("жоқ", "нет")
NUMBER, NAME = Words("№", "№"), Words("Аты-жөні", "Ф. И. О.")
TOTAL, TOTAL_OF_ALL = Words("Барлығы", "Итого"), Words("Жалпы барлығы", "Всего")

FORMS: Final[dict[TrainingForm, Words]] = {
    "602-01": Words("Бөлімшенің біліктілікті арттыру кестесі", "График обучения подразделения"),
    "602-02": Words(
        "Әкімшілік және қосалқы қызметкерлер құрамы",
        "Состав административных и вспомогательных работников",
    ),
    "602-03": Words("Оқытушылар құрамы", "Состав преподавателей"),
    "602-05": Words("Біліктілікті арттырудың жиынтық кестесі", "Сводный график обучения"),
    "602-06": Words("Біліктілікті арттыру туралы жылдық есеп", "Годовой отчёт об обучении"),
}
STAFF: Final[dict[StaffCategory | None, Words]] = {
    "teaching": Words("Оқытушылар", "Преподаватели"),
    "research": Words("Ғылыми қызметкерлер", "Научные работники"),
    "administrative": Words("Әкімшілік қызметкерлер", "Административные работники"),
    "support": Words("Қосалқы қызметкерлер", "Вспомогательные работники"),
    "service": Words("Қызмет көрсететін қызметкерлер", "Обслуживающие работники"),
    None: Words("Санаты көрсетілмеген", "Категория не указана"),
}
KINDS: Final[dict[TrainingKind | None, Words]] = {
    "own_programme": Words("Өз бағдарламасы", "Своя программа"),
    "university": Words("Басқа жоғары оқу орны", "Другой вуз"),
    "contract": Words("Шарт бойынша", "По договору"),
    "conference": Words("Конференция, семинарлар", "Конференция, семинар"),
    "thesis": Words("Диссертация қорғау", "Защита диссертации"),
    "other": Words("Басқа", "Другое"),
    None: Words("Түрі көрсетілмеген", "Вид не указан"),
}
AREAS: Final[dict[TrainingArea, Words]] = {
    "theory": Words("Теория", "Теория"),
    "teaching": Words("Оқыту", "Преподавание"),
    "upbringing": Words("Тәрбие", "Воспитание"),
    "methodical": Words("Әдістеме", "Методика"),
    "technical": Words("Техника", "Техника"),
    "research": Words("Зерттеу", "Исследования"),
}
SOURCES: Final[dict[FundingSource | None, Words]] = {
    "university": Words("Ұйым қаражаты", "Средства организации"),
    "sponsor": Words("Демеуші", "Спонсор"),
    "own": Words("Өз қаражаты", "Свои средства"),
    "grant": Words("Халықаралық грант", "Международный грант"),
    "outside": Words("Басқа сыртқы көз", "Другие внешние"),
    None: Words("Көзі көрсетілмеген", "Источник не указан"),
}
REASONS: Final[dict[NeedReason, Words]] = {
    "norm_hours": Words("Норма сағаты жетпейді", "Не хватает часов нормы"),
    "subject_fit": Words("Пәнге сәйкестік", "Соответствие предмету"),
    "long_ago": Words("Көптен оқымаған", "Курсы были давно"),
    "lesson_marks": Words("Сабақ бағалары", "Оценка занятий"),
    "young": Words("Жас педагог", "Молодой педагог"),
    "methods_changed": Words("Әдістер өзгерді", "Изменились методы"),
    "quality_management": Words("Сапа менеджменті", "Менеджмент качества"),
}
CAUSES: Final[dict[Cause | None, Words]] = {
    "money": Words("Қаражат", "Деньги"),
    "workload": Words("Жүктеме", "Нагрузка"),
    "absence": Words("Жұмыста болмауы", "Отсутствие"),
    "course_cancelled": Words("Курс өткізілмеді", "Курс отменён"),
    "other": Words("Басқа", "Другое"),
    None: Words("Көрсетілмеген", "Не указана"),
}
RISKS: Final[dict[Risk, Words]] = {
    "not_attended": Words("бармау", "неявка"),
    "ineffective": Words("нәтижесіз", "без пользы"),
    "leaving": Words("кету", "уход"),
}
STATES: Final[dict[ItemState, Words]] = {
    "planned": Words("жоспарда", "в плане"),
    "done": Words("орындалды", "выполнено"),
    "otherwise": Words("басқаша орындалды", "выполнено иначе"),
    "missed": Words("өтпеді", "не состоялось"),
    "withdrawn": Words("алып тасталды", "снято"),
}
LEVELS: Final[dict[str, Words]] = {
    "tvet": Words("техникалық және кәсіптік", "техническое и профессиональное"),
    "post_secondary": Words("орта білімнен кейінгі", "послесреднее"),
    "higher": Words("жоғары", "высшее"),
    "bachelor": Words("жоғары, бакалавр", "высшее, бакалавр"),
    "specialist": Words("жоғары, маман", "высшее, специалист"),
    "master": Words("магистр", "магистр"),
    "doctoral": Words("докторантура", "докторантура"),
}
DEGREES: Final[dict[str, Words]] = {
    "candidate": Words("ғылым кандидаты", "кандидат наук"),
    "doctor_of_sciences": Words("ғылым докторы", "доктор наук"),
    "phd": Words("PhD", "PhD"),
}
TITLES: Final[dict[str, Words]] = {
    "associate_professor": Words("қауымдастырылған профессор", "доцент"),
    "professor": Words("профессор", "профессор"),
}
TOPICS: Final[dict[str, Words]] = {
    "profile": Words("бейіні бойынша", "по профилю"),
    "education_management": Words("білім беру менеджменті", "менеджмент образования"),
    "it": Words("IT", "IT"),
    "online_methods": Words("онлайн оқыту әдістері", "методы онлайн-обучения"),
}
ORGANISATION = Words("Ұйым", "Организация")
INSTITUTE = Words("Институт, департамент", "Институт, департамент")
UNIT = Words("Бөлімше", "Подразделение")
YEAR, REVISION = Words("Жыл", "Год"), Words("Редакция", "Редакция")
STATE, MADE_ON = Words("Күйі", "Состояние"), Words("Жасалған күні", "Составлено")


def total_of(name: str, otherwise: Words) -> str:
    """The words of a total of something; in both languages of what has no name."""
    return f"{TOTAL.line}: {name}" if name else TOTAL.of(otherwise).line
