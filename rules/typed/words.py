"""The words of numbers and time in Kazakh, Russian and English, in ordinary spelling.

Every word passes through `text.skeleton`, so one spelling covers chat Latin and plain letters.
"""

from enum import Enum


class Tag(Enum):
    """What a word does in a phrase on time, hours or numbers."""

    NUMBER = "number"
    HUNDRED = "hundred"
    ONE_AND_HALF = "one and a half"
    HALF_YEAR = "half a year"
    HALF = "half"
    YEAR = "year"
    MONTH = "month"
    SPARE = "days and weeks"
    HOUR = "hour"
    COURSE = "course"
    EACH = "each"
    FROM = "from"
    FROM_AFTER = "from, said after"
    TO = "to"
    NOW = "now"
    NOT = "not"
    NONE = "none"
    ROUGH = "about, more than"
    BELOW = "less than, almost"
    AFTER = "after"
    AGO = "ago"
    AGE = "age"
    AND = "and"
    OR = "or"
    PLUS = "plus"
    PART = "of which"
    MINUS = "minus"
    OFF = "not counted"
    LEAVE = "on leave"
    IDLE = "did not work"
    OVERALL = "in all kinds of work"
    TOTAL = "in all"
    THIS = "this"
    LAST = "last"
    TODAY = "today"
    YESTERDAY = "yesterday"
    BEFORE_YESTERDAY = "the day before yesterday"
    TOMORROW = "tomorrow"
    LAST_YEAR = "last year"
    NAME = "month name"
    ORDINAL = "ordinal ending"
    TIMES = "times sign"
    NTH = "the fifth and the like"
    ALLOWED = "says nothing about the value"

    __hash__ = object.__hash__  # members are single objects; the inherited hash is slower


NUMBERS: dict[int, str] = {
    0: "ноль нуль нөл zero",
    1: "один одна одно одного одной бір one біреуі",
    2: "два две двух двое екі two екеуі",
    3: "три трех трёх трое үш three үшеуі",
    4: "четыре четырех төрт four төртеуі",
    5: "пять пяти бес five бесеуі",
    6: "шесть шести алты six алтауы",
    7: "семь семи жеті seven жетеуі",
    8: "восемь восьми сегіз eight",
    9: "девять девяти тоғыз nine",
    10: "десять десяти он ten",
    11: "одиннадцать одиннадцати eleven",
    12: "двенадцать двенадцати twelve",
    13: "тринадцать тринадцати thirteen",
    14: "четырнадцать четырнадцати fourteen",
    15: "пятнадцать пятнадцати fifteen",
    16: "шестнадцать шестнадцати sixteen",
    17: "семнадцать семнадцати seventeen",
    18: "восемнадцать восемнадцати eighteen",
    19: "девятнадцать девятнадцати nineteen",
    20: "двадцать двадцати жиырма twenty",
    30: "тридцать тридцати отыз thirty",
    40: "сорок сорока қырық forty",
    50: "пятьдесят пятидесяти елу fifty",
    60: "шестьдесят шестидесяти алпыс sixty",
    70: "семьдесят семидесяти жетпіс seventy",
    80: "восемьдесят восьмидесяти сексен eighty",
    90: "девяносто тоқсан ninety",
    100: "сто ста",
    200: "двести",
    300: "триста",
    400: "четыреста",
    500: "пятьсот",
}

