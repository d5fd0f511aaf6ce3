"""The employer's register in the chat: its people by department or by typing, a person's page."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Final, TypeVar

from cases.errors import NotAllowed
from cases.register.beside import shared_beside
from cases.register.deleting import kept_long_enough
from cases.register.effects import staff_to_judge
from cases.register.exporting import export_staff
from cases.register.people import RecordView, record_of, search_staff, staff_of
from cases.rights import reach
from cases.roles import departments_led
from cases.tree import in_order
from handlers.chat.beside_view import difference_lines
from handlers.chat.outcome import Button, Made, NotMade, Outcome, Screen, column
from handlers.chat.page_button import page_rows
from handlers.chat.record_view import record_lines, tie_line
from handlers.chat.telegram_text import shortened
from handlers.chat.workshop import Cut, NoRoom
from handlers.hr.buttons import NONE, page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.members import shared_lines
from handlers.hr.visit import HrVisit
from handlers.roster.effects_file import EffectsFile, effects_file
from handlers.roster.in_pieces import LONGEST_SECONDS
from handlers.roster.register_file import RegisterFile, register_file

T = TypeVar("T")
FORM: Final = "staff_search"
ON_A_PAGE: Final = 8
LONGEST: Final = 60
INDENT: Final = "· "


async def home(hr: HrVisit, *, toast: str | None = None) -> Outcome:
    """Where the register begins, for HR, heads and deputies; words typed next are a name."""
    tr, work = hr.tr, hr.work
    found = await staff_of(work, hr.actor, hr.organisation_id, hr.now)
    keeps = await reach(work, hr.actor, "keep_register", hr.organisation_id, hr.now)
    await await_words(hr, FORM)
    lines = [
        tr.text("<b>The register</b>"),
        tr.plural("{n} person works here.", "{n} people work here.", found.total),
        tr.text("Type a name, or a part of it, to find somebody."),
    ]
    rows: list[tuple[Button, ...]] = [
        *page_rows(hr.visit, hr.organisation_id),
        (hr.button(tr.text("👥 By name"), "staff_in", NONE, NONE),),
        (hr.button(tr.text("🗂 By department"), "tree", 0),),
        (hr.button(tr.text("📋 Lists"), "lists"),),
        (hr.button(tr.text("🎓 Training"), "train"),),
    ]
    if await reach(work, hr.actor, "export", hr.organisation_id, hr.now):
        rows.append((hr.button(tr.text("📤 As a file"), "staff_file"),))
        if any(turn > hr.on for turn in hr.catalogue.turns):
            rows.append((hr.button(tr.text("⚖️ Newer requirements"), "staff_effects"),))
    if await reach(work, hr.actor, "approve", hr.organisation_id, hr.now):
        rows.append((hr.button(tr.text("🔗 Ties"), "ties", 0),))
    if keeps:
        rows.append((hr.button(tr.text("🪪 Roles"), "roles", 0),))
        rows.append((hr.button(tr.text("📥 A list from Excel"), "list_new"),))
        old = await kept_long_enough(work, hr.actor, hr.organisation_id, hr.now)
        if old:
            words = tr.text("🗑 Old records: {n}", n=tr.number(len(old)))
            rows.append((hr.button(words, "old", 0),))
    else:
        rows.append((hr.button(tr.text("👥 What members share"), "led"),))
        rows.append((hr.button(tr.text("📣 Messages to members"), "casts"),))
    rows.append(hr.back("org") if keeps else (Button(tr.text("⬅️ Menu"), "m:home"),))
    return hr.show(Screen("\n".join(lines), tuple(rows)), toast)


async def tree(hr: HrVisit, page: int) -> Outcome:
    """The departments that the viewer sees, each below what it is a part of."""
    led = await departments_led(hr.work, hr.actor, hr.organisation_id, hr.now)
    held = await hr.work.organisations.departments(hr.organisation_id)
    branches = in_order([each for each in held if led is None or each.id in led])
    part, page, last = page_of(branches, page, ON_A_PAGE)
    tr = hr.tr
    lines = [tr.text("<b>Departments</b>")]
    if not branches:
        lines.append(tr.text("None yet: a list from Excel brings them along."))
    rows = (
        *(
            (
                hr.button(
                    shortened(INDENT * each.depth + each.department.name, LONGEST),
                    "staff_in",
                    each.department.id,
                    NONE,
                ),
            )
            for each in part
        ),
        *hr.turns(page, last, "tree"),
        hr.back("staff"),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def listed(hr: HrVisit, department_id: int, after: int) -> Outcome:
    """People of a department and those below it (0: all), by name; `after`: the last one seen."""
    chosen = department_id or None
    found = await staff_of(
        hr.work, hr.actor, hr.organisation_id, hr.now, department_id=chosen, after=after
    )
    tr = hr.tr
    title = tr.text("By name")
    if chosen is not None:
        department = await hr.work.organisations.department(chosen)
        title = "" if department is None else department.name
    total = tr.plural("{n} person works here.", "{n} people work here.", found.total)
    rows: list[tuple[Button, ...]] = [
        (hr.button(shortened(each.name, LONGEST), "record", each.id),) for each in found.people
    ]
    turns = []
    if after:
        turns.append(hr.button("⏮", "staff_in", department_id, NONE))
    if found.more:
        turns.append(hr.button("▶️", "staff_in", department_id, found.people[-1].id))
    if turns:
        rows.append(tuple(turns))
    if await reach(hr.work, hr.actor, "keep_register", hr.organisation_id, hr.now):
        rows.append((hr.button(tr.text("🖨 Links to print"), "sheet", department_id),))
    rows.append(hr.back("staff") if chosen is None else hr.back("tree", 0))
    return hr.show(Screen(f"<b>{escape(title)}</b>\n{total}", tuple(rows)))


async def search(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    """Whoever has the words in the name; one alone is shown at once."""
    found = await search_staff(hr.work, hr.actor, hr.organisation_id, words, hr.now)
    if len(found) == 1:
        return await show_record(hr, found[0].id)
    await await_again(hr.visit)
    tr = hr.tr
    text = tr.text("Nobody here is called “{name}”.", name=escape(shortened(words, LONGEST)))
    if found:
        text = tr.plural("{n} person is found.", "{n} people are found.", len(found))
    rows = (
        *((hr.button(shortened(each.name, LONGEST), "record", each.id),) for each in found),
        hr.back("staff"),
    )
    return hr.show(Screen(text, rows))


async def show_record(hr: HrVisit, employee_id: int, *, toast: str | None = None) -> Outcome:
    """All that the employer holds on one person, and what the viewer may do with it."""
    return await record_screen(hr, employee_id, hr.back("staff"), toast=toast)


async def record_screen(
    hr: HrVisit, employee_id: int, back: tuple[Button, ...], *, toast: str | None = None
) -> Outcome:
    """A record with a way back to where it was opened from."""
    view = await record_of(hr.work, hr.actor, hr.organisation_id, employee_id, hr.now)
    lines = [*record_lines(hr.tr, hr.catalogue, view), tie_line(hr.tr, view)]
    if view.tie is not None and view.tie.correction_asked_at is not None:
        lines.append(hr.tr.text("✏️ The person asks for a correction."))
    lines += await _shared(hr, view)
    rows = (*column(*await _deeds(hr, view)), back)
    return hr.show_long(lines, rows, toast)


async def _shared(hr: HrVisit, view: RecordView) -> list[str]:
    """What a member shares, beside the record and never in it; for HR alone."""
    beside = await shared_beside(hr.work, hr.actor, hr.organisation_id, view, hr.now)
    if beside is None:
        return []
    shared, found = beside
    words = hr.tr.text("<b>👤 What the person shares</b>")
    return ["", words, *shared_lines(hr, shared),
            *difference_lines(found, hr.tr.text("Person"), hr.tr)]  # fmt: skip


async def _deeds(hr: HrVisit, view: RecordView) -> list[Button]:
    tr, tie, here = hr.tr, view.tie, hr.organisation_id
    keeps = await reach(hr.work, hr.actor, "keep_register", here, hr.now)
    approves = await reach(hr.work, hr.actor, "approve", here, hr.now)
    found = []
    if tie is None and keeps:
        found.append(hr.button(tr.text("🔗 A personal link"), "tie_link", view.employee.id))
    if tie is not None and tie.state == "proposed" and view.agreed and approves:
        found.append(hr.button(tr.text("✅ Confirm the tie"), "tie_yes", tie.id))
    if view.tied and keeps:
        found.append(hr.button(tr.text("🪪 Give a role"), "role_new", view.employee.id))
    if tie is not None and tie.correction_asked_at is not None and keeps:
        found.append(hr.button(tr.text("✅ Correction settled"), "tie_right", tie.id))
    if tie is not None and approves:
        found.append(hr.button(tr.text("✂️ Undo the tie"), "tie_undo", tie.id))
    return found


async def file(hr: HrVisit) -> Outcome:
    """Everybody whom the viewer may take along, as a workbook that can be brought in again."""
    lines = await export_staff(hr.work, hr.actor, hr.organisation_id, hr.now)
    caption = hr.tr.plural("{n} line", "{n} lines", len(lines))
    given = RegisterFile(tuple(lines), hr.tr.language)
    return _made(hr, "register.xlsx", register_file, given, caption)


async def effects(hr: HrVisit) -> Outcome:
    """Whom of the viewer's people a later edition judges otherwise, by department and clause."""
    staff = await staff_to_judge(hr.work, hr.actor, hr.organisation_id, hr.now)
    given = EffectsFile(staff, hr.on, hr.tr.language)
    caption = hr.tr.text("Whom newer requirements concern")
    return _made(hr, "newer-requirements.xlsx", effects_file, given, caption)


def _made(hr: HrVisit, name: str, write: Callable[[T], bytes], given: T, caption: str) -> Outcome:
    """A file that is written in the workshop."""
    workshop = hr.visit.desk.workshop
    text = hr.tr.text("⚠️ Too much is being done at the moment. Press again later.")
    instead = Screen(text, (hr.back("staff"),))

    async def make() -> bytes:
        try:
            return await workshop.do(write, given, LONGEST_SECONDS)
        except (NoRoom, Cut):
            raise NotMade(instead) from None

    return Outcome((Made(name, make, "document", caption),))


async def leads(hr: HrVisit) -> bool:
    """Whether the viewer is a head or a deputy there."""
    try:
        return await departments_led(hr.work, hr.actor, hr.organisation_id, hr.now) is not None
    except NotAllowed:
        return False
