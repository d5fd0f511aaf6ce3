"""Our translations of the paragraphs that no requirement stands for, one file per position."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from rules.errors import BadRules
from rules.norms.schema import Strict, load, shaped
from rules.reference.model import Paragraph

FOLDER: Final = Path(__file__).parent / "data" / "translations"
# Before our translation of a line that says something else now, in a drafted edition.
TO_DECIDE: Final = "DECIDE: "
# What each line of a language has, so that languages put in each other's place are noticed.
_WRITTEN: Final = {
    "kk": re.compile("[әғқңөұүһі]", re.IGNORECASE),
    "en": re.compile("^[^а-яёәғқңөұүһі]+$", re.IGNORECASE),
}
Lines = Annotated[list[Annotated[str, Field(min_length=1)]], Field(min_length=1)]


class TranslatedIn(Strict):
    kind: Literal["duties", "knowledge"]
    paragraph: str
    section: str | None = None
    kk: Lines
    en: Lines

    @property
    def place(self) -> tuple[str, str, str | None]:
        return (self.kind, self.paragraph, self.section)


class TranslationsIn(Strict):
    position: str
    paragraphs: list[TranslatedIn] = Field(min_length=1)


def with_translations(
    position: str, parts: Sequence[Paragraph], folder: Path = FOLDER
) -> tuple[Paragraph, ...]:
    """The paragraphs of a position with what its file translates; unchanged where there is no file.

    Raises BadRules for a faulty file.
    """
    path = folder / f"{position}.yaml"
    if not path.exists():
        return tuple(parts)
    name = f"translations/{path.name}"
    given = shaped(TranslationsIn, load(path), name)
    problems = [f"{name}: {problem}" for problem in _problems(given, position, parts)]
    if problems:
        raise BadRules(problems)
    ours = {
        one.place: {language: tuple(getattr(one, language)) for language in _WRITTEN}
        for one in given.paragraphs
    }
    return tuple(replace(part, translations=ours.get(_place(part), {})) for part in parts)


def untranslated(parts: Sequence[Paragraph]) -> Iterator[str]:
    """What is missing: a line with the remedy for each paragraph without translations."""
    for part in parts:
        if not part.translations:
            yield (
                f"translations/{part.position}.yaml: paragraph {part.source.paragraph} "
                f"({part.kind}) is not translated; write it"
            )


def _place(part: Paragraph) -> tuple[str, str, str | None]:
    return (part.kind, part.source.paragraph, part.source.section)


def _problems(given: TranslationsIn, position: str, parts: Sequence[Paragraph]) -> Iterator[str]:
    if given.position != position:
        yield f"position: {given.position} is not the file's name; write {position}"
    official = {_place(part): part for part in parts}
    seen = set()
    for one in given.paragraphs:
        where = f"paragraph {one.paragraph} ({one.kind})"
        if one.place in seen:
            yield f"{where} stands in it twice; remove one"
        seen.add(one.place)
        part = official.get(one.place)
        if part is None:
            yield f"{where} is none of the position's; mend its number, kind or section"
            continue
        for language, sign in _WRITTEN.items():
            lines = getattr(one, language)
            if len(lines) != len(part.lines):
                yield (
                    f"{where}: {language} has {len(lines)} items, the official paragraph "
                    f"{len(part.lines)}; translate each item, in the same order"
                )
            for line in lines:
                if line.startswith(TO_DECIDE):
                    yield f"{where}: {language} is not decided: «{line}»; translate it anew"
                elif not sign.search(line):
                    yield f"{where}: {language} is in another language: «{line}»; translate it"
