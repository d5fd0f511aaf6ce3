"""The way of a document through the steps of an organisation's chain (clauses 7.4, 7.5; R701).

What was done is kept step by step; where the document stands follows from that alone, so that a
step that is switched on or off in the middle of a year needs no repair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rules.training.vocabulary import (
    COLLEGE_CHAIN,
    UNIT_STEPS,
    UNIVERSITY_CHAIN,
    WHOLE_STEPS,
    ChainStep,
    Holder,
    PassageOutcome,
    Step,
    TrainingForm,
)

Done = Sequence[tuple[ChainStep, PassageOutcome]]
"""What a document has been through, in order."""

STEPS_OF_FORM: Final[dict[TrainingForm, tuple[ChainStep, ...]]] = {
    "602-01": UNIT_STEPS,
    "602-05": WHOLE_STEPS,
}
NEVER_OFF: Final[frozenset[ChainStep]] = frozenset({"approve_unit", "consolidate", "approve"})
"""Without these a schedule would come about by nobody."""
HOLDERS_OF: Final[dict[ChainStep, tuple[Holder, ...]]] = {
    "plan": ("person", "head"),
    "discuss": ("head", "institute", "outside"),
    "approve_unit": ("head", "institute", "hr"),
    "sign": ("institute", "hr", "hr_director", "outside"),
    "consolidate": ("hr", "hr_director"),
    "agree": ("outside", "hr", "hr_director"),
    "approve": ("outside", "hr_director", "hr"),
    "bring_down": ("hr", "hr_director"),
    "report": ("institute", "head", "hr"),
}
"""Who may hold each step."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a document stands. `ahead`: the steps that are still to be done, in order; `at_once`:
    as many of them as one act of the holder does; `sent_back`: nothing was done since."""

    ahead: tuple[Step, ...]
    at_once: tuple[Step, ...]
    sent_back: bool

    @property
    def next(self) -> Step | None:
        return self.ahead[0] if self.ahead else None

    @property
    def over(self) -> bool:
        return not self.ahead


def chain_of(settled: Mapping[ChainStep, Step], *, has_institutes: bool) -> tuple[Step, ...]:
    """The organisation's chain: what it has settled, and for the rest what is usual."""
    usual = UNIVERSITY_CHAIN if has_institutes else COLLEGE_CHAIN
    return tuple(settled.get(each.name, each) for each in usual)


def way_of(
    chain: Sequence[Step], form: TrainingForm, *, university_money: bool = True
) -> tuple[Step, ...]:
    """The active steps of a form. The money is agreed on only where the university's own is used
    (clause 7.4)."""
    steps = {each.name: each for each in chain}
    wanted = (name for name in STEPS_OF_FORM[form] if university_money or name != "agree")
    return tuple(steps[name] for name in wanted if steps[name].active)


def standing(way: Sequence[Step], done: Done) -> Standing:
    """Where a document stands on its way after what was done."""
    passed: set[ChainStep] = set()
    for step, outcome in done:
        if outcome == "back":
            passed.clear()
        else:
            passed.add(step)
    ahead = tuple(each for each in way if each.name not in passed)
    return Standing(ahead, _at_once(ahead), bool(done) and not passed)


def _at_once(ahead: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps of one holder in a row are one act. What somebody outside does each has its own paper,
    and an approved document is brought down apart."""
    if not ahead or ahead[0].holder == "outside":
        return ahead[:1]
    count = 1
    while (
        count < len(ahead)
        and ahead[count].holder == ahead[0].holder
        and ahead[count].name != "bring_down"
    ):
        count += 1
    return ahead[:count]


def is_locked(done: Done) -> bool:
    """Whether the items below a unit's schedule may no longer change: its head has approved it, and
    it was not sent back since."""
    locked = False
    for step, outcome in done:
        locked = outcome == "done" and (locked or step == "approve_unit")
    return locked


def may_switch(step: ChainStep, *, active: bool) -> bool:
    return active or step not in NEVER_OFF


def may_hold(step: ChainStep, holder: Holder) -> bool:
    return holder in HOLDERS_OF[step]
