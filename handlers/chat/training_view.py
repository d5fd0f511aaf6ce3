"""Words of a year of training: kinds, sources, reasons, states, questions, an item in lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from cases.training.risks import RiskView
from handlers.chat.telegram_text import shortened
from i18n import Translator, mark
from rules.training.need import HeadSaid, Said
from rules.training.planned import Asked
from rules.training.vocabulary import (
    Cause,
    FundingSource,
    ItemState,
    NeedReason,
    Risk,
    TrainingArea,
    TrainingKind,
)
from storage.tables.training_plans import NewItem, TrainingItem

LONGEST_TOPIC: Final = 60
KINDS: Final[dict[TrainingKind, str]] = {
    "own_programme": mark("programme of the organisation"),
    "university": mark("at another university"),
    "contract": mark("abroad, industry, by contract"),
    "conference": mark("conference, seminar"),
    "thesis": mark("defence of a thesis"),
    "other": mark("another kind"),
}
AREAS: Final[dict[TrainingArea, str]] = {
    "theory": mark("theory of the subject"),
    "teaching": mark("teaching"),
    "upbringing": mark("upbringing"),
    "methodical": mark("methodical work"),
    "technical": mark("technical means"),
    "research": mark("research work"),
}
SOURCES: Final[dict[FundingSource, str]] = {
    "university": mark("the employer's money"),
    "sponsor": mark("a sponsor"),
    "own": mark("own money"),
    "grant": mark("an international grant"),
    "outside": mark("another outside source"),
}
REASONS: Final[dict[NeedReason, str]] = {
    "norm_hours": mark("hours of the norm"),
    "subject_fit": mark("fits the subjects taught"),
    "long_ago": mark("the last course is long ago"),
    "lesson_marks": mark("marks of lessons"),
    "young": mark("a young teacher"),
    "methods_changed": mark("new methods or technology"),
    "quality_management": mark("quality management"),
}
CAUSES: Final[dict[Cause, str]] = {
    "money": mark("no money"),
    "workload": mark("too much other work"),
    "absence": mark("illness or leave"),
    "course_cancelled": mark("the course was cancelled"),
    "other": mark("something else"),
}
STATES: Final[dict[ItemState, str]] = {
    "planned": mark("planned"),
    "done": mark("done as planned"),
    "otherwise": mark("done otherwise"),
    "missed": mark("did not happen"),
    "withdrawn": mark("taken out"),
}
YES_NO: Final = {"yes": mark("Yes"), "no": mark("No")}
RISKS: Final[dict[Risk, str]] = {
    "not_attended": mark("may not happen: no source or late approval"),
    "ineffective": mark("may be in vain: {why}"),
    "leaving": mark("the person may leave: competition or contract"),
}
SAID: Final[dict[Said, str]] = {
    "fits": mark("The last course fits the subjects"),
    "lessons": mark("Lesson marks call for a course"),
    "young": mark("A young teacher"),
    "methods": mark("Methods or technology changed"),
    "quality": mark("Quality management is needed"),
}
QUESTIONS: Final[dict[Asked, str]] = {
    "topic": mark("What is the course about?"),
    "kind": mark("What kind of training is it?"),
    "hours": mark("How many hours?"),
    "days": mark("On which days? Like 3–14.03, or a month."),
    "reason": mark("Why is it needed?"),
    "area": mark("What does it improve?"),
    "source": mark("Who pays?"),
    "cost": mark("What does it cost, in tenge? 0 if it is free."),
    "place": mark("Where is it?"),
    "trip": mark("Is it a trip (an order is needed)?"),
    "contract_number": mark("The number of the contract?"),
    "specification": mark("The number of the technical specification?"),
    "consent_number": mark("The number of the employer's consent?"),
    "paper": mark("Which paper will prove it? An order for a trip, a certificate …"),
    "grounds": mark("On which grounds? The head approves them."),
}
CHOICES: Final[dict[Asked, Mapping[str, str]]] = {
    "kind": {str(word): said for word, said in KINDS.items()},
    "area": {str(word): said for word, said in AREAS.items()},
    "reason": {str(word): said for word, said in REASONS.items()},
    "source": {str(word): said for word, said in SOURCES.items()},
    "trip": YES_NO,
}
"""Questions that are answered by a button: the word that it carries, and what it says."""


def days_words(new: NewItem, tr: Translator) -> str:
    if new.first_day is None or new.last_day is None:
        return ""
    first, last = tr.date(new.first_day), tr.date(new.last_day)
    if new.to_month:
        return tr.text("some days of {first} – {last}", first=first, last=last)
    return first if new.first_day == new.last_day else f"{first} – {last}"


def topic_words(new: NewItem, tr: Translator) -> str:
    """Plain, for a button or, escaped, for a text."""
    return shortened(new.topic, LONGEST_TOPIC) if new.topic else tr.text("a course without a topic")


def money(amount: int, tr: Translator) -> str:
    return tr.text("{sum} tenge", sum=tr.number(amount))


def item_lines(item: TrainingItem, tr: Translator) -> list[str]:
    """All that is said of an item, as HTML; what nobody said has no line."""
    new = item.new
    lines = [f"<b>{escape(topic_words(new, tr))}</b>", tr.text(STATES[item.state])]
    if new.kind is not None:
        lines.append(tr.text(KINDS[new.kind]))
    facts = [] if new.hours is None else [tr.hours(new.hours)]
    facts += [each for each in (days_words(new, tr), new.place, new.provider) if each]
    if facts:
        lines.append(escape(", ".join(facts)))
    paid = [] if new.cost is None else [money(new.cost, tr)]
    paid += [] if new.source is None else [tr.text(SOURCES[new.source])]
    if paid:
        lines.append(", ".join(paid))
    why = [] if new.reason is None else [tr.text(REASONS[new.reason])]
    why += [] if new.area is None else [tr.text(AREAS[new.area])]
    why += [new.subject] if new.subject else []
    if why:
        lines.append(escape(", ".join(why)))
    for label, said in (
        (mark("Contract: {said}"), new.contract_number),
        (mark("Specification: {said}"), new.specification),
        (mark("Consent: {said}"), new.consent_number),
        (mark("Paper: {said}"), new.paper),
        (mark("Grounds: {said}"), new.grounds),
    ):
        if said:
            lines.append(tr.text(label, said=escape(said)))
    return lines


def risk_lines(view: RiskView, tr: Translator) -> list[str]:
    """The risks that apply, in words; of leaving with the sum that would be due."""
    lines = [
        f"⚠️ {tr.text(RISKS[each], why=_why_in_vain(view, tr))}"
        for each in RISKS
        if each in view.risks
    ]
    if "leaving" in view.risks:
        if view.due is not None:
            lines.append(tr.text("Due on leaving: {sum}", sum=money(view.due, tr)))
        if view.competition_on is None:
            lines.append(tr.text("The day of the competition is not known."))
    if view.order is not None:
        number, day = escape(view.order.number), tr.date(view.order.day)
        lines.append(tr.text("✈️ Order of the trip: {number}, {day}", number=number, day=day))
    return lines


def _why_in_vain(view: RiskView, tr: Translator) -> str:
    """Plain: each reason that applies (clause 10.2)."""
    reasons = (
        (view.off_profile, tr.text("off the subjects taught")),
        (view.doubtful, tr.text("a doubtful organiser")),
        (view.poor, tr.text("a low mark")),
    )
    return ", ".join(words for applies, words in reasons if applies)


def entered_lines(subjects: str, lesson_mark: str, said: HeadSaid, tr: Translator) -> list[str]:
    """What a head or HR entered of somebody for a year, as HTML; what is unknown is said to be
    unknown, in one line."""
    lines, unknown = [], []
    if subjects:
        lines.append(tr.text("Teaches: {subjects}", subjects=escape(subjects)))
    else:
        unknown.append(tr.text("Subjects taught"))
    if lesson_mark:
        lines.append(tr.text("Lessons (708): {mark}", mark=escape(lesson_mark)))
    else:
        unknown.append(tr.text("Mark of lessons (708)"))
    for sign, answer in (("✔", True), ("✖", False)):
        same = [tr.text(words) for name, words in SAID.items() if getattr(said, name) is answer]
        lines += [f"{sign} {_in_a_row(same)}"] if same else []
    unknown += [tr.text(words) for name, words in SAID.items() if getattr(said, name) is None]
    if unknown:
        lines.append(tr.text("❔ Not known: {what}", what=_in_a_row(unknown)))
    return lines


def _in_a_row(words: Sequence[str]) -> str:
    first, *others = words
    return ", ".join((first, *(each[:1].lower() + each[1:] for each in others)))
