"""Numbers beside the hours of a course that are no course: weeks, credits, versions, numbers.

Taken out of a text before its hours are looked for; what they say is kept nowhere.
"""

import re
from typing import Final

from rules.typed.hour_words import UNIT

_THINGS = (
    r"(?:недел\w*|нед|апта\w*|weeks?|дн(?:ей|я|ев\w*)|день|дня|күн(?:дік|ге)?|days?|"
    r"кредит\w*|кр|credits?|ects|зач[её]тн\w*\s+единиц\w*|з\.?е|модул\w*|modules?|лекци\w*|lectures?|"
    r"занят\w*|сабақ\w*|урок\w*|lessons?|балл\w*|балл|бал|ұпай\w*|points?|процент\w*|пайыз\w*|%|"
    r"класс\w*|сынып\w*|разряд\w*|част\w*|бөлім\w*|parts?|тем[аы]?|тақырып\w*|topics?|семестр\w*|"
    r"участни\w*|қатысушы\w*|participants?|месяц\w*|мес|ай(?:лық)?|months?|сесси\w*|этап\w*|"
    r"поток\w*|групп\w*|топ|уровн\w*|levels?|страниц\w*|стр|бет|pages?|человек|адам|"
    r"тг|тенге|теңге|руб\w*|kzt)(?![^\W\d_])"
)
_COUNTED = re.compile(
    rf"(?<![\d.,/-])(?<![#№])(?!(?:19|20)[0-9]{{2}}(?![0-9]))[0-9]{{1,5}}(?:[.,][0-9]+)?\s*-?\s*(?:х|ти|ми|й|я)?\s*-?\s*{_THINGS}\.?"
    r"(?:\s*/\s*[^\W\d_]+)?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"(?<![^\W\d_])(?:одн\w+|дв[ае]|две|тр[иё]\w*|четыр\w+|пять|шесть|бір|екі|үш|төрт|бес|алты|"
    rf"one|two|three|four|five|six)\s+{_THINGS}",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<![\w.])(?:\+7|8)[\s(-]*[0-9]{3}[\s)-]*(?:[0-9][\s-]*){6}[0-9](?![\w.])"
)
_YEARS = re.compile(
    r"(?<![\d.,/-])[0-9]{1,2}(?:[.,]5)?\s*(?:года?|лет|жыл(?:дық)?|years?)(?=\s*(?:обуч|оқы|[,;(]))"
)
_VALIDITY = re.compile(
    r"(?<![^\W\d_])(?:действ\w*|срок\w*|жарамды\w*|valid)\W{0,3}(?:(?:на|в течение|for)\s+)?"
    r"[0-9]{1,2}\s*(?:год\w*|лет|жыл\w*|years?)(?![^\W\d_])",
    re.IGNORECASE,
)
_WITHOUT_END = re.compile(
    r"(?<![^\W\d_])(?:(?:срок\w*\s+)?действ\w*\W{0,3}(?:не\s?ограничен\w*|бессрочн\w*)|"
    r"жарамды\w*\W{0,3}(?:мерзімі\W{0,3})?(?:шектелме\w*|шектеусіз|шексіз|мерзімсіз)|"
    r"(?:does\s+not|never)\s+expires?|no\s+expir\w*|"
    r"valid\w*\W{0,3}(?:without\s+limit\w*|indefinitely|unlimited))(?![^\W\d_])",
    re.IGNORECASE,
)
"""No day beside this is one until which the paper is valid."""

_NUMBERED = re.compile(
    r"(?<![^\W\d_])(?:модул\w*|module|част[ьи]|групп\w*|поток\w*|номер\w*|нөмір\w*|numbers?|"
    r"no\.?|nr|id|iin|иин|жсн|серия|сериясы|сер\.|код\w*|code|верси\w*|version|рег\.|кабинет|уровень|level|"
    r"балл\w*|оценк\w*|ұпай\w*|баға\w*|score|grade|результат\w*|нәтиже\w*|рейтинг\w*|"
    r"деңгей\w*|класс|class|grade|этап|school|школа|мектеп|лицей|гимназия|колледж|part|бөлім\w*|тел\w*)"
    rf"\s*[:#.]*\s*(?!\d{{1,2}}[.]\d{{1,2}}[.])[^\W_]*-?\d[\d/-]*(?![\w.,/-]*\d)(?!\s*{UNIT})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"https?://\S+|(?<!\S)[^\s@]{1,64}@\S+|"
    r"(?<![a-z0-9-])[a-z0-9-]{1,60}\.(?:kz|ru|com|org|net|edu|me)\S*",
    re.IGNORECASE,
)
_ACCOUNTS = re.compile(r"(?<!\w)1\s?[сc](?![^\W\d_])\s*:?\s*(?:8(?:[.,]\d)?(?!\d))?")
_PRODUCT = re.compile(
    r"(?<![^\W\d_])((?:ms|office|excel|word|access|windows|autocad|photoshop|coreldraw|revit|delphi)\s+)"
    r"(?:19|20)[0-9]{2}(?![0-9./-])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])|[0-9][./-][0-9]{2}(?![0-9])")
