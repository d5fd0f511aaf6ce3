"""Which category somebody has, and which they aim at: "модератор, хочу эксперта"."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from rules.story.cues import Cue
from rules.story.finding import Finding, denial_of, places
from rules.story.statements import Statement
from rules.story.words import Word
from rules.typed import read_date
from rules.typed.outcome import Choose, Understood
from rules.typed.text import skeleton
from rules.typed.words import Tag
from rules.vocabulary import CATEGORY_STEPS

NEAR = 4
"""How many words may stand between a word and what it speaks of."""

SHORTEST, LONGEST_ENDING = 5, 6

_ROLES = {
    "moderator": "модератор moderator",
    "expert": "эксперт expert сарапшы сарапши",
    "researcher": "исследовател зерттеуші researcher зерттеуши",
}
_MASTER = re.compile(r"(?:мастер|шебер|master|sheber)")
_PEDAGOGUE = re.compile(r"(?:педагог|учител|ұстаз|pedagog|teacher)")
_ORDERS = {
    "second": "вторая вторую второй вторую 2 ii екінші second 2nd",
    "first": "первая первую первой 1 i бірінші first 1st",
    "highest": "высшая высшую высшей жоғары highest",
}
_ADJECTIVE = re.compile(r"исследовательск|экспертн|экспертиз|expertise|зерттеушілік|сараптама")
_DATIVE = re.compile(r"(?:ға|ге|қа|ке|ga|ge|qa|ka|ke|га|гa|қа|ғa)$")
_OF_DATIVE = re.compile(r"(?:санатына|санатіне|санатқа|категорияға|категориясына|sanatyna)$")
_I_AM = re.compile(r"(?:мын|мін|мин|пын|пін|бын|бін|myn|min)$")
_ACCUSATIVE = re.compile(r"(?:а|я|у|ю)$")
_WITHOUT = re.compile(r"санатсыз|категориясыз|санаты?мжоқ")
_OF_HEADS = ("заместител", "зам", "орынбасар", "deputy", "руководител", "басшы")
_NTH = frozenset(["й", "я", "ая", "ой", "ую", "ші", "nd", "st"])
_ANY = frozenset(("any", "ешқандай", "никакой", "qualification", "квалификационной", "біліктілік"))
_NEEDED = frozenset(["нужна", "нужен", "нужно", "надо", "need", "керек"])
_INDUSTRIAL = ("производств", "п", "өндіріс", "industrial", "of", "спорта", "training")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A category named at `place` of a statement by these words."""

    value: str
    statement: Statement
    place: int
    words: tuple[Word, ...]

    @property
    def word(self) -> Word:
        return self.statement.words[self.place]


def held_and_wanted(
    found: Sequence[Statement], on: date
) -> tuple[list[Finding], str | None, frozenset[int]]:
    """Findings of the category held, the one aimed at, and the words that named the latter."""
    mentions = [
        mention for each in found if each.mine for mention in _mentions(each)
        if not _is_denied(mention)
    ]  # fmt: skip
    wanted = [mention for mention in mentions if _is_wanted(mention)]
    held: list[Finding] = []
    expired = any(each.mine and each.has(Cue.EXPIRED) for each in found)
    for mention in mentions:
        unsaid = mention.statement.asks or mention.statement.wish
        if mention in wanted or (unsaid and not _is_said_to_be_had(mention)):
            continue
        past = _is_past(mention)
        if past and len(mentions) > 1:
            continue
        said = _held(mention, bool(wanted), on)
        held += [replace(one, lacks=("still",)) for one in said] if past or expired else said
    held = _of_now(held, mentions)
    named = {mention.value for mention in wanted if mention.value in CATEGORY_STEPS}
    used = frozenset().union(*(places(_around(mention)) for mention in wanted))
    had = {finding.value for finding in held}
    if not named and had and had <= _BELOW_MASTER:
        master = [word for each in found if each.mine for word in _bare_master(each)]
        named, used = ({"master"}, places(master)) if master else (named, used)
    return held, named.pop() if len(named) == 1 else _last_corrected(wanted), used


_OF_MASTERS = ("производств", "өндіріс", "industrial", "аға", "старш", "senior")
_BELOW_MASTER = frozenset(("researcher", "highest"))


