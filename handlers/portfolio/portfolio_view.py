"""The portfolio as HTML: three numbers on top, the rows, what comes next. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from handlers.attestation.attestation_view import MANAGER_CATEGORIES, attested_name
from handlers.chat.phone import parts
from handlers.portfolio.row_options import Asking
from handlers.portfolio.standing import Standing
from i18n import Translator, mark
from rules.attestation.portfolio import Counted, Gain, Portfolio, fewest_rows, next_rows
from rules.attestation.portfolio.rows import Row
from rules.attestation.portfolio.wording import hint, needed, row_name, words
from rules.norms.catalog import Catalogue

SIGNS: Final = {"met": "✅", "empty": "❌", "open": "❔", "ask": "💬", "not_asked": "➖"}
# The names of a manager's categories are those of the attestation.
MANAGERS: Final = dict(zip(("third", "second", "first"), MANAGER_CATEGORIES, strict=True))
MOST_LINES: Final = 12
TICKS: Final = {True: "☑️", False: "☐"}
_ALL_THERE: Final = mark("✅ By what you say the sum is there and no row is empty.")
_SUM_ONLY: Final = mark("⚠️ The sum is there, but not every row: the commission may refuse.")


def sheet_name(catalogue: Catalogue, position: str, category: str, tr: Translator) -> str:
    """Position and category, as HTML."""
    named = MANAGERS.get(category, category)
    return escape(attested_name(catalogue, position, named, tr), quote=False)


def heading(catalogue: Catalogue, standing: Standing, tr: Translator) -> str:
    name = sheet_name(catalogue, standing.position, standing.category, tr)
    return tr.text("<b>📊 Portfolio: {name}</b>", name=name)


def numbers(portfolio: Portfolio, tr: Translator) -> str:
    """The three numbers that stand on top of every screen."""
    return tr.text(
        "Points <b>{points}</b> of <b>{threshold}</b> · rows without points <b>{rows}</b>",
        points=tr.number(float(portfolio.points)),
        threshold=portfolio.threshold,
        rows=len(portfolio.empty) + len(portfolio.open),
    )


def summary_lines(standing: Standing, tr: Translator) -> Iterator[str]:
    """The first screen below its heading."""
    portfolio = standing.portfolio
    yield numbers(portfolio, tr)
    if portfolio.extra:
        yield tr.plural(
            "Apart: {n} point as a curator.", "Apart: {n} points as a curator.", portfolio.extra
        )
    if portfolio.open:
        count = len(portfolio.open)
        yield tr.plural("{n} row is not answered.", "{n} rows are not answered.", count)
    yield enough_line(portfolio, tr)
    if portfolio.rows_make is not None:
        yield tr.text(
            "⚠️ The rows make {made}, but {threshold} is printed: ask the commission.",
            made=portfolio.rows_make,
            threshold=portfolio.threshold,
        )
    yield ""
    answered = [each for each in standing.asked if not standing.is_open(each)]
    # Of a long sheet only what is still to be done.
    shown = answered if len(answered) <= MOST_LINES else [e for e in answered if e.state != "met"]
    for each in shown:
        yield _row_line(each, tr)
    if shown:
        yield ""
    yield from warning(portfolio, tr)


def enough_line(portfolio: Portfolio, tr: Translator) -> str:
    if portfolio.enough == "yes":
        return tr.text(_ALL_THERE)
    if portfolio.enough == "sum_only":
        return tr.text(_SUM_ONLY)
    missing = float(portfolio.threshold - portfolio.points)
    return tr.text("Still missing: {points}.", points=tr.number(missing))


def _row_line(each: Counted, tr: Translator) -> str:
    name = escape(row_name(each.row, tr.language), quote=False)
    points = f": {tr.number(float(each.points))}" if each.state == "met" else ""
    return f"{SIGNS[each.state]} {name}{points}"


def warning(portfolio: Portfolio, tr: Translator) -> Iterator[str]:
    """The edition, and that it is to be checked; beside the verdict, never in it."""
    edition = portfolio.edition
    yield tr.text(
        "<i>{edition}, annex {annex}; unofficial copy of {year}. Apart from the verdict on Order "
        "No. 338.</i>",
        edition=escape(edition.name.frozen().of(tr.language), quote=False),
        annex=portfolio.sheet.annex,
        year=edition.known_until.year,
    )
    yield check_line(portfolio, tr)


def check_line(portfolio: Portfolio, tr: Translator) -> str:
    announced = portfolio.edition.announced
    if announced is None:
        return tr.text("<b>⚠️ Check before you apply.</b>")
    return tr.text(
        "<b>⚠️ A revision was announced in {year}: check before you apply.</b>",
        year=announced.year,
    )


def row_lines(standing: Standing, row: Row, ask: Asking, tr: Translator) -> Iterator[str]:
    """One row: its place among those asked, what the category asks for, what is known."""
    ids = [each.row.id for each in standing.asked]
    name = escape(row_name(row, tr.language), quote=False)
    place = tr.text(
        "Row {number} ({n} of {total})",
        number=number_of(row),
        n=ids.index(row.id) + 1,
        total=len(ids),
    )
    yield f"<b>{name}</b>"
    yield f"<i>{place}</i>"
    looked = hint(row, tr.language)
    if looked is not None:
        yield escape(looked, quote=False)
    wanted = needed(row, standing.portfolio.column, tr.language)
    if wanted is not None and row.kind != "extra":
        yield tr.text("Your category asks for: {what}.", what=escape(wanted, quote=False))
    if row.id in standing.known:
        yield _known(standing, row, tr)
    if ask.hint:
        yield ""
        yield ask.hint


def _known(standing: Standing, row: Row, tr: Translator) -> str:
    entry = standing.known[row.id]
    if "hours" in entry:
        return tr.text("🎓 By your courses: {hours}.", hours=tr.hours(entry["hours"]))
    return tr.text("📄 You named such a publication in a check.")


def number_of(row: Row) -> str:
    """The row's number in the annex."""
    return row.id.partition("-")[2]


