"""The whole text of one certificate, pasted or sent: its hours, its day, what kind of paper it is.

A paper says more than its course: an order of a ministry, the number, until when it is valid.
"""

import re
from datetime import date
from typing import Final

from rules.typed.course_days import course_days, without_other_days
from rules.typed.course_line import CertificateLine, Day, Lines, Part, days_of, finest, topics_of
from rules.typed.hour_words import hours_said
from rules.typed.hours import LONGEST, SHORTEST
from rules.typed.lexicon import Token, tokens
from rules.typed.numbers import skip_latin_on
from rules.typed.other_numbers import PART_OF
from rules.typed.outcome import Choose, NotUnderstood, Understanding, Understood, distinct
from rules.typed.points import Point, split_points
from rules.typed.text import pieces
from rules.typed.words import Tag

MOST_PIECES = 500

_HEAD = re.compile(
    r"\s*(?:сертификат|certificate|диплом|diploma|удостоверени\w*|куәлік|справка|анықтама|"
    r"свидетельств\w*)\b[^\n]{0,60}\n"
)
_SAYS = re.compile(
    r"растайды|подтвержда|настоящ\w+ (?:сертификат|удостовер|свидет|справк|документ)|"
    r"осы (?:сертификат|куәлік|анықтама)|certif(?:y|ies)|has successfully|(?:is )?awarded to|"
    r"регистрационн|тіркеу|беріледі|выда[нё]\w*\s+[а-яәіңғүұқөһё]+\s+[а-яәіңғүұқөһё]+\s+в том"
)
_RETRAINING = re.compile(
    r"присв\w+\s+квалификаци|квалификаци\w+\s+[^.\n]{0,60}присв|біліктілі\w+\s+беріл|"
    r"(?:о|об)\s+(?:профессиональн\w+\s+)?переподготовк|(?:прош\w+|курс\w*)\s+(?:\w+\s+)?переподготовк|"
    r"профессиональн\w+\s+переподготовк\w*(?!\s+и)|^\W*(?:проф\w*\W+)?переподготовк|"
    r"қайта\s+даярла(?:удан|у\s+(?:курс|бағдарлама|туралы))|^\W*(?:кәсіби\s+)?қайта\s+даярлау|"
    r"retraining\s+(?:program|course|diploma|certificate)|diploma\s+of\s+(?:\w+\s+)?retraining|"
    r"^\W*(?:professional\s+)?retraining"
)
_TRAINER = re.compile(
    r"^\W*(?:тренер|лектор|спикер|trainer|lecturer|speaker)(?![^\W\d_])|"
    r"(?:подтвержда\w*|за|о|об|есть)\s+проведени\w+\s+(?:\w+\s+){0,2}(?:курс|семинар|тренинг|обучени|заняти)|"
    r"(?:курс|тренинг|семинар|сабақ)\w*\s+өткізген(?:і|дігі)|for\s+(?:conducting|teaching|delivering)|"
    r"в\s+качестве\s+(?:тренера|лектора|спикера|преподавателя|модератора)|тренер\s+ретінде|"
    r"лектор\s+ретінде|спикер\s+ретінде|сертификат\s+тренера|as\s+(?:a\s+)?(?:trainer|lecturer|speaker)|"
    r"пров[её]л\w*\s+(?:курс|семинар|тренинг|обучени)|курс\w*\s+өткізді|"
    r"(?:conducted|taught|delivered)\s+(?:a|the)"
)
_JURY = re.compile(
    r"жюри|қазылар\s+алқа|(?<![^\W\d_])jury(?![^\W\d_])|"
    r"сертификат\w*\s+эксперта|(?:сертификат|куәлік)\w*\s+сарапшы|сарапшы\w*\s+(?:сертификат|куәлі)|"
    r"expert\W?s?\s+certificate|certificate\s+of\s+(?:an\s+)?expert|"
    r"(?:работал\w*|выступ\w*)\s+(?:в\s+качестве\s+)?эксперт|в\s+качестве\s+эксперт|сарапшы\s+ретінде|"
    r"as\s+an?\s+(?:expert|judge)|член\w*\s+(?:\w+\s+)?(?:экспертн|конкурсн)\w*\s+комисси"
)
_ONGOING = re.compile(
    r"(?:действительно|сейчас|в\s+настоящее\s+время)\s+(?:обучается|учится|проходит)|"
    r"обучается\s+(?:на|в|по)\s|оқып\s+(?:жатыр|жүр)|қазір\s+оқ|"
    r"is\s+(?:currently\s+)?(?:attending|enrolled|studying|taking)"
)
_LANGUAGE = re.compile(
    r"language\s+certificate|certificate\s+of\s+[a-z]+\s+language|(?:тіл|тілі|тілін\s+білу)\s+сертификат|"
    r"языков\w+\s+сертификат|сертификат\w*\s+(?:о|об|по)\s+(?:\w+\s+){0,2}(?:знани|владени|язык)|"
    r"(?<![^\W\d_])(?:cefr|ielts|toefl|toeic|kaztest|қазтест|казтест|duolingo)(?![^\W\d_])|"
    r"(?:level|деңгей\w*|уровень|уровня)\W{0,3}[abcавс][12](?![^\W_])|"
    r"(?<![\w-])[авс][12][\s-]+(?:деңгей|уров)|(?<![\w-])[abc][12](?![\w-])"
)
_PLACEMENT = re.compile(r"стажировк|тағылымдама|internship|placement|traineeship")
_PARTICIPATION = re.compile(
    r"(?:за|принял\w*)\s+(?:активное\s+)?участи|участни[кц]|участвовал|қатысқан|қатысты|қатысушы|"
    r"participa|attend(?:ed|ance)|семинар|вебинар|конференци|webinar|seminar|conference|"
    r"благодарствен|алғыс\s+хат|олимпиад|конкурс"
)
# "конкурс" and "экскурсия" are none.
_COURSE = re.compile(
    r"(?<!он)(?<!эк)(?<!ра)(?<!ис)курс|course|повышени\w*\s+квалиф|біліктілікті\s+арттыру"
)
# An organisation's name says nothing of what the person did there.
_ORGANISATION = re.compile(
    r"(?:центр\w*|институт\w*|академи\w*|факультет\w*)\s+(?:[^\W\d_]+\s+){0,2}повышени\w*\s+квалиф\w*|"
    r"біліктілі\w*\s+арттыру(?:дың)?\s+(?:[^\W\d_]+\s+){0,1}(?:орталы|институт|академия)\w*"
)
_ISSUED = ("выда", "беріл", "issue", "дата", "date")
_TITLE = re.compile(r"[«\"“„]([^«»\"“”„]{3,200})[»\"”]")
_NUMBERS: Final = (Tag.NUMBER, Tag.HUNDRED)
_NO_COURSE_OF: Final = (
    ("retraining", _RETRAINING),
    ("trainer", _TRAINER),
    ("jury", _JURY),
    ("ongoing", _ONGOING),
    ("placement", _PLACEMENT),
    ("participation", _PARTICIPATION),
    ("language", _LANGUAGE),
)
_BESIDE_COURSE: Final = ("participation", "language")
"""What says nothing where a course is named too."""


