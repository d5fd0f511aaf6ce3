"""Names of people, so that none is taken for a post with typos or for one that is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ruamel.yaml import YAML

from rules.matching.script import foldings
from rules.once import once

_FILE = Path(__file__).with_suffix(".yaml")
_LONGEST_NAME = 4
# A patronymic is a name wherever it stands, a surname only beside another name.
_PATRONYMIC = re.compile(r"(?:ович|евич|овна|евна|ична|ұлы|улы|қызы|кызы|uly|qyzy|kyzy)$")
_SURNAME = re.compile(
    r"(?:[ое]в|[ое]ва|ин|ина|ск[аи]й|ская|цкий|цкая|енко|баев|баева|бек|хан|ov|ova|ev|eva)$"
)


def is_name(parts: Sequence[str], capitalised: bool = False) -> bool:
    """Tell whether all lower-case words may be of one name, and one of them surely is.

    `capitalised` tells that each was typed with a capital letter, as names are.
    """
    if not 0 < len(parts) <= _LONGEST_NAME:
        return False
    names = _names()
    listed = [foldings(word)[0] in names for word in parts]
    alike = [
        one or bool(_PATRONYMIC.search(word) or _SURNAME.search(word))
        for one, word in zip(listed, parts, strict=True)
    ]
    sure = any(listed) or any(map(_PATRONYMIC.search, parts))
    if capitalised and len(parts) > 1:
        return sure or all(alike)
    return sure and all(alike)


@once
def _names() -> frozenset[str]:
    languages = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return frozenset(
        foldings(name.strip())[0] for listed in languages.values() for name in listed.split(",")
    )
