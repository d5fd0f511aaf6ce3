"""Which positions fit, as screens. Pure: standings in, text and buttons out."""

from __future__ import annotations

from collections import Counter
from functools import partial
from html import escape

from handlers.chat.buttons import Choosing, Fitting, Menu
from handlers.chat.editions import editions_behind
from handlers.chat.names import short_name
from handlers.chat.outcome import Button, Keyboard, Screen, grid, page_turns
from handlers.chat.said_words import label, listed_facts, said
from handlers.chat.telegram_text import shortened
from handlers.report.route_words import route_words
from i18n import Translator, mark
from rules.norms.catalog import Catalogue
from rules.questionnaire.fitting import Fit, Splitter, Standing
from rules.questionnaire.moves import UNKNOWN
from rules.questionnaire.question import Widget

ON_A_PAGE = 4
QUESTIONS = 3
LONGEST_LINE = 80
SHORT_LABEL = 16
NAMES = {
    Standing.MET: mark("✅ You meet already"),
    Standing.ANSWER: mark("💬 One answer away"),
    Standing.STEP: mark("👣 One step away"),
    Standing.OPEN: mark("❔ Not known enough"),
    Standing.FAR: mark("⛰ Far"),
}


def summary_screen(
    every_fit: tuple[Fit, ...], can_ask: bool, tr: Translator, *, above: str = ""
) -> Screen:
    """How many positions stand how, with the way into each group."""
    counted = Counter(fit.standing for fit in every_fit)
    lines = [above, ""] if above else []
    lines.append(tr.text("<b>Which positions fit you</b>, by what you have told so far:"))
    rows: list[tuple[Button, ...]] = []
    for standing, name in NAMES.items():
        words = f"{tr.text(name)}: {tr.number(counted[standing])}"
        lines.append(words)
        if counted[standing]:
            rows.append((Button(words, Fitting.GROUP(standing, 0)),))
    if can_ask:
        lines += ["", tr.text("A few answers more tell the positions apart better.")]
    return Screen("\n".join(lines), (*rows, *_ways_on(can_ask, tr)))


def invitation_screen(can_ask: bool, tr: Translator, *, above: str = "") -> Screen:
    """For somebody of whom nothing is known: nothing is promised."""
    lines = [above, ""] if above else []
    lines.append(
        tr.text(
            "<b>Which positions fit you?</b>\nNothing is known of you yet. Answer a few "
            "questions, or check one position."
        )
    )
    check = (Button(tr.text("🔎 Check a position"), Menu.CHECK()),)
    return Screen("\n".join(lines), (*_ways_on(can_ask, tr)[:-1], check, *_ways_on(False, tr)))


def _ways_on(can_ask: bool, tr: Translator) -> Keyboard:
    ask = (Button(tr.text("❓ Up to three questions"), Fitting.ASK()),)
    menu = (Button(tr.text("⬅️ Menu"), Menu.HOME()),)
    return (ask, menu) if can_ask else (menu,)


def group_screen(
    catalogue: Catalogue, every_fit: tuple[Fit, ...], standing: Standing, page: int, tr: Translator
) -> Screen:
    """One page of one group: what each position still takes, and a button to check it."""
    mine = [fit for fit in every_fit if fit.standing is standing]
    last = max((len(mine) - 1) // ON_A_PAGE, 0)
    page = min(page, last)
    heading = tr.text(NAMES[standing])
    lines = [tr.text("<b>{group}</b> (page {page} of {pages})", group=heading, page=page + 1,
                     pages=last + 1)]  # fmt: skip
    rows: list[tuple[Button, ...]] = []
    for fit in mine[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]:
        name = short_name(catalogue, fit.position, tr)
        lines.append(f"• <b>{escape(name)}</b>{_takes(catalogue, fit, tr)}")
        rows.append((Button(name, Choosing.POSITION(fit.position)),))
    shown = mine[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    lines += editions_behind(catalogue, ((fit.position, fit.report.on) for fit in shown), tr)
    rows += page_turns(page, last, partial(Fitting.GROUP, standing))
    rows.append((Button(tr.text("⬅️ Back"), Fitting.HOME()), Button(tr.text("⬅️ Menu"), Menu.HOME())))
    return Screen("\n".join(lines), tuple(rows))


def _takes(catalogue: Catalogue, fit: Fit, tr: Translator) -> str:
    """What is missing, or what the answer depends on, after the name."""
    report = fit.report
    if report.verdict == "eligible":
        return ""
    if report.verdict == "undetermined":
        facts = listed_facts(fit.open, catalogue.positions[fit.position], tr)
        return " – " + tr.text("answer needed: {facts}", facts=shortened(facts, LONGEST_LINE))
    if not report.route:
        return " – " + tr.text("cannot be obtained")
    steps = route_words(report.route, catalogue.positions[fit.position], tr)
    # Cut by whole steps: a step is HTML and must stay whole.
    shown = steps[:1] if len("; ".join(steps)) > LONGEST_LINE else steps
    more = "…" if len(shown) < len(steps) else ""
    return " – " + "; ".join(shown) + more


def question_screen(
    splitter: Splitter, number: int, tr: Translator, *, above: str = "", note: str = ""
) -> Screen:
    step = splitter.step
    heading = tr.text("Question {n} of up to {total}", n=number, total=QUESTIONS)
    lines = [*([above] if above else []), heading, "", f"<b>{said(step.wording.question, tr)}</b>"]
    if step.wording.help is not None:
        lines.append(f"<i>{tr.text(step.wording.help)}</i>")
    if step.widget is Widget.MONTHS:
        hint = tr.text("Press if it is exactly so, or write it: “3 years 2 months”, “since 2015”.")
        lines.append(f"<i>{hint}</i>")
    if note:
        lines += ["", note]
    buttons = [
        Button(label(option, step.widget, tr), Fitting.ANSWER(number, splitter.key, option.value))
        for option in step.options
    ]
    narrow = all(len(button.text) <= SHORT_LABEL for button in buttons)
    rows: Keyboard = (
        *grid(buttons, 2 if narrow else 1),
        (Button(tr.text("Don't know"), Fitting.ANSWER(number, splitter.key, UNKNOWN)),),
        (
            Button(tr.text("⏭ Show the positions"), Fitting.HOME()),
            Button(tr.text("⬅️ Menu"), Menu.HOME()),
        ),
    )
    return Screen("\n".join(lines), rows)