def _bare_master(statement: Statement) -> list[Word]:
    """ "зерттеушімін, шебер болғым келеді": the step above, wished for by its bare name."""
    if not (statement.wish and statement.has(Cue.WISH, Cue.WISH_AFTER)):
        return []
    words = [word for word in statement.words if word.is_word]
    named = [word for word in words if _MASTER.match(word.text)]
    alone = not any(word.text.startswith(_OF_MASTERS) for word in words)
    if not named or not alone or statement.has(Cue.COLLEGE):
        return []
    return [*named, *statement.having(Cue.WISH, Cue.WISH_AFTER)]


def _is_said_to_be_had(mention: _Mention) -> bool:
    """ "сарапшымын зерттеушіге тапсырамын": had, although the statement wishes for another."""
    return bool(_I_AM.search(mention.word.text))


def _of_now(held: list[Finding], mentions: list[_Mention]) -> list[Finding]:
    """Of several categories the one that somebody says to have now."""
    now = {m.value for m in mentions if any(w.does(Cue.NOW) for w in m.statement.words[: m.place])}
    values = {finding.value for finding in held if finding.fact == "category"}
    if len(values) < 2 or len(now & values) != 1:
        return held
    return [finding for finding in held if finding.value in now]


def _is_denied(mention: _Mention) -> bool:
    """ "не модератор", "модератор емеспін": what somebody is not."""
    if mention.value == "none":
        return False
    words = mention.statement.words
    first = min(word.at for word in mention.words) - words[0].at
    last = max(word.at for word in mention.words) - words[0].at
    after = words[last + 1 : last + 2]
    before = words[max(0, first - 2) : first]
    near = [word for word in before if word.text in {"не", "not", "isn't"}]
    return bool(near) or any(word.does(Cue.NO) for word in after)


def _last_corrected(wanted: list[_Mention]) -> str | None:
    corrected = [mention for mention in wanted if mention.statement.corrects]
    return corrected[-1].value if corrected else None


def _mentions(statement: Statement) -> Iterator[_Mention]:
    words = statement.words
    for place, word in enumerate(words):
        if not (word.is_word or word.token.piece.kind == "number"):
            continue
        value = _role(word) or _master(words, place) or _teacher(words, place)
        if value is not None:
            yield _Mention(value, statement, place, tuple(_named_with(words, place)))
            continue
        order = _order(words, place)
        if order is not None:
            yield _Mention(order[0], statement, place, order[1])
        none = _none(words, place)
        if none:
            yield _Mention("none", statement, place, none)


@cache
def _role_stems() -> tuple[tuple[str, str], ...]:
    return tuple((skeleton(stem), value) for value, listed in _ROLES.items()
                 for stem in listed.split())  # fmt: skip


def _role(word: Word) -> str | None:
    unsaid = not word.cues and not word.token.meaning
    return _role_of(word.text, word.key, unsaid) if word.is_word else None


@lru_cache(4096)
def _role_of(text: str, key: str, unsaid: bool) -> str | None:
    if _ADJECTIVE.match(text):
        return None
    for stem, value in _role_stems():
        if key.startswith(stem):
            return value
        if unsaid and len(stem) > SHORTEST and key[:1] == stem[:1] and _is_near(key, stem):
            return value
    return None


def _is_near(key: str, stem: str) -> bool:
    """Whether a word begins with the stem but for one slip, and has only an ending more."""
    if len(key) > len(stem) + LONGEST_ENDING:
        return False
    cuts = {key[: len(stem) + more] for more in (-1, 0, 1)}
    return min(OSA.distance(cut, stem, score_cutoff=1) for cut in cuts) <= 1


def _master(words: Sequence[Word], place: int) -> str | None:
    """A master is a category only beside "педагог" or "категория": a post is called so too."""
    word = words[place]
    if not _MASTER.match(word.text):
        return None
    before, after = _neighbours(words, place)
    joined = any(w is not None and w.sign("-") for w in (before, after))
    if joined and any(_PEDAGOGUE.match(w.text) for w in words[max(0, place - 2) : place + 3]):
        return "master"
    if (before is not None and (_PEDAGOGUE.match(before.text) or before.does(Cue.CATEGORY))) or (
        after is not None and after.does(Cue.CATEGORY)
    ):
        return "master"
    industrial = after is not None and after.text.startswith(_INDUSTRIAL)
    aimed = before is not None and before.text == "на" and word.text.endswith("а")
    wished = before is not None and before.does(Cue.WISH) and word.text.endswith("а")
    dative = word.text in {"шеберге", "шебер-педагогке"}
    return "master" if not industrial and (aimed or wished or dative) else None


