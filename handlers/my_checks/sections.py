"""The parts of a report, each opened and closed in the report's own message."""

from __future__ import annotations

from dataclasses import replace

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.chat.buttons import AfterReport, ReportSection
from handlers.chat.in_parts import one_part
from handlers.chat.outcome import Button, Outcome, Screen, Show
from handlers.chat.press import pressed_message
from handlers.chat.visit import Visit
from handlers.my_checks.kept import Given, as_given, gone, judged, other_rules, own_decision
from handlers.report.report_buttons import report_buttons
from handlers.report.section_view import section_parts
from handlers.report.verdict_view import verdict_text
from rules.profile import Profile
from rules.questionnaire.ask import by_phase
from rules.verdict.check import ways_of_report


def verdict_screen(visit: Visit, given: Given, profile: Profile, run_id: int) -> Screen:
    """The first screen of a kept report; `profile`: the answers it was made of."""
    report = given.report
    text = verdict_text(given.rules, report, visit.tr, above=given.above)
    still = by_phase(given.rules, report.position, report.category, profile, report.on)
    later = len(still.preferences)
    return Screen(text, report_buttons(given.rules, report, run_id, visit.tr, later))


async def pressed(callback: CallbackQuery, visit: Visit) -> Outcome:
    """A section, a part of it, or the verdict again; by the rules and answers of then."""
    section, page, run_id = AfterReport.SECTION.read(callback)
    decision = await own_decision(visit, run_id)
    if decision is None:
        return gone(visit)
    judgement = await judged(visit, decision)
    given = None if judgement is None else as_given(visit, judgement)
    if judgement is None or given is None:
        return other_rules(visit, decision)
    screen = verdict_screen(visit, given, judgement.profile, run_id)
    if section != "verdict":
        ways = ways_of_report(given.rules, given.report, judgement.profile)
        texts = section_parts(given.rules, given.report, ways, section, visit.tr)
        if texts:
            screen = _section_screen(visit, given.above, section, texts, page, run_id)
    return Outcome((Show(screen, pressed_message(callback)),))


def _section_screen(
    visit: Visit, above: str, section: ReportSection, texts: list[str], page: int, run_id: int
) -> Screen:
    """One part of a section, with the way to those beside it and back."""
    back = Button(visit.tr.text("⬅️ Back"), AfterReport.SECTION("verdict", 0, run_id))

    def turn(to: int) -> str:
        return AfterReport.SECTION(section, to, run_id)

    screen = one_part(texts, page, turn, visit.tr, ((back,),))
    return replace(screen, text="\n".join(filter(None, (above, screen.text))))


def router() -> Router:
    router = Router(name="sections")
    router.callback_query.register(pressed, AfterReport.SECTION.pressed)
    return router
