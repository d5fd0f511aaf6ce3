"""Answers that every question accepts: "I don't know" and "none"."""

from functools import cache

from rules.typed.text import SHORT_TEXT, clean, other_layouts, pieces, skeleton

MOST_WORDS = 16
"""Pieces of a text that can be such an answer."""

DONT_KNOW = (
    "не знаю", "незнаю", "не зн", "не знал", "не знала", "хз", "х з", "без понятия",
    "понятия не имею", "не имею понятия",
    "не помню", "непомню", "не в курсе", "не уверен", "не уверена",
    "неуверен", "затрудняюсь", "затрудняюсь ответить", "фиг знает", "кто его знает",
    "откуда мне знать", "не могу сказать", "сложно сказать", "трудно сказать", "неизвестно",
    "забыл", "забыла", "не точно", "не понимаю",
    "білмеймін", "білмеймин", "білмейм", "білмимін", "белмеймин", "білмедім", "білмеппін",
    "білмейді екенмін", "нақты білмеймін", "есімде жоқ", "ұмытып қалдым", "ұмыттым",
    "хабарым жоқ", "анық емес", "айта алмаймын", "сенімді емеспін", "белгісіз",
    "i dont know", "dont know", "do not know", "i do not know", "idk", "dunno", "not sure",
    "im not sure", "i am not sure", "no idea", "no clue", "unsure", "dont remember",
    "i dont remember", "cant remember", "cant say", "hard to say", "unknown", "i forgot",
)  # fmt: skip

NONE = (
    "нет", "нету", "нет ни одного", "ни одного", "ни одной", "нет ни одной", "ни разу",
    "ничего", "ничего нет", "никаких", "никакого", "никакой", "отсутствует", "отсутствуют",
    "не имею", "не имеется", "не было", "нет такого", "нет такой", "нет таких", "без",
    "не проходил", "не проходила", "не получал", "не получала", "не работал", "не работала",
    "никогда не работал", "никогда не работала", "ни дня", "ноль", "нуль", "не приходилось",
    "жоқ", "ештеңе", "ештеңе жоқ", "ешқандай", "ешқайсысы", "бірде бір", "бірде біреуі жоқ",
    "бірі де жоқ", "мүлдем жоқ", "болған жоқ", "болмаған", "өткен жоқпын", "өтпедім",
    "өтпегенмін", "алған жоқпын", "алмадым", "алмағанмын", "істеген жоқпын", "істемедім",
    "істемегенмін", "жұмыс істемегенмін", "жұмыс істеген жоқпын", "жұмыс істемедім", "нөл",
    "none", "no", "nope", "nothing", "not any", "zero", "never", "not a single one", "nil",
    "i dont have", "i have none", "i have no", "never worked", "without", "dont have any",
)  # fmt: skip

# Words that may stand beside such an answer without changing it.
BESIDE = (
    "у меня мне мной я мы нас ну а вообще совсем уже пока ещё еще таких такого такой такое такие "
    "их его ее её них что к сожалению увы вот точно "
    "менде менің мен маған бізде әлі әзірше ондай мүлдем бұл ой ә қой ғой әзір қазір осы туралы "
    "i me at all yet any have the a of in sorry well unfortunately is this it about that to honest "
    "answer ответить даже если честно говоря сейчас рахмет спасибо please простите по this one "
    "этого этой этом об том ничего лет жыл часов сағат hours"
)
# What there may be none of: beside a yes or no it may speak of something else.
THINGS = (
    "стаж* опыт* работ* педстаж* өтіл* тәжірибе* жұмыс* еңбек* experience work* "
    "teaching степен* научн* учен* учён* дәреже* ғылыми degree* звани* атақ* атағ* title* "
    "категори* санат* category categories квалификаци* образовани* білім* education "
    "диплом* diploma* сертифик* куәлік* certificate* курс* course* переподготов* қайта даярла* "
    "retraining повышен* публикаци* стать* жарияланым* мақала* publication* article* paper* "
    "наград* марапат* award* honour* honor* уровен* уровня язык* английск* деңгей* level language*"
)


@cache
def _phrases(listed: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    split = (tuple(skeleton(word) for word in phrase.split()) for phrase in listed)
    return tuple(sorted(set(split), key=len, reverse=True))


@cache
def _beside(*, things: bool) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words and stems."""
    listed = [*BESIDE.split(), *(THINGS.split() if things else ())]
    whole = frozenset(skeleton(word) for word in listed if not word.endswith("*"))
    return whole, tuple(skeleton(word[:-1]) for word in listed if word.endswith("*"))


def _empty(word: str, *, things: bool) -> bool:
    whole, stems = _beside(things=things)
    return word in whole or (bool(stems) and word.startswith(stems))


def _words(text: str) -> list[str] | None:
    """Skeletons of the words; None when the text is long or has digits in it."""
    cleaned = clean(text, SHORT_TEXT)
    if cleaned is None:
        return None
    found = pieces(cleaned)
    if len(found) > MOST_WORDS or any(piece.kind not in {"word", "sign"} for piece in found):
        return None
    return [piece.key for piece in found if piece.kind == "word"]


def _says(words: list[str], listed: tuple[str, ...], *, things: bool = True) -> bool:
    """One of the phrases stands in the words, and nothing but empty words stands beside."""
    for phrase in _phrases(listed):
        for start in range(len(words) - len(phrase) + 1):
            if tuple(words[start : start + len(phrase)]) == phrase:
                rest = words[:start] + words[start + len(phrase) :]
                if all(_empty(word, things=things) or (word,) in _phrases(listed) for word in rest):
                    return True
    return False


def says_dont_know(text: str) -> bool:
    """Like `is_dont_know`, on the keyboard layout as typed."""
    words = _words(text)
    return words is not None and _says(words, DONT_KNOW)


def says_none(text: str, *, things: bool = True) -> bool:
    """Like `is_none`, on the keyboard layout as typed; without `things` nothing may be named that
    there is none of ("нет степени")."""
    words = _words(text)
    if words is None or _says(words, DONT_KNOW):
        return False
    return _says(words, NONE, things=things)


def is_dont_know(text: str) -> bool:
    """Whether the whole answer is "I don't know", in any of the languages and spellings."""
    return any(map(says_dont_know, [text, *other_layouts(text)]))


def is_none(text: str) -> bool:
    """Whether the whole answer says that there is none ("нет ни одного", "жоқ", "none")."""
    return not is_dont_know(text) and any(map(says_none, [text, *other_layouts(text)]))
