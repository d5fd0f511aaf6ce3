"""The sets written apart from the readers: right or rightly asked, and no wrong value taken."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.rules.typed.evaluation_sets import Line, judge, load

LINES = load()
KINDS = sorted({line.kind for line in LINES})


def _lines(kind: str) -> list[Line]:
    return [line for line in LINES if line.kind == kind]


def test_the_sets_speak_three_languages() -> None:
    languages = Counter(line.lang for line in LINES)
    assert len(LINES) >= 300
    assert min(languages[lang] for lang in ("kk", "ru", "en")) >= 50


@pytest.mark.parametrize("kind", KINDS)
def test_answers_are_right_or_rightly_asked(kind: str) -> None:
    verdicts = {line.text: judge(line, line.read()) for line in _lines(kind)}
    wrong = {text: verdict for text, verdict in verdicts.items() if verdict != "right"}
    assert not {"wrong_value", "never_first"} & set(wrong.values()), wrong
    assert len(wrong) <= 0.05 * len(verdicts), wrong
