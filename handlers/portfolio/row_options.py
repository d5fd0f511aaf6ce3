"""What is asked of a row on one screen: its buttons, and the number that may be written. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from i18n import Translator
from rules.attestation.portfolio.rows import (
    PLACES,
    TRENDS,
    CoverageRow,
    DoneRow,
    ExtraRow,
    HoursRow,
    LevelRow,
    MeanRow,
    PercentRow,
    PublicationRow,
    Row,
    RowBase,
    SheetsRow,
    TrendRow,
)
from rules.attestation.portfolio.wording import words
from rules.vocabulary import Json

SECOND: Final = "2"
FIRST: Final = "1"
"""Codes that keep nothing and lead to a row's other screen."""
HIGHEST_MEAN: Final = 102
_UNLESS_SAID: Final = {"winner": False, "coauthors": False, "bonus": False}
_PUBLICATIONS: Final = ("none", "listed", "indexed")


@dataclass(frozen=True, slots=True)
class Option:
    """A button: `said` is added to what is said of the row; `taken`: it is so already."""

    code: str
    label: str
    said: Json
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """What may be written: the key of the entry and its bounds; `fraction`: 76.4 may be."""

    key: str
    low: int
    high: int
    fraction: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """One screen of a row. `hint`: a line above the buttons; `screen`: 1 or 2."""

    options: tuple[Option, ...]
    hint: str = ""
    width: int = 1
    number: Number | None = None
    screen: str = FIRST

    def option(self, code: str) -> Option | None:
        return next((each for each in self.options if each.code == code), None)


def asking(row: Row, column: int, entry: Json, tr: Translator, screen: str | None = None) -> Asking:
    """What to ask of a row. `screen` None: the one that is still to be answered."""
    made = _ASKED[type(row)](row, column, entry, tr, screen)
    # Of two that are so, "72 hours" and "72 hours with the paper", the one that says more.
    most = max((len(o.said) for o in made.options if _is_taken(o.said, entry)), default=0)
    marked = (
        replace(each, taken=len(each.said) == most and _is_taken(each.said, entry))
        for each in made.options
    )
    return replace(made, options=tuple(marked))


def _is_taken(said: Json, entry: Json) -> bool:
    """Entries leave out what is false unless it is said."""
    return bool(said) and all(entry.get(k, _UNLESS_SAID.get(k)) == v for k, v in said.items())


def _level(row: LevelRow, column: int, entry: Json, tr: Translator, screen: str | None) -> Asking:
    lowest = min(PLACES.index(place) for place in row.asks)
    places = PLACES[lowest:] if row.international is not None else PLACES[lowest:-1]
    shared = bool(row.with_coauthors and row.with_coauthors[column] is not None)
    options = [_place(row, 0, "", tr)]
    for place in places:
        options.append(_place(row, PLACES.index(place), "", tr))
        if row.winner:
            options.append(_place(row, PLACES.index(place), "w", tr))
        elif shared:
            options.append(_place(row, PLACES.index(place), "c", tr))
    hint = ""
    if row.winner:
        hint = tr.text("🏆 – somebody won or took a prize.")
    elif shared:
        hint = tr.text("👥 – you have co-authors.")
    return Asking(tuple(options), hint, 2 if hint else 1)


def _place(row: LevelRow, number: int, more: str, tr: Translator) -> Option:
    name = words(f"{row.scale}.{PLACES[number]}", tr.language)
    said = {"level": PLACES[number], "winner": more == "w", "coauthors": more == "c"}
    sign = {"w": " 🏆", "c": " 👥"}.get(more, "")
    return Option(f"p{number}{more}", f"{name}{sign}", said)


def _trend(row: TrendRow, column: int, entry: Json, tr: Translator, screen: str | None) -> Asking:
    names = {trend: f"trend.{trend}" for trend in TRENDS}
    if row.any_growth:
        del names["growth_3"]
        names["growth_1"] = "trend.growth"
    return Asking(
        tuple(
            Option(f"t{TRENDS.index(trend)}", words(key, tr.language), {"trend": trend})
            for trend, key in names.items()
        )
    )


def _mean(row: MeanRow, column: int, entry: Json, tr: Translator, screen: str | None) -> Asking:
    shown = entry.get("sheets", 0) >= row.sheets and entry.get("by_commission", False)
    if screen == SECOND or (screen is None and shown and "mean" not in entry):
        return _mean_itself(row, tr)
    whole = {"sheets": row.sheets, "by_commission": True}
    alone = {"sheets": row.sheets, "by_commission": False}
    options = [
        Option("s5", tr.text("Yes, all five"), whole),
        Option("sn", tr.text("Five, none by commission"), alone),
        Option("s4", tr.text("Fewer than five"), {"sheets": row.sheets - 1}),
    ]
    if "mean" in entry:
        options.append(Option(SECOND, tr.text("✏️ Mean: {mean}", mean=tr.number(entry["mean"])), {}))
    hint = tr.text("Are there five sheets this year, one by a member of the commission?")
    return Asking(tuple(options), hint)


