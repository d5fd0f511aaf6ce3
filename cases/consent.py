"""The consent itself, without which nothing is kept of a person."""

from cases.errors import ConsentNeeded
from storage.database import Work
from storage.tables.conversation import Person


async def require_consent(work: Work, person_id: int) -> Person:
    """The person, whose consent stands until the transaction ends. Raises `ConsentNeeded`."""
    person = await work.people.get(person_id)
    if person is None or person.consent_version is None:
        raise ConsentNeeded
    return person
