"""Why a use case was not carried out; the handler has the words for it."""

from typing import Literal

Refusal = Literal["unknown", "expired", "used", "withdrawn", "kind", "void"]


class CaseError(Exception):
    """Nothing was changed."""


class NotAllowed(CaseError):
    """Whoever acts has no right to do so (any more)."""


class NotThere(CaseError):
    """What is acted upon is not there, or not in the organisation that was named."""


class NameTaken(CaseError):
    """Another organisation, or department of the organisation, has this name."""


class ChangedMeanwhile(CaseError):
    """Somebody else has saved it since it was looked at. `held`: as it is kept now."""

    def __init__(self, held: object) -> None:
        super().__init__()
        self.held = held


class ConsentNeeded(CaseError):
    """The person has not agreed to the keeping of their data."""


class BadValue(CaseError):
    """`field` names what is not acceptable; `low` and `high` are the bounds where there are any."""

    def __init__(self, field: str, low: object = None, high: object = None) -> None:
        super().__init__(field)
        self.field = field
        self.low = low
        self.high = high


class InvitationRefused(CaseError):
    """The link does not work. `reason`: "void" when its maker has no right any more, "kind" for a
    link that is good for something else."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason
