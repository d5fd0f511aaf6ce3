"""The text and the link of a deadline, and whom it may be for, as they are checked."""

from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit

from cases.errors import BadValue
from cases.texts import shows
from rules.norms.model import Text
from rules.vocabulary import LANGUAGES
from storage.tables.organisations import LINK_LENGTH, Particulars

LONGEST_NOTE: Final = 1000


def checked_particulars(given: Particulars) -> Particulars:
    """As it is kept.

    Raises `BadValue`: "note_kk", "note_ru", "note_en" (all empty, or Kazakh and Russian written),
    "link", "audience" for conditions that change by themselves: a reminder is planned for people.
    """
    audience = given.audience
    changing = (audience.hours_below, audience.ends_within_days, audience.quiet_since)
    if audience.short_of_hours or any(each is not None for each in changing):
        raise BadValue("audience")
    return replace(given, note=_note(given.note), link=checked_link(given.link))


def _note(given: Text) -> Text:
    written = Text(**{each: checked_note(given.of(each), each) for each in LANGUAGES})
    if any(written.of(each) for each in LANGUAGES):
        for each in ("kk", "ru"):
            if not written.of(each):
                raise BadValue(f"note_{each}", 1, LONGEST_NOTE)
    return written


def checked_note(text: str, language: str) -> str:
    """The text of one language, "" for none. Raises `BadValue`."""
    kept = text.strip()
    if (kept and not any(map(shows, kept))) or len(kept) > LONGEST_NOTE:
        raise BadValue(f"note_{language}", 1, LONGEST_NOTE)
    return kept


def checked_link(text: str) -> str:
    """An address of the web, "" for none. Raises `BadValue("link")`."""
    link = text.strip()
    if not link:
        return ""
    if "://" not in link:
        link = f"https://{link}"
    try:
        parts = urlsplit(link)
        host = parts.hostname or ""
    except ValueError:
        raise BadValue("link") from None
    plain = link.isprintable() and not set(link) & set(' <>"')
    if parts.scheme not in ("http", "https") or "." not in host.strip(".") or not plain:
        raise BadValue("link")
    if len(link) > LINK_LENGTH:
        raise BadValue("link")
    return link
