"""Wordings of invented certificates, in two sets: `TUNING`, which the reader was made with, and
`FRESH`, which only measures it.

A wording is lines with places for what a certificate says. `{hours}` is the number alone. Days come
in several forms: `{day_kk}`, `{day_ru}`, `{day_en}` in words, `{day_dots}`, `{day_quoted_kk}`,
`{day_quoted_ru}`; the period before it as `{period_kk}`, `{period_ru}`, `{period_en}`. `order_…` is
the day of an order that has nothing to do with the course. A line with " || " has two columns.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """`language`: kk, ru, en or "kk+ru". `counts`: whether it is of a course that a person took."""

    language: str
    text: str
    counts: bool = True


def _kk(text: str, counts: bool = True) -> Wording:
    return Wording("kk", text, counts)


def _ru(text: str, counts: bool = True) -> Wording:
    return Wording("ru", text, counts)


def _en(text: str, counts: bool = True) -> Wording:
    return Wording("en", text, counts)


def _both(text: str, counts: bool = True) -> Wording:
    return Wording("kk+ru", text, counts)


TUNING = (
    _kk("{org_kk}\n#СЕРТИФИКАТ\n№ {number}\n{name_kk}\n{period_kk} аралығында\n«{title_kk}»\n"
        "тақырыбындағы {hours} сағаттық біліктілікті арттыру курсын аяқтады\n\n"
        "Директор ____________ {head}\n{city_kk} қ., {day_kk}"),
    _kk("ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ОҚУ-АҒАРТУ МИНИСТРЛІГІ\n{org_kk}\n#СЕРТИФИКАТ\n"
        "Осы сертификат {name_kk}\n«{title_kk}» білім беру бағдарламасы бойынша\n"
        "педагог кадрлардың біліктілігін арттыру курсын өткенін растайды\n"
        "Көлемі {hours} академиялық сағат\n{period_kk}\nТіркеу нөмірі {number}\n"
        "Берілген күні: {day_dots} ж."),
    _kk("{org_kk}\n#СЕРТИФИКАТ\nҚР Білім және ғылым министрінің {order_kk} № {order} бұйрығына\n"
        "сәйкес өткізілген {hours} сағат көлеміндегі\n«{title_kk}»\nкурсын тыңдағаны үшін\n"
        "{name_kk}\nберілді\nБерілген күні {day_quoted_kk}\nМ.О.   Тіркеу № {number}"),
    _kk("{org_kk}\n#АНЫҚТАМА-СЕРТИФИКАТ\n{name_kk}\n«{title_kk}» атты онлайн курсты сәтті "
        "аяқтады\nКурс көлемі – {hours} сағат\n{day_kk}\nЖетекші _________\nҚұжат коды: {code}"),
    _ru("{org_ru}\n#СЕРТИФИКАТ\n№ {number}\nНастоящий сертификат подтверждает, что\n{name_ru}\n"
        "прошел(а) курсы повышения квалификации\nпо образовательной программе\n«{title_ru}»\n"
        "в объеме {hours} часов\n{period_ru}\nДиректор ____________ {head}\n"
        "г. {city_ru}, {year} год\nРегистрационный номер {number}"),
    _ru("МИНИСТЕРСТВО ПРОСВЕЩЕНИЯ РЕСПУБЛИКИ КАЗАХСТАН\n{org_ru}\n"
        "#СЕРТИФИКАТ\nо повышении квалификации\n{name_ru}\nпрошёл(ла) обучение на курсе "
        "«{title_ru}»\nВсего: {hours} академических часа\nДата выдачи {day_quoted_ru}\n"
        "М.П.   Регистрационный № {number}"),
    _ru("{org_ru}\nЛицензия № {order} от {order_ru}\n#УДОСТОВЕРЕНИЕ\nВыдано {name_ru}\n"
        "в том, что он(а) {period_ru} прошел(ла) повышение квалификации\nпо теме: «{title_ru}»\n"
        "{hours} ({hours_ru}) часов\nДата выдачи: {day_dots} г.\nРуководитель ________ {head}"),
    _ru("{org_ru}\n#СЕРТИФИКАТ\n{name_ru}\nуспешно завершил(а) онлайн-курс\n«{title_ru}»\n"
        "Продолжительность курса: {hours} ак. часов\n{day_ru}\nID сертификата: {code}\n"
        "Проверить подлинность: example.kz/check"),
    _en("{org_en}\n#CERTIFICATE\nOF COMPLETION\nThis is to certify that\n{name_en}\n"
        "has successfully completed the {hours}-hour\nprofessional development course\n"
        "“{title_en}”\nDate of issue: {day_en}\nCertificate No. {code}"),
    _en("{org_en}\n#CERTIFICATE\nawarded to\n{name_en}\nfor completing the course\n«{title_en}»\n"
        "{period_en}\n{hours} academic hours\nDirector ________ {head}"),
    _both("{org_kk} || {org_ru}\n#СЕРТИФИКАТ\nОсы сертификат || Настоящий сертификат\n{name_kk}\n"
          "«{title_kk}» || «{title_ru}»\nтақырыбында || по теме\n{hours} сағат көлемінде || "
          "в объёме {hours} часов\nбіліктілікті арттыру курсынан || прохождение курса повышения\n"
          "өткенін растайды || квалификации подтверждает\n"
          "Берілген күні / Дата выдачи {day_dots}\nТіркеу / Регистрационный № {number}"),
    _both("{org_kk}\n{org_ru}\n#СЕРТИФИКАТ\n{name_kk}\n{title_kk} / {title_ru}\n"
          "{credits} кредит / кредита ({hours} сағат / часов)\n{day_dots}\nМ.О. / М.П."),
    _both("ҚР БҒМ {order_kk} № {order} бұйрығы || Приказ МОН РК № {order} от {order_ru}\n"
          "#СЕРТИФИКАТ\n{name_ru}\nбіліктілікті арттыру курсынан өтті / прошел(а) курс повышения "
          "квалификации\n«{title_ru}»\nКөлемі / Объем: {hours} сағат / часов\n"
          "Берілген күні / Дата выдачи: {day_dots}"),
    _kk("{org_kk}\n#СЕРТИФИКАТ\n{name_kk}\n{day_dots} күні өткен «{title_kk}»\n"
        "республикалық вебинарына қатысқаны үшін беріледі", counts=False),
    _ru("{org_ru}\n#СЕРТИФИКАТ УЧАСТНИКА\n{name_ru}\nза участие в семинаре «{title_ru}»\n"
        "{day_ru}\nПродолжительность 8 часов", counts=False),
    _ru("{org_ru}\n#ДИПЛОМ\nо профессиональной переподготовке\n{name_ru}\n{period_ru}\n"
        "прошел(а) обучение по программе «{title_ru}»\nв объеме 520 часов\n"
        "присвоена квалификация «Педагог»\n{day_dots}", counts=False),
    _en("Invented Test Centre\n#CERTIFICATE\n{name_en}\nOverall score 6.5   CEFR level B2\n"
        "Test date {day_en}\nValid for two years", counts=False),
)  # fmt: skip

FRESH = (
    _kk("{org_kk}\n#СЕРТИФИКАТ\nБұл сертификат\n{name_kk}\n«{title_kk}»\nкурсын бітіргенін "
        "куәландырады\nОқу ұзақтығы: {hours} сағат\nКурс мерзімі: {period_dots}\n"
        "Басшы ___________ {head}\n{city_kk}, {year} ж."),
    _kk("«Өрнек» педагогтердің біліктілігін арттыру институты\n#СЕРТИФИКАТ\nСерия КК № {number}\n"
        "{name_kk}\n{period_kk} аралығында өткен\n«{title_kk}»\nатты {hours} академиялық сағат "
        "көлеміндегі\nбіліктілікті арттыру курсына толық қатысып, аяқтады\n"
        "Құжат берілген күн: {day_kk}"),
    _kk("#КУӘЛІК\n{name_kk}\n{org_kk} ұйымдастырған\nпедагогтердің біліктілігін арттыру\n"
        "«{title_kk}» бағдарламасын меңгерді\nБарлығы {hours} сағат\n"
        "Негізі: {order_kk} № {order} бұйрық\nБерілді: {day_quoted_kk}\nТіркеу нөмірі: {number}"),
    _kk("{org_kk}\n#СЕРТИФИКАТ\nҚұрметті {name_kk}!\nСіз «{title_kk}» қашықтан оқыту курсын\n"
        "({hours} сағ.) ойдағыдай тәмамдадыңыз\n{day_dots}\nСертификат ID: {code}\n"
        "Тексеру: example.kz/c"),
    _ru("{org_ru}\n#СЕРТИФИКАТ\nсерия АБ № {number}\nподтверждает, что {name_ru}\n"
        "{period_dots} прошла курс повышения квалификации педагогов\n«{title_ru}»\n"
        "Общий объем программы – {hours} часов\nРектор _________ {head}\nМ.П."),
    _ru("{org_ru}\n#СВИДЕТЕЛЬСТВО\nо прохождении краткосрочного обучения\n"
        "Выдано: {name_ru}\nПрограмма: {title_ru}\nКоличество часов: {hours}\n"
        "Основание: приказ № {order} от {order_ru}\nДата выдачи: {day_ru}\n"
        "Рег. № {number}"),
    _ru("#СЕРТИФИКАТ\nНастоящим удостоверяется, что\n{name_ru}\nосвоил(а) программу курса\n"
        "«{title_ru}»\nтрудоёмкостью {hours} акад. ч.\nОрганизатор: {org_ru}\n"
        "{city_ru}, {day_quoted_ru}\nСрок действия: 3 года"),
    _ru("{org_ru}\n#УДОСТОВЕРЕНИЕ О ПОВЫШЕНИИ КВАЛИФИКАЦИИ\n{name_ru}\nв период {period_ru}\n"
        "прошел(а) обучение по дополнительной программе\n«{title_ru}»\nобъемом {hours} "
        "академических часов\nРегистрационный номер {number}\nГород {city_ru}\n"
        "Дата выдачи {day_dots}"),
    _en("{org_en}\nhereby confirms that\n{name_en}\nattended and passed the in-service teacher "
        "training\n#“{title_en}”\nDuration: {hours} hours\nHeld {period_en}\n"
        "Issued on {day_en}"),
    _en("#Certificate of Achievement\n{name_en}\nhas completed a course of study in\n{title_en}\n"
        "Total study time: {hours} hrs\nIssue date: {day_dots}\nVerify at example.org/{code}\n"
        "{org_en}"),
    _both("{org_kk} || {org_ru}\n#СЕРТИФИКАТ / СЕРТИФИКАТ\n{name_ru}\n«{title_ru}»\n"
          "біліктілікті арттыру курсы || курс повышения квалификации\n"
          "{hours} академиялық сағат || {hours} академических часов\n"
          "{period_dots}\n{day_kk} || {day_ru}\nТіркеу № {number}"),
    _both("{org_kk}\n#СЕРТИФИКАТ\nБерілді / Выдан: {name_kk}\n"
          "Тақырып / Тема: {title_ru}\nСағат саны / Количество часов: {hours}\n"
          "Өткізу мерзімі / Период: {period_dots}\nКүні / Дата: {day_dots}\n№ {number}"),
    _both("Лицензия № {order}, {order_dots}\n{org_ru}\n#СЕРТИФИКАТ\n{name_kk}\n"
          "«{title_kk}» курсынан өтті, {hours} сағат\nпрошла курс «{title_ru}», {hours} часов\n"
          "{day_quoted_ru}"),
    _kk("{org_kk}\n#АЛҒЫС ХАТ\n{name_kk}\n«{title_kk}» байқауына белсене қатысқаны үшін\n"
        "{day_kk}", counts=False),
    _ru("{org_ru}\n#СЕРТИФИКАТ\n{name_ru}\nпринял(а) участие в научно-практической конференции\n"
        "«{title_ru}»\n{day_ru}, {city_ru}", counts=False),
    _kk("{org_kk}\n#ДИПЛОМ\nкәсіби қайта даярлау туралы\n{name_kk}\n«{title_kk}» мамандығы "
        "бойынша 504 сағат көлемінде оқып, «Педагог» біліктілігі берілді\n{day_kk}", counts=False),
    _en("{org_en}\n#CERTIFICATE OF ATTENDANCE\n{name_en}\nattended the seminar “{title_en}”\n"
        "{day_en}", counts=False),
)  # fmt: skip

NAMES = {
    "kk": ("Сынақова Айгүл Үлгіқызы", "Мысалов Ерлан Ойдануғлы", "Ойданова Қарлығаш",
           "Үлгібаев Нұржан", "Сынақбек Әсем Өтірікқызы"),
    "ru": ("Тестова Айна Примеровна", "Образцов Пётр Выдумович", "Пробная Жанна",
           "Выдумкин Руслан", "Макетова Ольга Тестовна"),
    "en": ("Aina Testova", "Yerlan Synaqov", "Olga Sample", "Nurzhan Ulgibayev"),
}  # fmt: skip
ORGANISATIONS = {
    "kk": ("«Ойдан шығарылған» біліктілікті арттыру орталығы", "«Үлгі» БАҰО» АҚ филиалы",
           "«Мысал» кәсіби даму институты", "«Сынақ» ЖШС оқу орталығы"),
    "ru": ("Центр повышения квалификации «Выдумка»", "Филиал АО «НЦПК «Пример»",
           "ТОО «Учебный центр Образец»", "Институт профессионального развития «Макет»"),
    "en": ("Invented Institute of Education", "Sample Centre for Teachers", "Example Academy"),
}  # fmt: skip
TITLES = {
    "kk": ("Цифрлық педагогика", "Инклюзивті білім беру", "Критериалды бағалау әдістері",
           "Оқытудағы жасанды интеллект", "Білім берудегі менеджмент",
           "Арнайы пәндерді оқыту әдістемесі", "Қашықтан оқытудың тиімді тәсілдері"),
    "ru": ("Цифровая педагогика", "Инклюзивное образование", "Критериальное оценивание",
           "Искусственный интеллект в обучении", "Менеджмент в образовании",
           "Методика преподавания специальных дисциплин", "Дистанционное обучение: практика"),
    "en": ("Digital Skills for Teachers", "Assessment for Learning", "Inclusive Classrooms",
           "Leadership in Education", "Teaching Online"),
}  # fmt: skip
CITIES = {
    "kk": ("Астана", "Алматы", "Қостанай", "Шымкент", "Өскемен"),
    "ru": ("Астана", "Алматы", "Костанай", "Шымкент", "Усть-Каменогорск"),
}
HEADS = ("А. Үлгиев", "Б. Примеров", "С. Макетов", "Т. Сынақов")
HOURS = (72, 72, 72, 80, 80, 36, 40, 24, 108, 120, 90, 144, 60, 54, 112)
HOURS_IN_WORDS = {
    72: "семьдесят два", 80: "восемьдесят", 36: "тридцать шесть", 40: "сорок",
    24: "двадцать четыре", 108: "сто восемь", 120: "сто двадцать", 90: "девяносто",
    144: "сто сорок четыре", 60: "шестьдесят", 54: "пятьдесят четыре", 112: "сто двенадцать",
}  # fmt: skip
MONTHS = {
    "kk": ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз",
           "қыркүйек", "қазан", "қараша", "желтоқсан"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
           "сентября", "октября", "ноября", "декабря"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
}  # fmt: skip
