"""The audit log: what HR and operators did in the organisation."""

from __future__ import annotations

from typing import Final

from cases.errors import NotThere
from cases.organisations import audit_log, name_of_actor
from handlers.hr.log import ACTIONS
from i18n import mark
from rules.dates import ALMATY
from storage.tables.audit import AuditEntry
from web.answers import Answer, Shown
from web.front import Caller

ON_A_PAGE: Final = 50
# Value of the address → its words, and the beginnings of the actions.
SUBJECTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "people": (mark("people and the register"),
               ("staff", "list", "figures", "register", "employee", "appointment", "tie", "link",
                "member", "members")),
    "messages": (mark("messages and replies"),
                 ("broadcast", "question", "replies", "reply", "draft", "template")),
    "deadlines": (mark("deadlines"), ("deadline",)),
    "training": (mark("training"), ("training",)),
    "rights": (mark("roles and links"), ("role", "hr", "invitation")),
    "organisation": (mark("the organisation and its rules"),
                     ("organisation", "department", "edition", "audit")),
}  # fmt: skip


async def audit(caller: Caller) -> Answer:
    about = caller.query.get("about", "")
    if about and about not in SUBJECTS:
        raise NotThere
    found = await audit_log(
        caller.work,
        caller.person.id,
        caller.organisation_id,
        caller.now,
        before=caller.asked("before"),
        limit=ON_A_PAGE + 1,
        about=SUBJECTS[about][1] if about else (),
    )
    shown = found[:ON_A_PAGE]
    names = {actor: await _actor(caller, actor) for actor in {each.actor_id for each in shown}}
    return Shown(
        "log.html",
        {
            "rows": [_row(each, names[each.actor_id], caller) for each in shown],
            "subjects": [(each, caller.tr.text(words)) for each, (words, _) in SUBJECTS.items()],
            "about": about,
            "next": shown[-1].id if len(found) > ON_A_PAGE else None,
            "later": bool(caller.query.get("before")),
        },
    )


async def _actor(caller: Caller, actor: int) -> str:
    """Who acted: "you", the name given for HR or as a member, else the Telegram number."""
    if actor == caller.person.id:
        return caller.tr.text("you")
    if not actor:
        return caller.tr.text("the command line")
    name = await name_of_actor(caller.work, caller.organisation_id, actor)
    return str(actor) if name is None else name


def _row(entry: AuditEntry, actor: str, caller: Caller) -> dict[str, str]:
    known = ACTIONS.get(entry.action)
    number = entry.object_id or ""
    done = entry.action if known is None else caller.tr.text(known, number=number)
    moment = entry.at.astimezone(ALMATY)
    return {"at": f"{moment:%d.%m.%Y %H:%M}", "actor": actor, "done": done}
