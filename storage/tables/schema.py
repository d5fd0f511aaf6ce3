"""All tables there are, for whatever goes by the whole schema: migrations, export, tests."""

from storage.tables import (
    assessments,
    attestation,
    audit,
    checks,
    conversation,
    corrections,
    deadline_changes,
    deadline_series,
    deadlines,
    hr_drafts,
    message_templates,
    objections,
    organisations,
    outbound,
    portfolio,
    purposes,
    register,
    replies,
    shares,
)
from storage.tables.base import Base

TABLE_MODULES = (
    checks,
    conversation,
    organisations,
    audit,
    deadline_series,
    deadlines,
    deadline_changes,
    outbound,
    replies,
    hr_drafts,
    message_templates,
    shares,
    assessments,
    attestation,
    portfolio,
    register,
    corrections,
    purposes,
    objections,
)

metadata = Base.metadata
