"""Organisations of a person as screens: what HR sees, and what can be changed about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from cases.invitations import Offer
from cases.memberships import OwnMembership
from handlers.chat.buttons import Joining, Memberships, Menu, OwnRecords
from handlers.chat.names import position_name, short_name
from handlers.chat.outcome import Button, Keyboard, Screen, column
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from handlers.start.consent import CONSENT_VERSION, consent_in_short
from i18n import LANGUAGE_NAMES, LANGUAGES, Translator
from storage.tables.organisations import Shares

LONGEST_LABEL = 48


def shares_of(signs: str) -> Shares:
    """The choice that a button carries: "10" shares verdicts and no certificates."""
    return Shares(verdicts=signs[0] == "1", certificates=signs[1] == "1")


def signs_of(shares: Shares) -> str:
    return f"{shares.verdicts:d}{shares.certificates:d}"


def share_buttons(shares: Shares, data: Callable[[str], str], tr: Translator) -> Keyboard:
    """A button for each thing that can be shared; it carries the choice as it is after it."""
    choices = (
        (
            tr.text("Results of my checks"),
            shares.verdicts,
            Shares(not shares.verdicts, shares.certificates),
        ),
        (
            tr.text("My certificates"),
            shares.certificates,
            Shares(shares.verdicts, not shares.certificates),
        ),
    )
    return column(
        *(
            Button(f"{'✅' if on else '▫️'} {words}", data(signs_of(after)))
            for words, on, after in choices
        )
    )


def sees_words(shares: Shares, tr: Translator) -> str:
    """What HR sees, as HTML."""
    seen = [tr.text("that you are a member, your name, department and position")]
    if shares.verdicts:
        seen.append(tr.text("the results of your checks"))
    if shares.certificates:
        seen.append(tr.text("your certificates (without the files)"))
    return tr.text("👁 HR sees: {things}.", things=", ".join(seen))


def offer_screen(visit: Visit, offer: Offer, token: str, shares: Shares) -> Screen:
    """Who invites, and what HR may see; nothing is taken yet."""
    tr = visit.tr
    lines = [
        tr.text("<b>🏢 {name}</b> invites you.", name=escape(offer.organisation.name)),
    ]
    if offer.department is not None:
        lines.append(tr.text("Department: {name}.", name=escape(offer.department.name)))
    lines += [
        "",
        tr.text(
            "Members get reminders of its deadlines and messages of its HR. You decide what HR "
            "may see, and can change it or leave at any time."
        ),
        "",
        sees_words(shares, tr),
    ]
    rows = list(share_buttons(shares, lambda signs: Joining.SHARES(signs, token), tr))
    if visit.consents:
        rows.append((Button(tr.text("✅ Join"), Joining.JOIN(signs_of(shares), token)),))
    else:
        # By a command: its answer is a message of its own, and the invitation stays.
        lines += ["", consent_in_short(visit.desk.operator, tr), tr.text("In full: /privacy.")]
        agree = Joining.AGREE(CONSENT_VERSION, signs_of(shares), token)
        rows.append((Button(tr.text("✅ I agree and join"), agree),))
    if not visit.consents:
        rows.insert(0, _languages(visit, signs_of(shares), token))
    rows.append((Button(tr.text("No, thank you"), Menu.HOME()),))
    return Screen("\n".join(lines), tuple(rows))


def _languages(visit: Visit, signs: str, token: str) -> tuple[Button, ...]:
    return tuple(
        Button(
            f"{'● ' if language == visit.person.language else ''}{LANGUAGE_NAMES[language]}",
            Joining.LANGUAGE(language, signs, token),
        )
        for language in LANGUAGES
    )


def list_screen(
    visit: Visit, held: Sequence[OwnMembership], *, above: str = "", is_tied: bool = False
) -> Screen:
    """`is_tied`: whether an employer's record is, or may be, that of the person."""
    tr = visit.tr
    lines = [above, ""] if above else []
    lines.append(tr.text("<b>🏢 My organisations</b>"))
    if not held:
        lines.append(
            tr.text("You are a member of none. Ask the HR of your organisation for its link.")
        )
    rows = [
        (
            Button(
                shortened(each.organisation.name, LONGEST_LABEL),
                Memberships.OPEN(each.organisation.id),
            ),
        )
        for each in held
    ]
    if is_tied:
        rows.append((Button(tr.text("📇 My employer's record"), OwnRecords.LIST()),))
    rows.append((Button(tr.text("⬅️ Menu"), Menu.HOME()),))
    return Screen("\n".join(lines), tuple(rows))


