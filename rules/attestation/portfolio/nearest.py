"""What to do next: rows in the order of ease, and the fewest of them that make up the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.attestation.portfolio.counting import Counted, Portfolio
from rules.attestation.portfolio.rows import Points, Row


@dataclass(frozen=True, slots=True)
class Gain:
    """A row to see to, and the points that it brings at most; `better`: it is met already, and
    only a better result brings them."""

    row: Row
    points: Points
    better: bool = False


def next_rows(portfolio: Portfolio) -> tuple[Gain, ...]:
    """Empty rows, then open ones, each the easiest first; each brings the category's points.

    Where these do not make up the sum (co-authors take a point), rows that are met and could bring
    more follow.
    """
    column = portfolio.column
    filled = [_to_fill(each, column) for each in _easiest(portfolio.empty)]
    filled += [_to_fill(each, column) for each in _easiest(portfolio.open)]
    if portfolio.points + sum(gain.points for gain in filled) < portfolio.threshold:
        filled += _to_better(portfolio)
    return tuple(filled)


def fewest_rows(portfolio: Portfolio) -> tuple[Gain, ...]:
    """The smallest number of rows that make up the sum, the easiest first; none where it is there.

    Of the sets of that size the one whose hardest row is the easiest, then the next hardest. The
    sum alone: a row left empty stays empty.
    """
    need = portfolio.threshold - portfolio.points
    column = portfolio.column
    to_fill = [_to_fill(each, column) for each in (*portfolio.empty, *portfolio.open)]
    gains = sorted((*to_fill, *_to_better(portfolio)), key=_hardness)
    size = next((n for n in range(len(gains) + 1) if _reach(gains, n) >= need), None)
    if size is None:
        return ()
    kept: list[Gain] = []
    left = list(gains)
    while len(kept) < size:
        hardest = left.pop()
        missing = need - sum(gain.points for gain in kept)
        if _reach(left, size - len(kept)) < missing:
            kept.append(hardest)
    return tuple(reversed(kept))


def _reach(gains: Sequence[Gain], size: int) -> Points:
    """The most that so many of the gains bring."""
    return sum(sorted((gain.points for gain in gains), reverse=True)[:size], 0)


def _to_fill(counted: Counted, column: int) -> Gain:
    return Gain(counted.row, counted.row.lowest(column))


def _to_better(portfolio: Portfolio) -> list[Gain]:
    better = [each for each in portfolio.rows if each.state == "met" and each.most > each.points]
    return [Gain(each.row, each.most - each.points, better=True) for each in _easiest(better)]


def _easiest(rows: Sequence[Counted]) -> list[Counted]:
    return sorted(rows, key=lambda each: (each.row.ease, each.row.id))


def _hardness(gain: Gain) -> tuple[int, str]:
    return gain.row.ease, gain.row.id
