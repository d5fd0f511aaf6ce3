"""A "what if" as screens. Pure: reports and suppositions in, text and buttons out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape

from cases.texts import shown_length
from handlers.chat.buttons import AfterReport, Check, Menu, WhatIf
from handlers.chat.names import in_brackets, target_name
from handlers.chat.outcome import Button, Screen, column, grid
from handlers.chat.said_words import fact_name, in_sentence, kept_words, named
from handlers.chat.telegram_text import LIMIT, shortened
from handlers.my_checks.supposal import Kept, Supposing, short_mark
from handlers.report.report_view import verdict_words
from handlers.report.requirement_lines import status_sign
from handlers.report.route_words import element_words, route_words
from i18n import Translator
from rules.norms.needs import CertificateNeed, ExperienceNeed
from rules.questionnaire.supposing import with_course
from rules.verdict.check import Item, Report
from rules.verdict.differences import differences
from rules.verdict.route import Element
from rules.vocabulary import Json

MOST_ELEMENTS = 8
LONGEST_LABEL = 48
MOST_CHANGES = 25


def elements(report: Report) -> dict[str, Element]:
    """The steps that can be supposed, by the mark on their button: of the nearest way first."""
    listed = [element for way in (report.route, *report.alternatives) for element in way]
    return {short_mark(element): element for element in listed}


def menu_screen(supposing: Supposing, report: Report, tr: Translator) -> Screen:
    """What can be supposed: steps of the ways, a course, any answer."""
    run_id = supposing.run.id
    position = supposing.real.catalogue.positions[supposing.run.position]
    rows: list[tuple[Button, ...]] = []
    if len(report.route) > 1:
        words = tr.text("All of the nearest way")
        rows.append((Button(words, WhatIf.STEP("all", run_id, short_mark(list(report.route)))),))
    for mark, element in list(elements(report).items())[:MOST_ELEMENTS]:
        words = unescape(element_words(element, position, tr))
        label = shortened(words, LONGEST_LABEL)
        rows.append((Button(label, WhatIf.STEP("e", run_id, mark)),))
    if supposing.real.relevance.topics:
        rows.append((Button(tr.text("📚 A course, with its day"), WhatIf.COURSE(run_id)),))
    rows.append((Button(tr.text("✏️ Another answer"), WhatIf.FACTS(run_id)),))
    if supposing.supposal.changes:
        rows.append((Button(tr.text("⬅️ Back"), WhatIf.RESULT(run_id)),))
    rows.append(_ways_out(run_id, tr))
    lines = [
        f"<b>{_heading(supposing, tr)}</b>",
        tr.text("What would you like to try? Nothing is saved until you say so."),
        *_supposed(supposing, tr),
    ]
    return Screen("\n".join(lines), tuple(rows))


def _heading(supposing: Supposing, tr: Translator) -> str:
    run = supposing.run
    name = target_name(supposing.real.catalogue, run.position, run.category, tr)
    return tr.text("🔮 What if · {name}", name=escape(name))


def _supposed(supposing: Supposing, tr: Translator) -> Iterator[str]:
    """What is supposed so far, one line each."""
    position = supposing.real.relevance.position
    for fact, value in supposing.supposal.changes.items():
        kept = Kept("unknown" if value is None else "value", value, 0)
        words = shortened(kept_words(fact, kept, tr), 300)
        name = in_sentence(fact_name(fact, tr, position))
        yield tr.text("• if {fact}: {answer}", fact=name, answer=words)


def facts_screen(supposing: Supposing, tr: Translator) -> Screen:
    """The answers there are, to choose the one to suppose otherwise."""
    run_id = supposing.run.id
    answers = supposing.sheet.answers
    position = supposing.real.relevance.position
    buttons = [
        Button(shortened(fact_name(fact, tr, position), LONGEST_LABEL), WhatIf.FACT(run_id, fact))
        for fact in supposing.real.relevance.sources
        if fact in answers
    ]
    back = (Button(tr.text("⬅️ Back"), WhatIf.MENU(run_id)),)
    text = tr.text("Which answer would you change?")
    return Screen(f"<b>{_heading(supposing, tr)}</b>\n{text}", (*grid(buttons, 1), back))


def topics_screen(supposing: Supposing, tr: Translator) -> Screen:
    run_id = supposing.run.id
    buttons = [
        Button(named("certificate_topic", topic, tr), WhatIf.TOPIC(run_id, topic))
        for topic in supposing.real.relevance.topics
    ]
    rows = column(*buttons, Button(tr.text("⬅️ Back"), WhatIf.MENU(run_id)))
    text = tr.text("On which subject is the course?")
    return Screen(f"<b>{_heading(supposing, tr)}</b>\n{text}", rows)


def course_screen(supposing: Supposing, topic: str, tr: Translator, note: str = "") -> Screen:
    """Asks for the hours and the day of a course, to be typed."""
    lines = [
        f"<b>{_heading(supposing, tr)}</b>",
        tr.text(
            "Course: {topic}. Write its hours and when it ends, for example: 72 hours in March.",
            topic=in_sentence(named("certificate_topic", topic, tr)),
        ),
    ]
    if note:
        lines += ["", note]
    back = Button(tr.text("⬅️ Back"), WhatIf.MENU(supposing.run.id))
    return Screen("\n".join(lines), column(back))


def courses_known(supposing: Supposing) -> bool:
    """Whether one more course can be supposed: a list counts as complete."""
    topic = supposing.real.relevance.topics[0]
    return with_course(supposing.sheet, topic, 1, supposing.sheet.on) is not None


def result_screen(supposing: Supposing, before: Report, after: Report, tr: Translator) -> Screen:
    """The report as it would be beside the report as it is."""
    run_id, catalogue = supposing.run.id, supposing.real.catalogue
    lines = [f"<b>{_heading(supposing, tr)}</b>", *_supposed(supposing, tr)]
    if after.on > before.on:
        lines.append(
            tr.text(
                "<i>As of {day}, with the experience you have today.</i>",
                day=tr.date(after.on),
            )
        )
    lines += ["", tr.text("Now: {verdict}", verdict=verdict_words(catalogue, before, tr))]
    lines.append(tr.text("Then: {verdict}", verdict=verdict_words(catalogue, after, tr)))
    lines += _changes(supposing, before, after, tr)
    rows: list[tuple[Button, ...]] = []
    if supposing.supposal.changes and after.on == before.on:
        words = tr.text("💾 Keep this answer")
        rows.append((Button(words, WhatIf.KEEP(run_id, supposing.supposal.mark)),))
    rows.append((Button(tr.text("➕ Try more"), WhatIf.MENU(run_id)),))
    rows.append((Button(tr.text("↩️ Begin anew"), WhatIf.CLEAR(run_id)),))
    rows.append(_ways_out(run_id, tr))
    return Screen("\n".join(_fitting(lines)), tuple(rows))


def _ways_out(run_id: int, tr: Translator) -> tuple[Button, ...]:
    return (
        Button(tr.text("⬅️ To the report"), AfterReport.SECTION("verdict", 0, run_id)),
        Button(tr.text("⬅️ Menu"), Menu.HOME()),
    )


def _fitting(lines: list[str]) -> list[str]:
    """As many lines from the top as one message holds."""
    while shown_length("\n".join(lines)) > LIMIT:
        lines = lines[:-1]
    return lines


def _changes(supposing: Supposing, before: Report, after: Report, tr: Translator) -> Iterator[str]:
    changed = differences(before, after)
    yield ""
    if not changed.any:
        yield tr.text("Nothing else changes: the report does not depend on this.")
        return
    if changed.route:
        yield tr.text("Nearest way now: {steps}", steps=_way(supposing, before, tr))
        yield tr.text("Nearest way if so: {steps}", steps=_way(supposing, after, tr))
    if changed.day:
        yield tr.text("All met on (now): {day}", day=_day(before, tr))
        yield tr.text("All met on (if so): {day}", day=_day(after, tr))
    if changed.items:
        yield ""
        yield tr.text("<b>What changes</b>")
    for old, new in changed.items[:MOST_CHANGES]:
        yield _line(old, new, tr)
    rest = len(changed.items) - MOST_CHANGES
    if rest > 0:
        yield tr.plural("… and {n} more item after these", "… and {n} more items after these", rest)


def _way(supposing: Supposing, report: Report, tr: Translator) -> str:
    position = supposing.real.catalogue.positions[report.position]
    return "; ".join(route_words(report.route, position, tr)) or "–"


def _day(report: Report, tr: Translator) -> str:
    return "–" if report.eligible_on is None else tr.date(report.eligible_on)


def _line(old: Item, new: Item, tr: Translator) -> str:
    signs = status_sign(new.status)
    if old.status != new.status:
        signs = f"{status_sign(old.status)} → {status_sign(new.status)}"
    short = "" if old.status != new.status else f": {_short(old, tr)} → {_short(new, tr)}"
    text = escape(new.leaf.text.of(tr.language))
    return f"{signs} {text}{in_brackets(new.leaf.source, tr)}{short}"


def _short(item: Item, tr: Translator) -> str:
    """How much is missing, in the unit of the requirement."""
    short: Json = item.short
    if isinstance(item.leaf.need, ExperienceNeed) and "months" in short:
        return tr.months(short["months"])
    if isinstance(item.leaf.need, CertificateNeed) and "hours" in short:
        return tr.hours(short["hours"])
    return ", ".join(tr.number(count) for count in short.values()) or "–"


def as_supposed(screen: Screen) -> Screen:
    """A screen of the questionnaire whose buttons answer the supposition, not the check."""
    rows = tuple(
        tuple(
            replace(button, data=button.data.replace(Check.ANSWER.prefix, WhatIf.ANSWER.prefix, 1))
            if button.data is not None and button.data.startswith(f"{Check.ANSWER.prefix}:")
            else button
            for button in row
        )
        for row in screen.keyboard
    )
    return Screen(screen.text, rows)
