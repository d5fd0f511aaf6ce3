"""The words for qualification categories, as they are written: "ІІ санат", "б/к", "исслед."."""

from rules.typed.closed_list import Vocabulary

_TEACHERS = (
    "pedag*", "пед", "п", "учител*", "teacher", "educator", "мұғалім*", "ұстаз*", "преподавател*",
    "оқытушы*",
)  # fmt: skip
_ORDERS = ["категори*", "кат", "санат*", "category", "cat"]

_POSTS = (
    r"(?:ст\w*\.?\s+|аға\s+)?(?:мастер\w*\s+(?:п\s?[/.\\]?\s?о(?!\w)|производств\w*(?:\s+обуч\w*)?|спорта)|"
    r"(?:өндіріст\w*|өнд\.?)\s+оқыту\w*\s+(?:аға\s+)?шебер\w*|спорт\s+шебер\w*|"
    r"masters?\s+of\s+(?:industrial|practical|sports?)\w*(?:\s+training)?)"
)

_NONE = (
    "б к|бк|без кат*|безкат*|бескат*|нет кат*|нету кат*|кат* нет|кат нету|санатсыз*|"
    "санат* жоқ|санат* берілмеген|категориясыз*|категория* жоқ|no cat*|without cat*|"
    "w o cat*|uncategor*|не аттестов*|не атестов*|не имею кат*|неаттестов*|"
    "аттестаттал* жоқ*|аттестациядан өтпе*|not certified|not attested"
)


def _role(stems: str) -> str:
    """A category named after a role, alone or beside the word "teacher": "п-модератор"."""
    alone = stems.split("|")
    beside = [f"{teacher} {stem}" for teacher in _TEACHERS for stem in alone]
    named = [f"категори* {stem}" for stem in beside]
    return "|".join([*alone, *beside, *named, *(f"{stem} pedag*" for stem in alone)])


def _order(number: int, words: str) -> str:
    """A category that has a number: "2 кат.", "санат 2", "вторая"."""
    after = [f"{number} {word}" for word in (*_ORDERS, "кв", "квал*")]
    before = [f"{word} {number}" for word in _ORDERS]
    return "|".join([*after, *before, words])


CATEGORY = Vocabulary(
    sure={
        "teacher": "категори* педагог|педагог категориясы|педагог санаты|категори* teacher",
        "moderator": _role("модератор*|модер|мод р|мод|moderator*|moder"),
        "expert": _role("эксперт*|эксп|эксп т|expert*|сарапшы*|сарап*|sarapsy*"),
        "researcher": _role("исследовател*|исслед*|иссл|researcher*|зерттеуші*|зерт*|zertteushi*"),
        "master": _role("мастер*|шебер*|master*|sheber*"),
        "second": _order(2, "втор*|вт|екінші*|second|2 я|2 ая|2nd|2 nd|2 ші"),
        "first": _order(1, "перв*|бірінші*|first|1 я|1 ая|1st|1 st|1 ші"),
        "highest": "высш*|жоғ*|highest|higher category|joғ*",
        "none": _NONE,
    },
    elsewhere=_POSTS,
    ask={
        "teacher": "педагог|teacher|педагогпын",
        "second": "2",
        "first": "1",
        "highest": "вк|в к",
        "moderator": "пм|п м",
        "expert": "пэ|п э|пс|п с",
        "researcher": "пи|п и|пз|п з",
        "master": (
            "пм|п м|пш|п ш|мастер* п о|мастер* по|мастер* производств*|старш* мастер*|"
            "өндірістік оқыту шебер*|өндірістік оқыту мастер*"
        ),
        "none": (
            "высш* образован*|жоғары білім*|higher education|стажер*|стажёр*|тағылымдам*|intern|"
            "trainee|молодой специалист|жас маман"
        ),
    },
    beside="год ж жылдан жылғы кв квал* қазір сейчас now currently кат cat",
)

MANAGEMENT_CATEGORY = Vocabulary(
    sure={
        "deputy_3": (
            "зам* * треть*|зам* треть*|зам* 3|зам* * 3|орынбасар* үшінші|"
            "басшы* орынбасар* үшінші|басшы* орынбасар* 3|үшінші * басшы* орынбасар*|"
            "3 * басшы* орынбасар*|орынбасар* 3|үшінші * орынбасар*|3 * орынбасар*|deputy* third|"
            "deputy* * third|deputy 3|third * deputy*"
        ),
        "deputy_2": (
            "зам* * втор*|зам* втор*|зам* 2|зам* * 2|орынбасар* екінші|басшы* орынбасар* екінші|"
            "басшы* орынбасар* 2|екінші * басшы* орынбасар*|2 * басшы* орынбасар*|орынбасар* 2|"
            "екінші * орынбасар*|2 * орынбасар*|deputy* second|deputy* * second|deputy 2|"
            "second * deputy*"
        ),
        "deputy_1": (
            "зам* * перв*|зам* перв*|зам* 1|зам* * 1|орынбасар* бірінші|"
            "басшы* орынбасар* бірінші|басшы* орынбасар* 1|бірінші * басшы* орынбасар*|"
            "1 * басшы* орынбасар*|орынбасар* 1|бірінші * орынбасар*|1 * орынбасар*|"
            "deputy* first|deputy* * first|deputy 1|first * deputy*"
        ),
        "none": _NONE,
        "head_organizer": (
            "рук организатор*|рук ль организатор*|руководител* организатор*|"
            "басшы ұйымдастырушы*|head organizer|head organiser"
        ),
        "head_manager": (
            "рук менеджер*|рук ль менеджер*|руководител* менеджер*|басшы менеджер*|head manager"
        ),
        "head_leader": (
            "рук лидер*|рук ль лидер*|руководител* лидер*|басшы көшбасшы*|басшы лидер*|head leader"
        ),
    },
    ask={
        "deputy_3": "зам*|орынбасар*|deputy*|треть*|үшінші|third|3",
        "deputy_2": "зам*|орынбасар*|deputy*|втор*|екінші|second|2",
        "deputy_1": "зам*|орынбасар*|deputy*|перв*|бірінші|first|1",
        "head_organizer": (
            "руководител*|директор*|басшы*|head|director|организатор*|ұйымдастырушы*|organi*"
        ),
        "head_manager": "руководител*|директор*|басшы*|head|director|менеджер*|manager",
        "head_leader": ("руководител*|директор*|басшы*|head|director|лидер*|көшбасшы*|leader"),
    },
)
