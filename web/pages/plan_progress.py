"""Plan against done in a year of training, as bars and as a table of the same."""

from __future__ import annotations

from cases.training.progress import MonthProgress, UnitProgress, progress_of
from handlers.roster.figures_words import share_words
from web.answers import Answer, Shown
from web.front import Caller
from web.pages.training_parts import who


async def progress(caller: Caller) -> Answer:
    found = await progress_of(*who(caller), caller.number("year"), caller.now)
    tr, whole = caller.tr, found.whole
    highest = max([1, *(n for each in found.months for n in (each.planned, each.done))])
    months = [_month(each, highest, caller) for each in found.months]
    widest = max([1, *(n for each in found.units for n in (each.planned, each.done))])
    return Shown(
        "plan_progress.html",
        {
            "year": found.year,
            "planned": tr.number(whole.planned),
            "done": tr.number(whole.done),
            "trained": share_words(whole.trained, whole.people, tr),
            "months": months,
            "drawn": any(each.planned or each.done for each in found.months),
            "columns": [_column(each, at) for at, each in enumerate(months)],
            "units": [_unit(each, widest, caller) for each in found.units],
        },
    )


def _month(each: MonthProgress, highest: int, caller: Caller) -> dict[str, object]:
    tr = caller.tr
    unsaid = tr.text("another month, or none said")
    return {
        "name": unsaid if each.month is None else tr.month(each.month),
        "planned": tr.number(each.planned),
        "done": tr.number(each.done),
        "heights": (100 * each.planned / highest, 100 * each.done / highest),
    }


def _column(month: dict[str, object], at: int) -> dict[str, object]:
    """Two bars side by side, on a drawing 100 high and 24 wide for each month."""
    heights = month["heights"]
    assert isinstance(heights, tuple)
    planned, done = heights
    return {
        "x": at * 24,
        "planned": f"{planned:.1f}", "planned_y": f"{100 - planned:.1f}",
        "done": f"{done:.1f}", "done_y": f"{100 - done:.1f}",
    }  # fmt: skip


def _unit(each: UnitProgress, widest: int, caller: Caller) -> dict[str, object]:
    tr = caller.tr
    return {
        "name": each.name or tr.text("in no department"),
        "planned": tr.number(each.planned),
        "done": tr.number(each.done),
        "trained": share_words(each.trained, each.people, tr),
        "planned_part": f"{100 * each.planned / widest:.1f}",
        "done_part": f"{100 * each.done / widest:.1f}",
    }
