"""What a heading says of its column, in Kazakh, Russian or English, in any order of words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rules.roster.private import is_private_heading
from rules.roster.table import one_line, pattern, plain


@dataclass(frozen=True, slots=True)
class Column:
    """What stands in a column. `role`: one of ROLES; of "experience" the `kinds` in their order
    and the `unit` ("years", "months", "days", "since" or "" for whatever the cell says); of
    "courses" the `year` that the heading names; `last_only`: only the last course is listed.
    `title`: the heading as it is written, `heading` the same for comparing."""

    index: int
    role: str
    heading: str = ""
    kinds: tuple[str, ...] = ()
    unit: str = ""
    year: str = ""
    last_only: bool = False
    title: str = ""


ROLES = (
    "number", "name", "surname", "first_name", "patronymic", "position", "subject", "education",
    "institution", "speciality", "degrees", "experience", "category", "category_day",
    "category_until", "courses", "course_hours", "course_day", "state", "notes", "private",
    "day", "other",
)  # fmt: skip
TELLING = frozenset(ROLES) - {"number", "subject", "notes", "private", "day", "other", "state"}
"""Roles that a heading of a staff list is known by."""

_SERVICE = pattern(r"(?<!\w)стаж", "өтіл", "experience", "length of service", "выслуг")
_KINDS = (
    ("total", pattern(r"общ(?:ий|ая|его|\.)", "жалпы", r"(?<!\w)total", "еңбек", "трудов")),
    (
        "scientific_pedagogical",
        pattern(
            r"науч\w*[\s.-]*(?:и\s*)?пед", r"(?<!\w)н[/.-]п(?!\w)", r"ғыл\w*[\s.-]*пед",
            r"scientific\W+(?:and\W+)?pedagog", r"(?<!\w)нп ?стаж", r"(?<!\w)нпс(?!\w)",
        ),
    ),
    ("teaching", pattern(r"(?<!\w)пед", r"педстаж", "teaching", "pedagog", r"преподават\w*ск")),
    ("specialty", pattern(r"специальн", r"мамандығ", "мамандық", "special", r"по спец(?!\w)")),
    ("management", pattern(r"руковод", "басшы", "басқару", "управл", "manag", "администрат")),
    (
        "here",
        pattern(
            r"(?<!\w)данн", r"(?<!\w)осы(?!\w)", r"в (?:это|наше)\w* ", r"в колледж", r"в организац",
            r"в учрежд", r"в вуз", r"в университ", "мекемеде", "ұйымда", "колледжде", "университетте",
            r"this (?:college|university)",
        ),
    ),
)  # fmt: skip
_SINCE = pattern(
    r"(?<!\w)с како",
    r"(?<!\w)дата нач",
    "начал",
    r"қай (?:күн|жыл|уақыт)",
    "бастап",
    r"since",
    r"(?<!\w)с (?:года|даты)",
)
_YEARS = pattern(r"(?<!\w)лет(?!\w)", r"(?<!\w)год\w{0,2}(?!\w)", r"(?<!\w)жыл(?!\w)", r"year")
_MONTHS = pattern(r"(?<!\w)мес\w*", r"(?<!\w)ай(?!\w)", "month")
_DAYS = pattern(r"(?<!\w)дн(?:и|ей|\.|я)?(?!\w)", r"(?<!\w)күн(?!\w)", r"(?<!\w)days?(?!\w)")

_DATE_FIRST = pattern(
    r"(?:дата|год|когда|число|срок\w*|период|күні|жылы|қашан|мерзімі|уақыты|кезеңі|date|year|when)"
    r"(?!\w).*",
)
_DATE_LAST = pattern(r"[^,;/()]*(?:дата|год|күні|жылы|уақыты|мерзімі|date)")
_UNTIL = pattern(
    r"действ",
    "действителен",
    "жарамд",
    "valid",
    "expir",
    r"срок.*категор",
    r"(?<!\w)до какого",
    "окончан.*категор",
    "санат.*аяқтал",
)
_WANTED = pattern(
    "претенд",
    "заявля",
    "на какую",
    "планир",
    "ожидаем",
    "үміт",
    "тапсыра",
    "келесі",
    "следующ",
    "очередн",
    "предстоящ",
    "wanted",
    "next",
)
_CATEGORY = pattern("категор", "санат", r"(?<!\w)categor", r"(?<!\w)кат\.")
_ORDER = pattern(
    r"(?:№|номер)\W*(?:и дата )?(?:приказ|бұйрық|протокол|удост)", r"бұйрық\w*\s*(?:№|нөмірі)"
)
_GIVEN = pattern(
    "присво", "приказ", "бұйрық", "берілген", "алған", "аттестац", "granted", "қорғаған"
)
_COURSES = pattern(
    r"(?<!\w)курс",
    r"повыш\w*\.? ?(?:квал|проф)",
    "арттыру",
    r"(?<!\w)пк(?!\w)",
    "course",
    "training",
    "сертификат",
    "стажиров",
    "тағылымдама",
)
_HOURS = pattern(
    r"(?:кол-?\s?во|количество|объем|число|саны|көлемі|ак\w*\.?)?\W*"
    r"(?:ак\w*\.? ?)?(?:час\w*|сағат\w*|hours?)\W*(?:саны|көлемі|кол-?во|количество|курс\w*)?",
)
_LAST_COURSE = pattern(
    r"последн(?:ий|ее|их|ие)? ?(?:курс|повыш|прохожд)", r"соңғы (?:біліктілік|курс)"
)
_ONE_YEAR = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_RETRAINING = pattern("переподготов", "қайта даярлау", "retraining")

_BY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", pattern(r"(?:№|n|#|р/?с|п/?п|no)\W*(?:п/?п|р/?с|қ/?с)?\W*", r"р/?с ?№?", r"№ ?п\W?п\W*",
                       r"таб\w*\.? ?(?:№|номер)", r"реттік.*", r"номер п/?п", r"п/?п ?№?")),
    ("surname", pattern(r"фамилия\w*", "тегі", "surname", "last name", "family name")),
    ("first_name", pattern("имя", "аты", "first name", "given name", "есімі")),
    ("patronymic", pattern(r"отчество.*", "әкесінің аты.*", "patronymic", "middle name")),
    (
        "name",
        pattern(
            r".*(?<!\w)ф\.? ?и\.? ?о(?!\w).*", r".*фамилия.*имя.*", r".*имя.*фамилия.*",
            r".*аты\W{0,3}\s?жөн.*", r"(?:т\W?а\W?(?:ә|ж)|аә?ж)\W*", r".*(?:педагог|қызметкер|оқытушы|мұғалім|ұстаз)\w* аты.*",
            r"фамилия.{0,3}\W*(?:и\W{0,2}о|инициал).*", r".*тегі.*аты.*", r".*аты.*тегі.*",
            r"(?:full )?name.*", r"(?:преподавател[ьи]|сотрудник\w*|работник\w*|педагог(?:и|тер)?|"
            r"қызметкер\w*|оқытушы(?:лар)?|мұғалім(?:дер)?|employee|teacher)",
            r"список (?:педагог|сотруд|преподав|работ)\w*",
        ),
    ),
    ("birth", pattern(".*рожд.*", ".*туған.*", ".*birth.*", ".*возраст.*", r".*жасы(?!\w).*", "age")),
    (
        "degrees",
        pattern(r"(?!.*(?:почет|құрмет|наград|марапат)).*(?:степен|звани[ея]|дәреже|атағ|атақ|degree).*"),
    ),
    ("state", pattern(r"состояни.*", r"статус.*", "мәртебе.*", "жағдайы.*", "status", "state")),
    (
        "other",
        pattern(
            r".*(?:вид занят|характер работ|штат\W*/?\s*совм|ставк|мөлшерлеме|наград|марапат|гражд|"
            r"подраздел|бөлімше|кафедра\b|приема|принят|назначен|нагрузк|разряд|оклад|пол(?!\w)|жынысы|"
            r"пенси|зейнет|h-index|хирш|тұрақты|наименование организац|білім беру ұйым|публикац).*",
        ),
    ),
    ("position", pattern(r".*должн(?:ост|\.).*", ".*лауазым.*", r".*қызмет(?!кер)\w*.*", r"position.*", r"post(?!\w).*",
                         "job.*", "атқаратын.*")),
    ("education", pattern(r".*образован.*", r".*білім(?!\w* беру)\w*.*", ".*education.*")),
    (
        "institution",
        pattern(r".*учебн\w* завед.*", r".*(?<!\w)вуз.*", ".*оқу орн.*", ".*окончил.*", ".*окончен.*",
                ".*бітірген.*", ".*institution.*", ".*graduat.*", ".*университет.*"),
    ),
    ("speciality", pattern(r".*специальн.*", r".*мамандығ.*", ".*мамандық.*", ".*квалификаци.*", ".*special.*",
                           ".*major.*", ".*диплом.*")),
    ("subject", pattern(".*предмет.*", ".*дисциплин.*", r".*(?<!\w)пән.*", ".*subject.*")),
    ("notes", pattern(r"примеч.*", "ескерт.*", "note.*", "коммент.*", "қосымша.*", "comment.*", "remark.*")),
)  # fmt: skip

_CONTEXT: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "education": (
        ("education", pattern(r"уров.*", "деңгей.*", "level", "вид.*", "түрі")),
        ("institution", pattern(r".*(?:что|завед|вуз|окон|орн|бітір|год|жыл|когда|қашан|instit).*")),
        ("speciality", pattern(r".*(?:спец|маманд|квалиф|диплом|special|major).*")),
    ),
    "name": (
        ("surname", pattern("фамилия.*", "тегі.*", ".*last.*", ".*surname.*")),
        ("first_name", pattern("имя.*", "аты.*", ".*first.*")),
        ("patronymic", pattern("отчество.*", "әкесі.*")),
    ),
}  # fmt: skip


def column(index: int, group: str, leaf: str) -> Column:
    """What a column means: `group` is what stands over several columns, "" where nothing does."""
    title = one_line(f"{group} {leaf}")
    return replace(_column(index, plain(group), plain(leaf)), title=title)


def _column(index: int, group: str, leaf: str) -> Column:
    whole = f"{group} {leaf}".strip()
    found = _service(index, whole, leaf) or _courses(index, whole, leaf)
    if found is not None and not (is_private_heading(leaf) and found.role != "experience"):
        return found
    if is_private_heading(whole):
        return Column(index, "private", whole)
    return Column(index, _category(whole, leaf) or _worded(group, leaf), whole)


def _service(index: int, whole: str, leaf: str) -> Column | None:
    alone = re.sub(r"[\W\d_]+", "", leaf)
    if _MONTHS.fullmatch(alone) or _DAYS.fullmatch(alone):
        unit = "months" if _MONTHS.fullmatch(alone) else "days"
        return Column(index, "experience", whole, kinds_named(whole), unit)
    if _SERVICE.search(whole) is None or _COURSES.search(leaf) is not None:
        return None
    # "Должность, стаж": of several facts in a column the first one counts.
    first = min((m.start() for m in [_CATEGORY.search(leaf)] if m), default=len(leaf))
    own = _SERVICE.search(leaf)
    if own is not None and first < own.start():
        return None
    unit = "since" if _SINCE.search(whole) else _unit(leaf if leaf != whole else whole)
    return Column(index, "experience", whole, kinds_named(whole), unit)


def _unit(text: str) -> str:
    said = [name for name, words in (("years", _YEARS), ("months", _MONTHS), ("days", _DAYS))
            if words.search(text)]  # fmt: skip
    return said[0] if len(said) == 1 else ""


def kinds_named(text: str) -> tuple[str, ...]:
    """The kinds of experience that a heading names, in its order."""
    hits: list[tuple[int, int, str]] = []
    for kind, words in _KINDS:
        for hit in words.finditer(text):
            hits.append((hit.start(), hit.end(), kind))
    hits.sort()
    kept: list[tuple[int, int, str]] = []
    for hit in hits:
        if hit[2] == "teaching" and any(
            k[2] == "scientific_pedagogical" and k[0] <= hit[0] < k[1] for k in hits
        ):
            continue
        if kept and _joined(text[kept[-1][1] : hit[0]]) and kept[-1][2] != hit[2]:
            # "общий педагогический стаж", "педагогический стаж в данном колледже": one length.
            if kept[-1][2] == "total" and hit[2] != "here":
                kept[-1] = hit
                continue
            if hit[2] == "here":
                kept[-1] = hit
                continue
        if hit[2] not in [k[2] for k in kept]:
            kept.append(hit)
    kinds = tuple(kind for _, _, kind in kept)
    return kinds


def _joined(between: str) -> bool:
    return re.search(r"[/,;()+]|(?<!\w)(?:и|және|мен|and)(?!\w)", between) is None


def _courses(index: int, whole: str, leaf: str) -> Column | None:
    if _COURSES.search(whole) is None or _RETRAINING.search(leaf):
        return None
    if _CATEGORY.search(leaf) and not _COURSES.search(leaf):
        return None
    if _HOURS.fullmatch(leaf):
        return Column(index, "course_hours", whole)
    if leaf != whole and _DATE_FIRST.fullmatch(leaf) or leaf == whole and _is_date_of(leaf):
        return Column(index, "course_day", whole)
    years = _ONE_YEAR.findall(leaf)
    last = _LAST_COURSE.search(whole) is not None
    return Column(index, "courses", whole, year=years[0] if len(years) == 1 else "", last_only=last)


def _is_date_of(leaf: str) -> bool:
    return _DATE_FIRST.fullmatch(leaf) is not None or _DATE_LAST.fullmatch(leaf) is not None


def _category(whole: str, leaf: str) -> str | None:
    about = _CATEGORY.search(whole) is not None
    if not about and not (_GIVEN.search(leaf) or _UNTIL.search(leaf)):
        return None
    if _WANTED.search(whole):
        return "other"
    if _ORDER.match(leaf):
        return "other"
    if _UNTIL.search(leaf) and not _CATEGORY.match(leaf):
        return "category_until"
    if _is_date_of(leaf) or (_GIVEN.match(leaf) and _is_short(leaf, whole)):
        return "category_day" if about or _GIVEN.search(leaf) else None
    return "category" if about else None


def _is_short(leaf: str, whole: str) -> bool:
    return leaf != whole or len(leaf.split()) < 3


def _worded(group: str, leaf: str) -> str:
    context = _role_by_words(group) if group else ""
    for role, words in _CONTEXT.get(context, ()):
        if words.fullmatch(leaf):
            return role
    if _HOURS.fullmatch(leaf):
        return "course_hours"
    found = _role_by_words(leaf) or context
    if not found and _DATE_FIRST.fullmatch(leaf):
        return "day"
    return "other" if found in ("birth", "") else found


def _role_by_words(text: str) -> str:
    return next((role for role, words in _BY_WORDS if text and words.fullmatch(text)), "")
