"""The words of the questions and of the answers, as English messages to be translated.

Questions are keyed by fact (`experience.post`) or by fact and step (`education.level`); answers by
vocabulary and value (`education_level`, `bachelor`). They are what `/fit` asks; the check of one
position asks in the words of its rule file where these say less or more than the clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rules.norms.model import Source, Text


def mark(message: str) -> str:
    """Marks a message for the catalogues; it is translated where a person sees it."""
    return message


Words = str | Text
"""An English message to be translated, or a text that is in the three languages already."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What the clauses of `source` say of a fact: their own words in `language`, and our text for
    those who read another language."""

    official: str
    language: str
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Wording:
    """A question, where it needs one an explanation of what counts, and the clauses it is for.

    `name`: what the answer is called; None: as the fact is everywhere.
    """

    question: Words
    help: str | None = None
    quotes: tuple[Quote, ...] = ()
    name: Text | None = None


QUESTIONS: Final[dict[str, Wording]] = {
    "same_profile": Wording(mark("Is it the same profile here?")),
    "education.level": Wording(
        mark("What is your education?"),
        mark("One diploma at a time, the highest first. A degree of candidate or PhD comes later."),
    ),
    "education.more": Wording(
        mark("Is there another diploma that may count? Which one?"),
    ),
    "education.fields": Wording(
        mark("What field is that diploma in?"),
        mark("“By profile” means: in the subject or field of this position."),
    ),
    "education.it_base": Wording(
        mark("Is your basic education in information technology?"),
    ),
    "degrees.degree": Wording(mark("Do you have an academic degree?")),
    "degrees.more": Wording(mark("Is there another academic degree?")),
    "degrees.in_profile": Wording(
        mark("Is this degree in the field of this position?"),
    ),
    "titles": Wording(mark("Do you have an academic title?")),
    "honours.honour": Wording(mark("Which of these honours do you have?")),
    "retraining": Wording(
        mark("Have you had pedagogical or professional retraining?"),
        mark("Retraining gives a diploma or certificate of a new profession; a course does not."),
    ),
    "category": Wording(
        mark("Which qualification category of a teacher do you have now?"),
        mark("The latest one that you were awarded, old or new kind."),
    ),
    "management_category": Wording(
        mark("Do you have a qualification category of a head or of a deputy head?"),
    ),
    "certificates.topic": Wording(
        mark("On which of these subjects have you had courses?"),
        mark(
            "Courses of professional development with a certificate. Press, or write all of them: "
            "72 hours, 14.03.2025; 36 hours, May 2024."
        ),
    ),
    "certificates.more": Wording(mark("Is there another course? On which subject?")),
    "certificates.subject": Wording(mark("Which subject was this course on?")),
    "certificates.hours": Wording(mark("How many hours was the course?")),
    "certificates.issued": Wording(
        mark("When was the certificate issued?"),
        mark("You can also write the date: 14.03.2025."),
    ),
    "publications.index": Wording(
        mark("Which of these publications do you have?"),
        mark(
            "Only works in the field of the position. Press, or write all of them: 2 Scopus, "
            "3 national list."
        ),
    ),
    "publications.more": Wording(mark("Is there another publication? Where?")),
    "publications.quartile": Wording(
        mark("Which quartile is the journal in (Journal Citation Reports)?"),
    ),
    "publications.percentile": Wording(
        mark("Which percentile is the journal in (CiteScore)?"),
        mark("Write a number from 0 to 100."),
    ),
    "publications.published": Wording(
        mark("When was it published?"),
        mark("You can also write the date: 14.03.2025."),
    ),
    "h_index": Wording(mark("What is your Hirsch index in Scopus or Web of Science?")),
    "language_level": Wording(
        mark("Which level of a foreign language does a valid international certificate confirm?"),
    ),
    "competences": Wording(
        mark("Which of these do you know and do?"),
        mark("Mark the numbers that are true of you, then go on."),
    ),
    "experience": Wording(
        mark("Which of this work have you done at all?"),
        mark("Mark the numbers, or write them: 1, 3. What you do not mark stays open."),
    ),
    "flags": Wording(
        mark("Which of these are so?"),
        mark("Mark the numbers, or write them: 1, 3. What you do not mark stays open."),
    ),
    "flags.top500_diploma": Wording(
        mark("Do you have a diploma of a TOP-500 university?"),
    ),
    "flags.bolashak_diploma": Wording(
        mark("Do you have a diploma obtained under the Bolashak programme?")
    ),
    "flags.foreign_citizen": Wording(mark("Are you a citizen of another country?")),
    "flags.reserve_officer": Wording(
        mark("Are you an officer of the reserve who served in officers' posts?"),
    ),
    "flags.recognised_works": Wording(
        mark("Do you have recognised achievements, creative and exhibition works?"),
    ),
    "flags.implemented_result": Wording(
        mark(
            "In the last 5 years, has a scientific result of yours been implemented under a "
            "contract with foreign or national organisations?"
        ),
    ),
    "flags.textbooks": Wording(
        mark(
            "Do you have published and recommended textbooks, teaching aids, monographs, or "
            "patents?"
        ),
    ),
    "flags.grants_led": Wording(
        mark(
            "Have you led international or national scientific or scientific and technical "
            "programmes, or grant projects?"
        ),
        mark("Work under contracts with organisations does not count here."),
    ),
    "flags.teaches": Wording(mark("Will you also teach in this post?")),
    "experience.education_org": Wording(
        mark("How long have you worked in organisations of education?"),
        mark("All posts in schools, colleges, universities and others together."),
    ),
    "experience.tvet_org": Wording(
        mark(
            "How long have you worked in organisations of technical and professional, "
            "post-secondary education (colleges)?"
        ),
        mark("All posts together."),
    ),
    "experience.tvet_head": Wording(
        mark(
            "How long have you been head or deputy head of an organisation of technical and "
            "professional, post-secondary education (a college)?"
        ),
    ),
    "experience.education_management": Wording(
        mark("How long have you held managerial posts in organisations of education?"),
    ),
    "experience.teaching": Wording(
        mark("How long have you done pedagogical work in education, in all?"),
        mark("All pedagogical work in education; years as head or deputy head are included."),
    ),
    "experience.scientific_pedagogical": Wording(
        mark("How long have you done scientific and pedagogical work?"),
        mark("Teaching and research at universities and research organisations."),
    ),
    "experience.methodical_head": Wording(
        mark("How long have you been head or deputy head of a methodical office or centre?"),
        mark("Only by the profile of the position."),
    ),
    "experience.business_management": Wording(
        mark("How long have you held managerial posts in medium or large business?"),
        mark("Only by the profile of the position."),
    ),
    "experience.enterprise_management": Wording(
        mark(
            "How long have you held managerial posts in enterprises or organisations of the "
            "profile?"
        ),
        mark("Middle and higher managers; medium and large business is included."),
    ),
    "experience.enterprise": Wording(
        mark("How long have you worked in enterprises or organisations of the profile?"),
        mark("All posts, managerial ones included."),
    ),
    "experience.post": Wording(
        mark("How long have you worked in this very position?"),
        mark("Only the post that the paragraph names counts."),
    ),
    "experience.specialty": Wording(
        mark("How long have you worked in your specialty?"),
        mark("All work in the specialty counts, work in this position too."),
    ),
    "experience.specialty_management": Wording(
        mark("How long have you held managerial posts in your specialty?"),
    ),
    "experience.industry": Wording(
        mark("How long have you worked in production, in your specialty?"),
        mark("Work at an enterprise and practice; teaching does not count."),
    ),
    "experience.creative_union": Wording(
        mark("How long have you been a member of creative unions?"),
    ),
}

LABELS: Final[dict[str, dict[str, str]]] = {
    "education_level": {
        "doctoral": mark("Doctoral studies"),
        "master": mark("Master's degree"),
        "specialist": mark("Higher (specialist)"),
        "bachelor": mark("Higher (bachelor)"),
        "post_secondary": mark("Post-secondary"),
        "tvet": mark("College"),
        "none": mark("No such diploma"),
        "enough": mark("No other diploma"),
    },
    "education_field": {
        "pedagogical": mark("Pedagogical"),
        "profile": mark("By profile"),
        "scientific_pedagogical": mark("Scientific and pedagogical"),
        "pedagogy_psychology": mark("Pedagogy and psychology"),
        "psychology": mark("Psychology"),
        "social_pedagogy": mark("Social pedagogy"),
        "military_pe": mark("Military training and physical education"),
        "military": mark("Military"),
        "both": mark("All of these fields"),
        "none": mark("None of these fields"),
        "alone": mark("None, and no other diploma"),
    },
    "degree": {
        "phd": mark("PhD"),
        "candidate": mark("Candidate of sciences"),
        "doctor_of_sciences": mark("Doctor of sciences"),
        "none": mark("No degree"),
        "enough": mark("No other degree"),
    },
    "title": {
        "none": mark("No title"),
        "associate_professor": mark("Associate professor"),
        "professor": mark("Professor"),
    },
    "honour": {
        "honored_culture": mark("Honoured worker of culture"),
        "honored_art": mark("Honoured worker of art"),
        "honorary_title": mark("Honorary title: art, architecture, physical culture, sport"),
        "state_award": mark("State award: art, architecture, physical culture, sport"),
    },
    "retraining": {
        "pedagogical": mark("Pedagogical retraining"),
        "professional": mark("Professional retraining"),
        "both": mark("Both kinds of retraining"),
        "none": mark("No retraining"),
    },
    "category": {
        "none": mark("No category"),
        "teacher": mark("Teacher"),
        "moderator": mark("Teacher-moderator"),
        "expert": mark("Teacher-expert"),
        "researcher": mark("Teacher-researcher"),
        "master": mark("Teacher-master"),
        "second": mark("Second"),
        "first": mark("First"),
        "highest": mark("Highest"),
    },
    "management_category": {
        "none": mark("No"),
        "deputy_3": mark("Deputy, third"),
        "deputy_2": mark("Deputy, second"),
        "deputy_1": mark("Deputy, first"),
        "head_organizer": mark("Head-organiser"),
        "head_manager": mark("Head-manager"),
        "head_leader": mark("Head-leader"),
    },
    "certificate_topic": {
        "profile": mark("By profile"),
        "education_management": mark("Management in education"),
        "it": mark("Information technology"),
        "online_methods": mark("Methods of online teaching"),
        "other": mark("Another subject"),
        "enough": mark("No other course"),
    },
    "publication_index": {
        "wos": mark("Web of Science"),
        "scopus": mark("Scopus"),
        "national": mark("National list"),
        "international": mark("International"),
        "teaching": mark("Teaching and methodical"),
        "monograph": mark("Monograph"),
        "enough": mark("No other publication"),
    },
    "quartile": {
        "1": mark("Q1"),
        "2": mark("Q2"),
        "3": mark("Q3"),
        "4": mark("Q4"),
    },
    "language_level": {
        "none": mark("No certificate"),
        "A1": mark("A1"),
        "A2": mark("A2"),
        "B1": mark("B1"),
        "B2": mark("B2"),
        "C1": mark("C1"),
        "C2": mark("C2"),
    },
    "yes_no": {"yes": mark("Yes"), "no": mark("No")},
}

# What the buttons say of the fields that a question offers: that it is all of them, none of them.
FIELDS_TOGETHER: Final[dict[tuple[str, ...], tuple[str, str]]] = {
    ("pedagogical",): ("", mark("Not pedagogical")),
    ("profile",): ("", mark("Not by profile")),
    ("pedagogical", "profile"): (
        mark("Pedagogical and by profile"),
        mark("Neither pedagogical nor by profile"),
    ),
    ("profile", "scientific_pedagogical"): (
        mark("By profile, scientific-pedagogical"),
        mark("Neither by profile nor scientific-pedagogical"),
    ),
    ("pedagogical", "military"): (
        mark("Pedagogical and military"),
        mark("Neither pedagogical nor military"),
    ),
    ("pedagogy_psychology", "psychology"): (
        mark("Psychology, and pedagogy with psychology"),
        mark("Not in psychology"),
    ),
}
# The button of a question that takes marks, while nothing is marked.
NOTHING: Final[dict[str, str]] = {
    "education": mark("None of these fields"),
    "honours": mark("No such title or award"),
    "certificates": mark("No such course"),
    "publications": mark("No such publication"),
    "competences": mark("None of these abilities"),
}

FACT_NAMES: Final[dict[str, str]] = {
    "education": mark("Education"),
    "degrees": mark("Academic degree"),
    "titles": mark("Academic title"),
    "honours": mark("Titles and awards"),
    "retraining": mark("Retraining"),
    "category": mark("Qualification category"),
    "management_category": mark("Category of a head or deputy"),
    "certificates": mark("Courses"),
    "publications": mark("Publications"),
    "h_index": mark("Hirsch index"),
    "language_level": mark("Foreign language"),
    "competences": mark("Competences"),
    "flags.top500_diploma": mark("Diploma of a TOP-500 university"),
    "flags.bolashak_diploma": mark("Bolashak diploma"),
    "flags.foreign_citizen": mark("Foreign citizenship"),
    "flags.reserve_officer": mark("Officer of the reserve"),
    "flags.recognised_works": mark("Recognised achievements and works"),
    "flags.implemented_result": mark("Implemented scientific result"),
    "flags.textbooks": mark("Textbooks, monographs or patents"),
    "flags.grants_led": mark("Leading programmes and grant projects"),
    "flags.teaches": mark("Teaching as well"),
    "experience.education_org": mark("Work in organisations of education"),
    "experience.tvet_org": mark("Work in colleges"),
    "experience.tvet_head": mark("Head or deputy head of a college"),
    "experience.education_management": mark("Managerial posts in education"),
    "experience.teaching": mark("Pedagogical work"),
    "experience.scientific_pedagogical": mark("Scientific and pedagogical work"),
    "experience.methodical_head": mark("Head of a methodical office"),
    "experience.business_management": mark("Managerial posts in business"),
    "experience.enterprise_management": mark("Managerial posts in enterprises"),
    "experience.enterprise": mark("Work in enterprises"),
    "experience.post": mark("Work in this position"),
    "experience.specialty": mark("Work in the specialty"),
    "experience.specialty_management": mark("Managerial posts in the specialty"),
    "experience.industry": mark("Work in production"),
    "experience.creative_union": mark("Membership of creative unions"),
    "same_profile": mark("As said before"),
}
# Where a part of a fact is a question of its own, which its answer must not be taken for the whole.
PART_NAMES: Final[dict[str, str]] = {
    "education.fields": mark("Field of the diploma"),
    "education.it_base": mark("Basic education in IT"),
    "degrees.in_profile": mark("Degree in the field of the position"),
}
