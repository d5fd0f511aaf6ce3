"""Consent by purpose: what came after the consent itself is agreed to apart, at its first use.

Who agreed before goes on under that; only the difference is asked. How to add a purpose stands in
CONTRIBUTING.md.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cases.consent import require_consent
from cases.errors import BadValue, ConsentNeeded
from i18n import mark
from storage.database import Work
from storage.tables.conversation import Person
from storage.tables.purposes import Said


@dataclass(frozen=True, slots=True)
class Purpose:
    """Something new that is done with a person's data.

    `id`: small letters, in buttons and in the database. `version` and `day` of `difference`, the
    text that is agreed to: what is new, who sees it and how long it is kept. Another text has
    another version, and is asked again. `title` and `difference` are messages of the catalogues.
    """

    id: str
    version: str
    day: date
    title: str
    difference: str


PICTURES: Final = Purpose(
    "pictures",
    "1",
    date(2026, 11, 30),
    mark("Certificates by photo"),
    mark(
        "I read a photo or PDF of a certificate on my own machine; nothing goes to others. I "
        "propose topic, hours and day, and keep them only if you confirm. The picture and its text "
        "are deleted at once; if you keep the file, I note where Telegram has it. The name on it "
        "is not kept."
    ),
)
REGISTER: Final = Purpose(
    "register",
    "1",
    date(2026, 11, 30),
    mark("Staff register"),
    mark(
        "Your employer's HR keeps a list of its staff here. If you agree, your line in it is "
        "linked with your account once HR or your head confirms it: you see what it says of you, "
        "HR sees that you are linked and can give you a role. Your answers and reports stay with "
        "you. Withdrawing undoes the link."
    ),
)
HEADS: Final = Purpose(
    "heads",
    "2",
    date(2026, 11, 30),
    mark("Heads of departments"),
    mark(
        "The head of your department and the deputies, whom HR names, see your line in the "
        "employer's list anyway. If you agree, they also see that it is linked with you and that "
        "you asked for a correction; the head can confirm or undo the link. New: what you share "
        "with HR (name, results, courses) reaches them too. Nothing is copied: stop sharing, "
        "leave or withdraw, and they see none of it."
    ),
)
RECEIPTS: Final = Purpose(
    "receipts",
    "1",
    date(2026, 11, 30),
    mark("Read receipts"),
    mark(
        "When you confirm that you have read a message of HR, or say that you are done with one "
        "of its days, HR and the head of your department see that you did, and when. Whatever you "
        "do not confirm stays unseen."
    ),
)
ANSWERS: Final = Purpose(
    "answers",
    "1",
    date(2026, 11, 30),
    mark("Answers to questions"),
    mark(
        "A question of HR or of your head says before you answer who sees what: your name with "
        "your answer, or numbers only. What you press is kept with your account, so that you can "
        "change it until the question ends. It is deleted when you withdraw this or with all your "
        "data; HR keeps no copy unless it has taken the result as a file."
    ),
)
TRAINING: Final = Purpose(
    "training",
    "1",
    date(2026, 11, 30),
    mark("Planned training"),
    mark(
        "You can make your plan for your employer's year of training here, and say after a course "
        "how it was. Your head and HR see what you write there and the certificate you show. Your "
        "employer keeps plans and results for five years, also after /forget. If you do not agree, "
        "your head or HR makes the plan."
    ),
)
OBJECTIONS: Final = Purpose(
    "objections",
    "1",
    date(2026, 11, 30),
    mark("“This is wrong”"),
    mark(
        "What you write under a report, its position and its code are read by those who run this "
        "bot, so that they can look into it and answer you here. They can open the check by its "
        "code. Your name is not shown. It is kept for 90 days."
    ),
)
PURPOSES: Final[Mapping[str, Purpose]] = {
    each.id: each for each in (PICTURES, REGISTER, HEADS, RECEIPTS, ANSWERS, TRAINING, OBJECTIONS)
}


async def _objections_go(work: Work, person_id: int) -> None:
    await work.objections.remove_of(person_id)


async def _ties_go(work: Work, person_id: int) -> None:
    await work.ties.undo_of(person_id)


async def _receipts_go(work: Work, person_id: int) -> None:
    await work.receipts.remove_of(person_id)


async def _answers_go(work: Work, person_id: int) -> None:
    await work.questions.remove_of(person_id)


KEPT_FOR: Final[Mapping[str, Callable[[Work, int], Awaitable[None]]]] = {
    OBJECTIONS.id: _objections_go,
    REGISTER.id: _ties_go,
    RECEIPTS.id: _receipts_go,
    ANSWERS.id: _answers_go,
}
"""How that is deleted which is kept for one purpose only, when it is withdrawn."""


async def has_agreed(work: Work, person_id: int, purpose: Purpose) -> bool:
    """Whether the person consents, and to today's version of this purpose too."""
    person = await work.people.get(person_id)
    if person is None or person.consent_version is None:
        return False
    said = (await work.purposes.of(person_id)).get(purpose.id)
    return said is not None and said.agreed and said.version == purpose.version


