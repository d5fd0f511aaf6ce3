"""What the bot remembers: tables, one transaction per use case, migrations.

Nothing outside this package speaks SQL. Start at `storage.database`.
"""
