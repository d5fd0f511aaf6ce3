"""Trips of the approved schedule for HR: the draft of the order, then its number and its day."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from cases.errors import CaseError, NotThere
from cases.training.passing import Paper
from cases.training.trip_orders import draft_of, enter_order
from cases.training.trips import Trip, TripDay, trip_day_seen, trips_seen
from handlers.chat.outcome import Button, Made, NotMade, Outcome, Screen, Show
from handlers.chat.telegram_text import shortened
from handlers.chat.training_view import SOURCES
from handlers.chat.workshop import Cut, NoRoom
from handlers.hr.buttons import page_of
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.training_words import NEEDS_PAPER, why
from handlers.hr.visit import HrVisit
from rules.training.said import read_paper
from workbooks.training.trip_order import TripDraft, trip_order_file

FORM: Final = "training_order"
ON_A_PAGE: Final = 8
SHOWN: Final = 8
LONGEST: Final = 60
LONGEST_SECONDS: Final = 60.0


async def listed(hr: HrVisit, year_id: int, page: int) -> Outcome:
    """The days on which somebody sets out, those without an order first to be seen."""
    tr = hr.tr
    days = await trips_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    part, page, last = page_of(days, page, ON_A_PAGE)
    rows: list[tuple[Button, ...]] = [
        (hr.button(_short(hr, each), "train_trip", year_id, _number(each.day)),) for each in part
    ]
    rows += hr.turns(page, last, "train_trips", year_id)
    waiting = [each for each in days if each.without_order and each.day >= hr.on]
    if len(waiting) > 1:
        words = tr.text("📄 One draft for {n} days", n=tr.number(len(waiting)))
        rows.append((hr.button(words, "train_trips_file", year_id),))
    rows.append(hr.back("train_year", year_id))
    lines = [tr.text("<b>Trips</b>")]
    if not days:
        lines.append(tr.text("Nobody travels by the approved schedule."))
    else:
        lines.append(tr.text("✔ has its order, ▫️ has none."))
    return hr.show(Screen("\n".join(lines), tuple(rows)))


def _short(hr: HrVisit, each: TripDay) -> str:
    sign = "▫️" if each.without_order else "✔"
    people = hr.tr.plural("{n} person", "{n} people", len(each.people))
    return f"{sign} {hr.tr.date(each.day)}: {people}"


def _number(day: date) -> int:
    return int(f"{day:%Y%m%d}")


def _day(number: int) -> date:
    """Raises `NotThere` for what is no day."""
    try:
        return date(number // 10000, number // 100 % 100, number % 100)
    except ValueError:
        raise NotThere from None


async def show_day(
    hr: HrVisit, year_id: int, number: int, *, toast: str | None = None, above: str = ""
) -> Outcome:
    """Who travels; the next words are the order's number and day."""
    tr, day = hr.tr, _day(number)
    seen = await trip_day_seen(hr.work, hr.actor, hr.organisation_id, year_id, day, hr.now)
    await await_words(hr, FORM, {"year": year_id, "day": number})
    lines = [above] if above else []
    people = tr.plural("{n} person travels.", "{n} people travel.", len(seen.people))
    lines += [f"<b>{tr.date(day)}</b>", people]
    lines += [_line(hr, each) for each in seen.people[:SHOWN]]
    if len(seen.people) > SHOWN:
        lines.append(tr.plural("and {n} more", "and {n} more", len(seen.people) - SHOWN))
    asked = tr.text("Once the order is signed, write its number and its day:")
    if not seen.without_order:
        asked = tr.text("The order is entered. Another number and day replace it:")
    lines.append(f"{asked} <code>№ 12, {hr.on:%d.%m.%Y}</code>")
    rows = (
        (hr.button(tr.text("📄 Draft of the order"), "train_trip_file", year_id, number),),
        hr.back("train_trips", year_id, 0),
    )
    return hr.show_long(lines, rows, toast)


def _line(hr: HrVisit, each: Trip) -> str:
    tr = hr.tr
    source = "" if each.source is None else tr.text(SOURCES[each.source])
    about = [each.name, each.place, f"{each.first_day:%d.%m}–{each.last_day:%d.%m}", source]
    line = "• " + shortened(", ".join(part for part in about if part), 120)
    if each.order is None:
        return escape(line)
    return escape(f"{line} ✔ {each.order.number}, {each.order.day:%d.%m.%Y}")


async def draft(hr: HrVisit, year_id: int, number: int) -> Outcome:
    """The draft of a day as a file, the day below it: the order's number may follow at once."""
    made = await draft_of(hr.work, hr.actor, hr.organisation_id, year_id, _day(number), hr.now)
    shown = await show_day(hr, year_id, number)
    return Outcome((_file(hr, made, f"order-{number}.xlsx", year_id), *_below(shown)))


def _below(shown: Outcome) -> tuple[Show, ...]:
    """The screen as new messages, so that it stands below the file."""
    return tuple(Show(each.screen) for each in shown.show if isinstance(each, Show))


async def all_drafts(hr: HrVisit, year_id: int) -> Outcome:
    """One draft of all days to come that have no order."""
    made = await draft_of(hr.work, hr.actor, hr.organisation_id, year_id, None, hr.now)
    return Outcome((_file(hr, made, "orders.xlsx", year_id),))


def _file(hr: HrVisit, made: TripDraft, name: str, year_id: int) -> Made:
    workshop = hr.visit.desk.workshop
    text = hr.tr.text("⚠️ Too much is being done at the moment. Press again later.")
    instead = Screen(text, (hr.back("train_trips", year_id, 0),))

    async def make() -> bytes:
        try:
            return await workshop.do(trip_order_file, made, LONGEST_SECONDS)
        except (NoRoom, Cut):
            raise NotMade(instead) from None

    return Made(name, make, "document", hr.tr.text("Draft of the order for trips"))


async def order_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    year_id, number, said = fields["year"], fields["day"], read_paper(words, hr.on)
    back = hr.back("train_trips", year_id, 0)
    if said is None:
        await await_again(hr.visit)
        return hr.show(Screen(hr.tr.text(NEEDS_PAPER), (back,)))
    try:
        count = await enter_order(
            hr.work, hr.actor, hr.organisation_id, year_id, _day(number), Paper(*said), hr.now
        )
    except CaseError as error:
        return hr.show(Screen(escape(why(error, hr.tr)), (back,)))
    above = hr.tr.plural(
        "✔ The order stands on {n} course.", "✔ The order stands on {n} courses.", count
    )
    return await show_day(hr, year_id, number, above=above)
