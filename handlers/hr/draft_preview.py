"""The preview of a broadcast, exactly as it will arrive, and the second press that sends it."""

from __future__ import annotations

from cases import broadcasts
from cases.audience import count_meant
from cases.rights import reach
from cases.texts import broadcast_html
from handlers.chat.outcome import Button, Keyboard, Outcome, Resend, Screen, Show, column
from handlers.chat.visit import Visit
from handlers.hr import progress, question_draft
from handlers.hr.buttons import press
from handlers.hr.calendar import moment_words
from handlers.hr.draft import BroadcastDraft, discard, draft_of
from handlers.hr.draft_overview import night_lines, overview_screen
from handlers.hr.draft_texts import go_on
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Language, translator


async def preview(hr: HrVisit) -> Outcome:
    """The message as each language gets it, to how many, when; the first of two presses."""
    tr, draft = hr.tr, await draft_of(hr)
    if draft.missing() is not None:
        return await go_on(hr, draft)
    if draft.too_long():
        return hr.show(await overview_screen(hr, draft))
    counted = await count_meant(
        hr.work, hr.actor, hr.organisation_id, draft.segment, hr.now, hr.catalogue
    )
    sender = await hr.work.organisations.get(hr.organisation_id)
    assert sender is not None, "whoever acts has a right there"
    languages = [each for each in LANGUAGES if each in draft.texts or counted[each]]
    first = Show(Screen(tr.text("👁 This is how it will look:")), hr.edit)
    by_head = not await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    shows = [_as_it_arrives(hr, draft, sender.name, each, by_head=by_head) for each in languages]
    return Outcome((first, *shows, Show(_before_sending(hr, draft, counted))))


def _as_it_arrives(
    hr: HrVisit, draft: BroadcastDraft, sender: str, language: Language, *, by_head: bool
) -> Show | Resend:
    html = broadcast_html(sender, draft.texts, language, draft.formats)
    html += question_draft.below(draft, by_head, language)
    rows, media = _inert(language, draft), draft.media
    if media is None:
        return Show(Screen(html, rows))
    gone = hr.tr.text("⚠️ Telegram no longer has the picture or file. Please send it anew.")
    return Resend(media.file_id, media.kind, html, gone, rows, is_html=True)


def _inert(language: Language, draft: BroadcastDraft) -> Keyboard:
    """The buttons that everybody gets below the message; in a preview they do nothing."""
    tr = translator(language)
    words = [tr.text("No more messages of HR")]
    if draft.receipt:
        words.insert(0, tr.text("📬 I have read it"))
    words = [*question_draft.answers(draft, language), *words]
    return column(*(Button(each, press("inert")) for each in words))


def _before_sending(hr: HrVisit, draft: BroadcastDraft, counted: dict[Language, int]) -> Screen:
    tr = hr.tr
    total = sum(counted.values())
    lines = [
        tr.plural("<b>{n} person gets this.</b>", "<b>{n} people get this.</b>", total),
        " · ".join(f"{LANGUAGE_NAMES[each]}: {counted[each]}" for each in LANGUAGES),
        tr.text("When: {moment}", moment=moment_words(draft.at, tr)),
    ]
    lines += night_lines(draft.at, hr)
    rows: list[tuple[Button, ...]] = []
    if counted["en"] and "en" not in draft.texts:
        lines.append(
            tr.plural(
                "⚠️ {n} person reads English, and there is no English text: they get the Russian "
                "one with a note.",
                "⚠️ {n} people read English, and there is no English text: they get the Russian "
                "one with a note.",
                counted["en"],
            )
        )
        place = LANGUAGES.index("en")
        rows.append((hr.button(tr.text("✏️ Write it in English"), "draft_text", place),))
    if draft.at is not None:
        lines.append(tr.text("So many today: who they are is worked out when it goes out."))
    if total or draft.at is not None:
        words = tr.text("📣 Send") if draft.at is None else tr.text("📣 Schedule")
        rows.append((hr.button(words, "send", draft.revision),))
    rows.append(hr.back("draft"))
    return Screen("\n".join(lines), tuple(rows))


async def ask_send(hr: HrVisit, revision: int) -> Outcome:
    tr, draft = hr.tr, await draft_of(hr)
    if draft.revision != revision:
        return _changed(hr)
    counted = await count_meant(
        hr.work, hr.actor, hr.organisation_id, draft.segment, hr.now, hr.catalogue
    )
    question = tr.plural(
        "Send it to {n} person? What is sent cannot be taken back. {moment}",
        "Send it to {n} people? What is sent cannot be taken back. {moment}",
        sum(counted.values()),
        moment=tr.text("When: {moment}", moment=moment_words(draft.at, tr)),
    )
    rows: Keyboard = (
        (hr.button(tr.text("No, not yet"), "draft"),),
        (hr.button(tr.text("✅ Yes, send"), "send_yes", revision),),
    )
    return hr.show(Screen(question, rows))


async def send(hr: HrVisit, revision: int) -> Outcome:
    """The second press: the broadcast is begun, once."""
    draft = await draft_of(hr)
    if draft.revision != revision:
        return _changed(hr)
    number = await broadcasts.begin_broadcast(
        hr.work,
        hr.actor,
        hr.organisation_id,
        draft.texts,
        draft.segment,
        hr.now,
        hr.catalogue,
        draft.at,
        asks_receipt=draft.receipt,
        instead_of=draft.instead_of,
        formats=draft.formats,
        media=draft.media,
        question=draft.question,
        question_of=draft.question_of,
    )
    await discard(hr)
    toast = hr.tr.text("It is on its way.") if draft.at is None else hr.tr.text("Scheduled.")
    return await progress.show_broadcast(hr, number, toast=toast)


def _changed(hr: HrVisit) -> Outcome:
    """Something was changed after that preview: it has to be looked at again."""
    tr = hr.tr
    text = tr.text("The message was changed after this preview. Please look at it again.")
    rows: Keyboard = ((hr.button(tr.text("👁 Preview"), "preview"),), hr.back("draft"))
    return hr.show(Screen(text, rows))


async def inert(visit: Visit, edit: int) -> Outcome:
    toast = visit.tr.text(
        "This is a preview: below the message itself the button stops further ones."
    )
    return Outcome(toast=toast)
