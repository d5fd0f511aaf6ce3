"""Which notes a person is told, by the names of the readings."""

from __future__ import annotations

from rules.norms.loading import catalogue
from rules.norms.model import Text
from rules.profile import parse_profile, read_day
from rules.verdict.check import check
from rules.vocabulary import Json

ON = read_day("2026-11-20")


def told_to(position: str, category: str | None, profile: Json) -> set[str]:
    """The notes that a person is told, by reading and, where it has one, by name."""
    known = catalogue()
    report = check(known, position, category, parse_profile(profile, ON, known.competences), ON)
    return {_called(note.reading, note.text) for note in report.notes}


def _called(reading: str, text: Text) -> str:
    entry = catalogue().readings[reading]
    name = next((name for name, note in entry.notes.items() if note == text), None)
    return reading if name is None else f"{reading} {name}"


def notes_of(document: str) -> set[str]:
    """Every note that somebody may be told at some position of a document."""
    known = catalogue()
    found = set()
    for position in known.positions.values():
        for category, asked in position.checks.items():
            for other in asked.others if position.document == document else ():
                entry = known.readings[other.reading]
                text = entry.note_for(other.note, position.id, category)
                assert text is not None, (position.id, category, other.reading)
                found.add(_called(other.reading, text))
    return found
