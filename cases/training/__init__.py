"""Use cases of a year of training (procedure 602)."""
