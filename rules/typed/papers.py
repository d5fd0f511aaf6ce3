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
    r"в\s+качестве\s+(?:тренера|лектора|спикера|преподавателя|модератора)|тренер\s+ретінде|"
    r"лектор\s+ретінде|спикер\s+ретінде|сертификат\s+тренера|as\s+(?:a\s+)?(?:trainer|lecturer|speaker)|"
    r"пров[её]л\w*\s+(?:курс|семинар|тренинг|обучени)|курс\w*\s+өткізді|"
    r"(?:conducted|taught|delivered)\s+(?:a|the)"
)
_PLACEMENT = re.compile(r"стажировк|тағылымдама|internship|placement|traineeship")
_PARTICIPATION = re.compile(
    r"(?:за|принял\w*)\s+(?:активное\s+)?участи|участни[кц]|участвовал|қатысқан|қатысты|қатысушы|"
    r"participa|attend(?:ed|ance)|семинар|вебинар|конференци|webinar|seminar|conference|"
    r"благодарствен|алғыс\s+хат|олимпиад|конкурс"
)
_COURSE = re.compile(r"курс|course|повышени\w*\s+квалиф|біліктілікті\s+арттыру")
# An organisation's name says nothing of what the person did there.
_ORGANISATION = re.compile(
    r"(?:центр\w*|институт\w*|академи\w*|факультет\w*)\s+(?:[^\W\d_]+\s+){0,2}повышени\w*\s+квалиф\w*|"
    r"біліктілі\w*\s+арттыру(?:дың)?\s+(?:[^\W\d_]+\s+){0,1}(?:орталы|институт|академия)\w*"
)
_ISSUED = ("выда", "беріл", "issue", "дата", "date")
_TITLE = re.compile(r"[«\"“„]([^«»\"“”„]{3,200})[»\"”]")
_NO_COURSE_OF: Final = (
    ("retraining", _RETRAINING),
    ("trainer", _TRAINER),
    ("placement", _PLACEMENT),
    ("participation", _PARTICIPATION),
)


def is_paper(text: str) -> bool:
    """Whether this is the text of a certificate, not a line about one."""
    return bool(_HEAD.match(text) or _SAYS.search(text))


def no_course(text: str) -> str | None:
    """What the (cleaned) text speaks of when it is no course that the person took: "retraining",
    "trainer", "placement", "participation"; None otherwise."""
    text = _ORGANISATION.sub(" ", text)
    for kind, pattern in _NO_COURSE_OF:
        if pattern.search(text) and not (kind == "participation" and _COURSE.search(text)):
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
    days = _days(without_other_days(parts, paper=True), on)
    topic = topic_of(text)
    lines: list[Lines] = [
        (CertificateLine(said, issued, topic, between),)
        for said in sorted(possible, reverse=True)
        for issued, between in days
    ]
    if len(lines) > 1 or whole:
        return Choose(distinct(lines))
    return Understood(lines[0], "day_missing" if lines[0][0].between else None)


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


def topic_of(text: str) -> str | None:
    """The topic that the title in quotes names, where the titles name one only."""
    found = {
        value
        for title in _TITLE.findall(text)
        for value in topics_of([*tokens(pieces(title, 60))])[0]
    }
    return found.pop() if len(found) == 1 else None
