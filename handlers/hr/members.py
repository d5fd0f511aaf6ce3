"""The members as HR sees them: what each agreed to, and no more."""

from __future__ import annotations

from html import escape
from typing import Final

from cases import members, organisations
from cases.members import MemberView
from handlers.chat.editions import editions_behind
from handlers.chat.names import short_name, target_name
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen, Show
from handlers.chat.telegram_text import LIMIT, pages, shortened
from handlers.chat.visit import Visit
from handlers.hr.buttons import NONE, asked_twice, back, page_of, press, shown
from handlers.hr.links import whole_day
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
    visit: Visit,
    edit: int | None,
    organisation_id: int,
    department_id: int,
    after: int,
    *,
    toast: str | None = None,
) -> Outcome:
    """A page of members of a department (0: of all); `after`: the last one of the page before."""
    tr, actor = visit.tr, visit.person.id
    chosen = department_id or None
    total = await members.count_members(visit.unit, actor, organisation_id, chosen)
    found = await members.members(
        visit.unit,
        actor,
        organisation_id,
        visit.now,
        department_id=chosen,
        after=after,
        limit=ON_A_PAGE + 1,
    )
    more, found = len(found) > ON_A_PAGE, found[:ON_A_PAGE]
    rows: list[tuple[Button, ...]] = [
        (Button(_name(each, tr), press("member", organisation_id, each.membership_id)),)
        for each in found
    ]
    turns = []
    if after:
        turns.append(Button("⏮", press("members", organisation_id, department_id, 0)))
    if more:
        last = found[-1].membership_id
        turns.append(Button("▶️", press("members", organisation_id, department_id, last)))
    if turns:
        rows.append(tuple(turns))
    if not total:
        rows.append((Button(tr.text("➕ A link for members"), press("invite", organisation_id)),))
    rows.append(back(tr, "org", organisation_id))
    lines = [tr.text("<b>Members</b>"), tr.plural("{n} member", "{n} members", total)]
    if not total:
        lines.append(tr.text("Nobody yet. Make a link and send it to your colleagues."))
    lines += [_line(visit, each) for each in found]
    lines += _editions(visit, *found)
    return shown(Screen("\n".join(lines), tuple(rows)), edit, toast)


def _name(each: MemberView, tr: Translator) -> str:
    return shortened(each.name or tr.text("no name given"), LONGEST_NAME)


def _line(visit: Visit, each: MemberView) -> str:
    """One member in the list, with signs for what is shared."""
    tr = visit.tr
    name = escape(_name(each, tr))
    signs = []
    if each.verdicts is not None:
        met = sum(shared.verdict == "eligible" for shared in each.verdicts)
        signs.append(f"✅ {met}/{len(each.verdicts)}")
    if each.certificates is not None:
        signs.append(f"📄 {len(each.certificates)}")
    return f"• {name}" + (f" · {' · '.join(signs)}" if signs else "")


async def card(
    visit: Visit,
    edit: int | None,
    organisation_id: int,
    membership_id: int,
    *,
    toast: str | None = None,
) -> Outcome:
    """One member, with everything they share."""
    tr, actor = visit.tr, visit.person.id
    found = await members.member(visit.unit, actor, organisation_id, membership_id, visit.now)
    name = escape(found.name or tr.text("no name given"))
    lines = [f"<b>{name}</b>"]
    if found.department_id is not None:
        department = await visit.unit.organisations.department(found.department_id)
        if department is not None:
            lines.append(tr.text("Department: {name}", name=escape(department.name)))
    if found.position is not None and found.position in visit.desk.catalogue.positions:
        name = escape(short_name(visit.desk.catalogue, found.position, tr))
        lines.append(tr.text("Position: {name}", name=name))
    lines.append(tr.text("Member since {day}", day=whole_day(found.joined_at, tr)))
    lines += ["", *_verdicts(visit, found), "", *_certificates(visit, found)]
    numbers = (organisation_id, membership_id)
    rows: Keyboard = (
        (
            Button(tr.text("🗂 Move"), press("member_part", *numbers, 0)),
            Button(tr.text("🚪 End membership"), press("member_end", *numbers)),
        ),
        back(tr, "members", organisation_id, NONE, 0),
    )
    *before, last = pages(lines, LIMIT)
    shows = [*(Screen(text) for text in before), Screen(last, rows)]
    first, *others = (Show(screen) for screen in shows)
    return Outcome((Show(first.screen, edit), *others), toast)


