"""Writing a broadcast: its texts, the preview, and the second press that sends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from html import escape
from typing import Final

from cases import broadcasts
from cases.audience import count_meant
from cases.questions import asked_in
from cases.rights import note, reach, require
from cases.texts import LONGEST_TEXT, broadcast_html, fits
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show, column
from handlers.chat.visit import Visit
from handlers.hr import progress, question_draft
from handlers.hr.audience_words import audience_lines
from handlers.hr.buttons import press
from handlers.hr.calendar import moment_words
from handlers.hr.draft import (
    BroadcastDraft,
    DraftGone,
    discard,
    draft_of,
    is_begun,
    load,
    require_to_write,
    store,
)
from handlers.hr.forms import Fields, await_again, await_words, finish_form
from handlers.hr.visit import HrVisit
from i18n import LANGUAGE_NAMES, LANGUAGES, Language, translator
from rules.verdict.deadlines import is_allowed
from storage.tables.segments import Segment

FORM: Final = "draft_text"


async def begin(hr: HrVisit) -> Outcome:
    """A new draft, or the one that was begun before."""
    await require_to_write(hr)
    return await go_on(hr, await load(hr) or await store(hr, BroadcastDraft()))


async def take_over(hr: HrVisit, revision: int) -> Outcome:
    """Goes on with what a colleague has begun, as it was when it was offered."""
    await require(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    if await is_begun(hr):
        return await finish_first(hr)
    for person_id, data in await hr.work.hr_drafts.of_colleagues(hr.organisation_id, hr.actor):
        if data.get("revision") == revision:
            await hr.work.hr_drafts.take(hr.organisation_id, person_id, hr.actor, data, hr.now)
            thing = ("organisation", hr.organisation_id)
            await note(hr.work, hr.actor, hr.organisation_id, "draft.take", thing, hr.now)
            return await overview(hr)
    return await gone(hr)


async def overview(hr: HrVisit) -> Outcome:
    return hr.show(await _overview(hr, await draft_of(hr)))


async def go_on(hr: HrVisit, draft: BroadcastDraft) -> Outcome:
    """Asks for the text that is missing; when none is, shows all that was prepared."""
    missing = draft.missing()
    if missing is None:
        return hr.show(await _overview(hr, draft))
    return await _ask_text(hr, draft, missing)


async def gone(hr: HrVisit) -> Outcome:
    toast = hr.tr.text("This message was sent or discarded already.")
    return await progress.listed(hr, toast=toast)


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
    ]
    rows: list[tuple[Button, ...]] = []
    if language in draft.texts:
        lines += ["", tr.text("So far:"), escape(draft.texts[language], quote=False)]
        if language == "en":
            rows.append((hr.button(tr.text("Without English"), "draft_no_en"),))
    else:
        lines.append(tr.text("Kazakh and Russian are needed; English if you like."))
    rows.append(hr.back("casts" if draft.missing() else "draft"))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """The text in the language that was asked for."""
    draft, language = await draft_of(hr), fields["language"]
    text = typed.strip()
    if not fits(text):
        await await_again(hr.visit)
        said = hr.tr.text(
            "⚠️ One message holds {most} characters. Please write it shorter.", most=LONGEST_TEXT
        )
        return hr.show(Screen(said))
    draft = await store(hr, replace(draft, texts={**draft.texts, language: text}))
    return await go_on(hr, draft)


async def without_english(hr: HrVisit) -> Outcome:
    draft = await draft_of(hr)
    texts = dict(draft.texts)
    texts.pop("en", None)
    return hr.show(await _overview(hr, await store(hr, replace(draft, texts=texts))))


async def _overview(hr: HrVisit, draft: BroadcastDraft) -> Screen:
    tr = hr.tr
    await finish_form(hr)
    lines = [tr.text("<b>A message to members</b>")]
    for language in LANGUAGES:
        sign = "✅" if language in draft.texts else "▫️"
        lines.append(f"{sign} {LANGUAGE_NAMES[language]}")
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
        (_receipt_button(hr, draft), *question_draft.button(draft, hr)),
        (hr.button(tr.text("👁 Preview"), "preview"), *await _template_button(hr)),
        (hr.button(tr.text("🗑 Discard"), "draft_drop"), hr.button(tr.text("⬅️ Back"), "casts")),
    )
    return Screen("\n".join(lines), rows)


async def _template_button(hr: HrVisit) -> tuple[Button, ...]:
    """Templates are HR's."""
    if not await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now):
        return ()
    return (hr.button(hr.tr.text("💾 As a template"), "template_keep"),)


def _receipt_button(hr: HrVisit, draft: BroadcastDraft) -> Button:
    words = hr.tr.text("Ask to confirm reading")
    sign = "✅" if draft.receipt else "▫️"
    return hr.button(f"{sign} {words}", "draft_receipt", int(not draft.receipt))


