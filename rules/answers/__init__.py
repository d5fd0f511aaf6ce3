"""Readers of typed answers in Kazakh, Russian and English, with the distortions of phones.

A reader never guesses: what can mean two things comes back as a choice, what cannot be is named
with its allowed range, the rest is not understood. The day of the question is a parameter.
"""

from rules.answers.certificates import CertificateLine, read_certificates
from rules.answers.choice import KINDS, read_choice, read_choices
from rules.answers.dates import read_date
from rules.answers.duration import read_duration
from rules.answers.hours import read_hours
from rules.answers.numbers import read_number
from rules.answers.outcome import Choose, NotUnderstood, OutOfRange, Reading, Understood
from rules.answers.percent import read_percent
from rules.answers.phrases import is_dont_know, is_none
from rules.answers.publications import PublicationLine, read_publications
from rules.answers.yes_no import read_yes_no

__all__ = [
    "KINDS",
    "CertificateLine",
    "Choose",
    "NotUnderstood",
    "OutOfRange",
    "PublicationLine",
    "Reading",
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
