"""The members as HR sees them: what each agreed to, and no more."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import members, organisations
from cases.errors import ChangedMeanwhile
from cases.members import MemberView
from handlers.chat.editions import editions_behind
from handlers.chat.names import short_name, target_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.chat.telegram_text import shortened
from handlers.hr.buttons import NONE, page_of
from handlers.hr.links import whole_day
from handlers.hr.meanwhile import meanwhile
from handlers.hr.visit import HrVisit
from i18n import Translator, mark
from rules.questionnaire.wording import LABELS
from rules.verdict.deadlines import leaves_window

ON_A_PAGE: Final = 8
LONGEST_NAME: Final = 40
MOST_LINES: Final = 25
VERDICTS: Final = {
    "eligible": mark("✅ meets the requirements"),
    "not_eligible": mark("❌ does not meet them yet"),
    "undetermined": mark("❔ open"),
}


async def listed(
    hr: HrVisit, department_id: int, after: int, *, toast: str | None = None
) -> Outcome:
    """A page of members of a department (0: of all); `after`: the last one of the page before."""
    tr, actor = hr.tr, hr.actor
    chosen = department_id or None
    total = await members.count_members(hr.work, actor, hr.organisation_id, chosen)
    found = await members.members(
        hr.work,
        actor,
        hr.organisation_id,
        hr.now,
        department_id=chosen,
        after=after,
        limit=ON_A_PAGE + 1,
    )
    more, found = len(found) > ON_A_PAGE, found[:ON_A_PAGE]
    rows: list[tuple[Button, ...]] = [
        (hr.button(member_name(each, tr), "member", each.membership_id),) for each in found
    ]
    turns = []
    if after:
        turns.append(hr.button("⏮", "members", department_id, 0))
    if more:
        last = found[-1].membership_id
        turns.append(hr.button("▶️", "members", department_id, last))
    if turns:
        rows.append(tuple(turns))
    if not total:
        rows.append((hr.button(tr.text("➕ A link for members"), "invite"),))
    rows.append(hr.back("org"))
    lines = [tr.text("<b>Members</b>"), tr.plural("{n} member", "{n} members", total)]
    if not total:
        lines.append(tr.text("Nobody yet. Make a link and send it to your colleagues."))
    lines += [member_line(hr, each) for each in found]
    if any(each.verdicts is not None or each.certificates is not None for each in found):
        lines.append(tr.text("✅ results: met of all · 📄 certificates"))
    lines += _editions(hr, *found)
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


def member_name(each: MemberView, tr: Translator) -> str:
    return shortened(each.name or tr.text("no name given"), LONGEST_NAME)


def member_line(hr: HrVisit, each: MemberView) -> str:
    """One member in the list, with signs for what is shared."""
    tr = hr.tr
    name = escape(member_name(each, tr))
    signs = []
    if each.verdicts is not None:
        met = sum(shared.verdict == "eligible" for shared in each.verdicts)
        signs.append(f"✅ {met}/{len(each.verdicts)}")
    if each.certificates is not None:
        signs.append(f"📄 {len(each.certificates)}")
    return f"• {name}" + (f" · {' · '.join(signs)}" if signs else "")


async def show_member(hr: HrVisit, membership_id: int, *, toast: str | None = None) -> Outcome:
    """One member, with everything they share."""
    tr, actor = hr.tr, hr.actor
    found = await members.member(hr.work, actor, hr.organisation_id, membership_id, hr.now)
    lines = [*await member_lines(hr, found), "", *shared_lines(hr, found)]
    rows: Keyboard = (
        (
            hr.button(tr.text("🗂 Move"), "member_part", membership_id, 0),
            hr.button(tr.text("🚪 End membership"), "member_end", membership_id),
        ),
        hr.back("members", NONE, 0),
    )
    return hr.show_long(lines, rows, toast)


async def member_lines(hr: HrVisit, found: MemberView) -> list[str]:
    """Who the member is, by what they told when they joined."""
    tr = hr.tr
    called = escape(found.name or tr.text("no name given"))
    lines = [f"<b>{called}</b>"]
    if found.department_id is not None:
        department = await hr.work.organisations.department(found.department_id)
        if department is not None:
            lines.append(tr.text("Department: {name}", name=escape(department.name)))
    if found.position is not None and found.position in hr.catalogue.positions:
        name = escape(short_name(hr.catalogue, found.position, tr))
        lines.append(tr.text("Position: {name}", name=name))
    return [*lines, tr.text("Member since {day}", day=whole_day(found.joined_at, tr))]


def shared_lines(hr: HrVisit, found: MemberView) -> list[str]:
    """Results and courses, as far as the member shares them."""
    return [*_verdicts(hr, found), "", *_certificates(hr, found)]


def _verdicts(hr: HrVisit, found: MemberView) -> list[str]:
    tr = hr.tr
    if found.verdicts is None:
        return [tr.text("Results: not shared.")]
    if not found.verdicts:
        return [tr.text("Results: shared; no check yet.")]
    lines = [tr.text("<b>Results of own checks</b>")]
    known = hr.catalogue.positions
    for shared in [each for each in found.verdicts if each.position in known][:MOST_LINES]:
        name = target_name(hr.catalogue, shared.position, shared.category, tr)
        verdict = tr.text(VERDICTS[shared.verdict])
        lines.append(f"{verdict}: {escape(name)} ({tr.date(shared.judged_on)})")
    return [*lines, *_editions(hr, found)]


def _editions(hr: HrVisit, *shown: MemberView) -> list[str]:
    """The editions that the shared results rest on."""
    catalogue = hr.catalogue
    answers = (
        (shared.position, shared.judged_on)
        for each in shown
        for shared in each.verdicts or ()
        if shared.position in catalogue.positions
    )
    return list(editions_behind(catalogue, answers, hr.tr))


def _certificates(hr: HrVisit, found: MemberView) -> list[str]:
    tr = hr.tr
    if found.certificates is None:
        return [tr.text("Certificates: not shared.")]
    if not found.certificates:
        return [tr.text("Certificates: shared; none entered.")]
    lines = [tr.text("<b>Certificates</b>")]
    for course in found.certificates[:MOST_LINES]:
        label = LABELS["certificate_topic"][course.topic]
        topic = tr.text(label)
        leaves = leaves_window(course.issued)
        sign = "📄" if leaves > hr.on else "⌛"
        counts = tr.text("no longer counts from {day}", day=tr.date(leaves))
        lines.append(f"{sign} {escape(topic)}, {tr.hours(course.hours)}, {counts}")
    return lines


async def choose_department(
    hr: HrVisit, membership_id: int, page: int, *, above: tuple[str, ...] = ()
) -> Outcome:
    tr, actor = hr.tr, hr.actor
    held = await members.department_of_member(hr.work, actor, hr.organisation_id, membership_id)
    seen = held or NONE
    found = await organisations.departments(hr.work, actor, hr.organisation_id)
    part, page, last = page_of(found, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [
        (hr.button(tr.text("No department"), "member_put", membership_id, seen, NONE),)
    ]
    rows += [
        (hr.button(shortened(each.name, LONGEST_NAME), "member_put", membership_id, seen, each.id),)
        for each in part
    ]
    rows += hr.turns(page, last, "member_part", membership_id)
    rows.append(hr.back("member", membership_id))
    names = {each.id: each.name for each in found}
    now = escape(names[held]) if held in names else tr.text("No department")
    lines = (*above, tr.text("Department: {name}", name=now), tr.text("Into which department?"))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


async def move(hr: HrVisit, membership_id: int, department_id: int) -> Outcome:
    """A button of an older version, which does not say where the member was when it was shown."""
    return await choose_department(hr, membership_id, 0)


async def put(hr: HrVisit, membership_id: int, seen: int, department_id: int) -> Outcome:
    """Moves a member from the department `seen` (0: none) into another one."""
    work, to = hr.work, department_id or None
    try:
        await members.move_member(
            work, hr.actor, hr.organisation_id, membership_id, to, hr.now, seen=seen or None
        )
    except ChangedMeanwhile:
        return await choose_department(hr, membership_id, 0, above=(meanwhile(hr.tr), ""))
    toast = hr.tr.text("Moved.")
    return await show_member(hr, membership_id, toast=toast)


async def ask_end(hr: HrVisit, membership_id: int) -> Outcome:
    tr = hr.tr
    found = await members.member(hr.work, hr.actor, hr.organisation_id, membership_id, hr.now)
    question = tr.text(
        "End the membership of {name}? You will see nothing of them any more.",
        name=escape(found.name or tr.text("no name given")),
    )
    return hr.ask_twice(
        question,
        hr.button(tr.text("Yes, end it"), "member_end_yes", membership_id),
        hr.press("member", membership_id),
    )


async def end(hr: HrVisit, membership_id: int) -> Outcome:
    await members.end_membership(hr.work, hr.actor, hr.organisation_id, membership_id, hr.now)
    toast = hr.tr.text("The membership is ended.")
    return await listed(hr, NONE, 0, toast=toast)
