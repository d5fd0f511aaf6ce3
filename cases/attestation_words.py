"""What a person says beside the attestation and nowhere else, kept by consent."""

from datetime import datetime

from cases.consent import require_consent
from cases.errors import BadValue
from storage.database import Work


async def keep_word(
    work: Work, person_id: int, position: str, fact: str, value: str | None, now: datetime
) -> None:
    """`position` "": whatever the position; `value` None: it is not known any more.

    Raises `ConsentNeeded`, `BadValue` for names that nothing here has.
    """
    await require_consent(work, person_id)
    if not fact or len(fact) > LONGEST or (value is not None and len(value) > LONGEST_VALUE):
        raise BadValue("word")
    if value is None:
        await work.attestation_words.remove(person_id, position, fact)
    else:
        await work.attestation_words.put(person_id, position, fact, value, now)


LONGEST = 60
LONGEST_VALUE = 20
