"""SQLite and PostgreSQL: addresses, connections, migrating."""
