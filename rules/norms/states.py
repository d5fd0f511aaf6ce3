"""The three states of a need, ordered: the worst of two is their minimum."""

UNMET, UNKNOWN, MET = 0, 1, 2
State = int
