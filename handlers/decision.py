"""The record of a decision, as it is kept with the person's consent."""

from __future__ import annotations

from rules.questionnaire.flow import Sheet
from rules.questionnaire.profile_of import SKIPPED_ADVANTAGES
from rules.questionnaire.question import PART
from rules.verdict.check import Report
from rules.verdict.record import decision_record as make_record


def decision_record(sheet: Sheet, report: Report, lang: str) -> bytes:
    """The bytes that replay this decision: rules' digest, day, answers with their states, result.

    A fact that was not asked is noted with the reason: its answer could change nothing.
    """
    states = {
        fact: "value" if answer.state == PART else answer.state
        for fact, answer in sheet.answers.items()
        if fact in sheet.relevance.sources and (answer.state != PART or fact in sheet.profile_data)
    }
    skipped = SKIPPED_ADVANTAGES in sheet.answers and sheet.of_this_run(SKIPPED_ADVANTAGES)
    for fact in sheet.relevance.sources:
        left_out = skipped and fact in sheet.relevance.advantage_only
        reason = "the person left it out" if left_out else "cannot change the report"
        states.setdefault(fact, f"skipped: {reason}")
    return make_record(sheet.catalogue, report, sheet.profile_data, states, lang)