_VERSION = re.compile(
    rf"(?<![^\W\d_])([^\W\d_]{{2,30}})\s+[0-9](?:\.[0-9]{{1,2}}){{1,2}}(?![0-9.])(?!\s*{UNIT})",
    re.IGNORECASE,
)
_PAPER_NUMBER = re.compile(
    r"[#№]\s*[\w/.-]*\d[\w/-]*|(?<![\w/.-])\d+/\d{3,}(?![\w/.-])(?<!/(?:19|20)\d\d)|"
    r"(?<![\w.-])(?=[\w-]*[^\W\d_])(?=[\w-]*-)[^\W_]+(?:-[^\W_]+)*-\d{3,}"
    r"|(?<![\d.,/-])(?:0\d{4,6}|\d{9,})(?![\d.,/-])",
    re.IGNORECASE,
)
_IN_ALL = "всего|итого|барлығы|жиыны|total|in all"
_TOTAL = re.compile(
    rf"(?:{_IN_ALL}|объ[её]м\w*|көлемі)\s*[:=-]?\s*([0-9]{{1,4}}\s*{UNIT})|"
    rf"([0-9]{{1,4}}\s*{UNIT})\s*(?:{_IN_ALL})|=\s*([0-9]{{1,4}}\s*{UNIT})|([0-9]{{1,4}}\s*{UNIT})\.?\s*[:(]",
    re.IGNORECASE,
)
_OF_ALL = re.compile(rf"([0-9]{{1,4}})(\s*{UNIT})\s*(?:из|of|/)\s*\1(?![0-9])(?:\s*{UNIT})?")
SUM: Final = re.compile(
    rf"(?<![0-9+])((?:[0-9]{{1,4}}\s*(?:{UNIT})?\.?\s*\+\s*){{1,9}}[0-9]{{1,4}}\s*(?:{UNIT})?)\.?\s*"
    rf"(?:=|,?\s*(?:{_IN_ALL})\s*:?)\s*([0-9]{{1,4}})"
    rf"(?:\s*{UNIT})?",
    re.IGNORECASE,
)
_OTHER = (
    _ADDRESS, _TELEPHONE, _PAPER_NUMBER, _ACCOUNTS, _COUNTED, _SPELLED, _YEARS, _VALIDITY,
    _WITHOUT_END, _NUMBERED,
)  # fmt: skip
PER_DAY: Final = re.compile(
    rf"{_THINGS}\.?\s*(?:по|x|х|\*|×|@|at|of)\s*[0-9]|"
    rf"{UNIT}\.?\s*(?:в|/|a|per|each)\s*(?:день|сутки|недел\w*|day|week)|"
    rf"(?:күніне|аптасына|ежедневно|daily)\s*[0-9]",
    re.IGNORECASE,
)
"""Hours of a day or of a week: what they come to nobody has said."""

SHARES: Final = re.compile(
    rf"[0-9]\s*(?:{UNIT})?\.?\s*(?:теор|практ|лекц|очн|дист|ауд|самост|оффлайн|срo|срс)",
    re.IGNORECASE,
)
"""Hours of lectures, of practice and the like: parts of a course."""

PART_OF: Final = re.compile(
    rf"(?<=[^\W\d_])\.?\s*\((?=\s*[0-9]{{1,4}}\s*{UNIT}\.?\s*(?:онлайн|очно|дистан|теор|практ|online|offline)\w*\s*\))|"
    r"(?<![^\W\d_])(?:из\s+(?:них|которых)|в\s+т(?:ом\s+числе|\.?\s*ч)\.?|включая|соның\s+ішінде|"
    r"соның|оның\s+ішінде|оның|including|of\s+(?:which|them)|incl)(?![^\W\d_])",
    re.IGNORECASE,
)
"""What follows is a part of the hours that were said before."""


def total_said(text: str) -> str | None:
    """The total of a text that names hours of days or of parts too; None where none is said."""
    totals = {next(filter(None, m.groups())) for m in _TOTAL.finditer(text)}
    return totals.pop() if len(totals) == 1 else None


def without_sums(text: str) -> str | None:
    """The text without the sums of hours ("36+36=72"); None where a sum is not right."""
    for said in SUM.finditer(text):
        if sum(map(int, re.findall(r"\d+", said[1]))) != int(said[2]):
            return None
    return _OF_ALL.sub(r"\1\2", SUM.sub(r"\1", text))


def without_other_numbers(text: str) -> str:
    """The text without numbers that are surely neither hours nor days."""
    for pattern in _OTHER:
        text = pattern.sub(" ", text)
    named = _PRODUCT.sub(r"\1", text)
    text = named if _YEAR.search(named) else text  # "Excel 2016" beside the year of the course
    return _VERSION.sub(r"\1 ", text)
