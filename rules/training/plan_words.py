"""Words of a typed line of a plan in three languages: what they surely mean, and nothing else.

Stems stand with a hyphen at their end ("сәуір-"): what follows may be any ending.
"""

from __future__ import annotations

from typing import Final

from rules.training.vocabulary import FundingSource, TrainingKind

HOURS: Final = ("h", "hr", "hrs", "hour-", "ч", "час", "часа", "часов", "сағ", "сағат-")
MONEY: Final = ("тг", "тенге", "теңге", "tenge", "kzt", "₸", "t")
FREE: Final = (
    "free", "free of charge", "бесплатно", "тегін", "безвозмездно",
)  # fmt: skip
MONTHS: Final[tuple[tuple[str, ...], ...]] = (
    ("қаңтар-", "январ-", "jan", "january"),
    ("ақпан-", "феврал-", "feb", "february"),
    ("наурыз-", "март", "марта", "марте", "mar", "march"),
    ("сәуір-", "апрел-", "apr", "april"),
    ("мамыр-", "май", "мая", "мае", "may"),
    ("маусым-", "июн-", "jun", "june"),
    ("шілде-", "июл-", "jul", "july"),
    ("тамыз-", "август-", "aug", "august"),
    ("қыркүйек-", "қыркүйег-", "сентябр-", "sep", "sept", "september"),
    ("қазан-", "октябр-", "oct", "october"),
    ("қараша-", "ноябр-", "nov", "november"),
    ("желтоқсан-", "декабр-", "dec", "december"),
)
SOURCES: Final[dict[FundingSource, tuple[str, ...]]] = {
    "university": (
        "university", "the university", "university's money", "университет", "за счет университета",
        "средства университета", "вуз", "за счет вуза", "колледж", "за счет колледжа", "college",
        "университет қаражаты", "университеттің қаражаты", "университет есебінен",
        "колледж қаражаты", "колледж есебінен",
    ),
    "sponsor": ("sponsor", "sponsors", "спонсор", "спонсоры", "демеуші", "демеушілер"),
    "own": (
        "own", "own money", "my own", "myself", "сам", "сама", "свои", "за свой счет",
        "свои средства", "собственные средства", "өзім", "өз қаражатым", "өз есебімнен",
        "өз қаражаты",
    ),
    "grant": (
        "grant", "international grant", "грант", "международный грант", "халықаралық грант",
    ),
    "outside": (
        "outside source", "other source", "другой источник", "внешний источник", "басқа көз",
        "сыртқы көз",
    ),
}  # fmt: skip
KINDS: Final[dict[TrainingKind, tuple[str, ...]]] = {
    "conference": (
        "conference", "seminar", "seminars", "конференция", "семинар", "семинары", "конференция-",
        "семинарлар",
    ),
    "thesis": (
        "thesis", "defence of a thesis", "защита диссертации", "диссертация",
        "диссертация қорғау",
    ),
    "contract": (
        "abroad", "internship", "internship abroad", "стажировка", "за рубежом",
        "зарубежная стажировка", "тағылымдама", "шетелде", "шетелдік тағылымдама",
    ),
}  # fmt: skip
PLACES: Final = frozenset({
    "алматы", "астана", "шымкент", "қарағанды", "караганда", "ақтөбе", "актобе", "тараз",
    "павлодар",
    "өскемен", "усть-каменогорск", "семей", "атырау", "қостанай", "костанай", "қызылорда",
    "кызылорда", "орал", "уральск", "петропавл", "петропавловск", "ақтау", "актау", "түркістан",
    "туркестан", "көкшетау", "кокшетау", "талдықорған", "талдыкорган", "жезқазған", "жезказган",
    "теміртау", "темиртау", "екібастұз", "экибастуз", "қонаев", "конаев",
    "almaty", "astana", "shymkent", "karaganda", "aktobe", "taraz", "pavlodar", "oskemen", "semey",
    "atyrau", "kostanay", "kyzylorda", "oral", "petropavl", "aktau", "turkistan", "kokshetau",
    "taldykorgan", "zhezkazgan", "temirtau", "ekibastuz", "konaev",
    "online", "онлайн", "қашықтан", "дистанционно",
})  # fmt: skip
"""Towns of Kazakhstan, and online; any other place is named by a label."""
LABELS: Final[dict[str, tuple[str, ...]]] = {
    "topic": ("topic", "тема", "тақырып", "тақырыбы"),
    "place": ("place", "city", "место", "город", "орны", "орын", "қала", "қаласы"),
    "provider": ("provider", "organiser", "организатор", "ұйымдастырушы"),
    "subject": ("subject", "дисциплина", "предмет", "пән", "пәні"),
}
NO: Final = ("no", "not", "нет", "не", "жоқ", "емес", "без", "without", "или", "or", "немесе")
"""With one of these a part says something that is not read."""
