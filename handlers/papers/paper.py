"""What a card or a file is made of: one decision with its report and its answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from handlers.report.corrected import Corrected, corrected
from i18n import Translator, translator
from rules.norms.catalog import Catalogue
from rules.norms.model import Node, Position
from rules.profile import Profile, parse_profile
from rules.verdict.check import Report
from rules.verdict.record import decision_record, judged_by, rules_of, ruling_of
from rules.vocabulary import Json
from storage.tables.corrections import Told

CODE_LENGTH = 12
ATTACHMENT = "decision.json"


@dataclass(frozen=True, slots=True)
class Became:
    """What has become of a decision by the rules of today."""

    rules: Catalogue
    found: Corrected


@dataclass(frozen=True, slots=True)
class Paper:
    """One decision. `answers`: the profile as JSON of the contract (section 3); `states`: how each
    fact was answered, as in the decision record; `operator`: who runs the bot, None when not named.
    `catalogue`: the rules that decided; `became`: where they were corrected since, the rules of
    today and what they make of it.
    """

    catalogue: Catalogue
    report: Report
    profile: Profile
    answers: Json
    states: Mapping[str, str]
    language: str
    operator: str | None
    record: bytes
    became: Became | None = None

    @property
    def code(self) -> str:
        return code_of(self.record)

    @property
    def rules(self) -> str:
        """What identifies the rules that decided (see `rules.verdict.record`)."""
        return rules_of(self.catalogue, self.report.position, self.on)

    @property
    def position(self) -> Position:
        return self.catalogue.positions[self.report.position]

    @property
    def tree(self) -> Node:
        return self.position.checks[self.report.category].tree

    @property
    def tr(self) -> Translator:
        return translator(self.language)

    @property
    def is_another_now(self) -> bool:
        """Whether the answer has become another since."""
        return self.became is not None and self.became.found.is_another

    @property
    def on(self) -> date:
        return self.report.on


def record_digest(record: bytes) -> str:
    return hashlib.sha256(record).hexdigest()


def code_of(record: bytes) -> str:
    """The beginning of the record's SHA-256: tells two records apart on paper."""
    return record_digest(record)[:CODE_LENGTH]


def paper(
    catalogue: Catalogue,
    report: Report,
    answers: Json,
    states: Mapping[str, str],
    language: str,
    operator: str | None = None,
) -> Paper:
    """The paper of a report that was just made from `answers`. Raises BadInput for bad answers."""
    return Paper(
        catalogue=catalogue.on(report.on),
        report=report,
        profile=parse_profile(answers, report.on, catalogue.competences),
        answers=answers,
        states=states,
        language=language,
        operator=operator,
        record=decision_record(catalogue, report, answers, states, language),
    )


def paper_of_record(
    catalogue: Catalogue, record: bytes, operator: str | None = None, told: Told | None = None
) -> Paper:
    """The paper of a decision that is kept, by the rules that decided it; of rules that were
    corrected since it says so, as of what its person was `told`. OtherRules when it was made with
    rules that are not kept."""
    given = json.loads(record)
    rules = ruling_of(catalogue, given).rules
    report = judged_by(rules, given)
    made = paper(rules, report, given["profile"], given["states"], given["lang"], operator)
    found = corrected(catalogue, record, told)
    return made if found is None else replace(made, became=Became(catalogue, found))
