"""The employer's staff list: a file in, the same list with verdicts out. Nothing is kept."""