def card_screen(
    visit: Visit, own: OwnMembership, *, above: str = "", extra: tuple[Button, ...] = ()
) -> Screen:
    """One membership with all that can be changed about it."""
    tr, held, number = visit.tr, own.membership, own.organisation.id
    lines = [above, ""] if above else []
    lines.append(f"<b>🏢 {escape(own.organisation.name)}</b>")
    if own.department is not None:
        lines.append(tr.text("Department: {name}.", name=escape(own.department.name)))
    lines += [
        tr.text("Name for HR: {name}.", name=escape(held.name or tr.text("none given"))),
        tr.text("Position: {name}.", name=escape(_position(visit, held.position))),
        "",
        sees_words(held.shares, tr),
        tr.text("✉️ You get messages of this HR.")
        if held.hr_messages
        else tr.text("🔕 You get no messages of this HR, but reminders of its deadlines."),
    ]
    messages = (
        Button(tr.text("🔕 No messages of HR"), Memberships.MESSAGES(number, 0))
        if held.hr_messages
        else Button(tr.text("✉️ Get messages of HR"), Memberships.MESSAGES(number, 1))
    )
    rows = (
        *column(*extra),
        *share_buttons(held.shares, partial(Memberships.SHARES, number), tr),
        (
            Button(tr.text("👤 Name"), Memberships.ASK_NAME(number)),
            Button(tr.text("💼 Position"), Memberships.ASK_POSITION(number)),
        ),
        (messages,),
        (Button(tr.text("🚪 Leave"), Memberships.LEAVE(number)),),
        (Button(tr.text("⬅️ My organisations"), Memberships.LIST()),),
    )
    return Screen("\n".join(lines), rows)


def _position(visit: Visit, position: str | None) -> str:
    if position is None or position not in visit.desk.catalogue.positions:
        return visit.tr.text("none given")
    return position_name(visit.desk.catalogue, position, visit.tr)


def name_screen(
    visit: Visit, own: OwnMembership, suggested: str | None, *, above: str = "", note: str = ""
) -> Screen:
    """What HR may call the person; nothing is taken from Telegram unasked."""
    tr, number = visit.tr, own.organisation.id
    lines = [above, ""] if above else []
    lines.append(tr.text("<b>What may HR call you?</b>\nWrite your name, or go on without."))
    if note:
        lines += ["", note]
    rows = []
    if suggested:
        rows.append(
            Button(f"👤 {shortened(suggested, LONGEST_LABEL)}", Memberships.NAME(number, "tg"))
        )
    rows.append(Button(tr.text("Without a name"), Memberships.NAME(number, "-")))
    rows.append(Button(tr.text("⬅️ Back"), Memberships.OPEN(number)))
    return Screen("\n".join(lines), column(*rows))


def position_screen(
    visit: Visit, own: OwnMembership, positions: Sequence[str], *, above: str = ""
) -> Screen:
    """The position held there: of those looked at or typed, or in words."""
    tr, number = visit.tr, own.organisation.id
    lines = [above, ""] if above else []
    lines.append(tr.text("<b>Which position do you hold there?</b>\nWrite it in your own words."))
    rows = [
        Button(
            short_name(visit.desk.catalogue, position, tr), Memberships.POSITION(number, position)
        )
        for position in positions
    ]
    rows.append(Button(tr.text("Without a position"), Memberships.POSITION(number, "-")))
    rows.append(Button(tr.text("⬅️ Back"), Memberships.OPEN(number)))
    return Screen("\n".join(lines), column(*rows))


def leave_screen(visit: Visit, own: OwnMembership) -> Screen:
    tr, number = visit.tr, own.organisation.id
    text = tr.text(
        "<b>Leave {name}?</b>\nIts HR no longer sees anything of you, and its deadlines and "
        "messages no longer come.",
        name=escape(own.organisation.name),
    )
    return Screen(
        text,
        column(
            Button(tr.text("No, stay"), Memberships.OPEN(number)),
            Button(tr.text("🚪 Yes, leave"), Memberships.LEAVE_YES(number), style="danger"),
        ),
    )
