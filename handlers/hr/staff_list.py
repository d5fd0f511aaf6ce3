"""A staff list from Excel: sent by HR, checked or looked through, brought into the register."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from html import escape
from typing import Any, Final

from aiogram.types import Message

from cases.errors import NotThere
from cases.register import importing
from cases.register.comparing import Choice, Doubtful, Why
from cases.register.importing import Preview
from cases.register.list_rows import StaffRows
from cases.rights import require
from handlers.chat.outcome import (
    Attach,
    Button,
    Errand,
    NotMade,
    Outcome,
    Screen,
    Show,
    StopErrand,
    column,
)
from handlers.chat.telegram_text import shortened
from handlers.chat.workshop import Cut, NoRoom
from handlers.hr.buttons import page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.visit import HrVisit
from handlers.roster.in_pieces import CheckedList, check_list, rows_of_file
from i18n import Translator, mark
from storage.database import Work
from workbooks.unreadable import LARGEST_FILE, MOST_ROWS, Reason, Unreadable

FORM: Final = "staff_list"
CHECK, BRING_IN = 1, 2
ON_A_PAGE: Final = 8
LONGEST_NAME: Final = 60
CHOICES: Final[tuple[Choice, ...]] = ("same", "new", "skip")
WHY: Final[dict[Why, str]] = {
    "other_post": mark("The name is known, in another post or department:"),
    "several": mark("Several people of this name hold this post:"),
    "other_name": mark("HR's number is that of somebody with another name:"),
    "twice": mark("The name stands twice in the list:"),
}
UNREADABLE: Final[dict[Reason, str]] = {
    "no_table": mark("⚠️ No list of people was found: names under a heading, .xlsx or .csv."),
    "protected": mark("⚠️ The file has a password. Save it without one and send it again."),
    "old": mark("⚠️ This kind of workbook is not read. Save it as .xlsx and send it again."),
    "too_large": mark("⚠️ The file is too large: at most {most} MB."),
    "too_many_rows": mark("⚠️ The list is too long: at most {most} rows."),
}


async def begin(hr: HrVisit) -> Outcome:
    """What becomes of a list, before one is sent."""
    await require(hr.work, hr.actor, "keep_register", hr.organisation_id, hr.now)
    tr = hr.tr
    lines = [
        tr.text("<b>A staff list from Excel</b>"),
        tr.text(
            "⚠️ A file sent here passes Telegram's servers, which are abroad. Without that: whoever "
            "runs the bot brings it in by a command, <code>register import</code>."
        ),
        "",
        tr.text("Identity numbers, telephones and addresses are passed over and never kept."),
        "",
        tr.text(
            "The register is your organisation's, which needs it as the employer, to plan courses "
            "and attestation; whoever runs the bot keeps it for the organisation. Three years "
            "after somebody's last post ends you are asked to delete the record."
        ),
    ]
    rows = (
        *column(
            hr.button(tr.text("🔎 Only check, keep nothing"), "list_send", CHECK),
            hr.button(tr.text("📥 Bring into register"), "list_send", BRING_IN),
        ),
        hr.back("staff"),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def ask_file(hr: HrVisit, way: int) -> Outcome:
    await require(hr.work, hr.actor, "keep_register", hr.organisation_id, hr.now)
    await await_words(hr, FORM, {"way": way})
    text = hr.tr.text("Send the list as a file: .xlsx or .csv, with the headings as they are.")
    return hr.show(Screen(text, (hr.back("list_new"),)))


async def words(hr: HrVisit, fields: Fields, said: str) -> Outcome:
    """Words where a file was asked for."""
    await await_again(hr.visit)
    return hr.show(Screen(hr.tr.text("I wait for the file: .xlsx or .csv."), (hr.back("staff"),)))


async def file_came(hr: HrVisit, fields: Fields, message: Message) -> Outcome:
    """The file is dealt with beside the conversation; the right is looked at again at the end."""
    if message.document is None:
        return await words(hr, fields, "")
    await require(hr.work, hr.actor, "keep_register", hr.organisation_id, hr.now)
    tr, at_end = hr.tr, (hr.back("staff"),)
    run = _checking(hr) if fields.get("way") == CHECK else _reading(hr)
    done = _checked(hr) if fields.get("way") == CHECK else _read_rows(hr)
    stopped = tr.text("Stopped. Nothing of the list is kept.")
    errand = Errand(
        file_id=message.document.file_id,
        begun=_progress(hr, tr.text("⏳ The list is being read…")),
        run=run,
        done=done,
        too_large=Screen(why_unreadable("too_large", tr), at_end),
        stopped=Screen(stopped, at_end),
    )
    return Outcome((errand,))


async def stop(hr: HrVisit) -> Outcome:
    await require(hr.work, hr.actor, "keep_register", hr.organisation_id, hr.now)
    text = hr.tr.text("Nothing is being read. If you wait for a list, send it again.")
    return Outcome((StopErrand(Screen(text, (hr.back("staff"),)), hr.edit or 0),))


def _progress(hr: HrVisit, text: str) -> Screen:
    return Screen(text, ((hr.button(hr.tr.text("⏹ Stop"), "list_stop"),),))


Telling = Callable[[Screen], None]
Done = Callable[[Work, datetime, Any], Awaitable[tuple[Show | Attach, ...]]]


def _checking(hr: HrVisit) -> Callable[[bytes, Telling], Awaitable[Any]]:
    workshop, on, tr = hr.visit.desk.workshop, hr.on, hr.tr

    async def run(content: bytes, tell: Telling) -> CheckedList:
        def told(done: int, total: int) -> None:
            words = tr.text("⏳ {done} of {total} people are checked.", done=done, total=total)
            tell(_progress(hr, words))

        try:
            return await check_list(workshop, content, on, tr.language, told)
        except (Unreadable, NoRoom, Cut) as error:
            raise _not_made(hr, error) from None

    return run


def _reading(hr: HrVisit) -> Callable[[bytes, Telling], Awaitable[Any]]:
    workshop, on = hr.visit.desk.workshop, hr.on

    async def run(content: bytes, tell: Telling) -> StaffRows:
        try:
            return await rows_of_file(workshop, content, on)
        except (Unreadable, NoRoom, Cut) as error:
            raise _not_made(hr, error) from None

    return run


def _not_made(hr: HrVisit, error: Exception) -> NotMade:
    if isinstance(error, Unreadable):
        text = why_unreadable(error.reason, hr.tr)
    else:
        text = hr.tr.text("⚠️ Too much is being done at the moment. Send the file again later.")
    return NotMade(Screen(text, (hr.back("list_new"),)))


def why_unreadable(reason: Reason, tr: Translator) -> str:
    """What is said of a file that is not read."""
    most = MOST_ROWS if reason == "too_many_rows" else LARGEST_FILE // 1024 // 1024
    return tr.text(UNREADABLE[reason], most=tr.number(most))


def _checked(hr: HrVisit) -> Done:
    tr = hr.tr

    async def done(work: Work, now: datetime, made: CheckedList) -> tuple[Show | Attach, ...]:
        await require(work, hr.actor, "keep_register", hr.organisation_id, now)
        people = tr.plural("{n} person is checked.", "{n} people are checked.", made.people)
        asked = tr.plural("{n} cell is asked about.", "{n} cells are asked about.", made.asked)
        kept = tr.text("Nothing of the list is kept.")
        screen = Screen(f"{people} {asked}\n{kept}", (hr.back("staff"),))
        return Show(screen), Attach("checked.xlsx", made.content, people)

    return done


def _read_rows(hr: HrVisit) -> Done:
    async def done(work: Work, now: datetime, found: StaffRows) -> tuple[Show | Attach, ...]:
        seen = await importing.begin_import(work, hr.actor, hr.organisation_id, found, now)
        return (Show(_preview_screen(hr, seen)),)

    return done


async def show_import(hr: HrVisit, import_id: int, *, toast: str | None = None) -> Outcome:
    return hr.show(_preview_screen(hr, await _preview(hr, import_id)), toast)


async def _preview(hr: HrVisit, import_id: int) -> Preview:
    """Raises `NotAllowed`, `NotThere`."""
    return await importing.preview(hr.work, hr.actor, hr.organisation_id, import_id, hr.now)


def _preview_screen(hr: HrVisit, seen: Preview) -> Screen:
    tr, found = hr.tr, seen.found
    new, changed = len(found.new), len(found.changed)
    same = len(found.entries) - new - changed
    title = tr.text("<b>The list beside the register</b>")
    if seen.is_applied:
        title = tr.text("<b>The list is in the register</b>")
    counts = (
        (tr.text("➕ new: {n}", n=tr.number(new)), new),
        (tr.text("✏️ changed: {n}", n=tr.number(changed)), changed),
        (tr.text("✅ as before: {n}", n=tr.number(same)), same),
        (tr.text("❔ doubtful: {n}", n=tr.number(len(found.doubtful))), len(found.doubtful)),
        (tr.text("🚪 missing here: {n}", n=tr.number(len(found.missing))), len(found.missing)),
        (tr.text("🗂 new departments: {n}", n=len(found.new_units)), len(found.new_units)),
        (tr.text("left, by the list: {n}", n=seen.list.left), seen.list.left),
        (tr.text("rows not understood: {n}", n=len(seen.list.unclear)), len(seen.list.unclear)),
    )
    lines = [title, *(words for words, number in counts if number)]
    rows: list[tuple[Button, ...]] = []
    if new or changed:
        lines += ["", tr.text("Nobody is ended by this.")]
        yes = tr.text("📥 Bring in {n}", n=tr.number(new + changed))
        rows.append((Button(yes, hr.press("list_yes", seen.import_id), style="primary"),))
    if found.doubtful:
        first = found.doubtful[0].row
        rows.append((hr.button(tr.text("❔ Who is it?"), "list_ask", seen.import_id, first),))
    if found.missing:
        rows.append((hr.button(tr.text("🚪 Who is missing"), "list_gone", seen.import_id, 0),))
    rows.append((hr.button(tr.text("🗑 Forget the list"), "list_drop", seen.import_id),))
    rows.append(hr.back("staff"))
    return Screen("\n".join(lines), tuple(rows))


async def bring_in(hr: HrVisit, import_id: int) -> Outcome:
    applied = await importing.apply_import(hr.work, hr.actor, hr.organisation_id, import_id, hr.now)
    toast = hr.tr.text(
        "Added: {added}, changed: {changed}.", added=applied.added, changed=applied.changed
    )
    return await show_import(hr, import_id, toast=toast)


async def drop(hr: HrVisit, import_id: int) -> Outcome:
    await importing.drop_import(hr.work, hr.actor, hr.organisation_id, import_id, hr.now)
    return await begin(hr)


async def ask_who(hr: HrVisit, import_id: int, row: int) -> Outcome:
    """One doubtful row: is it somebody who is known?"""
    seen = await _preview(hr, import_id)
    asked = next((each for each in seen.found.doubtful if each.row == row), None)
    if asked is None:
        return await show_import(hr, import_id)
    tr, listed = hr.tr, seen.found.rows[row]
    lines = [
        tr.text(WHY[asked.why]),
        f"<b>{escape(listed.name)}</b>",
        tr.text("In the list: {post}", post=_post(listed.post, listed.units)),
        tr.text("Known: {post}", post=await _known(hr, seen, asked)),
    ]
    choices = (
        tr.text("The same person"),
        tr.text("Another person"),
        tr.text("Leave it out"),
    )
    rows = (
        *column(
            *(
                hr.button(words, "list_say", import_id, row, number)
                for number, words in enumerate(choices)
            )
        ),
        hr.back("list", import_id),
    )
    return hr.show(Screen("\n".join(lines), rows))


async def _known(hr: HrVisit, seen: Preview, asked: Doubtful) -> str:
    """The person that a doubtful row may be, as HTML."""
    if asked.earlier is not None:
        earlier = seen.found.rows[asked.earlier]
        return _post(earlier.post, earlier.units)
    record = await hr.work.register.get(asked.employee_id)
    appointments = await hr.work.register.appointments([asked.employee_id])
    name = "" if record is None else escape(record.name)
    posts = "; ".join(escape(each.post) for each in appointments if each.until is None)
    return f"{name}: {posts}" if posts else name


def _post(post: str, units: tuple[object, ...]) -> str:
    unit = getattr(units[-1], "name", "") if units else ""
    return escape(", ".join(part for part in (post, unit) if part)) or "—"


async def say_who(hr: HrVisit, import_id: int, row: int, choice: int) -> Outcome:
    if choice >= len(CHOICES):
        raise NotThere
    seen = await importing.choose(
        hr.work, hr.actor, hr.organisation_id, import_id, row, CHOICES[choice], hr.now
    )
    if seen.found.doubtful:
        return await ask_who(hr, import_id, seen.found.doubtful[0].row)
    return hr.show(_preview_screen(hr, seen))


async def missing(hr: HrVisit, import_id: int, page: int, *, toast: str | None = None) -> Outcome:
    """Who is in the register and not in the list, by name; each ended by a press of its own."""
    seen = await _preview(hr, import_id)
    gone = seen.found.missing
    if not gone:
        return await show_import(hr, import_id, toast=toast)
    tr = hr.tr
    names = {each.id: each.name for each in await hr.work.register.all(hr.organisation_id)}
    ordered = sorted(gone, key=lambda each: (names[each.employee_id], each.id))
    part, page, last = page_of(ordered, page, ON_A_PAGE)
    lines = [
        tr.text("<b>Missing from the list</b>"),
        tr.text("Press whoever works there no more: the post ends as of yesterday."),
    ]
    lines += [
        f"• {escape(shortened(names[e.employee_id], LONGEST_NAME))}: "
        f"{escape(shortened(e.post, LONGEST_NAME))}"
        for e in part
    ]
    rows = (
        *((hr.button(shortened(f"🚪 {names[e.employee_id]}", LONGEST_NAME), "list_end",
                     import_id, e.id),) for e in part),
        *hr.turns(page, last, "list_gone", import_id),
        (hr.button(tr.text("🚪 End all: {n}", n=tr.number(len(gone))), "list_over", import_id),),
        hr.back("list", import_id),
    )  # fmt: skip
    return hr.show(Screen("\n".join(lines), rows), toast)


async def end_one(hr: HrVisit, import_id: int, appointment_id: int) -> Outcome:
    ended = await importing.end_missing(
        hr.work, hr.actor, hr.organisation_id, import_id, hr.now, [appointment_id]
    )
    toast = hr.tr.text("The post is ended.") if ended else hr.tr.text("This is no longer there.")
    return await missing(hr, import_id, 0, toast=toast)


async def ask_end_all(hr: HrVisit, import_id: int) -> Outcome:
    seen = await _preview(hr, import_id)
    question = hr.tr.plural(
        "End {n} post that the list lacks?", "End {n} posts that the list lacks?",
        len(seen.found.missing),
    )  # fmt: skip
    yes = hr.button(hr.tr.text("Yes, end them"), "list_over_yes", import_id)
    return hr.ask_twice(question, yes, hr.press("list_gone", import_id, 0))


async def end_all(hr: HrVisit, import_id: int) -> Outcome:
    ended = await importing.end_missing(hr.work, hr.actor, hr.organisation_id, import_id, hr.now)
    toast = hr.tr.plural("{n} post is ended.", "{n} posts are ended.", ended)
    return await show_import(hr, import_id, toast=toast)
