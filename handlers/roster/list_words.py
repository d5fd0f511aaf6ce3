"""What the lists are called, and what they say of somebody."""

from __future__ import annotations

from html import escape
from typing import Final

from cases.lists.reading import Entry, ListName, Post, SortBy, Wanted
from handlers.chat.names import CATEGORY_NAMES, category_name, short_name
from handlers.chat.record_view import STAFF
from handlers.chat.telegram_text import shortened
from i18n import Translator, mark
from rules.norms.catalog import Catalogue
from rules.roster.lacking import ClauseStanding
from storage.tables.organisations import Department

TITLES: Final[dict[ListName, str]] = {
    "staff": mark("👥 Everybody"),
    "short": mark("❌ Short by clause"),
    "open": mark("❔ Not in the record"),
    "leaving": mark("⏳ Courses run out"),
    "category_ends": mark("🎖 Category ends"),
    "not_joined": mark("🔗 Not joined"),
    "not_shared": mark("🙈 Nothing shared"),
    "not_answered": mark("📝 No check yet"),
    "opted_out": mark("🔕 No messages wanted"),
    "blocked": mark("🚫 Bot blocked"),
    "nothing_short": mark("✔️ Nothing short"),
    "not_judged": mark("➖ Other posts"),
}
ORDERS: Final[dict[SortBy, str]] = {
    "name": mark("🔤 A–Z"),
    "name_down": mark("🔤 Z–A"),
    "department": mark("🗂 By department"),
    "day": mark("📅 By day"),
}
KINDS: Final[dict[str, str]] = {
    "education": mark("education"),
    "degree": mark("academic degree"),
    "title": mark("academic title"),
    "experience": mark("length of service"),
    "certificate": mark("courses"),
    "publication": mark("publications"),
    "category": mark("category"),
    "honour": mark("honours"),
    "retraining": mark("retraining"),
    "flag": mark("special condition"),
    "competence": mark("competences"),
    "language": mark("language"),
}
NO_CATEGORY: Final = mark("no category")
LONGEST_NAME: Final = 40
LONGEST_POST: Final = 60
BY_CLAUSE: Final[frozenset[ListName]] = frozenset({"short", "open", "nothing_short"})


def title(
    wanted: Wanted, department: Department | None, catalogue: Catalogue, tr: Translator
) -> str:
    """The list and what it is narrowed by, as HTML."""
    parts = [f"<b>{tr.text(TITLES[wanted.name])}</b>"]
    parts += [escape(each) for each in narrowed_by(wanted, department, catalogue, tr)]
    return " · ".join(parts)


def narrowed_by(
    wanted: Wanted, department: Department | None, catalogue: Catalogue, tr: Translator
) -> list[str]:
    """Plain words, one for each filter."""
    found = []
    if department is not None:
        found.append(shortened(department.name, LONGEST_POST))
    if wanted.position is not None and wanted.position in catalogue.positions:
        found.append(short_name(catalogue, wanted.position, tr))
    if wanted.staff is not None:
        found.append(tr.text(STAFF[wanted.staff]))
    if wanted.category is not None:
        found.append(held_category(wanted.category, tr) or tr.text("category not known"))
    if wanted.letter:
        found.append(tr.text("letter {letter}", letter=wanted.letter))
    if wanted.words:
        found.append(tr.text("“{words}”", words=shortened(wanted.words, LONGEST_NAME)))
    if wanted.name == "leaving":
        found.append(days_ahead(wanted.days, tr))
    return found


def held_category(category: str | None, tr: Translator) -> str:
    """The category that the employer holds; "" where nothing is known."""
    if category is None:
        return ""
    if category == "none":
        return tr.text(NO_CATEGORY)
    return category_name(category, tr) if category in CATEGORY_NAMES else category


def days_ahead(days: int, tr: Translator) -> str:
    return tr.plural("within {n} day", "within {n} days", days)


def entry_line(entry: Entry, name: ListName, catalogue: Catalogue, tr: Translator) -> str:
    """One person of a list in a line or two, as HTML."""
    lines = [f"• {escape(shortened(entry.name, LONGEST_NAME))}"]
    lines += dict.fromkeys(_post_line(post, name, catalogue, tr) for post in entry.posts)
    return "\n".join(lines)


def _post_line(post: Post, name: ListName, catalogue: Catalogue, tr: Translator) -> str:
    said = said_of(post, name, tr)
    where = f" · {shortened(post.department, LONGEST_POST)}" if post.department else ""
    return escape("  " + (", ".join(said) or post_name(post, catalogue, tr)) + where)


def post_name(post: Post, catalogue: Catalogue, tr: Translator) -> str:
    if post.position is not None and post.position in catalogue.positions:
        return short_name(catalogue, post.position, tr)
    return shortened(post.title, LONGEST_POST)


def said_of(post: Post, name: ListName, tr: Translator) -> list[str]:
    """What a list says of a post, plain: what is short or open, or the day."""
    if name == "category_ends":
        return [category_words(post, tr)]
    return list(dict.fromkeys(clause_words(each, tr) for each in post.clauses))


def clause_words(clause: ClauseStanding, tr: Translator) -> str:
    """What of a clause is short with the figure, open, or until when it holds."""
    kind = tr.text(KINDS[clause.kind])
    if clause.state == "open":
        return f"❔ {kind}"
    if clause.state == "leaving":
        assert clause.until is not None, "what leaves has its last day"
        return tr.text("⏳ until {day}", day=tr.date(clause.until))
    hours, months = clause.short.get("hours"), clause.short.get("months")
    if isinstance(hours, int):
        return tr.text("❌ {kind}: {missing} more", kind=kind, missing=tr.hours(hours))
    if isinstance(months, int):
        return tr.text("❌ {kind}: {missing} more", kind=kind, missing=tr.months(months))
    return f"❌ {kind}"


def category_words(post: Post, tr: Translator) -> str:
    """The category with its last day."""
    assert post.category_ends is not None, "the list is of those whose category ends"
    held = post.category or ""
    name = category_name(held, tr) if held in CATEGORY_NAMES else held
    return tr.text("🎖 {name}: until {day}", name=name, day=tr.date(post.category_ends))


def legend(tr: Translator) -> list[str]:
    """What the signs mean."""
    return [
        tr.text("❌ short by the employer's record"),
        tr.text("❔ the record does not say"),
        tr.text("⏳ 🎖 the last day that it holds"),
    ]
