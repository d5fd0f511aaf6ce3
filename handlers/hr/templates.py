"""Texts that HR keeps to send again: kept from a draft, listed, used, deleted."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final

from cases import message_templates as cases
from cases.rights import require
from cases.written import html_of
from handlers.chat.outcome import Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr import writing
from handlers.hr.buttons import page_of
from handlers.hr.draft import BroadcastDraft, draft_of, is_begun, store
from handlers.hr.draft_texts import go_on
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
        return await go_on(hr, draft)
    await cases.keep_template(
        hr.work, hr.actor, hr.organisation_id, draft.texts, hr.now, draft.formats, draft.media
    )
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
    if found.media is not None:
        is_photo = found.media.kind == "photo"
        lines += [tr.text("🖼 With a picture") if is_photo else tr.text("📎 With a file"), ""]
    for each in LANGUAGES:
        if found.texts.get(each):
            lines += [f"<b>{LANGUAGE_NAMES[each]}</b>", _text(found, each), ""]
    rows: Keyboard = (
        (hr.button(tr.text("✏️ Write with it"), "template_use", template_id),),
        (hr.button(tr.text("🗑 Delete"), "template_drop", template_id),),
        hr.back("templates", 0),
    )
    return hr.show(Screen("\n".join(lines), rows))


def _text(found: MessageTemplate, language: Language) -> str:
    """As HTML; of a long one the beginning, without its formatting."""
    text = found.texts[language]
    if len(text) > LONGEST_SHOWN:
        return escape(shortened(text, LONGEST_SHOWN), quote=False)
    return html_of(text, found.formats.get(language, ()))


async def use(hr: HrVisit, template_id: int) -> Outcome:
    """A new draft with its texts; what was begun is not overwritten."""
    found = await cases.template(hr.work, hr.actor, hr.organisation_id, template_id)
    if await is_begun(hr):
        return await writing.finish_first(hr)
    draft = BroadcastDraft(dict(found.texts), formats=dict(found.formats), media=found.media)
    return await go_on(hr, await store(hr, draft))


async def drop(hr: HrVisit, template_id: int) -> Outcome:
    await cases.drop_template(hr.work, hr.actor, hr.organisation_id, template_id, hr.now)
    return replace(await listed(hr, 0), toast=hr.tr.text("Deleted."))