def _verdicts(visit: Visit, found: MemberView) -> list[str]:
    tr = visit.tr
    if found.verdicts is None:
        return [tr.text("Results: not shared.")]
    if not found.verdicts:
        return [tr.text("Results: shared; no check yet.")]
    lines = [tr.text("<b>Results of own checks</b>")]
    known = visit.desk.catalogue.positions
    for shared in [each for each in found.verdicts if each.position in known][:MOST_LINES]:
        name = target_name(visit.desk.catalogue, shared.position, shared.category, tr)
        verdict = tr.text(VERDICTS[shared.verdict])
        lines.append(f"{verdict}: {escape(name)} ({tr.date(shared.judged_on)})")
    return [*lines, *_editions(visit, found)]


def _editions(visit: Visit, *shown: MemberView) -> list[str]:
    """The editions that the shared results rest on."""
    catalogue = visit.desk.catalogue
    answers = (
        (shared.position, shared.judged_on)
        for each in shown
        for shared in each.verdicts or ()
        if shared.position in catalogue.positions
    )
    return list(editions_behind(catalogue, answers, visit.tr))


def _certificates(visit: Visit, found: MemberView) -> list[str]:
    tr = visit.tr
    if found.certificates is None:
        return [tr.text("Certificates: not shared.")]
    if not found.certificates:
        return [tr.text("Certificates: shared; none entered.")]
    lines = [tr.text("<b>Certificates</b>")]
    for course in found.certificates[:MOST_LINES]:
        label = LABELS["certificate_topic"][course.topic]
        topic = tr.text(label)
        leaves = leaves_window(course.issued)
        sign = "📄" if leaves > visit.on else "⌛"
        counts = tr.text("no longer counts from {day}", day=tr.date(leaves))
        lines.append(f"{sign} {escape(topic)}, {tr.hours(course.hours)}, {counts}")
    return lines


async def choose_department(
    visit: Visit, edit: int | None, organisation_id: int, membership_id: int, page: int
) -> Outcome:
    tr, actor = visit.tr, visit.person.id
    found = await organisations.departments(visit.unit, actor, organisation_id)
    part, page, last = page_of(found, page, ON_A_PAGE)
    numbers = (organisation_id, membership_id)
    rows: list[tuple[Button, ...]] = [
        (Button(tr.text("No department"), press("member_move", *numbers, NONE)),)
    ]
    rows += [
        (Button(shortened(each.name, LONGEST_NAME), press("member_move", *numbers, each.id)),)
        for each in part
    ]
    beside = [(page - 1, "◀️")] if page else []
    beside += [(page + 1, "▶️")] if page < last else []
    if beside:
        rows.append(tuple(Button(sign, press("member_part", *numbers, to)) for to, sign in beside))
    rows.append(back(tr, "member", *numbers))
    return shown(Screen(tr.text("Into which department?"), tuple(rows)), edit)


async def move(
    visit: Visit, edit: int | None, organisation_id: int, membership_id: int, department_id: int
) -> Outcome:
    await members.move_member(
        visit.unit,
        visit.person.id,
        organisation_id,
        membership_id,
        department_id or None,
        visit.now,
    )
    toast = visit.tr.text("Moved.")
    return await card(visit, edit, organisation_id, membership_id, toast=toast)


async def ask_end(
    visit: Visit, edit: int | None, organisation_id: int, membership_id: int
) -> Outcome:
    tr = visit.tr
    found = await members.member(
        visit.unit, visit.person.id, organisation_id, membership_id, visit.now
    )
    question = tr.text(
        "End the membership of {name}? You will see nothing of them any more.",
        name=escape(found.name or tr.text("no name given")),
    )
    screen = asked_twice(
        tr,
        question,
        tr.text("Yes, end it"),
        press("member_end_yes", organisation_id, membership_id),
        press("member", organisation_id, membership_id),
    )
    return shown(screen, edit)


async def end(visit: Visit, edit: int | None, organisation_id: int, membership_id: int) -> Outcome:
    await members.end_membership(
        visit.unit, visit.person.id, organisation_id, membership_id, visit.now
    )
    toast = visit.tr.text("The membership is ended.")
    return await listed(visit, edit, organisation_id, NONE, 0, toast=toast)
