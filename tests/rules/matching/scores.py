"""Scores of matching on a set of queries, as the tests and the benchmark take them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rules.matching import Match, match

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Query:
    """A query and the position it means: one, several that fit equally, or none of ours."""

    text: str
    expected: tuple[str, ...]
    clear: bool


@dataclass(frozen=True)
class Scores:
    """Shares 0–1: `confident_wrong` of the answers taken without asking, the rest of queries."""

    top_1: float
    top_3: float
    nothing_offered: float
    confident: float
    confident_wrong: float
    ambiguous: float


def read_queries(name: str) -> list[Query]:
    """Read a JSON Lines file of `q`, `expect` (an id, a list of them or null), `confident_ok`."""
    return [_query(json.loads(line)) for line in (FOLDER / name).read_text("utf-8").splitlines()]


def _query(row: dict[str, object]) -> Query:
    expected = row["expect"]
    several = tuple(map(str, expected)) if isinstance(expected, list) else ()
    return Query(
        text=str(row["q"]),
        expected=several or (() if expected is None else (str(expected),)),
        clear=bool(row["confident_ok"]),
    )


def score(queries: list[Query]) -> Scores:
    """Answer every query and compare."""
    answers = [(query, match(query.text)) for query in queries]
    ours = [pair for pair in answers if pair[0].expected]
    others = [found for query, found in answers if not query.expected]
    clear = [found for query, found in answers if query.clear]
    several = [pair for pair in ours if len(pair[0].expected) > 1]
    taken = [pair for pair in answers if pair[1].confident]
    return Scores(
        top_1=_share(_is_among_first(pair, 1) for pair in ours),
        top_3=_share(_is_among_first(pair, 3) for pair in ours),
        nothing_offered=_share(not found.results for found in others),
        confident=_share(found.confident for found in clear),
        confident_wrong=_share(
            query.expected != (found.results[0].position,) for query, found in taken
        ),
        ambiguous=_share(
            not found.confident and set(query.expected) <= set(_positions(found))
            for query, found in several
        ),
    )


def _positions(found: Match) -> list[str]:
    return [result.position for result in found.results]


def _is_among_first(pair: tuple[Query, Match], number: int) -> bool:
    query, found = pair
    return not set(query.expected).isdisjoint(_positions(found)[:number])


def _share(outcomes: Iterable[bool]) -> float:
    listed = list(outcomes)
    return sum(listed) / len(listed) if listed else 1.0