WORDS: dict[Tag, str] = {
    Tag.HUNDRED: "жүз hundred",
    Tag.ONE_AND_HALF: "полтора полторы полутора",
    Tag.HALF_YEAR: "полгода полугода пол-года жартыжыл",
    Tag.HALF: "половиной половина жарым жарты half пол",
    Tag.YEAR: (
        "год года году годов годы годом годик лет л г гг жыл жылы жылдық жылдар жылға жылғы "
        "жылда жылдың жылымын жылым жылымыз жылды жылын ж жж year years yr yrs"
    ),
    Tag.MONTH: (
        "месяц месяца месяцев месяцы месяцу месяцем мес м месяцок ай айлық айдың айы айға "
        "айым айды айын month months mo mos mth mths mnth"
    ),
    Tag.SPARE: (
        "кредит кредита кредитов credit credits день дня дней дн неделя недели недель нед күн "
        "апта day days week weeks wk wks"
    ),
    Tag.HOUR: (
        "час часа часов часы часовой часовые часовых часовая ч чс академических академ ак "
        "сағат сағаттық сағ сағаты сағаттан сағатты hour hours hr hrs h"
    ),
    Tag.COURSE: (
        "курс курса курсов курсы сертификат сертификата сертификатов сертификаты курстар "
        "курстан сертификаттар course courses certificate certificates раза рет times"
    ),
    Tag.EACH: "по каждый каждая каждые каждого әрқайсысы әрқайсысында әрбір each",
    Tag.FROM: "с со от from since начиная",
    Tag.FROM_AFTER: "жылдан бері бастап айдан күнінен күннен",
    Tag.TO: "по до дейін to until till through",
    Tag.NOW: (
        "настоящее сейчас нынешний сегодняшний сей текущее наст вр нв қазір қазірге осы present "
        "now current currently"
    ),
    Tag.NOT: "не нет нету ни емес жоқ без not no never isnt wasnt dont кроме минус except minus",
    Tag.ROUGH: (
        "около примерно приблизительно где-то где порядка ориентировочно больше более свыше лишним "
        "хвостиком минимум наверное кажется вроде может шамамен жылдай астам артық көп айдай "
        "мүмкін менімше about around approximately approx roughly over more than least "
        "probably maybe think circa последние последних соңғы"
    ),
    Tag.BELOW: (
        "почти меньше менее неполный неполных неполные жуық аз кем almost nearly less under below "
        "будет исполнится толмады толмаған толмайды"
    ),
    Tag.AFTER: "после через осталось қалды left кейін соң after позже",
    Tag.AGO: "назад тому бұрын ago",
    Tag.AGE: "мне маған жас жасым жастан жастамын возраст исполнилось age old aged возрасте",
    Tag.AND: "и және мен пен бен әрі and",
    Tag.OR: "или либо әлде немесе or",
    Tag.PLUS: "плюс плус қосу қосылған plus потом затем сосын then ещё еще тағы also",
    Tag.TOTAL: "всего итого барлығы жалпы жиыны total totally общая сумме",
    Tag.THIS: "этом этот этого нынешнем биыл биылғы this",
    Tag.LAST: "прошлом прошлый прошлого прошлой өткен last",
    Tag.TODAY: "сегодня бүгін today",
    Tag.YESTERDAY: "вчера кеше yesterday",
    Tag.BEFORE_YESTERDAY: "позавчера алдыңгүні",
    Tag.TOMORROW: "завтра послезавтра ертең tomorrow",
    Tag.LAST_YEAR: "былтыр былтырғы",
    Tag.NTH: (
        "первый второй третий четвертый четвёртый шестой седьмой восьмой бірінші екінші "
        "үшінші төртінші "
        "бесінші алтыншы жетінші сегізінші тоғызыншы оныншы first second third fourth fifth sixth "
        "seventh eighth ninth tenth"
    ),
    Tag.ORDINAL: "го ое ші шы st nd rd th шi",
    Tag.ALLOWED: (
        "а в во на у я мы мой моя моё мои моей моего моём моем наш своей меня the a an of "
        "for i im is it my have has "
        "had been was got ive уже это есть была было ровно полных полные полный целых "
        "just exactly ровна стаж стажа стажем стажу педстаж работы работа работаю работал "
        "работала проработал проработала трудовой педагогический педагогического общий опыт "
        "опыта составляет имею имеется вот так да ну вообще ол бұл мен менің менде "
        "өтіл өтілі өтілім өтілімді еңбек жұмыс жұмысы бар болды бойы ішінде істедім "
        "істеймін істеп келемін тәжірибе тәжірибем педагогикалық тек дәл толық "
        "its it been teacher lecturer work working worked experience service seniority as "
        "with full "
        "выдан выдано выдана получен получена получил получила дата выдачи прошел прошла "
        "прошёл закончил закончила окончил окончила числа число сдал сдала берілген "
        "алдым алған алынған күні берілді өттім өткенмін аяқтадым issued on date dated "
        "received passed completed dating номер "
        "повышения повышение квалификации учителя учителем преподавателем преподаватель "
        "педагогом школе колледже колледжде мектепте школа колледж лицее вузе вуз "
        "университете статьи статья статей мақала мақалам article articles paper papers "
        "индекс индексі хирш хирша index "
        "время времени уақытқа уақыт кезге күнге күніне дейінгі between "
        "аралығында аралығы арасында "
        "понедельник вторник среда четверг пятница суббота воскресенье дүйсенбі сейсенбі сәрсенбі "
        "бейсенбі жұма сенбі жексенбі monday tuesday wednesday thursday friday saturday sunday "
        "шт штук штуки дана числе количестве балл баллов пункт пункта"
    ),
}

# Single letters that share a skeleton with another word, taken as they are typed. "c" stands for
# the Cyrillic letter that looks the same.
AS_TYPED: dict[str, Tag] = {
    "y": Tag.YEAR, "c": Tag.FROM, "x": Tag.TIMES, "х": Tag.TIMES, "то": Tag.ALLOWED,
    "тоо": Tag.ALLOWED,
    "і": Tag.ORDINAL, "ы": Tag.ORDINAL, "сы": Tag.ORDINAL, "сі": Tag.ORDINAL,
    "е": Tag.ORDINAL, "ого": Tag.ORDINAL, "му": Tag.ORDINAL,
}  # fmt: skip

# Words that are none of the above and stand one slip away from one: "білім" is no "жылым".
NO_TYPOS = "білім білімі білімін"

# Endings of Russian ordinals: "пятый" has the skeleton of "пяти" but is another number.
NTH_ENDINGS = ("ый", "ий", "yi", "yj", "iy", "yy")

# Kazakh months take suffixes; those of the ablative say "from".
KAZAKH_ENDINGS = (
    "да де та те ға ге қа ке дың дің тың тің ның нің ы і сы сі ында інде сында сінде ына іне "
    "сына сіне ғы гі дағы дегі ындағы індегі ының інің"
)
KAZAKH_ABLATIVE = "дан ден тан тен нан нен ынан інен сынан сінен"

MONTH_VARIANTS: dict[int, str] = {
    1: "янв январе январём jan",
    2: "фев февр феврале feb",
    3: "мар марте mar",
    4: "апр апреле apr",
    5: "мае may",
    6: "июн июне jun",
    7: "июл июле jul",
    8: "авг августе aug",
    9: "сен сент сентябре sep sept",
    10: "окт октябре oct",
    11: "ноя нояб ноябре nov",
    12: "дек декабре dec",
}
