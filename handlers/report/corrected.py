"""What has become of an answer whose rules, or whose answers, were corrected since. Pure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from handlers.chat.names import target_name
from handlers.chat.said_words import fact_name, in_sentence
from handlers.report.report_view import verdict_words
from i18n import Translator, mark
from rules.errors import BadInput
from rules.norms.catalog import Catalogue
from rules.verdict.check import Report
from rules.verdict.corrections import judged_without
from rules.verdict.record import OtherRules, judged_by, ruling_of
from storage.tables.corrections import CorrectedCheck, Told

SHORT_VERDICTS = {
    "eligible": mark("✅ meets the requirements"),
    "not_eligible": mark("❌ does not meet them yet"),
    "undetermined": mark("❔ open"),
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """`then`: the answer as it was given, by `rules`; `now`: today's to what counts of the same
    answers, None where today's rules cannot judge them; `on`: the day of the correction;
    `rested_on`: the facts that were given for another position."""

    on: date
    rules: Catalogue
    then: Report
    now: Report | None
    rested_on: tuple[str, ...]

    @property
    def is_another(self) -> bool:
        """Whether the answer has become another."""
        return self.now is None or _outcome(self.then) != _outcome(self.now)


def _outcome(report: Report) -> tuple[object, ...]:
    return report.verdict, report.route, report.eligible_on


def corrected(catalogue: Catalogue, record: bytes, told: Told | None = None) -> Corrected | None:
    """What has become of the decision of a record; None where it still holds, or where the rules
    it was made with are not kept. `told`: what its person was told of it."""
    given = json.loads(record)
    try:
        ruling = ruling_of(catalogue, given)
        then = judged_by(ruling.rules, given)
    except (OtherRules, BadInput):
        return None
    rested_on = () if told is None else told.rested_on
    on = told.corrected_on if rested_on and told is not None else ruling.corrected_on
    if on is None:
        return None
    return Corrected(on, ruling.rules, then, judged_without(catalogue, given, rested_on), rested_on)


def corrected_lines(
    catalogue: Catalogue, correction: Corrected, tr: Translator, shown: Callable[[str], str] = str
) -> Iterator[str]:
    """That an answer was corrected, and what the rules of today make of it, as HTML; `shown` says
    how a verdict is written."""
    yield tr.text("⚖️ <b>Corrected on {day}</b>", day=tr.date(correction.on))
    if not correction.is_another:
        yield tr.text("By the corrected rules the answer stays the same.")
        return
    yield _then(
        shown(verdict_words(correction.rules.on(correction.then.on), correction.then, tr)), tr
    )
    yield _now(catalogue, correction.now, tr, shown)
    yield from rested_on_lines(correction.rested_on, tr)


def check_corrected(catalogue: Catalogue, told: CorrectedCheck, tr: Translator) -> Iterator[str]:
    """One check of a message about a correction: its name, both answers and why, as HTML."""
    decision = told.decision
    given = json.loads(decision.record)
    if decision.position in catalogue.positions:
        name = escape(target_name(catalogue, decision.position, decision.category, tr), quote=False)
    else:
        name = tr.text("A position that you have checked")
    yield f"<b>{name}</b> ({tr.date(decision.judged_on)})"
    yield _then(_words_then(catalogue, told, tr), tr)
    yield _now(catalogue, judged_without(catalogue, given, told.rested_on), tr)
    yield from rested_on_lines(told.rested_on, tr)


def rested_on_lines(facts: Sequence[str], tr: Translator) -> Iterator[str]:
    """That answers were given for another position and count no more."""
    if facts:
        names = ", ".join(in_sentence(fact_name(fact, tr)) for fact in facts)
        yield tr.text(
            "You said this for another position; please answer for this one too: {facts}",
            facts=names,
        )


def _words_then(catalogue: Catalogue, told: CorrectedCheck, tr: Translator) -> str:
    """The verdict as it was given, by the rules of that day as far as they are kept."""
    given = json.loads(told.decision.record)
    try:
        rules = ruling_of(catalogue, given).rules
        report = judged_by(rules, given)
    except (OtherRules, BadInput):
        return tr.text(SHORT_VERDICTS[told.decision.verdict])
    return verdict_words(rules.on(report.on), report, tr)


def _then(words: str, tr: Translator) -> str:
    return tr.text("It was: {verdict}", verdict=words)


def _now(
    catalogue: Catalogue, report: Report | None, tr: Translator, shown: Callable[[str], str] = str
) -> str:
    if report is None:
        return tr.text("The rules ask something else now: please check again.")
    words = verdict_words(catalogue.on(report.on), report, tr)
    return tr.text("It is now: {verdict}", verdict=shown(words))
