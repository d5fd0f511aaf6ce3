"""All that was prepared of a broadcast, on one screen."""

from __future__ import annotations

from datetime import datetime

from cases.rights import reach
from cases.texts import shown_length
from cases.written import html_of
from handlers.chat.outcome import Button, Keyboard, Screen
from handlers.hr import question_draft
from handlers.hr.audience_words import audience_lines
from handlers.hr.calendar import moment_words
from handlers.hr.draft import BroadcastDraft
from handlers.hr.forms import finish_form
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES
from rules.verdict.deadlines import is_allowed


async def overview_screen(hr: HrVisit, draft: BroadcastDraft) -> Screen:
    tr = hr.tr
    await finish_form(hr)
    lines = [tr.text("<b>A message to members</b>")]
    for language in LANGUAGES:
        sign = "✅" if language in draft.texts else "▫️"
        lines.append(f"{sign} {LANGUAGE_NAMES[language]}")
    lines += media_lines(hr, draft)
    lines.append(tr.text("When: {moment}", moment=moment_words(draft.at, tr)))
    if draft.instead_of is not None:
        lines.append(
            tr.text(
                "✏️ It replaces a message that waits, which goes out as it is until "
                "this one is sent."
            )
        )
    lines += night_lines(draft.at, hr)
    lines += question_draft.lines(draft, hr)
    lines += await audience_lines(hr, draft.segment)
    rows: Keyboard = (
        tuple(
            hr.button(f"✏️ {LANGUAGE_NAMES[each]}", "draft_text", place)
            for place, each in enumerate(LANGUAGES)
        ),
        (hr.button(tr.text("👥 Whom"), "who"), hr.button(tr.text("🕙 When"), "when", 0)),
        (
            hr.button(tr.text("🖼 Picture or file"), "draft_media"),
            *question_draft.button(draft, hr),
        ),
        (_receipt_button(hr, draft),),
        (hr.button(tr.text("👁 Preview"), "preview"), *await _template_button(hr)),
        (hr.button(tr.text("🗑 Discard"), "draft_drop"), hr.button(tr.text("⬅️ Back"), "casts")),
    )
    return Screen("\n".join(lines), rows)


def media_lines(hr: HrVisit, draft: BroadcastDraft) -> list[str]:
    """That there is a picture or a file, and which texts do not go with it."""
    tr = hr.tr
    if draft.media is None:
        return []
    is_photo = draft.media.kind == "photo"
    lines = [tr.text("🖼 With a picture") if is_photo else tr.text("📎 With a file")]
    for language in draft.too_long():
        lines.append(
            tr.text(
                "⚠️ {name}: {n} characters; below a picture or file {most} fit.",
                name=LANGUAGE_NAMES[language],
                n=tr.number(shown_length(html_of(draft.texts[language], ()))),
                most=tr.number(draft.longest()),
            )
        )
    return lines


def night_lines(at: datetime | None, hr: HrVisit) -> list[str]:
    """A broadcast goes out when HR says, at night too, which it is told."""
    if is_allowed(hr.now if at is None else at):
        return []
    return [hr.tr.text("🌙 It is night in Almaty then: better from 9:00 to 21:00.")]


async def _template_button(hr: HrVisit) -> tuple[Button, ...]:
    """Templates are HR's."""
    if not await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now):
        return ()
    return (hr.button(hr.tr.text("💾 As a template"), "template_keep"),)


def _receipt_button(hr: HrVisit, draft: BroadcastDraft) -> Button:
    words = hr.tr.text("Ask to confirm reading")
    sign = "✅" if draft.receipt else "▫️"
    return hr.button(f"{sign} {words}", "draft_receipt", int(not draft.receipt))
