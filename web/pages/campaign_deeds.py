"""What is done with a message that was sent or waits: paused, let go on, cancelled, its question
ended, sent again to the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from cases import broadcasts, page_drafts
from cases.audience import count_meant
from cases.errors import BadValue, NotThere
from cases.questions import asked_in, close_question, result_of
from cases.rights import reach
from handlers.hr import question_draft
from handlers.hr.draft import BroadcastDraft
from handlers.hr.progress import ENDED, has_failed, reminds_rest
from handlers.hr.writing import sent_again
from i18n import LANGUAGE_NAMES, mark
from storage.database import Work
from storage.tables.outbound import Campaign
from storage.tables.pages import PageDraft
from storage.tables.segments import Segment
from web.answers import Answer, Shown, To
from web.front import Caller
from web.pages.campaigns import comes_along, view_of, written_texts
from web.words import lines_of

KIND: Final = "again"
ADDRESS: Final = "/app/campaigns"
Again = Literal["rest", "failed", "unanswered"]
TITLES: Final[Mapping[Again, str]] = {
    "rest": mark("Remind those who have not confirmed reading"),
    "failed": mark("Send it to those whom it did not reach"),
    "unanswered": mark("Remind those who have not answered"),
}
WRONG: Final = {
    "seen": mark("Meanwhile they are more or fewer people. Look again, then send."),
    "segment": mark("Nobody of them can be written to any more."),
    "closed": mark("The question has ended meanwhile; nobody can answer it any more."),
}


async def pause(caller: Caller) -> Answer:
    await broadcasts.pause_broadcast(*_which(caller), caller.now)
    return _back(caller)


async def go_on(caller: Caller) -> Answer:
    await broadcasts.resume_broadcast(*_which(caller), caller.now)
    return _back(caller)


async def ask_cancel(caller: Caller) -> Answer:
    view = await view_of(caller)
    if view.state in ENDED:
        return _back(caller)
    tr = caller.tr
    words = tr.plural(
        "{n} person will not get it.", "{n} people will not get it.", view.status.pending
    )
    return _sure(caller, tr.text("Cancel this message for good?"), words,
                 tr.text("Yes, cancel it"))  # fmt: skip


async def cancel(caller: Caller) -> Answer:
    await broadcasts.cancel_broadcast(*_which(caller), caller.now)
    return _back(caller)


async def ask_close(caller: Caller) -> Answer:
    found = await asked_in(*_which(caller), caller.now)
    if found.question_closed_at is not None:
        return _back(caller, "/answers")
    tr = caller.tr
    words = tr.text("Nobody can answer or change an answer any more.")
    return _sure(caller, tr.text("End the question?"), words, tr.text("Yes, end it"), "/answers")


async def close(caller: Caller) -> Answer:
    await close_question(*_which(caller), caller.now)
    return _back(caller, "/answers")


def _sure(caller: Caller, question: str, words: str, yes: str, back: str = "") -> Shown:
    values = {"question": question, "words": words, "yes": yes, "back": _back(caller, back).address}
    return Shown("sure.html", values)


async def again(caller: Caller) -> Answer:
    """The same message once more: looked through before it is sent."""
    number, to = caller.number("number"), _to(caller.form.get("to", ""))
    await _draft(caller, number, to)
    data = {"campaign": number, "to": to}
    kept = await page_drafts.keep(caller.work, caller.session, caller.organisation_id, KIND, data)
    return To(f"/app/drafts/{kept}")


async def look(caller: Caller, draft: PageDraft, wrong: str | None) -> Shown:
    """What goes out, and to how many."""
    tr, to = caller.tr, _to(draft.data["to"])
    earlier, made = await _draft(caller, draft.data["campaign"], to)
    by_head = not await reach(
        caller.work, caller.person.id, "organise", caller.organisation_id, caller.now
    )
    texts = [
        {
            "language": language,
            "name": LANGUAGE_NAMES[language],
            "text": text,
            "below": lines_of([question_draft.below(made, by_head, language)]),
            "answers": question_draft.answers(made, language),
        }
        for language, text in written_texts(earlier)
    ]
    if to == "unanswered" and made.question is None:
        wrong = "closed"
    readers = await _count(caller, made)
    values = {
        "draft": draft.id,
        "back": f"{ADDRESS}/{draft.data['campaign']}",
        "title": tr.text(TITLES[to]),
        "readers": readers,
        "texts": texts,
        "comes_along": comes_along(earlier, tr),
        "receipt": made.receipt,
        "can": bool(readers) and wrong != "closed",
        "why": None if wrong is None else tr.text(WRONG.get(wrong, WRONG["segment"])),
    }
    return Shown("campaign_again.html", values)


async def do(caller: Caller, draft: PageDraft) -> str:
    """Raises `BadValue` ("seen": they are not as many as was shown; "closed")."""
    to = _to(draft.data["to"])
    _, made = await _draft(caller, draft.data["campaign"], to)
    if to == "unanswered" and made.question is None:
        raise BadValue("closed")
    if caller.form.get("seen") != str(await _count(caller, made)):
        raise BadValue("seen")
    number = await broadcasts.begin_broadcast(
        caller.work, caller.person.id, caller.organisation_id, made.texts, made.segment,
        caller.now, caller.catalogue, asks_receipt=made.receipt, formats=made.formats,
        media=made.media, question=made.question, question_of=made.question_of,
    )  # fmt: skip
    return f"{ADDRESS}/{number}"


async def _draft(caller: Caller, number: int, to: Again) -> tuple[Campaign, BroadcastDraft]:
    """The earlier message, and what goes out once more. Raises `NotAllowed`; `NotThere`, also where
    there is nobody to whom it could go again."""
    here = (caller.work, caller.person.id, caller.organisation_id)
    if to == "unanswered":
        asked = await asked_in(*here, number, caller.now)
        if not (await result_of(*here, asked.id, caller.now)).whole.silent:
            raise NotThere
        return asked, sent_again(asked, Segment(unanswered_of=asked.id))
    view = await broadcasts.broadcast(*here, number, caller.now)
    if not (reminds_rest(view) if to == "rest" else has_failed(view)):
        raise NotThere
    segment = Segment(rest_of=number) if to == "rest" else Segment(failed_of=number)
    return view.campaign, sent_again(view.campaign, segment)


async def _count(caller: Caller, made: BroadcastDraft) -> int:
    counted = await count_meant(
        caller.work, caller.person.id, caller.organisation_id, made.segment, caller.now,
        caller.catalogue,
    )  # fmt: skip
    return sum(counted.values())


def _to(said: str) -> Again:
    """Raises `NotThere` for what no form of ours says."""
    for each in TITLES:
        if each == said:
            return each
    raise NotThere


def _which(caller: Caller) -> tuple[Work, int, int, int]:
    """Where, who, and which message."""
    return caller.work, caller.person.id, caller.organisation_id, caller.number("number")


def _back(caller: Caller, further: str = "") -> To:
    return To(f"{ADDRESS}/{caller.number('number')}{further}")
