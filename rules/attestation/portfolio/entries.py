"""What a person says of the rows: read from JSON strictly, row by row."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from rules.attestation.portfolio.edition import ScoringSheet
from rules.attestation.portfolio.rows import Entry, RowBase
from rules.errors import BadInput
from rules.vocabulary import Json, JsonValue

Entries = Mapping[str, Entry]
"""By the id of the row; a row without an entry is open."""


def parse_entries(given: JsonValue, sheet: ScoringSheet) -> Entries:
    """Raises BadInput for a row that the sheet lacks, or an answer that the row cannot have."""
    if not isinstance(given, dict):
        raise BadInput("entries", "must be an object: the id of a row, and what is said of it")
    rows = {row.id: row for row in sheet.rows}
    for identifier in given:
        if identifier not in rows:
            raise BadInput(f"entries.{identifier}", f"no such row; one of {', '.join(rows)}")
    return {key: parse_entry(value, rows[key]) for key, value in given.items()}


def parse_entry(given: JsonValue, row: RowBase) -> Entry:
    """The same of one row."""
    field = f"entries.{row.id}"
    allowed = ", ".join(row.takes.model_fields)
    if not isinstance(given, dict):
        raise BadInput(field, f"must be an object of {allowed}")
    for key, value in given.items():
        if key not in row.takes.model_fields:
            raise BadInput(f"{field}.{key}", f"no such key; one of {allowed}")
        if value is None:
            raise BadInput(f"{field}.{key}", "must not be null; leave it out where it is not known")
    try:
        return row.takes.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise BadInput(f"{field}.{first['loc'][0]}", first["msg"]) from None


def entry_json(entry: Entry) -> Json:
    """An entry as JSON, without what is not said."""
    return entry.model_dump(exclude_none=True, exclude_defaults=True)
