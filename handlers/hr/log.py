"""The audit log of an organisation, for its HR."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import organisations
from handlers.chat.outcome import Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import NONE
from handlers.hr.visit import HrVisit
from i18n import Translator, mark
from rules.dates import ALMATY
from storage.tables.audit import AuditEntry

ON_A_PAGE: Final = 15
LONGEST_NAME: Final = 40
ACTIONS: Final = {
    "organisation.create": mark("created the organisation"),
    "organisation.rename": mark("renamed the organisation"),
    "organisation.superior": mark("set whom the organisation answers to"),
    "department.add": mark("added department {number}"),
    "department.rename": mark("renamed department {number}"),
    "department.remove": mark("removed department {number}"),
    "department.place": mark("moved department {number} in the tree"),
    "invitation.hr": mark("made link {number} for HR"),
    "invitation.member": mark("made link {number} for members"),
    "invitation.withdraw": mark("withdrew link {number}"),
    "hr.accept": mark("took the right {number} to act for HR"),
    "hr.name": mark("changed the name that colleagues see"),
    "reply.answer": mark("answered reply {number}"),
    "replies.read": mark("looked at replies to messages"),
    "hr.withdraw": mark("withdrew the right {number} to act for HR"),
    "members.read": mark("looked at the list of members"),
    "member.read": mark("looked at member {number}"),
    "member.move": mark("moved member {number}"),
    "member.end": mark("ended membership {number}"),
    "deadline.enter": mark("entered deadline {number}"),
    "deadline.change": mark("changed deadline {number}"),
    "deadline.read": mark("looked at who is done with deadline {number}"),
    "deadline.remove": mark("removed deadline {number}"),
    "broadcast.begin": mark("began message {number}"),
    "broadcast.pause": mark("paused message {number}"),
    "broadcast.resume": mark("let message {number} go on"),
    "broadcast.cancel": mark("cancelled message {number}"),
    "broadcast.replace": mark("changed message {number} before its time"),
    "question.close": mark("ended the question of message {number}"),
    "question.answers": mark("looked at who has answered message {number}"),
    "question.result": mark("looked at the answers to message {number}"),
    "broadcast.readers": mark("looked at who has read message {number}"),
    "broadcast.report": mark("took the report of message {number}"),
    "draft.take": mark("went on with a colleague's message"),
    "template.keep": mark("kept template {number}"),
    "template.drop": mark("deleted template {number}"),
    "edition.propose": mark("proposed edition {number} of the attestation rules"),
    "edition.accept": mark("accepted edition {number} of the attestation rules"),
    "edition.reject": mark("rejected edition {number} of the attestation rules"),
    "edition.withdraw": mark("took back edition {number} of the attestation rules"),
    "role.give": mark("gave role {number}"),
    "role.change": mark("changed role {number}"),
    "role.limit": mark("set the last day of role {number}"),
    "role.end": mark("ended role {number}"),
    "register.import": mark("brought a list into the register"),
    "employee.add": mark("added record {number}"),
    "employee.change": mark("changed record {number}"),
    "employee.delete": mark("deleted record {number}"),
    "appointment.end": mark("ended appointment {number}"),
    "staff.read": mark("looked at people of the register"),
    "staff.export": mark("took the register as a file"),
    "staff.effects": mark("looked whom a later edition concerns"),
    "staff.told": mark("told people of a later edition"),
    "staff.search": mark("searched the register"),
    "staff.record": mark("looked at record {number}"),
    "tie.propose": mark("proposed tie {number}"),
    "tie.confirm": mark("confirmed tie {number}"),
    "tie.undo": mark("undid tie {number}"),
    "tie.correct": mark("settled a correction of tie {number}"),
    "link.personal": mark("made a personal link for record {number}"),
    "link.sheet": mark("made a sheet of personal links"),
    "list": mark("looked at a list of the register"),
    "figures": mark("looked at the year in figures"),
    "training.anew": mark("had figures {number} of training counted anew"),
    "training.answer": mark("answered the proposal of course {number}"),
    "training.ask": mark("reminded of the figures of training year {number}"),
    "training.annual": mark("signed annual report {number} of training"),
    "training.back": mark("sent schedule {number} back"),
    "training.chain": mark("changed who does what in training"),
    "training.chase": mark("reminded department {number} of plans"),
    "training.clear": mark("deleted what training year {number} left behind"),
    "training.correct": mark("asked to correct figures {number} of training"),
    "training.confirm": mark("confirmed figures {number} of training"),
    "training.days": mark("set days of training year {number}"),
    "training.decide": mark("entered decision {number} of the management"),
    "training.decide_anew": mark("changed decision {number} of the management"),
    "training.decide_no": mark("withdrew decision {number} of the management"),
    "training.decided_done": mark("said whether decision {number} is done"),
    "training.delete": mark("deleted document {number} of training"),
    "training.draft": mark("drafted an order for trips of training year {number}"),
    "training.finding": mark("dealt with finding {number}"),
    "training.form": mark("took a form of training year {number}"),
    "training.give": mark("handed in plan {number}"),
    "training.heard": mark("entered that course {number} was heard"),
    "training.improve": mark("entered what course {number} improves"),
    "training.item": mark("changed course {number} of a plan"),
    "training.judged": mark("judged course {number}"),
    "training.keep": mark("kept document {number} of training longer"),
    "training.need": mark("entered what record {number} needs in training"),
    "training.order": mark("entered the order of the trip of course {number}"),
    "training.own": mark("confirmed report {number} on a plan"),
    "training.paper": mark("showed the certificate of course {number}"),
    "training.plan": mark("added to plan {number}"),
    "training.propose": mark("proposed courses to department {number}"),
    "training.received": mark("received schedule {number}"),
    "training.remind": mark("reminded of reports of training year {number}"),
    "training.request": mark("asked for the figures of training year {number}"),
    "training.retain": mark("kept what training year {number} left behind longer"),
    "training.revise": mark("opened a new edition of schedule {number}"),
    "training.sign": mark("signed report {number} of training"),
    "training.step": mark("did a step of schedule {number}"),
    "training.told": mark("said how course {number} went"),
    "training.withdraw": mark("took course {number} out of a plan"),
    "training.year": mark("added training year {number}"),
    "audit.read": mark("looked at this log"),
}


async def listed(hr: HrVisit, before: int) -> Outcome:
    """A page of the log; `before`: the last entry of the page before, 0 for the latest."""
    tr = hr.tr
    found = await organisations.audit_log(
        hr.work, hr.actor, hr.organisation_id, hr.now, before=before or None, limit=ON_A_PAGE + 1
    )
    more, found = len(found) > ON_A_PAGE, found[:ON_A_PAGE]
    names: dict[int, str] = {}
    for actor in {entry.actor_id for entry in found}:
        names[actor] = await _actor(hr, actor)
    lines = [tr.text("<b>What was done here</b>")]
    lines += [_line(entry, names[entry.actor_id], tr) for entry in found]
    turns = []
    if before:
        turns.append(hr.button("⏮", "log", NONE))
    if more:
        turns.append(hr.button("▶️", "log", found[-1].id))
    rows = (*((tuple(turns),) if turns else ()), hr.back("org"))
    return hr.show(Screen("\n".join(lines), rows))


async def _actor(hr: HrVisit, actor: int) -> str:
    """Who acted: "you", the name given for HR or as a member, else the Telegram number."""
    if actor == hr.actor:
        return hr.tr.text("you")
    if not actor:
        return hr.tr.text("the command line")
    name = await organisations.name_of_actor(hr.work, hr.organisation_id, actor)
    return str(actor) if name is None else escape(shortened(name, LONGEST_NAME))


def _line(entry: AuditEntry, actor: str, tr: Translator) -> str:
    moment = entry.at.astimezone(ALMATY).strftime("%d.%m.%Y %H:%M")
    known = ACTIONS.get(entry.action)
    number = entry.object_id or ""
    done = escape(entry.action) if known is None else tr.text(known, number=number)
    return f"{moment} · {actor} · {done}"
