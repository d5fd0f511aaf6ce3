"""All tables there are, for whatever goes by the whole schema: migrations, export, tests."""

from storage.tables import (
    assessments,
    attestation,
    checks,
    conversation,
    corrections,
    deadlines,
    organisations,
    outbound,
    portfolio,
    shares,
)
from storage.tables.base import Base

TABLE_MODULES = (
    checks,
    conversation,
    organisations,
    deadlines,
    outbound,
    shares,
    assessments,
    attestation,
    portfolio,
    corrections,
)

metadata = Base.metadata