def is_paper(text: str) -> bool:
    """Whether this is the text of a certificate, not a line about one."""
    return bool(_HEAD.match(text) or _SAYS.search(text))


def no_course(text: str) -> str | None:
    """What the (cleaned) text speaks of when it is no course that the person took: "retraining",
    "trainer", "jury", "ongoing" (not over yet), "placement", "participation", "language"; None
    otherwise."""
    text = _ORGANISATION.sub(" ", text)
    for kind, pattern in _NO_COURSE_OF:
        if pattern.search(text) and not (kind in _BESIDE_COURSE and _COURSE.search(text)):
            return kind
    return None


def read_paper(text: str, on: date) -> Understanding[Lines]:
    """The one course of a paper; asked where it names several hours or days."""
    whole = PART_OF.search(text)
    hours = [said for said, _ in hours_said(text[: whole.start()] if whole else text)]
    possible = list(distinct([said for said in hours if SHORTEST <= said <= LONGEST]))
    found = pieces(text, MOST_PIECES)
    if not possible or len(found) > MOST_PIECES:
        return NotUnderstood()
    parts = course_days(split_points(skip_latin_on(tokens(found)), on), on)
    parts = without_other_days(parts, paper=True)
    days = _days(parts, on)
    topic = topic_of(text)
    lines: list[Lines] = [
        (CertificateLine(said, issued, topic, between),)
        for said in sorted(possible, reverse=True)
        for issued, between in days
    ]
    if len(lines) > 1 or whole or _ahead(parts, on):
        return Choose(distinct(lines))
    return Understood(lines[0], "day_missing" if lines[0][0].between else None)


def _ahead(parts: list[Part], on: date) -> bool:
    """Whether the paper names a day that has not come: the course may not be over."""
    return any(isinstance(part, Point) and part.year and part.first > on for part in parts)


def _days(parts: list[Part], on: date) -> list[Day]:
    """The day of issue in every reading, the latest first."""
    points = {
        place: part
        for place, part in enumerate(parts)
        if isinstance(part, Point) and part.first <= on and part.sure
    }
    labelled = [point for place, point in points.items() if is_issue(parts, place)]
    kept = finest(labelled or list(points.values()))
    if len({(point.first, point.last) for point in labelled}) > 1 and len(points) > len(labelled):
        kept = finest(list(points.values()))
    days = [day for point in kept for day in days_of(point, on)]
    return list(distinct(days)) or [(None, None)]


def is_issue(parts: list[Part], place: int) -> bool:
    """Whether the part is said to be the day of issue."""
    before = parts[max(0, place - 4) : place]
    return any(isinstance(part, Token) and part.piece.text.startswith(_ISSUED) for part in before)


def without_numbers_in_titles(text: str) -> str:
    """The text without number words in the titles of courses ("Үш тілді оқыту"); a title that
    names hours is left alone."""

    def plain(title: re.Match[str]) -> str:
        if any(sign.isdecimal() for sign in title[1]):
            return title[0]
        words = (t.piece.text for t in tokens(pieces(title[1], 60)) if t.has(*_NUMBERS))
        named = "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))
        return re.sub(rf"(?<!\w)(?:{named})(?!\w)", " ", title[0]) if named else title[0]

    return _TITLE.sub(plain, text)


def topic_of(text: str) -> str | None:
    """The topic that the title in quotes names, where the titles name one only."""
    found = {
        value
        for title in _TITLE.findall(text)
        for value in topics_of([*tokens(pieces(title, 60))])[0]
    }
    return found.pop() if len(found) == 1 else None
