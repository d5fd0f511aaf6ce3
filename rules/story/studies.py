"""What somebody studied and was awarded: education, degrees, titles, honours, retraining."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from rules.story.cues import Cue
from rules.story.finding import Finding, denial_of, free, places
from rules.story.statements import Statement
from rules.story.words import Word
from rules.typed.choice import find
from rules.vocabulary import HIGHER, Json

_NEAR = 5
_PERSON = ("педагог", "психолог", "соцпедагог")
# Levels that are named by a place of study: said of somebody only who finished it.
_PLACES = (Cue.COLLEGE, Cue.UNIVERSITY, Cue.SCHOOL)
_ENGLISH_MASTER = frozenset(("master's", "masters", "master’s", "msc", "mba"))
_ABBREVIATED = re.compile(r"[кд](?:п|т|э|фм|ф|б|х|и|ю|м|пс)н|[птэф]м?ғ[кд]|phd|пхд|dsc")


def studies_in(found: Sequence[Statement], taken: set[int]) -> list[Finding]:
    """Findings of what was studied; education one finding for each diploma."""
    readers: tuple[Callable[[Statement, set[int]], Iterator[Finding]], ...] = (
        _degrees, _titles, _honours, _retraining, _management,
    )  # fmt: skip
    read: list[Finding] = []
    for statement in found:
        if statement.holds:
            for reader in readers:
                for finding in reader(statement, taken):
                    read.append(finding)
                    taken |= finding.words
    return [*read, *_of_one_diploma(list(_education(found, taken)))]


def _of_one_diploma(found: list[Finding]) -> list[Finding]:
    """ "высшее педагогическое, бакалавр": one diploma, said in two statements."""
    vague = [finding for finding in found if "level" in finding.lacks]
    exact = [finding for finding in found if finding.value.get("level") in HIGHER]
    if len(vague) != 1 or len(exact) != 1 or len(found) != len(vague) + len(exact):
        return found
    entry = {**vague[0].value, **exact[0].value}
    return [Finding("education", entry, vague[0].words | exact[0].words)]


def _education(found: Sequence[Statement], taken: set[int]) -> Iterator[Finding]:
    for place, statement in enumerate(found):
        if not statement.holds or statement.has(Cue.STUDYING) or _denied(statement, taken):
            continue
        words = [word for word in free(statement, taken) if word.is_word]
        level = _level(words)
        if level is None:
            continue
        value, named = level
        after = found[place + 1] if place + 1 < len(found) else None
        fields, of_fields = _fields(words, named) or _fields_alone(after, taken) or ([], [])
        entry: Json = {"level": value} if value != "higher" else {}
        if fields:
            entry["fields"] = fields
        lacks = ("level",) if value == "higher" else ()
        used = places([*named, *of_fields, *_around(words, named)])
        yield Finding("education", entry, used, lacks)


def _denied(statement: Statement, taken: set[int]) -> bool:
    """ "магистратуры нет": what somebody does not have says nothing of what they have."""
    return any(word.does(Cue.NO) and word.at not in taken for word in statement.words)


def _level(words: list[Word]) -> tuple[str, list[Word]] | None:
    """The level that the words name for sure, "higher" where they say no more than that."""
    hits, _ = find([word.key for word in words], "education_level")
    for hit in sorted(hits, key=lambda hit: words[hit.start].does(*_PLACES)):
        named = words[hit.start : hit.end]
        if any(word.does(*_PLACES) for word in named):
            near = words[max(0, hit.start - 2) : hit.end + 3]
            if not any(word.does(Cue.FINISHED) for word in near):
                continue
            value = "tvet" if named[0].does(Cue.COLLEGE) else "higher"
            if not named[0].does(Cue.SCHOOL):
                return value, named
        elif hit.phrase.sure and _is_study(named, words):
            return hit.phrase.sure[0], named
        elif set(hit.phrase.ask) & {*HIGHER} and named[0].does(Cue.HIGHER):
            if any(w.does(Cue.CATEGORY) or w.text.startswith("уровн") for w in words):
                continue
            return "higher", named
    higher = [word for word in words if word.text.startswith("вышк")]
    return ("higher", higher) if higher else None


def _is_study(named: list[Word], words: list[Word]) -> bool:
    """Whether "master" is a degree here and no post: "master's degree", "магистр"."""
    if not any(word.text.startswith("master") for word in named):
        return True
    near = {word.text for word in words}
    return bool(near & _ENGLISH_MASTER or "degree" in near)


def _around(words: list[Word], named: list[Word]) -> list[Word]:
    place = words.index(named[0])
    near = words[max(0, place - 2) : place + len(named) + 3]
    return [word for word in near if word.does(Cue.FINISHED, Cue.EDUCATION, Cue.DEGREE)
            or word.text.startswith(("направлен", "бағыт"))]  # fmt: skip


def _fields(words: list[Word], named: list[Word]) -> tuple[list[str], list[Word]] | None:
    """The fields named right beside the level: "бакалавр педагогики", "педагогика магистрі"."""
    place = words.index(named[0])
    first, last = max(0, place - 3), place + len(named) + _NEAR
    near = words[first:last]
    hits, _ = find([word.key for word in near], "education_field")
    for hit in hits:
        said = near[hit.start : hit.end]
        if not hit.phrase.sure or any(_is_person(word) for word in said):
            continue
        if any(word.text in {"education"} for word in said) and not _follows_in(near, hit.start):
            continue
        return [hit.phrase.sure[0]], said
    return None


def _follows_in(near: list[Word], start: int) -> bool:
    """ "bachelor in education": the field, not the word for schooling."""
    return start > 0 and near[start - 1].text in {"in", "of"}


def _is_person(word: Word) -> bool:
    return (word.text.startswith(_PERSON) and not word.text.startswith(
        ("педагоги", "психологи")
    )) or word.text.endswith(("пын", "пін", "мын", "мін"))  # fmt: skip


def _fields_alone(after: Statement | None, taken: set[int]) -> tuple[list[str], list[Word]] | None:
    """ "бакалавр, әлеуметтік педагогика": a statement that says nothing but a field."""
    if after is None or not after.holds:
        return None
    words = [word for word in free(after, taken) if word.is_word]
    hits, rest = find([word.key for word in words], "education_field")
    sure = [hit for hit in hits if hit.phrase.sure]
    if len(sure) != 1 or rest or any(_is_person(word) for word in words):
        return None
    return [sure[0].phrase.sure[0]], words


def _degrees(statement: Statement, taken: set[int]) -> Iterator[Finding]:
    words = [word for word in free(statement, taken) if word.is_word]
    hits, _ = find([word.key for word in words], "degree")
    for hit in hits:
        said = words[hit.start : hit.end]
        alone = hit.end - hit.start == 1 and not _ABBREVIATED.fullmatch(said[0].text)
        value = hit.phrase.sure[0] if len(hit.phrase.sure) == 1 else None
        if value in {None, "none"} or alone or statement.has(Cue.STUDYING):
            continue
        studies = any(w.text.startswith("докторантур") for w in words[hit.start : hit.end + 2])
        if studies or _is_denied_near(words, hit.start, hit.end):
            continue
        more = [w for w in words if w.does(Cue.DEGREE) or w.text.startswith(("доктор", "докт"))]
        yield Finding("degrees", {"degree": value}, places([*said, *more]))
    yield from _none_of(statement, words, Cue.DEGREE, "degrees")


def _is_denied_near(words: list[Word], start: int, end: int) -> bool:
    near = words[max(0, start - 2) : end + 2]
    return any(word.does(Cue.NO) for word in near)


def _none_of(statement: Statement, words: list[Word], cue: Cue, fact: str) -> Iterator[Finding]:
    """ "степени нет", "ғылыми атағым жоқ", "no academic title"."""
    for place, word in enumerate(words):
        if not word.does(cue):
            continue
        near = words[max(0, place - 3) : place + 4]
        adjectives = _adjectives(near)
        beside = [*adjectives, *(w for w in words if w.does(Cue.DEGREE, Cue.TITLE))]
        denial = denial_of(words, place, beside.__contains__)
        level = any(w.text.startswith(("master", "bachelor")) for w in near)
        if denial is not None and not level:
            yield Finding(fact, [], places([word, denial, *adjectives]))
            return


def _adjectives(words: list[Word]) -> list[Word]:
    return [w for w in words if w.does(Cue.SCIENTIFIC)
            or w.text.startswith(("учен", "учён", "academic", "any", "ешқандай"))]  # fmt: skip


def _titles(statement: Statement, taken: set[int]) -> Iterator[Finding]:
    """A title only where it is called so: "профессор" alone is a post."""
    words = [word for word in free(statement, taken) if word.is_word]
    if not any(word.does(Cue.TITLE) for word in words):
        return
    hits, _ = find([word.key for word in words], "title")
    sure = [hit for hit in hits if len(hit.phrase.sure) == 1 and hit.phrase.sure[0] != "none"]
    if not sure:
        yield from _none_of(statement, words, Cue.TITLE, "titles")
    for hit in sure:
        if not _is_denied_near(words, hit.start, hit.end):
            more = [word for word in words if word.does(Cue.TITLE, Cue.HAVE)]
            more += _adjectives(words)
            used = places([*words[hit.start : hit.end], *more])
            yield Finding("titles", hit.phrase.sure[0], used)


def _honours(statement: Statement, taken: set[int]) -> Iterator[Finding]:
    words = [word for word in free(statement, taken) if word.is_word]
    hits, _ = find([word.key for word in words], "honour")
    for hit in hits:
        value = hit.phrase.sure[0] if len(hit.phrase.sure) == 1 else None
        if value not in {None, "none"} and not _is_denied_near(words, hit.start, hit.end):
            yield Finding("honours", value, places(words[hit.start : hit.end]))


_PEDAGOGICAL = ("педпереподготов", "педагогическ", "педагогикалық", "pedagog", "пед")
_PROFESSIONAL = ("профпереподготов", "профессиональн", "кәсіби", "кәсіптік", "professional")


def _retraining(statement: Statement, taken: set[int]) -> Iterator[Finding]:
    words = [word for word in free(statement, taken) if word.is_word]
    said = [word for word in words if word.does(Cue.RETRAINING)] or _kazakh_retraining(words)
    if not said or statement.has(Cue.STUDYING, Cue.COMING):
        return
    place = words.index(said[0])
    near = words[max(0, place - 3) : place + 5]
    last = words.index(said[-1])
    denial = denial_of(words, last, lambda w: w in near and not w.does(Cue.CATEGORY, Cue.COURSE))
    if denial is not None:
        yield Finding("retraining", [], places([*said, denial]))
        return
    kinds = {
        kind: [word for word in near if word.text.startswith(stems)]
        for kind, stems in (("pedagogical", _PEDAGOGICAL), ("professional", _PROFESSIONAL))
    }
    named = {kind: found for kind, found in kinds.items() if found}
    done = [word for word in near if word.does(Cue.DONE, Cue.HAVE)]
    for kind, found in named.items():
        yield Finding("retraining", kind, places([*said, *found, *done]))
    if not named:
        yield Finding("retraining", None, places([*said, *done]), ("kind",))


def _management(statement: Statement, taken: set[int]) -> Iterator[Finding]:
    """ "категория заместителя руководителя третьей категории"."""
    words = [word for word in free(statement, taken) if word.is_word or word.token.integer]
    if not any(word.does(Cue.CATEGORY) for word in words) or statement.has(Cue.NO):
        return
    hits, _ = find([word.key for word in words], "management_category")
    sure = [hit for hit in hits if len(hit.phrase.sure) == 1 and hit.phrase.sure[0] != "none"]
    if len(sure) == 1:
        used = [*words[sure[0].start : sure[0].end], *(w for w in words if w.does(Cue.CATEGORY))]
        yield Finding("management_category", sure[0].phrase.sure[0], places(used))


def _kazakh_retraining(words: list[Word]) -> list[Word]:
    for one, two in itertools.pairwise(words):
        if one.text == "қайта" and two.text.startswith("даярла"):
            return [one, two]
    return []
