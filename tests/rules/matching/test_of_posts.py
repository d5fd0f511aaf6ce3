"""Words of posts alone name nobody."""

import pytest

from rules.matching import is_of_posts


@pytest.mark.parametrize(
    "words", ["космонавт", "Повар столовой", "аспазға", "бухгалтер колледжа", "welder"]
)
def test_words_of_posts_and_places_are(words: str) -> None:
    assert is_of_posts(words)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "...",
        "зумруд",
        "мастер Зулпыкаров",
        "Поваров А.",
        "А. Поваров",
        "повар 1985",
        "у меня диабет",
        "мой сын",
    ],
)
def test_what_may_be_somebody_s_own_is_not(words: str) -> None:
    assert not is_of_posts(words)
