"""To which departments a member belongs: a condition of queries on memberships."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, exists, or_

from storage.tables.organisations import membership
from storage.tables.register import appointment, employee, tie


def belongs_to(
    organisation_id: int, departments: Collection[int] | Select[tuple[int]], on: date
) -> ColumnElement[bool]:
    """Whether the member of a row was put into one of the departments, by a link or by HR, or is by
    a confirmed tie the employee who is appointed there on that day. `departments`: numbers, or a
    query for them."""
    appointed = exists().where(
        tie.c.person_id == membership.c.person_id,
        tie.c.state == "confirmed",
        employee.c.id == tie.c.employee_id,
        employee.c.organisation_id == organisation_id,
        appointment.c.employee_id == employee.c.id,
        appointment.c.department_id.in_(departments),
        or_(appointment.c.until.is_(None), appointment.c.until >= on),
    )
    return or_(membership.c.department_id.in_(departments), appointed)
