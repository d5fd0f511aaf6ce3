"""The answers to a question as tables: by department, and who chose what."""

from __future__ import annotations

from datetime import date

from cases.questions import Part, Result
from cases.reached import Entry, RecipientList, Wanted
from handlers.roster.recipient_words import TITLES
from handlers.roster.tables import PrintedTable
from i18n import Language, Translator, translator
from rules.dates import today
from rules.roster.table import Value


def question_table(found: Result, text: str, on: date, language: Language) -> PrintedTable:
    """A line a department, all together last: the columns add up."""
    tr = translator(language)
    answers = [
        found.question.words(place, language) for place in range(len(found.question.answers))
    ]
    headings = (tr.text("Department"), tr.text("Asked"), *answers, tr.text("Not answered yet"))
    rows = [_row(part.department or tr.text("The others together"), part) for part in found.parts]
    rows.append(_row(tr.text("All together"), found.whole))
    return PrintedTable(
        tr.text("Answers"),
        f"{text} · {tr.date(on)}",
        headings,
        rows,
        (40, 10, *(18 for _ in answers), 14),
        on,
        language,
    )


def _row(name: str, part: Part) -> list[Value]:
    return [name, part.people, *part.counts, part.silent]


def recipients_table(
    found: RecipientList, wanted: Wanted, narrowed: str, on: date, language: Language
) -> PrintedTable:
    """A line a person. `narrowed`: the department, "" for all."""
    tr = translator(language)
    title = tr.text(TITLES[wanted.which]).split(" ", 1)[1]
    said = [tr.text("Answer given"), tr.text("Day")]
    text = found.campaign.texts.get(language) or found.campaign.texts["ru"]
    parts = [title, narrowed, " ".join(text.split())[:80], tr.date(on),
             tr.plural("{n} person", "{n} people", found.total)]  # fmt: skip
    if found.hidden:
        parts.append(hidden_words(found.hidden, tr))
    rows = [_person(number, each, found, tr) for number, each in enumerate(found.entries, start=1)]
    return PrintedTable(
        title,
        " · ".join(filter(None, parts)),
        (tr.text("No."), tr.text("Full name"), tr.text("Department"), *said),
        rows,
        (6, 40, 40, 30, 12),
        on,
        language,
    )


def _person(number: int, each: Entry, found: RecipientList, tr: Translator) -> list[Value]:
    question = found.campaign.question
    answer = ""
    if each.choice is not None and question is not None:
        answer = question.words(each.choice, tr.language)
    day = None if each.said_at is None else today(each.said_at)
    return [number, each.name or tr.text("no name given"), each.department, answer, day]


def hidden_words(hidden: int, tr: Translator) -> str:
    return tr.plural(
        "{n} more has not agreed that heads see it",
        "{n} more have not agreed that heads see it",
        hidden,
    )
