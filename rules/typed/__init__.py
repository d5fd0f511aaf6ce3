"""Readers of typed answers in Kazakh, Russian and English, with the distortions of phones.

A reader never guesses: what can mean two things comes back as a choice, what cannot be is named
with its allowed range, the rest is not understood. The day of the question is a parameter.
"""

from rules.typed.certificates import CertificateLine, read_certificates
from rules.typed.choice import KINDS, read_choice, read_choices
from rules.typed.dates import read_date
from rules.typed.duration import read_duration
from rules.typed.hours import read_hours
from rules.typed.numbers import read_number
from rules.typed.outcome import Choose, NotUnderstood, OutOfRange, Understanding, Understood
from rules.typed.percent import read_percent
from rules.typed.phrases import is_dont_know, is_none
from rules.typed.publications import PublicationLine, read_publications
from rules.typed.yes_no import read_yes_no

__all__ = [
    "KINDS",
    "CertificateLine",
    "Choose",
    "NotUnderstood",
    "OutOfRange",
    "PublicationLine",
    "Understanding",
    "Understood",
    "is_dont_know",
    "is_none",
    "read_certificates",
    "read_choice",
    "read_choices",
    "read_date",
    "read_duration",
    "read_hours",
    "read_number",
    "read_percent",
    "read_publications",
    "read_yes_no",
]
