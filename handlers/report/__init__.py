"""A report in words: requirements, the way, the official text, corrections. Views only."""