async def agreed_among(work: Work, people: Collection[int], purpose: Purpose) -> frozenset[int]:
    """Those of the people who have agreed, as `has_agreed`; for what others do, so nobody is
    held."""
    return await work.purposes.agreed(people, purpose.id, purpose.version)


async def was_asked(work: Work, person_id: int, purpose: Purpose) -> bool:
    """Whether the person has said yes or no to today's version: whoever said no is not asked
    again unless they begin with it themselves."""
    said = (await work.purposes.of(person_id)).get(purpose.id)
    return said is not None and said.version == purpose.version


async def agreed_earlier(work: Work, person_id: int, purpose: Purpose) -> Said | None:
    """What the person has agreed to under an earlier text, which counts no more."""
    said = (await work.purposes.of(person_id)).get(purpose.id)
    return said if said is not None and said.agreed and said.version != purpose.version else None


async def require_purpose(work: Work, person_id: int, purpose: Purpose) -> Person:
    """The person, who agrees until the transaction ends. Raises `ConsentNeeded`."""
    person = await require_consent(work, person_id)
    if not await has_agreed(work, person_id, purpose):
        raise ConsentNeeded
    return person


async def agree(work: Work, person_id: int, purpose: Purpose, version: str, now: datetime) -> None:
    """Notes the agreement with its version and moment; said twice, the first moment stays.

    Raises `ConsentNeeded` without the consent itself, `BadValue` for a version that is not
    today's.
    """
    await require_consent(work, person_id)
    if version != purpose.version:
        raise BadValue("version")
    if not await has_agreed(work, person_id, purpose):
        await work.purposes.put(person_id, purpose.id, version, True, now)


async def decline(work: Work, person_id: int, purpose: Purpose, now: datetime) -> None:
    """Notes that the person does not want it; what they agreed to before is withdrawn elsewhere.

    Raises `ConsentNeeded`: of people without consent nothing is noted.
    """
    await require_consent(work, person_id)
    if not await has_agreed(work, person_id, purpose):
        await work.purposes.put(person_id, purpose.id, purpose.version, False, now)


async def withdraw(work: Work, person_id: int, purpose: Purpose, now: datetime) -> None:
    """Takes the agreement back, and deletes what was kept for this purpose only."""
    held = (await work.purposes.of(person_id)).get(purpose.id)
    if held is None or not held.agreed:
        return
    await work.purposes.put(person_id, purpose.id, held.version, False, now)
    if purpose.id in KEPT_FOR:
        await KEPT_FOR[purpose.id](work, person_id)


async def said_of_purposes(work: Work, person_id: int) -> list[tuple[Purpose, Said]]:
    """What the person was asked about, in the order of the purposes."""
    said = await work.purposes.of(person_id)
    return [(PURPOSES[name], said[name]) for name in PURPOSES if name in said]
