"""Labels stay few, whoever sends what."""

from hypothesis import given
from hypothesis import strategies as st

from bot.watching.meters import OTHER, Few, skipped
from tests.bot.watching.figures import Figures


@given(st.lists(st.text(), max_size=60), st.integers(1, 5))
def test_a_label_has_no_more_words_than_it_may(texts: list[str], most: int) -> None:
    few = Few(most)
    words = [few.word(text) for text in texts]
    assert len(set(words) - {OTHER}) <= most
    # What was let in once stays itself.
    again = [few.word(text) for text in texts]
    assert [w for w, t in zip(words, texts, strict=True) if w == t] == [
        w for w, t, before in zip(again, texts, words, strict=True) if before == t
    ]


def test_places_in_lists_make_no_labels_of_their_own() -> None:
    figures = Figures()
    for place in range(300):
        skipped("message", f"message.entities.{place}.offset")
    name = "biliktilik_updates_skipped_total"
    assert figures.since(name, kind="message", reason="message.entities.offset") == 300
