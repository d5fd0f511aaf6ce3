"""Writing a broadcast: its texts, the preview, and the second press that sends it."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Final, cast

from cases import broadcasts
from cases.rights import require_hr
from cases.texts import LONGEST_TEXT, broadcast_html, fits
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show
from handlers.chat.visit import Visit
from handlers.hr import progress
from handlers.hr.audience_words import audience_lines
from handlers.hr.buttons import asked_twice, back, press, shown
from handlers.hr.calendar import moment_words
from handlers.hr.draft import BroadcastDraft, discard, load, store
from handlers.hr.forms import Fields, await_again, await_words, finish_form
from i18n import LANGUAGE_NAMES, LANGUAGES, Language, translator

FORM: Final = "draft_text"


async def begin(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    """A new draft, or the one that was begun before."""
    await require_hr(visit.unit, visit.person.id, organisation_id)
    draft = await load(visit, organisation_id)
    if draft is None:
        draft = await store(visit, BroadcastDraft(organisation_id))
    return await go_on(visit, edit, draft)


async def overview(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    await require_hr(visit.unit, visit.person.id, organisation_id)
    draft = await load(visit, organisation_id)
    if draft is None:
        return await gone(visit, edit, organisation_id)
    return shown(await _overview(visit, draft), edit)


async def go_on(visit: Visit, edit: int | None, draft: BroadcastDraft) -> Outcome:
    """Asks for the text that is missing; when none is, shows all that was prepared."""
    missing = draft.missing()
    if missing is None:
        return shown(await _overview(visit, draft), edit)
    return await _ask_text(visit, edit, draft, missing)


async def gone(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    toast = visit.tr.text("This message was sent or discarded already.")
    return await progress.listed(visit, edit, organisation_id, toast=toast)


async def ask_text(visit: Visit, edit: int | None, organisation_id: int, place: int) -> Outcome:
    """Asks for the text in the language of this place, to write or to replace it."""
    await require_hr(visit.unit, visit.person.id, organisation_id)
    draft = await load(visit, organisation_id)
    if draft is None or place >= len(LANGUAGES):
        return await gone(visit, edit, organisation_id)
    return await _ask_text(visit, edit, draft, LANGUAGES[place])


async def _ask_text(
    visit: Visit, edit: int | None, draft: BroadcastDraft, language: Language
) -> Outcome:
    tr, number = visit.tr, draft.organisation
    fields = {"organisation": number, "language": language}
    await await_words(visit, FORM, fields)
    name = LANGUAGE_NAMES[language]
    lines = [
        tr.text("<b>A message to members</b>"),
        tr.text("Write it in this language: {name}.", name=f"<b>{name}</b>"),
    ]
    rows: list[tuple[Button, ...]] = []
    if language in draft.texts:
        lines += ["", tr.text("So far:"), escape(draft.texts[language], quote=False)]
        if language == "en":
            rows.append((Button(tr.text("Without English"), press("draft_no_en", number)),))
    else:
        lines.append(tr.text("Kazakh and Russian are needed; English if you like."))
    rows.append(back(tr, "casts" if draft.missing() else "draft", number))
    return shown(Screen("\n".join(lines), tuple(rows)), edit)


async def words(visit: Visit, fields: Fields, typed: str) -> Outcome:
    """The text in the language that was asked for."""
    number, language = fields["organisation"], cast(Language, fields["language"])
    await require_hr(visit.unit, visit.person.id, number)
    draft = await load(visit, number)
    if draft is None:
        return await gone(visit, None, number)
    text = typed.strip()
    if not fits(text):
        await await_again(visit)
        said = visit.tr.text(
            "⚠️ One message holds {most} characters. Please write it shorter.", most=LONGEST_TEXT
        )
        return shown(Screen(said), None)
    draft = await store(visit, replace(draft, texts={**draft.texts, language: text}))
    return await go_on(visit, None, draft)


async def without_english(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    await require_hr(visit.unit, visit.person.id, organisation_id)
    draft = await load(visit, organisation_id)
    if draft is None:
        return await gone(visit, edit, organisation_id)
    texts = dict(draft.texts)
    texts.pop("en", None)
    return shown(await _overview(visit, await store(visit, replace(draft, texts=texts))), edit)


async def _overview(visit: Visit, draft: BroadcastDraft) -> Screen:
    tr, number = visit.tr, draft.organisation
    await finish_form(visit)
    lines = [tr.text("<b>A message to members</b>")]
    for language in LANGUAGES:
        sign = "✅" if language in draft.texts else "▫️"
        lines.append(f"{sign} {LANGUAGE_NAMES[language]}")
    lines.append(tr.text("When: {moment}", moment=moment_words(draft.at, tr)))
    lines += await audience_lines(visit, draft)
    rows: Keyboard = (
        tuple(
            Button(f"✏️ {LANGUAGE_NAMES[each]}", press("draft_text", number, place))
            for place, each in enumerate(LANGUAGES)
        ),
        (
            Button(tr.text("👥 Whom"), press("who", number)),
            Button(tr.text("🕙 When"), press("when", number, 0)),
        ),
        (Button(tr.text("👁 Preview"), press("preview", number)),),
        (
            Button(tr.text("🗑 Discard"), press("draft_drop", number)),
            Button(tr.text("⬅️ Back"), press("casts", number)),
        ),
    )
    return Screen("\n".join(lines), rows)


async def ask_discard(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    tr = visit.tr
    await require_hr(visit.unit, visit.person.id, organisation_id)
    question = tr.text("Discard this message? Its texts are deleted.")
    yes, keep = press("draft_drop_yes", organisation_id), press("draft", organisation_id)
    return shown(asked_twice(tr, question, tr.text("Yes, discard"), yes, keep), edit)


async def drop(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    await require_hr(visit.unit, visit.person.id, organisation_id)
    await discard(visit, organisation_id)
    toast = visit.tr.text("Discarded.")
    return await progress.listed(visit, edit, organisation_id, toast=toast)


async def preview(visit: Visit, edit: int | None, organisation_id: int) -> Outcome:
    """The message as each language gets it, to how many, when; the first of two presses."""
    unit, tr, actor = visit.unit, visit.tr, visit.person.id
    await require_hr(unit, actor, organisation_id)
    draft = await load(visit, organisation_id)
    if draft is None:
        return await gone(visit, edit, organisation_id)
    if draft.missing() is not None:
        return await go_on(visit, edit, draft)
    counted = await broadcasts.count_recipients(
        unit, actor, organisation_id, draft.segment, visit.now
    )
    sender = await unit.organisations.get(organisation_id)
    assert sender is not None, "whoever acts has a right there"
    languages = [each for each in LANGUAGES if each in draft.texts or counted[each]]
    shows = [Show(Screen(tr.text("👁 This is how it will look:")), edit)]
    shows += [
        Show(Screen(broadcast_html(sender.name, draft.texts, each), _inert(each)))
        for each in languages
    ]
    return Outcome((*shows, Show(_before_sending(visit, draft, counted))))


def _inert(language: Language) -> Keyboard:
    """The button that everybody gets below the message; in a preview it does nothing."""
    return ((Button(translator(language).text("No more messages from here"), press("inert")),),)


def _before_sending(visit: Visit, draft: BroadcastDraft, counted: dict[Language, int]) -> Screen:
    tr, number = visit.tr, draft.organisation
    total = sum(counted.values())
    lines = [
        tr.plural("<b>{n} person gets this.</b>", "<b>{n} people get this.</b>", total),
        " · ".join(f"{LANGUAGE_NAMES[each]}: {counted[each]}" for each in LANGUAGES),
        tr.text("When: {moment}", moment=moment_words(draft.at, tr)),
    ]
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
        rows.append((Button(tr.text("✏️ Write it in English"), press("draft_text", number, place)),))
    if total:
        words = tr.text("📣 Send") if draft.at is None else tr.text("📣 Schedule")
        rows.append((Button(words, press("send", number, draft.revision)),))
    rows.append(back(tr, "draft", number))
    return Screen("\n".join(lines), tuple(rows))


async def ask_send(visit: Visit, edit: int | None, organisation_id: int, revision: int) -> Outcome:
    unit, tr, actor = visit.unit, visit.tr, visit.person.id
    await require_hr(unit, actor, organisation_id)
    draft = await load(visit, organisation_id)
    if draft is None:
        return await gone(visit, edit, organisation_id)
    if draft.revision != revision:
        return _changed(visit, draft, edit)
    counted = await broadcasts.count_recipients(
        unit, actor, organisation_id, draft.segment, visit.now
    )
    question = tr.plural(
        "Send it to {n} person? What is sent cannot be taken back. {moment}",
        "Send it to {n} people? What is sent cannot be taken back. {moment}",
        sum(counted.values()),
        moment=tr.text("When: {moment}", moment=moment_words(draft.at, tr)),
    )
    yes = press("send_yes", organisation_id, revision)
    rows: Keyboard = (
        (Button(tr.text("No, not yet"), press("draft", organisation_id)),),
        (Button(tr.text("✅ Yes, send"), yes),),
    )
    return shown(Screen(question, rows), edit)


async def send(visit: Visit, edit: int | None, organisation_id: int, revision: int) -> Outcome:
    """The second press: the broadcast is begun, once."""
    await require_hr(visit.unit, visit.person.id, organisation_id)
    draft = await load(visit, organisation_id)
    if draft is None:
        return await gone(visit, edit, organisation_id)
    if draft.revision != revision:
        return _changed(visit, draft, edit)
    number = await broadcasts.begin_broadcast(
        visit.unit,
        visit.person.id,
        organisation_id,
        draft.texts,
        draft.segment,
        visit.now,
        draft.at,
    )
    await discard(visit, organisation_id)
    toast = visit.tr.text("It is on its way.") if draft.at is None else visit.tr.text("Scheduled.")
    return await progress.card(visit, edit, organisation_id, number, toast=toast)


def _changed(visit: Visit, draft: BroadcastDraft, edit: int | None) -> Outcome:
    """Something was changed after that preview: it has to be looked at again."""
    tr = visit.tr
    text = tr.text("The message was changed after this preview. Please look at it again.")
    rows: Keyboard = (
        (Button(tr.text("👁 Preview"), press("preview", draft.organisation)),),
        back(tr, "draft", draft.organisation),
    )
    return shown(Screen(text, rows), edit)


async def inert(visit: Visit, edit: int | None) -> Outcome:
    toast = visit.tr.text(
        "This is a preview: below the message itself the button stops further ones."
    )
    return Outcome(toast=toast)
