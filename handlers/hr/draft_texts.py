"""What a broadcast says: its texts as they were written, its picture or file."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from aiogram.types import Message

from cases.texts import fits
from cases.written import html_of
from handlers.chat.outcome import NOTHING, Button, Keyboard, Outcome, Screen
from handlers.hr.draft import BroadcastDraft, DraftGone, draft_of, store
from handlers.hr.draft_overview import media_lines, overview_screen
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.sent_message import Sent, read_sent
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Language

FORM: Final = "draft_text"
MEDIA_FORM: Final = "draft_media"


async def go_on(hr: HrVisit, draft: BroadcastDraft) -> Outcome:
    """Asks for the text that is missing; when none is, shows all that was prepared."""
    missing = draft.missing()
    if missing is None:
        return hr.show(await overview_screen(hr, draft))
    return await _ask_text(hr, draft, missing)


async def ask_text(hr: HrVisit, place: int) -> Outcome:
    """Asks for the text in the language of this place, to write or to replace it."""
    draft = await draft_of(hr)
    if place >= len(LANGUAGES):
        raise DraftGone
    return await _ask_text(hr, draft, LANGUAGES[place])


async def _ask_text(hr: HrVisit, draft: BroadcastDraft, language: Language) -> Outcome:
    tr = hr.tr
    await await_words(hr, FORM, {"language": language})
    name = LANGUAGE_NAMES[language]
    lines = [
        tr.text("<b>A message to members</b>"),
        tr.text("Write it in this language: {name}.", name=f"<b>{name}</b>"),
        tr.text("Bold, links and the like arrive as you write them."),
    ]
    rows: list[tuple[Button, ...]] = []
    if language in draft.texts:
        so_far = html_of(draft.texts[language], draft.formats.get(language, ()))
        lines += ["", tr.text("So far:"), so_far]
        if language == "en":
            rows.append((hr.button(tr.text("Without English"), "draft_no_en"),))
    else:
        lines.append(tr.text("Kazakh and Russian are needed; English if you like."))
        lines += media_lines(hr, draft) or [tr.text("A picture or a file can come with it.")]
    rows.append(hr.back("casts" if draft.missing() else "draft"))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def text_came(hr: HrVisit, fields: Fields, message: Message) -> Outcome:
    """The text in the language that was asked for, or a picture or file with or without it."""
    draft, language = await draft_of(hr), fields["language"]
    sent = read_sent(message)
    if sent is None:
        return await _cannot_send_on(hr, FORM, fields, message)
    if sent.media is not None:
        draft = await store(hr, replace(draft, media=sent.media))
    if sent.text or sent.media is None:
        most = draft.longest()
        if not fits(sent.text, most):
            return await _too_long(hr, draft, most)
        draft = _with_text(draft, language, sent)
    elif language not in draft.texts:
        return await _ask_text(hr, draft, language)
    return await go_on(hr, await store(hr, draft))


async def _too_long(hr: HrVisit, draft: BroadcastDraft, most: int) -> Outcome:
    await await_again(hr.visit)
    said = hr.tr.text("⚠️ One message holds {most} characters. Please write it shorter.", most=most)
    if draft.media is not None:
        said = hr.tr.text(
            "⚠️ Below a picture or file {most} characters fit. Please write it shorter.", most=most
        )
    return hr.show(Screen(said))


def _with_text(draft: BroadcastDraft, language: Language, sent: Sent) -> BroadcastDraft:
    formats = {each: kept for each, kept in draft.formats.items() if each != language}
    if sent.entities:
        formats[language] = sent.entities
    return replace(draft, texts={**draft.texts, language: sent.text}, formats=formats)


async def without_english(hr: HrVisit) -> Outcome:
    draft = await draft_of(hr)
    texts, formats = dict(draft.texts), dict(draft.formats)
    texts.pop("en", None)
    formats.pop("en", None)
    kept = await store(hr, replace(draft, texts=texts, formats=formats))
    return hr.show(await overview_screen(hr, kept))


async def ask_media(hr: HrVisit) -> Outcome:
    """Asks for the picture or file, to add it or in place of the one there is."""
    draft, tr = await draft_of(hr), hr.tr
    await await_words(hr, MEDIA_FORM)
    lines = [tr.text("Send me one picture or one file; the text stands below it.")]
    rows: Keyboard = (hr.back("draft"),)
    if draft.media is not None:
        lines += media_lines(hr, draft)
        rows = ((hr.button(tr.text("🗑 Without it"), "draft_media_none"),), *rows)
    return hr.show(Screen("\n".join(lines), rows))


async def without_media(hr: HrVisit) -> Outcome:
    kept = await store(hr, replace(await draft_of(hr), media=None))
    return hr.show(await overview_screen(hr, kept), hr.tr.text("Removed."))


async def media_came(hr: HrVisit, fields: Fields, message: Message) -> Outcome:
    """The picture or file alone: the texts stay as they are."""
    draft, sent = await draft_of(hr), read_sent(message)
    if sent is None or sent.media is None:
        return await _cannot_send_on(hr, MEDIA_FORM, fields, message)
    screen = await overview_screen(hr, await store(hr, replace(draft, media=sent.media)))
    if sent.text:
        note = hr.tr.text("What you wrote below it was not taken: the texts stay as they are.")
        screen = replace(screen, text=f"{note}\n\n{screen.text}")
    return hr.show(screen)


async def _cannot_send_on(hr: HrVisit, form: str, fields: Fields, message: Message) -> Outcome:
    """What is asked for is awaited on; of an album it is said once."""
    album = message.media_group_id
    known = {name: value for name, value in fields.items() if name != "organisation"}
    await await_words(hr, form, {**known, "album": album})
    if album is not None and fields.get("album") == album:
        return NOTHING
    said = hr.tr.text(
        "I can send on a text, one picture or one file: no albums, voices or stickers. Please send "
        "it that way. Nothing of the message is lost."
    )
    return hr.show(Screen(said))
