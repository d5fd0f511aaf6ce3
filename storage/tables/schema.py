"""All tables there are, for whatever goes by the whole schema: migrations, export, tests."""

from storage.tables import (
    assessments,
    attestation,
    checks,
    conversation,
    corrections,
    deadline_changes,
    deadlines,
    organisations,
    outbound,
    shares,
)
from storage.tables.base import Base

TABLE_MODULES = (
    checks,
    conversation,
    organisations,
    deadlines,
    deadline_changes,
    outbound,
    shares,
    assessments,
    attestation,
    corrections,
)

metadata = Base.metadata