async def receipt_pressed(hr: HrVisit, wanted: int) -> Outcome:
    """Whether readers are asked to confirm that they have read it."""
    draft = await draft_of(hr)
    return hr.show(await _overview(hr, await store(hr, replace(draft, receipt=bool(wanted)))))


async def remind_rest(hr: HrVisit, campaign_id: int) -> Outcome:
    """The same message again, to whoever has not confirmed reading it."""
    return await _again(hr, campaign_id, Segment(rest_of=campaign_id))


async def to_failed(hr: HrVisit, campaign_id: int) -> Outcome:
    """The same message again, to those whom it did not reach."""
    return await _again(hr, campaign_id, Segment(failed_of=campaign_id))


async def change_waiting(hr: HrVisit, campaign_id: int) -> Outcome:
    """One that waits for its time as a draft: it goes out as it is until the draft is sent."""
    view = await broadcasts.broadcast(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    if view.state not in ("queued", "paused") or view.campaign.started_at is not None:
        return await progress.show_broadcast(hr, campaign_id, toast=hr.tr.text("It has begun."))
    if await is_begun(hr):
        return await finish_first(hr)
    held = view.campaign
    draft = BroadcastDraft(
        dict(held.texts), held.segment, held.scheduled_at,
        receipt=held.asks_receipt, instead_of=campaign_id,
        question=held.question, question_of=held.question_of,
    )  # fmt: skip
    return hr.show(await _overview(hr, await store(hr, draft)))


async def finish_first(hr: HrVisit) -> Outcome:
    """One message at a time: what was begun is not overwritten."""
    toast = hr.tr.text("Send or discard the message that you have begun first.")
    return await progress.listed(hr, toast=toast)


async def _again(hr: HrVisit, campaign_id: int, segment: Segment) -> Outcome:
    view = await broadcasts.broadcast(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    if await is_begun(hr):
        return await finish_first(hr)
    earlier = view.campaign
    texts = dict(earlier.texts)
    draft = question_draft.again(
        BroadcastDraft(texts, segment, receipt=earlier.asks_receipt), earlier
    )
    return hr.show(await _overview(hr, await store(hr, draft)))


async def remind_unanswered(hr: HrVisit, campaign_id: int) -> Outcome:
    """The same message with its question again, to whoever has not answered it."""
    asked = await asked_in(hr.work, hr.actor, hr.organisation_id, campaign_id, hr.now)
    return await _again(hr, asked.id, Segment(unanswered_of=asked.id))


async def ask_discard(hr: HrVisit) -> Outcome:
    tr = hr.tr
    await require_to_write(hr)
    question = tr.text("Discard this message? Its texts are deleted.")
    # "Keep it" leads to the list, which shows nothing of the draft.
    return hr.ask_twice(
        question, hr.button(tr.text("Yes, discard"), "draft_drop_yes"), hr.press("casts")
    )


async def drop(hr: HrVisit) -> Outcome:
    await require_to_write(hr)
    await discard(hr)
    toast = hr.tr.text("Discarded.")
    return await progress.listed(hr, toast=toast)


async def preview(hr: HrVisit) -> Outcome:
    """The message as each language gets it, to how many, when; the first of two presses."""
    tr, draft = hr.tr, await draft_of(hr)
    if draft.missing() is not None:
        return await go_on(hr, draft)
    counted = await count_meant(
        hr.work, hr.actor, hr.organisation_id, draft.segment, hr.now, hr.catalogue
    )
    sender = await hr.work.organisations.get(hr.organisation_id)
    assert sender is not None, "whoever acts has a right there"
    languages = [each for each in LANGUAGES if each in draft.texts or counted[each]]
    by_head = not await reach(hr.work, hr.actor, "organise", hr.organisation_id, hr.now)
    shows = [Show(Screen(tr.text("👁 This is how it will look:")), hr.edit)]
    shows += [
        Show(Screen(broadcast_html(sender.name, draft.texts, each) + asked, rows))
        for each in languages
        for asked, rows in [(question_draft.below(draft, by_head, each), _inert(each, draft))]
    ]
    return Outcome((*shows, Show(_before_sending(hr, draft, counted))))


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
    if total:
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
        question=draft.question,
        question_of=draft.question_of,
    )
    await discard(hr)
    toast = hr.tr.text("It is on its way.") if draft.at is None else hr.tr.text("Scheduled.")
    return await progress.show_broadcast(hr, number, toast=toast)


def night_lines(at: datetime | None, hr: HrVisit) -> list[str]:
    """A broadcast goes out when HR says, at night too, which it is told."""
    if is_allowed(hr.now if at is None else at):
        return []
    return [hr.tr.text("🌙 It is night in Almaty then: better from 9:00 to 21:00.")]


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
