"""Who may do what, looked up at the moment of the action, and the note that it was done."""

from datetime import datetime

from cases.errors import BadValue, ConsentNeeded, NotAllowed, NotThere
from cases.texts import in_one_line
from storage.database import Work
from storage.tables.conversation import Person
from storage.tables.organisations import NAME_LENGTH, Department, HrRight

Operators = frozenset[int]
"""Telegram ids of HR_ADMIN_IDS: they create organisations and appoint their HR, no more."""


def require_operator(person_id: int, operators: Operators) -> None:
    """Raises `NotAllowed`."""
    if person_id not in operators:
        raise NotAllowed


async def require_hr(work: Work, person_id: int, organisation_id: int) -> HrRight:
    """The right, which nobody can withdraw before the transaction ends. Raises `NotAllowed`."""
    await work.organisations.hold(organisation_id)
    right = await work.hr.in_force(organisation_id, person_id)
    if right is None:
        raise NotAllowed
    return right


async def require_hr_or_operator(
    work: Work, person_id: int, organisation_id: int, operators: Operators
) -> None:
    """For what both may do: appointing and dismissing HR. Raises `NotAllowed`, `NotThere`."""
    if person_id not in operators:
        await require_hr(work, person_id, organisation_id)
        return
    await work.organisations.hold(organisation_id)
    if await work.organisations.get(organisation_id) is None:
        raise NotThere


async def require_consent(work: Work, person_id: int) -> Person:
    """The person, whose consent stands until the transaction ends. Raises `ConsentNeeded`."""
    person = await work.people.get(person_id)
    if person is None or person.consent_version is None:
        raise ConsentNeeded
    return person


async def require_department(work: Work, organisation_id: int, department_id: int) -> Department:
    """The department, if it is one of this organisation. Raises `NotThere`."""
    department = await work.organisations.department(department_id)
    if department is None or department.organisation_id != organisation_id:
        raise NotThere
    return department


def cleaned(text: str, field: str) -> str:
    """A typed name or title in one line of 1 to 200 characters that shows something. Raises
    `BadValue`."""
    line = in_one_line(text)
    if not 1 <= len(line) <= NAME_LENGTH:
        raise BadValue(field, 1, NAME_LENGTH)
    return line


def name_or_none(name: str | None) -> str | None:
    """A name that nobody typed, as `cleaned`; None where it is none."""
    try:
        return None if name is None else cleaned(name, "name")
    except BadValue:
        return None


async def note(
    work: Work,
    actor_id: int,
    organisation_id: int,
    action: str,
    thing: tuple[str, int | None],
    now: datetime,
    **details: int | str | bool | None,
) -> None:
    """Writes the action of HR or an operator into the audit log, in the same transaction.

    `thing`: kind and number of what was acted upon. `details` never holds names or texts.
    """
    kind, number = thing
    await work.audit.add(actor_id, organisation_id, action, kind, number, details, now)
