"""Who may do what, looked up at the moment of the action, and the note that it was done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from cases.errors import BadValue, NotAllowed, NotThere
from cases.purposes import REGISTER, agreed_among
from cases.texts import in_one_line
from cases.tree import below
from rules.dates import today
from storage.database import Work
from storage.tables.organisations import NAME_LENGTH, Department, Role

Operators = frozenset[int]
"""Telegram ids of HR_ADMIN_IDS: they create organisations and appoint their HR, no more."""
Right = Literal[
    "see_register", "see_shared", "write", "keep_register", "approve", "export", "log",
    "organise", "give_director", "give_hr", "give_head",
    "plan", "sign_year",
]  # fmt: skip
Standing = Literal["operator", "hr_director", "hr", "head", "deputy", "member", "tied"]
Extent = Literal["all", "own", "self"]

# docs/rights.md says it in words; the tests hold the two together.
RIGHTS: Final[dict[Right, dict[Standing, Extent]]] = {
    "see_register": {"hr_director": "all", "hr": "all", "head": "own", "deputy": "own",
                     "tied": "self"},
    "see_shared": {"hr_director": "all", "hr": "all", "head": "own", "deputy": "own"},
    "write": {"hr_director": "all", "hr": "all", "head": "own", "deputy": "own"},
    "keep_register": {"hr_director": "all", "hr": "all"},
    "approve": {"hr_director": "all", "hr": "all", "head": "own"},
    "export": {"hr_director": "all", "hr": "all", "head": "own"},
    "log": {"hr_director": "all", "hr": "all"},
    "organise": {"hr_director": "all", "hr": "all"},
    "give_director": {"operator": "all", "hr_director": "all"},
    "give_hr": {"operator": "all", "hr_director": "all", "hr": "all"},
    "give_head": {"hr_director": "all", "hr": "all"},
    "plan": {"hr_director": "all", "hr": "all", "head": "own", "deputy": "own", "tied": "self"},
    "sign_year": {"hr_director": "all"},
}  # fmt: skip

NOBODY: Final = 0
"""Stands in the audit log where no person of the bot acted but the command line."""
SAME_READING: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far somebody's right goes: everywhere in the organisation, in some departments, for some
    records of the register. Nothing of these: not at all."""

    everywhere: bool = False
    departments: frozenset[int] = frozenset()
    employees: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.departments or self.employees)

    def covers(self, department_id: int | None, employee_id: int | None = None) -> bool:
        """Whether a department (None: none, or the whole organisation) is within it, or a record
        of the register in that department."""
        here = self.everywhere or department_id in self.departments
        return here or employee_id in self.employees


async def reach(
    work: Work,
    person_id: int,
    right: Right,
    organisation_id: int,
    now: datetime,
    operators: Operators = frozenset(),
) -> Reach:
    """The one place where it is decided who may do what: by the roles that are in force at the
    moment, by a confirmed tie, and for operators.

    What is found stays true until the transaction ends.
    """
    await work.organisations.hold(organisation_id)
    extents = RIGHTS[right]
    everywhere = person_id in operators and "operator" in extents
    tops: list[int] = []
    for role in await work.roles.held(organisation_id, person_id, today(now)):
        extent = extents.get(role.kind)
        everywhere = everywhere or extent == "all"
        tops += [role.department_id] if extent == "own" else []
    departments: frozenset[int] = frozenset()
    if tops and not everywhere:
        tree = await work.organisations.departments(organisation_id)
        departments = frozenset().union(*(below(tree, top) for top in tops))
    employees: frozenset[int] = frozenset()
    if extents.get("tied") == "self" and not everywhere:
        employees = await _own_records(work, person_id, organisation_id)
    return Reach(everywhere, departments, employees)


async def _own_records(work: Work, person_id: int, organisation_id: int) -> frozenset[int]:
    own: set[int] = set()
    if not await agreed_among(work, [person_id], REGISTER):
        return frozenset()
    for tie in await work.ties.of_person(person_id):
        record = await work.register.get(tie.employee_id)
        if tie.state == "confirmed" and record and record.organisation_id == organisation_id:
            own.add(tie.employee_id)
    return frozenset(own)


async def require(
    work: Work,
    person_id: int,
    right: Right,
    organisation_id: int,
    now: datetime,
    *,
    department_id: int | None = None,
    operators: Operators = frozenset(),
) -> Reach:
    """How far the right goes, where it covers the department (None: the whole organisation).

    Raises `NotAllowed`; `NotThere` for an operator who names no organisation.
    """
    found = await reach(work, person_id, right, organisation_id, now, operators)
    if not found.covers(department_id):
        raise NotAllowed
    if person_id in operators and await work.organisations.get(organisation_id) is None:
        raise NotThere
    return found


async def require_some(
    work: Work, person_id: int, right: Right, organisation_id: int, now: datetime
) -> Reach:
    """How far the right goes, where it goes anywhere among others' things: for lists that show what
    is within it. Raises `NotAllowed`."""
    found = await reach(work, person_id, right, organisation_id, now)
    if not (found.everywhere or found.departments):
        raise NotAllowed
    return found


async def end_past_roles(work: Work, now: datetime) -> None:
    """Ends the roles whose last day is over.

    Done before anything is decided, so that a role is gone in the middle of a form too, also for
    whatever asks without naming the moment.
    """
    for role in await work.roles.past(today(now)):
        await work.roles.end(role.id, now)


def require_operator(person_id: int, operators: Operators) -> None:
    """Raises `NotAllowed`."""
    if person_id not in operators:
        raise NotAllowed


async def require_hr(work: Work, person_id: int, organisation_id: int) -> Role:
    """The role of whoever may organise (table of rights), which nobody can end before the
    transaction ends. `end_past_roles` has been before. Raises `NotAllowed`."""
    await work.organisations.hold(organisation_id)
    role = await work.hr.in_force(organisation_id, person_id)
    if role is None or RIGHTS["organise"].get(role.kind) != "all":
        raise NotAllowed
    return role


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


async def require_department(work: Work, organisation_id: int, department_id: int) -> Department:
    """The department, if it is one of this organisation and not its root. Raises `NotThere`."""
    department = await work.organisations.department(department_id)
    if (
        department is None
        or department.organisation_id != organisation_id
        or department.parent_id is None
    ):
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


async def note_reading(
    work: Work,
    actor_id: int,
    organisation_id: int,
    action: str,
    thing: tuple[str, int | None],
    now: datetime,
    *,
    is_further: bool,
    **details: int | str | bool | None,
) -> None:
    """As `note`, for what is read in slices: a further slice of what the actor began to read within
    the hour is the same reading, and the same line."""
    since = now - SAME_READING
    if is_further and await work.audit.was_done(
        actor_id, organisation_id, action, *thing, details, since
    ):
        return
    await note(work, actor_id, organisation_id, action, thing, now, **details)