def _teacher(words: Sequence[Word], place: int) -> str | None:
    """ "категория педагог": the lowest step is named only so."""
    word = words[place]
    before, after = _neighbours(words, place)
    exact = word.text in {"педагог", "педагога", "педагогқа", "педагогке"}
    alone = after is None or not (after.sign("-") or _role(after) or _MASTER.match(after.text))
    if exact and alone and before is not None and before.does(Cue.CATEGORY):
        return "teacher"
    if word.text == "педагог" and after is not None and after.text.startswith("санат"):
        return "teacher"
    return None


def _neighbours(words: Sequence[Word], place: int) -> tuple[Word | None, Word | None]:
    before = words[place - 1] if place else None
    after = words[place + 1] if place + 1 < len(words) else None
    return before, after


def _named_with(words: Sequence[Word], place: int) -> Iterator[Word]:
    """The words of one name: "педагог-модератор", "категория эксперт", "сарапшы санатым"."""
    yield words[place]
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(words) and abs(at - place) <= NEAR:
            word = words[at]
            fits = word.sign("-") or word.does(Cue.CATEGORY) or _PEDAGOGUE.match(word.text)
            if not fits or (
                step > 0 and _PEDAGOGUE.match(word.text) and not words[at - 1].sign("-")
            ):
                break
            yield word
            at += step


def _order(words: Sequence[Word], place: int) -> tuple[str, tuple[Word, ...]] | None:
    """ "вторая категория", "категория высшая": only beside the word itself."""
    word = words[place]
    if any(w.text.startswith(_OF_HEADS) for w in words):
        return None
    for value, listed in _ORDERS.items():
        if word.text in listed.split():
            ending = len(words) > place + 2 and words[place + 1].text in _NTH
            joined = len(words) > place + 3 and words[place + 1].sign("-")
            for at in (place + 1, place - 1, *[place + 2] * ending, *[place + 3] * joined):
                if 0 <= at < len(words) and words[at].does(Cue.CATEGORY):
                    return value, tuple(words[min(at, place) : max(at, place) + 1])
    return None


def _none(words: Sequence[Word], place: int) -> tuple[Word, ...]:
    """ "категории нет", "без категории", "санатсызбын", "don't have a category"."""
    word = words[place]
    if _WITHOUT.match(word.text):
        return (word,)
    if word.text in {"б", "бк", "неаттестован", "неаттестована"}:
        end = place + (3 if word.text == "б" else 1)
        text = "".join(w.text for w in words[place:end])
        return tuple(words[place:end]) if text in {"б/к", "бк"} or word.text != "б" else ()
    if word.does(Cue.NO) and place + 1 < len(words) and re.match("ат+естов", words[place + 1].text):
        return tuple(words[place : place + 2])
    if not word.does(Cue.CATEGORY):
        return ()
    near = words[max(0, place - NEAR) : place + NEAR]
    if any(_role(w) for w in near):
        return ()
    denial = denial_of(words, place, lambda w: w.text in _ANY)
    return (word, denial) if denial is not None else ()


def _is_wanted(mention: _Mention) -> bool:
    """Whether the words around say that it is aimed at, not held."""
    if mention.value == "none" or _I_AM.search(mention.word.text):
        return False
    words, place = mention.statement.words, mention.place
    first = min(word.at for word in mention.words) - words[0].at
    before = words[max(0, first - NEAR) : first]
    after = words[place + 1 : place + 1 + NEAR]
    if any(_OF_DATIVE.search(word.text) for word in mention.words if word.does(Cue.CATEGORY)):
        return True
    if any(word.does(Cue.DONE) and not word.does(Cue.WISH) for word in before):
        return False
    if before and before[-1].text in {"на", "для", "for", "до", "about", "про"}:
        return True
    if any(w.text in {"на", "for"} for w in before[-2:]) and not _other_object(before):
        return True
    if after and after[0].text == "керек":
        return True
    if any(w.text in _NEEDED for w in before) and not any(w.text == "ли" for w in before):
        return True
    if _DATIVE.search(mention.word.text) and _is_kazakh(mention.word):
        return True
    if any(w.does(Cue.WISH_AFTER) or w.text == "үшін" for w in after[:3]):
        return not any(_role(w) for w in after[:2])
    if after and after[0].does(Cue.WISH) and _ACCUSATIVE.search(mention.word.text):
        return True
    wishes = [w for w in words[:first] if w.does(Cue.WISH) or w.text.startswith("мақсат")]
    if any(word.does(Cue.COMING) for word in before):
        return True
    held = any(w.does(Cue.HAVE, Cue.NOW) or w.text in {"с", "with"} for w in before)
    return bool(wishes) and not held


