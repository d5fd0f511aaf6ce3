"""What an audience is chosen for, a message or a deadline: where it is kept, and its buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from cases.errors import BadValue
from handlers.hr import deadline_look
from handlers.hr.buttons import OfOrganisation, WithOne, WithThree, WithTwo
from handlers.hr.draft import DraftGone, draft_of, store
from handlers.hr.forms import await_words, begun_form, keep_form
from handlers.hr.visit import HrVisit
from storage.tables.segments import Segment

NAME_FORM: Final = "draft_name"


@dataclass(frozen=True, slots=True)
class Chooser:
    """`kept` raises where nothing is being prepared any more. `listen`: the next words are a part
    of a name, with what is chosen so far. `is_lasting`: conditions that change by themselves are
    looked at again when it goes out; else the list of today is kept."""

    kept: Callable[[HrVisit], Awaitable[Segment]]
    keep: Callable[[HrVisit, Segment], Awaitable[None]]
    listen: Callable[[HrVisit, Segment], Awaitable[None]]
    is_lasting: bool
    home: OfOrganisation
    everybody: OfOrganisation
    done: OfOrganisation
    parts: WithOne
    part: WithThree
    posts: WithOne
    post: WithThree
    role: WithTwo
    names: WithOne
    name: WithThree
    limit: WithTwo


async def _of_draft(hr: HrVisit) -> Segment:
    return (await draft_of(hr)).segment


async def _into_draft(hr: HrVisit, segment: Segment) -> None:
    draft = await draft_of(hr)
    if segment.unanswered_of is not None and segment != draft.segment:
        # Before it is kept: the draft could not be looked at any more.
        raise BadValue("rest")
    await store(hr, replace(draft, segment=segment))


async def _name_for_draft(hr: HrVisit, segment: Segment) -> None:
    await await_words(hr, NAME_FORM)


async def _of_deadline(hr: HrVisit) -> Segment:
    fields = begun_form(hr, deadline_look.FORM)
    if fields is None:
        raise DeadlineGone
    return deadline_look.audience_of(fields)


async def _into_deadline(hr: HrVisit, segment: Segment) -> None:
    fields = begun_form(hr, deadline_look.FORM)
    if fields is None:
        raise DeadlineGone
    kept = deadline_look.plain({**fields, "audience": segment.to_json()})
    await keep_form(hr, deadline_look.FORM, kept)


async def _name_for_deadline(hr: HrVisit, segment: Segment) -> None:
    fields = begun_form(hr, deadline_look.FORM)
    if fields is None:
        raise DeadlineGone
    kept = {**fields, "audience": segment.to_json(), deadline_look.ASKED: "name"}
    await await_words(hr, deadline_look.FORM, kept)


class DeadlineGone(DraftGone):
    """The form of a deadline was saved or left already."""


OF_MESSAGE: Final = Chooser(
    _of_draft, _into_draft, _name_for_draft, True, "who", "who_all", "draft", "who_parts",
    "who_part", "who_posts", "who_post", "who_role", "who_names", "who_name", "who_set",
)  # fmt: skip
OF_DEADLINE: Final = Chooser(
    _of_deadline, _into_deadline, _name_for_deadline, False, "day_who", "day_who_all", "day_save",
    "day_who_parts", "day_who_part", "day_who_posts", "day_who_post", "day_who_role",
    "day_who_names", "day_who_name", "day_who_set",
)  # fmt: skip
