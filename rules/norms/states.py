"""The three states of a need, ordered: the worst of two is their minimum."""

from typing import Any as AnyValue

UNMET, UNKNOWN, MET = 0, 1, 2
State = int
Json = dict[str, AnyValue]
