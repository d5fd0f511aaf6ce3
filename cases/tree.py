"""The tree of an organisation's departments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from storage.tables.organisations import Department


@dataclass(frozen=True, slots=True)
class Branch:
    """A department in the order of the tree; `depth` 0 directly below the organisation."""

    department: Department
    depth: int


def below(departments: Iterable[Department], top: int) -> frozenset[int]:
    """The department with all that are parts of it, directly or not."""
    parts: dict[int | None, list[int]] = defaultdict(list)
    for each in departments:
        parts[each.parent_id].append(each.id)
    found, ahead = {top}, [top]
    while ahead:
        for number in parts.get(ahead.pop(), ()):
            if number not in found:
                found.add(number)
                ahead.append(number)
    return frozenset(found)


def in_order(departments: Sequence[Department]) -> list[Branch]:
    """All departments, each followed by its parts; beside each other as they are given."""
    known = {each.id for each in departments}
    parts: dict[int | None, list[Department]] = defaultdict(list)
    for each in departments:
        parts[each.parent_id if each.parent_id in known else None].append(each)
    found: list[Branch] = []
    ahead = [Branch(each, 0) for each in reversed(parts[None])]
    while ahead:
        branch = ahead.pop()
        found.append(branch)
        ahead += [Branch(each, branch.depth + 1) for each in reversed(parts[branch.department.id])]
    return found
