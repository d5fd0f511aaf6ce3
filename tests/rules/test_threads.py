"""What all threads share is made once, and is the same as if one had asked alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest

from rules.once import once
from rules.reference import references
from rules.reference.tokens import tokens, words

THREADS = 5
T = TypeVar("T")

# Of a process of its own, where nobody has searched yet.
FIRST_SEARCHES = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from rules.reference.search import search

sys.setswitchinterval(1e-5)
asked = ["стипендии", "директора колледжа", "оқытушы міндеттері", "curators", "проведения ПМПК"]
ready = Barrier(len(asked))

def first(text):
    ready.wait()
    return search(text)

with ThreadPoolExecutor(len(asked)) as threads:
    at_once = list(threads.map(first, asked))
assert all(at_once)
assert at_once == [search(text) for text in asked]

from rules.reference.search import _index
from rules.reference.tokens import tokens

kept = _index()
tokens.cache_clear()
anew = _index.__wrapped__()
assert (kept.texts, kept.names, kept.called) == (anew.texts, anew.names, anew.called)
"""


def at_once(ask: Callable[[], T]) -> list[T]:
    """What each of several threads gets that ask at the same moment."""
    ready = Barrier(THREADS)

    def asked() -> T:
        ready.wait()
        return ask()

    with ThreadPoolExecutor(THREADS) as threads:
        return [each.result() for each in [threads.submit(asked) for _ in range(THREADS)]]


@pytest.fixture
def _restless() -> Iterator[None]:
    """Threads change places as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("_restless")
def test_a_value_is_made_once_however_many_threads_ask_first() -> None:
    made: list[object] = []

    @once
    def value(of: str) -> object:
        sum(range(20_000))
        made.append(object())
        return made[-1]

    found = at_once(lambda: value("one"))
    assert len(made) == 1
    assert all(one is made[0] for one in found)
    assert value("another") is not made[0]


def test_what_could_not_be_made_is_tried_again() -> None:
    tries: list[int] = []

    @once
    def value() -> int:
        tries.append(len(tries))
        if len(tries) == 1:
            raise OSError("the disk is away")
        return tries[-1]

    with pytest.raises(OSError, match="away"):
        value()
    assert value() == value() == 1


@pytest.mark.usefixtures("_restless")
def test_words_have_the_same_stems_in_every_thread() -> None:
    lines = [line for part in references()["tvet-teacher"].paragraphs for line in part.lines]
    every = list(dict.fromkeys(word for line in lines for word in words(line)))
    alone = [tokens.__wrapped__(word) for word in every]
    for stemmed in at_once(lambda: [tokens.__wrapped__(word) for word in every]):
        assert stemmed == alone


def test_several_may_be_the_first_to_search() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", FIRST_SEARCHES], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
