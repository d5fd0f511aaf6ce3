"""What a report says, part by part. Pure: report and language in, lines of HTML out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from handlers.chat.editions import before_the_first, edition_used, next_edition
from handlers.chat.names import category_name, clause
from handlers.chat.said_words import listed_facts
from handlers.chat.tappable import tappable_day
from handlers.report.requirement_lines import requirement_lines, status_sign
from handlers.report.route_words import route_words
from i18n import Translator
from rules.norms.catalog import Catalogue
from rules.norms.model import Position, Source
from rules.questionnaire.ask import CONDITIONS
from rules.verdict.check import Item, Report
from rules.verdict.deciding import deciding
from rules.vocabulary import Json

OTHER_WAYS = 2


def whole_report(catalogue: Catalogue, report: Report, tr: Translator) -> Iterator[str]:
    """All that a report says, as blocks of HTML: what stands on its first screen too."""
    catalogue = catalogue.on(report.on)
    yield from (guidance(catalogue, report, tr), "")
    yield from requirement_blocks(catalogue, report, tr)
    yield from _route(catalogue, report, tr)
    preferences = list(preference_lines(report, tr))
    if preferences:
        yield from ("", *preferences)
    for note in note_lines(catalogue, report, tr):
        yield from ("", note)


def requirement_blocks(catalogue: Catalogue, report: Report, tr: Translator) -> Iterator[str]:
    """The name in full, the verdict with all it names, and each requirement."""
    position = catalogue.positions[report.position]
    name = escape(position.names.of(tr.language))
    if report.category is not None:
        name += f" · {category_name(report.category, tr)}"
    yield f"<b>{name}</b>"
    yield verdict_words(catalogue, report, tr)
    yield ""
    tree = position.checks[report.category].tree
    yield from requirement_lines(tree, report, position, tr)


def guidance(catalogue: Catalogue, report: Report, tr: Translator) -> str:
    """That the answer is guidance, and by which edition and section."""
    position = catalogue.positions[report.position]
    edition = escape(edition_used(catalogue, report.position, report.on, tr))
    heading = position.paragraphs[0]
    if not heading.isdecimal():
        edition = f"{edition}; {clause(Source(position.document, heading), tr)}"
    words = tr.text(
        "Guidance ({edition}); the employer or the commission decides.", edition=edition
    )
    return f"<i>{words}</i>"


def verdict_words(
    catalogue: Catalogue, report: Report, tr: Translator, most: int | None = None
) -> str:
    """The verdict in one line of HTML: what is short, or what it depends on; of many such things
    the first `most` by name."""
    if report.verdict == "eligible":
        return tr.text("✅ <b>You meet the requirements</b>")
    position = catalogue.positions[report.position]
    if report.verdict == "undetermined":
        tree = position.checks[report.category].tree
        names = _names(deciding(tree, report), position, tr, most)
        return tr.text("❔ <b>Cannot tell yet</b>. Not known: {facts}", facts=names)
    months = [e["months"] for e in report.route if e["kind"] == "experience"]
    if report.route and len(months) == len(report.route):
        return tr.text(
            "⏳ <b>Not yet</b>: {months} of experience missing", months=tr.months(max(months))
        )
    if not report.route:
        unmet = [item for item in report.requirements if item.status == "unmet"]
        names = _names(unmet, position, tr, most)
        return tr.text("⏳ <b>Not yet</b>. Not met: {facts}", facts=names)
    facts = dict.fromkeys(_fact_of_step(element) for element in report.route)
    names = listed_facts(facts, position, tr, most)
    return tr.text("⏳ <b>Not yet</b>. Missing: {facts}", facts=names)


_PLURALS = {
    "certificate": "certificates",
    "degree": "degrees",
    "title": "titles",
    "publication": "publications",
    "competence": "competences",
}


def _fact_of_step(element: Json) -> str:
    kind: str = element["kind"]
    if kind == "experience":
        return f"experience.{element['experience']}"
    if kind == "flag":
        return f"flags.{element['flag']}"
    if kind == "category" and "category" not in element:
        return "management_category"
    return _PLURALS.get(kind, kind)


def _names(items: Iterable[Item], position: Position, tr: Translator, most: int | None) -> str:
    facts = dict.fromkeys(fact for item in items for fact in _facts_of(item))
    return listed_facts(facts, position, tr, most)


def _facts_of(item: Item) -> Iterator[str]:
    """What a requirement hangs on: where it is open whether it applies, that first."""
    if item.applies is None:
        yield CONDITIONS[item.leaf.condition or ""]
    if item.applies or not item.have:
        yield item.leaf.need.fact


def way_heading(report: Report, tr: Translator) -> str:
    """What the nearest way takes as a whole, with its day where time alone leads there."""
    if not report.route:
        return tr.text(
            "🧭 There is no way that one can set out on: what is missing cannot be obtained."
        )
    by_work = all(element["kind"] == "experience" for element in report.route)
    if by_work and report.eligible_on is not None:
        return tr.text(
            "🧭 <b>Nearest way</b>: go on working; on {day} the experience will be enough.",
            day=tappable_day(report.eligible_on, tr),
        )
    return tr.text("🧭 <b>Nearest way</b>:")


def when_reached(report: Report, tr: Translator) -> str:
    """Of a check that is not met: the day on which it is by going on working, or how much is left
    until then."""
    if report.eligible_on is not None:
        return tr.text("📅 By going on working: {day}", day=tappable_day(report.eligible_on, tr))
    if not report.route:
        return tr.text("🧭 No way that one can set out on.")
    return tr.plural("🧭 {n} step to go", "🧭 {n} steps to go", len(report.route))


def _route(catalogue: Catalogue, report: Report, tr: Translator) -> Iterator[str]:
    if report.verdict != "not_eligible":
        return
    yield ""
    yield way_heading(report, tr)
    position = catalogue.positions[report.position]
    for step in route_words(report.route, position, tr):
        yield f"   • {step}"
    ways = report.alternatives[:OTHER_WAYS]
    if ways:
        yield tr.text("Other ways:")
    for way in ways:
        yield "   • " + "; ".join(route_words(way, position, tr))


def preference_lines(report: Report, tr: Translator) -> Iterator[str]:
    """What gives an advantage, each with how it stands; nothing where nothing of it applies."""
    shown = [item for item in report.preferences if item.status != "not_applicable"]
    if not shown:
        return
    met = sum(item.status == "met" for item in shown)
    yield tr.text("🏅 <b>What gives an advantage</b>: {n} of {total}", n=met, total=len(shown))
    for item in shown:
        sign = "▫️" if item.status == "unmet" else status_sign(item.status)
        yield f"{sign} {escape(item.leaf.text.of(tr.language))}"


def note_lines(catalogue: Catalogue, report: Report, tr: Translator) -> Iterator[str]:
    """Where the text can be read otherwise, and which other edition is near, as HTML."""
    early = before_the_first(catalogue, report.position, report.on, tr)
    if early is not None:
        yield early
    for note in report.notes:
        yield f"⚖️ {escape(note.text.of(tr.language))} ({note.reading})"
    coming = next_edition(catalogue, report, tr)
    if coming is not None:
        yield coming
