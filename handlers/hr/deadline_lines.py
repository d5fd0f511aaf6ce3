"""Several deadlines at once: a line for each in one message, looked at, saved by one press."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final, Literal

from cases import deadlines
from cases.deadlines import LATEST_MONTHS, Entered
from cases.rights import require_hr
from cases.texts import in_one_line, title_words
from handlers.chat.outcome import Button, Keyboard, Outcome, Screen
from handlers.hr.deadlines import KINDS, REPEATS, listed
from handlers.hr.forms import Fields, await_words, begun_form, finish_form
from handlers.hr.visit import HrVisit
from i18n import LANGUAGES, mark, translator
from rules.dates import add_months
from rules.norms.model import Text
from rules.typed.coming import read_coming_date
from rules.typed.outcome import Understood
from storage.tables.deadline_series import Repeats
from storage.tables.organisations import NAME_LENGTH, DeadlineKind

FORM: Final = "deadline_lines"
MOST: Final = 40
# A day in figures, a day with its month and year in words, and without the year.
DAYS: Final = (
    re.compile(r"(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})[\s,;:–—-]+(.+)"),
    re.compile(r"(\d{1,2}\s+[^\W\d]+\s+\d{4})[\s,;:–—-]+(.+)"),
    re.compile(r"(\d{1,2}\s+[^\W\d]+|\d{1,2}\.\d{1,2})[\s,;:–—-]+(.+)"),
)
AGAIN: Final[dict[Repeats, re.Pattern[str]]] = {
    "quarterly": re.compile(r"(тоқсан сайын|каждый квартал|ежеквартально|every quarter)", re.I),
    "yearly": re.compile(r"(жыл сайын|каждый год|ежегодно|every year)", re.I),
}
PUNCTUATION: Final = " ,;:–—-"
Unread = Literal["day", "title"]
MISSING: Final[dict[Unread, str]] = {
    "day": mark("It begins with no day that lies ahead."),
    "title": mark("Its title is needed in Kazakh / in Russian."),
}


@dataclass(frozen=True, slots=True)
class Line:
    day: date
    kind: DeadlineKind
    title: Text
    repeats: Repeats | None

    def to_json(self) -> dict[str, Any]:
        title = {"kk": self.title.kk, "ru": self.title.ru, "en": self.title.en}
        return {"day": self.day.isoformat(), "kind": self.kind, "title": title,
                "repeats": self.repeats}  # fmt: skip

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Line:
        day, title = date.fromisoformat(kept["day"]), Text(**kept["title"])
        return cls(day, kept["kind"], title, kept["repeats"])


def read_line(words: str, on: date) -> Line | Unread:
    """A day, a title or two or three of them with "/" between, and whether it comes again. One
    title alone has to be the name of a kind. Otherwise what is missing."""
    repeats: Repeats | None = None
    for name, pattern in AGAIN.items():
        if pattern.search(words):
            repeats, words = name, pattern.sub(" ", words)
    latest = add_months(on, LATEST_MONTHS)
    for pattern in DAYS:
        found = pattern.match(words.strip())
        if found is None:
            continue
        reading = read_coming_date(found[1], on, latest)
        if isinstance(reading, Understood):
            return _titled(reading.value, found[2], repeats) or "title"
    return "day"


def _titled(day: date, words: str, repeats: Repeats | None) -> Line | None:
    titles = [in_one_line(each).strip(PUNCTUATION) for each in words.split("/")]
    if not all(0 < len(each) <= NAME_LENGTH for each in titles) or len(titles) > len(LANGUAGES):
        return None
    if len(titles) > 1:
        kk, ru, *rest = titles
        return Line(day, "other", Text(kk=kk, ru=ru, en=rest[0] if rest else ""), repeats)
    for kind, name in KINDS.items():
        usual = {each: translator(each).text(name) for each in LANGUAGES}
        if titles[0].casefold() in (each.casefold() for each in usual.values()):
            return Line(day, kind, Text(**usual), repeats)
    return None


async def ask(hr: HrVisit) -> Outcome:
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    await await_words(hr, FORM)
    return hr.show(Screen(_how(hr), (hr.back("days", 0),)))


def _how(hr: HrVisit) -> str:
    tr = hr.tr
    known: DeadlineKind = "quarterly"
    kind = tr.text(KINDS[known])
    return "\n".join(
        (
            tr.text("<b>Several deadlines at once</b>\nWrite a line for each:"),
            "",
            tr.text("01.10.2027 {kind} every quarter", kind=kind),
            tr.text("15.03.2028 title in Kazakh / in Russian / in English"),
            "",
            tr.text("A title of ours needs no translation. “Every quarter”, “every year” repeat."),
        )
    )


async def words(hr: HrVisit, fields: Fields, typed: str) -> Outcome:
    """What was understood; what was not is named and is not saved."""
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    tr = hr.tr
    rows = [each.strip() for each in typed.splitlines() if each.strip()]
    read = [read_line(each, hr.on) for each in rows[:MOST]]
    understood = [each for each in read if isinstance(each, Line)]
    await await_words(hr, FORM, {"lines": [each.to_json() for each in understood]})
    lines = [_shown(hr, each) for each in understood]
    for row, each in zip(rows, read, strict=False):
        if not isinstance(each, Line):
            lines += [f"⚠️ {escape(row[:60], quote=False)}", f"  {tr.text(MISSING[each])}"]
    if len(understood) < len(rows):
        lines += ["", tr.text("⚠️ was not understood. Write the whole list again, or save the "
                              "rest.")]  # fmt: skip
    if not understood:
        lines += ["", _how(hr)]
    save: tuple[tuple[Button, ...], ...] = ()
    if understood:
        button = hr.button(
            tr.plural("✅ Save {n}", "✅ Save {n}", len(understood)), "days_many_yes"
        )
        save = ((button,),)
        lines += ["", tr.text("For all members; nothing goes out at once.")]
    keyboard: Keyboard = (*save, hr.back("days", 0))
    return hr.show_long(lines, keyboard)


def _shown(hr: HrVisit, line: Line) -> str:
    again = f" {hr.tr.text(REPEATS[line.repeats])}" if line.repeats else ""
    title = escape(title_words(line.title, hr.tr.language), quote=False)
    return f"• {hr.tr.date(line.day)}: {title}{again}"


async def save(hr: HrVisit) -> Outcome:
    """All at once, by one transaction."""
    await require_hr(hr.work, hr.actor, hr.organisation_id)
    fields = begun_form(hr, FORM)
    if fields is None or not fields.get("lines"):
        toast = hr.tr.text("This is saved or was left already.")
        return await listed(hr, 0, toast=toast)
    lines = [Line.from_json(kept) for kept in fields["lines"]]
    given = [Entered(each.kind, each.title, each.day, repeats=each.repeats) for each in lines]
    await deadlines.enter_deadlines(hr.work, hr.actor, hr.organisation_id, given, hr.now)
    await finish_form(hr)
    return await listed(hr, 0, toast=hr.tr.text("✔ Saved."))
