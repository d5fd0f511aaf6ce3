"""Messages to members: all of them, and one with how far it is; a reload shows it further."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from cases.broadcasts import BroadcastView, broadcast, broadcasts_of, recipients_of, state_at
from cases.errors import NotThere
from cases.questions import who_sees
from handlers.chat.telegram_text import shortened
from handlers.hr.calendar import moment_words
from handlers.hr.progress import STATES, has_failed, preparing, reminds_rest
from handlers.hr.report_file import counted, report_file
from i18n import LANGUAGES, Language, Translator, mark
from storage.tables.outbound import Campaign, MediaKind
from web.answers import Answer, File, Shown
from web.front import Caller
from web.words import lines_of
from web.written import written

ON_A_PAGE: Final = 20
LONGEST: Final = 80
MOST_SLICES: Final = 10_000
COMES_ALONG: Final[dict[MediaKind, str]] = {
    "photo": mark("A picture comes with it; it is seen in the chat."),
    "document": mark("A file comes with it; it is opened in the chat."),
}


async def campaigns(caller: Caller) -> Answer:
    first = (caller.asked("slice") or 0) * ON_A_PAGE
    if first > MOST_SLICES:
        raise NotThere
    found = await broadcasts_of(
        caller.work,
        caller.person.id,
        caller.organisation_id,
        caller.now,
        after=first,
        limit=ON_A_PAGE + 1,
    )
    tr, number = caller.tr, first // ON_A_PAGE
    rows = [
        {
            "id": each.id,
            "text": shortened(" ".join((each.texts.get(tr.language) or each.texts["ru"]).split()),
                              LONGEST),
            "state": tr.text(STATES[state_at(each, caller.now)]),
            "when": moment_words(each.scheduled_at, tr),
        }
        for each in found[:ON_A_PAGE]
    ]  # fmt: skip
    return Shown(
        "campaigns.html",
        {
            "rows": rows,
            "next": number + 1 if len(found) > ON_A_PAGE else None,
            "before": number - 1 if number else None,
        },
    )


async def campaign(caller: Caller) -> Answer:
    view = await view_of(caller)
    status, tr = view.status, caller.tr
    settled = status.total - status.pending
    return Shown(
        "campaign.html",
        {
            "id": view.campaign.id,
            "state": tr.text(STATES[view.state]),
            "when": moment_words(view.campaign.scheduled_at, tr),
            "before": lines_of(preparing(view, tr)),
            "texts": written_texts(view.campaign),
            "comes_along": comes_along(view.campaign, tr),
            "numbers": [(name, tr.number(count)) for name, count in _numbers(view, tr)],
            "settled": settled,
            "all": status.total,
            "share": tr.percent(settled / status.total if status.total else 1.0),
            "reasons": [
                (words, tr.number(count))
                for words, count in counted(
                    [(each.reason, each.count) for each in view.reasons if each.reason], tr
                )
            ],
            "by_name": view.by_name,
            "goes": view.state in ("queued", "running"),
            "paused": view.state == "paused",
            "reads": view.by_name and view.campaign.asks_receipt and bool(status.sent),
            "rest": reminds_rest(view),
            "failed": has_failed(view),
            "question": question_of(view.campaign, tr),
        },
    )


def written_texts(campaign: Campaign) -> list[tuple[Language, Markup]]:
    """Language → what was written in it, with its formatting."""
    return [
        (each, written(campaign.texts, campaign.formats, each))
        for each in LANGUAGES
        if campaign.texts.get(each)
    ]


def comes_along(campaign: Campaign, tr: Translator) -> str:
    """That a picture or a file comes with it; "" for none. Telegram alone has it."""
    if campaign.media is None:
        return ""
    return tr.text(COMES_ALONG[campaign.media.kind])


def question_of(campaign: Campaign, tr: Translator) -> dict[str, object] | None:
    """The answers to choose from, and who is told of them."""
    question = campaign.question
    if question is None:
        return None
    places = range(len(question.answers))
    return {
        "answers": [question.words(place, tr.language) for place in places],
        "who": who_sees(question, tr),
        "reminds_of": campaign.question_of,
    }


def _numbers(view: BroadcastView, tr: Translator) -> list[tuple[str, int]]:
    status = view.status
    causes = [
        (tr.text("has blocked the bot"), status.blocked),
        (tr.text("failed"), status.failed),
        (tr.text("unknown, perhaps arrived"), status.uncertain),
    ]
    read = [(tr.text("have confirmed reading"), view.read)] if view.campaign.asks_receipt else []
    return [
        (tr.text("sent"), status.sent),
        *(causes if view.by_name else [(tr.text("not delivered"), status.failed)]),
        (tr.text("not sent"), status.pending),
        (tr.text("all together"), status.total),
        *(read if view.by_name else []),
    ]


async def file(caller: Caller) -> Answer:
    """What became of each recipient."""
    view = await view_of(caller)
    number = caller.number("number")
    found = await recipients_of(
        caller.work, caller.person.id, caller.organisation_id, number, caller.now
    )
    made = report_file(view, found, caller.tr)

    async def make() -> bytes:
        return made.data

    return File(made.name, "text/csv", make)


async def view_of(caller: Caller) -> BroadcastView:
    """The message that the address names. Raises `NotAllowed`, `NotThere`."""
    return await broadcast(
        caller.work,
        caller.person.id,
        caller.organisation_id,
        caller.number("number"),
        caller.now,
    )
