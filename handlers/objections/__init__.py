"""“This is wrong” under a report: written by people, answered by operators."""