def _other_object(before: Sequence[Word]) -> bool:
    return any(word.does(Cue.POST, Cue.COURSE) for word in before[-2:])


def _is_kazakh(word: Word) -> bool:
    """A dative of a role: "сарапшыға", "moderatorga", "экспертке"."""
    stems = [stem for stem, _ in _role_stems() if word.key.startswith(stem)]
    return (bool(stems) and word.key[len(max(stems, key=len)) :] in {"ga", "ka", "ge", "ke"}) or (
        word.text == "шеберге"
    )


def _is_past(mention: _Mention) -> bool:
    words = mention.statement.words
    near = words[max(0, mention.place - NEAR) :][: NEAR * 2]
    before_that = any(a.text == "до" and b.text in {"этого", "того"}
                      for a, b in itertools.pairwise(near))  # fmt: skip
    return before_that or any(word.does(Cue.PAST) for word in near)


def _held(mention: _Mention, aims: bool, on: date) -> list[Finding]:
    """A category that is had; what may as well be wanted is left open."""
    statement = mention.statement
    words = places(_around(mention))
    sure = (
        aims
        or mention.value in {"none", *_ORDERS}
        or statement.alone
        or bool(_I_AM.search(mention.word.text))
        or any(word.does(Cue.CATEGORY) or word.sign("-") for word in mention.words)
        or statement.has(Cue.HAVE, Cue.DONE, Cue.NOW)
        or _says_i_am_one(mention)
    )
    lacks = () if sure else ("held_or_wanted",)
    granted = _granted(mention, on) if sure and mention.value != "none" else []
    return [Finding("category", mention.value, words, lacks, statement.corrects), *granted]


def _says_i_am_one(mention: _Mention) -> bool:
    before = mention.statement.words[: mention.place][-3:]
    return any(word.text in {"i'm", "i’m", "am", "im", "являюсь", "я"} for word in before)


def _around(mention: _Mention) -> list[Word]:
    """The words of the mention with those that only say that it is had or aimed at."""
    words, found = mention.statement.words, list(mention.words)
    for step in (-1, 1):
        edge = min(found, key=lambda w: w.at) if step < 0 else max(found, key=lambda w: w.at)
        at = words.index(edge) + step
        while 0 <= at < len(words) and (words[at].sign(":-") or words[at].does(
            Cue.HAVE, Cue.ME, Cue.NOW, Cue.WISH, Cue.WISH_AFTER, Cue.GOAL, Cue.DONE, Cue.CATEGORY
        )):  # fmt: skip
            found.append(words[at])
            at += step
    return found


def _granted(mention: _Mention, on: date) -> list[Finding]:
    """ "модератор с 15.06.2022", "присвоена 15.06.2022": its day, right after the category."""
    words = mention.statement.words
    last = words.index(max(mention.words, key=lambda w: w.at))
    after = words[last + 1 :]
    told = any(word.does(Cue.DONE) for word in words[: mention.place][-2:])
    while after and (after[0].sign("(,") or after[0].does(Cue.DONE, Cue.CATEGORY)):
        told = told or after[0].does(Cue.DONE)
        after = after[1:]
    starts = after and (told or after[0].token.has(Tag.FROM) or after[0].token.piece.kind in _DAYS)
    other = mention.statement.has(Cue.WORK, Cue.TEACH, Cue.SERVICE, Cue.POST)
    if not starts or other:
        return []
    after = tuple(itertools.takewhile(lambda word: not word.sign(")"), after))
    text = " ".join(w.text for w in after if not w.token.has(Tag.FROM) and w.text not in _IN)
    reading = read_date(text, on)
    used = places(after)
    if isinstance(reading, Understood):
        return [Finding("category_granted", reading.value.isoformat(), used)]
    if isinstance(reading, Choose) and reading.note == "day_missing":
        earliest, latest = reading.options[0], reading.options[-1]
        same_month = f"{earliest:%Y-%m}" == f"{latest:%Y-%m}"
        as_said = f"{earliest:%Y-%m}" if same_month else f"{earliest:%Y}"
        return [Finding("category_granted", as_said, used, ("day",))]
    return []


_DAYS = frozenset(("dmy", "ymd", "my", "ym"))
_IN = frozenset(("в", "во", "in", "on"))
