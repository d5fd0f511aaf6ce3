"""Certificates as screens. Pure: what there is and the language in, text and buttons out."""

from __future__ import annotations

from datetime import date
from functools import partial
from html import escape

from cases.certificates import CertificateView, as_profile
from handlers.certificates.course_draft import FACT, Course, CourseDraft, step_for
from handlers.certificates.effects import Effects
from handlers.chat.buttons import Attesting, Certificates, Days, Menu
from handlers.chat.day_rows import day_rows
from handlers.chat.names import target_name
from handlers.chat.outcome import Button, Keyboard, Screen, grid, page_turns
from handlers.chat.said_words import entry_words, label, said
from handlers.chat.telegram_text import shortened
from handlers.chat.visit import Visit
from i18n import Translator
from rules.questionnaire.question import Widget
from storage.tables.deadlines import Certificate

ON_A_PAGE = 8
LONGEST_REQUIREMENT = 200
UNKNOWN = "-"
"""In a button in place of a part of a course."""


def course_words(certificate: Certificate, tr: Translator) -> str:
    """A certificate in one line: "By profile, 72 hours, 14 March 2025"."""
    [item] = as_profile([certificate])
    return entry_words(FACT, item, tr)


def list_screen(
    visit: Visit,
    views: list[CertificateView],
    effects: Effects | None,
    page: int,
    extra: tuple[Button, ...] = (),
    *,
    above: str = "",
) -> Screen:
    """A page of the certificates; `extra`: what the answers of the questionnaire make possible."""
    tr = visit.tr
    pages = max(1, -(-len(views) // ON_A_PAGE))
    page = min(page, pages - 1)
    shown = views[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    lines = [above, ""] if above else []
    lines.append(tr.text("<b>🎓 My certificates</b>"))
    if not views:
        lines.append(
            tr.text("Nothing is kept yet. I will remind you before a course stops counting.")
        )
    elif effects is not None:
        name = target_name(visit.desk.catalogue, effects.position, effects.category, tr)
        lines.append(
            tr.text("What it does is shown for your last check: {name}.", name=escape(name))
        )
    for number, view in enumerate(shown, start=page * ON_A_PAGE + 1):
        clip = " 📎" if view.certificate.file_id else ""
        lines += ["", f"<b>{number}.</b> {course_words(view.certificate, tr)}{clip}"]
        lines += _fate(view, effects, tr)
    hint = tr.text(
        "Add one by button, or write it: 72 hours, 14.03.2025, by profile. A document or a photo "
        "can be sent too."
    )
    if views:
        lines += ["", of_attestation(tr)]
    lines += ["", f"<i>{hint}</i>"]
    return Screen("\n".join(lines), _list_rows(tr, shown, page, pages, extra))


def _list_rows(
    tr: Translator,
    shown: list[CertificateView],
    page: int,
    pages: int,
    extra: tuple[Button, ...],
) -> Keyboard:
    first = page * ON_A_PAGE + 1
    numbers = [
        Button(f"{number}", Certificates.OPEN(view.certificate.id))
        for number, view in enumerate(shown, start=first)
    ]
    return (
        *grid(numbers, 4),
        *page_turns(page, pages - 1, Certificates.PAGE),
        (Button(tr.text("➕ Add a certificate"), Certificates.NEW()),),
        *((button,) for button in extra),
        (
            Button(tr.text("📅 Days to remember"), Days.LIST()),
            Button(tr.text("⬅️ Menu"), Menu.HOME()),
        ),
    )


def of_attestation(tr: Translator) -> str:
    """The attestation has no three years: its days are not those that stand beside courses."""
    return tr.text("🎖 Attestation of a college: what counts is since your last attestation.")


def _fate(view: CertificateView, effects: Effects | None, tr: Translator) -> list[str]:
    """When the course stops counting, and what that takes away."""
    day = tr.date(view.leaves)
    if not view.counts:
        return [tr.text("⌛ University posts: not since {day}, three years are over.", day=day)]
    lines = [tr.text("⏳ University posts: from {day} it does not count, three years.", day=day)]
    if effects is None:
        return lines
    loss = effects.by_day.get(view.leaves)
    if loss is None:
        return [*lines, tr.text("✅ Your check loses nothing by that.")]
    for item in loss.requirements:
        words = shortened(item.leaf.text.of(tr.language), LONGEST_REQUIREMENT)
        lines.append(
            tr.text("❗ From then on you would lack: {requirement}", requirement=escape(words))
        )
    return lines


def card_screen(
    visit: Visit, view: CertificateView, effects: Effects | None, *, above: str = ""
) -> Screen:
    """One certificate and what can be done with it."""
    tr, held = visit.tr, view.certificate
    lines = [above, ""] if above else []
    lines += [f"<b>🎓 {course_words(held, tr)}</b>", *_fate(view, effects, tr)]
    lines += [of_attestation(tr), ""]
    file_rows: list[tuple[Button, ...]] = []
    if held.file_id is None:
        lines.append(tr.text("📎 Send the document or a photo now, and it is kept with it."))
    else:
        lines.append(_file_words(held, tr))
        take_away = Button(tr.text("Take the file away"), Certificates.NO_FILE(held.id))
        file_rows.append(
            (Button(tr.text("📎 Show the file"), Certificates.FILE(held.id)), take_away)
        )
    rows = (
        *file_rows,
        (
            Button(tr.text("✏️ Change"), Certificates.CHANGE(held.id)),
            Button(tr.text("🗑 Remove"), Certificates.REMOVE(held.id)),
        ),
        (Button(tr.text("⬅️ My certificates"), Certificates.LIST()),),
    )
    return Screen("\n".join(lines), rows)


def _file_words(held: Certificate, tr: Translator) -> str:
    pages = 1 + len(held.more_pages or ())
    if pages == 1:
        return tr.text("📎 A file is kept with it. Send another one to replace it.")
    return tr.plural(
        "📎 {n} page is kept with it. Send another file to replace it.",
        "📎 {n} pages are kept with it. Send another file to replace them.",
        pages,
    )


def remove_screen(visit: Visit, held: Certificate) -> Screen:
    """Asked before a certificate goes; the safe way out comes first."""
    tr = visit.tr
    name = course_words(held, tr)
    text = tr.text(
        "<b>Remove this certificate?</b>\n{name}\nIts file and its reminders go too.", name=name
    )
    rows = (
        (Button(tr.text("No, keep it"), Certificates.OPEN(held.id)),),
        (Button(tr.text("🗑 Yes, remove it"), Certificates.REMOVE_YES(held.id), style="danger"),),
    )
    return Screen(text, rows)


def part_screen(
    draft: CourseDraft, on: date, tr: Translator, *, above: str = "", note: str = ""
) -> Screen:
    """The question after what is missing first."""
    missing = draft.missing
    assert missing is not None
    number, part = missing
    course = draft.courses[number]
    step = step_for(course, part, on)
    lines = [above] if above else []
    if course:
        place = f"{number + 1}) " if len(draft.courses) > 1 else ""
        lines.append(f"{place}{entry_words(FACT, course, tr)}")
    lines.append("" if lines else tr.text("<b>🎓 A new certificate</b>"))
    hint = tr.text("Press or write it; the whole line does too: 72 hours, 14.03.2025, by profile.")
    lines += [f"<b>{said(step.wording.question, tr)}</b>", f"<i>{hint}</i>"]
    if note:
        lines += ["", note]
    data = partial(Certificates.PART, draft.key, part)
    if step.widget is Widget.DATE:
        unknown = Button(tr.text("Don't know"), data(UNKNOWN))
        rows: Keyboard = (*day_rows(step, tr, data), (unknown,))
    else:
        buttons = [
            Button(label(option, step.widget, tr), data(option.value)) for option in step.options
        ]
        rows = grid(buttons, 3 if step.widget is Widget.HOURS else 1)
    return Screen("\n".join(lines), (*rows, leave_row(draft, tr)))


def leave_row(draft: CourseDraft, tr: Translator) -> tuple[Button, ...]:
    """The way out of what is being entered."""
    where = Certificates.LIST() if draft.changes is None else Certificates.OPEN(draft.changes)
    if draft.beside:
        run, _, category = draft.beside.partition(":")
        where = Attesting.BESIDE(run, category)
    return (Button(tr.text("✖️ Cancel"), where),)


def readings_screen(draft: CourseDraft, tr: Translator, note: str = "") -> Screen:
    """What typed words may mean, to choose from; `note`: HTML on why it is asked."""
    rows = [
        (Button(shortened(_courses_words(courses, tr), 60), Certificates.MEANT(draft.key, number)),)
        for number, courses in enumerate(draft.readings)
    ]
    text = tr.text("❔ Please press what you mean, or write it in other words.")
    return Screen(f"{note}\n\n{text}".lstrip(), (*rows, leave_row(draft, tr)))


def _courses_words(courses: list[Course], tr: Translator) -> str:
    return "; ".join(entry_words(FACT, course, tr) or tr.text("don't know") for course in courses)


def change_screen(draft: CourseDraft, tr: Translator) -> Screen:
    """Which part of a certificate is wrong."""
    words = entry_words(FACT, draft.courses[0], tr)
    parts = (
        (tr.text("Subject"), "topic"),
        (tr.text("Hours"), "hours"),
        (tr.text("Date of issue"), "issued"),
    )
    row = tuple(Button(name, Certificates.CHANGE_PART(draft.key, part)) for name, part in parts)
    question = tr.text("<b>What is to be changed?</b>")
    hint = tr.text("You can also write the whole line anew: 72 hours, 14.03.2025, by profile.")
    return Screen(f"{words}\n\n{question}\n<i>{hint}</i>", (row, leave_row(draft, tr)))
