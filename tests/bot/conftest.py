from tests.storage.databases import migrated_databases, postgresql_databases

__all__ = ["migrated_databases", "postgresql_databases"]
