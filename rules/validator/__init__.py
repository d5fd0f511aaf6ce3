"""Checks of the rule files as a whole: `python -m bot validate-rules`."""
