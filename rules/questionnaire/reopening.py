"""A new run of questions after a report: for one fact, or for what only gives an advantage."""

from __future__ import annotations

from typing import Final

from rules.questionnaire.drafts import Draft, before
from rules.questionnaire.flow import Sheet
from rules.questionnaire.profile_of import ASKED_ADVANTAGES, SKIPPED_ADVANTAGES
from rules.questionnaire.question import Change, Put
from rules.questionnaire.scope import SAME

NOT_ASKED: Final = Put(SAME, "value", None)
"""Keeps a run that only asks something again from asking what holds here too; no answer of it."""


def reopened(sheet: Sheet, fact: str) -> tuple[Change, ...]:
    """What to keep so that a new run (that of `sheet`) asks `fact` again and nothing else: the old
    value waits behind the question, and "don't know" of the run before still stands."""
    answer = sheet.answers.get(fact)
    previous = None if answer is None else answer.run_id
    again = tuple(
        Put(other, "unknown" if kept.state == "unknown" else "value", kept.value)
        for other, kept in sheet.answers.items()
        if other != fact
        and kept.run_id == previous
        and (kept.state == "unknown" or other == SKIPPED_ADVANTAGES)
    )
    draft = Draft(fresh=True, before=before(answer))
    return (*again, NOT_ASKED, Put(fact, "draft", draft.to_json()))


def asking_advantages(sheet: Sheet, old_run: int) -> tuple[Change, ...]:
    """What to keep so that a new run (that of `sheet`) asks what only gives an advantage: "don't
    know" that was said in the run of the report still stands for everything else."""
    later = {*sheet.relevance.advantage_only, *sheet.left_for_later}
    again = tuple(
        Put(fact, "unknown", kept.value)
        for fact, kept in sheet.answers.items()
        if kept.run_id == old_run and kept.state == "unknown" and fact not in later
    )
    return (*again, NOT_ASKED, Put(ASKED_ADVANTAGES, "value", True))
