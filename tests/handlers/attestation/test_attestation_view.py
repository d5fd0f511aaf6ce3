"""The block as HTML: what no conversation of today reaches."""

from __future__ import annotations

from datetime import date

from handlers.attestation.attestation_view import Part, part_screens, parts_of
from handlers.attestation.first_screen import first_text
from i18n import translator
from rules.attestation import attestation
from rules.profile import parse_profile


def test_a_day_before_all_editions_has_the_warning_alone() -> None:
    on = date(2025, 2, 24)
    found = attestation("tvet-teacher", "expert", parse_profile({}, on), on)
    assert found is not None
    assert parts_of(found, ()) == ()
    text = first_text("", "", found, translator("en"))
    assert "the edition of the attestation rules for this day is not known" in text


def test_the_clause_stands_before_the_full_stop() -> None:
    on = date(2026, 11, 20)
    given = {"category": "first", "certificates": []}
    found = attestation("tvet-teacher", "moderator", parse_profile(given, on), on)
    assert found is not None
    for language, clause in (("kk", "57-2-тармақ"), ("ru", "п. 57-2"), ("en", "cl. 57-2")):
        text = "\n".join(part_screens(found, Part.REQUIRED, "", (), translator(language)))
        assert f"({clause})" in text
        assert ". (" not in text
