from tests.storage.databases import (
    database,
    database_url,
    migrated_databases,
    postgresql_databases,
)

__all__ = ["database", "database_url", "migrated_databases", "postgresql_databases"]
