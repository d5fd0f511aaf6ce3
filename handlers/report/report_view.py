"""A report as messages. Pure: report and language in, pages of HTML out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from handlers.chat.editions import before_the_first, edition_used, next_edition
from handlers.chat.names import category_name, clause
from handlers.chat.said_words import listed_facts
from handlers.chat.telegram_text import pages
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


def report_pages(
    catalogue: Catalogue, report: Report, tr: Translator, *, above: str = ""
) -> list[str]:
    """The report as HTML messages, each within Telegram's 4096 units; `above`: a line on top."""
    top = [above, ""] if above else []
    return pages((*top, *_blocks(catalogue.on(report.on), report, tr)))


def _blocks(catalogue: Catalogue, report: Report, tr: Translator) -> Iterator[str]:
    early = before_the_first(catalogue, report.position, report.on, tr)
    if early is not None:
        yield early
        yield ""
    position = catalogue.positions[report.position]
    name = escape(position.names.of(tr.language))
    if report.category is not None:
        name += f" · {category_name(report.category, tr)}"
    yield f"<b>{name}</b>"
    yield verdict_words(catalogue, report, tr)
    yield ""
    tree = position.checks[report.category].tree
    yield from requirement_lines(tree, report, position, tr)
    yield from _route(catalogue, report, tr)
    yield from _preferences(report, tr)
    yield from _notes(report, tr)
    yield ""
    coming = next_edition(catalogue, report, tr)
    if coming is not None:
        yield coming
    edition = escape(edition_used(catalogue, report.position, report.on, tr))
    heading = position.paragraphs[0]
    if not heading.isdecimal():
        edition = f"{edition}; {clause(Source(position.document, heading), tr)}"
    guidance = tr.text(
        "Guidance ({edition}); the employer or the commission decides.", edition=edition
    )
    yield f"<i>{guidance}</i>"


def verdict_words(catalogue: Catalogue, report: Report, tr: Translator) -> str:
    """The verdict in one line of HTML: what is short, or what it depends on."""
    if report.verdict == "eligible":
        return tr.text("✅ <b>You meet the requirements</b>")
    position = catalogue.positions[report.position]
    if report.verdict == "undetermined":
        tree = position.checks[report.category].tree
        names = _names(deciding(tree, report), position, tr)
        return tr.text("❔ <b>Cannot tell yet</b>. Not known: {facts}", facts=names)
    months = [e["months"] for e in report.route if e["kind"] == "experience"]
    if report.route and len(months) == len(report.route):
        return tr.text(
            "⏳ <b>Not yet</b>: {months} of experience missing", months=tr.months(max(months))
        )
    if not report.route:
        unmet = [item for item in report.requirements if item.status == "unmet"]
        names = _names(unmet, position, tr)
        return tr.text("⏳ <b>Not yet</b>. Not met: {facts}", facts=names)
    facts = dict.fromkeys(_fact_of_step(element) for element in report.route)
    names = listed_facts(facts, position, tr)
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


def _names(items: Iterable[Item], position: Position, tr: Translator) -> str:
    facts = dict.fromkeys(fact for item in items for fact in _facts_of(item))
    return listed_facts(facts, position, tr)


def _facts_of(item: Item) -> Iterator[str]:
    """What a requirement hangs on: where it is open whether it applies, that first."""
    if item.applies is None:
        yield CONDITIONS[item.leaf.condition or ""]
    if item.applies or not item.have:
        yield item.leaf.need.fact


def _route(catalogue: Catalogue, report: Report, tr: Translator) -> Iterator[str]:
    if report.verdict != "not_eligible":
        return
    yield ""
    if not report.route:
        yield tr.text(
            "🧭 There is no way that one can set out on: what is missing cannot be obtained."
        )
        return
    position = catalogue.positions[report.position]
    by_work = all(element["kind"] == "experience" for element in report.route)
    if by_work and report.eligible_on is not None:
        yield tr.text(
            "🧭 <b>Nearest way</b>: go on working; on {day} the experience will be enough.",
            day=tr.date(report.eligible_on),
        )
    else:
        yield tr.text("🧭 <b>Nearest way</b>:")
    for step in route_words(report.route, position, tr):
        yield f"   • {step}"
    ways = report.alternatives[:OTHER_WAYS]
    if ways:
        yield tr.text("Other ways:")
    for way in ways:
        yield "   • " + "; ".join(route_words(way, position, tr))


def _preferences(report: Report, tr: Translator) -> Iterator[str]:
    shown = [item for item in report.preferences if item.status != "not_applicable"]
    if not shown:
        return
    met = sum(item.status == "met" for item in shown)
    yield ""
    yield tr.text("🏅 <b>What gives an advantage</b>: {n} of {total}", n=met, total=len(shown))
    for item in shown:
        sign = "▫️" if item.status == "unmet" else status_sign(item.status)
        yield f"{sign} {escape(item.leaf.text.of(tr.language))}"


def _notes(report: Report, tr: Translator) -> Iterator[str]:
    for note in report.notes:
        yield ""
        yield f"⚖️ {escape(note.text.of(tr.language))} ({note.reading})"
