"""Yes, no and "I don't know" as people write them: "иә", "joq", "неа", "хз", "yep", "👍"."""

from functools import cache

from rules.typed.outcome import Choose, NotUnderstood, Understanding, Understood
from rules.typed.phrases import says_dont_know, says_none
from rules.typed.text import (
    SHORT_TEXT,
    Piece,
    clean,
    kazakh_layout,
    other_layouts,
    pieces,
    skeleton,
)

YES = (
    "да д ага агась угу ну-да дадада конечно разумеется естественно безусловно обязательно "
    "верно правильно так-точно есть имеется имеются имею было был была проходил проходила "
    "получал получала получил получила работал работала являюсь ок окей хорошо подтверждаю "
    "иә ия ие иа йа иэ ийә ияя әрине болады дұрыс солай бар болған болды бармын өттім алдым иаа "
    "yes yep yeah yup yea y ye sure course absolutely definitely certainly right correct true "
    "ok okay have did do am indeed affirmative of aha абсолютно"
)
NO = (
    "нет неа не-а нету н никак никогда ни нетушки неет отсутствует отсутствуют "
    "жоқ жоға жоқпын no nope nah n never none negative false cant dont doesnt didnt havent isnt "
    "ешқашан емеспін болмады болмаған өтпедім өтпегенмін алмадым"
)
NEGATOR = "не ни not емес"
EMPTY = (
    "ну я у меня мне это все всё уже ещё еще пока такой такого такая такое такие таких так "
    "точно а же и "
    "оно конечно-же очень вот ой ә о мой моя без сомнения как "
    "менде мен менің әлі де қазір бұл ғой қой рас иә-иә оның ол "
    "i it the a that this yet already at all is of thats my one any ones course have do "
    "спасибо рахмет please пожалуйста"
)
STRESS = (
    "конечно разумеется естественно безусловно точно правильно әрине рас sure course absolutely "
    "definitely certainly indeed of true right болды"
)
# English verbs that repeat the answer: "I don't have", "no, I never did".
AUXILIARY = "have do did am"
PAUSE = ","
SIGNS: dict[str, bool] = {
    "+": True, "👍": True, "✅": True, "✔": True, "☑": True, "👌": True,
    "-": False, "👎": False, "❌": False, "✖": False, "✗": False, "🚫": False,
}  # fmt: skip


@cache
def _set(listed: str) -> frozenset[str]:
    return frozenset(skeleton(word.replace("-", "")) for word in listed.split())


def read_yes_no(text: str) -> Understanding[bool | None]:
    """True, False, or None for "I don't know"; doubtful words are asked back.

    "да нет", "и да и нет" and double negations are not understood.
    """
    reading = _read(text)
    for variant in [*other_layouts(text), kazakh_layout(text)]:
        if not isinstance(reading, NotUnderstood):
            break
        other = _read(variant)
        reading = other if isinstance(other, Understood) else reading
    return reading


def _read(text: str) -> Understanding[bool | None]:
    cleaned = clean(text, SHORT_TEXT)
    if cleaned is None:
        return NotUnderstood()
    if says_dont_know(text):
        return Understood(None)
    if says_none(text) and "?" not in cleaned:
        plain = says_none(text, things=False)
        return Understood(False) if plain else Choose((False,))
    every = pieces(cleaned)
    found = [piece for piece in every if piece.kind in {"word", "sign"}]
    more = len(found) < len(every)  # "да, с 2015 года" says more than yes
    words = _words(found)
    if len(every) > 30 or (more and not words):
        return NotUnderstood()
    while words and words[-1] == PAUSE:
        words.pop()
    if words == [skeleton("я")] and found[0].text in {"я", "ya"}:
        return Choose((True,))  # the Kazakh yes of quick typists, or the Russian "I"
    if not words:
        return _of_signs(found)
    reading = _of_words(words)
    asks = more or any(piece.text == "?" for piece in found)
    return Choose((reading.value,)) if asks and isinstance(reading, Understood) else reading


def _words(found: list[Piece]) -> list[str]:
    """Skeletons; "не-а" is one word."""
    keys: list[str] = []
    index = 0
    while index < len(found):
        piece = found[index]
        tail = "".join(p.text for p in found[index + 1 : index + 3])
        if piece.text in {"не", "ni", "ne"} and tail in {"-а", "-a"}:
            keys.append(skeleton("неа"))
            index += 3
            continue
        if piece.kind == "sign" and keys and keys[-1] != PAUSE:
            keys.append(PAUSE)
        if piece.kind == "word" and not (piece.text in {"я", "ya"} and len(found) > 1):
            keys.append(piece.key)
        index += 1
    return keys


def _of_signs(found: list[Piece]) -> Understanding[bool | None]:
    said = {SIGNS[piece.text] for piece in found if piece.text in SIGNS}
    return Understood(said.pop()) if len(said) == 1 else NotUnderstood()


def _of_words(words: list[str]) -> Understanding[bool | None]:
    said: set[bool] = set()
    doubtful = stressed = False
    index = 0
    while index < len(words):
        word = words[index]
        denied = _denied(words, index)
        if denied == TWICE:
            return NotUnderstood()
        if denied:
            said.add(False)
            index += denied
            continue
        if word == PAUSE or (word in _set(EMPTY) and word not in _strong() and len(words) > 1):
            pass
        elif word in _set(STRESS):
            stressed = True
        elif word in _set(YES):
            said.add(True)
        else:
            doubtful = True
        index += 1
    if stressed and not said:
        said.add(True)
    if len(said) != 1:
        return NotUnderstood() if said or doubtful else _only_empty(words)
    value = said.pop()
    return Choose((value,)) if doubtful else Understood(value)


TWICE = -1
"""Negated twice: what is meant is anybody's guess."""


def _denied(words: list[str], index: int) -> int:
    """How many words from here say no; 0 when they do not, TWICE when they deny a denial."""
    word, after = words[index], [*words[index + 1 : index + 3], "", ""]
    if word in _set(NEGATOR):
        if after[0] in _set(NO) or after[0] in _strong():
            return TWICE
        return 2 if after[0] in _set(YES) else 1
    if word in _verbs() and after[0] in _negators_after():
        return TWICE if after[1] in _set(NEGATOR) else 2
    if word not in _set(NO):
        return 0
    if after[0] == skeleton("емес"):
        return TWICE
    return 2 if after[0] in _set(AUXILIARY) else 1


def _only_empty(words: list[str]) -> Understanding[bool | None]:
    """ "of course", "I have", "точно": nothing but words that agree."""
    agreed = {"course", "have", "do", "конечно", "точно", "рас"}
    said = {skeleton(word) for word in agreed} & set(words)
    return Understood(True) if said else NotUnderstood()


@cache
def _negators_after() -> frozenset[str]:
    """Kazakh negation stands after its verb: "болған жоқ", "бар емес"."""
    return frozenset(skeleton(word) for word in ("емес", "емеспін", "жоқ", "жоқпын"))


@cache
def _verbs() -> frozenset[str]:
    verbs = ("болған", "болды", "өткен", "алған", "істеген", "дұрыс", "солай", "бармын")
    return frozenset(skeleton(word) for word in verbs)


@cache
def _strong() -> frozenset[str]:
    """Words that are a whole answer, wherever they stand."""
    return frozenset(skeleton(w) for w in ("да", "иә", "ия", "ие", "yes", "ага", "угу", "есть"))
