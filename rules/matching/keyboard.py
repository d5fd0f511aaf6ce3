"""Texts typed while the keyboard was switched to another language.

The Russian and the Kazakh layout share the letter rows; the Kazakh one has its own letters on the
row of digits.
"""

from __future__ import annotations

_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_SHIFTED_KEYS = '~{}:"<>'
_SHIFTED_RUSSIAN = "ёхъжэбю"
_KAZAKH_KEYS = "234589" + "0-=" + "@#$%*()_+"
_KAZAKH = "әіңғүұ" + "қөһ" + "әіңғүұқөһ"

_TO_RUSSIAN = str.maketrans(_KEYS + _SHIFTED_KEYS, _RUSSIAN + _SHIFTED_RUSSIAN)
_TO_KAZAKH = _TO_RUSSIAN | str.maketrans(_KAZAKH_KEYS, _KAZAKH)
_TO_ENGLISH = str.maketrans(_RUSSIAN + _KAZAKH[:9], _KEYS + _KAZAKH_KEYS[:9])


def other_layouts(text: str) -> list[str]:
    """Return what the keys of a lower-case text mean in the other layouts (none for no letters)."""
    latin = sum("a" <= char <= "z" for char in text)
    cyrillic = sum("а" <= char <= "ӿ" for char in text)
    if latin > cyrillic:
        return [text.translate(_TO_RUSSIAN), text.translate(_TO_KAZAKH)]
    if cyrillic:
        return [text.translate(_TO_ENGLISH)]
    return []
