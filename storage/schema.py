"""All tables there are, for whatever goes by the whole schema: migrations, export, tests."""

from storage import (
    assessment_tables,
    attestation_tables,
    correction_tables,
    deadline_tables,
    organisation_tables,
    outbound_tables,
    share_tables,
    tables,
)

TABLE_MODULES = (
    tables,
    organisation_tables,
    deadline_tables,
    outbound_tables,
    share_tables,
    assessment_tables,
    attestation_tables,
    correction_tables,
)

metadata = tables.Base.metadata
