"""The annual report 602-06 in the chat: as it stands, signed with number, day and scan, and what
has changed since."""

from __future__ import annotations

from html import escape
from typing import Final

from aiogram.types import Message

from cases.errors import BadValue, CaseError
from cases.training.annual import AnnualView, annual_seen, sign_annual
from cases.training.passing import Paper
from cases.training.reports import PartsMissing
from cases.training.schedules import (
    NotNow,
)
from cases.training_forms.year_figures import summed
from cases.wholly import wholly
from handlers.certificates.certificates import sent_file
from handlers.chat.outcome import Button, Outcome, Screen
from handlers.hr.buttons import NONE
from handlers.hr.forms import Fields, await_again, await_words
from handlers.hr.training_report_words import changed_lines, due_line, figure_lines
from handlers.hr.training_words import NEEDS_PAPER, passage_line, why
from handlers.hr.visit import HrVisit
from i18n import mark
from rules.training.said import read_paper
from rules.training.vocabulary import TRAINING_FORMS
from storage.repositories.certificates import File

FORM: Final = "training_annual"
NEEDS_SIGNER: Final = mark("⚠️ On the next line the name of whoever signed it is needed.")
NEEDS_REASON: Final = mark("⚠️ On the last line the reason for a new edition is needed.")


async def show(hr: HrVisit, year_id: int, *, toast: str | None = None) -> Outcome:
    tr = hr.tr
    view = await annual_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    shown = view.signed or view.live
    title = tr.text("Annual report {year}", year=view.year.label)
    lines = [f"<b>{escape(title)}</b>"]
    if shown.before is not None:
        lines.append(tr.text("In brackets: {year}", year=escape(shown.year_before)))
    figures = summed(shown.units)
    lines += [*figure_lines(hr, figures, shown.before), *due_line(hr, figures)]
    lines += _standing(hr, view)
    lines += changed_lines(hr, view.changed)
    return hr.show_long(lines, _rows(hr, view), toast)


def _standing(hr: HrVisit, view: AnnualView) -> list[str]:
    tr = hr.tr
    if view.document is not None and view.passage is not None:
        lines = [passage_line(view.passage, tr)]
        if view.document.revision > 1:
            number, reason = tr.number(view.document.revision), escape(view.document.reason)
            lines.append(tr.text("Edition {n}: {reason}", n=number, reason=reason))
        return lines
    if view.waits_for:
        waits = tr.plural("{n} report below it is not signed.", "{n} reports below it are not "
                          "signed.", view.waits_for)  # fmt: skip
        return [f"⏳ {waits}"]
    if not view.signing.here:
        return [tr.text("It waits for the director of HR.")]
    return [tr.text("Not signed yet.")]


def _rows(hr: HrVisit, view: AnnualView) -> tuple[tuple[Button, ...], ...]:
    tr, year_id = hr.tr, view.year.id
    rows: list[tuple[Button, ...]] = []
    if view.signing.here and not view.waits_for and not view.is_current:
        words = tr.text("✍️ Sign") if view.document is None else tr.text("✏️ A new edition")
        rows.append((hr.button(words, "year_sign", year_id),))
    form = TRAINING_FORMS.index("602-06")
    rows.append((hr.button(tr.text("📄 The form"), "form_file", year_id, NONE, form),))
    rows.append((hr.button(tr.text("📜 Decisions"), "decs", year_id, 0),))
    rows.append(hr.back("rep_list", year_id, 0))
    return tuple(rows)


async def ask(hr: HrVisit, year_id: int) -> Outcome:
    """What proves the signature."""
    tr = hr.tr
    view = await annual_seen(hr.work, hr.actor, hr.organisation_id, year_id, hr.now)
    if not view.signing.here or view.waits_for or view.is_current:
        return await show(hr, year_id)
    await await_words(hr, FORM, {"year": year_id})
    lines = [
        tr.text(
            "Write the number and the day of the minutes or the order: <code>№ 4, {day}</code>\nOr "
            "send its scan with these words below it.",
            day=f"{hr.on:%d.%m.%Y}",
        )
    ]
    if view.signing.outside:
        lines.append(tr.text("On the next line: who signed it."))
    if view.document is not None:
        lines.append(tr.text("On the last line: why there is a new edition."))
    return hr.show(Screen("\n".join(lines), (hr.back("year_rep", year_id),)))


async def paper_typed(hr: HrVisit, fields: Fields, words: str) -> Outcome:
    return await _signed(hr, fields["year"], words, None)


async def scan_came(hr: HrVisit, fields: Fields, message: Message) -> Outcome:
    """A scan with the words below it."""
    file = sent_file(message)
    return await _signed(hr, fields["year"], message.caption or "" if file else "", file)


async def _signed(hr: HrVisit, year_id: int, words: str, file: File | None) -> Outcome:
    back = hr.back("year_rep", year_id)
    lines = [each.strip() for each in words.strip().split("\n")]
    said = read_paper(lines[0], hr.on)
    here = (hr.work, hr.actor, hr.organisation_id, year_id)
    try:
        if said is None:
            raise BadValue("number")
        async with wholly(hr.work):
            view = await annual_seen(*here, hr.now)
            named = 1 + view.signing.outside
            signer = lines[1] if view.signing.outside and len(lines) > 1 else ""
            reason = "\n".join(lines[named:])
            paper = Paper(*said, file)
            await sign_annual(*here, paper, hr.now, signer=signer, reason=reason)
            return await show(hr, year_id, toast=hr.tr.text("✍️ Signed"))
    except PartsMissing:
        text = hr.tr.text("⚠️ Not all reports below it are signed yet.")
        return hr.show(Screen(text, (back,)))
    except NotNow as error:
        if error.reason != "reason":
            return hr.show(Screen(escape(why(error, hr.tr)), (back,)))
        await await_again(hr.visit)
        return hr.show(Screen(hr.tr.text(NEEDS_REASON), (back,)))
    except BadValue as bad:
        await await_again(hr.visit)
        needed = NEEDS_SIGNER if bad.field == "signer" else NEEDS_PAPER
        return hr.show(Screen(hr.tr.text(needed), (back,)))
    except CaseError as error:
        return hr.show(Screen(escape(why(error, hr.tr)), (back,)))
