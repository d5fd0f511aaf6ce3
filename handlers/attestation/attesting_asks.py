"""Which questions stand beside an attestation: what is open, and what was said to it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from handlers.attestation.attestation_view import Part, asks_of
from handlers.attestation.attested_profile import Attested, Kept
from handlers.chat.buttons import AfterReport, Attesting
from i18n import Translator, mark
from rules.attestation import Attestation
from rules.profile import Profile

HELD, WORK, SUPERIOR, TEST = "held", "work", "superior", "test"
COURSE, ANSWERS = "course", "answers"
NAMES: Final[dict[str, str]] = {
    HELD: mark("My category and its day"),
    WORK: mark("My pedagogical work"),
    SUPERIOR: mark("Whom my organisation answers to"),
    COURSE: mark("A course of mine"),
    ANSWERS: mark("Courses of the check"),
    "trainee-year": mark("A year as a trainee"),
    "production": mark("Work in production"),
    "scholars": mark("Degree, reserve, university"),
    "appointed": mark("Appointed deputy"),
    "reserve": mark("Reserve or civil service"),
    "confirming": mark("How often confirmed"),
    "languages": mark("English, French, German"),
    "other-languages": mark("Another language"),
}


_OTHERWISE: Final = {
    HELD: Attesting.ASK_HELD,
    TEST: Attesting.ASK_TEST,
    COURSE: Attesting.ASK_COURSE,
}
"""Questions whose buttons have a beginning of their own."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question behind a button. `settles`: the requirements that it answers; `said`: there is an
    answer, which the button changes."""

    id: str
    settles: tuple[str, ...] = ()
    said: bool = False
    percent: int | None = None

    def data(self, run: str, category: str) -> str:
        """What its button carries beside the attestation of that check."""
        if self.id == ANSWERS:
            return AfterReport.CHANGE(int(run))
        if self.id in _OTHERWISE:
            return _OTHERWISE[self.id](run, category)
        return Attesting.ASK(self.id, run, category)

    def words(self, tr: Translator) -> str:
        if self.id == TEST:
            if self.percent is None:
                return tr.text("📝 My knowledge test")
            return tr.text("📝 My knowledge test: {percent} %", percent=self.percent)
        return f"{'✏️' if self.said else '❔'} {tr.text(NAMES[self.id])}"


def asks_beside(found: Attestation, person: Attested, checked: Profile) -> tuple[Ask, ...]:
    """The questions of the first screen. `checked`: the answers of the check alone, which are not
    asked again."""
    status = {item.id: item.status for item in found.requirements}
    open_ones = {key for key, value in status.items() if value == "unknown"}
    return tuple(
        ask
        for ask in (
            _held(person, checked, open_ones),
            _work(person, open_ones),
            _trainee(found, person),
            _test(found, person),
            _course(person, status),
            _answers(person, status),
            _superior(found, person),
        )
        if ask is not None
    )


def _held(person: Attested, checked: Profile, open_ones: set[str]) -> Ask | None:
    """The category where nobody has said it, or its day where courses are counted from it."""
    said = bool({Kept.DATE, Kept.HELD} & person.added)
    settles = {"previous-category"} if person.held is None else set()
    if person.needs_day and person.granted is None:
        settles |= {"course-hours", "profile-course"}
    if getattr(checked, person.fact) == "none" or (not settles & open_ones and not said):
        return None
    return Ask(HELD, tuple(sorted(settles & open_ones)), said)


def _work(person: Attested, open_ones: set[str]) -> Ask | None:
    said = Kept.WORK in person.added
    if "pedagogical-work" not in open_ones and not said:
        return None
    return Ask(WORK, ("pedagogical-work",), said)


def _trainee(found: Attestation, person: Attested) -> Ask | None:
    key = "trainee-year"
    if key not in found.asks:
        return None
    return Ask(key, (key,), key in person.told.words)


def _test(found: Attestation, person: Attested) -> Ask | None:
    """Not of whoever needs no test."""
    needed = any(
        item.id == "knowledge-test" and "not_needed" not in item.have for item in found.requirements
    )
    test = person.profile.knowledge_test
    if not needed:
        return None
    percent = None if test is None else test.percent
    return Ask(TEST, ("knowledge-test",), test is not None, percent)


def _course(person: Attested, status: dict[str, str]) -> Ask | None:
    """Kept courses count only where the check has not asked after them; one more may be what is
    missing."""
    of_courses = {key for key in ("course-hours", "profile-course") if key in status}
    settles = tuple(sorted(key for key in of_courses if status[key] == "unknown"))
    if person.courses_of_check or all(status[key] == "met" for key in of_courses):
        return None
    return Ask(COURSE, settles)


def _answers(person: Attested, status: dict[str, str]) -> Ask | None:
    """Where a course of the check has no day or no hours, or more of them are needed; the day of
    the category comes first."""
    of_courses = [key for key in ("course-hours", "profile-course") if key in status]
    settles = tuple(sorted(key for key in of_courses if status[key] == "unknown"))
    if not person.courses_of_check or all(status[key] == "met" for key in of_courses):
        return None
    if not settles:
        return Ask(ANSWERS, said=True)
    return None if person.needs_day and person.granted is None else Ask(ANSWERS, settles)


def _superior(found: Attestation, person: Attested) -> Ask | None:
    """Where the level depends on it; what HR says is not asked."""
    superiors = person.told.superiors
    if any(each.organisation is not None for each in superiors):
        return None
    steps = (step for step in found.next_steps if step.id == "commission")
    depends = any(step.text.key != "commission" for step in steps)
    return Ask(SUPERIOR, said=bool(superiors)) if depends else None


def asks_of_part(found: Attestation, part: Part, person: Attested) -> tuple[Ask, ...]:
    """The yes-or-no questions of a part; and the pedagogical work where it spares the test."""
    asks = tuple(Ask(key, said=key in person.told.words) for key in asks_of(found, part))
    decides = any(
        way.fact.id == "long-service" and way.status == "unknown" for way in found.no_test
    )
    if part is not Part.NO_TEST or not decides or person.held is None:
        return asks
    return (Ask(WORK, said=Kept.WORK in person.added), *asks)
