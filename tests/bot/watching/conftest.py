from tests.handlers.conftest import house, logged
from tests.storage.databases import database_url, migrated_databases, postgresql_databases

__all__ = ["database_url", "house", "logged", "migrated_databases", "postgresql_databases"]