def _mean_itself(row: MeanRow, tr: Translator) -> Asking:
    """Bands where the mean is not known exactly: the lower bound counts."""
    low = Option("m0", tr.text("Below {n}", n=row.asks[0]), {"mean": float(row.asks[0] - 1)})
    bands = [
        Option(f"m{least}", f"{least}–{most}", {"mean": float(least)})
        for least, most in zip(row.asks, row.upper, strict=True)
    ]
    hint = tr.text(
        "What is their mean? Write it, for example 76.4, or press: the lower end counts."
    )
    number = Number("mean", 0, HIGHEST_MEAN, fraction=True)
    return Asking((low, *bands), hint, 2, number, SECOND)


def _sheets(row: SheetsRow, column: int, entry: Json, tr: Translator, screen: str | None) -> Asking:
    least, most = min(row.asks), max(row.asks)
    options = [Option("f0", tr.text("Fewer than {n}", n=least), {"sheets": 0})]
    options += [Option(f"f{n}", str(n), {"sheets": n}) for n in range(least, most)]
    options.append(Option(f"f{most}", tr.text("{n} and more", n=most), {"sheets": most}))
    return Asking(tuple(options), width=2, number=Number("sheets", 0, 999))


def _publication(
    row: PublicationRow, column: int, entry: Json, tr: Translator, screen: str | None
) -> Asking:
    return Asking(
        tuple(
            Option(f"u{n}", words(f"publication.{kind}", tr.language), {"publication": kind})
            for n, kind in enumerate(_PUBLICATIONS)
        )
    )


def _coverage(
    row: CoverageRow, column: int, entry: Json, tr: Translator, screen: str | None
) -> Asking:
    unit = row.asks[column] or "districts"
    options = [Option(f"c{n}", str(n), {unit: n}) for n in range(row.at_least)]
    more = tr.text("{n} and more", n=row.at_least)
    options.append(Option(f"c{row.at_least}", more, {unit: row.at_least}))
    hint = words(f"coverage.{unit}", tr.language).capitalize()
    return Asking(tuple(options), f"{hint}:", 2, Number(unit, 0, 250))


def _hours(row: HoursRow, column: int, entry: Json, tr: Translator, screen: str | None) -> Asking:
    if screen != FIRST and "hours" in entry:
        options = (
            Option("py", tr.text("Yes, there is"), {"practice_paper": True}),
            Option("pn", tr.text("No paper yet"), {"practice_paper": False}),
            Option(FIRST, tr.text("✏️ Other hours"), {}),
        )
        return Asking(options, tr.text("Is there a paper on the use of what you learnt?"), 2)
    every = sorted(set(row.asks))
    low = Option("h0", tr.text("Fewer than {n}", n=every[0]), {"hours": 0})
    found = []
    for n in every:
        found.append(Option(f"h{n}", tr.hours(n), {"hours": n}))
        with_paper = {"hours": n, "practice_paper": True}
        found.append(Option(f"h{n}p", f"{tr.hours(n)} 📄", with_paper))
    how_many = tr.text("How many hours in all? You can write the number.")
    paper = tr.text("📄 – with the paper on the use of what you learnt.")
    return Asking((low, *found), f"{how_many}\n{paper}", 2, Number("hours", 0, 5000))


def _percent(
    row: PercentRow, column: int, entry: Json, tr: Translator, screen: str | None
) -> Asking:
    low = Option("e", tr.text("Less"), {"percent": min(row.asks) - 1})
    found = [Option(f"e{n}", f"≥ {n} %", {"percent": n}) for n in row.asks]
    return Asking((low, *found), width=2, number=Number("percent", -100, 100))


def _done(row: DoneRow, column: int, entry: Json, tr: Translator, screen: str | None) -> Asking:
    options = [
        Option("dy", tr.text("Yes"), {"done": True, "bonus": False}),
        Option("dn", tr.text("No"), {"done": False, "bonus": False}),
    ]
    if row.bonus:
        bonus = {"done": True, "bonus": True}
        options.append(Option("db", tr.text("Yes, with outside money"), bonus))
    return Asking(tuple(options), width=2)


def _extra(row: ExtraRow, column: int, entry: Json, tr: Translator, screen: str | None) -> Asking:
    options = [Option("y0", tr.text("None at all"), {"years": 0})]
    for step, following in zip(row.steps, (*row.steps[1:], None), strict=True):
        name = tr.text("{n} and more", n=step) if following is None else f"{step}–{following - 1}"
        options.append(Option(f"y{step}", name, {"years": step}))
    hint = tr.text("For how many years have you been a curator?")
    return Asking(tuple(options), hint, 2, Number("years", 0, 60))


_Asked = Callable[[Any, int, Json, Translator, str | None], Asking]
_ASKED: Final[dict[type[RowBase], _Asked]] = {
    LevelRow: _level,
    TrendRow: _trend,
    MeanRow: _mean,
    SheetsRow: _sheets,
    PublicationRow: _publication,
    CoverageRow: _coverage,
    HoursRow: _hours,
    PercentRow: _percent,
    DoneRow: _done,
    ExtraRow: _extra,
}