def part_screens(standing: Standing, part: str, above: str, tr: Translator) -> list[str]:
    """A part of the sheet, as long as it is in several texts. `above`: its heading."""
    portfolio, foot = standing.portfolio, ("", check_line(standing.portfolio, tr))
    match part:
        case "next":
            return parts(way_lines(portfolio, tr), head=(above, numbers(portfolio, tr)), foot=foot)
        case "asks":
            asked = tr.text("The text leaves this open, so ask your commission:")
            return parts(question_lines(portfolio, tr), head=(above, asked), foot=foot)
        case "papers":
            pressed = tr.text("Papers to gather. Press a row to tick them off.")
            return parts(paper_lines(standing, tr), head=(above, pressed))
    which = tr.text("Which row do you want to change?")
    return [f"{above}\n{which}"]


def way_lines(portfolio: Portfolio, tr: Translator) -> Iterator[str]:
    """What to do, the easiest first; then the fewest rows that make up the sum."""
    gains = next_rows(portfolio)
    if not gains:
        yield tr.text(_ALL_THERE)
    else:
        yield tr.text("<b>The easiest first:</b>")
    for gain in gains:
        yield f"• {_gain(gain, portfolio.column, tr)}"
    way = fewest_rows(portfolio)
    if 0 < len(way) < len(gains):
        names = ", ".join(number_of(gain.row) for gain in way)
        yield tr.text("For the sum alone these rows are enough: {rows}.", rows=names)
        if portfolio.empty or portfolio.open:
            yield tr.text("But a row that stays empty may be a reason to refuse.")


def _gain(gain: Gain, column: int, tr: Translator) -> str:
    name = escape(row_name(gain.row, tr.language), quote=False)
    points = tr.number(float(gain.points))
    if gain.better:
        return tr.text("{name}: up to +{points} for a better result", name=name, points=points)
    wanted = needed(gain.row, column, tr.language) or ""
    return f"{name} (+{points}): {escape(wanted, quote=False)}"


def question_lines(portfolio: Portfolio, tr: Translator) -> Iterator[str]:
    """Each question once, with the rows that it is about."""
    places: dict[str, list[str]] = {}
    for row, question in portfolio.questions:
        places.setdefault(question.id, []).extend([] if row is None else [number_of(row)])
    for identifier, numbers_of_rows in places.items():
        place = f"{', '.join(numbers_of_rows)}: " if numbers_of_rows else ""
        yield f"• {place}{escape(words(f'ask.{identifier}', tr.language), quote=False)}"


def paper_lines(standing: Standing, tr: Translator) -> Iterator[str]:
    """The papers of all rows: how many of each are gathered."""
    for each in standing.asked:
        papers, there = each.row.papers, gathered(standing, each.row)
        if papers:
            sign = TICKS[len(there) == len(papers)]
            name = escape(row_name(each.row, tr.language), quote=False)
            yield f"{sign} <b>{number_of(each.row)}</b> {name}: {len(there)}/{len(papers)}"


def gathered(standing: Standing, row: Row) -> list[str]:
    """The papers of a row that are there."""
    return [paper for paper in row.papers if paper in standing.papers.get(row.id, ())]


def row_paper_lines(standing: Standing, row: Row, tr: Translator) -> Iterator[str]:
    """The papers of one row by number, for a button each."""
    there = gathered(standing, row)
    yield f"<b>{number_of(row)}. {escape(row_name(row, tr.language), quote=False)}</b>"
    yield tr.text("Press what you have.")
    yield ""
    for number, paper in enumerate(row.papers, start=1):
        name = escape(words(f"paper.{paper}", tr.language), quote=False)
        yield f"{TICKS[paper in there]} {number}. {name}"
    if row.sealed:
        yield ""
        yield f"<i>{escape(words('sealed', tr.language), quote=False)}</i>"
