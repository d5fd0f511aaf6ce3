"""Texts that HR keeps to send again: kept from a draft, listed, used, deleted."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

from cases import message_templates as cases
from cases.rights import require
from handlers.chat.outcome import Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr import writing
from handlers.hr.buttons import page_of
from handlers.hr.draft import BroadcastDraft, draft_of, is_begun, store
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Language
from storage.tables.message_templates import MessageTemplate

ON_A_PAGE: Final = 8
LONGEST_BUTTON: Final = 40
LONGEST_SHOWN: Final = 900


async def keep(hr: HrVisit) -> Outcome:
    """The texts of the draft, which goes on."""
    await require(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    draft = await draft_of(hr)
    if draft.missing() is not None:
        return await writing.go_on(hr, draft)
    await cases.keep_template(hr.work, hr.actor, hr.organisation_id, draft.texts, hr.now)
    shown = await writing.overview(hr)
    return replace(shown, toast=hr.tr.text("✔ Kept as a template."))


async def listed(hr: HrVisit, page: int) -> Outcome:
    tr = hr.tr
    found = await cases.templates(hr.work, hr.actor, hr.organisation_id)
    part, page, last = page_of(found, page, ON_A_PAGE)
    lines = [tr.text("<b>Templates</b>")]
    if not found:
        lines.append(tr.text("None yet. A message that you write can be kept as one."))
    rows: Keyboard = (
        *((hr.button(_name(each, tr.language), "template", each.id),) for each in part),
        *hr.turns(page, last, "templates"),
        hr.back("casts"),
    )
    return hr.show(Screen("\n".join(lines), rows))


def _name(each: MessageTemplate, language: Language) -> str:
    text = each.texts.get(language) or each.texts["ru"]
    return shortened(" ".join(text.split()), LONGEST_BUTTON)


async def show_template(hr: HrVisit, template_id: int) -> Outcome:
    tr = hr.tr
    found = await cases.template(hr.work, hr.actor, hr.organisation_id, template_id)
    lines: list[str] = []
    for each in LANGUAGES:
        if found.texts.get(each):
            text = escape(shortened(found.texts[each], LONGEST_SHOWN), quote=False)
            lines += [f"<b>{LANGUAGE_NAMES[each]}</b>", text, ""]
    rows: Keyboard = (
        (hr.button(tr.text("✏️ Write with it"), "template_use", template_id),),
        (hr.button(tr.text("🗑 Delete"), "template_drop", template_id),),
        hr.back("templates", 0),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def use(hr: HrVisit, template_id: int) -> Outcome:
    """A new draft with its texts; what was begun is not overwritten."""
    found = await cases.template(hr.work, hr.actor, hr.organisation_id, template_id)
    if await is_begun(hr):
        return await writing.finish_first(hr)
    return await writing.go_on(hr, await store(hr, BroadcastDraft(dict(found.texts))))


async def drop(hr: HrVisit, template_id: int) -> Outcome:
    await cases.drop_template(hr.work, hr.actor, hr.organisation_id, template_id, hr.now)
    return replace(await listed(hr, 0), toast=hr.tr.text("Deleted."))
