"""All tables there are, for whatever goes by the whole schema: migrations, export, tests."""

from storage.tables import (
    assessments,
    attestation,
    checks,
    conversation,
    corrections,
    deadline_changes,
    deadlines,
    edition_notices,
    hr_drafts,
    objections,
    organisations,
    outbound,
    pages,
    portfolio,
    purposes,
    register,
    replies,
    shares,
    staff_lines,
    training,
    training_outcomes,
    training_plans,
)
from storage.tables.base import Base

TABLE_MODULES = (
    checks,
    conversation,
    organisations,
    deadlines,
    deadline_changes,
    outbound,
    replies,
    hr_drafts,
    shares,
    assessments,
    attestation,
    portfolio,
    register,
    staff_lines,
    training,
    training_plans,
    training_outcomes,
    corrections,
    edition_notices,
    purposes,
    objections,
    pages,
)

metadata = Base.metadata
