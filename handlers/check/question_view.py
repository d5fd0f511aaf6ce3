"""A question as a screen. Pure: question and language in, text and buttons out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape

from handlers.chat.buttons import Check
from handlers.chat.day_rows import day_rows
from handlers.chat.names import clauses, target_name
from handlers.chat.outcome import Button, Keyboard, Screen, grid
from handlers.chat.phone import LINES, height, slices
from handlers.chat.said_words import answer_words, entry_words, label, quoted, said, whole_day
from i18n import Translator
from rules.questionnaire import moves
from rules.questionnaire.flow import Sheet
from rules.questionnaire.question import Answered, Option, Question, Step, Widget
from rules.questionnaire.wording import FACT_NAMES, NOTHING
from rules.typed.outcome import Choose, OutOfRange
from rules.vocabulary import JsonValue

_NARROW = {Widget.MONTHS: 3, Widget.HOURS: 3, Widget.NUMBER: 6, Widget.YES_NO: 2}
_SHORT_LABEL = 16
_A_LITTLE = 4
"""Lines by which a list may be higher than a screen rather than take two."""
_PART = "!part"
_OF_ITEM = re.compile(rf"(?:{_PART}|[{moves.MARK}{moves.UNMARK}])(\d{{1,3}})", re.ASCII)


def question_screen(
    sheet: Sheet,
    question: Question,
    tr: Translator,
    *,
    above: str = "",
    note: str = "",
    item: int = 0,
) -> Screen:
    """The question with its buttons. `above`: HTML of what was answered before; `note`: HTML on
    why the last words did not do. Of a long list the part in which `item` (from 0) stands."""
    step = question.step
    heading = _heading(sheet, question, tr)
    asked = f"<b>{_subject(step, tr)}{said(step.wording.question, tr)}</b>"
    before = [heading]
    if question.first_advantage:
        before.append(tr.text("🏅 <i>From here on: what only gives an advantage.</i>"))
    before += ["", asked]
    if step.wording.help is not None:
        before.append(f"<i>{tr.text(step.wording.help)}</i>")
    before += [f"<i>{clause}</i>" for clause in quoted(step.wording.quotes, tr)]
    after = [f"<i>{hint}</i>"] if (hint := _hint(step, tr)) else []
    if why := _why(question, tr):
        after += ["", why]
    noted = ["", note] if note else []
    told = [above] if above else []
    items = _items(step, tr)
    if not items:
        keyboard = _keyboard(sheet.run_id, question, tr, range(len(step.options)), range(0))
        return Screen("\n".join([*told, *before, *after, *noted]), keyboard)
    again = [heading, "", asked]
    shown, of = _part(items, item, (*before, *after), again)
    if shown.start > 0:
        before, after = again, []
    lines = [*told, *before, "", *(items[number] for number in shown)]
    if of > 1:
        place = tr.text(
            "{first}–{last} of {total}",
            first=shown.start + 1,
            last=shown.stop,
            total=len(items),
        )
        lines.append(f"<i>{place}</i>")
    if shown.stop == len(items):
        lines += _rest(step, tr)
    keyboard = _keyboard(sheet.run_id, question, tr, shown, range(len(items)))
    return Screen("\n".join([*lines, *after, *noted]), keyboard)


def _part(
    items: list[str], item: int, around: Sequence[str], again: Sequence[str]
) -> tuple[range, int]:
    """Which of the items are shown with `item`, and how many parts there are; `around`:
    what stands about the first of them, `again`: about the others."""
    if height("\n".join([*around, *items])) <= LINES + _A_LITTLE:
        return range(len(items)), 1
    least = 2  # The empty line above, and which items they are below.
    first, rest = (LINES - least - sum(map(height, lines)) for lines in (around, again))
    found = slices(items, first, rest)
    return next((part for part in found if item in part), found[-1]), len(found)


def item_of(option: str) -> int:
    """Which item of a list a button is about, as it marks it or leads to it; 0 for others."""
    found = _OF_ITEM.fullmatch(option)
    return int(found[1]) if found else 0


def leads_to_item(option: str) -> bool:
    """Whether a button only turns to another part of a list."""
    return option.startswith(_PART)


def choose_screen(
    sheet: Sheet, question: Question, reading: Choose[JsonValue], tr: Translator
) -> Screen | None:
    """What a typed answer can mean, as buttons; None when the question can take none of it."""
    step = question.step
    buttons = []
    for value in dict.fromkeys(moves.option_for(step, option) for option in reading.options):
        words = _reading_words(step, value, tr)
        if words is not None:
            buttons.append(Button(words, Check.ANSWER(sheet.run_id, step.path, value)))
    if not buttons:
        return None
    again = Button(tr.text("Something else"), Check.ANSWER(sheet.run_id, step.path, STAY))
    rows = (*grid([*buttons, again], 1), last_row(sheet.run_id, step.path, tr))
    question_text = f"{_subject(step, tr)}{said(step.wording.question, tr)}"
    why = _why_asked_back(reading.note, len(buttons), tr)
    return Screen(f"<b>{question_text}</b>\n\n{why}", rows)


def _why_asked_back(note: str, meanings: int, tr: Translator) -> str:
    match note:
        case "unit_missing":
            return tr.text("❔ Years or months? Press what you mean.")
        case "period_ends":
            return tr.text(
                "❔ The exact first or last day is missing, so it can be more or less. Press the "
                "right one, or write both dates."
            )
        case "year_missing":
            return tr.text("❔ Of which year? Press the right date.")
        case "day_or_month":
            return tr.text("❔ Which number is the day and which the month? Press the right date.")
        case "converted":
            return tr.text("❔ That result corresponds to this level. Is it right?")
    if meanings == 1:
        return tr.text("❔ Did I understand you right? Press it, or write it in other words.")
    return tr.text("❔ Please press what you mean, or write it in other words.")


def out_of_range(reading: OutOfRange, step: Step, tr: Translator) -> str:
    """Why a clear answer cannot be, as HTML."""
    if reading.reason == "future":
        return tr.text("⚠️ That day is still to come. Please check it.")
    if reading.reason == "no_such_day":
        return tr.text("⚠️ There is no such day in the calendar. Please check it.")
    if step.widget is Widget.MONTHS:
        return tr.text("⚠️ Is that right? At most {most} can be.", most=tr.months(step.bounds[1]))
    if step.fact == "certificates":
        return tr.text(
            "⚠️ A course can have from {low} to {high} hours.", low=reading.low, high=reading.high
        )
    return tr.text("⚠️ A number from {low} to {high} is needed.", low=reading.low, high=reading.high)


def not_understood(step: Step, tr: Translator) -> str:
    """A kind request to say it otherwise, as HTML."""
    match step.widget:
        case Widget.MONTHS:
            return tr.text(
                "⚠️ I did not understand. Press a button or write, for example: 3 years 2 "
                "months, or: since 2015."
            )
        case Widget.DATE:
            return tr.text("⚠️ I did not understand. Press a button or write a date: 14.03.2025.")
        case Widget.HOURS | Widget.NUMBER:
            return tr.text("⚠️ I did not understand. Please write a number.")
    return tr.text("⚠️ I did not understand. Please press a button or write it in other words.")


def _heading(sheet: Sheet, question: Question, tr: Translator) -> str:
    name = target_name(sheet.catalogue, sheet.position, sheet.category, tr)
    place = tr.text("{place} of about {of}", place=question.place, of=question.of)
    return f"{escape(name)} · {place}"


def _subject(step: Step, tr: Translator) -> str:
    """Which entry of a list is asked about."""
    if step.entry is None:
        return ""
    number = "" if step.number is None else f"{step.number}) "
    words = entry_words(step.fact, step.entry, tr).rstrip(".")
    return f"{number}{words}. "


def _items(step: Step, tr: Translator) -> list[str]:
    """What is asked on one screen, a line each."""
    if step.widget is Widget.TICKED:
        return _each(step, tr)
    lines = []
    for number, item in enumerate(step.items, start=1):
        sign = "✅" if item.id in step.chosen else "▫️"
        lines.append(f"{sign} {number}. {escape(item.text.of(tr.language))}")
    return lines


def _rest(step: Step, tr: Translator) -> list[str]:
    rest = step.remaining - len(step.items)
    if step.widget is not Widget.CHECKLIST or rest <= 0:
        return []
    return [tr.plural("… and {n} more item after these", "… and {n} more items after these", rest)]


def _each(step: Step, tr: Translator) -> list[str]:
    """The questions that one screen asks, by number."""
    lines = []
    for number, (option, wording) in enumerate(zip(step.options, step.each, strict=True), start=1):
        sign = "✅" if option.value in step.chosen else "▫️"
        words = said(wording.question, tr)
        if option.value.startswith("experience."):
            words = said(wording.name or FACT_NAMES[option.value], tr)
        lines.append(f"{sign} {number}. {words}")
    return lines


def _hint(step: Step, tr: Translator) -> str:
    if step.widget is Widget.MONTHS:
        return tr.text("Press if it is exactly so, or write it: “3 years 2 months”, “since 2015”.")
    if step.widget is Widget.HOURS:
        return tr.text("Press or write the number.")
    return ""


def _why(question: Question, tr: Translator) -> str:
    if not question.sources:
        return ""
    where = clauses(question.sources, tr)
    if question.advantage_only:
        return tr.text("Why this is asked: it gives an advantage ({clause}).", clause=where)
    if question.step.wording.quotes:
        return ""
    return tr.text("Why this is asked: {clause}.", clause=where)


def _keyboard(
    run_id: int, question: Question, tr: Translator, shown: range, items: range
) -> Keyboard:
    """`shown`: which of the options have a button; `items`: those of a list, of which some more may
    be in other parts. What says how it stands with all of them is below the last."""
    step = question.step

    def button(text: str, option: str) -> Button:
        return Button(text, Check.ANSWER(run_id, step.path, option))

    rows: list[tuple[Button, ...]] = []
    if step.widget is Widget.CHECKLIST:
        everything = tr.plural(
            "✅ Yes to all ({n} item)", "✅ Yes to all ({n} items)", len(step.options)
        )
        rows.append((button(everything, moves.ALL),))
    rows += _option_rows(step, run_id, tr, shown)
    beside = ((shown.start - 1, "◀️"), (shown.stop, "▶️"))
    turns = tuple(button(sign, f"{_PART}{to}") for to, sign in beside if to in items)
    rows += [turns] if turns else []
    if shown.stop >= len(items):
        rows += _done_rows(run_id, step, tr)
    if step.can_be_unknown and not (step.widget is Widget.TICKED and step.chosen):
        rows.append((button(tr.text("Don't know"), moves.UNKNOWN),))
    if question.advantage_only:
        rows.append((button(tr.text("⏭ Skip the rest, show the report"), moves.SKIP),))
    return (*rows, last_row(run_id, step.path, tr))


def _done_rows(run_id: int, step: Step, tr: Translator) -> Keyboard:
    """What says that the marks are all, or that there are none."""
    if step.widget is Widget.TICKED:
        return _rest_rows(run_id, step, tr)
    if step.widget not in (Widget.MANY, Widget.CHECKLIST):
        return ()
    done = tr.text("➡️ Done" if step.chosen else NOTHING[step.fact])
    return ((Button(done, Check.ANSWER(run_id, step.path, moves.DONE)),),)


def _rest_rows(run_id: int, step: Step, tr: Translator) -> Keyboard:
    """What of it is not marked: not so, or left open."""
    rest = tr.text("The rest: no") if step.chosen else tr.text("None of these")
    no = Button(rest, Check.ANSWER(run_id, step.path, moves.REST))
    if not step.chosen:
        return ((no,),)
    done = Button(tr.text("➡️ Done, rest open"), Check.ANSWER(run_id, step.path, moves.DONE))
    return ((no,), (done,))


def last_row(run_id: int, path: str, tr: Translator) -> tuple[Button, ...]:
    """Back and cancel, under every question."""
    return (
        Button(tr.text("⬅️ Back"), Check.ANSWER(run_id, path, moves.BACK)),
        Button(tr.text("✖️ Stop"), Check.ANSWER(run_id, path, CANCEL)),
    )


CANCEL = "!cancel"
STAY = "!stay"


def _option_rows(step: Step, run_id: int, tr: Translator, shown: range) -> Keyboard:
    if step.widget is Widget.DATE:
        return day_rows(step, tr, lambda value: Check.ANSWER(run_id, step.path, value))
    buttons = []
    for number in shown:
        option = step.options[number]
        if step.widget in (Widget.MANY, Widget.CHECKLIST, Widget.TICKED):
            on = option.value in step.chosen
            sign = moves.UNMARK if on else moves.MARK
            words = str(number + 1) if step.items or step.each else label(option, step.widget, tr)
            text = f"{'✅' if on else '▫️'} {words}"
            buttons.append(Button(text, Check.ANSWER(run_id, step.path, f"{sign}{number}")))
        else:
            text = label(option, step.widget, tr)
            buttons.append(Button(text, Check.ANSWER(run_id, step.path, option.value)))
    return grid(buttons, _width(step, buttons))


def _width(step: Step, buttons: list[Button]) -> int:
    if step.widget in (Widget.CHECKLIST, Widget.TICKED):
        return 3 if len(buttons) <= 6 else 5
    if step.widget in _NARROW:
        return _NARROW[step.widget]
    return 2 if all(len(button.text) <= _SHORT_LABEL for button in buttons) else 1


def _reading_words(step: Step, value: str, tr: Translator) -> str | None:
    """The words of one reading; None for what this question cannot take."""
    if step.widget is Widget.DATE:
        return whole_day(value, tr)
    move = moves.move_for(step, value)
    if not isinstance(move, Answered):
        return None
    if value == moves.UNKNOWN or isinstance(move.value, list):
        return unescape(answer_words(step, move.value, tr))
    if value == moves.ALL:
        return tr.text("Yes")
    known = next((option for option in step.options if option.value == value), Option(value))
    return label(known, step.widget, tr)
